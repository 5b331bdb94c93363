// SPDX-License-Identifier: Apache-2.0
#include "operation/summary.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/listed.hpp"
#include "locale/locale.hpp"
#include "operation/doubts.hpp"
#include "operation/facts.hpp"
#include "operation/people_json.hpp"
#include "operation/words.hpp"

namespace midspan::operation {

namespace json = base::json;

namespace {

void count_pairs(const State& state, Summary& summary) {
  for (const QueuedPair& pair : queue(state)) {
    if (pair.judgement == nullptr || pair.judgement->verdict == people::Verdict::Unsure) ++summary.doubtful;
    else if (pair.judgement->verdict == people::Verdict::Same) ++summary.judged_same;
    else ++summary.judged_different;
  }
}

void count_people(const State& state, Summary& summary) {
  const Persons known = persons(state);
  const std::vector<people::PersonFacts> all = facts(state, known);
  summary.persons = known.all.size();
  summary.doubts = doubts(state, known);
  for (std::size_t at = 0; at < all.size(); ++at) {
    const people::PersonFacts& person = all[at];
    summary.names[person.id.text()] = person.display_name;
    if (known.all[at].entries.size() > 1) ++summary.joined;
    if (person.standing >= people::Standing::Acknowledged) ++summary.acknowledged;
    for (const people::HoldKind kind : person.holds) ++summary.under_hold[std::string(word(kind))];
    const auto& versions = known.all[at].versions;
    const bool on_held_list = std::any_of(versions.begin(), versions.end(), [](const people::ListVersion* version) {
      return version->kind == people::ListKind::Held;
    });
    if (on_held_list) ++summary.consents[std::string(word(person.travel_consent))];
  }
}

}  // namespace

void summarise(const Operation& operation, Summary& summary) {
  const State& state = operation.state();
  for (const people::Party& party : state.parties) summary.party_names[party.id.text()] = party.names;
  summary.unsealed = operation.file().is_unsealed();
  count_pairs(state, summary);
  count_people(state, summary);
  summary.holds = static_cast<std::size_t>(
      std::count_if(state.holds.begin(), state.holds.end(), [](const people::Hold& hold) { return !hold.lifted; }));
  summary.statements = state.statements.size();
  summary.terms_digest = state.terms_digest;
  summary.discrepancies = discrepancies(state);
  for (const FrozenAnnex& frozen : state.annexes) {
    Summary::AnnexSummary annex;
    annex.released_by = frozen.annex.released_by;
    annex.to = frozen.annex.to;
    annex.phase = frozen.annex.phase;
    annex.lines = frozen.annex.lines.size();
    annex.digest = frozen.annex.digest;
    for (const auto& [party, act] : frozen.signed_by) annex.signed_by.push_back(party);
    summary.annexes.push_back(std::move(annex));
  }
  summary.acts = state.acts;
}

json::Value to_json(const Summary& summary, std::string_view language) {
  const auto allocation = [&](const people::Allocation& one) {
    json::Array counts;
    for (const people::ArticleCount& count : one.counts)
      counts.push_back(json::Object{{"article", count.article},
                                    {"party", count.party},
                                    {"population", count.in_population},
                                    {"eligible", count.eligible},
                                    {"asked", count.asked},
                                    {"elsewhere", count.elsewhere},
                                    {"given", count.given}});
    json::Array conflicts;
    for (const people::Conflict& conflict : one.conflicts) {
      json::Array numbers;
      for (const base::Message& number : conflict.numbers) numbers.push_back(locale::say(number, language));
      conflicts.push_back(json::Object{{"articles", json::Array(conflict.articles.begin(), conflict.articles.end())},
                                       {"numbers", std::move(numbers)},
                                       {"proved_minimal", conflict.proved_minimal}});
    }
    return json::Object{{"world", one.world},
                        {"possible", one.outcome == people::Outcome::Optimal},
                        {"allotted", one.allotted.size()},
                        {"counts", std::move(counts)},
                        {"conflicts", std::move(conflicts)}};
  };
  json::Array lists;
  for (const ListSummary& list : summary.lists)
    lists.push_back(json::Object{{"list", list.list.text()},
                                 {"party", list.party},
                                 {"kind", std::string(word(list.kind))},
                                 {"file", list.file},
                                 {"entries", list.entries},
                                 {"doubtful_cells", list.doubts}});
  json::Array findings;
  for (const people::Finding& finding : summary.terms_findings)
    findings.push_back(json::Object{{"code", finding.message.code},
                                    {"article", finding.place.article},
                                    {"sentence", locale::say(finding.message, language)}});
  json::Array doubts;
  for (const people::Finding& finding : summary.doubts)
    doubts.push_back(
        json::Object{{"code", finding.message.code}, {"sentence", locale::say(finding.message, language)}});
  json::Array annexes;
  for (const Summary::AnnexSummary& annex : summary.annexes)
    annexes.push_back(json::Object{{"released_by", annex.released_by},
                                   {"to", annex.to},
                                   {"phase", annex.phase},
                                   {"lines", annex.lines},
                                   {"digest", annex.digest},
                                   {"signed_by", json::Array(annex.signed_by.begin(), annex.signed_by.end())}});
  json::Object consents;
  for (const auto& [answer, count] : summary.consents) consents[answer] = count;
  json::Object under_hold;
  for (const auto& [kind, count] : summary.under_hold) under_hold[kind] = count;
  return json::Object{
      {"unsealed", summary.unsealed},
      {"doubts", std::move(doubts)},
      {"lists", std::move(lists)},
      {"persons", summary.persons},
      {"persons_on_several_lines", summary.joined},
      {"pairs", json::Object{{"candidates", summary.candidates},
                             {"left_out", summary.left_out},
                             {"same", summary.judged_same},
                             {"different", summary.judged_different},
                             {"doubtful", summary.doubtful}}},
      {"statements", summary.statements},
      {"acknowledged", summary.acknowledged},
      {"holds", summary.holds},
      {"under_hold", std::move(under_hold)},
      {"consents", std::move(consents)},
      {"agreement",
       json::Object{{"title", summary.agreement}, {"digest", summary.terms_digest}, {"findings", std::move(findings)}}},
      {"cleared", json::Array{allocation(summary.cleared.acknowledged), allocation(summary.cleared.contested)}},
      {"discrepancies", summary.discrepancies.size()},
      {"annexes", std::move(annexes)},
      {"acts", summary.acts},
      {"verified", summary.verified.good()},
      {"root", summary.verified.root},
      {"documents", summary.folder.string()},
      {"bundle", summary.bundle.string()},
      {"operation", summary.operation.string()}};
}

namespace {

class Writer {
 public:
  explicit Writer(std::string_view language) : language_(language) {}
  void heading(std::string_view code) {
    if (!lines_.empty()) lines_.emplace_back();
    lines_.push_back(locale::say(code, language_));
  }
  void line(const base::Message& message) { text(locale::say(message, language_)); }
  void text(std::string_view sentence) { lines_.push_back("  " + std::string(sentence)); }
  void deeper(const base::Message& message) { lines_.push_back("    - " + locale::say(message, language_)); }
  std::vector<std::string> take() { return std::move(lines_); }
  std::string_view language() const { return language_; }

