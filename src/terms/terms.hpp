// SPDX-License-Identifier: Apache-2.0
// The language of agreements: text that a lawyer writes and a program runs.
//
//   text --read--> people::Agreement --format--> the one canonical text, in any language of the desk
//                        |--check---> what is missing, contradictory or promises what cannot be
//                        |--digest--> what everybody signs, whatever language they read
//
// All of it is driven by one grammar table per language (grammar/en.grammar, es, ar): sentence forms with typed slots.
// The same table reads, prints, explains errors and documents itself (words), so none of them can drift.
//
// Thread safety: every function may be called from any thread. Nothing here throws on any input.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "people/agreement.hpp"
#include "people/finding.hpp"
#include "people/person.hpp"

namespace midspan::terms {

struct Reading {
  people::Agreement agreement;  // as much of it as could be read
  people::Findings findings;    // in the order of the text; places are exact (bytes; line and character from 1)
  bool ok = false;              // no finding of severity Wrong: the tree is the whole text
};

// Reads text in any language that has a table; the heading word ("Agreement", "Acuerdo", "اتفاق") says which.
// Time is linear in the text; a text of more than 16 MB is refused with a finding. `source` goes into the places.
Reading read(std::string_view text, std::string_view source);

// What is known of the people, for the findings that need it. All of it is optional: what is absent is not judged.
struct ListFacts {
  std::string list;  // id as the agreement calls it
  std::int64_t entries = 0;
  std::vector<std::pair<std::string, std::int64_t>> held_by;    // party -> how many it says it holds
  std::vector<std::pair<std::string, std::int64_t>> elsewhere;  // where sources say the others are: {"embassy", 4}
};
struct PopulationFacts {
  std::string name;               // of a definition; or "Article 2" for a set written in place
  std::int64_t persons = 0;       // in the population, whatever their standing
  std::int64_t acknowledged = 0;  // of them, with standing at least acknowledged
  std::int64_t confirmed = 0;
  // Where nobody is in it: how many would be, but for one thing that is said of none of them.
  std::int64_t but_for = 0;
  std::string
      unsaid;  // "category", "nationality", "rank", "unit", "sentence", "offence", "birth", "sex", "health", "since"
};
struct Context {
  std::vector<ListFacts> lists;
  std::vector<PopulationFacts> populations;
  // Headings of the people's table that are no field of the language, folded; absent: no people are known.
  std::optional<std::set<std::string>> columns;
};
// The context that a table of people gives. Filters that the table cannot answer are taken as not met.
Context context_of(const people::Agreement& agreement, const std::vector<people::PersonFacts>& people);

// Findings about meaning: counting rules that are missing (each with the sentence to add, in the text's language),
// definitions that contradict each other or themselves, promises of people whom nobody says to hold, articles without
// effect, brackets that prevent signing. Sorted by place. Linear in the tree.
people::Findings check(const people::Agreement& agreement, const Context* context = nullptr,
                       std::string_view source = {}, std::string_view text = {});

// The canonical text in a language; reads back to the same tree. Names that the agreement declares for another
// language than this one are printed with their canonical spelling.
std::string format(const people::Agreement& agreement, std::string_view language);

// SHA-256, hex, of the canonical JSON of the tree without anything that depends on the language: titles, notes, places
// and the names of definitions are left out (docs/formats/agreement-tree.md).
std::string digest(const people::Agreement& agreement);

// Does anything stand in square brackets? Then it cannot be signed.
bool has_brackets(const people::Agreement& agreement);

// That JSON itself (RFC 8785), for auditors.
std::string canonical_tree(const people::Agreement& agreement);

// One sentence form, filter or other part of the language.
struct Form {
  std::string id;                     // "clause.release"
  std::string part;                   // "clause", "set", "filter", "amount", "when", "header", ...
  std::string form;                   // "{party} releases {quantity} [to {place}] [{when}]"
  std::vector<std::string> variants;  // also understood
  std::string example;
};
// Every form of a language, in the order of its table. Empty for a language without a table.
std::vector<Form> words(std::string_view language);

// The canonical word for one of a vocabulary ("category", "rank", "offence", "sentence", "thing", "event"), written in
// any language of the tables: canonical_word("category", "políticos") is "political". The word itself when none knows
// it.
std::string canonical_word(std::string_view vocabulary, std::string_view word);

// "en", "es", "ar": the languages that have a table, sorted.
const std::vector<std::string>& languages();

}  // namespace midspan::terms
