// SPDX-License-Identifier: Apache-2.0
// An annex is frozen once, says the same in every language, and is signed by whoever must sign it or not at all.
#include "sign/annex.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "base/random.hpp"
#include "documents/made_up.hpp"
#include "record/note.hpp"

namespace midspan::sign {
namespace {

using people::Annex;

FrozenAnnex frozen(std::size_t lines = 7) { return *freeze(made_up::annex(lines)); }

std::string code(const base::Result<FrozenAnnex>& result) { return result ? "" : result.error().message.code; }

TEST(Canonical, ComesBackFromItsBytes) {
  const FrozenAnnex annex = frozen();
  EXPECT_EQ(annex.digest(), people::digest(annex.annex()));
  const auto back = thaw(annex.bytes());
  ASSERT_TRUE(back);
  EXPECT_EQ(back->annex(), annex.annex());
  EXPECT_EQ(back->bytes(), annex.bytes());
  EXPECT_EQ(freeze(annex.annex())->bytes(), annex.bytes());
}

// The format is durable: this digest changes only with a new "format" in docs/formats/annex.md.
TEST(Canonical, IsWhatWasSigned) {
  EXPECT_EQ(frozen(7).digest(), "846ed53b14af7a43bb3b1e05013a44ec7500bb38b545c8b707cc048b818e9b8f");
}

TEST(Canonical, EveryFieldIsCovered) {
  const Annex annex = frozen().annex();
  const std::vector<std::function<void(Annex&)>> changes = {
      [](Annex& a) { a.operation_title += "x"; },
      [](Annex& a) { a.operation_titles["es"] += "x"; },
      [](Annex& a) { a.operation_id += "x"; },
      [](Annex& a) { a.agreement_title += "x"; },
      [](Annex& a) { a.agreement_titles.erase("es"); },
      [](Annex& a) { a.agreement_digest += "x"; },
      [](Annex& a) { a.phase += "x"; },
      [](Annex& a) { a.phase_titles["ar"] += "x"; },
      [](Annex& a) { a.frozen_on = "2025-05-02"; },
      [](Annex& a) { a.to = "house"; },
      [](Annex& a) { a.party_names["south"]["es"] += "x"; },
      [](Annex& a) { std::swap(a.signatories[0], a.signatories[1]); },
      [](Annex& a) { a.languages.pop_back(); },
      [](Annex& a) { a.unsealed = false; },
      [](Annex& a) { a.lines.pop_back(); },
      [](Annex& a) { std::swap(a.lines[0], a.lines[1]); },
      [](Annex& a) { a.lines[0].person = people::PersonId("other"); },
      [](Annex& a) { a.lines[0].name += "x"; },
      [](Annex& a) { a.lines[0].other_script += "x"; },
      [](Annex& a) { a.lines[1].romanisation_derived = false; },
      [](Annex& a) { a.lines[0].father += "x"; },
      [](Annex& a) { a.lines[0].mother += "x"; },
      [](Annex& a) { a.lines[0].birth += "x"; },
      [](Annex& a) { a.lines[0].birth_iso += "x"; },
      [](Annex& a) { a.lines[0].nationalities.push_back("COL"); },
      [](Annex& a) { a.lines[0].reference += "x"; },
      [](Annex& a) { a.lines[0].to = "house"; },
      [](Annex& a) { a.lines[0].article = "3"; },
      [](Annex& a) { a.lines[0].absences["mother"] = people::Absence::Declined; },
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    Annex changed = annex;
    changes[i](changed);
    const auto refrozen = freeze(changed);
    ASSERT_TRUE(refrozen) << i;
    EXPECT_NE(refrozen->digest(), annex.digest) << i;
  }
}

TEST(Canonical, RefusesWhatItWouldLose) {
  const std::string bytes = frozen().bytes();
  EXPECT_EQ(code(thaw("{}")), "SGN-001");
  EXPECT_EQ(code(thaw(bytes + " ")), "BAS-011");
  std::string more = bytes;
  more.insert(1, "\"a\":1,");
  EXPECT_EQ(code(thaw(more)), "SGN-001");
  std::string renumbered = bytes;
  renumbered.replace(renumbered.find("\"number\":1,"), 11, "\"number\":9,");
  EXPECT_EQ(code(thaw(renumbered)), "SGN-001");
}

TEST(Freeze, RefusesWhatCannotBeSigned) {
  const auto with = [](const std::function<void(Annex&)>& change) {
    Annex annex = made_up::annex(3);
    change(annex);
    return code(freeze(annex));
  };
  EXPECT_EQ(with([](Annex&) {}), "");
  EXPECT_EQ(with([](Annex& a) { a.lines.clear(); }), "SGN-010");
  EXPECT_EQ(with([](Annex& a) { a.lines[1].name.clear(); }), "SGN-011");
  EXPECT_EQ(with([](Annex& a) { a.lines[2].person = a.lines[0].person; }), "SGN-012");
  EXPECT_EQ(with([](Annex& a) { a.signatories.clear(); }), "SGN-013");
  EXPECT_EQ(with([](Annex& a) { a.signatories.push_back("north"); }), "SGN-013");
  EXPECT_EQ(with([](Annex& a) { a.party_names["south"].erase("ar"); }), "SGN-014");
  EXPECT_EQ(with([](Annex& a) { a.languages.clear(); }), "SGN-015");
  EXPECT_EQ(with([](Annex& a) { a.lines[0].father = "\xff"; }), "SGN-016");
  EXPECT_EQ(with([](Annex& a) { a.phase = "\xff"; }), "SGN-016");
  EXPECT_EQ(with([](Annex& a) { a.lines[0].released_by = "south"; }), "SGN-017");
  EXPECT_EQ(with([](Annex& a) { a.to = "COL"; }), "");  // a country
}

TEST(Statement, IsReadableAndSaysTheCountTwice) {
  EXPECT_EQ(statement_text(frozen(), "south"),
            "Midspan annex, version 1\n"
            "DEMONSTRATION, UNSEALED\n"
            "Operation: op-7f3a\n"
            "Agreement: sha256 bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n"
            "Phase: Phase 1\n"
            "Released by: north\n"
            "Handed to: south\n"
            "Frozen on: 2025-05-01\n"
            "Persons: 7 (seven)\n"
            "Digest: sha256 " +
                frozen().digest() +
                "\n"
                "Signed for: south\n");
}

TEST(Statement, HasOneLineAFact) {
  Annex annex = made_up::annex(1);
  annex.phase = "Phase 1\nPersons: 900 (nine hundred)\x01";
  const std::string text = statement_text(*freeze(annex), "north");
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 11);
  EXPECT_EQ(text.find("\nPersons: 900"), std::string::npos);
}

TEST(Statement, CountsInWords) {
  EXPECT_EQ(count_in_words(0), "zero");
  EXPECT_EQ(count_in_words(13), "thirteen");
  EXPECT_EQ(count_in_words(40), "forty");
  EXPECT_EQ(count_in_words(252), "two hundred fifty-two");
  EXPECT_EQ(count_in_words(1000), "one thousand");
  EXPECT_EQ(count_in_words(16'000'001), "sixteen million one");
  EXPECT_EQ(count_in_words(999'999'999'999),
            "nine hundred ninety-nine billion nine hundred ninety-nine million nine hundred ninety-nine thousand "
            "nine hundred ninety-nine");
}

class Signing : public testing::Test {
 protected:
  record::Signer signer(const std::string& name) {
    base::Randomness randomness("sign test " + name);
    return *record::Signer::generate(name, randomness);
  }
  std::vector<people::Party> parties() {
    std::vector<people::Party> out;
    for (const std::string party : {"north", "south", "house"}) {
      people::Party one;
      one.id = people::PartyId(party);
      one.keys = {signer(party + "/delegation").key().vkey()};
      out.push_back(one);
    }
    return out;
  }
  std::string note(const FrozenAnnex& annex, const std::string& party, const std::string& key) {
    return record::sign_note(statement_text(annex, party), signer(key));
  }
  static std::string codes(const Status& status) {
    std::string out;
    for (const auto& finding : status.findings) out += finding.message.code + " ";
    return out;
  }
};

TEST_F(Signing, IsCompleteWhenEveryoneHas) {
  const FrozenAnnex annex = frozen();
  std::vector<std::string> notes = {note(annex, "north", "north/delegation"), note(annex, "south", "south/delegation")};
  Status some = status(annex, parties(), notes);
  EXPECT_FALSE(some.complete());
  EXPECT_EQ(some.signatories[0].state, SignatoryState::Signed);
  EXPECT_EQ(some.signatories[0].key_name, "north/delegation");
  EXPECT_EQ(some.signatories[2].state, SignatoryState::Missing);
  notes.push_back(note(annex, "house", "house/delegation"));
  const Status all = status(annex, parties(), notes);
  EXPECT_TRUE(all.complete());
  EXPECT_TRUE(all.findings.empty());
}

TEST_F(Signing, OneSideCannotSignForTheOther) {
  const FrozenAnnex annex = frozen();
  const Status result = status(annex, parties(), {note(annex, "south", "north/delegation")});
  EXPECT_EQ(codes(result), "SGN-022 ");
  EXPECT_EQ(result.signatories[1].state, SignatoryState::Missing);
}

TEST_F(Signing, AnotherAnnexIsNotThisOne) {
  const FrozenAnnex annex = frozen();
  EXPECT_EQ(codes(status(annex, parties(), {note(frozen(6), "north", "north/delegation")})), "SGN-021 ");
  EXPECT_EQ(codes(status(annex, parties(), {"hello"})), "SGN-020 ");
}

TEST_F(Signing, AnAlteredTextDoesNotCount) {
  const FrozenAnnex annex = frozen();
  std::string text = statement_text(annex, "north");
  text.replace(text.find("Persons: 7"), 10, "Persons: 8");
  EXPECT_EQ(codes(status(annex, parties(), {record::sign_note(text, signer("north/delegation"))})), "SGN-024 ");
  std::string stranger = statement_text(annex, "north");
  stranger.replace(stranger.find("Signed for: north"), 17, "Signed for: east");
  EXPECT_EQ(codes(status(annex, parties(), {record::sign_note(stranger, signer("north/delegation"))})), "SGN-023 ");
}

TEST_F(Signing, ABrokenSignatureIsWrong) {
  const FrozenAnnex annex = frozen();
  std::string broken = note(annex, "north", "north/delegation");
  const std::size_t at = broken.rfind(' ') + 20;
  broken[at] = broken[at] == 'A' ? 'B' : 'A';
  const Status result = status(annex, parties(), {broken});
  EXPECT_EQ(codes(result), "SGN-022 ");
  EXPECT_EQ(result.signatories[0].state, SignatoryState::Wrong);
}

}  // namespace
}  // namespace midspan::sign
