// SPDX-License-Identifier: Apache-2.0
#include "lists/sheet/encoding.hpp"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "base/assert.hpp"
#include "base/utf8.hpp"

namespace midspan::lists::sheet {

namespace {

constexpr std::size_t kSample = 256 * 1024;
// One name in the page it was written in scores more a letter, and a list in a page that is not known here less: both
// are held to it by tests/lists/text_test.cpp.
constexpr std::int64_t kLeastPerLetter = 7;

using CodePage = std::array<char32_t, 256>;  // U+FFFD: no such byte

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

Converter open_converter(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name.c_str(), &status), ucnv_close);
  if (U_FAILURE(status)) converter.reset();
  return converter;
}

CodePage load(const std::string& name) {
  const Converter converter = open_converter(name);
  MIDSPAN_ASSERT(converter);
  CodePage page{};
  for (int byte = 0; byte < 256; ++byte) {
    const char source = static_cast<char>(byte);
    std::array<UChar, 8> target{};
    UErrorCode status = U_ZERO_ERROR;
    const int32_t size =
        ucnv_toUChars(converter.get(), target.data(), static_cast<int32_t>(target.size()), &source, 1, &status);
    page[static_cast<std::size_t>(byte)] =
        U_SUCCESS(status) && size == 1 ? static_cast<char32_t>(target[0]) : U'\uFFFD';
  }
  return page;
}

// Tried in this order: of two that fit alike the first is taken.
constexpr std::array kCodePages{
    Encoding::Windows1252, Encoding::Windows1251, Encoding::Windows1256, Encoding::Windows1255, Encoding::Windows1250,
    Encoding::Windows1254, Encoding::Windows1253, Encoding::Windows1257, Encoding::Windows1258, Encoding::Windows874,
    Encoding::Koi8,        Encoding::Ibm866,      Encoding::Ibm850,      Encoding::MacRoman};

const CodePage& page_of(Encoding encoding) {
  static const std::array<CodePage, kCodePages.size()> pages = [] {
    std::array<CodePage, kCodePages.size()> loaded;
    for (std::size_t at = 0; at < kCodePages.size(); ++at) loaded[at] = load(std::string(name_of(kCodePages[at])));
    return loaded;
  }();
  const auto found = std::find(kCodePages.begin(), kCodePages.end(), encoding);
  MIDSPAN_ASSERT(found != kCodePages.end());
  return pages[static_cast<std::size_t>(found - kCodePages.begin())];
}

// Letters of each script from the most to the least frequent in running text of its languages (Russian and Ukrainian
// together; the accented letters of Spanish, French and Portuguese; of Polish, Czech and their neighbours; of Turkish;
// of Greek). Only the order matters. What two pages write with the same bytes stands further back in the rarer one, so
// that a Spanish list is not read as a Polish one.
std::u32string_view frequent_letters(Encoding encoding) {
  switch (encoding) {
    case Encoding::Koi8:
    case Encoding::Ibm866:
    case Encoding::Windows1251: return U"оаиенвтрслкмдпуіяьзбгчйхжшюцєїщфыэъ";
    case Encoding::Windows1256: return U"اليمنورحدبعتسهفكةقشأجصطىزخضذغإثءظآئؤ";
    case Encoding::Windows1255: return U"יוהלאמרבנתשעדחקפםגכזסצטןךףץ";
    case Encoding::Windows1250: return U"łąęśżćźńěřščžůďťňýđáíéúóöüőűäăâîşţ";
    case Encoding::Windows1253: return U"αοιετσνηυρπκμλςωδγχθφβξζψάέήίόύώ";
    case Encoding::Windows1254: return U"ışğéíáóñèúçàãüêâôöîïõûùëäýåøæßòì";
    case Encoding::Windows1257: return U"šėžīūęēčąāķļįéóöüõńżŗäśźåæßøųģņ";
    // Vietnamese tones are signs of their own, behind their letter.
    case Encoding::Windows1258: return U"\u0323\u0300\u0301\u0303\u0309đàáêôâèéíóùúăüöäçñươ";
    case Encoding::Windows874: return U"านรกอมยงวเลัตสิทดปคีพหชุ่บแใไจะขธู้ณศถโญผำภษฐซึื์ฟฉฎฆฬ็๊๋ฤฏฑฒฌฝฮ";
    default: return U"éíáóñèúçàãüêâôöîïõûùëäýåøæßòì";
  }
}

bool is_latin(Encoding encoding) {
  return encoding == Encoding::Windows1252 || encoding == Encoding::Windows1250 || encoding == Encoding::Windows1254 ||
         encoding == Encoding::Windows1257 || encoding == Encoding::Windows1258 || encoding == Encoding::Ibm850 ||
         encoding == Encoding::MacRoman;
}

