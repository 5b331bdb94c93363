// SPDX-License-Identifier: Apache-2.0
// What a sentence that is not understood is tried again without, or as: words that bind nobody, two sentences in one.
// Each changes the tokens from that sentence on, never those before it.
#pragma once

#include <cstddef>

#include "terms/quote.hpp"
#include "terms/session.hpp"

namespace midspan::terms {

// "unconditionally", "as a gesture of good will, …": motives, and that there is no condition, bind nobody. Takes them
// out of the sentence that begins at the token; false: there are none.
bool without_fillers(Session& session, std::size_t begin);

// "A releases X, and B releases Y", "A releases X and escorts them": two sentences. `end`: where the first could have
// ended; `subject`: who does what the first says, whom the second may leave out; null: nobody. True: what stands at
// `end` now begins a sentence that is understood to its full stop.
bool joined_sentence(Session& session, Parser& probe, Position end, const Node* subject);

// The same sentence as the grammar has it, where people write it shorter; true: the tokens from `begin` on have
// changed. Each is one of: "A, B, C and D" is "A and B and C and D"; "combat and political prisoners" are two groups;
// "the remains of 199 soldiers" are 199 remains of soldiers; "through ICRC" in the middle of a sentence goes to its
// end.
bool said_in_full(Session& session, std::size_t begin);

// What stands behind the last comma when it says only how: taken out of the sentence, given back as text. Empty:
// nothing.
std::string without_last_circumstance(Session& session, std::size_t begin, people::TextSpan& span);
// The words become one token, as if they stood in quotation marks; where they stand.
people::TextSpan read_as_quoted(Session& session, const Quote& quote);

// What could stand where matching stopped; the sentence was followed. Behind an article ("the same number", "the
// signing"), what could stand in its place counts too.
Expectation expectation_of(Session& session, Position begin);

}  // namespace midspan::terms
