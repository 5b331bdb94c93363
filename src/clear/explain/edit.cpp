// SPDX-License-Identifier: Apache-2.0
// "strike Article 3", "Article 4 = 40", "Article 5: 30 = 25": the agreement as it would read then.
#include <array>
#include <charconv>

#include "clear/clear.hpp"
#include "clear/explain/numbers.hpp"
#include "clear/model/model.hpp"
#include "clear/model/words.hpp"

namespace midspan::clear {

namespace explain {

namespace {

using namespace people;

void take(std::vector<Number*>& out, Number& number) {
  if (said(number)) out.push_back(&number);
}
void take(std::vector<Number*>& out, Amount& amount) {
  take(out, amount.number);
  take(out, amount.upper);
}

struct Collector {
  std::vector<Number*>& out;
  void operator()(Release& clause) {
    take(out, clause.amount);
    take(out, clause.rate);
  }
  void operator()(Key& clause) {
    take(out, clause.every);
    for (Owed& owed : clause.owed) take(out, owed.number);
  }
  void operator()(Bonus& clause) {
    take(out, clause.every);
    take(out, clause.amount);
    take(out, clause.at_most);
  }
  void operator()(Composition& clause) { take(out, clause.amount); }
  void operator()(Choice& clause) {
    take(out, clause.amount);
    take(out, clause.strikes);
  }
  void operator()(Destination& clause) {
    for (auto& [amount, place] : clause.shares) take(out, amount);
  }
  void operator()(PhaseRule& clause) {
    take(out, clause.at_most);
    take(out, clause.at_least);
    take(out, clause.stretchers);
  }
  void operator()(Sequencing& clause) { take(out, clause.number); }
  template <typename Other>
  void operator()(Other&) {}
};

// What a clause says how many of.
struct Divisors {
  std::vector<const Number*>& out;
  void take(const Amount& amount) {
    if (amount.share() && said(amount.upper)) out.push_back(&amount.upper);
  }
  void operator()(const Release& clause) { take(clause.amount); }
  void operator()(const Key& clause) {
    if (clause.basis == Key::Basis::Every) out.push_back(&clause.every);
  }
  void operator()(const Bonus& clause) { out.push_back(&clause.every); }
  void operator()(const Composition& clause) { take(clause.amount); }
  void operator()(const Choice& clause) { take(clause.amount); }
  void operator()(const Destination& clause) {
    for (const auto& [amount, place] : clause.shares) take(amount);
  }
  template <typename Other>
  void operator()(const Other&) {}
};

}  // namespace

std::vector<const Number*> divisors_of(const Clause& clause) {
  std::vector<const Number*> out;
  std::visit(Divisors{out}, clause.body);
  return out;
}

std::optional<std::string> divides_by_nothing(const Agreement& agreement) {
  for (const Article& article : agreement.articles)
    for (const Clause& clause : article.clauses)
      for (const Number* divisor : divisors_of(clause))
        if (divisor->low <= 0) return article.number;
  return std::nullopt;
}

std::vector<Number*> numbers_of(Clause& clause) {
  std::vector<Number*> out;
  std::visit(Collector{out}, clause.body);
  return out;
}

}  // namespace explain

namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '.')) text.remove_suffix(1);
  return text;
}

std::optional<std::int64_t> whole(std::string_view text) {
  text = trimmed(text);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || text.empty() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

people::Article* article_called(people::Agreement& agreement, std::string_view name) {
  name = trimmed(name);
  for (const std::string_view word : {"the ", "el ", "article ", "artículo ", "articulo ", "art. ", "المادة ", "مادة "})
    if (model::folded(name).rfind(word, 0) == 0) name = trimmed(name.substr(name.find(' ')));
  for (people::Article& article : agreement.articles)
    if (model::same_word(article.number, name)) return &article;
  return nullptr;
}

bool apply(people::Agreement& agreement, std::string_view edit) {
  static constexpr std::array<std::string_view, 17> kStrike{
      "strike ", "without ",  "drop ",   "remove ", "delete ", "omit ", "suprimir ", "suprima ", "tachar ",
      "tache ",  "eliminar ", "quitar ", "sin ",    "شطب ",    "حذف ",  "احذف ",     "بدون "};
  for (const std::string_view verb : kStrike)
    if (model::folded(edit).rfind(verb, 0) == 0) {
      people::Article* article = article_called(agreement, edit.substr(edit.find(' ')));
      if (article == nullptr) return false;
      article->clauses.clear();
      return true;
    }
  const std::size_t equals = edit.find('=');
  if (equals == std::string_view::npos) return false;
  const auto value = whole(edit.substr(equals + 1));
  std::string_view left = edit.substr(0, equals);
  std::optional<std::int64_t> from;
  if (const std::size_t colon = left.find(':'); colon != std::string_view::npos) {
    from = whole(left.substr(colon + 1));
    if (!from) return false;
    left = left.substr(0, colon);
  }
  people::Article* article = article_called(agreement, left);
  if (article == nullptr || !value || *value < 0) return false;
  std::vector<people::Number*> numbers;
  for (people::Clause& clause : article->clauses)
    for (people::Number* number : explain::numbers_of(clause)) numbers.push_back(number);
  people::Number* chosen = nullptr;
  for (people::Number* number : numbers)  // the one that is named, else the first that is open, else the first
    if (from ? number->low == *from : number->open) {
      chosen = number;
      break;
    }
  if (chosen == nullptr && !from && !numbers.empty()) chosen = numbers.front();
  if (chosen == nullptr) return false;
  chosen->low = chosen->high = *value;
  return true;
}

}  // namespace

base::Result<people::Agreement> edited(const people::Agreement& agreement, std::string_view edits) {
  people::Agreement out = agreement;
  while (!edits.empty()) {
    const std::size_t end = edits.find(';');
    const std::string_view edit = trimmed(edits.substr(0, end));
    if (const std::size_t equals = edit.find('='); equals != std::string_view::npos)
      if (const auto value = whole(edit.substr(equals + 1)); value && *value > model::kLargestNumber)
        return base::failure("CLR-004", {{"number", std::to_string(*value)}}, base::Exit::WrongUse);
    if (!edit.empty() && !apply(out, edit))
      return base::failure("CLR-011", {{"edit", std::string(edit)}}, base::Exit::WrongUse);
    if (end == std::string_view::npos) break;
    edits.remove_prefix(end + 1);
  }
  if (const auto article = explain::divides_by_nothing(out)) return base::failure("CLR-240", {{"article", *article}});
  return out;
}

}  // namespace midspan::clear
