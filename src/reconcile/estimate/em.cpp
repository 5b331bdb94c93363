// SPDX-License-Identifier: Apache-2.0
// EM on counts of agreement patterns. The candidates are not all pairs, so the class of strangers is not estimated from
// them: of all N pairs, N x u(pattern) strangers show a pattern, whether or not a pass would have met them, and the
// odds of a candidate are the expected number of persons' own pairs with its pattern against that number. The other
// classes are estimated from what was met. Priors are pseudo-counts, so that lists of 200 rows work, and so that
// classes keep their meaning: what makes siblings siblings (given name and birth of strangers) is not free.
#include <algorithm>
#include <cmath>

#include "reconcile/estimate/model.hpp"
#include "reconcile/estimate/twins.hpp"

namespace midspan::reconcile {

namespace {

constexpr int kMostIterations = 60;
constexpr int kFirstIterations = 5;
constexpr double kTolerance = 1.2;
constexpr double kTwinsPrior = 200;
constexpr double kFewestTwinsSeen = 0.001;  // pairs for each person, though lists show none
constexpr double kContradictionPrior = 40;  // pairs
constexpr double kMostOtherwise = 0.6;      // full names of one person that contradict each other in part
constexpr double kTwinNamesPrior = 40;
constexpr double kOwnNamesPrior = 40;  // pairs
constexpr double kKinPrior = 200;      // pairs that levels learned within the lists count for
// Of names that agree as often as within each list by itself, so much at least is chance between them.
constexpr double kMostlyChance = 0.9;
constexpr double kFewPairs = 10;       // with one look: what is beyond chance may be chance
constexpr double kTwiceOnOne = 0.002;  // lines that stand twice on a list, for each line, to begin with
constexpr double kMostTwice = 0.3;
constexpr std::size_t kFewestFields = 3;   // to tell people with much in common from one person
constexpr double kCrossedPrior = 200;      // pairs that the first guess counts for
constexpr double kMostBirthsApart = 0.05;  // of one person, where the lists say little else
constexpr double kSameNameAtHome = 0.2;  // children of one parent, beside strangers: half-brothers, a name given again
// Of one list that says little, the share of the usual contradictions, and the pairs of one person for each row, at
// most.
constexpr double kFewerContradictions = 1.0 / 3;
constexpr double kMostWhereLittleIsSaid = 1;
constexpr unsigned kSameAge = 6;  // the first level of births known to the day that have nothing in common

bool is_name(Meaning meaning) {
  return meaning == Meaning::Given || meaning == Meaning::Family || meaning == Meaning::SecondFamily ||
         meaning == Meaning::FullName;
}

bool is_birth(Meaning meaning) {
  return meaning == Meaning::Birth || meaning == Meaning::BirthYear || meaning == Meaning::Age;
}

// The only list there is, rather than one of two that is looked at by itself.
bool is_one_list(const Basis& basis) { return basis.own_rows > 0 && !basis.by_itself; }

// How strongly a class keeps to its prior: pseudo-pairs. 0 means the strangers' frequencies, not estimated at all.
// Names in one column: siblings' agree in part, which part depends on how many names people have; that they hardly ever
// agree in all is not free.
// Namesakes' names agree as often as one person's do: they are written by the same two hands.
enum class Hold { Free, Prior, Strangers, Part, AsSame };

// No value stands on both lists ("M" and "L", for men): they never agree, and that they do not says nothing.
bool says_nothing(const Field& field, std::size_t at, const Basis& basis) {
  return field.kind == Kind::Category && basis.across[at][1] <= 1e-11;
}

Hold hold_of(const std::vector<Field>& fields, std::size_t at, Class of, const Model& model, const Basis& basis) {
  const Field& field = fields[at];
  if (says_nothing(field, at, basis)) return Hold::Strangers;
  if (of == kSame && basis.by_itself) return Hold::Prior;
  if (of == kSibling && model.unnamed) return Hold::Free;
  switch (of) {
    case kSame: return Hold::Free;
    case kSibling:
      if (is_birth(field.meaning)) return Hold::Prior;
      if (field.meaning == Meaning::FullName) return Hold::Part;
      if (field.share == Share::Family) return Hold::Free;
      return field.meaning == Meaning::Sex ? Hold::Free : Hold::Strangers;
    case kNamesake:
      if (is_name(field.meaning)) return Hold::AsSame;
      if (is_birth(field.meaning)) return Hold::Prior;
      return field.share == Share::Family ? Hold::Free : Hold::Strangers;
    case kOther: return Hold::Strangers;
  }
  return Hold::Free;
}

std::size_t full_name_of(const std::vector<Field>& fields) {
  std::size_t found = fields.size();
  for (std::size_t field = 0; field < fields.size(); ++field)
    if (fields[field].meaning == Meaning::FullName && fields[field].kind == Kind::Name) found = field;
  return found;
}

void normalise(Levels& levels, unsigned count) {
  double sum = 0;
  for (unsigned at = 1; at < count; ++at) sum += levels[at];
  if (sum <= 0) return;
  for (unsigned at = 1; at < count; ++at) levels[at] = std::max(levels[at] / sum, 1e-12);
}

// Of names in one column, words that contradict each other count as well.
unsigned first_contradiction(const Field& field) {
  return field.meaning == Meaning::FullName ? 5 : levels_of(field.kind) - 1;
}

// How often one person's names and births contradict each other is known better than how they agree: what the clerks
// do, they do to agreement; contradiction is somebody else, more often than not.
void hold_contradiction(Levels& levels, const Levels& before, const Field& field, double pairs) {
  const unsigned end = levels_of(field.kind);
  double now = 0, prior = 0;
  for (unsigned at = first_contradiction(field); at < end; ++at) {
    now += levels[at];
    prior += before[at];
  }
  const double held = (now * pairs + kContradictionPrior * prior) / (pairs + kContradictionPrior);
  if (now <= prior) return;
  for (unsigned at = 1; at < end; ++at)
    levels[at] *= at < first_contradiction(field) ? (1 - held) / std::max(1 - now, 1e-12) : held / std::max(now, 1e-12);
}

void bound_contradiction(Levels& levels, const Field& field, unsigned first, double most) {
  const unsigned end = levels_of(field.kind);
  double against = 0;
  for (unsigned at = first; at < end; ++at) against += levels[at];
  if (against <= most) return;
  for (unsigned at = 1; at < end; ++at)
    levels[at] *= at < first ? (1 - most) / std::max(1 - against, 1e-12) : most / against;
}

// On one list that says nothing of a person but names, and what people share, chance drifts into the class of persons:
// whoever is called alike and is of one sex, for strangers called alike are.
bool says_little(const std::vector<Field>& fields, const Basis& basis) {
  return is_one_list(basis) && std::none_of(fields.begin(), fields.end(), [](const Field& field) {
           return is_birth(field.meaning) || (field.kind == Kind::Code && field.share == Share::Personal);
         });
}

// Families by which people are called on one list and not on the other (a tribe, a village, a husband) contradict each
// other in most pairs. Where the lists have shown how many relatives there are, there is no fear of taking those for
// persons.
double most_contradicted(const std::vector<Field>& fields, std::size_t at, const Model& model, const Basis& basis) {
  const double most = most_contradiction(fields[at]) * (says_little(fields, basis) ? kFewerContradictions : 1);
  const bool known = basis.kin.known && !model.unnamed && fields.size() >= kFewestFields;
  return fields[at].meaning == Meaning::FullName && known ? std::max(most, kMostOtherwise) : most;
}

// Beside names alone, births that have no day, no month and no year in common: namesakes by chance look so, and a
// mixture of two fields cannot tell them from persons of whom one list has another birth. Of births known to the day.
bool births_may_not_drift(const std::vector<Field>& fields, std::size_t at, const Basis& basis) {
  return fields[at].kind == Kind::Date && fields[at].meaning == Meaning::Birth && fields.size() < kFewestFields &&
         (at >= basis.own_births.size() || basis.own_births[at][1] <= 0);
}

// The levels of agreement as they are beforehand; what is left is shared as was found.
void hold_agreement(Levels& levels, const Levels& before, unsigned count) {
  constexpr unsigned kFirstPart = 5;  // some names agree, others contradict
  double held = 0, rest = 0;
  for (unsigned level = 1; level < count; ++level)
    (level < kFirstPart ? held : rest) += level < kFirstPart ? before[level] : levels[level];
  for (unsigned level = 1; level < count; ++level)
    levels[level] = level < kFirstPart ? before[level] : levels[level] * (1 - held) / std::max(rest, 1e-12);
}

// What relatives' births are like depends on how precisely the lists date them.
Levels before_of(const std::vector<Field>& fields, const Model& model, const Basis& basis, std::size_t field,
                 Class of) {
  if (of == kSibling && model.unnamed) {
    if (!basis.kin.levels.empty()) return basis.kin.levels[field];
    return fields[field].share == Share::Family ? prior(fields[field], kSame) : basis.strangers[field];
  }
  if (of == kSame && basis.by_itself && field < basis.twice.size()) return basis.twice[field];
  if (of == kSame && field < basis.own_births.size() && basis.own_births[field][1] > 0) return basis.own_births[field];
  if (of == kSibling && field < basis.sibling_births.size() && basis.sibling_births[field][1] > 0)
    return basis.sibling_births[field];
  if (of == kNamesake && field < basis.namesake_births.size() && basis.namesake_births[field][1] > 0)
    return basis.namesake_births[field];
  return prior(fields[field], of);
}

bool has_birth(const std::vector<Field>& fields) {
  return std::any_of(fields.begin(), fields.end(), [](const Field& field) { return is_birth(field.meaning); });
}

// Hardly anybody calls two children the same: where no birth tells these apart that counts. Where no parent is named,
// cousins pass for siblings, and are called as strangers.
Levels personal_levels(const std::vector<Field>& fields, std::size_t at, Class of, const Levels& strangers) {
  const bool parents = std::any_of(fields.begin(), fields.end(), [](const Field& field) {
    return field.meaning == Meaning::Father || field.meaning == Meaning::Mother;
  });
  Levels levels = strangers;
  if (of != kSibling || fields[at].meaning != Meaning::Given || !parents || has_birth(fields)) return levels;
  for (const unsigned same : {1U, 2U}) {
    levels[levels_of(fields[at].kind) - 1] += levels[same] * (1 - kSameNameAtHome);
    levels[same] *= kSameNameAtHome;
  }
  return levels;
}

// Siblings are known by a given name that differs where the family's agree. A birth says so, or a chain of names in one
// column, beside anything else. Without either two lists show by themselves how relatives look (Kin); one list does
// not. Namesakes need a birth.
bool can_tell_relatives(const std::vector<Field>& fields, const Basis& basis) {
  bool birth = false, given = false, chain = false, family = false;
  for (const Field& field : fields) {
    birth |= is_birth(field.meaning);
    given |= field.meaning == Meaning::Given;
    chain |= field.meaning == Meaning::FullName;
    family |= field.share == Share::Family;
  }
  return chain ? family || birth : family && given && (birth || is_one_list(basis));
}

// Of the pairs with a pattern, how many the classes should have, by the model as it is now. What patterns have in
// common is worked out once for all of them, classes side by side.
class Shares {
 public:
  Shares(const Model& model, const std::vector<Field>& fields, const Basis& basis, const Twins& twins)
      : model_(model), twins_(twins), full_name_(full_name_of(fields)), gaps_(fields.size()), levels_(fields.size()) {
    for (std::size_t field = 0; field < fields.size(); ++field) {
      // Gaps are nobody's sign; they only say how many pairs can show this pattern at all.
      const double gap = basis.known_pairs[field] / basis.pairs;
      gaps_[field] = {std::max(1 - gap, 1e-3), gap};
      for (std::size_t of = 0; of < kClasses; ++of)
        for (std::size_t level = 0; level < levels_[field].size(); ++level)
          levels_[field][level][of] = model.fields[field][of][level];
    }
  }

