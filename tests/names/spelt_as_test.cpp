// SPDX-License-Identifier: Apache-2.0
#include "names/spelt_as.hpp"

#include <gtest/gtest.h>

#include <map>

namespace midspan::names {
namespace {

std::map<std::string, int> shares(std::string_view word, const std::vector<std::string_view>& words) {
  std::map<std::string, int> found;
  for (const SpeltAs& one : LatinSpellings(words).find(word, words.size(), -1000))
    found[std::string(words[one.word])] = one.share;
  return found;
}

TEST(SpeltAs, SpellingsInUseStandAboveNamesThatAreNear) {
  const auto layla = shares("ليلى", {"layla", "leila", "lily", "nadia"});
  EXPECT_GT(layla.at("layla"), 60);
  EXPECT_GT(layla.at("leila"), 60);
  EXPECT_TRUE(!layla.contains("lily") || layla.at("lily") < 20);
  EXPECT_TRUE(!layla.contains("nadia") || layla.at("nadia") < 0);
  const auto shchukin = shares("Щукин", {"shchukin", "schtschukin", "sukin", "chukhin"});
  EXPECT_GT(shchukin.at("shchukin"), 60);
  EXPECT_GT(shchukin.at("schtschukin"), 45);
}

TEST(SpeltAs, UkrainianIsReadAsItSounds) {
  const auto found = shares("Богдан", {"bohdan", "bogdan", "roman"});
  EXPECT_GT(found.at("bogdan"), 60);
  EXPECT_GT(shares("Сергій", {"serhii", "roman"}).at("serhii"), 45);
}

TEST(SpeltAs, BestFirstAndNoMoreThanAskedFor) {
  const std::vector<std::string_view> words = {"husseini", "hussein", "hossein", "hassan"};
  const LatinSpellings spellings(words);
  const auto all = spellings.find("حسين", 4, -1000);
  ASSERT_GE(all.size(), 2U);
  for (std::size_t at = 1; at < all.size(); ++at) EXPECT_GE(all[at - 1].share, all[at].share);
  EXPECT_EQ(spellings.find("حسين", 1, -1000).size(), 1U);
  for (const SpeltAs& one : spellings.find("حسين", 4, 45)) EXPECT_GE(one.share, 45);
}

TEST(SpeltAs, NothingToSay) {
  EXPECT_TRUE(LatinSpellings({}).find("حسين", 4, -1000).empty());
  const std::vector<std::string_view> words = {"giorgos", "123", ""};
  EXPECT_TRUE(LatinSpellings(words).find("Γιώργος", 4, -1000).empty());  // no table for Greek
  EXPECT_TRUE(LatinSpellings(words).find("giorgos", 4, -1000).empty());
  EXPECT_TRUE(LatinSpellings(words).find("", 4, -1000).empty());
}

}  // namespace
}  // namespace midspan::names
