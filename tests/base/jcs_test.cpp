// SPDX-License-Identifier: Apache-2.0
// The six pairs published with RFC 8785. They are not in the repository; MIDSPAN_DATA says where they are.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/files.hpp"
#include "base/json.hpp"

namespace json = midspan::base::json;
namespace base = midspan::base;

TEST(Jcs, PublishedPairs) {
  const char* data = std::getenv("MIDSPAN_DATA");
  const auto folder =
      std::filesystem::path(data != nullptr ? data : MIDSPAN_SOURCE "/../shared/data") / "vectors/jcs/testdata";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no vectors at " << folder;
  int seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "input")) {
    const auto value = json::parse(*base::read_file(entry.path()), json::Strictness::Document);
    ASSERT_TRUE(value) << entry.path();
    std::string expected = *base::read_file(folder / "output" / entry.path().filename());
    if (expected.ends_with('\n')) expected.pop_back();
    EXPECT_EQ(json::canonical(*value), expected) << entry.path();
    ++seen;
  }
  EXPECT_EQ(seen, 6);
}
