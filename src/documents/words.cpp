// SPDX-License-Identifier: Apache-2.0
#include "documents/words.hpp"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>

#include "base/day.hpp"
#include "base/utf8.hpp"
#include "locale/locale.hpp"

namespace midspan::documents {

namespace {

// Dashes of U+2014 read as "nothing here" in every language of the house; the legend says so.
constexpr std::string_view kNothing = "—";

std::string_view absence_code(people::Absence absence) {
  switch (absence) {
    case people::Absence::NotAsked: return "doc.absent.not-asked";
    case people::Absence::Declined: return "doc.absent.declined";
    case people::Absence::Withheld: return "doc.absent.withheld";
    case people::Absence::Illegible: return "doc.absent.illegible";
    case people::Absence::Unknown: break;
  }
  return {};
}

bool disturbs(char32_t point) {
  if (point < 0x20 || (point >= 0x7f && point < 0xa0)) return true;
  return (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
}

}  // namespace

base::Result<Words> Words::in(std::string_view language) {
  const std::vector<std::string>& known = locale::languages();
  if (std::find(known.begin(), known.end(), language) == known.end())
    return base::failure("DOC-005", {{"language", std::string(language)}}, base::Exit::WrongUse);
  Words words;
  words.language_ = language;
  words.right_to_left_ = locale::direction(language) == locale::Direction::RightToLeft;
  return words;
}

std::string Words::operator()(std::string_view code, Arguments arguments) const {
  return locale::say(base::Message{std::string(code), std::move(arguments)}, language_);
}

std::string Words::digits(std::int64_t value) const { return locale::number(value, language_); }

std::string Words::in_words(std::int64_t value) const { return locale::number_in_words(value, language_); }

std::string Words::day(std::string_view iso) const {
  const auto day = base::parse_day(iso);
  if (!day) return std::string(iso);
  const base::CivilDate date = base::civil(*day);
  return locale::full_date(date.year, date.month, date.day, language_);
}

std::string Words::country(const std::string& code) const {
  const bool three_letters =
      code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!three_letters) return code;
  const icu::Locale region("und", code.c_str());  // ICU turns alpha-3 into its own two letters
  icu::UnicodeString name;
  region.getDisplayCountry(icu::Locale(language_.c_str()), name);
  std::string out;
  name.toUTF8String(out);
  if (out.empty() || out == region.getCountry() || out == code) return code;
  return fmt::format("{} ({})", out, code);
}

std::string Words::party(const PartyNames& names, const std::string& id) const {
  const auto party = names.find(id);
  if (party == names.end()) return country(id);
  for (const std::string_view language : {std::string_view(language_), std::string_view("en")}) {
    const auto name = party->second.find(std::string(language));
    if (name != party->second.end() && !name->second.empty()) return name->second;
  }
  return party->second.empty() ? id : party->second.begin()->second;
}

std::string Words::title(const std::map<std::string, std::string>& by_language, const std::string& otherwise) const {
  const auto found = by_language.find(language_);
  return found == by_language.end() || found->second.empty() ? otherwise : found->second;
}

Text Words::data(const std::string& text, Kind kind, people::Absence absence, Weight weight) const {
  if (!text.empty()) return {visible(text), kind, weight};
  const std::string_view code = absence_code(absence);
  return {code.empty() ? std::string(kNothing) : (*this)(code), Kind::Absent, weight};
}

std::string shown_span(std::string_view iso) {
  std::string shown(iso);
  if (const std::size_t slash = shown.find('/'); slash != std::string::npos) shown.replace(slash, 1, "\u2013");
  return shown;
}

std::string visible(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t point = base::next_code_point(text, at);
    if (point == '\n' || point == '\t' || point == '\r' || point == 0x2028 || point == 0x2029) out.push_back(' ');
    else if (disturbs(point)) out += fmt::format("[U+{:04X}]", static_cast<std::uint32_t>(point));
    else base::append_utf8(out, point);
  }
  return out;
}

std::string script_code(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(static_cast<UChar32>(base::next_code_point(text, at)), &status);
    if (script > USCRIPT_INHERITED) return uscript_getShortName(script);
  }
  return "Zyyy";
}

bool reads_right_to_left(std::string_view text, bool otherwise) {
  for (std::size_t at = 0; at < text.size();) {
    switch (u_charDirection(static_cast<UChar32>(base::next_code_point(text, at)))) {
      case U_LEFT_TO_RIGHT: return false;
      case U_RIGHT_TO_LEFT:
      case U_RIGHT_TO_LEFT_ARABIC: return true;
      default: break;
    }
  }
  return otherwise;
}

}  // namespace midspan::documents
