// SPDX-License-Identifier: Apache-2.0
// Agreements of many people: cold, with one changed term, smallest conflicts, prices, a frontier, drop-outs. Texts and
// people are generated; everything starts from the text and the facts, as the program gets them.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "base/threads.hpp"
#include "bench.hpp"
#include "changes.hpp"
#include "clear/answers.hpp"
#include "clear/explain/kept.hpp"
#include "clear/model/model.hpp"
#include "large.hpp"
#include "terms/terms.hpp"

namespace midspan::bench {

namespace {

using people::PersonFacts;

// How many answers differ from clearing anew.
int cold_and_changed(const char* name, const Exchange& from, int colds, int changes, int compared) {
  const clear::Options options = options_of();
  const auto model = clear::model::build(from.agreement, from.people, {}, options);
  if (!model) {
    fmt::print("  {}: {}\n", name, model.error().message.code);
    return 1;
  }
  std::vector<double> cold, parts;
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
  auto kept = clear::explain::Kept::of(from.agreement, from.people, {}, options);
  clear::Options quiet = options;
  quiet.explain_conflicts = false;
  int different = 0;
  std::vector<double> numbers;
  for (const Change kind : {Change::More, Change::Fewer, Change::Cap, Change::Rate, Change::Struck, Change::Hold}) {
    Dice dice(7 + static_cast<std::uint64_t>(kind));
    std::vector<double> spent, anew;
    std::vector<PersonFacts> held = from.people;  // looked at until the next question
    for (int at = 0; at < changes; ++at) {
      Exchange other = from;
      change(dice, kind, other);
      if (kind == Change::Hold) held = std::move(other.people);
      const clear::explain::Run* run = nullptr;
      spent.push_back(seconds_of([&] {
        run = kind == Change::Hold ? *(*kept)->clear(other.agreement, held) : *(*kept)->clear(other.agreement);
      }));
      if (kind < Change::Rate) numbers.push_back(spent.back());
      if (at < compared) {
        std::string expected;
        anew.push_back(seconds_of([&] {
          expected =
              who_goes(*clear::explain::run(other.agreement, kind == Change::Hold ? held : from.people, {}, quiet));
        }));
        different += who_goes(*run) != expected ? 1 : 0;
      }
    }
    fmt::print("    {}: median {:.2f} ms, p95 {:.2f} ms, worst {:.2f} ms; anew median {:.0f} ms, worst {:.0f} ms\n",
               kChanges[static_cast<int>(kind)], 1e3 * median(spent), 1e3 * percentile(spent, 0.95),
               1e3 * percentile(spent, 1), 1e3 * median(anew), 1e3 * percentile(anew, 1));
  }
  fmt::print(
      "    one changed number, rates aside, of {}: median {:.2f} ms, p95 {:.2f} ms, p99 {:.2f} ms; {} of {} answers "
      "compared with "
      "clearing anew differ\n",
      numbers.size(), 1e3 * median(numbers), 1e3 * percentile(numbers, 0.95), 1e3 * percentile(numbers, 0.99),
      different, 6 * compared);
  return different;
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
  int wrong = cold_and_changed("up to 100 classes", exchange(2000, 3, 1, false, 2), 5, 200, 20);

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
  return wrong;
}

int large(const std::vector<std::string>& words) {
  const int people = words.empty() ? 20'000 : std::atoi(words[0].c_str());
  const int only = words.size() > 1 ? std::atoi(words[1].c_str()) : 0;      // a settlement
  const int changes = words.size() > 2 ? std::atoi(words[2].c_str()) : 40;  // of each kind
  const int compared = words.size() > 3 ? std::atoi(words[3].c_str()) : 2;
  if (only == 0)
    return cold_and_changed("up to 1,000 classes, 6 phases, 3 places", exchange(people, 14, 6, true, 1), 3, changes,
                            compared);
  return cold_and_changed("a settlement", settlement(people, static_cast<std::uint64_t>(only)), 3, changes, compared);
}

}  // namespace midspan::bench
