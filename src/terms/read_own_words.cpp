// SPDX-License-Identifier: Apache-2.0
// Sentences that no form reads as they stand: said in full, with words of their own, as an undertaking; and what is
// answered when nothing helps.
#include "terms/reader.hpp"

#include <algorithm>
#include <set>

#include "names/normalise.hpp"
#include "terms/retry.hpp"

namespace midspan::terms {

bool Reader::in_full(Position begin) {
  auto& list = tokens_.list;
  std::size_t end = at_.token;
  while (list[end].type != TokenType::End && !is_mark(list[end], '.') && !is_mark(list[end], ';')) ++end;
  std::vector<Token> before(list.begin() + static_cast<std::ptrdiff_t>(at_.token),
                            list.begin() + static_cast<std::ptrdiff_t>(end));
  const bool full = said_in_full(session_, at_.token);
  people::TextSpan span;
  std::string how = in_article_ && !open_.yes ? without_last_circumstance(session_, at_.token, span) : std::string();
  if (!full && how.empty()) return false;
  const std::size_t from = at_.token;
  if (!how.empty()) {
    const Candidate shorter = sentence();
    const bool whole = shorter.part == "clause" && whole_with_presence(shorter);
    if (whole ||
        (own_words(begin, shorter.parsed.node ? std::optional(shorter.parsed.end) : std::nullopt) && ++tried_ > 0)) {
      at_ = {from, false};
      manner_ = how;
      wrong("TRM-112", span, {{"found", how}});
      made_.findings.back().severity = Severity::Note;
      tried_ = 0;
      return true;
    }
  }
  if (full && how.empty()) {
    const Candidate longer = sentence();
    if (whole_with_presence(longer)) return true;
    if (own_words(begin, longer.parsed.node ? std::optional(longer.parsed.end) : std::nullopt)) return true;
  }
  std::size_t now = from;
  while (list[now].type != TokenType::End && !is_mark(list[now], '.') && !is_mark(list[now], ';')) ++now;
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(from), list.begin() + static_cast<std::ptrdiff_t>(now));
  list.insert(list.begin() + static_cast<std::ptrdiff_t>(from), before.begin(), before.end());
  at_ = {from, false};
  reason_.reset();
  return true;
}

const Node* Reader::subject_of(const Node& node) {
  const Node* party = node.find("party");
  if (party != nullptr) return party;
  const Node* all = node.find("all_of");
  return all != nullptr ? all : node.find("who");
}

bool Reader::time_of_phase(Position at, const Node& node) {
  const Node* when = node.find("when");
  if (when == nullptr || form_ids("when")[static_cast<std::size_t>(when->form)] != "in_phase") return false;
  if (is_mark(token(at.token), ',')) ++at.token;
  probe_.start_sentence(at);
  const Parser::Parsed time = probe_.part(table_.part_index("when"), at);
  if (!time.node) return false;
  at_ = time.end;
  if (!ended(true)) return false;
  phase_time_ = time.node;
  return true;
}

bool Reader::manner(Position at) {
  if (is_mark(token(at.token), ',')) ++at.token;
  const Parser::Parsed how = parser_.prose("manner", at);
  if (!how.node) return false;
  at_ = how.end;
  if (!ended(true)) return false;
  manner_ = how.node->text;
  wrong("TRM-112", how.node->span, {{"found", manner_}});
  made_.findings.back().severity = Severity::Note;
  return true;
}

bool Reader::circumstances(Position at, const Node& node) {
  Position end = at;
  while (!is_mark(token(end.token), '.') && !is_mark(token(end.token), ';') && token(end.token).type != TokenType::End)
    ++end.token;
  people::TextSpan span;
  const std::string how = circumstance(session_, at.token, end.token, ends_with_group(node), span);
  if (how.empty()) return false;
  at_ = end;
  ended(true);
  manner_ = how;
  wrong("TRM-112", span, {{"found", how}});
  made_.findings.back().severity = Severity::Note;
  return true;
}

