// SPDX-License-Identifier: Apache-2.0
// Generated agreements, cleared here from their text, and by CBC from a 0-1 program that was written without src/clear
// (zero_one.cpp). Compared: whether all can hold; every goal's figure; who goes and by which phase, which is unique;
// whether the plan's phases, places and articles keep every line; and that each conflict named is one, and smallest.
// A sample goes to clingo as well.
#include <fmt/format.h>

#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "cbc.hpp"
#include "clear/clear.hpp"
#include "judge.hpp"
#include "spec.hpp"
#include "terms/terms.hpp"

namespace midspan::bench {

namespace {

namespace fs = std::filesystem;
using Solved = Cbc::Solved;

std::int64_t worth(const std::vector<std::pair<int, std::int64_t>>& goal, const std::vector<std::int64_t>& values) {
  std::int64_t sum = 0;
  for (const auto& [variable, coefficient] : goal)
    if (static_cast<std::size_t>(variable) < values.size() && values[static_cast<std::size_t>(variable)] != 0)
      sum += coefficient;
  return sum;
}

struct Trial {
  std::uint64_t seed = 0;
  Spec spec;
  ZeroOne program;
  people::Allocation ours;
  bool cleared = false;
  std::vector<std::int64_t> kept;
  Solved theirs;
  std::string wrong;  // "" while nothing is
};

void clear_here(Trial& trial, double& seconds) {
  const std::string text = trial.spec.text();
  if (std::getenv("MIDSPAN_BENCH_TEXT") != nullptr) fmt::print("{}", text);  // before anything can go wrong
  const terms::Reading reading = terms::read(text, "drawn");
  if (!reading.ok) {
    trial.wrong = "the text is not read: " + (reading.findings.empty() ? "" : reading.findings.front().message.code);
    return;
  }
  const auto people = trial.spec.people();
  clear::Options options;
  options.world = trial.spec.acknowledged_only ? clear::World::Acknowledged : clear::World::Contested;
  const Clock clock;
  auto cleared = clear::clear(reading.agreement, people, {}, options);
  seconds += clock.spent().cpu;
  if (!cleared) {
    trial.wrong = "not cleared: " + cleared.error().message.code;
    return;
  }
  trial.ours = std::move(*cleared);
  trial.cleared = true;
}

void compare_goals(Trial& trial) {
  std::vector<std::int64_t> ours;
  for (const people::GoalValue& goal : trial.ours.goals) ours.push_back(goal.value);
  if (ours.size() != trial.program.asked) {
    trial.wrong = fmt::format("{} goals here, {} there", ours.size(), trial.program.asked);
    return;
  }
  for (std::size_t at = 0; at < ours.size(); ++at)
    if (std::abs(ours[at]) != std::abs(trial.kept[at])) {
      trial.wrong = fmt::format("goal {} ({}): {} here, {} by CBC", at + 1, trial.ours.goals[at].goal, ours[at],
                                std::abs(trial.kept[at]));
      return;
    }
  std::map<std::string, int> goes;  // by id: phase
  for (const people::Allotted& each : trial.ours.allotted) goes[each.person.text()] = phase_of(each.phase);
  std::map<std::string, int> theirs;
  for (std::size_t at = 0; at < trial.program.variables.size() && at < trial.theirs.values.size(); ++at)
    if (trial.theirs.values[at] != 0 && trial.program.variables[at].head >= 0)
      theirs[trial.spec.heads[static_cast<std::size_t>(trial.program.variables[at].head)].id] =
          trial.program.variables[at].phase;
  if (goes != theirs) {
    std::string words;
    for (const auto& [id, phase] : goes) words += fmt::format(" {}@{}", id, phase + 1);
    words += "  by CBC:";
    for (const auto& [id, phase] : theirs) words += fmt::format(" {}@{}", id, phase + 1);
    trial.wrong = "who goes:" + words;
  }
}

void show(const Trial& trial) {
  fmt::print("  DIFFERENT (seed {}): {}\n", trial.seed, trial.wrong);
  if (std::getenv("MIDSPAN_BENCH_SHOW") == nullptr) return;
  fmt::print("{}", trial.spec.text());
  fmt::print(
      "id,held_by,categories,sex,health,sentence,old,lists,standing,holds,consent,refuses,rank,held_since,family,"
      "commitment\n");
  for (const Head& head : trial.spec.heads)
    fmt::print("{},{},{}{},{},{},{},{},{}{},{},{},{},{},{},{},{},{}\n", head.id,
               head.holder < 0 ? "" : party_name(head.holder), head.green ? "green " : "", head.red ? "red" : "",
               head.woman ? "female" : "male", head.ill ? "ill" : "well", head.life ? "life" : "other",
               head.old ? "old" : "", head.listed ? "NAMED " : "", head.reserve ? "RESERVE" : "",
               head.acknowledged ? "acknowledged" : "alleged", head.court ? "court order" : "", head.consent,
               head.refuses_place < 0 ? "" : place_name(head.refuses_place), head.rank, head.held_since, head.family,
               head.commitment);
  for (const people::Conflict& conflict : trial.ours.conflicts) {
    fmt::print("  conflict:");
    for (const std::string& article : conflict.articles) fmt::print(" {}", article);
    fmt::print("\n");
  }
}

// Every smallest set of articles that cannot all hold, by trying all sets in CBC.
std::set<std::set<int>> all_conflicts(Cbc& cbc, const Trial& trial) {
  const std::size_t articles = trial.spec.articles.size();
  std::vector<Rows> programs;
  for (std::size_t set = 0; set < (std::size_t{1} << articles); ++set) {
    std::vector<char> active(articles + 1, 0);
    for (std::size_t at = 0; at < articles; ++at) active[at] = (set >> at & 1) != 0 ? 1 : 0;
    programs.push_back(trial.program.rows(-1, {}, active));
  }
  const auto solved = cbc.solve_all(programs);
  std::set<std::set<int>> found;
  for (std::size_t set = 0; set < solved.size(); ++set) {
    if (solved[set].possible) continue;
    bool smallest = true;
    for (std::size_t at = 0; at < articles; ++at)
      if ((set >> at & 1) != 0 && !solved[set & ~(std::size_t{1} << at)].possible) smallest = false;
    if (!smallest) continue;
    std::set<int> members;
    for (std::size_t at = 0; at < articles; ++at)
      if ((set >> at & 1) != 0) members.insert(static_cast<int>(at));
    found.insert(std::move(members));
  }
  return found;
}

void compare_conflicts(Cbc& cbc, Trial& trial) {
  const terms::Reading reading = terms::read(trial.spec.text(), "drawn");
  const auto people = trial.spec.people();
  clear::Options options;
  options.world = trial.spec.acknowledged_only ? clear::World::Acknowledged : clear::World::Contested;
  const auto ours = clear::conflicts(reading.agreement, people, {}, options, 64);
  std::set<std::set<int>> named;
  for (const people::Conflict& conflict : *ours) {
    std::set<int> members;
    for (const std::string& article : conflict.articles) members.insert(std::atoi(article.c_str()) - 1);
    named.insert(std::move(members));
  }
  const auto theirs = all_conflicts(cbc, trial);
  if (named == theirs) return;
  trial.wrong = fmt::format("conflicts: {} here, {} by trying every set:", named.size(), theirs.size());
  for (const auto& members : theirs) {
    trial.wrong += " {";
    for (const int article : members) trial.wrong += fmt::format(" {}", article + 1);
    trial.wrong += " }";
  }
}

// Whether clingo, from the same lines as a logic program, reaches the same goals; nothing when it has not ended.
std::optional<bool> clingo_agrees(const Trial& trial, double& seconds) {
  const fs::path file = fs::temp_directory_path() / fmt::format("midspan-bench-{}.asp", getpid());
  std::ofstream(file) << trial.program.asp();
  const Ran ran = run({"clingo", "--opt-mode=opt", "--quiet=1", "--warn=none", "--time-limit=20", file.string()}, 120);
  fs::remove(file);
  seconds += ran.spent.cpu;
  if (ran.output.find("OPTIMUM FOUND") == std::string::npos && ran.output.find("UNSATISFIABLE") == std::string::npos)
    return std::nullopt;
  const bool possible = ran.output.find("UNSATISFIABLE") == std::string::npos;
  if (possible != trial.theirs.possible) return false;
  if (!possible) return true;
  const auto line = ran.output.rfind("Optimization :");
  if (line == std::string::npos) return false;
  std::istringstream words(ran.output.substr(line + 14));
  for (const std::int64_t kept : trial.kept) {
    std::int64_t value = 0;
    if (!(words >> value) || -value != kept) return false;
  }
  return true;
}

}  // namespace

int truth(const std::vector<std::string>& words) {
  const int cases = words.empty() ? 10'000 : std::atoi(words[0].c_str());
  const std::uint64_t seed = words.size() > 1 ? std::strtoull(words[1].c_str(), nullptr, 10) : 1;
  fmt::print("\ngenerated agreements, {} from seed {}:\n", cases, seed);
  Cbc cbc;
  if (!cbc.here()) {
    say_missing("libCbcSolver", "coinor-cbc");
    return 0;
  }
  const bool clingo = installed("clingo");
  if (!clingo) say_missing("clingo", "gringo");
  double here = 0, in_clingo = 0;
  int possible = 0, different = 0, unanswered = 0, conflicts_compared = 0, plans = 0, clingo_asked = 0,
      clingo_different = 0;
  for (int begin = 0; begin < cases; begin += 1000) {
    std::vector<Trial> trials;
    for (int at = begin; at < std::min(cases, begin + 1000); ++at) {
      Trial trial;
      trial.seed = seed + static_cast<std::uint64_t>(at);
      Dice dice(trial.seed * 0x2545F4914F6CDD1Du);
      trial.spec = draw(dice);
      trial.program = zero_one(trial.spec);
      clear_here(trial, here);
      trials.push_back(std::move(trial));
    }
    for (int goal = 0;; ++goal) {
      std::vector<Rows> programs;
      std::vector<Trial*> asked;
      for (Trial& trial : trials) {
        if (goal >= static_cast<int>(trial.program.goals.size())) continue;
        if (goal > 0 && !trial.theirs.possible) continue;
        programs.push_back(trial.program.rows(goal, trial.kept, {}));
        asked.push_back(&trial);
      }
      if (programs.empty()) break;
      std::vector<Solved> solved = cbc.solve_all(programs);
      for (std::size_t at = 0; at < asked.size(); ++at) {
        Trial& trial = *asked[at];
        trial.theirs = std::move(solved[at]);
        if (goal > 0 && !trial.theirs.possible) trial.theirs.answered = false;  // it had an answer a goal ago
        trial.kept.push_back(worth(trial.program.goals[static_cast<std::size_t>(goal)], trial.theirs.values));
      }
    }
    std::vector<Rows> plan_programs;
    std::vector<Trial*> plan_of;
    for (Trial& trial : trials) {
      if (!trial.wrong.empty()) continue;
      if (!trial.theirs.answered) {
        ++unanswered;
        continue;
      }
      const bool all = trial.ours.outcome == people::Outcome::Optimal;
      if (all != trial.theirs.possible) {
        trial.wrong = fmt::format("possible: {} here, {} by CBC", all, trial.theirs.possible);
        continue;
      }
      possible += all ? 1 : 0;
      if (!all) continue;
      compare_goals(trial);
      if (!trial.wrong.empty()) continue;
      plan_programs.push_back(
          trial.program.rows(-1, trial.kept, {}, plan_lines(trial.program, trial.spec, trial.ours)));
      plan_of.push_back(&trial);
    }
    const auto kept = cbc.solve_all(plan_programs);
    for (std::size_t at = 0; at < kept.size(); ++at)
      if (!kept[at].possible) plan_of[at]->wrong = "the plan breaks a line";
    plans += static_cast<int>(kept.size());
    for (Trial& trial : trials) {
      if (trial.wrong.empty() && trial.theirs.answered && !trial.theirs.possible &&
          conflicts_compared < cases / 50 + 20) {
        ++conflicts_compared;
        compare_conflicts(cbc, trial);
      }
      if (clingo && trial.wrong.empty() && trial.theirs.answered && trial.seed % 50 == 0) {
        const std::optional<bool> agrees = clingo_agrees(trial, in_clingo);
        clingo_asked += agrees ? 1 : 0;
        if (agrees && !*agrees) {
          ++clingo_different;
          trial.wrong = "clingo differs";
        }
      }
      if (trial.wrong.empty()) continue;
      ++different;
      show(trial);
    }
  }
  fmt::print(
      "  {} can be kept, {} cannot; {} plans checked line by line; every conflict of {} agreements by trying all "
      "sets\n",
      possible, cases - possible - different - unanswered, plans, conflicts_compared);
  fmt::print("  {} different; CBC gave no answer for {}; clingo answered {}, {} different\n", different, unanswered,
             clingo_asked, clingo_different);
  fmt::print(
      "  here {:.2f} s in all, {:.2f} ms each, explanations included; CBC {:.1f} s for {} programs; clingo {:.1f} s\n",
      here, 1e3 * here / std::max(1, cases), cbc.seconds, cbc.asked, in_clingo);
  return different;
}

}  // namespace midspan::bench
