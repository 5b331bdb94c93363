// SPDX-License-Identifier: Apache-2.0
#include "sign/annex.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/utf8.hpp"
#include "people/statement_text.hpp"
#include "record/note.hpp"

namespace midspan::sign {

namespace {

using people::Annex;
using people::AnnexLine;

bool all_utf8(const std::map<std::string, std::string>& map) {
  return std::all_of(map.begin(), map.end(),
                     [](const auto& pair) { return base::is_utf8(pair.first) && base::is_utf8(pair.second); });
}

bool all_utf8(const std::vector<std::string>& list) {
  return std::all_of(list.begin(), list.end(), [](const std::string& text) { return base::is_utf8(text); });
}

bool all_utf8(const AnnexLine& line) {
  for (const std::string* text :
       {&line.person.text(), &line.name, &line.other_script, &line.father, &line.mother, &line.birth, &line.birth_iso,
        &line.reference, &line.released_by, &line.to, &line.article})
    if (!base::is_utf8(*text)) return false;
  for (const auto& [field, absence] : line.absences)
    if (!base::is_utf8(field)) return false;
  return all_utf8(line.nationalities);
}

bool head_is_utf8(const Annex& annex) {
  for (const std::string* text :
       {&annex.operation_title, &annex.operation_id, &annex.agreement_title, &annex.agreement_digest, &annex.phase,
        &annex.frozen_on, &annex.released_by, &annex.to})
    if (!base::is_utf8(*text)) return false;
  for (const auto& [party, names] : annex.party_names)
    if (!base::is_utf8(party) || !all_utf8(names)) return false;
  return all_utf8(annex.operation_titles) && all_utf8(annex.agreement_titles) && all_utf8(annex.phase_titles) &&
         all_utf8(annex.signatories) && all_utf8(annex.languages);
}

base::Result<void> check_lines(const Annex& annex) {
  if (annex.lines.empty()) return base::failure("SGN-010", {}, base::Exit::Refused);
  std::map<std::string, std::int64_t> seen;
  for (const AnnexLine& line : annex.lines) {
    if (!all_utf8(line)) return base::failure("SGN-016", {{"line", line.number}});
    if (line.name.empty()) return base::failure("SGN-011", {{"line", line.number}}, base::Exit::Refused);
    if (line.released_by != annex.released_by)
      return base::failure("SGN-017", {{"line", line.number}}, base::Exit::Refused);
    if (line.person.empty()) continue;
    const auto [first, fresh] = seen.emplace(line.person.text(), line.number);
    if (!fresh)
      return base::failure("SGN-012", {{"first", first->second}, {"second", line.number}}, base::Exit::Refused);
  }
  return {};
}

base::Result<void> check_head(const Annex& annex) {
  if (!head_is_utf8(annex)) return base::failure("SGN-016", {{"line", std::int64_t{0}}});
  if (annex.languages.empty()) return base::failure("SGN-015", {}, base::Exit::Refused);
  const std::set<std::string> once(annex.signatories.begin(), annex.signatories.end());
  if (once.empty() || once.size() != annex.signatories.size() || once.contains(""))
    return base::failure("SGN-013", {}, base::Exit::Refused);
  std::vector<std::string> named = annex.signatories;
  named.push_back(annex.released_by);
  if (annex.party_names.contains(annex.to)) named.push_back(annex.to);  // otherwise a country, which has its names
  for (const std::string& party : named) {
    const auto names = annex.party_names.find(party);
    for (const std::string& language : annex.languages) {
      const bool known =
          names != annex.party_names.end() && names->second.contains(language) && !names->second.at(language).empty();
      if (!known) return base::failure("SGN-014", {{"party", party}, {"language", language}}, base::Exit::Refused);
    }
  }
  return {};
}

std::optional<std::string> value_of(std::string_view text, std::string_view key) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (line.starts_with(key)) return std::string(line.substr(key.size()));
    at = end + 1;
  }
  return std::nullopt;
}

