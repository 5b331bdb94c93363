// SPDX-License-Identifier: Apache-2.0
#include "operation/run_json.hpp"

#include "operation/words.hpp"

namespace midspan::operation {

namespace json = base::json;

namespace {

template <typename Enum>
json::Value number(Enum value) {
  return static_cast<std::int64_t>(value);
}

const json::Array& items(const json::Value& value, std::string_view member) {
  static const json::Array none;
  const json::Value* found = value.find(member);
  return found == nullptr || found->array() == nullptr ? none : *found->array();
}

std::vector<std::string> texts(const json::Value& value, std::string_view member) {
  std::vector<std::string> all;
  for (const json::Value& item : items(value, member))
    if (item.string() != nullptr) all.push_back(*item.string());
  return all;
}

json::Array messages(const std::vector<base::Message>& all) {
  json::Array array;
  for (const base::Message& message : all) array.push_back(to_json(message));
  return array;
}

std::vector<base::Message> messages_from(const json::Value& value, std::string_view member) {
  std::vector<base::Message> all;
  for (const json::Value& item : items(value, member)) all.push_back(message_from_json(item));
  return all;
}

}  // namespace

json::Value to_json(const base::Message& message) {
  json::Array arguments;
  for (const auto& [name, value] : message.arguments) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) arguments.push_back(json::Array{name, *whole});
    else arguments.push_back(json::Array{name, std::get<std::string>(value)});
  }
  json::Object object{{"code", message.code}};
  if (!arguments.empty()) object["arguments"] = std::move(arguments);
  return object;
}

base::Message message_from_json(const json::Value& value) {
  base::Message message{std::string(value.text("code")), {}};
  for (const json::Value& item : items(value, "arguments")) {
    const json::Array* pair = item.array();
    if (pair == nullptr || pair->size() != 2 || (*pair)[0].string() == nullptr) continue;
    if ((*pair)[1].integer() != nullptr) message.arguments.emplace_back(*(*pair)[0].string(), *(*pair)[1].integer());
    else if ((*pair)[1].string() != nullptr) message.arguments.emplace_back(*(*pair)[0].string(), *(*pair)[1].string());
  }
  return message;
}

json::Value to_json(const std::vector<people::CandidatePair>& pairs) {
  json::Array array;
  for (const people::CandidatePair& pair : pairs) {
    json::Array evidence;
    for (const people::FieldEvidence& field : pair.evidence)
      evidence.push_back(json::Object{{"field", field.field},
                                      {"left", field.left},
                                      {"right", field.right},
                                      {"level", to_json(field.level)},
                                      {"weight", static_cast<std::int64_t>(field.weight)},
                                      {"frequency", static_cast<std::int64_t>(field.frequency_weight)}});
    array.push_back(json::Object{{"left", pair.left.text()},
                                 {"right", pair.right.text()},
                                 {"weight", static_cast<std::int64_t>(pair.weight)},
                                 {"ppm", static_cast<std::int64_t>(pair.probability_ppm)},
                                 {"relation", number(pair.relation)},
                                 {"evidence", std::move(evidence)}});
  }
  return json::Object{{"pairs", std::move(array)}};
}

