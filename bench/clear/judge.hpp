// SPDX-License-Identifier: Apache-2.0
// What is true of a drawn exchange, asked of CBC line by line: whether all can be had, what is nearest when not, who
// goes, and the same with somebody taken, numbers changed or articles struck. And what this program says of the same.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "cbc.hpp"
#include "people/allocation.hpp"
#include "spec.hpp"

namespace midspan::bench {

struct Truth {
  bool answered = true;
  bool possible = false;             // all of it
  std::vector<std::int64_t> missed;  // when not: by each kind of demand that there is
  std::vector<std::int64_t> goals;   // as they are counted, none negative
  std::map<std::string, int> goes;   // id: phase, from 0
};

class Judge {
 public:
  explicit Judge(Cbc& cbc) : cbc_(cbc) {}

  // With a person who has to go (an index; -1: none). Not possible: the nearest, of which goes is empty and missed too
  // when what may not be missed forbids it.
  Truth of(const Spec& spec, int taken = -1);
  // Whether these articles (by index), the others saying nothing, can hold; with a person who has to go.
  bool can_hold(const ZeroOne& program, const Spec& spec, const std::set<int>& articles, int taken = -1);
  // The most that one line of the program comes to beside these articles.
  std::int64_t most(const ZeroOne& program, const Spec& spec, const Line& line, const std::set<int>& articles);
  // By how much an article is missed by a plan, at the least; -1: the plan breaks what may not be missed.
  std::int64_t missed_by(const ZeroOne& program, const std::vector<Line>& plan, int article);

 private:
  Truth levels(const ZeroOne& program, const Spec& spec, int taken, bool relaxed);
  Cbc& cbc_;
};

// A plan as lines that fix it, for CBC to say whether every line of the agreement can hold with it.
std::vector<Line> plan_lines(const ZeroOne& program, const Spec& spec, const people::Allocation& ours);
int phase_of(const std::string& phase);  // "Phase 2": 1; none: 0

// Everything that is said of one drawn exchange, and is not true; empty: all of it is.
struct Said {
  std::map<std::string, int> checked;  // by kind of sentence
  std::vector<std::string> untrue;
};
Said check_what_is_said(Judge& judge, std::uint64_t seed);

}  // namespace midspan::bench
