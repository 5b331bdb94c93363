// SPDX-License-Identifier: Apache-2.0
#include "names/headings.hpp"

#include <unordered_map>
#include <vector>

#include "base/embedded.hpp"
#include "names/normalise.hpp"
#include "names/table_text.hpp"

MIDSPAN_DECLARE_EMBEDDED(names_headings);

namespace midspan::names {

namespace {

struct Phrases {
  std::vector<HeadingPhrase> all;
  std::unordered_map<std::string_view, const HeadingPhrase*> by_key;  // looked up only

  Phrases() {
    for_each_part(MIDSPAN_EMBEDDED(names_headings), '\n', [&](std::string_view line) {
      if (line.starts_with("# ")) return;  // a phrase may be "#"
      const std::size_t first = line.find('\t');
      const std::size_t second = line.find('\t', first + 1);
      for_each_part(line.substr(second + 1), ';', [&](std::string_view phrase) {
        all.push_back({heading_key(phrase), line.substr(0, first), line.substr(first + 1, second - first - 1)});
      });
    });
    for (const HeadingPhrase& phrase : all) by_key.emplace(phrase.key, &phrase);
  }
};

const Phrases& phrases() {
  static const Phrases kPhrases;
  return kPhrases;
}

}  // namespace

std::span<const HeadingPhrase> heading_phrases() { return phrases().all; }

const HeadingPhrase* heading_phrase(std::string_view key) {
  const auto found = phrases().by_key.find(key);
  return found == phrases().by_key.end() ? nullptr : found->second;
}

std::string heading_key(std::string_view heading) {
  std::string key = fold(heading);
  return key.empty() ? clean_spaces(heading) : key;
}

}  // namespace midspan::names
