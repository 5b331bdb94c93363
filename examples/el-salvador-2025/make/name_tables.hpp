// SPDX-License-Identifier: Apache-2.0
// The words that made-up people are called by, and the nationalities of the pool.
#pragma once

#include <span>
#include <string_view>

namespace midspan::example {

using Words = std::span<const std::string_view>;

Words given_names_of_men();  // Venezuela's, the commonest first
Words given_names_of_women();
Words salvadoran_given_names();
Words surnames();  // shared by Venezuela and El Salvador, the commonest first
Words venezuelan_states();

struct Nationality {
  std::string_view country;    // "Colombia"
  std::string_view adjective;  // feminine, as a column headed "Nacionalidad" has it
  int people;                  // how many of them the pool holds
  Words given;                 // empty: named as Venezuelans are
  Words family;
};
std::span<const Nationality> foreign_nationalities();  // thirty, eighty-seven people together

// Public persons whose names nobody in the example may bear: the first 16 hex digits of SHA-256 of
// "<given> <surname>" in lower case without
// accents, so that the tree does not hold the names themselves.
std::span<const std::string_view> digests_of_reserved_names();

}  // namespace midspan::example
