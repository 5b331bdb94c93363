// SPDX-License-Identifier: Apache-2.0
// The order of the checks: the files are those that the manifest names; the agreement and the people are the reader's;
// the rows follow; each proof adds up and claims what the manifest says; the plan is the solution of every proof.
#include "check/check.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/bytes.hpp"
#include "base/json.hpp"
#include "check/first.hpp"
#include "check/rows.hpp"
#include "check/vipr.hpp"
#include "names/countries.hpp"

namespace midspan::check {

namespace {

namespace json = base::json;

class Checker {
 public:
  Checker(const Inputs& inputs, Report& report) : inputs_(inputs), report_(report) {}

  void run() {
    read_manifest();
    if (manifest_.text("agreement") != inputs_.agreement_digest)
      fail("CHK-002", "manifest.json", {{"digest", inputs_.agreement_digest}});
    compare_world();
    compare_people();
    derive_rows();
    compare_day();
    check_proofs();
    const bool settled = check_plan();
    report_.verdict = limited_ ? Verdict::Unproved : settled ? Verdict::Proved : Verdict::OnTrust;
    say(report_.verdict == Verdict::Proved ? "CHK-100" : "CHK-101", {});
  }

 private:
  using Arguments = std::vector<std::pair<std::string, base::Argument>>;
  [[noreturn]] static void fail(const char* code, const std::string& file, Arguments arguments = {},
                                std::size_t line = 0) {
    throw Wrong{{code, std::move(arguments)}, file, line};
  }
  void say(const char* code, Arguments arguments) { report_.lines.push_back({code, std::move(arguments)}); }

  const std::string& file(const std::string& name) const {
    const auto found = inputs_.files.find(name);
    if (found == inputs_.files.end()) fail("CHK-001", name);
    return found->second;
  }
  const std::string& read(const json::Value& entry) const {
    const std::string name(entry.text("file"));
    if (base::to_hex(base::sha256(file(name))) != entry.text("sha256")) fail("CHK-003", name);
    return file(name);
  }
  const std::string& read(const char* member) const {
    const json::Value* entry = manifest_.find(member);
    if (entry == nullptr) fail("CHK-004", "manifest.json", {{"member", std::string(member)}});
    return read(*entry);
  }
  std::vector<std::string> words(const char* member) const {
    std::vector<std::string> out;
    if (const json::Value* list = manifest_.find(member); list != nullptr && list->array() != nullptr)
      for (const json::Value& word : *list->array()) out.push_back(word.string() == nullptr ? "" : *word.string());
    return out;
  }

  void read_manifest() {
    const auto value = json::parse(file("manifest.json"), json::Strictness::Document);
    if (!value || value->text("format") != "midspan-certificate-1")
      fail("CHK-004", "manifest.json", {{"member", std::string("format")}});
    manifest_ = *value;
  }

  void compare_world() {
    const std::string world(manifest_.text("world"));
    if (world != "acknowledged" && world != "contested")
      fail("CHK-004", "manifest.json", {{"member", std::string("world")}});
    if (!inputs_.world.empty() && inputs_.world != world) fail("CHK-005", "manifest.json", {{"world", world}});
    acknowledged_only_ = world == "acknowledged";
    say("CHK-108", {{"world", world}});
  }

  // The certificate's word is not enough for the day on which ages are counted, where it decides anything.
  void compare_day() {
    if (!derived_.by_day) return;
    const auto own = inputs_.agreement.version ? inputs_.agreement.version : inputs_.day;
    const std::string day = base::format_day(day_);
    if (!own) fail("CHK-007", "manifest.json", {{"day", day}});
    if (*own != day_) fail("CHK-006", "manifest.json", {{"theirs", day}, {"ours", base::format_day(*own)}});
    say("CHK-109", {{"day", day}});
  }