constexpr int kSignThatStandsRight = 14;  // as much as a letter that stands right

enum class Alphabet { None, Ascii, Own, OtherLatin };

struct Judge {
  explicit Judge(Encoding of) : encoding(of), page(page_of(of)) {
    const std::u32string_view letters = frequent_letters(of);
    for (std::size_t byte = 128; byte < 256; ++byte) {
      const char32_t point = page[byte];
      const auto lower = static_cast<char32_t>(u_tolower(static_cast<UChar32>(point)));
      const std::size_t rank = letters.find(lower);
      is_upper[byte] = u_isupper(static_cast<UChar32>(point)) != 0;
      is_mark[byte] = u_charType(static_cast<UChar32>(point)) == U_NON_SPACING_MARK;
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
      const auto before = at == 0 ? static_cast<unsigned char>(' ') : static_cast<unsigned char>(sample[at - 1]);
      const auto after =
          at + 1 == sample.size() ? static_cast<unsigned char>(' ') : static_cast<unsigned char>(sample[at + 1]);
      const bool behind = alphabet[before] != Alphabet::None;
      const bool ahead = alphabet[after] != Alphabet::None;
      if (stands_right(page[byte], behind, ahead)) total += kSignThatStandsRight;
      // Accented letters of which the words are made, not signs of another page that happen to be letters in this one.
      const bool alone = is_latin(encoding) && !behind && !ahead;
      if (!alone) total += weight[byte];
      if (alphabet[byte] != Alphabet::Own) continue;
      const bool vowel = std::string_view("aeiouyAEIOUY").find(static_cast<char>(before)) != std::string_view::npos;
      if (is_mark[byte] && !vowel && alphabet[before] != Alphabet::Own) total -= 20;
      for (const unsigned char beside : {before, after}) total += beside_score(alphabet[beside]);
      // In a word, a capital does not follow a small letter.
      if (is_upper[byte] && behind && !is_upper[before]) total -= 8;
      if (!is_upper[byte] && is_upper[after] && ahead) total -= 8;
    }
    return total;
  }

  // A word processor's quotation marks, apostrophe and dash, where they belong: beside or between words.
  static bool stands_right(char32_t sign, bool letter_before, bool letter_after) {
    switch (sign) {
      case U'“':
      case U'‘':
      case U'«': return !letter_before && letter_after;
      case U'”':
      case U'»': return letter_before && !letter_after;
      case U'’': return letter_before;
      case U'–':
      case U'—': return !letter_before && !letter_after;
      default: return false;
    }
  }

  // Accented Latin letters stand among plain ones; letters of other scripts among their own.
  int beside_score(Alphabet beside) const {
    const bool latin = is_latin(encoding);
    if (beside == Alphabet::Ascii) return latin ? 5 : -9;
    if (beside == Alphabet::Own) return latin ? -5 : 3;
    return beside == Alphabet::OtherLatin ? -6 : 0;
  }

