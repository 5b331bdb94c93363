// SPDX-License-Identifier: Apache-2.0
// Lots as text and as JSON.
#include <algorithm>

#include "cli/clear_text.hpp"

namespace midspan::cli {

namespace {

using base::json::Array;
using base::json::Object;
using base::json::Value;

std::int64_t size_of(const auto& things) { return static_cast<std::int64_t>(things.size()); }

std::string fraction(const clear::Chance& chance) {
  return std::to_string(chance.above) + (chance.below == 1 ? "" : "/" + std::to_string(chance.below));
}

std::string shown(const ShownNames& names, const people::PersonId& person) {
  const auto found = names.find(person.text());
  return found == names.end() || found->second.empty() || found->second == person.text()
             ? person.text()
             : found->second + " (" + person.text() + ")";
}

std::string listed(const std::vector<people::PersonId>& people, std::size_t from, const ShownNames& names) {
  constexpr std::size_t kMost = 5;
  std::string out;
  for (std::size_t at = from; at < people.size() && at < from + kMost; ++at)
    out += (at == from ? "" : ", ") + shown(names, people[at]);
  return people.size() > from + kMost ? out + ", …" : out;
}

// The outcome drawn; nullptr before the draw.
const clear::LotOutcome* drawn_of(const clear::Lots& lots) {
  std::int64_t passed = 0;
  for (const clear::LotOutcome& outcome : lots.outcomes) {
    passed += outcome.copies;
    if (lots.drawn >= 0 && lots.drawn < passed) return &outcome;
  }
  return nullptr;
}

base::Message class_message(const clear::Lots& lots, std::size_t at, const ShownNames& names) {
  const clear::LotClass& one = lots.classes[at];
  return {"CLR-213",
          {{"number", static_cast<std::int64_t>(at) + 1},
           {"size", size_of(one.people)},
           {"chance", fraction(one.chance)},
           {"published", one.published},
           {"total", clear::kOutcomes * size_of(one.people)},
           {"people", listed(one.people, 0, names)}}};
}

}  // namespace

void print_lots(const clear::Lots& lots, const std::string& seed, const ShownNames& names, bool reasons_against,
                Output& output) {
  if (!lots.proved) output.say({"CLR-222", {}});
  if (lots.classes.empty()) output.say({"CLR-217", {{"count", lots.surely}}});
  else output.say({"CLR-212", {{"surely", lots.surely}, {"count", size_of(lots.classes)}}});
  for (std::size_t at = 0; at < lots.classes.size(); ++at) output.say(class_message(lots, at, names));
  std::int64_t from = 0;
  for (const clear::LotOutcome& outcome : lots.outcomes) {
    std::string places;
    for (const std::int64_t count : outcome.places) places += (places.empty() ? "" : ", ") + std::to_string(count);
    if (!places.empty())
      output.say({"CLR-214", {{"from", from}, {"to", from + outcome.copies - 1}, {"places", places}}});
    from += outcome.copies;
  }
  if (lots.drawn < 0) {
    if (!lots.classes.empty()) output.say({"CLR-218", {}});
    return;
  }
  output.say({"CLR-215", {{"number", static_cast<std::int64_t>(lots.drawn)}}});
  output.line("  " + clear::outcome_command(seed));
  const clear::LotOutcome* drawn = drawn_of(lots);
  for (std::size_t at = 0; drawn != nullptr && at < lots.classes.size(); ++at) {
    const auto goes = static_cast<std::size_t>(drawn->places[at]);
    const std::string next = listed(lots.classes[at].people, goes, names);
    output.say({"CLR-216",
                {{"number", static_cast<std::int64_t>(at) + 1},
                 {"goes", drawn->places[at]},
                 {"next", next.empty() ? std::string("none") : next}}});
  }
  output.line();
  print_allocation(lots.allocation, names, reasons_against, output);
}

void print_lot_of(const clear::Lots& lots, const people::PersonFacts& person, const std::string& seed,
                  const ShownNames& names, Output& output) {
  const clear::LotOutcome* drawn = drawn_of(lots);
  for (std::size_t at = 0; at < lots.classes.size(); ++at) {
    const clear::LotClass& one = lots.classes[at];
    const auto found = std::find(one.people.begin(), one.people.end(), person.id);
    if (found == one.people.end()) continue;
    output.say(class_message(lots, at, names));
    const std::string commitment = person.commitment.empty() ? person.id.text() : person.commitment;
    if (drawn != nullptr) {
      const std::int64_t place = found - one.people.begin() + 1;
      output.say({"CLR-219",
                  {{"person", shown(names, person.id)},
                   {"ticket", clear::ticket(seed, commitment)},
                   {"place", place},
                   {"size", size_of(one.people)},
                   {"goes", drawn->places[at]},
                   {"answer", std::string(place <= drawn->places[at] ? "goes" : "stays")}}});
    }
    output.say({"CLR-220", {{"drawn", std::string(drawn == nullptr ? "no" : "yes")}}});
    output.line("  " + clear::ticket_command(drawn == nullptr ? "SEED" : seed, commitment));
    return;
  }
  output.say({"CLR-221", {{"person", shown(names, person.id)}}});
}

Value lots_json(const clear::Lots& lots, const std::string& seed, const Output& output) {
  Array classes, outcomes;
  for (const clear::LotClass& one : lots.classes) {
    Array people;
    for (const people::PersonId& person : one.people) people.emplace_back(person.text());
    classes.push_back(Object{{"people", std::move(people)},
                             {"chance", Array{one.chance.above, one.chance.below}},
                             {"published", Array{one.published, clear::kOutcomes * size_of(one.people)}}});
  }
  for (const clear::LotOutcome& outcome : lots.outcomes) {
    Array places;
    for (const std::int64_t count : outcome.places) places.emplace_back(count);
    outcomes.push_back(Object{{"copies", outcome.copies}, {"places", std::move(places)}});
  }
  Object out{{"proved", lots.proved},
             {"surely", lots.surely},
             {"classes", std::move(classes)},
             {"outcomes", std::move(outcomes)}};
  if (lots.drawn >= 0) {
    out["seed"] = seed;
    out["drawn"] = lots.drawn;
    out["allocation"] = allocation_json(lots.allocation, output);
  }
  return out;
}

}  // namespace midspan::cli
