// SPDX-License-Identifier: Apache-2.0
// Who is one person: judgements join, "different" blocks, the newest counts; and what is known of each.
#include <algorithm>

#include <gtest/gtest.h>

#include "made_up.hpp"
#include "operation/doubts.hpp"
#include "operation/facts.hpp"
#include "operation/matching.hpp"

namespace midspan::operation {
namespace {

using made_up::entry;
using made_up::judged;
using made_up::list;
using people::ListKind;
using people::Verdict;

State three_lists() {
  State state;
  state.id = "0123456789abcdef0123456789abcdef";
  made_up::party(state, "north", "North");
  made_up::party(state, "south", "South");
  list(state, "HELD", "north", ListKind::Held).entries = {entry("h1", 1, "Ana Rivas"), entry("h2", 2, "Ana Rivas Paz")};
  list(state, "SOUGHT", "south", ListKind::Sought).entries = {entry("s1", 1, "Ana Rivas"), entry("s2", 2, "Luis Mora")};
  list(state, "POOL", "south", ListKind::Pool).entries = {entry("p1", 1, "A. Rivas")};
  state.claimed_holder[people::ListId("SOUGHT")] = people::PartyId("north");
  return state;
}

TEST(Persons, NothingJoinsWithoutAJudgement) {
  const State state = three_lists();
  EXPECT_EQ(persons(state).all.size(), 5u);
}

TEST(Persons, SameJoinsAndKeepsTheFirstEntrysId) {
  State state = three_lists();
  judged(state, "s1", "h1", Verdict::Same);
  judged(state, "p1", "s1", Verdict::Same);
  const Persons known = persons(state);
  ASSERT_EQ(known.all.size(), 3u);
  EXPECT_EQ(known.all[0].id.text(), "h1");
  EXPECT_EQ(known.all[0].entries.size(), 3u);
}

TEST(Persons, DifferentBlocksJoiningThroughAThird) {
  State state = three_lists();
  judged(state, "h1", "h2", Verdict::Different);
  judged(state, "s1", "h1", Verdict::Same);
  judged(state, "s1", "h2", Verdict::Same);
  const Persons known = persons(state);
  EXPECT_EQ(known.all.size(), 4u);
  ASSERT_EQ(known.conflicts.size(), 1u);
  EXPECT_EQ(known.conflicts[0].message.code, "OPR-030");
}

TEST(Persons, TheNewestJudgementOfAPairCounts) {
  State state = three_lists();
  judged(state, "s1", "h1", Verdict::Same);
  judged(state, "h1", "s1", Verdict::Unsure);
  EXPECT_EQ(persons(state).all.size(), 5u);
}

TEST(Persons, ARetractedJudgementJoinsNobody) {
  State state = three_lists();
  judged(state, "s1", "h1", Verdict::Same);
  state.judgements.back().retracted = true;
  EXPECT_EQ(persons(state).all.size(), 5u);
}

people::Statement said(const char* party, const char* entry, people::StatementCode code) {
  people::Statement statement;
  statement.party = people::PartyId(party);
  statement.entry = people::EntryId(entry);
  statement.code = code;
  return statement;
}

people::Hold hold_on(const char* entry) {
  people::Hold hold;
  hold.id = "hold";
  hold.kind = people::HoldKind::CourtOrder;
  hold.entries = {people::EntryId(entry)};
  return hold;
}

std::string codes(const State& state) {
  std::string all;
  for (const people::Finding& finding : doubts(state, persons(state))) all += finding.message.code + " ";
  return all;
}

// A newer version of the list without its first row.
void drop_first_row(State& state, std::size_t version) {
  people::ListVersion newer = state.versions[version];
  newer.id = people::VersionId("newer");
  newer.entries.erase(newer.entries.begin());
  state.in_force[newer.list] = state.versions.size();
  state.versions.push_back(newer);
}

TEST(Persons, AHoldStaysWithThePersonWhenItsRowIsGone) {
  State state = three_lists();
  judged(state, "s1", "h1", Verdict::Same);
  state.holds = {hold_on("s1")};
  drop_first_row(state, 1);
  const Persons known = persons(state);
  ASSERT_EQ(known.all[0].id.text(), "h1");
  EXPECT_EQ(known.all[0].entries.size(), 1u) << "the row itself is nobody any more";
  EXPECT_EQ(facts(state, known)[0].holds.size(), 1u);
  EXPECT_EQ(codes(state), "");
}

TEST(Persons, TwoWhoWereJudgedTheSameAsARowThatIsGoneStayOnePerson) {
  State state = three_lists();
  judged(state, "s1", "h1", Verdict::Same);
  judged(state, "s1", "p1", Verdict::Same);
  drop_first_row(state, 1);
  EXPECT_EQ(persons(state).all[0].entries.size(), 2u);
}

TEST(Doubts, AHoldAndARefusalThatBindNobodyAreTold) {
  State state = three_lists();
  state.holds = {hold_on("s1")};
  people::Consent consent;
  consent.entry = people::EntryId("s1");
  consent.answer = people::ConsentAnswer::No;
  state.consents = {consent};
  EXPECT_EQ(codes(state), "");
  drop_first_row(state, 1);
  EXPECT_EQ(codes(state), "OPR-031 OPR-032 ");
  state.holds[0].lifted = true;
  EXPECT_EQ(codes(state), "OPR-032 ");
}

TEST(Facts, ALaterWordOfTheSamePartyTakesBackADeath) {
  State state = three_lists();
  state.statements = {said("north", "h1", people::StatementCode::DiedInCustody)};
  EXPECT_EQ(facts(state, persons(state))[0].health, people::Health::Dead);
  state.statements.push_back(said("north", "h1", people::StatementCode::UnderSearch));
  EXPECT_EQ(facts(state, persons(state))[0].health, people::Health::Dead) << "that says nothing of it";
  state.statements.push_back(said("north", "h1", people::StatementCode::Held));
  const auto known = facts(state, persons(state))[0];
  EXPECT_NE(known.health, people::Health::Dead);
  EXPECT_EQ(known.answer, people::StatementCode::Held);
  EXPECT_FALSE(known.contested);
}

TEST(Facts, NobodyAnswersForTheHolder) {
  for (const auto code : {people::StatementCode::Released, people::StatementCode::DiedInCustody}) {
    State state = three_lists();
    state.statements = {said("south", "h1", code)};
    const auto known = facts(state, persons(state))[0];
    EXPECT_EQ(known.answer, std::nullopt);
    EXPECT_NE(known.health, people::Health::Dead);
    EXPECT_FALSE(known.contested);
    EXPECT_EQ(codes(state), "OPR-033 ");
  }
}

TEST(Facts, WhoeverTheHolderHasReleasedSinceIsGoneAndNotContested) {
  State state = three_lists();
  state.statements = {said("north", "h1", people::StatementCode::Released)};
  const auto known = facts(state, persons(state))[0];
  EXPECT_EQ(known.answer, people::StatementCode::Released);
  EXPECT_FALSE(known.contested);
}

TEST(Facts, TwoWhoSayThatTheyHoldOnePersonAreToSettleIt) {
  State state = three_lists();
  list(state, "ALSO", "south", ListKind::Held).entries = {entry("a1", 1, "Ana Rivas")};
  judged(state, "a1", "h1", Verdict::Same);
  auto known = facts(state, persons(state));
  EXPECT_TRUE(known[0].contested);
  EXPECT_EQ(codes(state), "OPR-034 ");
  std::size_t rivals = 0;
  for (const people::Discrepancy& one : discrepancies(state))
    rivals += one.kind == people::DiscrepancyKind::RivalFacts ? 1 : 0;
  EXPECT_EQ(rivals, 2u) << "each of them is asked";
  state.statements = {said("south", "a1", people::StatementCode::HeldByOther)};
  known = facts(state, persons(state));
  EXPECT_FALSE(known[0].contested);
  EXPECT_EQ(known[0].held_by, "North");
  EXPECT_EQ(codes(state), "");
}

TEST(Facts, WhoeverHoldsForAnotherIsNoRivalOfIt) {
  State state = three_lists();
  list(state, "ALSO", "south", ListKind::Held).entries = {entry("a1", 1, "Ana Rivas")};
  judged(state, "a1", "h1", Verdict::Same);
  people::EntryValues values = state.versions[0].entries[0].values();
  values.on_behalf_of = "South";
  state.versions[0].entries[0].set_values(values);
  const auto known = facts(state, persons(state))[0];
  EXPECT_FALSE(known.contested);
  EXPECT_EQ(known.held_by, "North");
  EXPECT_EQ(known.on_behalf_of, "South");
}

TEST(Facts, WhoeverTheHoldersOwnListSaysIsGoneIsGone) {
  const auto with = [](const char* status, const char* remark) {
    State state = three_lists();
    people::Entry& first = state.versions[0].entries[0];
    people::EntryValues values = first.values();
    values.status = status;
    values.remark = remark;
    first.set_values(values);
    return facts(state, persons(state))[0];
  };
  EXPECT_EQ(with("", "").answer, std::nullopt);
  EXPECT_EQ(with("", "deceased").answer, people::StatementCode::DiedInCustody);
  EXPECT_EQ(with("", "deceased").health, people::Health::Dead);
  EXPECT_EQ(with("", "أطلق سراحه").answer, people::StatementCode::Released);
  EXPECT_EQ(with("Transferred", "").answer, people::StatementCode::Transferred);
  EXPECT_EQ(with("", "transferred").answer, std::nullopt);   // to another prison, mostly
  EXPECT_EQ(with("held", "released").answer, std::nullopt);  // the column of answers is asked first
  EXPECT_EQ(with("", "his brother was released").answer, std::nullopt);
}

TEST(Facts, AHoldersOwnListAcknowledgesAndASoughtListAlleges) {
  const State state = three_lists();
  const auto known = facts(state, persons(state));
  EXPECT_EQ(known[0].held_by, "North");
  EXPECT_EQ(known[0].standing, people::Standing::Acknowledged);
  EXPECT_EQ(known[2].held_by, "North");
  EXPECT_EQ(known[2].standing, people::Standing::Alleged);
  EXPECT_EQ(known[4].held_by, "") << "a pool whose list names no holder says nothing about custody";
}

TEST(Facts, AStateIsFoundByAnyOfItsNames) {
  State state;
  made_up::party(state, "ru", "Russian Federation");
  made_up::party(state, "hill", "Hill Council");
  for (const char* name : {"ru", "Russian Federation", "Russia", "РФ", "روسيا"}) {
    ASSERT_NE(state.party_named(name), nullptr) << name;
    EXPECT_EQ(state.party_named(name)->id.text(), "ru");
  }
  EXPECT_EQ(state.party_named("Ukraine"), nullptr);
  EXPECT_EQ(state.party_named("Council"), nullptr);
}

TEST(Facts, CategoriesOfManyLanguagesAreThoseOfAgreements) {
  State state = three_lists();
  people::EntryValues values;
  values.categories = {"военнопленный"};
  state.versions.front().entries[0].set_values(values);
  values.categories = {"pow"};
  state.versions.front().entries[1].set_values(values);
  const auto known = facts(state, persons(state));
  for (const std::size_t person : {0u, 1u})
    EXPECT_NE(std::find(known[person].categories.begin(), known[person].categories.end(), "prisoner of war"),
              known[person].categories.end());
}

TEST(Facts, DenialContestsAndSilenceDoesNot) {
  State state = three_lists();
  people::Statement denial;
  denial.entry = people::EntryId("s1");
  denial.party = people::PartyId("north");
  denial.code = people::StatementCode::NeverHeld;
  state.statements.push_back(denial);
  const auto known = facts(state, persons(state));
  EXPECT_TRUE(known[2].contested);
  EXPECT_EQ(known[2].held_by, "North") << "the allegation stands beside the denial";
  EXPECT_FALSE(known[3].contested);
}

TEST(Facts, ThatALineStandsTwiceSaysNothingOfThePerson) {
  State state = three_lists();
  judged(state, "h1", "s1", Verdict::Same);
  judged(state, "s1", "p1", Verdict::Same);
  const auto said = [&](const char* entry, people::StatementCode code) {
    people::Statement one;
    one.entry = people::EntryId(entry);
    one.party = people::PartyId("north");
    one.code = code;
    state.statements.push_back(one);
  };
  said("p1", people::StatementCode::DuplicateOf);
  EXPECT_FALSE(facts(state, persons(state))[0].contested);
  said("s1", people::StatementCode::Held);
  said("p1", people::StatementCode::DuplicateOf);
  const auto known = facts(state, persons(state));
  EXPECT_EQ(known[0].standing, people::Standing::Acknowledged);
  EXPECT_FALSE(known[0].contested);
  EXPECT_EQ(known[0].answer, people::StatementCode::Held);
}

TEST(Facts, TheNewestConsentCountsAndAHoldOfAGroupReachesEach) {
  State state = three_lists();
  for (const auto answer : {people::ConsentAnswer::Yes, people::ConsentAnswer::No}) {
    people::Consent consent;
    consent.entry = people::EntryId("h1");
    consent.answer = answer;
    state.consents.push_back(consent);
  }
  people::Hold hold;
  hold.kind = people::HoldKind::CourtOrder;
  hold.entries = {people::EntryId("h1"), people::EntryId("h2")};
  state.holds.push_back(hold);
  auto known = facts(state, persons(state));
  EXPECT_EQ(known[0].travel_consent, people::ConsentAnswer::No);
  EXPECT_EQ(known[1].holds.size(), 1u);
  state.holds[0].lifted = true;
  EXPECT_TRUE(facts(state, persons(state))[1].holds.empty());
}

}  // namespace
}  // namespace midspan::operation
