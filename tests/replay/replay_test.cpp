// SPDX-License-Identifier: Apache-2.0
// History as tests. Each folder here is an exchange of record: the agreement in the language of agreements, made-up
// people in the right numbers, the hand-overs as they happened, and what must come out, with its source.
//
//   agreement.terms   the text
//   people.csv        as for midspan clear, with a column `count`: so many people of that line, id + four digits
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

std::vector<people::PersonFacts> people_of(const std::filesystem::path& path) {
  PeopleTable table = read_people(base::read_file(path).value_or(""), path.string());
  EXPECT_TRUE(table.ok && table.findings.empty()) << path;
  return std::move(table.people);
}

// The ledger as it stood after a step.
std::vector<people::Delivery> handovers_until(int step, const std::filesystem::path& path) {
  std::string csv = "step,from,to,take,count,phase,population,outcome,outside\n";
  for (Row& row : rows_of(path)) {
    if (std::stoi(row["step"]) > step) continue;
    for (const char* column : {"step", "from", "to", "take", "count", "phase", "population", "outcome"}) {
      base::append_csv_field(csv, row[column]);
      csv += ",";
    }
    csv += row["outside"] + "\n";
  }
  LedgerTable table = read_ledger(csv, path.string());
  EXPECT_TRUE(table.findings.empty()) << path;
  return std::move(table.deliveries);
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
  if (!row["rival"].empty()) {
    EXPECT_NE(found, row["rival"]) << "no rival at all: " << row["source"];
  }
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
  std::vector<Row> expected = rows_of(folder / "expected.csv");
  ASSERT_FALSE(expected.empty());
  for (Row& row : expected) {
    const int until = row["after"].empty() ? 0 : std::stoi(row["after"]);
    check(row, reading.agreement, people, handovers_until(until, folder / "handovers.csv"));
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