  // A table may write "Great Britain" where the agreement's text does, and call a state by any of its names where one
  // party is that state. The words are folded already.
  void as_all_texts_spell(std::string& party) const {
    const auto country = names::country_of(party);
    std::vector<std::string> states;
    for (const std::string& name : inputs_.agreement.parties) {
      if (fold(name) == fold(party)) return;
      if (country && names::country_of(name) == country) states.push_back(name);
    }
    for (const auto& [canonical, spelled] : inputs_.agreement.party_names)
      if (fold(spelled) == fold(party)) states = {canonical};
    if (states.size() == 1) party = fold(party) == party ? fold(states.front()) : states.front();
  }

  void compare_people() {
    people_ = read_people(inputs_.people, inputs_.people_name);
    for (people::PersonFacts& person : people_) {
      as_all_texts_spell(person.held_by);
      as_all_texts_spell(person.on_behalf_of);
      for (std::string& party : person.wanted_by) as_all_texts_spell(party);
    }
    std::map<std::string, const people::PersonFacts*> ours;
    for (const people::PersonFacts& person : people_) ours[person.display_name] = &person;
    const auto counted = read_people(read("people"), "people.csv");
    for (const people::PersonFacts& person : counted) {
      const auto found = ours.find(person.display_name);
      const std::string what = found == ours.end() ? "id" : difference(person, *found->second);
      if (!what.empty()) fail("CHK-021", "people.csv", {{"person", person.display_name}, {"column", what}});
    }
    if (counted.size() != people_.size() || ours.size() != people_.size())
      fail("CHK-022", inputs_.people_name, {{"count", static_cast<std::int64_t>(people_.size())}});
    if (manifest_.find("ledger") == nullptr) {
      // A ledger with nothing in it is none.
      if (!inputs_.ledger.empty() && !read_ledger(inputs_.ledger, "ledger").empty()) fail("CHK-023", "manifest.json");
      return;
    }
    const std::string& ledger = read("ledger");
    ledger_ = read_ledger(ledger, "ledger.csv");
    if (inputs_.ledger.empty()) return say("CHK-103", {{"count", static_cast<std::int64_t>(ledger_.size())}});
    auto own = read_ledger(inputs_.ledger, "ledger");
    for (people::Delivery& entry : own) {
      as_all_texts_spell(entry.from);
      as_all_texts_spell(entry.to);
    }
    const auto same_entry = [](const people::Delivery& a, const people::Delivery& b) {
      return a.person == b.person && a.from == b.from && a.to == b.to && a.population == b.population &&
             a.count == b.count && a.phase == b.phase && a.outcome == b.outcome && a.day == b.day &&
             a.outside_the_key == b.outside_the_key && a.facts == b.facts;
    };
    if (!std::equal(own.begin(), own.end(), ledger_.begin(), ledger_.end(), same_entry)) fail("CHK-023", "ledger.csv");
  }

  void derive_rows() {
    const auto day = base::parse_day(manifest_.text("day"));
    if (!day) fail("CHK-004", "manifest.json", {{"member", std::string("day")}});
    day_ = *day;
    Given given{inputs_.agreement, people_, ledger_, acknowledged_only_, day_, {}, words("places")};
    for (const Row& row : read_csv(read("classes"))) {
      const std::string person = row.empty() ? "" : row[0].second;
      const std::string name = row.size() != 2 ? "" : row[1].second;
      const bool numbered = name.size() > 1 && name.size() < 9 && name.find_first_not_of("0123456789", 1) == name.npos;
      const int number = numbered ? std::stoi(name.substr(1)) : 0;
      if (name != "g" + std::to_string(number) || !given.classes.emplace(person, number).second)
        fail("CHK-031", "classes.csv", {{"person", person}});
    }
    derived_ = derive(given);
    if (derived_.phases != words("phases")) fail("CHK-032", "manifest.json");
  }

