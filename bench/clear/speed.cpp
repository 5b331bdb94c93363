// SPDX-License-Identifier: Apache-2.0
// Agreements of many people: cold, with one changed term, smallest conflicts, prices, a frontier, drop-outs. Texts and
// people are generated; everything starts from the text and the facts, as the program gets them.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "base/day.hpp"
#include "base/threads.hpp"
#include "bench.hpp"
#include "clear/answers.hpp"
#include "clear/explain/kept.hpp"
#include "clear/model/model.hpp"
#include "terms/terms.hpp"

namespace midspan::bench {

namespace {

using people::PersonFacts;

struct Exchange {
  people::Agreement agreement;
  std::vector<PersonFacts> people;
};

// Two sides; Chile holds three fifths. `variety`: how many categories there are, and how much else tells people apart.
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
  text +=
      "\n\nGoals, in this order: 1. release as many as possible. 2. as early as possible. 3. the ill or wounded first. "
      "4. the longest held first.\n";
  terms::Reading reading = terms::read(text, "large");
  if (!reading.ok)
    fmt::print("  the generated text is not read: {} {}\n{}", reading.findings.front().message.code,
               reading.findings.front().place.line, text);
  out.agreement = std::move(reading.agreement);
  return out;
}

// A settlement as they are written: equal numbers, keys, shares of each category, phases with places, never far ahead.
// Everything but the shape is drawn: how many categories, which rates, how tight the places are.
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
  text +=
      "\n\nGoals, in this order: 1. release as many as possible. 2. as early as possible. 3. the ill or wounded first. "
      "4. the longest held first.\n";
  terms::Reading reading = terms::read(text, "settlement");
  if (!reading.ok)
    fmt::print("  the generated text is not read: {} {}\n{}", reading.findings.front().message.code,
               reading.findings.front().place.line, text);
  out.agreement = std::move(reading.agreement);
  return out;
}

clear::Options options_of() {
  clear::Options options;
  options.world = clear::World::Contested;
  return options;
}

template <typename Work>
double seconds_of(Work&& work) {
  const Clock clock;
  work();
  return clock.spent().cpu;
}

void cold_and_changed(const char* name, const Exchange& from, int colds, int changes, int compared) {
  const clear::Options options = options_of();
  const auto model = clear::model::build(from.agreement, from.people, {}, options);
  if (!model) {
    fmt::print("  {}: {}\n", name, model.error().message.code);
    return;
  }
  std::vector<double> cold, parts, changed;
  std::size_t goes = 0;
  bool proved = true, possible = true;
  for (int at = 0; at < colds; ++at) {
    parts.push_back(seconds_of([&] { (void)clear::model::build(from.agreement, from.people, {}, options); }));
    cold.push_back(seconds_of([&] {
      const auto found = clear::clear(from.agreement, from.people, {}, options);
      goes = found->allotted.size();
      possible = found->outcome == people::Outcome::Optimal;
      proved = found->outcome != people::Outcome::LimitReached;
    }));
  }
  fmt::print("  {}: {} people in {} classes, {} columns, {} rows; {} go; possible {}, proved {}\n", name,
             from.people.size(), model->groups.size(), model->program.columns.size(), model->program.rows.size(), goes,
             possible, proved);
  fmt::print("    cold, names and reasons included: median {:.1f} ms, worst {:.1f} ms (of it the model {:.1f} ms)\n",
             1e3 * median(cold), 1e3 * percentile(cold, 1), 1e3 * median(parts));
  Dice dice(7);
  auto kept = clear::explain::Kept::of(from.agreement, from.people, {}, options);
  std::vector<double> anew;
  for (int at = 0; at < changes; ++at) {
    people::Agreement other = from.agreement;
    // One number of one article, a little more or less.
    std::vector<people::Number*> numbers;
    for (people::Article& article : other.articles)
      for (people::Clause& clause : article.clauses) {
        if (auto* release = std::get_if<people::Release>(&clause.body)) numbers.push_back(&release->amount.number);
        if (auto* part = std::get_if<people::Composition>(&clause.body)) numbers.push_back(&part->amount.number);
        if (auto* phase = std::get_if<people::PhaseRule>(&clause.body)) numbers.push_back(&phase->at_most);
      }
    people::Number& number = *numbers[static_cast<std::size_t>(dice.below(static_cast<int>(numbers.size())))];
    const int by = 1 + dice.below(5);
    number.low += by;
    number.high += by;
    changed.push_back(seconds_of([&] { (void)(*kept)->clear(other); }));
    if (at >= compared) continue;
    anew.push_back(seconds_of([&] { (void)clear::clear(other, from.people, {}, options); }));
  }
  fmt::print(
      "    one changed term, who goes where included: median {:.2f} ms, p95 {:.2f} ms, p99 {:.2f} ms; cleared anew, "
      "with "
      "reasons, median {:.1f} ms\n",
      1e3 * median(changed), 1e3 * percentile(changed, 0.95), 1e3 * percentile(changed, 0.99), 1e3 * median(anew));
}

