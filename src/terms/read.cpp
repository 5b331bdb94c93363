// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "base/utf8.hpp"
#include "names/normalise.hpp"
#include "terms/comments.hpp"
#include "terms/doubts.hpp"
#include "terms/places.hpp"
#include "terms/reader.hpp"
#include "terms/retry.hpp"

namespace midspan::terms {

namespace {

constexpr std::size_t kLargestText = 16U << 20U;
constexpr std::array<std::string_view, 4> kSentence{"heading", "header", "definition", "clause"};

}  // namespace

Reading Reader::run() {
  made_.agreement.language = table_.language;
  while (token().type != TokenType::End) statement();
  if (!titled_) {
    Finding finding;
    finding.message = {"TRM-019", {{"example", table_.part("header").forms.front().example}}};
    finding.severity = Severity::Wrong;
    finding.place.end = std::min<std::size_t>(text_.size(), 1);
    add(std::move(finding));
  }
  for (Finding& finding : tokens_.findings)
    if (!in_prose(finding.place.begin)) add(std::move(finding));
  finish();
  return std::move(made_);
}

void Reader::add(Finding finding) {
  if (finding.place.article.empty()) finding.place.article = article();
  made_.findings.push_back(std::move(finding));
}

void Reader::wrong(const char* code, people::TextSpan where,
                   std::vector<std::pair<std::string, base::Argument>> arguments) {
  Finding finding;
  arguments.insert(arguments.begin(), {"article", article().empty() ? "none" : article()});
  finding.message = {code, std::move(arguments)};
  finding.place.begin = where.begin;
  finding.place.end = where.end;
  finding.severity = Severity::Wrong;
  add(std::move(finding));
}

std::string Reader::article() const {
  return made_.agreement.articles.empty() || !in_article_ ? "" : made_.agreement.articles.back().number;
}

std::string Reader::written(const people::TextSpan& span) const {
  return std::string(text_.substr(span.begin, span.end - span.begin));
}

bool Reader::in_prose(std::size_t offset) const {
  return std::any_of(prose_.begin(), prose_.end(),
                     [&](const auto& each) { return offset >= each.first && offset < each.second; });
}

void Reader::statement() {
  if (is_mark(token(), '.') || is_mark(token(), ';')) {
    ++at_.token;
    return;
  }
  const Position begin = at_;
  reason_.reset();
  if (tried_ == 0) {
    manners_.clear();
    pending_.clear();
  }
  open_ = Open{};
  if (is_mark(token(), '[') && opens_sentence()) open_.yes = true;
  if (tried_ == 0) traits_of_group(session_, at_.token);
  if (tried_ == 0) nobody_of_group(session_, at_.token);
  if (tried_ == 0) taken_when(session_, at_.token);
  Candidate best = sentence();
  if (!best.parsed.node && behind_connective()) best = sentence();
  // "In exchange the Republic frees three Rebels for every soldier": a key, behind what ties it to the one before.
  if (best.parsed.node && best.part == "clause" && !reads_to_its_end(best) && !at_.behind_and) {
    const Position from = at_;
    const Candidate other = behind_connective() ? sentence() : Candidate{};
    if (reads_to_its_end(other)) best = other;
    else at_ = from;
    if (!reads_to_its_end(other)) best = sentence();
  }
  for (const std::string_view words : {"filler", "hedge", "haste"}) {
    if (reads_to_its_end(best) || (words != "filler" && !in_article_)) break;
    const std::optional<people::TextSpan> left_out = without(session_, words, at_.token);
    if (!left_out) continue;
    if (words != "filler")
      manners_.push_back({written(*left_out), *left_out, words == "hedge" ? "TRM-174" : "TRM-160"});
    best = sentence();
    if (!best.parsed.node && behind_connective()) best = sentence();
  }
  if (!best.parsed.node && key_again()) best = sentence();
  if (!reads_to_its_end(best) && !tried_ && in_article_ && time_behind()) best = sentence();
  if (!reads_to_its_end(best) && !tried_ && in_full(begin)) {
    best = sentence();
    if (!best.parsed.node && behind_connective()) best = sentence();
  }
  if (!reads_to_its_end(best) && best.part != "definition" && in_article_ && !open_.yes && schedule_said(at_)) return;
  if (!best.parsed.node) {
    if (tried_ < kMostOwnWords && own_words(begin)) return again(begin);
    return counts_nobody(begin) ? promised() : give_up(begin);
  }
  for (Finding& finding : parser_.take_findings()) add(std::move(finding));
  at_ = best.parsed.end;
  const Node& node = *best.parsed.node;
  if (best.part != "heading") doubts(node, begin);
  if (best.part == "heading") return heading(node, begin);
  beside_.clear();
  if (!ended(best.part == "clause") && !begins_anew(at_, best.part)) {
    if (best.part == "clause") beside_ = session_.presence(at_);
    if (beside_.empty() || !ended(true)) {
      if (best.part == "clause" && !open_.yes && beside_.empty()) {
        const std::size_t then = best.parsed.end.token + (is_mark(token(best.parsed.end.token), ',') ? 1 : 0);
        const bool after = parser_.tokens_of("then", then) > 0;
        const people::TextSpan what{token(then).begin, token(then).end};
        if (key_goes_on(best.parsed.end, node)) return clause(node);
        const Joined joined = joined_sentence(session_, probe_, best.parsed.end, node);
        if (joined != Joined::No || manner(best.parsed.end) || time_of_phase(best.parsed.end, node)) {
          if (after) noted("TRM-119", what);
          if (joined != Joined::No && at_both_times(best, joined)) return clause(*best.parsed.node);
          return clause(node);
        }
      }
      if (tried_ < kMostOwnWords && own_words(begin, best.parsed.end)) return again(begin);
      if (best.part == "clause" && !open_.yes && circumstances(best.parsed.end, node)) return clause(node);
      if (promises(best) && counts_nobody(begin, best.parsed.end)) return promised();
      return give_up(begin, best.parsed.end);
    }
  }
  if (best.part == "header") header(node);
  else if (best.part == "definition") definition(node, begin);
  else clause(node);
}

bool Reader::at_both_times(Candidate& first, Joined joined) {
  const std::optional<SharedTime> time = shared_time(session_, probe_, first.parsed.end, *first.parsed.node, joined);
  if (!time) return false;
  noted("TRM-173", time->span);
  if (!time->of_first) return false;
  at_ = read_from_;
  first = sentence();
  at_ = first.parsed.end;
  ended(true);
  return true;
}

void Reader::again(Position begin) {
  at_ = begin;
  ++tried_;
  statement();
  tried_ = 0;
}

Reader::Candidate Reader::sentence() {
  Candidate best;
  read_from_ = at_;
  read_as_ = kSentence;
  parser_.defining(session_.defines(at_.token) ? session_.definition_name(inside(text_, token())) : std::string());
  parser_.start_sentence(at_);
  for (const std::string_view part : kSentence) {
    Parser::Parsed parsed = parser_.part(table_.part_index(part), at_);
    if (parsed.node && (!best.parsed.node || parsed.end > best.parsed.end)) best = {part, std::move(parsed)};
  }
  return best;
}

bool Reader::reads_to_its_end(const Candidate& read) {
  if (!read.parsed.node) return false;
  const Token& behind = token(read.parsed.end.token);
  return read.part == "heading" || open_.yes || behind.type == TokenType::End || is_mark(behind, '.') ||
         is_mark(behind, ';') || begins_anew(read.parsed.end, read.part);
}

bool Reader::begins_anew(Position at, std::string_view part) {
  return at.token > 0 && session_.first_of_line(at.token) && (part == "header" || heads(at));
}

bool Reader::behind_connective() {
  if (const std::size_t words = parser_.tokens_of("connective", at_.token); words > 0) {
    at_.token += words;
    if (is_mark(token(), ',')) ++at_.token;
    return true;
  }
  if (token().type != TokenType::Word || token().word_without_and < 0 || at_.behind_and) return false;
  at_.behind_and = true;
  return true;
}

bool Reader::opens_sentence() {
  const std::size_t inside = at_.token + 1;
  if (token(inside).type == TokenType::Number || token(inside).type == TokenType::End) return false;
  Position here{inside, false};
  parser_.start_sentence(here);
  Element party;
  party.leaf = Leaf::Party;
  const Parser::Parsed by = parser_.leaf(party, here);
  if (by.node && is_mark(token(by.end.token), ':')) {
    if (token(by.end.token + 1).type == TokenType::Number) return false;
    open_.by = by.node->text;
    here = {by.end.token + 1, false};
  }
  at_ = here;
  return true;
}

bool Reader::ended(bool semicolon) {
  const auto stop = [&] { return is_mark(token(), '.') || (semicolon && is_mark(token(), ';')); };
  if (open_.yes) {
    if (is_mark(token(), '.')) ++at_.token;
    if (!is_mark(token(), ']')) return false;
    ++at_.token;
    if (stop()) ++at_.token;
    return true;
  }
  if (stop()) {
    ++at_.token;
    return true;
  }
  return token().type == TokenType::End;
}

void Reader::follow() {
  if (read_as_.empty()) return;
  parser_.start_sentence(read_from_, Parser::Follow::Yes);
  for (const std::string_view part : read_as_) parser_.part(table_.part_index(part), read_from_);
}

Position Reader::sentence_end(Position begin) {
  Position end = begin;
  int depth = 0;
  while (token(end.token).type != TokenType::End) {
    const Token& here = token(end.token);
    if (is_mark(here, '[') || is_mark(here, '(')) ++depth;
    if (is_mark(here, ']') || is_mark(here, ')')) --depth;
    // The next line that begins an article is a new start, whatever was left open before it.
    if (end.token > begin.token && session_.first_of_line(end.token) && heads(end)) break;
    ++end.token;
    if (is_mark(here, '.') && (depth <= 0 || session_.first_of_line(end.token))) break;
  }
  return end;
}

void Reader::give_up(Position begin, std::optional<Position> complete) {
  const Position end = sentence_end(begin);
  if (refused_ == kMostFindings) wrong("TRM-021", {token(begin.token).begin, token(begin.token).end}, {});
  if (refused_ < kMostFindings) explain_here({begin, end, complete, article()});
  parser_.take_findings();
  ++refused_;
  at_ = end;
}

bool Reader::heads(Position at) {
  if (session_.defines(at.token)) return true;
  probe_.start_sentence(at);
  const Parser::Parsed parsed = probe_.part(table_.part_index("heading"), at);
  return parsed.node != nullptr && (is_mark(token(parsed.end.token), '.') || is_mark(token(parsed.end.token), '(') ||
                                    is_mark(token(parsed.end.token), ':') || is_mark(token(parsed.end.token - 1), ':'));
}

void Reader::doubts(const Node& node, Position begin) {
  for (Doubt& each : doubts_of(node, session_, begin)) {
    wrong(each.code, each.where, std::move(each.arguments));
    made_.findings.back().severity = each.severity;
  }
}

void Reader::clause(const Node& node) {
  Agreement& agreement = made_.agreement;
  if (agreement.articles.empty() || !in_article_) {
    wrong("TRM-016", node.span, {{"example", table_.part("heading").forms.front().example}});
    return;
  }
  Surroundings around;
  around.them = them();
  around.article = agreement.articles.back().number;
  around.parties = agreement.parties;
  around.releasers = releasers_;
  around.definitions = &agreement.definitions;
  around.custody = &agreement.custody_on_behalf;
  around.since = since_;
  around.last = last_body_ ? &*last_body_ : nullptr;
  std::vector<people::ClauseBody> bodies = clauses_of(node, around);
  if (const NodePtr time = std::exchange(phase_time_, nullptr); time && !bodies.empty())
    if (const auto* release = std::get_if<people::Release>(&bodies.front())) {
      people::PhaseRule rule;
      rule.phase = release->when.name;
      rule.when = when_of(*time, around);
      bodies.emplace_back(std::move(rule));
    }
  mention(node);
  const std::string_view id = form_ids("clause")[static_cast<std::size_t>(node.form)];
  if (id == "key_each") keep_key(node);
  const bool passive = id == "release_passive" || id == "release_all_passive";
  const bool passive_of_several =
      (id == "release_passive" || id == "key_passive" || id == "release_rest") && node.find("party") == nullptr;
  if (bodies.empty() && passive_of_several) return nobody_releases(node);
  if (bodies.empty() && (equal_or_all(node) || half_rule(id, node) || rate_of_several(node))) return;
  if (bodies.empty() && (id.ends_with("_freely") || id == "release_on_parole"))
    return wrong("TRM-165", node.span, {{"found", written(node.span)}, {"example", table_.form("clause", id).example}});
  if (bodies.empty()) {
    const Node* of = node.find("of");
    const auto& quantities = table_.part("quantity").forms;
    const bool them =
        of != nullptr && of->form >= 0 && std::any_of(quantities.begin(), quantities.end(), [&](const TableForm& form) {
          return (form.id == "as_many_them" || form.id == "as_many_own") && form.binding == of->form;
        });
    wrong(them ? "TRM-015" : "TRM-022", node.span, {{"found", written(node.span)}});
    return;
  }
  for (Finding& each : pending_) add(std::move(each));
  pending_.clear();
  promise(id, node, bodies);
  to_which_others(node, bodies);
  if (passive && std::count_if(bodies.begin(), bodies.end(),
                               [](const auto& body) { return std::holds_alternative<people::Release>(body); }) > 1) {
    const people::TextSpan of = node.find(id == "release_passive" ? "of" : "all_of")->span;
    wrong("TRM-115", of, {{"found", written(of)}});
    made_.findings.back().severity = Severity::Note;
  }
  for (const people::ClauseBody& body : bodies)
    if (const people::Set* both = counted_together(body, text_, table_.and_shown)) {
      wrong("TRM-113", both->span, {{"found", written(both->span)}});
      made_.findings.back().severity = Severity::Note;
    }
  if (limited(bodies) || pointing_back(node, bodies)) return;
  how_it_is_done(bodies);
  for (people::ClauseBody& each : beside_) bodies.push_back(std::move(each));
  for (const people::ClauseBody& body : bodies) {
    const std::string* article = article_of_them(body);
    if (article != nullptr && article->empty()) wrong("TRM-015", node.span, {{"found", written(node.span)}});
    people::Clause made;
    made.body = body;
    made.open = open_.yes;
    made.proposed_by = open_.by;
    made.span = node.span;
    std::vector<people::Clause>& clauses = agreement.articles.back().clauses;
    if (id.starts_with("exchange") && std::holds_alternative<people::Key>(body))
      exchanges_.push_back({agreement.articles.size() - 1, clauses.size()});
    clauses.push_back(std::move(made));
  }
  // "Once …, A releases": the gate is of the whole article, so nothing else may be released under it.
  const std::string& number = agreement.articles.back().number;
  const bool gates = id == "release_once";
  const bool also = std::any_of(bodies.begin(), bodies.end(), [](const auto& each) { return releases(each); });
  if (also && last_release_ == number && (gates || gated_ == number)) wrong("TRM-035", node.span, {{"other", number}});
  if (gates) gated_ = number;
  if (!also) return;
  if (last_release_ != number) releasers_.clear();
  last_release_ = number;
  for (const people::ClauseBody& body : bodies) {
    if (const auto* release = std::get_if<people::Release>(&body)) {
      for (const auto& day : {release->when.date, release->when.until})
        if (day && (!since_ || *since_ < *day)) since_ = day;
      releasers_.push_back(release->party);
      last_body_ = *release;
    }
    if (const auto* key = std::get_if<people::Key>(&body)) releasers_.push_back(key->party);
  }
}

void Reader::finish() {
  suspend_all(made_.agreement);
  settle_exchanges(made_.agreement, exchanges_);
  for (const Comment& comment : tokens_.comments)
    if (!in_prose(comment.begin)) keep_comment(made_.agreement, comment, text_);
  for (Finding& finding : made_.findings) finding.place.source = source_;
  LineIndex(text_).fill(made_.findings);
  std::stable_sort(made_.findings.begin(), made_.findings.end(),
                   [](const Finding& left, const Finding& right) { return left.place.begin < right.place.begin; });
  // What stands once and is read for several nouns is said once.
  people::Findings once;
  std::size_t here = 0;  // the first at the same place
  for (Finding& finding : made_.findings) {
    if (!once.empty() && once.back().place.begin != finding.place.begin) here = once.size();
    if (std::find(once.begin() + static_cast<std::ptrdiff_t>(here), once.end(), finding) == once.end())
      once.push_back(std::move(finding));
  }
  made_.findings = std::move(once);
  made_.ok = std::none_of(made_.findings.begin(), made_.findings.end(),
                          [](const Finding& each) { return each.severity == Severity::Wrong; });
}

Reading read(std::string_view text, std::string_view source) {
  const auto refused = [&](const char* code) {
    Reading reading;
    people::Finding finding;
    finding.message.code = code;
    finding.severity = people::Severity::Wrong;
    finding.place.source = source;
    finding.place.line = 1;
    finding.place.character = 1;
    reading.findings.push_back(std::move(finding));
    return reading;
  };
  if (text.size() > kLargestText) return refused("TRM-013");
  if (!base::is_utf8(text)) return refused("TRM-014");
  return Reader(text, source).run();
}

}  // namespace midspan::terms
