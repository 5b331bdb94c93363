// SPDX-License-Identifier: Apache-2.0
#include "clear/tables.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include "base/bytes.hpp"
#include "base/csv.hpp"
#include "clear/model/words.hpp"
#include "people/counted.hpp"

namespace midspan::clear {

namespace {

using namespace people;
using model::folded;

std::vector<std::string> parts_of(std::string_view cell) {
  std::vector<std::string> parts;
  while (!cell.empty()) {
    const std::size_t end = cell.find(';');
    std::string_view part = cell.substr(0, end);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    if (!part.empty()) parts.emplace_back(part);
    if (end == std::string_view::npos) break;
    cell.remove_prefix(end + 1);
  }
  return parts;
}

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

// "1990-02-03", "1990-02", "1990", "1988/1990".
std::optional<DateSpan> span_of(std::string_view text) {
  DateSpan span;
  span.raw = std::string(text);
  const auto bounds = [](std::string_view part) -> std::optional<std::pair<base::Day, base::Day>> {
    if (const auto day = base::parse_day(part)) return std::pair(*day, *day);
    const auto year = whole(part.substr(0, 4));
    if (!year || *year < 1 || *year > 9999) return std::nullopt;
    if (part.size() == 4)
      return std::pair(base::day_of({static_cast<int>(*year), 1, 1}), base::day_of({static_cast<int>(*year), 12, 31}));
    if (part.size() != 7 || part[4] != '-') return std::nullopt;
    const auto month = whole(part.substr(5));
    if (!month || *month < 1 || *month > 12) return std::nullopt;
    const int y = static_cast<int>(*year), m = static_cast<int>(*month);
    return std::pair(base::day_of({y, m, 1}), base::day_of({y, m, base::days_in_month(y, m)}));
  };
  const std::size_t slash = text.find('/');
  const auto first = bounds(text.substr(0, slash));
  const auto last = slash == std::string_view::npos ? first : bounds(text.substr(slash + 1));
  if (!first || !last) return std::nullopt;
  span.earliest = first->first;
  span.latest = last->second;
  if (span.earliest > span.latest) return std::nullopt;
  span.calendar = Calendar::Gregorian;
  span.precision = span.earliest == span.latest ? Precision::Day : Precision::Year;
  return span;
}

template <typename Value>
bool pick(std::string_view cell, const std::map<std::string, Value>& words, Value& out) {
  const auto found = words.find(folded(cell));
  if (found == words.end()) return false;
  out = found->second;
  return true;
}

const std::set<std::string> kOutcomes = {"received",     "refused",   "unfit",      "dead",
                                         "already free", "not found", "unexplained"};
const std::map<std::string, bool> kYesNo = {{"yes", true},  {"no", false},    {"1", true},  {"0", false},
                                            {"true", true}, {"false", false}, {"sí", true}, {"si", true}};
const std::map<std::string, Sex> kSexes = {{"female", Sex::Female}, {"f", Sex::Female},       {"woman", Sex::Female},
                                           {"male", Sex::Male},     {"m", Sex::Male},         {"man", Sex::Male},
                                           {"other", Sex::Other},   {"unknown", Sex::Unknown}};
const std::map<std::string, Health> kHealth = {
    {"unknown", Health::Unknown},        {"well", Health::Well}, {"ill", Health::Ill}, {"wounded", Health::Wounded},
    {"gravely ill", Health::GravelyIll}, {"dead", Health::Dead}};
const std::map<std::string, Standing> kStandings = {{"alleged", Standing::Alleged},
                                                    {"acknowledged", Standing::Acknowledged},
                                                    {"confirmed", Standing::Confirmed},
                                                    {"interviewed", Standing::Interviewed}};
const std::map<std::string, ConsentAnswer> kConsents = {{"yes", ConsentAnswer::Yes},
                                                        {"no", ConsentAnswer::No},
                                                        {"undecided", ConsentAnswer::Undecided},
                                                        {"missing", ConsentAnswer::Missing}};
const std::map<std::string, HoldKind> kHolds = {{"court order", HoldKind::CourtOrder},
                                                {"consent", HoldKind::Consent},
                                                {"refoulement", HoldKind::Refoulement},
                                                {"medical", HoldKind::Medical},
                                                {"penal", HoldKind::Penal},
                                                {"identity", HoldKind::Identity},
                                                {"minor", HoldKind::Minor},
                                                {"family unit", HoldKind::FamilyUnit},
                                                {"party objection", HoldKind::PartyObjection},
                                                {"other", HoldKind::Other}};
const std::map<std::string, StatementCode> kAnswers = {{"held", StatementCode::Held},
                                                       {"held by other", StatementCode::HeldByOther},
                                                       {"released", StatementCode::Released},
                                                       {"exchanged", StatementCode::Exchanged},
                                                       {"transferred", StatementCode::Transferred},
                                                       {"escaped", StatementCode::Escaped},
                                                       {"died in custody", StatementCode::DiedInCustody},
                                                       {"died before custody", StatementCode::DiedBeforeCustody},
                                                       {"never held", StatementCode::NeverHeld},
                                                       {"not conflict related", StatementCode::NotConflictRelated},
                                                       {"duplicate of", StatementCode::DuplicateOf},
                                                       {"insufficient data", StatementCode::InsufficientData},
                                                       {"under search", StatementCode::UnderSearch},
                                                       {"declines", StatementCode::Declines}};

// Reads one cell into a person; false: not a value of that column.
using Reader = std::function<bool(PersonFacts&, std::string_view)>;

template <typename Member>
Reader text_into(Member member) {
  return [member](PersonFacts& person, std::string_view cell) {
    person.*member = std::string(cell);
    return true;
  };
}
template <typename Member>
Reader words_into(Member member) {
  return [member](PersonFacts& person, std::string_view cell) {
    person.*member = parts_of(cell);
    return true;
  };
}
template <typename Member, typename Words>
Reader choice_into(Member member, const Words& words) {
  return [member, &words](PersonFacts& person, std::string_view cell) { return pick(cell, words, person.*member); };
}
Reader date_into(DateSpan PersonFacts::* member) {
  return [member](PersonFacts& person, std::string_view cell) {
    const auto span = span_of(cell);
    if (span) person.*member = *span;
    else (person.*member).raw = std::string(cell);
    return span.has_value();
  };
}

// "NAMED" or "RESERVE:12", where 12 is the line on that list; several with ';'.
bool read_lists(PersonFacts& person, std::string_view cell) {
  bool fine = true;
  for (const std::string& part : parts_of(cell)) {
    const std::size_t colon = part.rfind(':');
    const auto position = colon == std::string::npos ? std::nullopt : whole(std::string_view(part).substr(colon + 1));
    person.lists.push_back(position ? part.substr(0, colon) : part);
    person.list_positions.push_back(position.value_or(0));
    fine = fine && (colon == std::string::npos || position);
  }
  return fine;
}

const std::map<std::string, Reader>& readers() {
  static const auto* const all = new std::map<std::string, Reader>{
      {"id",
       [](PersonFacts& person, std::string_view cell) {
         person.id = PersonId(std::string(cell));
         return true;
       }},
      {"commitment", text_into(&PersonFacts::commitment)},
      {"name", text_into(&PersonFacts::display_name)},
      {"held by", text_into(&PersonFacts::held_by)},
      {"on behalf of", text_into(&PersonFacts::on_behalf_of)},
      {"wanted by", words_into(&PersonFacts::wanted_by)},
      {"nationality", words_into(&PersonFacts::nationalities)},
      {"category", words_into(&PersonFacts::categories)},
      {"rank", text_into(&PersonFacts::rank)},
      {"unit", text_into(&PersonFacts::unit)},
      {"sentence", text_into(&PersonFacts::sentence)},
      {"offence", words_into(&PersonFacts::offences)},
      {"sex", choice_into(&PersonFacts::sex, kSexes)},
      {"birth", date_into(&PersonFacts::birth)},
      {"health", choice_into(&PersonFacts::health, kHealth)},
      {"held since", date_into(&PersonFacts::held_since)},
      {"captured", date_into(&PersonFacts::captured)},
      {"lists", read_lists},
      {"standing", choice_into(&PersonFacts::standing, kStandings)},
      {"contested", choice_into(&PersonFacts::contested, kYesNo)},
      {"answer",
       [](PersonFacts& person, std::string_view cell) {
         StatementCode code = StatementCode::Held;
         if (!pick(cell, kAnswers, code)) return false;
         person.answer = code;
         return true;
       }},
      {"holds",
       [](PersonFacts& person, std::string_view cell) {
         bool fine = true;
         for (const std::string& part : parts_of(cell)) {
           HoldKind kind = HoldKind::Other;  // a hold in words that we do not know is a hold all the same
           fine = pick(part, kHolds, kind) && fine;
           person.holds.push_back(kind);
         }
         return fine;
       }},
      {"consent", choice_into(&PersonFacts::travel_consent, kConsents)},
      {"consented to", words_into(&PersonFacts::consented_destinations)},
      {"refuses", words_into(&PersonFacts::refused_destinations)},
      {"family", text_into(&PersonFacts::family_unit)},
      {"wish", text_into(&PersonFacts::wish)},
      {"remains", choice_into(&PersonFacts::remains, kYesNo)},
      {"cases",
       [](PersonFacts& person, std::string_view cell) {
         const auto value = whole(cell);
         if (value) person.cases = *value;
         return value.has_value();
       }},
  };
  return *all;
}

Finding left_out(std::string_view source, std::size_t line, base::Message message) {
  Finding finding;
  finding.message = std::move(message);
  finding.place.source = std::string(source);
  finding.place.row = line;
  return finding;
}

Finding wrong_cell(std::string_view source, std::size_t line, std::size_t column, std::string_view heading,
                   std::string_view cell) {
  Finding finding;
  finding.message = {"CLR-008",
                     {{"path", std::string(source)},
                      {"line", static_cast<std::int64_t>(line)},
                      {"column", std::string(heading)},
                      {"value", std::string(cell)}}};
  finding.place.source = std::string(source);
  finding.place.row = line;
  finding.place.column = column + 1;
  return finding;
}

std::string_view without_mark(std::string_view text) {
  return text.rfind("\xEF\xBB\xBF", 0) == 0 ? text.substr(3) : text;
}

}  // namespace

namespace {

// What a record commits to: its cells, with the id of the person among those that the record stands for.
std::string commitment_of(const std::vector<std::string_view>& cells, std::size_t id_column, const std::string& id) {
  std::string committed;
  for (std::size_t column = 0; column < cells.size(); ++column)
    committed.append(column == id_column ? std::string_view(id) : cells[column]).push_back('\x1f');
  return base::to_hex(base::sha256(committed));
}

constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);

std::size_t column_of(const std::vector<std::string>& headings, std::string_view wanted) {
  for (std::size_t column = 0; column < headings.size(); ++column)
    if (folded(headings[column]) == wanted) return column;
  return kNoColumn;
}

}  // namespace

