// SPDX-License-Identifier: Apache-2.0
#include "clear/certificate/tables.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "base/csv.hpp"
#include "base/day.hpp"
#include "clear/model/words.hpp"
#include "clear/tables.hpp"

namespace midspan::clear::certificate {

namespace {

using namespace people;

constexpr const char* kSexes[] = {"", "female", "male", "other"};
constexpr const char* kHealth[] = {"", "well", "ill", "wounded", "gravely ill", "dead"};
constexpr const char* kStandings[] = {"alleged", "acknowledged", "confirmed", "interviewed"};
constexpr const char* kAnswers[] = {"held",
                                    "held by other",
                                    "released",
                                    "exchanged",
                                    "transferred",
                                    "escaped",
                                    "died in custody",
                                    "died before custody",
                                    "never held",
                                    "not conflict related",
                                    "duplicate of",
                                    "insufficient data",
                                    "under search",
                                    "declines"};
constexpr const char* kHolds[] = {"court order", "consent", "refoulement", "medical",         "penal",
                                  "identity",    "minor",   "family unit", "party objection", "other"};
constexpr const char* kConsents[] = {"", "yes", "no", "undecided"};

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ";") + part;
  return out;
}

std::string span_text(const DateSpan& span) {
  if (!span.known()) return "";
  const std::string first = base::format_day(span.earliest);
  return span.earliest == span.latest ? first : first + "/" + base::format_day(span.latest);
}

std::string list_text(const PersonFacts& person) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < person.lists.size(); ++at)
    parts.push_back(person.lists[at] + ":" +
                    std::to_string(at < person.list_positions.size() ? person.list_positions[at] : 0));
  return joined(parts);
}

// Headings of other columns; one that a person has twice stands twice.
using Others = std::map<std::string, std::size_t>;

std::vector<std::string> values_of(const PersonFacts& person, const std::string& heading) {
  std::vector<std::string> values;
  for (const auto& [name, cell] : person.other)
    if (name == heading && !cell.empty()) values.push_back(cell);
  return values;
}

std::vector<std::string> cells_of(const PersonFacts& person, const Others& others) {
  std::vector<std::string> holds;
  for (const HoldKind hold : person.holds) holds.push_back(kHolds[static_cast<int>(hold)]);
  std::vector<std::string> cells = {person.id.text(),
                                    person.commitment,
                                    person.held_by,
                                    person.on_behalf_of,
                                    joined(person.wanted_by),
                                    joined(person.nationalities),
                                    joined(person.categories),
                                    person.rank,
                                    person.unit,
                                    person.sentence,
                                    joined(person.offences),
                                    kSexes[static_cast<int>(person.sex)],
                                    span_text(person.birth),
                                    kHealth[static_cast<int>(person.health)],
                                    span_text(person.held_since),
                                    span_text(person.captured),
                                    list_text(person),
                                    kStandings[static_cast<int>(person.standing)],
                                    person.contested ? "yes" : "",
                                    person.answer ? kAnswers[static_cast<int>(*person.answer)] : "",
                                    joined(holds),
                                    kConsents[static_cast<int>(person.travel_consent)],
                                    joined(person.consented_destinations),
                                    joined(person.refused_destinations),
                                    person.family_unit,
                                    person.wish,
                                    person.remains ? "yes" : "",
                                    person.cases == 1 ? "" : std::to_string(person.cases)};
  for (const auto& [heading, columns] : others) {
    std::vector<std::string> values = values_of(person, heading);
    values.resize(columns);
    cells.insert(cells.end(), values.begin(), values.end());
  }
  return cells;
}

constexpr const char* kHeadings =
    "id,commitment,held by,on behalf of,wanted "
    "by,nationality,category,rank,unit,sentence,offence,sex,birth,health,held "
    "since,captured,lists,standing,contested,answer,holds,consent,consented to,refuses,family,wish,remains,cases";

void append_line(std::string& out, const std::vector<std::string>& cells) {
  for (std::size_t at = 0; at < cells.size(); ++at) {
    if (at > 0) out += ',';
    base::append_csv_field(out, cells[at]);
  }
  out += '\n';
}

bool same_span(const DateSpan& left, const DateSpan& right) {
  return left.known() == right.known() &&
         (!left.known() || (left.earliest == right.earliest && left.latest == right.latest));
}

