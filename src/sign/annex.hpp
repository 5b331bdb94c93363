// SPDX-License-Identifier: Apache-2.0
// Freezing an annex, the text that each party signs, who must sign and who has.
//
// What is signed is a C2SP note: a few lines that a person can read (docs/formats/annex.md), among them the number of
// persons in digits and in words and the SHA-256 of the annex's canonical bytes. There is one set of lines for all
// languages, and only a FrozenAnnex can be signed: lines that differ between languages cannot be written down.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "people/annex.hpp"
#include "people/finding.hpp"
#include "people/party.hpp"

namespace midspan::sign {

// The canonical bytes and their digest (people/annex.hpp has the definition; the words are here too because this is
// where one looks for them).
std::string canonical(const people::Annex& annex);
std::string digest(const people::Annex& annex);

// An annex that was checked, numbered and hashed, and cannot change any more.
class FrozenAnnex {
 public:
  const people::Annex& annex() const { return annex_; }
  const std::string& digest() const { return annex_.digest; }
  const std::string& bytes() const { return bytes_; }  // canonical

 private:
  friend base::Result<FrozenAnnex> freeze(people::Annex annex);
  people::Annex annex_;
  std::string bytes_;
};

// Sets the lines' numbers (1, 2, ... in their order) and the digest.
// Errors: SGN-010 (no lines), SGN-011 (a line without a name: which), SGN-012 (a person twice: which lines),
// SGN-013 (nobody to sign, or a signatory twice), SGN-014 (a party without a name in a language of the annex),
// SGN-015 (no language), SGN-016 (a text that is not UTF-8), SGN-017 (a line of another releasing party).
base::Result<FrozenAnnex> freeze(people::Annex annex);

// A frozen annex from its canonical bytes. Errors: SGN-001, and those of freeze().
base::Result<FrozenAnnex> thaw(std::string_view bytes);

// The text of the note that `signatory` signs; ends with a newline. Language-free but for the count in English words,
// so that every desk and every year gives the same bytes. REQUIRES: signatory is one of the annex's.
std::string statement_text(const FrozenAnnex& annex, std::string_view signatory);

// "two hundred fifty-two": the words of the statement text. 0 <= value < 10^12.
std::string count_in_words(std::int64_t value);

// ---- Who must sign, who has --------------------------------------------------------------------------------------

enum class SignatoryState { Missing, Signed, Wrong };

struct Signatory {
  std::string party;
  SignatoryState state = SignatoryState::Missing;
  std::string key_name;  // of the key that signed
};

struct Status {
  std::vector<Signatory> signatories;  // in the annex's order
  people::Findings findings;           // notes that do not count, and why: SGN-020 .. SGN-024
  bool complete() const;               // everyone who must has
};

// notes: signed notes as they came (text, empty line, signature lines). A note counts for a party if its text is
// exactly that party's statement text and one of the keys enrolled for the party verifies. SGN-020 not a note · SGN-021
// of another annex · SGN-022 no signature by a key of that party · SGN-023 signatory unknown · SGN-024 text altered.
Status status(const FrozenAnnex& annex, const std::vector<people::Party>& parties,
              const std::vector<std::string>& notes);

}  // namespace midspan::sign
