// SPDX-License-Identifier: Apache-2.0
#include "terms/equivalents.hpp"

namespace midspan::terms {

namespace {

class Sentence {
 public:
  Sentence(Session& session, Parser& probe, std::size_t at) : session_(session), probe_(probe), at_(at) {}

  Equivalents run() {
    Equivalents made;
    while (line(made.lines)) {
      while (mark(';') || mark(',')) ++at_;
      skip("connective");
      if (!mark('.') && session_.token(at_).type != TokenType::End) continue;
      if (made.lines.empty()) return {};
      made.end = at_;
      return made;
    }
    return {};
  }

 private:
  bool mark(char which) const { return session_.is_mark(at_, which); }
  bool skip(std::string_view vocabulary) {
    const std::size_t words = session_.parser().tokens_of(vocabulary, at_);
    at_ += words;
    return words > 0;
  }
  void article() {
    if (session_.table().is_article(session_.token(at_).word) || session_.parser().tokens_of("one of them", at_) > 0)
      ++at_;
  }
  std::string rank() {
    article();
    const std::string_view vocabulary = session_.parser().tokens_of("rank", at_) > 0 ? "rank" : "rank noun";
    const VocabularyEntry* known = session_.parser().entry_of(vocabulary, at_);
    if (known == nullptr) return {};
    at_ += session_.parser().tokens_of(vocabulary, at_);
    return known->canonical;
  }

  // "a captain for a captain or fifteen men"
  bool line(std::vector<people::ScheduleLine>& into) {
    skip("common");
    article();
    skip("common");
    const std::string name = rank();
    const bool first = into.empty();  // behind it, "a commodore for twenty" will do
    if (name.empty() || (!skip("is worth") && first)) return false;
    const std::size_t before = at_;
    if (rank() == name && skip("alternative")) skip("is worth");
    else at_ = before;
    probe_.start_sentence({at_, false});
    Element number;
    number.leaf = Leaf::Number;
    const Parser::Parsed weight = probe_.leaf(number, {at_, false});
    if (!weight.node) return false;
    at_ = weight.end.token;
    if (!skip("one man") && first) return false;
    into.push_back({name, weight.node->number});
    return true;
  }

  Session& session_;
  Parser& probe_;
  std::size_t at_;
};

}  // namespace

Equivalents equivalents(Session& session, Parser& probe, std::size_t begin) {
  return Sentence(session, probe, begin).run();
}

}  // namespace midspan::terms
