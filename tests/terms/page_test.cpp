// SPDX-License-Identifier: Apache-2.0
// The page that teaches: its agreement is one in three languages, and leaves nothing open.
#include <gtest/gtest.h>

#include "terms/sample.hpp"
#include "terms/terms.hpp"

namespace midspan {
namespace {

std::vector<std::string> blocks_of(const std::string& page) {
  std::vector<std::string> blocks;
  for (std::size_t at = page.find("```\n"); at != std::string::npos; at = page.find("```\n", at)) {
    const std::size_t end = page.find("```\n", at + 4);
    if (end == std::string::npos) break;
    blocks.push_back(page.substr(at + 4, end - at - 4));
    at = end + 4;
  }
  return blocks;
}

TEST(Page, TheAgreementIsTheSameInThreeLanguages) {
  std::vector<std::string> digests;
  for (const std::string& block : blocks_of(sample::file("docs/agreement.md"))) {
    const terms::Reading reading = terms::read(block, "page");
    if (reading.agreement.articles.empty()) continue;  // commands
    EXPECT_TRUE(reading.ok) << block.substr(0, 60) << sample::codes(reading.findings);
    const people::Findings open = terms::check(reading.agreement, nullptr, "page", block);
    EXPECT_TRUE(open.empty()) << block.substr(0, 60) << sample::codes(open);
    digests.push_back(terms::digest(reading.agreement));
  }
  ASSERT_EQ(digests.size(), 3U);
  EXPECT_EQ(digests[0], digests[1]);
  EXPECT_EQ(digests[0], digests[2]);
}

}  // namespace
}  // namespace midspan
