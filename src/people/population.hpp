// SPDX-License-Identifier: Apache-2.0
// Who is in a population of an agreement. Facts that are not known never put anybody in: "aged under 18" holds only of
// people whose every possible birth date says so. The checker of certificates has a reading of its own, on purpose.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "people/agreement.hpp"
#include "people/person.hpp"

namespace midspan::people {

// A person with its words folded once, since each is compared with many populations.
struct FoldedFacts {
  const PersonFacts* person = nullptr;
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
FoldedFacts facts_of(const PersonFacts& person);

// The party of whom a table writes as the agreement's text spells it ("Great Britain", "Ejército Verde"): the name that
// all texts share. Anything else stays as it is.
std::string party_of(const Agreement& agreement, const std::string& written);

// Whether the day on which ages are counted decides anything: where the agreement has none, somebody has to say it.
bool asks_the_day(const Agreement& agreement);

// Whether "with standing at least acknowledged" decides who belongs. Not while it is counted how many of a population
// have which standing.
enum class Standings : std::uint8_t { Asked, Ignored };

class Populations {
 public:
  Populations() = default;
  // today: the day on which ages are counted where neither the population nor the agreement has one. The agreement
  // must outlive this.
  Populations(const Agreement& agreement, base::Day today, Standings standings = Standings::Asked);

  // The name of a definition that needs itself; nothing when there is none. The rest REQUIRES that there is none.
  std::optional<std::string> circle() const;

  // article: under which the person is released, for "the persons released under Article N"; "" when not at all.
  bool contains(const Set& set, const FoldedFacts& person, std::string_view article = {}) const;

  // Of a kind of filter that has no words: ill or wounded, minor, alive.
  bool is(Filter::Kind kind, const FoldedFacts& person) const;

  // Whether the population itself says who holds its people.
  bool says_holder(const Set& set) const;
  // Is the party one of those who hold a population, as it says?
  bool names_holder(const Set& set, std::string_view party) const;
  // Whether membership depends on the article under which somebody goes.
  bool depends_on_release(const Set& set) const;
  // How the agreement calls it: the definition's or list's name, or "".
  static std::string name_of(const Set& set);
  // For a reader: its name, else the words of the text, else those of its filters; never empty for what a text says.
  static std::string words_of(const Set& set);
  // For a reader: as the text has it, "the Soldiers", where words_of() says "Soldiers".
  static std::string written_of(const Set& set);

 private:
  struct Read;  // a population with its words folded once
  struct Book;
  const Set* definition(std::string_view folded_name) const;
  bool holds(const Filter& filter, const std::string& text, const std::string& text2, const FoldedFacts& person,
             base::Day day) const;
  Read read(const Set& set) const;
  // What is known of definitions that others name: each is asked once of a person.
  using Answers = std::vector<std::pair<const Read*, bool>>;
  bool contains(const Read& set, const FoldedFacts& person, std::string_view article, std::size_t depth,
                Answers& known) const;
  // Of a definition, by its population.
  using Said = std::map<const Set*, bool>;
  bool says_holder(const Set& set, Said& known) const;
  bool names_holder(const Set& set, std::string_view party, Said& known) const;
  bool depends_on_release(const Set& set, Said& known) const;
  template <typename Ask>
  bool of_definition(const Set& set, Said& known, Ask&& ask) const;

  std::map<std::string, const Set*, std::less<>> definitions_;
  std::vector<std::string> names_;  // of definitions, as written
  base::Day day_ = 0;
  Standings standings_ = Standings::Asked;
  std::shared_ptr<Book> book_;  // every population of the agreement, read
};

}  // namespace midspan::people
