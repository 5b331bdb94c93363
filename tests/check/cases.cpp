// SPDX-License-Identifier: Apache-2.0
#include "check/cases.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/bytes.hpp"
#include "base/csv.hpp"
#include "base/files.hpp"
#include "base/json.hpp"
#include "clear/tables.hpp"
#include "locale/locale.hpp"
#include "names/countries.hpp"
#include "terms/terms.hpp"

namespace midspan::check::test {

namespace {

using Line = std::map<std::string, std::string>;

std::vector<Line> lines_of(const std::filesystem::path& path) {
  const auto text = base::read_file(path);
  std::vector<Line> lines;
  if (!text) return lines;
  base::CsvReader reader(*text);
  std::vector<std::string_view> fields;
  reader.next(fields);
  const std::vector<std::string> headings(fields.begin(), fields.end());
  while (reader.next(fields)) {
    Line& line = lines.emplace_back();
    for (std::size_t at = 0; at < fields.size(); ++at) line[headings[at]] = fields[at];
  }
  return lines;
}

std::string numbered(const std::string& prefix, std::int64_t number) {
  const std::string digits = std::to_string(number);
  return prefix + std::string(4 - std::min<std::size_t>(4, digits.size()), '0') + digits;
}

std::string table(const std::vector<std::string>& headings, const std::vector<Line>& lines) {
  std::string out;
  for (std::size_t at = 0; at < headings.size(); ++at) out += (at == 0 ? "" : ",") + headings[at];
  for (const Line& line : lines) {
    out += '\n';
    for (std::size_t at = 0; at < headings.size(); ++at) {
      const auto cell = line.find(headings[at]);
      if (at > 0) out += ',';
      base::append_csv_field(out, cell == line.end() ? "" : cell->second);
    }
  }
  return out + "\n";
}

std::string people_of(const std::filesystem::path& folder) {
  std::vector<Line> people;
  std::set<std::string> headings;
  std::map<std::string, std::int64_t> next;
  for (Line line : lines_of(folder / "people.csv")) {
    const std::int64_t count = std::stoll(line["count"]);
    line.erase("count");
    const std::string prefix = line["id"];
    for (const auto& [heading, cell] : line) headings.insert(heading);
    for (std::int64_t made = 0; made < count; ++made) {
      line["id"] = numbered(prefix, ++next[prefix]);
      people.push_back(line);
    }
  }
  return table({headings.begin(), headings.end()}, people);
}

std::string ledger_of(const std::filesystem::path& folder, int until) {
  std::vector<Line> entries;
  std::map<std::string, std::int64_t> taken;
  for (Line line : lines_of(folder / "handovers.csv")) {
    if (std::stoi(line["step"]) > until) continue;
    line["outside the key"] = line["outside"];
    if (line["take"].empty()) {
      entries.push_back(line);
      continue;
    }
    const std::int64_t count = line["count"].empty() ? 1 : std::stoll(line["count"]);
    line["count"] = "1";
    for (std::int64_t at = 0; at < count; ++at) {
      line["person"] = numbered(line["take"], ++taken[line["take"]]);
      entries.push_back(line);
    }
  }
  if (entries.empty()) return "";
  return table({"person", "from", "to", "population", "count", "phase", "outcome", "outside the key"}, entries);
}

}  // namespace

std::vector<Case> replays() {
  std::vector<Case> cases;
  const std::filesystem::path root = std::filesystem::path(MIDSPAN_SOURCE) / "tests/replay";
  std::set<std::filesystem::path> folders;
  for (const auto& entry : std::filesystem::directory_iterator(root))
    if (entry.is_directory()) folders.insert(entry.path());
  for (const std::filesystem::path& folder : folders) {
    std::set<int> steps{0};
    for (Line line : lines_of(folder / "handovers.csv")) steps.insert(std::stoi(line["step"]));
    const std::string people = people_of(folder), terms = base::read_file(folder / "agreement.terms").value_or("");
    for (const int step : steps)
      cases.push_back(
          {folder.filename().string() + " after step " + std::to_string(step), terms, people, ledger_of(folder, step)});
  }
  return cases;
}

const std::vector<Case>& small_cases() {
  static const std::vector<Case> cases = {
      {"offer",
       R"(Agreement "Offer". Version of 2025-04-20, English.
Parties: Northland, Southland, Eastland. Custody on behalf: Northland for Eastland.

"the Deportees" means persons held by Northland of nationality Venezuelan.
"the Prisoners" means persons held by Southland in category political, with standing at least [acknowledged].
"the Foreigners" means the Prisoners except persons of nationality Venezuelan.

Article 1 (All). Northland releases all of the Deportees to Southland.
Article 2 (The identical number). Southland releases as many of the Prisoners as Northland releases under Article 1.
Article 3 (Named). Among them are list NAMED.
Article 4 (Other nationalities). Among them, at least [2] are the Foreigners.
Article 5 (Consent). No person is sent to any country without consent.
Article 6 (Courts). No person under a legal hold is released.
Article 7 (Exclusion). No person convicted of murder is released.
Goals, in this order: 1. release as many as possible. 2. the ill or wounded first. 3. the longest held first.
)",
       R"(id,held_by,nationality,category,lists,standing,contested,holds,consent,health,held_since,offence,birth,sex
D1,Northland,VEN,,,confirmed,,,yes,well,2025-03-15,,1990-01-02,male
D2,Northland,VEN,,,confirmed,,,yes,ill,2025-03-15,,1991,female
D3,Northland,VEN,,,acknowledged,,court order,yes,well,2025-03-16,,1985-05,male
D4,Northland,VEN,,,acknowledged,,,no,well,2025-03-30,,1970/1975,male
D5,Northland,VEN,,,acknowledged,,,yes,well,2025-03-30,,1999-09-09,male
D6,Northland,VEN,,,acknowledged,,,undecided,well,2025-03-30,murder,1999-09-09,male
P1,Southland,VEN,political,NAMED,acknowledged,,,yes,well,2014-02-01,,1960-01-01,female
P2,Southland,VEN,political,,alleged,yes,,yes,ill,2019-02-01,,1962-01-01,male
P3,Southland,COL,political,,acknowledged,,,yes,well,2020-02-01,,1970-01-01,male
P4,Southland,ESP,political,,acknowledged,,,yes,wounded,2021-02-01,,1980-01-01,male
P5,Southland,VEN,political,,acknowledged,,medical,yes,well,2021-03-01,,1980-01-01,male
P6,Southland,VEN,political,,acknowledged,,,yes,well,2021-04-01,,1981-01-01,male
P7,Southland,VEN,common,,acknowledged,,,yes,well,2021-04-01,,1982-01-01,male
)",
       ""},
      {"keys",
       R"(Agreement "Keys". Version of 2025-01-17, English.
Parties: Israel, Hamas. Mediators: Qatar.
"the Hostages" means persons held by Hamas in list HOSTAGES.
"the Ill" means the Hostages in category ill.
"the Soldiers" means the Hostages in category soldier.
"the Life Sentences" means persons held by Israel serving life.
"the Others" means persons held by Israel serving other.

Article 1 (Hostages). Hamas releases at least 4 of the Hostages to Israel.
Article 2 (Soldiers). For each of the Soldiers released by Hamas, Israel releases 2 of the Life Sentences and 1 of the Others.
Article 3 (The ill). For the Ill together released by Hamas, Israel releases 7 of the Others.
Article 4 (Caps). Phase 1 has at most 6 persons.
Article 5 (Order). Phase 2 begins only when Phase 1 is complete.
Article 6. At no time is Israel ahead of Hamas by more than 9.
Article 7. Carrier "A1" takes at most 3 persons, 1 of them on stretchers in Phase 2.
Article 8. Carrier "A2" takes at most 4 persons in Phase 2.
Article 9. Carrier "B" takes at most 1 person.
Goals, in this order: 1. release as many as possible. 2. as early as possible.
)",
       R"(id,held_by,category,lists,sentence,consent,health,standing
S1,Hamas,soldier,HOSTAGES,,yes,well,acknowledged
S2,Hamas,soldier,HOSTAGES,,yes,well,acknowledged
I1,Hamas,ill,HOSTAGES,,yes,ill,acknowledged
I2,Hamas,ill,HOSTAGES,,yes,gravely ill,acknowledged
I3,Hamas,ill,HOSTAGES,,yes,ill,acknowledged
L1,Israel,,,life,yes,,acknowledged
L2,Israel,,,life,yes,,acknowledged
L3,Israel,,,life,yes,,acknowledged
L4,Israel,,,life,no,,acknowledged
L5,Israel,,,life,yes,,acknowledged
O1,Israel,,,other,yes,,acknowledged
O2,Israel,,,other,yes,,acknowledged
O3,Israel,,,other,yes,,acknowledged
O4,Israel,,,5 years,yes,,acknowledged
O5,Israel,,,other,yes,,acknowledged
O6,Israel,,,other,yes,,acknowledged
O7,Israel,,,other,yes,,acknowledged
O8,Israel,,,other,yes,,acknowledged
O9,Israel,,,other,yes,,acknowledged
)",
       "person,from,to,phase,outcome,outside the key\nI1,Hamas,Israel,Phase 1,received,\nO9,Israel,Hamas,Phase "
       "1,received,\nO8,Israel,Hamas,Phase 1,refused,\n"},
      {"where held",
       R"(Agreement "Set free". Version of 2024-08-01, English.
Parties: A, B.

Article 1. A releases 2 of persons held by A to B.
Article 2. B releases 3 of persons held by B where they are held.
Article 3. No person is sent to any country without consent.
)",
       R"(id,held_by,consent,held_since
