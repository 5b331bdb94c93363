// SPDX-License-Identifier: Apache-2.0
#include "documents/annex.hpp"

#include <gtest/gtest.h>

#include "documents/made_up.hpp"

namespace midspan::documents {
namespace {
TEST(Annex, Renders) {
  for (const char* language : {"en", "es", "ar"}) {
    const auto pdf = annex_pdf(made_up::annex(30), language);
    ASSERT_TRUE(pdf);
    EXPECT_EQ(*pdf, *annex_pdf(made_up::annex(30), language));
  }
}
}  // namespace
}  // namespace midspan::documents
