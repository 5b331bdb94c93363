// SPDX-License-Identifier: Apache-2.0
// Which sentences of the agreement make people go, in which phases, to which places; and which populations matter.
#include <algorithm>
#include <set>
#include <utility>

#include "clear/model/model.hpp"
#include "clear/model/words.hpp"

namespace midspan::clear::model {

namespace {

using namespace people;

constexpr std::size_t kMostDays = 400;  // phases made of "N a day"

template <typename Clause_, typename Work>
void each_clause(const Agreement& agreement, Work&& work) {
  for (std::size_t article = 0; article < agreement.articles.size(); ++article)
    for (std::size_t clause = 0; clause < agreement.articles[article].clauses.size(); ++clause)
      if (const auto* body = std::get_if<Clause_>(&agreement.articles[article].clauses[clause].body))
        work(static_cast<int>(article), static_cast<int>(clause), *body);
}

void add_word(std::vector<std::string>& words, const std::string& word) {
  if (std::none_of(words.begin(), words.end(), [&](const std::string& known) { return same_word(known, word); }))
    words.push_back(word);
}

std::string day_name(std::int64_t day) { return "day " + std::to_string(day); }

const std::vector<const When*> whens(const Agreement& agreement) {
  std::vector<const When*> all;
  each_clause<Release>(agreement, [&](int, int, const Release& release) { all.push_back(&release.when); });
  each_clause<Key>(agreement, [&](int, int, const Key& key) { all.push_back(&key.when); });
  each_clause<Composition>(agreement, [&](int, int, const Composition& part) { all.push_back(&part.when); });
  return all;
}

// Phases that are all numbers follow each other as numbers do, whatever article speaks of which first.
void in_counting_order(std::vector<std::string>& phases) {
  const auto is_number = [](const std::string& name) {
    return !name.empty() && name.size() < 10 && name.find_first_not_of("0123456789") == std::string::npos;
  };
  if (!std::all_of(phases.begin(), phases.end(), is_number)) return;
  std::stable_sort(phases.begin(), phases.end(), [](const std::string& left, const std::string& right) {
    return std::stoi(left) < std::stoi(right);
  });
}

// Of a range, the least that is not nothing.
std::int64_t least_of(const Number& number) { return number.low > 0 ? number.low : number.high; }

std::int64_t size_of(const Model& model, const Set& set) {
  return model.how_many([&](std::size_t person) { return model.populations.contains(set, model.facts[person]); });
}

// "Each phase takes at most 500 persons", and no phase has a name: as many as are needed, numbered.
void make_groups(Model& model) {
  std::int64_t each = 0;
  each_clause<PhaseRule>(*model.agreement, [&](int, int, const PhaseRule& rule) {
    const std::int64_t most = least_of(rule.at_most);
    if (!rule.phase.empty() || !rule.carrier.empty() || most <= 0) return;
    each = each == 0 ? most : std::min(each, most);
  });
  if (each == 0) return;
  std::int64_t people = 0;
  each_clause<Release>(*model.agreement,
                       [&](int, int, const Release& release) { people += size_of(model, release.of); });
  each_clause<Key>(*model.agreement, [&](int, int, const Key& key) {
    for (const Owed& owed : key.owed) people += size_of(model, owed.of);
  });
  each_clause<Choice>(*model.agreement, [&](int, int, const Choice& choice) { people += size_of(model, choice.pool); });
  people = std::min<std::int64_t>(people, static_cast<std::int64_t>(model.people_count));
  const std::int64_t needed = std::min<std::int64_t>((people + each - 1) / each, kMostDays);
  for (std::int64_t at = 1; needed > 1 && at <= needed; ++at) model.phases.push_back(std::to_string(at));
}

// Phases in the order of their rules, then those that releases name, then single days in their order.
void find_phases(Model& model) {
  const Agreement& agreement = *model.agreement;
  each_clause<PhaseRule>(agreement, [&](int, int, const PhaseRule& rule) {
    for (const Condition& condition : rule.begins_when)
      if (condition.kind == Condition::Kind::PhaseComplete && !condition.name.empty())
        add_word(model.phases, condition.name);
    if (!rule.phase.empty()) add_word(model.phases, rule.phase);
  });
  std::set<std::int64_t> days;
  for (const When* when : whens(agreement)) {
    if (when->kind == When::Kind::InPhase && !when->name.empty()) add_word(model.phases, when->name);
    if (when->kind == When::Kind::OnDay) days.insert(when->days.low);
  }
  in_counting_order(model.phases);
  for (const std::int64_t day : days) add_word(model.phases, day_name(day));
  if (!model.phases.empty()) return;
  // "41 a day of", "at most 500 a day": as many days as the population needs.
  std::int64_t longest = 0;
  each_clause<Release>(agreement, [&](int, int, const Release& release) {
    const bool all_a_day = release.amount.kind == Amount::Kind::PerDay;
    const std::int64_t rate = least_of(all_a_day ? release.amount.number : release.rate);
    if (rate <= 0) return;
    std::int64_t days = (size_of(model, release.of) + rate - 1) / rate;
    if (all_a_day && said(release.amount.upper)) days = std::min(days, release.amount.upper.low);
    longest = std::max(longest, days);
  });
  for (std::int64_t day = 1; day <= std::min<std::int64_t>(longest, kMostDays); ++day)
    model.phases.push_back(day_name(day));
  if (model.phases.empty()) make_groups(model);
  if (model.phases.empty()) model.phases.push_back("");
}

std::vector<char> allowed_phases(const Model& model, const When& when) {
  std::vector<char> allowed(model.phases.size(), 1);
  std::string only;
  if (when.kind == When::Kind::InPhase) only = when.name;
  else if (when.kind == When::Kind::OnDay) only = day_name(when.days.low);
  else return allowed;
  for (std::size_t phase = 0; phase < allowed.size(); ++phase)
    allowed[phase] = same_word(model.phases[phase], only) ? 1 : 0;
  return allowed;
}

void ask(Model& model, const Set& set) {
  if (model.set_index.emplace(&set, static_cast<int>(model.sets.size())).second) model.sets.push_back(&set);
}

void find_sets(Model& model) {
  const Agreement& agreement = *model.agreement;
  for (const Slot& slot : model.slots) ask(model, *slot.of);
  each_clause<Key>(agreement, [&](int, int, const Key& key) { ask(model, key.delivered); });
  each_clause<Named>(agreement, [&](int, int, const Named& named) { ask(model, named.who); });
  each_clause<Composition>(agreement, [&](int, int, const Composition& part) { ask(model, part.who); });
  each_clause<Choice>(agreement, [&](int, int, const Choice& choice) { ask(model, choice.pool); });
  each_clause<Bonus>(agreement, [&](int, int, const Bonus& bonus) { ask(model, bonus.delivered); });
  each_clause<Counting>(agreement, [&](int, int, const Counting& rule) {
    if (rule.what == Counting::What::InsideTotal || rule.what == Counting::What::OutsideTheKey) ask(model, rule.who);
  });
  each_clause<Destination>(agreement, [&](int, int, const Destination& rule) { ask(model, rule.who); });
  each_clause<FamilyRule>(agreement, [&](int, int, const FamilyRule& rule) { ask(model, rule.who); });
  for (const Goal& goal : agreement.goals)
    if (goal.has_set) ask(model, goal.of);
}

}  // namespace

bool counts_days(const Model& model) {
  return std::all_of(model.phases.begin(), model.phases.end(),
                     [](const std::string& phase) { return phase.rfind("day ", 0) == 0; });
}

bool chooses_who_goes(const Agreement& agreement, int article, const Choice& choice) {
  if (choice.party.empty()) return false;
  bool released = false;
  each_clause<Release>(agreement, [&](int at, int, const Release& release) {
    released = released || at == article || release.of == choice.pool;
  });
  each_clause<Key>(agreement, [&](int at, int, const Key&) { released = released || at == article; });
  return !released;
}

bool releases_anything(const Agreement& agreement, int article) {
  const auto& clauses = agreement.articles[static_cast<std::size_t>(article)].clauses;
  return std::any_of(clauses.begin(), clauses.end(), [&](const Clause& clause) {
    const auto* choice = std::get_if<Choice>(&clause.body);
    return std::holds_alternative<Release>(clause.body) || std::holds_alternative<Key>(clause.body) ||
           (choice != nullptr && chooses_who_goes(agreement, article, *choice));
  });
}

LostPlaces lost_places(const Agreement& agreement) {
  LostPlaces lost;
  each_clause<Counting>(agreement, [&](int article, int, const Counting& rule) {
    const LostPlaces::Rule said = rule.replaced ? LostPlaces::Rule{} : LostPlaces::Rule{article, rule.counts};
    if (rule.what == Counting::What::Refusers) lost.refusers = said;
    if (rule.what == Counting::What::DeadBeforeHandover) lost.dead = said;
    if (rule.what == Counting::What::AlreadyFree) lost.free = said;
  });
  return lost;
}

LostPlaces::Rule LostPlaces::of(const Stop& stop) const {
  switch (stop.kind) {
    case StopKind::ConsentRefused: return refusers;
    case StopKind::Dead: return dead;
    case StopKind::Gone: return stop.detail.rfind("DIED", 0) == 0 ? dead : free;
    case StopKind::NotDelivered:
      if (stop.detail == "refused") return refusers;
      if (stop.detail == "dead") return dead;
      return stop.detail == "already free" ? free : Rule{};
    default: return {};
  }
}

int target_article(const Agreement& agreement, int article, const std::string& named) {
  if (!named.empty()) {
    for (std::size_t at = 0; at < agreement.articles.size(); ++at)
      if (same_word(agreement.articles[at].number, named)) return static_cast<int>(at);
    return -1;
  }
  for (int at = article; at >= 0; --at)
    if (releases_anything(agreement, at)) return at;
  return -1;
}

bool same_phases(Model& model) {
  const std::vector<std::string> phases = std::exchange(model.phases, {});
  find_phases(model);
  const bool same = model.phases == phases;
  model.phases = phases;
  return same;
}

void make_slots(Model& model) {
  const Agreement& agreement = *model.agreement;
  find_phases(model);
  const std::vector<char> any(model.phases.size(), 1);
  each_clause<Release>(agreement, [&](int article, int clause, const Release& release) {
    model.slots.push_back({article, clause, -1, release.party, &release.of,
                           release.to == "where held" ? "" : release.to, allowed_phases(model, release.when),
                           false});  // set free where they are: sent nowhere
  });
  each_clause<Key>(agreement, [&](int article, int clause, const Key& key) {
    for (std::size_t owed = 0; owed < key.owed.size(); ++owed)
      model.slots.push_back({article, clause, static_cast<int>(owed), key.party, &key.owed[owed].of, key.to,
                             allowed_phases(model, key.when), false});
  });
  each_clause<Choice>(agreement, [&](int article, int clause, const Choice& choice) {
    if (chooses_who_goes(agreement, article, choice))
      model.slots.push_back({article, clause, -1, "", &choice.pool, "", any, false});
  });
  each_clause<Substitute>(agreement, [&](int article, int clause, const Substitute& rule) {
    const int target = target_article(agreement, article, rule.article);
    const auto slots = model.slots;  // grows below
    for (const Slot& slot : slots)
      if (slot.article == target && !slot.reserve)
        model.slots.push_back({target, clause, -1, slot.party, &rule.reserve, slot.to, slot.phases, true});
  });
  for (const Slot& slot : model.slots) add_word(model.places, slot.to);
  each_clause<Destination>(agreement, [&](int, int, const Destination& rule) {
    for (const auto& [amount, place] : rule.shares) add_word(model.places, place);
    for (const std::string& place : rule.allowed) add_word(model.places, place);
  });
  if (model.places.empty()) model.places.emplace_back();
  find_sets(model);
}

}  // namespace midspan::clear::model
