// SPDX-License-Identifier: Apache-2.0
// Same annex, same bytes: on every run, in every time zone and locale.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <thread>

#include "base/bytes.hpp"
#include "documents/annex.hpp"
#include "documents/handover.hpp"
#include "documents/made_up.hpp"
#include "documents/pdf_text.hpp"
#include "documents/statements.hpp"

namespace {
std::atomic<bool> waits_for_others = false;
std::atomic<int> asked = 0;
}  // namespace

// In place of the C library's, which keeps the day where all threads see it: whoever asks waits for somebody else to
// ask before it reads the answer.
extern "C" std::tm* gmtime(const std::time_t* when) noexcept {
  static std::tm shared;
  const int now = ++asked;
  gmtime_r(when, &shared);
  for (int patience = 20; waits_for_others && asked == now && patience > 0; --patience)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return &shared;
}

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

TEST(SameBytes, WorkbooksOfTwoDaysClosedAtOnce) {
  people::Annex annexes[2] = {made_up::annex(1), made_up::annex(1)};
  annexes[1].frozen_on = "1999-12-31";
  const std::string alone[2] = {*annex_xlsx(annexes[0], "en"), *annex_xlsx(annexes[1], "en")};
  std::string together[2];
  waits_for_others = true;
  {
    std::vector<std::jthread> threads;
    for (const std::size_t at : {0, 1})
      threads.emplace_back([&annex = annexes[at], &bytes = together[at]] { bytes = *annex_xlsx(annex, "en"); });
  }
  waits_for_others = false;
  EXPECT_TRUE(together[0] == alone[0]);
  EXPECT_TRUE(together[1] == alone[1]);
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
