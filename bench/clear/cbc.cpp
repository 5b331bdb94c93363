// SPDX-License-Identifier: Apache-2.0
#include "cbc.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <limits>

namespace midspan::bench {

namespace {

template <typename Function>
bool find(void* library, const char* name, Function& into) {
  into = reinterpret_cast<Function>(dlsym(library, name));
  return into != nullptr;
}

}  // namespace

Cbc::Cbc() {
  for (const char* name : {"libCbcSolver.so.3", "libCbcSolver.so"})
    if (library_ == nullptr) library_ = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (library_ == nullptr) return;
  const bool all = find(library_, "Cbc_newModel", make_) && find(library_, "Cbc_deleteModel", forget_) &&
                   find(library_, "Cbc_loadProblem", load_) && find(library_, "Cbc_setObjSense", sense_) &&
                   find(library_, "Cbc_setInteger", integer_) && find(library_, "Cbc_setParameter", parameter_) &&
                   find(library_, "Cbc_solve", run_) && find(library_, "Cbc_isProvenOptimal", optimal_) &&
                   find(library_, "Cbc_isProvenInfeasible", infeasible_) &&
                   find(library_, "Cbc_getColSolution", values_);
  if (!all) library_ = nullptr;
}

Cbc::~Cbc() = default;  // the library stays: it has threads and tables of its own

Cbc::Solved Cbc::solve(const Rows& rows) {
  ++asked;
  const Clock clock;
  const int columns = static_cast<int>(rows.high.size()), lines = static_cast<int>(rows.lines.size());
  std::vector<std::vector<std::pair<int, double>>> by_column(rows.high.size());
  std::vector<double> low, high, column_low(rows.high.size(), 0), column_high, cost;
  const double none = std::numeric_limits<double>::max();
  for (int line = 0; line < lines; ++line) {
    const Line& each = rows.lines[static_cast<std::size_t>(line)];
    for (const auto& [variable, coefficient] : each.terms)
      by_column[static_cast<std::size_t>(variable)].emplace_back(line, static_cast<double>(coefficient));
    low.push_back(each.low ? static_cast<double>(*each.low) : -none);
    high.push_back(each.high ? static_cast<double>(*each.high) : none);
  }
  std::vector<int> starts{0}, index;
  std::vector<double> value;
  for (std::size_t column = 0; column < by_column.size(); ++column) {
    for (const auto& [line, coefficient] : by_column[column]) {
      index.push_back(line);
      value.push_back(coefficient);
    }
    starts.push_back(static_cast<int>(index.size()));
    column_high.push_back(rows.high[column]);
    cost.push_back(static_cast<double>(rows.objective[column]));
  }
  Solved solved;
  void* model = make_();
  load_(model, columns, lines, starts.data(), index.data(), value.data(), column_low.data(), column_high.data(),
        cost.data(), low.data(), high.data());
  sense_(model, -1);
  for (int column = 0; column < columns; ++column) integer_(model, column);
  for (const auto& [name, setting] : {std::pair{"log", "0"}, {"ratio", "0"}, {"allow", "0"}})
    parameter_(model, name, setting);
  // Its library prints whatever its settings say.
  std::fflush(stdout);
  const int ours = dup(STDOUT_FILENO), nowhere = open("/dev/null", O_WRONLY);
  dup2(nowhere, STDOUT_FILENO);
  run_(model);
  std::fflush(stdout);
  dup2(ours, STDOUT_FILENO);
  close(ours);
  close(nowhere);
  solved.possible = optimal_(model) != 0;
  solved.answered = solved.possible || infeasible_(model) != 0;
  if (solved.possible) {
    const double* found = values_(model);
    for (int column = 0; column < columns; ++column) solved.values.push_back(std::llround(found[column]));
  }
  forget_(model);
  seconds += clock.spent().cpu;
  return solved;
}

std::vector<Cbc::Solved> Cbc::solve_all(const std::vector<Rows>& programs) {
  std::vector<Solved> out;
  for (const Rows& rows : programs) out.push_back(solve(rows));
  return out;
}

}  // namespace midspan::bench
