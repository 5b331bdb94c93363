// SPDX-License-Identifier: Apache-2.0
// What every file of the tree keeps to.
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <sstream>

#include "rules/tree.hpp"

namespace midspan::rules {
namespace {

// How a comment begins in a file that must carry the licence line; empty for the others.
std::string comment_of(const SourceFile& file) {
  static const std::map<std::string, std::string> kByEnding = {
      {".cpp", "//"}, {".hpp", "//"}, {".ts", "//"}, {".tsx", "//"}, {".py", "#"}, {".sh", "#"}, {".cmake", "#"}};
  const fs::path path(file.path);
  if (path.filename() == "CMakeLists.txt" || file.text.starts_with("#!")) return "#";
  const auto found = kByEnding.find(path.extension().string());
  return found == kByEnding.end() ? "" : found->second;
}

TEST(Text, TheLicenceComesFirst) {
  for (const SourceFile& file : tree()) {
    const std::string comment = comment_of(file);
    if (comment.empty()) continue;
    const std::size_t first = file.text.starts_with("#!") ? 1 : 0;
    ASSERT_GT(file.lines.size(), first) << file.path;
    EXPECT_EQ(file.lines[first], comment + " SPDX-License-Identifier: Apache-2.0") << file.path;
  }
}

TEST(Text, HeadersSayWhatTheyAreFor) {
  for (const SourceFile& file : tree()) {
    if (!file.is_below("src") || !file.ends_with(".hpp")) continue;
    ASSERT_GE(file.lines.size(), 2U) << file.path;
    EXPECT_TRUE(file.lines[1].starts_with("// ")) << file.path << ": the second line says what the file is for";
  }
}

TEST(Text, NoTabsNoCarriageReturnsANewlineAtTheEnd) {
  for (const SourceFile& file : tree()) {
    if (comment_of(file).empty() && !file.ends_with(".md") && !file.ends_with(".json")) continue;
    EXPECT_EQ(file.text.find('\t'), std::string::npos) << file.path << " has a tab; in a string write \\t";
    EXPECT_EQ(file.text.find('\r'), std::string::npos) << file.path << " has a carriage return";
    EXPECT_TRUE(file.text.empty() || file.text.ends_with('\n')) << file.path << " lacks the last newline";
  }
}

TEST(Text, NoPathOfSomebodysMachine) {
  static const std::regex kPath(R"((^|[^\w.])/(home|work|root|Users|mnt|srv)/\w)");
  for (const SourceFile& file : tree()) {
    if (file.path == "tests/rules/text_test.cpp" || file.path == "LICENSE") continue;
    std::size_t number = 0;
    for (const std::string_view line : file.lines) {
      ++number;
      EXPECT_FALSE(std::regex_search(line.begin(), line.end(), kPath)) << file.path << ":" << number << ": " << line;
    }
  }
}

// tests/rules/long_files.txt holds, for each file above the limit, its path and how long it may be. The list may only
// shrink: an entry that is no longer needed, or allows more than the file has, fails too.
TEST(Text, NoFileIsAboveSevenHundredLines) {
  constexpr std::size_t kLimit = 700;
  std::map<std::string, std::size_t> allowed;
  std::istringstream list(find("tests/rules/long_files.txt") == nullptr ? ""
                                                                        : find("tests/rules/long_files.txt")->text);
  for (std::string path; list >> path;) {
    if (path == "#") std::getline(list, path);
    else list >> allowed[path];
  }
  for (const SourceFile& file : tree()) {
    if (!file.is_cpp() && !file.ends_with(".ts") && !file.ends_with(".tsx") && !file.ends_with(".py")) continue;
    const auto entry = allowed.find(file.path);
    if (entry == allowed.end()) {
      EXPECT_LE(file.lines.size(), kLimit) << file.path << ": split it, or say in its review why not";
      continue;
    }
    EXPECT_LE(file.lines.size(), entry->second) << file.path << " grew";
    EXPECT_GT(file.lines.size(), kLimit) << file.path << " no longer needs its entry in long_files.txt";
    EXPECT_LE(entry->second, file.lines.size() + 50) << file.path << ": lower its entry in long_files.txt";
    allowed.erase(entry);
  }
  for (const auto& [path, lines] : allowed) ADD_FAILURE() << path << " is in long_files.txt and not in the tree";
}

TEST(Text, EveryFolderOfTheSourcesHasAParagraph) {
  const SourceFile* page = find("src/README.md");
  ASSERT_NE(page, nullptr);
  std::set<std::string> folders;
  for (const SourceFile& file : tree())
    if (file.is_below("src") && file.is_cpp()) folders.insert(file.path.substr(4, file.path.find('/', 4) - 4));
  for (const std::string& folder : folders)
    EXPECT_NE(page->text.find("\n**" + folder + "/**"), std::string::npos)
        << "src/README.md lacks a paragraph on " << folder << "/";
}

TEST(Text, LinksBetweenPagesLeadSomewhere) {
  static const std::regex kLink(R"(\]\(([^)#:\s]+)(#[^)]*)?\))");
  for (const SourceFile& file : tree()) {
    if (!file.ends_with(".md")) continue;
    const fs::path folder = (root() / file.path).parent_path();
    for (auto match = std::sregex_iterator(file.text.begin(), file.text.end(), kLink); match != std::sregex_iterator();
         ++match)
      EXPECT_TRUE(fs::exists(folder / (*match)[1].str())) << file.path << " links to " << (*match)[1];
  }
}

TEST(Text, EveryPackageIsNamedOnceAndForAGroup) {
  const SourceFile* list = find("packages.txt");
  ASSERT_NE(list, nullptr);
  std::set<std::string> seen;
  for (const std::string_view line : list->lines) {
    if (line.starts_with("#")) continue;
    std::istringstream words{std::string(line)};
    std::string group, package, more;
    words >> group >> package >> more;
    EXPECT_TRUE(group == "build" || group == "test" || group == "dev") << line;
    EXPECT_TRUE(more.empty() && !package.empty()) << line;
    EXPECT_TRUE(seen.insert(package).second) << package << " is named twice";
  }
}

// A package of pkg-config that CMake asks for is in a Debian package that packages.txt names.
TEST(Text, EveryLibraryOfCMakeIsOnTheListOfPackages) {
  if (output_of("command -v dpkg-query && command -v pkg-config").empty())
    GTEST_SKIP() << "neither Debian's package database nor pkg-config here";
  const SourceFile* list = find("packages.txt");
  ASSERT_NE(list, nullptr);
  static const std::regex kPackages(R"(PACKAGES ([^)]*)\))");
  std::set<std::string> names;
  for (const SourceFile& file : tree()) {
    if (!file.ends_with("CMakeLists.txt")) continue;
    for (auto match = std::sregex_iterator(file.text.begin(), file.text.end(), kPackages);
         match != std::sregex_iterator(); ++match) {
      std::istringstream words((*match)[1].str());
      for (std::string word; words >> word && word != "DEPENDS" && word != "EXCLUDE";) names.insert(word);
    }
  }
  ASSERT_FALSE(names.empty());
  for (const std::string& name : names) {
    const std::string owner =
        output_of("dpkg-query -S \"$(pkg-config --variable=pcfiledir " + name + ")/" + name + ".pc\" 2>/dev/null");
    if (owner.empty()) continue;  // a library that did not come from Debian
    const std::string package = owner.substr(0, owner.find(':'));
    EXPECT_NE(list->text.find("build " + package + "\n"), std::string::npos)
        << name << " is in " << package << ", which packages.txt lacks";
  }
}

// Clocks, chance and the machine's settings reach the program in one place each; what decides or is signed has no
// floating point. In clear/solve/ a library guesses in floating point and exact arithmetic decides.
TEST(Text, NothingThatDecidesDependsOnTheMachine) {
  struct Ban {
    std::regex words;
    std::set<std::string> places;  // files or folders where it is at home
  };
  const Ban bans[] = {
      {std::regex(R"(system_clock|\blocaltime|\bgmtime|\btime\(nullptr\))"),
       {"src/operation/operation.cpp", "src/cli", "src/desk"}},
      {std::regex(R"(random_device|\bstd::rand\b|\brandombytes_|mt19937|std::shuffle)"),
       {"src/base/random.cpp", "src/record"}},
      {std::regex(R"(std::(format|views|source_location)\b)"), {}},
      {std::regex(R"(\bsetlocale\b|std::locale)"), {"src/cli/main.cpp"}},
  };
  static const std::regex kFloating(R"(\b(float|double)\b)");
  static const std::set<std::string> kExact = {"people", "terms", "sign", "record", "store", "handover", "verify"};
  for (const SourceFile& file : tree()) {
    if (!file.is_below("src") || !file.is_cpp()) continue;
    for (std::size_t at = 0; at < file.lines.size(); ++at) {
      const std::string code(file.lines[at].substr(0, file.lines[at].find("//")));
      for (const Ban& ban : bans) {
        const bool at_home = std::any_of(ban.places.begin(), ban.places.end(), [&](const std::string& place) {
          return file.path == place || file.is_below(place);
        });
        EXPECT_TRUE(at_home || !std::regex_search(code, ban.words)) << file.path << ":" << at + 1 << ": " << code;
      }
      if (kExact.contains(folder_of(file.path.substr(4)))) {
        EXPECT_FALSE(std::regex_search(code, kFloating)) << file.path << ":" << at + 1 << ": " << code;
      }
    }
  }
}

// One word, seven places: a stage has its library, its tests, its page and its verb under one name.
TEST(Text, AStageHasItsTestsItsPageAndItsVerb) {
  const SourceFile* commands = find("docs/cli.md");
  ASSERT_NE(commands, nullptr);
  // A bundle and its verifier are told on one page, and so is what is printed, signed and carried.
  const std::map<std::string, std::string> shared_pages = {
      {"verify", "record"}, {"sign", "documents"}, {"handover", "documents"}};
  for (const std::string stage : {"lists", "reconcile", "terms", "clear", "sign", "handover", "documents", "verify"}) {
    const auto shared = shared_pages.find(stage);
    const std::string page =
        find("docs/" + stage + ".md") == nullptr && shared != shared_pages.end() ? shared->second : stage;
    const auto any_below = [&](const std::string& folder) {
      return std::any_of(tree().begin(), tree().end(),
                         [&](const SourceFile& file) { return file.is_below(folder) && file.is_cpp(); });
    };
    EXPECT_TRUE(any_below("src/" + stage)) << stage;
    EXPECT_TRUE(any_below("tests/" + stage)) << "tests/" << stage << "/ has no test";
    EXPECT_NE(find("docs/" + page + ".md"), nullptr) << "docs/" << page << ".md is missing";
    EXPECT_NE(commands->text.find("\n## midspan " + stage + "\n"), std::string::npos) << "there is no verb " << stage;
  }
}

TEST(Text, DecisionsHaveOneNumberEach) {
  std::map<std::string, std::string> numbers;
  for (const SourceFile& file : tree()) {
    if (!file.is_below("docs/decisions") || !file.ends_with(".md")) continue;
    const std::string name = fs::path(file.path).filename().string();
    EXPECT_TRUE(std::regex_match(name, std::regex(R"(\d{4}-[a-z0-9-]+\.md|README\.md)"))) << file.path;
    const auto [entry, fresh] = numbers.emplace(name.substr(0, 4), file.path);
    EXPECT_TRUE(fresh) << file.path << " and " << entry->second << " have one number";
  }
}

}  // namespace
}  // namespace midspan::rules
