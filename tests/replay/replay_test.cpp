// SPDX-License-Identifier: Apache-2.0
// History as tests. Each folder here is an exchange of record: the agreement in the language of agreements, made-up
// people in the right numbers, the hand-overs as they happened, and what must come out, with its source.
//
//   agreement.terms   the text
//   people.csv        as for midspan clear, with a first column `count`: so many people of that line, id + four digits
//   handovers.csv     step,from,to,take,count,...: the next `count` people whose id begins with `take`; or a bulk entry
//                     when `take` is empty and `population` is given
//   expected.csv      after,what,article,party,population,place,phase,value,rival,source
//
// `what` is owed, delivered, due (sums of balances after that step), planned (people in the plan for the rest),
// outcome, missing (of an article), barred (people whom something stands in the way of), or conflict (articles with +).
// A `rival` figure was published too and contradicts the value; the test keeps both in sight.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "clear/clear.hpp"
#include "clear/tables.hpp"
#include "locale/locale.hpp"
#include "terms/terms.hpp"

namespace midspan::clear {
namespace {

using Row = std::map<std::string, std::string>;

std::vector<Row> rows_of(const std::filesystem::path& path) {
  const auto text = base::read_file(path);
  std::vector<Row> rows;
  if (!text) return rows;
  base::CsvReader reader(*text);
  std::vector<std::string_view> fields;
  if (!reader.next(fields)) return rows;
  const std::vector<std::string> headings(fields.begin(), fields.end());
  while (reader.next(fields)) {
    Row row;
    for (std::size_t at = 0; at < fields.size() && at < headings.size(); ++at) row[headings[at]] = fields[at];
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string numbered(const std::string& prefix, std::int64_t number) {
  std::string digits = std::to_string(number);
  if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
  return prefix + digits;
}

std::vector<people::PersonFacts> people_of(const std::filesystem::path& path) {
  std::string csv;
  std::map<std::string, std::int64_t> next;
  std::vector<std::string> headings;
  const auto text = base::read_file(path);
  if (!text) return {};
  base::CsvReader reader(*text);
  std::vector<std::string_view> fields;
  while (reader.next(fields)) {
    if (headings.empty()) {
      headings.assign(fields.begin(), fields.end());
      for (std::size_t at = 1; at < headings.size(); ++at) csv += (at > 1 ? "," : "") + headings[at];
      csv += "\n";
      continue;
    }
    const std::vector<std::string> cells(fields.begin(), fields.end());
    for (std::int64_t made = std::stoll(cells.front()); made > 0; --made) {
      for (std::size_t at = 1; at < cells.size(); ++at) {
        if (at > 1) csv += ",";
        base::append_csv_field(csv, at == 1 ? numbered(cells[1], ++next[cells[1]]) : cells[at]);
      }
      csv += "\n";
    }
  }
  PeopleTable table = read_people(csv, path.string());
  EXPECT_TRUE(table.ok && table.findings.empty()) << path;
  return std::move(table.people);
}

struct Step {
  int number = 0;
  people::Delivery delivery;
};

std::vector<Step> handovers_of(const std::filesystem::path& path) {
  std::vector<Step> steps;
  std::map<std::string, std::int64_t> taken;
  for (Row& row : rows_of(path)) {
    Step step;
    step.number = std::stoi(row["step"]);
    people::Delivery& delivery = step.delivery;
    delivery.from = row["from"];
    delivery.to = row["to"];
    delivery.phase = row["phase"];
    delivery.population = row["population"];
    delivery.outcome = row["outcome"].empty() ? "received" : row["outcome"];
    delivery.outside_the_key = row["outside"] == "yes";
    const std::int64_t count = row["count"].empty() ? 1 : std::stoll(row["count"]);
    if (row["take"].empty()) {
      delivery.count = count;
      steps.push_back(step);
      continue;
    }
    for (std::int64_t at = 0; at < count; ++at) {
      delivery.person = people::PersonId(numbered(row["take"], ++taken[row["take"]]));
      steps.push_back(step);
    }
  }
  return steps;
}

bool fits(const std::string& wanted, const std::string& value) { return wanted.empty() || wanted == value; }

class Replay : public testing::TestWithParam<std::string> {};

void check(Row& row, const people::Agreement& agreement, const std::vector<people::PersonFacts>& people,
           const std::vector<people::Delivery>& ledger) {
  const std::string& what = row["what"];
  std::string found;
  Options options;
  if (what == "owed" || what == "delivered" || what == "due") {
    const auto all = balances(agreement, people, ledger, options);
    ASSERT_TRUE(all);
    std::int64_t sum = 0;
    for (const Balance& balance : *all)
      if (fits(row["article"], balance.article) && fits(row["party"], balance.party) &&
          fits(row["population"], balance.population))
        sum += what == "owed" ? balance.owed : what == "delivered" ? balance.delivered : balance.due();
    found = std::to_string(sum);
  } else {
    const auto result = clear(agreement, people, ledger, options);
    ASSERT_TRUE(result) << locale::say(result.error().message, "en");
    std::int64_t sum = 0;
    if (what == "planned") {
      for (const people::Allotted& line : result->allotted)
        sum += fits(row["article"], line.article) && fits(row["party"], line.released_by) &&
                       fits(row["place"], line.to) && fits(row["phase"], line.phase) &&
                       (row["population"].empty() || line.person.text().rfind(row["population"], 0) == 0)
                   ? 1
                   : 0;
    } else if (what == "missing") {
      for (const people::Shortfall& shortfall : result->shortfalls)
        sum += fits(row["article"], shortfall.article) ? shortfall.missing : 0;
    } else if (what == "barred") {
      for (const people::NotAllotted& line : result->not_allotted)
        sum += (row["population"].empty() || line.person.text().rfind(row["population"], 0) == 0) &&
                       line.reasons.front().code != "CLR-136" && line.reasons.front().code != "CLR-137"
                   ? 1
                   : 0;
    }
    found = std::to_string(sum);
    if (what == "outcome")
      found = result->outcome == people::Outcome::Optimal      ? "optimal"
              : result->outcome == people::Outcome::Infeasible ? "infeasible"
                                                               : "limit";
    if (what == "conflict") {
      found.clear();
      if (!result->conflicts.empty())
        for (const std::string& article : result->conflicts.front().articles)
          found += (found.empty() ? "" : "+") + article;
    }
  }
  EXPECT_EQ(found, row["value"]) << "after step " << row["after"] << ": " << what << " article " << row["article"]
                                 << " party " << row["party"] << " population " << row["population"] << " place "
                                 << row["place"] << " (" << row["source"] << ")";
  if (!row["rival"].empty()) EXPECT_NE(found, row["rival"]) << "no rival at all: " << row["source"];
}

TEST_P(Replay, ComesOutAsItDid) {
  const std::filesystem::path folder = std::filesystem::path(MIDSPAN_SOURCE) / "tests/replay" / GetParam();
  const auto text = base::read_file(folder / "agreement.terms");
  ASSERT_TRUE(text);
  const terms::Reading reading = terms::read(*text, "agreement.terms");
  for (const people::Finding& finding : reading.findings)
    if (finding.severity == people::Severity::Wrong)
      ADD_FAILURE() << finding.place.line << ":" << finding.place.character << " "
                    << locale::say(finding.message, "en");
  ASSERT_TRUE(reading.ok);
  const auto people = people_of(folder / "people.csv");
  const auto steps = handovers_of(folder / "handovers.csv");
  std::vector<Row> expected = rows_of(folder / "expected.csv");
  ASSERT_FALSE(expected.empty());
  for (Row& row : expected) {
    const int until = row["after"].empty() ? 0 : std::stoi(row["after"]);
    std::vector<people::Delivery> ledger;
    for (const Step& step : steps)
      if (step.number <= until) ledger.push_back(step.delivery);
    check(row, reading.agreement, people, ledger);
  }
}

std::vector<std::string> replays() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(MIDSPAN_SOURCE) / "tests/replay"))
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(History, Replay, testing::ValuesIn(replays()), [](const auto& test) {
  std::string name = test.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace midspan::clear
