// SPDX-License-Identifier: Apache-2.0
#include "reconcile/encode/readings.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include "names/name_words.hpp"
#include "names/script.hpp"
#include "names/transliterate.hpp"
#include "reconcile/headings.hpp"

namespace midspan::reconcile {

namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char byte) { return (byte & 0x80) == 0; });
}

}  // namespace

bool is_japanese(const Dictionary& texts) {
  names::JapaneseAmongHan names;
  for (std::uint32_t id = 1; id < texts.size(); ++id)
    if (const std::string_view text = texts.text(id); !is_ascii(text)) names.see(text.substr(0, text.find(' ')));
  return names.enough();
}

std::vector<std::string> readings_of_texts(const Dictionary& texts) {
  constexpr std::size_t kMostRead = 20'000;  // words; a tenth of a millisecond each
  std::map<people::Script, std::size_t> scripts;
  for (std::uint32_t id = 1; id < texts.size(); ++id)
    ++scripts[is_ascii(texts.text(id)) ? people::Script::Latin : names::script_of(texts.text(id))];
  const auto in_letters = std::count_if(scripts.begin(), scripts.end(), [](const auto& one) {
    return one.first != people::Script::Unknown && one.first != people::Script::Mixed;
  });
  std::vector<std::string> readings;
  if (in_letters < 2) return readings;
  readings.resize(texts.size());
  std::map<std::string, std::string, std::less<>> known;
  for (std::uint32_t id = 1; id < texts.size(); ++id) {
    if (is_ascii(texts.text(id))) continue;
    for (const std::string_view word : split_words(texts.text(id))) {
      auto there = known.find(word);
      if (there == known.end()) {
        std::string read(word);
        if (!is_ascii(word) && known.size() < kMostRead)
          if (const auto found = names::latin_readings(word, 1); !found.empty()) read = found.front().latin;
        there = known.emplace(std::string(word), std::move(read)).first;
      }
      readings[id] += (readings[id].empty() ? "" : " ") + there->second;
    }
  }
  return readings;
}

}  // namespace midspan::reconcile
