// SPDX-License-Identifier: Apache-2.0
// What a sentence that is not understood is tried again without, or as: words that bind nobody, two sentences in one.
// Each changes the tokens from that sentence on, never those before it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "terms/quote.hpp"
#include "terms/session.hpp"

namespace midspan::terms {

// Takes the words of a vocabulary out of the sentence that begins at the token: what binds nobody ("unconditionally",
// "as a gesture of good will, …"), what nobody could measure ("without delay"). Where the first of them stood.
std::optional<people::TextSpan> without(Session& session, std::string_view vocabulary, std::size_t begin);

// "A releases X, and B releases Y", "A releases X and escorts them", "A releases X, and B Y": two sentences. `end`:
// where the first could have ended; the second may leave out who does it, or what is done (OneVerb). If not No, what
// stands at `end` now begins a sentence that is understood to its full stop.
enum class Joined : std::uint8_t { No, Yes, OneVerb };
Joined joined_sentence(Session& session, Parser& probe, Position end, const Node& first);

// "A releases 10, and B 5, before 1 May": of two releases with one verb, or behind a time that begins the sentence,
// both at that time. The sentence at `end` is the second, as joined_sentence leaves it. Nothing: it is said of one
// alone.
struct SharedTime {
  people::TextSpan span;
  bool of_first = false;  // it is put behind the first, which has to be read again
};
std::optional<SharedTime> shared_time(Session& session, Parser& probe, Position end, const Node& first, Joined joined);

// The same sentence as the grammar has it, where people write it shorter; true: the tokens from `begin` on have
// changed. Each is one of: "A, B, C and D" is "A and B and C and D"; "combat and political prisoners" are two groups;
// "the remains of 199 soldiers" are 199 remains of soldiers; "through ICRC" in the middle of a sentence goes to its
// end; "A who are held in B" are A held in B.
bool said_in_full(Session& session, std::size_t begin);

// "The wounded and sick Detainees", "los Detenidos heridos y enfermos", of a group that is defined: Detainees who are
// wounded or sick. Before anything else is tried: "civilian Detainees" are not whatever civilian detainees there are.
void traits_of_group(Session& session, std::size_t begin);

// "No wounded Prisoner is released": no person of the Prisoners who are wounded.
void nobody_of_group(Session& session, std::size_t begin);

// "Captured by Hamas after 7 October 2023": when they were captured, and who holds them. Where it stands the time would
// be the release's.
void taken_when(Session& session, std::size_t begin);

// "Within ten days all prisoners are released", "Each party shall, within ten days, release …": the time goes to the
// sentence's end. False: none stands before whom or what the sentence is about.
bool time_last(Session& session, std::size_t begin);

// What stands before the first comma or behind the last when it says only how: taken out of the sentence, given back as
// text. Empty: nothing.
std::string without_circumstance(Session& session, std::size_t begin, people::TextSpan& span);
// The words become one token, as if they stood in quotation marks; where they stand.
people::TextSpan read_as_quoted(Session& session, const Quote& quote);

// The fewest words around the token where reading stopped without which it is a sentence; no negation is among them.
std::optional<people::TextSpan> too_many_words(Session& session, Parser& probe, std::size_t begin, std::size_t stop);

// What could stand where matching stopped; the sentence was followed. Behind an article ("the same number", "the
// signing"), what could stand in its place counts too.
Expectation expectation_of(Session& session, Position begin);

}  // namespace midspan::terms
