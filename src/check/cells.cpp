// SPDX-License-Identifier: Apache-2.0
#include "check/cells.hpp"

#include <algorithm>
#include <set>

#include "check/vipr.hpp"

namespace midspan::check::derivation {

using namespace people;
using std::int64_t;

int Cells::target(int article, const std::string& named) const {
  for (int at = 0; !named.empty() && at < static_cast<int>(agreement_.articles.size()); ++at)
    if (same(number_of(at), named)) return at;
  for (int at = named.empty() ? article : -1; at >= 0; --at)
    if (releases(at)) return at;
  return -1;
}

bool Cells::goes_by(int article, const Choice& choice) const {
  bool alone = !choice.party.empty();
  each<Release>([&](int at, int, const Release& release) {
    if (at == article || release.of == choice.pool) alone = false;
  });
  each<Key>([&](int at, int, const Key&) { alone = alone && at != article; });
  return alone;
}

bool Cells::releases(int article) const {
  for (const Clause& clause : clauses(article)) {
    const auto* choice = std::get_if<Choice>(&clause.body);
    if (std::holds_alternative<Release>(clause.body) || std::holds_alternative<Key>(clause.body) ||
        (choice != nullptr && goes_by(article, *choice)))
      return true;
  }
  return false;
}

bool Cells::in(const Person& person, const Set& set, int article) const {
  std::vector<signed char>& known = known_[{&set, article}];
  if (person.profile >= known.size()) known.resize(profiles_.size(), -1);
  signed char& answer = known[person.profile];
  if (answer < 0) answer = populations_.contains(set, person.facts, person.bulk, number_of(article)) ? 1 : 0;
  return answer == 1;
}

void Cells::find_people() {
  std::map<std::string, std::size_t> by_id;
  people_.reserve(given_.people.size() + given_.ledger.size());
  for (const PersonFacts& facts : given_.people) {
    if (!by_id.emplace(facts.display_name, people_.size()).second)
      throw Wrong{{"CHK-031", {{"person", facts.display_name}}}, "people.csv"};
    people_.emplace_back().facts = facts;
    people_.back().profile = profiles_.emplace(facts.birth.raw, profiles_.size()).first->second;
  }
  named_ = people_.size();
  std::map<std::string, int64_t> balance;
  for (std::size_t at = 0; at < given_.ledger.size(); ++at) {
    const Delivery& entry = given_.ledger[at];
    if (entry.person.empty() && entry.outcome == "received") {
      Person& bulk = people_.emplace_back();
      bulk.facts.display_name = "ledger entry " + std::to_string(at + 1);
      bulk.bulk = fold(entry.population);
      bulk.profile = profiles_.emplace(bulk.facts.display_name, profiles_.size()).first->second;
      bulk.delivered = &entry;
      bulk.facts.held_by = fold(entry.from);
      bulk.facts.lists = {bulk.bulk};
      bulk.facts.standing = Standing::Confirmed;
      bulk.facts.travel_consent = ConsentAnswer::Yes;
      for (const std::string& fact : entry.facts) {
        bulk.facts.categories.push_back(fold(fact));
        bulk.facts.remains = bulk.facts.remains || fold(fact) == "dead";
      }
      bulk.facts.categories.push_back(bulk.bulk);
    } else if (!entry.person.empty()) {
      const auto found = by_id.find(entry.person.text());
      if (found == by_id.end()) throw Wrong{{"CHK-033", {{"person", entry.person.text()}}}, "ledger.csv"};
      Person& person = people_[found->second];
      if (entry.outcome != "received") person.failed = &entry;
      else if ((balance[entry.person.text()] += entry.count) > 0) person.delivered = &entry, person.failed = nullptr;
      else person.delivered = nullptr;
    }
  }
}

int Cells::place_in(const std::vector<std::string>& words, const std::string& word) {
  for (std::size_t at = 0; at < words.size(); ++at)
    if (same(words[at], word)) return static_cast<int>(at);
  return -1;
}

std::string Cells::phase_of(const When& when) {
  return when.kind == When::Kind::InPhase ? when.name
         : when.kind == When::Kind::OnDay ? "day " + std::to_string(when.days.low)
                                          : "";
}

void Cells::find_phases() {
  std::set<int64_t> days;
  const auto see = [&](const When& when) {
    if (when.kind == When::Kind::InPhase && !when.name.empty()) add_word(out_.phases, when.name);
    if (when.kind == When::Kind::OnDay) days.insert(when.days.low);
  };
  each<PhaseRule>([&](int, int, const PhaseRule& rule) {
    for (const Condition& condition : rule.begins_when)
      if (condition.kind == Condition::Kind::PhaseComplete && !condition.name.empty())
        add_word(out_.phases, condition.name);
    if (!rule.phase.empty()) add_word(out_.phases, rule.phase);
  });
  each<Release>([&](int, int, const Release& release) { see(release.when); });
  each<Key>([&](int, int, const Key& key) { see(key.when); });
  each<Composition>([&](int, int, const Composition& part) { see(part.when); });
  // Phases that are all numbers follow each other as numbers do.
  const auto numbered = [](const std::string& name) {
    return !name.empty() && name.size() < 10 && name.find_first_not_of("0123456789") == std::string::npos;
  };
  if (std::all_of(out_.phases.begin(), out_.phases.end(), numbered))
    std::stable_sort(out_.phases.begin(), out_.phases.end(), [](const std::string& left, const std::string& right) {
      return std::stoi(left) < std::stoi(right);
    });
  for (const int64_t day : days) add_word(out_.phases, "day " + std::to_string(day));
  if (!out_.phases.empty()) return;
  int64_t longest = 0;  // "41 a day", "at most 41 a day": as many days as it takes, at most 400
  const auto size = [&](const Set& set) { return count([&](const Person& person) { return in(person, set); }); };
  each<Release>([&](int, int, const Release& release) {
    const bool per_day = release.amount.kind == Amount::Kind::PerDay;
    const people::Number& number = per_day ? release.amount.number : release.rate;
    const int64_t rate = number.low > 0 ? number.low : number.high;
    if (rate <= 0) return;
    const int64_t needed = (size(release.of) + rate - 1) / rate;
    const bool ends = per_day && said(release.amount.upper);
    longest = std::max(longest, ends ? std::min(needed, release.amount.upper.low) : needed);
  });
  for (int64_t day = 1; day <= std::min<int64_t>(longest, 400); ++day)
    out_.phases.push_back("day " + std::to_string(day));
  // "Each phase takes at most 500" of phases that have no names: as many as it takes.
  int64_t cap = 0, people = 0;
  each<PhaseRule>([&](int, int, const PhaseRule& rule) {
    const int64_t most = rule.at_most.low > 0 ? rule.at_most.low : rule.at_most.high;
    if (rule.phase.empty() && rule.carrier.empty() && most > 0) cap = cap == 0 ? most : std::min(cap, most);
  });
  if (out_.phases.empty() && cap > 0) {
    each<Release>([&](int, int, const Release& release) { people += size(release.of); });
    each<Key>([&](int, int, const Key& key) {
      for (const Owed& owed : key.owed) people += size(owed.of);
    });
    each<Choice>([&](int, int, const Choice& choice) { people += size(choice.pool); });
    people = std::min<int64_t>(people, static_cast<int64_t>(people_.size()));
    const int64_t groups = std::min<int64_t>((people + cap - 1) / cap, 400);
    for (int64_t at = 1; groups > 1 && at <= groups; ++at) out_.phases.push_back(std::to_string(at));
  }
  if (out_.phases.empty()) out_.phases.emplace_back();
}

void Cells::find_sentences() {
  static const When kAnyTime;
  each<Release>([&](int article, int clause, const Release& release) {
    const std::string to = release.to == "where held" ? std::string() : release.to;  // sent nowhere
    sentences_.push_back({article, clause, -1, release.party, &release.of, to, &release.when, false});
  });
  each<Key>([&](int article, int clause, const Key& key) {
    for (int owed = 0; owed < static_cast<int>(key.owed.size()); ++owed)
      sentences_.push_back(
          {article, clause, owed, key.party, &key.owed[static_cast<std::size_t>(owed)].of, key.to, &key.when, false});
  });
  each<Choice>([&](int article, int clause, const Choice& choice) {
    if (goes_by(article, choice)) sentences_.push_back({article, clause, -1, "", &choice.pool, "", &kAnyTime, false});
  });
  each<Substitute>([&](int article, int clause, const Substitute& rule) {
    const auto before = sentences_;
    for (const Sentence& replaced : before)
      if (replaced.article == target(article, rule.article) && !replaced.reserve) {
        Sentence reserve = replaced;
        reserve.clause = clause;
        reserve.owed = -1;
        reserve.of = &rule.reserve;
        reserve.reserve = true;
        sentences_.push_back(reserve);
      }
  });
  find_phases();
  std::vector<std::string> places;
  for (const Sentence& each_one : sentences_) add_word(places, each_one.to);
  each<Destination>([&](int, int, const Destination& rule) {
    for (const auto& [amount, place] : rule.shares) add_word(places, place);
    for (const std::string& place : rule.allowed) add_word(places, place);
  });
  if (places.empty()) places.emplace_back();
  for (const Person& person : people_)
    if (person.delivered != nullptr) add_word(places, person.delivered->to);
  out_.places = given_.places;
  std::vector<std::string> theirs = given_.places;
  for (auto* list : {&places, &theirs}) {
    for (std::string& place : *list) place = fold(place);
    std::sort(list->begin(), list->end());
  }
  if (places != theirs) throw Wrong{{"CHK-032", {}}, "manifest.json"};
}

bool Cells::keeps(const std::string& party, const Person& person) const {
  const std::string& holder = person.facts.held_by;
  if (party.empty()) return false;
  if (holder == party || person.facts.on_behalf_of == party) return true;
  return std::any_of(agreement_.custody_on_behalf.begin(), agreement_.custody_on_behalf.end(), [&](const auto& pair) {
    return !holder.empty() && fold(pair.first) == holder && fold(pair.second) == party;
  });
}

bool Cells::can_release(const Sentence& sentence, const Person& person) const {
  const std::string party = fold(sentence.party);
  if (party.empty()) return !person.facts.held_by.empty();
  if (keeps(party, person)) return true;
  return populations_.says_holder(*sentence.of) && !populations_.names_holder(*sentence.of, party);
}

std::optional<int64_t> Cells::weight(const std::string& schedule, const Person& person) const {
  for (const Schedule& table : agreement_.schedules)
    for (const ScheduleLine& line : table.lines) {
      if (!schedule.empty() && !same(table.name, schedule)) continue;
      const std::string rank = fold(line.rank);
      const auto& categories = person.facts.categories;
      if (rank == person.facts.rank || std::find(categories.begin(), categories.end(), rank) != categories.end())
        return line.weight.low;
    }
  return std::nullopt;
}

void Cells::read_counting() {
  each<Counting>([&](int article, int, const Counting& rule) {
    if (rule.what == Counting::What::InsideTotal && !rule.counts)
      in_addition_.emplace_back(target(article, rule.article), &rule.who);
    if (rule.what == Counting::What::OutsideTheKey && !rule.counts && !everybody(rule.who))
      outside_key_.push_back(&rule.who);
    if (rule.what == Counting::What::AccompanyingMinors) minors_count_ = rule.counts;
    using What = Counting::What;
    if (rule.what == What::Refusers || rule.what == What::DeadBeforeHandover || rule.what == What::AlreadyFree) {
      lost_.erase(rule.what);
      if (!rule.replaced) lost_[rule.what] = rule.counts;
    }
  });
}

void Cells::go_along(Person& minor, const Grown& grown) const {
  const std::string& holder = minor.facts.held_by;
  if (holder.empty()) return;
  std::vector<char> along;
  for (std::size_t at = 0; at < sentences_.size(); ++at) {
    const auto& held = grown.may_go[at];
    along.push_back(held.contains(holder) || (!held.empty() && keeps(fold(sentences_[at].party), minor)) ? 1 : 0);
  }
  minor.accompanies = grown.holders.contains(holder) || std::find(along.begin(), along.end(), 1) != along.end();
  if (minor.accompanies) minor.eligible = along, minor.known = true;
}

void Cells::find_stops() {
  read_counting();
  std::map<std::string, Grown> families;
  std::set<std::string> gone_families;  // of whom a grown member has gone
  bool minors_go_along = false;
  each<FamilyRule>([&](int, int, const FamilyRule& rule) {
    minors_go_along = minors_go_along || rule.kind == FamilyRule::Kind::MinorsAccompany;
  });
  Set minors;
  minors.filters.emplace_back().kind = Filter::Kind::Minor;
  for (std::size_t at = 0; at < people_.size(); ++at) {
    Person& person = people_[at];
    for (const Sentence& sentence : sentences_) {
      const bool member = at < named_ && in(person, *sentence.of, sentence.article);
      person.known = person.known || member;
      person.eligible.push_back(member && can_release(sentence, person) ? 1 : 0);
    }
    const std::string& family = person.facts.family_unit;
    minors.as_of.reset();
    if (person.delivered != nullptr && person.delivered->day != 0) minors.as_of = person.delivered->day;
    person.minor = minors_go_along && at < named_ && !family.empty() && !person.facts.remains &&
                   populations_.contains(minors, person.facts, person.bulk, "");
    if (family.empty() || person.minor || at >= named_) continue;
    if (person.delivered != nullptr) gone_families.insert(family);
    Grown& grown = families[family];
    grown.holders.insert(person.facts.held_by);
    grown.may_go.resize(sentences_.size());
    for (std::size_t one = 0; one < sentences_.size(); ++one)
      if (person.eligible[one] != 0) grown.may_go[one].insert(person.facts.held_by);
  }
  for (std::size_t at = 0; at < named_; ++at) {
    Person& person = people_[at];
    if (person.delivered != nullptr) {
      const auto family = families.find(person.facts.family_unit);
      const bool some =
          family != families.end() && std::any_of(family->second.may_go.begin(), family->second.may_go.end(),
                                                  [](const auto& held) { return !held.empty(); });
      person.accompanies = person.minor && (some || gone_families.contains(person.facts.family_unit));
      continue;
    }
    const PersonFacts& facts = person.facts;
    if (const auto family = families.find(facts.family_unit); person.minor && family != families.end())
      go_along(person, family->second);
    const bool gone = facts.answer && !facts.contested && *facts.answer >= StatementCode::Released &&
                      *facts.answer <= StatementCode::DiedBeforeCustody;
    const bool acknowledged = facts.standing >= Standing::Acknowledged && !facts.contested;
    const bool refuses = facts.travel_consent == ConsentAnswer::No && !facts.remains;
    bool may_go_on = false;
    for (const char eligible : person.eligible) may_go_on = may_go_on || eligible != 0;
    using What = Counting::What;
    const bool died = facts.health == Health::Dead && !facts.remains;
    const std::string outcome = person.failed != nullptr ? person.failed->outcome : "";
    if (outcome == "refused") person.failed_as = What::Refusers;
    if (outcome == "dead") person.failed_as = What::DeadBeforeHandover;
    if (outcome == "already free") person.failed_as = What::AlreadyFree;
    if (person.failed_as) person.absent.push_back(*person.failed_as);
    if (refuses) person.absent.push_back(What::Refusers);
    if (died || gone)
      person.absent.push_back(died || *facts.answer >= StatementCode::DiedInCustody ? What::DeadBeforeHandover
                                                                                    : What::AlreadyFree);
    person.fact_stop = person.failed != nullptr || died || gone || (given_.acknowledged_only && !acknowledged) ||
                       (person.known && !may_go_on);
    person.fact_stop = person.fact_stop || refuses;
    person.kept_back = person.failed != nullptr || refuses;
    for (const HoldKind hold : facts.holds) {
      bool owned = false, lifted = false;
      for (std::size_t one = 0; one < sentences_.size(); ++one)
        lifted = lifted || (person.eligible[one] != 0 && lifts(sentences_[one], person, hold));
      if (lifted) person.lifted.insert(hold);
      each<Gate>([&](int, int, const Gate& gate) {
        owned = owned || (gate.kind == Gate::Kind::NoneUnderHold && hold_is(hold, fold(gate.hold)) &&
                          (everybody(gate.who) || in(person, gate.who)));
      });
      person.kept_back = person.kept_back || owned || !lifted;
      person.article_stop = person.article_stop || owned;
      person.fact_stop = person.fact_stop || !lifted;
    }
    each<Exclusion>([&](int, int, const Exclusion& rule) {
      if (rule.to.empty() && in(person, rule.who)) person.article_stop = person.kept_back = true;
    });
  }
}

// "Persons under a hold of penal": does the group call its people by the hold, this person among them?
bool Cells::calls_by_hold(const Set& set, const Person& person, HoldKind hold, int depth) const {
  for (const Filter& filter : set.filters)
    if (filter.kind == Filter::Kind::UnderHold && !filter.negated && hold_is(hold, fold(filter.text))) return true;
  if (set.kind == Set::Kind::Defined && depth <= static_cast<int>(agreement_.definitions.size()))
    for (const Definition& definition : agreement_.definitions)
      if (same(definition.name, set.name)) return calls_by_hold(definition.set, person, hold, depth + 1);
  for (const Set& part : set.parts) {
    if (in(person, part) && calls_by_hold(part, person, hold, depth)) return true;
    if (set.kind == Set::Kind::Difference) break;
  }
  return false;
}

// Holds of courts alone; of the sentence itself, or of whom an article names among those of its article.
bool Cells::lifts(const Sentence& sentence, const Person& person, HoldKind hold) const {
  if (hold != HoldKind::CourtOrder && hold != HoldKind::Penal) return false;
  bool lifted = calls_by_hold(*sentence.of, person, hold);
  each<Named>([&](int article, int, const Named& named) {
    if (target(article, named.article) == sentence.article && in(person, named.who))
      lifted = lifted || calls_by_hold(named.who, person, hold);
  });
  return lifted;
}

bool Cells::obliges_nobody(const Person& person, int article) const {
  return std::any_of(outside_key_.begin(), outside_key_.end(),
                     [&](const Set* set) { return in(person, *set, article); });
}

Stops Cells::stops_of_place(const Person& person, const std::string& place) const {
  Stops stops;
  const auto among = [&](const std::vector<std::string>& words) { return place_in(words, place) >= 0; };
  if (place.empty()) return stops;
  stops.fact = among(person.facts.refused_destinations);
  each<Exclusion>([&](int, int, const Exclusion& rule) {
    if (!rule.to.empty() && same(rule.to, place) && in(person, rule.who)) stops.article = true;
  });
  each<ConsentRule>([&](int, int, const ConsentRule& rule) {
    const auto& consented = person.facts.consented_destinations;
    if ((!rule.to.empty() && !same(rule.to, place)) || person.facts.remains) return;
    if (person.facts.travel_consent == ConsentAnswer::No) return;
    if (person.facts.travel_consent != ConsentAnswer::Yes || !(consented.empty() || among(consented)))
      stops.article = true;
  });
  stops.kept_back = stops.fact || stops.article;
  return stops;
}

Stops Cells::stops_of(const Person& person, int at, int place) const {
  const Sentence& under = sentence(at);
  Stops stops = stops_of_place(person, out_.places[static_cast<std::size_t>(place)]);
  for (const HoldKind hold : person.lifted)
    if (!lifts(under, person, hold)) stops.fact = stops.kept_back = true;
  if (person.facts.remains || obliges_nobody(person, under.article)) return stops;
  const std::string by = under.party.empty() ? person.facts.held_by : fold(under.party);
  each<Weight>([&](int, int, const Weight& rule) {
    const bool weighed = by == fold(rule.left) || by == fold(rule.right);
    if (weighed && !weight(rule.schedule, person)) stops.fact = true;
  });
  return stops;
}

std::vector<int> Cells::places_of(const Person& person, const Sentence& sentence) const {
  std::set<int> places;
  bool directed = false;
  each<Destination>([&](int, int, const Destination& rule) {
    if (!in(person, rule.who, sentence.article) || (rule.shares.empty() && rule.allowed.empty())) return;
    directed = true;
    for (const auto& [amount, place] : rule.shares) places.insert(place_in(out_.places, place));
    for (const std::string& place : rule.allowed) places.insert(place_in(out_.places, place));
  });
  if (!directed) places.insert(place_in(out_.places, sentence.to));
  return {places.begin(), places.end()};
}

// The first sentence that fits a hand-over.
int Cells::under(const Delivery& entry, const Person& person) const {
  for (int at = 0; at < static_cast<int>(sentences_.size()); ++at)
    if ((entry.from.empty() || sentence(at).party.empty() || same(entry.from, sentence(at).party)) &&
        in(person, *sentence(at).of, sentence(at).article))
      return at;
  return -1;
}

std::vector<Cell> Cells::cells_of(const Person& person) const {
  std::vector<Cell> cells;
  if (const Delivery* entry = person.delivered) {
    cells.push_back({0, under(*entry, person), std::max(0, place_in(out_.phases, entry->phase)),
                     place_in(out_.places, entry->to), true, true});
    return cells;
  }
  for (int at = 0; at < static_cast<int>(sentences_.size()); ++at) {
    if (person.eligible[static_cast<std::size_t>(at)] == 0) continue;
    const std::string only = phase_of(*sentence(at).when);
    for (const int place : places_of(person, sentence(at))) {
      const Stops stops = stops_of(person, at, place);
      const bool waivable = !person.fact_stop && !stops.fact;
      for (int phase = 0; phase < static_cast<int>(out_.phases.size()); ++phase)
        if (only.empty() || same(out_.phases[static_cast<std::size_t>(phase)], only))
          cells.push_back({0, at, phase, place, waivable && !person.article_stop && !stops.article, waivable});
    }
  }
  return cells;
}

std::string Cells::signature(const Person& person, const std::vector<Cell>& cells) const {
  if (person.delivered != nullptr) return person.facts.display_name;  // alone
  std::string out;
  const auto put = [&](int64_t value) { out += std::to_string(value) + ","; };
  for (const Cell& cell : cells)
    for (const int64_t value : {cell.sentence, cell.phase, cell.place, cell.open ? 1 : 0, cell.waivable ? 1 : 0})
      put(value);
  const auto see = [&](const Set& set) {
    for (const Cell& cell : cells) out += in(person, set, article_of(cell)) ? 'y' : 'n';
  };
  for (const Sentence& one : sentences_) see(*one.of);
  each<Key>([&](int, int, const Key& key) { see(key.delivered); });
  each<Named>([&](int, int, const Named& named) { see(named.who); });
  each<Composition>([&](int, int, const Composition& part) { see(part.who); });
  each<Choice>([&](int, int, const Choice& choice) { see(choice.pool); });
  each<Counting>([&](int, int, const Counting& rule) { see(rule.who); });
  each<Destination>([&](int, int, const Destination& rule) { see(rule.who); });
  each<Weight>([&](int, int, const Weight& rule) { put(weight(rule.schedule, person).value_or(-1)); });
  each<Release>(
      [&](int, int, const Release& release) { out += release.amount.by_rank ? person.facts.rank + "," : ""; });
  each<Key>([&](int, int, const Key& key) { out += key.by_rank ? person.facts.rank + "," : ""; });
  each<FamilyRule>([&](int, int, const FamilyRule& rule) {
    const bool matters = !person.facts.family_unit.empty() && (everybody(rule.who) || in(person, rule.who));
    if (matters || person.accompanies) out += person.facts.display_name;
  });
  for (const people::Goal& goal : agreement_.goals) {
    if (goal.has_set) see(goal.of);
    if (goal.kind == people::Goal::Kind::WishesMet) out += person.facts.wish;
  }
  put(person.facts.remains || person.facts.health == Health::Dead ? 1 : 0);
  put(person.facts.health == Health::GravelyIll ? 1 : 0);
  return out + person.facts.held_by + (person.accompanies ? "+" : "") + (person.article_stop ? "!" : "");
}

void Cells::find_groups() {
  std::map<int, int> known;  // in the order of the certificate's numbers
  for (const auto& [person, number] : given_.classes) known[number] = 0;
  for (auto& [number, at] : known) at = static_cast<int>(groups_.size()), groups_.emplace_back();
  std::size_t placed = 0;
  for (std::size_t at = 0; at < people_.size(); ++at) {
    Person& person = people_[at];
    std::vector<Cell> cells = cells_of(person);
    const bool goes = person.delivered != nullptr ||
                      std::find(person.eligible.begin(), person.eligible.end(), 1) != person.eligible.end();
    const auto found = given_.classes.find(person.facts.display_name);
    if (goes != (found != given_.classes.end()))
      throw Wrong{{"CHK-031", {{"person", person.facts.display_name}}}, "classes.csv"};
    if (!goes) continue;
    ++placed;
    person.group = known[found->second];
    Group& group = groups_[static_cast<std::size_t>(person.group)];
    const std::string name = "g" + std::to_string(found->second);
    out_.class_of[person.facts.display_name] = name;
    group.size += person.bulk.empty() ? 1 : person.delivered->count;
    const std::string signature = this->signature(person, cells);
    group.people.push_back(static_cast<int>(at));
    if (group.people.size() > 1) {
      if (signature != group.signature)
        throw Wrong{
            {"CHK-030", {{"person", person.facts.display_name}, {"other", first(person.group).facts.display_name}}},
            "classes.csv"};
      continue;
    }
    group.signature = signature;
    for (Cell& cell : cells) {
      cell.group = person.group;
      group.cells.push_back(static_cast<int>(cells_.size()));
      cells_.push_back(cell);
      const std::string under = cell.sentence < 0 ? "none" : std::to_string(cell.sentence);
      out_.variables.push_back("x_" + name + "_s" + under + "_p" + std::to_string(cell.phase) + "_d" +
                               std::to_string(cell.place));
      out_.cells.push_back({name, cell.phase});
      out_.says[out_.variables.back()] = {number_of(article_of(cell)),
                                          out_.phases[static_cast<std::size_t>(cell.phase)],
                                          out_.places[static_cast<std::size_t>(cell.place)]};
      if (!person.bulk.empty()) out_.bulk.insert(out_.variables.back());
    }
  }
  if (placed != given_.classes.size()) throw Wrong{{"CHK-031", {{"person", ""}}}, "classes.csv"};
  bool none_unless_all = false;
  each<Sequencing>([&](int, int, const Sequencing& rule) {
    none_unless_all = none_unless_all || rule.kind == Sequencing::Kind::NoneUnlessAll;
  });
  for (const Cell& cell : cells_) {
    const int64_t size = group(cell.group).size;
    const bool fixed = first(cell.group).delivered != nullptr;
    out_.bounds.emplace_back(fixed ? size : 0, cell.open ? size : 0);
    out_.relaxed.emplace_back(fixed || !none_unless_all ? out_.bounds.back() : std::pair<int64_t, int64_t>());
  }
  for (const auto& [number, at] : known) {
    if (group(at).cells.size() < 2) continue;
    Sum all;
    for (const int cell : group(at).cells) all[cell] = 1;
    out_.rows.push_back({"size_g" + std::to_string(number), all, -kNone, group(at).size});
  }
}

}  // namespace midspan::check::derivation
