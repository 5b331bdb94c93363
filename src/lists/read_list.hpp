// SPDX-License-Identifier: Apache-2.0
// The entry point of the stage: a file in, entries and findings out.
//
// CSV (any delimiter and the encodings met in practice), XLSX and ODS. Spreadsheets are read in a child process with
// limits; a hostile or broken file becomes an error with a sentence. A doubtful cell becomes a finding: every row of
// the sheet below the header becomes an entry with its raw cells, and nothing is dropped.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.hpp"
#include "base/progress.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "lists/mapping.hpp"
#include "people/list.hpp"

namespace midspan::lists {

struct ReadOptions {
  people::ListId list;
  people::PartyId party;
  people::ListKind kind = people::ListKind::Sought;
  int number = 1;
  Mapping mapping;                    // what a person decided, or what is remembered of the party
  std::optional<base::Day> as_of;     // the day of the list, if a person said it: ages count from it
  std::optional<base::Day> received;  // ages count from it where neither a person nor the titles say the day of the
                                      // list. Dates later than as_of, or than this, are "in the future"; without both
                                      // nothing is said about the future, and without any day an age is kept as
                                      // written but gives no date of birth
  base::Randomness* ids = nullptr;    // for the version's and the entries' ids; without it they stay empty
  base::Progress* progress = nullptr;
};

// Errors: BAS-001 (cannot be read) and LST-001..029, each with what to do (docs/errors.md); all Exit::Cannot, except
// LST-030..033 (the mapping or the sheet asked for does not fit the file), Exit::WrongUse.
// Findings in the version are sorted by row, column, code. Deterministic. Cost: 50,000 rows of 12 columns in about 2 s.
base::Result<people::ListVersion> read_list(const std::filesystem::path& path, const ReadOptions& options);

// The same for bytes already in memory (an attachment of a bundle). `name` is what findings call the file.
base::Result<people::ListVersion> read_list(std::string_view bytes, std::string_view name, const ReadOptions& options);

// True if a person has to look: any finding of severity Doubt or Wrong.
bool needs_a_person(const people::Findings& findings);

}  // namespace midspan::lists