std::vector<people::CandidatePair> candidates_from_json(const json::Value& value) {
  std::vector<people::CandidatePair> pairs;
  for (const json::Value& item : items(value, "pairs")) {
    people::CandidatePair pair;
    pair.left = people::EntryId(std::string(item.text("left")));
    pair.right = people::EntryId(std::string(item.text("right")));
    pair.weight = static_cast<std::int32_t>(item.number("weight"));
    pair.probability_ppm = static_cast<std::int32_t>(item.number("ppm"));
    pair.relation = static_cast<people::Relation>(item.number("relation"));
    for (const json::Value& field : items(item, "evidence"))
      pair.evidence.push_back(
          {std::string(field.text("field")), std::string(field.text("left")), std::string(field.text("right")),
           field.find("level") == nullptr ? base::Message() : message_from_json(*field.find("level")),
           static_cast<std::int32_t>(field.number("weight")), static_cast<std::int32_t>(field.number("frequency"))});
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

json::Value details_json(const people::Statement& statement, std::string_view remark) {
  json::Object object;
  if (!statement.date.raw.empty()) object["date"] = statement.date.raw;
  if (statement.date.known()) {
    object["earliest"] = statement.date.earliest;
    object["latest"] = statement.date.latest;
  }
  if (!statement.detail.empty()) object["detail"] = statement.detail;
  if (!remark.empty()) object["remark"] = std::string(remark);
  return object.size() == 0 ? json::Value() : json::Value(std::move(object));
}

void read_details(people::Statement& statement, const json::Value& details) {
  statement.date.raw = details.text("date");
  statement.date.earliest = static_cast<base::Day>(details.number("earliest", 0));
  statement.date.latest = static_cast<base::Day>(details.number("latest", -1));
  statement.detail = details.text("detail");
}

json::Value to_json(const people::Consent& consent) {
  json::Object object{{"entry", consent.entry.text()},
                      {"scope", consent.scope == people::ConsentScope::Travel ? "travel" : "destination"},
                      {"answer", std::string(word(consent.answer))}};
  if (!consent.destination.empty()) object["destination"] = consent.destination;
  return object;
}

people::Consent consent_from_json(const json::Value& value) {
  people::Consent consent;
  consent.entry = people::EntryId(std::string(value.text("entry")));
  consent.scope =
      value.text("scope") == "destination" ? people::ConsentScope::Destination : people::ConsentScope::Travel;
  consent.answer = consent_answer(value.text("answer")).value_or(people::ConsentAnswer::Missing);
  consent.destination = value.text("destination");
  return consent;
}

json::Value to_json(const people::Allocation& allocation) {
  json::Array allotted;
  for (const people::Allotted& one : allocation.allotted)
    allotted.push_back(json::Object{{"person", one.person.text()},
                                    {"by", one.released_by},
                                    {"to", one.to},
                                    {"phase", one.phase},
                                    {"article", one.article},
                                    {"reasons", messages(one.reasons)}});
  json::Array left_out;
  for (const people::NotAllotted& one : allocation.not_allotted)
    left_out.push_back(json::Object{{"person", one.person.text()}, {"reasons", messages(one.reasons)}});
  json::Array counts;
  for (const people::ArticleCount& one : allocation.counts)
    counts.push_back(json::Object{{"article", one.article},
                                  {"party", one.party},
                                  {"population", one.in_population},
                                  {"name", one.population},
                                  {"eligible", one.eligible},
                                  {"asked", one.asked},
                                  {"given", one.given},
                                  {"elsewhere", one.elsewhere},
                                  {"delivered", one.delivered}});
  json::Array shortfalls;
  for (const people::Shortfall& one : allocation.shortfalls) {
    json::Array reasons;
    for (const auto& [reason, people_count] : one.reasons)
      reasons.push_back(json::Array{to_json(reason), people_count});
    shortfalls.push_back(
        json::Object{{"article", one.article}, {"missing", one.missing}, {"reasons", std::move(reasons)}});
  }
  json::Array goals;
  for (const people::GoalValue& one : allocation.goals)
    goals.push_back(json::Object{{"goal", one.goal}, {"value", one.value}, {"bound", one.bound}});
  json::Array conflicts;
  for (const people::Conflict& one : allocation.conflicts)
    conflicts.push_back(json::Object{{"articles", json::Array(one.articles.begin(), one.articles.end())},
                                     {"numbers", messages(one.numbers)},
                                     {"proved", one.proved_minimal}});
  json::Object object{{"outcome", number(allocation.outcome)},
                      {"world", allocation.world},
                      {"allotted", std::move(allotted)},
                      {"not_allotted", std::move(left_out)},
                      {"counts", std::move(counts)},
                      {"goals", std::move(goals)},
                      {"conflicts", std::move(conflicts)},
                      {"input", allocation.input_digest},
                      {"relaxed", allocation.relaxed},
                      {"shortfalls", std::move(shortfalls)},
                      {"pending", messages(allocation.pending)}};
  if (!allocation.certificate.empty()) object["certificate"] = allocation.certificate;
  return object;
}

people::Allocation allocation_from_json(const json::Value& value) {
  people::Allocation allocation;
  allocation.outcome = static_cast<people::Outcome>(value.number("outcome"));
  allocation.world = value.text("world");
  for (const json::Value& item : items(value, "allotted"))
    allocation.allotted.push_back({people::PersonId(std::string(item.text("person"))), std::string(item.text("by")),
                                   std::string(item.text("to")), std::string(item.text("phase")),
                                   std::string(item.text("article")), messages_from(item, "reasons")});
  for (const json::Value& item : items(value, "not_allotted"))
    allocation.not_allotted.push_back(
        {people::PersonId(std::string(item.text("person"))), messages_from(item, "reasons")});
  for (const json::Value& item : items(value, "counts")) {
    people::ArticleCount count;
    count.article = item.text("article");
    count.party = item.text("party");
    count.in_population = item.number("population");
    count.eligible = item.number("eligible");
    count.asked = item.number("asked");
    count.given = item.number("given");
    count.population = item.text("name");
    count.delivered = item.number("delivered");
    count.elsewhere = item.number("elsewhere");
    allocation.counts.push_back(std::move(count));
  }
  for (const json::Value& item : items(value, "shortfalls")) {
    people::Shortfall shortfall;
    shortfall.article = item.text("article");
    shortfall.missing = item.number("missing");
    for (const json::Value& reason : items(item, "reasons"))
      if (reason.array() != nullptr && reason.array()->size() == 2 && (*reason.array())[1].integer() != nullptr)
        shortfall.reasons.emplace_back(message_from_json((*reason.array())[0]), *(*reason.array())[1].integer());
    allocation.shortfalls.push_back(std::move(shortfall));
  }
  allocation.pending = messages_from(value, "pending");
  const json::Value* relaxed = value.find("relaxed");
  allocation.relaxed = relaxed != nullptr && relaxed->boolean() != nullptr && *relaxed->boolean();
  for (const json::Value& item : items(value, "goals"))
    allocation.goals.push_back({std::string(item.text("goal")), item.number("value"), item.number("bound")});
  for (const json::Value& item : items(value, "conflicts")) {
    people::Conflict conflict;
    conflict.articles = texts(item, "articles");
    conflict.numbers = messages_from(item, "numbers");
    const json::Value* proved = item.find("proved");
    conflict.proved_minimal = proved != nullptr && proved->boolean() != nullptr && *proved->boolean();
    allocation.conflicts.push_back(std::move(conflict));
  }
  allocation.input_digest = value.text("input");
  allocation.certificate = value.text("certificate");
  return allocation;
}

json::Value to_json(const people::Manifest& manifest) {
  json::Object parties;
  for (const auto& [party, names] : manifest.party_names) {
    json::Object spelled;
    for (const auto& [language, name] : names) spelled[language] = name;
    parties[party] = std::move(spelled);
  }
  json::Array lines;
  for (const people::ManifestLine& line : manifest.lines)
    lines.push_back(json::Object{{"number", line.annex_number},
                                 {"person", line.person.text()},
                                 {"name", line.name},
                                 {"other_script", line.other_script},
                                 {"derived", line.romanisation_derived},
                                 {"birth", line.birth_iso},
                                 {"reference", line.reference},
                                 {"stretcher", line.stretcher},
                                 {"family", line.family_unit},
                                 {"boarding", number(line.boarding)},
                                 {"outcome", number(line.outcome)},
                                 {"reason", line.reason}});
  json::Object titles;
  for (const auto& [language, title] : manifest.operation_titles) titles[language] = title;
  const people::Leg& leg = manifest.leg;
  json::Object described{
      {"id", leg.id}, {"carrier", leg.carrier}, {"from", leg.from_place}, {"to", leg.to_place}, {"day", leg.day}};
  if (leg.seats) described["seat_limit"] = *leg.seats;
  if (leg.stretchers) described["stretcher_limit"] = *leg.stretchers;
  return json::Object{
      {"title", manifest.operation_title}, {"titles", std::move(titles)},    {"operation", manifest.operation_id},
      {"phase", manifest.phase},           {"annex", manifest.annex_digest}, {"leg", std::move(described)},
      {"by", manifest.handed_by},          {"to", manifest.handed_to},       {"through", manifest.through},
      {"parties", std::move(parties)},     {"lines", std::move(lines)},      {"unsealed", manifest.unsealed}};
}

namespace {

people::Leg leg_from_json(const json::Value& value) {
  people::Leg leg;
  leg.id = value.text("id");
  leg.carrier = value.text("carrier");
  leg.from_place = value.text("from");
  leg.to_place = value.text("to");
  leg.day = value.text("day");
  const auto limit = [&](std::string_view member) {
    return value.find(member) == nullptr ? std::nullopt : std::optional(value.number(member));
  };
  leg.seats = limit("seat_limit");
  leg.stretchers = limit("stretcher_limit");
  // As it was written while no seats meant no limit.
  if (const auto seats = limit("seats"); seats && *seats > 0) leg.seats = seats;
  if (const auto stretchers = limit("stretchers"); stretchers && (leg.seats || *stretchers > 0))
    leg.stretchers = stretchers;
  return leg;
}

}  // namespace

people::Manifest manifest_from_json(const json::Value& value) {
  const auto truth = [](const json::Value& of, std::string_view member) {
    const json::Value* found = of.find(member);
    return found != nullptr && found->boolean() != nullptr && *found->boolean();
  };
  people::Manifest manifest;
  manifest.operation_title = value.text("title");
  if (const json::Value* titles = value.find("titles"); titles != nullptr && titles->object() != nullptr)
    for (const auto& [language, title] : titles->object()->members())
      if (title.string() != nullptr) manifest.operation_titles[language] = *title.string();
  manifest.operation_id = value.text("operation");
  manifest.phase = value.text("phase");
  manifest.annex_digest = value.text("annex");
  manifest.handed_by = value.text("by");
  manifest.handed_to = value.text("to");
  manifest.through = value.text("through");
  manifest.unsealed = truth(value, "unsealed");
  if (const json::Value* leg = value.find("leg")) manifest.leg = leg_from_json(*leg);
  if (const json::Value* parties = value.find("parties"); parties != nullptr && parties->object() != nullptr)
    for (const auto& [party, names] : parties->object()->members())
      if (names.object() != nullptr)
        for (const auto& [language, name] : names.object()->members())
          if (name.string() != nullptr) manifest.party_names[party][language] = *name.string();
  for (const json::Value& item : items(value, "lines")) {
    people::ManifestLine line;
    line.annex_number = item.number("number");
    line.person = people::PersonId(std::string(item.text("person")));
    line.name = item.text("name");
    line.other_script = item.text("other_script");
    line.romanisation_derived = truth(item, "derived");
    line.birth_iso = item.text("birth");
    line.reference = item.text("reference");
    line.stretcher = truth(item, "stretcher");
    line.family_unit = item.text("family");
    line.boarding = static_cast<people::Boarding>(item.number("boarding"));
    line.outcome = static_cast<people::HandoverOutcome>(item.number("outcome"));
    line.reason = item.text("reason");
    manifest.lines.push_back(std::move(line));
  }
  return manifest;
}

}  // namespace midspan::operation
