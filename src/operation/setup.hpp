// SPDX-License-Identifier: Apache-2.0
// The steps of run() that only move what a folder holds into an operation.
#pragma once

#include <filesystem>
#include <utility>
#include <vector>

#include "operation/manifest.hpp"
#include "operation/run.hpp"

namespace midspan::operation {

// Files that an operation which never got past its inputs would leave in the way of the next try: whoever made them
// takes them back, unless they are kept.
class Made {
 public:
  Made() = default;
  Made(Made&& other) noexcept : files_(std::exchange(other.files_, {})) {}
  Made(const Made&) = delete;
  Made& operator=(const Made&) = delete;
  Made& operator=(Made&&) = delete;
  ~Made();

  void add(std::filesystem::path file) { files_.push_back(std::move(file)); }
  void keep() { files_.clear(); }

 private:
  std::vector<std::filesystem::path> files_;
};

struct Setup {
  Made made;  // outlives the open file
  Operation operation;
  std::vector<record::Signer> signers;  // of the manifest's signers: keys made here, kept in `out`/keys
};

// What a run leaves in its folder.
constexpr std::string_view kOperationFile = "operation.midspan";
std::filesystem::path key_file(const std::filesystem::path& out, const people::PartyId& signer);

// A new operation file in `out`, its parties, a key for each signer. Errors: those of Operation::create, RCD-070 (there
// is an operation already) among them.
base::Result<Setup> set_up(const Manifest& manifest, const std::filesystem::path& out, const Access& access);

base::Result<void> submit_lists(Operation& operation, const Manifest& manifest, Summary& summary);
base::Result<void> take_judgements(Operation& operation, const Manifest& manifest, Summary& summary);
base::Result<void> take_answers(Operation& operation, const Manifest& manifest, Summary& summary);

}  // namespace midspan::operation
