// SPDX-License-Identifier: Apache-2.0
#include "reconcile/beyond_chance.hpp"

#include <algorithm>

#include "reconcile/estimate/logarithm.hpp"
#include "reconcile/patterns.hpp"

namespace midspan::reconcile {

namespace {

constexpr std::int32_t kStep = kBit / 2;
constexpr std::int32_t kHeaviest = 60 * kBit;
constexpr double kSureOfSome = 10;  // bits by which some persons explain the lists better than none
constexpr std::array<double, 4> kChances = {1, 1.1, 1.2, 1.3};  // within the lists is not quite between them

constexpr std::int32_t kLeastQuarters = 2;
constexpr double kStepOfPersons = 1.125;

std::int32_t weight_of(std::size_t at) { return kHeaviest - static_cast<std::int32_t>(at) * kStep - kStep / 2; }

// Pairs of one weight: between the lists, and within them; `scale` of the latter are by chance between the lists.
struct Bin {
  std::int32_t weight;  // of a pair between the lists if there were one person
  double between, within, scale;
  double odds(const BeyondChance& of) const {
    return of.persons > 0 ? fixed_exp2(of.bend(weight + fixed_log2(of.persons))) : 0;
  }
};

// As many of one weight as both lists have on average: of equal values there are no more between them by chance (Cauchy
// and Schwarz). Two hands may put into a lower weight what one hand puts into a higher one: what there are more of
// within the lists stands for lower weights.
std::vector<Bin> bins_of(const Weighed& between, const std::array<Weighed, 2>& within) {
  std::vector<Bin> bins;
  double carried = 0;
  for (std::size_t at = 0; at < between.counts.size(); ++at) {
    std::array<double, 2> share{}, error{};
    for (std::size_t list = 0; list < 2; ++list) {
      share[list] = within[list].counts[at] / within[list].pairs;
      error[list] = share[list] / within[list].pairs;
    }
    const double both = share[0] + share[1];
    Bin bin{weight_of(at) - fixed_log2(between.pairs), between.counts[at], 0,
            between.pairs / 2 / std::min(within[0].pairs, within[1].pairs)};
    if (both > 0) {
      bin.within = both * both / (error[0] + error[1]);
      bin.scale = between.pairs * both / 2 / bin.within;
    }
    bin.within += carried / bin.scale;
    carried = std::max(bin.within * bin.scale - bin.between, 0.0);
    bin.within -= carried / bin.scale;
    bins.push_back(bin);
  }
  return bins;
}

// How well so many persons explain which pairs are between the lists and which are within, in bits.
double likelihood(std::span<const Bin> bins, const BeyondChance& persons) {
  std::array<double, kChances.size()> sums{};
  for (const Bin& bin : bins) {
    if (bin.between + bin.within == 0) continue;
    const double odds = bin.scale * (1 + bin.odds(persons));
    for (std::size_t at = 0; at < sums.size(); ++at)
      sums[at] -=
          bin.between * fixed_log2(1 + 1 / (odds * kChances[at])) + bin.within * fixed_log2(1 + odds * kChances[at]);
  }
  return *std::max_element(sums.begin(), sums.end()) / kBit;
}

}  // namespace

Weighed::Weighed(std::span<const Edge> edges, double all, std::int32_t prior, std::int32_t least) : pairs(all) {
  counts.assign(static_cast<std::size_t>(std::max((kHeaviest - least) / kStep, 0)), 0);
  for (const Edge& edge : edges) {
    const std::int64_t weight = std::int64_t{edge.weight} - prior;
    const auto at = static_cast<std::size_t>(std::max<std::int64_t>((kHeaviest - weight) / kStep, 0));
    if (at < counts.size()) ++counts[at];
  }
}

BeyondChance beyond_chance(const Weighed& between, const std::array<Weighed, 2>& within, double persons, double most) {
  const std::vector<Bin> bins = bins_of(between, within);
  const BeyondChance none;
  BeyondChance found = none;
  double best = likelihood(bins, none);
  for (std::int32_t quarters = kLeastQuarters; quarters <= 4; ++quarters)
    for (double some = 1; some < most; some *= kStepOfPersons) {
      const BeyondChance tried{some, quarters};
      const double now = likelihood(bins, tried);
      if (now <= best) continue;
      best = now;
      found = tried;
    }
  // Whether there are any is told by the pairs that would be persons as soon as not.
  const auto heavy = static_cast<std::size_t>(
      std::count_if(bins.begin(), bins.end(), [&](const Bin& bin) { return bin.odds(found) >= 0.5; }));
  const std::span<const Bin> those = std::span(bins).first(heavy);
  if (likelihood(those, found) < likelihood(those, none) + kSureOfSome) found = none;
  for (const Bin& bin : bins)
    if (bin.odds({persons}) >= 1) {
      found.likely += bin.between;
      found.by_chance += bin.within * bin.scale;
    }
  return found;
}

BeyondChance beyond_chance(const Linkage& linkage, const Meeting& meeting, unsigned threads, base::Progress* progress) {
  const Encoded& encoded = linkage.encoded;
  const std::int32_t prior = linkage.scorer->prior_weight();
  const auto weighed = [&](std::span<const Edge> edges, double all) {
    return Weighed(edges, all, prior, meeting.floor - prior);
  };
  const std::array<Range, 2> lists{Range{encoded.list_begin[0], encoded.list_begin[1]},
                                   Range{encoded.list_begin[1], encoded.list_begin[2]}};
  const std::size_t shorter = std::max<std::size_t>(std::min(lists[0].size(), lists[1].size()), 1);
  const auto within = [&](Range rows) {
    const Blocker blocker(encoded, linkage.values, meeting.passes, rows, rows, true,
                          meeting.largest_block * rows.size() / shorter, threads);
    PatternCounter counter(blocker, *linkage.comparer, encoded, rows, rows, Candidates::Kept, threads);
    counter.count(progress);
    std::vector<Edge> edges = counter.score(*linkage.scorer, meeting.floor, progress).edges;
    for (Edge& edge : edges) edge.weight = linkage.score_on_one_list(edge.left, edge.right).weight;
    const auto count = static_cast<double>(rows.size());
    return weighed(edges, std::max(count * (count - 1) / 2, 1.0));
  };
  return beyond_chance(weighed(meeting.edges, meeting.pairs), {within(lists[0]), within(lists[1])},
                       linkage.model.pairs[kSame], meeting.most);
}

}  // namespace midspan::reconcile
