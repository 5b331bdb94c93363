// SPDX-License-Identifier: Apache-2.0
// What the linker believes: how often values agree between rows of one person, of siblings, of namesakes, of strangers.
//
// Four latent classes, each with its fields independent (Fellegi and Sunter 1969, with Winkler's EM on pattern counts):
//   Same      one person
//   Sibling   family fields agree as for one person, personal ones as for strangers; so do people of one household
//   Namesake  names agree, the birth does not: parent and child of one name, cousins, or nothing but chance
//   Other     strangers: frequencies known from the lists, nothing to estimate
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "people/link.hpp"
#include "reconcile/compare/compare.hpp"
#include "reconcile/estimate/labels.hpp"

namespace midspan::reconcile {

enum Class : unsigned { kSame, kSibling, kNamesake, kOther };
constexpr std::size_t kClasses = 4;
using Levels = std::array<double, 8>;  // probabilities of levels 1..7 given that both values are there; [0] is unused

struct PatternCount {
  Pattern pattern = 0;
  std::uint64_t count = 0;
};

struct Model {
  std::vector<std::array<Levels, kClasses>> fields;
  std::array<double, kClasses> pairs{};  // expected numbers of pairs: kOther of all pairs, the others of candidates
  // Of full names that agree in part, how often the own name does (kOwnNameAgrees), by class.
  std::array<double, kClasses> own_names{0.5, 0.05, 0.5, 0.2};
  // Of full names that agree and are not equal, how often their words stand in another order (kTurned). Relatives are
  // written by the same two hands as persons.
  // By order_of.
  std::array<double, kOrders> turned{0.1, 0.1}, strangers_turned{0.4, 0.4};
  double crossed = 0.004;  // share of rows of one person whose given and family names changed places
  double twins = 0.02;     // pairs of twins for each pair of one person; one person in forty is a twin
  double persons = 1;      // what twins are a share of: pairs of one person; of one list its rows
  Levels twin_names{};     // how given names of twins agree
  bool relatives = false;  // false: too few fields to tell relatives from one person
  bool unnamed = false;    // kSibling are whoever has much in common, kin or not: fields do not say
  int iterations = 0;
};

// What is known before looking at any pair: agreement of one person's values, of siblings', of namesakes'.
// Data: estimate/priors.cpp.
Levels prior(const Field& field, Class of);
// How often one person's values may contradict each other at most. Without a bound, a class that should be persons
// drifts to whatever the passes met more often than chance would have it.
double most_contradiction(const Field& field);

// What two lists, each by itself, say of people who have much in common: a list mostly holds one line a person, so that
// whoever is alike within it is somebody else. In pairs between the lists.
struct Kin {
  bool known = false;
  double siblings = 0, namesakes = 0, twins = 0;
  Levels twin_names{};
  double own_names = 0;        // of siblings, as in Model
  std::vector<Levels> levels;  // of Model::unnamed, by field
};

// Everything the estimate needs about strangers and sizes.
struct Basis {
  double pairs = 0;                 // all pairs of rows
  std::vector<Levels> strangers;    // by field; exact agreement from frequencies, the rest from random pairs
  std::vector<Levels> across;       // by field: the same of pairs across the lists, persons' own pairs among them
  std::vector<bool> without_own;    // by field: strangers' levels hold no person's own pairs
  std::vector<double> known_pairs;  // by field: pairs of rows that both have a value
  std::vector<double> by_chance;    // by field: strangers born on one day, at least; 0: not told
  double expected = 0;              // a first guess of the number of true pairs
  double most = 0;                  // there cannot be more true pairs
  double persons = 0;               // true pairs, where their number is known; 0: it is not
  std::vector<LabelCount> labels;   // judged pairs; they are among the counted ones
  // By field, of births that lists do not know to the day: how siblings', namesakes' and one person's agree. [1] is 0:
  // as usual.
  std::vector<Levels> sibling_births, namesake_births, own_births;
  double own_names = 0.2;                        // of strangers, as in Model
  std::array<double, kOrders> turned{0.4, 0.4};  // of strangers, as in Model
  double weight = 1;  // counts stand for that many pairs each (when only a sample was counted)
  Kin kin;
  double own_rows = 0;        // of pairs of rows of one list: its rows; twins are a share of them. 0: of two lists
  bool by_itself = false;     // one of two lists: Same are lines that stand twice
  std::vector<Levels> twice;  // by field: how those agree, which is not learned
};

// Patterns sorted. Deterministic. Cost: patterns x fields x classes x iterations; a few milliseconds.
Model estimate(const std::vector<Field>& fields, const std::vector<PatternCount>& patterns, const Basis& basis);

base::json::Value to_json(const Model& model, const std::vector<Field>& fields);
// Replaces what a model file knows: agreement within the classes of persons, by the names and kinds of fields. What it
// does not know stays estimated. Errors: RCN-013.
base::Result<void> apply_model(const base::json::Value& value, const std::vector<Field>& fields, Model& model);

}  // namespace midspan::reconcile
