// SPDX-License-Identifier: Apache-2.0
#include "terms/quote.hpp"

#include <algorithm>

#include "names/normalise.hpp"

namespace midspan::terms {

namespace {

constexpr std::size_t kBefore = 3;    // words may belong together that begin so much before the place
constexpr std::size_t kLongest = 14;  // words in quotation marks
constexpr std::size_t kFew = 4;
constexpr std::size_t kPlace = 8;  // words of a place: "the line of contact in the region of …"
constexpr std::size_t kMostTokens = 80;

// What was read from the quoted words: an event or an offence of any length, a place or thing of a few words. Quoted
// parties, groups and nationalities would only hide that nobody knows them.
std::string_view may_be_quoted(const Node& node, const Token& quoted, std::size_t words) {
  for (const auto& [slot, inner] : node.slots) {
    if (inner->slots.empty() && inner->span.begin == quoted.begin && inner->span.end == quoted.end)
      return slot == "event" || slot == "until" || slot == "offence" || slot == "words" ||
                     (words <= kPlace && slot == "place") ||
                     (words <= kFew && (slot == "to" || slot == "gives" || slot == "category"))
                 ? slot
                 : std::string_view();
    if (inner->span.begin <= quoted.begin && inner->span.end >= quoted.end) return may_be_quoted(*inner, quoted, words);
  }
  return {};
}

bool is_stop(const Token& token) { return token.type == TokenType::Mark && (token.mark == '.' || token.mark == ';'); }

// Does something of the vocabulary begin there, and how many tokens of it?
std::size_t begins(const Vocabulary& vocabulary, const std::vector<Token>& tokens, std::size_t at) {
  const auto found = vocabulary.by_first.find(tokens[at].word);
  if (tokens[at].type != TokenType::Word || found == vocabulary.by_first.end()) return 0;
  for (const Vocabulary::Spelling& spelling : found->second) {  // longest first
    std::size_t same = 1;
    while (same < spelling.words.size() && at + same < tokens.size() && tokens[at + same].word == spelling.words[same])
      ++same;
    if (same == spelling.words.size()) return same;
  }
  return 0;
}

// The sentence with those words in quotation marks: is it one, and may they be? As what; empty: it is none.
std::string_view reads(const Table& table, std::string_view text, const std::vector<Token>& tokens,
                       Dictionary& dictionary, const NameTable& names, std::size_t begin, std::size_t end,
                       const Quote& quote, std::size_t words) {
  // "the said date" is what another sentence names.
  if (begins(table.vocabulary("pointing back"), tokens, quote.first) > 0) return {};
  std::vector<Token> list(tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                          tokens.begin() + static_cast<std::ptrdiff_t>(quote.first));
  const std::vector<Token> instead = tokens_for(quote, table, tokens);
  const Token quoted = instead.back();
  list.insert(list.end(), instead.begin(), instead.end());
  list.insert(list.end(), tokens.begin() + static_cast<std::ptrdiff_t>(quote.last + 1),
              tokens.begin() + static_cast<std::ptrdiff_t>(end));
  Token stop;
  stop.begin = stop.end = tokens[end - 1].end;
  list.push_back(stop);
  Parser parser(table, text, list, dictionary, names);
  parser.start_sentence({0, false});
  for (const std::string_view part : {"clause", "definition"}) {
    const Parser::Parsed parsed = parser.part(table.part_index(part), {0, false});
    if (!parsed.node || parsed.end.behind_and) continue;
    if (const std::string_view slot = may_be_quoted(*parsed.node, quoted, words);
        !slot.empty() &&
        (is_stop(list[parsed.end.token]) || list[parsed.end.token].type == TokenType::End ||
         parser.tokens_of("presence", parsed.end.token + (list[parsed.end.token].mark == ',' ? 1 : 0)) > 0))
      return slot;
  }
  return {};
}

constexpr std::size_t kLongestEvent = 24;  // words

// Do the words begin, behind an article, as a group or a filter of the language? "Turkish civilians at its own expense"
// and "los condenados por …" are no words of the text's own.
bool says_who(const Table& table, std::string_view text, const std::vector<Token>& tokens, Dictionary& dictionary,
              const NameTable& names, std::size_t first) {
  Parser parser(table, text, tokens, dictionary, names);
  const Position at{first + (table.is_article(tokens[first].word) ? 1 : 0), false};
  parser.start_sentence(at);
  return parser.part(table.part_index("base"), at).node || parser.part(table.part_index("filter"), at).node;
}

// "wounded or": what follows is said of the same people.
bool behind_adjective(const Table& table, std::string_view text, const std::vector<Token>& tokens,
                      Dictionary& dictionary, const NameTable& names, std::size_t joint) {
  Parser parser(table, text, tokens, dictionary, names);
  for (const std::size_t words : {std::size_t{1}, std::size_t{2}}) {
    if (joint < words) break;
    const Position at{joint - words, false};
    parser.start_sentence(at);
    if (const auto said = parser.part(table.part_index("adjective"), at);
        said.node && said.end == Position{joint, false})
      return true;
  }
  return false;
}

bool plain(const Token& token) {
  return token.type == TokenType::Word || token.type == TokenType::Number || token.type == TokenType::Date;
}

// "before the lists have been signed by both parties", "when the exchange fails or the war is over", "As soon as the
// forces have entered the zones, A releases …": what stands behind a word that opens a condition, to a comma or the
// sentence's end, is an event, whether the language knows some of its words or not. Where it joins two, neither of them
// may release or count anybody: the second could be a sentence of its own.
std::vector<Quote> conditions(const Table& table, const std::vector<Token>& tokens, std::size_t begin,
                              std::size_t end) {
  std::vector<Quote> found;
  if (end <= begin + 1 || end - begin > kMostTokens) return found;
  const Vocabulary& openers = table.vocabulary("condition opener");
  const Vocabulary& nouns = table.vocabulary("before a noun");  // "the exchange"
  const Vocabulary& perfect = table.vocabulary("perfect");      // "has released" is no obligation
  const Vocabulary& number = table.vocabulary("number");
  const auto joint = [&](std::size_t at) {
    return begins(table.vocabulary("sentence joint"), tokens, at) > 0 ||
           (table.language == "ar" && tokens[at].word_without_and >= 0);
  };
  const std::size_t last = is_stop(tokens[end - 1]) ? end - 2 : end - 1;
  for (std::size_t at = begin; at < last; ++at) {
    const std::size_t first = at + begins(openers, tokens, at);
    // "before 40 of the Wounded" counts people, and is no event.
    if (first == at || first > last || tokens[first].type == TokenType::Number || begins(number, tokens, first) > 0)
      continue;
    bool joined = false, decides = false;
    for (std::size_t to = first; to <= last && to - first < kLongestEvent && plain(tokens[to]); ++to) {
      // "after the truce before the talks": a second time; "when … or when …" is one of two.
      if (to > first && begins(openers, tokens, to) > 0 && !joint(to - 1) &&
          begins(table.vocabulary("alternative"), tokens, to - 1) == 0)
        break;
      joined = joined || (to > first && joint(to));
      const bool releases = begins(table.vocabulary("binding"), tokens, to) > 0 && begins(nouns, tokens, to - 1) == 0 &&
                            begins(perfect, tokens, to - 1) == 0;
      decides = decides || releases || tokens[to].type == TokenType::Number || begins(number, tokens, to) > 0;
      const bool ends = to == last || (tokens[to + 1].type == TokenType::Mark && tokens[to + 1].mark == ',');
      if (!ends || to == first || (joined && decides)) continue;
      Quote quote{first, to, {}};
      quote.condition = true;
      found.push_back(quote);
    }
  }
  return found;
}

std::optional<Quote> condition_to_quote(const Table& table, std::string_view text, const std::vector<Token>& tokens,
                                        Dictionary& dictionary, const NameTable& names, std::size_t begin,
                                        std::size_t end) {
  for (Quote& quote : conditions(table, tokens, begin, end)) {
    quote.slot = reads(table, text, tokens, dictionary, names, begin, end, quote, kFew + 1);
    if (quote.slot == "event" || quote.slot == "until") return quote;
  }
  return std::nullopt;
}

// The shortest words that do, those that begin where reading stopped before those that begin a little earlier.
std::optional<Quote> words_to_quote(const Table& table, std::string_view text, const std::vector<Token>& tokens,
                                    Dictionary& dictionary, const NameTable& names, std::size_t begin, std::size_t end,
                                    std::size_t stopped) {
  if (end <= begin || end - begin > kMostTokens || stopped <= begin) return std::nullopt;
  const Vocabulary& binding = table.vocabulary("binding");
  const Vocabulary& joints = table.vocabulary("joint");
  const auto unknown = [&](const Token& token) {
    return token.type == TokenType::Word && table.dictionary.find(dictionary.text(token.word)) < 0;
  };
  for (std::size_t first = stopped; first > begin && first + kBefore >= stopped; --first) {
    if (tokens[first].type != TokenType::Word) break;
    // "or withheld", "in the United States Salem".
    if (joints.by_first.contains(tokens[first].word)) continue;
    bool any = false;  // words of the language alone are a sentence that went wrong
    bool party = false;
    for (std::size_t last = first; last < end && last < first + kLongest; ++last) {
      const Token& token = tokens[last];
      if (token.type != TokenType::Word && token.type != TokenType::Number) break;
      if (binding.by_first.contains(token.word)) break;
      // "the civilians" are no group called "the Civilians".
      if (names.longest(NameTable::Kind::Definition, tokens, last, false).tokens > 0 &&
          (capital(text.substr(token.begin, token.end - token.begin)) || table.language == "ar"))
        break;
      any = any || unknown(token);
      party = party || names.longest(NameTable::Kind::Party, tokens, last, false).tokens > 0;
      if (!any || last < stopped) continue;
      Quote quote{first, last, {}};
      // "Argentina on the ship": a name that is known stays outside.
      const std::size_t counted = last - first + 1 + (party ? kFew : 0);
      quote.slot = reads(table, text, tokens, dictionary, names, begin, end, quote, counted);
      if (!quote.slot.empty()) return quote;
    }
  }
  return std::nullopt;
}

// Who is meant, in words of its own: "mayors held by A" is a category, "those who cannot return to service" and "the
// daughter of the President" are described. The shortest words that do.
std::optional<Quote> people_to_quote(const Table& table, std::string_view text, const std::vector<Token>& tokens,
                                     Dictionary& dictionary, const NameTable& names, const Sentence& sentence,
                                     std::size_t stopped) {
  const std::size_t begin = sentence.begin.token, end = sentence.end.token;
  if (end <= begin || end - begin > kMostTokens) return std::nullopt;
  const Vocabulary& binding = table.vocabulary("binding");
  const Vocabulary& describing = table.vocabulary("describing");
  const Vocabulary& joints = table.vocabulary("joint");
  const bool definition = sentence.article.empty();
  // "Deserters shall not be exchanged": the first word may be the noun.
  for (std::size_t next = stopped + 1; next > begin && next + kBefore > stopped; --next) {
    const std::size_t first = next - 1;
    if (tokens[first].type != TokenType::Word) continue;
    const bool tells = describing.by_first.contains(tokens[first].word);
    const bool unknown = table.dictionary.find(dictionary.text(tokens[first].word)) < 0;
    const bool definite = table.is_article(tokens[first].word);
    // "and officials": the noun is what nobody knows. "en las islas", in a definition, says who.
    const bool conjunction =
        tokens[first].word == table.and_word || table.vocabulary("alternative").by_first.contains(tokens[first].word);
    if (!tells && (conjunction || (!definition && joints.by_first.contains(tokens[first].word)))) continue;
    // "El Salvador does the same": who acts is nobody who is meant; nor is "after 8 October 2023".
    // "and his family", written in one word: it joins two, and is none.
    if (names.longest(NameTable::Kind::Party, tokens, first, false).tokens > 0 || tokens[first].word_without_and >= 0 ||
        begins(table.vocabulary("timing"), tokens, first))
      continue;
    const bool denied = first > begin && begins(table.vocabulary("negation"), tokens, first - 1) > 0;
    // "who are sick or pregnant": one more thing that they are, and no other people.
    const bool what_they_are = table.language == "en" && unknown && first > begin &&
                               begins(table.vocabulary("alternative"), tokens, first - 1) > 0 &&
                               std::none_of(table.singulars.begin(), table.singulars.end(), [&](const auto& many) {
                                 return text.substr(0, tokens[first].end).ends_with(many.first);
                               });
    // "heridos o amputados": one more thing that the same people are.
    const bool of_the_same = first > begin && begins(table.vocabulary("alternative"), tokens, first - 1) > 0 &&
                             behind_adjective(table, text, tokens, dictionary, names, first - 1);
    const bool of_the_language = !tells && says_who(table, text, tokens, dictionary, names, first);
    // "except the Chiefs and the daughter of …": she is excepted, too.
    bool excepted = false;
    for (std::size_t at = begin; at < first && !excepted; ++at)
      excepted = begins(table.vocabulary("setting apart"), tokens, at) > 0;
    for (std::size_t last = first; last < end && last < first + kLongest; ++last) {
      const Token& token = tokens[last];
      if (token.type != TokenType::Word && token.type != TokenType::Number) break;
      if (!tells && (binding.by_first.contains(token.word) || token.word == table.and_word)) break;
      // "three Rebels for every soldier": a group that is defined, and a key, are more than a description.
      if (names.longest(NameTable::Kind::Definition, tokens, last, false).tokens > 0 &&
          (capital(text.substr(token.begin, token.end - token.begin)) || table.language == "ar"))
        break;
      if (begins(table.vocabulary("for each"), tokens, last) > 0) break;
      // "the bodies of all soldiers" are no persons.
      if (begins(table.vocabulary("bodies of"), tokens, last) > 0) break;
      if (begins(table.vocabulary("number"), tokens, last) > 0 || begins(table.vocabulary("thing"), tokens, last) > 0)
        break;
      // "who cannot travel stay until …", "the pilot and the rest of the prisoners": more than who is meant.
      if (last > first && begins(table.vocabulary("subordinate"), tokens, last) > 0) break;
      if (last > first && table.vocabulary("everybody").by_first.contains(token.word)) break;
      if (last < stopped) continue;
      // "not entered on list A": what is denied of them goes on.
      if (denied && last + 1 < end && joints.by_first.contains(tokens[last + 1].word)) continue;
      // "the daughter of": more words follow.
      if (joints.by_first.contains(token.word) || table.is_article(token.word)) continue;
      for (const Quote::As as :
           {Quote::As::Category, Quote::As::Described, Quote::As::Persons, Quote::As::AllPersons}) {
        if (of_the_language && (as == Quote::As::Persons || as == Quote::As::AllPersons)) continue;
        if (as == Quote::As::Category && (!unknown || of_the_same || last > first + 1)) continue;
        if (as == Quote::As::Described ? !tells && !definition && !what_they_are : what_they_are) continue;
        // "considers the rest": what stands before an article is a verb.
        const bool acts = last > first && table.is_article(tokens[first + 1].word);
        const bool also = excepted && definite;
        if (as == Quote::As::Persons && ((!unknown && !tells && !also) || (unknown && acts) || of_the_same)) continue;
        // "the oldest 10" and "the last" are chosen, and no column says so.
        const bool counted = std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(first),
                                         tokens.begin() + static_cast<std::ptrdiff_t>(last + 1),
                                         [](const Token& each) { return each.type == TokenType::Number; }) ||
                             begins(table.vocabulary("deciding"), tokens, last) > 0;  // "the last"
        if (as == Quote::As::AllPersons && (!definite || excepted || counted)) continue;
        Quote quote{first, last, {}, as};
        quote.slot = reads(table, text, tokens, dictionary, names, begin, end, quote, kFew);
        if (quote.slot == (as == Quote::As::Category ? "category" : "words")) return quote;
      }
    }
  }
  return std::nullopt;
}

}  // namespace

