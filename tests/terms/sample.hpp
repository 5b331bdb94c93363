// SPDX-License-Identifier: Apache-2.0
// Texts for tests: preambles that define, in the same order in each language, every group that the tables' examples
// use.
#pragma once

#include <string>
#include <vector>

#include "terms/terms.hpp"

namespace midspan::sample {

// Header and definitions, without an article.
std::string preamble(const std::string& language);
// "Article 1. El Salvador releases all of the Deportees to Venezuela." and then the sentence as Article 2.
std::string with_sentence(const std::string& language, const std::string& sentence);
std::string file(const std::string& path);  // below the project

// Codes of findings, in order: "TRM-101 TRM-107".
std::string codes(const people::Findings& findings);

}  // namespace midspan::sample
