// SPDX-License-Identifier: Apache-2.0
#include "operation/people_json.hpp"

#include <utility>

namespace midspan::operation {

namespace json = base::json;
using people::Cell;
using people::DateSpan;
using people::Entry;
using people::EntryValues;
using people::Finding;
using people::Identifier;
using people::ListVersion;
using people::NameForm;
using people::NameToken;

namespace {

// Enumerations are stored as their numbers: their order in people/ is part of the format.
template <typename Enum>
json::Value number(Enum value) {
  return static_cast<std::int64_t>(value);
}

void put(json::Object& object, const char* name, const std::string& text) {
  if (!text.empty()) object[name] = text;
}

json::Value to_json(const NameForm& name) {
  json::Array tokens;
  for (const NameToken& token : name.tokens)
    tokens.push_back(json::Array{token.text, number(token.kind), token.begin, token.end});
  json::Object object{{"raw", name.raw}, {"script", number(name.script)}, {"tokens", std::move(tokens)}};
  if (name.role != people::NameRole::Official) object["role"] = number(name.role);
  return object;
}

json::Value to_json(const DateSpan& date) {
  json::Object object{{"raw", date.raw}};
  if (date.known()) {
    object["earliest"] = date.earliest;
    object["latest"] = date.latest;
    object["calendar"] = number(date.calendar);
    object["precision"] = number(date.precision);
  }
  if (date.flags != 0) object["flags"] = static_cast<int>(date.flags);
  return object;
}

json::Value to_json(const EntryValues& values) {
  json::Object object;
  if (!values.name.empty()) object["name"] = to_json(values.name);
  if (!values.father.empty()) object["father"] = to_json(values.father);
  if (!values.mother.empty()) object["mother"] = to_json(values.mother);
  if (!values.other_names.empty()) {
    json::Array names;
    for (const NameForm& name : values.other_names) names.push_back(to_json(name));
    object["other_names"] = std::move(names);
  }
  for (const auto& [name, date] :
       {std::pair{"birth", &values.birth}, std::pair{"held_since", &values.held_since},
        std::pair{"captured", &values.captured}, std::pair{"status_date", &values.status_date}})
    if (!date->raw.empty()) object[name] = to_json(*date);
  if (!values.nationalities.empty())
    object["nationalities"] = json::Array(values.nationalities.begin(), values.nationalities.end());
  if (!values.categories.empty())
    object["categories"] = json::Array(values.categories.begin(), values.categories.end());
  if (!values.identifiers.empty()) {
    json::Array identifiers;
    for (const Identifier& identifier : values.identifiers)
      identifiers.push_back(json::Array{number(identifier.kind), identifier.raw, identifier.normal});
    object["identifiers"] = std::move(identifiers);
  }
  if (values.sex != people::Sex::Unknown) object["sex"] = number(values.sex);
  if (values.health != people::Health::Unknown) object["health"] = number(values.health);
  put(object, "birth_place", values.birth_place);
  put(object, "rank", values.rank);
  put(object, "unit", values.unit);
  put(object, "holder", values.holder);
  put(object, "on_behalf_of", values.on_behalf_of);
  put(object, "facility", values.facility);
  put(object, "sentence", values.sentence);
  put(object, "offence", values.offence);
  put(object, "status", values.status);
  put(object, "consent", values.consent);
  put(object, "destination", values.destination);
  put(object, "family_unit", values.family_unit);
  put(object, "hold", values.hold);
  put(object, "remark", values.remark);
  return object;
}

json::Value to_json(const std::vector<Cell>& cells) {
  json::Array array;
  for (const Cell& cell : cells) array.push_back(json::Array{cell.raw, number(cell.type)});
  return array;
}

// ---- Reading back ------------------------------------------------------------------------------------------------

tl::unexpected<base::Error> unreadable(const char* member) {
  return base::failure("OPR-010", {{"member", std::string(member)}});
}

template <typename Enum>
Enum as(std::int64_t number) {
  return static_cast<Enum>(number);
}

std::int64_t integer(const json::Array& array, std::size_t at) {
  return at < array.size() && array[at].integer() != nullptr ? *array[at].integer() : 0;
}
std::string text(const json::Array& array, std::size_t at) {
  return at < array.size() && array[at].string() != nullptr ? *array[at].string() : std::string();
}

NameForm name_from(const json::Value& value) {
  NameForm name;
  name.raw = value.text("raw");
  name.script = as<people::Script>(value.number("script"));
  name.role = as<people::NameRole>(value.number("role"));
  if (const json::Value* tokens = value.find("tokens"); tokens != nullptr && tokens->array() != nullptr)
    for (const json::Value& token : *tokens->array())
      if (const json::Array* parts = token.array())
        name.tokens.push_back(NameToken{text(*parts, 0), as<people::TokenKind>(integer(*parts, 1)),
                                        static_cast<std::size_t>(integer(*parts, 2)),
                                        static_cast<std::size_t>(integer(*parts, 3))});
  return name;
}

DateSpan date_from(const json::Value& value) {
  DateSpan date;
  date.raw = value.text("raw");
  date.earliest = static_cast<base::Day>(value.number("earliest", 0));
  date.latest = static_cast<base::Day>(value.number("latest", -1));
  date.calendar = as<people::Calendar>(value.number("calendar"));
  date.precision = as<people::Precision>(value.number("precision"));
  date.flags = static_cast<std::uint8_t>(value.number("flags"));
  return date;
}

std::vector<std::string> texts_from(const json::Value* value) {
  std::vector<std::string> texts;
  if (value != nullptr && value->array() != nullptr)
    for (const json::Value& item : *value->array())
      if (item.string() != nullptr) texts.push_back(*item.string());
  return texts;
}

std::vector<Cell> cells_from(const json::Value* value) {
  std::vector<Cell> cells;
  if (value != nullptr && value->array() != nullptr)
    for (const json::Value& item : *value->array())
      if (const json::Array* parts = item.array())
        cells.push_back(Cell{text(*parts, 0), as<people::CellType>(integer(*parts, 1))});
  return cells;
}

EntryValues values_from(const json::Value& value) {
  EntryValues values;
  const auto name = [&](const char* member) {
    const json::Value* found = value.find(member);
    return found == nullptr ? NameForm() : name_from(*found);
  };
  const auto date = [&](const char* member) {
    const json::Value* found = value.find(member);
    return found == nullptr ? DateSpan() : date_from(*found);
  };
  values.name = name("name");
  values.father = name("father");
  values.mother = name("mother");
  if (const json::Value* others = value.find("other_names"); others != nullptr && others->array() != nullptr)
    for (const json::Value& other : *others->array()) values.other_names.push_back(name_from(other));
  values.birth = date("birth");
  values.held_since = date("held_since");
  values.captured = date("captured");
  values.status_date = date("status_date");
  values.nationalities = texts_from(value.find("nationalities"));
  values.categories = texts_from(value.find("categories"));
  if (const json::Value* list = value.find("identifiers"); list != nullptr && list->array() != nullptr)
    for (const json::Value& item : *list->array())
      if (const json::Array* parts = item.array())
        values.identifiers.push_back(
            Identifier{as<people::ColumnRole>(integer(*parts, 0)), text(*parts, 1), text(*parts, 2)});
  values.sex = as<people::Sex>(value.number("sex"));
  values.health = as<people::Health>(value.number("health"));
  values.birth_place = value.text("birth_place");
  values.rank = value.text("rank");
  values.unit = value.text("unit");
  values.holder = value.text("holder");
  values.on_behalf_of = value.text("on_behalf_of");
  values.facility = value.text("facility");
  values.sentence = value.text("sentence");
  values.offence = value.text("offence");
  values.status = value.text("status");
  values.consent = value.text("consent");
  values.destination = value.text("destination");
  values.family_unit = value.text("family_unit");
  values.hold = value.text("hold");
  values.remark = value.text("remark");
  return values;
}

json::Value finding_json(const Finding& finding) {
  json::Object arguments;
  for (const auto& [name, argument] : finding.message.arguments) {
    if (const auto* whole = std::get_if<std::int64_t>(&argument)) arguments[name] = *whole;
    else arguments[name] = std::get<std::string>(argument);
  }
  json::Object object{{"code", finding.message.code}, {"severity", number(finding.severity)}};
  if (arguments.size() != 0) object["arguments"] = std::move(arguments);
  put(object, "sheet", finding.place.sheet);
  put(object, "cell", finding.place.cell);
  if (finding.place.row != 0) object["row"] = finding.place.row;
  if (finding.place.column != 0) object["column"] = finding.place.column;
  return object;
}

Finding finding_from(const json::Value& value, const std::string& source) {
  Finding finding;
  finding.message.code = value.text("code");
  finding.severity = as<people::Severity>(value.number("severity"));
  if (const json::Value* arguments = value.find("arguments"); arguments != nullptr && arguments->object() != nullptr)
    for (const auto& [name, argument] : arguments->object()->members()) {
      if (argument.integer() != nullptr) finding.message.arguments.emplace_back(name, *argument.integer());
      else if (argument.string() != nullptr) finding.message.arguments.emplace_back(name, *argument.string());
    }
  finding.place.source = source;
  finding.place.sheet = value.text("sheet");
  finding.place.cell = value.text("cell");
  finding.place.row = static_cast<std::size_t>(value.number("row"));
  finding.place.column = static_cast<std::size_t>(value.number("column"));
  return finding;
}

}  // namespace

json::Value to_json(const Entry& entry) {
  return json::Object{{"id", entry.id.text()},
                      {"row", entry.row},
                      {"number", entry.number},
                      {"cells", to_json(entry.cells())},
                      {"values", to_json(entry.values())}};
}

base::Result<Entry> entry_from_json(const json::Value& value) {
  Entry entry;
  entry.id = people::EntryId(std::string(value.text("id")));
  if (entry.id.empty()) return unreadable("id");
  entry.row = static_cast<std::size_t>(value.number("row"));
  entry.number = static_cast<std::size_t>(value.number("number"));
  entry.set_cells(cells_from(value.find("cells")));
  const json::Value* values = value.find("values");
  if (values == nullptr) return unreadable("values");
  entry.set_values(values_from(*values));
  return entry;
}

json::Value to_json(const ListVersion& version) {
  json::Array above;
  for (const auto& row : version.above) above.push_back(to_json(row));
  json::Array columns;
  for (const people::Column& column : version.columns)
    columns.push_back(json::Array{column.heading, number(column.role), column.confidence});
  json::Array findings;
  for (const Finding& finding : version.findings) findings.push_back(finding_json(finding));
  json::Array others;
  for (const people::OtherRow& row : version.others) others.push_back(json::Array{row.row, to_json(row.cells)});
  json::Array sheets;
  for (const people::Sheet& sheet : version.sheets) sheets.push_back(json::Array{sheet.name, sheet.before});
  json::Object object{{"id", version.id.text()},
                      {"others", std::move(others)},
                      {"list", version.list.text()},
                      {"party", version.party.text()},
                      {"kind", std::string(word(version.kind))},
                      {"number", version.number},
                      {"file_name", version.file_name},
                      {"file_digest", version.file_digest},
                      {"sheets", std::move(sheets)},
                      {"header_row", version.header_row},
                      {"above", std::move(above)},
                      {"columns", std::move(columns)},
                      {"findings", std::move(findings)}};
  if (version.day) object.append("day", base::format_day(*version.day));
  return object;
}

base::Result<ListVersion> version_from_json(const json::Value& value) {
  ListVersion version;
  version.id = people::VersionId(std::string(value.text("id")));
  if (version.id.empty()) return unreadable("id");
  version.list = people::ListId(std::string(value.text("list")));
  version.party = people::PartyId(std::string(value.text("party")));
  const auto kind = list_kind(value.text("kind"));
  if (!kind) return unreadable("kind");
  version.kind = *kind;
  version.number = static_cast<int>(value.number("number", 1));
  version.file_name = value.text("file_name");
  version.file_digest = value.text("file_digest");
  if (const json::Value* sheets = value.find("sheets"); sheets != nullptr && sheets->array() != nullptr) {
    for (const json::Value& sheet : *sheets->array())
      if (const json::Array* parts = sheet.array(); parts != nullptr && parts->size() == 2)
        version.sheets.push_back({std::string(text(*parts, 0)), static_cast<std::size_t>(integer(*parts, 1))});
  } else if (const std::string_view name = value.text("sheet"); !name.empty()) {  // before lists ran over several
    version.sheets.push_back({std::string(name), 0});
  }
  version.day = base::parse_day(value.text("day"));
  version.header_row = static_cast<std::size_t>(value.number("header_row"));
  if (const json::Value* above = value.find("above"); above != nullptr && above->array() != nullptr)
    for (const json::Value& row : *above->array()) version.above.push_back(cells_from(&row));
  if (const json::Value* others = value.find("others"); others != nullptr && others->array() != nullptr)
    for (const json::Value& row : *others->array())
      if (const json::Array* parts = row.array(); parts != nullptr && parts->size() == 2)
        version.others.push_back({static_cast<std::size_t>(integer(*parts, 0)), cells_from(&(*parts)[1])});
  if (const json::Value* columns = value.find("columns"); columns != nullptr && columns->array() != nullptr)
    for (const json::Value& column : *columns->array())
      if (const json::Array* parts = column.array())
        version.columns.push_back(people::Column{text(*parts, 0), as<people::ColumnRole>(integer(*parts, 1)),
                                                 static_cast<int>(integer(*parts, 2))});
  if (const json::Value* findings = value.find("findings"); findings != nullptr && findings->array() != nullptr)
    for (const json::Value& finding : *findings->array())
      version.findings.push_back(finding_from(finding, version.file_name));
  return version;
}

std::string_view word(people::ListKind kind) {
  switch (kind) {
    case people::ListKind::Held: return "held";
    case people::ListKind::Sought: return "sought";
    case people::ListKind::Pool: return "pool";
  }
  return "sought";
}

std::optional<people::ListKind> list_kind(std::string_view word) {
  if (word == "held") return people::ListKind::Held;
  if (word == "sought") return people::ListKind::Sought;
  if (word == "pool") return people::ListKind::Pool;
  return std::nullopt;
}

}  // namespace midspan::operation