  std::array<double, kClasses> of(Pattern pattern) const {
    std::array<double, kClasses> share = model_.pairs;
    if (model_.relatives && !model_.unnamed && twins_.possible()) share[kSibling] *= twins_.factor(model_, pattern);
    for (std::size_t field = 0; field < levels_.size(); ++field) {
      const unsigned level = level_of(pattern, field);
      for (double& one : share) one *= gaps_[field][level == 0 ? 0 : 1];
      if (level == 0) continue;
      for (std::size_t of = 0; of < kClasses; ++of) share[of] *= levels_[field][level][of];
    }
    if ((pattern & kCrossed) != 0)
      for (std::size_t of = 0; of < kOther; ++of) share[of] *= model_.crossed;
    if (full_name_ >= levels_.size()) return share;
    if (asks_own_name(pattern, full_name_)) {
      const bool agrees = (pattern & kOwnNameAgrees) != 0;
      for (std::size_t of = 0; of < kClasses; ++of)
        share[of] *= agrees ? model_.own_names[of] : 1 - model_.own_names[of];
    }
    if (const unsigned level = level_of(pattern, full_name_); order_counts(level)) {
      const bool is_turned = (pattern & kTurned) != 0;
      for (std::size_t of = 0; of < kClasses; ++of) {
        const double turned = of == kOther ? model_.strangers_turned[order_of(level)] : model_.turned[order_of(level)];
        share[of] *= is_turned ? turned : 1 - turned;
      }
    }
    return share;
  }

