// SPDX-License-Identifier: Apache-2.0
// The stage as a straight list of steps; each lives in a folder of its own.
#include "reconcile/reconcile.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <span>
#include <utility>

#include "base/threads.hpp"
#include "names/dates.hpp"
#include "reconcile/assign/assign.hpp"
#include "reconcile/beyond_chance.hpp"
#include "reconcile/block/candidates.hpp"
#include "reconcile/compete.hpp"
#include "reconcile/encode/interner.hpp"
#include "reconcile/estimate/basis.hpp"
#include "reconcile/estimate/clumps.hpp"
#include "reconcile/estimate/labels.hpp"
#include "reconcile/estimate/splink.hpp"
#include "reconcile/judged.hpp"
#include "reconcile/kin.hpp"
#include "reconcile/linkage.hpp"
#include "reconcile/patterns.hpp"
#include "reconcile/recall.hpp"

namespace midspan::reconcile {

namespace {

constexpr std::size_t kEdgesAtOnce = 16384;     // on one thread
constexpr std::int32_t kEdgeFloor = -7 * kBit;  // weaker pairs do not even compete
constexpr std::size_t kSmallRows = 300'000;     // both lists
constexpr std::size_t kBlockOfSmall = 300;      // rows of a block before it is refined
constexpr std::size_t kBlockOfLarge = 100;
constexpr double kFewPairs = 1'000'000;
constexpr double kFewOnBoth = 0.25;    // of the shorter list: chance may be as many
constexpr double kMostAreFound = 0.7;  // of those that are on both lists
constexpr double kMuchChance = 0.4;    // of the pairs with even odds or better
constexpr double kSeenByChance = 10;   // of them
constexpr std::int32_t kAutomaticPpm = 999'000;
constexpr std::int32_t kWorthJudging = 50'000;     // pairs that people may have judged
constexpr std::int32_t kLeftApart = 5 * kBit / 4;  // against rows that the rest of their groups has kept apart
constexpr std::int32_t kRivalBits = 4 * kBit;      // a rival this near makes a link doubtful

using Verdicts = std::map<std::pair<std::size_t, std::size_t>, people::Verdict>;  // by rows, the lower first

class Run {
 public:
  Run(const std::vector<const Source*>& lists, const Options& options) : lists_(lists), options_(options) {}

  base::Result<Outcome> go();

 private:
  base::Result<void> read();
  void block();
  void index(std::vector<Pass> passes, std::size_t largest);
  base::Result<void> compare();
  base::Result<void> estimate_model();
  bool shows_chance() const;
  bool may_be_chance(std::span<const Edge> edges) const;
  BeyondChance look_beyond_chance(std::span<const Edge> edges) const;
  base::Result<void> count_beyond_chance(std::vector<Edge>& edges);
  std::vector<Edge> score_candidates();
  void decide(std::vector<Edge> edges);
  void decide_one_to_one(std::vector<Edge> edges);
  void decide_clusters(const std::vector<Edge>& edges, const Verdicts& said);
  void report();
  void say_why_nothing();
  void find_labelled();
  Calibration calibration();
  void decide_under(std::vector<Edge> edges, const Verdicts& said);

  double most_of_few() const { return kFewOnBoth * std::min(sides_[0].rows, sides_[1].rows); }
  bool within() const { return lists_.size() != 2; }
  std::size_t row_of(RowRef ref) const { return linkage_->encoded.list_begin[ref.list] + ref.row; }
  RowRef ref_of(std::size_t row) const {
    const std::size_t list = linkage_->encoded.list_of(row);
    return {static_cast<std::uint32_t>(list), static_cast<std::uint32_t>(row - linkage_->encoded.list_begin[list])};
  }
  Edge score_rows(std::uint32_t one, std::uint32_t other) const {
    const Score score = linkage_->score(one, other);
    Edge edge{one, other, score.weight, score.relation};
    edge.probability_ppm = probability_ppm(score.weight);
    return edge;
  }
  Link link_of(const Edge& edge) const {
    Link link;
    link.left = ref_of(edge.left);
    link.right = ref_of(edge.right);
    link.weight = edge.weight;
    link.probability_ppm = edge.probability_ppm;
    link.relation = edge.relation;
    link.passes = edge.passes;
    link.automatic = edge.probability_ppm >= kAutomaticPpm && !edge.rivalled;
    return link;
  }
  bool cancelled() const { return options_.progress != nullptr && options_.progress->cancelled(); }
  void lap(std::string name) {
    const auto now = std::chrono::steady_clock::now();
    outcome_.counters.milliseconds.emplace_back(
        std::move(name), std::chrono::duration_cast<std::chrono::milliseconds>(now - since_).count());
    since_ = now;
  }

