// SPDX-License-Identifier: Apache-2.0
#include "handover/handover.hpp"

#include <algorithm>

#include "base/day.hpp"

namespace midspan::handover {

namespace {

using people::Annex;
using people::AnnexLine;
using people::Boarding;
using people::HandoverOutcome;
using people::Manifest;
using people::ManifestLine;

using Arguments = std::vector<std::pair<std::string, base::Argument>>;

Arguments place(const Manifest& manifest, std::int64_t line) { return {{"line", line}, {"leg", manifest.leg.id}}; }

base::Result<ManifestLine*> find(Manifest& manifest, std::int64_t number) {
  for (ManifestLine& line : manifest.lines)
    if (line.annex_number == number) return &line;
  return base::failure("HND-010", place(manifest, number), base::Exit::WrongUse);
}

bool ends_a_line(HandoverOutcome outcome) {
  return outcome != HandoverOutcome::Pending && outcome != HandoverOutcome::Received;
}

}  // namespace

base::Result<void> board(Manifest& manifest, std::int64_t annex_number) {
  ManifestLine* const line = MIDSPAN_TRY(find(manifest, annex_number));
  if (line->boarding != Boarding::Pending)
    return base::failure("HND-011", place(manifest, annex_number), base::Exit::Refused);
  line->boarding = Boarding::Boarded;
  return {};
}

base::Result<void> leave_behind(Manifest& manifest, std::int64_t annex_number, HandoverOutcome outcome,
                                std::string_view reason) {
  ManifestLine* const line = MIDSPAN_TRY(find(manifest, annex_number));
  if (!ends_a_line(outcome)) return base::failure("HND-013", place(manifest, annex_number), base::Exit::WrongUse);
  if (line->boarding != Boarding::Pending)
    return base::failure("HND-011", place(manifest, annex_number), base::Exit::Refused);
  line->boarding = Boarding::NotBoarded;
  line->outcome = outcome;
  line->reason = reason;
  return {};
}

base::Result<void> receive(Manifest& manifest, std::int64_t annex_number) {
  ManifestLine* const line = MIDSPAN_TRY(find(manifest, annex_number));
  if (line->boarding != Boarding::Boarded)
    return base::failure("HND-012", place(manifest, annex_number), base::Exit::Refused);
  if (line->outcome != HandoverOutcome::Pending)
    return base::failure("HND-011", place(manifest, annex_number), base::Exit::Refused);
  line->outcome = HandoverOutcome::Received;
  return {};
}

base::Result<void> refuse(Manifest& manifest, std::int64_t annex_number, HandoverOutcome outcome,
                          std::string_view reason) {
  ManifestLine* const line = MIDSPAN_TRY(find(manifest, annex_number));
  if (!ends_a_line(outcome)) return base::failure("HND-013", place(manifest, annex_number), base::Exit::WrongUse);
  if (line->boarding != Boarding::Boarded)
    return base::failure("HND-012", place(manifest, annex_number), base::Exit::Refused);
  if (line->outcome != HandoverOutcome::Pending)
    return base::failure("HND-011", place(manifest, annex_number), base::Exit::Refused);
  line->outcome = outcome;
  line->reason = reason;
  return {};
}

people::ManifestCounts count(const Manifest& manifest) { return people::count(manifest); }

people::Findings reconcile_counts(const Annex& annex, const std::vector<Manifest>& legs) {
  people::Findings findings;
  const auto find = [&findings](std::string code, Arguments arguments) {
    findings.push_back({{std::move(code), std::move(arguments)}, {}, people::Severity::Wrong});
  };
  std::map<std::int64_t, const AnnexLine*> lines;
  for (const AnnexLine& line : annex.lines) lines.emplace(line.number, &line);
  std::map<std::int64_t, std::string> leg_of;
  for (const Manifest& leg : legs) {
    if (leg.annex_digest != annex.digest) find("HND-024", {{"leg", leg.leg.id}});
    for (const ManifestLine& line : leg.lines) {
      const auto [first, fresh] = leg_of.emplace(line.annex_number, leg.leg.id);
      const auto annexed = lines.find(line.annex_number);
      if (!fresh) find("HND-021", {{"line", line.annex_number}, {"first", first->second}, {"second", leg.leg.id}});
      if (annexed == lines.end()) find("HND-022", place(leg, line.annex_number));
      else if (annexed->second->person != line.person || annexed->second->name != line.name)
        find("HND-025", place(leg, line.annex_number));
    }
    const people::ManifestCounts counts = people::count(leg);
    if (!counts.closed())
      find("HND-023", {{"leg", leg.leg.id}, {"pending", counts.pending}, {"in_transit", counts.in_transit}});
  }
  for (const AnnexLine& line : annex.lines)
    if (!leg_of.contains(line.number)) find("HND-020", {{"line", line.number}});
  return findings;
}

base::Result<std::vector<people::Delivery>> deliveries(const Manifest& manifest, const Annex& annex,
                                                       base::Day closed_on) {
  const people::ManifestCounts counts = people::count(manifest);
  if (!counts.closed())
    return base::failure("HND-023",
                         {{"leg", manifest.leg.id}, {"pending", counts.pending}, {"in_transit", counts.in_transit}},
                         base::Exit::Refused);
  std::map<std::int64_t, const AnnexLine*> lines;
  for (const AnnexLine& line : annex.lines) lines.emplace(line.number, &line);
  std::vector<people::Delivery> out;
  for (const ManifestLine& line : manifest.lines) {
    if (line.outcome == HandoverOutcome::Later) continue;
    const auto annexed = lines.find(line.annex_number);
    people::Delivery delivery;
    delivery.person = line.person;
    delivery.from = manifest.handed_by;
    delivery.to = annexed != lines.end() && !annexed->second->to.empty() ? annexed->second->to : manifest.handed_to;
    delivery.phase = manifest.phase;
    delivery.day = base::parse_day(manifest.leg.day).value_or(closed_on);
    delivery.outcome = word(line.outcome);
    out.push_back(std::move(delivery));
  }
  return out;
}

std::string_view word(HandoverOutcome outcome) {
  switch (outcome) {
    case HandoverOutcome::Pending: return "pending";
    case HandoverOutcome::Received: return "received";
    case HandoverOutcome::Refused: return "refused";
    case HandoverOutcome::Unfit: return "unfit";
    case HandoverOutcome::Dead: return "dead";
    case HandoverOutcome::AlreadyFree: return "already free";
    case HandoverOutcome::NotFound: return "not found";
    case HandoverOutcome::Later: return "later";
    case HandoverOutcome::Unexplained: break;
  }
  return "unexplained";
}

}  // namespace midspan::handover
