// SPDX-License-Identifier: Apache-2.0
// Who is in a population of the agreement. Facts that are not known never put anybody in: "aged under 18" holds only of
// people whose every possible birth date says so.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "people/agreement.hpp"
#include "people/person.hpp"

namespace midspan::clear::model {

// A person with its words folded once, since each is compared with many populations.
struct Facts {
  const people::PersonFacts* person = nullptr;
  std::string held_by;
  std::string on_behalf_of;
  std::vector<std::string> wanted_by;
  std::vector<std::string> nationalities;
  std::vector<std::string> categories;
  std::vector<std::string> lists;
  std::vector<std::string> offences;
  std::string rank;
  std::string unit;
  std::string sentence;
  std::string bulk;  // an entry of the ledger that counts a population without names: that population's name
};
Facts facts_of(const people::PersonFacts& person);

class Populations {
 public:
  // Errors: CLR-003 (definitions go in a circle).
  static base::Result<Populations> of(const people::Agreement& agreement, base::Day today);

  // article: under which the person is released, for "the persons released under Article N"; "" when not at all.
  bool contains(const people::Set& set, const Facts& person, std::string_view article = {}) const;

  // Of a kind of filter that has no words: ill or wounded, minor, alive.
  bool is(people::Filter::Kind kind, const Facts& person) const;

  // Whether the population itself says who holds its people.
  bool says_holder(const people::Set& set) const;
  // Whether membership depends on the article under which somebody goes.
  bool depends_on_release(const people::Set& set) const;
  // How the agreement calls it: the definition's or list's name, or "".
  static std::string name_of(const people::Set& set);

 private:
  struct Read;  // a population with its words folded once
  struct Book;
  const people::Set* definition(std::string_view folded_name) const;
  static bool holds(const people::Filter& filter, const std::string& text, const std::string& text2, const Facts& facts,
                    base::Day day);
  bool contains(const Read& set, const Facts& person, std::string_view article) const;
  Read read(const people::Set& set) const;

  std::map<std::string, const people::Set*, std::less<>> definitions_;
  std::shared_ptr<Book> book_;  // of every set of the agreement
  base::Day day_ = 0;
};

}  // namespace midspan::clear::model
