// SPDX-License-Identifier: Apache-2.0
#include "terms/retry.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "terms/forms.hpp"
#include "terms/nouns.hpp"
#include "terms/quote.hpp"
#include "terms/undertaking.hpp"

namespace midspan::terms {

namespace {

bool ends(const Token& token) {
  return token.type == TokenType::End || (token.type == TokenType::Mark && (token.mark == '.' || token.mark == ';'));
}

// Is there a clause, up to its full stop?
bool reads(const Session& session, Parser& probe, Position at, std::string_view part = "clause") {
  probe.start_sentence(at);
  const Parser::Parsed parsed = probe.part(session.table().part_index(part), at);
  return parsed.node && !parsed.end.behind_and && ends(session.token(parsed.end.token));
}

// The tokens of a node's words.
std::vector<Token> tokens_in(const Session& session, const people::TextSpan& span) {
  std::vector<Token> found;
  for (const Token& each : session.tokens().list)
    if (each.begin >= span.begin && each.end <= span.end && each.type != TokenType::End) found.push_back(each);
  return found;
}

std::size_t sentence_end(const Session& session, std::size_t begin) {
  std::size_t end = begin;
  while (!ends(session.token(end))) ++end;
  return end;
}

Token word_token(int word, const Token& near) {
  Token made;
  made.type = TokenType::Word;
  made.word = word;
  made.begin = near.begin;
  made.end = near.begin;
  return made;
}

// "A, B, C and D": the commas between one noun and the next are "and".
bool series(Session& session, std::size_t begin) {
  auto& list = session.tokens().list;
  const Table& table = session.table();
  const bool arabic = table.language == "ar";
  bool any = false;
  const auto is_and = [&](std::size_t at) {
    return list[at].type == TokenType::Word &&
           (list[at].word == table.and_word || (arabic && list[at].word_without_and >= 0));
  };
  std::size_t last = sentence_end(session, begin);
  // From a comma to "and" there are only words and further commas, a few of them.
  for (std::size_t at = begin + 1; at + 1 < last; ++at) {
    if (!session.is_mark(at, ',') || session.parser().tokens_of("setting apart", at + 1) > 0) continue;
    constexpr std::size_t kNear = 14;
    std::size_t to = at + 1;
    bool joined = false;
    while (to < last && to < at + kNear && (list[to].type == TokenType::Word || session.is_mark(to, ','))) {
      if (is_and(to) && to > at + 1) joined = true;
      if (joined) break;
      ++to;
    }
    if (!joined && !(is_and(at + 1) && any)) continue;
    if (is_and(at + 1)) {  // ", and": the comma goes
      list.erase(list.begin() + static_cast<std::ptrdiff_t>(at));
      --last;
    } else if (!arabic) {
      list[at] = word_token(table.and_word, list[at]);
    } else {
      continue;
    }
    any = true;
  }
  return any;
}

// "combat and political prisoners", "10 male and 5 female prisoners": of each the noun.
bool shared_noun(Session& session, std::size_t begin) {
  auto& list = session.tokens().list;
  if (session.table().language != "en") return false;
  Parser& parser = session.parser();
  Element number;
  number.leaf = Leaf::Number;
  const std::size_t last = sentence_end(session, begin);
  for (std::size_t at = begin + 1; at + 2 < last; ++at) {
    if (list[at].type != TokenType::Word || list[at].word != session.table().and_word ||
        list[at - 1].type != TokenType::Word || parser.tokens_of("everybody", at - 1) > 0)
      continue;
    const Parser::Parsed count = parser.leaf(number, {at + 1, false});
    if (count.node && parser.part(session.table().part_index("adjective"), {at - 1, false}).end.token != at) continue;
    const std::size_t other = count.node ? count.end.token : at + 1;
    if (other + 1 >= last || list[other].type != TokenType::Word || parser.tokens_of("everybody", other + 1) == 0)
      continue;
    list.insert(list.begin() + static_cast<std::ptrdiff_t>(at), word_token(list[other + 1].word, list[other + 1]));
    return true;
  }
  return false;
}

// "the Captives who are held in A": held in A.
bool without_relative(Session& session, std::size_t begin) {
  auto& list = session.tokens().list;
  if (ends(list[begin])) return false;
  bool any = false;
  for (std::size_t at = begin + 1; !ends(list[at]);) {
    const std::size_t words = session.parser().tokens_of("relative", at);
    if (words == 0) {
      ++at;
      continue;
    }
    const std::size_t from = session.is_mark(at - 1, ',') ? at - 1 : at;
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(from),
               list.begin() + static_cast<std::ptrdiff_t>(at + words));
    at = from;
    any = true;
  }
  return any;
}

// "the remains of 199 soldiers", "los restos de cuatro soldados": so many of them.
bool counted_remains(Session& session, std::size_t begin) {
  auto& list = session.tokens().list;
  const std::size_t last = sentence_end(session, begin);
  Element number;
  number.leaf = Leaf::Number;
  for (std::size_t at = begin; at + 1 < last; ++at) {
    const std::size_t words = session.parser().tokens_of("bodies of", at);
    if (words == 0) continue;
    const Parser::Parsed count = session.parser().leaf(number, {at + words, false});
    if (!count.node || count.end.token >= last) continue;
    const bool article = at > begin && session.table().is_article(list[at - 1].word);
    const auto place = list.begin() + static_cast<std::ptrdiff_t>(at);
    std::rotate(place, place + static_cast<std::ptrdiff_t>(words),
                list.begin() + static_cast<std::ptrdiff_t>(count.end.token));
    if (article) list.erase(place - 1);
    return true;
  }
  return false;
}

// "to X through ICRC within two days": through whom goes to the end.
bool presence_last(Session& session, std::size_t begin) {
  auto& list = session.tokens().list;
  const std::size_t last = sentence_end(session, begin);
  for (std::size_t at = begin + 1; at + 1 < last; ++at) {
    if (list[at].type != TokenType::Word || session.parser().tokens_of("presence", at) == 0) continue;
    Position end{at, false};
    if (session.presence(end).empty() || end.token >= last || end.behind_and) continue;
    std::vector<Token> moved(list.begin() + static_cast<std::ptrdiff_t>(at),
                             list.begin() + static_cast<std::ptrdiff_t>(end.token));
    list.insert(list.begin() + static_cast<std::ptrdiff_t>(last), moved.begin(), moved.end());
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(at), list.begin() + static_cast<std::ptrdiff_t>(end.token));
    return true;
  }
  return false;
}

