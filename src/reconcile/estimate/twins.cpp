// SPDX-License-Identifier: Apache-2.0
#include "reconcile/estimate/twins.hpp"

#include <algorithm>

namespace midspan::reconcile {

namespace {

// How the names of twins agree: seldom the same, often alike (in sound, by a letter, as Hasan and Husain). Of names in
// one column the rest agrees, as that of all siblings.
constexpr Levels kGivenNames = {0, 0.002, 0.003, 0.05, 0.05, 0.005, 0.20, 0.69};
constexpr Levels kFullNames = {0, 0.001, 0.002, 0.05, 0.05, 0.35, 0.497, 0.05};

}  // namespace

Twins::Twins(const std::vector<Field>& fields) : fields_(fields.size()), birth_(fields_), given_(fields_) {
  for (std::size_t field = fields_; field-- > 0;) {
    if (fields[field].meaning == Meaning::Birth) birth_ = field;
    if (fields[field].kind != Kind::Name) continue;
    if (fields[field].meaning != Meaning::Given && fields[field].meaning != Meaning::FullName) continue;
    given_ = field;
    full_name_ = fields[field].meaning == Meaning::FullName;
  }
}

Levels Twins::names() const { return full_name_ ? kFullNames : kGivenNames; }

double Twins::share(const Model& model) {
  return std::min(0.95, model.twins * model.persons / std::max(model.pairs[kSibling], 1.0));
}

double Twins::twins(const Model& model, Pattern pattern) const {
  double part = share(model);
  if (const unsigned level = level_of(pattern, birth_); level != 0)
    part *= model.fields[birth_][kSame][level] / std::max(model.fields[birth_][kSibling][level], 1e-12);
  if (const unsigned level = level_of(pattern, given_); level != 0)
    part *= model.twin_names[level] / std::max(model.fields[given_][kSibling][level], 1e-12);
  return part;
}

}  // namespace midspan::reconcile
