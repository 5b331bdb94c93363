// SPDX-License-Identifier: Apache-2.0
#include "reconcile/estimate/splink.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>

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
      return "jaro_winkler_similarity" + both + (level == 2 ? " >= 0.94" : level == 3 ? " >= 0.88" : " >= 0.78");
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

std::string without_spaces(std::string_view text) {
  std::string plain;
  for (const char byte : text)
    if (byte != ' ' && byte != '\n' && byte != '\t' && byte != '"' && byte != '`')
      plain.push_back(static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte));
  return plain;
}

struct Parsed {
  enum What { Missing, Equal, Part, Similar, Edits, Days, Otherwise } what = Missing;
  double bound = 0;
};

// "f(xl,xr)>=0.9" and "f(xl,xr)<=2": the number behind the comparison.
std::optional<double> bound_after(const std::string& text, std::string_view sign) {
  const std::size_t at = text.rfind(sign);
  if (at == std::string::npos) return std::nullopt;
  const std::string number = text.substr(at + sign.size());
  char* end = nullptr;
  const double value = std::strtod(number.c_str(), &end);
  if (end == number.c_str() || *end != '\0') return std::nullopt;
  return value;
}

std::optional<Parsed> parse_condition(std::string_view sql, bool is_null) {
  const std::string text = without_spaces(sql);
  const auto begins = [&](std::string_view start) { return text.compare(0, start.size(), start) == 0; };
  if (is_null || (text.find("isnull") != std::string::npos && text.find("<=") == std::string::npos &&
                  text.find(">=") == std::string::npos))
    return Parsed{Parsed::Missing, 0};
  if (text == "else") return Parsed{Parsed::Otherwise, 0};
  // The part of an address of mail before the @, equal or similar.
  constexpr std::string_view kMailbox = "nullif(regexp_extract(";
  if (begins(kMailbox) && text.find("'^[^@]+'") != std::string::npos && text.find(")=nullif(") != std::string::npos)
    return Parsed{Parsed::Part, 0};
  if (begins("jaro_winkler_similarity(nullif(regexp_extract(") && text.find("'^[^@]+'") != std::string::npos &&
      bound_after(text, ">="))
    return Parsed{Parsed::Part, 0};
  if (begins("jaro_winkler_similarity(") || begins("jaro_similarity(")) {
    const auto bound = bound_after(text, ">=");
    return bound ? std::optional(Parsed{Parsed::Similar, *bound}) : std::nullopt;
  }
  if (begins("levenshtein(") || begins("damerau_levenshtein(")) {
    const auto bound = bound_after(text, "<=");
    return bound ? std::optional(Parsed{Parsed::Edits, *bound}) : std::nullopt;
  }
  if (begins("abs(epoch(") || begins("abs(datediff(") || begins("abs(date_diff(")) {
    auto bound = bound_after(text, "<=");
    if (!bound) return std::nullopt;
    if (begins("abs(epoch(")) *bound /= 86400;
    else if (text.find("'month'") != std::string::npos) *bound *= 30.4375;
    else if (text.find("'year'") != std::string::npos) *bound *= 365.25;
    return Parsed{Parsed::Days, *bound};
  }
  // x_l = x_r, of one column.
  const std::size_t equals = text.find('=');
  if (equals != std::string::npos && text.find_first_of("<>(", 0) == std::string::npos &&
      text.find("and") == std::string::npos) {
    const std::string left = text.substr(0, equals);
    const std::string right = text.substr(equals + 1);
    if (left.size() > 2 && right.size() > 2 && left.ends_with("_l") && right.ends_with("_r") &&
        left.substr(0, left.size() - 2) == right.substr(0, right.size() - 2))
      return Parsed{Parsed::Equal, 0};
  }
  return std::nullopt;
}

unsigned level_for(Kind kind, const Parsed& parsed) {
  const unsigned last = levels_of(kind) - 1;
  switch (parsed.what) {
    case Parsed::Missing: return 0;
    case Parsed::Equal: return 1;
    case Parsed::Otherwise: return last;
    case Parsed::Part: return std::min(last, 3U);
    case Parsed::Similar:
      if (kind == Kind::Name) return parsed.bound >= 0.92 ? 2 : parsed.bound >= 0.85 ? 3 : 4;
      return parsed.bound >= 0.9 || last <= 3 ? std::min(2U, last) : 3;
    case Parsed::Edits: return parsed.bound <= 1 || last <= 3 ? std::min(2U, last) : kind == Kind::Date ? 4 : 3;
    case Parsed::Days:
      if (kind != Kind::Date) return std::min(2U, last);
      return parsed.bound <= 31 ? 4 : parsed.bound <= 400 ? 5 : 6;
  }
  return last;
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
  for (const Pass& pass : passes) {
    std::string rule;
    for (const Part& part : pass.parts) {
      const std::string& column = fields[part.field].heading.front();
      const std::string term = part.derivation == Derivation::Year
                                   ? "substr(l.\"" + column + "\", 1, 4) = substr(r.\"" + column + "\", 1, 4)"
                                   : "l.\"" + column + "\" = r.\"" + column + "\"";
      rule += (rule.empty() ? "" : " AND ") + term;
    }
    rules.push_back(Object{{"blocking_rule", rule}, {"sql_dialect", "duckdb"}});
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

base::Result<void> apply_splink(const base::json::Value& value, const std::vector<Field>& fields, double pairs,
                                Model& model) {
  const base::json::Value* comparisons = value.find("comparisons");
  if (comparisons == nullptr || comparisons->array() == nullptr)
    return base::failure("RCN-013", {{"reason", std::string("it has no comparisons")}});
  std::size_t used = 0;
  for (const base::json::Value& comparison : *comparisons->array()) {
    const std::string_view column = comparison.text("output_column_name");
    const base::json::Value* levels = comparison.find("comparison_levels");
    if (levels == nullptr || levels->array() == nullptr) continue;
    for (std::size_t field = 0; field < fields.size(); ++field) {
      if (std::find(fields[field].heading.begin(), fields[field].heading.end(), column) == fields[field].heading.end())
        continue;
      const Kind kind = fields[field].kind;
      Levels taken{};
      for (const base::json::Value& level : *levels->array()) {
        const std::string condition(level.text("sql_condition"));
        const auto parsed = parse_condition(condition, truth_of(level, "is_null_level"));
        if (!parsed) return base::failure("RCN-014", {{"text", condition}});
        const unsigned at = level_for(kind, *parsed);
        const double m = number_of(level, "m_probability", -1);
        if (at != 0 && m >= 0) taken[at] += m;
      }
      // Levels that only we have keep their share of what is left.
      double sum = 0;
      for (unsigned at = 1; at < levels_of(kind); ++at)
        sum += taken[at] > 0 ? taken[at] : (taken[at] = model.fields[field][kSame][at] * 0.1);
      if (sum <= 0) continue;
      for (unsigned at = 1; at < levels_of(kind); ++at)
        model.fields[field][kSame][at] = std::max(taken[at] / sum, 1e-9);
      ++used;
    }
  }
  if (used == 0) return base::failure("RCN-013", {{"reason", std::string("it compares none of these columns")}});
  const double share = number_of(value, "probability_two_random_records_match", 0);
  if (share > 0 && share < 1) model.pairs[kSame] = std::max(0.5, share * pairs);
  return {};
}

}  // namespace midspan::reconcile
