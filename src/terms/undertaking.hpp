// SPDX-License-Identifier: Apache-2.0
// Sentences that no form reads and that count nobody: what they say is undertaken, in their own words. Whether a
// sentence counts nobody is told by what it lacks: a verb that lets somebody go, a number of people, a word that says
// who goes first, who stays, who is replaced.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "terms/session.hpp"

namespace midspan::terms {

// The first of the tokens [begin, end) that could decide who goes, when, or who counts; nothing: none could.
std::optional<std::size_t> deciding(Session& session, std::size_t begin, std::size_t end);

// The words of a promise that look like a rule: a number, a day, an order, a release that is denied. Empty: none do.
std::string weighs(Session& session, const people::TextSpan& promise);

struct Undertaking {
  std::vector<std::string> by;  // canonical names; empty: every party
  bool whole = false;           // the sentence as it stands, with its own subject
  std::string text;             // without quotation marks
  people::TextSpan span;        // of the text
  std::size_t end = 0;          // the token behind it: a full stop, or where another party's promise begins
};

// The sentence [begin, end) as an undertaking; nothing when it could decide something.
std::optional<Undertaking> undertaking(Session& session, Parser& probe, Position begin, Position end);

// The text behind "undertakes": "bears the cost" is "to bear the cost".
std::string deed(const Table& table, const std::string& text);

// How, where or why what a whole sentence says is done ("…, in buses of the Red Cross"): the tokens [begin, end) behind
// it. narrows: what stands before is a group, which they could make smaller ("the Prisoners in the north"). Empty: they
// could decide something.
std::string circumstance(Session& session, std::size_t begin, std::size_t end, bool narrows, people::TextSpan& span);

}  // namespace midspan::terms
