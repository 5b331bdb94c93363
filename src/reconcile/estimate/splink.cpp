// SPDX-License-Identifier: Apache-2.0
#include "reconcile/estimate/splink.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>

#include "reconcile/estimate/splink_condition.hpp"

namespace midspan::reconcile {

namespace {

using base::json::Array;
using base::json::Object;

std::string quoted(const std::string& column, const char* side) { return "\"" + column + side + "\""; }

// The condition that comes nearest to a level of ours; empty: folded into the level below.
std::string condition_of(Kind kind, unsigned level, const std::string& column) {
  const std::string left = quoted(column, "_l");
  const std::string right = quoted(column, "_r");
  if (level == 1) return left + " = " + right;
  if (level + 1 == levels_of(kind)) return "ELSE";
  const std::string both = "(" + left + ", " + right + ")";
  switch (kind) {
    case Kind::Name:
      // Another form, and words that contradict each other, are nothing that a condition could say.
      if (level == 2 || level == 5) return "";
      return "jaro_winkler_similarity" + both + (level == 3 ? " >= 0.94" : level == 4 ? " >= 0.88" : " >= 0.78");
    case Kind::Text:
      return level == 2 ? "jaro_winkler_similarity" + both + " >= 0.94" : "jaro_winkler_similarity" + both + " >= 0.85";
    case Kind::Code:
      return level == 2 ? "damerau_levenshtein" + both + " <= 1" : "damerau_levenshtein" + both + " <= 3";
    case Kind::Number: return "damerau_levenshtein" + both + " <= 1";
    case Kind::Date:
      return level == 2   ? "damerau_levenshtein" + both + " <= 1"
             : level == 4 ? "damerau_levenshtein" + both + " <= 2"
                          : "";
    case Kind::Category: break;
  }
  return "";
}

// The level of ours that a term asks for; nothing where the kind has none that says it.
std::optional<unsigned> level_for(Kind kind, const SplinkTerm& term) {
  const unsigned last = levels_of(kind) - 1;
  switch (term.what) {
    case SplinkTerm::Missing:
    case SplinkTerm::Present: return 0;
    case SplinkTerm::Equal:
    case SplinkTerm::Crossed: return 1;
    case SplinkTerm::Part:
      if (kind == Kind::Name) return 6;
      if (kind == Kind::Date) return term.bound > 4 ? 4 : 5;
      return std::min(last, 3U);
    case SplinkTerm::Similar:
      if (kind == Kind::Name) return term.bound >= 0.92 ? 3 : term.bound >= 0.85 ? 4 : 6;
      return term.bound >= 0.9 || last <= 3 ? std::min(2U, last) : 3;
    case SplinkTerm::Edits:
      if (kind == Kind::Name) return term.bound <= 1 ? 3 : term.bound <= 2 ? 4 : 6;
      return term.bound <= 1 || last <= 3 ? std::min(2U, last) : kind == Kind::Date ? 4 : 3;
    case SplinkTerm::Days:
      if (kind != Kind::Date) return std::nullopt;
      return term.bound <= 1 ? 2 : term.bound <= 31 ? 4 : term.bound <= 400 ? 5 : 6;
    case SplinkTerm::Number:
      if (kind == Kind::Date) return term.bound <= 1 ? 5 : 6;
      return kind == Kind::Number ? std::optional(2U) : std::nullopt;
    case SplinkTerm::Common:
      if (kind == Kind::Name) return term.bound >= 2 ? 4 : 5;
      return kind == Kind::Text ? std::optional(term.bound >= 2 ? 2U : 3U) : std::nullopt;
  }
  return std::nullopt;
}

double number_of(const base::json::Value& value, std::string_view key, double otherwise) {
  const base::json::Value* found = value.find(key);
  if (found == nullptr) return otherwise;
  if (const auto* fraction = std::get_if<double>(&found->storage())) return *fraction;
  if (const std::int64_t* whole = found->integer()) return static_cast<double>(*whole);
  return otherwise;
}

bool truth_of(const base::json::Value& value, std::string_view key) {
  const base::json::Value* found = value.find(key);
  return found != nullptr && found->boolean() != nullptr && *found->boolean();
}

}  // namespace

base::json::Value splink_settings(const Model& model, const std::vector<Field>& fields, const std::vector<Pass>& passes,
                                  bool within) {
  Array comparisons;
  const double strangers = model.pairs[kOther];
  const double relatives = model.pairs[kSibling] + model.pairs[kNamesake];
  for (std::size_t field = 0; field < fields.size(); ++field) {
    const std::string& column = fields[field].heading.front();
    Array levels;
    levels.push_back(
        Object{{"sql_condition", quoted(column, "_l") + " IS NULL OR " + quoted(column, "_r") + " IS NULL"},
               {"label_for_charts", column + " is NULL"},
               {"is_null_level", true}});
    double m = 0;
    double u = 0;
    for (unsigned level = 1; level < levels_of(fields[field].kind); ++level) {
      const auto& of = model.fields[field];
      m += of[kSame][level];
      u += (of[kOther][level] * strangers + of[kSibling][level] * model.pairs[kSibling] +
            of[kNamesake][level] * model.pairs[kNamesake]) /
           (strangers + relatives);
      const std::string condition = condition_of(fields[field].kind, level, column);
      if (condition.empty()) continue;
      Object made{{"sql_condition", condition},
                  {"label_for_charts", level_name(fields[field].kind, level)},
                  {"m_probability", m},
                  {"u_probability", u}};
      if (level == 1 && fields[field].kind != Kind::Date && fields[field].kind != Kind::Number) {
        made["tf_adjustment_column"] = column;
        made["tf_adjustment_weight"] = 1.0;
      }
      levels.push_back(std::move(made));
      m = u = 0;
    }
    comparisons.push_back(Object{{"output_column_name", column},
                                 {"comparison_description", fields[field].name},
                                 {"comparison_levels", std::move(levels)}});
  }
  Array rules;
  std::set<std::string> written;  // passes that differ by sounds alone are one rule there
  for (const Pass& pass : passes) {
    std::string rule;
    for (const Part& part : pass.parts) {
      const std::string& column = fields[part.field].heading.front();
      const std::string term = part.derivation == Derivation::Year
                                   ? "substr(l.\"" + column + "\", 1, 4) = substr(r.\"" + column + "\", 1, 4)"
                                   : "l.\"" + column + "\" = r.\"" + column + "\"";
      rule += (rule.empty() ? "" : " AND ") + term;
    }
    if (rule.empty()) rule = "1 = 1";  // every pair
    if (written.insert(rule).second) rules.push_back(Object{{"blocking_rule", rule}, {"sql_dialect", "duckdb"}});
  }
  return Object{{"link_type", within ? "dedupe_only" : "link_only"},
                {"probability_two_random_records_match", model.pairs[kSame] / std::max(1.0, strangers)},
                {"retain_matching_columns", true},
                {"retain_intermediate_calculation_columns", false},
                {"sql_dialect", "duckdb"},
                {"blocking_rules_to_generate_predictions", std::move(rules)},
                {"comparisons", std::move(comparisons)}};
}

bool is_splink(const base::json::Value& value) { return value.find("comparisons") != nullptr; }

namespace {

std::string small(std::string_view text) {
  std::string out(text);
  for (char& byte : out)
    if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte + 32);
  return out;
}

constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

std::size_t field_of(const std::vector<Field>& fields, std::string_view column) {
  for (std::size_t field = 0; field < fields.size(); ++field) {
    if (small(fields[field].name) == column) return field;
    for (const std::string& heading : fields[field].heading)
      if (small(heading) == column) return field;
  }
  return kNowhere;
}

// One level of a comparison, as levels of the fields that the comparison is about.
struct ReadLevel {
  std::map<std::size_t, unsigned> levels;
  bool missing = false;
  bool crossed = false;
};

// Nothing where the condition says what no levels of ours can say.
std::optional<ReadLevel> read_level(const SplinkCondition& condition, const std::vector<Field>& fields,
                                    const std::set<std::size_t>& about) {
  ReadLevel read;
  for (const std::size_t field : about) read.levels[field] = levels_of(fields[field].kind) - 1;
  if (condition.otherwise) return read;
  bool first = true;
  std::set<std::size_t> before;
  for (const auto& alternative : condition.alternatives) {
    std::map<std::size_t, unsigned> found;
    bool crossed = false;
    for (const SplinkTerm& term : alternative) {
      const std::size_t field = field_of(fields, term.column);
      if (field == kNowhere) return std::nullopt;
      if (term.what == SplinkTerm::Crossed) {
        const std::size_t other = field_of(fields, term.other);
        if (other == kNowhere) return std::nullopt;
        if (other != field) {
          const auto is = [&](std::size_t which, Meaning meaning) { return fields[which].meaning == meaning; };
          if (!(is(field, Meaning::Given) && is(other, Meaning::Family)) &&
              !(is(field, Meaning::Family) && is(other, Meaning::Given)))
            return std::nullopt;
          crossed = true;
          found[field] = found[other] = 1;
          continue;
        }
      }
      const auto level = level_for(fields[field].kind, term);
      if (!level) return std::nullopt;
      // What must hold together: the strongest agreement that is asked of the field.
      const auto there = found.find(field);
      if (term.what == SplinkTerm::Present) continue;
      if (there == found.end() || *level < there->second) found[field] = *level;
    }
    // One of several: each field is as good as the weakest says, and all have to speak of the same fields.
    std::set<std::size_t> speaks_of;
    for (const auto& [field, level] : found) speaks_of.insert(field);
    if (!first && speaks_of != before) return std::nullopt;
    read.crossed = crossed && (first || read.crossed);
    for (const auto& [field, level] : found) read.levels[field] = first ? level : std::max(read.levels[field], level);
    before = std::move(speaks_of);
    first = false;
  }
  read.missing = std::all_of(read.levels.begin(), read.levels.end(), [](const auto& one) { return one.second == 0; });
  return read;
}

struct ReadComparison {
  std::string name;                                        // "output_column_name"
  std::vector<std::pair<SplinkCondition, double>> levels;  // with m
  std::vector<std::string> texts;
  std::set<std::string> columns;
};

// A condition as a reader can take it in: on one line, and no longer than that.
std::string one_line(std::string_view condition) {
  constexpr std::size_t kMost = 160;
  std::string line;
  for (const char byte : condition) {
    const bool space = byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
    if (!space) line.push_back(byte);
    else if (!line.empty() && line.back() != ' ') line.push_back(' ');
  }
  while (!line.empty() && line.back() == ' ') line.pop_back();
  if (line.size() <= kMost) return line;
  std::size_t end = kMost;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
  return line.substr(0, end) + " …";
}

base::Result<ReadComparison> read_comparison(const base::json::Value& levels, std::string name) {
  ReadComparison read;
  read.name = name;
  for (const base::json::Value& level : *levels.array()) {
    const std::string condition(level.text("sql_condition"));
    const double m = number_of(level, "m_probability", -1);
    if (truth_of(level, "is_null_level")) continue;
    if (m > 1 || (m < 0 && m != -1))
      return base::failure("RCN-013", {{"reason", "m_probability of " + name + " is not between 0 and 1"}});
    auto parsed = parse_splink_condition(condition);
    if (!parsed) return base::failure("RCN-014", {{"comparison", name}, {"text", one_line(condition)}});
    for (const auto& alternative : parsed->alternatives)
      for (const SplinkTerm& term : alternative) {
        read.columns.insert(term.column);
        if (!term.other.empty()) read.columns.insert(term.other);
      }
    read.levels.emplace_back(std::move(*parsed), m);
    read.texts.push_back(condition);
  }
  return read;
}

}  // namespace

