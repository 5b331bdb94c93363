// SPDX-License-Identifier: Apache-2.0
#include "rules/tree.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <regex>
#include <sstream>

#include "base/files.hpp"
#include "base/utf8.hpp"

namespace midspan::rules {

namespace {

bool is_skipped(const fs::path& path) {
  static const std::set<std::string> kFolders = {".git",        "build",  "out",   "node_modules",
                                                 "__pycache__", "corpus", ".cache"};
  return kFolders.contains(path.filename().string());
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

void read_below(const fs::path& folder, std::vector<SourceFile>& files) {
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (is_skipped(entry.path()) || entry.is_symlink()) continue;
    if (entry.is_directory()) {
      read_below(entry.path(), files);
      continue;
    }
    auto text = base::read_file(entry.path());
    if (!text || text->find('\0') != std::string::npos || !base::is_utf8(*text)) continue;
    files.push_back({fs::relative(entry.path(), root()).generic_string(), std::move(*text), {}});
  }
}

}  // namespace

fs::path root() { return MIDSPAN_SOURCE; }

const std::vector<SourceFile>& tree() {
  static const std::vector<SourceFile> files = [] {
    std::vector<SourceFile> read;
    read_below(root(), read);
    std::sort(read.begin(), read.end(),
              [](const SourceFile& left, const SourceFile& right) { return left.path < right.path; });
    for (SourceFile& file : read) file.lines = split(file.text);
    return read;
  }();
  return files;
}

const SourceFile* find(std::string_view path) {
  for (const SourceFile& file : tree())
    if (file.path == path) return &file;
  return nullptr;
}

std::map<std::string, std::set<std::string>> arrows() {
  std::map<std::string, std::set<std::string>> allowed;
  static const std::regex kLibrary(R"(midspan_library\(\s*(\w+)([^)]*)\))");
  for (const SourceFile& file : tree()) {
    if (!file.is_below("src") || !file.ends_with("CMakeLists.txt")) continue;
    for (auto match = std::sregex_iterator(file.text.begin(), file.text.end(), kLibrary);
         match != std::sregex_iterator(); ++match) {
      std::istringstream words((*match)[2]);
      std::set<std::string>& into = allowed[(*match)[1]];
      bool depends = false;
      for (std::string word; words >> word;) {
        if (word == "DEPENDS" || word == "PACKAGES" || word == "EXCLUDE") depends = word == "DEPENDS";
        else if (depends) into.insert(word);
      }
    }
  }
  // What a folder sees, it sees with everything that its libraries' headers include in turn.
  for (std::size_t round = 0; round < allowed.size(); ++round)
    for (auto& [folder, sees] : allowed)
      for (const std::string& seen : std::set<std::string>(sees)) {
        const auto further = allowed.find(seen);
        if (further != allowed.end()) sees.insert(further->second.begin(), further->second.end());
      }
  return allowed;
}

std::string folder_of(std::string_view path) {
  if (path.starts_with("record/store/")) return "store";
  return std::string(path.substr(0, std::min(path.find('/'), path.size())));
}

std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return out;
  std::array<char, 4096> buffer{};
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe)) out.append(buffer.data(), got);
  return pclose(pipe) == 0 ? out : std::string();
}

void expect_page(const std::string& path, const std::string& generated) {
  if (std::getenv("MIDSPAN_ACCEPT") != nullptr) {
    ASSERT_TRUE(base::write_file(root() / path, generated)) << path;
    return;
  }
  const auto committed = base::read_file(root() / path);
  ASSERT_TRUE(committed) << path << " is missing; ./dev docs makes it";
  EXPECT_TRUE(*committed == generated) << path << " is not up to date; ./dev docs makes it again";
}

}  // namespace midspan::rules
