// SPDX-License-Identifier: Apache-2.0
#include "names/tokens.hpp"

#include <algorithm>

#include "names/normalise.hpp"
#include "names/script.hpp"

namespace midspan::names {

using people::NameForm;
using people::NameToken;
using people::TokenKind;

NamePattern pattern_of(const NameHints&, std::string_view) { return NamePattern::Western; }

NameForm parse_name(std::string_view raw, const NameHints&) {
  NameForm form;
  form.raw = raw;
  form.script = script_of(raw);
  std::size_t at = 0;
  while (at < raw.size()) {
    const std::size_t end = std::min(raw.find(' ', at), raw.size());
    if (end > at) form.tokens.push_back({std::string(raw.substr(at, end - at)), TokenKind::Unknown, at, end});
    at = end + 1;
  }
  if (form.tokens.size() > 1) {
    form.tokens.front().kind = TokenKind::Given;
    form.tokens.back().kind = TokenKind::Family;
  }
  return form;
}

std::vector<NameForm> parse_names(std::string_view raw, const NameHints& hints) { return {parse_name(raw, hints)}; }

std::vector<std::string> identifying_words(const NameForm& form) {
  std::vector<std::string> words;
  for (const NameToken& token : form.tokens) {
    if (token.kind == TokenKind::Honorific || token.kind == TokenKind::Particle) continue;
    std::string word = fold_joined(token.text);
    if (!word.empty()) words.push_back(std::move(word));
  }
  return words;
}

std::string father_of_patronymic(std::string_view) { return {}; }

}  // namespace midspan::names
