// SPDX-License-Identifier: Apache-2.0
// Why two rows score as they do, field by field.
#include <algorithm>

#include "reconcile/linkage.hpp"
#include "reconcile/reconcile.hpp"

namespace midspan::reconcile {

namespace {

std::size_t row_of(const Linkage& linkage, RowRef ref) { return linkage.encoded.list_begin[ref.list] + ref.row; }

}  // namespace

Link score_pair(const Linkage& linkage, RowRef left, RowRef right) {
  const Score score = linkage.score(row_of(linkage, left), row_of(linkage, right));
  Link link;
  link.left = left;
  link.right = right;
  link.weight = score.weight;
  link.probability_ppm = probability_ppm(score.weight);
  link.relation = score.relation;
  return link;
}

people::CandidatePair explain_pair(const Linkage& linkage, RowRef left, RowRef right) {
  people::CandidatePair pair;
  const Link link = score_pair(linkage, left, right);
  pair.weight = link.weight;
  pair.probability_ppm = link.probability_ppm;
  pair.relation = link.relation;
  const std::uint32_t* one = linkage.encoded.row(row_of(linkage, left));
  const std::uint32_t* other = linkage.encoded.row(row_of(linkage, right));
  const Pattern pattern = linkage.comparer->pattern(one, other);
  for (std::size_t field = 0; field < linkage.fields.size(); ++field) {
    const Field& what = linkage.fields[field];
    const Values& values = linkage.values[linkage.encoded.group[field]];
    const std::size_t partner = linkage.comparer->partner(field, pattern);
    people::FieldEvidence evidence;
    evidence.field = what.name;
    evidence.left = values.texts.text(one[field]);
    evidence.right = values.texts.text(other[partner]);
    const unsigned level = level_of(pattern, field);
    // RCN-200 is "missing"; then ten codes a kind, for names again ten where they stand crosswise.
    unsigned code = level == 0 ? 200 : 200 + 10 * static_cast<unsigned>(what.kind) + level;
    if (partner != field) code += 60;
    evidence.level.code = "RCN-" + std::to_string(code);
    if (level != 0) {
      evidence.frequency_weight = linkage.scorer->rarity_of(field, pattern, one, other);
      evidence.weight = linkage.scorer->field_weight(field, level) + linkage.scorer->words_weight(field, pattern) +
                        evidence.frequency_weight;
    }
    // That they changed places is said once, with the given name.
    if (partner != field && what.meaning == Meaning::Given) evidence.weight += linkage.scorer->crossed_weight();
    pair.evidence.push_back(std::move(evidence));
  }
  return pair;
}

double odds_of(std::int32_t weight) { return fixed_exp2(weight); }

std::vector<FieldScore> field_scores(const Linkage& linkage, RowRef left, RowRef right) {
  const std::uint32_t* one = linkage.encoded.row(row_of(linkage, left));
  const std::uint32_t* other = linkage.encoded.row(row_of(linkage, right));
  const Pattern pattern = linkage.comparer->pattern(one, other);
  std::vector<FieldScore> scores(linkage.fields.size());
  for (std::size_t field = 0; field < scores.size(); ++field) {
    FieldScore& score = scores[field];
    score.level = level_of(pattern, field);
    score.last = levels_of(linkage.fields[field].kind) - 1;
    if (score.level == 0) continue;
    score.weight = linkage.scorer->field_weight(field, score.level) + linkage.scorer->words_weight(field, pattern);
    score.rarity = linkage.scorer->rarity_of(field, pattern, one, other);
    if ((pattern & kCrossed) != 0 && linkage.fields[field].meaning == Meaning::Given)
      score.weight += linkage.scorer->crossed_weight();
  }
  return scores;
}

std::string id_of(const Linkage& linkage, RowRef row) { return linkage.encoded.id(row_of(linkage, row)); }

void ids_of(const Linkage& linkage, std::span<const RowRef> rows, std::string& text, std::vector<std::uint32_t>& ends) {
  std::vector<std::size_t> numbers;
  for (const RowRef& row : rows) numbers.push_back(row_of(linkage, row));
  linkage.encoded.ids_of(numbers, text, ends);
}

}  // namespace midspan::reconcile
