// SPDX-License-Identifier: Apache-2.0
// Plain files in a tar (POSIX ustar) in the one form that a bundle allows: owner 0, time 0, mode 0644. Any tar program
// opens it; a byte that is not the one expected is found.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace midspan::record {

void append_tar_member(std::string& out, std::string_view name,
                       std::string_view contents);  // REQUIRES: name <= 99 bytes
void append_tar_end(std::string& out);

struct TarMember {
  std::string_view name;
  std::string_view contents;
};

class TarReader {
 public:
  explicit TarReader(std::string_view bytes) : bytes_(bytes) {}
  std::optional<TarMember> next();                  // nothing at the end, or when something is wrong
  const char* problem() const { return problem_; }  // nullptr: nothing wrong
  std::size_t offset() const { return offset_; }    // of the member just read, or of what is wrong

 private:
  std::optional<TarMember> wrong(std::size_t offset, const char* reason);
  std::string_view bytes_;
  std::size_t at_ = 0;
  std::size_t offset_ = 0;
  const char* problem_ = nullptr;
};

}  // namespace midspan::record
