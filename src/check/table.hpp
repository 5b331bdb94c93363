// SPDX-License-Identifier: Apache-2.0
// The table of people and the ledger, read for the checker, and who is in a population of the agreement.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.hpp"
#include "people/agreement.hpp"
#include "people/allocation.hpp"
#include "people/person.hpp"

namespace midspan::check {

// Words are the same without regard to case, and with '-', '_' and ' ' alike.
std::string fold(std::string_view word);
inline bool same(std::string_view left, std::string_view right) { return fold(left) == fold(right); }

using Row = std::vector<std::pair<std::string, std::string>>;  // heading (folded), cell; empty cells are left out
std::vector<Row> read_csv(std::string_view csv);               // the first record are the headings

// Every word of a person that an agreement can ask for is folded; `display_name` is the id as written, `birth.raw` the
// whole line without id and commitment: people of whom it is the same have the same facts. Throws Wrong
// (CHK-020 a cell that is not of its column).
std::vector<people::PersonFacts> read_people(std::string_view csv, const std::string& file);
std::vector<people::Delivery> read_ledger(std::string_view csv, const std::string& file);

// A heading of the first fact in which two people differ; empty: none. The second, which is the reader's, may have
// further columns.
std::string difference(const people::PersonFacts& left, const people::PersonFacts& right);

class Populations {
 public:
  Populations(const people::Agreement& agreement, base::Day day)
      : agreement_(agreement), day_(agreement.version.value_or(day)) {}

  // article: under which the person goes, for "the persons released under Article N". bulk: the (folded) population of
  // an entry of the ledger without names; empty for a person.
  bool contains(const people::Set& set, const people::PersonFacts& person, const std::string& bulk,
                const std::string& article) const;
  bool says_holder(const people::Set& set) const;
  bool names_holder(const people::Set& set, const std::string& party) const;
  bool asked_the_day() const { return asked_the_day_; }  // whether somebody's age or time held was asked on that day

 private:
  using Answers = std::map<const people::Set*, bool>;  // by definition: each is asked once, however often it is named
  bool contains(const people::Set& set, const people::PersonFacts& person, const std::string& bulk,
                const std::string& article, Answers& known) const;
  bool says_holder(const people::Set& set, Answers& known) const;
  bool names_holder(const people::Set& set, const std::string& party, Answers& known) const;
  template <typename Ask>
  bool of_definition(const std::string& name, Answers& known, Ask&& ask) const;
  bool holds(const people::Filter& filter, const people::PersonFacts& person, const people::Set& of) const;
  const people::Agreement& agreement_;
  base::Day day_;
  mutable bool asked_the_day_ = false;
};

bool hold_is(people::HoldKind hold, const std::string& kind);  // kind: folded; "" any, "legal" what a court can lift

}  // namespace midspan::check
