// SPDX-License-Identifier: Apache-2.0
#include "operation/state.hpp"

#include <algorithm>
#include <numeric>

#include "handover/handover.hpp"
#include "names/countries.hpp"
#include "operation/crossing.hpp"
#include "operation/people_json.hpp"
#include "operation/run_json.hpp"
#include "operation/words.hpp"
#include "record/act_types.hpp"

namespace midspan::operation {

namespace json = base::json;

namespace {

std::vector<std::string> texts(const json::Value* value) {
  std::vector<std::string> all;
  if (value != nullptr && value->array() != nullptr)
    for (const json::Value& item : *value->array())
      if (item.string() != nullptr) all.push_back(*item.string());
  return all;
}

std::map<std::string, std::string> by_language(const json::Value* value) {
  std::map<std::string, std::string> all;
  if (value != nullptr && value->object() != nullptr)
    for (const auto& [language, text] : value->object()->members())
      if (text.string() != nullptr) all[language] = *text.string();
  return all;
}

record::CitedItem item_of(const json::Value& value) { return record::cited_item(value.find("item")); }

base::Result<json::Value> opened(const OpenItem& open_item, const record::CitedItem& item) {
  const std::string text = MIDSPAN_TRY(open_item(item));
  return json::parse(text, json::Strictness::Act);
}

// Nothing where none is cited, or where its keys are destroyed; whether somebody erased it is seen when all acts are
// read. An item that is there and cannot be opened is an error: what it says may be a hold.
base::Result<std::optional<std::string>> text_unless_erased(State& state, std::int64_t act, const OpenItem& open_item,
                                                            const record::CitedItem& item) {
  if (item.id.empty()) return std::nullopt;
  auto text = open_item(item);
  if (text) return std::move(*text);
  if (text.error().message.code != "RCD-051") return tl::unexpected(std::move(text).error());
  state.gone.emplace(item.id, act);
  return std::nullopt;
}

base::Result<std::optional<json::Value>> opened_unless_erased(State& state, const PastAct& act,
                                                              const OpenItem& open_item) {
  const auto text = MIDSPAN_TRY(text_unless_erased(state, act.sequence, open_item, item_of(act.body)));
  if (!text) return std::nullopt;
  return MIDSPAN_TRY(json::parse(*text, json::Strictness::Act));
}

base::Result<void> fold_open(State& state, const PastAct& act, const OpenItem&) {
  state.id = act.operation;
  state.titles = by_language(act.body.find("titles"));
  state.purpose = act.body.text("purpose");
  state.legal_basis = act.body.text("legal_basis");
  state.retention = act.body.text("retention");
  state.languages = texts(act.body.find("languages"));
  people::Party keeper;
  keeper.id = people::PartyId(std::string(act.body.text("party")));
  keeper.role = party_role(act.body.text("party_role")).value_or(people::PartyRole::Intermediary);
  keeper.names = by_language(act.body.find("names"));
  keeper.keys = {std::string(act.body.text("key"))};
  state.keeper = keeper.id;
  state.parties.push_back(std::move(keeper));
  return {};
}

base::Result<void> fold_party(State& state, const PastAct& act, const OpenItem&) {
  people::Party party;
  party.id = people::PartyId(std::string(act.body.text("party")));
  party.role = party_role(act.body.text("party_role")).value_or(people::PartyRole::Observer);
  party.names = by_language(act.body.find("names"));
  party.keys = texts(act.body.find("keys"));
  state.parties.push_back(std::move(party));
  return {};
}

base::Result<void> fold_key(State& state, const PastAct& act, const OpenItem&) {
  for (people::Party& party : state.parties)
    if (party.id.text() == act.body.text("party")) party.keys.emplace_back(act.body.text("key"));
  return {};
}

base::Result<void> fold_list(State& state, const PastAct& act, const OpenItem& open_item) {
  const json::Value* entries = act.body.find("entries");
  const json::Value stored =
      MIDSPAN_TRY(opened(open_item, entries == nullptr ? record::CitedItem() : item_of(*entries)));
  people::ListVersion version = MIDSPAN_TRY(version_from_json(stored));
  const json::Value* rows = stored.find("entries");
  if (rows == nullptr || rows->array() == nullptr) return base::failure("OPR-010", {{"member", "entries"}});
  for (const json::Value& row : *rows->array()) {
    const auto text = MIDSPAN_TRY(text_unless_erased(state, act.sequence, open_item, record::cited_item(&row)));
    if (!text) continue;  // an erased person: the entry is gone, the rest stands
    const json::Value value = MIDSPAN_TRY(json::parse(*text, json::Strictness::Act));
    version.entries.push_back(MIDSPAN_TRY(entry_from_json(value)));
  }
  if (const auto holder = act.body.text("holder"); !holder.empty())
    state.claimed_holder[version.list] = people::PartyId(std::string(holder));
  state.in_force[version.list] = state.versions.size();
  state.submitted[version.id] = act.sequence;
  state.versions.push_back(std::move(version));
  return {};
}

base::Result<void> fold_withdrawal(State& state, const PastAct& act, const OpenItem&) {
  const people::ListId list(std::string(act.body.text("list")));
  state.withdrawn.insert(people::VersionId(std::string(act.body.text("version"))));
  state.in_force.erase(list);
  for (std::size_t at = 0; at < state.versions.size(); ++at)
    if (state.versions[at].list == list && !state.withdrawn.contains(state.versions[at].id)) state.in_force[list] = at;
  return {};
}

base::Result<void> fold_reconcile(State& state, const PastAct& act, const OpenItem& open_item) {
  const json::Value stored = MIDSPAN_TRY(opened(open_item, item_of(act.body)));
  state.candidates = candidates_from_json(stored);
  return {};
}

base::Result<void> fold_judgement(State& state, const PastAct& act, const OpenItem& open_item) {
  people::LinkJudgement judgement;
  judgement.left = people::EntryId(std::string(act.body.text("left")));
  judgement.right = people::EntryId(std::string(act.body.text("right")));
  judgement.verdict = verdict(act.body.text("verdict")).value_or(people::Verdict::Unsure);
  judgement.by = act.author;
  judgement.act = act.sequence;
  judgement.reason =
      MIDSPAN_TRY(text_unless_erased(state, act.sequence, open_item, item_of(act.body))).value_or(std::string());
  state.judgements.push_back(std::move(judgement));
  return {};
}

base::Result<void> fold_retraction(State& state, const PastAct& act, const OpenItem&) {
  for (people::LinkJudgement& judgement : state.judgements)
    if (judgement.act == act.body.number("act", -1)) judgement.retracted = true;
  return {};
}

base::Result<void> fold_statement(State& state, const PastAct& act, const OpenItem& open_item) {
  people::Statement statement;
  statement.entry = people::EntryId(std::string(act.body.text("entry")));
  statement.party = people::PartyId(std::string(act.body.text("party")));
  statement.code = statement_code(act.body.text("code")).value_or(people::StatementCode::UnderSearch);
  statement.act = act.sequence;
  if (const auto details = MIDSPAN_TRY(opened_unless_erased(state, act, open_item))) read_details(statement, *details);
  state.statements.push_back(std::move(statement));
  return {};
}

base::Result<void> fold_hold(State& state, const PastAct& act, const OpenItem& open_item) {
  const auto stored = MIDSPAN_TRY(opened_unless_erased(state, act, open_item));
  if (!stored) return {};
  people::Hold hold;
  hold.id = act.body.text("hold");
  hold.kind = hold_kind(stored->text("kind")).value_or(people::HoldKind::Other);
  for (const std::string& id : texts(stored->find("entries"))) hold.entries.emplace_back(id);
  hold.order = stored->text("order");
  hold.reason = stored->text("reason");
  hold.placed_by = act.author;
  hold.act = act.sequence;
  state.holds.push_back(std::move(hold));
  return {};
}

base::Result<void> fold_lift(State& state, const PastAct& act, const OpenItem&) {
  for (people::Hold& hold : state.holds)
    if (hold.id == act.body.text("hold")) hold.lifted = true;
  return {};
}

base::Result<void> fold_consent(State& state, const PastAct& act, const OpenItem& open_item) {
  const auto stored = MIDSPAN_TRY(opened_unless_erased(state, act, open_item));
  if (!stored) return {};
  people::Consent consent = consent_from_json(*stored);
  consent.id = act.body.text("consent");
  consent.act = act.sequence;
  state.consents.push_back(std::move(consent));
  return {};
}

base::Result<void> fold_consent_withdrawal(State& state, const PastAct& act, const OpenItem&) {
  std::vector<people::Consent> withdrawn;
  for (const people::Consent& consent : state.consents)
    if (consent.id == act.body.text("consent")) withdrawn.push_back(consent);
  for (people::Consent& consent : withdrawn) {
    consent.answer = people::ConsentAnswer::No;
    consent.act = act.sequence;
    state.consents.push_back(consent);
  }
  return {};
}

base::Result<void> fold_terms(State& state, const PastAct& act, const OpenItem& open_item) {
  const std::string digest(act.body.text("tree"));
  // A text of another tree opens a new version of the agreement: whoever signed the one before has not signed this one.
  if (digest != state.terms_digest) {
    state.terms.clear();
    state.terms_signed_by.clear();
    state.terms_digest = digest;
  }
  const json::Value* stored = act.body.find("texts");
  if (stored == nullptr || stored->array() == nullptr) return {};
  for (const json::Value& one : *stored->array()) {
    TermsText terms;
    const record::CitedItem item = item_of(one);
    terms.item = item.id;
    terms.language = one.text("language");
    terms.proposed_by = act.author;
    terms.act = act.sequence;
    terms.text = MIDSPAN_TRY(open_item(item));
    std::erase_if(state.terms, [&](const TermsText& older) { return older.language == terms.language; });
    state.terms.push_back(std::move(terms));
  }
  return {};
}

base::Result<void> fold_terms_signature(State& state, const PastAct& act, const OpenItem&) {
  if (act.body.text("tree") == state.terms_digest) state.terms_signed_by[act.author] = act.sequence;
  return {};
}

base::Result<void> fold_clear(State& state, const PastAct& act, const OpenItem&) {
  const std::string world(act.body.text("world"));
  state.allocation_items[world] = item_of(act.body);
  state.clear_acts[world] = act.sequence;
  return {};
}

bool names(const json::Value* ids, std::string_view id) {
  return ids != nullptr && ids->array() != nullptr &&
         std::any_of(ids->array()->begin(), ids->array()->end(),
                     [&](const json::Value& one) { return one.string() != nullptr && *one.string() == id; });
}

// What has not begun of these annexes is off the table, with the legs that were planned for it.
void take_back(State& state, const json::Value* annexes) {
  for (FrozenAnnex& old : state.annexes) {
    if (!names(annexes, old.id)) continue;
    old.replaced = true;
    std::erase_if(state.legs, [&](const LegState& leg) { return leg.annex == old.id && !leg.closed; });
  }
}

base::Result<void> fold_annex(State& state, const PastAct& act, const OpenItem& open_item) {
  FrozenAnnex frozen;
  frozen.id = act.body.text("annex");
  frozen.act = act.sequence;
  const std::string text = MIDSPAN_TRY(open_item(item_of(act.body)));
  frozen.annex = MIDSPAN_TRY(people::annex_from_canonical(text));
  take_back(state, act.body.find("replaces"));
  state.annexes.push_back(std::move(frozen));
  return {};
}

base::Result<void> fold_annex_withdrawal(State& state, const PastAct& act, const OpenItem&) {
  take_back(state, act.body.find("annexes"));
  return {};
}

base::Result<void> fold_annex_signature(State& state, const PastAct& act, const OpenItem&) {
  for (FrozenAnnex& frozen : state.annexes)
    if (frozen.id == act.body.text("annex") && frozen.annex.digest == act.body.text("digest"))
      frozen.signed_by.emplace(act.author, act.sequence);
  return {};
}

base::Result<void> fold_document(State& state, const PastAct& act, const OpenItem&) {
  for (const std::string& digest : act.attachments) state.issued.emplace(act.body.text("name"), digest);
  return {};
}

base::Result<void> fold_leg(State& state, const PastAct& act, const OpenItem& open_item) {
  const json::Value stored = MIDSPAN_TRY(opened(open_item, item_of(act.body)));
  std::erase_if(state.legs, [&](const LegState& leg) { return names(act.body.find("replaces"), leg.manifest.leg.id); });
  state.legs.push_back({manifest_from_json(stored), std::string(act.body.text("annex")), false});
  return {};
}

base::Result<void> fold_leg_line(State& state, const PastAct& act, const OpenItem& open_item) {
  const auto stored = MIDSPAN_TRY(opened_unless_erased(state, act, open_item));
  if (!stored) return {};
  for (LegState& leg : state.legs) {
    if (leg.manifest.leg.id != act.body.text("leg") || leg.closed) continue;
    const auto applied = apply(leg.manifest, stored->number("line"), static_cast<Step>(stored->number("step")),
                               static_cast<people::HandoverOutcome>(stored->number("outcome")), stored->text("reason"));
    if (!applied) set_aside(state, act.sequence, act.type, applied.error().message);
    return {};
  }
  return {};
}

base::Result<void> fold_leg_end(State& state, const PastAct& act, const OpenItem&) {
  for (LegState& leg : state.legs) {
    if (leg.manifest.leg.id != act.body.text("leg") || leg.closed) continue;
    leg.closed = true;
    for (const FrozenAnnex& frozen : state.annexes)
      if (frozen.id == leg.annex)
        for (people::Delivery& delivery : MIDSPAN_TRY(
                 handover::deliveries(leg.manifest, frozen.annex, base::parse_day(act.at.substr(0, 10)).value_or(0))))
          state.deliveries.push_back(std::move(delivery));
  }
  return {};
}

base::Result<void> fold_incident(State& state, const PastAct& act, const OpenItem& open_item) {
  const auto stored = MIDSPAN_TRY(opened_unless_erased(state, act, open_item));
  state.incidents.push_back({act.sequence, std::string(act.body.text("leg")), std::string(act.body.text("code")),
                             stored ? std::string(stored->text("reason")) : std::string()});
  return {};
}

base::Result<void> fold_erasure(State& state, const PastAct& act, const OpenItem&) {
  for (std::string& item : texts(act.body.find("ids"))) state.erased.insert(std::move(item));
  return {};
}

using FoldStep = base::Result<void> (*)(State&, const PastAct&, const OpenItem&);
constexpr std::pair<std::string_view, FoldStep> kSteps[] = {
    {record::type::kOperationOpen, fold_open},
    {record::type::kPartyAdd, fold_party},
    {record::type::kKeyGrant, fold_key},
    {record::type::kListSubmit, fold_list},
    {record::type::kListWithdraw, fold_withdrawal},
    {record::type::kReconcileRun, fold_reconcile},
    {record::type::kLinkJudge, fold_judgement},
    {record::type::kLinkRetract, fold_retraction},
    {record::type::kStatementMake, fold_statement},
    {record::type::kHoldPlace, fold_hold},
    {record::type::kHoldLift, fold_lift},
    {record::type::kConsentRecord, fold_consent},
    {record::type::kConsentWithdraw, fold_consent_withdrawal},
    {record::type::kTermsPropose, fold_terms},
    {record::type::kTermsSign, fold_terms_signature},
    {record::type::kClearRun, fold_clear},
    {record::type::kAnnexFreeze, fold_annex},
    {record::type::kAnnexSign, fold_annex_signature},
    {record::type::kAnnexWithdraw, fold_annex_withdrawal},
    {record::type::kDocumentIssue, fold_document},
    {record::type::kHandoverPlan, fold_leg},
    {record::type::kHandoverBoard, fold_leg_line},
    {record::type::kHandoverReceive, fold_leg_line},
    {record::type::kHandoverRefuse, fold_leg_line},
    {record::type::kHandoverClose, fold_leg_end},
    {record::type::kIncidentRecord, fold_incident},
    {record::type::kSubjectErase, fold_erasure},
};

}  // namespace

base::Result<void> fold(State& state, const PastAct& act, const OpenItem& open_item) {
  state.acts = act.sequence + 1;
  for (const auto& [type, step] : kSteps)
    if (type == act.type) return step(state, act, open_item);
  return {};
}

void set_aside(State& state, std::int64_t act, std::string_view type, const base::Message& reason) {
  state.acts = act + 1;
  const base::Message aside{"OPR-121", {{"act", act}, {"type", std::string(type)}}};
  for (const base::Message& message : {aside, reason}) state.findings.push_back({message, {}, people::Severity::Wrong});
}

base::Result<void> check_erasures(const State& state) {
  for (const auto& [item, act] : state.gone)
    if (!state.erased.contains(item)) return base::failure("OPR-120", {{"item", item}, {"act", act}});
  return {};
}

const people::Party* State::party(const people::PartyId& wanted) const {
  for (const people::Party& candidate : parties)
    if (candidate.id == wanted) return &candidate;
  return nullptr;
}

const people::Party* State::party_named(std::string_view name) const {
  for (const people::Party& candidate : parties) {
    if (same_word(candidate.id.text(), name)) return &candidate;
    for (const auto& [language, spelled] : candidate.names)
      if (same_word(spelled, name)) return &candidate;
  }
  // A state goes by several names: an agreement of "Russia" is with whom we know as the Russian Federation.
  const auto country = names::country_of(name);
  for (const people::Party& candidate : parties)
    for (const auto& [language, spelled] : candidate.names)
      if (country && names::country_of(spelled, language) == country) return &candidate;
  return nullptr;
}

const people::ListVersion* State::list(const people::ListId& wanted) const {
  const auto found = in_force.find(wanted);
  return found == in_force.end() ? nullptr : &versions[found->second];
}

std::string name_of(const State& state, const people::PartyId& id) {
  const people::Party* party = state.party(id);
  return party == nullptr || party->names.empty() ? id.text() : in_language(party->names, "en");
}

Persons persons(const State& state) {
  std::vector<std::pair<const people::Entry*, const people::ListVersion*>> entries;
  std::unordered_map<std::string, std::size_t> index;
  const auto add = [&](const people::Entry& entry, const people::ListVersion& version) {
    if (index.emplace(entry.id.text(), entries.size()).second) entries.emplace_back(&entry, &version);
  };
  // In the order in which the lists first came, so that a newer version leaves everybody's first entry where it was.
  std::set<people::ListId> seen;
  for (const people::ListVersion& first : state.versions) {
    const auto newest = state.in_force.find(first.list);
    if (newest == state.in_force.end() || !seen.insert(first.list).second) continue;
    const people::ListVersion& version = state.versions[newest->second];
    for (const people::Entry& entry : version.entries) add(entry, version);
  }
  // Whoever was handed over is on no newer list of the holder's, and still counts.
  std::set<std::string> gone;
  for (const people::Delivery& delivery : state.deliveries) gone.insert(delivery.person.text());
  const auto add_older = [&](const std::set<std::string>& wanted) {
    for (std::size_t at = state.versions.size(); at-- > 0;)
      for (const people::Entry& entry : state.versions[at].entries)
        if (wanted.contains(entry.id.text())) add(entry, state.versions[at]);
  };
  add_older(gone);
  // A row that is gone from its list is nobody any more, and still says who was judged to be whom: what stands on it
  // binds that person.
  const std::size_t present = entries.size();
  std::set<std::string> judged;
  for (const people::LinkJudgement& judgement : state.judgements)
    for (const people::EntryId* const entry : {&judgement.left, &judgement.right})
      if (!judgement.retracted && !index.contains(entry->text())) judged.insert(entry->text());
  if (!judged.empty()) add_older(judged);

  std::vector<std::size_t> parent(entries.size());
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  const auto root = [&](std::size_t at) {
    while (parent[at] != at) at = parent[at] = parent[parent[at]];
    return at;
  };
  std::vector<std::vector<std::size_t>> members(entries.size());
  for (std::size_t at = 0; at < entries.size(); ++at) members[at] = {at};

  // The latest judgement of a pair counts.
  std::map<std::pair<std::size_t, std::size_t>, const people::LinkJudgement*> newest;
  for (const people::LinkJudgement& judgement : state.judgements) {
    const auto left = index.find(judgement.left.text());
    const auto right = index.find(judgement.right.text());
    if (judgement.retracted || left == index.end() || right == index.end()) continue;
    newest[std::minmax(left->second, right->second)] = &judgement;
  }
  std::vector<std::pair<std::size_t, std::size_t>> joins;
  std::vector<std::vector<std::size_t>> different(entries.size());
  for (const auto& [pair, judgement] : newest) {
    if (judgement->verdict == people::Verdict::Same) joins.push_back(pair);
    if (judgement->verdict != people::Verdict::Different) continue;
    different[pair.first].push_back(pair.second);
    different[pair.second].push_back(pair.first);
  }
  std::sort(joins.begin(), joins.end(),
            [&](const auto& left, const auto& right) { return newest[left]->act < newest[right]->act; });

  Persons result;
  for (const auto& [left, right] : joins) {
    const std::size_t a = root(left);
    const std::size_t b = root(right);
    if (a == b) continue;
    bool forbidden = false;
    for (const std::size_t member : members[a])
      for (const std::size_t other : different[member]) forbidden |= root(other) == b;
    if (forbidden) {
      people::Finding finding;
      finding.message = {
          "OPR-030",
          {{"left", entries[left].first->values().name.raw}, {"right", entries[right].first->values().name.raw}}};
      finding.place.source = entries[left].second->list.text();
      const people::RowPlace place = row_place(entries[left].second->sheets, entries[left].first->row);
      finding.place.sheet = place.sheet;
      finding.place.row = place.row;
      finding.severity = people::Severity::Wrong;
      result.conflicts.push_back(std::move(finding));
      continue;
    }
    const std::size_t into = std::min(a, b);
    const std::size_t from = std::max(a, b);
    parent[from] = into;
    members[into].insert(members[into].end(), members[from].begin(), members[from].end());
    members[from].clear();
  }
  for (std::size_t at = 0; at < entries.size(); ++at) {
    if (root(at) != at || at >= present) continue;
    Persons::Person person;
    person.id = people::PersonId(entries[at].first->id.text());
    std::sort(members[at].begin(), members[at].end());
    for (const std::size_t member : members[at]) {
      if (member < present) {
        person.entries.push_back(entries[member].first);
        person.versions.push_back(entries[member].second);
      }
      result.of_entry.emplace(entries[member].first->id.text(), result.all.size());
    }
    result.all.push_back(std::move(person));
  }
  return result;
}

}  // namespace midspan::operation
