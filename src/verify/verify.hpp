// SPDX-License-Identifier: Apache-2.0
// Checks a bundle from its files alone: no operation file, no network, nothing but base/, people/ and record/. Every
// altered byte is found and its place is named. What is checked, in order: docs/record.md
//
// This folder's only entry points are verify_bundle and check_receipt.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/progress.hpp"
#include "base/result.hpp"
#include "people/finding.hpp"
#include "record/bundle.hpp"

namespace midspan::verify {

struct Options {
  std::optional<std::string> log_key;     // a vkey the reader trusts already; without it the bundle's own is taken
  std::optional<std::string> checkpoint;  // a checkpoint (note) the reader kept: the log must continue it
  unsigned threads = 0;
};

struct AnnexState {
  std::string annex;  // id
  std::string phase;
  std::string digest;  // hex
  std::int64_t lines = 0;
  std::vector<std::string> signed_by;  // parties, in the order of the acts
  std::vector<std::string> missing;    // signatories who have not signed
  bool replaced = false;               // no longer in force: what was cleared later has taken its place
  bool file_present = false;           // the canonical file is in the bundle, with that digest
};

struct Report {
  std::string operation;
  std::string title;
  std::string log_key;  // vkey: compare with what you were told by another way
  std::string root;     // base64, as in the checkpoint
  std::uint64_t acts = 0;
  std::uint64_t parties = 0;
  std::uint64_t keys = 0;
  std::uint64_t documents = 0;  // files below documents/, each cited by an act
  std::uint64_t sealed = 0;
  std::uint64_t sealed_uncited = 0;      // rows of lists: a sealed list vouches for them, no act does by itself
  std::uint64_t attachments_absent = 0;  // cited by acts, not carried in the bundle: allowed, and said
  bool unsealed = false;                 // a demonstration
  std::uint64_t set_back = 0;  // acts that claim an earlier time than the same author's act before: said, no fault
  std::int64_t first_set_back = -1;
  std::vector<AnnexState> annexes;
  people::Findings problems;          // in the order of the places; Place.source is the file, line/begin/end its bytes
  std::uint64_t problems_in_all = 0;  // more than kMostProblems are counted, not kept

  bool good() const { return problems_in_all == 0; }
};

inline constexpr std::size_t kMostProblems = 200;

Report verify_bundle(const record::Bundle& bundle, const Options& options, base::Progress& progress);

// The same message with nothing in its arguments that could begin a line.
base::Message on_one_line(base::Message message);

// A line each, the judgement last; problems are not among them.
std::vector<base::Message> summary(const Report& report);

base::json::Value to_json(const Report& report);  // without sentences: codes, arguments, places

// That an act (the file holds its bytes) is in the log of that key. Errors: BAS-001, RCD-001, those of
// record::parse_receipt and record::verify_receipt.
base::Result<record::Checkpoint> check_receipt(const std::filesystem::path& receipt, const std::filesystem::path& act,
                                               std::string_view log_key);

}  // namespace midspan::verify
