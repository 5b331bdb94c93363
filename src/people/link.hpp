// SPDX-License-Identifier: Apache-2.0
// Judgements that two entries are the same person, and what a machine thinks of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/message.hpp"
#include "people/list.hpp"

namespace midspan::people {

enum class Verdict : std::uint8_t { Same, Different, Unsure };

enum class Relation : std::uint8_t { SamePerson, Sibling, ParentOrChild, Namesake, Other };

// One field's share of a comparison. Weights are log2 likelihood ratios in 1/65536 (fixed point, so that the same
// input gives the same bytes everywhere).
struct FieldEvidence {
  std::string field;  // "name", "father", "birth", ...
  std::string left;
  std::string right;
  base::Message level;  // "exact", "one letter differs", "year agrees; 1 January is a placeholder"
  std::int32_t weight = 0;
  std::int32_t frequency_weight = 0;  // the part of weight due to how rare the value is
};

struct CandidatePair {
  EntryId left;
  EntryId right;
  std::int32_t weight = 0;              // log2 odds, 1/65536
  std::int32_t probability_ppm = 0;     // after assignment, parts per million
  Relation relation = Relation::Other;  // most probable
  std::vector<FieldEvidence> evidence;
};

struct LinkJudgement {
  EntryId left;
  EntryId right;
  Verdict verdict = Verdict::Unsure;
  std::string by;  // author of the act
  std::string reason;
  std::int64_t act = -1;  // sequence number in the record
  bool retracted = false;
};

// What one party should be asked or told about its own list.
enum class DiscrepancyKind : std::uint8_t {
  OnlyHere,  // on this list and on no list of the other side
  TwiceOnOneList,
  RivalFacts,  // same person, facts that exclude each other
  AlreadyExchanged,
  CountDiffers,
};

struct Discrepancy {
  DiscrepancyKind kind = DiscrepancyKind::OnlyHere;
  PartyId party;  // to whom it goes
  std::vector<EntryId> entries;
  base::Message message;
};

}  // namespace midspan::people
