// SPDX-License-Identifier: Apache-2.0
#include "names/script.hpp"

#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "base/utf8.hpp"

namespace midspan::names {

using people::Script;

namespace {

struct Range {
  char32_t first;
  char32_t last;
  Script script;
};

// Letters only; the scripts that lists of people come in. What is not here is asked of ICU.
// clang-format off
constexpr Range kRanges[] = {
    {0x0041, 0x005A, Script::Latin},     {0x0061, 0x007A, Script::Latin},      {0x00AA, 0x00AA, Script::Latin},
    {0x00BA, 0x00BA, Script::Latin},     {0x00C0, 0x00D6, Script::Latin},      {0x00D8, 0x00F6, Script::Latin},
    {0x00F8, 0x02B8, Script::Latin},     {0x0370, 0x0373, Script::Greek},      {0x0376, 0x0377, Script::Greek},
    {0x037B, 0x037D, Script::Greek},     {0x0386, 0x0386, Script::Greek},      {0x0388, 0x03E1, Script::Greek},
    {0x03F0, 0x03FF, Script::Greek},     {0x0400, 0x0482, Script::Cyrillic},   {0x048A, 0x052F, Script::Cyrillic},
    {0x0531, 0x0556, Script::Armenian},  {0x0561, 0x0588, Script::Armenian},   {0x05D0, 0x05F2, Script::Hebrew},
    {0x0620, 0x063F, Script::Arabic},    {0x0641, 0x064A, Script::Arabic},     {0x066E, 0x066F, Script::Arabic},
    {0x0671, 0x06D3, Script::Arabic},    {0x06D5, 0x06D5, Script::Arabic},     {0x06EE, 0x06EF, Script::Arabic},
    {0x06FA, 0x06FF, Script::Arabic},    {0x0750, 0x077F, Script::Arabic},     {0x08A0, 0x08C9, Script::Arabic},
    {0x0904, 0x0939, Script::Devanagari}, {0x0958, 0x0961, Script::Devanagari}, {0x0980, 0x09E1, Script::Bengali},
    {0x0E01, 0x0E30, Script::Thai},      {0x0E32, 0x0E33, Script::Thai},       {0x0E40, 0x0E46, Script::Thai},
    {0x1000, 0x103F, Script::Myanmar},   {0x1050, 0x109D, Script::Myanmar},    {0x10A0, 0x10FF, Script::Georgian},
    {0x1100, 0x11FF, Script::Hangul},    {0x1200, 0x135A, Script::Ethiopic},   {0x1380, 0x138F, Script::Ethiopic},
    {0x1C90, 0x1CBF, Script::Georgian},  {0x1E00, 0x1EFF, Script::Latin},      {0x1F00, 0x1FFC, Script::Greek},
    {0x2C60, 0x2C7F, Script::Latin},     {0x2D00, 0x2D2D, Script::Georgian},   {0x2D80, 0x2DDE, Script::Ethiopic},
    {0x3005, 0x3007, Script::Han},       {0x3041, 0x3096, Script::Kana},       {0x309D, 0x309F, Script::Kana},
    {0x30A1, 0x30FA, Script::Kana},      {0x30FC, 0x30FF, Script::Kana},       {0x3131, 0x318E, Script::Hangul},
    {0x31F0, 0x31FF, Script::Kana},      {0x3400, 0x4DBF, Script::Han},        {0x4E00, 0x9FFF, Script::Han},
    {0xA640, 0xA66E, Script::Cyrillic},  {0xA722, 0xA787, Script::Latin},      {0xA9E0, 0xA9FE, Script::Myanmar},
    {0xAA60, 0xAA7F, Script::Myanmar},   {0xAB01, 0xAB2E, Script::Ethiopic},   {0xAC00, 0xD7A3, Script::Hangul},
    {0xF900, 0xFAD9, Script::Han},       {0xFB00, 0xFB06, Script::Latin},      {0xFB1D, 0xFB4F, Script::Hebrew},
    {0xFB50, 0xFDFB, Script::Arabic},    {0xFE70, 0xFEFC, Script::Arabic},     {0xFF21, 0xFF3A, Script::Latin},
    {0xFF41, 0xFF5A, Script::Latin},     {0xFF66, 0xFF9F, Script::Kana},       {0xFFA0, 0xFFDC, Script::Hangul},
    {0x20000, 0x323AF, Script::Han},
};
// clang-format on

Script in_ranges(char32_t point) {
  const auto* after = std::upper_bound(std::begin(kRanges), std::end(kRanges), point,
                                       [](char32_t value, const Range& range) { return value < range.first; });
  if (after == std::begin(kRanges)) return Script::Unknown;
  const Range& range = *(after - 1);
  return point <= range.last ? range.script : Script::Unknown;
}

std::array<Script, 0x600> low_table() {
  std::array<Script, 0x600> table{};
  for (char32_t point = 0; point < table.size(); ++point) table[point] = in_ranges(point);
  return table;
}

}  // namespace

Script script_of(char32_t point) {
  static const std::array<Script, 0x600> kLow = low_table();
  if (point < kLow.size()) return kLow[point];
  const Script known = in_ranges(point);
  if (known != Script::Unknown) return known;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode code = uscript_getScript(static_cast<UChar32>(point), &status);
  if (U_FAILURE(status) || code == USCRIPT_COMMON || code == USCRIPT_INHERITED || code == USCRIPT_UNKNOWN)
    return Script::Unknown;
  switch (code) {
    case USCRIPT_LATIN: return Script::Latin;
    case USCRIPT_ARABIC: return Script::Arabic;
    case USCRIPT_CYRILLIC: return Script::Cyrillic;
    case USCRIPT_HEBREW: return Script::Hebrew;
    case USCRIPT_GREEK: return Script::Greek;
    case USCRIPT_ARMENIAN: return Script::Armenian;
    case USCRIPT_GEORGIAN: return Script::Georgian;
    case USCRIPT_ETHIOPIC: return Script::Ethiopic;
    case USCRIPT_HAN: return Script::Han;
    case USCRIPT_KATAKANA:
    case USCRIPT_HIRAGANA: return Script::Kana;
    case USCRIPT_HANGUL: return Script::Hangul;
    case USCRIPT_DEVANAGARI: return Script::Devanagari;
    case USCRIPT_BENGALI: return Script::Bengali;
    case USCRIPT_THAI: return Script::Thai;
    case USCRIPT_MYANMAR: return Script::Myanmar;
    default: return Script::Other;
  }
}

Script script_of(std::string_view text) {
  Script found = Script::Unknown;
  for (std::size_t at = 0; at < text.size();) {
    const Script one = script_of(base::next_code_point(text, at));
    if (one == Script::Unknown || one == found) continue;
    const bool japanese =
        (one == Script::Han && found == Script::Kana) || (one == Script::Kana && found == Script::Han);
    if (japanese) found = Script::Kana;
    else if (found == Script::Unknown) found = one;
    else return Script::Mixed;
  }
  return found;
}

}  // namespace midspan::names
