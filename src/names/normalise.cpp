// SPDX-License-Identifier: Apache-2.0
// One table of what each code point below kTableSize becomes, made at the first use from ICU's NFKC case folding and
// the rules of normalise.hpp. Marks of these scripts always fall away, so composed and decomposed spellings meet
// without composing first; only й keeps its mark.
#include "names/normalise.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/assert.hpp"
#include "base/embedded.hpp"
#include "base/utf8.hpp"
#include "names/table_text.hpp"

MIDSPAN_DECLARE_EMBEDDED(names_simplified);

namespace midspan::names {

namespace {

constexpr char32_t kTableSize = 0x2100;
constexpr char32_t kSpace = U' ';

// What a code point becomes: kDrop, kSpace (a word ends), up to four code points, or kAsk (beyond the table).
struct Folded {
  std::array<char32_t, 4> points{};
  std::uint8_t count = 0;
};

// clang-format off
bool is_apostrophe(char32_t point) {
  switch (point) {
    case U'\'': case U'`': case 0x00B4: case 0x02B9: case 0x02BA: case 0x02BB: case 0x02BC: case 0x02BD: case 0x02BE:
    case 0x02BF: case 0x02C8: case 0x02CA: case 0x02CB: case 0x05F3: case 0x05F4: case 0x2018: case 0x2019: case 0x201A:
    case 0x201B: case 0x2032: case 0x2035: case 0xFF07:
      return true;
    default:
      return false;
  }
}

// Own rules for one folded code point; 0 drops it.
char32_t own_rule(char32_t point) {
  switch (point) {
    case 0x00F8: return U'o';
    case 0x0111: case 0x00F0: case 0x0256: case 0x0257: return U'd';
    case 0x0142: case 0x0140: return U'l';
    case 0x0131: return U'i';
    case 0x0127: return U'h';
    case 0x0167: return U't';
    case 0x014B: return U'n';
    case 0x0138: return U'k';
    case 0x0180: return U'b';
    case 0x0259: case 0x01DD: case 0x0254: return point == 0x0254 ? U'o' : U'e';
    case 0x025B: return U'e';
    case 0x0268: return U'i';
    case 0x0289: return U'u';
    // Greek
    case 0x03C2: return 0x03C3;
    // Cyrillic
    case 0x0451: case 0x0454: case 0x0450: return 0x0435;
    case 0x0456: case 0x0457: case 0x045D: return 0x0438;
    case 0x0491: case 0x0453: case 0x0493: return 0x0433;
    case 0x04D9: return 0x0430;
    case 0x049B: return 0x043A;
    case 0x04A3: return 0x043D;
    case 0x04E9: return 0x043E;
    case 0x04AF: case 0x04B1: return 0x0443;
    case 0x04B3: case 0x04BB: return 0x0445;
    case 0x045E: return 0x0443;
    case 0x044A: return 0;
    // Hebrew final forms
    case 0x05DA: return 0x05DB;
    case 0x05DD: return 0x05DE;
    case 0x05DF: return 0x05E0;
    case 0x05E3: return 0x05E4;
    case 0x05E5: return 0x05E6;
    // Arabic
    case 0x0622: case 0x0623: case 0x0625: case 0x0671: case 0x0672: case 0x0673: return 0x0627;
    case 0x0621: return 0;
    case 0x0624: case 0x06C4: case 0x06C6: case 0x06C7: case 0x06CB: return 0x0648;
    case 0x0626: case 0x0649: case 0x06CC: case 0x06D2: case 0x06D3: case 0x06CE: case 0x0620: case 0x06D0: case 0x06CD:
      return 0x064A;
    case 0x0629: case 0x06C0: case 0x06C1: case 0x06C2: case 0x06C3: case 0x06BE: case 0x06D5: return 0x0647;
    case 0x06A9: case 0x06AA: return 0x0643;
    case 0x0679: case 0x067C: return 0x062A;
    case 0x0688: case 0x0689: return 0x062F;
    case 0x0691: case 0x0693: case 0x0695: return 0x0631;
    case 0x06B5: return 0x0644;
    case 0x06BA: case 0x06BC: return 0x0646;
    case 0x0640: return 0;
    default: return point;
  }
}

// Ge'ez letters that sound alike today; eight vowel orders each, on the same places of the row.
char32_t ethiopic_rule(char32_t point) {
  struct Row { char32_t from; char32_t to; };
  static constexpr Row kRows[] = {{0x1210, 0x1200}, {0x1280, 0x1200}, {0x1220, 0x1230}, {0x12D0, 0x12A0}, {0x1340, 0x1338}};
  for (const Row& row : kRows)
    if (point >= row.from && point < row.from + 7) point = point - row.from + row.to;
  return point == 0x1203 || point == 0x12A3 ? point - 3 : point;  // ሃ and ኣ are said as ሀ and አ
}
// clang-format on

// Thaana, the scripts of India, Thai, Lao, Tibetan, Myanmar, Khmer: vowels are marks.
bool keeps_marks(char32_t point) {
  return (point >= 0x0900 && point < 0x10A0) || (point >= 0x07A6 && point <= 0x07B0) ||
         (point >= 0x1780 && point < 0x1800);
}

void push(Folded& folded, char32_t point) {
  if (folded.count < folded.points.size()) folded.points[folded.count++] = point;
}

// One code point that NFKC case folding gave.
void fold_one(Folded& folded, char32_t point) {
  if (is_apostrophe(point)) return;
  if (point == 0x0F0B || point == 0x0F0C) {  // between the syllables of a Tibetan word
    push(folded, 0x0F0B);
    return;
  }
  if (point == 0x00E6) {
    push(folded, U'a');
    push(folded, U'e');
    return;
  }
  if (point == 0x0153) {
    push(folded, U'o');
    push(folded, U'e');
    return;
  }
  if (point == 0x00FE) {
    push(folded, U't');
    push(folded, U'h');
    return;
  }
  if (point == 0x0587) {
    push(folded, 0x0565);
    push(folded, 0x0582);
    return;
  }
  if (point >= 0x3041 && point <= 0x3096) point += 0x60;
  if (point >= 0x1200 && point < 0x1380) point = ethiopic_rule(point);
  const auto category = u_charType(static_cast<UChar32>(point));
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_COMBINING_SPACING_MARK) {
    if (keeps_marks(point)) push(folded, point);
    return;
  }
  if (category == U_FORMAT_CHAR) return;
  const int digit = u_charDigitValue(static_cast<UChar32>(point));
  if (digit >= 0) {
    push(folded, static_cast<char32_t>(U'0' + digit));
    return;
  }
  if (!u_isalnum(static_cast<UChar32>(point))) {
    push(folded, kSpace);
    return;
  }
  const char32_t own = own_rule(point);
  if (own != 0) push(folded, own);
}

bool is_kana(char32_t point) { return point >= 0x3041 && point <= 0x30FF; }

// Kana with a voicing mark behind it, as half-width text and some files have it, as one letter. 0: not voiced.
char32_t voiced(char32_t kana, char32_t mark) {
  const bool half = mark == 0x309A || mark == 0xFF9F;  // ba and pa
  if (mark != 0x3099 && mark != 0xFF9E && !half) return 0;
  if (!half && (kana == 0x3046 || kana == 0x30A6)) return kana + 0x4E;  // vu
  const char32_t katakana = kana < 0x30A0 ? kana + 0x60 : kana;
  const bool ha = katakana >= 0x30CF && katakana <= 0x30DB && (katakana - 0x30CF) % 3 == 0;
  if (half) return ha ? kana + 2 : 0;
  const bool ka_to_chi = katakana >= 0x30AB && katakana <= 0x30C1 && (katakana - 0x30AB) % 2 == 0;
  const bool tsu_to_to = katakana >= 0x30C4 && katakana <= 0x30C8 && (katakana - 0x30C4) % 2 == 0;
  return ha || ka_to_chi || tsu_to_to ? kana + 1 : 0;
}

Folded fold_point(char32_t point) {
  Folded folded;
  if (point == 0x0419 || point == 0x0439) {
    push(folded, 0x0439);
    return folded;
  }
  if (is_apostrophe(point)) return folded;
  if (u_charType(static_cast<UChar32>(point)) == U_CONTROL_CHAR) {
    push(folded, kSpace);
    return folded;
  }
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const kCaseFold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  static const icu::Normalizer2* const kDecompose = icu::Normalizer2::getNFDInstance(status);
  MIDSPAN_ASSERT(U_SUCCESS(status));
  const icu::UnicodeString cased = kCaseFold->normalize(icu::UnicodeString(static_cast<UChar32>(point)), status);
  // A Hangul syllable stays one; the marks of kana are no accents: ba is not ha.
  const bool whole = (point >= 0xAC00 && point <= 0xD7A3) || is_kana(point);
  const icu::UnicodeString plain = whole ? cased : kDecompose->normalize(cased, status);
  for (std::int32_t at = 0; at < plain.length(); at = plain.moveIndex32(at, 1))
    fold_one(folded, static_cast<char32_t>(plain.char32At(at)));
  return folded;
}

const std::vector<Folded>& table() {
  static const std::vector<Folded> kTable = [] {
    std::vector<Folded> made(kTableSize);
    for (char32_t point = 0; point < kTableSize; ++point) made[point] = fold_point(point);
    return made;
  }();
  return kTable;
}

// Traditional to simplified for the common plane; followed to the end, so that folding twice changes nothing.
const std::vector<char16_t>& simplified() {
  static const std::vector<char16_t> kTable = [] {
    std::vector<char16_t> made(0xA000 - 0x4E00);
    for (std::size_t at = 0; at < made.size(); ++at) made[at] = static_cast<char16_t>(0x4E00 + at);
    for_each_part(MIDSPAN_EMBEDDED(names_simplified), '\n', [&](std::string_view line) {
      if (line.front() == '#') return;
      for (std::size_t at = 0; at < line.size();) {
        const char32_t traditional = base::next_code_point(line, at);
        made[traditional - 0x4E00] = static_cast<char16_t>(base::next_code_point(line, at));
      }
    });
    return made;
  }();
  return kTable;
}

struct Writer {
  std::string& out;
  std::size_t start;
  bool space_due = false;

