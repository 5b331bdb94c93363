// SPDX-License-Identifier: Apache-2.0
// Sentences that have to say the same: by their trees, each read behind the preamble of its language.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "terms/sample.hpp"
#include "terms/terms.hpp"

namespace midspan::sample {

// Of what is not read, the sentences themselves and what was found: like no other's.
inline std::string tree(const std::string& language, const std::string& sentences) {
  const terms::Reading reading = terms::read(with_sentence(language, sentences), "text");
  return reading.ok ? terms::canonical_tree(reading.agreement) : sentences + ": " + codes(reading.findings);
}

using Pairs = std::vector<std::pair<const char*, const char*>>;  // as written, as the form says it

inline void same(const std::string& language, const Pairs& pairs) {
  for (const auto& [written, canonical] : pairs)
    EXPECT_EQ(tree(language, written), tree(language, canonical)) << written;
}

// The meaning is an English sentence, too, and is read.
inline void one_tree(const std::string& meaning, const std::string& en, const std::string& es, const std::string& ar) {
  EXPECT_TRUE(terms::read(with_sentence("en", meaning), "text").ok) << meaning;
  const std::string meant = tree("en", meaning);
  EXPECT_EQ(tree("en", en), meant) << en;
  EXPECT_EQ(tree("es", es), meant) << es;
  EXPECT_EQ(tree("ar", ar), meant) << ar;
}

}  // namespace midspan::sample
