// SPDX-License-Identifier: Apache-2.0
#include "cli/clear_text.hpp"

#include <fmt/format.h>

namespace midspan::cli {

namespace {

using base::json::Array;
using base::json::Object;
using base::json::Value;

std::int64_t size_of(const auto& things) { return static_cast<std::int64_t>(things.size()); }

std::string shown(const ShownNames& names, const std::string& id) {
  const auto found = names.find(id);
  return found == names.end() || found->second.empty() || found->second == id
             ? id
             : fmt::format("{} ({})", found->second, id);
}

std::string outcome_code(const people::Allocation& allocation) {
  if (allocation.outcome == people::Outcome::LimitReached) return "CLR-182";
  if (allocation.relaxed) return "CLR-181";
  // "All of" asks for whoever may go: whoever may not is told of, and nothing falls short.
  return allocation.shortfalls.empty() ? "CLR-180" : "CLR-192";
}

Array sentences(const std::vector<base::Message>& messages, const Output& output) {
  Array out;
  for (const base::Message& message : messages)
    out.push_back(Object{{"code", message.code}, {"sentence", output.sentence(message)}});
  return out;
}

// What counts how much is missing, and not what is wished for.
bool counts_misses(const people::GoalValue& goal) { return goal.goal.starts_with("Missed"); }

}  // namespace

base::Message goal_message(const people::GoalValue& goal) {
  return {"CLR-187",
          {{"goal", goal.goal},
           {"value", goal.value},
           {"bound", goal.value == goal.bound ? std::string("none") : std::to_string(goal.bound)}}};
}

bool is_missed(const people::GoalValue& goal) { return counts_misses(goal) && (goal.value != 0 || goal.bound != 0); }

std::string articles_named(const std::vector<std::string>& articles, std::string_view language) {
  const bool spanish = language == "es", arabic = language == "ar";
  std::string out = arabic    ? (articles.size() == 1 ? "المادة " : "المواد ")
                    : spanish ? (articles.size() == 1 ? "El artículo " : "Los artículos ")
                              : (articles.size() == 1 ? "Article " : "Articles ");
  for (std::size_t at = 0; at < articles.size(); ++at) {
    if (at > 0) out += at + 1 < articles.size() ? (arabic ? "، " : ", ") : arabic ? " و" : spanish ? " y " : " and ";
    out += articles[at];
  }
  return out;
}

void print_conflict(const people::Conflict& conflict, Output& output) {
  if (conflict.articles.empty()) return output.say({"CLR-167", {}});
  output.say(
      {conflict.proved_minimal ? "CLR-166" : "CLR-169",
       {{"count", size_of(conflict.articles)}, {"articles", articles_named(conflict.articles, output.language())}}});
  for (const base::Message& number : conflict.numbers) output.line("  " + output.sentence(number));
}

void print_allocation(const people::Allocation& allocation, const ShownNames& names, bool reasons_against,
                      Output& output) {
  output.say({outcome_code(allocation), {{"count", size_of(allocation.allotted)}}});
  for (const people::Conflict& conflict : allocation.conflicts) print_conflict(conflict, output);
  for (const people::ArticleCount& count : allocation.counts)
    output.say({"CLR-183",
                {{"article", count.article},
                 {"party", count.party.empty() ? std::string("none") : count.party},
                 {"asked", count.asked},
                 {"of", !count.words.empty()        ? count.words
                        : !count.population.empty() ? count.population
                                                    : std::string("none")},
                 {"given", count.given - count.accompanying - count.delivered},
                 {"delivered", count.delivered},
                 {"accompanying", count.accompanying},
                 {"eligible", count.eligible - count.delivered},
                 {"population", count.in_population},
                 {"elsewhere", count.elsewhere}}});
  for (const people::Shortfall& shortfall : allocation.shortfalls) {
    output.say({allocation.relaxed ? "CLR-184" : "CLR-193",
                {{"article", shortfall.article},
                 {"missing", shortfall.missing},
                 {"party", shortfall.party.empty() ? std::string("none") : shortfall.party},
                 {"of", shortfall.words.empty() ? std::string("none") : shortfall.words}}});
    // Of a number, who may not go stands beside what is missing, and is no part of it.
    const bool of_number = !shortfall.reasons.empty() && shortfall.reasons.front().first.code == "CLR-138";
    for (const auto& [reason, count] : shortfall.reasons) {
      const bool beside = of_number && reason.code != "CLR-138" && reason.code != "CLR-198";
      output.line("  " + output.sentence({beside ? "CLR-223" : "CLR-185",
                                          {{"count", count}, {"reason", output.sentence(reason)}}}));
    }
  }
  for (const people::GoalValue& goal : allocation.goals)
    if (!counts_misses(goal) || is_missed(goal)) output.say(goal_message(goal));
  for (const base::Message& event : allocation.pending) output.say(event);
  if (!allocation.allotted.empty()) output.say({"CLR-225", {}});
  for (const people::Allotted& line : allocation.allotted)
    output.line(fmt::format("{}\t{}\t{}\t{}\t{}", line.phase, output.called(line.released_by), output.called(line.to),
                            line.article, shown(names, line.person.text())));
  if (!reasons_against) return;
  for (const people::NotAllotted& line : allocation.not_allotted) {
    std::string reasons;
    for (const base::Message& reason : line.reasons) reasons += " " + output.sentence(reason);
    output.line(shown(names, line.person.text()) + ":" + reasons);
  }
}

void print_why(const clear::Why& why, const ShownNames& names, Output& output) {
  output.line(shown(names, why.person.text()) + ":");
  for (const base::Message& sentence : why.sentences) output.line("  " + output.sentence(sentence));
}

Value conflict_json(const people::Conflict& conflict, const Output& output) {
  Array articles;
  for (const std::string& article : conflict.articles) articles.emplace_back(article);
  return Object{{"articles", std::move(articles)},
                {"numbers", sentences(conflict.numbers, output)},
                {"proved_minimal", conflict.proved_minimal}};
}

Value why_json(const clear::Why& why, const Output& output) {
  static constexpr const char* kKinds[] = {"goes",       "delivered", "outside", "barred",
                                           "impossible", "worse",     "equal",   "undecided"};
  Array articles, displaced;
  for (const std::string& article : why.articles) articles.emplace_back(article);
  for (const people::PersonId& person : why.displaced) displaced.emplace_back(person.text());
  Object out{{"person", why.person.text()},
             {"answer", kKinds[static_cast<int>(why.kind)]},
             {"articles", std::move(articles)},
             {"sentences", sentences(why.sentences, output)},
             {"displaced", std::move(displaced)}};
  if (!why.goal.empty()) out["goal"] = Object{{"name", why.goal}, {"now", why.goal_without}, {"then", why.goal_with}};
  return out;
}

Value allocation_json(const people::Allocation& allocation, const Output& output) {
  static constexpr const char* kOutcomes[] = {"optimal", "infeasible", "limit-reached"};
  Object out{{"outcome", kOutcomes[static_cast<int>(allocation.outcome)]},
             {"relaxed", allocation.relaxed},
             {"world", allocation.world},
             {"sentence", output.sentence({outcome_code(allocation), {{"count", size_of(allocation.allotted)}}})}};
  Array conflicts, counts, shortfalls, goals, allotted, not_allotted;
  for (const people::Conflict& conflict : allocation.conflicts) conflicts.push_back(conflict_json(conflict, output));
  for (const people::ArticleCount& count : allocation.counts)
    counts.push_back(Object{{"article", count.article},
                            {"party", count.party},
                            {"population", count.population},
                            {"in_population", count.in_population},
                            {"eligible", count.eligible},
                            {"asked", count.asked},
                            {"elsewhere", count.elsewhere},
                            {"given", count.given},
                            {"accompanying", count.accompanying},
                            {"delivered", count.delivered}});
  for (const people::Shortfall& shortfall : allocation.shortfalls) {
    Array reasons;
    for (const auto& [reason, count] : shortfall.reasons)
      reasons.push_back(Object{{"code", reason.code}, {"sentence", output.sentence(reason)}, {"count", count}});
    shortfalls.push_back(
        Object{{"article", shortfall.article}, {"missing", shortfall.missing}, {"reasons", std::move(reasons)}});
  }
  for (const people::GoalValue& goal : allocation.goals)
    goals.push_back(Object{{"goal", goal.goal},
                           {"value", goal.value},
                           {"bound", goal.bound},
                           {"sentence", output.sentence(goal_message(goal))}});
  for (const people::Allotted& line : allocation.allotted)
    allotted.push_back(Object{{"person", line.person.text()},
                              {"released_by", line.released_by},
                              {"to", line.to},
                              {"phase", line.phase},
                              {"article", line.article},
                              {"reasons", sentences(line.reasons, output)}});
  for (const people::NotAllotted& line : allocation.not_allotted)
    not_allotted.push_back(Object{{"person", line.person.text()}, {"reasons", sentences(line.reasons, output)}});
  out["conflicts"] = std::move(conflicts);
  out["counts"] = std::move(counts);
  out["shortfalls"] = std::move(shortfalls);
  out["goals"] = std::move(goals);
  out["pending"] = sentences(allocation.pending, output);
  out["allotted"] = std::move(allotted);
  out["not_allotted"] = std::move(not_allotted);
  out["input_digest"] = allocation.input_digest;
  return out;
}

}  // namespace midspan::cli
