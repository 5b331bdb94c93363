// SPDX-License-Identifier: Apache-2.0
#include "terms/quote.hpp"

#include <algorithm>

#include "names/normalise.hpp"

namespace midspan::terms {

namespace {

struct Quote {
  std::size_t first = 0;  // tokens
  std::size_t last = 0;
};

constexpr std::size_t kBefore = 3;    // words may belong together that begin so much before the place
constexpr std::size_t kLongest = 14;  // words in quotation marks
constexpr std::size_t kFew = 4;
constexpr std::size_t kMostTokens = 80;

// What was read from the quoted words: an event or an offence of any length, a place or thing of a few words. Quoted
// parties, groups and nationalities would only hide that nobody knows them.
bool may_be_quoted(const Node& node, const Token& quoted, std::size_t words) {
  for (const auto& [slot, inner] : node.slots) {
    if (inner->slots.empty() && inner->span.begin == quoted.begin && inner->span.end == quoted.end)
      return slot == "event" || slot == "offence" ||
             (words <= kFew && (slot == "place" || slot == "to" || slot == "gives" || slot == "category"));
    if (inner->span.begin <= quoted.begin && inner->span.end >= quoted.end) return may_be_quoted(*inner, quoted, words);
  }
  return false;
}

bool is_stop(const Token& token) { return token.type == TokenType::Mark && (token.mark == '.' || token.mark == ';'); }

}  // namespace

namespace {

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
    for (std::size_t last = first; last < end && last < first + kLongest; ++last) {
      const Token& token = tokens[last];
      if (token.type != TokenType::Word && token.type != TokenType::Number) break;
      if (binding.by_first.contains(token.word)) break;
      // "the civilians" are no group called "the Civilians".
      if (names.longest(NameTable::Kind::Definition, tokens, last, false).tokens > 0 &&
          (capital(text.substr(token.begin, token.end - token.begin)) || table.language == "ar"))
        break;
      any = any || unknown(token);
      if (!any || last < stopped) continue;
      std::vector<Token> list(tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                              tokens.begin() + static_cast<std::ptrdiff_t>(first));
      Token quoted;
      quoted.type = TokenType::Quoted;
      quoted.begin = tokens[first].begin;
      quoted.end = token.end;
      list.push_back(quoted);
      list.insert(list.end(), tokens.begin() + static_cast<std::ptrdiff_t>(last + 1),
                  tokens.begin() + static_cast<std::ptrdiff_t>(end));
      Token stop;
      stop.begin = stop.end = tokens[end - 1].end;
      list.push_back(stop);
      Parser parser(table, text, list, dictionary, names);
      parser.start_sentence({0, false});
      for (const std::string_view part : {"clause", "definition"}) {
        const Parser::Parsed parsed = parser.part(table.part_index(part), {0, false});
        if (parsed.node && !parsed.end.behind_and && may_be_quoted(*parsed.node, quoted, last - first + 1) &&
            (is_stop(list[parsed.end.token]) || list[parsed.end.token].type == TokenType::End ||
             parser.tokens_of("presence", parsed.end.token + (list[parsed.end.token].mark == ',' ? 1 : 0)) > 0))
          return Quote{first, last};
      }
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<people::Finding> in_quotation_marks(const Table& table, std::string_view text,
                                                  const std::vector<Token>& tokens, Dictionary& dictionary,
                                                  const NameTable& names, const Sentence& sentence,
                                                  std::size_t stopped) {
  const auto found =
      words_to_quote(table, text, tokens, dictionary, names, sentence.begin.token, sentence.end.token, stopped);
  if (!found) return std::nullopt;
  people::Finding finding;
  finding.severity = people::Severity::Wrong;
  finding.place.article = sentence.article;
  finding.place.begin = tokens[found->first].begin;
  finding.place.end = tokens[found->last].end;
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
