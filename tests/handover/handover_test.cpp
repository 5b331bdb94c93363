// SPDX-License-Identifier: Apache-2.0
// The day of the exchange: nobody is lost between the annex and the receipt.
#include "handover/handover.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <optional>

#include "base/day.hpp"

namespace midspan::handover {
namespace {

using people::Annex;
using people::HandoverOutcome;
using people::Leg;
using people::Manifest;

Annex annex_of(std::int64_t lines) {
  Annex annex;
  annex.operation_id = "op";
  annex.phase = "Phase 1";
  annex.released_by = "north";
  annex.to = "south";
  for (std::int64_t i = 1; i <= lines; ++i) {
    people::AnnexLine line;
    line.number = i;
    line.person = people::PersonId("p" + std::to_string(i));
    line.name = "Person " + std::to_string(i);
    annex.lines.push_back(line);
  }
  annex.digest = people::digest(annex);
  return annex;
}

const base::Day kClosedOn = *base::parse_day("2025-05-04");

Leg leg(std::string id, std::optional<std::int64_t> seats, std::optional<std::int64_t> stretchers = {}) {
  Leg out;
  out.id = std::move(id);
  out.day = "2025-05-03";
  out.seats = seats;
  out.stretchers = stretchers;
  return out;
}

std::vector<std::int64_t> numbers(const Manifest& manifest) {
  std::vector<std::int64_t> out;
  for (const auto& line : manifest.lines) out.push_back(line.annex_number);
  return out;
}

TEST(Plan, FillsLegsInOrder) {
  const auto legs = plan(annex_of(5), {leg("1", 2), leg("2", 4)});
  ASSERT_TRUE(legs);
  EXPECT_EQ(numbers((*legs)[0]), (std::vector<std::int64_t>{1, 2}));
  EXPECT_EQ(numbers((*legs)[1]), (std::vector<std::int64_t>{3, 4, 5}));
}

TEST(Plan, NeverDividesAFamily) {
  const auto legs = plan(annex_of(5), {leg("1", 2), leg("2", 4)}, {{2, {false, "f"}}, {4, {false, "f"}}});
  ASSERT_TRUE(legs);
  EXPECT_EQ(numbers((*legs)[0]), (std::vector<std::int64_t>{1, 3}));
  EXPECT_EQ(numbers((*legs)[1]), (std::vector<std::int64_t>{2, 4, 5}));
}

TEST(Plan, SaysHowManyAreLeftOver) {
  const auto legs = plan(annex_of(9), {leg("1", 2), leg("2", 4)});
  ASSERT_FALSE(legs);
  EXPECT_EQ(legs.error().message.code, "HND-001");
  EXPECT_EQ(std::get<std::int64_t>(legs.error().message.arguments[0].second), 3);
}

TEST(Plan, SaysWhichFamilyFitsNowhere) {
  std::map<std::int64_t, Need> needs;
  for (std::int64_t i = 1; i <= 3; ++i) needs[i] = {false, "the Exemplars"};
  const auto legs = plan(annex_of(3), {leg("1", 2), leg("2", 2)}, needs);
  ASSERT_FALSE(legs);
  EXPECT_EQ(legs.error().message.code, "HND-002");
}

TEST(Plan, AStretcherIsNotASeat) {
  EXPECT_FALSE(plan(annex_of(1), {leg("1", 10)}, {{1, {true, ""}}}));
  const auto legs = plan(annex_of(2), {leg("1", 1, 1)}, {{1, {true, ""}}});
  ASSERT_TRUE(legs);
  EXPECT_TRUE((*legs)[0].lines[0].stretcher);
}

TEST(Plan, RefusesLegsOfOneName) {
  EXPECT_EQ(plan(annex_of(1), {leg("1", 1), leg("1", 1)}).error().message.code, "HND-003");
  EXPECT_EQ(plan(annex_of(1), {}).error().message.code, "HND-003");
}

TEST(Plan, NoSeatsAndSeatsThatNobodyCountedAreTwoThings) {
  EXPECT_EQ(plan(annex_of(1), {leg("1", 0)}).error().message.code, "HND-001");
  EXPECT_TRUE(plan(annex_of(9), {leg("1", {})}));
  EXPECT_TRUE(plan(annex_of(1), {leg("1", {})}, {{1, {true, ""}}})) << "without any limit there is room to lie";
  EXPECT_FALSE(plan(annex_of(1), {leg("1", {}, 0)}, {{1, {true, ""}}}));
}

TEST(Plan, SaysWhoNeedsAStretcher) {
  const auto legs = plan(annex_of(2), {leg("1", 10)}, {{2, {true, ""}}});
  ASSERT_FALSE(legs);
  EXPECT_EQ(std::get<std::string>(legs.error().message.arguments[1].second), "2 Person 2");
}

TEST(Plan, PapersAreCalledByTheLegAndStayInTheirFolder) {
  for (const char* const id : {"..", "../../x", "a/b", "7,bus 7,2026-12-05", "leg 1"})
    EXPECT_EQ(plan(annex_of(1), {leg(id, 1)}).error().message.code, "HND-004") << id;
  EXPECT_TRUE(plan(annex_of(1), {leg("bus-7_B", 1)}));
}

TEST(Day, WhoeverGoesLaterIsNotPosted) {
  const Annex annex = annex_of(2);
  Manifest manifest = (*plan(annex, {leg("1", {})}))[0];
  manifest.leg.day = "";
  ASSERT_TRUE(board(manifest, 1));
  ASSERT_TRUE(receive(manifest, 1));
  ASSERT_TRUE(leave_behind(manifest, 2, HandoverOutcome::Later, "the bus broke down"));
  const auto posted = deliveries(manifest, annex, kClosedOn);
  ASSERT_TRUE(posted);
  ASSERT_EQ(posted->size(), 1u);
  EXPECT_EQ((*posted)[0].day, kClosedOn) << "a leg without a day was on the day on which it was closed";
}

TEST(Day, ClosesLineByLine) {
  const Annex annex = annex_of(3);
  auto legs = *plan(annex, {leg("1", {})}, {}, "house");
  Manifest& manifest = legs[0];
  EXPECT_EQ(receive(manifest, 1).error().message.code, "HND-012");
  ASSERT_TRUE(board(manifest, 1));
  ASSERT_TRUE(board(manifest, 2));
  EXPECT_EQ(board(manifest, 1).error().message.code, "HND-011");
  EXPECT_EQ(board(manifest, 7).error().message.code, "HND-010");
  EXPECT_EQ(leave_behind(manifest, 3, HandoverOutcome::Received, "").error().message.code, "HND-013");
  ASSERT_TRUE(leave_behind(manifest, 3, HandoverOutcome::Unfit, "fever"));
  ASSERT_TRUE(receive(manifest, 1));
  EXPECT_EQ(deliveries(manifest, annex, kClosedOn).error().message.code, "HND-023");
  EXPECT_EQ(reconcile_counts(annex, legs).size(), 1u);
  ASSERT_TRUE(refuse(manifest, 2, HandoverOutcome::Refused, "at the gate"));
  EXPECT_EQ(handover::count(manifest), (people::ManifestCounts{3, 0, 2, 1, 0, 1, 1}));
  EXPECT_TRUE(reconcile_counts(annex, legs).empty());
  const auto posted = deliveries(manifest, annex, kClosedOn);
  ASSERT_TRUE(posted);
  ASSERT_EQ(posted->size(), 3u);
  EXPECT_EQ((*posted)[0].outcome, "received");
  EXPECT_EQ((*posted)[1].outcome, "refused");
  EXPECT_EQ((*posted)[2].outcome, "unfit");
  EXPECT_EQ((*posted)[0].day, *base::parse_day("2025-05-03"));
}

TEST(Counts, FindWhatDoesNotMatchTheAnnex) {
  const Annex annex = annex_of(3);
  auto legs = *plan(annex, {leg("1", 2), leg("2", 2)});
  for (Manifest& manifest : legs)
    for (const auto& line : std::vector(manifest.lines)) {
      ASSERT_TRUE(board(manifest, line.annex_number));
      ASSERT_TRUE(receive(manifest, line.annex_number));
    }
  ASSERT_TRUE(reconcile_counts(annex, legs).empty());
  const auto codes = [&annex](const std::vector<Manifest>& changed) {
    std::string out;
    for (const auto& finding : reconcile_counts(annex, changed)) out += finding.message.code + " ";
    return out;
  };
  auto changed = legs;
  changed[1].lines.push_back(changed[0].lines[0]);
  EXPECT_EQ(codes(changed), "HND-021 ");
  changed = legs;
  changed[1].lines.clear();
  EXPECT_EQ(codes(changed), "HND-020 ");
  changed = legs;
  changed[1].lines[0].annex_number = 9;
  EXPECT_EQ(codes(changed), "HND-022 HND-020 ");
  changed = legs;
  changed[0].lines[0].name = "Someone else";
  EXPECT_EQ(codes(changed), "HND-025 ");
  changed = legs;
  changed[0].annex_digest = "another";
  EXPECT_EQ(codes(changed), "HND-024 ");
}

// Whatever happens on the day, everyone is counted once, and a closed leg posts one delivery a line.
RC_GTEST_PROP(Day, EveryoneIsCountedOnce, (const std::vector<std::uint8_t>& steps)) {
  const Annex annex = annex_of(12);
  std::map<std::int64_t, Need> needs;
  needs[3] = needs[8] = {false, "f"};
  auto legs = *plan(annex, {leg("1", 5), leg("2", 9)}, needs);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    Manifest& manifest = legs[i % 2];
    const std::int64_t line = 1 + steps[i] % 13;
    switch (steps[i] / 16 % 4) {
      case 0: (void)board(manifest, line); break;
      case 1: (void)receive(manifest, line); break;
      case 2: (void)refuse(manifest, line, HandoverOutcome::Refused, "r"); break;
      default: (void)leave_behind(manifest, line, HandoverOutcome::NotFound, "n"); break;
    }
  }
  std::int64_t listed = 0;
  for (const Manifest& manifest : legs) {
    const people::ManifestCounts counts = handover::count(manifest);
    RC_ASSERT(counts.listed == counts.pending + counts.boarded + counts.not_boarded);
    RC_ASSERT(counts.boarded == counts.in_transit + counts.received + counts.not_received);
    listed += counts.listed;
    const auto posted = deliveries(manifest, annex, kClosedOn);
    RC_ASSERT(posted.has_value() == counts.closed());
    if (posted) RC_ASSERT(static_cast<std::int64_t>(posted->size()) == counts.listed);
  }
  RC_ASSERT(listed == 12);
}

}  // namespace
}  // namespace midspan::handover
