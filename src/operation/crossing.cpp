// SPDX-License-Identifier: Apache-2.0
#include "operation/crossing.hpp"

#include <algorithm>

#include "handover/handover.hpp"
#include "operation/run_json.hpp"
#include "operation/signing.hpp"
#include "record/act_types.hpp"

namespace midspan::operation {

namespace json = base::json;
using people::HandoverOutcome;
using people::Manifest;

namespace {

base::Result<const LegState*> open_leg(const State& state, const std::string& leg) {
  for (const LegState& one : state.legs)
    if (one.manifest.leg.id == leg && !one.closed) return &one;
  return base::failure("OPR-081", {{"leg", leg}}, base::Exit::WrongUse);
}

std::string_view act_type(Step step) {
  switch (step) {
    case Step::Board: return record::type::kHandoverBoard;
    case Step::Receive: return record::type::kHandoverReceive;
    case Step::LeaveBehind:
    case Step::Refuse: break;
  }
  return record::type::kHandoverRefuse;
}

bool has_boarded(const Manifest& manifest, std::int64_t line) {
  return std::any_of(manifest.lines.begin(), manifest.lines.end(), [&](const people::ManifestLine& one) {
    return one.annex_number == line && one.boarding == people::Boarding::Boarded;
  });
}

bool has_crossed(const State& state, const Persons& known, const people::PersonId& person) {
  const auto at = [&](const people::PersonId& id) {
    const auto found = known.of_entry.find(id.text());
    return found == known.of_entry.end() ? known.all.size() : found->second;
  };
  return std::any_of(state.deliveries.begin(), state.deliveries.end(), [&](const people::Delivery& delivery) {
    return delivery.outcome == "received" &&
           (delivery.person == person || (at(person) < known.all.size() && at(person) == at(delivery.person)));
  });
}

// The legs that a new plan of this annex takes the place of.
base::Result<json::Array> replaced_legs(const State& state, const std::string& annex,
                                        const std::vector<people::Leg>& legs) {
  json::Array replaced;
  for (const LegState& old : state.legs) {
    const std::string& id = old.manifest.leg.id;
    if (old.annex == annex) {
      const people::ManifestCounts counts = handover::count(old.manifest);
      if (old.closed || counts.pending != counts.listed)
        return base::failure("OPR-083", {{"leg", id}}, base::Exit::Refused);
      replaced.emplace_back(id);
    } else if (std::any_of(legs.begin(), legs.end(), [&](const people::Leg& leg) { return leg.id == id; })) {
      return base::failure("OPR-082", {{"leg", id}}, base::Exit::Refused);
    }
  }
  return replaced;
}

}  // namespace

const Manifest* find_leg(const State& state, const std::string& leg) {
  for (const LegState& one : state.legs)
    if (one.manifest.leg.id == leg) return &one.manifest;
  return nullptr;
}

base::Result<void> plan_legs(Operation& operation, const std::string& annex, const std::vector<people::Leg>& legs) {
  const State& state = operation.state();
  const FrozenAnnex* const frozen = find_annex(state, annex);
  if (frozen == nullptr) return base::failure("OPR-066", {{"annex", annex}}, base::Exit::WrongUse);
  if (frozen->replaced) return base::failure("OPR-086", {{"annex", annex}}, base::Exit::Refused);
  const Persons known = persons(state);
  for (const people::AnnexLine& line : frozen->annex.lines)
    if (has_crossed(state, known, line.person))
      return base::failure("OPR-087", {{"line", line.number}, {"name", line.name}}, base::Exit::Refused);
  for (const std::string& party : frozen->annex.signatories)
    if (!frozen->signed_by.contains(party)) return base::failure("OPR-080", {{"party", party}}, base::Exit::Refused);
  json::Array replaced = MIDSPAN_TRY(replaced_legs(state, frozen->id, legs));
  std::map<std::int64_t, handover::Need> needs;
  for (const people::AnnexLine& line : frozen->annex.lines)
    for (const Persons::Person& person : known.all)
      if (person.id == line.person)
        for (const people::Entry* entry : person.entries) {
          handover::Need& need = needs[line.number];
          const people::EntryValues values = entry->values();
          need.stretcher |= values.health == people::Health::GravelyIll;
          if (need.family_unit.empty()) need.family_unit = values.family_unit;
        }
  const auto manifests = MIDSPAN_TRY(handover::plan(frozen->annex, legs, needs, state.keeper.text()));
  std::vector<Operation::Draft> drafts;
  for (const Manifest& manifest : manifests) {
    const record::ItemRef item = MIDSPAN_TRY(operation.put("manifest", json::canonical(to_json(manifest))));
    drafts.push_back({record::type::kHandoverPlan,
                      json::Object{{"leg", manifest.leg.id},
                                   {"phase", manifest.phase},
                                   {"carrier", manifest.leg.carrier},
                                   {"annex", frozen->id},
                                   {"count", manifest.lines.size()},
                                   {"item", item.json()}},
                      {item.attachment()}});
  }
  if (!replaced.empty() && !drafts.empty()) drafts.front().body["replaces"] = std::move(replaced);
  return operation.append_all(std::move(drafts));
}

base::Result<void> mark(Operation& operation, const std::string& leg, const std::vector<std::int64_t>& lines, Step step,
                        HandoverOutcome outcome, std::string_view reason) {
  const LegState* found = MIDSPAN_TRY(open_leg(operation.state(), leg));
  Manifest tried = found->manifest;  // what is not allowed is refused before anything is an act
  std::vector<Step> steps;
  for (const std::int64_t line : lines) {
    steps.push_back(step == Step::Refuse && !has_boarded(tried, line) ? Step::LeaveBehind : step);
    MIDSPAN_CHECK(apply(tried, line, steps.back(), outcome, reason));
  }
  std::vector<Operation::Draft> drafts;
  for (std::size_t at = 0; at < lines.size(); ++at) {
    const json::Object details{{"line", lines[at]},
                               {"step", static_cast<std::int64_t>(steps[at])},
                               {"outcome", static_cast<std::int64_t>(outcome)},
                               {"reason", std::string(reason)}};
    const record::ItemRef item = MIDSPAN_TRY(operation.put("handover.line", json::canonical(details)));
    drafts.push_back(
        {act_type(steps[at]), json::Object{{"leg", leg}, {"count", 1}, {"item", item.json()}}, {item.attachment()}});
  }
  return operation.append_all(std::move(drafts));
}

base::Result<void> record_incident(Operation& operation, const std::string& leg, const std::string& code,
                                   std::string_view reason) {
  static constexpr std::string_view kCodes[] = {"stranger", "other-person", "wrongly-recorded",
                                                "injury",   "delay",        "other"};
  if (std::find(std::begin(kCodes), std::end(kCodes), code) == std::end(kCodes))
    return base::failure("OPR-084", {{"word", code}}, base::Exit::WrongUse);
  if (!leg.empty() && find_leg(operation.state(), leg) == nullptr)
    return base::failure("OPR-081", {{"leg", leg}}, base::Exit::WrongUse);
  const json::Object details{{"reason", std::string(reason)}};
  const record::ItemRef item = MIDSPAN_TRY(operation.put("incident", json::canonical(details)));
  json::Object body{{"code", code}, {"item", item.json()}};
  if (!leg.empty()) body["leg"] = leg;
  MIDSPAN_CHECK(operation.append(record::type::kIncidentRecord, std::move(body), {item.attachment()}));
  return {};
}

base::Result<people::ManifestCounts> close_leg(Operation& operation, const std::string& leg) {
  const LegState* found = MIDSPAN_TRY(open_leg(operation.state(), leg));
  const people::ManifestCounts counts = handover::count(found->manifest);
  if (!counts.closed())
    return base::failure("HND-023", {{"leg", leg}, {"pending", counts.pending}, {"in_transit", counts.in_transit}},
                         base::Exit::Refused);
  MIDSPAN_CHECK(
      operation.append(record::type::kHandoverClose, {{"leg", leg},
                                                      {"planned", counts.listed},
                                                      {"boarded", counts.boarded},
                                                      {"received", counts.received},
                                                      {"refused", counts.not_boarded + counts.not_received}}));
  return counts;
}

base::Result<void> apply(Manifest& manifest, std::int64_t line, Step step, HandoverOutcome outcome,
                         std::string_view reason) {
  switch (step) {
    case Step::Board: return handover::board(manifest, line);
    case Step::LeaveBehind: return handover::leave_behind(manifest, line, outcome, reason);
    case Step::Receive: return handover::receive(manifest, line);
    case Step::Refuse: return handover::refuse(manifest, line, outcome, reason);
  }
  return {};
}

}  // namespace midspan::operation
