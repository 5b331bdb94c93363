// SPDX-License-Identifier: Apache-2.0
#include "operation/signing.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/files.hpp"
#include "documents/annex.hpp"
#include "handover/handover.hpp"
#include "names/latin_name.hpp"
#include "names/script.hpp"
#include "operation/agreements.hpp"
#include "operation/words.hpp"
#include "record/act_types.hpp"
#include "record/note.hpp"
#include "sign/annex.hpp"
#include "terms/terms.hpp"

namespace midspan::operation {

namespace json = base::json;
using people::Annex;
using people::AnnexLine;
using people::Entry;

namespace {

std::string date_iso(const people::DateSpan& date) {
  if (!date.known()) return {};
  const std::string first = base::format_day(date.earliest);
  const std::string last = base::format_day(date.latest);
  if (first == last) return first;
  if (first.substr(0, 4) == last.substr(0, 4) && first.ends_with("-01-01") && last.ends_with("-12-31"))
    return first.substr(0, 4);
  // An age says two years, not a day of each.
  if (date.precision == people::Precision::Age) return first.substr(0, 4) + "/" + last.substr(0, 4);
  return first + "/" + last;
}

// The entry that speaks for a person on paper: the holder's own, else the first.
const Entry& speaking_entry(const Persons::Person& person) {
  for (std::size_t at = 0; at < person.entries.size(); ++at)
    if (person.versions[at]->kind == people::ListKind::Held) return *person.entries[at];
  return *person.entries.front();
}

AnnexLine line_of(const Persons::Person& person, const people::Allotted& allotted, const State& state) {
  const Entry& entry = speaking_entry(person);
  const people::EntryValues values = entry.values();
  AnnexLine line;
  line.person = person.id;
  line.name = values.name.raw;
  line.father = values.father.raw;
  line.mother = values.mother.raw;
  line.birth = values.birth.raw;
  line.birth_iso = date_iso(values.birth);
  line.nationalities = values.nationalities;
  if (!values.identifiers.empty()) line.reference = values.identifiers.front().raw;
  const people::Party* party = state.party_named(allotted.released_by);
  line.released_by = party == nullptr ? allotted.released_by : party->id.text();
  const people::Party* to = state.party_named(allotted.to);
  line.to = to == nullptr ? allotted.to : to->id.text();
  line.article = allotted.article;
  // The other side's own spelling where there is one; a reading of ours is marked as such.
  for (const Entry* other : person.entries)
    if (names::script_of(other->values().name.raw) != names::script_of(values.name.raw) && line.other_script.empty())
      line.other_script = other->values().name.raw;
  if (line.other_script.empty() && names::script_of(values.name.raw) != people::Script::Latin) {
    line.other_script = names::latin_name(values.name.raw);  // a reading aid
    line.romanisation_derived = true;
  }
  return line;
}

}  // namespace

std::string annex_name(const State& state, std::size_t at) {
  return "annex-" + std::to_string(at + 1) + "-" + state.annexes.at(at).annex.released_by;
}

const FrozenAnnex* find_annex(const State& state, std::string_view name) {
  constexpr std::size_t kLeast = 6;  // letters of an id or a digest
  const FrozenAnnex* begun = nullptr;
  bool several = false;
  for (std::size_t at = 0; at < state.annexes.size(); ++at) {
    const FrozenAnnex& frozen = state.annexes[at];
    const std::string stem = annex_name(state, at);
    const bool file = name == stem || (name.starts_with(stem) && name[stem.size()] == '.');
    if (frozen.id == name || file || std::to_string(at + 1) == name) return &frozen;
    if (name.size() < kLeast || !(frozen.id.starts_with(name) || frozen.annex.digest.starts_with(name))) continue;
    several = begun != nullptr;
    begun = &frozen;
  }
  return several ? nullptr : begun;
}

bool is_done(const State& state, const FrozenAnnex& frozen) {
  std::size_t settled = 0;
  for (const LegState& leg : state.legs)
    if (leg.closed && leg.annex == frozen.id) settled += leg.manifest.lines.size();
  return settled == frozen.annex.lines.size();
}

namespace {

bool has_begun(const people::Manifest& manifest) {
  const people::ManifestCounts counts = handover::count(manifest);
  return counts.pending != counts.listed;
}

// The annex that says the same, frozen on whatever day, and is still to be carried out; null if there is none.
base::Result<const FrozenAnnex*> frozen_before(const State& state, const Annex& annex) {
  for (const FrozenAnnex& old : state.annexes) {
    if (old.replaced || is_done(state, old)) continue;
    Annex dated = annex;
    dated.frozen_on = old.annex.frozen_on;
    const sign::FrozenAnnex again = MIDSPAN_TRY(sign::freeze(std::move(dated)));
    if (again.digest() == old.annex.digest) return &old;
  }
  return nullptr;
}

}  // namespace

base::Result<std::vector<std::string>> freeze_annexes(Operation& operation, const people::Allocation& allocation) {
  const State& state = operation.state();
  for (const LegState& leg : state.legs)
    if (!leg.closed && has_begun(leg.manifest))
      return base::failure("OPR-085", {{"leg", leg.manifest.leg.id}}, base::Exit::Refused);
  const people::Agreement terms = MIDSPAN_TRY(agreement(state));
  const Persons known = persons(state);
  std::map<std::string, std::size_t> person_at;
  for (std::size_t at = 0; at < known.all.size(); ++at) person_at[known.all[at].id.text()] = at;

  Annex base_annex;
  base_annex.operation_title = in_language(state.titles, "en");
  base_annex.operation_titles = state.titles;
  base_annex.operation_id = state.id;
  base_annex.agreement_title = terms.title;
  for (const TermsText& text : state.terms)
    base_annex.agreement_titles[text.language] = terms::read(text.text, text.language).agreement.title;
  base_annex.agreement_digest = state.terms_digest;
  base_annex.frozen_on = operation.at().substr(0, 10);
  base_annex.languages = state.languages;
  base_annex.unsealed = operation.file().is_unsealed();
  for (const std::string& name : terms.parties) {
    const people::Party* party = state.party_named(name);
    if (party == nullptr) return base::failure("OPR-068", {{"party", name}}, base::Exit::Refused);
    base_annex.signatories.push_back(party->id.text());
  }
  for (const people::Party& party : state.parties) {
    auto& names = base_annex.party_names[party.id.text()];
    names = party.names;
    const std::string fallback = party.names.empty() ? party.id.text() : in_language(party.names, "en");
    for (const std::string& language : state.languages) names.try_emplace(language, fallback);
  }

  std::vector<Annex> annexes;
  for (const people::Allotted& allotted : allocation.allotted) {
    const auto person = person_at.find(allotted.person.text());
    if (person == person_at.end()) continue;
    AnnexLine line = line_of(known.all[person->second], allotted, state);
    auto annex = std::find_if(annexes.begin(), annexes.end(), [&](const Annex& one) {
      return one.phase == allotted.phase && one.released_by == line.released_by && one.to == line.to;
    });
    if (annex == annexes.end()) {
      Annex fresh = base_annex;
      fresh.phase = allotted.phase;
      fresh.released_by = line.released_by;
      fresh.to = line.to;
      annex = annexes.insert(annexes.end(), std::move(fresh));
    }
    annex->lines.push_back(std::move(line));
  }

  // The same annex again is not a new one: its signatures stand.
  json::Array replaces;
  std::vector<sign::FrozenAnnex> fresh;
  std::set<std::string> kept;  // ids
  for (Annex& annex : annexes) {
    const FrozenAnnex* const same = MIDSPAN_TRY(frozen_before(state, annex));
    if (same != nullptr) kept.insert(same->id);
    else fresh.push_back(MIDSPAN_TRY(sign::freeze(std::move(annex))));
  }
  for (const FrozenAnnex& old : state.annexes)
    if (!old.replaced && !kept.contains(old.id) && !is_done(state, old)) replaces.emplace_back(old.id);
  if (annexes.empty() && replaces.empty()) return base::failure("OPR-065", {}, base::Exit::Refused);
  // What falls away is said by the annex that takes its place, or where none does, by itself.
  if (fresh.empty() && !replaces.empty())
    MIDSPAN_CHECK(operation.append(record::type::kAnnexWithdraw, {{"annexes", std::move(replaces)}}));

  std::vector<std::string> ids;
  const auto cleared = state.clear_acts.find(allocation.world);
  const std::int64_t clear_act = cleared == state.clear_acts.end() ? -1 : cleared->second;
  for (const sign::FrozenAnnex& frozen : fresh) {
    const record::ItemRef item = MIDSPAN_TRY(operation.put("annex", frozen.bytes()));
    const std::string id = operation.file().randomness().id();
    const std::vector<std::string>& signatories = frozen.annex().signatories;
    json::Object body{{"annex", id},
                      {"phase", frozen.annex().phase},
                      {"digest", frozen.digest()},
                      {"lines", frozen.annex().lines.size()},
                      {"signatories", json::Array(signatories.begin(), signatories.end())},
                      {"released_by", frozen.annex().released_by},
                      {"to", frozen.annex().to},
                      {"item", item.json()}};
    if (clear_act >= 0) body["clear"] = clear_act;
    if (!replaces.empty()) body["replaces"] = std::exchange(replaces, {});
    MIDSPAN_CHECK(operation.append(record::type::kAnnexFreeze, std::move(body),
                                   {{base::sha256(frozen.bytes()), frozen.bytes().size()}, item.attachment()}));
    ids.push_back(id);
  }
  return ids;
}

base::Result<void> sign_annex(Operation& operation, const std::string& annex, const record::Signer& signer) {
  const FrozenAnnex* frozen = find_annex(operation.state(), annex);
  if (frozen == nullptr) return base::failure("OPR-066", {{"annex", annex}}, base::Exit::WrongUse);
  if (frozen->replaced) return base::failure("OPR-086", {{"annex", annex}}, base::Exit::Refused);
  // What stands in square brackets is not agreed; the annexes of such a text are drafts.
  if (terms::has_brackets(MIDSPAN_TRY(agreement(operation.state()))))
    return base::failure("OPR-063", {}, base::Exit::Refused);
  const std::string& party =
      MIDSPAN_TRY(operation.state().keys.may_sign(signer.key(), record::type::kAnnexSign))->party;
  const auto& signatories = frozen->annex.signatories;
  if (std::find(signatories.begin(), signatories.end(), party) == signatories.end() ||
      frozen->signed_by.contains(party))
    return base::failure("OPR-067", {{"party", party}}, base::Exit::Refused);
  const sign::FrozenAnnex checked = MIDSPAN_TRY(sign::freeze(frozen->annex));
  const std::string note = record::sign_note(sign::statement_text(checked, party), signer);
  MIDSPAN_CHECK(operation.append(
      record::type::kAnnexSign, {{"annex", frozen->id}, {"digest", checked.digest()}, {"party", party}, {"note", note}},
      {}, &signer, "side"));
  return {};
}

base::Result<std::map<std::string, std::string>> documents(const Operation& operation) {
  const State& state = operation.state();
  std::map<std::string, std::string> files;
  for (const TermsText& text : state.terms) files["agreement." + text.language + ".terms"] = text.text;
  for (std::size_t at = 0; at < state.annexes.size(); ++at) {
    if (state.annexes[at].replaced) continue;
    const Annex& annex = state.annexes[at].annex;
    const std::string stem = annex_name(state, at);
    const sign::FrozenAnnex frozen = MIDSPAN_TRY(sign::freeze(annex));
    files[stem + ".json"] = frozen.bytes();
    for (const std::string& language : annex.languages) {
      files[stem + "." + language + ".pdf"] = MIDSPAN_TRY(documents::annex_pdf(annex, language));
      files[stem + "." + language + ".xlsx"] = MIDSPAN_TRY(documents::annex_xlsx(annex, language));
      files[stem + "." + language + ".html"] = MIDSPAN_TRY(documents::annex_html(annex, language));
      for (const std::string& signatory : annex.signatories)
        files[stem + "." + signatory + "." + language + ".txt"] = MIDSPAN_TRY(
            documents::statement_sheet(annex, signatory, sign::statement_text(frozen, signatory), language));
    }
  }
  return files;
}

base::Result<void> issue_documents(Operation& operation, const std::map<std::string, std::string>& files,
                                   const std::filesystem::path& folder) {
  std::vector<Operation::Draft> drafts;
  for (const auto& [name, bytes] : files) {
    MIDSPAN_CHECK(base::write_file(folder / name, bytes, base::Access::Owner));
    const base::Digest digest = base::sha256(bytes);
    if (operation.state().issued.contains({name, base::to_hex(digest)})) continue;
    drafts.push_back({record::type::kDocumentIssue,
                      json::Object{{"document", operation.file().randomness().id()},
                                   {"name", name},
                                   {"kind", name.substr(name.rfind('.') + 1)}},
                      {{digest, bytes.size()}}});
  }
  return operation.append_all(std::move(drafts));
}

base::Result<void> write_bundle(const Operation& operation, const std::map<std::string, std::string>& files,
                                const std::filesystem::path& path) {
  const record::Bundle bundle = MIDSPAN_TRY(operation.file().export_bundle(files));
  return record::write_bundle(bundle, path);
}

}  // namespace midspan::operation
