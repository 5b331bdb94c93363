// SPDX-License-Identifier: Apache-2.0
#include "large.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "base/day.hpp"
#include "bench.hpp"
#include "terms/terms.hpp"

namespace midspan::bench {

using people::PersonFacts;

namespace {

// The articles with the goals behind them, read; a text that is not read is shown.
people::Agreement agreement_of(std::string text, const char* name) {
  text +=
      "\n\nGoals, in this order: 1. release as many as possible. 2. as early as possible. 3. the ill or wounded first. "
      "4. the longest held first.\n";
  terms::Reading reading = terms::read(text, name);
  if (!reading.ok)
    fmt::print("  the generated text is not read: {} {}\n{}", reading.findings.front().message.code,
               reading.findings.front().place.line, text);
  return std::move(reading.agreement);
}

}  // namespace

Exchange exchange(int people, int variety, int phases, bool places, std::uint64_t seed) {
  Exchange out;
  Dice dice(seed);
  for (int at = 0; at < people; ++at) {
    PersonFacts facts;
    facts.id = people::PersonId(fmt::format("P{:06}", at));
    facts.commitment = fmt::format("{:016x}", dice.next());
    facts.held_by = dice.chance(40) ? "Norway" : "Chile";
    facts.categories = {fmt::format("c{}", dice.below(variety))};
    facts.sex = dice.chance(20) ? people::Sex::Female : people::Sex::Male;
    facts.health = dice.chance(12) ? people::Health::Ill : people::Health::Well;
    facts.sentence = dice.chance(30) ? "life" : "other";
    facts.birth.earliest = facts.birth.latest = base::day_of({1950 + dice.below(50), 1 + dice.below(12), 1});
    facts.held_since.earliest = facts.held_since.latest = base::day_of({2010 + dice.below(14), 1 + dice.below(12), 1});
    facts.standing = people::Standing::Acknowledged;
    facts.travel_consent = variety > 6 && dice.chance(2) ? people::ConsentAnswer::No : people::ConsentAnswer::Yes;
    if (variety > 6 && dice.chance(2)) facts.holds.push_back(people::HoldKind::CourtOrder);
    if (places && variety > 6 && dice.chance(4)) facts.refused_destinations = {"Ghana"};
    out.people.push_back(std::move(facts));
  }
  std::string text = "Agreement \"A large exchange\". Version of 2025-01-01, English.\nParties: Norway, Chile.\n\n";
  for (int at = 0; at < variety; ++at)
    text += fmt::format("\"the Group {0}\" means persons held by Chile in category \"c{0}\".\n", at);
  int article = 0;
  const auto add = [&](const std::string& sentences) { text += fmt::format("\nArticle {}. {}", ++article, sentences); };
  const int given = people / 10;
  add(
      fmt::format("Norway releases [{}..{}] of persons held by Norway to Chile. Among them, at least {} are women; at "
                  "least {} are the ill or wounded.",
                  given, given * 2, given / 6, given / 10));
  add("For each of women held by Norway released, Chile releases 2 of the Group 0 and 1 of the Group 1 to Norway.");
  add(fmt::format("Chile releases {} of the Group 2 to Norway. Among them, 40 per cent are persons serving life.",
                  people / 40));
  add(fmt::format("Chile releases at least {} of persons held by Chile aged over 60 to Norway.", people / 100));
  add("No person under a legal hold is released.");
  add("No person is sent to any country without consent.");
  add(
      fmt::format("For every 5 of the ill or wounded held by Norway released, Chile releases 7 of persons held by "
                  "Chile serving life in category \"c{}\" to Norway.",
                  variety - 1));
  add(fmt::format("Each phase takes at most {} persons.", people));
  for (int phase = 1; phase <= phases && phases > 1; ++phase)
    add(fmt::format("Phase {} takes at most {} persons.", phase, people / 4));
  if (places) add("The Group 0 go to Norway or Ghana or Kenya. The Group 2 go to Norway or Kenya.");
  add(fmt::format("At no time is Chile ahead of Norway by more than {}.", people));
  for (int at = 3; at < variety; ++at)
    add(fmt::format("Chile releases at most {} of the Group {} to Norway.", 20 + at, at));
  out.agreement = agreement_of(std::move(text), "large");
  return out;
}

Exchange settlement(int people, std::uint64_t seed) {
  Exchange out;
  Dice dice(seed * 977 + 5);
  const int variety = 10 + dice.below(20), phases = 6;
  for (int at = 0; at < people; ++at) {
    PersonFacts facts;
    facts.id = people::PersonId(fmt::format("P{:06}", at));
    facts.commitment = fmt::format("{:016x}", dice.next());
    facts.held_by = dice.chance(45) ? "Norway" : "Chile";
    facts.categories = {fmt::format("c{}", std::min(dice.below(variety), dice.below(variety)))};
    facts.sex = dice.chance(15) ? people::Sex::Female : people::Sex::Male;
    facts.health = dice.chance(10) ? people::Health::Wounded : people::Health::Well;
    facts.sentence = dice.chance(25) ? "life" : "other";
    facts.birth.earliest = facts.birth.latest = base::day_of({1950 + dice.below(56), 1 + dice.below(12), 1});
    facts.held_since.earliest = facts.held_since.latest = base::day_of({2010 + dice.below(14), 1 + dice.below(12), 1});
    facts.standing = people::Standing::Acknowledged;
    facts.travel_consent = dice.chance(2) ? people::ConsentAnswer::No : people::ConsentAnswer::Yes;
    if (dice.chance(3)) facts.holds.push_back(people::HoldKind::CourtOrder);
    if (dice.chance(3)) facts.refused_destinations = {"Ghana"};
    out.people.push_back(std::move(facts));
  }
  std::string text = "Agreement \"A settlement\". Version of 2025-01-01, English.\nParties: Norway, Chile.\n\n";
  for (int at = 0; at < variety; ++at)
    text += fmt::format("\"the Group {0}\" means persons held by Chile in category \"c{0}\".\n", at);
  int article = 0;
  const auto add = [&](const std::string& sentences) { text += fmt::format("\nArticle {}. {}", ++article, sentences); };
  const int given = people / 9 + dice.below(people / 40);
  add(fmt::format(
      "Norway releases {} of persons held by Norway to Chile. Among them, at least {} are women; at least {} "
      "are the ill or wounded; at most 40 per cent are persons serving life.",
      given, given / 12, given / 20));
  std::string shares;
  for (int at = 0; at < variety; at += 3)
    shares += fmt::format(" Among them, at least {} are the Group {}.", given / (6 * variety) + dice.below(4), at);
  add("Chile releases as many of persons held by Chile as Norway releases under Article 1 to Norway." + shares);
  add(fmt::format(
      "For each of the ill or wounded held by Norway released, Chile releases {} of the Group 0 and 1 of the "
      "Group 1 to Norway.",
      1 + dice.below(3)));
  add(
      fmt::format("For every {} of persons held by Norway aged over 60 released, Chile releases {} of persons held by "
                  "Chile serving life to Norway.",
                  3 + dice.below(5), 2 + dice.below(6)));
  add("No person under a legal hold is released.");
  add("No person is sent to any country without consent.");
  for (int phase = 1; phase <= phases; ++phase)
    add(fmt::format("Phase {} takes at most {} persons.", phase, given / 2 + dice.below(given / 3)));
  add(fmt::format("At no time is Chile ahead of Norway by more than {}.", given / 2 + dice.below(given / 4)));
  add("The Group 0 go to Norway or Ghana or Kenya. The Group 2 go to Norway or Kenya.");
  for (int at = 3; at < variety; at += 2)
    add(fmt::format("Chile releases at most {} of the Group {} to Norway.", 15 + dice.below(30), at));
  out.agreement = agreement_of(std::move(text), "settlement");
  return out;
}

}  // namespace midspan::bench
