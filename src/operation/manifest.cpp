// SPDX-License-Identifier: Apache-2.0
#include "operation/manifest.hpp"

#include <algorithm>
#include <initializer_list>

#include "base/files.hpp"
#include "operation/people_json.hpp"
#include "operation/words.hpp"

namespace midspan::operation {

namespace json = base::json;

namespace {

tl::unexpected<base::Error> not_understood(const std::string& member) {
  return base::failure("OPR-070", {{"member", member}}, base::Exit::WrongUse);
}

const json::Array& items(const json::Value& value, std::string_view member) {
  static const json::Array none;
  const json::Value* found = value.find(member);
  return found == nullptr || found->array() == nullptr ? none : *found->array();
}

// A misspelt member is refused, so that it is not silently ignored.
base::Result<void> only(const json::Value& value, const std::string& where,
                        std::initializer_list<std::string_view> members) {
  if (value.object() == nullptr) return not_understood(where);
  for (const auto& [member, ignored] : value.object()->members())
    if (std::find(members.begin(), members.end(), member) == members.end())
      return not_understood(where.empty() ? member : where + "." + member);
  return {};
}

base::Result<Submission> submission_from(const json::Value& list, const std::filesystem::path& folder) {
  MIDSPAN_CHECK(
      only(list, "lists",
           {"list", "party", "kind", "file", "holder", "map", "sheet", "header_row", "encoding", "as_of", "everyone"}));
  Submission submission;
  submission.list = people::ListId(std::string(list.text("list")));
  submission.party = people::PartyId(std::string(list.text("party")));
  submission.holder = people::PartyId(std::string(list.text("holder")));
  submission.file = folder / std::string(list.text("file"));
  const auto kind = list_kind(list.text("kind"));
  if (!kind) return not_understood("lists.kind");
  if (submission.list.empty()) return not_understood("lists.list");
  submission.kind = *kind;
  for (const json::Value& mapped : items(list, "map"))
    if (mapped.string() != nullptr)
      lists::add(submission.mapping, MIDSPAN_TRY(lists::parse_mapped_column(*mapped.string())));
  for (const json::Value& said : items(list, "everyone"))
    if (said.string() != nullptr) submission.mapping.everyone.push_back(MIDSPAN_TRY(lists::parse_said(*said.string())));
  if (const std::string_view sheet = list.text("sheet"); !sheet.empty()) submission.mapping.sheets.emplace_back(sheet);
  for (const json::Value& sheet : items(list, "sheet"))
    if (sheet.string() != nullptr) submission.mapping.sheets.push_back(*sheet.string());
  submission.mapping.encoding = list.text("encoding");
  submission.mapping.header_row = static_cast<std::size_t>(std::max<std::int64_t>(0, list.number("header_row")));
  if (const std::string_view day = list.text("as_of"); !day.empty()) {
    submission.as_of = base::parse_day(day);
    if (!submission.as_of) return not_understood("lists.as_of");
  }
  return submission;
}

base::Result<std::vector<Manifest::About>> tables_about(const json::Value& value, const std::string& member,
                                                        const std::filesystem::path& folder) {
  std::vector<Manifest::About> tables;
  for (const json::Value& one : items(value, member)) {
    MIDSPAN_CHECK(only(one, member, {"list", "file"}));
    tables.push_back({people::ListId(std::string(one.text("list"))), folder / std::string(one.text("file"))});
  }
  return tables;
}

std::map<std::string, std::string> by_language(const json::Value& value, std::string_view member) {
  std::map<std::string, std::string> all;
  if (const json::Value* found = value.find(member); found != nullptr && found->object() != nullptr)
    for (const auto& [language, text] : found->object()->members())
      if (text.string() != nullptr) all[language] = *text.string();
  return all;
}

base::Result<people::Party> party_from(const json::Value& value, const std::string& where) {
  MIDSPAN_CHECK(only(value, where, {"id", "role", "names"}));
  people::Party party;
  party.id = people::PartyId(std::string(value.text("id")));
  if (party.id.empty()) return not_understood(where + ".id");
  const auto role = party_role(value.text("role"));
  if (!role) return not_understood(where + ".role");
  party.role = *role;
  party.names = by_language(value, "names");
  if (party.names.empty()) return not_understood(where + ".names");
  return party;
}

}  // namespace

base::Result<Manifest> read_manifest(const std::filesystem::path& folder) {
  const std::string text = MIDSPAN_TRY(base::read_file(folder / "operation.json"));
  const json::Value value = MIDSPAN_TRY(json::parse(text, json::Strictness::Document));
  if (value.object() == nullptr) return not_understood("operation.json");
  MIDSPAN_CHECK(only(value, "",
                     {"titles", "purpose", "legal_basis", "retention", "languages", "at", "keeper", "parties", "lists",
                      "statements", "holds", "consents", "judgements", "terms", "signers"}));
  Manifest manifest;
  manifest.folder = folder;
  manifest.at = value.text("at");
  manifest.opening.titles = by_language(value, "titles");
  manifest.opening.purpose = value.text("purpose");
  manifest.opening.legal_basis = value.text("legal_basis");
  manifest.opening.retention = value.text("retention");
  for (const json::Value& language : items(value, "languages"))
    if (language.string() != nullptr) manifest.opening.languages.push_back(*language.string());
  const json::Value* keeper = value.find("keeper");
  if (keeper == nullptr) return not_understood("keeper");
  manifest.opening.keeper = MIDSPAN_TRY(party_from(*keeper, "keeper"));
  for (const json::Value& party : items(value, "parties"))
    manifest.parties.push_back(MIDSPAN_TRY(party_from(party, "parties")));
  for (const json::Value& list : items(value, "lists"))
    manifest.lists.push_back(MIDSPAN_TRY(submission_from(list, folder)));
  for (const json::Value& one : items(value, "statements")) {
    MIDSPAN_CHECK(only(one, "statements", {"party", "list", "file"}));
    manifest.statements.push_back({people::PartyId(std::string(one.text("party"))),
                                   people::ListId(std::string(one.text("list"))),
                                   folder / std::string(one.text("file"))});
  }
  manifest.holds = MIDSPAN_TRY(tables_about(value, "holds", folder));
  manifest.consents = MIDSPAN_TRY(tables_about(value, "consents", folder));
  for (const json::Value& one : items(value, "judgements"))
    if (one.string() != nullptr) manifest.judgements.push_back(folder / *one.string());
  for (const json::Value& one : items(value, "terms"))
    if (one.string() != nullptr) manifest.terms.push_back(folder / *one.string());
  for (const json::Value& one : items(value, "signers"))
    if (one.string() != nullptr) manifest.signers.emplace_back(*one.string());
  return manifest;
}

}  // namespace midspan::operation
