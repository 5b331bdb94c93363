// SPDX-License-Identifier: Apache-2.0
// A person is a view over linked entries and has no attributes of its own. What an agreement may ask of a person is
// gathered here as facts, each derived from entries, statements, holds and consents.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "people/statement.hpp"

namespace midspan::people {

using PersonId = base::Id<struct PersonTag>;  // of the first entry that joined; stays when others join

// Names of parties, lists, categories and countries are compared as the agreement spells them, without regard to case.
struct PersonFacts {
  PersonId id;
  std::string commitment;    // SHA-256 hex over the committed table's line; breaks ties in lots
  std::string display_name;  // for explanations to those entitled; never decides anything
  std::string held_by;       // party; empty: nobody is known to hold this person
  std::string on_behalf_of;  // party for whom the holder holds
  std::vector<std::string> wanted_by;
  std::vector<std::string> nationalities;  // ISO 3166 alpha-3, or the text
  std::vector<std::string> categories;
  std::string rank;
  std::string unit;
  std::string sentence;  // "life", "other", "20 years"
  std::vector<std::string> offences;
  Sex sex = Sex::Unknown;
  DateSpan birth;
  Health health = Health::Unknown;
  DateSpan held_since;
  DateSpan captured;
  // Whoever was captured is held since then, where nothing else is said.
  const DateSpan& since() const { return held_since.known() ? held_since : captured; }
  std::vector<std::string> lists;            // ids of the lists (any version in force) with an entry of this person
  std::vector<std::int64_t> list_positions;  // beside lists: line number on that list, for "in its order"
  Standing standing = Standing::Alleged;
  bool contested = false;               // the holder denies, or lists disagree
  std::optional<StatementCode> answer;  // what the holder last said of this person; none: silence
  std::vector<HoldKind> holds;          // open holds only
  ConsentAnswer travel_consent = ConsentAnswer::Missing;
  std::vector<std::string> consented_destinations;  // empty with Yes to travel: any
  std::vector<std::string> refused_destinations;
  std::string family_unit;                                 // empty: none
  std::string wish;                                        // destination wished for
  bool remains = false;                                    // a case of remains, not a living person
  std::int64_t cases = 1;                                  // of remains
  std::vector<std::pair<std::string, std::string>> other;  // any other column of a people table: {heading, value}
};

}  // namespace midspan::people
