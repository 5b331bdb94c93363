// SPDX-License-Identifier: Apache-2.0
// One more under variable `in` breaks some rows; whoever gives way must stand in the first of them, so few are tried.
#include "check/first.hpp"

#include <algorithm>

namespace midspan::check {

namespace {

__extension__ typedef __int128 Wide;

class Trial {
 public:
  Trial(const Derived& derived, const Plan& plan) : derived_(derived), plan_(plan), rows_of_(plan.values.size()) {
    for (const auto* rows : {&derived.rows, &plan.goals})
      for (const DerivedRow& row : *rows) {
        Wide sum = 0;
        for (const auto& [variable, factor] : row.terms) {
          sum += static_cast<Wide>(factor) * plan.values[static_cast<std::size_t>(variable)];
          rows_of_[static_cast<std::size_t>(variable)].push_back(rows_.size());
        }
        rows_.push_back({&row, sum});
      }
    for (std::size_t at = 0; at < derived.order.size(); ++at) {
      const std::string& person = derived.order[at];
      Class& one = classes_[derived.class_of.at(person)];
      if (plan.under.contains(person)) one.last_who_goes = static_cast<std::ptrdiff_t>(at);
      else if (one.first_who_waits < 0) one.first_who_waits = static_cast<std::ptrdiff_t>(at);
    }
  }

  std::optional<Passed> run() const {
    for (int in = 0; in < static_cast<int>(derived_.cells.size()); ++in)
      if (const auto found = instead_of_somebody(in)) return found;
    return std::nullopt;
  }

 private:
  struct Row {
    const DerivedRow* row;
    Wide sum;
  };
  struct Class {
    std::ptrdiff_t first_who_waits = -1, last_who_goes = -1;  // places in the order
  };

  std::int64_t value(int variable) const { return plan_.values[static_cast<std::size_t>(variable)]; }
  const CellOf& cell(int variable) const { return derived_.cells[static_cast<std::size_t>(variable)]; }
  const std::string& at(std::ptrdiff_t place) const { return derived_.order[static_cast<std::size_t>(place)]; }
  static std::int64_t factor(const DerivedRow& row, int variable) {
    const auto found = row.terms.find(variable);
    return found == row.terms.end() ? 0 : found->second;
  }
  bool keeps(std::size_t row, int in, int out) const {
    const DerivedRow& rule = *rows_[row].row;
    const Wide sum = rows_[row].sum + factor(rule, in) - (out < 0 ? 0 : factor(rule, out));
    return (rule.low <= -kNone || sum >= rule.low) && (rule.high >= kNone || sum <= rule.high);
  }
  bool keeps_all(int in, int out) const {
    for (const int variable : {in, out})
      for (const std::size_t row : rows_of_[static_cast<std::size_t>(variable)])
        if (!keeps(row, in, out)) return false;
    return true;
  }

  std::optional<Passed> instead_of_somebody(int in) const {
    const auto own = classes_.find(cell(in).group);
    if (own == classes_.end() || value(in) >= plan_.bounds[static_cast<std::size_t>(in)].second) return std::nullopt;
    const std::ptrdiff_t waits = own->second.first_who_waits;
    const auto& rows = rows_of_[static_cast<std::size_t>(in)];
    const auto broken = std::find_if(rows.begin(), rows.end(), [&](std::size_t row) { return !keeps(row, in, -1); });
    if (broken == rows.end()) return waits < 0 ? std::nullopt : std::optional(Passed{at(waits), ""});
    for (const auto& [out, factor] : rows_[*broken].row->terms) {
      if (out == in || out >= static_cast<int>(derived_.cells.size())) continue;
      if (value(out) <= plan_.bounds[static_cast<std::size_t>(out)].first) continue;
      const auto theirs = classes_.find(cell(out).group);
      if (theirs == classes_.end()) continue;
      const bool same = theirs == own;
      const bool better = same ? cell(in).phase < cell(out).phase : waits >= 0 && waits < theirs->second.last_who_goes;
      if (!better || !keeps_all(in, out)) continue;
      const std::string& other = at(theirs->second.last_who_goes);
      return Passed{same ? other : at(waits), other};
    }
    return std::nullopt;
  }

  const Derived& derived_;
  const Plan& plan_;
  std::vector<Row> rows_;
  std::vector<std::vector<std::size_t>> rows_of_;  // by variable
  std::map<std::string, Class> classes_;
};

}  // namespace

std::optional<Passed> passed_over(const Derived& derived, const Plan& plan) { return Trial(derived, plan).run(); }

}  // namespace midspan::check