A1,A,yes,2020-01-01
A2,A,no,2021-01-01
A3,A,,2022-01-01
A4,A,yes,2023-01-01
B1,B,,2020-01-01
B2,B,no,2021-01-01
B3,B,yes,2022-01-01
B4,B,,2023-01-01
)",
       ""},
      {"ranks",
       R"(Agreement "Cartel". Version of 1862-07-22, English.
Parties: North, South.
Schedule A (Equivalents): colonel 15; captain 6; private 1.

Article 1. North releases all of persons held by North to South.
Article 2. South releases all of persons held by South.
Article 3. The persons released by North have the same weight under Schedule A as those released by South, carrying the difference.
Article 4. Of persons held by South, 3 go to North and 2 go to West.
Goals, in this order: 1. release as many as possible. 2. the smallest difference.
)",
       R"(id,held_by,rank,consent,refuses
N1,North,colonel,yes,
N2,North,private,yes,
N3,North,private,yes,
N4,North,private,yes,
S1,South,captain,yes,
S2,South,captain,yes,
S3,South,private,yes,West
S4,South,private,yes,
S5,South,private,yes,
S6,South,corporal,yes,
)",
       ""},
      {"impossible",
       R"(Agreement "Too much". Version of 2024-08-01, English.
Parties: A, B.
"the Ten" means persons held by A.
"the Named" means persons held by B in list NAMED.

Article 1. A releases 5 of the Ten to B.
Article 2. B releases as many of persons held by B as A releases under Article 1.
Article 3. Among them are list NAMED.
Article 4. No person under a court order is released.
Article 5. Minor children of a released person travel together with that person.
Article 6. Minors who accompany a released person do not count.
)",
       R"(id,held_by,consent,lists,holds,family,birth
