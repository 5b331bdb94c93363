// SPDX-License-Identifier: Apache-2.0
// Sentences that no form reads as they stand: said in full, with words of their own, as an undertaking; and what is
// answered when nothing helps.
#include "terms/reader.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "names/normalise.hpp"
#include "terms/printer.hpp"
#include "terms/retry.hpp"

namespace midspan::terms {

std::vector<Token> Reader::written_tokens() const {
  const auto from = tokens_.list.begin() + static_cast<std::ptrdiff_t>(at_.token);
  const auto stops = [](const Token& each) {
    return each.type == TokenType::End || is_mark(each, '.') || is_mark(each, ';');
  };
  return {from, std::find_if(from, tokens_.list.end(), stops)};
}

void Reader::put_back(std::size_t from, const std::vector<Token>& before) {
  at_ = {from, false};
  const std::size_t now = from + written_tokens().size();
  auto& list = tokens_.list;
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(from), list.begin() + static_cast<std::ptrdiff_t>(now));
  list.insert(list.begin() + static_cast<std::ptrdiff_t>(from), before.begin(), before.end());
}

bool Reader::time_behind() {
  const std::size_t from = at_.token;
  const std::vector<Token> before = written_tokens();
  if (!time_last(session_, from)) return false;
  const Candidate read = sentence();
  if (read.part == "clause" && whole_with_presence(read)) return true;
  put_back(from, before);
  return false;
}

bool Reader::in_full(Position begin) {
  const std::vector<Token> before = written_tokens();
  pending_.clear();
  bool full = said_in_full(session_, at_.token);
  full = dated_by_version(at_.token) || full;
  full = with_antecedent(at_.token) || full;
  people::TextSpan span;
  std::string how = in_article_ && !open_.yes ? without_circumstance(session_, at_.token, span) : std::string();
  if (!full && how.empty()) return false;
  const std::size_t from = at_.token;
  if (!how.empty()) {
    const Candidate shorter = sentence();
    const bool whole = shorter.part == "clause" && whole_with_presence(shorter);
    if (whole ||
        (own_words(begin, shorter.parsed.node ? std::optional(shorter.parsed.end) : std::nullopt) && ++tried_ > 0)) {
      at_ = {from, false};
      manners_.push_back({how, span, "TRM-112"});
      tried_ = 0;
      return true;
    }
  }
  if (full && how.empty()) {
    const Candidate longer = sentence();
    if (whole_with_presence(longer)) return true;
    if (own_words(begin, longer.parsed.node ? std::optional(longer.parsed.end) : std::nullopt)) return true;
  }
  put_back(from, before);
  reason_.reset();
  pending_.clear();
  return true;
}

void Reader::note_later(const char* code, const people::TextSpan& where,
                        std::vector<std::pair<std::string, base::Argument>> arguments) {
  Finding finding;
  arguments.insert(arguments.begin(), {"article", article().empty() ? "none" : article()});
  finding.message = {code, std::move(arguments)};
  finding.place.begin = where.begin;
  finding.place.end = where.end;
  finding.severity = Severity::Note;
  pending_.push_back(std::move(finding));
}

std::vector<Token> Reader::words_at(const std::string& text, const people::TextSpan& where) {
  std::vector<Token> made;
  for (const int word : word_ids(text, session_.dictionary())) {
    Token& token = made.emplace_back();
    token.type = TokenType::Word;
    token.word = word;
    token.begin = where.begin;
    token.end = where.end;
  }
  return made;
}

