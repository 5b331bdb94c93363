// SPDX-License-Identifier: Apache-2.0
// The files of a certificate (docs/formats/certificate.md). The levels are solved again on a fresh solver from the plan
// at hand, this time keeping the proof: clearing without a certificate pays nothing for it.
#include <algorithm>
#include <map>

#include "base/bytes.hpp"
#include "base/csv.hpp"
#include "base/json.hpp"
#include "clear/certificate/tables.hpp"
#include "clear/certificate/vipr.hpp"
#include "clear/explain/run.hpp"

namespace midspan::clear {

namespace {

namespace json = base::json;
using model::Model;

std::string digest(const std::string& text) { return base::to_hex(base::sha256(text)); }

// Names say what a column or a row is of: which class, sentence, phase and place; which article and clause (from 1).
std::vector<std::string> column_names(const Model& model) {
  std::vector<std::string> names;
  for (const model::Cell& cell : model.cells) {
    const std::string slot = cell.slot < 0 ? "none" : std::to_string(cell.slot);
    names.push_back("x_g" + std::to_string(cell.group) + "_s" + slot + "_p" + std::to_string(cell.phase) + "_d" +
                    std::to_string(cell.place));
  }
  std::map<std::string, int> next;
  for (const Model::Source& source : model.helper_of) {
    const std::string prefix = source.article < 0 ? "h_goals_"
                                                  : "h_a" + std::to_string(source.article + 1) + "_c" +
                                                        std::to_string(source.clause + 1) + "_";
    names.push_back(prefix + std::to_string(next[prefix]++));
  }
  return names;
}

std::vector<std::string> row_names(const Model& model) {
  std::map<int, int> size_rows;
  for (std::size_t group = 0; group < model.groups.size(); ++group)
    if (model.groups[group].size_row >= 0) size_rows[model.groups[group].size_row] = static_cast<int>(group);
  std::vector<std::string> names;
  std::map<std::string, int> next;
  for (std::size_t row = 0; row < model.program.rows.size(); ++row) {
    if (const auto size = size_rows.find(static_cast<int>(row)); size != size_rows.end()) {
      names.push_back("size_g" + std::to_string(size->second));
      continue;
    }
    const Model::Source& source = model.row_of[row];
    const std::string prefix = source.article < 0 ? "r_goals_"
                                                  : "r_a" + std::to_string(source.article + 1) + "_c" +
                                                        std::to_string(source.clause + 1) + "_";
    names.push_back(prefix + std::to_string(next[prefix]++));
  }
  return names;
}

std::string id_of(const Model& model, std::size_t person) { return model.facts[person].person->id.text(); }

std::string classes_table(const Model& model) {
  std::map<std::string, int> classes;
  for (std::size_t person = 0; person < model.facts.size(); ++person)
    if (model.group_of[person] >= 0) classes[id_of(model, person)] = model.group_of[person];
  std::string out = "person,class\n";
  for (const auto& [person, group] : classes) {
    base::append_csv_field(out, person);
    out += ",g" + std::to_string(group) + "\n";
  }
  return out;
}

std::string plan_table(const explain::Run& run, const std::vector<std::string>& columns) {
  const Model& model = run.model;
  std::map<std::string, int> lines;
  for (std::size_t person = 0; person < model.people_count; ++person)
    if (run.column_of[person] >= 0) lines[id_of(model, person)] = run.column_of[person];
  std::string out = "person,variable,article,phase,to\n";
  for (const auto& [person, column] : lines) {
    const model::Cell& cell = model.cells[static_cast<std::size_t>(column)];
    const std::string article =
        cell.slot < 0 ? "" : model.article_number(model.slots[static_cast<std::size_t>(cell.slot)].article);
    base::append_csv_field(out, person);
    for (const std::string& field :
         {columns[static_cast<std::size_t>(column)], article, model.phases[static_cast<std::size_t>(cell.phase)],
          model.places[static_cast<std::size_t>(cell.place)]})
      base::append_csv_field(out += ',', field);
    out += '\n';
  }
  return out;
}

json::Array words(const std::vector<std::string>& list) {
  json::Array out;
  for (const std::string& word : list) out.emplace_back(word);
  return out;
}

class Files {
 public:
  json::Object add(const std::string& name, std::string text) {
    json::Object entry{{"file", name}, {"sha256", digest(text)}};
    files_.push_back({name, std::move(text)});
    return entry;
  }
  std::vector<CertificateFile> take(const json::Object& manifest) {
    files_.push_back({"manifest.json", json::pretty(manifest) + "\n"});
    return std::move(files_);
  }