// Who does what a sentence says, or of whom it is said; null: nobody who could be left out of the next.
const Node* subject_of(const Node& node) {
  for (const std::string_view slot : {"party", "all_of", "who"})
    if (const Node* found = node.find(slot)) return found;
  const Node* of = node.find("of");
  if (of != nullptr && of->span.begin == node.span.begin) return of;
  const auto classes =
      std::count_if(node.slots.begin(), node.slots.end(), [](const auto& slot) { return slot.first == "classes"; });
  return classes == 1 ? node.find("classes") : nullptr;
}

// "…, then 200 of the Soldiers": they are released, too.
bool then_released(Session& session, Parser& probe, Position end, Position at) {
  auto& list = session.tokens().list;
  const std::size_t words = session.parser().tokens_of("then", at.token);
  if (words == 0) return false;
  Position from{at.token + words, false};
  probe.start_sentence(from);
  const Parser::Parsed who = probe.part(session.table().part_index("quantity"), from);
  if (!who.node || !ends(list[who.end.token])) return false;
  const auto& released = session.table().vocabulary("is released").by_first.begin()->second.front().words;
  const bool before = session.table().language == "ar";
  const std::size_t place = before ? from.token : who.end.token;
  for (std::size_t each = 0; each < released.size(); ++each)
    list.insert(list.begin() + static_cast<std::ptrdiff_t>(place + each),
                word_token(released[each], list[place + each]));
  if (!reads(session, probe, from)) {
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(place),
               list.begin() + static_cast<std::ptrdiff_t>(place + released.size()));
    return false;
  }
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(end.token),
             list.begin() + static_cast<std::ptrdiff_t>(from.token));
  return true;
}

