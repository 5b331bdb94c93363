// SPDX-License-Identifier: Apache-2.0
// One exchange from proposal to closure: its file, its state, and the one way to change it, which is to append an act.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "operation/state.hpp"
#include "record/store/operation_file.hpp"

namespace midspan::operation {

struct Access {
  record::Passphrase passphrase;    // nothing: unsealed, a demonstration
  std::optional<std::string> seed;  // demonstrations only
  std::string at;                   // the time that acts claim; empty: now
};

// What an operation is for. None of these may be empty: purpose, legal basis and retention are set before the first
// list.
struct Opening {
  std::map<std::string, std::string> titles;  // by language
  std::string purpose;
  std::string legal_basis;
  std::string retention;
  std::vector<std::string> languages;  // of its documents
  people::Party keeper;                // whose desk this is: the neutral in the middle, as a rule
};

class Operation {
 public:
  // Errors: those of record::OperationFile, OPR-001 (which of the opening's parts is missing).
  static base::Result<Operation> create(const std::filesystem::path& path, const Opening& opening,
                                        const Access& access);
  static base::Result<Operation> open(const std::filesystem::path& path, const Access& access);

  const State& state() const { return state_; }
  record::OperationFile& file() { return *file_; }
  const record::OperationFile& file() const { return *file_; }
  const std::string& at() const { return at_; }  // "2025-04-20T12:00:00Z"
  base::Day today() const;                       // its day

  // An item whose text is `plain`; what an act says of it goes into the act's attachments.
  base::Result<record::ItemRef> put(std::string_view kind, std::string_view plain, std::string_view subject = {});

  // Appends an act of the desk (or of `author`), and folds it into the state.
  base::Result<std::int64_t> append(std::string_view type, base::json::Object body,
                                    std::vector<record::Attachment> attachments = {},
                                    const record::Signer* author = nullptr, std::string_view role = "registry");

  // Many acts of the desk in one commit.
  struct Draft {
    std::string_view type;
    base::json::Object body;
    std::vector<record::Attachment> attachments;
  };
  base::Result<void> append_all(std::vector<Draft> drafts);

 private:
  Operation(std::unique_ptr<record::OperationFile> file, std::string at);
  base::Result<void> fold_from(std::int64_t sequence);

  std::unique_ptr<record::OperationFile> file_;
  std::string at_;
  State state_;
};

// "2025-04-20T12:00:00Z" of the system's clock: for acts' claims, never for decisions.
std::string now();

}  // namespace midspan::operation
