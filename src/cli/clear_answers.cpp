// SPDX-License-Identifier: Apache-2.0
// Balances, prices, offers and drop-outs as text and as JSON.
#include "cli/clear_text.hpp"

namespace midspan::cli {

namespace {

using base::json::Array;
using base::json::Object;
using base::json::Value;

std::string shown(const ShownNames& names, const std::string& id) {
  const auto found = names.find(id);
  return found == names.end() || found->second.empty() ? id : found->second + " (" + id + ")";
}

Object yield_json(const clear::Yield& yield) {
  Array parties, goals;
  for (const auto& [party, count] : yield.by_party) parties.push_back(Object{{"party", party}, {"releases", count}});
  for (const people::GoalValue& goal : yield.goals)
    goals.push_back(Object{{"goal", goal.goal}, {"value", goal.value}, {"bound", goal.bound}});
  return Object{{"possible", yield.possible},
                {"proved", yield.proved},
                {"people", yield.people},
                {"by_party", std::move(parties)},
                {"goals", std::move(goals)}};
}

std::string yield_text(const clear::Yield& yield, const Output& output) {
  std::string parties;
  for (const auto& [party, count] : yield.by_party)
    parties += (parties.empty()             ? ""
                : output.language() == "ar" ? "\u060C "
                                            : ", ") +
               output.called(party) + " " + std::to_string(count);
  return output.sentence({"CLR-200",
                          {{"possible", std::string(!yield.proved    ? "limit"
                                                    : yield.possible ? "yes"
                                                                     : "no")},
                           {"people", yield.people},
                           {"parties", parties}}});
}

// What an article or a number would bring; where not all can be kept, what is missing then.
void print_yield(const std::string& change, const clear::Yield& yield, Output& output) {
  output.line(change + " " + yield_text(yield, output));
  for (const people::GoalValue& goal : yield.goals)
    if (is_missed(goal)) output.line("  " + output.sentence(goal_message(goal)));
}

Value change_json(const clear::Price& price) {
  return Object{{"article", price.article}, {"from", price.from}, {"to", price.to}};
}

std::string change_text(const clear::Price& price, const Output& output) {
  if (price.from == 0 && price.to == 0) return output.sentence({"CLR-201", {{"article", price.article}}});
  return output.sentence({"CLR-202", {{"article", price.article}, {"from", price.from}, {"to", price.to}}});
}

Array ids(const std::vector<people::PersonId>& people) {
  Array out;
  for (const people::PersonId& person : people) out.emplace_back(person.text());
  return out;
}

std::string listed(const std::vector<people::PersonId>& people, const ShownNames& names) {
  constexpr std::size_t kMost = 5;
  std::string out;
  for (std::size_t at = 0; at < people.size() && at < kMost; ++at)
    out += (at == 0 ? "" : ", ") + shown(names, people[at].text());
  if (people.size() > kMost) out += ", … (" + std::to_string(people.size()) + ")";
  return out;
}

}  // namespace

void print_balances(const std::vector<clear::Balance>& balances, Output& output) {
  for (const clear::Balance& balance : balances)
    output.say({"CLR-210",
                {{"article", balance.article},
                 {"party", balance.party},
                 {"of", balance.population},
                 {"owed", balance.owed},
                 {"delivered", balance.delivered},
                 {"due", balance.due()}}});
}

Value balances_json(const std::vector<clear::Balance>& balances) {
  Array out;
  for (const clear::Balance& balance : balances)
    out.push_back(Object{{"article", balance.article},
                         {"party", balance.party},
                         {"population", balance.population},
                         {"weight", balance.weight},
                         {"owed", balance.owed},
                         {"delivered", balance.delivered},
                         {"due", balance.due()}});
  return Object{{"balances", std::move(out)}};
}

void print_prices(const clear::Prices& prices, Output& output) {
  print_yield(output.sentence({"CLR-203", {}}), prices.now, output);
  for (const clear::Price& price : prices.prices) print_yield(change_text(price, output), price.yield, output);
}

Value prices_json(const clear::Prices& prices) {
  Array out;
  for (const clear::Price& price : prices.prices) {
    Object one = *change_json(price).object();
    one["yield"] = yield_json(price.yield);
    out.push_back(std::move(one));
  }
  return Object{{"now", yield_json(prices.now)}, {"prices", std::move(out)}};
}

void print_offers(const clear::Offers& offers, Output& output) {
  print_yield(output.sentence({"CLR-203", {}}), offers.now, output);
  if (!offers.now.possible && offers.offers.empty()) output.say({"CLR-204", {}});
  for (const clear::Offer& offer : offers.offers) {
    std::string line;
    for (const clear::Price& change : offer.changes) line += change_text(change, output) + " ";
    output.line(line + yield_text(offer.yield, output));
  }
  for (const clear::Frontier& frontier : offers.frontiers)
    for (const auto& [value, yield] : frontier.points)
      print_yield(output.sentence({"CLR-205", {{"article", frontier.article}, {"value", value}}}), yield, output);
}

Value offers_json(const clear::Offers& offers) {
  Array list, frontiers;
  for (const clear::Offer& offer : offers.offers) {
    Array changes;
    for (const clear::Price& change : offer.changes) changes.push_back(change_json(change));
    list.push_back(
        Object{{"changes", std::move(changes)}, {"distance", offer.distance}, {"yield", yield_json(offer.yield)}});
  }
  for (const clear::Frontier& frontier : offers.frontiers) {
    Array points;
    for (const auto& [value, yield] : frontier.points)
      points.push_back(Object{{"value", value}, {"yield", yield_json(yield)}});
    frontiers.push_back(Object{{"article", frontier.article}, {"points", std::move(points)}});
  }
  return Object{{"now", yield_json(offers.now)}, {"offers", std::move(list)}, {"frontiers", std::move(frontiers)}};
}

void print_drop_outs(const clear::DropOuts& drop_outs, const ShownNames& names, Output& output) {
  for (const clear::DropOut& drop : drop_outs.people) {
    output.say({"CLR-206",
                {{"count", static_cast<std::int64_t>(drop.people.size())},
                 {"people", listed(drop.people, names)},
                 {"instead", drop.goal == "Limit"   ? std::string("unknown")
                             : drop.instead.empty() ? std::string("none")
                                                    : listed(drop.instead, names)}}});
    if (!drop.left_behind.empty())
      output.line("  " + output.sentence({"CLR-207", {{"people", listed(drop.left_behind, names)}}}));
    if (!drop.goal.empty() && drop.goal != "Limit")
      output.line("  " + output.sentence({"CLR-208", {{"goal", drop.goal}, {"now", drop.now}, {"then", drop.then}}}));
  }
  for (const auto& [party, yield] : drop_outs.parties)
    print_yield(output.sentence({"CLR-209", {{"party", party}}}), yield, output);
}

Value drop_outs_json(const clear::DropOuts& drop_outs) {
  Array people, parties;
  for (const clear::DropOut& drop : drop_outs.people) {
    Object one{{"people", ids(drop.people)}, {"instead", ids(drop.instead)}, {"left_behind", ids(drop.left_behind)}};
    if (!drop.goal.empty()) one["goal"] = Object{{"name", drop.goal}, {"now", drop.now}, {"then", drop.then}};
    people.push_back(std::move(one));
  }
  for (const auto& [party, yield] : drop_outs.parties)
    parties.push_back(Object{{"party", party}, {"yield", yield_json(yield)}});
  return Object{{"people", std::move(people)}, {"parties", std::move(parties)}};
}

}  // namespace midspan::cli
