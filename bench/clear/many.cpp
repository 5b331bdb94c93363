// SPDX-License-Identifier: Apache-2.0
// How long agreements of one shape take that nobody has looked at: each seed is another agreement. A line for each, and
// the spread of all of them.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "changes.hpp"
#include "clear/answers.hpp"
#include "clear/explain/kept.hpp"
#include "clear/model/model.hpp"

namespace midspan::bench {

namespace {

using clear::explain::Kept;
using clear::explain::Run;

Exchange drawn(const std::string& shape, int people, std::uint64_t seed) {
  if (shape == "treaty") return treaty(people, seed);
  if (shape == "settlement") return settlement(people, seed);
  Dice dice(seed * 131 + 7);
  const int variety = people < 5000 ? 2 + dice.below(3) : 8 + dice.below(9);
  return exchange(people, variety, people < 5000 ? 1 : 6, people >= 5000, seed);
}

struct Spread {
  std::vector<double> cold, numbers, others[3];  // others: rates, articles struck, holds
  int impossible = 0, unproved = 0, foreseen = 0, different = 0;

  void add(const Spread& of) {
    const auto append = [](std::vector<double>& to, const std::vector<double>& from) {
      to.insert(to.end(), from.begin(), from.end());
    };
    append(cold, of.cold);
    append(numbers, of.numbers);
    for (int at = 0; at < 3; ++at) append(others[at], of.others[at]);
    impossible += of.impossible;
    unproved += of.unproved;
    foreseen += of.foreseen;
    different += of.different;
  }
};

std::string figures(const std::vector<double>& seconds) {
  return fmt::format("{:.2f}/{:.2f}/{:.2f}/{:.2f}", 1e3 * median(seconds), 1e3 * percentile(seconds, 0.95),
                     1e3 * percentile(seconds, 0.99), 1e3 * percentile(seconds, 1));
}

void say(const std::string& name, const Spread& of) {
  fmt::print("{:>5}: cold {:.0f} ms, worst {:.0f}; number {} ({} of {} foreseen); rate {}; struck {}; hold {}", name,
             1e3 * median(of.cold), 1e3 * percentile(of.cold, 1), figures(of.numbers), of.foreseen, of.numbers.size(),
             figures(of.others[0]), figures(of.others[1]), figures(of.others[2]));
  fmt::print("; {} not possible, {} not proved, {} differ\n", of.impossible, of.unproved, of.different);
}

Spread measure(const Exchange& from, std::uint64_t seed, int changes, int compared) {
  Spread out;
  const clear::Options options = options_of();
  out.cold.push_back(seconds_of([&] {
    const auto found = clear::clear(from.agreement, from.people, {}, options);
    out.impossible += found->outcome == people::Outcome::Infeasible ? 1 : 0;
    out.unproved += found->outcome == people::Outcome::LimitReached ? 1 : 0;
  }));
  auto kept = Kept::of(from.agreement, from.people, {}, options);
  clear::Options quiet = options;
  quiet.explain_conflicts = false;
  for (const Change kind : {Change::More, Change::Fewer, Change::Cap, Change::Rate, Change::Struck, Change::Hold}) {
    Dice dice(seed * 31 + static_cast<std::uint64_t>(kind));
    std::vector<people::PersonFacts> held = from.people;  // looked at until the next question
    for (int at = 0; at < changes; ++at) {
      Exchange other = from;
      change(dice, kind, other);
      if (kind == Change::Hold) held = std::move(other.people);
      const Run* run = nullptr;
      const double spent = seconds_of([&] {
        run = kind == Change::Hold ? *(*kept)->clear(other.agreement, held) : *(*kept)->clear(other.agreement);
      });
      (kind < Change::Rate ? out.numbers : out.others[static_cast<int>(kind) - static_cast<int>(Change::Rate)])
          .push_back(spent);
      if (kind < Change::Rate) out.foreseen += (*kept)->foreseen() ? 1 : 0;
      if (at >= compared) continue;
      const auto anew = clear::explain::run(other.agreement, kind == Change::Hold ? held : from.people, {}, quiet);
      out.different += who_goes(*run) != who_goes(*anew) ? 1 : 0;
    }
  }
  return out;
}

}  // namespace

int many(const std::vector<std::string>& words) {
  const auto word = [&](std::size_t at, int otherwise) {
    return words.size() > at ? std::atoi(words[at].c_str()) : otherwise;
  };
  const std::string shape = words.empty() ? "settlement" : words[0];
  const int people = word(1, 20'000), first = word(2, 1), last = word(3, 20), changes = word(4, 8),
            compared = word(5, 0);
  fmt::print("{} of {} people, seeds {} to {}; ms: median/p95/p99/worst, seconds of processor\n", shape, people, first,
             last);
  const bool drops = word(6, 0) != 0;
  Spread all;
  for (int seed = first; seed <= last; ++seed) {
    const auto at = static_cast<std::uint64_t>(seed);
    const Exchange exchange = drawn(shape, people, at);
    const auto model = clear::model::build(exchange.agreement, exchange.people, {}, options_of());
    fmt::print("{:>5}: {} articles, {} classes, {} columns, {} rows\n", seed, exchange.agreement.articles.size(),
               model->groups.size(), model->program.columns.size(), model->program.rows.size());
    if (drops) {
      std::size_t people_named = 0, kinds = 0;
      const double spent = seconds_of([&] {
        const auto dropped = clear::drop_outs(exchange.agreement, exchange.people, {}, options_of());
        for (const clear::DropOut& drop : dropped->people) people_named += drop.people.size(), ++kinds;
      });
      fmt::print("{:>5}: every drop-out of {} who go, in {} kinds: {:.2f} s\n", seed, people_named, kinds, spent);
    }
    if (changes == 0) continue;
    const Spread one = measure(exchange, at, changes, compared);
    say(std::to_string(seed), one);
    all.add(one);
  }
  say("all", all);
  return all.different;
}

}  // namespace midspan::bench
