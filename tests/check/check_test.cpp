// SPDX-License-Identifier: Apache-2.0
// What somebody who trusts nobody sees of midspan-check.
#include "check/check.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/every.hpp"
#include "check/cases.hpp"
#include "check/vipr.hpp"
#include "locale/locale.hpp"

namespace midspan::check::test {
namespace {

std::string said(const Report& report) {
  return report.file + ":" + std::to_string(report.line) + " " + locale::say(report.problem, "en");
}

// One part of all steps of all replays: together they take minutes under the sanitizers.
class Replays : public testing::TestWithParam<std::size_t> {
 public:
  static constexpr std::size_t kParts = 8;
};

TEST_P(Replays, HaveTheirCertificatesAcceptedAfterEveryStep) {
  const auto cases = replays();
  ASSERT_GT(cases.size(), 60U);
  for (std::size_t at = GetParam(); at < cases.size(); at += kParts * midspan::test::kEvery) {
    const Case& one = cases[at];
    const Files files = certify(one);
    const Report report = check(inputs_of(one, files));
    EXPECT_EQ(report.verdict, Verdict::Proved) << one.name << " " << said(report);
  }
}
INSTANTIATE_TEST_SUITE_P(All, Replays, testing::Range(std::size_t{0}, Replays::kParts));

TEST(Check, AcceptsBothWorldsAndTheSameBytesComeOutEachTime) {
  for (const Case& one : small_cases())
    for (const clear::World world : {clear::World::Acknowledged, clear::World::Contested}) {
      const Files files = certify(one, world);
      const Report report = check(inputs_of(one, files));
      EXPECT_EQ(report.verdict, Verdict::Proved) << one.name << " " << said(report);
      EXPECT_EQ(files, certify(one, world)) << one.name;
      // The table that was committed to says the same as the one it was made of.
      Inputs committed = inputs_of(one, files);
      committed.people = files.at("people.csv");
      EXPECT_EQ(check(committed).verdict, Verdict::Proved) << one.name;
    }
}

TEST(Check, TheOrderOfTheTableChangesNoByte) {
  for (Case one : small_cases()) {
    const Files files = certify(one);
    std::vector<std::string> lines;
    for (std::size_t at = 0, end = 0; at < one.people.size(); at = end + 1)
      lines.push_back(one.people.substr(at, (end = one.people.find('\n', at)) - at));
    std::reverse(lines.begin() + 1, lines.end());
    one.people.clear();
    for (const std::string& line : lines) one.people += line + "\n";
    EXPECT_EQ(files, certify(one)) << one.name;
    EXPECT_EQ(check(inputs_of(one, files)).verdict, Verdict::Proved) << one.name;
  }
}

TEST(Check, WhatIsImpossibleIsProvedImpossible) {
  const auto found = std::find_if(small_cases().begin(), small_cases().end(),
                                  [](const Case& each) { return each.name == "impossible"; });
  ASSERT_NE(found, small_cases().end());
  const Case& one = *found;
  const Files files = certify(one);
  ASSERT_TRUE(files.contains("impossible.vipr"));
  const Report report = check(inputs_of(one, files));
  ASSERT_EQ(report.verdict, Verdict::Proved) << said(report);
  EXPECT_TRUE(std::any_of(report.lines.begin(), report.lines.end(),
                          [](const base::Message& line) { return line.code == "CHK-104"; }));
}

// One of two goes who are of two classes: an article speaks of the first.
Case one_of_two(const std::string& first, const std::string& second) {
  return {"one of two",
          "Agreement \"Order\". Version of 2024-08-01, English.\nParties: A, B.\n\n"
          "Article 1. A releases 1 of persons held by A to B.\nArticle 2. Among them, at most 1 are list X.\n",
          "id,held_by,lists,commitment\nA1,A,X," + first + "\nA2,A,," + second + "\n", ""};
}

TEST(Check, WhoeverComesFirstInTheOrderIsNotPassedOver) {
  const Case one = one_of_two("1", "2");
  Files forged = certify(one_of_two("2", "1"));  // a good plan of another order
  ASSERT_EQ(check(inputs_of(one, certify(one))).verdict, Verdict::Proved);
  forged["people.csv"] = certify(one).at("people.csv");
  rehash(forged);
  const Report report = check(inputs_of(one, forged));
  EXPECT_EQ(report.verdict, Verdict::Rejected);
  EXPECT_EQ(report.problem, (base::Message{"CHK-049", {{"person", std::string("A1")}, {"other", std::string("A2")}}}));
}

TEST(Check, APlanThatWasNotSettledIsSaidToBeOnTrust) {
  const Case one = small_cases().front();
  Files files = certify(one);
  std::string& manifest = files.at("manifest.json");
  const std::size_t at = manifest.find("\"settled\": true");
  ASSERT_NE(at, std::string::npos) << manifest;
  manifest.replace(at, 15, "\"settled\": false");
  const Report report = check(inputs_of(one, files));
  EXPECT_EQ(report.verdict, Verdict::OnTrust) << said(report);
  EXPECT_EQ(report.lines[report.lines.size() - 2].code, "CHK-107");
  EXPECT_EQ(report.lines.back().code, "CHK-101");
}

// In every file of that name, digests put right.
Files changed_in(Files files, const std::string& name, const std::string& from, const std::string& to) {
  std::string& text = files.at(name);
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from << "\n" << text;
  text.replace(at, from.size(), to);
  rehash(files);
  return files;
}

const Case& all_go() {
  static const Case one{"all go",
                        "Agreement \"All\". Version of 2024-08-01, English.\nParties: A, B.\n\n"
                        "Article 1. A releases at most 2 of persons held by A to B.\n"
                        "Goals, in this order: 1. release as many as possible.\n",
                        "id,held_by\nA1,A\nA2,A\nA3,A\n", ""};
  return one;
}

// The plan says that one goes; two is proved; another solution of the file reaches it.
TEST(Check, ThePlanItselfHasToReachWhatIsProved) {
  const Files files = certify(all_go());
  ASSERT_EQ(check(inputs_of(all_go(), files)).verdict, Verdict::Proved);
  Files forged = changed_in(files, "level-1.vipr", "SOL 1\nplan 1 0 2\n", "SOL 2\nplan 1 0 1\nother 1 0 2\n");
  std::string& plan = forged.at("plan.csv");
  plan.erase(plan.find("A2,"), plan.size());
  rehash(forged);
  EXPECT_EQ(check(inputs_of(all_go(), forged)).problem.code, "CHK-010");
  Files fewer = changed_in(forged, "level-1.vipr", "SOL 2\nplan 1 0 1\nother 1 0 2\n", "SOL 1\nplan 1 0 1\n");
  EXPECT_EQ(check(inputs_of(all_go(), fewer)).problem.code, "CHK-013");
  // A level below what the plan reaches, with no bound at all.
  Files lower = changed_in(files, "level-1.vipr", "RTP range 2 2", "RTP range 1 inf");
  lower = changed_in(lower, "manifest.json", "\"value\": 2", "\"value\": 1");
  lower = changed_in(lower, "manifest.json", "\"possible\"", "\"limit\"");
  EXPECT_EQ(check(inputs_of(all_go(), lower)).problem.code, "CHK-050");
}

TEST(Check, AGapIsNotAProof) {
  Files files = changed_in(certify(all_go()), "level-1.vipr", "RTP range 2 2", "RTP range 2 inf");
  files = changed_in(files, "manifest.json", "\"possible\"", "\"limit\"");
  const Report report = check(inputs_of(all_go(), files));
  EXPECT_EQ(report.verdict, Verdict::Unproved) << said(report);
  EXPECT_EQ(report.lines.back().code, "CHK-101");
}

TEST(Check, TheDayOfAHandOverIsCompared) {
  Case one = all_go();
  one.ledger = "person,from,to,day,outcome\nA1,A,B,2024-08-03,received\n";
  const Files files = certify(one);
  ASSERT_EQ(check(inputs_of(one, files)).verdict, Verdict::Proved);
  one.ledger = "person,from,to,day,outcome\nA1,A,B,2024-09-03,received\n";
  EXPECT_EQ(check(inputs_of(one, files)).problem.code, "CHK-023");
}

TEST(Check, TheDayOfAgesIsTheReadersOwn) {
  Case one = all_go();
  one.terms =
      "Agreement \"Old\".\nParties: A, B.\n\nArticle 1. A releases all of persons held by A aged over 50 to B.\n";
  one.people = "id,held_by,birth\nA1,A,1910-05-01\nA2,A,1980\n";
  const Files files = certify(one);  // counted on 1970-01-01
  Inputs inputs = inputs_of(one, files);
  EXPECT_EQ(check(inputs).problem, (base::Message{"CHK-007", {{"day", std::string("1970-01-01")}}}));
  inputs.day = base::parse_day("2025-01-01");
  EXPECT_EQ(check(inputs).problem.code, "CHK-006");
  inputs.day = base::parse_day("1970-01-01");
  const Report report = check(inputs);
  EXPECT_EQ(report.verdict, Verdict::Proved) << said(report);
  EXPECT_TRUE(std::any_of(report.lines.begin(), report.lines.end(),
                          [](const base::Message& line) { return line.code == "CHK-109"; }));
  // Where the text has a day, that is it.
  one.terms.replace(0, 16, "Agreement \"Old\". Version of 2025-01-01, English.");
  const Files dated = certify(one);
  ASSERT_EQ(check(inputs_of(one, dated)).verdict, Verdict::Proved);
  const Files moved = changed_in(dated, "manifest.json", "2025-01-01", "1970-01-01");
  EXPECT_EQ(check(inputs_of(one, moved)).problem.code, "CHK-006");
}

TEST(Check, TheWorldIsThatOfTheFolder) {
  Inputs inputs = inputs_of(all_go(), certify(all_go()));
  EXPECT_EQ(check(inputs).lines.front(), (base::Message{"CHK-108", {{"world", std::string("contested")}}}));
  inputs.world = "acknowledged";
  EXPECT_EQ(check(inputs).problem.code, "CHK-005");
}

// Each definition is the one before it, twice: a reading of each of them anew takes for ever.
TEST(Check, ADefinitionThatIsNamedOftenIsAskedOnce) {
  Case one = all_go();
  one.terms =
      "Agreement \"Nested\". Version of 2024-08-01, English.\nParties: A, B.\n\n"
      "\"the G0\" means persons held by A.\n";
  for (int at = 1; at < 40; ++at) {
    const std::string before = "the G" + std::to_string(at - 1);
    one.terms += "\"the G" + std::to_string(at) + "\" means " + before + " together with " + before + ".\n";
  }
  one.terms += "\nArticle 1. A releases all of the G39 to B.\n";
  EXPECT_EQ(check(inputs_of(one, certify(one))).verdict, Verdict::Proved);
}

TEST(Check, AnotherTextOrAnotherTableIsRefusedByName) {
  const Case& one = small_cases().front();
  const Files files = certify(one);
  Case other = one;
  other.terms.replace(other.terms.find("[2]"), 3, "[3]");
  EXPECT_EQ(check(inputs_of(other, files)).problem.code, "CHK-002");
  other = one;
  other.people.replace(other.people.find("court order"), 11, "medical");
  const Report report = check(inputs_of(other, files));
  EXPECT_EQ(report.problem,
            (base::Message{"CHK-021", {{"person", std::string("D3")}, {"column", std::string("consent")}}}));
  other = one;
  other.ledger = "person,from,to\nD1,Northland,Southland\n";
  EXPECT_EQ(check(inputs_of(other, files)).problem.code, "CHK-023");
  Files cut = files;
  cut.erase("plan.csv");
  EXPECT_EQ(check(inputs_of(one, cut)).problem.code, "CHK-001");
}

TEST(Check, ALostRowASoftenedRowAndALooserBoundAreNamedWithTheirLine) {
  const Case& one = small_cases().front();
  const Files files = certify(one);
  const auto changed = [&](const std::string& from, const std::string& to) {
    Files copy = files;
    std::string& text = copy.at("level-1.vipr");
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    rehash(copy);
    return check(inputs_of(one, copy));
  };
  // At least two foreigners become at least one.
  const Report softer = changed("r_a4_c1_0 G 2", "r_a4_c1_0 G 1");
  EXPECT_EQ(softer.problem.code, "CHK-042") << said(softer);
  EXPECT_GT(softer.line, 0U);
  EXPECT_EQ(changed("r_a4_c1_0 G 2", "r_a4_c1_9 G 2").problem.code, "CHK-041");
  EXPECT_EQ(changed("RTP range", "RTP infeas range").problem.code, "CHK-010");
}

// Proofs by hand, each wrong in one way.
std::string proof(const std::string& derivations, const std::string& claim = "range 3 3") {
  return "VER 1.0\nVAR 2\nx y\nINT 2\n0 1\nOBJ max\n2 0 1 1 1\nCON 5 4\nlx G 0 1 0 1\nhx L 5 1 0 1\nly G 0 1 1 1\nhy L "
         "5 1 1 1\n"
         "r L 7 2 0 2 1 2\nRTP " +
         claim + "\nSOL 1\ns 1 0 3\n" + derivations;
}
std::string problem_of(const std::string& text) {
  try {
    read_proof(text, "f");
  } catch (const Wrong& wrong) {
    return wrong.message.code;
  }
  return "";
}

TEST(Vipr, TheRulesOfTheFormat) {
  const std::string asm1 = "a L 1 1 0 1 { asm } -1\n", asm2 = "b G 2 1 0 1 { asm } -1\n";
  EXPECT_EQ(problem_of(proof("DER 1\nd L 3 OBJ { rnd 1 4 1/2 } -1\n")), "");
  EXPECT_EQ(problem_of(proof("DER 1\nd L 3 OBJ { lin 1 4 1/2 } -1\n")), "CHK-011");      // 7/2 is not 3
  EXPECT_EQ(problem_of(proof("DER 1\nd L 3 OBJ { rnd 1 4 -1/2 } -1\n")), "CHK-011");     // the wrong way round
  EXPECT_EQ(problem_of(proof("DER 1\nd L 3 OBJ { rnd 2 4 1/2 0 1 } -1\n")), "CHK-011");  // a <= and a >= added up
  EXPECT_EQ(problem_of(proof("DER 1\nd L 3 OBJ { rnd 1 4 1/3 } -1\n")), "CHK-011");      // 2/3 is not whole
  EXPECT_EQ(problem_of(proof("DER 1\nd L 3 OBJ { asm } -1\n")), "CHK-013");              // rests on itself
  EXPECT_EQ(problem_of(proof("DER 0\n")), "CHK-013");
  EXPECT_EQ(problem_of(proof("DER 1\nd L 3 OBJ { rnd 1 5 1/2 } -1\n")), "CHK-010");               // itself
  EXPECT_EQ(problem_of(proof("DER 1\nd L 3 OBJ { rnd 1 4 1/2 } -1\n", "range 4 3")), "CHK-013");  // not reached
  EXPECT_EQ(problem_of(proof("DER 1\nd L 2 OBJ { rnd 1 4 1/2 } -1\n", "range 3 2")), "CHK-011");
  // A branch: both sides, joined; one left out; a gap between them.
  const std::string sides = "p L 3 OBJ { rnd 1 4 1/2 } -1\nq L 3 OBJ { rnd 1 4 1/2 } -1\n";
  EXPECT_EQ(problem_of(proof("DER 5\n" + asm1 + asm2 + sides + "j L 3 OBJ { uns 7 5 8 6 } -1\n")), "");
  EXPECT_EQ(problem_of(proof("DER 5\n" + asm1 + asm2 + sides + "j L 3 OBJ { uns 7 5 8 5 } -1\n")), "CHK-011");
  EXPECT_EQ(problem_of(proof("DER 5\n" + asm1 + "b G 3 1 0 1 { asm } -1\n" + sides + "j L 3 OBJ { uns 7 5 8 6 } -1\n")),
            "CHK-011");
  EXPECT_EQ(problem_of(proof("DER 3\n" + asm1 + asm2 + "d L 3 OBJ { rnd 2 5 1 3 1 } -1\n")), "CHK-011");  // 1 + 5 > 3
  EXPECT_EQ(problem_of(proof("DER 2\n" + asm1 + "d L 3 OBJ { rnd 2 4 1/4 5 1/2 } -1\n")), "CHK-011");
}

// Pages that would take days to add up, or more memory than there is.
TEST(Vipr, SmallFilesAskForLittle) {
  std::string lines = "DER 1\nd L 3 OBJ { lin 300";
  const std::string digits(490, '7');
  for (int at = 0; at < 300; ++at) lines += " 4 1/" + digits + std::to_string(1000 + 2 * at + 1);
  EXPECT_EQ(problem_of(proof(lines + " } -1\n")), "CHK-010");
  // Twenty thousand assumptions, and each of twenty thousand derivations rests on all of them.
  constexpr int kMany = 20'000;
  lines = "DER " + std::to_string(2 * kMany + 2) + "\n";
  std::string all = "s G 0 0 { lin " + std::to_string(kMany);
  for (int at = 0; at < kMany; ++at) {
    lines += "a G 0 0 { asm } -1\n";
    all += " " + std::to_string(5 + at) + " 1";
  }
  lines += all + " } -1\n";
  for (int at = 0; at < kMany; ++at) lines += "t G 0 0 { lin 1 " + std::to_string(5 + kMany + at) + " 1 } -1\n";
  EXPECT_EQ(problem_of(proof(lines + "d L 3 OBJ { rnd 1 4 1/2 } -1\n")), "");
}

TEST(Exact, DivisionUndoesMultiplication) {
  std::uint64_t state = 1;
  const auto drawn = [&](int limbs) {
    Integer value = 0;
    for (int at = 0; at < limbs; ++at) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      const auto limb = static_cast<std::int64_t>(state >> 32);
      value = value * (std::int64_t{1} << 32) + (state % 5 == 0 ? 0 : state % 7 == 0 ? INT64_C(0xFFFFFFFF) : limb);
    }
    return value;
  };
  for (int round = 0; round < 4'000; ++round) {
    const Integer by = drawn(1 + round % 5) + 1, quotient = drawn(round % 6), rest = drawn(1 + round % 5);
    Integer q, r, whole, left;
    Integer::divide(rest, by, &whole, &left);
    Integer::divide(by * quotient + left, by, &q, &r);
    ASSERT_EQ(q.text(), quotient.text()) << by.text();
    ASSERT_EQ(r.text(), left.text()) << by.text();
    Integer::divide(-(by * quotient + left), by, &q, &r);
    ASSERT_EQ((q * by + r).text(), (-(by * quotient + left)).text());
    ASSERT_TRUE(r.sign() >= 0 && r < by);
  }
}

TEST(Exact, NumbersOfAnySize) {
  const auto number = [](const char* text) { return *Rational::parse(text); };
  const Rational big = number("123456789012345678901234567890");
  EXPECT_EQ((big * big).above.text(), "15241578753238836750495351562536198787501905199875019052100");
  EXPECT_EQ(Rational((big * big).above, big.above), big);
  EXPECT_EQ(big + Rational(-(big.above)), Rational(0));
  EXPECT_EQ(number("-7/2").floor(), Rational(-4));
  EXPECT_EQ(number("-7/2").ceiling(), Rational(-3));
  EXPECT_EQ(number("-123456789012345678901234567891/10").floor().above.text(), "-12345678901234567890123456790");
  EXPECT_EQ(number("0.25"), number("3/12"));
  EXPECT_LT(number("9223372036854775807"), number("9223372036854775808"));
  EXPECT_LT(number("-9223372036854775809"), number("-9223372036854775808"));
  EXPECT_EQ((number("9223372036854775807") + Rational(1)).above.text(), "9223372036854775808");
  EXPECT_FALSE(Rational::parse("1/0") || Rational::parse("") || Rational::parse("-") || Rational::parse("1e3"));
}

}  // namespace
}  // namespace midspan::check::test
