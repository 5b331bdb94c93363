// SPDX-License-Identifier: Apache-2.0
#include "reconcile/estimate/scorer.hpp"

#include <algorithm>
#include <span>

#include "base/threads.hpp"
#include "reconcile/estimate/word_places.hpp"

namespace midspan::reconcile {

namespace {

// How common a value is, by the rows of other people that have it. Where these are few, it is as common as values are
// on average: by fifty rows of that, or by as many as it takes to meet the value once. (A birth that stands once in two
// hundred rows is not one that every two-hundredth person has.)
double share_of(double count, double rows, double own_rows, double mean) {
  const double smoothing = std::max(50.0, 1 / std::max(mean, 1e-12));
  return (std::max(count - own_rows, 0.0) + smoothing * mean) / (rows + smoothing);
}
// How likely a second stranger is to have what a first one has: that one counts, the second does not.
constexpr double kOwnRows = 1;

constexpr std::size_t kSmallCounts = 256;

constexpr double kHabits = 2;  // names of one family and fashion go together
constexpr std::int32_t kMostShared = 10 * kBit;

// Of those who are called alike, and agree in all else where there is little else, so many are two people of a family.
// A figure of thought: one in twenty first sons has his father's name, and one in ten of those is on a list with him.
constexpr double kNamesakesUnseen = 0.005;

// Levels of full names that share words without being equal.
bool shares_words(unsigned level) { return level >= 2 && level <= 6; }

constexpr unsigned kAGenerationApart = 7;  // the last level of dates: more than fifteen years

bool inherits_name(const Field& field) {
  return field.share == Share::Family || field.meaning == Meaning::Given || field.meaning == Meaning::FullName;
}

}  // namespace

Scorer::Scorer(const Model& model, const std::vector<Field>& fields, const Encoded& encoded,
               const std::vector<Values>& values, unsigned threads)
    : relatives_(model.relatives), unnamed_(model.unnamed), twins_(fields), fields_(fields) {
  for (unsigned birth = 0; relatives_ && !unnamed_ && twins_.possible() && birth < 8; ++birth)
    for (unsigned given = 0; given < 8; ++given)
      together_[birth][given] =
          fixed_log2(twins_.factor(model, static_cast<Pattern>(birth) << (kLevelBits * twins_.birth()) |
                                              static_cast<Pattern>(given) << (kLevelBits * twins_.given())));
  for (birth_ = 0; birth_ < fields.size(); ++birth_)
    if (fields[birth_].meaning == Meaning::Birth) break;
  for (std::size_t field = 0; field < fields.size(); ++field) {
    if (fields[field].meaning == Meaning::Given) given_ = field;
    if (fields[field].meaning == Meaning::Family) family_ = field;
  }
  crossed_ = fixed_log2(model.crossed);
  two_scripts_ = std::any_of(values.begin(), values.end(), [](const Values& of) { return of.two_scripts; });
  for (full_name_ = 0; full_name_ < fields.size(); ++full_name_)
    if (fields[full_name_].meaning == Meaning::FullName && fields[full_name_].kind == Kind::Name) break;
  for (std::size_t of = 0; of < kClasses; ++of) {
    pairs_[of] = fixed_log2(model.pairs[of]);
    own_names_[0][of] = fixed_log2(1 - model.own_names[of]);
    own_names_[1][of] = fixed_log2(model.own_names[of]);
    for (std::size_t order = 0; order < kOrders; ++order) {
      const double turned = of == kOther ? model.strangers_turned[order] : model.turned[order];
      turned_[order][0][of] = fixed_log2(1 - turned);
      turned_[order][1][of] = fixed_log2(turned);
    }
  }
  // Siblings born on one day are twins, whichever day it is.
  for (std::size_t field = 0; field < fields.size(); ++field)
    shared_.push_back(unnamed_ ? model.fields[field][kSibling][1] > 4 * model.fields[field][kOther][1]
                               : fields[field].share == Share::Family || field == full_name_ || field == birth_);
  weights_.resize(fields.size());
  rarity_.resize(fields.size());
  most_rarity_.assign(fields.size(), 0);
  for (const auto& of_field : model.fields) mean_.push_back(of_field[kOther][1]);
  base::for_each_piece(fields.size(), threads, [&](std::size_t field) {
    for (unsigned level = 1; level < levels_of(fields[field].kind); ++level)
      for (std::size_t of = 0; of < kClasses; ++of)
        weights_[field][level][of] = fixed_log2(model.fields[field][of][level]);
    // A value's own frequency, in the list where it is commoner, against the mean that the model has.
    const auto& counts = encoded.counts[field];
    const double mean = model.fields[field][kOther][1];
    std::vector<double> rows(counts.size(), 0);
    for (std::size_t list = 0; list < counts.size(); ++list)
      for (const std::uint32_t count : counts[list]) rows[list] += count;
    const std::uint32_t size = values[encoded.group[field]].texts.size();
    rarity_[field].assign(size, 0);
    if (field == full_name_) {
      learn_words(field, encoded, values[encoded.group[field]], mean);
      return;
    }
    const auto share = [&](std::size_t list, std::uint32_t count) {
      return share_of(count, rows[list], kOwnRows, mean);
    };
    const auto rarity = [&](double own) { return std::clamp(fixed_log2(mean / own), -10 * kBit, 10 * kBit); };
    // Most values are rare: of counts that many have, the share and its logarithm are taken once.
    std::vector<std::array<std::int32_t, kSmallCounts>> of_count(counts.size());
    std::vector<std::array<double, kSmallCounts>> share_of_count(counts.size());
    for (std::size_t list = 0; list < counts.size(); ++list)
      for (std::uint32_t count = 0; count < kSmallCounts; ++count) {
        const double own = share_of_count[list][count] = share(list, count);
        if (rows[list] > 0 && own > 0) of_count[list][count] = rarity(own);
      }
    for (std::uint32_t value = 1; value < size; ++value) {
      double own = 0;
      std::size_t commonest = 0;  // the list
      for (std::size_t list = 0; list < counts.size(); ++list)
        if (value < counts[list].size() && rows[list] > 0) {
          const std::uint32_t count = counts[list][value];
          if (const double there = count < kSmallCounts ? share_of_count[list][count] : share(list, count);
              there > own) {
            own = there;
            commonest = list;
          }
        }
      if (own <= 0) continue;
      const std::uint32_t count = counts[commonest][value];
      rarity_[field][value] = count < kSmallCounts ? of_count[commonest][count] : rarity(own);
      most_rarity_[field] = std::max(most_rarity_[field], rarity_[field][value]);
    }
  });
}

// A full name stands once in most lists, and that says little of how many people have it; its words say more.
void Scorer::learn_words(std::size_t field, const Encoded& encoded, const Values& values, double mean) {
  names_ = &values;
  const auto& counts = encoded.counts[field];
  const std::uint32_t size = values.texts.size();
  const auto for_each_word = [&](std::uint32_t value, auto&& work) {
    const NameValue& name = values.names[value];
    if (name.words <= 1) work(value);
    else
      for (std::uint8_t word = 0; word < name.words; ++word) work(values.name_words[name.words_begin + word]);
  };
  // A name that stands twice on one list says nothing more than that its words met twice, nor do words.
  const double own_rows = counts.size() == 1 ? 2 : 1;
  std::vector<double> share(size, 0);  // of a word, on the list where it is commoner
  std::vector<double> most(size, 0);   // of all words
  std::vector<double> rows_of_list;
  for (const auto& of_list : counts) {
    std::vector<double> rows_with(size, 0);
    double words = 0, rows = 0;
    for (std::uint32_t value = 1; value < std::min<std::size_t>(size, of_list.size()); ++value) {
      if (of_list[value] == 0) continue;
      rows += of_list[value];
      for_each_word(value, [&](std::uint32_t word) {
        rows_with[word] += of_list[value];
        words += of_list[value];
      });
    }
    rows_of_list.push_back(rows);
    for (std::uint32_t value = 1; value < size && rows > 0; ++value) {
      if (rows_with[value] > 0)
        share[value] = std::max(share[value], (std::max(rows_with[value] - own_rows, 0.0) + 0.5) / rows);
      most[value] = std::max(most[value], rows_with[value] / words);
    }
  }
  double meeting = 0, met = 0;  // the mean share of words that meet by chance
  for (std::uint32_t value = 1; value < size; ++value) {
    meeting += most[value] * most[value] * share[value];
    met += most[value] * most[value];
  }
  meeting = met > 0 ? meeting / met : 1;
  word_rarity_.assign(size, 0);
  for (std::uint32_t value = 1; value < size; ++value)
    if (share[value] > 0) word_rarity_[value] = std::clamp(fixed_log2(meeting / share[value]), -10 * kBit, 10 * kBit);
  std::vector<WordPlaces> places;
  for (const auto& of_list : counts) places.emplace_back(values, of_list);
  for (std::uint32_t value = 1; value < size; ++value) {
    double own = 1e-12;
    for (const WordPlaces& of_list : places) own = std::max(own, kHabits * of_list.chance(value, own_rows, 0.5));
    for (std::size_t list = 0; list < counts.size(); ++list)
      if (value < counts[list].size() && counts[list][value] > own_rows)
        own = std::max(own, (counts[list][value] - own_rows) / rows_of_list[list]);
    rarity_[field][value] = std::clamp(fixed_log2(mean / std::min(own, 1.0)), -10 * kBit, 10 * kBit);
    most_rarity_[field] = std::max(most_rarity_[field], rarity_[field][value]);
  }
}

// What the words that two full names share say beyond their level.
std::int32_t Scorer::shared_words(std::uint32_t left, std::uint32_t right) const {
  const auto words = [&](const std::uint32_t& value) {
    const NameValue& name = names_->names[value];
    return name.words <= 1 ? std::span<const std::uint32_t>(&value, 1)
                           : std::span<const std::uint32_t>(names_->name_words.data() + name.words_begin, name.words);
  };
  std::int32_t rare = 0;
  for (const std::uint32_t one : words(left))
    for (const std::uint32_t other : words(right))
      if (one == other || (names_->two_scripts && is_one_word(*names_, one, other))) {
        rare += std::min(word_rarity_[one], word_rarity_[other]);
        break;
      }
  return std::clamp(rare, -kMostShared, kMostShared);
}

bool Scorer::shares_home(Pattern pattern) const {
  for (std::size_t field = 0; field < fields_.size(); ++field) {
    if (fields_[field].share != Share::Family || fields_[field].kind == Kind::Name) continue;
    const unsigned level = level_of(pattern, field);
    if (level == 1 || level == 2) return fields_[field].kind != Kind::Category;
  }
  return false;
}

// Whether nothing that is a person's own agrees but names: a father and a son of one name have the rest in common, and
// where no birth stands no list shows it.
bool Scorer::only_names(Pattern pattern) const {
  for (std::size_t field = 0; field < fields_.size(); ++field) {
    if (fields_[field].kind != Kind::Date && fields_[field].kind != Kind::Code) continue;
    const unsigned level = level_of(pattern, field);
    if (level != 0 && level + 1 < levels_of(fields_[field].kind)) return false;
  }
  return true;
}

ClassWeights Scorer::words_of(Pattern pattern) const {
  ClassWeights weights{};
  const unsigned level = level_of(pattern, full_name_);
  if (!order_counts(level)) return weights;
  weights = turned_[order_of(level)][(pattern & kTurned) != 0 ? 1 : 0];
  if (asks_own_name(pattern, full_name_))
    for (std::size_t of = 0; of < kClasses; ++of)
      weights[of] += own_names_[(pattern & kOwnNameAgrees) != 0 ? 1 : 0][of];
  return weights;
}

ClassWeights Scorer::of_pattern(Pattern pattern) const {
  ClassWeights weights = pairs_;
  for (std::size_t field = 0; field < fields_.size(); ++field) {
    const unsigned level = level_of(pattern, field);
    if (level == 0) continue;
    for (std::size_t of = 0; of < kClasses; ++of) weights[of] += weights_[field][level][of];
  }
  if (relatives_ && !unnamed_ && twins_.possible())
    weights[kSibling] += together_[level_of(pattern, twins_.birth())][level_of(pattern, twins_.given())];
  if (full_name_ < fields_.size()) {
    const ClassWeights words = words_of(pattern);
    for (std::size_t of = 0; of < kClasses; ++of) weights[of] += words[of];
  }
  // Persons and relatives are written crosswise now and then; strangers agree crosswise as they do straight.
  if ((pattern & kCrossed) != 0)
    for (std::size_t of = 0; of < kOther; ++of) weights[of] += crossed_;
  return weights;
}

std::int32_t Scorer::most(const ClassWeights& weights, Pattern pattern) const {
  std::int32_t most = weights[kSame] - weights[kOther];
  for (std::size_t field = 0; field < fields_.size(); ++field)
    if (level_of(pattern, field) == 1) most += most_rarity_[field];
    else if (field == full_name_ && shares_words(level_of(pattern, field))) most += kMostShared;
  return most;
}

bool Scorer::asks_both(Pattern pattern) const {
  return two_scripts_ || (pattern & kCrossed) != 0 ||
         (full_name_ < fields_.size() && shares_words(level_of(pattern, full_name_)));
}

std::int32_t Scorer::rarity_of(std::size_t field, Pattern pattern, const std::uint32_t* left,
                               const std::uint32_t* right) const {
  const unsigned level = level_of(pattern, field);
  if (level != 1) return field == full_name_ && shares_words(level) ? shared_words(left[field], right[field]) : 0;
  const std::int32_t clump = clumps_.empty() ? 0 : clumped(field, pattern, left, right);
  if ((pattern & kCrossed) == 0 && !two_scripts_) return rarity_[field][left[field]] + clump;
  std::size_t partner = field;
  if ((pattern & kCrossed) != 0) partner = field == given_ ? family_ : field == family_ ? given_ : field;
  return std::min(rarity_[field][left[field]], rarity_[partner][right[partner]]) + clump;
}

// Names that stand crosswise are left out: each row has the other's value in another field.
std::int32_t Scorer::clumped(std::size_t field, Pattern pattern, const std::uint32_t* left,
                             const std::uint32_t* right) const {
  const bool crossed = (pattern & kCrossed) != 0;
  const auto aside = [&](std::size_t of) { return crossed && (of == given_ || of == family_); };
  if (aside(field)) return 0;
  const auto agrees = [&](std::size_t other) { return level_of(pattern, other) == 1 && !aside(other); };
  const std::int32_t on_left = clumps_.weight(field, left, agrees);
  return two_scripts_ ? std::min(on_left, clumps_.weight(field, right, agrees)) : on_left;
}

double Scorer::share_of_value(std::size_t field, std::uint32_t value) const {
  return mean_[field] * fixed_exp2(-rarity_[field][value]);
}

Score Scorer::score(const ClassWeights& weights, Pattern pattern, const std::uint32_t* left,
                    const std::uint32_t* right) const {
  ClassWeights own = weights;
  for (std::size_t field = 0; field < fields_.size(); ++field) {
    const unsigned level = level_of(pattern, field);
    if (level != 1 && (field != full_name_ || !shares_words(level))) continue;
    const std::int32_t rare = rarity_of(field, pattern, left, right);
    own[kSame] += rare;
    if (shared_[field]) own[kSibling] += rare;
    if (inherits_name(fields_[field])) own[kNamesake] += rare;
  }
  Score score;
  std::int32_t against = own[kOther];
  std::size_t best = own[kSame] >= own[kOther] ? kSame : kOther;
  if (relatives_) {
    against = log2_sum(against, log2_sum(own[kSibling], own[kNamesake]));
    if (own[kSibling] > own[best]) best = kSibling;
    if (own[kNamesake] > own[best]) best = kNamesake;
  }
  score.weight = own[kSame] - against;
  static const std::int32_t kNamesakeUnseen = fixed_log2(kNamesakesUnseen);
  if (score.weight > 0 && only_names(pattern)) score.weight -= log2_sum(0, score.weight + kNamesakeUnseen);
  static constexpr people::Relation kRelations[] = {people::Relation::SamePerson, people::Relation::Sibling,
                                                    people::Relation::Namesake, people::Relation::Other};
  if (unnamed_ && best == kSibling) best = kOther;
  score.relation = score.weight >= 0 ? people::Relation::SamePerson : kRelations[best];
  // A generation apart, and of one family: one begot the other, whether or not they share a name.
  if (score.weight < 0 && birth_ < fields_.size() && level_of(pattern, birth_) == kAGenerationApart &&
      (best == kSibling || (best == kNamesake && shares_home(pattern))))
    score.relation = people::Relation::ParentOrChild;
  return score;
}

}  // namespace midspan::reconcile
