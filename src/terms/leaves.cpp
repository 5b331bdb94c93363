// SPDX-License-Identifier: Apache-2.0
// The parts of a sentence that no template describes: dates, names, places, words of a vocabulary, sets.
// Numbers are in numbers.cpp.
#include <algorithm>
#include <set>
#include <utility>

#include "base/assert.hpp"
#include "names/countries.hpp"
#include "names/normalise.hpp"
#include "terms/parser.hpp"

namespace midspan::terms {

namespace {

constexpr std::size_t kLongestCountry = 10;  // "Islas Georgia de el Sur y Sandwich de el Sur"

bool ascii_letter(char each) { return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z'); }

}  // namespace

Parser::Parsed Parser::made(std::string text, Position begin, Position end) const {
  Node node;
  node.text = std::move(text);
  node.span = span(begin, end);
  return {std::make_shared<Node>(std::move(node)), end};
}

std::string Parser::spelled(Position begin, Position end) const {
  const people::TextSpan where = span(begin, end);
  return names::clean_spaces(names::ascii_digits(text_.substr(where.begin, where.end - where.begin)));
}

Parser::Parsed Parser::leaf(const Element& slot, Position at) {
  const int index = 10000 + static_cast<int>(slot.leaf) * 100 + std::max(slot.part, 0);
  const std::uint64_t place = key(index, at);
  if (const Tried* known = memo_.find(place); known != nullptr) {
    touch(known->reach);
    return known->made;
  }
  const Position outside = std::exchange(touched_, at);
  Parsed found = read_leaf(slot, at);
  if (found.node) touch(found.end);
  memo_.keep(place, {found, touched_});
  touch(outside);
  return found;
}

Parser::Parsed Parser::read_leaf(const Element& slot, Position at) {
  Parsed found;
  std::string_view name;
  switch (slot.leaf) {
    case Leaf::Text:
      found = quoted(at);
      name = "text";
      break;
    case Leaf::Number:
      found = number(at);
      name = "number";
      break;
    case Leaf::Portion: found = counting_word(at, "portion"); break;
    case Leaf::Nation: found = nation(at); break;
    case Leaf::Weeks: found = counted_units(weeks_, at); break;
    case Leaf::Hours: found = counted_units(table_.vocabulary("hours"), at); break;
    case Leaf::Months: found = counted_units(calendar_months_, at); break;
    case Leaf::Ordinal: found = counting_word(at, "ordinal"); break;
    case Leaf::YearBegin: found = year(at, 1, 1); break;
    case Leaf::YearEnd: found = year(at, 12, 31); break;
    case Leaf::Date:
      found = date(at);
      name = "date";
      break;
    case Leaf::Party:
      found = this->name(Leaf::Party, at);
      name = "party";
      break;
    case Leaf::Place:
      found = place(at);
      name = "place";
      break;
    case Leaf::List:
      found = identifier(slot.leaf, at);
      name = "list";
      break;
    case Leaf::Phase:
      found = identifier(slot.leaf, at);
      name = "phase";
      break;
    case Leaf::Article:
      found = identifier(slot.leaf, at);
      name = "article";
      break;
    case Leaf::Schedule:
      found = identifier(slot.leaf, at);
      name = "schedule";
      break;
    case Leaf::Definition:
      found = definition(at, false);
      name = "definition";
      // "the" is read, and the name behind it is what nobody knows.
      if (!found.node) expected_part(name, skip_article(at));
      break;
    case Leaf::AnyCaseDefinition: found = definition(at, true); break;
    case Leaf::Set: found = set(at); break;
    case Leaf::NewName:
      found = new_name(at);
      name = "name";
      break;
    case Leaf::Promise: found = promise(at, &promises_); break;
    case Leaf::Matter: found = promise(at, &table_.vocabulary("matter")); break;
    case Leaf::Treatment: found = promise(at, &table_.vocabulary("treatment")); break;
    case Leaf::Rest: found = promise(at, nullptr); break;
    case Leaf::TheGroup: found = the_group(at); break;
    case Leaf::Language:
      found = word(table_.vocabulary("language"), at);
      name = "language";
      break;
    case Leaf::Word: {
      const Vocabulary& vocabulary = table_.vocabularies[static_cast<std::size_t>(slot.part)];
      found = vocabulary.name == "nationality" ? nationality(at) : word(vocabulary, at);
      name = vocabulary.name;
      break;
    }
    case Leaf::None:
    case Leaf::Ranks: MIDSPAN_ASSERT(false);
  }
  if (!found.node && !name.empty()) expected_part(name, at);
  return found;
}

// ---- Sets --------------------------------------------------------------------------------------------------------

// "100 women and all the children": all of them, beside the hundred.
bool Parser::all_begins(Position joint) const {
  const Token& here = token(joint);
  if (here.type != TokenType::Word) return false;
  const Position behind = here.word == table_.and_word ? next(joint) : Position{joint.token, true};
  return (here.word == table_.and_word || here.word_without_and >= 0) &&
         vocabulary_at(totals_, behind).entry != nullptr;
}

// Does a number stand before it: "100 women", "100 of the women"?
bool Parser::counted(Position at) const {
  const auto number = [&](std::size_t index) {
    return tokens_[index].type == TokenType::Number ||
           (tokens_[index].type == TokenType::Word && numbers_.by_first.contains(tokens_[index].word));
  };
  const auto of = [&](std::size_t index) {
    return tokens_[index].type == TokenType::Word && ofs_.by_first.contains(tokens_[index].word);
  };
  return (at.token > 0 && number(at.token - 1)) || (at.token > 1 && of(at.token - 1) && number(at.token - 2));
}

Parser::Parsed Parser::set(Position at) {
  static const std::string_view kBase = "base";
  static const std::string_view kOp = "op";
  Parsed first = part(bases_, at);
  if (!first.node) return {};
  Node node;
  node.slots.emplace_back(kBase, first.node);
  Position reached = first.end;
  while (true) {
    Parsed more = part(setops_, reached);
    if (!more.node || (all_begins(reached) && counted(at))) break;
    node.slots.emplace_back(kOp, more.node);
    reached = more.end;
  }
  node.span = span(at, reached);
  node.text = spelled(at, reached);
  return {std::make_shared<Node>(std::move(node)), reached};
}

// ---- Names -------------------------------------------------------------------------------------------------------

Position Parser::skip_article(Position at) const {
  const Token& here = token(at);
  if (here.type == TokenType::Word && !at.behind_and && table_.is_article(here.word)) return next(at);
  return at;
}

Parser::Parsed Parser::quoted(Position at) {
  if (token(at).type != TokenType::Quoted || at.behind_and) return {};
  return made(names::clean_spaces(inside(text_, token(at))), at, next(at));
}

Parser::Parsed Parser::country(Position at) {
  const Token& first = token(at);
  if (first.type != TokenType::Word) return {};
  const std::size_t begin = first.begin + (at.behind_and ? 2 : 0);
  std::size_t count = 0;
  while (count < kLongestCountry && tokens_[at.token + count].type == TokenType::Word &&
         (count == 0 || follows(at.token + count)))
    ++count;
  for (; count > 0; --count) {
    if (tokens_[at.token + count - 1].word == table_.and_word) continue;  // "Norway & Chile"
    const std::string_view candidate = text_.substr(begin, tokens_[at.token + count - 1].end - begin);
    // Codes are countries only in capitals: "it", "to" and "in" are words.
    const bool code = candidate.size() <= 3 && std::all_of(candidate.begin(), candidate.end(), ascii_letter);
    if (code && !std::all_of(candidate.begin(), candidate.end(), [](char each) { return each <= 'Z'; })) continue;
    if (const auto alpha3 = names::country_of(candidate, table_.language))
      return made(names::country_name(*alpha3, "en"), at, {at.token + count, false});
  }
  return {};
}

Parser::Parsed Parser::name(Leaf, Position at) {
  for (const Position start : {at, skip_article(at)}) {
    if (const auto known = names_.longest(NameTable::Kind::Party, tokens_, start.token, start.behind_and);
        known.tokens > 0)
      return made(*known.canonical, at, {start.token + known.tokens, false});
  }
  if (token(at).type == TokenType::Quoted && !at.behind_and) {
    const std::vector<int> words = word_ids(inside(text_, token(at)), dictionary_);
    if (const std::string* known = names_.exact(NameTable::Kind::Party, words)) return made(*known, at, next(at));
    if (const std::string* known = names_.exact(NameTable::Kind::Word, words)) return made(*known, at, next(at));
    if (const auto alpha3 = names::country_of(inside(text_, token(at)), table_.language);
        alpha3 && words.size() <= kLongestCountry)
      return made(names::country_name(*alpha3, "en"), at, next(at));
    return quoted(at);
  }
  if (const auto known = names_.longest(NameTable::Kind::Word, tokens_, at.token, at.behind_and); known.tokens > 0)
    return made(*known.canonical, at, {at.token + known.tokens, false});
  if (const Parsed found = government(at); found.node) return found;
  const Parsed found = country(skip_article(at));
  if (found.node) return found;
  return country(at);
}

// "the Government of Angola", "el Gobierno nicaragüense", "الحكومة السورية": who governs a party acts for it.
Parser::Parsed Parser::government(Position at) {
  const Entry title = vocabulary_at(governments_, at);
  if (title.entry == nullptr) return {};
  const Position behind{at.token + title.tokens, false};
  if (title.entry->canonical == "of") {
    if (const auto known = names_.longest(NameTable::Kind::Party, tokens_, behind.token, false); known.tokens > 0)
      return made(*known.canonical, at, {behind.token + known.tokens, false});
    Parsed found = country(behind);
    if (found.node) return made(found.node->text, at, found.end);
    return {};
  }
  const Parsed whose = nation(behind);
  if (!whose.node) {
    // "the Government", where one party alone is called so.
    std::set<std::string> governments;
    for (const std::string& party : names_.all(NameTable::Kind::Party))
      for (const std::string_view head : {"Government of ", "Gobierno de ", "حكومة "})
        if (party.substr(0, head.size()) == head) governments.insert(party);
    return governments.size() == 1 ? made(*governments.begin(), at, behind) : Parsed{};
  }
  return made(names::country_name(whose.node->text, "en"), at, whose.end);
}

Parser::Parsed Parser::place(Position at) {
  Parsed found = name(Leaf::Place, at);
  // A place of the language is itself, though it may be part of a country ("Gaza", "the West Bank"); a party that is
  // called so comes first.
  const bool party = names_.longest(NameTable::Kind::Party, tokens_, at.token, at.behind_and).tokens > 0;
  const Entry word = vocabulary_at(places_, at);
  if (word.entry != nullptr && (!found.node || found.end.token < at.token + word.tokens ||
                                (!party && found.end.token == at.token + word.tokens)))
    return made(word.entry->canonical, at, {at.token + word.tokens, false});
  if (token(at).type == TokenType::Quoted && !at.behind_and &&
      names_.exact(NameTable::Kind::Party, word_ids(inside(text_, token(at)), dictionary_)) == nullptr) {
    const std::string written = canonical_of_quoted(&places_, inside(text_, token(at)));
    for (const VocabularyEntry& entry : places_.entries)
      if (entry.canonical == written) return made(written, at, next(at));
  }
  if (found.node) return found;
  // West Bank: words with capitals are a name. (Scripts without capitals need quotes.)
  const Position start = skip_article(at);
  if (names_.longest(NameTable::Kind::Definition, tokens_, start.token, start.behind_and).tokens > 0) return {};
  Position end = start;
  while (token(end).type == TokenType::Word && (end == start || follows(end.token)) &&
         capital(text_.substr(token(end).begin, token(end).end - token(end).begin)))
    end = next(end);
  if (end == start) return {};
  return made(spelled(start, end), at, end);
}

namespace {
// "REQUESTED", "M23": three letters or more, none of them small.
bool capitals(std::string_view written) {
  return written.size() >= 3 && std::all_of(written.begin(), written.end(), [](char each) {
           return (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9');
         });
}
}  // namespace

Parser::Parsed Parser::identifier(Leaf leaf, Position at) {
  const Token& here = token(at);
  if (here.type == TokenType::Quoted && !at.behind_and) return quoted(at);
  if (here.type != TokenType::Number && here.type != TokenType::Word) return {};
  const std::string_view written = text_.substr(here.begin, here.end - here.begin);
  // "Phase Two", "المرحلة الثانية": the number it is called by.
  if (leaf == Leaf::Phase && here.type == TokenType::Word && !token(next(at)).joined)
    for (const std::string_view vocabulary : {"ordinal", "number"})
      if (const Parsed counted = counting_word(at, vocabulary); counted.node) return counted;
  if (here.type == TokenType::Word && !text_of("no name", at.token).empty()) return {};  // "the same phase"
  if (here.type == TokenType::Word) {
    // A keyword is no name: "Phase is complete", "list of".
    const bool named =
        capital(written) || (here.begin < text_.size() && static_cast<unsigned char>(written[0]) >= 0xC4);
    if (leaf == Leaf::Article) {
      if (!std::all_of(written.begin(), written.end(),
                       [](char each) { return std::string_view("IVXLC").find(each) != std::string_view::npos; }))
        return {};
    } else if (!named && leaf != Leaf::List) {
      return {};
    } else if (!named && table_.dictionary.find(dictionary_.text(here.word)) >= 0) {
      return {};
    }
  }
  Position end = next(at);
  while ((token(end).type == TokenType::Number || token(end).type == TokenType::Word) && token(end).joined)
    end = next(end);
  // "list DRC REQUESTED": words all in capitals are one name.
  if (here.type == TokenType::Word && leaf == Leaf::List && capitals(written))
    while (token(end).type == TokenType::Word &&
           capitals(text_.substr(token(end).begin, token(end).end - token(end).begin)))
      end = next(end);
  if (here.type == TokenType::Word && leaf != Leaf::Article) identifiers_.insert(at.token);
  std::string text = here.type == TokenType::Number && end == next(at) ? std::to_string(here.number) : spelled(at, end);
  if (leaf == Leaf::Article && token(end).type == TokenType::Word) {
    const Entry ending = vocabulary_at(ending_, end);
    if (ending.entry != nullptr) {
      end = next(end);
      text += " " + ending.entry->canonical;
    }
  }
  return made(std::move(text), at, end);
}

Parser::Entry Parser::vocabulary_at(const Vocabulary& vocabulary, Position at) const {
  const Token& here = token(at);
  if (here.type != TokenType::Word) return {};
  const auto found = vocabulary.by_first.find(at.behind_and ? here.word_without_and : here.word);
  if (found == vocabulary.by_first.end()) return {};
  for (const Vocabulary::Spelling& spelling : found->second) {  // longest first
    std::size_t same = 1;
    while (same < spelling.words.size() && tokens_[at.token + same].type == TokenType::Word &&
           tokens_[at.token + same].word == spelling.words[same])
      ++same;
    if (same == spelling.words.size()) return {same, &vocabulary.entries[spelling.entry]};
  }
  return {};
}

std::string Parser::canonical_of_quoted(const Vocabulary* vocabulary, std::string_view quoted) const {
  const std::vector<int> words = word_ids(quoted, dictionary_);
  if (const std::string* known = names_.exact(NameTable::Kind::Word, words)) return *known;
  if (vocabulary != nullptr && !words.empty()) {
    const auto found = vocabulary->by_first.find(words.front());
    if (found != vocabulary->by_first.end())
      for (const Vocabulary::Spelling& spelling : found->second)
        if (spelling.words == words) return vocabulary->entries[spelling.entry].canonical;
  }
  return names::clean_spaces(quoted);
}

// A word of the text: not one that was put in for what the sentence leaves out.
bool Parser::is_written(Position at) const {
  return token(at).type == TokenType::Word && token(at).end > token(at).begin;
}

Parser::Parsed Parser::word(const Vocabulary& vocabulary, Position at) {
  if (vocabulary.name == "standing" && is_mark(token(at), '[')) {
    const Parsed within = word(vocabulary, next(at));
    if (!within.node || !is_mark(token(within.end), ']')) return {};
    Node node = *within.node;
    node.open = true;
    return {std::make_shared<Node>(std::move(node)), next(within.end)};
  }
  // Of these the program has to know the meaning: no words of the agreement's own.
  static const std::set<std::string_view> kClosed{"standing",  "order",      "language",  "hold",          "rank noun",
                                                  "ranked",    "connection", "deed",      "category noun", "thirds",
                                                  "seniority", "sequence",   "event said"};
  const bool closed = kClosed.count(vocabulary.name) != 0;
  if (token(at).type == TokenType::Quoted && !at.behind_and && !closed)
    return made(canonical_of_quoted(&vocabulary, inside(text_, token(at))), at, next(at));
  const Entry known = vocabulary_at(vocabulary, at);
  if (!closed) {
    const auto declared = names_.longest(NameTable::Kind::Word, tokens_, at.token, at.behind_and);
    if (declared.tokens > known.tokens) return made(*declared.canonical, at, {at.token + declared.tokens, false});
  }
  const Position behind{at.token + known.tokens, false};
  if (known.entry != nullptr)  // a deed's words are its party's own
    return made(vocabulary.name == "deed" ? spelled(at, behind) : known.entry->canonical, at, behind);
  const bool bare = vocabulary.name == "category" || vocabulary.name == "rank" || vocabulary.name == "offence" ||
                    vocabulary.name == "sentence" || vocabulary.name == "unit";
  if (!bare || !is_written(at)) return {};
  return made(spelled(at, next(at)), at, next(at));
}

Parser::Parsed Parser::nationality(Position at) {
  if (token(at).type == TokenType::Quoted && !at.behind_and) {
    const std::string_view written = inside(text_, token(at));
    if (const auto alpha3 = names::country_of(written, table_.language)) return made(*alpha3, at, next(at));
    return made(canonical_of_quoted(nullptr, written), at, next(at));
  }
  if (const auto declared = names_.longest(NameTable::Kind::Word, tokens_, at.token, at.behind_and);
      declared.tokens > 0)
    return made(*declared.canonical, at, {at.token + declared.tokens, false});
  Parsed found = country(at);
  // A demonym that no table knows is kept as written; terms check asks about it.
  if (!found.node && is_written(at)) return made(spelled(at, next(at)), at, next(at));
  if (!found.node) return {};
  Node node = *found.node;
  if (const auto alpha3 = names::country_of(node.text, "en")) node.text = *alpha3;
  return {std::make_shared<Node>(std::move(node)), found.end};
}

// "Venezuelan prisoners", "prisioneros venezolanos": a demonym, never a country's name.
Parser::Parsed Parser::nation(Position at) {
  if (token(at).type != TokenType::Word) return {};
  const std::size_t begin = token(at).begin + (at.behind_and ? 2 : 0);
  // Nearly every word that stands here is another; English writes these with a capital.
  if (table_.language == "en" && !capital(text_.substr(begin, token(at).end - begin))) return {};
  // In English the capital tells; elsewhere a word of the language is a nationality when it is long
  // ("estadounidenses").
  constexpr std::size_t kLong = 10;  // bytes
  const std::string_view word = dictionary_.text(token(at).word);
  if (table_.language != "en" && word.size() < kLong && table_.dictionary.find(word) >= 0) return {};
  for (std::size_t count = 2; count > 0; --count) {
    const Token& last = tokens_[std::min(at.token + count, tokens_.size()) - 1];
    if (last.type != TokenType::Word || last.end < begin) continue;
    const std::string_view candidate = text_.substr(begin, last.end - begin);
    // "أسيراً عراقياً": counted in the accusative.
    std::string_view bare = candidate;
    for (const std::string_view ending : {"\u064A\u0627\u064B", "\u064A\u064B\u0627", "\u064A\u0627"})
      if (table_.language == "ar" && bare.size() > ending.size() && bare.substr(bare.size() - ending.size()) == ending)
        bare.remove_suffix(ending.size() - 2);
    if (bare.size() >= 4 && bare.size() < candidate.size() && names::is_demonym(bare, table_.language))
      return made(*names::country_of(bare, table_.language), at, {at.token + count, false});
    if (candidate.size() < 4 || !names::is_demonym(candidate, table_.language)) continue;
    return made(*names::country_of(candidate, table_.language), at, {at.token + count, false});
  }
  return {};
}

std::size_t Parser::tokens_of(std::string_view vocabulary, std::size_t index) const {
  return vocabulary_at(table_.vocabulary(vocabulary), {index, false}).tokens;
}

std::size_t Parser::tokens_behind_and(std::string_view vocabulary, std::size_t index) const {
  const Position at{index, true};
  return token(at).word_without_and < 0 ? 0 : vocabulary_at(table_.vocabulary(vocabulary), at).tokens;
}

const VocabularyEntry* Parser::entry_of(std::string_view vocabulary, std::size_t index) const {
  return vocabulary_at(table_.vocabulary(vocabulary), {index, false}).entry;
}

std::string Parser::text_of(std::string_view vocabulary, std::size_t index) const {
  const Position at{index, false};
  const Entry found = vocabulary_at(table_.vocabulary(vocabulary), at);
  if (found.entry == nullptr) return {};
  const people::TextSpan where = span(at, {index + found.tokens, false});
  return std::string(text_.substr(where.begin, where.end - where.begin));
}

// "the Women" is the group of that name, "the women" are all women, unless nothing else would fit. A name of several
// words that the language has no words for ("the men over 50") is the group's in small letters too.
Parser::Parsed Parser::definition(Position at, bool any_case) {
  for (const Position start : {at, skip_article(at)}) {
    if (token(start).type == TokenType::Quoted && !start.behind_and) {
      std::vector<int> words = word_ids(inside(text_, token(start)), dictionary_);
      if (words.size() > 1 && table_.is_article(words.front())) words.erase(words.begin());
      if (const std::string* known = names_.exact(NameTable::Kind::Definition, words))
        return made(*known, at, next(start));
      continue;
    }
    const auto known = names_.longest(NameTable::Kind::Definition, tokens_, start.token, start.behind_and);
    if (known.tokens == 0) continue;
    const char written = text_[token(start).begin];
    const char declared = known.canonical->front();
    const bool small = written >= 'a' && written <= 'z' && declared >= 'A' && declared <= 'Z';
    const std::size_t taken = start.token + known.tokens - at.token;
    const auto says = [&](std::string_view vocabulary, Position from) {
      return from.token + vocabulary_at(table_.vocabulary(vocabulary), from).tokens >= at.token + taken;
    };
    // "the Political Prisoners" means political prisoners: not itself.
    if (*known.canonical == defining_ && !(written >= 'A' && written <= 'Z')) continue;
    // "100 prisoners", where "the Prisoners" are defined and nothing narrows them: the group.
    const bool narrowed =
        start.token > 0 && part(table_.part_index("adjective"), {start.token - 1, false}).end == start;
    if (small && !any_case && known.tokens == 1 && defining_.empty() && says("everybody", start) && !narrowed &&
        !part(table_.part_index("filter"), next(start)).node)
      return made(*known.canonical, at, next(start));
    if (small && !any_case &&
        (known.tokens == 1 || says("order", at) || says("category", start) || says("rank noun", start)))
      continue;
    return made(*known.canonical, at, {start.token + known.tokens, false});
  }
  return {};
}

// El Salvador · "Ejército Verde" = "Green Army": a name, and what it is called in every language's tree.
Parser::Parsed Parser::new_name(Position at) {
  Position end = at;
  std::string spelling;
  if (token(at).type == TokenType::Quoted) {
    end = next(at);
    spelling = names::clean_spaces(inside(text_, token(at)));
  } else {
    while (token(end).type == TokenType::Word || token(end).type == TokenType::Number) {
      if (end != at && token(end).type == TokenType::Word && token(end).word == table_.and_word) break;
      end = next(end);
    }
    if (end == at) return {};
    if (const Parsed whole = country(at); whole.node && whole.end > end) end = whole.end;  // Bosnia and Herzegovina
    // "the Taliban" is called Taliban; in "El Salvador" the article belongs to the name.
    const Position start = skip_article(at);
    const bool small = text_[token(at).begin] >= 'a' && text_[token(at).begin] <= 'z';
    spelling = spelled(small && start != end ? start : at, end);
  }
  if (spelling.empty()) return {};
  Node node;
  node.text = spelling;
  if (is_mark(token(end), '=')) {
    const Position behind = next(end);
    const Parsed canonical = token(behind).type == TokenType::Quoted ? quoted(behind) : Parsed{};
    if (!canonical.node) {
      expected_part("text", behind);
      return {};
    }
    static const std::string_view kCanonical = "canonical";
    node.slots.emplace_back(kCanonical, canonical.node);
    end = canonical.end;
  }
  node.span = span(at, end);
  return {std::make_shared<Node>(std::move(node)), end};
}

}  // namespace midspan::terms
