// SPDX-License-Identifier: Apache-2.0
// What the state takes in and what it refuses: acts and items that are not what was written, keys that may not sign,
// two desks at one file.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>

#include "base/files.hpp"
#include "operation/agreements.hpp"
#include "operation/crossing.hpp"
#include "operation/imports.hpp"
#include "operation/run_json.hpp"
#include "record/act_types.hpp"

namespace midspan::operation {
namespace {

namespace json = base::json;
namespace type = record::type;

class KeptTest : public ::testing::Test {
 protected:
  KeptTest() {
    folder_ =
        std::filesystem::temp_directory_path() / ("midspan-kept-" + std::to_string(::getpid()) + "-" +
                                                  ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    path_ = folder_ / "a.midspan";
  }
  ~KeptTest() override { std::filesystem::remove_all(folder_); }

  static people::Party party(const std::string& id, people::PartyRole role) {
    people::Party one;
    one.id = people::PartyId(id);
    one.names["en"] = id;
    one.role = role;
    return one;
  }
  static Opening opening() {
    Opening opening;
    opening.titles["en"] = "A bridge";
    opening.purpose = opening.legal_basis = opening.retention = "a test";
    opening.languages = {"en"};
    opening.keeper = party("neutral", people::PartyRole::Intermediary);
    opening.parties = {party("north", people::PartyRole::Side), party("south", people::PartyRole::Side)};
    return opening;
  }
  Operation create() { return *Operation::create(path_, opening(), {}); }
  base::Result<Operation> open() { return Operation::open(path_, {}); }
  std::string opening_error() {
    const auto opened = open();
    return opened ? "" : opened.error().message.code;
  }
  static record::Signer signer(const std::string& name, const std::string& seed = "") {
    base::Randomness random(name + seed);
    return *record::Signer::generate(name, random);
  }
  static std::string sign(Operation& operation, const record::Signer& signer) {
    const auto done = operation.append(type::kTermsSign, {{"tree", ""}}, {}, &signer, "side");
    return done ? "" : done.error().message.code;
  }
  static std::string enrol(Operation& operation, const std::string& party, const record::Signer& signer) {
    const auto done = operation.append(type::kKeyGrant, {{"party", party}, {"key", signer.key().vkey()}});
    return done ? "" : done.error().message.code;
  }
  // The id of the hold's item.
  static std::string hold(Operation& operation) {
    const auto item = *operation.put("hold", R"({"entries":["1"],"kind":"court-order","order":"","reason":""})");
    EXPECT_TRUE(operation.append(type::kHoldPlace, {{"hold", "1"}, {"item", item.json()}}, {item.attachment()}));
    return item.id;
  }
  void meddle(const char* sql) {
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open(path_.c_str(), &handle), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(handle);
    sqlite3_close(handle);
  }

  std::filesystem::path folder_;
  std::filesystem::path path_;
};

}  // namespace

TEST_F(KeptTest, OnlyAnEnrolledKeySignsAndForItsOwnParty) {
  Operation operation = create();
  EXPECT_EQ(sign(operation, signer("south/delegation")), "RCD-088");
  EXPECT_EQ(enrol(operation, "south", signer("south/delegation")), "");
  EXPECT_EQ(enrol(operation, "south", signer("south/delegation")), "RCD-092");
  EXPECT_EQ(sign(operation, signer("south/delegation", "made again")), "RCD-089");
  EXPECT_EQ(enrol(operation, "north", signer("south/second")), "");
  EXPECT_EQ(sign(operation, signer("south/second")), "");
  EXPECT_TRUE(operation.state().terms_signed_by.contains("north"));
  EXPECT_FALSE(operation.state().terms_signed_by.contains("south"));
  EXPECT_TRUE(operation.append(type::kKeyRevoke, {{"party", "north"}, {"key", "south/second"}, {"reason", "lost"}}));
  EXPECT_EQ(sign(operation, signer("south/second")), "RCD-090");
  EXPECT_EQ(open()->state().acts, operation.state().acts);
}

// Older programs recorded what the verifier refuses; it stays in the file and counts for nothing.
TEST_F(KeptTest, ASignatureThatTheVerifierRefusesIsNotCounted) {
  {
    Operation operation = create();
    ASSERT_EQ(enrol(operation, "south", signer("south/delegation")), "");
    const record::Draft draft{std::string(type::kTermsSign), "side", "2025-04-20T12:00:00Z", {{"tree", ""}}, {}};
    const record::Draft more{
        std::string(type::kIncidentRecord), "registry", "2025-04-20T12:00:00Z", {{"code", "delay"}}, {}};
    ASSERT_TRUE(operation.file().append_all(operation.file().desk(), std::vector<record::Draft>(300, more)));
    for (const record::Signer& wrong : {signer("north/delegation"), signer("south/delegation", "made again")})
      ASSERT_TRUE(operation.file().append(wrong, draft));
    ASSERT_TRUE(operation.file().append(signer("neutral/desk"), draft));
    ASSERT_TRUE(operation.file().append_all(operation.file().desk(), std::vector<record::Draft>(300, more)));
  }
  ASSERT_TRUE(open());  // what was found good is remembered; what was not is found again
  const auto opened = open();
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->state().acts, 607);
  EXPECT_TRUE(opened->state().terms_signed_by.empty());
  ASSERT_EQ(opened->state().findings.size(), 6U);
  EXPECT_EQ(opened->state().findings[0].message.code, "OPR-121");
  EXPECT_EQ(opened->state().findings[1].message.code, "RCD-088");
  EXPECT_EQ(opened->state().findings[3].message.code, "RCD-089");
  EXPECT_EQ(opened->state().findings[5].message.code, "RCD-089");
}

TEST_F(KeptTest, OfTwoDesksAtOneFileTheSlowerIsToldSo) {
  Operation one = create();
  Operation two = *open();
  ASSERT_EQ(enrol(one, "south", signer("south/delegation")), "");
  EXPECT_EQ(enrol(two, "south", signer("south/other")), "RCD-087");
  EXPECT_EQ(open()->state().acts, 4);
}

TEST_F(KeptTest, AHoldThatCannotBeReadIsNotLifted) {
  {
    Operation operation = create();
    hold(operation);
  }
  EXPECT_EQ(open()->state().holds.size(), 1U);
  const std::string before = *base::read_file(path_);
  for (const auto& [sql, code] :
       {std::pair("UPDATE items SET sealed=zeroblob(length(sealed)) WHERE kind='hold'", "RCD-052"),
        std::pair("DELETE FROM items WHERE kind='hold'", "RCD-079"),
        std::pair("UPDATE items SET sealed=x'',wrapped_key=x'' WHERE kind='hold'", "OPR-120")}) {
    ASSERT_TRUE(base::write_file(path_, before));
    meddle(sql);
    EXPECT_EQ(opening_error(), code) << sql;
  }
}

TEST_F(KeptTest, WhatAnActErasedMayBeGone) {
  {
    Operation operation = create();
    const std::string item = hold(operation);
    ASSERT_TRUE(operation.append(type::kSubjectErase,
                                 {{"subject", "1"}, {"items", 1}, {"ids", json::Array{item}}, {"ground", "asked"}}));
  }
  meddle("UPDATE items SET sealed=x'',wrapped_key=x'' WHERE kind='hold'");
  const auto opened = open();
  ASSERT_TRUE(opened) << opened.error().message.code;
  EXPECT_TRUE(opened->state().holds.empty());
}

TEST_F(KeptTest, AnEntryIsBoundToItsListAndItsListToTheAct) {
  ASSERT_TRUE(base::write_file(folder_ / "n.csv", "no,name\n1,Adam Kessel\n2,Boris Lindt\n"));
  {
    Operation operation = create();
    Submission submission;
    submission.file = folder_ / "n.csv";
    submission.list = people::ListId("N");
    submission.party = people::PartyId("north");
    ASSERT_TRUE(submit_list(operation, submission));
  }
  EXPECT_EQ(open()->state().versions.at(0).entries.size(), 2U);
  meddle(
      "UPDATE items SET sealed=zeroblob(length(sealed)) WHERE number=(SELECT max(number) FROM items WHERE "
      "kind='entry')");
  EXPECT_EQ(opening_error(), "RCD-052");
}

// An older program let two desks record the same step.
TEST_F(KeptTest, AStepThatCannotBeTakenIsSaidAndTheFileOpens) {
  {
    Operation operation = create();
    people::Manifest manifest;
    manifest.leg.id = "1";
    manifest.lines.resize(1);
    manifest.lines[0].annex_number = 1;
    const auto plan = *operation.put("manifest", json::canonical(to_json(manifest)));
    ASSERT_TRUE(operation.append(type::kHandoverPlan, {{"leg", "1"}, {"annex", "1"}, {"item", plan.json()}}));
    const json::Object step{
        {"line", 1}, {"step", static_cast<std::int64_t>(Step::Board)}, {"outcome", 0}, {"reason", ""}};
    for (int twice = 0; twice < 2; ++twice) {
      const auto item = *operation.put("handover.line", json::canonical(step));
      ASSERT_TRUE(operation.append(type::kHandoverBoard, {{"leg", "1"}, {"count", 1}, {"item", item.json()}}));
    }
  }
  const auto opened = open();
  ASSERT_TRUE(opened) << opened.error().message.code;
  EXPECT_EQ(opened->state().legs.at(0).manifest.lines[0].boarding, people::Boarding::Boarded);
  ASSERT_EQ(opened->state().findings.size(), 2U);
  EXPECT_EQ(opened->state().findings[1].message.code, "HND-011");
}

TEST_F(KeptTest, AnOpeningThatFailsLeavesNoFile) {
  for (const char* id : {"", "north side", "north/registry", "nörd"}) {
    Opening wrong = opening();
    wrong.parties.push_back(party(id, people::PartyRole::Side));
    EXPECT_EQ(Operation::create(path_, wrong, {}).error().message.code, "OPR-122") << id;
    EXPECT_FALSE(std::filesystem::exists(path_));
  }
  Opening twice = opening();
  twice.parties.push_back(party("north", people::PartyRole::Side));
  EXPECT_EQ(Operation::create(path_, twice, {}).error().message.code, "OPR-024");
  Access access;
  access.at = "yesterday";
  EXPECT_EQ(Operation::create(path_, opening(), access).error().message.code, "OPR-123");
  EXPECT_FALSE(std::filesystem::exists(path_));
  Opening large = opening();
  large.parties[1].names["en"] = std::string(70'000, 'x');  // no act is that large
  EXPECT_EQ(Operation::create(path_, large, {}).error().message.code, "RCD-031");
  EXPECT_FALSE(std::filesystem::exists(path_));
}

}  // namespace midspan::operation
