// SPDX-License-Identifier: Apache-2.0
// Made-up lists of any size: families, scripts, calendars, and the noise of whoever wrote the list down.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace midspan::bench {

enum class World { Latin, Arabic, Cyrillic };
enum class Writer {
  Exact,    // writes what it hears
  Clerk,    // types: slips of the finger, swapped columns, gaps
  Phone,    // hears: spellings that sound alike
  Scanner,  // reads: letters that look alike
};

struct Lists {
  World world = World::Latin;
  std::uint64_t left_rows = 1000;
  std::uint64_t right_rows = 1000;
  std::uint64_t shared = 500;  // persons on both
  Writer left = Writer::Clerk;
  Writer right = Writer::Clerk;
  bool right_in_latin = false;  // Arabic, Cyrillic: the second list is romanised
  bool right_hijri = false;     // the second list dates births by the Hijri calendar
  bool relatives = false;       // families of one to eight, often on both lists with other members
  std::uint64_t years = 70;     // of births; fewer make more rows agree on one
  std::uint64_t seed = 1;
};

// Writes left.csv and right.csv into the folder: id,given,[father,grandfather,]family,birth,town,sex. Ids are the
// person's number with "-l" or "-r", so the truth is in the id, which no linker may compare. Persons stand in an order
// of chance. The same lists for the same settings, on any machine. Cost: about two million rows a second.
void generate(const Lists& lists, const std::filesystem::path& folder);

}  // namespace midspan::bench
