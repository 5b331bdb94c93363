// SPDX-License-Identifier: Apache-2.0
// The files of the example in the order in which they come to the desk. Each function makes one of them and notes what
// was true: which person stands behind which line, and what is to be found out.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "cast.hpp"
#include "draw.hpp"
#include "sheets.hpp"

namespace midspan::example {

struct Story {
  explicit Story(std::uint64_t seed) : draw(seed), cast(make_cast(draw)) {}

  Draw draw;
  Cast cast;
  // Who stands on which line; line n of a list is at n - 1. Lines count from 1, title and heading rows not counted.
  std::vector<const Person*> cecot, families, pool, named;
  std::map<std::string, std::vector<std::size_t>> lines;  // what truth.json says by name: sorted line numbers
  std::map<std::string, std::string> answers;             // person -> statement code that Venezuela's word stands for
};

Table make_holder(Story& story);            // holder.xlsx: list CECOT
Table make_families(Story& story);          // families.csv: list FAMILIES
Table make_pool(Story& story);              // pool.ods: list POOL
Table make_named(Story& story);             // named.csv: list NAMED
Table make_answers(Story& story);           // answers.csv
Table make_orders(Story& story);            // orders.csv
Table make_consents(Story& story);          // consents.csv
Table make_judgements(const Story& story);  // judgements.csv, after the lists

Table truth_clusters(const Story& story);           // truth.csv: list,row,id,cluster
base::json::Value truth_facts(const Story& story);  // truth.json

inline SheetCell number(std::size_t value) { return static_cast<std::int64_t>(value); }

}  // namespace midspan::example
