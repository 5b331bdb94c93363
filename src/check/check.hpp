// SPDX-License-Identifier: Apache-2.0
// midspan-check: whether a certificate proves what it says about this agreement and these people. Nothing of the
// clearing stage is used: the text is read to its tree (whose digest is what the parties sign), and from the tree and
// the table the rows are derived again, compared with those of the certificate, and every proof is added up.
//
// The folder's only entry point is check().
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/day.hpp"
#include "base/message.hpp"
#include "people/agreement.hpp"

namespace midspan::check {

struct Inputs {
  std::map<std::string, std::string> files;  // the certificate: name -> bytes
  people::Agreement agreement;               // as the reader of the text gave it
  std::string agreement_digest;              // of that tree
  std::string people;                        // the table's bytes: the reader's own, or the one that was committed to
  std::string people_name;                   // for messages
  std::string ledger;                        // likewise; empty: the certificate's own is used, and that is said
  std::optional<base::Day> day;              // on which ages are counted, where the text has no day of its own
  std::string world;                         // that the folder is called after; empty: either
};

// Unproved: the plan keeps the agreement, but a bound leaves room for a better one. OnTrust: every level is proved, but
// who of equals goes was not settled to the end.
enum class Verdict { Proved, OnTrust, Unproved, Rejected };

struct Report {
  Verdict verdict = Verdict::Rejected;
  std::vector<base::Message> lines;  // what was found, in order
  base::Message problem;             // when rejected
  std::string file;                  // where
  std::size_t line = 0;              // 0: the file as a whole
};

Report check(const Inputs& inputs);

}  // namespace midspan::check
