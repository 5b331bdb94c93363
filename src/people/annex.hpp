// SPDX-License-Identifier: Apache-2.0
// The frozen list of names for a phase, as it is signed: the same lines in every language.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "people/person.hpp"

namespace midspan::people {

struct AnnexLine {
  std::int64_t number = 0;  // from 1; the same in every language
  PersonId person;
  std::string name;          // in its own script, as the holder wrote it
  std::string other_script;  // the other side's spelling, or a derived romanisation
  bool romanisation_derived = false;
  std::string father;
  std::string mother;
  std::string birth;      // as written
  std::string birth_iso;  // the span in ISO form: "1990-02-03", "1990", "1988/1990"
  std::vector<std::string> nationalities;
  std::string reference;    // identity or case number agreed for the annex
  std::string released_by;  // party
  std::string to;           // party id, or a country (ISO 3166 alpha-3, else the text)
  std::string article;
  // Why a field above is empty, by the field's name ("father", "mother", "birth", "nationalities", "reference"):
  // unknown, declined, withheld, not asked and illegible are five different things. An empty field without a reason is
  // unknown.
  std::map<std::string, Absence> absences;

  bool operator==(const AnnexLine&) const = default;
};

struct Annex {
  std::string operation_title;
  std::string operation_id;
  std::string agreement_title;
  std::string agreement_digest;  // of the tree
  std::string phase;
  std::string frozen_on;    // ISO day
  std::string released_by;  // party id; an annex lists the people of one releasing party
  std::string to;
  std::map<std::string, std::map<std::string, std::string>> party_names;  // party id -> language -> name
  std::vector<std::string> signatories;                                   // party ids, in order
  std::vector<std::string> languages;
  std::vector<AnnexLine> lines;
  // Titles as each language's text has them; a language without one shows operation_title, agreement_title, phase.
  std::map<std::string, std::string> operation_titles;
  std::map<std::string, std::string> agreement_titles;
  std::map<std::string, std::string> phase_titles;
  std::string digest;     // SHA-256 hex of the canonical form (below)
  bool unsealed = false;  // a demonstration: every page says so

  bool operator==(const Annex&) const = default;
};

// The bytes that are hashed and signed: canonical JSON of everything above but the digest itself, `unsealed` included,
// so that a demonstration is never taken for the real thing. docs/formats/annex.md. There is one set of lines whatever
// the languages, so no two languages can list different people. REQUIRES: every string is UTF-8.
std::string canonical(const Annex& annex);

// SHA-256 of canonical(annex), lower-case hex.
std::string digest(const Annex& annex);

// The annex back from its canonical bytes, its digest set. Errors: SGN-001 (not such bytes: reason).
base::Result<Annex> annex_from_canonical(std::string_view bytes);

}  // namespace midspan::people
