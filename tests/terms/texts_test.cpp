// SPDX-License-Identifier: Apache-2.0
// Agreements of record, each in English, Spanish and Arabic: read whole, one tree, printed so that it reads back.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>

#include "terms/sample.hpp"

namespace midspan {
namespace {

std::map<std::string, std::map<std::string, std::string>> texts() {
  std::map<std::string, std::map<std::string, std::string>> found;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(MIDSPAN_SOURCE) + "/tests/terms/texts")) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".terms")) continue;
    const std::size_t dot = name.find('.');
    found[name.substr(0, dot)][name.substr(dot + 1, 2)] = sample::file("tests/terms/texts/" + name);
  }
  return found;
}

TEST(Texts, EachIsOneTreeInThreeLanguages) {
  const auto all = texts();
  EXPECT_GE(all.size(), 20U);
  for (const auto& [name, languages] : all) {
    EXPECT_EQ(languages.size(), 3U) << name;
    std::string tree;
    for (const auto& [language, text] : languages) {
      const terms::Reading reading = terms::read(text, name + "." + language);
      EXPECT_TRUE(reading.ok) << name << "." << language << " " << sample::codes(reading.findings);
      EXPECT_EQ(reading.agreement.language, language) << name;
      const std::string mine = terms::canonical_tree(reading.agreement);
      if (tree.empty()) tree = mine;
      EXPECT_EQ(mine, tree) << name << "." << language;
      for (const std::string& other : terms::languages()) {
        const terms::Reading back = terms::read(terms::format(reading.agreement, other), "printed");
        EXPECT_TRUE(back.ok) << name << "." << language << " in " << other << " " << sample::codes(back.findings);
        EXPECT_EQ(terms::canonical_tree(back.agreement), mine) << name << "." << language << " in " << other;
      }
    }
  }
}

// The agreements of the replays, from language to language and back.
TEST(Texts, EveryReplayIsTranslated) {
  std::size_t count = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(std::string(MIDSPAN_SOURCE) + "/tests/replay")) {
    if (entry.path().extension() != ".terms") continue;
    const std::string name = entry.path().lexically_relative(MIDSPAN_SOURCE).string();
    const terms::Reading reading = terms::read(sample::file(name), name);
    if (!reading.ok) continue;
    ++count;
    const std::string digest = terms::digest(reading.agreement);
    std::string text = terms::format(reading.agreement, "es");
    for (const char* language : {"ar", "en", "ar", "es", "en"}) {
      const terms::Reading back = terms::read(text, name);
      ASSERT_TRUE(back.ok) << name << " before " << language << " " << sample::codes(back.findings) << "\n" << text;
      ASSERT_EQ(terms::digest(back.agreement), digest) << name << " before " << language << "\n" << text;
      text = terms::format(back.agreement, language);
    }
    EXPECT_EQ(terms::digest(terms::read(text, name).agreement), digest) << name;
  }
  EXPECT_GE(count, 45U);
}

// They say everything that a check asks for, brackets and what only lists can tell aside.
TEST(Texts, NothingIsLeftOpen) {
  for (const auto& [name, languages] : texts())
    for (const auto& [language, text] : languages) {
      const terms::Reading reading = terms::read(text, name);
      std::set<std::string> codes;
      for (const people::Finding& finding : terms::check(reading.agreement, nullptr, name, text))
        if (finding.severity == people::Severity::Wrong) codes.insert(finding.message.code);
      EXPECT_TRUE(codes.empty()) << name << "." << language << " " << *codes.begin();
    }
}

}  // namespace
}  // namespace midspan