  // A constraint as text: the same text, the same meaning.
  static std::string text(int sense, const Rational& side, std::map<std::string, Rational> terms) {
    std::string out = sense > 0 ? ">= " : sense < 0 ? "<= " : "= ";
    out += show(side);
    for (const auto& [name, factor] : terms) out += " " + show(factor) + "*" + name;
    return out;
  }
  static std::string show(const Rational& value) {
    return value.above.text() + (value.whole() ? "" : "/" + value.below.text());
  }
  std::map<std::string, Rational> named(const Sum& terms) const {
    std::map<std::string, Rational> out;
    for (const auto& [variable, factor] : terms)
      if (factor != 0) out[derived_.variables[static_cast<std::size_t>(variable)]] = Rational(factor);
    return out;
  }
  static std::map<std::string, Rational> named(const Terms& terms, const Proof& proof) {
    std::map<std::string, Rational> out;
    for (const auto& [variable, factor] : terms) out[proof.variables[static_cast<std::size_t>(variable)]] = factor;
    return out;
  }

  void expect(std::map<std::string, std::string>& rows, const std::string& name, const Sum& terms, std::int64_t low,
              std::int64_t high) const {
    const bool below = low > -kNone, above = high < kNone;
    if (below && above && low == high) rows[name] = text(0, low, named(terms));
    else {
      if (below) rows[name + (above ? "_low" : "")] = text(1, low, named(terms));
      if (above) rows[name + (below ? "_high" : "")] = text(-1, high, named(terms));
    }
  }
  // A file begins with the variables, and its rows with two bounds for each, in the same order.
  void compare_bounds(const Proof& proof, const std::string& file,
                      const std::vector<std::pair<std::int64_t, std::int64_t>>& bounds) const {
    std::map<std::string, std::size_t> index;
    for (std::size_t at = 0; at < derived_.variables.size(); ++at) index[derived_.variables[at]] = at;
    for (std::size_t at = 0; at < proof.variables.size(); ++at) {
      const std::string& name = proof.variables[at];
      const auto found = index.find(name);
      if (found == index.end() || proof.rows.size() < 2 * at + 2) fail("CHK-040", file, {{"name", name}});
      for (const int sense : {1, -1}) {
        const Constraint& row = proof.rows[2 * at + (sense > 0 ? 0 : 1)];
        const auto& [low, high] = bounds[found->second];
        const Rational side(sense > 0 ? low : high);
        if (row.name == (sense > 0 ? "low_" : "high_") + name && row.sense == sense && row.side == side &&
            *row.terms == Terms{{static_cast<int>(at), Rational(1)}})
          continue;
        fail("CHK-042", file,
             {{"row", row.name},
              {"theirs", text(row.sense, row.side, named(*row.terms, proof))},
              {"ours", text(sense, side, {{name, Rational(1)}})}},
             row.line);
      }
      index.erase(found);
    }
    if (!index.empty()) fail("CHK-040", file, {{"name", index.begin()->first}});
  }

  // The rows of a file are those of the agreement and the people, and the goals kept so far: no more, no fewer.
  void compare_rows(const Proof& proof, const std::string& file, bool relaxed) {
    std::map<std::string, std::string> expected;
    for (const DerivedRow& row : derived_.rows) expect(expected, row.name, row.terms, row.low, row.high);
    for (const auto& [name, row] : kept_) expected[name] = row;
    compare_bounds(proof, file, relaxed ? derived_.relaxed : derived_.bounds);
    for (std::size_t at = 2 * proof.variables.size(); at < proof.rows.size(); ++at) {
      const Constraint& row = proof.rows[at];
      const auto found = expected.find(row.name);
      if (found == expected.end()) fail("CHK-041", file, {{"row", row.name}}, row.line);
      const std::string theirs = text(row.sense, row.side, named(*row.terms, proof));
      if (theirs != found->second)
        fail("CHK-042", file, {{"row", row.name}, {"theirs", theirs}, {"ours", found->second}}, row.line);
      expected.erase(found);
    }
    if (!expected.empty()) fail("CHK-043", file, {{"row", expected.begin()->first}});
  }