bool same_facts(const PersonFacts& left, const PersonFacts& right) {
  auto others = left.other, same = right.other;
  std::sort(others.begin(), others.end());
  std::sort(same.begin(), same.end());
  return left.id == right.id && left.commitment == right.commitment && left.held_by == right.held_by &&
         left.on_behalf_of == right.on_behalf_of && left.wanted_by == right.wanted_by &&
         left.nationalities == right.nationalities && left.categories == right.categories && left.rank == right.rank &&
         left.unit == right.unit && left.sentence == right.sentence && left.offences == right.offences &&
         left.sex == right.sex && same_span(left.birth, right.birth) && left.health == right.health &&
         same_span(left.held_since, right.held_since) && same_span(left.captured, right.captured) &&
         left.lists == right.lists && left.standing == right.standing && left.contested == right.contested &&
         left.answer == right.answer && left.holds == right.holds && left.travel_consent == right.travel_consent &&
         left.consented_destinations == right.consented_destinations &&
         left.refused_destinations == right.refused_destinations && left.family_unit == right.family_unit &&
         left.wish == right.wish && left.remains == right.remains && left.cases == right.cases && others == same;
}

void see(const Set& set, std::set<std::string>& columns) {
  for (const Filter& filter : set.filters)
    if (filter.kind == Filter::Kind::Field || filter.kind == Filter::Kind::FieldNumber)
      columns.insert(model::folded(filter.text));
  for (const Set& part : set.parts) see(part, columns);
}

// Columns beyond the known ones by which some population of the agreement tells people apart.
std::set<std::string> asked_columns(const Agreement& agreement) {
  std::set<std::string> columns;
  for (const Definition& definition : agreement.definitions) see(definition.set, columns);
  for (const Goal& goal : agreement.goals) see(goal.of, columns);
  const auto see_body = [&](const auto& body) {
    if constexpr (requires { body.of.filters; }) see(body.of, columns);
    if constexpr (requires { body.who.filters; }) see(body.who, columns);
    if constexpr (requires { body.delivered.filters; }) see(body.delivered, columns);
    if constexpr (requires { body.pool.filters; }) see(body.pool, columns);
    if constexpr (requires { body.reserve.filters; }) see(body.reserve, columns);
    if constexpr (requires { body.within.filters; }) see(body.within, columns);
    if constexpr (requires { body.owed; })
      for (const Owed& part : body.owed) see(part.of, columns);
    if constexpr (requires { body.classes; })
      for (const Set& part : body.classes) see(part, columns);
  };
  for (const Article& article : agreement.articles)
    for (const Clause& clause : article.clauses) std::visit(see_body, clause.body);
  return columns;
}

}  // namespace

base::Result<std::string> people_table(std::span<const PersonFacts> given, const Agreement& agreement) {
  const std::set<std::string> asked = asked_columns(agreement);
  std::vector<PersonFacts> people(given.begin(), given.end());
  for (PersonFacts& person : people)
    std::erase_if(person.other, [&](const auto& field) {
      return field.second.empty() || !asked.contains(model::folded(field.first));
    });
  std::vector<const PersonFacts*> by_id;
  Others others;
  for (const PersonFacts& person : people) {
    by_id.push_back(&person);
    for (const auto& [heading, cell] : person.other)
      if (!cell.empty()) others[heading] = std::max(others[heading], values_of(person, heading).size());
  }
  std::sort(by_id.begin(), by_id.end(), [](const auto* left, const auto* right) { return left->id < right->id; });
  std::string out = kHeadings;
  for (const auto& [heading, columns] : others)
    for (std::size_t at = 0; at < columns; ++at) base::append_csv_field(out += ',', heading);
  out += '\n';
  for (const PersonFacts* person : by_id) append_line(out, cells_of(*person, others));
  const PeopleTable again = read_people(out, "people.csv");
  for (std::size_t at = 0; at < by_id.size(); ++at)
    if (at >= again.people.size() || !again.findings.empty() || !same_facts(*by_id[at], again.people[at]))
      return base::failure("CLR-016", {{"person", by_id[at]->id.text()}});
  return out;
}

std::string ledger_table(std::span<const Delivery> ledger) {
  std::string out = "person,from,to,population,count,phase,day,outcome,outside the key,facts\n";
  for (const Delivery& entry : ledger)
    append_line(out, {entry.person.text(), entry.from, entry.to, entry.population, std::to_string(entry.count),
                      entry.phase, entry.day == 0 ? "" : base::format_day(entry.day), entry.outcome,
                      entry.outside_the_key ? "yes" : "", joined(entry.facts)});
  return out;
}

}  // namespace midspan::clear::certificate