PeopleTable read_people(std::string_view csv, std::string_view source) {
  PeopleTable table;
  base::CsvReader reader(without_mark(csv));
  std::vector<std::string_view> fields;
  std::vector<std::string> headings;
  if (reader.next(fields)) headings.assign(fields.begin(), fields.end());
  std::vector<const Reader*> columns;
  for (const std::string& heading : headings) {
    const auto found = readers().find(folded(heading));
    columns.push_back(found == readers().end() ? nullptr : &found->second);
  }
  const std::size_t id_column = column_of(headings, "id");
  const std::size_t count_column = column_of(headings, "count");
  table.standing = column_of(headings, "standing") != kNoColumn;
  table.ok = id_column != kNoColumn;
  for (std::size_t column = 0; column < columns.size(); ++column)
    if ((columns[column] != nullptr || column == count_column) &&
        column_of(headings, folded(headings[column])) != column)
      table.twice = headings[column];
  if (!table.ok || !table.twice.empty()) return table;
  CountedIds counted;
  while (reader.next(fields)) {
    if (std::all_of(fields.begin(), fields.end(), [](std::string_view cell) { return cell.empty(); })) continue;
    if (id_column >= fields.size() || fields[id_column].empty()) {
      table.findings.push_back(left_out(source, reader.line(), {"CLR-241", {}}));
      continue;
    }
    PersonFacts person;
    for (std::size_t column = 0; column < fields.size(); ++column) {
      const std::string_view cell = fields[column];
      if (cell.empty() || column == count_column) continue;
      const std::string heading = column < headings.size() ? headings[column] : "column " + std::to_string(column + 1);
      if (column >= columns.size() || columns[column] == nullptr) person.other.emplace_back(heading, std::string(cell));
      else if (!(*columns[column])(person, cell))
        table.findings.push_back(wrong_cell(source, reader.line(), column, heading, cell));
    }
    if (!table.standing && !person.held_by.empty()) person.standing = Standing::Acknowledged;
    const bool committed = !person.commitment.empty();
    std::vector<std::string> ids{person.id.text()};
    if (count_column < fields.size() && !fields[count_column].empty()) {
      auto several = counted.next(ids.front(), fields[count_column]);
      if (!several)
        table.findings.push_back(
            left_out(source, reader.line(),
                     {"CLR-242", {{"value", std::string(fields[count_column])}, {"most", CountedIds::kMost}}}));
      ids = std::move(several).value_or(std::vector<std::string>());
    }
    for (const std::string& id : ids) {
      table.people.push_back(person);
      table.people.back().id = PersonId(id);
      if (!committed) table.people.back().commitment = commitment_of(fields, id_column, id);
    }
  }
  return table;
}

