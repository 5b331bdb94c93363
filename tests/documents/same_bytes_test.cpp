// SPDX-License-Identifier: Apache-2.0
// Same annex, same bytes: on every run, in every time zone and locale.
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <thread>

#include "base/bytes.hpp"
#include "documents/annex.hpp"
#include "documents/handover.hpp"
#include "documents/made_up.hpp"
#include "documents/pdf_text.hpp"
#include "documents/statements.hpp"

namespace midspan::documents {
namespace {

std::string everything() {
  const people::Annex annex = made_up::annex(40);
  std::string all;
  for (const char* language : {"en", "es", "ar"}) {
    all += *annex_pdf(annex, language);
    all += *annex_xlsx(annex, language);
    all += *annex_html(annex, language);
    all += *statement_sheet(annex, "north", "text\n", language);
    all += *statement_workbook(
        made_up::list(), {"Bridge", "op", people::PartyId("south"), "South", "North", "2025-06-01", true}, language);
  }
  return base::to_hex(base::sha256(all));
}

TEST(SameBytes, OnTwoRunsOfOneProgram) { EXPECT_EQ(everything(), everything()); }

TEST(SameBytes, FromSeveralThreads) {
  std::string results[4];
  {
    std::vector<std::jthread> threads;
    for (std::string& result : results) threads.emplace_back([&result] { result = everything(); });
  }
  for (const std::string& result : results) EXPECT_EQ(result, everything());
}

// Run by the test below in another environment.
TEST(SameBytes, Print) {
  if (std::getenv("MIDSPAN_PRINT_DIGEST") == nullptr) GTEST_SKIP() << "run by SameBytes.InEveryTimeZoneAndLocale";
  std::printf("digest %s\n", everything().c_str());
}

TEST(SameBytes, InEveryTimeZoneAndLocale) {
  const std::string program = std::filesystem::read_symlink("/proc/self/exe").string();
  const std::string expected = "digest " + everything();
  for (const char* environment :
       {"TZ=Asia/Kathmandu LC_ALL=C", "TZ=America/Caracas LC_ALL=ar_EG.UTF-8 PANGO_LANGUAGE=ar:fa",
        "TZ=UTC LC_ALL=de_DE.UTF-8 LANG=tr_TR", "HOME=/nonexistent FONTCONFIG_FILE=/nonexistent SOURCE_DATE_EPOCH=5"}) {
    const std::string output = test::output_of("env MIDSPAN_PRINT_DIGEST=1 " + std::string(environment) + " '" +
                                               program + "' --gtest_filter=SameBytes.Print 2>/dev/null");
    EXPECT_NE(output.find(expected), std::string::npos) << environment << ": " << output;
  }
}

}  // namespace
}  // namespace midspan::documents
