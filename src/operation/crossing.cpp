// SPDX-License-Identifier: Apache-2.0
#include "operation/crossing.hpp"

#include <algorithm>
#include <optional>

#include "base/listed.hpp"
#include "handover/handover.hpp"
#include "operation/agreements.hpp"
#include "operation/custody.hpp"
#include "operation/facts.hpp"
#include "operation/run_json.hpp"
#include "operation/signing.hpp"
#include "operation/words.hpp"
#include "record/act_types.hpp"

namespace midspan::operation {

namespace json = base::json;
using people::HandoverOutcome;
using people::Manifest;

namespace {

base::Result<const LegState*> open_leg(const State& state, const std::string& leg) {
  for (const LegState& one : state.legs)
    if (one.manifest.leg.id == leg && !one.closed) return &one;
  return base::failure(find_leg(state, leg) == nullptr ? "OPR-081" : "OPR-090", {{"leg", leg}}, base::Exit::WrongUse);
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

// A person goes by an entry; lists have been linked since, and a row may be gone.
std::optional<std::size_t> at(const Persons& known, const std::string& entry) {
  const auto found = known.of_entry.find(entry);
  return found == known.of_entry.end() ? std::nullopt : std::optional(found->second);
}

bool is_same(const Persons& known, const std::string& left, const std::string& right) {
  return left == right || (at(known, left) && at(known, left) == at(known, right));
}

bool has_crossed(const State& state, const Persons& known, const people::PersonId& person) {
  return std::any_of(state.deliveries.begin(), state.deliveries.end(), [&](const people::Delivery& delivery) {
    return delivery.outcome == "received" && is_same(known, delivery.person.text(), person.text());
  });
}

handover::Need need_of(const Persons& known, const people::PersonId& person) {
  handover::Need need;
  const auto found = at(known, person.text());
  if (!found) return need;
  for (const people::Entry* entry : known.all[*found].entries) {
    const people::EntryValues values = entry->values();
    need.stretcher |= values.health == people::Health::GravelyIll;
    if (need.family_unit.empty()) need.family_unit = values.family_unit;
  }
  return need;
}

// A line of an annex or a manifest.
struct Called {
  std::int64_t number;
  std::string name;
  people::PersonId person;
};

template <typename Lines>
std::vector<Called> called(const Lines& lines) {
  std::vector<Called> all;
  for (const auto& line : lines) {
    if constexpr (requires { line.annex_number; }) all.push_back({line.annex_number, line.name, line.person});
    else all.push_back({line.number, line.name, line.person});
  }
  return all;
}

// Who of them does not go, whatever was signed.
struct Barred {
  std::string held;      // under a hold
  std::string refusing;  // by their own No
  std::string gone;      // dead or elsewhere, by the holder's word
  std::string unlisted;  // on no list in force any more: nobody says so, and somebody should

  bool stops() const { return !held.empty() || !refusing.empty() || !gone.empty(); }
  base::Message message() const {
    const auto none = [](const std::string& people) { return people.empty() ? std::string("none") : people; };
    return {"OPR-088", {{"held", none(held)}, {"refusing", none(refusing)}, {"gone", none(gone)}}};
  }
};

bool has_hold(const State& state, const Persons& known, const people::PersonId& person) {
  return std::any_of(state.holds.begin(), state.holds.end(), [&](const people::Hold& hold) {
    return !hold.lifted && std::any_of(hold.entries.begin(), hold.entries.end(), [&](const people::EntryId& entry) {
      return is_same(known, entry.text(), person.text());
    });
  });
}

bool has_refused(const State& state, const Persons& known, const people::PersonId& person) {
  const auto newest = std::find_if(state.consents.rbegin(), state.consents.rend(), [&](const people::Consent& consent) {
    return is_same(known, consent.entry.text(), person.text());
  });
  return newest != state.consents.rend() && newest->answer == people::ConsentAnswer::No;
}

bool is_gone(const people::PersonFacts& person) {
  return (person.health == people::Health::Dead && !person.remains) ||
         (person.answer && operation::is_gone(*person.answer) && !person.contested);
}

Barred barred(const State& state, const std::vector<Called>& lines) {
  const Persons known = persons(state);
  const std::vector<people::PersonFacts> all = facts(state, known);
  Barred barred;
  for (const Called& line : lines) {
    const std::string shown = std::to_string(line.number) + " " + line.name;
    const auto found = at(known, line.person.text());
    if (has_hold(state, known, line.person)) base::add_listed(barred.held, shown);
    if (has_refused(state, known, line.person)) base::add_listed(barred.refusing, shown);
    if (!found) base::add_listed(barred.unlisted, shown);
    else if (is_gone(all[*found])) base::add_listed(barred.gone, shown);
  }
  return barred;
}

bool is_open(const State& state, const people::Condition& condition) {
  const bool phase = condition.kind == people::Condition::Kind::PhaseComplete;
  if (!phase && condition.kind != people::Condition::Kind::ArticleComplete) return false;
  return std::any_of(state.annexes.begin(), state.annexes.end(), [&](const FrozenAnnex& frozen) {
    if (frozen.replaced || is_done(state, frozen)) return false;
    if (phase) return same_word(frozen.annex.phase, condition.name);
    return std::any_of(frozen.annex.lines.begin(), frozen.annex.lines.end(),
                       [&](const people::AnnexLine& line) { return line.article == condition.name; });
  });
}

// What has to be complete before anybody of this annex is called, as the agreement has it that the annex was cleared
// under.
base::Result<void> check_order(const State& state, const FrozenAnnex& frozen) {
  if (frozen.annex.agreement_digest != state.terms_digest) return {};
  const people::Agreement terms = MIDSPAN_TRY(agreement(state));
  const auto under = [&](const std::string& article) {
    return std::any_of(frozen.annex.lines.begin(), frozen.annex.lines.end(),
                       [&](const people::AnnexLine& line) { return line.article == article; });
  };
  for (const people::Article& article : terms.articles)
    for (const people::Clause& clause : article.clauses) {
      const std::vector<people::Condition>* first = nullptr;
      if (const auto* rule = std::get_if<people::PhaseRule>(&clause.body))
        if (same_word(rule->phase, frozen.annex.phase)) first = &rule->begins_when;
      if (const auto* rule = std::get_if<people::Sequencing>(&clause.body))
        if (rule->kind == people::Sequencing::Kind::After &&
            (rule->articles.empty() ? under(article.number)
                                    : std::any_of(rule->articles.begin(), rule->articles.end(), under)))
          first = &rule->conditions;
      if (first == nullptr) continue;
      for (const people::Condition& condition : *first)
        if (is_open(state, condition))
          return base::failure(
              "OPR-091",
              {{"kind", condition.kind == people::Condition::Kind::PhaseComplete ? "phase" : "article"},
               {"name", condition.name},
               {"article", article.number}},
              base::Exit::Refused);
    }
  return {};
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

people::Findings affected(const State& state, const FrozenAnnex& frozen) {
  people::Findings findings;
  std::vector<Called> waiting = called(frozen.annex.lines);
  for (const LegState& leg : state.legs)  // whoever has travelled, or stayed, is settled
    for (const people::ManifestLine& line : leg.manifest.lines)
      if (leg.annex == frozen.id && (line.outcome != HandoverOutcome::Pending || leg.closed))
        std::erase_if(waiting, [&](const Called& one) { return one.number == line.annex_number; });
  const Barred found = barred(state, waiting);
  if (found.stops()) findings.push_back({found.message(), {}, people::Severity::Wrong});
  if (!found.unlisted.empty())
    findings.push_back({{"OPR-089", {{"people", found.unlisted}}}, {}, people::Severity::Doubt});
  return findings;
}

people::Findings out_of_step(const State& state, const FrozenAnnex& frozen) {
  std::vector<Manifest> legs;
  for (const LegState& leg : state.legs)
    if (leg.annex == frozen.id) legs.push_back(leg.manifest);
  if (legs.empty()) return {};
  people::Findings findings = affected(state, frozen);
  for (people::Finding& finding : handover::reconcile_counts(frozen.annex, legs))
    if (finding.message.code != "HND-023") findings.push_back(std::move(finding));  // open legs are still to settle
  return findings;
}

base::Result<people::Findings> plan_legs(Operation& operation, const std::string& annex,
                                         const std::vector<people::Leg>& legs) {
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
  for (const people::AnnexLine& line : frozen->annex.lines) needs[line.number] = need_of(known, line.person);
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
  people::Findings findings = affected(state, *frozen);
  MIDSPAN_CHECK(operation.append_all(std::move(drafts)));
  return findings;
}

base::Result<void> mark(Operation& operation, const std::string& leg, const std::vector<std::int64_t>& lines, Step step,
                        HandoverOutcome outcome, std::string_view reason) {
  const LegState* found = MIDSPAN_TRY(open_leg(operation.state(), leg));
  if (step == Step::Board)
    for (const FrozenAnnex& frozen : operation.state().annexes)
      if (frozen.id == found->annex) MIDSPAN_CHECK(check_order(operation.state(), frozen));
  Manifest tried = found->manifest;  // what is not allowed is refused before anything is an act
  std::vector<Step> steps;
  for (const std::int64_t line : lines) {
    steps.push_back(step == Step::Refuse && !has_boarded(tried, line) ? Step::LeaveBehind : step);
    MIDSPAN_CHECK(apply(tried, line, steps.back(), outcome, reason));
  }
  if (step == Step::Board || step == Step::Receive) {
    std::vector<Called> going = called(tried.lines);
    std::erase_if(going,
                  [&](const Called& one) { return std::find(lines.begin(), lines.end(), one.number) == lines.end(); });
    if (const Barred found = barred(operation.state(), going); found.stops())
      return tl::unexpected(base::Error{found.message(), base::Exit::Refused});
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