  void put(char32_t point) {
    if (point == kSpace) {
      space_due = out.size() > start;
      return;
    }
    if (space_due) out.push_back(' ');
    space_due = false;
    if (point < 0x80) out.push_back(static_cast<char>(point));
    else base::append_utf8(out, point);
  }
};

constexpr std::array<char, 128> ascii_table() {
  std::array<char, 128> made{};
  for (int at = 0; at < 128; ++at) {
    char& to = made[static_cast<std::size_t>(at)];
    if (at >= 'A' && at <= 'Z') to = static_cast<char>(at - 'A' + 'a');
    else if ((at >= 'a' && at <= 'z') || (at >= '0' && at <= '9')) to = static_cast<char>(at);
    else if (at == '\'' || at == '`') to = 0;
    else to = ' ';
  }
  return made;
}
constexpr std::array<char, 128> kAscii = ascii_table();

bool combining_breve_follows(std::string_view text, std::size_t at) {
  return at + 1 < text.size() && text[at] == '\xCC' && text[at + 1] == '\x86';
}

// Kurdish and Uighur: a vowel at the head of a word stands on ئ, and ە within a word is the short vowel that Arabic
// does not write. At the end of a word it is there, as in Arabic. True where nothing is written for the letter.
bool is_unwritten(char32_t point, bool head, std::string_view behind) {
  std::size_t at = 0;
  const char32_t next = behind.empty() ? 0 : base::next_code_point(behind, at);
  if (point == 0x0626) return head && next == 0x0627;
  return point == 0x06D5 && !head && next >= 0x0620 && next <= 0x06FF && u_isalpha(static_cast<UChar32>(next)) != 0;
}

void fold_rest(Writer& writer, std::string_view text, std::size_t at) {
  const std::vector<Folded>& low = table();
  while (at < text.size()) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      if (const char to = kAscii[byte]; to != 0) writer.put(static_cast<char32_t>(to));
      ++at;
      continue;
    }
    const std::size_t before = at;
    char32_t point = base::next_code_point(text, at);
    if (point == 0xFFFD && text.substr(before, at - before) != "\xEF\xBF\xBD") continue;  // not text at all
    if ((point == 0x0438 || point == 0x0418) && combining_breve_follows(text, at)) point = 0x0439;
    if (is_kana(point) || (point >= 0xFF66 && point <= 0xFF9D)) {
      std::size_t behind = at;
      const char32_t mark = at < text.size() ? base::next_code_point(text, behind) : 0;
      const char32_t kana = is_kana(point) ? point : fold_point(point).points[0];
      if (const char32_t one = voiced(kana, mark); one != 0) {
        at = behind;
        writer.put(one);
        continue;
      }
    }
    if (point >= 0x4E00 && point < 0xA000) {
      writer.put(simplified()[point - 0x4E00]);
      continue;
    }
    if (point >= 0xAC00 && point <= 0xD7A3) {
      writer.put(point);
      continue;
    }
    if (point == 0x0626 || point == 0x06D5) {
      const bool head = writer.space_due || writer.out.size() == writer.start;
      if (is_unwritten(point, head, text.substr(at))) continue;
      if (head && point == 0x0626) point = 0x0627;
    }
    if (point < kTableSize) {
      const Folded& folded = low[point];
      for (std::uint8_t index = 0; index < folded.count; ++index) writer.put(folded.points[index]);
      continue;
    }
    const Folded folded = fold_point(point);
    for (std::uint8_t index = 0; index < folded.count; ++index) {
      char32_t one = folded.points[index];
      if (one >= 0x4E00 && one < 0xA000) one = simplified()[one - 0x4E00];
      writer.put(one);
    }
  }
}

}  // namespace