bool Reader::dated_by_version(std::size_t begin) {
  static const std::set<std::string_view> kSigned{"the signing", "entry into force", "all parties have signed",
                                                  "the ceasefire begins"};
  if (!made_.agreement.version) return false;
  auto& list = tokens_.list;
  Element event;
  event.leaf = Leaf::Word;
  event.part = table_.vocabulary_index("event");
  for (std::size_t at = begin; list[at].type != TokenType::End && !is_mark(list[at], '.'); ++at) {
    const std::size_t words = parser_.tokens_of("at the time of", at);
    if (words == 0) continue;
    probe_.start_sentence({at + words, false});
    const Parser::Parsed when = probe_.leaf(event, {at + words, false});
    if (!when.node || !kSigned.contains(when.node->text)) continue;
    const people::TextSpan where{list[at].begin, list[when.end.token - 1].end};
    std::vector<Token> instead = words_at(table_.strings.at("as_of"), where);
    Token day;
    day.type = TokenType::Date;
    day.day = *made_.agreement.version;
    day.begin = where.begin;
    day.end = where.end;
    instead.push_back(day);
    const auto from = list.begin() + static_cast<std::ptrdiff_t>(at);
    list.insert(list.erase(from, list.begin() + static_cast<std::ptrdiff_t>(when.end.token)), instead.begin(),
                instead.end());
    note_later("TRM-161", where, {{"found", written(where)}, {"day", base::format_day(day.day)}});
    return true;
  }
  return false;
}

void Reader::mention(const Node& node) {
  std::vector<std::pair<std::size_t, std::string>> found;
  const auto look = [&](const auto& self, const Node& in) -> void {
    for (const auto& [slot, inner] : in.slots) {
      if (inner->slots.empty() && inner->span.end > inner->span.begin && session_.declared(inner->text))
        found.emplace_back(inner->span.begin, inner->text);
      self(self, *inner);
    }
  };
  look(look, node);
  std::sort(found.begin(), found.end());
  mentioned_.clear();
  for (auto& [at, party] : found)
    if (std::find(mentioned_.begin(), mentioned_.end(), party) == mentioned_.end())
      mentioned_.push_back(std::move(party));
}

bool Reader::with_antecedent(std::size_t begin) {
  const VocabularyEntry* which = parser_.entry_of("pronoun", begin);
  if (which == nullptr || mentioned_.empty()) return false;
  // "The latter" is one of two.
  const bool last = which->canonical == "latter";
  if (which->canonical != "it" && mentioned_.size() != 2) return false;
  const std::string& party = last ? mentioned_.back() : mentioned_.front();
  auto& list = tokens_.list;
  const std::size_t words = parser_.tokens_of("pronoun", begin);
  const people::TextSpan where{list[begin].begin, list[begin + words - 1].end};
  const std::vector<Token> instead = words_at(party, where);
  const auto from = list.begin() + static_cast<std::ptrdiff_t>(begin);
  list.insert(list.erase(from, from + static_cast<std::ptrdiff_t>(words)), instead.begin(), instead.end());
  note_later("TRM-162", where, {{"found", written(where)}, {"party", party}});
  return true;
}

void Reader::promised_by(const char* code, const people::TextSpan& where, const std::string& found,
                         std::span<const people::ClauseBody> promises) {
  std::string by;
  for (const people::ClauseBody& each : promises)
    if (const auto* covenant = std::get_if<people::Covenant>(&each))
      by += (by.empty() ? "" : ", ") + Printer(table_, made_.agreement).name(covenant->party);
  wrong(code, where, {{"found", found}, {"by", by}});
  made_.findings.back().severity = Severity::Note;
}

void Reader::to_which_others(const Node& node, const std::vector<people::ClauseBody>& bodies) {
  const bool others = std::any_of(node.slots.begin(), node.slots.end(), [](const auto& slot) {
    return slot.first == "other" && slot.second->text.empty() && slot.second->slots.empty();
  });
  const bool unsaid = std::any_of(bodies.begin(), bodies.end(), [](const people::ClauseBody& body) {
    const auto* release = std::get_if<people::Release>(&body);
    return release != nullptr && release->to.empty();
  });
  if (!others || !unsaid) return;
  wrong("TRM-052", node.span, {{"found", written(node.span)}});
  made_.findings.back().severity = Severity::Doubt;
}

void Reader::limit(const people::TextSpan& where) {
  std::string found = names::clean_spaces(written(where));
  while (!found.empty() && (found.back() == '.' || found.back() == ' ')) found.pop_back();
  wrong("TRM-049", where,
        {{"found", found},
         {"list", table_.form("filter", "list").example},
         {"field", table_.form("filter", "field").example},
         {"gate", table_.form("clause", "gate_before_set").example}});
}

