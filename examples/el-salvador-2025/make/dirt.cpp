// SPDX-License-Identifier: Apache-2.0
#include "dirt.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/utf8.hpp"

namespace midspan::example {

namespace {

struct Letter {
  char32_t accented;
  char bare;
};
// clang-format off
constexpr Letter kLetters[] = {
    {U'á', 'a'}, {U'é', 'e'}, {U'í', 'i'}, {U'ó', 'o'}, {U'ú', 'u'}, {U'ü', 'u'}, {U'ñ', 'n'}, {U'Á', 'A'}, {U'É', 'E'},
    {U'Í', 'I'}, {U'Ó', 'O'}, {U'Ú', 'U'}, {U'Ü', 'U'}, {U'Ñ', 'N'}, {U'ã', 'a'}, {U'ö', 'o'}, {U'Ö', 'O'}, {U'ë', 'e'},
    {U'è', 'e'}, {U'â', 'a'}, {U'ô', 'o'}, {U'ç', 'c'},
};
// clang-format on

char bare(char32_t point) {
  for (const Letter& letter : kLetters)
    if (letter.accented == point) return letter.bare;
  return 0;
}

template <typename Change>
std::string each(std::string_view text, const Change& change) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) base::append_utf8(out, change(base::next_code_point(text, at)));
  return out;
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  if (at == std::string_view::npos) return std::string(text);
  return std::string(text.substr(0, at)) + std::string(to) + std::string(text.substr(at + from.size()));
}

bool is_small(char byte) { return byte >= 'a' && byte <= 'z'; }

// A slip at a place where two plain small letters meet, so that accented letters stay whole.
std::string slip(Draw& draw, std::string_view text) {
  std::string out(text);
  const std::size_t start = draw.below(text.size());
  for (std::size_t step = 0; step + 1 < text.size(); ++step) {
    const std::size_t at = (start + step) % (text.size() - 1);
    if (!is_small(out[at]) || !is_small(out[at + 1])) continue;
    switch (draw.below(4)) {
      case 0: out.insert(at, 1, out[at]); break;
      case 1: out.erase(at, 1); break;
      case 2: std::swap(out[at], out[at + 1]); break;
      default: out[at] = static_cast<char>('a' + draw.below(26));
    }
    return out;
  }
  return out + "s";
}

}  // namespace

std::string without_accents(std::string_view text) {
  return each(text, [](char32_t point) { return bare(point) == 0 ? point : static_cast<char32_t>(bare(point)); });
}

std::string folded(std::string_view text) {
  return each(without_accents(text), [](char32_t point) { return point >= 'A' && point <= 'Z' ? point + 32 : point; });
}

std::string upper(std::string_view text) {
  return each(text, [](char32_t point) {
    const bool latin = (point >= 0xE0 && point <= 0xFE && point != 0xF7) || (point >= 'a' && point <= 'z');
    return latin ? point - 32 : point;
  });
}

std::string latin_1(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t point = base::next_code_point(text, at);
    const char fallback = bare(point) == 0 ? '?' : bare(point);
    out += point < 0x80 || (point >= 0xA0 && point <= 0xFF) ? static_cast<char>(point) : fallback;
  }
  return out;
}

std::string misspelt(Draw& draw, std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> kEars[] = {
      {"z", "s"}, {"s", "z"}, {"v", "b"}, {"b", "v"}, {"ll", "y"}, {"y", "i"}, {"qu", "k"}, {"c", "s"},
      {"H", ""},  {"h", ""},  {"J", "Y"}, {"Y", "J"}, {"G", "J"},  {"g", "j"}, {"i", "y"},  {"n", "m"}};
  for (int attempt = 0; attempt < 12; ++attempt) {
    const auto& [from, to] = draw.of(kEars);
    std::string heard = replaced(text, from, to);
    if (heard != text && !heard.empty()) return heard;
  }
  for (;;) {
    std::string slipped = slip(draw, text);
    if (slipped != text) return slipped;
  }
}

std::string with_double_space(std::string_view text) {
  const std::string doubled = replaced(text, " ", "  ");
  return doubled == text ? doubled + "  " : doubled;
}

std::string day_month_year(base::CivilDate date) {
  return fmt::format("{:02}/{:02}/{:04}", date.day, date.month, date.year);
}

std::string document_as_typed(Draw& draw, const std::string& document) {
  if (!document.starts_with("V-")) return document;
  const std::string digits = document.substr(2);
  switch (draw.below(5)) {
    case 0: return fmt::format("V-{}.{}.{}", digits.substr(0, 2), digits.substr(2, 3), digits.substr(5));
    case 1: return "V" + digits;
    case 2: return digits;
    default: return document;
  }
}

}  // namespace midspan::example