void say(const TableForm& form, const Token& at, std::vector<Token>& into) {
  for (const Element& element : form.templates.front().elements) {
    if (element.kind == Element::Kind::Slot) return;
    if (element.kind != Element::Kind::Word) continue;
    Token word;
    word.type = TokenType::Word;
    word.word = element.word;
    word.begin = at.begin;
    word.end = at.begin;
    into.push_back(word);
  }
}

std::vector<Token> tokens_for(const Quote& quote, const Table& table, const std::vector<Token>& tokens) {
  std::vector<Token> made;
  const Token& first = tokens[quote.first];
  if (quote.as == Quote::As::AllPersons) {
    say(table.form("quantity", "all"), first, made);
    // "a la hija": the preposition is there already.
    if (!made.empty() && quote.first > 0 && tokens[quote.first - 1].word == made.front().word &&
        tokens[quote.first - 1].type == TokenType::Word)
      made.erase(made.begin());
  }
  if (quote.as != Quote::As::Itself && quote.as != Quote::As::Described)
    say(table.form("base", "persons"), first, made);
  if (quote.as == Quote::As::Category) say(table.form("filter", "category"), first, made);
  else if (quote.as != Quote::As::Itself) say(table.form("filter", "described"), first, made);
  Token quoted;
  quoted.type = TokenType::Quoted;
  quoted.bare = true;
  quoted.begin = first.begin;
  // "al piloto": of the article that is written onto "a" there is one letter.
  if (quote.last > quote.first && first.end - first.begin == 1 && table.is_article(first.word))
    quoted.begin = tokens[quote.first + 1].begin;
  quoted.end = tokens[quote.last].end;
  made.push_back(quoted);
  return made;
}

