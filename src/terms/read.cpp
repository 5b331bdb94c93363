// SPDX-License-Identifier: Apache-2.0
// Text into an agreement, sentence by sentence. A sentence that cannot be read becomes a finding and the next one is
// tried, so that one mistake does not hide the others.
#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <unordered_set>

#include "base/utf8.hpp"
#include "names/normalise.hpp"
#include "terms/equivalents.hpp"
#include "terms/comments.hpp"
#include "terms/doubts.hpp"
#include "terms/forms.hpp"
#include "terms/mistakes.hpp"
#include "terms/places.hpp"
#include "terms/quote.hpp"
#include "terms/retry.hpp"
#include "terms/session.hpp"
#include "terms/terms.hpp"
#include "terms/undertaking.hpp"

namespace midspan::terms {

namespace {

using people::Agreement;
using people::Finding;
using people::Severity;

constexpr std::size_t kLargestText = 16U << 20U;
constexpr std::size_t kMostFindings = 200;  // of sentences; nobody mends more at once

constexpr int kMostOwnWords = 3;  // times in one sentence

constexpr std::array<std::string_view, 4> kSentence{"heading", "header", "definition", "clause"};
constexpr std::array<std::string_view, 1> kGoal{"goal"};

bool is_mark(const Token& token, char mark) { return token.type == TokenType::Mark && token.mark == mark; }

class Reader {
 public:
  Reader(std::string_view text, std::string_view source)
      : session_(text),
        table_(session_.table()),
        text_(text),
        source_(source),
        tokens_(session_.tokens()),
        parser_(session_.parser()),
        probe_(table_, text_, tokens_.list, session_.dictionary(), session_.names()) {}

