// SPDX-License-Identifier: Apache-2.0
// From columns to fields: what each column says, and which columns of the lists are compared with which.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "people/finding.hpp"
#include "reconcile/source.hpp"

namespace midspan::reconcile {

// What a column says, as far as linking cares. people::ColumnRole is the house's word for it; this adds the parts of an
// address and the columns that nobody recognised.
enum class Meaning : std::uint8_t {
  Ignored,
  FullName,
  Given,
  SecondGiven,
  Father,
  Grandfather,
  Family,
  SecondFamily,
  Mother,
  Alias,
  Birth,
  BirthYear,
  BirthMonth,
  BirthDay,
  Age,
  Sex,
  Nationality,
  Identity,  // a number given to one person for life: national identity, passport, social security
  Email,
  Phone,
  Address,
  Street,
  StreetNumber,
  Unit,
  Postcode,
  Place,
  Region,
  Occupation,
  Rank,
  Taken,  // when they were captured, arrested or last seen
  Other,
};

enum class Kind : std::uint8_t { Name, Date, Code, Number, Category, Text };

// Who else would have the same value: nobody in particular, or the whole family.
enum class Share : std::uint8_t { Personal, Family };

struct Field {
  std::string name;
  Meaning meaning = Meaning::Other;
  Kind kind = Kind::Text;
  Share share = Share::Personal;
  std::vector<std::vector<std::size_t>> columns;  // by list: the columns whose cells, in order, make the value
  std::vector<std::string> heading;               // by list, for Meaning::Other
  std::vector<bool> ages;                         // by list: the column of a date has ages; empty: no list's
  std::vector<bool> father_inside;  // by list: of two columns the second stands behind the first's first word; or empty
};

struct FieldPlan {
  std::vector<Field> fields;
  people::Findings notes;  // columns that are not compared, and why
};

std::string_view text_of(Kind kind);
std::string_view text_of(Meaning meaning);

// What --map takes: the words of text_of(Meaning) and the house's words for columns ("given-name", "birth-date").
std::optional<Meaning> meaning_of_word(std::string_view word);
std::vector<std::string> meaning_words();

// What a heading says by its words alone; Other when nobody knows it.
Meaning meaning_of_heading(std::string_view heading);
Meaning meaning_of_role(people::ColumnRole role);

// Looks at headings and at the first rows of each list. `id_columns` (by list, SIZE_MAX for none) are never compared.
FieldPlan plan_fields(const std::vector<const Source*>& lists, const std::vector<std::size_t>& id_columns,
                      unsigned threads = 1);

}  // namespace midspan::reconcile
