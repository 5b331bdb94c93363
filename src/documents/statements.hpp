// SPDX-License-Identifier: Apache-2.0
// The holder's answer sheet: a workbook that goes out with one row an entry and comes back with a statement a row,
// re-sorted, with columns added or in another language, and still matches: each row carries a token of its own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "people/list.hpp"
#include "people/party.hpp"
#include "people/statement.hpp"

namespace midspan::documents {

struct StatementRequest {
  std::string operation_title;
  std::string operation_id;
  people::PartyId asked;    // the holder
  std::string asked_name;   // in the reader's language
  std::string asking_name;  // who submitted the list, in the reader's language
  std::string reply_by;     // ISO day; empty: none
  bool unsealed = false;
};

// XLSX: facts locked, the answer columns (code, date, detail, remark) open; the code is chosen from a list of words.
// Errors: DOC-005, DOC-006.
base::Result<std::string> statement_workbook(const people::ListVersion& list, const StatementRequest& request,
                                             std::string_view language);

// The token of an entry's row on the sheet for one holder: 12 characters of Crockford's base 32 and a check character,
// "7QJ3-K2MW-0ZRT-V". It says nothing about the person; no two entries of a version, and no two holders, share one.
std::string row_token(const people::ListVersion& list, const people::Entry& entry, const people::PartyId& asked);

// A table as lists/ or any reader gives it: rows of cells, with the sheet's row number of the first.
struct AnswerTable {
  std::string source;  // file name, for findings
  std::vector<people::Sheet> sheets;
  std::size_t first_row = 1;
  std::vector<std::vector<people::Cell>> rows;
};

// The table of a workbook that lists/ has read as if it were a list.
AnswerTable answer_table(const people::ListVersion& read);

struct Answer {
  people::Statement statement;
  std::string remark;
  std::size_t row = 0;  // of the sheet that came back
};

struct Answers {
  bool is_sheet = true;                     // false: DOC-020
  std::optional<people::PartyId> made_for;  // another party than the one who is said to answer: nothing was taken
  std::vector<Answer> answers;              // in the list's order, whatever the order of the sheet
  std::size_t unanswered = 0;               // rows that came back without a code: silence is not denial
  std::size_t absent = 0;                   // entries whose rows did not come back
  people::Findings findings;
};

// The code column is read in any language of locales/, or as the code itself (HELD, NEVER-HELD, ...).
// Findings: DOC-020 no answer sheet (no row of tokens) · DOC-021 token not of this list · DOC-022 token mistyped ·
// DOC-023 row twice with different answers · DOC-024 code unknown · DOC-025 date not readable · DOC-026 code needs a
// detail · DOC-027 rows that did not come back · DOC-028 name altered · DOC-029 details but no answer · DOC-030 same
// answer twice · DOC-031 rows without an answer · DOC-032 code needs a date · DOC-033 rows mixed: the token stands
// beside another name. An answer of DOC-021 to DOC-024 and DOC-033 is not taken.
// `parties`: whom a sheet may have been made for; sheets whose tokens are of the version alone say it in their title.
Answers read_statements(const AnswerTable& table, const people::ListVersion& list, const people::PartyId& party,
                        const std::vector<people::Party>& parties);

std::optional<people::StatementCode> statement_code(std::string_view word);  // any language, or the protocol's word

}  // namespace midspan::documents
