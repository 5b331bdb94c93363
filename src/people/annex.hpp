// SPDX-License-Identifier: Apache-2.0
// The frozen list of names for a phase, as it is signed: the same lines in every language.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "people/person.hpp"

namespace midspan::people {

struct AnnexLine {
  std::int64_t number = 0;  // from 1; the same in every language
  PersonId person;
  std::string name;         // in its own script, as the holder wrote it
  std::string other_script; // the other side's spelling, or a derived romanisation
  bool romanisation_derived = false;
  std::string father;
  std::string mother;
  std::string birth;        // as written
  std::string birth_iso;    // the span in ISO form: "1990-02-03", "1990", "1988/1990"
  std::vector<std::string> nationalities;
  std::string reference;    // identity or case number agreed for the annex
  std::string released_by;  // party
  std::string to;
  std::string article;
};

struct Annex {
  std::string operation_title;
  std::string operation_id;
  std::string agreement_title;
  std::string agreement_digest;  // of the tree
  std::string phase;
  std::string frozen_on;         // ISO day
  std::string released_by;       // party id; an annex lists the people of one releasing party
  std::string to;
  std::map<std::string, std::map<std::string, std::string>> party_names;  // party id -> language -> name
  std::vector<std::string> signatories;  // party ids, in order
  std::vector<std::string> languages;
  std::vector<AnnexLine> lines;
  std::string digest;            // SHA-256 hex of the canonical form (sign/annex.hpp)
  bool unsealed = false;         // a demonstration: every page says so
};

}  // namespace midspan::people
