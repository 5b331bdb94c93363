// SPDX-License-Identifier: Apache-2.0
// What stays in memory after a run, so that any pair can be explained.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "reconcile/compare/compare.hpp"
#include "reconcile/encode/encode.hpp"
#include "reconcile/encode/values.hpp"
#include "reconcile/estimate/model.hpp"
#include "reconcile/estimate/scorer.hpp"
#include "reconcile/fields.hpp"

namespace midspan::reconcile {

class Linkage {
 public:
  std::vector<Field> fields;
  Encoded encoded;
  std::vector<Values> values;
  std::unique_ptr<Comparer> comparer;
  Model model;
  std::unique_ptr<Scorer> scorer;

  Score score(std::size_t left, std::size_t right) const {
    return score_of(comparer->pattern(encoded.row(left), encoded.row(right)), left, right);
  }

  // Of two rows of one list by what is known of pairs between the lists. One list may tell births to the day and the
  // other ages: between them hardly two births are ever equal, so that equal ones would say nothing. They are at least
  // within each other.
  Score score_on_one_list(std::size_t left, std::size_t right) const {
    Pattern pattern = comparer->pattern(encoded.row(left), encoded.row(right));
    for (std::size_t field = 0; field < fields.size(); ++field)
      if (fields[field].kind == Kind::Date && level_of(pattern, field) == kDateExact && told_apart(field))
        pattern ^= static_cast<Pattern>(kDateExact ^ kDateWithin) << (kLevelBits * field);
    return score_of(pattern, left, right);
  }

 private:
  bool told_apart(std::size_t birth) const {
    const Levels& same = model.fields[birth][kSame];
    return 10 * same[kDateExact] < same[kDateWithin] &&
           scorer->field_weight(birth, kDateWithin) > scorer->field_weight(birth, kDateExact);
  }
  Score score_of(Pattern pattern, std::size_t left, std::size_t right) const {
    return scorer->score(scorer->of_pattern(pattern), pattern, encoded.row(left), encoded.row(right));
  }
};

}  // namespace midspan::reconcile