bool Reader::promises(const Candidate& read) const {
  if (read.part != "clause") return false;
  const std::string_view id = form_ids("clause")[static_cast<std::size_t>(read.parsed.node->form)];
  return id.starts_with("undertakes");
}

bool Reader::ends_with_group(const Node& node) {
  for (const auto& [slot, inner] : node.slots)
    if (inner->span.end == node.span.end)
      return slot == "base" || slot == "filters" || slot == "of" || slot == "who" || ends_with_group(*inner);
  return false;
}

bool Reader::counts_nobody(Position begin, std::optional<Position> complete) {
  if (open_.yes || !in_article_ || made_.agreement.articles.empty()) return false;
  Position end = begin;
  const std::size_t sentence = sentence_end(begin).token;
  while (!is_mark(token(end.token), ';') && end.token < sentence) ++end.token;
  promise_ = undertaking(session_, probe_, begin, end);
  if (!promise_) return false;
  if (!reason_) reason({begin, sentence_end(begin), complete, article()});
  if (!general(reason_->finding) && reason_->finding.message.code != "TRM-043") return false;
  reason_.reset();
  at_ = {promise_->end, false};
  return true;
}

void Reader::promised() {
  parser_.take_findings();
  wrong("TRM-112", promise_->span, {{"found", promise_->text}});
  made_.findings.back().severity = Severity::Note;
  for (const std::string& party : promise_->by.empty() ? made_.agreement.parties : promise_->by) {
    people::Covenant covenant;
    covenant.kind = people::Covenant::Kind::Other;
    covenant.party = party;
    covenant.text = promise_->text;
    people::Clause made;
    made.body = std::move(covenant);
    made.span = promise_->span;
    made_.agreement.articles.back().clauses.push_back(std::move(made));
  }
}

bool Reader::whole_with_presence(const Candidate& read) {
  if (!read.parsed.node) return false;
  Position end = read.parsed.end;
  if (read.part == "clause") session_.presence(end);
  const Token& behind = token(end.token);
  return behind.type == TokenType::End || is_mark(behind, '.') || is_mark(behind, ';');
}

void Reader::keep_key(const Node& node) {
  const Node* owed = node.find("owed");
  const Node* n = owed != nullptr ? owed->find("n") : nullptr;
  const Node* party = node.find("party");
  if (n == nullptr || party == nullptr || party->span.begin >= n->span.begin) return;
  key_ = {article(), {}, {}};
  for (const Token& each : tokens_.list) {
    if (each.begin >= party->span.begin && each.end <= n->span.begin) key_.lead.push_back(each);
    if (each.begin >= n->span.end && each.end <= owed->span.end && each.type != TokenType::End)
      key_.group.push_back(each);
  }
}

bool Reader::key_again() {
  auto& list = tokens_.list;
  if (key_.article.empty() || key_.article != article() || parser_.tokens_of("for each", at_.token) == 0) return false;
  std::size_t comma = at_.token;
  while (!is_mark(list[comma], ',') && list[comma].type == TokenType::Word) ++comma;
  if (!is_mark(list[comma], ',')) return false;
  std::size_t number = comma + 1;
  if (list[number].type == TokenType::Word && list[number].word == key_.lead.back().word) ++number;
  if (list[number].type != TokenType::Number || !(is_mark(list[number + 1], '.') || is_mark(list[number + 1], ';')))
    return false;
  list.insert(list.begin() + static_cast<std::ptrdiff_t>(number + 1), key_.group.begin(), key_.group.end());
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(comma + 1), list.begin() + static_cast<std::ptrdiff_t>(number));
  list.insert(list.begin() + static_cast<std::ptrdiff_t>(comma + 1), key_.lead.begin(), key_.lead.end());
  return true;
}

bool Reader::general(const Finding& finding) {
  static const std::set<std::string_view> kGeneral{"TRM-001", "TRM-033", "TRM-036", "TRM-037", "TRM-041"};
  return kGeneral.contains(finding.message.code);
}