// "إسرائيل تفرج عن …": the templates have the verb first.
bool verb_first(Session& session, std::size_t begin) {
  auto& list = session.tokens().list;
  if (session.table().language != "ar") return false;
  Element party;
  party.leaf = Leaf::Party;
  const Parser::Parsed who = session.parser().leaf(party, {begin, false});
  if (!who.node || who.end.behind_and || list[who.end.token].type != TokenType::Word ||
      !session.table().dictionary.is_stem(list[who.end.token].word))
    return false;
  const auto first = list.begin() + static_cast<std::ptrdiff_t>(begin);
  const auto verb = list.begin() + static_cast<std::ptrdiff_t>(who.end.token);
  std::rotate(first, verb, verb + 1);
  return true;
}

}  // namespace

bool said_in_full(Session& session, std::size_t begin) {
  const bool relative = without_relative(session, begin);
  const bool remains = counted_remains(session, begin);
  const bool presence = presence_last(session, begin);
  const bool noun = shared_noun(session, begin);
  const bool nouns = series(session, begin);
  const bool verb = verb_first(session, begin);
  return relative || remains || presence || noun || nouns || verb;
}

// "wounded", "sick, wounded and minor": what is said of a group, and what joins it.
struct Traits {
  std::size_t tokens = 0;           // 0: nothing
  std::vector<std::size_t> joints;  // tokens that are "and" or "or", or have "and" written onto them
};

// "women, wounded" is no list before its "and".
Traits traits_at(Session& session, std::size_t at) {
  const auto trait = [&](Position from) {
    const Parser::Parsed said = session.parser().part(session.table().part_index("adjective"), from);
    return said.node && !said.end.behind_and ? said.end.token - from.token : std::size_t{0};
  };
  Traits traits;
  Position from{at, false};
  for (std::size_t words = 0; (words = trait(from)) != 0;) {
    traits.tokens = from.token + words - at;
    from = {from.token + words, false};
    if (session.is_mark(from.token, ',')) ++from.token;
    const Token& joint = session.token(from.token);
    if (joint.type != TokenType::Word) continue;
    const bool onto = joint.word_without_and >= 0 && trait({from.token, true}) != 0;
    const bool is_and = joint.word == session.table().and_word;
    if (!onto && !is_and && session.parser().tokens_of("alternative", from.token) == 0) continue;
    const Position behind = onto ? Position{from.token, true} : Position{from.token + 1, false};
    if (trait(behind) == 0) break;
    traits.joints.push_back(from.token - at);
    from = behind;
  }
  return traits;
}

void traits_of_group(Session& session, std::size_t begin) {
  auto& list = session.tokens().list;
  const Table& table = session.table();
  if (table.language == "en") return;  // adjectives stand before the group there: the grammar has them
  Element group;
  group.leaf = Leaf::Definition;
  const auto group_at = [&](std::size_t at) {
    const Parser::Parsed found = session.parser().leaf(group, {at, false});
    return found.node && !found.end.behind_and ? found.end.token - at : std::size_t{0};
  };
  for (std::size_t at = begin; !ends(list[at]); ++at) {
    const std::size_t name = group_at(at);
    if (name == 0) continue;
    Traits traits = traits_at(session, at + name);
    if (traits.joints.empty()) {  // one is a filter
      at += name - 1;
      continue;
    }
    at += name;
    // Each of them is meant.
    const int or_word = word_ids(table.strings.at("or"), session.dictionary()).front();
    for (auto joint = traits.joints.rbegin(); joint != traits.joints.rend(); ++joint) {
      Token& token = list[at + *joint];
      if (token.word_without_and < 0) {
        token.word = or_word;
        continue;
      }
      token.word = std::exchange(token.word_without_and, -1);
      list.insert(list.begin() + static_cast<std::ptrdiff_t>(at + *joint), word_token(or_word, token));
      ++traits.tokens;
    }
    for (const int word : word_ids(table.strings.at("who_are"), session.dictionary())) {
      list.insert(list.begin() + static_cast<std::ptrdiff_t>(at), word_token(word, list[at]));
      ++at;
    }
    at += traits.tokens - 1;
  }
}

