// SPDX-License-Identifier: Apache-2.0
// What cuts the lines of a text into fields.
#include "base/csv.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace midspan::base