A1,A,yes,,,F,1980-01-01
A2,A,yes,,,F,2015-01-01
A3,A,yes,,,,1980-01-01
A4,A,yes,,,,1980-01-01
A5,A,yes,,,,1980-01-01
A6,A,no,,,,1980-01-01
A7,A,yes,,,,1980-01-01
B1,B,yes,NAMED,,,1980-01-01
B2,B,yes,,court order,,1980-01-01
B3,B,yes,,,,1980-01-01
B4,B,yes,,court order,,1980-01-01
)",
       ""},
      {"families and rounds",
       R"(Agreement "Rounds". Version of 2024-08-01, English.
Parties: A, B, C.

Article 1. A releases 3 of persons held by A to B.
Article 2. B releases 2 of persons held by B to A.
Article 3. C releases 1 of persons held by C to A.
Article 4. Phase 1 takes at most 4 persons. Phase 2 takes at most 3 persons.
Article 5. Members of one family are released in the same phase.
Article 6. Hand-overs take place in rounds of at most 2 parties in the same hour.
Article 7. In each phase, A releases only after B has.
)",
       R"(id,held_by,family
A1,A,F
A2,A,F
A3,A,
A4,A,G
B1,B,G
B2,B,
B3,B,
C1,C,
C2,C,F
)",
       ""},
      {"filters and shares",
       R"(Agreement "Filters". Version of 2024-03-31, English.
Parties: A, B.

Article 1. A releases all of persons held by A to B. Among them, at least 25 per cent are released in each phase.
Article 2. Among those released under Article 1, at most 2 are persons held for more than 13 months.
Article 3. Among those released under Article 1, at least 1 are persons who wish to go to B.
Article 4. No person with at least 3 "children" is released.
Article 5. Phase 1 takes at most 4 persons. Phase 2 takes at most 4 persons.
)",
       R"(id,held_by,held_since,wish,children
