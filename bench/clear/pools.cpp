// SPDX-License-Identifier: Apache-2.0
#include "pools.hpp"

#include <vector>

#include "bench.hpp"

namespace midspan::bench {

namespace {

// Blood groups as bits: whoever has a substance may receive it.
constexpr int kO = 0, kA = 1, kB = 2, kAB = 3;
bool fits(int giver, int receiver) { return (giver & ~receiver) == 0; }

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : dice_(seed) {}

  bool chance(int of_ten_thousand) { return dice_.below(10'000) < of_ten_thousand; }
  int blood() {
    const int drawn = dice_.below(10'000);
    return drawn < 4814 ? kO : drawn < 8187 ? kA : drawn < 9615 ? kB : kAB;
  }
  // How often, of ten thousand, a donor of a fitting group is rejected all the same.
  int sensitisation() {
    const int drawn = dice_.below(10'000);
    return drawn < 7019 ? 500 : drawn < 9019 ? 1'000 : 9'000;
  }
  bool woman() { return chance(4'090); }
  bool spouse() { return chance(4'897); }

 private:
  Dice dice_;
};

struct Patient {
  int blood = 0;
  int sensitisation = 0;
};

}  // namespace

clear::barter::Graph drawn_pool(int pairs, int donors, std::uint64_t seed) {
  Draw draw(seed);
  std::vector<Patient> patients;
  std::vector<int> givers;
  while (static_cast<int>(patients.size()) < pairs) {
    const Patient patient{draw.blood(), draw.sensitisation()};
    const int giver = draw.blood();
    // A woman is oftener sensitised against her husband.
    const int against =
        draw.woman() && draw.spouse() ? 10'000 - (10'000 - patient.sensitisation) * 3 / 4 : patient.sensitisation;
    if (fits(giver, patient.blood) && !draw.chance(against)) continue;  // not in need of the pool
    patients.push_back(patient);
    givers.push_back(giver);
  }
  for (int donor = 0; donor < donors; ++donor) givers.push_back(draw.blood());
  clear::barter::Graph graph;
  graph.pairs = pairs;
  graph.vertices = pairs + donors;
  graph.successors.resize(givers.size());
  for (int from = 0; from < graph.vertices; ++from)
    for (int to = 0; to < pairs; ++to)
      if (from != to && fits(givers[static_cast<std::size_t>(from)], patients[static_cast<std::size_t>(to)].blood) &&
          !draw.chance(patients[static_cast<std::size_t>(to)].sensitisation))
        graph.successors[static_cast<std::size_t>(from)].push_back(to);
  return graph;
}

}  // namespace midspan::bench
