// SPDX-License-Identifier: Apache-2.0
// What a spreadsheet's number means by the format it is shown in: a day number is a date only because its cell says so.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace midspan::lists::sheet {

struct NumberFormat {
  enum class Kind { General, Date, DateTime, Time };
  Kind kind = Kind::General;
  int zero_padded_to = 0;  // "00000000" shows 1234 as 00001234; 0: not padded
};

// The formats that have a number instead of a text (ECMA-376 part 1, 18.8.30), those of East Asian locales included.
NumberFormat built_in_format(int id);
NumberFormat format_of_code(std::string_view code);

enum class DateSystem { From1900, From1904 };

// "1990-02-08", or "1990-02-08 13:30" with a time of day; "13:30" for a time alone. Nothing when the number is no day
// of the years 1900 to 9999. Takes decimal digits with an optional fraction and exponent; computes without floating
// point. The day that never was, 29 February 1900 (serial 60), is nothing too.
std::optional<std::string> date_of_serial(std::string_view number, NumberFormat::Kind kind, DateSystem system);

// A whole number as its digits, if that is exact: "1.23456789012E+11" -> "123456789012", "7.0" -> "7". Else the text
// itself. lost: true if digits were lost before the file was written (more than 15, or an exponent beyond the digits).
std::string plain_digits(std::string_view number, bool& lost);

}  // namespace midspan::lists::sheet