void nobody_of_group(Session& session, std::size_t begin) {
  auto& list = session.tokens().list;
  const int base = session.table().part_index("base");
  for (std::size_t at = begin; !ends(list[at]); ++at) {
    const std::size_t none = session.parser().tokens_of("none of", at);
    if (none == 0) continue;
    session.parser().start_sentence({begin, false});
    const Parser::Parsed who = session.parser().part(base, {at + none, false});
    if (!who.node) continue;
    const Node& group = noun_of(*who.node);
    const char first = session.text()[group.span.begin];  // in small letters, a word of the language
    if (form_ids("base")[static_cast<std::size_t>(group.form)] != "defined" || (first >= 'a' && first <= 'z')) continue;
    std::vector<Token> words;
    for (const int word : word_ids(session.table().strings.at("none_of_group"), session.dictionary()))
      words.push_back(word_token(word, list[at]));
    const auto place = list.begin() + static_cast<std::ptrdiff_t>(at);
    list.insert(list.erase(place, place + static_cast<std::ptrdiff_t>(none)), words.begin(), words.end());
    at += words.size();
  }
}

void taken_when(Session& session, std::size_t begin) {
  static const std::set<std::string_view> kTimes{
      "held_before", "held_to",       "held_from",        "held_after",     "held_on",     "held_between",
      "captured_to", "captured_from", "captured_between", "captured_after", "captured_on", "captured_before"};
  auto& list = session.tokens().list;
  Parser& parser = session.parser();
  const int filters = session.table().part_index("filter");
  const auto& taken = session.table().vocabulary("taken by").by_first;
  Element party;
  party.leaf = Leaf::Party;
  for (std::size_t at = begin; !ends(list[at]); ++at) {
    const std::size_t words = taken.contains(list[at].word) ? parser.tokens_of("taken by", at) : 0;
    if (words < 2) continue;
    const std::size_t by = at + words - 1;
    parser.start_sentence({begin, false});
    const Parser::Parsed who = parser.leaf(party, {by + 1, false});
    const std::size_t end = who.node ? who.end.token : by + 1 + parser.tokens_of("pronoun", by + 1);
    if (end == by + 1 || who.end.behind_and) continue;
    const auto place = [&](std::size_t index) { return list.begin() + static_cast<std::ptrdiff_t>(index); };
    std::vector<Token> holder(place(by + 1), place(end));
    const Token joint = list[by];
    list.erase(place(by), place(end));
    parser.start_sentence({begin, false});
    const Parser::Parsed time = parser.part(filters, {at, false});
    const bool timed = time.node && !time.end.behind_and &&
                       kTimes.contains(form_ids("filter")[static_cast<std::size_t>(time.node->form)]);
    std::vector<Token> said{joint};
    if (timed) {
      said.clear();
      say(session.table().form("filter", "held_by"), joint, said);
    }
    said.insert(said.end(), holder.begin(), holder.end());
    list.insert(place(timed ? time.end.token : by), said.begin(), said.end());
  }
}

bool time_last(Session& session, std::size_t begin) {
  auto& list = session.tokens().list;
  const std::size_t last = sentence_end(session, begin);
  constexpr std::size_t kNear = 8;
  session.parser().start_sentence({begin, false});
  for (std::size_t at = begin; at < last && at < begin + kNear; ++at) {
    if (list[at].type == TokenType::Number) return false;
    const Parser::Parsed when = session.parser().part(session.table().part_index("when"), {at, false});
    std::size_t end = when.end.token;
    if (!when.node || when.end.behind_and || end >= last || list[end].word == session.table().and_word) continue;
    // "In Phase 2, A releases 50, of whom 20 are women": of the release, not of the women.
    std::size_t behind = end + 1;
    while (behind < last && !(session.is_mark(behind, ',') && session.parser().tokens_of("of whom", behind + 1) > 0))
      ++behind;
    const auto place = list.begin() + static_cast<std::ptrdiff_t>(at);
    std::rotate(place, list.begin() + static_cast<std::ptrdiff_t>(end),
                list.begin() + static_cast<std::ptrdiff_t>(behind));
    if (session.is_mark(at, ',')) list.erase(place);
    if (at > begin && session.is_mark(at - 1, ',')) list.erase(list.begin() + static_cast<std::ptrdiff_t>(at - 1));
    return true;
  }
  return false;
}

