// SPDX-License-Identifier: Apache-2.0
#include "lists/sheet/encoding.hpp"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/assert.hpp"
#include "base/utf8.hpp"

namespace midspan::lists::sheet {

namespace {

constexpr std::size_t kSample = 256 * 1024;

using CodePage = std::array<char32_t, 256>;  // U+FFFD: no such byte

CodePage load(const char* name) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(name, &status), ucnv_close);
  MIDSPAN_ASSERT(U_SUCCESS(status) && converter);
  CodePage page{};
  for (int byte = 0; byte < 256; ++byte) {
    const char source = static_cast<char>(byte);
    std::array<UChar, 8> target{};
    status = U_ZERO_ERROR;
    const int32_t size =
        ucnv_toUChars(converter.get(), target.data(), static_cast<int32_t>(target.size()), &source, 1, &status);
    page[static_cast<std::size_t>(byte)] =
        U_SUCCESS(status) && size == 1 ? static_cast<char32_t>(target[0]) : U'\uFFFD';
  }
  return page;
}

const CodePage& page_of(Encoding encoding) {
  static const CodePage latin = load("windows-1252");
  static const CodePage cyrillic = load("windows-1251");
  static const CodePage arabic = load("windows-1256");
  static const CodePage hebrew = load("windows-1255");
  switch (encoding) {
    case Encoding::Windows1251: return cyrillic;
    case Encoding::Windows1256: return arabic;
    case Encoding::Windows1255: return hebrew;
    default: return latin;
  }
}

// Letters of each script from the most to the least frequent in running text of its languages (Russian and Ukrainian
// together; the accented letters of Spanish, French and Portuguese). Only the order matters.
std::u32string_view frequent_letters(Encoding encoding) {
  switch (encoding) {
    case Encoding::Windows1251: return U"оаиенвтрслкмдпуіяьзбгчйхжшюцєїщфыэъ";
    case Encoding::Windows1256: return U"اليمنورحدبعتسهفكةقشأجصطىزخضذغإثءظآئؤ";
    case Encoding::Windows1255: return U"יוהלאמרבנתשעדחקפםגכזסצטןךףץ";
    default: return U"éíáóñèúçàãüêâôöîïõûùëäýåøæß";
  }
}

enum class Alphabet { None, Ascii, Own, OtherLatin };

struct Judge {
  explicit Judge(Encoding of) : encoding(of), page(page_of(of)) {
    const std::u32string_view letters = frequent_letters(of);
    for (std::size_t byte = 128; byte < 256; ++byte) {
      const char32_t point = page[byte];
      const auto lower = static_cast<char32_t>(u_tolower(static_cast<UChar32>(point)));
      const std::size_t rank = letters.find(lower);
      is_upper[byte] = u_isupper(static_cast<UChar32>(point)) != 0;
      if (rank != std::u32string_view::npos) {
        alphabet[byte] = Alphabet::Own;
        weight[byte] = 12 - static_cast<int>(rank / 3);
      } else if (point == U'\uFFFD' || u_iscntrl(static_cast<UChar32>(point)) != 0) {
        weight[byte] = -40;
      } else if (u_isalpha(static_cast<UChar32>(point)) != 0) {
        alphabet[byte] = Alphabet::OtherLatin;  // a letter, but one that its languages hardly use
        weight[byte] = -2;
      } else if (std::u32string_view(U"«»°º“”‘’–—…،؛؟№\u00A0€¿¡\u200C\u200D\u200E\u200F").find(point) ==
                 std::u32string_view::npos) {
        weight[byte] = -6;  // a sign that hardly occurs in lists of people
      }
    }
    for (const char c : std::string_view("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
      alphabet[static_cast<unsigned char>(c)] = Alphabet::Ascii;
    for (std::size_t byte = 'A'; byte <= 'Z'; ++byte) is_upper[byte] = true;
  }

  std::int64_t score(std::string_view sample) const {
    std::int64_t total = 0;
    for (std::size_t at = 0; at < sample.size(); ++at) {
      const auto byte = static_cast<unsigned char>(sample[at]);
      if (byte < 128) continue;
      total += weight[byte];
      if (alphabet[byte] != Alphabet::Own) continue;
      const auto before = at == 0 ? static_cast<unsigned char>(' ') : static_cast<unsigned char>(sample[at - 1]);
      const auto after =
          at + 1 == sample.size() ? static_cast<unsigned char>(' ') : static_cast<unsigned char>(sample[at + 1]);
      for (const unsigned char beside : {before, after}) total += beside_score(alphabet[beside]);
      // In a word, a capital does not follow a small letter.
      if (is_upper[byte] && alphabet[before] != Alphabet::None && !is_upper[before]) total -= 8;
      if (!is_upper[byte] && is_upper[after] && alphabet[after] != Alphabet::None) total -= 8;
    }
    return total;
  }

  // Accented Latin letters stand among plain ones; letters of other scripts among their own.
  int beside_score(Alphabet beside) const {
    const bool latin = encoding == Encoding::Windows1252;
    if (beside == Alphabet::Ascii) return latin ? 5 : -9;
    if (beside == Alphabet::Own) return latin ? -5 : 3;
    return beside == Alphabet::OtherLatin ? -6 : 0;
  }

  Encoding encoding;
  const CodePage& page;
  std::array<int, 256> weight{};
  std::array<Alphabet, 256> alphabet{};
  std::array<bool, 256> is_upper{};
};

std::string through(const CodePage& page, std::string_view bytes, std::size_t& broken) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 2);
  for (const char c : bytes) {
    const char32_t point = page[static_cast<unsigned char>(c)];
    if (point == U'\uFFFD') ++broken;
    base::append_utf8(text, point);
  }
  return text;
}