const people::Set* counted_together(const people::ClauseBody& clause, std::string_view text,
                                    std::string_view conjunction) {
  const auto* release = std::get_if<people::Release>(&clause);
  if (release == nullptr || release->amount.kind == people::Amount::Kind::All ||
      release->of.kind != people::Set::Kind::Union || !release->of.filters.empty())
    return nullptr;
  const std::vector<people::Set>& parts = release->of.parts;
  for (std::size_t at = 0; at + 1 < parts.size(); ++at) {
    const std::size_t from = parts[at].span.end, to = parts[at + 1].span.begin;
    if (from < to && to <= text.size() && names::clean_spaces(text.substr(from, to - from)) == conjunction)
      return &release->of;
  }
  return nullptr;
}

namespace {

// Of two that want to be quoted the first: with it in quotation marks the sentence can be read further, to where the
// other stands. A condition, or words behind "of" ("of which", "with what").
std::optional<Quote> first_of_two(const Table& table, std::string_view text, const std::vector<Token>& tokens,
                                  Dictionary& dictionary, const NameTable& names, const Sentence& sentence,
                                  std::size_t stopped) {
  const std::size_t begin = sentence.begin.token, end = sentence.end.token;
  if (end - begin > kMostTokens / 2) return std::nullopt;
  std::vector<Quote> tried = conditions(table, tokens, begin, end);
  // "pursers, secretaries and passengers": a noun before another that nobody knows either.
  const bool noun = tokens[stopped].type == TokenType::Word && tokens[stopped].word_without_and < 0 &&
                    table.dictionary.find(dictionary.text(tokens[stopped].word)) < 0 && stopped + 2 < end &&
                    tokens[stopped + 1].word == table.and_word;
  if (noun) tried.push_back({stopped, stopped, "category", Quote::As::Category});
  for (std::size_t first = stopped; first > begin && first + 2 >= stopped; --first) {
    if (tokens[first].type != TokenType::Word || table.vocabulary("joint").by_first.contains(tokens[first].word) ||
        table.vocabulary("of what").by_first.count(tokens[first - 1].word) == 0)
      continue;
    for (std::size_t last = std::max(first, stopped); last < first + kFew && last + 2 < end; ++last) {
      if (tokens[last].type != TokenType::Word || table.vocabulary("binding").by_first.contains(tokens[last].word))
        break;
      if (!table.vocabulary("joint").by_first.contains(tokens[last].word)) tried.push_back({first, last, "offence"});
    }
  }
  for (Quote& quote : tried) {
    std::vector<Token> list(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(end));
    const std::vector<Token> instead = tokens_for(quote, table, tokens);
    const auto from = list.begin() + static_cast<std::ptrdiff_t>(quote.first);
    list.insert(list.erase(from, from + static_cast<std::ptrdiff_t>(quote.last + 1 - quote.first)), instead.begin(),
                instead.end());
    list.emplace_back();
    Parser parser(table, text, list, dictionary, names);
    parser.start_sentence(sentence.begin, Parser::Follow::Yes);
    parser.part(table.part_index("clause"), sentence.begin);
    const std::size_t further = parser.expectation().at.token;
    if (!quote.condition && further <= quote.first + 1) continue;
    Sentence rest = sentence;
    rest.end.token = list.size() - 1;
    if (quote.condition) quote.slot = "event";
    if (words_to_quote(table, text, list, dictionary, names, begin, rest.end.token, further) ||
        people_to_quote(table, text, list, dictionary, names, rest, further) ||
        (!quote.condition && condition_to_quote(table, text, list, dictionary, names, begin, rest.end.token)))
      return quote;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Quote> quote_for(const Table& table, std::string_view text, const std::vector<Token>& tokens,
                               Dictionary& dictionary, const NameTable& names, const Sentence& sentence,
                               std::size_t stopped) {
  const auto found =
      words_to_quote(table, text, tokens, dictionary, names, sentence.begin.token, sentence.end.token, stopped);
  const auto read_so = [&](const std::optional<Quote>& quote) {
    return quote && in_own_words(*quote, table, dictionary, tokens);
  };
  if (read_so(found)) return found;
  std::optional<Quote> event;
  if (!sentence.article.empty())
    event = condition_to_quote(table, text, tokens, dictionary, names, sentence.begin.token, sentence.end.token);
  if (read_so(event)) return event;
  if (const auto people = people_to_quote(table, text, tokens, dictionary, names, sentence, stopped)) return people;
  if (found || event) return found ? found : event;
  return first_of_two(table, text, tokens, dictionary, names, sentence, stopped);
}

bool in_own_words(const Quote& quote, const Table& table, const Dictionary& dictionary,
                  const std::vector<Token>& tokens) {
  if (quote.as != Quote::As::Itself || quote.condition) return true;
  if (quote.slot != "event" && quote.slot != "until" && quote.slot != "place" && quote.slot != "offence") return false;
  const Vocabulary& people = table.vocabulary("turning");
  const Vocabulary& numbers = table.vocabulary("number");
  for (std::size_t at = quote.first; at <= quote.last; ++at) {
    const Token& token = tokens[at];
    if (token.type == TokenType::Number) return false;
    if (token.type != TokenType::Word) continue;
    // "Damascus, accompanied by …": how they go is no part of where; nor is a second time of an event.
    const std::string_view word = dictionary.text(token.word);
    // "the envoy has gone to Geneva", but not "the ceasefire to the authorities".
    const bool towards =
        (word == "to" || word == "\u0627\u0644\u064A") &&
        std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(quote.first),
                    tokens.begin() + static_cast<std::ptrdiff_t>(at), [&](const Token& each) {
                      return table.vocabulary("is").by_first.contains(each.word) || table.language != "en";
                    });
    // "in días alternos" says when.
    if (quote.slot == "place" &&
        (begins(table.vocabulary("week"), tokens, at) > 0 ||
         begins(table.vocabulary("month of days"), tokens, at) > 0 ||
         begins(table.vocabulary("time"), tokens, at) > 0 || begins(table.vocabulary("day"), tokens, at) > 0))
      return false;
    if (at > quote.first && (quote.slot == "place" ? begins(table.vocabulary("manner"), tokens, at) > 0 ||
                                                         begins(table.vocabulary("timing"), tokens, at) > 0
                                                   : !towards && begins(table.vocabulary("timing"), tokens, at) > 0))
      return false;
    if (token.word == table.and_word || people.by_first.contains(token.word)) return false;
    if (table.vocabulary("alternative").by_first.contains(token.word)) return false;
    // "and two hundred after it": an Arabic "and" is written onto the word.
    if (at > quote.first && token.word_without_and >= 0 &&
        (table.dictionary.find(dictionary.text(token.word)) < 0 ||
         table.dictionary.find(dictionary.text(token.word_without_and)) >= 0))
      return false;
    // "the Two Soldiers": an event may speak of so many.
    if (numbers.by_first.contains(token.word) && (quote.slot != "event" || table.language == "ar")) return false;
  }
  return true;
}

people::Finding in_quotation_marks(const Table& table, std::string_view text, const std::vector<Token>& tokens,
                                   const Sentence& sentence, const Quote& found) {
  people::Finding finding;
  finding.severity = people::Severity::Wrong;
  finding.place.article = sentence.article;
  finding.place.begin = tokens[found.first].begin;
  finding.place.end = tokens[found.last].end;
  const std::size_t begin = tokens[sentence.begin.token].begin;
  const std::size_t end = tokens[sentence.end.token - 1].end;
  const bool arabic = table.language == "ar";
  const std::string words =
      names::clean_spaces(text.substr(finding.place.begin, finding.place.end - finding.place.begin));
  const std::string mend = names::clean_spaces(text.substr(begin, finding.place.begin - begin)) + " " +
                           (arabic ? "\u00AB" : "\"") + words + (arabic ? "\u00BB" : "\"") +
                           std::string(text.substr(finding.place.end, end - finding.place.end));
  finding.message = {"TRM-043",
                     {{"article", sentence.article.empty() ? "none" : sentence.article},
                      {"found", words},
                      {"mend", names::clean_spaces(mend)}}};
  return finding;
}

}  // namespace midspan::terms
