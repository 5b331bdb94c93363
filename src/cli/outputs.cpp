// SPDX-License-Identifier: Apache-2.0
#include "cli/outputs.hpp"

#include <algorithm>
#include <filesystem>

#include "base/files.hpp"

namespace midspan::cli {

namespace {

bool is_one_file(const std::filesystem::path& one, const std::filesystem::path& other) {
  std::error_code problem;
  if (std::filesystem::exists(one, problem) && std::filesystem::exists(other, problem))
    return std::filesystem::is_regular_file(one, problem) && std::filesystem::equivalent(one, other, problem);
  const auto whole = [&](const std::filesystem::path& path) {
    return std::filesystem::weakly_canonical(std::filesystem::absolute(base::behind_links(path), problem), problem);
  };
  return whole(one) == whole(other);
}

}  // namespace

base::Result<void> outputs_stand_apart(const std::vector<std::string>& inputs,
                                       const std::vector<std::string>& outputs) {
  for (std::size_t at = 0; at < outputs.size(); ++at) {
    const std::string& path = outputs[at];
    if (path.empty()) continue;
    const auto same = [&](const std::string& other) { return !other.empty() && is_one_file(path, other); };
    if (std::any_of(inputs.begin(), inputs.end(), same))
      return base::failure("CLI-044", {{"path", path}}, base::Exit::WrongUse);
    if (std::any_of(outputs.begin(), outputs.begin() + static_cast<std::ptrdiff_t>(at), same))
      return base::failure("CLI-042", {{"path", path}}, base::Exit::WrongUse);
  }
  return {};
}

}  // namespace midspan::cli
