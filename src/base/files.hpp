// SPDX-License-Identifier: Apache-2.0
// Whole files in and out.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"

namespace midspan::base {

// Errors: BAS-001 (cannot be opened or read; says why).
Result<std::string> read_file(const std::filesystem::path& path);

enum class Access { Everyone, Owner };  // Owner: for keys; nobody else may read it

// A file that comes to be piece by piece, beside its target, and takes its place at the end: a reader sees the old file
// or the new one, never half of it, and what is not kept is gone. A link keeps leading where it does; what is no file,
// a pipe or a terminal, is written to as it stands. Errors: BAS-002 (cannot be written; says why).
class NewFile {
 public:
  // Missing folders are made.
  static Result<NewFile> create(const std::filesystem::path& path, Access access = Access::Everyone);
  NewFile(NewFile&& other) noexcept
      : path_(std::move(other.path_)),
        beside_(std::move(other.beside_)),
        descriptor_(std::exchange(other.descriptor_, -1)) {}
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  NewFile& operator=(NewFile&&) = delete;
  ~NewFile();

  Result<void> append(std::string_view text);
  Result<void> keep();  // fsyncs, renames

 private:
  NewFile(std::filesystem::path path, std::string beside, int descriptor)
      : path_(std::move(path)), beside_(std::move(beside)), descriptor_(descriptor) {}
  std::filesystem::path path_;
  std::string beside_;  // empty: written to as it stands
  int descriptor_;
};

// Where a path leads when all links in its last part are followed, also to what is not there yet.
std::filesystem::path behind_links(std::filesystem::path path);

// All of a NewFile at once. Errors: BAS-002.
Result<void> write_file(const std::filesystem::path& path, std::string_view contents, Access access = Access::Everyone);

}  // namespace midspan::base
