// SPDX-License-Identifier: Apache-2.0
// The annex's canonical form and back. docs/formats/annex.md is the page of this format: what is written here is what
// parties sign, so a member may be added only under a new value of "format".
#include "people/annex.hpp"

#include <array>
#include <optional>

#include "base/bytes.hpp"
#include "base/json.hpp"

namespace midspan::people {

namespace {

using base::json::Array;
using base::json::Object;
using base::json::Value;

constexpr std::string_view kFormat = "midspan/annex/1";

constexpr std::array<std::pair<Absence, std::string_view>, 5> kAbsences = {{
    {Absence::NotAsked, "not-asked"},
    {Absence::Unknown, "unknown"},
    {Absence::Declined, "declined"},
    {Absence::Withheld, "withheld"},
    {Absence::Illegible, "illegible"},
}};

std::string_view absence_word(Absence absence) {
  for (const auto& [value, word] : kAbsences)
    if (value == absence) return word;
  return "unknown";
}

std::optional<Absence> absence_of(std::string_view text) {
  for (const auto& [value, word] : kAbsences)
    if (word == text) return value;
  return std::nullopt;
}

Value texts(const std::vector<std::string>& list) {
  Array out;
  for (const std::string& text : list) out.emplace_back(text);
  return out;
}

Value texts(const std::map<std::string, std::string>& map) {
  Object out;
  for (const auto& [key, text] : map) out.append(key, text);
  return out;
}

Value line_value(const AnnexLine& line) {
  Object absences;
  for (const auto& [field, absence] : line.absences) absences.append(field, absence_word(absence));
  return Object{{"number", line.number},
                {"person", line.person.text()},
                {"name", line.name},
                {"other_script", line.other_script},
                {"romanisation_derived", line.romanisation_derived},
                {"father", line.father},
                {"mother", line.mother},
                {"birth", line.birth},
                {"birth_iso", line.birth_iso},
                {"nationalities", texts(line.nationalities)},
                {"reference", line.reference},
                {"released_by", line.released_by},
                {"to", line.to},
                {"article", line.article},
                {"absences", std::move(absences)}};
}

// Reads a known shape and remembers the first member that has not got it.
class Reader {
 public:
  const std::string& wrong() const { return wrong_; }

  std::string text(const Value& from, std::string_view name) {
    const Value* value = from.find(name);
    if (value == nullptr || value->string() == nullptr) return note(name), std::string();
    return *value->string();
  }
  bool boolean(const Value& from, std::string_view name) {
    const Value* value = from.find(name);
    if (value == nullptr || value->boolean() == nullptr) return note(name), false;
    return *value->boolean();
  }
  std::int64_t number(const Value& from, std::string_view name) {
    const Value* value = from.find(name);
    if (value == nullptr || value->integer() == nullptr) return note(name), 0;
    return *value->integer();
  }
  const Array& array(const Value& from, std::string_view name) {
    static const Array kNone;
    const Value* value = from.find(name);
    if (value == nullptr || value->array() == nullptr) return note(name), kNone;
    return *value->array();
  }
  const Object& object(const Value& from, std::string_view name) {
    static const Object kNone;
    const Value* value = from.find(name);
    if (value == nullptr || value->object() == nullptr) return note(name), kNone;
    return *value->object();
  }
  std::vector<std::string> texts(const Value& from, std::string_view name) {
    std::vector<std::string> out;
    for (const Value& value : array(from, name))
      if (value.string() != nullptr) out.push_back(*value.string());
      else note(name);
    return out;
  }
  std::map<std::string, std::string> text_map(const Object& from, std::string_view name) {
    std::map<std::string, std::string> out;
    for (const auto& [key, value] : from.members())
      if (value.string() != nullptr) out.emplace(key, *value.string());
      else note(name);
    return out;
  }
  void note(std::string_view name) {
    if (wrong_.empty()) wrong_ = name;
  }