void fold_to(std::string& out, std::string_view text) {
  Writer writer{out, out.size()};
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x80) break;
    const char to = kAscii[byte];
    if (to > ' ') {
      if (writer.space_due) {
        out.push_back(' ');
        writer.space_due = false;
      }
      out.push_back(to);
    } else if (to == ' ') {
      writer.space_due = out.size() > writer.start;
    }
  }
  if (at < text.size()) fold_rest(writer, text, at);
}

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  fold_to(out, text);
  return out;
}

std::string fold_joined(std::string_view text) {
  std::string out = fold(text);
  std::erase(out, ' ');
  return out;
}

std::string ascii_digits(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = at;
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      out.push_back(text[at++]);
      continue;
    }
    const char32_t point = base::next_code_point(text, at);
    const int digit = u_charDigitValue(static_cast<UChar32>(point));
    if (digit >= 0) out.push_back(static_cast<char>('0' + digit));
    else out.append(text.substr(before, at - before));
  }
  return out;
}

std::string clean_spaces(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool due = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = at;
    const char32_t point = base::next_code_point(text, at);
    const auto unit = static_cast<UChar32>(point);
    const bool white = u_isUWhiteSpace(unit) || (point < 0x20) || point == 0x7F;
    if (white) {
      due = !out.empty();
      continue;
    }
    if (u_charType(unit) == U_FORMAT_CHAR) continue;
    if (due) out.push_back(' ');
    due = false;
    out.append(text.substr(before, at - before));
  }
  return out;
}

std::u32string code_points(std::string_view text) {
  std::u32string points;
  points.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) points.push_back(base::next_code_point(text, at));
  return points;
}

std::string utf8(std::u32string_view points) {
  std::string out;
  out.reserve(points.size());
  for (const char32_t point : points) base::append_utf8(out, point);
  return out;
}

}  // namespace midspan::names