base::Result<void> apply_splink(const base::json::Value& value, const std::vector<Field>& fields, double pairs,
                                Model& model, people::Findings& notes) {
  const base::json::Value* comparisons = value.find("comparisons");
  if (comparisons == nullptr || comparisons->array() == nullptr)
    return base::failure("RCN-013", {{"reason", std::string("it has no comparisons")}});
  std::map<std::size_t, Levels> taken;
  double crossed = 0;
  for (const base::json::Value& comparison : *comparisons->array()) {
    const base::json::Value* levels = comparison.find("comparison_levels");
    if (levels == nullptr || levels->array() == nullptr) continue;
    const ReadComparison read =
        MIDSPAN_TRY(read_comparison(*levels, std::string(comparison.text("output_column_name"))));
    std::set<std::size_t> about;
    std::string unknown;
    for (const std::string& column : read.columns) {
      const std::size_t field = field_of(fields, column);
      if (field != kNowhere) about.insert(field);
      else unknown += (unknown.empty() ? "" : ", ") + column;
    }
    if (about.empty() || !unknown.empty()) {
      people::Finding finding;
      finding.message = {"RCN-113",
                         {{"comparison", std::string(comparison.text("output_column_name"))}, {"columns", unknown}}};
      notes.push_back(std::move(finding));
      continue;
    }
    for (std::size_t at = 0; at < read.levels.size(); ++at) {
      const auto& [condition, m] = read.levels[at];
      const auto level = read_level(condition, fields, about);
      if (!level) return base::failure("RCN-014", {{"comparison", read.name}, {"text", one_line(read.texts[at])}});
      if (level->missing || m < 0) continue;
      if (level->crossed) crossed += m;
      for (const auto& [field, of_ours] : level->levels)
        if (of_ours != 0) taken.try_emplace(field, Levels{}).first->second[of_ours] += m;
    }
  }
  std::size_t used = 0;
  for (auto& [field, levels] : taken) {
    // Levels that only we have keep their share of what is left.
    double sum = 0;
    for (unsigned at = 1; at < levels_of(fields[field].kind); ++at)
      sum += levels[at] > 0 ? levels[at] : (levels[at] = model.fields[field][kSame][at] * 0.1);
    if (sum <= 0) continue;
    for (unsigned at = 1; at < levels_of(fields[field].kind); ++at)
      model.fields[field][kSame][at] = std::max(levels[at] / sum, 1e-9);
    ++used;
  }
  if (used == 0) return base::failure("RCN-013", {{"reason", std::string("it compares none of these columns")}});
  if (crossed > 0) model.crossed = std::clamp(crossed, 1e-5, 0.1);
  const double share = number_of(value, "probability_two_random_records_match", 0);
  if (share > 0 && share < 1) model.pairs[kSame] = std::max(0.5, share * pairs);
  return {};
}

}  // namespace midspan::reconcile
