// SPDX-License-Identifier: Apache-2.0
// Between two lists a brother and a slip of the pen look alike: most of it agrees. Within a list they do not: the list
// of one holder mostly has one line a person, and who agrees in most there is a brother, a twin, a household, a unit.
// So each list is compared with itself first. What is met is explained by the classes of the estimate, with lines that
// stand twice as one more, whose looks are not learned here.
//
// Lists draw from the same people: the share of relatives among all pairs within them is the share between them, where
// families are not on one list as a rule and on the other hardly ever. Where they are, the pairs between the lists say
// so themselves: the estimate takes the larger number.
#include "reconcile/kin.hpp"

#include <algorithm>
#include <array>

#include "reconcile/estimate/basis.hpp"
#include "reconcile/patterns.hpp"

namespace midspan::reconcile {

namespace {

constexpr double kManyTwice = 0.05;  // pairs of lines of one person, for each line

// Lines of one person agree in the ways in which rows of one person do between the lists, as far as that is known by
// now: who writes short forms does so on one list too. But where twins pass for slips of the pen the estimate believes
// in many slips, so no way but equality is believed to be more than twice as usual as it is beforehand; and that lines
// contradict each other as often as that estimate has it is not believed at all.
Levels twice_on_a_list(const Field& field, const Levels& learned, const Levels& births) {
  if (field.kind == Kind::Date) return births[1] > 0 ? births : prior(field, kSame);
  constexpr unsigned kPart = 5;  // of the names in one column some agree, others contradict
  const unsigned end = field.meaning == Meaning::FullName ? kPart : levels_of(field.kind) - 1;
  Levels levels = prior(field, kSame);
  double agree = 0, sum = 0;
  for (unsigned level = 1; level < end; ++level) {
    agree += levels[level];
    sum += learned[level];
  }
  if (sum <= 0) return levels;
  double rest = agree;
  for (unsigned level = 2; level < end; ++level) {
    levels[level] = std::min(learned[level] / sum * agree, 2 * levels[level]);
    rest -= levels[level];
  }
  levels[1] = std::max(rest, 0.1);
  return levels;
}

}  // namespace

Kin learn_kin(const Linkage& linkage, const std::vector<Pass>& passes, std::size_t largest_block, double pairs,
              unsigned threads, base::Progress* progress) {
  const Encoded& encoded = linkage.encoded;
  Kin kin;
  std::array<Model, 2> models;
  std::array<double, 2> own_pairs{};
  for (std::size_t list = 0; list < 2; ++list) {
    const Range rows{encoded.list_begin[list], encoded.list_begin[list + 1]};
    if (rows.size() < 2) return {};
    Side side;
    side.rows = static_cast<double>(rows.size());
    for (std::size_t field = 0; field < linkage.fields.size(); ++field)
      side.counts.emplace_back(encoded.counts[field][list]);
    Basis basis =
        basis_of(linkage.fields, encoded, *linkage.comparer, side, side, rows, rows, PairsOf::OneOfTwoLists, threads);
    const Blocker blocker(encoded, linkage.values, passes, rows, rows, true, largest_block, threads);
    PatternCounter counter(blocker, *linkage.comparer, encoded, rows, rows, Candidates::Dropped, threads);
    const std::vector<PatternCount> patterns = counter.count(progress);
    basis.weight = counter.weight();
    basis.by_itself = true;
    for (std::size_t field = 0; field < linkage.fields.size(); ++field)
      basis.twice.push_back(
          twice_on_a_list(linkage.fields[field], linkage.model.fields[field][kSame], basis.own_births[field]));
    own_pairs[list] = basis.pairs;
    models[list] = estimate(linkage.fields, patterns, basis);
    if (!models[list].relatives) return {};
    // Where many stand twice (several families ask for one man) a list shows brothers and itself in one.
    if (models[list].pairs[kSame] > kManyTwice * models[list].persons) return {};
  }
  kin.known = true;
  const double scale = pairs / (own_pairs[0] + own_pairs[1]);
  std::array<double, 2> twins{};
  for (std::size_t list = 0; list < 2; ++list) {
    kin.siblings += models[list].pairs[kSibling] * scale;
    kin.namesakes += models[list].pairs[kNamesake] * scale;
    twins[list] = models[list].twins * models[list].persons;
  }
  kin.twins = (twins[0] + twins[1]) * scale;
  const auto mean = [](const Levels& one, double of_one, const Levels& other, double of_other) {
    Levels made{};
    for (std::size_t level = 1; level < made.size(); ++level)
      made[level] = (one[level] * of_one + other[level] * of_other) / (of_one + of_other);
    return made;
  };
  const double siblings = models[0].pairs[kSibling] + models[1].pairs[kSibling];
  kin.own_names = (models[0].own_names[kSibling] * models[0].pairs[kSibling] +
                   models[1].own_names[kSibling] * models[1].pairs[kSibling]) /
                  siblings;
  kin.twin_names = mean(models[0].twin_names, twins[0], models[1].twin_names, twins[1]);
  if (models[0].unnamed)
    for (std::size_t field = 0; field < linkage.fields.size(); ++field)
      kin.levels.push_back(mean(models[0].fields[field][kSibling], models[0].pairs[kSibling],
                                models[1].fields[field][kSibling], models[1].pairs[kSibling]));
  return kin;
}

}  // namespace midspan::reconcile
