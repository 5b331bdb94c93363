// SPDX-License-Identifier: Apache-2.0
// Names and numbers that refer to something: parties, definitions, articles, phases, schedules.
#include <algorithm>
#include <functional>

#include "names/countries.hpp"
#include "terms/checker.hpp"

namespace midspan::terms {

using namespace people;

void Checker::parties() {
  if (agreement_.parties.size() < 2)
    add("TRM-138", {}, {}, Severity::Wrong, {{"example", table_.form("header", "parties").example}});
  std::set<std::string> known(agreement_.parties.begin(), agreement_.parties.end());
  for (const auto& [holder, beneficiary] : agreement_.custody_on_behalf) known.insert({holder, beneficiary});
  for (const auto* list : {&agreement_.mediators, &agreement_.guarantors, &agreement_.witnesses})
    known.insert(list->begin(), list->end());
  std::set<std::string> said;
  for (const Here& here : all_)
    for (const std::string* party : here.mentions.parties)
      if (!known.contains(*party) && said.insert(*party).second)
        add("TRM-128", here.clause->span, here.article->number, Severity::Doubt, {{"party", *party}});
}

void Checker::definitions() {
  // Two of one name.
  for (const Definition& each : agreement_.definitions) {
    const Definition* first = definition(each.name);
    if (first == &each) continue;
    add(first->set == each.set ? "TRM-122" : "TRM-123", each.span, {}, Severity::Wrong, {{"name", each.name}});
  }
  // A definition that needs itself.
  std::map<std::string, int> state;  // 1: being looked at, 2: done
  std::set<std::string> circular;
  std::function<bool(const Set&)> sound = [&](const Set& set) {
    if (set.kind == Set::Kind::Defined) {
      const Definition* found = definition(set.name);
      if (found == nullptr) return true;
      int& now = state[set.name];
      if (now == 1) return false;
      if (now == 0) {
        now = 1;
        const bool fine = sound(found->set);
        state[set.name] = 2;
        if (!fine) return false;
      }
    }
    return std::all_of(set.parts.begin(), set.parts.end(), sound);
  };
  for (const Definition& each : agreement_.definitions) {
    Set named;
    named.kind = Set::Kind::Defined;
    named.name = each.name;
    if (!sound(named)) {
      circular.insert(each.name);
      add("TRM-121", each.span, {}, Severity::Wrong, {{"name", each.name}});
    }
  }
  // Nationalities that no table knows; populations that nobody can belong to.
  for (const Definition& each : agreement_.definitions) {
    std::vector<const Set*> sets;
    each_set(each.set, sets);
    for (const Set* set : sets)
      for (const Filter& filter : set->filters)
        if (filter.kind == Filter::Kind::OfNationality && !names::is_country(filter.text))
          add("TRM-137", filter.span, {}, Severity::Doubt, {{"found", filter.text}});
  }
}

namespace {

// Do two things that are said of the same person exclude each other?
bool exclude(const Filter& left, const Filter& right) {
  using Kind = Filter::Kind;
  if (left.kind == right.kind && left.negated != right.negated) {
    Filter same = right;
    same.negated = left.negated;
    if (left == same) return true;
  }
  if (left.negated || right.negated) return false;
  if (left.kind == Kind::HeldBy && right.kind == Kind::HeldBy) return left.text != right.text;
  if (left.kind == Kind::OfSex && right.kind == Kind::OfSex) return left.text != right.text;
  if ((left.kind == Kind::Alive && right.kind == Kind::Dead) || (left.kind == Kind::Dead && right.kind == Kind::Alive))
    return true;
  const auto bounds = [](const Filter& filter, std::int64_t value) {
    std::pair<std::int64_t, std::int64_t> range{INT64_MIN, INT64_MAX};
    switch (filter.comparison) {
      case Comparison::Less: range.second = value - 1; break;
      case Comparison::AtMost: range.second = value; break;
      case Comparison::Equal: range = {value, value}; break;
      case Comparison::AtLeast: range.first = value; break;
      case Comparison::More: range.first = value + 1; break;
    }
    return range;
  };
  const auto apart = [](const auto& one, const auto& other) {
    return one.first > other.second || other.first > one.second;
  };
  const auto age = [&](const Filter& filter) {
    return filter.kind == Kind::Minor ? std::pair<std::int64_t, std::int64_t>{INT64_MIN, 17}
                                      : bounds(filter, filter.number.low);
  };
  const auto is_age = [](const Filter& filter) {
    return (filter.kind == Kind::Aged && !filter.number.open) || filter.kind == Kind::Minor;
  };
  if (is_age(left) && is_age(right)) return apart(age(left), age(right));
  if (left.kind == Kind::HeldSince && right.kind == Kind::HeldSince && left.day && right.day)
    return apart(bounds(left, *left.day), bounds(right, *right.day));
  if (left.kind == Kind::CapturedBetween && right.kind == Kind::CapturedBetween) {
    const auto range = [](const Filter& filter) {
      return std::pair<std::int64_t, std::int64_t>{filter.day ? *filter.day : INT64_MIN,
                                                   filter.day2 ? *filter.day2 : INT64_MAX};
    };
    return apart(range(left), range(right));
  }
  return false;
}

}  // namespace

void Checker::contradictions() {
  const auto look = [&](const Set& set, TextSpan span, const std::string& article, const std::string& name) {
    std::vector<const Filter*> filters;
    flatten(set, filters);
    for (std::size_t left = 0; left < filters.size(); ++left)
      for (std::size_t right = left; right < filters.size(); ++right) {
        const Filter& a = *filters[left];
        const bool backwards =
            left == right && a.kind == Filter::Kind::CapturedBetween && a.day && a.day2 && *a.day > *a.day2;
        if (!backwards && (left == right || !exclude(a, *filters[right]))) continue;
        add("TRM-124", span, article, Severity::Wrong, {{"name", name}});
        return;
      }
    // The same set taken out of itself.
    if (set.kind == Set::Kind::Difference && set.parts.size() > 1)
      for (std::size_t at = 1; at < set.parts.size(); ++at)
        if (set.parts[at] == set.parts.front()) {
          add("TRM-124", span, article, Severity::Wrong, {{"name", name}});
          return;
        }
  };
  for (const Definition& each : agreement_.definitions) look(each.set, each.span, {}, each.name);
  for (const Here& here : all_)
    for (const Set* set : here.mentions.sets)
      if (set->kind != Set::Kind::Defined || !set->filters.empty())
        look(*set, set->span, here.article->number, called(*set));

  // The same rule twice, with two answers.
  std::map<std::string, std::pair<const Counting*, const Here*>> rules;
  for (const Here& here : all_) {
    const auto* counting = std::get_if<Counting>(&here.clause->body);
    if (counting == nullptr || here.clause->open) continue;
    const std::string key = std::to_string(static_cast<int>(counting->what)) + "|" + counting->article + "|" +
                            (counting->who == Set{} ? "" : called(counting->who));
    const auto [first, added] = rules.emplace(key, std::pair{counting, &here});
    if (!added && !(*first->second.first == *counting))
      add("TRM-133", here.clause->span, here.article->number, Severity::Wrong,
          {{"first", sentence(*first->second.first)},
           {"other", first->second.second->article->number},
           {"second", sentence(*counting)}});
  }
}

void Checker::references() {
  for (const Here& here : all_) {
    for (const std::string* article : here.mentions.articles)
      if (!articles_.contains(*article))
        add("TRM-125", here.clause->span, here.article->number, Severity::Wrong, {{"other", *article}});
    std::vector<const Set*> sets;
    for (const Set* set : here.mentions.sets) each_set(*set, sets);
    for (const Set* set : sets) {
      if (set->kind == Set::Kind::ReleasedUnder && !articles_.contains(set->name))
        add("TRM-125", set->span, here.article->number, Severity::Wrong, {{"other", set->name}});
      if (set->kind == Set::Kind::Defined && definition(set->name) == nullptr)
        add("TRM-010", set->span, here.article->number, Severity::Wrong,
            {{"found", set->name}, {"known", "none"}, {"example", table_.part("definition").forms.front().example}});
      for (const Filter& filter : set->filters)
        if (filter.kind == Filter::Kind::OfNationality && !names::is_country(filter.text))
          add("TRM-137", filter.span, here.article->number, Severity::Doubt, {{"found", filter.text}});
    }
    for (const Condition* condition : here.mentions.conditions)
      if (condition->kind == Condition::Kind::ArticleComplete && !articles_.contains(condition->name))
        add("TRM-125", here.clause->span, here.article->number, Severity::Wrong, {{"other", condition->name}});
    if (const auto* rule = std::get_if<Sequencing>(&here.clause->body);
        rule != nullptr && (rule->kind == Sequencing::Kind::After || rule->kind == Sequencing::Kind::Suspended))
      for (const std::string& article : rule->articles)
        if (articles_.contains(article) && !releasing_.contains(article))
          add("TRM-143", here.clause->span, here.article->number, Severity::Doubt, {{"other", article}});
    if (const auto* weight = std::get_if<Weight>(&here.clause->body)) {
      const bool there = std::any_of(agreement_.schedules.begin(), agreement_.schedules.end(),
                                     [&](const Schedule& each) { return each.name == weight->schedule; });
      if (!there)
        add("TRM-129", here.clause->span, here.article->number, Severity::Wrong, {{"schedule", weight->schedule}});
    }
  }
  // "As many as" in a circle: nobody moves first.
  for (const auto& [article, release] : releases_) {
    std::set<std::string> path{article};
    const Release* now = release;
    std::string at = article;
    while (now != nullptr && now->amount.kind == Amount::Kind::AsManyAs) {
      at = now->amount.article;
      if (!path.insert(at).second) break;
      now = release_of(at);
    }
    if (now == nullptr || now->amount.kind != Amount::Kind::AsManyAs || at != article) continue;
    for (const Here& here : all_)
      if (std::get_if<Release>(&here.clause->body) == release)
        add("TRM-126", here.clause->span, article, Severity::Wrong, {{"other", release->amount.article}});
  }
}

void Checker::phases() {
  std::set<std::string> used;
  std::map<std::string, std::set<std::string>> needs;  // phase -> phases that must be complete before it
  for (const Here& here : all_) {
    for (const std::string* phase : here.mentions.phases) used.insert(*phase);
    if (const auto* rule = std::get_if<PhaseRule>(&here.clause->body)) {
      if (!rule->phase.empty()) used.insert(rule->phase);
      for (const Condition& each : rule->begins_when)
        if (each.kind == Condition::Kind::PhaseComplete) needs[rule->phase].insert(each.name);
    }
  }
  const auto reaches = [&](const std::string& from, const std::string& to) {
    std::set<std::string> seen;
    std::vector<std::string> open{from};
    while (!open.empty()) {
      const std::string phase = open.back();
      open.pop_back();
      if (phase == to) return true;
      if (!seen.insert(phase).second) continue;
      const auto found = needs.find(phase);
      if (found != needs.end()) open.insert(open.end(), found->second.begin(), found->second.end());
    }
    return false;
  };
  for (const Here& here : all_) {
    const auto* rule = std::get_if<PhaseRule>(&here.clause->body);
    if (rule != nullptr)
      for (const Condition& each : rule->begins_when)
        if (each.kind == Condition::Kind::PhaseComplete && reaches(each.name, rule->phase))
          add("TRM-127", here.clause->span, here.article->number, Severity::Wrong,
              {{"phase", rule->phase}, {"other", each.name}, {"itself", rule->phase == each.name ? "yes" : "no"}});
    for (const Condition* condition : here.mentions.conditions)
      if (condition->kind == Condition::Kind::PhaseComplete && !used.contains(condition->name))
        add("TRM-130", here.clause->span, here.article->number, Severity::Doubt, {{"phase", condition->name}});
  }
}

}  // namespace midspan::terms
