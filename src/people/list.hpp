// SPDX-License-Identifier: Apache-2.0
// What a party submits: lists, their versions, their entries. A version is never edited; an entry keeps its raw cells.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "people/date_span.hpp"
#include "people/finding.hpp"
#include "people/name.hpp"
#include "people/party.hpp"

namespace midspan::people {

using ListId = base::Id<struct ListTag>;        // a slug: "CECOT", "NAMED"; agreements call lists by it
using VersionId = base::Id<struct VersionTag>;  // random
using EntryId = base::Id<struct EntryTag>;      // random; says nothing about the person

enum class ListKind { Held, Sought, Pool };

// What a column says. The words a user may give to --map are in lists/column_roles.hpp.
enum class ColumnRole : std::uint8_t {
  Ignored,  // kept raw, not read
  LineNumber,
  FullName,
  GivenName,
  SecondGivenName,
  FatherName,
  GrandfatherName,
  FamilyName,
  SecondSurname,
  MotherName,
  Alias,
  BirthDate,
  Age,
  BirthYear,
  BirthMonth,
  BirthDay,
  BirthPlace,
  Sex,
  Nationality,
  SecondNationality,
  NationalId,
  Passport,
  ServiceNumber,
  CaseNumber,
  OtherId,
  Rank,
  Unit,
  Holder,
  OnBehalfOf,
  Facility,
  HeldSince,
  CapturedOn,
  Category,
  Sentence,
  Offence,
  Health,
  Address,
  Place,
  Phone,
  Status,  // the holder's answer: held, released, died ...
  StatementDate,
  Remark,
  Consent,
  Destination,
  Family,  // family unit
  Hold,
};

enum class CellType : std::uint8_t { Empty, Text, Number, Date, Boolean, Error, Formula };

struct Cell {
  std::string raw;  // as the file has it, UTF-8: a number's own digits, a formula's cached value, a date as yyyy-mm-dd
  CellType type = CellType::Empty;
  bool operator==(const Cell&) const = default;
};

struct Identifier {
  ColumnRole kind = ColumnRole::OtherId;
  std::string raw;
  std::string normal;  // upper case, digits in ASCII, separators dropped
  bool operator==(const Identifier&) const = default;
};

enum class Sex : std::uint8_t { Unknown, Female, Male, Other };

// Unknown, declined, withheld, not asked and illegible are five different things.
enum class Absence : std::uint8_t { NotAsked, Unknown, Declined, Withheld, Illegible };

enum class Health : std::uint8_t { Unknown, Well, Ill, Wounded, GravelyIll, Dead };

// Values read from the cells; raw cells stay the authority.
struct EntryValues {
  NameForm name;
  std::vector<NameForm> other_names;
  NameForm father;
  NameForm mother;
  DateSpan birth;
  std::string birth_place;
  Sex sex = Sex::Unknown;
  std::vector<std::string> nationalities;  // ISO 3166 alpha-3 where recognised, else the text
  std::vector<Identifier> identifiers;
  std::string rank;
  std::string unit;
  std::string holder;  // the party's words
  std::string on_behalf_of;
  std::string facility;
  DateSpan held_since;
  DateSpan captured;
  std::vector<std::string> categories;  // lower case words of the list: "political"
  std::string sentence;
  std::string offence;
  Health health = Health::Unknown;
  std::string status;  // the answer column as written
  DateSpan status_date;
  std::string consent;
  std::string destination;
  std::string family_unit;
  std::string hold;
  std::string remark;

  bool operator==(const EntryValues&) const = default;
};

// Kept packed: a list of 50,000 rows is held in memory whole, and a tenth of its values are there at all. Reading takes
// about a microsecond, so whoever asks for several values asks once:
//   const EntryValues values = entry.values();   // never `for (x : entry.values().names)`: the values are gone by then
class Entry {
 public:
  EntryId id;
  std::size_t row = 0;     // of the sheet, from 1, title and header rows included; counted through several sheets
  std::size_t number = 0;  // among the entries, from 1

  std::vector<Cell> cells() const;                   // in the sheet's order, as wide as the header
  std::string_view cell_text(std::size_t at) const;  // empty where the row is shorter; valid while the entry stays
  EntryValues values() const;
  void set_cells(const std::vector<Cell>& cells);
  void set_values(const EntryValues& values);

 private:
  std::string packed_cells_;
  std::string packed_values_;
};

struct Column {
  std::string heading;  // as written
  ColumnRole role = ColumnRole::Ignored;
  int confidence = 0;  // per cent; 100 when a person mapped it
};

// A row below the headings that is no entry: a total, a section's title, repeated headings, a signature. Kept, not
// read.
struct OtherRow {
  std::size_t row = 0;  // of the sheet, from 1, as entries count
  std::vector<Cell> cells;
};

// A sheet that the list was read from. A list may run over several sheets; its rows are then counted through, and
// `before` of them stand in the sheets before this one.
struct Sheet {
  std::string name;
  std::size_t before = 0;
};

struct ListVersion {
  VersionId id;
  ListId list;
  PartyId party;  // who submitted it
  ListKind kind = ListKind::Sought;
  int number = 1;
  std::string file_name;
  std::string file_digest;               // SHA-256 of the file, hex
  std::vector<Sheet> sheets;             // in the order of their rows; empty: delimited text
  std::optional<base::Day> day;          // of the list: said by a person, or by its titles
  std::size_t header_row = 0;            // from 1; 0: no header found
  std::vector<std::vector<Cell>> above;  // rows above the entries, the header's own included, kept; above[0] is row 1
  std::vector<Column> columns;
  std::vector<Entry> entries;
  std::vector<OtherRow> others;  // ascending
  Findings findings;
};

// Where a row of the list stands: in which sheet, and which of that sheet's own rows it is.
struct RowPlace {
  std::string_view sheet;  // empty for delimited text
  std::size_t row = 0;
};
RowPlace row_place(const std::vector<Sheet>& sheets, std::size_t row);
// The row of the list at a place of the file, the reverse of row_place.
std::size_t row_at(const std::vector<Sheet>& sheets, std::string_view sheet, std::size_t row);
// As a spreadsheet's user looks it up: "17", and "Camp 2!17" where the list runs over several sheets.
std::string row_shown(const std::vector<Sheet>& sheets, std::size_t row);
// "Camp 1, Camp 2"
std::string names_of(const std::vector<Sheet>& sheets);

// What people call a line of the list: its own number as written, "#17" (row 17 of the sheet) when it has none, and
// where the whole list has no numbers the count among its entries.
std::string line_shown(const ListVersion& list, const Entry& entry);

}  // namespace midspan::people