 private:
  std::string wrong_;
};

AnnexLine read_line(Reader& reader, const Value& value) {
  AnnexLine line;
  line.number = reader.number(value, "number");
  line.person = PersonId(reader.text(value, "person"));
  line.name = reader.text(value, "name");
  line.other_script = reader.text(value, "other_script");
  line.romanisation_derived = reader.boolean(value, "romanisation_derived");
  line.father = reader.text(value, "father");
  line.mother = reader.text(value, "mother");
  line.birth = reader.text(value, "birth");
  line.birth_iso = reader.text(value, "birth_iso");
  line.nationalities = reader.texts(value, "nationalities");
  line.reference = reader.text(value, "reference");
  line.released_by = reader.text(value, "released_by");
  line.to = reader.text(value, "to");
  line.article = reader.text(value, "article");
  for (const auto& [field, word] : reader.text_map(reader.object(value, "absences"), "absences")) {
    const auto absence = absence_of(word);
    if (absence) line.absences.emplace(field, *absence);
    else reader.note("absences");
  }
  return line;
}

}  // namespace

std::string canonical(const Annex& annex) {
  Object party_names;
  for (const auto& [party, names] : annex.party_names) party_names.append(party, texts(names));
  Array lines;
  for (const AnnexLine& line : annex.lines) lines.push_back(line_value(line));
  return base::json::canonical(Object{{"format", kFormat},
                                      {"operation_title", annex.operation_title},
                                      {"operation_titles", texts(annex.operation_titles)},
                                      {"operation_id", annex.operation_id},
                                      {"agreement_title", annex.agreement_title},
                                      {"agreement_titles", texts(annex.agreement_titles)},
                                      {"agreement_digest", annex.agreement_digest},
                                      {"phase", annex.phase},
                                      {"phase_titles", texts(annex.phase_titles)},
                                      {"frozen_on", annex.frozen_on},
                                      {"released_by", annex.released_by},
                                      {"to", annex.to},
                                      {"party_names", std::move(party_names)},
                                      {"signatories", texts(annex.signatories)},
                                      {"languages", texts(annex.languages)},
                                      {"unsealed", annex.unsealed},
                                      {"lines", std::move(lines)}});
}

std::string digest(const Annex& annex) { return base::to_hex(base::sha256(canonical(annex))); }

base::Result<Annex> annex_from_canonical(std::string_view bytes) {
  const Value value = MIDSPAN_TRY(base::json::parse(bytes, base::json::Strictness::Act));
  if (value.text("format") != kFormat) return base::failure("SGN-001", {{"reason", std::string("format")}});
  Reader reader;
  Annex annex;
  annex.operation_title = reader.text(value, "operation_title");
  annex.operation_titles = reader.text_map(reader.object(value, "operation_titles"), "operation_titles");
  annex.operation_id = reader.text(value, "operation_id");
  annex.agreement_title = reader.text(value, "agreement_title");
  annex.agreement_titles = reader.text_map(reader.object(value, "agreement_titles"), "agreement_titles");
  annex.agreement_digest = reader.text(value, "agreement_digest");
  annex.phase = reader.text(value, "phase");
  annex.phase_titles = reader.text_map(reader.object(value, "phase_titles"), "phase_titles");
  annex.frozen_on = reader.text(value, "frozen_on");
  annex.released_by = reader.text(value, "released_by");
  annex.to = reader.text(value, "to");
  for (const auto& [party, names] : reader.object(value, "party_names").members()) {
    if (names.object() == nullptr) reader.note("party_names");
    else annex.party_names.emplace(party, reader.text_map(*names.object(), "party_names"));
  }
  annex.signatories = reader.texts(value, "signatories");
  annex.languages = reader.texts(value, "languages");
  annex.unsealed = reader.boolean(value, "unsealed");
  for (const Value& line : reader.array(value, "lines")) annex.lines.push_back(read_line(reader, line));
  if (!reader.wrong().empty()) return base::failure("SGN-001", {{"reason", reader.wrong()}});
  // A member that this program does not know would be lost, and with it the digest.
  if (canonical(annex) != bytes) return base::failure("SGN-001", {{"reason", std::string("canonical")}});
  annex.digest = base::to_hex(base::sha256(bytes));
  return annex;
}

}  // namespace midspan::people
