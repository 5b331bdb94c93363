// SPDX-License-Identifier: Apache-2.0
// Allocations and answers as text and as JSON, in the user's language.
#pragma once

#include <map>
#include <string>

#include "clear/answers.hpp"
#include "clear/clear.hpp"
#include "cli/verb.hpp"

namespace midspan::cli {

using ShownNames = std::map<std::string, std::string>;  // person id -> how to show the person

void print_allocation(const people::Allocation& allocation, const ShownNames& names, bool reasons_against,
                      Output& output);
base::Message goal_message(const people::GoalValue& goal);
// Whether something is missing, of what this counts the misses.
bool is_missed(const people::GoalValue& goal);

void print_conflict(const people::Conflict& conflict, Output& output);
void print_why(const clear::Why& why, const ShownNames& names, Output& output);

base::json::Value allocation_json(const people::Allocation& allocation, const Output& output);
base::json::Value conflict_json(const people::Conflict& conflict, const Output& output);
base::json::Value why_json(const clear::Why& why, const Output& output);

void print_balances(const std::vector<clear::Balance>& balances, Output& output);
void print_prices(const clear::Prices& prices, Output& output);
void print_offers(const clear::Offers& offers, Output& output);
void print_drop_outs(const clear::DropOuts& drop_outs, const ShownNames& names, Output& output);

base::json::Value balances_json(const std::vector<clear::Balance>& balances);
base::json::Value prices_json(const clear::Prices& prices);
base::json::Value offers_json(const clear::Offers& offers);
base::json::Value drop_outs_json(const clear::DropOuts& drop_outs);

// "Articles 2, 4 and 7" in the user's language.
std::string articles_named(const std::vector<std::string>& articles, std::string_view language);

// --lots: chances and outcomes; after the draw, who goes and who is next.
void print_lots(const clear::Lots& lots, const std::string& seed, const ShownNames& names, bool reasons_against,
                Output& output);
base::json::Value lots_json(const clear::Lots& lots, const std::string& seed, const Output& output);
// --lots --why: one person's chance and ticket, and how to work the ticket out by hand.
void print_lot_of(const clear::Lots& lots, const people::PersonFacts& person, const std::string& seed,
                  const ShownNames& names, Output& output);

}  // namespace midspan::cli