  void check_proofs() {
    const json::Value* impossible = manifest_.find("impossible");
    relaxed_ = impossible != nullptr;
    const json::Value* listed = manifest_.find("levels");
    if (listed == nullptr || listed->array() == nullptr)
      fail("CHK-004", "manifest.json", {{"member", std::string("levels")}});
    if (impossible != nullptr) {
      const std::string file(impossible->text("file"));
      const Proof proof = read_proof(read(*impossible), file);
      if (!proof.infeasible) fail("CHK-044", file);
      compare_rows(proof, file, false);
      say("CHK-104", {{"file", file}});
    }
    std::vector<Goal> levels = impossible != nullptr ? derived_.misses : std::vector<Goal>();
    levels.insert(levels.end(), derived_.goals.begin(), derived_.goals.end());
    if (std::all_of(levels.begin(), levels.end(), [](const Goal& goal) { return goal.objective.empty(); }))
      levels.push_back({"Possible", false, {}});
    if (levels.size() != listed->array()->size()) fail("CHK-045", "manifest.json");
    for (std::size_t at = 0; at < levels.size(); ++at)
      check_level(levels[at], (*listed->array())[at], impossible != nullptr);
    const std::string_view wanted = limited_ ? "limit" : impossible != nullptr ? "impossible" : "possible";
    if (manifest_.text("outcome") != wanted) fail("CHK-044", "manifest.json");
  }

  void check_level(const Goal& goal, const json::Value& entry, bool relaxed) {
    const json::Value* smallest = entry.find("smallest");
    const json::Value* value = entry.find("value");
    ++level_;
    if (entry.text("goal") != goal.name || smallest == nullptr || smallest->boolean() == nullptr ||
        *smallest->boolean() != goal.smallest || value == nullptr || value->integer() == nullptr)
      fail("CHK-045", "manifest.json");
    std::map<std::string, Rational> objective = named(goal.objective);
    for (auto& [name, factor] : objective) factor = factor * Rational(goal.smallest ? -1 : 1);
    if (objective.empty() && goal.name != "Possible" && *value->integer() == 0) return;
    const std::string file(entry.text("file"));
    const Proof proof = read_proof(read(entry), file);
    compare_rows(proof, file, relaxed);
    if (proof.infeasible || named(proof.objective, proof) != objective) fail("CHK-045", file);
    const Rational reached(goal.smallest ? -*value->integer() : *value->integer());
    if (!proof.lower || *proof.lower != reached) fail("CHK-044", file);
    const bool proved = proof.upper && *proof.upper == reached;
    limited_ = limited_ || !proved;
    solution_.clear();
    for (std::size_t at = 0; at < proof.variables.size(); ++at) solution_[proof.variables[at]] = proof.solution[at];
    kept_["goal_" + std::to_string(level_)] = text(1, reached, objective);
    goals_.push_back({goal.name, goal.objective, goal.smallest ? -kNone : *value->integer(),
                      goal.smallest ? *value->integer() : kNone});
    say(proved ? "CHK-105" : "CHK-106",
        {{"level", static_cast<std::int64_t>(level_)}, {"goal", goal.name}, {"value", *value->integer()}});
  }

  // The other columns say in words what the variable says: article, phase, place.
  static bool says(const Row& row, const std::vector<std::string>& words) {
    Row rest(row.begin() + 2, row.end()), wanted;
    const char* headings[] = {"article", "phase", "to"};
    for (std::size_t at = 0; at < words.size(); ++at)
      if (!words[at].empty()) wanted.emplace_back(headings[at], words[at]);
    return words.size() == 3 && rest == wanted;
  }

