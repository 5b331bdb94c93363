// SPDX-License-Identifier: Apache-2.0
// The people and the ledger as they were counted, in one spelling each: what the digests of a certificate are of.
#pragma once

#include <span>
#include <string>

#include "base/result.hpp"
#include "people/agreement.hpp"
#include "people/allocation.hpp"
#include "people/person.hpp"

namespace midspan::clear::certificate {

// CSV that clear::read_people reads back to the same facts: every fact that can decide, by id, ascending. No names, and
// of other columns only those that the agreement asks for ("whose facility is ..."): a certificate is handed to a side.
// Errors: CLR-016 (a value that a cell cannot carry, such as a category with a semicolon in it).
base::Result<std::string> people_table(std::span<const people::PersonFacts> people, const people::Agreement& agreement);

std::string ledger_table(std::span<const people::Delivery> ledger);  // in the order given

}  // namespace midspan::clear::certificate