A1,A,2023-02-27,B,1
A2,A,2023-02-28,,2
A3,A,2023-03-01,b,3
A4,A,2020,B,none
A5,A,,,
A6,A,2010,B,
A7,A,2023-02,B,0
)",
       ""},
      {"rank for rank",
       R"(Agreement "Ranks". Version of 2024-03-31, English.
Parties: A, B.

Article 1. A releases at least 2 of persons held by A to B.
Article 2. B releases as many of persons held by B as A releases under Article 1, rank for rank.
)",
       R"(id,held_by,rank
A1,A,captain
A2,A,private
A3,A,private
A4,A,
B1,B,Captain
B2,B,private
B3,B,
B4,B,colonel
)",
       ""},
      {"one for one, rank for rank",
       R"(Agreement "Ranks". Version of 2024-03-31, English.
Parties: A, B.

Article 1. A and B exchange persons held by A for persons held by B one for one, rank for rank.
Article 2. A releases at least 2 of persons held by A to B.
)",
       R"(id,held_by,rank
A1,A,captain
A2,A,private
A3,A,private
A4,A,
B1,B,Captain
B2,B,private
B3,B,colonel
B4,B,major
)",
       ""},
      {"as many as both sides can, rank for rank",
       R"(Agreement "Ranks". Version of 2024-03-31, English.
Parties: A, B.

Article 1. A and B exchange persons held by A for persons held by B one for one, rank for rank.
Article 2. No person is sent to any country without consent.
)",
       R"(id,held_by,rank,consent,refuses
A1,A,captain,yes,
A2,A,private,yes,
A3,A,private,,
B1,B,captain,yes,A
B2,B,private,yes,
B3,B,private,yes,
)",
       ""},
      {"lifted, weighed and outside the key",
       R"(Agreement "Holds". Version of 2024-03-31, English.
Parties: A, B.

Article 1. A releases all of persons held by A to B. Among them are persons under a hold of penal held by A.
Article 2. B releases all of persons held by B. No person under a hold of court order is released.
Article 3. The persons released by A have the same weight under Schedule A as those released by B, carrying the difference.
Article 4. Releases of the persons released under Article 2 are outside the key.
Article 5. B may strike at most 1 of persons held by A. Each person goes where that person chooses.
Article 6. No person is sent to any country without consent.

Schedule A: captain 6; private 1.
)",
       R"(id,held_by,rank,holds,consent