  const std::vector<const Source*>& lists_;
  const Options& options_;
  Outcome outcome_;
  std::shared_ptr<Linkage> linkage_ = std::make_shared<Linkage>();
  std::array<Side, 2> sides_;
  std::vector<std::vector<std::uint32_t>> all_counts_;  // by field, of all lists together, where sides are those
  Range probe_, indexed_;
  std::vector<Atom> atoms_;
  Budget budget_;
  Basis basis_;
  std::vector<Judged> judged_;  // from labels
  std::vector<LabelCount> basis_labels_;
  std::int32_t keep_ppm_ = 0;
  std::int32_t floor_ = kEdgeFloor;  // weaker pairs are not scored
  std::size_t largest_block_ = kBlockOfSmall;
  bool small_ = false;        // passes are chosen a second time, from what the first ones found
  std::vector<Pass> passes_;  // those that were run
  std::unique_ptr<Blocker> blocker_;
  std::unique_ptr<PatternCounter> counter_;
  std::chrono::steady_clock::time_point since_ = std::chrono::steady_clock::now();
};

base::Result<Outcome> Run::go() {
  // Read the lists: columns to fields, cells to numbers, one dictionary of distinct values a kind
  MIDSPAN_CHECK(read());
  if (!options_.labels.empty()) find_labelled();
  // Index the smaller list (or the only one) for each blocking pass
  block();
  if (cancelled()) return base::failure("RCN-019");
  // Meet, compare, count agreement patterns; estimate how often values agree in each class
  MIDSPAN_CHECK(estimate_model());
  if (cancelled()) return base::failure("RCN-019");
  // Weigh every candidate; keep what may matter
  std::vector<Edge> edges = score_candidates();
  lap("score");
  // Where few are on both of two lists, see what there is beyond chance
  if (may_be_chance(edges)) MIDSPAN_CHECK(count_beyond_chance(edges));
  if (cancelled()) return base::failure("RCN-019");
  outcome_.counters.blocking_recall_ppm = blocking_recall_ppm(edges, passes_, options_.threads);
  // One partner each, or one person each
  decide(std::move(edges));
  lap("assign");
  // Say what was done
  report();
  outcome_.linkage = linkage_;
  return std::move(outcome_);
}

base::Result<void> Run::read() {
  std::vector<std::size_t> ids = options_.id_columns;
  ids.resize(lists_.size(), kNoColumn);
  FieldPlan plan;
  do plan = plan_fields(lists_, ids, options_.threads);
  while (mend_torn(lists_));
  outcome_.findings = std::move(plan.notes);
  linkage_->fields = std::move(plan.fields);
  if (linkage_->fields.empty()) {
    const bool equal = std::any_of(outcome_.findings.begin(), outcome_.findings.end(),
                                   [](const people::Finding& finding) { return finding.message.code == "RCN-103"; });
    return base::failure(equal ? "RCN-107" : "RCN-011");
  }
  Encoded& encoded = linkage_->encoded;
  if (options_.blocking.size() > kMostPasses)
    return base::failure("RCN-025",
                         {{"count", static_cast<std::int64_t>(options_.blocking.size())},
                          {"most", static_cast<std::int64_t>(kMostPasses)}},
                         base::Exit::WrongUse);
  if (!options_.blocking.empty() && passes_of(options_.blocking, linkage_->fields).empty()) {
    std::string wanted, known;
    for (const auto& pass : options_.blocking)
      for (const std::string& name : pass) wanted += (wanted.empty() ? "" : "+") + name;
    for (const Field& field : linkage_->fields) known += (known.empty() ? "" : ", ") + field.name;
    return base::failure("RCN-023", {{"name", wanted}, {"fields", known}}, base::Exit::WrongUse);
  }
  encoded = MIDSPAN_TRY(encode(lists_, linkage_->fields, ids, options_.threads, options_.progress));
  if (encoded.rows == 0) return base::failure("RCN-010");
  for (std::size_t list = 0; list < lists_.size(); ++list)
    outcome_.counters.rows.push_back(encoded.list_begin[list + 1] - encoded.list_begin[list]);
  lap("read");
  for (std::size_t list = 0; list < lists_.size(); ++list) {
    if (const RepeatedIds repeated = find_repeated_ids(encoded, list, options_.threads); repeated.count != 0) {
      people::Finding finding;
      finding.message = {"RCN-105",
                         {{"count", static_cast<std::int64_t>(repeated.count)},
                          {"list", lists_[list]->name()},
                          {"first", repeated.first}}};
      finding.place.source = lists_[list]->name();
      outcome_.findings.push_back(std::move(finding));
    }
    for (std::size_t field = 0; field < linkage_->fields.size(); ++field)
      if (encoded.long_cells[field][list] != 0) {
        people::Finding finding;
        finding.message = {
            "RCN-106",
            {{"count", static_cast<std::int64_t>(encoded.long_cells[field][list])},
             {"most", static_cast<std::int64_t>(kLongestValue)},
             {"column", lists_[list]->columns()[linkage_->fields[field].columns[list].front()].heading}}};
        finding.place.source = lists_[list]->name();
        outcome_.findings.push_back(std::move(finding));
      }
  }
  linkage_->values = learn_values(encoded, linkage_->fields, lists_, options_.threads);
  for (std::size_t field = 0; field < linkage_->fields.size(); ++field)
    for (const base::Message& decision : linkage_->values[encoded.group[field]].decisions) {
      people::Finding finding;
      finding.message = decision;
      finding.severity = people::Severity::Note;
      outcome_.findings.push_back(std::move(finding));
    }
  for (std::size_t field = 0; field < linkage_->fields.size(); ++field)
    for (const Values::Reading& reading : linkage_->values[encoded.group[field]].date_readings) {
      people::Finding finding;
      finding.message = reading.message;
      finding.place.source = lists_[reading.list]->name();
      finding.place.sheet = lists_[reading.list]->columns()[reading.column].heading;
      finding.severity = names::is_guess(reading.message) ? people::Severity::Doubt : people::Severity::Note;
      outcome_.findings.push_back(std::move(finding));
    }
  linkage_->comparer = std::make_unique<Comparer>(linkage_->fields, encoded.group, linkage_->values);
  // Between two lists each side counts its own; within one, or among several, both are all of them together.
  if (within())
    for (std::size_t field = 0; field < linkage_->fields.size(); ++field) {
      std::vector<std::uint32_t> sum = encoded.counts[field][0];
      for (std::size_t list = 1; list < lists_.size(); ++list)
        for (std::size_t value = 0; value < sum.size(); ++value) sum[value] += encoded.counts[field][list][value];
      all_counts_.push_back(std::move(sum));
    }
  for (std::size_t side = 0; side < 2; ++side) {
    for (std::size_t field = 0; field < linkage_->fields.size(); ++field)
      sides_[side].counts.emplace_back(within() ? all_counts_[field] : encoded.counts[field][side]);
    sides_[side].rows = static_cast<double>(within() ? encoded.rows : outcome_.counters.rows[side]);
  }
  lap("values");
  return {};
}

void Run::find_labelled() {
  judged_ = judged_rows(options_.labels, linkage_->encoded, options_.duplicates, outcome_.findings);
  for (const Judged& one : judged_) {
    const Encoded& encoded = linkage_->encoded;
    const Pattern pattern = linkage_->comparer->pattern(encoded.row(one.left), encoded.row(one.right));
    basis_labels_.push_back({pattern, one.same_ppm / 1e6, 1 - one.same_ppm / 1e6});
  }
}

// Log-odds of a probability, for the regression.
std::int32_t weight_of(std::int32_t ppm) {
  const double probability = std::clamp(ppm / 1e6, 1e-6, 1 - 1e-6);
  return fixed_log2(probability / (1 - probability));
}

// What people said of pairs against what they would have got, competition and groups included. Judgements bend only if
// they were picked without looking at the answer: where they say of all pairs together that there are far more persons
// than were found (all true pairs were judged, but few of the others), they were not, and nothing is bent.
Calibration Run::calibration() {
  std::map<std::pair<std::size_t, std::size_t>, std::int32_t> found;
  for (const Judged& one : judged_) found[{one.left, one.right}] = -1;
  std::int64_t before = 0;
  for (const Link& link : outcome_.links) {
    before += link.probability_ppm;
    const auto there = found.find({row_of(link.left), row_of(link.right)});
    if (there != found.end()) there->second = link.probability_ppm;
  }
  std::vector<JudgedWeight> weights;
  for (const Judged& one : judged_)
    if (const std::int32_t ppm = found[{one.left, one.right}]; ppm >= 0)
      weights.push_back({weight_of(ppm), one.same_ppm});
  Calibration bent(std::move(weights));
  std::int64_t after = 0;
  for (const Link& link : outcome_.links) after += probability_ppm(bent(weight_of(link.probability_ppm)));
  if (bent.empty() || after <= before + before / 5) return bent;
  people::Finding finding;
  finding.message = {"RCN-109", {}};
  outcome_.findings.push_back(std::move(finding));
  return {};
}

void Run::decide(std::vector<Edge> edges) {
  Verdicts said;
  for (const Judgement& judgement : options_.judgements) {
    const std::size_t one = row_of(judgement.left);
    const std::size_t other = row_of(judgement.right);
    said[{std::min(one, other), std::max(one, other)}] = judgement.verdict;
  }
  keep_ppm_ = options_.keep_ppm;
  if (judged_.empty()) {
    decide_under(std::move(edges), said);
    return;
  }
  // Once without the labels, to see what they are worth; then with those that are sure.
  keep_ppm_ = std::min(keep_ppm_, kWorthJudging);
  decide_under(edges, said);
  const Calibration bent = calibration();
  outcome_.links.clear();
  outcome_.clusters.clear();
  for (const Judged& one : judged_) {
    if (one.same_ppm == kSurelySame) said[{one.left, one.right}] = people::Verdict::Same;
    if (one.same_ppm == 0) said[{one.left, one.right}] = people::Verdict::Different;
  }
  decide_under(std::move(edges), said);
  for (Link& link : outcome_.links) {
    if (bent.empty() || link.weight >= kForced) continue;
    link.probability_ppm = probability_ppm(bent(weight_of(link.probability_ppm)));
    link.automatic = link.automatic && link.probability_ppm >= kAutomaticPpm;
  }
}

void Run::block() {
  const Encoded& encoded = linkage_->encoded;
  if (within()) {
    probe_ = indexed_ = {0, encoded.rows};
  } else {
    probe_ = {encoded.list_begin[0], encoded.list_begin[1]};
    indexed_ = {encoded.list_begin[1], encoded.list_begin[2]};
    if (indexed_.size() > probe_.size()) std::swap(probe_, indexed_);
  }
  std::vector<Pass> passes = passes_of(options_.blocking, linkage_->fields);
  if (!passes.empty()) {
    small_ = false;
    index(std::move(passes), indexed_.size());
    return;
  }
  budget_.rows = static_cast<double>(encoded.rows);
  budget_.pairs = sides_[0].rows * sides_[1].rows / (within() ? 2 : 1);
  // Small lists are looked at closely; of large ones a row meets a few others.
  small_ = encoded.rows <= kSmallRows;
  atoms_ = atoms_of(encoded, linkage_->fields, linkage_->values, sides_[0], sides_[1], small_, options_.threads);
  budget_.candidates = std::max(20'000.0, budget_.rows * (small_ ? 20 : 1.5));
  budget_.passes = small_ ? 14 : 7;
  index(choose_passes(atoms_, linkage_->fields, budget_), small_ ? kBlockOfSmall : kBlockOfLarge);
}

void Run::index(std::vector<Pass> passes, std::size_t largest) {
  largest_block_ = largest;
  blocker_ = std::make_unique<Blocker>(linkage_->encoded, linkage_->values, std::move(passes), probe_, indexed_,
                                       within(), largest, options_.threads);
  lap("block");
}

base::Result<void> Run::compare() {
  counter_ = std::make_unique<PatternCounter>(*blocker_, *linkage_->comparer, linkage_->encoded, probe_, indexed_,
                                              Candidates::Kept, options_.threads);
  const std::vector<PatternCount> patterns = counter_->count(options_.progress);
  lap("compare");
  Basis weighed = basis_;
  weighed.weight = counter_->weight();
  weighed.labels = basis_labels_;
  linkage_->model = estimate(linkage_->fields, patterns, weighed);
  if (options_.model != nullptr && is_splink(*options_.model)) {
    // Small lists come here twice.
    std::erase_if(outcome_.findings, [](const people::Finding& finding) { return finding.message.code == "RCN-113"; });
    MIDSPAN_CHECK(apply_splink(*options_.model, linkage_->fields, basis_.pairs, linkage_->model, outcome_.findings));
  } else if (options_.model != nullptr) MIDSPAN_CHECK(apply_model(*options_.model, linkage_->fields, linkage_->model));
  linkage_->scorer = std::make_unique<Scorer>(linkage_->model, linkage_->fields, linkage_->encoded, linkage_->values,
                                              options_.threads);
  outcome_.counters.patterns = patterns.size();
  outcome_.counters.iterations = linkage_->model.iterations;
  outcome_.counters.expected_matches = static_cast<std::int64_t>(linkage_->model.pairs[kSame] + 0.5);
  lap("estimate");
  return {};
}

base::Result<void> Run::estimate_model() {
  basis_ = basis_of(linkage_->fields, linkage_->encoded, *linkage_->comparer, sides_[0], sides_[1], probe_, indexed_,
                    within() ? PairsOf::OneList : PairsOf::TwoLists, options_.threads);
  lap("strangers");
  MIDSPAN_CHECK(compare());
  // The first passes were chosen by guesses about the lists' care; what they found says better which fields to trust.
  if (!small_) return {};
  counter_->measure(atoms_, linkage_->values, *linkage_->scorer);
  counter_.reset();
  budget_.candidates = std::max(100'000.0, budget_.rows * 60);
  budget_.passes = 30;
  budget_.alone = true;
  std::vector<Pass> passes = choose_passes(atoms_, linkage_->fields, budget_);
  if (!within()) {
    blocker_.reset();
    basis_.kin = learn_kin(*linkage_, passes, kBlockOfSmall, basis_.pairs, options_.threads, options_.progress);
    lap("relatives");
  }
  // Of lists this short every row meets every other: no guess about the lists' care hides a pair. Where a row says one
  // thing only, a pair that its passes did not meet is alike in nothing, unless it is written in two scripts.
  const bool two_scripts = std::any_of(linkage_->values.begin(), linkage_->values.end(),
                                       [](const Values& values) { return values.two_scripts; });
  const bool all = budget_.pairs <= kFewPairs && (linkage_->fields.size() > 1 || two_scripts);
  if (all) passes.push_back({"all pairs", {}, {}, false, budget_.pairs});
  index(std::move(passes), all ? indexed_.size() : kBlockOfSmall);
  MIDSPAN_CHECK(compare());
  linkage_->scorer->take(learn_clumps(*linkage_, options_.threads));
  lap("clumps");
  return {};
}

std::vector<Edge> Run::score_candidates() {
  if (counter_->keeps_candidates()) blocker_->forget_index();
  // Where few seem to be on both lists there may be more.
  floor_ = kEdgeFloor;
  if (shows_chance()) floor_ = std::min(floor_, kEdgeFloor + fixed_log2(linkage_->model.pairs[kSame] / most_of_few()));
  PatternCounter::Scored scored = counter_->score(*linkage_->scorer, floor_, options_.progress);
  counter_.reset();
  outcome_.counters.candidates = scored.candidates;
  for (std::size_t pass = 0; pass < blocker_->passes().size(); ++pass) {
    PassReport report;
    report.name = blocker_->passes()[pass].name;
    report.candidates = scored.first_met[pass];
    report.skipped_blocks = blocker_->skipped()[pass].blocks;
    report.skipped_rows = blocker_->skipped()[pass].rows;
    outcome_.passes.push_back(std::move(report));
  }
  passes_ = blocker_->passes();
  blocker_.reset();
  return std::move(scored.edges);
}

// Whether each list by itself shows what chance makes of both. Two scripts meet in other ways than one does.
bool Run::shows_chance() const {
  return small_ && !within() && options_.model == nullptr && judged_.empty() &&
         std::none_of(linkage_->values.begin(), linkage_->values.end(),
                      [](const Values& values) { return values.two_scripts; });
}

// Where few are on both lists, or few of the persons that the mixture believes in are found, what it takes for persons
// may be chance, and what it takes for chance persons.
bool Run::may_be_chance(std::span<const Edge> edges) const {
  if (!shows_chance()) return false;
  const double persons = linkage_->model.pairs[kSame];
  const auto likely = std::count_if(edges.begin(), edges.end(), [](const Edge& edge) { return edge.weight >= 0; });
  return persons < most_of_few() || static_cast<double>(likely) < kMostAreFound * persons;
}

BeyondChance Run::look_beyond_chance(std::span<const Edge> edges) const {
  return beyond_chance(*linkage_, {passes_, largest_block_, edges, floor_, basis_.pairs, basis_.most}, options_.threads,
                       options_.progress);
}

base::Result<void> Run::count_beyond_chance(std::vector<Edge>& edges) {
  BeyondChance found = look_beyond_chance(edges);
  const bool much = found.by_chance > kMuchChance * found.likely && found.by_chance > kSeenByChance;
  if (!much && linkage_->model.pairs[kSame] >= most_of_few()) return {};
  if (much) {
    // What the mixture has learned of persons it has learned of strangers.
    basis_.persons = std::max(found.persons, 1.0);
    index(passes_, largest_block_);
    MIDSPAN_CHECK(compare());
    linkage_->scorer->take(learn_clumps(*linkage_, options_.threads));
    outcome_.passes.clear();
    edges = score_candidates();
    found = look_beyond_chance(edges);
  }
  if (found.persons > 0) {
    linkage_->model.pairs[kSame] = found.persons;
    linkage_->scorer->expect(found.persons);
    std::int64_t probable = 0;
    for (Edge& edge : edges) {
      edge.weight = found.bend(linkage_->score(edge.left, edge.right).weight);
      probable += probability_ppm(edge.weight);
    }
    outcome_.counters.expected_matches = probable / 1'000'000;
  }
  std::erase_if(edges, [](const Edge& edge) { return edge.weight < kEdgeFloor; });
  lap("chance");
  return {};
}

// What a person said is true whatever the score says.
void Run::decide_under(std::vector<Edge> edges, const Verdicts& said) {
  if (!said.empty()) {
    std::erase_if(edges, [&](const Edge& edge) {
      const auto there = said.find({edge.left, edge.right});
      return there != said.end() && there->second != people::Verdict::Unsure;
    });
    for (const auto& [pair, verdict] : said) {
      if (verdict != people::Verdict::Same) continue;
      Edge edge = score_rows(static_cast<std::uint32_t>(pair.first), static_cast<std::uint32_t>(pair.second));
      edge.weight = kForced;
      edge.relation = people::Relation::SamePerson;
      edges.push_back(edge);
    }
    std::sort(edges.begin(), edges.end(), [](const Edge& one, const Edge& other) {
      return one.left != other.left ? one.left < other.left : one.right < other.right;
    });
  }
  if (within()) decide_clusters(edges, said);
  else decide_one_to_one(std::move(edges));
}

void Run::decide_one_to_one(std::vector<Edge> edges) {
  // Only what a person said weighs as much as that.
  base::for_each_stretch(edges.size(), kEdgesAtOnce, options_.threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end; ++at)
      if (edges[at].relation != people::Relation::SamePerson || edges[at].passes != 0)
        edges[at].weight = std::min(edges[at].weight, kForced - 1);
  });
  if (options_.duplicates == Duplicates::Any)
    base::for_each_stretch(edges.size(), kEdgesAtOnce, options_.threads, [&](std::size_t begin, std::size_t end) {
      for (std::size_t at = begin; at < end; ++at) edges[at].probability_ppm = probability_ppm(edges[at].weight);
    });
  else let_compete(edges, *linkage_, options_.duplicates, options_.threads);
  // What is kept, counted by stretches first, so that all can be written at once.
  const auto kept = [&](const Edge& edge) { return edge.probability_ppm >= std::max(keep_ppm_, 0); };
  std::vector<std::size_t> before(edges.size() / kEdgesAtOnce + 2, 0);
  base::for_each_stretch(edges.size(), kEdgesAtOnce, options_.threads, [&](std::size_t begin, std::size_t end) {
    before[begin / kEdgesAtOnce + 1] = static_cast<std::size_t>(std::count_if(
        edges.begin() + static_cast<std::ptrdiff_t>(begin), edges.begin() + static_cast<std::ptrdiff_t>(end), kept));
  });
  for (std::size_t at = 1; at < before.size(); ++at) before[at] += before[at - 1];
  reserve_pages(outcome_.links, before.back());
  outcome_.links.resize(before.back());
  base::for_each_stretch(edges.size(), kEdgesAtOnce, options_.threads, [&](std::size_t begin, std::size_t end) {
    std::size_t out = before[begin / kEdgesAtOnce];
    for (std::size_t at = begin; at < end; ++at)
      if (kept(edges[at])) outcome_.links[out++] = link_of(edges[at]);
  });
}

void Run::decide_clusters(const std::vector<Edge>& edges, const Verdicts& said) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> together, apart;
  for (const auto& [pair, verdict] : said) {
    const auto one = static_cast<std::uint32_t>(pair.first);
    const auto other = static_cast<std::uint32_t>(pair.second);
    if (verdict == people::Verdict::Same) together.emplace_back(one, other);
    if (verdict == people::Verdict::Different) apart.emplace_back(one, other);
  }
  const ScoreRows score = [this](std::uint32_t one, std::uint32_t other) { return score_rows(one, other); };
  const Joined joined =
      cluster(edges, linkage_->encoded.rows, score,
              free_rows_bonus(edges, linkage_->encoded.rows, 0, {0, linkage_->encoded.rows}, options_.threads),
              together, apart);
  // A link is not sure where a row has a rival outside its group, a brother for instance, nearly as strong.
  std::vector<std::uint32_t> group(linkage_->encoded.rows, 0);
  for (std::uint32_t at = 0; at < joined.clusters.size(); ++at)
    for (const std::uint32_t row : joined.clusters[at]) group[row] = at + 1;
  std::vector<std::int32_t> rival(linkage_->encoded.rows, -kMostWeight);
  for (const Edge& edge : edges) {
    if (group[edge.left] != 0 && group[edge.left] == group[edge.right]) continue;
    rival[edge.left] = std::max(rival[edge.left], edge.weight);
    rival[edge.right] = std::max(rival[edge.right], edge.weight);
  }
  outcome_.links.reserve(joined.links.size());
  for (Edge edge : joined.links) {
    edge.rivalled = std::max(rival[edge.left], rival[edge.right]) > edge.weight - kRivalBits;
    if (const auto there = said.find({edge.left, edge.right});
        there != said.end() && there->second == people::Verdict::Same) {
      edge.weight = kForced;
      edge.probability_ppm = 1'000'000;
      edge.relation = people::Relation::SamePerson;
    }
    outcome_.links.push_back(link_of(edge));
  }
  // Doubts below the line, for whoever asked for them.
  if (keep_ppm_ < kLikely) {
    for (Edge edge : edges) {
      edge.probability_ppm = std::min(probability_ppm(edge.weight - kLeftApart), kLikely - 1);
      if (edge.probability_ppm < keep_ppm_ || (group[edge.left] != 0 && group[edge.left] == group[edge.right]))
        continue;
      outcome_.links.push_back(link_of(edge));
    }
    std::sort(outcome_.links.begin(), outcome_.links.end(), [](const Link& one, const Link& other) {
      return one.left != other.left ? one.left < other.left : one.right < other.right;
    });
  }
  for (std::size_t at = 0; at < joined.clusters.size(); ++at) {
    Cluster made;
    for (const std::uint32_t row : joined.clusters[at]) made.members.push_back(ref_of(row));
    made.weakest_ppm = joined.bridges[at].probability_ppm;
    made.weakest_left = ref_of(joined.bridges[at].left);
    made.weakest_right = ref_of(joined.bridges[at].right);
    outcome_.clusters.push_back(std::move(made));
  }
}

void Run::report() {
  const Encoded& encoded = linkage_->encoded;
  for (std::size_t field = 0; field < linkage_->fields.size(); ++field) {
    const Field& what = linkage_->fields[field];
    FieldReport made;
    made.name = what.name;
    made.kind = text_of(what.kind);
    made.distinct = linkage_->values[encoded.group[field]].texts.size() - 1;
    for (std::size_t list = 0; list < lists_.size(); ++list) {
      made.headings.emplace_back();
      for (const std::size_t column : what.columns[list])
        made.headings.back().push_back(lists_[list]->columns()[column].heading);
      std::uint64_t filled = 0;
      for (const std::uint32_t count : encoded.counts[field][list]) filled += count;
      made.filled_ppm.push_back(static_cast<std::int32_t>(
          outcome_.counters.rows[list] == 0 ? 0 : filled * 1'000'000 / outcome_.counters.rows[list]));
    }
    const auto ppm = [](double value) { return static_cast<std::int32_t>(value * 1e6 + 0.5); };
    for (unsigned level = 1; level < levels_of(what.kind); ++level) {
      const auto& classes = linkage_->model.fields[field];
      made.levels.push_back({std::string(level_name(what.kind, level)), ppm(classes[kSame][level]),
                             ppm(classes[kOther][level]), ppm(classes[kSibling][level]), ppm(classes[kNamesake][level]),
                             linkage_->scorer->field_weight(field, level)});
    }
    outcome_.fields.push_back(std::move(made));
  }
  outcome_.splink = splink_settings(linkage_->model, linkage_->fields, passes_, within());
  outcome_.model = to_json(linkage_->model, linkage_->fields);
  keep_links(outcome_, options_.keep_ppm);
  say_why_nothing();
  for (const Source* list : lists_)
    for (people::Finding& doubt : list->doubts()) outcome_.findings.push_back(std::move(doubt));
  for (const PassReport& pass : outcome_.passes)
    if (pass.skipped_blocks != 0) {
      people::Finding finding;
      finding.message = {
          "RCN-110",
          {{"pass", pass.name},
           {"blocks", static_cast<std::int64_t>(pass.skipped_blocks)},
           {"rows", static_cast<std::int64_t>(std::min<std::uint64_t>(pass.skipped_rows, encoded.rows))}}};
      outcome_.findings.push_back(std::move(finding));
    }
}

// No link at all is an answer that wants a reason: where as many pairs agree in everything by chance as rows could have
// partners, these columns cannot tell people apart.
void Run::say_why_nothing() {
  const auto likely = [](const Link& link) { return link.probability_ppm >= kLikely; };
  if (std::any_of(outcome_.links.begin(), outcome_.links.end(), likely)) return;
  double alike = basis_.pairs;
  for (const Levels& levels : basis_.strangers) alike *= levels[1];
  if (alike < 0.1 * basis_.expected) return;
  std::string fields;
  for (const Field& field : linkage_->fields) fields += (fields.empty() ? "" : ", ") + field.name;
  people::Finding finding;
  finding.message = {"RCN-116", {{"fields", fields}, {"pairs", static_cast<std::int64_t>(alike + 0.5)}}};
  outcome_.findings.push_back(std::move(finding));
}

}  // namespace

void keep_links(Outcome& outcome, std::int32_t least_ppm) {
  std::erase_if(outcome.links, [&](const Link& link) { return link.probability_ppm < least_ppm; });
  std::int64_t sum = 0;
  for (const Link& link : outcome.links) sum += link.probability_ppm;
  Counters& counters = outcome.counters;
  counters.expected_precision_ppm =
      outcome.links.empty() ? 0 : static_cast<std::int32_t>(sum / static_cast<std::int64_t>(outcome.links.size()));
  const double matches =
      std::max<double>(static_cast<double>(sum), static_cast<double>(counters.expected_matches) * 1e6);
  if (matches > 0)
    counters.expected_recall_ppm =
        static_cast<std::int32_t>(static_cast<double>(sum) / matches *
                                  (counters.blocking_recall_ppm == 0 ? 1'000'000 : counters.blocking_recall_ppm));
}

base::Result<Outcome> reconcile(const std::vector<const Source*>& lists, const Options& options) {
  if (lists.empty()) return base::failure("RCN-010");
  return Run(lists, options).go();
}

}  // namespace midspan::reconcile
