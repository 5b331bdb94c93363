// SPDX-License-Identifier: Apache-2.0
#include "lists/sheet/number_format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "base/day.hpp"

namespace midspan::lists::sheet {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

struct Decimal {
  bool negative = false;
  std::string digits;  // significant, without leading zeros
  int point = 0;       // digits before the decimal point; may be negative or beyond the digits
  bool scientific = false;
};

std::optional<Decimal> decimal(std::string_view text) {
  Decimal result;
  std::size_t at = 0;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) result.negative = text[at++] == '-';
  bool seen_point = false;
  bool any = false;
  int before = 0;
  for (; at < text.size() && (is_digit(text[at]) || (text[at] == '.' && !seen_point)); ++at) {
    if (text[at] == '.') {
      seen_point = true;
      continue;
    }
    any = true;
    if (result.digits.empty() && text[at] == '0') {
      if (seen_point) --before;
      continue;
    }
    result.digits.push_back(text[at]);
    if (!seen_point) ++before;
  }
  if (!any || result.digits.size() > 400) return std::nullopt;
  int exponent = 0;
  if (at < text.size() && lower(text[at]) == 'e') {
    result.scientific = true;
    ++at;
    bool down = false;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) down = text[at++] == '-';
    if (at >= text.size()) return std::nullopt;
    for (; at < text.size() && is_digit(text[at]); ++at) exponent = std::min(exponent * 10 + (text[at] - '0'), 10000);
    if (down) exponent = -exponent;
  }
  if (at != text.size()) return std::nullopt;
  result.point = before + exponent;
  while (!result.digits.empty() && result.digits.back() == '0' && static_cast<int>(result.digits.size()) > result.point)
    result.digits.pop_back();
  return result;
}

}  // namespace

NumberFormat built_in_format(int id) {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || id == 57 || id == 58)
    return {NumberFormat::Kind::Date};
  if (id == 22) return {NumberFormat::Kind::DateTime};
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 55 || id == 56)
    return {NumberFormat::Kind::Time};
  return {};
}

NumberFormat format_of_code(std::string_view code) {
  bool day_or_year = false;
  bool hour_or_second = false;
  bool month_or_minute = false;
  std::size_t zeros = 0;
  bool only_zeros = true;
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char c = lower(code[at]);
    if (c == ';') break;  // the first section is the one for positive numbers
    if (c == '"') {
      at = std::min(code.find('"', at + 1), code.size() - 1);
      only_zeros = false;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++at;
      only_zeros = false;
    } else if (c == '[') {
      const std::size_t close = std::min(code.find(']', at), code.size() - 1);
      const char inside = at + 1 < code.size() ? lower(code[at + 1]) : '\0';
      // [h], [mm], [ss] are lengths of time; [Red], [$-409], [>0] are not about dates.
      if (inside == 'h' || inside == 'm' || inside == 's') hour_or_second |= close - at <= 3;
      at = close;
    } else if (c == '0') {
      ++zeros;
    } else {
      only_zeros = false;
      if (c == 'e' && at + 1 < code.size() && (code[at + 1] == '+' || code[at + 1] == '-')) return {};  // 0.00E+00
      if (code.compare(at, 7, "General") == 0) return {};
      if (c == 'd' || c == 'y' || c == 'e' || c == 'b') day_or_year = true;
      if (c == 'h' || c == 's') hour_or_second = true;
      if (c == 'm') month_or_minute = true;
    }
  }
  if (only_zeros && zeros > 1) return {NumberFormat::Kind::General, static_cast<int>(std::min<std::size_t>(zeros, 40))};
  if (day_or_year) return {hour_or_second ? NumberFormat::Kind::DateTime : NumberFormat::Kind::Date};
  if (hour_or_second) return {NumberFormat::Kind::Time};
  if (month_or_minute) return {NumberFormat::Kind::Date};
  return {};
}

std::optional<std::string> date_of_serial(std::string_view number, NumberFormat::Kind kind, DateSystem system) {
  const auto value = decimal(number);
  if (!value || value->negative || value->point > 7 || kind == NumberFormat::Kind::General) return std::nullopt;
  std::int64_t days = 0;
  for (int digit = 0; digit < value->point; ++digit)
    days = days * 10 +
           (digit < static_cast<int>(value->digits.size()) ? value->digits[static_cast<std::size_t>(digit)] - '0' : 0);
  // The fraction of a day to nine digits, then to the nearest second.
  std::int64_t fraction = 0;
  for (int digit = 0; digit < 9; ++digit) {
    const int at = value->point + digit;
    fraction = fraction * 10 + (at >= 0 && at < static_cast<int>(value->digits.size())
                                    ? value->digits[static_cast<std::size_t>(at)] - '0'
                                    : 0);
  }
  std::int64_t seconds = (fraction * 86400 + 500'000'000) / 1'000'000'000;
  if (seconds == 86400) {
    seconds = 0;
    ++days;
  }
  const std::string time = seconds % 60 == 0
                               ? fmt::format("{:02}:{:02}", seconds / 3600, seconds / 60 % 60)
                               : fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (kind == NumberFormat::Kind::Time && days == 0) return time;
  // Serial 1 is 1 January 1900; the format counts 29 February 1900, which never was, as 60.
  constexpr std::int64_t kEpoch1900 = -25569;
  constexpr std::int64_t kEpoch1904 = -24107;
  constexpr std::int64_t kLastDay = 2932896;  // 31 December 9999
  if (system == DateSystem::From1900 && (days == 0 || days == 60)) return std::nullopt;
  const std::int64_t day = system == DateSystem::From1904 ? days + kEpoch1904 : days + kEpoch1900 + (days < 60 ? 1 : 0);
  if (day > kLastDay) return std::nullopt;
  std::string text = base::format_day(static_cast<base::Day>(day));
  if (seconds != 0) text += " " + time;
  return text;
}

std::string plain_digits(std::string_view number, bool& lost) {
  lost = false;
  const auto value = decimal(number);
  if (!value) return std::string(number);
  const int size = static_cast<int>(value->digits.size());
  const bool whole = size <= value->point;
  std::string_view significant = value->digits;
  while (!significant.empty() && significant.back() == '0') significant.remove_suffix(1);
  if (whole && (significant.size() > 15 || (value->scientific && value->point > 15))) lost = true;
  if (!whole || value->point > 40) return std::string(number);
  const bool as_written = !value->scientific && number.find('.') == std::string_view::npos;
  if (as_written) return std::string(number);
  std::string digits = value->digits.empty() ? "0" : value->digits;
  if (!value->digits.empty()) digits.append(static_cast<std::size_t>(value->point - size), '0');
  return (value->negative && !value->digits.empty() ? "-" : "") + digits;
}

}  // namespace midspan::lists::sheet