 private:
  const Model& model_;
  const Twins& twins_;
  std::size_t full_name_;
  std::vector<std::array<double, 2>> gaps_;                                                  // by field: missing, known
  std::vector<std::array<std::array<double, kClasses>, std::tuple_size_v<Levels>>> levels_;  // [field][level][class]
};

// Pairs that are one person less likely than this teach so much less of how one person looks, unless there are more
// than twice as many of their pattern as all other classes explain. Where few are on both lists there are more such
// pairs than persons, and what chance has beyond its estimate would be taken for habits of clerks: half of the pairs of
// rows of which neither has a partner. One list has many pairs of each person, and says by itself how they look.
double doubted_below(const Model& model, const Basis& basis) {
  if (basis.own_rows > 0) return 1e-9;
  const double shorter = 2 * basis.expected, longer = basis.pairs / shorter;
  const auto free = [&](double rows) { return std::max(1 - model.pairs[kSame] / rows, 0.0); };
  return 0.5 * free(shorter) * free(longer) + 1e-9;
}

// Judged pairs were met and counted like all others: they must not count twice.
std::vector<PatternCount> without_judged(std::vector<PatternCount> patterns, const Basis& basis) {
  for (const LabelCount& label : basis.labels) {
    const auto there = std::lower_bound(patterns.begin(), patterns.end(), label.pattern,
                                        [](const PatternCount& one, Pattern wanted) { return one.pattern < wanted; });
    if (there != patterns.end() && there->pattern == label.pattern && there->count > 0) --there->count;
  }
  return patterns;
}

}  // namespace

Model estimate(const std::vector<Field>& fields, const std::vector<PatternCount>& patterns, const Basis& basis) {
  Model model;
  model.relatives = can_tell_relatives(fields, basis);
  // What lists show by themselves needs no roles: whoever has much in common on one list is not one person.
  if (!model.relatives && fields.size() >= kFewestFields && (basis.by_itself || basis.kin.known))
    model.relatives = model.unnamed = true;
  const std::size_t classes = model.relatives ? 3 : 1;  // those that are estimated
  model.fields.resize(fields.size());
  for (std::size_t field = 0; field < fields.size(); ++field)
    for (unsigned of = 0; of < kClasses; ++of) {
      Levels& levels = model.fields[field][of];
      const bool strangers = hold_of(fields, field, static_cast<Class>(of), model, basis) == Hold::Strangers;
      levels = strangers ? personal_levels(fields, field, static_cast<Class>(of), basis.strangers[field])
                         : before_of(fields, model, basis, field, static_cast<Class>(of));
      normalise(levels, levels_of(fields[field].kind));
    }
  model.pairs = {basis.expected, basis.expected * 0.3 + 1, basis.expected * 0.05 + 1, basis.pairs};
  if (basis.persons > 0) model.pairs[kSame] = basis.persons;
  if (basis.by_itself) model.pairs[kSame] = kTwiceOnOne * basis.own_rows;
  if (!model.relatives) model.pairs[kSibling] = model.pairs[kNamesake] = 0;
  const bool namesakes = has_birth(fields) && !model.unnamed;
  if (!namesakes) model.pairs[kNamesake] = 0;

  const Twins twins(fields);
  model.twin_names = basis.kin.known ? basis.kin.twin_names : twins.names();
  const std::array<double, kClasses> own_before = [&] {
    std::array<double, kClasses> before = Model().own_names;
    if (basis.kin.known) before[kSibling] = basis.kin.own_names;
    else if (model.unnamed) before[kSibling] = before[kSame];
    before[kOther] = basis.own_names;
    return before;
  }();
  model.own_names = own_before;
  model.strangers_turned = basis.turned;
  const std::size_t full_name = full_name_of(fields);
  model.persons = basis.own_rows > 0 ? basis.own_rows : model.pairs[kSame];
  const auto set_twins_of_kin = [&] {
    model.twins = std::max(basis.kin.twins / std::max(model.persons, 1.0), kFewestTwinsSeen);
  };
  if (basis.kin.known) set_twins_of_kin();
  // Within a list twins are seen; between two lists they may pass for persons until none is left to be seen.
  const double fewest_twins = basis.by_itself ? kFewestTwinsSeen : Model().twins / 2;
  const double most = basis.by_itself              ? kMostTwice * basis.own_rows
                      : says_little(fields, basis) ? kMostWhereLittleIsSaid * basis.own_rows
                                                   : basis.most;
  const bool born_apart_or_together = twins.possible() && !model.unnamed;
  const std::vector<PatternCount> unjudged = without_judged(patterns, basis);
  std::vector<std::array<Levels, kClasses>> sums(fields.size());
  for (model.iterations = 0; model.iterations < kMostIterations; ++model.iterations) {
    for (auto& field : sums)
      for (Levels& levels : field) levels.fill(0);
    std::array<double, kClasses> totals{};
    double crossed = 0, born_together = 0;
    std::array<double, kClasses> own_names{}, in_part{};
    std::array<double, kOrders> turned{}, with_order{};
    Levels twin_names{};
    std::vector<double> untaught(fields.size(), 0);  // pairs of one person that look as they do beforehand
    const auto add = [&](Pattern pattern, std::size_t of, double part, double teaching = 1) {
      totals[of] += part;
      if (of == kSibling && born_apart_or_together) {
        const double together = part * twins.part(model, pattern);
        born_together += together;
        twin_names[level_of(pattern, twins.given())] += together;
      }
      if (of == kSame && (pattern & kCrossed) != 0) crossed += part;
      if (of == kSame && full_name < fields.size() && order_counts(level_of(pattern, full_name))) {
        const std::size_t order = order_of(level_of(pattern, full_name));
        with_order[order] += part;
        if ((pattern & kTurned) != 0) turned[order] += part;
      }
      if (full_name < fields.size() && asks_own_name(pattern, full_name)) {
        in_part[of] += part;
        if ((pattern & kOwnNameAgrees) != 0) own_names[of] += part;
      }
      for (std::size_t field = 0; field < fields.size(); ++field) {
        const unsigned level = level_of(pattern, field);
        sums[field][of][level] += part * teaching;
        if (level != 0) untaught[field] += part * (1 - teaching);
      }
    };
    const Shares shares(model, fields, basis, twins);
    const double doubted = doubted_below(model, basis);
    for (const PatternCount& seen : unjudged) {
      // Chance is known to some per cent only, and where strangers are many a per cent of them is more than all
      // persons: what they may account for, they account for. Of strangers no more can be here than pairs are.
      const double count = static_cast<double>(seen.count) * basis.weight;
      std::array<double, kClasses> share = shares.of(seen.pattern);
      share[kOther] = std::min(share[kOther] * kTolerance, count);
      double all = share[kOther];
      for (std::size_t of = 0; of < classes; ++of) all += share[of];
      if (all <= 0) continue;
      const double unexplained = 1 - (2 * (all - share[kSame]) + kFewPairs) / count;
      const double teaching = std::min(1.0, std::max(share[kSame] / all, unexplained) / doubted);
      for (std::size_t of = 0; of < classes; ++of)
        add(seen.pattern, of, count * share[of] / all, of == kSame ? teaching : 1);
    }
    // What a person has said of a pair is no longer a matter of shares, but for which of the others it is.
    for (const LabelCount& label : basis.labels) {
      add(label.pattern, kSame, label.same);
      const std::array<double, kClasses> share = shares.of(label.pattern);
      double all = share[kOther];
      for (std::size_t of = kSame + 1; of < classes; ++of) all += share[of];
      if (all <= 0) continue;
      for (std::size_t of = kSame + 1; of < classes; ++of) add(label.pattern, of, label.different * share[of] / all);
    }
    double moved = 0;
    for (std::size_t field = 0; field < fields.size(); ++field) {
      const unsigned count = levels_of(fields[field].kind);
      for (std::size_t of = 0; of < classes; ++of) {
        const Hold hold = hold_of(fields, field, static_cast<Class>(of), model, basis);
        if (hold == Hold::Strangers) continue;
        if (hold == Hold::AsSame) {
          model.fields[field][of] = model.fields[field][kSame];
          continue;
        }
        // What relatives share is written by the same hands, too.
        const bool shared = of != kSame && hold == Hold::Free && fields[field].share == Share::Family && !model.unnamed;
        const Levels before =
            shared ? model.fields[field][kSame] : before_of(fields, model, basis, field, static_cast<Class>(of));
        const double strength = hold == Hold::Prior                ? 1e12
                                : of == kSame                      ? 12.0 + untaught[field]
                                : model.unnamed && basis.kin.known ? kKinPrior
                                                                   : 40.0;
        Levels now{};
        for (unsigned level = 1; level < count; ++level) now[level] = sums[field][of][level] + strength * before[level];
        normalise(now, count);
        if (hold == Hold::Part) hold_agreement(now, before, count);
        if (of == kSame && (is_name(fields[field].meaning) || is_birth(fields[field].meaning)) && !basis.by_itself)
          hold_contradiction(now, before, fields[field], totals[kSame]);
        if (of == kSame)
          bound_contradiction(now, fields[field], first_contradiction(fields[field]),
                              most_contradicted(fields, field, model, basis));
        if (of == kSame && births_may_not_drift(fields, field, basis))
          bound_contradiction(now, fields[field], kSameAge, kMostBirthsApart);
        for (unsigned level = 1; level < count; ++level)
          moved = std::max(moved, std::fabs(now[level] - model.fields[field][of][level]));
        model.fields[field][of] = now;
      }
      // Strangers' agreements are all agreements but those of persons with themselves, and of relatives.
      const double known = std::max(1.0, basis.known_pairs[field]);
      Levels strangers = basis.strangers[field];
      for (unsigned level = 1; level + 1 < count; ++level) {
        const double own = sums[field][kSame][level] + (model.relatives ? sums[field][kSibling][level] : 0);
        const bool halved = level != 1 || basis.without_own[field];
        const double chance = level == 1 && field < basis.by_chance.size() ? basis.by_chance[field] : 0;
        const double fewest = std::max(0.5 / known, chance);
        const bool bounded = basis.own_rows <= 0 && basis.without_own[field] && strangers[level] * known > kFewPairs;
        const double least =
            halved ? strangers[level] * (bounded ? kMostlyChance : 0.5) : std::min(strangers[level], fewest);
        const double others = std::min(strangers[level], basis.across[field][level] - own / known);
        strangers[level] = std::max({others, least, 1e-12});
      }
      normalise(strangers, count);
      strangers[1] = std::max(strangers[1], 1e-12);
      for (unsigned of = 0; of < kClasses; ++of)
        if (hold_of(fields, field, static_cast<Class>(of), model, basis) == Hold::Strangers)
          model.fields[field][of] = personal_levels(fields, field, static_cast<Class>(of), strangers);
    }
    model.crossed =
        std::clamp((crossed + kCrossedPrior * Model().crossed) / (totals[kSame] + kCrossedPrior), 1e-5, 0.1);
    if (!basis.by_itself)
      for (std::size_t order = 0; order < kOrders; ++order)
        model.turned[order] =
            std::clamp((turned[order] + kOwnNamesPrior * Model().turned[order]) / (with_order[order] + kOwnNamesPrior),
                       1e-3, 1 - 1e-3);
    for (std::size_t of = 0; of < classes; ++of) {
      if (of == kSame && basis.by_itself) continue;
      const double prior = of == kSibling && basis.kin.known ? kKinPrior : kOwnNamesPrior;
      model.own_names[of] =
          std::clamp((own_names[of] + prior * own_before[of]) / (in_part[of] + prior), 1e-3, 1 - 1e-3);
    }
    const double persons = basis.own_rows > 0 ? basis.own_rows : totals[kSame];
    if (basis.kin.known) set_twins_of_kin();
    else
      model.twins =
          std::clamp((born_together + kTwinsPrior * Model().twins) / (persons + kTwinsPrior), fewest_twins, 1.0);
    if (basis.by_itself && born_apart_or_together) {
      // Nobody calls two children the same: who is called so on one list is one person who stands there twice.
      constexpr unsigned kFirstLearned = 3;
      const Levels before = twins.names();
      double sum = 0, held = 0;
      for (unsigned level = 1; level < 8; ++level) {
        model.twin_names[level] =
            level < kFirstLearned ? before[level] : twin_names[level] + kTwinNamesPrior * before[level];
        (level < kFirstLearned ? held : sum) += model.twin_names[level];
      }
      for (unsigned level = kFirstLearned; level < 8; ++level) model.twin_names[level] *= (1 - held) / sum;
    }
    for (std::size_t of = 0; of < classes; ++of) {
      if (of == kNamesake && !namesakes) continue;
      double now = of == kSame ? std::min(totals[of] + 0.5, most) : totals[of] + 0.5;
      if (of == kSame && basis.persons > 0) now = basis.persons;
      // There are as many relatives between the lists as their own rows promise, if not more.
      if (of == kSibling) now = std::max(now, basis.kin.siblings);
      if (of == kNamesake) now = std::max(now, basis.kin.namesakes);
      // Relatives stay until one person's levels have been learned: before that nobody looks like a relative.
      if (of != kSame && model.iterations < kFirstIterations) now = std::max(now, model.pairs[of]);
      moved = std::max(moved, std::fabs(now - model.pairs[of]) / std::max(100.0, now));
      model.pairs[of] = now;
    }
    model.persons = basis.own_rows > 0 ? basis.own_rows : model.pairs[kSame];
    if (moved < 1e-5 && model.iterations > kFirstIterations) break;
  }
  return model;
}

}  // namespace midspan::reconcile