 private:
  std::string_view language_;
  std::vector<std::string> lines_;
};

std::int64_t whole(std::size_t value) { return static_cast<std::int64_t>(value); }

void write_world(Writer& out, const people::Allocation& allocation, std::string_view code) {
  out.line({std::string(code), {{"count", whole(allocation.allotted.size())}}});
  for (const people::ArticleCount& count : allocation.counts)
    out.deeper({"run.article",
                {{"article", count.article},
                 {"party", count.party},
                 {"given", count.given},
                 {"asked", count.asked},
                 {"population", count.in_population},
                 {"elsewhere", count.elsewhere}}});
}

void write_obstacles(Writer& out, const people::Allocation& allocation) {
  for (const people::Conflict& conflict : allocation.conflicts) {
    out.line({conflict.articles.size() == 1 ? "run.conflict.one" : "run.conflict",
              {{"articles", base::listed(conflict.articles)}, {"count", whole(conflict.articles.size())}}});
    for (const base::Message& number : conflict.numbers) out.deeper(number);
  }
  for (const people::Shortfall& shortfall : allocation.shortfalls) {
    out.line({"run.shortfall",
              {{"article", shortfall.article},
               {"party", shortfall.party.empty() ? "none" : shortfall.party},
               {"missing", shortfall.missing}}});
    for (const auto& [reason, count] : shortfall.reasons)
      out.deeper({"run.reason", {{"count", count}, {"reason", locale::say(reason, out.language())}}});
  }
  for (const base::Message& event : allocation.pending) out.line(event);
}

// Of rows that could not be used the first ones, with their file, are enough to see what is wrong.
constexpr std::size_t kRowsShown = 5;

// Rows that were not used, each sentence once; then what was read by a phrase in it, which is for a person to look at.
void write_import_findings(Writer& out, const people::Findings& findings) {
  for (const bool used : {false, true}) {
    std::vector<const base::Message*> told;
    std::size_t rows = 0;
    for (const people::Finding& finding : findings) {
      const bool about_rows = finding.severity != people::Severity::Note;
      if (!about_rows || (finding.message.code == "OPR-045") != used) continue;
      ++rows;
      const bool again =
          std::any_of(told.begin(), told.end(), [&](const base::Message* one) { return *one == finding.message; });
      if (!again && told.size() < kRowsShown) told.push_back(&finding.message);
    }
    if (rows == 0) continue;
    out.line({used ? "run.import-read" : "run.import-findings", {{"count", whole(rows)}}});
    for (const base::Message* const message : told) out.deeper(*message);
  }
}

}  // namespace

std::vector<std::string> lines(const Summary& summary, std::string_view language) {
  Writer out(language);
  const auto named = [&](const std::string& party) {
    const auto names = summary.party_names.find(party);
    const bool none = names == summary.party_names.end() || names->second.empty();
    return none ? party : in_language(names->second, language);
  };
  out.heading("run.lists");
  for (const ListSummary& list : summary.lists)
    out.line({"run.list." + std::string(word(list.kind)),
              {{"list", list.list.text()},
               {"party", named(list.party)},
               {"file", list.file},
               {"entries", whole(list.entries)},
               {"doubts", whole(list.doubts)}}});
  const auto doubted = std::find_if(summary.lists.begin(), summary.lists.end(),
                                    [](const ListSummary& list) { return list.doubts != 0; });
  if (doubted != summary.lists.end())
    out.line({"run.doubts", {{"path", summary.operation.string()}, {"list", doubted->list.text()}}});
  out.heading("run.people");
  out.line({"run.persons", {{"persons", whole(summary.persons)}, {"joined", whole(summary.joined)}}});
  out.line({"run.pairs",
            {{"pairs", whole(summary.candidates)},
             {"left_out", whole(summary.left_out)},
             {"same", whole(summary.judged_same)},
             {"different", whole(summary.judged_different)},
             {"doubtful", whole(summary.doubtful)}}});
  if (summary.doubtful != 0) out.line({"run.review", {{"path", summary.operation.string()}}});
  out.line({"run.acknowledged", {{"count", whole(summary.acknowledged)}, {"statements", whole(summary.statements)}}});
  const auto consent = [&](const char* answer) {
    const auto found = summary.consents.find(answer);
    return found == summary.consents.end() ? std::int64_t{0} : whole(found->second);
  };
  out.line({"run.consents",
            {{"yes", consent("yes")},
             {"no", consent("no")},
             {"undecided", consent("undecided")},
             {"missing", consent("missing")}}});
  for (const auto& [kind, count] : summary.under_hold) out.line({"run.hold." + kind, {{"count", whole(count)}}});
  out.line({"run.discrepancies", {{"count", whole(summary.discrepancies.size())}}});
  for (const people::Finding& finding : summary.doubts) out.line(finding.message);
  write_import_findings(out, summary.import_findings);

  out.heading("run.terms");
  out.line({"run.agreement", {{"title", summary.agreement}, {"digest", summary.terms_digest.substr(0, 16)}}});
  for (const people::Finding& finding : summary.terms_findings) out.deeper(finding.message);

  out.heading("run.possible");
  write_world(out, summary.cleared.acknowledged, "run.world.acknowledged");
  write_world(out, summary.cleared.contested, "run.world.contested");

  out.heading("run.obstacles");
  write_obstacles(out, summary.cleared.acknowledged);
  out.line({"run.why-not", {{"path", summary.operation.string()}}});

  out.heading("run.annexes");
  if (summary.annexes.empty()) out.line({"run.no-annex", {}});
  for (const Summary::AnnexSummary& annex : summary.annexes) {
    std::string signers;
    for (const std::string& party : annex.signed_by) base::add_listed(signers, named(party));
    out.line({annex.to.empty() ? "run.annex.here" : "run.annex",
              {{"phase", annex.phase.empty() ? "none" : annex.phase},
               {"by", named(annex.released_by)},
               {"to", named(annex.to)},
               {"lines", whole(annex.lines)},
               {"digest", annex.digest.substr(0, 16)},
               {"signers", signers.empty() ? "none" : signers}}});
  }
  if (summary.has_brackets && !summary.annexes.empty()) out.line({"run.brackets", {}});

  out.heading("run.record");
  out.line({summary.verified.good() ? "run.verified" : "run.not-verified",
            {{"acts", summary.acts},
             {"root", summary.verified.root},
             {"problems", static_cast<std::int64_t>(summary.verified.problems_in_all)}}});
  out.line({"run.where.documents", {{"path", summary.folder.string()}}});
  out.line({"run.where.bundle", {{"path", summary.bundle.string()}}});
  out.line({"run.where.operation", {{"path", summary.operation.string()}}});
  if (summary.unsealed) out.line({"run.unsealed", {}});
  return out.take();
}

}  // namespace midspan::operation
