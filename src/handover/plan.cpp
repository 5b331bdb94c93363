// SPDX-License-Identifier: Apache-2.0
// Who sits on which leg. First fit in the annex's order, whole families at a time: simple enough to be checked by hand
// at a table, which is where it is argued about.
#include <algorithm>
#include <map>
#include <set>

#include "base/listed.hpp"
#include "handover/handover.hpp"

namespace midspan::handover {

namespace {

using people::Annex;
using people::AnnexLine;
using people::Leg;
using people::Manifest;
using people::ManifestLine;

struct Room {
  std::int64_t seats = 0;
  std::int64_t stretchers = 0;
};

// People who travel together: a family unit, or one person.
struct Group {
  std::string family;
  std::vector<const AnnexLine*> lines;
  std::int64_t seats = 0;
  std::int64_t stretchers = 0;
};

const Need& need_of(const AnnexLine& line, const std::map<std::int64_t, Need>& needs) {
  static const Need kNone;
  const auto found = needs.find(line.number);
  return found == needs.end() ? kNone : found->second;
}

// In the order of each group's first line.
std::vector<Group> groups_of(const Annex& annex, const std::map<std::int64_t, Need>& needs) {
  std::vector<Group> groups;
  std::map<std::string, std::size_t> by_family;
  for (const AnnexLine& line : annex.lines) {
    const Need& need = need_of(line, needs);
    std::size_t at = groups.size();
    if (!need.family_unit.empty()) at = by_family.emplace(need.family_unit, at).first->second;
    if (at == groups.size()) groups.push_back({need.family_unit, {}, 0, 0});
    groups[at].lines.push_back(&line);
    (need.stretcher ? groups[at].stretchers : groups[at].seats) += 1;
  }
  return groups;
}

bool take(Room& room, const Group& group) {
  if (room.seats < group.seats || room.stretchers < group.stretchers) return false;
  room.seats -= group.seats;
  room.stretchers -= group.stretchers;
  return true;
}

Manifest empty_manifest(const Annex& annex, const Leg& leg, std::string_view through) {
  Manifest manifest;
  manifest.operation_title = annex.operation_title;
  manifest.operation_titles = annex.operation_titles;
  manifest.operation_id = annex.operation_id;
  manifest.phase = annex.phase;
  manifest.annex_digest = annex.digest;
  manifest.leg = leg;
  manifest.handed_by = annex.released_by;
  manifest.handed_to = annex.to;
  manifest.through = through;
  manifest.party_names = annex.party_names;
  manifest.unsealed = annex.unsealed;
  return manifest;
}

ManifestLine line_of(const AnnexLine& line, const Need& need) {
  ManifestLine out;
  out.annex_number = line.number;
  out.person = line.person;
  out.name = line.name;
  out.other_script = line.other_script;
  out.romanisation_derived = line.romanisation_derived;
  out.birth_iso = line.birth_iso;
  out.reference = line.reference;
  out.stretcher = need.stretcher;
  out.family_unit = need.family_unit;
  return out;
}

// Papers are called by it.
bool is_a_name(std::string_view id) {
  return id.size() <= 40 && std::all_of(id.begin(), id.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
         });
}

base::Result<void> check_legs(const std::vector<Leg>& legs) {
  std::set<std::string> ids;
  for (const Leg& leg : legs)
    if (!is_a_name(leg.id)) return base::failure("HND-004", {{"leg", leg.id}}, base::Exit::WrongUse);
  for (const Leg& leg : legs)
    if (leg.id.empty() || !ids.insert(leg.id).second)
      return base::failure("HND-003", {{"leg", leg.id}}, base::Exit::WrongUse);
  if (legs.empty()) return base::failure("HND-003", {{"leg", std::string()}}, base::Exit::WrongUse);
  return {};
}

}  // namespace

base::Result<std::vector<Manifest>> plan(const Annex& annex, const std::vector<Leg>& legs,
                                         const std::map<std::int64_t, Need>& needs, std::string_view through) {
  MIDSPAN_CHECK(check_legs(legs));
  std::vector<Room> rooms;
  for (const Leg& leg : legs) {
    const auto everybody = static_cast<std::int64_t>(annex.lines.size());
    rooms.push_back({leg.seats.value_or(everybody), leg.stretchers.value_or(leg.seats ? 0 : everybody)});
  }
  const std::vector<Room> empty = rooms;
  std::map<std::int64_t, std::size_t> leg_of;  // by line number
  std::int64_t left = 0;
  std::string lying;  // of those, who needs a stretcher
  for (const Group& group : groups_of(annex, needs)) {
    std::size_t at = 0;
    while (at < rooms.size() && !take(rooms[at], group)) ++at;
    if (at < rooms.size()) {
      for (const AnnexLine* line : group.lines) leg_of[line->number] = at;
      continue;
    }
    bool any = false;
    for (Room room : empty) any |= take(room, group);
    if (!any && group.lines.size() > 1)
      return base::failure("HND-002", {{"family", group.family}}, base::Exit::Refused);
    left += static_cast<std::int64_t>(group.lines.size());
    for (const AnnexLine* line : group.lines)
      if (need_of(*line, needs).stretcher) base::add_listed(lying, std::to_string(line->number) + " " + line->name);
  }
  if (left > 0)
    return base::failure("HND-001", {{"left", left}, {"lying", lying.empty() ? "none" : lying}}, base::Exit::Refused);

  std::vector<Manifest> manifests;
  for (const Leg& leg : legs) manifests.push_back(empty_manifest(annex, leg, through));
  for (const AnnexLine& line : annex.lines)
    manifests[leg_of.at(line.number)].lines.push_back(line_of(line, need_of(line, needs)));
  return manifests;
}

}  // namespace midspan::handover
