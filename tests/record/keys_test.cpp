// SPDX-License-Identifier: Apache-2.0
#include "record/keys.hpp"

#include <gtest/gtest.h>

#include "record/act_types.hpp"

namespace base = midspan::base;
namespace json = midspan::base::json;
using namespace midspan::record;

namespace {

class KeysTest : public ::testing::Test {
 protected:
  KeysTest() {
    take("neutral/desk", type::kOperationOpen, {{"party", "neutral"}, {"key", vkey("neutral/desk")}});
    take("neutral/desk", type::kPartyAdd, {{"party", "north"}, {"keys", json::Array{vkey("north/registry")}}});
    take("neutral/desk", type::kPartyAdd, {{"party", "south"}, {"keys", json::Array()}});
  }
  static Signer signer(const std::string& name, const std::string& seed = "") {
    base::Randomness random(name + seed);
    return *Signer::generate(name, random);
  }
  static std::string vkey(const std::string& name) { return signer(name).key().vkey(); }
  void take(const std::string& author, std::string_view type, json::Object body) {
    keys_.take(
        {"6f1c0d3a5b7e49128a6d0e4c2b1f9a73", 0, std::string(type), author, "registry", "", "", std::move(body), {}});
  }
  std::string refusal(const Signer& signer, std::string_view type = type::kAnnexSign) const {
    const auto enrolled = keys_.may_sign(signer.key(), type);
    return enrolled ? (*enrolled)->party : enrolled.error().message.code;
  }
  std::string change(const std::string& author, std::string_view type, json::Object body) const {
    const auto changed = keys_.may_change(author, type, std::move(body));
    return changed ? "" : changed.error().message.code;
  }
  Keys keys_;
};

}  // namespace

TEST_F(KeysTest, AKeySpeaksForThePartyThatItWasEnrolledFor) {
  EXPECT_EQ(refusal(signer("north/registry")), "north");
  EXPECT_EQ(refusal(signer("south/registry")), "RCD-088");
  EXPECT_EQ(refusal(signer("north/registry", "made again")), "RCD-089");
  take("neutral/desk", type::kKeyGrant, {{"party", "north"}, {"key", vkey("south/second")}});
  EXPECT_EQ(refusal(signer("south/second")), "north");
}

TEST_F(KeysTest, ARevokedKeySignsNothing) {
  take("north/registry", type::kKeyRotate,
       {{"party", "north"}, {"old", "north/registry"}, {"key", vkey("north/second")}});
  EXPECT_EQ(refusal(signer("north/registry")), "RCD-090");
  EXPECT_EQ(refusal(signer("north/second")), "north");
  take("neutral/desk", type::kKeyRevoke, {{"party", "north"}, {"key", "north/second"}});
  EXPECT_EQ(refusal(signer("north/second")), "RCD-090");
}

TEST_F(KeysTest, AGrantOfNoTypesGrantsNothing) {
  int number = 0;
  for (const json::Value& types : {json::Value(json::Array{"annex.sign"}), json::Value(json::Array()),
                                   json::Value("annex.sign"), json::Value(json::Array{1})}) {
    const std::string name = "south/" + std::to_string(number++);
    take("neutral/desk", type::kKeyGrant, {{"party", "south"}, {"key", vkey(name)}, {"types", types}});
    EXPECT_EQ(refusal(signer(name)), number == 1 ? "south" : "RCD-091") << number;
    EXPECT_EQ(refusal(signer(name), type::kTermsSign), "RCD-091") << number;
  }
}

TEST_F(KeysTest, WhatTheVerifierWouldRefuseIsKnownBefore) {
  EXPECT_EQ(change("neutral/desk", type::kKeyGrant, {{"party", "south"}, {"key", vkey("south/a")}}), "");
  EXPECT_EQ(change("neutral/desk", type::kKeyGrant, {{"party", "south"}, {"key", vkey("north/registry")}}), "RCD-092");
  EXPECT_EQ(change("neutral/desk", type::kKeyGrant, {{"party", "east"}, {"key", vkey("east/a")}}), "RCD-093");
  EXPECT_EQ(change("north/registry", type::kKeyGrant, {{"party", "south"}, {"key", vkey("south/a")}}), "RCD-093");
  EXPECT_EQ(change("north/registry", type::kPartyAdd, {{"party", "east"}, {"keys", json::Array()}}), "RCD-093");
  EXPECT_EQ(change("neutral/desk", type::kKeyRevoke, {{"party", "south"}, {"key", "north/registry"}}), "RCD-093");
  EXPECT_EQ(change("neutral/desk", type::kPartyAdd,
                   {{"party", "east"}, {"keys", json::Array{vkey("east/a"), vkey("east/a")}}}),
            "RCD-092");
  EXPECT_EQ(change("neutral/desk", "incident.record", {}), "");
}