A1,A,captain,penal,yes
A2,A,private,court order,yes
A3,A,,,yes
A4,A,private,penal;medical,yes
B1,B,,,yes
B2,B,,penal,yes
B3,B,captain,,
)",
       ""},
      {"replaced as far as it takes",
       R"(Agreement "Reserve". Version of 2024-03-31, English.
Parties: A, B.

Article 1. A releases 2 of list MAIN to B.
Article 2. Whoever is not available is replaced from list RESERVE, in its order.
Article 3. B chooses 1 of list MAIN.

Goals, in this order: 1. as many of women as possible.
)",
       R"(id,held_by,lists,sex,holds
A1,A,MAIN,male,penal
A2,A,MAIN,male,
A3,A,MAIN,male,
A4,A,RESERVE,female,
)",
       ""},
      {"each its own",
       R"(Agreement "Holders". Version of 2024-03-31, English.
Parties: A, B, C.

"the Agents" means persons held by A or B.
Article 1. A releases 2 of the Agents to C. B releases 1 of the Agents to C.
Article 2. C releases all of persons held by C to A.
)",
       R"(id,held_by,rank
A1,A,captain
A2,A,private
B1,B,Captain
B2,B,private
C1,C,colonel
)",
       ""},
      {"shares and days",
       R"(Agreement "Shares". Version of 1918-07-14, English.
Parties: Northland, Southland.

Article 1. Northland releases all of men with at least 3 children held by Northland to Southland, at most 2 a day.
Article 2. Southland releases a third of persons from "Hill Town" to Northland.
Article 3. Southland releases 4 of persons from "Sea Town" to Northland, in the order of their capture.
Article 4. Among them, at least 2 in every 3 are persons in category clergy or student.
Goals, in this order: 1. release as many as possible. 2. as early as possible.
)",
       R"(id,held_by,sex,children,home,captured,category
N1,Northland,male,3,,1915-01-01,
N2,Northland,male,4,,1916-01-01,
N3,Northland,male,5,,1916-02-01,
N4,Northland,male,2,,1914-09-01,
N5,Northland,female,6,,1914-09-01,
S1,Southland,,,Hill Town,1915-01-01,
S2,Southland,,,Hill Town,1915-01-02,
S3,Southland,,,Hill Town,1915-01-03,
S4,Southland,,,Hill Town,1915-01-04,
T1,Southland,,,Sea Town,1915-01-01,clergy
T2,Southland,,,Sea Town,1917-01-01,student
T3,Southland,,,Sea Town,1915-06-01,
T4,Southland,,,Sea Town,1914-12-01,
T5,Southland,,,Sea Town,1918-01-01,clergy
T6,Southland,,,Sea Town,1915-02-01,
)",
       ""},
      {"groups",
       R"(Agreement "Groups". Version of 1936-01-21, English.
Parties: Northland, Southland.

Article 1. Northland releases all of persons held by Northland to Southland.
Article 2. The releases take place in groups of 2 persons every 7 days.
Goals, in this order: 1. release as many as possible. 2. as early as possible.
)",
       "id,held_by\nN1,Northland\nN2,Northland\nN3,Northland\nN4,Northland\nN5,Northland\n", ""},
      {"guests",
       R"(Agreement "Guests". Version of 2024-03-31, English.
Parties: A, B, C.

Article 1. A releases all of persons held by A to B.
Article 2. For each person released by A, B releases 1 of persons held by B to A.
Article 3. C releases as many of persons held by C as A releases under Article 1.
Article 4. Releases of list GUESTS are outside the key.
Article 5. At no time is A ahead of B by more than 3.
Article 6. Phase 1 takes at most 0 persons.
Article 7. Phase 2 takes at most 9 persons, 0 of them on stretchers.
Article 8. Phase 3 takes at most [0..9] persons.
Goals, in this order: 1. release as many as possible. 2. as early as possible.
)",
       R"(id,held_by,lists,health
