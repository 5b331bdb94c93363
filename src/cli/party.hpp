// SPDX-License-Identifier: Apache-2.0
// How a party is said on the command line.
#pragma once

#include <string>

#include "people/party.hpp"

namespace midspan::cli {

// "north=Northern command": id and English name; "north" alone is both.
people::Party party_said(const std::string& text, people::PartyRole role);

}  // namespace midspan::cli