std::string without_circumstance(Session& session, std::size_t begin, people::TextSpan& span) {
  auto& list = session.tokens().list;
  const std::size_t last = sentence_end(session, begin);
  // "In accordance with the talks, all prisoners …"
  for (std::size_t comma = begin; comma < last; ++comma) {
    if (!session.is_mark(comma, ',')) continue;
    const std::string how = circumstance(session, begin, comma, false, span);
    if (how.empty()) break;
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(begin),
               list.begin() + static_cast<std::ptrdiff_t>(comma + 1));
    return how;
  }
  for (std::size_t at = last; at > begin + 2; --at) {
    if (!session.is_mark(at - 1, ',')) continue;
    const std::string how = circumstance(session, at - 1, last, true, span);
    if (how.empty()) return {};
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(at - 1), list.begin() + static_cast<std::ptrdiff_t>(last));
    return how;
  }
  return {};
}

std::optional<people::TextSpan> without(Session& session, std::string_view vocabulary, std::size_t begin) {
  std::optional<people::TextSpan> first;
  auto& list = session.tokens().list;
  const auto erase = [&](std::size_t at, std::size_t count) {
    const auto from = list.begin() + static_cast<std::ptrdiff_t>(at);
    list.erase(from, from + static_cast<std::ptrdiff_t>(count));
  };
  for (std::size_t at = begin; !ends(list[at]);) {
    const std::size_t words = list[at].type == TokenType::Word ? session.parser().tokens_of(vocabulary, at) : 0;
    if (words == 0) {
      ++at;
      continue;
    }
    if (!first) first = people::TextSpan{list[at].begin, list[at + words - 1].end};
    const int opening = list[at].word;
    erase(at, words);
    // "without delay and without return": what they were joined by goes, too.
    if (list[at].word == session.table().and_word && list[at + 1].word == opening) erase(at, 1);
    if (at > begin && ends(list[at]) && list[at - 1].word == session.table().and_word) erase(--at, 1);
    // "without delay and no later than 1 May"
    if (list[at].word == session.table().and_word) {
      session.parser().start_sentence({begin, false});
      if (session.parser().part(session.table().part_index("when"), {at + 1, false}).node) erase(at, 1);
    }
    // Commas on both sides of them go, too (one of them before "and"), and one that now begins or ends the sentence.
    if (session.is_mark(at, ',') && (at == begin || session.is_mark(at - 1, ','))) {
      erase(at, 1);
      if (at > begin && list[at].type == TokenType::Word && list[at].word != session.table().and_word) erase(--at, 1);
    }
    if (at > begin && session.is_mark(at - 1, ',') && ends(list[at])) erase(--at, 1);
  }
  return first;
}

