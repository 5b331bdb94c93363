// SPDX-License-Identifier: Apache-2.0
// CBC as a peer, through the C interface of its library, opened when it is there: nothing here is linked with it.
#pragma once

#include <cstdint>
#include <vector>

#include "spec.hpp"

namespace midspan::bench {

class Cbc {
 public:
  Cbc();
  ~Cbc();
  Cbc(const Cbc&) = delete;
  Cbc& operator=(const Cbc&) = delete;

  bool here() const { return library_ != nullptr; }

  struct Solved {
    bool answered = false;
    bool possible = false;
    std::vector<std::int64_t> values;
  };
  Solved solve(const Rows& rows);
  std::vector<Solved> solve_all(const std::vector<Rows>& programs);

  double seconds = 0;
  std::int64_t asked = 0;

 private:
  void* library_ = nullptr;
  void* (*make_)() = nullptr;
  void (*forget_)(void*) = nullptr;
  void (*load_)(void*, int, int, const int*, const int*, const double*, const double*, const double*, const double*,
                const double*, const double*) = nullptr;
  void (*sense_)(void*, double) = nullptr;
  void (*integer_)(void*, int) = nullptr;
  void (*parameter_)(void*, const char*, const char*) = nullptr;
  int (*run_)(void*) = nullptr;
  int (*optimal_)(void*) = nullptr;
  int (*infeasible_)(void*) = nullptr;
  const double* (*values_)(void*) = nullptr;
};

}  // namespace midspan::bench
