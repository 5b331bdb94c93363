// SPDX-License-Identifier: Apache-2.0
#include "check/table.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>

#include "base/bytes.hpp"
#include "base/csv.hpp"
#include "base/utf8.hpp"
#include "check/vipr.hpp"
#include "names/countries.hpp"
#include "people/counted.hpp"

namespace midspan::check {

namespace {

using namespace people;
using Words = std::vector<std::string>;

// By the value of the enumeration that each stands for.
const Words kSexes = {"unknown", "female", "male", "other"};
const Words kHealth = {"unknown", "well", "ill", "wounded", "gravely ill", "dead"};
const Words kStandings = {"alleged", "acknowledged", "confirmed", "interviewed"};
const Words kConsents = {"missing", "yes", "no", "undecided"};
const Words kHolds = {"court order", "consent", "refoulement", "medical",         "penal",
                      "identity",    "minor",   "family unit", "party objection", "other"};
const Words kAnswers = {"held",
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

int position(const Words& words, const std::string& word) {
  const auto found = std::find(words.begin(), words.end(), word);
  return found == words.end() ? -1 : static_cast<int>(found - words.begin());
}

template <typename Value>
bool choose(Value& into, const Words& words, std::string word) {
  static const std::map<std::string, std::string> kOther = {
      {"f", "female"}, {"woman", "female"}, {"m", "male"}, {"man", "male"}};
  if (const auto other = kOther.find(word); other != kOther.end()) word = other->second;
  const int at = position(words, word);
  if (at >= 0) into = static_cast<Value>(at);
  return at >= 0;
}

bool yes_or_no(bool& into, const std::string& word) {
  into = word == "yes" || word == "1" || word == "true" || word == "sí" || word == "si";
  return into || word == "no" || word == "0" || word == "false";
}

Words parts(std::string_view cell) {
  Words out;
  for (std::size_t at = 0; at <= cell.size();) {
    const std::size_t end = std::min(cell.find(';', at), cell.size());
    std::string_view part = cell.substr(at, end - at);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    if (!part.empty()) out.emplace_back(part);
    at = end + 1;
  }
  return out;
}

Words folded_parts(std::string_view cell) {
  Words out = parts(cell);
  for (std::string& word : out) word = fold(word);
  return out;
}

bool number(std::string_view text, std::int64_t& into) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
  return error == std::errc() && end == text.data() + text.size();
}

// "1990-02-03", "1990-02", "1990", "1988/1990".
bool span(DateSpan& into, const std::string& text) {
  const auto first_day = [](std::string part) {
    if (part.size() == 4) part += "-01";
    return base::parse_day(part.size() == 7 ? part + "-01" : part);
  };
  const auto last_day = [](const std::string& part) {
    if (part.size() == 4) return base::parse_day(part + "-12-31");
    if (part.size() != 7) return base::parse_day(part);
    for (const char* day : {"-31", "-30", "-29"})
      if (const auto last = base::parse_day(part + day)) return last;
    return base::parse_day(part + "-28");
  };
  const std::size_t slash = text.find('/');
  const auto first = first_day(text.substr(0, slash));
  const auto last = last_day(slash == std::string::npos ? text : text.substr(slash + 1));
  if (!first || !last || *first > *last) return false;
  into.earliest = *first;
  into.latest = *last;
  return true;
}

bool read_fact(PersonFacts& person, const std::string& heading, const std::string& cell) {
  const std::string word = fold(cell);
  static const std::map<std::string, std::string PersonFacts::*> kTexts = {
      {"held by", &PersonFacts::held_by},   {"on behalf of", &PersonFacts::on_behalf_of}, {"rank", &PersonFacts::rank},
      {"unit", &PersonFacts::unit},         {"sentence", &PersonFacts::sentence},         {"wish", &PersonFacts::wish},
      {"family", &PersonFacts::family_unit}};
  static const std::map<std::string, Words PersonFacts::*> kLists = {
      {"wanted by", &PersonFacts::wanted_by},
      {"category", &PersonFacts::categories},
      {"offence", &PersonFacts::offences},
      {"consented to", &PersonFacts::consented_destinations},
      {"refuses", &PersonFacts::refused_destinations}};
  static const std::map<std::string, DateSpan PersonFacts::*> kSpans = {
      {"birth", &PersonFacts::birth}, {"held since", &PersonFacts::held_since}, {"captured", &PersonFacts::captured}};
  if (const auto text = kTexts.find(heading); text != kTexts.end()) return person.*(text->second) = word, true;
  if (const auto list = kLists.find(heading); list != kLists.end())
    return person.*(list->second) = folded_parts(cell), true;
  if (const auto date = kSpans.find(heading); date != kSpans.end()) return span(person.*(date->second), cell);
  if (heading == "id") person.id = PersonId(cell), person.display_name = cell;
  else if (heading == "commitment") person.commitment = cell;
  else if (heading == "nationality") {
    for (const std::string& part : parts(cell))
      person.nationalities.push_back(fold(names::country_of(part).value_or(part)));
  } else if (heading == "lists") {
    for (const std::string& part : parts(cell)) {
      const std::size_t colon = part.rfind(':');
      std::int64_t line = 0;
      const bool numbered = colon != std::string::npos && number(std::string_view(part).substr(colon + 1), line);
      if (colon != std::string::npos && !numbered) return false;
      person.lists.push_back(fold(part.substr(0, colon)));
      person.list_positions.push_back(line);
    }
  } else if (heading == "holds") {
    for (const std::string& part : folded_parts(cell))
      if (!choose(person.holds.emplace_back(HoldKind::Other), kHolds, part)) return false;
  } else if (heading == "sex") return choose(person.sex, kSexes, word);
  else if (heading == "health") return choose(person.health, kHealth, word);
  else if (heading == "standing") return choose(person.standing, kStandings, word);
  else if (heading == "consent") return choose(person.travel_consent, kConsents, word);
  else if (heading == "answer") return choose(person.answer.emplace(), kAnswers, word);
  else if (heading == "contested") return yes_or_no(person.contested, word);
  else if (heading == "remains") return yes_or_no(person.remains, word);
  else if (heading == "cases") return number(cell, person.cases);
  else if (heading != "name") person.other.emplace_back(heading, word);
  return true;
}

Words headings_of(base::CsvReader& reader) {
  std::vector<std::string_view> fields;
  Words headings;
  if (reader.next(fields))
    for (const std::string_view field : fields) headings.push_back(fold(field));
  return headings;
}

// Calls for each cell that is not empty; after each record, `done` with all of its cells.
void each_record(std::string_view csv, const std::string& file,
                 const std::function<bool(const std::string&, const std::string&)>& cell_of,
                 const std::function<void(const Words&, const std::vector<std::string_view>&)>& done) {
  if (csv.starts_with("\xEF\xBB\xBF")) csv.remove_prefix(3);
  base::CsvReader reader(csv);
  const Words headings = headings_of(reader);
  std::vector<std::string_view> fields;
  while (reader.next(fields)) {
    if (std::all_of(fields.begin(), fields.end(), [](std::string_view cell) { return cell.empty(); })) continue;
    for (std::size_t at = 0; at < fields.size(); ++at) {
      const std::string heading = at < headings.size() ? headings[at] : "column " + std::to_string(at + 1);
      if (!fields[at].empty() && !cell_of(heading, std::string(fields[at])))
        throw Wrong{{"CHK-020", {{"column", heading}, {"value", std::string(fields[at])}}}, file, reader.line()};
    }
    done(headings, fields);
  }
}

bool compare(std::int64_t value, Comparison comparison, std::int64_t with) {
  switch (comparison) {
    case Comparison::Less: return value < with;
    case Comparison::AtMost: return value <= with;
    case Comparison::Equal: return value == with;
    case Comparison::AtLeast: return value >= with;
    case Comparison::More: return value > with;
  }
  return false;
}

std::int64_t age(base::Day born, base::Day day) {
  const base::CivilDate from = base::civil(born), to = base::civil(day);
  return to.year - from.year - (std::pair(to.month, to.day) < std::pair(from.month, from.day) ? 1 : 0);
}

// Of a date that is not exact, only what holds of its first and of its last day.
bool surely(const DateSpan& span, const std::function<bool(base::Day)>& test) {
  return span.known() && test(span.earliest) && test(span.latest);
}

bool among(const Words& words, const std::string& word) { return position(words, word) >= 0; }

}  // namespace

std::string fold(std::string_view word) {
  std::string out;
  bool gap = false;
  for (std::size_t at = 0; at < word.size();) {
    char32_t point = base::next_code_point(word, at);
    if (point == ' ' || point == '-' || point == '_' || point == '\t' || point == 0xA0) {
      gap = !out.empty();
      continue;
    }
    const bool upper = (point >= 'A' && point <= 'Z') || (point >= 0xC0 && point <= 0xDE && point != 0xD7) ||
                       (point >= 0x391 && point <= 0x3A9) || (point >= 0x410 && point <= 0x42F);
    const bool even = point >= 0x100 && point <= 0x17F && point % 2 == 0 && (point < 0x138 || point > 0x148);
    if (upper) point += 32;
    else if (point >= 0x400 && point <= 0x40F) point += 80;
    else if (even) point += 1;
    if (std::exchange(gap, false)) out += ' ';
    base::append_utf8(out, point);
  }
  return out;
}

std::vector<Row> read_csv(std::string_view csv) {
  std::vector<Row> rows;
  Row row;
  each_record(
      csv, "",
      [&](const std::string& heading, const std::string& cell) {
        row.emplace_back(heading, cell);
        return true;
      },
      [&](const Words&, const std::vector<std::string_view>&) { rows.push_back(std::exchange(row, {})); });
  return rows;
}

namespace {

constexpr const char* kOfOneValue[] = {
    "id",           "count",    "commitment", "name",     "held by",   "on behalf of", "wanted by", "nationality",
    "category",     "rank",     "unit",       "sentence", "offence",   "sex",          "birth",     "health",
    "held since",   "captured", "lists",      "standing", "contested", "answer",       "holds",     "consent",
    "consented to", "refuses",  "family",     "wish",     "remains",   "cases"};

}  // namespace

std::vector<PersonFacts> read_people(std::string_view csv, const std::string& file) {
  std::vector<PersonFacts> people;
  PersonFacts person;
  std::string count;
  CountedIds counted;
  each_record(
      csv, file,
      [&](const std::string& heading, const std::string& cell) {
        if (heading != "count") return read_fact(person, heading, cell);
        std::int64_t size = 0;
        count = cell;
        return number(cell, size) && size >= 0 && size <= CountedIds::kMost;
      },
      [&](const Words& headings, const std::vector<std::string_view>& fields) {
        const auto cells = [&](const std::function<std::string(std::size_t, const std::string&)>& cell_of) {
          std::string all;
          for (std::size_t at = 0; at < fields.size(); ++at)
            all += cell_of(at, at < headings.size() ? headings[at] : "") + '\x1f';
          return all;
        };
        person.birth.raw = cells([&](std::size_t at, const std::string& heading) {
          const bool named = heading == "id" || heading == "commitment" || heading == "name";
          return named ? std::string() : std::string(fields[at]);
        });
        for (const char* column : kOfOneValue)
          if (std::count(headings.begin(), headings.end(), column) > 1)
            throw Wrong{{"CHK-024", {{"column", std::string(column)}}}, file, 1};
        if (person.display_name.empty()) {  // of nobody
          person = {};
          count.clear();
          return;
        }
        if (!among(headings, "standing") && !person.held_by.empty()) person.standing = Standing::Acknowledged;
        std::sort(person.other.begin(), person.other.end());
        Words ids{person.display_name};
        if (!count.empty()) ids = counted.next(ids.front(), std::exchange(count, {})).value_or(Words());
        for (const std::string& id : ids) {
          PersonFacts& one = people.emplace_back(person);
          one.id = PersonId(id);
          one.display_name = id;
          if (one.commitment.empty())
            one.commitment = base::to_hex(base::sha256(cells([&](std::size_t at, const std::string& heading) {
              return heading == "id" ? id : std::string(fields[at]);
            })));
        }
        person = {};
      });
  return people;
}

std::vector<Delivery> read_ledger(std::string_view csv, const std::string& file) {
  std::vector<Delivery> ledger;
  Delivery entry;
  std::string take;
  CountedIds counted;
  static const std::map<std::string, std::string Delivery::*> kTexts = {{"from", &Delivery::from},
                                                                        {"to", &Delivery::to},
                                                                        {"population", &Delivery::population},
                                                                        {"phase", &Delivery::phase}};
  each_record(
      csv, file,
      [&](const std::string& heading, const std::string& cell) {
        if (const auto text = kTexts.find(heading); text != kTexts.end()) return entry.*(text->second) = cell, true;
        if (heading == "person") return entry.person = PersonId(cell), true;
        if (heading == "outcome") return entry.outcome = fold(cell), true;
        if (heading == "facts") return entry.facts = parts(cell), true;
        if (heading == "take") return take = cell, true;
        if (heading == "outside the key" || heading == "outside") return yes_or_no(entry.outside_the_key, fold(cell));
        if (heading == "count") return number(cell, entry.count);
        if (heading != "day") return heading == "step";
        const auto day = base::parse_day(cell);
        entry.day = day.value_or(0);
        return day.has_value();
      },
      [&](const Words&, const std::vector<std::string_view>&) {
        if (take.empty()) ledger.push_back(entry);
        else
          for (const std::string& id :
               counted.next(std::exchange(take, {}), std::to_string(std::exchange(entry.count, 1))).value_or(Words()))
            ledger.emplace_back(entry).person = PersonId(id);
        entry = {};
      });
  return ledger;
}

std::string difference(const PersonFacts& a, const PersonFacts& b) {
  const auto span_of = [](const DateSpan& span) { return std::pair(span.earliest, span.latest); };
  if (a.held_by != b.held_by || a.on_behalf_of != b.on_behalf_of || a.wanted_by != b.wanted_by) return "held_by";
  if (a.nationalities != b.nationalities) return "nationality";
  if (a.categories != b.categories || a.offences != b.offences) return "category";
  if (a.rank != b.rank || a.unit != b.unit || a.sentence != b.sentence) return "rank";
  if (a.sex != b.sex || a.health != b.health || span_of(a.birth) != span_of(b.birth)) return "birth";
  if (span_of(a.held_since) != span_of(b.held_since) || span_of(a.captured) != span_of(b.captured)) return "held_since";
  if (a.lists != b.lists || a.list_positions != b.list_positions) return "lists";
  if (a.standing != b.standing || a.contested != b.contested || a.answer != b.answer) return "standing";
  if (a.holds != b.holds || a.travel_consent != b.travel_consent) return "consent";
  if (a.consented_destinations != b.consented_destinations || a.refused_destinations != b.refused_destinations)
    return "consented_to";
  if (a.family_unit != b.family_unit || a.wish != b.wish) return "family";
  if (a.remains != b.remains || a.cases != b.cases) return "remains";
  for (const auto& field : a.other)
    if (std::find(b.other.begin(), b.other.end(), field) == b.other.end()) return field.first;
  return a.commitment != b.commitment ? "commitment" : "";
}

bool hold_is(HoldKind hold, const std::string& kind) {
  if (kind == "legal") return hold == HoldKind::CourtOrder || hold == HoldKind::Penal || hold == HoldKind::Refoulement;
  const std::string word = kind == "court" ? "court order" : kind == "objection" ? "party objection" : kind;
  return word.empty() || position(kHolds, word) == static_cast<int>(hold);
}

// Ranks of a class: "officer" asks for a captain, too.
bool of_class(const std::string& rank, const std::string& asked) {
  static constexpr const char* kOfficers[] = {"admiral",
                                              "brigadier",
                                              "brigadier general",
                                              "captain",
                                              "colonel",
                                              "commander",
                                              "commodore",
                                              "ensign",
                                              "field marshal",
                                              "first lieutenant",
                                              "flag officer",
                                              "general",
                                              "general in chief",
                                              "lieutenant",
                                              "lieutenant colonel",
                                              "lieutenant commander",
                                              "lieutenant general",
                                              "major",
                                              "major general",
                                              "marshal",
                                              "navy captain",
                                              "navy lieutenant",
                                              "rear admiral",
                                              "second lieutenant",
                                              "vice admiral"};
  static constexpr const char* kNonCommissioned[] = {"corporal", "lance corporal", "master sergeant", "petty officer",
                                                     "sergeant", "sergeant major", "staff sergeant"};
  static constexpr const char* kOther[] = {"private", "sailor", "seaman", "soldier", "non commissioned officer"};
  const auto is_of = [&](const auto& ranks) {
    return std::find(std::begin(ranks), std::end(ranks), rank) != std::end(ranks);
  };
  if (asked == "officer") return is_of(kOfficers);
  if (asked == "non commissioned officer") return is_of(kNonCommissioned);
  return asked == "other rank" && (is_of(kNonCommissioned) || is_of(kOther));
}

// Definitions that name each other in a circle hold nobody.
template <typename Ask>
bool Populations::of_definition(const std::string& name, Answers& known, Ask&& ask) const {
  const auto named = std::find_if(agreement_.definitions.begin(), agreement_.definitions.end(),
                                  [&](const Definition& definition) { return same(definition.name, name); });
  if (named == agreement_.definitions.end()) return false;
  if (const auto [found, fresh] = known.emplace(&named->set, false); !fresh) return found->second;
  return known[&named->set] = ask(named->set);
}

namespace {

// Whoever keeps a column by hand ticks it.
bool is_yes(std::string_view cell) {
  static constexpr std::string_view kYes[] = {"yes", "y",   "x",   "1",  "true", "✓",   "✔",    "+",  "sí",  "si",
                                              "s",   "نعم", "oui", "да", "так",  "sim", "evet", "כן", "بله", "ja"};
  return std::find(std::begin(kYes), std::end(kYes), cell) != std::end(kYes);
}

bool says(std::string_view cell, std::string_view wanted) { return cell == wanted || (is_yes(cell) && is_yes(wanted)); }

}  // namespace

bool Populations::holds(const Filter& filter, const PersonFacts& person, const Set& of) const {
  const base::Day day = of.as_of.value_or(day_);
  const bool by_day =
      filter.kind == Filter::Kind::Aged || filter.kind == Filter::Kind::Minor || filter.kind == Filter::Kind::HeldFor;
  asked_the_day_ = asked_the_day_ || (by_day && !of.as_of);
  const std::string text = fold(filter.text);
  const bool dead = person.remains || person.health == Health::Dead;
  switch (filter.kind) {
    case Filter::Kind::HeldBy: return person.held_by == text;
    case Filter::Kind::HeldOnBehalfOf: return person.on_behalf_of == text;
    case Filter::Kind::WantedBy: return among(person.wanted_by, text);
    case Filter::Kind::OfNationality: return among(person.nationalities, text);
    case Filter::Kind::InCategory: return among(person.categories, text);
    case Filter::Kind::OfRank: return person.rank == text || of_class(person.rank, text);
    case Filter::Kind::OfUnit: return person.unit == text;
    case Filter::Kind::Serving:
      return person.sentence == text || (text == "other" && !person.sentence.empty() && person.sentence != "life");
    case Filter::Kind::ConvictedOf: return among(person.offences, text);
    case Filter::Kind::Aged:
      return surely(person.birth,
                    [&](base::Day born) { return compare(age(born, day), filter.comparison, filter.number.low); });
    case Filter::Kind::OfSex: return person.sex == (text == "female" ? Sex::Female : Sex::Male);
    case Filter::Kind::IllOrWounded: return person.health >= Health::Ill && person.health <= Health::GravelyIll;
    case Filter::Kind::GravelyIll: return person.health == Health::GravelyIll;
    case Filter::Kind::Minor: return surely(person.birth, [&](base::Day born) { return age(born, day) < 18; });
    case Filter::Kind::HeldSince:
      return filter.day &&
             surely(person.since(), [&](base::Day since) { return compare(since, filter.comparison, *filter.day); });
    case Filter::Kind::CapturedBetween:
      return surely(person.captured,
                    [&](base::Day on) { return on >= filter.day.value_or(on) && on <= filter.day2.value_or(on); });
    case Filter::Kind::InList: return among(person.lists, text);
    case Filter::Kind::StandingAtLeast: return filter.open || person.standing >= filter.standing;
    case Filter::Kind::UnderHold:
      return std::any_of(person.holds.begin(), person.holds.end(), [&](HoldKind hold) { return hold_is(hold, text); });
    case Filter::Kind::Alive: return !dead;
    case Filter::Kind::Dead: return dead;
    case Filter::Kind::Field:
      return std::any_of(person.other.begin(), person.other.end(), [&](const auto& field) {
        return field.first == text && says(field.second, fold(filter.text2));
      });
    case Filter::Kind::Consenting: return person.travel_consent == ConsentAnswer::Yes;
    case Filter::Kind::HeldFor:
      return surely(person.since(), [&](base::Day since) {
        const base::CivilDate from = base::civil(since), to = base::civil(day);
        const std::int64_t months = (to.year - from.year) * 12 + to.month - from.month - filter.number.low;
        const int end =
            base::days_in_month(from.year, from.month);  // the 31st of March is a month after the 28th or 29th
        const int last = std::min(to.day, end);
        if (months != 0) return months > 0;
        return filter.comparison == Comparison::More ? from.day < last : from.day <= last;
      });
    case Filter::Kind::Wishing: return person.wish == text;
    case Filter::Kind::FieldNumber:
      return std::any_of(person.other.begin(), person.other.end(), [&](const auto& field) {
        std::int64_t value = 0;
        return field.first == text && number(field.second, value) &&
               compare(value, filter.comparison, filter.number.low);
      });
  }
  return false;
}

bool Populations::contains(const Set& set, const PersonFacts& person, const std::string& bulk,
                           const std::string& article) const {
  Answers known;
  return contains(set, person, bulk, article, known);
}

bool Populations::contains(const Set& set, const PersonFacts& person, const std::string& bulk,
                           const std::string& article, Answers& known) const {
  const auto part = [&](const Set& inner) { return contains(inner, person, bulk, article, known); };
  for (const Filter& filter : set.filters)
    if (holds(filter, person, set) == filter.negated) return false;
  switch (set.kind) {
    case Set::Kind::Persons: return bulk.empty() && !person.remains;
    case Set::Kind::Remains: return bulk.empty() && person.remains;
    case Set::Kind::Defined: return (!bulk.empty() && same(bulk, set.name)) || of_definition(set.name, known, part);
    case Set::Kind::List: return among(person.lists, fold(set.name));
    case Set::Kind::ReleasedUnder: return !article.empty() && article == set.name;
    case Set::Kind::Union: return std::any_of(set.parts.begin(), set.parts.end(), part);
    case Set::Kind::Intersection: return std::all_of(set.parts.begin(), set.parts.end(), part);
    case Set::Kind::Difference:
      return !set.parts.empty() && part(set.parts[0]) && std::none_of(set.parts.begin() + 1, set.parts.end(), part);
  }
  return false;
}

// Is the party one of the holders that the group names?
bool Populations::names_holder(const Set& set, const std::string& party) const {
  Answers known;
  return names_holder(set, party, known);
}

bool Populations::names_holder(const Set& set, const std::string& party, Answers& known) const {
  for (const Filter& filter : set.filters) {
    const bool holds = filter.kind == Filter::Kind::HeldBy || filter.kind == Filter::Kind::HeldOnBehalfOf;
    if (holds && !filter.negated && fold(filter.text) == party) return true;
  }
  const auto names = [&](const Set& part) { return names_holder(part, party, known); };
  if (set.kind == Set::Kind::Defined) return of_definition(set.name, known, names);
  if (set.kind == Set::Kind::Difference) return !set.parts.empty() && names(set.parts[0]);
  return std::any_of(set.parts.begin(), set.parts.end(), names);
}

bool Populations::says_holder(const Set& set) const {
  Answers known;
  return says_holder(set, known);
}

bool Populations::says_holder(const Set& set, Answers& known) const {
  for (const Filter& filter : set.filters)
    if (!filter.negated && (filter.kind == Filter::Kind::HeldBy || filter.kind == Filter::Kind::HeldOnBehalfOf))
      return true;
  const auto says = [&](const Set& part) { return says_holder(part, known); };
  switch (set.kind) {
    case Set::Kind::Defined: return of_definition(set.name, known, says);
    case Set::Kind::Union: return !set.parts.empty() && std::all_of(set.parts.begin(), set.parts.end(), says);
    case Set::Kind::Difference: return !set.parts.empty() && says(set.parts[0]);
    default: return std::any_of(set.parts.begin(), set.parts.end(), says);
  }
}

}  // namespace midspan::check