Joined joined_sentence(Session& session, Parser& probe, Position end, const Node& first) {
  auto& list = session.tokens().list;
  Position at = end;
  if (session.is_mark(at.token, ':') && reads(session, probe, {at.token + 1, false})) {
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(at.token));
    return Joined::Yes;
  }
  if (session.is_mark(at.token, ',')) ++at.token;
  const Token& joint = list[at.token];
  if (joint.type != TokenType::Word) return Joined::No;
  // ", of whom 16 are Saudis": of those whom the sentence releases.
  if (session.parser().tokens_of("of whom", at.token) > 0 && reads(session, probe, at)) {
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(end.token),
               list.begin() + static_cast<std::ptrdiff_t>(at.token));
    return Joined::Yes;
  }
  if (then_released(session, probe, end, at)) return Joined::Yes;
  const bool onto = session.table().language == "ar" && joint.word_without_and >= 0;  // "and" is written onto the word
  const std::size_t words = onto ? 0 : session.parser().tokens_of("sentence joint", at.token);
  if (words == 0 && !onto) return Joined::No;
  const Position behind{at.token + words, onto};
  // What the second sentence leaves out, put in at `place`; true: it is one now.
  const auto with = [&](std::size_t place, const std::vector<Token>& left_out) {
    list.insert(list.begin() + static_cast<std::ptrdiff_t>(place), left_out.begin(), left_out.end());
    const bool whole = reads(session, probe, behind);
    const std::size_t from = whole ? end.token : place;
    const std::size_t to = whole ? behind.token : place + left_out.size();
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(from), list.begin() + static_cast<std::ptrdiff_t>(to));
    return whole;
  };
  if (with(behind.token, {})) return Joined::Yes;
  if (onto) return Joined::No;
  // "…, and escorts them", "… and taken to France": who does, or of whom it is said, stands once. Not so in "are not
  // released but handed over": those would be both.
  const Node* subject =
      form_ids("clause")[static_cast<std::size_t>(first.form)].starts_with("exclusion") ? nullptr : subject_of(first);
  if (subject != nullptr) {
    std::vector<Token> who = tokens_in(session, subject->span);
    if (!who.empty() && with(behind.token, who)) return Joined::Yes;
    for (const int word : word_ids(session.table().strings.at("are"), session.dictionary()))
      who.push_back(word_token(word, list[behind.token]));
    if (with(behind.token, who)) return Joined::Yes;
  }
  // "The exchange begins on … and takes place at …", "Releases begin … and take place …".
  const std::vector<Token> what = tokens_in(session, first.span);
  for (const std::size_t count : {1, 2})
    if (count <= what.size() && with(behind.token, {what.begin(), what.begin() + static_cast<std::ptrdiff_t>(count)}))
      return Joined::Yes;
  // "… delivers 500 of A, and B 300 of C": what it does, too.
  const Node* party = first.find("party");
  const Node* of = first.find("of");
  if (party == nullptr || of == nullptr || party->span.end > of->span.begin) return Joined::No;
  Element slot;
  slot.leaf = Leaf::Party;
  probe.start_sentence(behind);
  const Parser::Parsed other = probe.leaf(slot, behind);
  return other.node && with(other.end.token, tokens_in(session, {party->span.end, of->span.begin})) ? Joined::OneVerb
                                                                                                    : Joined::No;
}

std::optional<SharedTime> shared_time(Session& session, Parser& probe, Position end, const Node& first, Joined joined) {
  auto& list = session.tokens().list;
  const auto place = [&](std::size_t at) { return list.begin() + static_cast<std::ptrdiff_t>(at); };
  const int clause = session.table().part_index("clause");
  const auto second_when = [&]() -> NodePtr {
    probe.start_sentence(end);
    const Parser::Parsed parsed = probe.part(clause, end);
    if (!parsed.node) return nullptr;
    const auto& slots = parsed.node->slots;
    const auto found = std::find_if(slots.begin(), slots.end(), [](const auto& slot) { return slot.first == "when"; });
    return found != slots.end() ? found->second : nullptr;
  };
  const Node* of = first.find("of");
  const Node* when = first.find("when");
  if (of == nullptr) return std::nullopt;
  const NodePtr later = second_when();
  if (when != nullptr && later == nullptr && when->span.begin < of->span.begin) {
    const std::vector<Token> time = tokens_in(session, when->span);
    const std::size_t last = sentence_end(session, end.token);
    list.insert(place(last), time.begin(), time.end());
    if (second_when() != nullptr) return SharedTime{when->span, false};
    list.erase(place(last), place(last + time.size()));
  }
  if (joined != Joined::OneVerb || when != nullptr || later == nullptr) return std::nullopt;
  std::vector<Token> time = tokens_in(session, later->span);
  Token stop;
  stop.type = TokenType::Mark;
  stop.mark = '.';
  stop.begin = stop.end = list[end.token].begin;
  time.push_back(stop);
  list.insert(place(end.token), time.begin(), time.end());
  return SharedTime{later->span, true};
}

