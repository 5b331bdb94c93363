// SPDX-License-Identifier: Apache-2.0
// What cuts the lines of a text into fields.
#include "base/csv.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace midspan::base {
namespace {

TEST(Delimiters, AreGuessedFromTheContent) {
  EXPECT_EQ(guess_delimiter("a,b,c\n1,2,3\n"), ',');
  EXPECT_EQ(guess_delimiter("a;b;c\n1,5;2,5;3,5\n"), ';');
  EXPECT_EQ(guess_delimiter("a\tb\n1\t2\n"), '\t');
  EXPECT_EQ(guess_delimiter("a|b|c\n1|2|3\n"), '|');
  // A comma in every name is consistent too, but cuts less.
  EXPECT_EQ(guess_delimiter("Apellidos y nombres;Nacimiento;Sexo\nSALAS GIL, Ana;1990;F\nRUIZ, Luis;1991;M\n"), ';');
  // A comma in two headings is not what cuts the rows.
  EXPECT_EQ(guess_delimiter("No;Name, birth;Town, street\n1;Ana Salas;Soto\n2;Luis Gil;Rios\n"), ';');
  // Titles above have no delimiter.
  EXPECT_EQ(guess_delimiter("LISTA DE PERSONAS\n\nN;Nombre;Sexo\n1;Ana;F\n2;Luis;M\n"), ';');
  EXPECT_EQ(guess_delimiter("Nombre\nSALAS, Ana\nRUIZ, Luis\n"), '\t');  // one column
}

std::string written(std::string_view field, CsvDialect dialect = {}) {
  std::string out = "before|";
  append_csv_field(out, field, dialect);
  std::string room(2 * field.size() + 2, '#');
  EXPECT_EQ(out.substr(7), std::string_view(room.data(), write_csv_field(room.data(), field, dialect)));
  return out.substr(7);
}

TEST(Fields, AreQuotedWhenTheyMustBe) {
  EXPECT_EQ(written(""), "");
  EXPECT_EQ(written("12345678-l"), "12345678-l");
  EXPECT_EQ(written("O'Brien; 7"), "O'Brien; 7");
  EXPECT_EQ(written(" a"), "\" a\"");
  EXPECT_EQ(written("a "), "\"a \"");
  EXPECT_EQ(written("say \"no\""), "\"say \"\"no\"\"\"");
  EXPECT_EQ(written("a;b", {';'}), "\"a;b\"");
  EXPECT_EQ(written("\xFF\xFF"), "\xFF\xFF");
}

// Bytes are looked at eight at a time: whatever stands at any place of a field of any length is seen, and nothing else.
TEST(Fields, OneByteAnywhereIsSeen) {
  for (std::size_t size = 1; size <= 20; ++size)
    for (std::size_t at = 0; at < size; ++at)
      for (int byte = 0; byte < 256; ++byte) {
        std::string field(size, 'x');
        field[at] = static_cast<char>(byte);
        const bool quoted =
            field.find_first_of(",\"\n\r") != std::string::npos || field.front() == ' ' || field.back() == ' ';
        ASSERT_EQ(written(field).front() == '"', quoted) << byte << " at " << at << " of " << size;
      }
}

}  // namespace
}  // namespace midspan::base
