// SPDX-License-Identifier: Apache-2.0
#include "documents/statement_words.hpp"

#include <map>

#include "documents/statements.hpp"
#include "locale/locale.hpp"
#include "names/answers.hpp"
#include "names/normalise.hpp"
#include "people/statement_words.hpp"

namespace midspan::documents {

namespace {

using people::StatementCode;

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford's base 32: no I, L, O, U
constexpr std::size_t kTokenCharacters = 12;
constexpr int kCheckModulus = 31;

int value_of(char c) {
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'O') c = '0';
  if (c == 'I' || c == 'L') c = '1';
  const std::size_t at = kAlphabet.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

// Weighted, so that two neighbours that changed places show.
int check_value(std::string_view characters) {
  int sum = 0;
  for (std::size_t i = 0; i < characters.size(); ++i) sum += (static_cast<int>(i) + 1) * value_of(characters[i]);
  return sum % kCheckModulus;
}

std::string grouped(std::string_view characters) {
  std::string out;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    if (i != 0 && i % 4 == 0) out.push_back('-');
    out.push_back(characters[i]);
  }
  return out;
}

}  // namespace

const std::array<CodeWords, 14>& code_words() {
  static constexpr std::array<CodeWords, 14> kCodes = {{
      {StatementCode::Held, "doc.code.held", "doc.code.held.help", false, false},
      {StatementCode::HeldByOther, "doc.code.held-by-other", "doc.code.held-by-other.help", false, true},
      {StatementCode::Released, "doc.code.released", "doc.code.released.help", true, false},
      {StatementCode::Exchanged, "doc.code.exchanged", "doc.code.exchanged.help", true, false},
      {StatementCode::Transferred, "doc.code.transferred", "doc.code.transferred.help", true, true},
      {StatementCode::Escaped, "doc.code.escaped", "doc.code.escaped.help", true, false},
      {StatementCode::DiedInCustody, "doc.code.died-in-custody", "doc.code.died-in-custody.help", true, false},
      {StatementCode::DiedBeforeCustody, "doc.code.died-before-custody", "doc.code.died-before-custody.help", false,
       false},
      {StatementCode::NeverHeld, "doc.code.never-held", "doc.code.never-held.help", false, false},
      {StatementCode::NotConflictRelated, "doc.code.not-conflict-related", "doc.code.not-conflict-related.help", false,
       false},
      {StatementCode::DuplicateOf, "doc.code.duplicate-of", "doc.code.duplicate-of.help", false, true},
      {StatementCode::InsufficientData, "doc.code.insufficient-data", "doc.code.insufficient-data.help", false, true},
      {StatementCode::UnderSearch, "doc.code.under-search", "doc.code.under-search.help", false, false},
      {StatementCode::Declines, "doc.code.declines", "doc.code.declines.help", false, false},
  }};
  return kCodes;
}

std::optional<StatementCode> statement_code(std::string_view word) {
  // Every word in every language, folded.
  static const auto* const known = [] {
    auto* map = new std::map<std::string, StatementCode, std::less<>>;
    for (const CodeWords& words : code_words()) {
      map->emplace(names::fold(people::protocol_word(words.code)), words.code);
      for (const std::string& language : locale::languages())
        map->emplace(names::fold(locale::say(words.word, language)), words.code);
    }
    return map;
  }();
  const auto found = known->find(names::fold(word));
  if (found != known->end()) return found->second;
  const auto answer = names::statement_answer(word);  // in the holder's own words
  return answer && answer->whole ? std::optional(answer->code) : std::nullopt;
}

std::string token_from_digest(const std::array<std::uint8_t, 32>& digest) {
  std::string characters;
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 8; ++i) bits = bits << 8 | digest[i];
  for (std::size_t i = 0; i < kTokenCharacters; ++i, bits <<= 5) characters.push_back(kAlphabet[bits >> 59]);
  characters.push_back(kAlphabet[static_cast<std::size_t>(check_value(characters))]);
  return grouped(characters);
}

TokenForm read_token(std::string_view text, std::string& normal) {
  std::string characters;
  for (const char c : text) {
    if (c == '-' || c == ' ' || c == '\t') continue;
    const int value = value_of(c);
    if (value < 0 || characters.size() > kTokenCharacters) return TokenForm::None;
    characters.push_back(kAlphabet[static_cast<std::size_t>(value)]);
  }
  if (characters.size() != kTokenCharacters + 1) return TokenForm::None;
  normal = grouped(characters);
  const int check = value_of(characters.back());
  characters.pop_back();
  return check == check_value(characters) ? TokenForm::Good : TokenForm::Mistyped;
}

}  // namespace midspan::documents
