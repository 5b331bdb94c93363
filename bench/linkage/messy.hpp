// SPDX-License-Identifier: Apache-2.0
// Lists as spreadsheets of different offices have them: names in one column or in several, ranks before them, short
// forms, missing surnames and grandfathers, ages, years, other scripts. Made-up people in families.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace midspan::bench {

struct Messy {
  std::string name;
  std::uint64_t left_rows = 1000;
  std::uint64_t right_rows = 1000;
  std::uint64_t shared = 600;
};
// "messy-spanish", "messy-english", "messy-arabic", ...
std::vector<Messy> messy_lists();

// Writes left.csv and right.csv into the folder, with ids as generate() has them.
void generate_messy(const Messy& lists, std::uint64_t seed, const std::filesystem::path& folder);

}  // namespace midspan::bench
