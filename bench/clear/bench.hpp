// SPDX-License-Identifier: Apache-2.0
// What the parts of this bench share: time, other programs, a fixed sequence of numbers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace midspan::bench {

// Seconds of processor (user and system) and by the clock. The machine may be shared: the first says what work was
// done.
struct Spent {
  double cpu = 0;
  double wall = 0;
};
class Clock {
 public:
  Clock();
  Spent spent() const;

 private:
  Spent since_;
};

struct Ran {
  Spent spent;
  int code = -1;  // 127: not there
  std::string output;
};
// Runs a program with a limit of seconds by the clock; its standard output comes back.
Ran run(const std::vector<std::string>& words, int limit_seconds);
bool installed(const std::string& program);
// One line on how to get a peer that is not there.
void say_missing(const std::string& program, const std::string& package);

double median(std::vector<double> values);
double percentile(std::vector<double> values, double share);

// The same numbers on every machine (SplitMix64).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  int below(int limit) { return static_cast<int>(next() % static_cast<std::uint64_t>(limit)); }
  bool chance(int per_cent) { return below(100) < per_cent; }

 private:
  std::uint64_t state_;
};

// Each returns how many results were wrong. `words`: what stands after the part's name on the command line.
int barter(const std::vector<std::string>& words);
int speed(const std::vector<std::string>& words);
int large(const std::vector<std::string>& words);  // the largest of speed(), alone
int many(const std::vector<std::string>& words);   // how the speed of drawn ones is spread
int truth(const std::vector<std::string>& words);
int said(const std::vector<std::string>& words);

}  // namespace midspan::bench