std::optional<people::TextSpan> too_many_words(Session& session, Parser& probe, std::size_t begin, std::size_t stop) {
  constexpr std::size_t kMostWords = 12;
  constexpr std::size_t kMostBefore = 4;  // the word that is not understood seldom is the first of them
  constexpr std::size_t kMostBehind = 2;  // behind an article, or words that could begin something else
  auto& list = session.tokens().list;
  const std::size_t last = sentence_end(session, begin);
  const std::string_view part = session.defines(begin) ? "definition" : "clause";
  const auto known = [&](const Token& each) {
    return each.type != TokenType::Word || session.table().dictionary.find(session.dictionary().text(each.word)) >= 0;
  };
  // What denies, joins or counts, names somebody, or says when or for what, is no word too many.
  const auto means = [&](std::size_t at) {
    static constexpr std::string_view kMeaning[] = {"negation", "joining", "for each",        "setting apart",
                                                    "measure",  "timing",  "condition opener"};
    const Token& each = list[at];
    const auto named = [&](NameTable::Kind kind) { return session.names().longest(kind, list, at, false).tokens > 0; };
    return each.type != TokenType::Word || each.word_without_and >= 0 || named(NameTable::Kind::Party) ||
           named(NameTable::Kind::Definition) || capital(session.text().substr(each.begin, each.end - each.begin)) ||
           std::any_of(std::begin(kMeaning), std::end(kMeaning),
                       [&](std::string_view vocabulary) { return session.parser().tokens_of(vocabulary, at) > 0; });
  };
  const auto without = [&](std::size_t from, std::size_t words) {
    const auto place = list.begin() + static_cast<std::ptrdiff_t>(from);
    const std::vector<Token> cut(place, place + static_cast<std::ptrdiff_t>(words));
    list.erase(place, place + static_cast<std::ptrdiff_t>(words));
    const bool whole = reads(session, probe, {begin, false}, part);
    list.insert(list.begin() + static_cast<std::ptrdiff_t>(from), cut.begin(), cut.end());
    return whole;
  };
  // Those first that the language does not know at all, however far it was read behind them.
  for (const bool strange : {true, false})
    for (std::size_t words = 1; words <= kMostWords; ++words)
      for (std::size_t from = stop + kMostBehind;
           from > begin && (strange || (from + kMostBefore >= stop && from + words > stop)); --from) {
        const std::size_t end = from + words;
        bool kept = end > last;
        for (std::size_t at = from; at < end && !kept; ++at)
          kept = (strange && known(list[at])) ||
                 (list[at].type == TokenType::Mark ? at > from && at + 1 < end : means(at));
        if (!kept && without(from, words)) return people::TextSpan{list[from].begin, list[end - 1].end};
      }
  return std::nullopt;
}

people::TextSpan read_as_quoted(Session& session, const Quote& quote) {
  auto& list = session.tokens().list;
  const std::vector<Token> instead = tokens_for(quote, session.table(), list);
  const auto from = list.begin() + static_cast<std::ptrdiff_t>(quote.first);
  list.insert(list.erase(from, from + static_cast<std::ptrdiff_t>(quote.last + 1 - quote.first)), instead.begin(),
              instead.end());
  people::TextSpan span;
  span.begin = instead.back().begin;
  span.end = instead.back().end;
  return span;
}

Expectation expectation_of(Session& session, Position begin) {
  Expectation made = session.parser().expectation();
  if (made.at.token == begin.token || made.at.behind_and) return made;
  const Token& before = session.token(made.at.token - 1);
  if (before.type != TokenType::Word || !session.table().is_article(before.word)) return made;
  const Session::Stop stop = session.stop_before(before.begin);
  const auto join = [](std::vector<std::string>& into, const std::vector<std::string>& more) {
    for (const std::string& each : more)
      if (std::find(into.begin(), into.end(), each) == into.end()) into.push_back(each);
  };
  --made.at.token;
  join(made.words, stop.expectation.words);
  join(made.parts, stop.expectation.parts);
  return made;
}

}  // namespace midspan::terms