 private:
  std::vector<CertificateFile> files_;
};

}  // namespace

base::Result<std::vector<CertificateFile>> certify(const people::Agreement& agreement,
                                                   std::span<const people::PersonFacts> people,
                                                   std::span<const people::Delivery> ledger, const Options& options) {
  // Places are numbered as they are met: in one order of people, whatever the order of the table.
  std::vector<people::PersonFacts> by_id(people.begin(), people.end());
  std::sort(by_id.begin(), by_id.end(), [](const auto& left, const auto& right) { return left.id < right.id; });
  const explain::Run run = MIDSPAN_TRY(explain::run(agreement, by_id, ledger, options));
  const Model& model = run.model;
  if (!run.plan.possible) return base::failure("CLR-015");
  const std::vector<std::string> columns = column_names(model);
  std::vector<std::string> rows = row_names(model);
  Files files;
  json::Object manifest{{"format", "midspan-certificate-1"},
                        {"agreement", options.agreement_digest},
                        {"people", files.add("people.csv", MIDSPAN_TRY(certificate::people_table(people, agreement)))}};
  if (!ledger.empty()) manifest["ledger"] = files.add("ledger.csv", certificate::ledger_table(ledger));
  manifest["classes"] = files.add("classes.csv", classes_table(model));
  manifest["plan"] = files.add("plan.csv", plan_table(run, columns));
  manifest["world"] = options.world == World::Acknowledged ? "acknowledged" : "contested";
  manifest["day"] = base::format_day(agreement.version.value_or(options.day));
  manifest["phases"] = words(model.phases);
  manifest["places"] = words(model.places);

  bool proved = true;
  std::vector<solve::ProofNode> proof;
  if (run.relaxed) {
    solve::Solver solver(model.program);
    solver.limit_work(options.limits.work);
    const solve::Answer answer = solver.maximise({}, options.limits.nodes, nullptr, &proof);
    if (answer.status != solve::Status::Infeasible) return base::failure("CLR-015");
    certificate::Claim claim;
    claim.infeasible = true;
    manifest["impossible"] =
        files.add("impossible.vipr", certificate::vipr(solver.program(), columns, rows, claim, proof));
  }
  solve::Solver solver(model.program);
  solver.limit_work(options.limits.work);
  solver.round_off(true);
  if (run.relaxed) explain::relax(model, solver);
  json::Array levels;
  std::vector<model::Level> wanted = run.plan.levels;
  const auto counts_nobody = [](const model::Level& level) { return level.objective.empty(); };
  const bool only_possible = std::all_of(wanted.begin(), wanted.end(), counts_nobody);
  if (only_possible) wanted.emplace_back().name = "Possible";  // no goal counts: the plan keeps every row
  for (const model::Level& level : wanted) {
    certificate::Claim claim;
    claim.objective = level.objective;
    for (solve::Term& term : claim.objective) term.coefficient *= level.smallest ? -1 : 1;
    std::sort(claim.objective.begin(), claim.objective.end(),
              [](const auto& left, const auto& right) { return left.column < right.column; });
    claim.values = run.plan.values;
    const solve::Answer answer = solver.maximise(claim.objective, options.limits.nodes, &claim.values, &proof);
    claim.value = solve::value_of(claim.objective, claim.values);
    claim.bound = answer.bound;
    if (answer.value != claim.value) return base::failure("CLR-015");  // the limit was met when the plan was made
    proved = proved && claim.value == claim.bound;
    json::Object entry{
        {"goal", level.name}, {"smallest", level.smallest}, {"value", level.smallest ? -claim.value : claim.value}};
    if (!claim.objective.empty() || level.name == "Possible") {
      const std::string name = "level-" + std::to_string(levels.size() + 1) + ".vipr";
      const json::Object file = files.add(name, certificate::vipr(solver.program(), columns, rows, claim, proof));
      for (const auto& [key, value] : file.members()) entry.append(key, value);
      solve::Row keep;
      keep.terms = claim.objective;
      keep.low = claim.value;
      rows.resize(solver.program().rows.size());
      solver.add_row(std::move(keep));
      rows.push_back("goal_" + std::to_string(levels.size() + 1));
    }
    levels.emplace_back(std::move(entry));
  }
  manifest["outcome"] = !proved ? "limit" : run.relaxed ? "impossible" : "possible";
  manifest["settled"] = run.plan.sure();
  manifest["levels"] = std::move(levels);
  return files.take(manifest);
}

}  // namespace midspan::clear