// Why a note's text is no statement of this annex.
base::Message mismatch(std::string_view text, const FrozenAnnex& annex, std::int64_t number) {
  const auto digest = value_of(text, people::kStatementDigest);
  const auto party = value_of(text, people::kStatementSignatory);
  if (!text.starts_with(people::kStatementBegins) || !digest || !party) return {"SGN-020", {{"note", number}}};
  if (*digest != annex.digest()) return {"SGN-021", {{"note", number}, {"digest", *digest}}};
  const auto& signatories = annex.annex().signatories;
  if (std::find(signatories.begin(), signatories.end(), *party) == signatories.end())
    return {"SGN-023", {{"note", number}, {"party", *party}}};
  return {"SGN-024", {{"note", number}, {"party", *party}}};
}

// The key of the party that signed the note; nothing, and `wrong` set, where a signature by one of them is not good.
std::optional<std::string> signing_key(const record::Note& note, const people::Party& party, bool& wrong) {
  std::optional<std::string> found;
  for (const std::string& text : party.keys) {
    const auto key = record::VerifyKey::parse(text);
    if (!key) continue;
    const record::SignatureState state = record::check(note, *key);
    wrong |= state == record::SignatureState::Wrong;
    if (state == record::SignatureState::Good && !found) found = key->name();
  }
  return wrong ? std::nullopt : found;
}

}  // namespace

std::string canonical(const Annex& annex) { return people::canonical(annex); }
std::string digest(const Annex& annex) { return people::digest(annex); }

base::Result<FrozenAnnex> freeze(Annex annex) {
  std::int64_t number = 0;
  for (AnnexLine& line : annex.lines) {
    line.number = ++number;
    if (line.released_by.empty()) line.released_by = annex.released_by;
  }
  MIDSPAN_CHECK(check_head(annex));
  MIDSPAN_CHECK(check_lines(annex));
  FrozenAnnex frozen;
  frozen.bytes_ = people::canonical(annex);
  frozen.annex_ = std::move(annex);
  frozen.annex_.digest = base::to_hex(base::sha256(frozen.bytes_));
  return frozen;
}

base::Result<FrozenAnnex> thaw(std::string_view bytes) {
  Annex annex = MIDSPAN_TRY(people::annex_from_canonical(bytes));
  FrozenAnnex frozen = MIDSPAN_TRY(freeze(std::move(annex)));
  // freeze() numbers the lines; an annex whose lines were numbered otherwise was not frozen here.
  if (frozen.bytes() != bytes) return base::failure("SGN-001", {{"reason", std::string("lines")}});
  return frozen;
}

std::string statement_text(const FrozenAnnex& frozen, std::string_view signatory) {
  return people::statement_text(frozen.annex(), signatory);
}

std::string count_in_words(std::int64_t value) { return people::count_in_words(value); }

bool Status::complete() const {
  return std::all_of(signatories.begin(), signatories.end(),
                     [](const Signatory& one) { return one.state == SignatoryState::Signed; });
}

Status status(const FrozenAnnex& annex, const std::vector<people::Party>& parties,
              const std::vector<std::string>& notes) {
  Status status;
  for (const std::string& party : annex.annex().signatories)
    status.signatories.push_back({party, SignatoryState::Missing, {}});
  const auto find = [&status](base::Message message) {
    status.findings.push_back({std::move(message), {}, people::Severity::Wrong});
  };
  for (std::size_t i = 0; i < notes.size(); ++i) {
    const auto number = static_cast<std::int64_t>(i + 1);
    const auto note = record::parse_note(notes[i]);
    if (!note) {
      find({"SGN-020", {{"note", number}}});
      continue;
    }
    const auto signatory =
        std::find_if(status.signatories.begin(), status.signatories.end(),
                     [&](const Signatory& one) { return note->text == statement_text(annex, one.party); });
    if (signatory == status.signatories.end()) {
      find(mismatch(note->text, annex, number));
      continue;
    }
    bool wrong = false;
    std::optional<std::string> key;
    for (const people::Party& party : parties)
      if (party.id.text() == signatory->party) key = signing_key(*note, party, wrong);
    if (key) {
      signatory->state = SignatoryState::Signed;
      signatory->key_name = *key;
      continue;
    }
    // A good signature that came before or after is not undone by a bad copy of it.
    if (wrong && signatory->state == SignatoryState::Missing) signatory->state = SignatoryState::Wrong;
    find({"SGN-022", {{"note", number}, {"party", signatory->party}}});
  }
  return status;
}

}  // namespace midspan::sign
