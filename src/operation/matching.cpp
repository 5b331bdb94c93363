// SPDX-License-Identifier: Apache-2.0
#include "operation/matching.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>

#include "base/listed.hpp"
#include "operation/custody.hpp"
#include "operation/lookup.hpp"
#include "operation/run_json.hpp"
#include "operation/words.hpp"
#include "reconcile/reconcile.hpp"
#include "record/act_types.hpp"

namespace midspan::operation {

namespace json = base::json;
using people::ColumnRole;
using people::Entry;
using people::EntryValues;
using people::ListVersion;

namespace {

std::string date_text(const people::DateSpan& date) {
  if (!date.known()) return {};
  if (date.earliest == date.latest) return base::format_day(date.earliest);
  const base::CivilDate first = base::civil(date.earliest);
  const base::CivilDate last = base::civil(date.latest);
  if (first.year == last.year) return base::format_day(date.earliest).substr(0, 4);
  return {};
}

std::string identifier_of(const EntryValues& values, ColumnRole kind) {
  for (const people::Identifier& identifier : values.identifiers)
    if (identifier.kind == kind) return identifier.normal;
  return {};
}

std::string sex_text(people::Sex sex) {
  return sex == people::Sex::Female ? "female" : sex == people::Sex::Male ? "male" : "";
}

// What the linker is told of a cell: what lists/ has understood where that is one value, else what stands there.
std::string text_of(const Entry& entry, const EntryValues& values, std::size_t column, ColumnRole role) {
  std::string understood;
  switch (role) {
    case ColumnRole::BirthDate: understood = date_text(values.birth); break;
    case ColumnRole::Sex: understood = sex_text(values.sex); break;
    case ColumnRole::Nationality:
      if (!values.nationalities.empty()) understood = values.nationalities.front();
      break;
    case ColumnRole::NationalId:
    case ColumnRole::Passport:
    case ColumnRole::ServiceNumber: understood = identifier_of(values, role); break;
    default: break;
  }
  return understood.empty() ? std::string(entry.cell_text(column)) : understood;
}

// A list as the linker reads it, column by column, as it would read the file itself: what the columns mean has been
// decided by lists/, or by a person there.
std::unique_ptr<reconcile::Source> source_of(const ListVersion& version) {
  std::vector<reconcile::Column> columns;
  for (const people::Column& column : version.columns) columns.push_back(reconcile::column_of(column));
  std::vector<std::vector<std::string>> rows;
  rows.reserve(version.entries.size());
  for (const Entry& entry : version.entries) {
    const EntryValues values = entry.values();
    std::vector<std::string>& row = rows.emplace_back();
    for (std::size_t column = 0; column < version.columns.size(); ++column)
      row.push_back(text_of(entry, values, column, version.columns[column].role));
  }
  return reconcile::table_source(version.list.text(), std::move(columns), std::move(rows));
}

// Each row's best pairs. A name that many share has as many doubtful partners, and nobody reads through them all; a
// pair stays while it is among the best of one of its two rows.
constexpr int kBestOfARow = 4;

std::vector<reconcile::Link> worth_asking(std::vector<reconcile::Link> links) {
  std::stable_sort(links.begin(), links.end(), [](const reconcile::Link& left, const reconcile::Link& right) {
    return std::pair(left.probability_ppm, left.weight) > std::pair(right.probability_ppm, right.weight);
  });
  std::map<std::pair<std::uint32_t, std::uint32_t>, int> pairs_of;  // by list and row
  std::erase_if(links, [&](const reconcile::Link& link) {
    const int left = ++pairs_of[{link.left.list, link.left.row}];
    const int right = ++pairs_of[{link.right.list, link.right.row}];
    return left > kBestOfARow && right > kBestOfARow;
  });
  return links;
}

// Each of those who say that they hold one person is asked.
void add_rival_holders(const State& state, const Persons::Person& person, const Custody& custody, Places& places,
                       std::vector<people::Discrepancy>& all) {
  const std::vector<const Voice*> holders = custody.holders();
  if (holders.size() < 2) return;
  std::string parties;
  for (const Voice* holder : holders) base::add_listed(parties, name_of(state, holder->party));
  for (const Voice* holder : holders) {
    std::size_t own = 0;  // its own row, where it has one
    while (own < person.entries.size() && person.versions[own]->party != holder->party) ++own;
    const people::EntryId& entry = person.entries[own < person.entries.size() ? own : 0]->id;
    all.push_back({people::DiscrepancyKind::RivalFacts,
                   holder->party,
                   {entry},
                   {"OPR-034", {{"person", places.named(entry)}, {"parties", parties}}}});
  }
}

}  // namespace

base::Result<MatchReport> reconcile_lists(Operation& operation, unsigned threads, base::Progress& progress,
                                          std::int32_t keep_ppm) {
  const std::vector<const ListVersion*> lists = lists_in_force(operation.state());
  if (lists.empty()) return base::failure("OPR-023", {}, base::Exit::WrongUse);
  MatchReport report;
  std::vector<std::unique_ptr<reconcile::Source>> sources;
  json::Array described;
  std::unordered_map<std::string, reconcile::RowRef> rows;
  for (std::uint32_t list = 0; list < lists.size(); ++list) {
    sources.push_back(source_of(*lists[list]));
    report.entries += lists[list]->entries.size();
    described.push_back(json::Object{{"list", lists[list]->list.text()}, {"version", lists[list]->id.text()}});
    for (std::uint32_t row = 0; row < lists[list]->entries.size(); ++row)
      rows.emplace(lists[list]->entries[row].id.text(), reconcile::RowRef{list, row});
  }

  // Each list against itself and against every other: what two lists have in common (which columns, how many people,
  // how carefully written) differs from pair to pair, and so does the model.
  std::vector<people::CandidatePair> pairs;
  report.blocking_recall_ppm = 1'000'000;
  const std::uint64_t runs = lists.size() * (lists.size() + 1) / 2;
  std::uint64_t done = 0;
  for (std::uint32_t left = 0; left < lists.size(); ++left)
    for (std::uint32_t right = left; right < lists.size(); ++right) {
      progress.report("progress.reconcile", done++, runs);
      const std::vector<std::uint32_t> chosen = left == right ? std::vector{left} : std::vector{left, right};
      std::vector<const reconcile::Source*> inputs;
      for (const std::uint32_t list : chosen) inputs.push_back(sources[list].get());
      reconcile::Options options;
      options.threads = threads;
      options.keep_ppm = keep_ppm;
      for (const people::LinkJudgement& judgement : operation.state().judgements) {
        const auto one = rows.find(judgement.left.text());
        const auto other = rows.find(judgement.right.text());
        if (judgement.retracted || one == rows.end() || other == rows.end()) continue;
        auto [first, second] = std::minmax(one->second, other->second);
        if (first.list != left || second.list != right) continue;
        options.judgements.push_back({{0, first.row}, {left == right ? 0U : 1U, second.row}, judgement.verdict});
      }
      const auto outcome = reconcile::reconcile(inputs, options);
      if (!outcome) {
        // Lists without a column in common, an empty one, or one whose rows all say the same, have nothing to say about
        // each other.
        const std::string& code = outcome.error().message.code;
        if (code == "RCN-010" || code == "RCN-011" || code == "RCN-107") continue;
        return tl::unexpected(outcome.error());
      }
      const std::vector<reconcile::Link> links = worth_asking(outcome->links);
      report.left_out += outcome->links.size() - links.size();
      for (const reconcile::Link& link : links) {
        people::CandidatePair pair = reconcile::explain_pair(*outcome->linkage, link.left, link.right);
        pair.left = lists[chosen[link.left.list]]->entries[link.left.row].id;
        pair.right = lists[chosen[link.right.list]]->entries[link.right.row].id;
        pair.weight = link.weight;
        pair.probability_ppm = link.probability_ppm;
        pair.relation = link.relation;
        pairs.push_back(std::move(pair));
      }
      if (!outcome->links.empty())
        report.blocking_recall_ppm = std::min(report.blocking_recall_ppm, outcome->counters.blocking_recall_ppm);
    }
  progress.report("progress.reconcile", runs, runs);
  // The surest first: they settle most for the least reading.
  std::stable_sort(
      pairs.begin(), pairs.end(), [](const people::CandidatePair& left, const people::CandidatePair& right) {
        return std::pair(left.probability_ppm, left.weight) > std::pair(right.probability_ppm, right.weight);
      });
  report.candidates = pairs.size();

  const std::string result = json::canonical(to_json(pairs));
  const record::ItemRef item = MIDSPAN_TRY(operation.put("reconcile.result", result));
  MIDSPAN_CHECK(operation.append(record::type::kReconcileRun,
                                 {{"lists", std::move(described)},
                                  {"program", "midspan " MIDSPAN_VERSION},
                                  {"pairs", pairs.size()},
                                  {"blocking_recall_ppm", static_cast<std::int64_t>(report.blocking_recall_ppm)},
                                  {"item", item.json()}},
                                 {item.attachment()}));
  return report;
}

std::vector<QueuedPair> queue(const State& state) {
  const auto where = locate(state);
  std::map<std::pair<std::string, std::string>, const people::LinkJudgement*> judged;
  for (const people::LinkJudgement& judgement : state.judgements)
    if (!judgement.retracted) judged[std::minmax(judgement.left.text(), judgement.right.text())] = &judgement;
  std::vector<QueuedPair> pairs;
  for (const people::CandidatePair& pair : state.candidates) {
    const auto left = where.find(pair.left.text());
    const auto right = where.find(pair.right.text());
    if (left == where.end() || right == where.end()) continue;
    const auto judgement = judged.find(std::minmax(pair.left.text(), pair.right.text()));
    pairs.push_back({&pair, left->second.entry, right->second.entry, left->second.list, right->second.list,
                     judgement == judged.end() ? nullptr : judgement->second});
  }
  return pairs;
}

namespace {

// What each party last answered of each person, by party and index of the person; that a line is a double is left out.
using LastAnswers = std::map<std::pair<std::string, std::size_t>, people::StatementCode>;

LastAnswers last_answers(const State& state, const Persons& known) {
  LastAnswers last;
  for (const people::Statement& statement : state.statements) {
    const auto person = known.of_entry.find(statement.entry.text());
    if (person == known.of_entry.end() || statement.code == people::StatementCode::DuplicateOf) continue;
    last[{statement.party.text(), person->second}] = statement.code;
  }
  return last;
}

// A holder's list says one thing and its answer another.
std::optional<people::Discrepancy> against_own_list(const ListVersion& list, const Entry& entry, Places& places,
                                                    people::StatementCode answer) {
  const EntryValues values = entry.values();
  const auto said = own_word(values);
  const bool gone = said && is_gone(*said);
  const bool contradicts = gone ? answer == people::StatementCode::Held : !says_held(answer);
  if (!contradicts) return std::nullopt;
  return people::Discrepancy{people::DiscrepancyKind::RivalFacts,
                             list.party,
                             {entry.id},
                             {gone ? "OPR-053" : "OPR-054",
                              {{"name", values.name.raw},
                               {"list", list.list.text()},
                               {"line", places.line(list, entry)},
                               {"said", gone ? std::string(word(*said)) : std::string()},
                               {"answer", std::string(word(answer))}}}};
}

}  // namespace

std::vector<people::Discrepancy> discrepancies(const State& state) {
  std::vector<people::Discrepancy> all;
  const Persons known = persons(state);
  const std::vector<Custody> held = custody(state, known);
  Places places(state);
  const LastAnswers answers = last_answers(state, known);
  // A list is worth answering only if somebody else's list speaks of the same holder's people.
  for (std::size_t which = 0; which < known.all.size(); ++which) {
    const Persons::Person& person = known.all[which];
    add_rival_holders(state, person, held[which], places, all);
    for (std::size_t at = 0; at < person.entries.size(); ++at) {
      const ListVersion& list = *person.versions[at];
      const Entry& entry = *person.entries[at];
      const EntryValues values = entry.values();
      for (std::size_t other = at + 1; other < person.entries.size(); ++other) {
        if (person.versions[other] == &list)
          all.push_back({people::DiscrepancyKind::TwiceOnOneList,
                         list.party,
                         {entry.id, person.entries[other]->id},
                         {"OPR-050",
                          {{"list", list.list.text()},
                           {"name", values.name.raw},
                           {"line", places.line(list, entry)},
                           {"other", places.line(list, *person.entries[other])}}}});
        const people::Health rival = person.entries[other]->values().health;
        const bool unknown = values.health == people::Health::Unknown || rival == people::Health::Unknown;
        if (!unknown && (values.health == people::Health::Dead) != (rival == people::Health::Dead))
          all.push_back(
              {people::DiscrepancyKind::RivalFacts,
               list.party,
               {entry.id, person.entries[other]->id},
               {"OPR-051",
                {{"name", values.name.raw}, {"list", list.list.text()}, {"line", places.line(list, entry)}}}});
      }
      if (list.kind == people::ListKind::Held)
        if (const auto answer = answers.find({list.party.text(), which}); answer != answers.end())
          if (auto found = against_own_list(list, entry, places, answer->second)) all.push_back(std::move(*found));
      if (list.kind != people::ListKind::Sought) continue;
      const bool answered =
          std::any_of(person.versions.begin(), person.versions.end(), [&](const ListVersion* version) {
            return version->party != list.party && version->kind != people::ListKind::Sought;
          });
      if (!answered && at == 0)
        all.push_back(
            {people::DiscrepancyKind::OnlyHere,
             list.party,
             {entry.id},
             {"OPR-052", {{"name", values.name.raw}, {"list", list.list.text()}, {"line", places.line(list, entry)}}}});
    }
  }
  return all;
}

}  // namespace midspan::operation
