// SPDX-License-Identifier: Apache-2.0
// What a writer is told: of words that are not understood, of texts that contradict themselves, of what is missing.
#include <gtest/gtest.h>

#include <algorithm>

#include "terms/sample.hpp"
#include "terms/terms.hpp"

namespace midspan {
namespace {

const people::Finding* find(const people::Findings& findings, std::string_view code) {
  const auto found =
      std::find_if(findings.begin(), findings.end(), [&](const auto& each) { return each.message.code == code; });
  return found == findings.end() ? nullptr : &*found;
}

std::string argument(const people::Finding& finding, std::string_view name) {
  for (const auto& [known, value] : finding.message.arguments)
    if (known == name) {
      if (const auto* words = std::get_if<std::string>(&value)) return *words;
      return std::to_string(std::get<std::int64_t>(value));
    }
  return {};
}

people::Findings all(const std::string& text, const terms::Context* context = nullptr) {
  const terms::Reading reading = terms::read(text, "text");
  people::Findings findings = reading.findings;
  for (people::Finding& each : terms::check(reading.agreement, context, "text", text))
    findings.push_back(std::move(each));
  return findings;
}

std::string english(const std::string& sentences) { return sample::with_sentence("en", sentences); }

TEST(Findings, AMisspeltWordHasItsPlaceAndTheWordThatIsMeant) {
  const std::string text = english("Venezuela relases all of the Prisoners to El Salvador.");
  const people::Findings findings = terms::read(text, "text").findings;
  const people::Finding* finding = find(findings, "TRM-002");
  ASSERT_NE(finding, nullptr) << sample::codes(findings);
  EXPECT_EQ(text.substr(finding->place.begin, finding->place.end - finding->place.begin), "relases");
  EXPECT_EQ(argument(*finding, "nearest"), "releases");
  EXPECT_EQ(finding->place.article, "2");
  EXPECT_FALSE(argument(*finding, "example").empty());
}

TEST(Findings, CharactersAreCodePoints) {
  const std::string text = "اتفاق «عينة».\nالأطراف: السلفادور، فنزويلا.\nالمادة 1. هراء محض.\n";
  const people::Findings findings = terms::read(text, "text").findings;
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(findings.front().place.line, 3U);
  EXPECT_EQ(findings.front().place.character, 11U);
}

TEST(Findings, AGroupThatNobodyDefined) {
  const people::Findings near =
      terms::read(english("Venezuela releases all of the Prisonners to El Salvador."), "text").findings;
  ASSERT_NE(find(near, "TRM-009"), nullptr) << sample::codes(near);
  EXPECT_EQ(argument(*find(near, "TRM-009"), "nearest"), "Prisoners");
  const people::Findings far =
      terms::read(english("Venezuela releases all of the Astronauts to El Salvador."), "text").findings;
  EXPECT_NE(find(far, "TRM-010"), nullptr) << sample::codes(far);
}

TEST(Findings, OneMistakeDoesNotHideTheOthers) {
  const people::Findings findings =
      terms::read(english("Foo bar. Venezuela releases 3 of the Prisoners to El Salvador. Baz qux."), "text").findings;
  EXPECT_EQ(findings.size(), 2U) << sample::codes(findings);
}

TEST(Findings, ProseAfterNoteIsIgnored) {
  const terms::Reading reading =
      terms::read(english("Venezuela releases 3 of the Prisoners to El Salvador.\nNote: \"whatever\n stands here (or "
                          "[there.\nArticle 3. El Salvador releases 1 of the Prisoners to Venezuela."),
                  "text");
  EXPECT_TRUE(reading.ok) << sample::codes(reading.findings);
  ASSERT_EQ(reading.agreement.articles.size(), 3U);
  EXPECT_EQ(reading.agreement.articles[1].note, "\"whatever stands here (or [there.");
}

TEST(Findings, CommentsStayWhereTheyAre) {
  const std::string text =
      "# draft three\nAgreement \"x\".\nParties: Israel, Hamas.\n\n# whom we mean\n\"the Women\" means women held by "
      "Israel.\n\n"
      "# contested\nArticle 1. Israel releases 3 of the Women to Hamas. # by Friday?\n# the end\n";
  const terms::Reading reading = terms::read(text, "t");
  ASSERT_TRUE(reading.ok) << sample::codes(reading.findings);
  const std::string printed = terms::format(reading.agreement, "en");
  for (const char* words :
       {"# draft three\n", "# whom we mean\n\"the Women\"", "# contested\nArticle 1", "# by Friday?\n", "# the end\n"})
    EXPECT_NE(printed.find(words), std::string::npos) << words << "\n" << printed;
  EXPECT_EQ(terms::format(terms::read(printed, "t").agreement, "en"), printed);
}

TEST(Findings, Numbers) {
  const auto code = [](const std::string& number) {
    return sample::codes(
        terms::read(english("Venezuela releases " + number + " of the Prisoners to El Salvador."), "t").findings);
  };
  EXPECT_EQ(code("1000000000000"), "");
  EXPECT_EQ(code("1,000,000,000,000"), "");
  EXPECT_EQ(code("1000000000001"), "TRM-004");
  EXPECT_EQ(code("99999999999999999999999999"), "TRM-004");
  EXPECT_EQ(code("1,00"), "TRM-005");
  EXPECT_EQ(code("[40..20]"), "TRM-024");
  EXPECT_EQ(code("forty (40)"), "");
  EXPECT_EQ(code("forty (14)"), "TRM-048");
  EXPECT_EQ(code("[El Salvador: 252; Venezuela: 80]"), "");
}

TEST(Findings, Contradictions) {
  const auto codes = [](const std::string& definitions, const std::string& rest = "") {
    return sample::codes(all("Agreement \"x\".\nParties: Israel, Hamas.\n" + definitions +
                             "Article 1. Israel releases 3 of the A to Hamas. " + rest + "\n"));
  };
  const auto has = [](const std::string& list, const std::string& code) {
    return list.find(code) != std::string::npos;
  };
  EXPECT_TRUE(has(codes("\"the A\" means the B.\n\"the B\" means the A.\n"), "TRM-121"));
  EXPECT_TRUE(has(codes("\"the A\" means the A except women.\n"), "TRM-121"));
  EXPECT_TRUE(has(codes("\"the A\" means women.\n\"the A\" means men.\n"), "TRM-123"));
  EXPECT_TRUE(has(codes("\"the A\" means women.\n\"the A\" means women.\n"), "TRM-122"));
  EXPECT_TRUE(has(codes("\"the A\" means persons aged under 18 and aged over 50.\n"), "TRM-124"));
  EXPECT_TRUE(
      has(codes("\"the A\" means persons held by Israel.\n", "Israel releases 2 of the A held by Hamas to Hamas."),
          "TRM-124"));
  EXPECT_TRUE(has(codes("\"the A\" means women.\n", "Phase 2 begins only when Phase 2 is complete."), "TRM-127"));
  EXPECT_TRUE(has(codes("\"the A\" means women.\n",
                        "Phase 2 begins only when Phase 1 is complete. Phase 1 begins only when Phase 2 is complete."),
                  "TRM-127"));
  EXPECT_TRUE(has(
      codes("\"the A\" means women.\n",
            "A person who refuses is replaced and does count. A person who refuses is not replaced and does count."),
      "TRM-133"));
  EXPECT_TRUE(has(codes("\"the A\" means women.\n", "Among those released under Article 7 are list L."), "TRM-125"));
  EXPECT_TRUE(has(codes("\"the A\" means women.\n", "Sudan releases 3 of the A to Hamas."), "TRM-128"));
  EXPECT_TRUE(
      has(sample::codes(terms::read("Agreement \"x\".\nParties: Israel, Hamas, Israel.\n", "t").findings), "TRM-007"));
  EXPECT_TRUE(has(codes("\"the A\" means women.\n\"the C\" means men.\n"), "TRM-136"));
  EXPECT_TRUE(has(codes("\"the A\" means women.\n", "Israel releases 3 of the A to Hamas."), "TRM-132"));
  // The same promise beside another article is one of that article.
  EXPECT_FALSE(has(codes("\"the A\" means women.\n",
                         "Hamas undertakes \"to help\".\nArticle 8 (Again). Hamas undertakes \"to help\"."),
                   "TRM-132"));
}

TEST(Findings, WhatTheOfferLeavesOpen) {
  const std::string text = sample::file("examples/el-salvador-2025/offer.en.terms");
  const people::Findings findings = all(text);
  for (const char* code :
       {"TRM-101", "TRM-102", "TRM-103", "TRM-104", "TRM-105", "TRM-106", "TRM-107", "TRM-108", "TRM-109"})
    EXPECT_NE(find(findings, code), nullptr) << code;
  const people::Finding* inside = find(findings, "TRM-107");
  EXPECT_EQ(inside->place.article, "4");
  EXPECT_EQ(argument(*inside, "mend"), "The Foreigners are counted within the number of Article 2.");
  EXPECT_EQ(argument(*inside, "instead"), "The Foreigners are released in addition to the number of Article 2.");
}

// What a finding says to add can be added, and then it is content.
TEST(Findings, EveryMendMends) {
  for (const std::string& language : terms::languages()) {
    std::string text = sample::file("examples/el-salvador-2025/offer." + language + ".terms");
    const terms::Reading before = terms::read(text, language);
    std::string added;
    for (const char* code : {"TRM-101", "TRM-102", "TRM-103", "TRM-104", "TRM-105", "TRM-107"}) {
      const people::Findings findings = terms::check(before.agreement, nullptr, language, text);
      const people::Finding* finding = find(findings, code);
      ASSERT_NE(finding, nullptr) << language << code;
      added += " " + argument(*finding, "mend");
    }
    const std::string last = language == "ar"   ? "تحت مانع قانوني."
                             : language == "es" ? "retención legal es liberada."
                                                : "legal hold is released.";
    text.insert(text.find(last) + last.size(), added);
    const terms::Reading after = terms::read(text, language);
    EXPECT_TRUE(after.ok) << language << " " << sample::codes(after.findings) << added;
    const people::Findings left = terms::check(after.agreement, nullptr, language, text);
    for (const char* code : {"TRM-101", "TRM-102", "TRM-103", "TRM-104", "TRM-105", "TRM-107"})
      EXPECT_EQ(find(left, code), nullptr) << language << code;
  }
}

TEST(Findings, WithPeopleTheOfferPromisesWhomNobodyHolds) {
  const std::string text = sample::file("examples/el-salvador-2025/offer.en.terms");
  const people::Agreement agreement = terms::read(text, "text").agreement;
  std::vector<people::PersonFacts> people;
  const auto add = [&](int count, auto change) {
    for (int at = 0; at < count; ++at) {
      people::PersonFacts person;
      person.id = people::PersonId("p" + std::to_string(people.size()));
      change(person);
      people.push_back(std::move(person));
    }
  };
  add(252, [](auto& person) {
    person.held_by = "El Salvador", person.nationalities = {"VEN"}, person.standing = people::Standing::Acknowledged;
  });
  add(1000, [](auto& person) {
    person.held_by = "Venezuela", person.nationalities = {"VEN"}, person.categories = {"political"};
  });
  add(87, [](auto& person) {
    person.held_by = "Venezuela", person.nationalities = {"COL"}, person.categories = {"political"};
  });
  add(4, [](auto& person) { person.lists = {"NAMED"}, person.other = {{"remark", "guest of an embassy"}}; });
  add(1, [](auto& person) { person.lists = {"NAMED"}, person.other = {{"remark", "at home"}}; });
  add(5,
      [](auto& person) { person.lists = {"NAMED"}, person.held_by = "Venezuela", person.categories = {"political"}; });
  const terms::Context context = terms::context_of(agreement, people);
  const people::Findings findings = terms::check(agreement, &context, "text", text);
  const people::Finding* named = find(findings, "TRM-150");
  ASSERT_NE(named, nullptr) << sample::codes(findings);
  EXPECT_EQ(argument(*named, "missing"), "5");
  EXPECT_EQ(argument(*named, "where"), "embassy: 4, home: 1");
  const people::Finding* standing = find(findings, "TRM-151");
  ASSERT_NE(standing, nullptr) << sample::codes(findings);
  EXPECT_EQ(argument(*standing, "asked"), "252");
  EXPECT_EQ(argument(*standing, "acknowledged"), "0");
  EXPECT_EQ(argument(*standing, "persons"), "1092");
}

TEST(Findings, WhatNoListSaysIsNamedWhereNobodyIsInAGroup) {
  const std::string text =
      "Agreement \"x\".\nParties: Ukraine, Russia.\n\"the Captives\" means prisoners of war held by Russia.\n"
      "Article 1. Russia releases 2 of the Captives to Ukraine.\n";
  const terms::Reading reading = terms::read(text, "t");
  ASSERT_TRUE(reading.ok) << sample::codes(reading.findings);
  std::vector<people::PersonFacts> people(3);
  for (std::size_t at = 0; at < people.size(); ++at) {
    people[at].id = people::PersonId("p" + std::to_string(at));
    people[at].held_by = "Russia";
  }
  const auto findings_of = [&] {
    const terms::Context context = terms::context_of(reading.agreement, people);
    return terms::check(reading.agreement, &context, "t", text);
  };
  const people::Findings findings = findings_of();
  const people::Finding* unsaid = find(findings, "TRM-155");
  ASSERT_NE(unsaid, nullptr) << sample::codes(findings);
  EXPECT_EQ(argument(*unsaid, "persons"), "3");
  EXPECT_EQ(argument(*unsaid, "what"), "category");
  // Where it is said of one of them, it is known of what the others are not.
  people[0].categories = {"civilian"};
  EXPECT_EQ(find(findings_of(), "TRM-155"), nullptr);
}

TEST(Findings, DirectionMarksAreWelcomeOverridesAreNot) {
  EXPECT_EQ(
      sample::codes(terms::read(english("Venezuela \u200Ereleases 3 of the Prisoners to El Salvador."), "t").findings),
      "");
  const people::Findings findings =
      terms::read(english("Venezuela \u202Ereleases\u202C 3 of the Prisoners to El Salvador."), "t").findings;
  ASSERT_NE(find(findings, "TRM-018"), nullptr);
  // Arabic names in an English text are names.
  EXPECT_TRUE(terms::read("Agreement \"x\".\nParties: Israel, \"حماس\" = \"Hamas\".\nArticle 1. \"حماس\" releases 3 of "
                          "list A to Israel.\n",
                          "t")
                  .ok);
}

TEST(Findings, BracketsAreWhatIsNotAgreed) {
  const terms::Reading reading =
      terms::read(english("Venezuela releases [20..40] of the Prisoners to El Salvador. [Venezuela: No person is sent "
                          "to any country without consent.] [All hand-overs take place in one round.]"),
                  "t");
  ASSERT_TRUE(reading.ok) << sample::codes(reading.findings);
  const auto& clauses = reading.agreement.articles.back().clauses;
  ASSERT_EQ(clauses.size(), 3U);
  const auto& number = std::get<people::Release>(clauses[0].body).amount.number;
  EXPECT_TRUE(number.open);
  EXPECT_EQ(number.low, 20);
  EXPECT_EQ(number.high, 40);
  EXPECT_TRUE(clauses[1].open);
  EXPECT_EQ(clauses[1].proposed_by, "Venezuela");
  EXPECT_TRUE(clauses[2].open);
}

TEST(Findings, TenThousandArticlesEndInTime) {
  std::string text = sample::preamble("en");
  for (int at = 1; at <= 10'000; ++at)
    text += "Article " + std::to_string(at) + ". El Salvador releases " + std::to_string(at) +
            " of the Deportees aged under 40 to Venezuela.\n";
  const terms::Reading reading = terms::read(text, "t");
  EXPECT_TRUE(reading.ok);
  EXPECT_EQ(reading.agreement.articles.size(), 10'000U);
  EXPECT_FALSE(terms::check(reading.agreement, nullptr, "t", text).empty());
  std::string deep =
      "Agreement \"x\".\nParties: A, B.\nArticle 1. A releases all of " + std::string(20'000, '(') + "women.\n";
  EXPECT_FALSE(terms::read(deep, "t").ok);
  std::string nonsense = "Agreement \"x\".\nParties: A, B.\nArticle 1. ";
  for (int at = 0; at < 20'000; ++at) nonsense += "all of them and the or ";
  EXPECT_FALSE(terms::read(nonsense, "t").ok);
  EXPECT_FALSE(terms::read("\xFF\xFE", "t").ok);
  EXPECT_FALSE(terms::read("", "t").ok);
}

}  // namespace
}  // namespace midspan