bool Reader::pointing_back(const Node& node, std::vector<people::ClauseBody>& bodies) {
  for (people::ClauseBody& each : bodies) {
    auto* release = std::get_if<people::Release>(&each);
    if (release == nullptr || release->when.name != "the same day") continue;
    const Node* when = node.find("when") != nullptr ? node.find("when") : &node;
    if (!last_body_ || last_body_->when.kind == people::When::Kind::Unsaid) {
      wrong("TRM-050", when->span, {{"found", written(when->span)}});
      return true;
    }
    release->when = last_body_->when;
    wrong("TRM-171", when->span, {{"found", written(when->span)}});
    made_.findings.back().severity = Severity::Note;
  }
  return false;
}

bool Reader::limited(const std::vector<people::ClauseBody>& bodies) {
  const auto limits = std::find_if(manners_.begin(), manners_.end(),
                                   [](const Manner& each) { return each.code == std::string_view("TRM-112"); });
  if (limits == manners_.end() || only_promises(bodies) || std::none_of(bodies.begin(), bodies.end(), forbids))
    return false;
  limit(limits->span);
  return true;
}

// Whoever signs ought to read first what holds a number, a day, an order or whose release it is about: no plan keeps
// it.
void Reader::promised_by(const people::TextSpan& where, const std::string& found,
                         std::span<const people::ClauseBody> promises) {
  const std::string because = weighs(session_, where);
  promised_by(because.empty() ? "TRM-112" : "TRM-172", where, found, promises);
  if (because.empty()) return;
  made_.findings.back().severity = Severity::Doubt;
  made_.findings.back().message.arguments.emplace_back("because", because);
}

void Reader::how_it_is_done(std::vector<people::ClauseBody>& bodies) {
  const bool promise = only_promises(bodies);  // has its words already
  for (const Manner& each : std::exchange(manners_, {})) {
    if (promise && each.code != std::string_view("TRM-112")) {
      for (people::ClauseBody& body : bodies) std::get<people::Covenant>(body).text += ", " + each.text;
      continue;
    }
    const std::size_t before = bodies.size();
    undertaken(table_.strings.at("do_so") + " " + each.text, made_.agreement.parties, bodies);
    promised_by(each.code, each.span, each.text, std::span(bodies).subspan(before));
  }
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
  manners_.push_back({how.node->text, how.node->span, "TRM-112"});
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
  manners_.push_back({how, span, "TRM-112"});
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
  // "The International Commission supervises …": whom nobody named may promise, where nothing is decided.
  static const std::set<std::string_view> kUnknown{"TRM-043", "TRM-010", "TRM-026"};
  if (!general(reason_->finding) && !kUnknown.contains(reason_->finding.message.code)) return false;
  reason_.reset();
  at_ = {promise_->end, false};
  return true;
}

// "Nobody is harmed" is undertaken "that nobody is harmed".
std::string Reader::that(std::string sentence) const {
  const std::string first = sentence.substr(0, sentence.find(' '));
  const bool initials = first.size() > 1 && capital(first.substr(1));
  if (capital(first) && !initials && table_.dictionary.find(names::fold(first)) >= 0)
    sentence.front() = static_cast<char>(sentence.front() - 'A' + 'a');
  return table_.strings.at("undertaken_that") + " " + sentence;
}