bool Reader::own_words(Position begin, std::optional<Position> complete) {
  if (refused_ >= kMostFindings) return false;
  const Sentence sentence{begin, sentence_end(begin), complete, article()};
  const std::optional<Quote> quote = reason(sentence);
  if (!quote || !in_own_words(*quote, table_, session_.dictionary(), tokens_.list)) return false;
  reason_.reset();
  const people::TextSpan span = read_as_quoted(session_, *quote);
  wrong(quote->slot == "words" ? "TRM-118" : "TRM-114", span, {{"found", names::clean_spaces(written(span))}});
  made_.findings.back().severity = Severity::Note;
  return true;
}

std::optional<Quote> Reader::reason(const Sentence& sentence) {
  follow();
  const Expectation wanted = expectation_of(session_, sentence.begin);
  reason_ = {wanted,
             explain(parser_, wanted, table_, text_, tokens_.list, session_.dictionary(), session_.names(), sentence)};
  // A party's name where a group stands says whose they are: "the wounded of the FMLN".
  const people::Place& place = reason_->finding.place;
  const bool whose = reason_->finding.message.code == "TRM-010" && session_.defines(sentence.begin.token) &&
                     session_.declared(written({place.begin, place.end}));
  if (!general(reason_->finding) && !whose) return std::nullopt;
  const auto quote =
      quote_for(table_, text_, tokens_.list, session_.dictionary(), session_.names(), sentence, wanted.at.token);
  if (quote) reason_->finding = in_quotation_marks(table_, text_, tokens_.list, sentence, *quote);
  return quote;
}

void Reader::explain_here(const Sentence& sentence) {
  if (!reason_) reason(sentence);
  Reason why = *std::exchange(reason_, std::nullopt);
  if (!without_amount(why.wanted)) add(std::move(why.finding));
}

bool Reader::without_amount(const Expectation& expectation) {
  const Template& all = table_.part("quantity").forms.front().templates.front();
  const auto among = [](const std::vector<std::string>& list, std::string_view one) {
    return std::find(list.begin(), list.end(), one) != list.end();
  };
  if (!among(expectation.parts, "number") ||
      std::none_of(all.elements.begin(), all.elements.end(),
                   [&](const Element& each) { return !each.shown.empty() && among(expectation.words, each.shown); }))
    return false;
  probe_.start_sentence(expectation.at);
  Element set;
  set.leaf = Leaf::Set;
  const Parser::Parsed parsed = probe_.leaf(set, expectation.at);
  if (!parsed.node) return false;
  const std::string found = written(parsed.node->span);
  std::string mend;
  for (const Element& element : all.elements)
    if (element.kind == Element::Kind::Word) mend += element.shown + " ";
  wrong("TRM-029", parsed.node->span, {{"found", found}, {"mend", mend + found}});
  return true;
}

void Reader::nobody_releases(const Node& node) {
  const Node& of = *node.find("of");
  std::string each;
  for (const TableForm& form : table_.part("clause").forms)
    if (form.id == "each_releases") each = form.example;
  wrong("TRM-042", of.span, {{"found", written(of.span)}, {"each", each}});
}

void Reader::promise(std::string_view id, const Node& node) {
  if (id != "undertakes" && id != "undertakes_each" && id != "undertakes_several" && id != "undertakes_deed") return;
  const Node& text = *node.find("text");
  if (text.text.empty() || text_[text.span.begin] != text.text.front()) return;  // it stood in quotation marks
  wrong("TRM-112", text.span, {{"found", text.text}});
  made_.findings.back().severity = Severity::Note;
}

bool Reader::equal_or_all(const Node& node) {
  const Node* of = node.find("of");
  const Node* party = node.find("party");
  if (of == nullptr || party == nullptr || of->form < 0 ||
      form_ids("quantity")[static_cast<std::size_t>(of->form)] != "as_many_or_all")
    return false;
  const auto sentence = [&](const char* words) {
    return written({node.span.begin, of->span.begin}) + table_.strings.at(words) + " " + written(party->span) + ".";
  };
  wrong("TRM-046", of->span,
        {{"found", written(of->span)}, {"equal", sentence("equal_number")}, {"all", sentence("all_held")}});
  return true;
}

}  // namespace midspan::terms
