// SPDX-License-Identifier: Apache-2.0
#include "people/statement_text.hpp"

#include <array>

#include "base/assert.hpp"
#include "base/utf8.hpp"

namespace midspan::people {

std::string statement_text(const Annex& annex, std::string_view signatory) {
  const auto count = static_cast<std::int64_t>(annex.lines.size());
  std::string out(kStatementBegins);
  out += '\n';
  const auto line = [&out](std::string_view name, std::string_view value) {
    out.append(name).append(base::on_one_line(value)).append("\n");
  };
  if (annex.unsealed) line("DEMONSTRATION, UNSEALED", "");
  line("Operation: ", annex.operation_id);
  if (!annex.agreement_digest.empty()) line("Agreement: sha256 ", annex.agreement_digest);
  line("Phase: ", annex.phase.empty() ? "the only one" : annex.phase);
  line("Released by: ", annex.released_by);
  if (!annex.to.empty()) line("Handed to: ", annex.to);
  line("Frozen on: ", annex.frozen_on);
  line("Persons: ", std::to_string(count) + " (" + count_in_words(count) + ")");
  line(kStatementDigest, annex.digest);
  line(kStatementSignatory, signatory);
  return out;
}

std::string count_in_words(std::int64_t value) {
  MIDSPAN_ASSERT(value >= 0 && value < 1'000'000'000'000);
  static constexpr std::array<const char*, 20> kUnits = {
      "zero", "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
      "ten",  "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
  static constexpr std::array<const char*, 10> kTens = {"",      "",      "twenty",  "thirty", "forty",
                                                        "fifty", "sixty", "seventy", "eighty", "ninety"};
  struct Large {
    std::int64_t size;
    const char* word;
  };
  static constexpr std::array<Large, 4> kLarge = {
      {{1'000'000'000, "billion"}, {1'000'000, "million"}, {1'000, "thousand"}, {100, "hundred"}}};
  for (const auto& [size, word] : kLarge)
    if (value >= size) {
      const std::string rest = value % size == 0 ? "" : " " + count_in_words(value % size);
      return count_in_words(value / size) + " " + word + rest;
    }
  if (value < 20) return kUnits[static_cast<std::size_t>(value)];
  const std::string tens = kTens[static_cast<std::size_t>(value / 10)];
  return value % 10 == 0 ? tens : tens + "-" + kUnits[static_cast<std::size_t>(value % 10)];
}

}  // namespace midspan::people
