// SPDX-License-Identifier: Apache-2.0
// What treaties say once and leave out afterwards, times in months and in haste, conditions of any words, and what is
// asked for because half of it was said. Each sentence is the tree of a canonical one; notes say what was added.
#include <gtest/gtest.h>

#include <algorithm>

#include "terms/sample.hpp"
#include "terms/terms.hpp"
#include "terms/trees.hpp"

namespace midspan {
namespace {

using sample::same;
using sample::tree;

std::string codes(const std::string& sentence) {
  return sample::codes(terms::read(sample::with_sentence("en", sentence), "text").findings);
}

std::string printed(const std::string& sentence) {
  const terms::Reading reading = terms::read(sample::with_sentence("en", sentence), "text");
  return reading.ok ? terms::format(reading.agreement, "en") : sample::codes(reading.findings);
}

TEST(SaidOnce, MonthsEndOnTheirDay) {
  same("en", {{"Israel releases 3 of the Pool within a month of the signing.",
               "Israel releases 3 of the Pool within 1 month of the signing."},
              {"Israel releases 3 of the Pool within two years of the signing.",
               "Israel releases 3 of the Pool within 24 months of the signing."},
              {"Israel releases 3 of the Pool within three months of 31 January 2025.",
               "Israel releases 3 of the Pool within 3 months of 2025-01-31."},
              {"Israel releases 3 of the Pool within half a year.", "Israel releases 3 of the Pool within 6 months."}});
  same("es", {{"Israel libera a 3 de la Reserva en el plazo de tres meses desde la firma.",
               "Israel libera a 3 de la Reserva en un plazo de 3 meses desde la firma."}});
  same("ar", {{"على إسرائيل الإفراج عن 3 من «المجموعة» خلال شهرين من التوقيع.",
               "على إسرائيل الإفراج عن 3 من «المجموعة» خلال 2 أشهر من التوقيع."}});
  EXPECT_NE(tree("en", "Israel releases 3 of the Pool within 1 month of the signing."),
            tree("en", "Israel releases 3 of the Pool within 30 days of the signing."));
}

TEST(SaidOnce, DaysFromAnEvent) {
  same("en",
       {{"Israel releases 3 of the Pool on the tenth day after the ceasefire.",
         "Israel releases 3 of the Pool on day 10 after the ceasefire begins."},
        {"Israel releases 3 of the Pool on the day of the signing.",
         "Israel releases 3 of the Pool within 0 days of the signing."},
        {"Israel releases 3 of the Pool on the 14th of August 1954.", "Israel releases 3 of the Pool on 1954-08-14."}});
}

// The release is read; what nobody could measure is promised, and a note says so.
TEST(SaidOnce, HasteIsPromised) {
  const std::string text = printed("Israel shall immediately release 3 of the Pool to Hamas.");
  EXPECT_NE(text.find("Israel releases 3 of the Pool to Hamas. Israel undertakes \"to do so immediately\"."),
            std::string::npos)
      << text;
  EXPECT_EQ(codes("Israel shall immediately release 3 of the Pool to Hamas."), "TRM-160");
  EXPECT_EQ(codes("Israel shall, without delay, release all of the Pool."), "TRM-160");
  EXPECT_EQ(codes("Israel releases about 200 of the Pool."), "TRM-032");
  EXPECT_NE(printed("Israel shall immediately inform ICRC of the place of detention.")
                .find("undertakes \"to inform ICRC of the place of detention, immediately\""),
            std::string::npos);
}

TEST(SaidOnce, ConditionsOfAnyWords) {
  same("en", {{"No person is released before the lists have been signed by both parties.",
               "No person is released before \"the lists have been signed by both parties\"."},
              {"No person is released before the road is open and Hamas shall release 3 of the Hostages.",
               "No person is released before \"the road is open\". Hamas releases 3 of the Hostages."},
              {"The exchange begins when the observers have arrived.",
               "No person is released before \"the observers have arrived\"."},
              {"The Pool remain in custody until Hamas has released the Hostages.",
               "No person of the Pool is released before \"Hamas has released the Hostages\"."},
              {"If Hamas does not release the Hostages by 1 February 2025, Israel may suspend its releases.",
               "Israel may suspend the releases when \"Hamas does not release the Hostages by 1 February 2025\"."},
              {"This agreement ends when the war is over or when either party gives notice of 30 days.",
               "This agreement ends when \"the war is over or when either party gives notice of 30 days\"."}});
  // Whatever could be a second sentence is no event.
  for (const char* sentence : {"Israel releases 3 of the Pool when the road is open and 5 of the Hostages go home.",
                               "Israel releases 3 of the Pool before 40 of the Wounded.",
                               "Israel releases 3 of the Pool after the truce in the hills before the talks resume."})
    EXPECT_FALSE(terms::read(sample::with_sentence("en", sentence), "text").ok) << sentence;
}

TEST(SaidOnce, WhoAndWhatIsLeftOut) {
  same("en", {{"Israel releases 3 of the Pool to Hamas. It also releases 4 of the Prisoners.",
               "Israel releases 3 of the Pool to Hamas. Israel releases 4 of the Prisoners."},
              {"Israel releases 3 of the Pool to Hamas. The latter releases 4 of the Hostages.",
               "Israel releases 3 of the Pool to Hamas. Hamas releases 4 of the Hostages."},
              {"Israel delivers 3 of the Pool, and Hamas 4 of the Hostages.",
               "Israel releases 3 of the Pool. Hamas releases 4 of the Hostages."},
              {"Persons serving death are released after all the others and taken to Egypt.",
               "Persons serving death go last. Persons serving death go to Egypt."},
              {"Israel releases 3 of the Pool who are held in \"North Prison\".",
               "Israel releases 3 of the Pool held in \"North Prison\"."}});
  EXPECT_EQ(codes("Israel releases 3 of the Pool to Hamas. The latter releases 4 of the Hostages."), "TRM-162");
  EXPECT_FALSE(
      terms::read("Agreement \"X\".\nParties: Israel, Hamas.\nArticle 1. The latter releases 4 of list A.", "text").ok);
}

TEST(SaidOnce, TheDayOfTheVersion) {
  const std::string head = "Agreement \"X\". Version of 2025-01-10, English.\nParties: Israel, Hamas.\nArticle 1. ";
  const terms::Reading said = terms::read(
      head + "All prisoners of war held by the parties at the time of the signing shall be repatriated.", "text");
  EXPECT_EQ(sample::codes(said.findings), "TRM-115 TRM-161");
  EXPECT_EQ(terms::digest(said.agreement),
            terms::digest(terms::read(head + "All prisoners of war held by the parties as of 2025-01-10 shall be "
                                             "repatriated.",
                                      "text")
                              .agreement));
}

TEST(SaidOnce, HalfOfARuleIsAskedForTheOther) {
  for (const char* sentence :
       {"Those who refuse to return shall not be counted.", "A person who refuses does not count.",
        "Prisoners who die before the exchange shall be replaced by others.", "Those already free are not counted."}) {
    const terms::Reading reading = terms::read(sample::with_sentence("en", sentence), "text");
    ASSERT_EQ(sample::codes(reading.findings), "TRM-164") << sentence;
    for (const auto& [name, value] : reading.findings.front().message.arguments)
      if (name == "one" || name == "other") {
        const std::string& mend = std::get<std::string>(value);
        EXPECT_TRUE(terms::read(sample::with_sentence("en", mend), "text").ok) << mend;
      }
  }
  EXPECT_EQ(codes("Israel releases 250 of the Pool and 17 of the Prisoners, at most 100 a day."), "TRM-163");
  EXPECT_EQ(codes("Israel releases 25 of the Pool without any return."), "TRM-165");
  EXPECT_EQ(codes("Israel releases 25 of the Pool on parole."), "TRM-165");
}

// What counts or keeps somebody is no promise.
TEST(SaidOnce, NotSwallowed) {
  same("en",
       {{"3 of persons held by Israel are freed against each of the Hostages.",
         "For each of the Hostages released, Israel releases 3 of persons held by Israel."},
        {"Persons captured after 1 January 2025 are not included in this exchange.",
         "No person captured after 1 January 2025 is released."},
        {"Those accused of murder are struck from the list.", "No person of those accused of murder is released."},
        {"The release shall be simultaneous.", "All hand-overs take place in one round."},
        {"Israel releases 20 of the Pool, including list NAMED.",
         "Israel releases 20 of the Pool. Among them are list NAMED."}});
  for (const char* sentence :
       {"Persons in foreign service are included among the Pool.", "The number of those released shall be equal.",
        "Prisoners of the hills are kept back for good.",
        "Each party may strike five names from the list of the other."})
    EXPECT_EQ(codes(sentence).find("TRM-112"), std::string::npos) << sentence << ": " << codes(sentence);
}

TEST(SaidOnce, PromisesArePrintedAsPromises) {
  for (const auto& [sentence, wanted] : std::vector<std::pair<const char*, const char*>>{
           {"Israel bears the cost of transport.", "Israel undertakes \"to bear the cost of transport\"."},
           {"Israel shall not maintain camps in the hills.",
            "Israel undertakes \"not to maintain camps in the hills\"."},
           {"Nobody may be harmed on the way.", "\"that nobody may be harmed on the way\""},
           {"ICRC visits the camps and receives the lists.",
            "ICRC undertakes \"to visit the camps and receive the lists\"."}})
    EXPECT_NE(printed(sentence).find(wanted), std::string::npos) << printed(sentence);
}

TEST(SaidOnce, ReadAndNoted) {
  EXPECT_EQ(codes("Israel releases 300 men to Hamas."), "TRM-166");
  EXPECT_EQ(codes("Israel releases 3 men of the Pool to Hamas.").find("TRM-166"), std::string::npos);
  EXPECT_EQ(codes("Israel releases all Korean prisoners it holds."), "TRM-167");
  EXPECT_EQ(codes("Israel releases all South Korean prisoners it holds.").find("TRM-167"), std::string::npos);
}

TEST(SaidOnce, AColumnThatNobodyHas) {
  const terms::Reading reading =
      terms::read(sample::with_sentence("en", "Israel releases 3 of persons whose \"cell\" is \"9\"."), "text");
  ASSERT_TRUE(reading.ok);
  people::PersonFacts person;
  person.other.emplace_back("Group", "Pool");
  const terms::Context without = terms::context_of(reading.agreement, {person});
  person.other.emplace_back("Cell", "9");
  const terms::Context with = terms::context_of(reading.agreement, {person});
  EXPECT_NE(sample::codes(terms::check(reading.agreement, &without)).find("TRM-156"), std::string::npos);
  EXPECT_EQ(sample::codes(terms::check(reading.agreement, &with)).find("TRM-156"), std::string::npos);
}

}  // namespace
}  // namespace midspan