  // Of a class the first in the agreement's order go, and go first: by phase, then sentence, then place.
  void check_order(const std::map<std::string, std::string>& variable_of) const {
    std::map<std::string, std::vector<int>> before;  // by class: where the last one went; empty: somebody stayed
    for (const std::string& person : derived_.order) {
      const auto [last, first] = before.emplace(derived_.class_of.at(person), std::vector<int>(3, -1));
      const auto found = variable_of.find(person);
      const std::vector<int> place = found == variable_of.end() ? std::vector<int>() : place_of(found->second);
      if (!place.empty() && (last->second.empty() || place < last->second))
        fail("CHK-048", "plan.csv", {{"person", person}});
      last->second = place;
    }
  }
  // Nobody who comes first in that order stands back for somebody of another class. False: nobody says so.
  bool check_first(const std::map<std::string, std::string>& variable_of) {
    const json::Value* settled = manifest_.find("settled");
    if (settled != nullptr && settled->boolean() != nullptr && !*settled->boolean()) {
      say("CHK-107", {});
      return false;
    }
    Plan plan{{}, relaxed_ ? derived_.relaxed : derived_.bounds, goals_, {}};
    std::map<std::string, int> index;
    for (const std::string& name : derived_.variables) {
      index.emplace(name, static_cast<int>(index.size()));
      const Rational& value = solution_.at(name);
      std::int64_t whole = 0;
      if (!value.whole() || !value.above.fits(whole)) fail("CHK-034", "plan.csv");
      plan.values.push_back(whole);
    }
    for (const auto& [person, variable] : variable_of) plan.under[person] = index.at(variable);
    if (const auto passed = passed_over(derived_, plan))
      fail("CHK-049", "plan.csv",
           {{"person", passed->person}, {"other", passed->other.empty() ? "none" : passed->other}});
    return true;
  }
  static std::vector<int> place_of(const std::string& variable) {
    const std::size_t s = variable.rfind("_s"), p = variable.rfind("_p"), d = variable.rfind("_d");
    const auto number = [&](std::size_t at) { return variable[at] == 'n' ? -1 : std::stoi(variable.substr(at)); };
    return {number(p + 2), number(s + 2), number(d + 2)};
  }

  // Every level is a level of one plan: it reaches each value, and no value is less than it reaches.
  void check_goals() const {
    for (const DerivedRow& goal : goals_) {
      Rational reached;
      for (const auto& [name, factor] : named(goal.terms)) reached = reached + factor * solution_.at(name);
      const std::int64_t value = goal.low > -kNone ? goal.low : goal.high;
      if (reached != Rational(value))
        fail("CHK-050", "manifest.json", {{"goal", goal.name}, {"value", value}, {"reached", reached.above.text()}});
    }
  }

  // The plan names as many people for each variable as the last solution has, each of the variable's class.
  bool check_plan() {
    check_goals();
    std::map<std::string, std::int64_t> counted;
    std::map<std::string, std::string> variable_of;
    for (const Row& row : read_csv(read("plan"))) {
      if (row.size() < 2) fail("CHK-046", "plan.csv", {{"person", std::string()}});
      const std::string &person = row[0].second, &variable = row[1].second;
      const auto known = derived_.class_of.find(person);
      if (known == derived_.class_of.end() || !variable.starts_with("x_" + known->second + "_") ||
          !variable_of.emplace(person, variable).second || !says(row, derived_.says[variable]))
        fail("CHK-046", "plan.csv", {{"person", person}});
      ++counted[variable];
    }
    for (const auto& [variable, value] : solution_) {
      const bool bulk = derived_.bulk.contains(variable);
      if (variable.starts_with("x_") && !bulk && value != Rational(counted[variable]))
        fail("CHK-047", "plan.csv", {{"name", variable}});
      counted.erase(variable);
    }
    if (!counted.empty()) fail("CHK-047", "plan.csv", {{"name", counted.begin()->first}});
    check_order(variable_of);
    return check_first(variable_of);
  }

  const Inputs& inputs_;
  Report& report_;
  json::Value manifest_;
  std::vector<people::PersonFacts> people_;
  std::vector<people::Delivery> ledger_;
  Derived derived_;
  std::map<std::string, std::string> kept_;   // goals reached, as rows
  std::map<std::string, Rational> solution_;  // of the last level: the plan
  std::vector<DerivedRow> goals_;             // likewise, by number
  int level_ = 0;
  base::Day day_ = 0;
  bool acknowledged_only_ = false;
  bool limited_ = false, relaxed_ = false;
};

}  // namespace

Report check(const Inputs& inputs) {
  Report report;
  try {
    Checker(inputs, report).run();
  } catch (const Wrong& wrong) {
    report.verdict = Verdict::Rejected;
    report.problem = wrong.message;
    report.file = wrong.file;
    report.line = wrong.line;
  }
  return report;
}

}  // namespace midspan::check