void Reader::promised() {
  parser_.take_findings();
  std::vector<people::ClauseBody> promises;
  for (const std::string& party : promise_->by.empty() ? made_.agreement.parties : promise_->by) {
    people::Covenant covenant;
    covenant.kind = people::Covenant::Kind::Other;
    covenant.party = party;
    covenant.text = promise_->whole ? that(promise_->text) : deed(table_, promise_->text);
    promises.emplace_back(std::move(covenant));
  }
  promised_by(promise_->span, promise_->text, promises);
  for (people::ClauseBody& each : promises) {
    people::Clause made;
    made.body = std::move(each);
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
  const people::TextSpan& delivered = node.find("delivered")->span;
  key_ = {article(), {}, {}, {}, {}};
  bool behind = false;  // the comma after whom the key is for: whoever releases, in Arabic behind the verb
  for (std::size_t at = read_from_.token; at < at_.token; ++at) {
    const Token& each = tokens_.list[at];
    if (each.begin >= delivered.begin && each.end <= delivered.end) key_.delivered.push_back(each);
    if (each.begin >= delivered.end && is_mark(each, ',')) behind = true;
    else if (each.begin >= delivered.end && each.end <= n->span.begin) (behind ? key_.lead : key_.by).push_back(each);
    else if (each.begin >= n->span.end && each.end <= owed->span.end) key_.group.push_back(each);
  }
  if (!key_.lead.empty()) return;
  key_.by.clear();  // "the Republic frees three Rebels for every soldier"
  for (std::size_t at = read_from_.token; at < at_.token; ++at)
    if (tokens_.list[at].begin >= party->span.begin && tokens_.list[at].end <= n->span.begin)
      key_.lead.push_back(tokens_.list[at]);
}

// ", and 5 for every other person": a sentence of its own, with the number behind.
bool Reader::key_goes_on(Position end, const Node& node) {
  if (node.find("delivered") == nullptr) return false;
  auto& list = tokens_.list;
  const auto place = [&](std::size_t at) { return list.begin() + static_cast<std::ptrdiff_t>(at); };
  std::size_t at = end.token + (is_mark(list[end.token], ',') ? 1 : 0);
  at += parser_.tokens_of("sentence joint", at);
  const bool onto = parser_.tokens_behind_and("for each", at) > 0;
  Element number;
  number.leaf = Leaf::Number;
  const Parser::Parsed count = probe_.leaf(number, {at, false});
  const std::size_t key = count.node ? count.end.token : at;
  if (!onto && parser_.tokens_of("for each", key) == 0) return false;
  if (onto) list[at].word = std::exchange(list[at].word_without_and, -1);
  if (count.node) {
    const std::size_t stop = at + static_cast<std::size_t>(std::find_if(place(at), list.end(),
                                                                        [](const Token& each) {
                                                                          return is_mark(each, '.') ||
                                                                                 is_mark(each, ';') ||
                                                                                 each.type == TokenType::End;
                                                                        }) -
                                                           place(at));
    std::rotate(place(at), place(key), place(stop));
  }
  Token mark;
  mark.type = TokenType::Mark;
  mark.mark = ';';
  mark.begin = mark.end = list[end.token].begin;
  list.insert(list.erase(place(end.token), place(at)), mark);
  at_ = end;
  return ended(true);
}

bool Reader::key_again() {
  auto& list = tokens_.list;
  const std::size_t words = parser_.tokens_of("for each", at_.token);
  if (key_.lead.empty() || key_.article != article() || words == 0) return false;
  const auto place = [&](std::size_t at) { return list.begin() + static_cast<std::ptrdiff_t>(at); };
  Element leaf;
  leaf.leaf = Leaf::Number;
  std::size_t number = at_.token + words;
  Parser::Parsed count;
  while (list[number].type == TokenType::Word || is_mark(list[number], ',') || list[number].type == TokenType::Number) {
    probe_.start_sentence({number, false});
    count = probe_.leaf(leaf, {number, false});
    if (count.node && (is_mark(list[count.end.token], '.') || is_mark(list[count.end.token], ';'))) break;
    count = {};
    ++number;
  }
  if (!count.node) return false;
  list.insert(place(count.end.token), key_.group.begin(), key_.group.end());
  std::size_t lead = number;
  if (list[lead - 1].type == TokenType::Word && list[lead - 1].word == key_.lead.back().word) --lead;
  list.insert(list.erase(place(lead), place(number)), key_.lead.begin(), key_.lead.end());
  if (!is_mark(list[lead - 1], ',')) {
    Token comma;
    comma.type = TokenType::Mark;
    comma.mark = ',';
    comma.begin = comma.end = list[lead].begin;
    list.insert(place(lead++), comma);
  }
  // "for every other soldier": but those of the key before.
  for (std::size_t at = at_.token + words; at + 1 < lead; ++at)
    if (const std::size_t other = parser_.tokens_of("other", at); other > 0) {
      list.erase(place(at), place(at + other));
      std::vector<Token> but;
      say(table_.form("setop", "except"), list[at], but);
      but.insert(but.end(), key_.delivered.begin(), key_.delivered.end());
      but.insert(but.end(), key_.by.begin(), key_.by.end());
      list.insert(place(lead - 1 - other), but.begin(), but.end());
      break;
    }
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
  const bool noun = reason_->finding.message.code == "TRM-026";  // a group, if it is nobody's name
  if (!general(reason_->finding) && !whose && !noun) return std::nullopt;
  const auto quote =
      quote_for(table_, text_, tokens_.list, session_.dictionary(), session_.names(), sentence, wanted.at.token);
  if (noun && quote && quote->as != Quote::As::Category) return std::nullopt;
  if (quote) reason_->finding = in_quotation_marks(table_, text_, tokens_.list, sentence, *quote);
  return quote;
}

void Reader::explain_here(const Sentence& sentence) {
  if (!reason_) reason(sentence);
  Reason why = *std::exchange(reason_, std::nullopt);
  if (why.finding.message.code == "TRM-037") say_condition(why.finding);
  if (why.finding.message.code == "TRM-036") {
    const auto word = deciding(session_, sentence.begin.token, sentence.end.token);
    why.finding.message.arguments.emplace_back("because",
                                               word ? written({token(*word).begin, token(*word).end}) : "none");
  }
  if (without_amount(why.wanted) || wider(sentence, why) || shorter(sentence, why)) return;
  add(std::move(why.finding));
}

// What could wait, or stop, when the condition holds: of this article, and with the condition as it was written.
void Reader::say_condition(Finding& finding) {
  auto& said = finding.message.arguments;
  const auto argument = [&](std::string_view name) -> std::string& {
    return std::get<std::string>(
        std::find_if(said.begin(), said.end(), [&](auto& each) { return each.first == name; })->second);
  };
  people::Condition condition;
  condition.event = argument("event");
  if (article().empty() || condition.event == "\u2026") return;
  people::Sequencing rule;
  rule.articles = {them().empty() ? article() : them()};
  rule.conditions = {condition};
  for (const auto& [name, kind] : {std::pair("after_article", people::Sequencing::Kind::After),
                                   std::pair("suspended", people::Sequencing::Kind::Suspended)}) {
    rule.kind = kind;
    argument(name) = sentence_of(rule);
  }
  people::PhaseRule phase;
  phase.phase = "2";
  phase.suspended_when = {condition};
  argument("phase_suspended") = sentence_of(phase);
  people::Authority end;
  end.kind = people::Authority::Kind::Ends;
  end.condition = condition;
  argument("ends") = sentence_of(end);
}

// "No person sought by the tribunal is released": without those words nobody is. Where a sentence denies or takes out,
// none is proposed that says more.
bool Reader::wider(const Sentence& sentence, const Reason& why) {
  const std::string& code = why.finding.message.code;
  if (code != "TRM-001" && code != "TRM-033") return false;
  const std::size_t begin = sentence.begin.token;
  people::TextSpan found{why.finding.place.begin, why.finding.place.end};
  const bool behind = code == "TRM-033";
  bool denies = false;
  for (std::size_t at = begin; at < sentence.end.token && !denies; ++at) {
    // "…, except those …", "… before the ruling": what is cut off sets apart, or makes wait.
    const bool opens = behind && token(at).begin >= found.begin;
    if (opens && (is_mark(token(at), ',') || token(at).begin < found.begin)) continue;
    for (const std::string_view words : {"negation", "none of", "setting apart", "denying", "condition opener"})
      denies = denies || (parser_.tokens_of(words, at) > 0 &&
                          (opens ? words != "negation" && words != "none of" : words != "condition opener"));
    if (opens) break;
  }
  if (!denies) return false;
  if (code == "TRM-001") {
    const auto cut = too_many_words(session_, probe_, begin, why.wanted.at.token);
    if (!cut) return false;
    found = *cut;
  }
  limit(found);
  return true;
}

// "Israel releases the Pool under the eyes of the world to Hamas": the sentence without what no form has.
bool Reader::shorter(const Sentence& sentence, const Reason& why) {
  const std::string& code = why.finding.message.code;
  const bool behind = code == "TRM-033";  // the rest of the sentence may be understood, too
  if (!behind && code != "TRM-001" && code != "TRM-036") return false;
  const std::size_t begin = sentence.begin.token;
  const std::optional<people::TextSpan> cut = too_many_words(session_, probe_, begin, why.wanted.at.token);
  if (!cut || cut->end <= cut->begin || cut->begin <= token(begin).begin) return false;
  const std::size_t end = std::max(token(sentence.end.token - 1).begin, cut->end);
  if (behind && cut->end == end) return false;
  const std::string rest = written({token(begin).begin, cut->begin}) + " " + written({cut->end, end});
  std::string mend;
  for (const char each : names::clean_spaces(rest)) {  // no space before a mark
    if ((each == ',' || each == ';') && !mend.empty() && mend.back() == ' ') mend.pop_back();
    mend += each;
  }
  wrong("TRM-047", *cut, {{"found", names::clean_spaces(written(*cut))}, {"mend", mend + "."}});
  return true;
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
  const Node& of = *node.find(node.find("of") != nullptr ? "of" : "owed");
  wrong("TRM-042", of.span, {{"found", written(of.span)}, {"each", table_.form("clause", "each_releases").example}});
}

void Reader::promise(std::string_view id, const Node& node, std::vector<people::ClauseBody>& bodies) {
  if (id != "undertakes" && id != "undertakes_each" && id != "undertakes_several" && id != "undertakes_deed") return;
  const Node& text = *node.find("text");
  if (text.text.empty() || text_[text.span.begin] != text.text.front()) return;  // it stood in quotation marks
  promised_by(text.span, text.text, bodies);
  const bool whole = text.span.begin == node.span.begin;  // with a subject of its own
  for (people::ClauseBody& each : bodies)
    if (auto* covenant = std::get_if<people::Covenant>(&each))
      covenant->text = whole ? that(covenant->text) : deed(table_, covenant->text);
}

std::string Reader::sentence_of(const people::ClauseBody& body) const {
  return Printer(table_, made_.agreement).sentence("clause", *node_of(body, Surroundings{}));
}

bool Reader::half_rule(std::string_view id, const Node& node) {
  using What = people::Counting::What;
  static const std::map<std::string_view, What> kRules{
      {"refusers_half", What::Refusers}, {"free_half", What::AlreadyFree}, {"dead_half", What::DeadBeforeHandover}};
  const auto rule = kRules.find(id);
  if (rule == kRules.end()) return false;
  const bool counted = node.find("says_counted") != nullptr;
  const auto sentence = [&](bool other) {
    people::Counting whole;
    whole.what = rule->second;
    whole.counts = counted ? node.find("uncounted") == nullptr : other;
    whole.replaced = counted ? other : node.find("kept") == nullptr;
    return sentence_of(whole);
  };
  wrong("TRM-164", node.span,
        {{"found", written(node.span)},
         {"counted", counted ? "yes" : "no"},
         {"one", sentence(false)},
         {"other", sentence(true)}});
  return true;
}

bool Reader::rate_of_several(const Node& node) {
  const Node* rate = node.find("rate");
  const auto amounts =
      std::count_if(node.slots.begin(), node.slots.end(), [](const auto& slot) { return slot.first == "of"; });
  if (rate == nullptr || amounts < 2) return false;
  std::string mend = one_way(table_.form("clause", "day_cap").templates.front().source);
  if (const std::size_t at = mend.find("{number}"); at != std::string::npos)
    mend.replace(at, 8, std::to_string(rate->number.low));
  wrong("TRM-163", rate->span, {{"found", written(rate->span)}, {"mend", mend + "."}});
  return true;
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
