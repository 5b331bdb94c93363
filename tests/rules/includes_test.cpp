// SPDX-License-Identifier: Apache-2.0
// Who may include whom. CMake's targets forbid a wrong link; these read the include lines, which link-time cannot see.
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>

#include "rules/tree.hpp"

namespace midspan::rules {
namespace {

const std::set<std::string> kStages = {"lists", "reconcile", "terms",  "clear",
                                       "sign",  "handover",  "verify", "documents"};

// Paths between quotes, relative to src/.
std::vector<std::string> includes_of(const SourceFile& file) {
  static const std::regex kInclude(R"re(^\s*#\s*include\s+"([^"]+)")re");
  std::vector<std::string> paths;
  for (const std::string_view line : file.lines) {
    std::cmatch match;
    if (std::regex_search(line.data(), line.data() + line.size(), match, kInclude)) paths.push_back(match[1]);
  }
  return paths;
}

TEST(Includes, FollowTheArrowsOfCMake) {
  const auto allowed = arrows();
  ASSERT_TRUE(allowed.contains("base"));
  for (const SourceFile& file : tree()) {
    if (!file.is_below("src") || !file.is_cpp()) continue;
    const std::string from = folder_of(file.path.substr(4));
    if (from == "cli") continue;  // the edge of the program may see everything below it
    ASSERT_TRUE(allowed.contains(from)) << file.path << ": src/" << from << " is not a library of the house";
    for (const std::string& path : includes_of(file)) {
      const std::string to = folder_of(path);
      EXPECT_TRUE(to == from || allowed.at(from).contains(to))
          << file.path << " includes " << path << ", but " << from << " may not see " << to;
    }
  }
}

TEST(Includes, StagesNeverSeeEachOther) {
  for (const auto& [folder, sees] : arrows())
    for (const std::string& seen : sees)
      EXPECT_FALSE(kStages.contains(folder) && kStages.contains(seen)) << folder << " may not see " << seen;
}

TEST(Includes, TheFoundationsStayWhereTheyAre) {
  const auto allowed = arrows();
  EXPECT_TRUE(allowed.at("base").empty());
  EXPECT_EQ(allowed.at("people"), std::set<std::string>({"base"}));
  for (const std::string& seen : allowed.at("verify"))
    EXPECT_TRUE(seen == "base" || seen == "people" || seen == "record") << "verify may not see " << seen;
}

TEST(Includes, AreWrittenFromTheRootOfTheSources) {
  for (const SourceFile& file : tree()) {
    if (!file.is_below("src") || !file.is_cpp()) continue;
    for (const std::string& path : includes_of(file))
      EXPECT_TRUE(fs::exists(root() / "src" / path))
          << file.path << " includes \"" << path << "\", which is not below src/";
  }
}

TEST(Includes, HeadersHaveAGuard) {
  for (const SourceFile& file : tree())
    EXPECT_TRUE(!file.ends_with(".hpp") || file.text.find("#pragma once\n") != std::string::npos) << file.path;
}

TEST(Includes, HeavyHeadersStayInFewFiles) {
  // Each of these costs seconds of compiling wherever it is included.
  const std::map<std::string, std::string> homes = {{"CLI/CLI.hpp", "src/cli"}, {"boost/beast", "src/desk"}};
  for (const SourceFile& file : tree())
    for (const auto& [header, home] : homes)
      EXPECT_TRUE(!file.is_below("src") || file.text.find("#include <" + header) == std::string::npos ||
                  (file.is_below(home) && file.ends_with(".cpp")))
          << file.path << " includes " << header;
}

}  // namespace
}  // namespace midspan::rules
