// SPDX-License-Identifier: Apache-2.0
#include "operation/doubts.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/listed.hpp"
#include "operation/custody.hpp"
#include "operation/lookup.hpp"
#include "operation/words.hpp"

namespace midspan::operation {

namespace {

constexpr std::size_t kNamed = 5;  // people of one finding; the rest are counted

people::Finding doubt(base::Message message) {
  people::Finding finding;
  finding.message = std::move(message);
  finding.severity = people::Severity::Doubt;
  return finding;
}

void find_holds(const State& state, const Persons& known, Places& places, people::Findings& findings) {
  for (const people::Hold& hold : state.holds) {
    if (hold.lifted) continue;
    std::vector<std::string> nobody;
    for (const people::EntryId& entry : hold.entries)
      if (!known.of_entry.contains(entry.text())) nobody.push_back(places.named(entry));
    if (nobody.empty()) continue;
    const auto count = static_cast<std::int64_t>(nobody.size());
    nobody.resize(std::min(nobody.size(), kNamed));
    findings.push_back(doubt({"OPR-031",
                              {{"hold", hold.id},
                               {"kind", std::string(word(hold.kind))},
                               {"count", count},
                               {"people", base::listed(nobody)}}}));
  }
}

void find_refusals(const State& state, const Persons& known, Places& places, people::Findings& findings) {
  std::map<std::string, const people::Consent*> newest;  // by entry
  for (const people::Consent& consent : state.consents) newest[consent.entry.text()] = &consent;
  for (const auto& [entry, consent] : newest)
    if (consent->answer == people::ConsentAnswer::No && !known.of_entry.contains(entry))
      findings.push_back(doubt({"OPR-032", {{"person", places.named(consent->entry)}}}));
}

void find_voices(const State& state, const Persons& known, Places& places, people::Findings& findings) {
  const std::vector<Custody> held = custody(state, known);
  std::map<std::tuple<std::string, std::string, std::string>, std::vector<std::size_t>> strangers;
  for (std::size_t at = 0; at < held.size(); ++at) {
    const std::vector<const Voice*> holders = held[at].holders();
    const Voice* const speaker = held[at].speaker();
    const people::PartyId holder = speaker == nullptr ? held[at].alleged : speaker->party;
    for (const Voice& voice : held[at].voices)
      if (&voice != speaker && !voice.is_a_holder() && voice.where && is_gone(*voice.where))
        strangers[{name_of(state, voice.party), std::string(word(*voice.where)),
                   holder.empty() ? std::string("none") : name_of(state, holder)}]
            .push_back(at);
    if (holders.size() < 2) continue;
    std::vector<std::string> parties;
    for (const Voice* const one : holders) parties.push_back(name_of(state, one->party));
    findings.push_back(
        doubt({"OPR-034",
               {{"person", places.named(known.all[at].entries.front()->id)}, {"parties", base::listed(parties)}}}));
  }
  for (const auto& [said, people] : strangers) {
    std::vector<std::string> named;
    for (std::size_t at = 0; at < people.size() && at < kNamed; ++at)
      named.push_back(places.named(known.all[people[at]].entries.front()->id));
    findings.push_back(doubt({"OPR-033",
                              {{"party", std::get<0>(said)},
                               {"code", std::get<1>(said)},
                               {"holder", std::get<2>(said)},
                               {"count", static_cast<std::int64_t>(people.size())},
                               {"people", base::listed(named)}}}));
  }
}

}  // namespace

people::Findings doubts(const State& state, const Persons& known) {
  people::Findings findings = known.conflicts;
  Places places(state);
  find_holds(state, known, places, findings);
  find_refusals(state, known, places, findings);
  find_voices(state, known, places, findings);
  return findings;
}

}  // namespace midspan::operation
