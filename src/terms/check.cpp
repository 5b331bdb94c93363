// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "terms/checker.hpp"
#include "terms/forms.hpp"
#include "terms/places.hpp"
#include "terms/printer.hpp"

namespace midspan::terms {

using namespace people;  // the checks are about its types

Checker::Checker(const Agreement& agreement, const Context* context)
    : agreement_(agreement),
      context_(context),
      table_(table(agreement.language) != nullptr ? *table(agreement.language) : *table("en")) {
  for (const Definition& each : agreement.definitions) definitions_.emplace(each.name, &each);
  for (const Article& article : agreement.articles) {
    articles_.insert(article.number);
    for (const Clause& clause : article.clauses) {
      all_.push_back({&article, &clause, mentions(clause.body)});
      if (const auto* release = std::get_if<Release>(&clause.body)) releases_.emplace(article.number, release);
      if (releases(clause.body)) releasing_.insert(article.number);
    }
  }
}

Findings Checker::run() {
  parties();
  definitions();
  references();
  phases();
  contradictions();
  counting();
  compositions();
  directions();
  brackets();
  consent();
  effects();
  holders();
  if (context_ != nullptr) facts();
  std::stable_sort(made_.begin(), made_.end(),
                   [](const Finding& left, const Finding& right) { return left.place.begin < right.place.begin; });
  return std::move(made_);
}

void Checker::add(const char* code, TextSpan span, const std::string& article, Severity severity, Arguments arguments) {
  Finding finding;
  // Parties are called as the text calls them.
  for (auto& [name, value] : arguments)
    if (name == "party" || name == "holder")
      if (const auto* canonical = std::get_if<std::string>(&value); canonical != nullptr && !canonical->empty())
        value = Printer(table_, agreement_).name(*canonical);
  arguments.insert(arguments.begin(), {"article", article.empty() ? "none" : article});
  finding.message = {code, std::move(arguments)};
  finding.place.begin = span.begin;
  finding.place.end = span.end;
  finding.place.article = article;
  finding.severity = severity;
  made_.push_back(std::move(finding));
}

bool Checker::says(Counting::What what) const {
  return std::any_of(all_.begin(), all_.end(), [&](const Here& here) {
    const auto* counting = std::get_if<Counting>(&here.clause->body);
    return counting != nullptr && counting->what == what;
  });
}

std::string Checker::sentence(ClauseBody body, const std::string& them) const {
  Surroundings around;
  around.them = them;
  around.parties = agreement_.parties;
  const NodePtr node = node_of(body, around);
  return node ? Printer(table_, agreement_).sentence("clause", *node) : std::string();
}

std::string Checker::called(const Set& set) const {
  const NodePtr node = node_of(set);
  return node ? Printer(table_, agreement_).set(*node) : set.name;
}

const Definition* Checker::definition(const std::string& name) const {
  const auto found = definitions_.find(name);
  return found == definitions_.end() ? nullptr : found->second;
}

const Release* Checker::release_of(const std::string& article) const {
  const auto found = releases_.find(article);
  return found == releases_.end() ? nullptr : found->second;
}

// Does a population say as of when it is meant?
bool Checker::dated(const Set& set, int depth) const {
  if (set.as_of) return true;
  const bool version = std::any_of(set.filters.begin(), set.filters.end(), [](const Filter& each) {
    return each.kind == Filter::Kind::InList && (each.number.low != 0 || each.number.open);
  });
  if (version || depth > 32) return true;
  if (set.kind == Set::Kind::Defined) {
    const Definition* found = definition(set.name);
    return found == nullptr || dated(found->set, depth + 1);
  }
  if (set.kind == Set::Kind::ReleasedUnder) return true;
  if (set.parts.empty()) return false;
  return std::all_of(set.parts.begin(), set.parts.end(), [&](const Set& part) { return dated(part, depth + 1); });
}

// Every filter that surely holds of everybody in a set.
void Checker::flatten(const Set& set, std::vector<const Filter*>& filters, int depth) const {
  if (depth > 32) return;
  for (const Filter& each : set.filters) filters.push_back(&each);
  if (set.kind == Set::Kind::Defined) {
    if (const Definition* found = definition(set.name)) flatten(found->set, filters, depth + 1);
  } else if (set.kind == Set::Kind::Difference && !set.parts.empty()) {
    flatten(set.parts.front(), filters, depth + 1);
  } else if (set.kind == Set::Kind::Intersection) {
    for (const Set& part : set.parts) flatten(part, filters, depth + 1);
  }
}

Findings check(const Agreement& agreement, const Context* context, std::string_view source, std::string_view text) {
  Findings findings = Checker(agreement, context).run();
  if (!text.empty()) LineIndex(text).fill(findings);
  for (Finding& finding : findings) finding.place.source = source;
  return findings;
}

}  // namespace midspan::terms