LedgerTable read_ledger(std::string_view csv, std::string_view source) {
  LedgerTable table;
  base::CsvReader reader(without_mark(csv));
  std::vector<std::string_view> fields;
  std::vector<std::string> headings;
  if (reader.next(fields))
    for (const std::string_view field : fields) headings.push_back(folded(field));
  CountedIds counted;
  while (reader.next(fields)) {
    Delivery delivery;
    std::string take;  // the next so many people whose ids begin so
    for (std::size_t column = 0; column < fields.size() && column < headings.size(); ++column) {
      const std::string& heading = headings[column];
      const std::string_view cell = fields[column];
      if (cell.empty()) continue;
      bool fine = true;
      if (heading == "person") delivery.person = PersonId(std::string(cell));
      else if (heading == "from") delivery.from = cell;
      else if (heading == "to") delivery.to = cell;
      else if (heading == "population") delivery.population = cell;
      else if (heading == "phase") delivery.phase = cell;
      else if (heading == "outcome") {
        delivery.outcome = folded(cell);
        if (!kOutcomes.contains(delivery.outcome)) {
          table.findings.push_back(wrong_cell(source, reader.line(), column, heading, cell));
          table.findings.back().message.code = "CLR-249";
        }
      } else if (heading == "facts") delivery.facts = parts_of(cell);
      else if (heading == "outside the key" || heading == "outside")
        fine = pick(cell, kYesNo, delivery.outside_the_key);
      else if (heading == "take") take = cell;
      else if (heading == "step") continue;  // orders the lines for a reader; they stand in order
      else if (heading == "count") {
        const auto value = whole(cell);
        fine = value.has_value();
        delivery.count = value.value_or(1);
      } else if (heading == "day") {
        const auto day = base::parse_day(cell);
        fine = day.has_value();
        delivery.day = day.value_or(0);
      } else {
        fine = false;
      }
      if (!fine) table.findings.push_back(wrong_cell(source, reader.line(), column, heading, cell));
    }
    if (take.empty()) {
      table.deliveries.push_back(std::move(delivery));
      continue;
    }
    const auto ids = counted.next(take, std::to_string(std::exchange(delivery.count, 1)));
    if (!ids) table.findings.push_back(wrong_cell(source, reader.line(), 0, "take", take));
    for (const std::string& id : ids.value_or(std::vector<std::string>())) {
      delivery.person = PersonId(id);
      table.deliveries.push_back(delivery);
    }
  }
  return table;
}

}  // namespace midspan::clear
