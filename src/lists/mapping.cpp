// SPDX-License-Identifier: Apache-2.0
#include "lists/mapping.hpp"

#include <algorithm>
#include <array>

#include "base/listed.hpp"
#include "lists/column_roles.hpp"
#include "lists/sheet/grid.hpp"
#include "names/normalise.hpp"

namespace midspan::lists {

namespace {

constexpr std::array<std::pair<DateOrder, std::string_view>, 3> kOrders{
    {{DateOrder::DayMonthYear, "dmy"}, {DateOrder::MonthDayYear, "mdy"}, {DateOrder::YearMonthDay, "ymd"}}};
constexpr std::array<std::pair<people::Calendar, std::string_view>, 5> kCalendars{
    {{people::Calendar::Gregorian, "gregorian"},
     {people::Calendar::Hijri, "hijri"},
     {people::Calendar::Jalali, "jalali"},
     {people::Calendar::Hebrew, "hebrew"},
     {people::Calendar::Ethiopic, "ethiopic"}}};

std::string all_roles() {
  std::string words;
  for (const auto& [role, word] : role_words()) base::add_listed(words, word);
  return words;
}

// "birth-date:mdy:hijri" into role, order, calendar.
bool read_role(std::string_view text, MappedColumn& column) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  const auto role = role_of(text.substr(0, colon));
  if (!role) return false;
  column.role = *role;
  for (std::size_t at = colon; at < text.size();) {
    const std::size_t end = std::min(text.find(':', at + 1), text.size());
    const std::string_view word = text.substr(at + 1, end - at - 1);
    const auto order =
        std::find_if(kOrders.begin(), kOrders.end(), [&](const auto& row) { return row.second == word; });
    const auto calendar =
        std::find_if(kCalendars.begin(), kCalendars.end(), [&](const auto& row) { return row.second == word; });
    if (order != kOrders.end()) column.order = order->first;
    else if (calendar != kCalendars.end()) column.calendar = calendar->first;
    else return false;
    at = end;
  }
  return true;
}

bool same_column(const MappedColumn& left, const MappedColumn& right) {
  if (left.heading.empty() && right.heading.empty()) return left.column == right.column;
  return !left.heading.empty() && names::fold(left.heading) == names::fold(right.heading) &&
         (left.column == 0 || right.column == 0 || left.column == right.column);
}

}  // namespace

base::Result<MappedColumn> parse_mapped_column(std::string_view text) {
  const std::size_t equals = text.rfind('=');
  if (equals == std::string_view::npos || equals == 0)
    return base::failure("LST-030", {{"text", std::string(text)}}, base::Exit::WrongUse);
  MappedColumn column;
  column.heading = text.substr(0, equals);
  if (!read_role(text.substr(equals + 1), column))
    return base::failure("LST-031", {{"word", std::string(text.substr(equals + 1))}, {"words", all_roles()}},
                         base::Exit::WrongUse);
  std::size_t letter = 0;
  if (column.heading.size() <= 2 && sheet::column_of_letters(column.heading, letter)) column.column = letter + 1;
  return column;
}

Mapping mapping_of(const people::ListVersion& version) {
  Mapping mapping;
  for (std::size_t at = 0; at < version.columns.size(); ++at) {
    const people::Column& column = version.columns[at];
    mapping.columns.push_back({column.heading, at + 1, column.role});
  }
  return mapping;
}

void add(Mapping& mapping, MappedColumn column) {
  for (MappedColumn& known : mapping.columns)
    if (same_column(known, column)) {
      known = std::move(column);
      return;
    }
  mapping.columns.push_back(std::move(column));
}

base::json::Value to_json(const Mapping& mapping) {
  base::json::Array columns;
  for (const MappedColumn& column : mapping.columns) {
    base::json::Object object{{"role", word_of(column.role)}};
    if (!column.heading.empty()) object["heading"] = column.heading;
    if (column.column != 0) object["column"] = static_cast<std::int64_t>(column.column);
    for (const auto& [order, word] : kOrders)
      if (order == column.order) object["order"] = word;
    for (const auto& [calendar, word] : kCalendars)
      if (calendar == column.calendar) object["calendar"] = word;
    columns.emplace_back(std::move(object));
  }
  base::json::Object object{{"columns", std::move(columns)}};
  if (!mapping.sheets.empty()) object["sheets"] = base::json::Array(mapping.sheets.begin(), mapping.sheets.end());
  if (mapping.header_row != 0) object["header_row"] = static_cast<std::int64_t>(mapping.header_row);
  if (!mapping.encoding.empty()) object["encoding"] = mapping.encoding;
  base::json::Array everyone;
  for (const Said& said : mapping.everyone) everyone.emplace_back(to_text(said));
  if (!everyone.empty()) object["everyone"] = std::move(everyone);
  return object;
}

base::Result<Mapping> mapping_from_json(const base::json::Value& value) {
  const base::json::Value* list = value.find("columns");
  if (list == nullptr || list->array() == nullptr) return base::failure("LST-032", {}, base::Exit::WrongUse);
  Mapping mapping;
  if (const std::string_view sheet = value.text("sheet"); !sheet.empty()) mapping.sheets.emplace_back(sheet);
  if (const base::json::Value* sheets = value.find("sheets"); sheets != nullptr && sheets->array() != nullptr)
    for (const base::json::Value& sheet : *sheets->array())
      if (sheet.string() != nullptr) mapping.sheets.push_back(*sheet.string());
  mapping.encoding = value.text("encoding");
  mapping.header_row = static_cast<std::size_t>(std::max<std::int64_t>(0, value.number("header_row")));
  if (const base::json::Value* everyone = value.find("everyone"); everyone != nullptr && everyone->array() != nullptr)
    for (const base::json::Value& said : *everyone->array())
      if (said.string() != nullptr) mapping.everyone.push_back(MIDSPAN_TRY(parse_said(*said.string())));
  for (const base::json::Value& item : *list->array()) {
    MappedColumn column;
    column.remembered = true;
    column.heading = item.text("heading");
    column.column = static_cast<std::size_t>(std::max<std::int64_t>(0, item.number("column")));
    std::string words(item.text("role"));
    for (const std::string_view part : {item.text("order"), item.text("calendar")})
      if (!part.empty()) words.append(":").append(part);
    if (!read_role(words, column) || (column.heading.empty() && column.column == 0))
      return base::failure("LST-032", {}, base::Exit::WrongUse);
    mapping.columns.push_back(std::move(column));
  }
  return mapping;
}

}  // namespace midspan::lists
