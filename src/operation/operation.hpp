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
  std::vector<people::Party> parties;  // beside it, as far as they are known
};

// An id stands in names of keys and files: letters without accents, digits, '.', '-', '_'. Errors: OPR-122 {party}.
base::Result<void> check_party_id(const people::PartyId& id);

class Operation {
 public:
  // Makes the file and says its opening acts; where one fails there is no file. Errors: those of record::OperationFile,
  // OPR-001 (which of the opening's parts is missing), OPR-122, OPR-024 (a party twice), OPR-123 (the time is none).
  static base::Result<Operation> create(const std::filesystem::path& path, const Opening& opening,
                                        const Access& access);
  // Errors: those of record::OperationFile, OPR-123, OPR-010, OPR-011, OPR-120.
  static base::Result<Operation> open(const std::filesystem::path& path, const Access& access);

  const State& state() const { return state_; }
  record::OperationFile& file() { return *file_; }
  const record::OperationFile& file() const { return *file_; }
  const std::string& at() const { return at_; }  // "2025-04-20T12:00:00Z"
  base::Day today() const;                       // its day

  // An item whose text is `plain`; what an act says of it goes into the act's attachments.
  base::Result<record::ItemRef> put(std::string_view kind, std::string_view plain, std::string_view subject = {});

  // Errors: OPR-122, OPR-024 (the party is there already).
  base::Result<void> add_party(const people::Party& party);

  // Appends an act of the desk (or of `author`), and folds it into the state. Errors: those of record::OperationFile,
  // among them RCD-087 (somebody else wrote since the state was read); those of record::Keys, where the verifier would
  // refuse the act.
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
  base::Result<void> say_opening(const Opening& opening);
  base::Result<void> append_as(const record::Signer& author, const std::vector<record::Draft>& acts);
  base::Result<void> fold_from(std::int64_t sequence);

  std::unique_ptr<record::OperationFile> file_;
  std::string at_;
  State state_;
};

// "2025-04-20T12:00:00Z" of the system's clock: for acts' claims, never for decisions.
std::string now();

}  // namespace midspan::operation
