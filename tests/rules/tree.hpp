// SPDX-License-Identifier: Apache-2.0
// The project's own files, read once, for the tests of the rules of the house.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace midspan::rules {

namespace fs = std::filesystem;

struct SourceFile {
  std::string path;  // from the root of the project, with '/'
  std::string text;
  std::vector<std::string_view> lines;  // of text

  bool is_below(std::string_view folder) const { return path.starts_with(std::string(folder) + "/"); }
  bool ends_with(std::string_view ending) const { return path.ends_with(ending); }
  bool is_cpp() const { return ends_with(".cpp") || ends_with(".hpp"); }
};

fs::path root();

// Every file that people write, sorted by path: not build/, out/, node_modules/, the version control's folder, corpora
// of the fuzzers, nor anything that is not text.
const std::vector<SourceFile>& tree();
const SourceFile* find(std::string_view path);  // nullptr when there is none

// What each folder of src/ may include, as its CMakeLists.txt says: "terms" -> {names, people, base}, directly or
// through another. record/store is called "store", as its library is.
std::map<std::string, std::set<std::string>> arrows();
std::string folder_of(std::string_view path_below_src);  // "record/store/x.hpp" -> "store", "terms/x.hpp" -> "terms"

std::string output_of(const std::string& command);  // standard output; "" when the command fails

// Compares a generated page with the committed one; with MIDSPAN_ACCEPT set (./dev test --accept) writes it instead.
void expect_page(const std::string& path, const std::string& generated);

}  // namespace midspan::rules
