// SPDX-License-Identifier: Apache-2.0
// Inside names/: Latin words that are known to be names, and which of them are one name spelt in two ways
// (data/names/known.tsv, made by names/train).
#pragma once

#include <string_view>

namespace midspan::names {

enum class Known {
  Unknown,    // at least one of them is no known name, or they were never seen in one script
  Same,       // they share a spelling in another script
  Different,  // both are known in one script, and spelt differently there
};

bool is_known(std::string_view word);

// Folded Latin words. Cost: two hash look-ups.
Known compare_known(std::string_view left, std::string_view right);

}  // namespace midspan::names
