// SPDX-License-Identifier: Apache-2.0
// Ranks belong to classes, and what suspends releases is said.
#include <gtest/gtest.h>

#include "clear/build.hpp"
#include "clear/clear.hpp"

namespace midspan::clear::test {
namespace {

Set of_rank(const char* holder, const char* rank) {
  return persons({filter(Filter::Kind::HeldBy, holder), filter(Filter::Kind::OfRank, rank)});
}

std::size_t released(const char* asked, const std::vector<const char*>& ranks) {
  Agreement agreement;
  agreement.parties = {"North", "South"};
  article(agreement, {release("North", all(), of_rank("North", asked), "South")});
  std::vector<PersonFacts> people;
  crowd(people, "N", static_cast<int>(ranks.size()), "North");
  for (std::size_t at = 0; at < ranks.size(); ++at) people[at].rank = ranks[at];
  const auto made = midspan::clear::clear(agreement, people, {}, {});
  EXPECT_TRUE(made);
  return made ? made->allotted.size() : 99;
}

TEST(Classes, ACaptainIsAnOfficerAndNobodyIsWhoseRankIsUnknown) {
  const std::vector<const char*> ranks{"Captain", "colonel", "sergeant", "private", "boatswain", "", "officer"};
  EXPECT_EQ(released("officer", ranks), 3u);
  EXPECT_EQ(released("non-commissioned officer", ranks), 1u);
  EXPECT_EQ(released("other rank", ranks), 2u);
  EXPECT_EQ(released("captain", ranks), 1u);
  EXPECT_EQ(released("boatswain", ranks), 1u);
}

TEST(Suspension, IsSaidWhenItsEventIsCertified) {
  Agreement agreement;
  agreement.parties = {"North", "South"};
  article(agreement, {release("North", exactly(2), held_by("North"), "South")});
  Sequencing rule;
  rule.kind = Sequencing::Kind::Suspended;
  rule.articles = {"1"};
  Condition broken;
  broken.kind = Condition::Kind::EventCertified;
  broken.event = "the ceasefire is broken";
  rule.conditions = {broken};
  article(agreement, {rule});
  rule.left = "South";
  article(agreement, {rule});
  std::vector<PersonFacts> people;
  crowd(people, "N", 3, "North");
  Options options;
  const auto before = midspan::clear::clear(agreement, people, {}, options);
  ASSERT_TRUE(before);
  EXPECT_TRUE(before->pending.empty());
  options.certified = {"the ceasefire is broken"};
  const auto after = midspan::clear::clear(agreement, people, {}, options);
  ASSERT_TRUE(after);
  ASSERT_EQ(after->pending.size(), 2u);
  EXPECT_EQ(after->pending[0].code, "CLR-141");
  EXPECT_EQ(after->pending[1].code, "CLR-143");
  EXPECT_EQ(after->allotted.size(), before->allotted.size());  // it is owed all the same
}

}  // namespace
}  // namespace midspan::clear::test
