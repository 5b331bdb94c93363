// SPDX-License-Identifier: Apache-2.0
// The day of the exchange: who boards what, and who passed from whose hands to whose. A manifest never loses a line:
// whoever does not board, or boards and is not received, stays on it with an outcome.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "people/annex.hpp"

namespace midspan::people {

enum class Boarding : std::uint8_t { Pending, Boarded, NotBoarded };

// What became of a line. The words are those of Delivery::outcome. DO NOT CHANGE THE ORDER: acts have the numbers.
enum class HandoverOutcome : std::uint8_t {
  Pending,
  Received,
  Refused,  // the person does not go; never says why on a party's document
  Unfit,
  Dead,
  AlreadyFree,
  NotFound,
  Unexplained,
  Later,  // did not travel this time and is as free to go as before: a breakdown, a full bus
};

struct ManifestLine {
  std::int64_t annex_number = 0;  // the line of the annex, the same in every language
  PersonId person;
  std::string name;
  std::string other_script;
  bool romanisation_derived = false;  // of other_script, as on the annex
  std::string birth_iso;
  std::string reference;
  bool stretcher = false;   // takes a stretcher place, not a seat
  std::string family_unit;  // empty: none
  Boarding boarding = Boarding::Pending;
  HandoverOutcome outcome = HandoverOutcome::Pending;
  std::string reason;  // for the operation's own record; never printed on a party's document

  bool operator==(const ManifestLine&) const = default;
};

// One carrier, one way: a flight, a bus, a crossing on foot.
struct Leg {
  std::string id;       // "1", "2"
  std::string carrier;  // "flight XY 123", "bus 4"
  std::string from_place;
  std::string to_place;
  std::string day;                         // ISO; empty: not said
  std::optional<std::int64_t> seats;       // none said: no limit
  std::optional<std::int64_t> stretchers;  // none said: no limit where none is of seats, else no place

  bool operator==(const Leg&) const = default;
};

struct Manifest {
  std::string operation_title;
  std::map<std::string, std::string> operation_titles;  // by language
  std::string operation_id;
  std::string phase;
  std::string annex_digest;
  Leg leg;
  std::string handed_by;                                                  // party id
  std::string handed_to;                                                  // party id or country
  std::string through;                                                    // party id of the intermediary; empty: none
  std::map<std::string, std::map<std::string, std::string>> party_names;  // party id -> language -> name
  std::vector<ManifestLine> lines;                                        // in the annex's order
  bool unsealed = false;

  bool operator==(const Manifest&) const = default;
};

// A manifest counted. Every line is in exactly one of boarded, not_boarded, pending, and every boarded line in exactly
// one of received, not_received, in_transit.
struct ManifestCounts {
  std::int64_t listed = 0;
  std::int64_t pending = 0;
  std::int64_t boarded = 0;
  std::int64_t not_boarded = 0;
  std::int64_t in_transit = 0;
  std::int64_t received = 0;
  std::int64_t not_received = 0;

  bool closed() const { return pending == 0 && in_transit == 0; }
  bool operator==(const ManifestCounts&) const = default;
};

ManifestCounts count(const Manifest& manifest);

}  // namespace midspan::people
