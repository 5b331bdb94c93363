// SPDX-License-Identifier: Apache-2.0
// Agreements of three sides whose sentences are drawn: what a settlement's fixed shape never shows.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "base/day.hpp"
#include "bench.hpp"
#include "large.hpp"
#include "terms/terms.hpp"

namespace midspan::bench {

namespace {

constexpr const char* kParties[] = {"Norway", "Chile", "Peru"};
constexpr const char* kRanks[] = {"private", "captain", "colonel"};

people::PersonFacts drawn_person(Dice& dice, int at, int categories) {
  people::PersonFacts facts;
  facts.id = people::PersonId(fmt::format("P{:06}", at));
  facts.commitment = fmt::format("{:016x}", dice.next());
  facts.held_by = kParties[std::min(dice.below(3), dice.below(4))];
  facts.categories = {fmt::format("c{}", std::min(dice.below(categories), dice.below(categories)))};
  facts.rank = kRanks[std::min(dice.below(3), dice.below(3))];
  facts.sex = dice.chance(18) ? people::Sex::Female : people::Sex::Male;
  facts.health = dice.chance(9) ? people::Health::Ill : people::Health::Well;
  facts.sentence = dice.chance(35) ? "life" : "other";
  facts.birth.earliest = facts.birth.latest = base::day_of({1945 + dice.below(58), 1 + dice.below(12), 1});
  facts.held_since.earliest = facts.held_since.latest = base::day_of({2008 + dice.below(16), 1 + dice.below(12), 1});
  facts.standing = people::Standing::Acknowledged;
  facts.travel_consent = dice.chance(2) ? people::ConsentAnswer::No : people::ConsentAnswer::Yes;
  if (dice.chance(2)) facts.holds.push_back(people::HoldKind::CourtOrder);
  if (dice.chance(4)) facts.refused_destinations = {"Kenya"};
  if (dice.chance(1)) facts.family_unit = fmt::format("family {}", dice.below(60));
  return facts;
}

class Text {
 public:
  Text(Dice& dice, int people, int categories) : dice_(dice), people_(people), categories_(categories) {}

  std::string drawn() {
    const int given = people_ / 14 + dice_.below(people_ / 30);
    add(fmt::format("Norway releases {} of persons held by Norway to Chile. Among them, at least {} are women.", given,
                    given / 14));
    add("Chile releases as many of persons held by Chile as Norway releases under Article 1 to Norway.");
    add(fmt::format("Peru releases {} of persons held by Peru to {}.", between(given / 4, given / 2),
                    dice_.chance(50) ? "Chile" : "Norway"));
    const int more = 10 + dice_.below(18);
    for (int at = 0; at < more; ++at) sentence(given);
    if (dice_.chance(70)) add("No person under a legal hold is released.");
    if (dice_.chance(70)) add("No person is sent to any country without consent.");
    const int phases = 3 + dice_.below(4);
    for (int phase = 1; phase <= phases; ++phase)
      add(fmt::format("Phase {} takes at most {} persons.", phase, 3 * given / phases + dice_.below(given)));
    if (dice_.chance(60))
      add(fmt::format("At no time is Chile ahead of Norway by more than {}.", given / 5 + dice_.below(given / 2)));
    if (dice_.chance(50)) add(fmt::format("{} go to Norway or Kenya or Ghana.", category("Chile")));
    if (dice_.chance(30)) add("Members of one family are released in the same phase.");
    if (dice_.chance(40))
      add("The persons released by Norway have the same weight under Schedule A as those released by Chile, carrying "
          "the difference.");
    return text_ + "\nSchedule A: private 1; captain 2; colonel 5.\n" + goals();
  }

 private:
  void add(const std::string& sentences) { text_ += fmt::format("\nArticle {}. {}\n", ++article_, sentences); }
  int between(int low, int high) { return low + dice_.below(std::max(1, high - low)); }
  std::string category(const std::string& holder) {
    return fmt::format("persons held by {} in category \"c{}\"", holder, dice_.below(categories_));
  }
  std::string some(const std::string& holder) {
    switch (dice_.below(6)) {
      case 0: return "women held by " + holder;
      case 1: return "the ill or wounded held by " + holder;
      case 2: return fmt::format("persons held by {} aged over {}", holder, 30 + 5 * dice_.below(8));
      case 3: return fmt::format("persons held by {} serving life", holder);
      case 4: return fmt::format("persons held by {} of rank {}", holder, kRanks[dice_.below(3)]);
      default: return category(holder);
    }
  }

  void sentence(int given) {
    const std::string party = kParties[dice_.below(3)], other = party == "Norway" ? "Chile" : "Norway";
    const int part = std::max(2, given / (3 * categories_));
    switch (dice_.below(9)) {
      case 0:
        return add(fmt::format("For each of {} released, {} releases {} of {} to Norway.", category("Norway"), "Chile",
                               1 + dice_.below(2), some("Chile")));
      case 1:
        return add(fmt::format("For every {} of {} released, Chile releases {} of {} to Norway.", 2 + dice_.below(7),
                               some("Norway"), 1 + dice_.below(4), category("Chile")));
      case 2:
        return add(fmt::format("Among those released under Article {}, at least {} are {}.", 1 + dice_.below(2),
                               between(part / 3, part),
                               "persons in category \"c" + std::to_string(dice_.below(categories_)) + "\""));
      case 3:
        return add(fmt::format("Among those released under Article {}, at most {} per cent are {}.", 1 + dice_.below(3),
                               30 + dice_.below(40),
                               dice_.chance(50) ? "persons serving life" : "persons of rank private"));
      case 4: return add(fmt::format("{} releases at least {} of {} to {}.", party, part, some(party), other));
      case 5: return add(fmt::format("{} releases at most {} of {} to {}.", party, 5 + part, category(party), other));
      case 6:
        return add(fmt::format("{} releases between {} and {} of {} to {}.", party, part / 2, 2 * part, category(party),
                               other));
      case 7: return add(fmt::format("{} go to {} or Ghana.", category(party), other));
      default:
        return add(fmt::format("Among those released under Article {}, at least {} per cent are released in Phase 1.",
                               1 + dice_.below(3), 5 + dice_.below(20)));
    }
  }

  std::string goals() {
    std::string out = "\nGoals, in this order: 1. release as many as possible.";
    int number = 1;
    if (dice_.chance(30)) out += fmt::format(" {}. as many of women as possible.", ++number);
    if (dice_.chance(70)) out += fmt::format(" {}. as early as possible.", ++number);
    if (dice_.chance(70)) out += fmt::format(" {}. the ill or wounded first.", ++number);
    return out + fmt::format(" {}. the longest held first.\n", ++number);
  }

  Dice& dice_;
  int people_, categories_;
  int article_ = 0;
  std::string text_;
};

}  // namespace

Exchange treaty(int people, std::uint64_t seed) {
  Exchange out;
  Dice dice(seed * 1543 + 11);
  const int categories = 4 + dice.below(10);
  for (int at = 0; at < people; ++at) out.people.push_back(drawn_person(dice, at, categories));
  const std::string text = "Agreement \"A treaty\". Version of 2025-01-01, English.\nParties: Norway, Chile, Peru.\n" +
                           Text(dice, people, categories).drawn();
  terms::Reading reading = terms::read(text, "treaty");
  if (!reading.ok)
    fmt::print("  the generated text is not read: {} {}\n{}", reading.findings.front().message.code,
               reading.findings.front().place.line, text);
  out.agreement = std::move(reading.agreement);
  return out;
}

}  // namespace midspan::bench