  Encoding encoding;
  const CodePage& page;
  std::array<int, 256> weight{};
  std::array<Alphabet, 256> alphabet{};
  std::array<bool, 256> is_upper{};
  std::array<bool, 256> is_mark{};  // of a tone or a vowel: behind a letter of its own, or a plain vowel
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

// ---- East Asia ----------------------------------------------------------------------------------------------------

// Two bytes a sign. The committees put the frequent signs together: a text of people and places has hardly any others.
struct DoubleByte {
  Encoding encoding;
  std::array<std::pair<unsigned char, unsigned char>, 2> frequent;  // first bytes
  unsigned char single_from;                                        // signs of one byte between these
  unsigned char single_to;
  std::size_t least_per_cent;
};
// EUC-KR first: to GB 18030 its syllables are frequent signs too, while Chinese text leaves their range at once.
constexpr std::array<DoubleByte, 4> kDoubleBytes{{{Encoding::EucKr, {{{0xB0, 0xC8}, {0xB0, 0xC8}}}, 1, 0, 95},
                                                  {Encoding::Gb18030, {{{0xB0, 0xD7}, {0xB0, 0xD7}}}, 1, 0, 80},
                                                  {Encoding::ShiftJis, {{{0x82, 0x83}, {0x88, 0x97}}}, 0xA1, 0xDF, 80},
                                                  {Encoding::Big5, {{{0xA4, 0xC6}, {0xA4, 0xC6}}}, 1, 0, 80}}};

bool gives_frequent_signs(std::string_view sample, const DoubleByte& of) {
  std::size_t signs = 0;
  std::size_t frequent = 0;
  for (std::size_t at = 0; at < sample.size(); ++at) {
    const auto first = static_cast<unsigned char>(sample[at]);
    if (first < 0x80 || (first >= of.single_from && first <= of.single_to)) continue;
    ++at;
    ++signs;
    for (const auto& [from, to] : of.frequent)
      if (first >= from && first <= to) {
        ++frequent;
        break;
      }
  }
  return signs > 0 && frequent * 100 >= signs * of.least_per_cent;
}

// Through ICU; each unreadable sequence becomes U+FFFD.
std::string converted(UConverter& converter, std::string_view bytes, std::size_t& broken) {
  std::vector<UChar> units(bytes.size() + 16);
  UChar* target = units.data();
  const char* source = bytes.data();
  UErrorCode status = U_ZERO_ERROR;
  ucnv_reset(&converter);
  ucnv_toUnicode(&converter, &target, units.data() + units.size(), &source, bytes.data() + bytes.size(), nullptr, true,
                 &status);
  std::string text;
  text.reserve(bytes.size() * 2);
  const auto size = static_cast<std::size_t>(target - units.data());
  for (std::size_t at = 0; at < size; ++at) {
    char32_t point = units[at];
    if (U16_IS_LEAD(point) && at + 1 < size && U16_IS_TRAIL(units[at + 1]))
      point = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(point, units[++at]));
    if (point == 0 || point == U'\uFFFD' || U_IS_SURROGATE(point)) {
      ++broken;
      point = U'\uFFFD';
    }
    base::append_utf8(text, point);
  }
  return text;
}

// Whether the bytes are text of an encoding of East Asia without a single fault.
bool decode_double_byte(std::string_view bytes, std::string_view sample, Decoded& result) {
  for (const DoubleByte& candidate : kDoubleBytes) {
    if (!gives_frequent_signs(sample, candidate)) continue;
    const Converter converter = open_converter(std::string(name_of(candidate.encoding)));
    if (!converter) continue;
    std::size_t broken = 0;
    std::string text = converted(*converter, bytes, broken);
    if (broken != 0) continue;
    result.text = std::move(text);
    result.encoding = candidate.encoding;
    return true;
  }
  return false;
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
    case Encoding::Windows1250: return "windows-1250";
    case Encoding::Windows1254: return "windows-1254";
    case Encoding::Windows1253: return "windows-1253";
    case Encoding::Windows1257: return "windows-1257";
    case Encoding::Windows1258: return "windows-1258";
    case Encoding::Windows874: return "windows-874";
    case Encoding::Koi8: return "KOI8-U";
    case Encoding::Ibm866: return "IBM866";
    case Encoding::Ibm850: return "IBM850";
    case Encoding::MacRoman: return "macintosh";
    case Encoding::Gb18030: return "GB18030";
    case Encoding::ShiftJis: return "Shift_JIS";
    case Encoding::Big5: return "Big5";
    case Encoding::EucKr: return "EUC-KR";
    case Encoding::Said: return "";
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
    // One or two are damage.
    little = zeros[1] > 2 && zeros[1] * 20 > pairs && zeros[0] * 20 < zeros[1];
    big = !little && zeros[0] > 2 && zeros[0] * 20 > pairs && zeros[1] * 20 < zeros[0];
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
  const bool of_windows =
      sample.find("\r\n") != std::string_view::npos;  // a Mac of that time ends lines with one of them
  for (const Encoding candidate : kCodePages) {
    if (candidate == Encoding::MacRoman && of_windows) continue;
    const std::int64_t score = Judge(candidate).score(sample);
    if (candidate == kCodePages.front() || score > best) {
      best = score;
      result.encoding = candidate;
    }
  }
  const std::int64_t letters = std::count_if(sample.begin(), sample.end(), [](char c) { return (c & 0x80) != 0; });
  if (best < letters * kLeastPerLetter) {
    if (decode_double_byte(bytes, sample, result)) return result;
    result.fit = Fit::Misfit;
  }
  result.text = through(page_of(result.encoding), bytes, result.broken);
  return result;
}

base::Result<Decoded> decode_as(std::string_view bytes, const std::string& encoding) {
  const Converter converter = open_converter(encoding);
  if (!converter || encoding.empty()) return base::failure("LST-035", {{"encoding", encoding}}, base::Exit::WrongUse);
  Decoded result;
  result.encoding = Encoding::Said;
  result.text = converted(*converter, bytes, result.broken);
  if (result.text.starts_with("\xEF\xBB\xBF")) result.text.erase(0, 3);
  return result;
}

}  // namespace midspan::lists::sheet
