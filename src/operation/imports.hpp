// SPDX-License-Identifier: Apache-2.0
// What parties bring: lists, answers, orders, consents, judgements. Each import keeps the file as it came (sealed),
// says what is doubtful, and appends acts. Tables that point at entries do so by list and line, by identity number, or
// by name and birth; a row that points at nobody, or at several people, is a finding and changes nothing.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/day.hpp"
#include "lists/mapping.hpp"
#include "operation/operation.hpp"

namespace midspan::operation {

// What to do with a version that is hardly meant: one in which most people of the list are gone, an older one after a
// newer one, or a file that looks like no list of people.
enum class Unlikely : std::uint8_t { Refuse, Take };

struct Submission {
  people::ListId list;
  people::PartyId party;  // who submits
  people::ListKind kind = people::ListKind::Sought;
  people::PartyId holder;          // sought and pool lists: whom the list says holds these people; may be empty
  lists::Mapping mapping;          // decisions of a person; added to what is remembered of the party
  std::optional<base::Day> as_of;  // the day of the list; the operation's today if absent
  std::filesystem::path file;
  Unlikely unlikely = Unlikely::Refuse;
};

// Against the version before; all zero for the first.
struct VersionChange {
  std::size_t came = 0;
  std::size_t went = 0;
  std::size_t changed = 0;
};

struct Submitted {
  people::VersionId version;
  int number = 1;  // of the version
  std::size_t entries = 0;
  std::optional<VersionChange> change;  // nothing for a first version
  people::Findings findings;
};

// The same file may come again with another mapping: it is a new version, read in another way.
// Errors: those of lists::read_list; OPR-020 (no such party), OPR-021 (the same file is this list's newest version
// already, and nothing was said about how to read it), OPR-025 (a version of another party or kind); and, where that is
// not to be taken, OPR-026 (most people are gone), OPR-027 (older than the version before), OPR-029 (no list).
base::Result<Submitted> submit_list(Operation& operation, const Submission& submission);

// The version in force is taken back, and the one before it is in force again; the only one leaves no list. Who came
// with the version goes with it; whoever was there before has all that was said of him since.
// Errors: OPR-022 (no such list).
base::Result<people::VersionId> withdraw_list(Operation& operation, const people::ListId& list);

struct Imported {
  std::size_t rows = 0;
  std::size_t used = 0;
  std::size_t acts = 0;
  // OPR-040 nobody meant · OPR-041 several meant · OPR-042 a word not understood · OPR-047, OPR-048 rows that
  // contradict each other, of which none is taken · OPR-055 a column of which nothing was taken
  people::Findings findings;
};

// All of these: Errors: those of lists::read_list; OPR-022 (no such list); OPR-044 (no column of answers).

// A holder's answers about the entries of one list. Columns: list line or identity number or name (and birth), status
// (the answer), date, remark. Errors also: OPR-028 (an answer sheet that was made for another party). What contradicts
// the party's own list is told (OPR-053, OPR-054).
base::Result<Imported> import_statements(Operation& operation, const people::PartyId& party, const people::ListId& list,
                                         const std::filesystem::path& file);

// Holds: court orders and others; rows with one order's reference become one hold over a group. A row whose kind is not
// understood, or empty, is a finding (OPR-056, OPR-057) and not used; a table without a column of kinds is one of court
// orders, by their references.
base::Result<Imported> import_holds(Operation& operation, const people::ListId& list,
                                    const std::filesystem::path& file);

// Consents to travel (and to a destination), one row a person.
base::Result<Imported> import_consents(Operation& operation, const people::ListId& list,
                                       const std::filesystem::path& file);

// A registry officer's judgements made elsewhere: left list, left line, right list, right line, verdict, reason.
// Errors: OPR-049 (a quotation mark that never closes).
base::Result<Imported> import_judgements(Operation& operation, const std::filesystem::path& file);

// One judgement; its act. REQUIRES: both entries are in force.
base::Result<std::int64_t> judge(Operation& operation, const people::EntryId& left, const people::EntryId& right,
                                 people::Verdict verdict, std::string_view reason);

}  // namespace midspan::operation