std::string from_utf16(std::string_view bytes, bool little, std::size_t& broken) {
  std::string text;
  text.reserve(bytes.size());
  const auto unit_at = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(little ? first | second << 8 : first << 8 | second);
  };
  std::size_t at = 0;
  for (; at + 1 < bytes.size(); at += 2) {
    char32_t point = unit_at(at);
    if (point >= 0xD800 && point < 0xDC00 && at + 3 < bytes.size()) {
      const char32_t low = unit_at(at + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
        at += 2;
      }
    }
    if (point == 0 || (point >= 0xD800 && point < 0xE000)) {
      point = U'\uFFFD';
      ++broken;
    }
    base::append_utf8(text, point);
  }
  if (at < bytes.size()) {
    base::append_utf8(text, U'\uFFFD');
    ++broken;
  }
  return text;
}

struct Utf8Evidence {
  std::size_t sequences = 0;  // well-formed ones of two bytes or more
  std::size_t broken = 0;     // bytes that are part of none
};

Utf8Evidence utf8_evidence(std::string_view bytes) {
  Utf8Evidence evidence;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t before = at;
    const char32_t point = base::next_code_point(bytes, at);
    const bool written_replacement = at - before == 3;
    if (point == U'\uFFFD' && !written_replacement) ++evidence.broken;
    else if (point >= 0x80) ++evidence.sequences;
  }
  return evidence;
}

}  // namespace

std::string_view name_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::Utf8: return "UTF-8";
    case Encoding::Utf16LittleEndian: return "UTF-16LE";
    case Encoding::Utf16BigEndian: return "UTF-16BE";
    case Encoding::Windows1252: return "windows-1252";
    case Encoding::Windows1251: return "windows-1251";
    case Encoding::Windows1256: return "windows-1256";
    case Encoding::Windows1255: return "windows-1255";
  }
  return "";
}

Decoded decode(std::string_view bytes) {
  Decoded result;
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    bytes.remove_prefix(3);
    result.broken = utf8_evidence(bytes).broken;
    result.text = result.broken == 0 ? std::string(bytes) : base::repaired_utf8(bytes);
    return result;
  }
  bool little = bytes.starts_with("\xFF\xFE");
  bool big = bytes.starts_with("\xFE\xFF");
  if (little || big) {
    bytes.remove_prefix(2);
  } else {
    // Delimiters and line ends of UTF-16 have a zero byte on one side, whatever the script.
    std::array<std::size_t, 2> zeros{};
    for (std::size_t at = 0; at < std::min(bytes.size(), kSample); ++at)
      if (bytes[at] == '\0') ++zeros[at % 2];
    const std::size_t pairs = std::min(bytes.size(), kSample) / 2;
    little = zeros[1] * 20 > pairs && zeros[0] * 20 < zeros[1];
    big = !little && zeros[0] * 20 > pairs && zeros[1] * 20 < zeros[0];
    result.guessed = little || big;
  }
  if (little || big) {
    result.encoding = little ? Encoding::Utf16LittleEndian : Encoding::Utf16BigEndian;
    result.text = from_utf16(bytes, little, result.broken);
    return result;
  }
  const Utf8Evidence evidence = utf8_evidence(bytes);
  if (evidence.broken * 8 <= evidence.sequences) {  // all of it, or nearly: a cut or damaged character here and there
    result.broken = evidence.broken;
    result.text = evidence.broken == 0 ? std::string(bytes) : base::repaired_utf8(bytes);
    return result;
  }
  result.guessed = true;
  const std::string_view sample = bytes.substr(0, kSample);
  std::int64_t best = 0;
  result.encoding = Encoding::Windows1252;
  for (const Encoding candidate :
       {Encoding::Windows1252, Encoding::Windows1251, Encoding::Windows1256, Encoding::Windows1255}) {
    const std::int64_t score = Judge(candidate).score(sample);
    if (candidate == Encoding::Windows1252 || score > best) {
      best = score;
      result.encoding = candidate;
    }
  }
  result.text = through(page_of(result.encoding), bytes, result.broken);
  return result;
}

}  // namespace midspan::lists::sheet
