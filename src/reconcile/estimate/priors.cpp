// SPDX-License-Identifier: Apache-2.0
// What the program ships instead of training data: how often values agree in each class before any list is seen, and
// how often one person's may contradict each other. Round figures, the same for all lists, set by thought and on
// made-up lists; the estimate moves from them as far as a list gives reason to (em.cpp). The first row that fits a
// field holds.
#include "reconcile/estimate/model.hpp"

namespace midspan::reconcile {

namespace {

constexpr unsigned kAnyMeaning = 255;
constexpr unsigned m(Meaning meaning) { return static_cast<unsigned>(meaning); }

struct Prior {
  Class of;
  Kind kind;
  unsigned meaning;
  double levels[7];  // exact, near ... different
};

// clang-format off
constexpr Prior kPriors[] = {
    // Siblings are born some years apart; for twins see twins.hpp.
    {kSibling,  Kind::Date,     m(Meaning::Birth),         {0.002, 0.008, 0.02, 0.025, 0.10, 0.745, 0.10}},
    {kSibling,  Kind::Name,     m(Meaning::FullName),      {0.002, 0.002, 0.006, 0.02, 0.30, 0.57, 0.10}},
    {kSibling,  Kind::Category, m(Meaning::Sex),           {0.5, 0.5}},
    // Namesakes of one family are mostly a generation apart.
    {kNamesake, Kind::Date,     m(Meaning::Birth),         {0.0005, 0.002, 0.01, 0.004, 0.03, 0.3, 0.65}},
    {kNamesake, Kind::Name,     m(Meaning::Given),         {0.85, 0.03, 0.05, 0.04, 0.01, 0.01, 0.01}},
    {kNamesake, Kind::Name,     m(Meaning::Family),        {0.85, 0.03, 0.05, 0.04, 0.01, 0.01, 0.01}},
    {kNamesake, Kind::Name,     m(Meaning::SecondFamily),  {0.85, 0.03, 0.05, 0.04, 0.01, 0.01, 0.01}},
    {kNamesake, Kind::Name,     m(Meaning::FullName),      {0.85, 0.03, 0.05, 0.04, 0.01, 0.01, 0.01}},
    // One person, and what relatives share as one person does.
    {kSame,     Kind::Name,     m(Meaning::FullName),      {0.62, 0.08, 0.11, 0.11, 0.04, 0.02, 0.02}},
    {kSame,     Kind::Name,     kAnyMeaning,               {0.79, 0.02, 0.08, 0.05, 0.005, 0.02, 0.035}},
    // One office writes when a man was taken, another when he came in, his family when he was last seen.
    {kSame,     Kind::Date,     m(Meaning::Taken),         {0.55, 0.08, 0.04, 0.05, 0.08, 0.10, 0.10}},
    {kSame,     Kind::Date,     kAnyMeaning,               {0.82, 0.08, 0.03, 0.04, 0.01, 0.01, 0.01}},
    {kSame,     Kind::Code,     kAnyMeaning,               {0.80, 0.08, 0.06, 0.06}},
    {kSame,     Kind::Number,   kAnyMeaning,               {0.80, 0.08, 0.12}},
    {kSame,     Kind::Category, kAnyMeaning,               {0.88, 0.12}},
    {kSame,     Kind::Text,     kAnyMeaning,               {0.70, 0.12, 0.08, 0.10}},
};

struct Bound {
  Kind kind;
  unsigned meaning;
  double most;
};
constexpr Bound kBounds[] = {
    {Kind::Name,     m(Meaning::Alias),    0.8},  {Kind::Name,     m(Meaning::FullName), 0.08},
    {Kind::Name,     kAnyMeaning,          0.30}, {Kind::Date,     m(Meaning::Birth),    0.015},
    {Kind::Date,     m(Meaning::Other),    0.9},  {Kind::Date,     m(Meaning::Taken),    0.6},  {Kind::Date,     kAnyMeaning,         0.12},
    {Kind::Code,     m(Meaning::Postcode), 0.5},  {Kind::Code,     m(Meaning::Phone),   0.5},
    {Kind::Code,     kAnyMeaning,          0.25}, {Kind::Number,   kAnyMeaning,         0.6},
    {Kind::Category, m(Meaning::Sex),      0.15}, {Kind::Category, m(Meaning::Other),   0.97},
    {Kind::Category, kAnyMeaning,          0.4},  {Kind::Text,     m(Meaning::Other),   0.95},
    {Kind::Text,     kAnyMeaning,          0.6},
};
// clang-format on

}  // namespace

Levels prior(const Field& field, Class of) {
  // A class without a row of its own for the field starts as one person does.
  for (const Class wanted : {of, kSame})
    for (const Prior& row : kPriors) {
      if (row.of != wanted || row.kind != field.kind) continue;
      if (row.meaning != kAnyMeaning && row.meaning != m(field.meaning)) continue;
      Levels levels{};
      for (unsigned level = 1; level < 8; ++level) levels[level] = row.levels[level - 1];
      return levels;
    }
  return {};
}

double most_contradiction(const Field& field) {
  for (const Bound& row : kBounds)
    if (row.kind == field.kind && (row.meaning == kAnyMeaning || row.meaning == m(field.meaning))) return row.most;
  return 0.5;
}

}  // namespace midspan::reconcile