  Reading run() {
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

 private:
  const Token& token() const { return tokens_.list[at_.token]; }
  const Token& token(std::size_t index) const { return tokens_.list[index]; }

  void add(Finding finding) {
    if (finding.place.article.empty()) finding.place.article = article();
    made_.findings.push_back(std::move(finding));
  }
  void wrong(const char* code, people::TextSpan where, std::vector<std::pair<std::string, base::Argument>> arguments) {
    Finding finding;
    arguments.insert(arguments.begin(), {"article", article().empty() ? "none" : article()});
    finding.message = {code, std::move(arguments)};
    finding.place.begin = where.begin;
    finding.place.end = where.end;
    finding.severity = Severity::Wrong;
    add(std::move(finding));
  }
  std::string article() const {
    return made_.agreement.articles.empty() || !in_article_ ? "" : made_.agreement.articles.back().number;
  }
  std::string written(const people::TextSpan& span) const {
    return std::string(text_.substr(span.begin, span.end - span.begin));
  }

  bool in_prose(std::size_t offset) const {
    return std::any_of(prose_.begin(), prose_.end(),
                       [&](const auto& each) { return offset >= each.first && offset < each.second; });
  }

  // ---- Sentences ----

  void statement() {
    if (is_mark(token(), '.') || is_mark(token(), ';')) {
      ++at_.token;
      return;
    }
    const Position begin = at_;
    reason_.reset();
    open_ = Open{};
    if (is_mark(token(), '[') && opens_sentence()) open_.yes = true;
    Candidate best = sentence();
    if (!best.parsed.node && behind_connective()) best = sentence();
    if (!reads_to_its_end(best) && without_fillers(session_, at_.token)) {
      best = sentence();
      if (!best.parsed.node && behind_connective()) best = sentence();
    }
    if (!best.parsed.node && key_again()) best = sentence();
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
    if (!ended(best.part == "clause")) {
      if (best.part == "clause") beside_ = session_.presence(at_);
      if (beside_.empty() || !ended(true)) {
        if (best.part == "clause" && !open_.yes && beside_.empty()) {
          if (joined_sentence(session_, probe_, best.parsed.end, subject_of(node)) || manner(best.parsed.end) ||
              time_of_phase(best.parsed.end, node))
            return clause(node);
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

  // The sentence as the grammar has it; what was written is kept for whoever has to be told that it is not understood.
  bool in_full(Position begin) {
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
      if (whole || (own_words(begin, shorter.parsed.node ? std::optional(shorter.parsed.end) : std::nullopt) && ++tried_ > 0)) {
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

  // The sentence once more, with some of its words read as they stand.
  void again(Position begin) {
    at_ = begin;
    ++tried_;
    statement();
    tried_ = 0;
  }

  struct Candidate {
    std::string_view part;
    Parser::Parsed parsed;
  };
  // What it is, and how far it goes: the longest of what could begin here.
  Candidate sentence() {
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

  static const Node* subject_of(const Node& node) {
    const Node* party = node.find("party");
    return party != nullptr ? party : node.find("all_of");
  }

  // "… in Phase 2, within 45 days of Phase 1": when the phase takes place.
  bool time_of_phase(Position at, const Node& node) {
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

  // "…, by air, in the presence of a chief": how, in words of its own. Whoever releases undertakes it.
  bool manner(Position at) {
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

  // "…, as decided by the committee", "… in buses of the Red Cross", behind a sentence that is whole without it.
  bool circumstances(Position at, const Node& node) {
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
  // What could end earlier as a sentence that decides is none of a promise.
  bool promises(const Candidate& read) const {
    if (read.part != "clause") return false;
    const std::string_view id = form_ids("clause")[static_cast<std::size_t>(read.parsed.node->form)];
    return id.starts_with("undertakes");
  }
  // Is a group the last that it says?
  static bool ends_with_group(const Node& node) {
    for (const auto& [slot, inner] : node.slots)
      if (inner->span.end == node.span.end)
        return slot == "base" || slot == "filters" || slot == "of" || slot == "who" || ends_with_group(*inner);
    return false;
  }

  // Nothing in the sentence could release or keep somebody: it is undertaken as it stands.
  bool counts_nobody(Position begin, std::optional<Position> complete = std::nullopt) {
    if (open_.yes || !in_article_ || made_.agreement.articles.empty()) return false;
    Position end = begin;
    while (!is_mark(token(end.token), ';') && end.token < sentence_end(begin).token) ++end.token;
    promise_ = undertaking(session_, probe_, begin, end);
    if (!promise_) return false;
    if (!reason_) reason({begin, sentence_end(begin), complete, article()});
    if (!general(reason_->finding) && reason_->finding.message.code != "TRM-043") return false;
    reason_.reset();
    at_ = {promise_->end, false};
    return true;
  }
  void promised() {
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

  bool whole_with_presence(const Candidate& read) {
    if (!read.parsed.node) return false;
    Position end = read.parsed.end;
    if (read.part == "clause") session_.presence(end);
    const Token& behind = token(end.token);
    return behind.type == TokenType::End || is_mark(behind, '.') || is_mark(behind, ';');
  }

  bool reads_to_its_end(const Candidate& read) const {
    if (!read.parsed.node) return false;
    const Token& behind = token(read.parsed.end.token);
    return read.part == "heading" || open_.yes || behind.type == TokenType::End || is_mark(behind, '.') ||
           is_mark(behind, ';');
  }

  // "A captain is exchanged for fifteen men; …": a schedule under the next free letter, and that it holds.
  bool schedule_said(Position begin) {
    const Equivalents said = equivalents(session_, probe_, begin.token);
    if (said.end == 0) return false;
    Agreement& agreement = made_.agreement;
    people::Schedule schedule;
    schedule.name = "A";
    while (std::any_of(agreement.schedules.begin(), agreement.schedules.end(),
                       [&](const people::Schedule& each) { return each.name == schedule.name; }))
      ++schedule.name.front();
    schedule.lines = said.lines;
    schedule.span.begin = token(begin.token).begin;
    schedule.span.end = token(said.end - 1).end;
    wrong("TRM-117", schedule.span, {{"found", written(schedule.span)}, {"name", schedule.name}});
    made_.findings.back().severity = Severity::Note;
    const std::vector<std::string>& parties = agreement.parties;
    for (std::size_t left = 0; left < parties.size(); ++left)
      for (std::size_t right = left + 1; right < parties.size(); ++right) {
        people::Weight weight;
        weight.left = parties[left];
        weight.right = parties[right];
        weight.schedule = schedule.name;
        people::Clause made;
        made.body = std::move(weight);
        made.span = schedule.span;
        agreement.articles.back().clauses.push_back(std::move(made));
      }
    agreement.schedules.push_back(std::move(schedule));
    at_ = {said.end, false};
    ended(true);
    return true;
  }

  // "…; for each civilian, 1": who releases, and of whom, is said in the sentence before.
  void keep_key(const Node& node) {
    const Node* owed = node.find("owed");
    const Node* n = owed != nullptr ? owed->find("n") : nullptr;
    const Node* party = node.find("party");
    if (n == nullptr || party == nullptr || party->span.begin >= n->span.begin) return;
    key_ = {article(), {}, {}};
    for (const Token& each : tokens_.list) {
      if (each.begin >= party->span.begin && each.end <= n->span.begin) key_.lead.push_back(each);
      if (each.begin >= n->span.end && each.end <= owed->span.end && each.type != TokenType::End) key_.group.push_back(each);
    }
  }
  bool key_again() {
    auto& list = tokens_.list;
    if (key_.article.empty() || key_.article != article() || parser_.tokens_of("for each", at_.token) == 0) return false;
    std::size_t comma = at_.token;
    while (!is_mark(list[comma], ',') && list[comma].type == TokenType::Word) ++comma;
    if (!is_mark(list[comma], ',')) return false;
    std::size_t number = comma + 1;
    if (list[number].type == TokenType::Word && list[number].word == key_.lead.back().word) ++number;
    if (list[number].type != TokenType::Number || !(is_mark(list[number + 1], '.') || is_mark(list[number + 1], ';'))) return false;
    list.insert(list.begin() + static_cast<std::ptrdiff_t>(number + 1), key_.group.begin(), key_.group.end());
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(comma + 1), list.begin() + static_cast<std::ptrdiff_t>(number));
    list.insert(list.begin() + static_cast<std::ptrdiff_t>(comma + 1), key_.lead.begin(), key_.lead.end());
    return true;
  }

  // "Furthermore, …", "وتسلم …": what ties a sentence to the one before says nothing by itself.
  bool behind_connective() {
    if (const std::size_t words = parser_.tokens_of("connective", at_.token); words > 0) {
      at_.token += words;
      if (is_mark(token(), ',')) ++at_.token;
      return true;
    }
    if (token().type != TokenType::Word || token().word_without_and < 0 || at_.behind_and) return false;
    at_.behind_and = true;
    return true;
  }

  // "[Israel releases 30 of the Pool.]" or "[Hamas: ...]": a proposal. "[30] go to Germany" is only a number.
  bool opens_sentence() {
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

  // Behind a sentence: its full stop. A clause may also end with a semicolon.
  bool ended(bool semicolon) {
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

  // What was read is read again, to see what could have stood where it stopped.
  void follow() {
    if (read_as_.empty()) return;
    parser_.start_sentence(read_from_, Parser::Follow::Yes);
    for (const std::string_view part : read_as_) parser_.part(table_.part_index(part), read_from_);
  }

  // Where a sentence ends that is not understood.
  Position sentence_end(Position begin) {
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

  // complete: where a sentence could have ended, if more stands behind it.
  void give_up(Position begin, std::optional<Position> complete = std::nullopt) {
    const Position end = sentence_end(begin);
    if (refused_ == kMostFindings) wrong("TRM-021", {token(begin.token).begin, token(begin.token).end}, {});
    if (refused_ < kMostFindings) explain_here({begin, end, complete, article()});
    parser_.take_findings();
    ++refused_;
    at_ = end;
  }

  // What is known to be wrong stays; where only the place is known, quotation marks may be what is missing.
  static bool general(const Finding& finding) {
    static const std::set<std::string_view> kGeneral{"TRM-001", "TRM-033", "TRM-036", "TRM-037", "TRM-041"};
    return kGeneral.contains(finding.message.code);
  }

  // "before the opening of the campaign": an event that the language has no words for, in its own. A note says so.
  bool own_words(Position begin, std::optional<Position> complete = std::nullopt) {
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

  // Why the sentence is not understood, kept in reason_; and the words that would make it one in quotation marks.
  std::optional<Quote> reason(const Sentence& sentence) {
    follow();
    const Expectation wanted = expectation_of(session_, sentence.begin);
    reason_ = {wanted, explain(parser_, wanted, table_, text_, tokens_.list, session_.dictionary(), session_.names(),
                               sentence)};
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

  void explain_here(const Sentence& sentence) {
    if (!reason_) reason(sentence);
    Reason why = *std::exchange(reason_, std::nullopt);
    if (!without_amount(why.wanted)) add(std::move(why.finding));
  }

  // "releases the Prisoners": of how many nobody says.
  bool without_amount(const Expectation& expectation) {
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

  // Does a heading or definition begin here? (Keeps what the parser expected of the sentence being read.)
  bool heads(Position at) {
    if (session_.defines(at.token)) return true;
    probe_.start_sentence(at);
    const Parser::Parsed parsed = probe_.part(table_.part_index("heading"), at);
    return parsed.node != nullptr &&
           (is_mark(token(parsed.end.token), '.') || is_mark(token(parsed.end.token), '(') ||
            is_mark(token(parsed.end.token), ':') || is_mark(token(parsed.end.token - 1), ':'));
  }

  // Nouns that look like names, filters that may be of all or of the last alone.
  void doubts(const Node& node, Position begin) {
    for (Doubt& each : doubts_of(node, session_, begin)) wrong(each.code, each.where, std::move(each.arguments));
  }

  // ---- Headings ----

  void heading(const Node& node, Position begin) {
    const std::string_view id = form_ids("heading")[static_cast<std::size_t>(node.form)];
    if (id == "note") return note(begin);
    if (id == "goals") return goals();
    std::string title;
    if (is_mark(token(), '(')) title = bracketed_title();
    if (id == "schedule") return schedule(node, std::move(title));
    if (!is_mark(token(), '.') && !is_mark(token(), ':')) return give_up(begin);
    ++at_.token;
    people::Article article;
    article.number = node.find("number")->text;
    article.title = std::move(title);
    article.span = node.span;
    in_article_ = true;
    if (!article_numbers_.insert(article.number).second) wrong("TRM-012", node.span, {{"number", article.number}});
    made_.agreement.articles.push_back(std::move(article));
  }

  std::string bracketed_title() {
    const std::size_t open = token().end;
    int depth = 0;
    while (token().type != TokenType::End) {
      if (is_mark(token(), '(')) ++depth;
      if (is_mark(token(), ')') && --depth == 0) break;
      ++at_.token;
    }
    const std::string title = names::clean_spaces(text_.substr(open, token().begin - open));
    if (token().type != TokenType::End) ++at_.token;
    return title;
  }

  void note(Position begin) {
    Position end = at_;
    while (token(end.token).type != TokenType::End) {
      const std::size_t from = token(end.token == 0 ? 0 : end.token - 1).end;
      const std::string_view between = text_.substr(from, token(end.token).begin - from);
      const std::size_t line = between.find('\n');
      if (line != std::string_view::npos && between.find('\n', line + 1) != std::string_view::npos) break;
      if (line != std::string_view::npos && heads(end)) break;
      ++end.token;
    }
    const std::size_t from = token(at_.token - 1).end;
    const std::size_t to = token(end.token - 1).end;
    const std::string prose = names::clean_spaces(text_.substr(from, to - from));
    prose_.emplace_back(token(begin.token).begin, to);
    std::string& into = made_.agreement.articles.empty() ? made_.agreement.note : made_.agreement.articles.back().note;
    into += (into.empty() ? "" : "\n") + prose;
    at_ = end;
  }

  void goals() {
    in_article_ = false;
    while (token().type != TokenType::End) {
      const Position begin = at_;
      const bool numbered = token().type == TokenType::Number && is_mark(token(at_.token + 1), '.');
      if (numbered) at_.token += 2;
      parser_.start_sentence(at_);
      read_from_ = at_;
      read_as_ = kGoal;
      const Parser::Parsed parsed = parser_.part(table_.part_index("goal"), at_);
      if (!parsed.node) {
        if (!numbered) return;
        give_up(at_);
        continue;
      }
      at_ = parsed.end;
      for (Finding& finding : parser_.take_findings()) add(std::move(finding));
      doubts(*parsed.node, begin);
      if (!ended(true)) {
        give_up(begin);
        continue;
      }
      made_.agreement.goals.push_back(goal_of(*parsed.node));
    }
  }

  // Schedule A (Equivalents): general 60; lieutenant, ensign 4; private 1.
  void schedule(const Node& node, std::string title) {
    in_article_ = false;
    people::Schedule schedule;
    schedule.name = node.find("name")->text;
    schedule.title = std::move(title);
    schedule.span = node.span;
    if (is_mark(token(), ':')) ++at_.token;
    const Vocabulary& ranks = table_.vocabulary("rank");
    while (token().type != TokenType::End && !is_mark(token(), '.')) {
      std::vector<std::string> names;
      while (true) {
        const std::string rank = schedule_rank(ranks);
        if (rank.empty()) break;
        names.push_back(rank);
        const Token& here = token();
        const auto alternative = table_.strings.find("or");
        if (is_mark(here, ',')) ++at_.token;
        else if (here.type == TokenType::Word && alternative != table_.strings.end() &&
                 session_.dictionary().text(here.word) == alternative->second)
          ++at_.token;
        else break;
      }
      parser_.start_sentence(at_, Parser::Follow::Yes);
      read_as_ = {};  // followed as it is read
      Element number;
      number.leaf = Leaf::Number;
      const Parser::Parsed weight = parser_.leaf(number, at_);
      if (names.empty() || !weight.node) {
        give_up(at_);
        break;
      }
      at_ = weight.end;
      for (std::string& each : names) schedule.lines.push_back({std::move(each), weight.node->number});
      if (is_mark(token(), ';') || is_mark(token(), ',')) ++at_.token;
    }
    for (Finding& finding : parser_.take_findings()) add(std::move(finding));
    if (is_mark(token(), '.')) ++at_.token;
    made_.agreement.schedules.push_back(std::move(schedule));
  }

  std::string schedule_rank(const Vocabulary& ranks) {
    parser_.start_sentence(at_);
    Element word;
    word.leaf = Leaf::Word;
    word.part = table_.vocabulary_index("rank");
    const Parser::Parsed known = parser_.leaf(word, at_);
    if (!known.node) return {};
    // "lieutenant of the line 4": words up to the number are one rank.
    Position end = at_;
    const auto alternative = table_.strings.find("or");
    while (token(end.token).type == TokenType::Word &&
           (alternative == table_.strings.end() ||
            session_.dictionary().text(token(end.token).word) != alternative->second))
      ++end.token;
    static_cast<void>(ranks);
    std::string text = known.node->text;
    if (end > known.end) {
      const std::size_t from = token().begin;
      text = names::clean_spaces(text_.substr(from, token(end.token - 1).end - from));
      at_ = end;
    } else {
      at_ = known.end;
    }
    return text;
  }

  // ---- Headers ----

  void header(const Node& node) {
    Agreement& agreement = made_.agreement;
    const std::string_view id = form_ids("header")[static_cast<std::size_t>(node.form)];
    if (id == "title") {
      titled_ = true;
      agreement.title = node.find("title")->text;
    } else if (id == "version") {
      agreement.version = node.find("day")->day;
    } else if (id == "parties") {
      names(node, agreement.parties);
    } else if (id == "mediators") {
      names(node, agreement.mediators);
    } else if (id == "guarantors") {
      names(node, agreement.guarantors);
    } else if (id == "witnesses") {
      names(node, agreement.witnesses);
    } else if (id == "custody") {
      for (const auto& [slot, item] : node.slots)
        agreement.custody_on_behalf.emplace_back(item->find("holder")->text, item->find("beneficiary")->text);
    } else if (id == "place") {
      agreement.place = node.find("place")->text;
    } else if (id == "words") {
      for (const auto& [slot, item] : node.slots)
        agreement.words.emplace_back(item->find("word")->text, item->find("canonical")->text);
    } else if (id == "tie_lot") {
      agreement.tie_break = "by lot";
    } else if (id == "tie_longest") {
      agreement.tie_break = "the longest held";
    } else {
      agreement.tie_break = node.find("list")->text;
    }
  }

  void names(const Node& node, std::vector<std::string>& into) {
    for (const auto& [slot, item] : node.slots) {
      if (slot != "names") continue;
      const std::string canonical = session_.canonical_name(*item);
      const auto& parties = made_.agreement.parties;
      const bool twice = std::find(into.begin(), into.end(), canonical) != into.end() ||
                         std::find(parties.begin(), parties.end(), canonical) != parties.end();
      if (twice) {
        wrong("TRM-007", item->span, {{"name", item->text}});
        continue;
      }
      into.push_back(canonical);
      if (item->text != canonical) made_.agreement.party_names.emplace_back(canonical, item->text);
    }
  }

  void definition(const Node& node, Position begin) {
    people::Definition definition;
    definition.name = node.find("name")->text;
    definition.written = names::clean_spaces(inside(text_, token(begin.token)));
    definition.set = by_each_party(set_of(*node.find("of")), made_.agreement.parties);
    definition.span = node.span;
    made_.agreement.definitions.push_back(std::move(definition));
  }

  // ---- Clauses ----

  void clause(const Node& node) {
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
    around.since = since_;
    for (const people::Article& each : agreement.articles)
      if (std::any_of(each.clauses.begin(), each.clauses.end(),
                      [](const people::Clause& one) { return releases(one.body); }))
        around.releasing.push_back(each.number);
    around.last = last_body_ ? &*last_body_ : nullptr;
    std::vector<people::ClauseBody> bodies = clauses_of(node, around);
    if (const NodePtr time = std::exchange(phase_time_, nullptr); time && !bodies.empty())
      if (const auto* release = std::get_if<people::Release>(&bodies.front())) {
        people::PhaseRule rule;
        rule.phase = release->when.name;
        rule.when = when_of(*time, around);
        bodies.emplace_back(std::move(rule));
      }
    const std::string_view id = form_ids("clause")[static_cast<std::size_t>(node.form)];
    if (id == "key_each") keep_key(node);
    const bool passive = id == "release_passive" || id == "release_all_passive";
    if (bodies.empty() && id == "release_passive") return nobody_releases(node);
    if (bodies.empty()) {
      const Node* of = node.find("of");
      const auto& quantities = table_.part("quantity").forms;
      const bool them = of != nullptr && of->form >= 0 &&
                        std::any_of(quantities.begin(), quantities.end(), [&](const TableForm& form) {
                          return form.id == "as_many_them" && form.binding == of->form;
                        });
      wrong(them ? "TRM-015" : "TRM-022", node.span, {{"found", written(node.span)}});
      return;
    }
    promise(id, node);
    if (passive && bodies.size() > 1) {
      const people::TextSpan of = node.find(id == "release_passive" ? "of" : "all_of")->span;
      wrong("TRM-115", of, {{"found", written(of)}});
      made_.findings.back().severity = Severity::Note;
    }
    for (const people::ClauseBody& body : bodies)
      if (const people::Set* both = counted_together(body, text_, table_.and_shown)) {
        wrong("TRM-113", both->span, {{"found", written(both->span)}});
        made_.findings.back().severity = Severity::Note;
      }
    if (!manner_.empty()) undertaken(std::exchange(manner_, {}), agreement.parties, bodies);
    for (people::ClauseBody& each : beside_) bodies.push_back(std::move(each));
    for (const people::ClauseBody& body : bodies) {
      const std::string* article = article_of_them(body);
      if (article != nullptr && article->empty()) wrong("TRM-015", node.span, {{"found", written(node.span)}});
      people::Clause made;
      made.body = body;
      made.open = open_.yes;
      made.proposed_by = open_.by;
      made.span = node.span;
      agreement.articles.back().clauses.push_back(std::move(made));
    }
    // "Once …, A releases": the gate is of the whole article, so nothing else may be released under it.
    const std::string& number = agreement.articles.back().number;
    const bool gates = id == "release_once";
    const bool also = std::any_of(bodies.begin(), bodies.end(), [](const auto& each) { return releases(each); });
    if (also && last_release_ == number && (gates || gated_ == number))
      wrong("TRM-035", node.span, {{"other", number}});
    if (gates) gated_ = number;
    if (!also) return;
    if (last_release_ != number) releasers_.clear();
    last_release_ = number;
    for (const people::ClauseBody& body : bodies) {
      if (const auto* release = std::get_if<people::Release>(&body))
        for (const auto& day : {release->when.date, release->when.until})
          if (day && (!since_ || *since_ < *day)) since_ = day;
      if (const auto* release = std::get_if<people::Release>(&body)) releasers_.push_back(release->party);
      if (const auto* release = std::get_if<people::Release>(&body)) {
        releasers_.push_back(release->party);
        last_body_ = *release;
      }
      if (const auto* key = std::get_if<people::Key>(&body)) releasers_.push_back(key->party);
    }
  }

  // "All prisoners shall be released": by whom, neither the sentence nor the group says.
  void nobody_releases(const Node& node) {
    const Node& of = *node.find("of");
    std::string each;
    for (const TableForm& form : table_.part("clause").forms)
      if (form.id == "each_releases") each = form.example;
    wrong("TRM-042", of.span, {{"found", written(of.span)}, {"each", each}});
  }

  // A promise in its own words counts nobody, and whoever wrote it should know that it was read so.
  void promise(std::string_view id, const Node& node) {
    if (id != "undertakes" && id != "undertakes_each" && id != "undertakes_several" && id != "undertakes_deed") return;
    const Node& text = *node.find("text");
    if (text.text.empty() || text_[text.span.begin] != text.text.front()) return;  // it stood in quotation marks
    wrong("TRM-112", text.span, {{"found", text.text}});
    made_.findings.back().severity = Severity::Note;
  }

  std::string them() const { return last_release_; }

  // ---- The end ----

  void finish() {
    for (const Comment& comment : tokens_.comments)
      if (!in_prose(comment.begin)) keep_comment(made_.agreement, comment, text_);
    for (Finding& finding : made_.findings) finding.place.source = source_;
    LineIndex(text_).fill(made_.findings);
    std::stable_sort(made_.findings.begin(), made_.findings.end(),
                     [](const Finding& left, const Finding& right) { return left.place.begin < right.place.begin; });
    made_.ok = std::none_of(made_.findings.begin(), made_.findings.end(),
                            [](const Finding& each) { return each.severity == Severity::Wrong; });
  }

  struct Reason {
    Expectation wanted;
    Finding finding;
  };
  struct Open {
    bool yes = false;
    std::string by;
  };

  Session session_;
  const Table& table_;
  std::string_view text_;
  std::string source_;
  Tokens& tokens_;
  Parser& parser_;
  Parser probe_;  // looks ahead; what it expected or found wrong is nobody's business
  Reading made_;
  Position at_;
  Position read_from_;  // of the sentence, and as which parts
  std::span<const std::string_view> read_as_;
  Open open_;
  bool titled_ = false;
  bool in_article_ = false;
  std::string last_release_;
  std::vector<std::string> releasers_;      // under it
  std::optional<base::Day> since_;          // the last day that a release so far names
  std::vector<people::ClauseBody> beside_;  // what others promise in the same sentence
  std::string gated_;                       // the article that one of its sentences keeps waiting as a whole
  std::unordered_set<std::string> article_numbers_;
  std::vector<std::pair<std::size_t, std::size_t>> prose_;
  std::size_t refused_ = 0;
  std::string manner_;  // how what the sentence says is done
  std::optional<Undertaking> promise_;  // what a sentence that no form reads says
  NodePtr phase_time_;  // when the phase of the sentence takes place
  struct {
    std::string article;
    std::vector<Token> lead, group;  // "el Gobierno libera a", "de los Presos"
  } key_;                            // the last key of one group
  int tried_ = 0;  // so often the sentence is read again, with words of its own
  std::optional<people::Release> last_body_;  // the last that was said
  std::optional<Reason> reason_;              // why the sentence is not understood
};

}  // namespace

Reading read(std::string_view text, std::string_view source) {
  const auto refused = [&](const char* code) {
    Reading reading;
    Finding finding;
    finding.message.code = code;
    finding.severity = Severity::Wrong;
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