A1,A,GUESTS,well
A2,A,,well
A3,A,,gravely ill
A4,A,GUESTS,well
B1,B,,well
B2,B,,well
B3,B,GUESTS,well
C1,C,,well
C2,C,,well
C3,C,,well
)",
       ""},
      {"upside down",
       R"(Agreement "Upside down". Version of 2024-03-31, English.
Parties: A, B.

Article 1. A releases between 9 and 2 of persons held by A to B. Among them, between 3 and 1 are women.
Article 2. B releases between 999999999 and 0 of persons held by B to A.
)",
       R"(id,held_by,sex
A1,A,female
A2,A,male
A3,A,female
B1,B,male
B2,B,male
)",
       R"(person,from,to,phase,outcome
B1,B,A,1,received
)"},
      {"more than was agreed",
       R"(Agreement "More". Version of 2024-03-31, English.
Parties: A, B, C.

Article 1. A releases 1 of persons held by A to B in Phase 2.
Article 2. B releases between 0 and 1 of persons held by B to A.
Article 3. For each of list NONE released, C releases all of persons held by C to A.
Article 4. Hand-overs take place in rounds of at most 1 parties in the same hour.
Article 5. The releases of Article 2 begin only when the releases of Article 1 are complete.
Article 6. Phase 1 takes at most 2 persons.
)",
       R"(id,held_by
A1,A
A2,A
A3,A
B1,B
B2,B
B3,B
C1,C
C2,C
)",
       R"(person,from,to,phase,outcome
A1,A,B,2,received
A2,A,B,2,received
B1,B,A,1,received
B2,B,A,1,received
C1,C,A,1,received
)"},
  };
  return cases;
}

namespace {

struct Read {
  people::Agreement agreement;
  std::string digest;
};
Read read_terms(const Case& one) {
  const terms::Reading reading = terms::read(one.terms, one.name);
  EXPECT_TRUE(reading.ok) << one.name;
  for (const people::Finding& finding : reading.findings)
    if (!reading.ok) ADD_FAILURE() << finding.place.line << ": " << locale::say(finding.message, "en");
  return {reading.agreement, terms::digest(reading.agreement)};
}

}  // namespace

Files certify(const Case& one, clear::World world) {
  const Read read = read_terms(one);
  clear::Options options;
  options.world = world;
  options.agreement_digest = read.digest;
  clear::PeopleTable table = clear::read_people(one.people, one.name);
  for (people::PersonFacts& person : table.people)
    for (std::string& nationality : person.nationalities)
      nationality = names::country_of(nationality).value_or(nationality);
  const clear::LedgerTable ledger = clear::read_ledger(one.ledger, one.name);
  const auto files = clear::certify(read.agreement, table.people, ledger.deliveries, options);
  Files out;
  if (!files) ADD_FAILURE() << one.name << ": " << locale::say(files.error().message, "en");
  else
    for (const clear::CertificateFile& file : *files) out[file.name] = file.text;
  return out;
}

Inputs inputs_of(const Case& one, Files files) {
  Inputs inputs;
  inputs.files = std::move(files);
  Read read = read_terms(one);
  inputs.agreement = std::move(read.agreement);
  inputs.agreement_digest = read.digest;
  inputs.people = one.people;
  inputs.people_name = "people of " + one.name;
  inputs.ledger = one.ledger;
  return inputs;
}

void rehash(Files& files) {
  namespace json = base::json;
  const auto manifest = json::parse(files["manifest.json"], json::Strictness::Document);
  if (!manifest || manifest->object() == nullptr) return;
  json::Value value = *manifest;
  const auto update = [&](json::Value& entry) {
    const auto file = files.find(std::string(entry.text("file")));
    if (file != files.end()) (*entry.object())["sha256"] = base::to_hex(base::sha256(file->second));
  };
  json::Object& object = *value.object();
  for (const json::Member& member : manifest->object()->members()) {
    json::Value& entry = object[member.first];
    if (entry.object() != nullptr) update(entry);
    if (entry.array() != nullptr)
      for (json::Value& level : *entry.array())
        if (level.object() != nullptr) update(level);
  }
  files["manifest.json"] = json::pretty(value) + "\n";
}

}  // namespace midspan::check::test