// Forty articles of which some cannot hold together.
Exchange contradictory() {
  Exchange out;
  Dice dice(3);
  for (int at = 0; at < 2000; ++at) {
    PersonFacts facts;
    facts.id = people::PersonId(fmt::format("P{:06}", at));
    facts.held_by = at % 2 == 0 ? "Norway" : "Chile";
    facts.categories = {fmt::format("c{}", dice.below(18))};
    facts.sentence = dice.chance(30) ? "life" : "other";
    facts.standing = people::Standing::Acknowledged;
    facts.travel_consent = people::ConsentAnswer::Yes;
    out.people.push_back(std::move(facts));
  }
  std::string text = "Agreement \"Forty articles\". Version of 2025-01-01, English.\nParties: Norway, Chile.\n\n";
  for (int at = 0; at < 18; ++at)
    text += fmt::format("\"the Group {0}\" means persons held by Chile in category \"c{0}\".\n", at);
  text += "Article 1. Norway releases 300 of persons held by Norway to Chile.\n";
  text += "Article 2. Chile releases as many of persons held by Chile as Norway releases under Article 1 to Norway.\n";
  for (int at = 0; at < 18; ++at)
    text += fmt::format("Article {}. Among those released under Article 2, at least {} are the Group {}.\n", at + 3,
                        at < 12 ? 22 : 8, at);
  for (int at = 0; at < 16; ++at)
    text += fmt::format("Article {}. Among those released under Article 2, at most {} are the Group {}.\n", at + 21,
                        at == 4 ? 20 : 40, at);
  text += "Article 37. No person of the Group 9 is released.\n";
  text += "Article 38. Norway releases 1001 of persons held by Norway serving life to Chile.\n";
  text += "Article 39. Among those released under Article 2, at most 60 per cent are persons serving other.\n";
  text += "Article 40. At no time is Chile ahead of Norway by more than 5.\n";
  terms::Reading reading = terms::read(text, "forty");
  if (!reading.ok) fmt::print("  the generated text is not read: {}\n", reading.findings.front().message.code);
  out.agreement = std::move(reading.agreement);
  return out;
}

}  // namespace

int speed(const std::vector<std::string>& words) {
  const int people = words.empty() ? 20'000 : std::atoi(words[0].c_str());
  fmt::print("\nlarge agreements, one thread:\n");
  cold_and_changed("up to 100 classes", exchange(2000, 3, 1, false, 2), 5, 200, 20);

  const Exchange forty = contradictory();
  clear::Options options = options_of();
  std::size_t found = 0, first_size = 0;
  const double first = seconds_of([&] {
    const auto conflicts = clear::conflicts(forty.agreement, forty.people, {}, options, 1);
    first_size = conflicts->empty() ? 0 : conflicts->front().articles.size();
  });
  const double all =
      seconds_of([&] { found = clear::conflicts(forty.agreement, forty.people, {}, options, 1000)->size(); });
  fmt::print("  forty articles: smallest conflict ({} articles) {:.1f} ms; all {} conflicts {:.1f} ms\n", first_size,
             1e3 * first, found, 1e3 * all);

  const Exchange middle = exchange(2000, 4, 1, false, 5);
  std::size_t prices = 0, points = 0, drops = 0;
  const double priced =
      seconds_of([&] { prices = clear::prices(middle.agreement, middle.people, {}, options)->prices.size(); });
  const double offered = seconds_of([&] {
    const auto answer = clear::offers(middle.agreement, middle.people, {}, options);
    for (const auto& frontier : answer->frontiers) points += frontier.points.size();
  });
  fmt::print("  2,000 people: {} prices of {} articles {:.1f} ms; a frontier of {} points {:.1f} ms\n", prices,
             middle.agreement.articles.size(), 1e3 * priced, points, 1e3 * offered);
  const Clock clock;
  std::size_t named = 0;
  const auto dropped = clear::drop_outs(middle.agreement, middle.people, {}, options);
  for (const clear::DropOut& drop : dropped->people) named += drop.people.size(), ++drops;
  fmt::print("  2,000 people: every drop-out of {} who go, in {} kinds: {:.2f} s\n", named, drops, clock.spent().cpu);
  // The largest in processes of their own, so that they can be given up. One of them cannot be kept, and says why.
  constexpr int kSeconds = 120;
  for (const char* which : {"0", "1", "2", "3", "4"}) {
    const Ran ran = run({"/proc/self/exe", "large", std::to_string(people), which}, kSeconds);
    if (ran.code == 0) fmt::print("{}", ran.output);
    else
      fmt::print("  {} people, 6 phases, 3 places, the {}th: had not ended after {} s ({:.0f} s of processor)\n",
                 people, which, kSeconds, ran.spent.cpu);
  }
  return 0;
}

int large(const std::vector<std::string>& words) {
  const int people = words.empty() ? 20'000 : std::atoi(words[0].c_str());
  const int only = words.size() > 1 ? std::atoi(words[1].c_str()) : 0;  // a settlement
  if (only == 0)
    cold_and_changed("up to 1,000 classes, 6 phases, 3 places", exchange(people, 14, 6, true, 1), 3, 40, 3);
  else cold_and_changed("a settlement", settlement(people, static_cast<std::uint64_t>(only)), 3, 40, 3);
  return 0;
}

}  // namespace midspan::bench
