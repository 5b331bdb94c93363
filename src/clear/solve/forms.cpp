// SPDX-License-Identifier: Apache-2.0
#include "clear/solve/forms.hpp"

#include <algorithm>
#include <utility>

namespace midspan::clear::solve {

void Forms::learn(const Program& program) {
  for (; read_ < program.rows.size(); ++read_) {
    if (read_ < ours_.size() && ours_[read_] != 0) continue;
    std::map<std::int64_t, std::vector<int>> by_factor;
    for (const Term& term : program.rows[read_].terms) {
      const Column& column = program.columns[static_cast<std::size_t>(term.column)];
      if (column.low != 0 || column.high != 0) by_factor[term.coefficient].push_back(term.column);
    }
    const bool factors = std::any_of(by_factor.begin(), by_factor.end(),
                                     [](const auto& each) { return each.first != 1 && each.first != -1; });
    for (auto& [factor, columns] : by_factor)
      if (columns.size() > 1) {
        Form& form = forms_[of(std::move(columns))];
        form.factors = form.factors || factors;
      }
  }
}

void Forms::made(std::size_t form, int row) {
  forms_[form].row = row;
  pass_over(row);
}

void Forms::pass_over(int row) {
  ours_.resize(std::max(ours_.size(), static_cast<std::size_t>(row) + 1), 0);
  ours_[static_cast<std::size_t>(row)] = 1;
}

std::size_t Forms::of(std::vector<int> columns) {
  const auto [found, fresh] = known_.emplace(columns, forms_.size());
  if (fresh) forms_.push_back({std::move(columns), false, -1});
  return found->second;
}

}  // namespace midspan::clear::solve
