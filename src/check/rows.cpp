// SPDX-License-Identifier: Apache-2.0
#include "check/rows.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <tuple>

#include "check/vipr.hpp"

namespace midspan::check {

namespace {

using namespace people;
using std::int64_t;

struct Sentence {  // one that makes people go
  int article, clause, owed;
  std::string party;
  const Set* of;
  std::string to;
  const When* when;
  bool reserve;
};
struct Person {
  PersonFacts facts;
  std::string bulk;
  const Delivery* delivered = nullptr;
  std::string failed;
  std::vector<char> eligible;  // by sentence
  std::size_t profile = 0;     // people with the same facts have the same
  bool known = false, accompanies = false, fact_stop = false, article_stop = false, refuses = false;
  int group = -1;
};
struct Cell {
  int group, sentence, phase, place;
  bool open, waivable;
};
struct Group {
  std::vector<int> people, cells;
  int64_t size = 0;
  std::string signature;
};
struct Where {  // which cells to add up
  int article = -1, sentence = -1, phase = -1, until = -1, place = -1, alive = -1;
  std::string party;
  const Set* set = nullptr;
  bool counted = false, in_key = false;
  std::function<int64_t(const Person&)> weight;
};

int64_t top(const Number& number) { return std::max(number.low, number.high); }

void add(Sum& into, const Sum& what, int64_t factor) {
  for (const auto& [variable, value] : what)
    if ((into[variable] += value * factor) == 0) into.erase(variable);
}

class Deriver {
 public:
  explicit Deriver(const Given& given)
      : given_(given), agreement_(given.agreement), populations_(given.agreement, given.day) {}

  Derived derive() {
    find_people();
    find_sentences();
    find_stops();
    find_groups();
    for (article_ = 0; article_ < static_cast<int>(agreement_.articles.size()); ++article_)
      for (clause_ = 0; clause_ < static_cast<int>(clauses(article_).size()); ++clause_) {
        prefix_ = "a" + std::to_string(article_ + 1) + "_c" + std::to_string(clause_ + 1) + "_";
        std::visit([&](const auto& body) { rows(body); }, clauses(article_)[static_cast<std::size_t>(clause_)].body);
      }
    goals();
    for (int at = 0; at < static_cast<int>(groups_.size()); ++at) order(at);
    return std::move(out_);
  }

 private:
  const std::vector<Clause>& clauses(int article) const {
    return agreement_.articles[static_cast<std::size_t>(article)].clauses;
  }
  template <typename Body, typename Work>
  void each(Work&& work) const {
    for (int article = 0; article < static_cast<int>(agreement_.articles.size()); ++article)
      for (int clause = 0; clause < static_cast<int>(clauses(article).size()); ++clause)
        if (const auto* body = std::get_if<Body>(&clauses(article)[static_cast<std::size_t>(clause)].body))
          work(article, clause, *body);
  }
  std::string number_of(int article) const {
    return article < 0 ? "" : agreement_.articles[static_cast<std::size_t>(article)].number;
  }
  // Whose "them": the article named, else the nearest at or before that releases.
  int target(int article, const std::string& named) const {
    for (int at = 0; !named.empty() && at < static_cast<int>(agreement_.articles.size()); ++at)
      if (same(number_of(at), named)) return at;
    for (int at = named.empty() ? article : -1; at >= 0; --at)
      for (const Clause& clause : clauses(at))
        if (std::holds_alternative<Release>(clause.body) || std::holds_alternative<Key>(clause.body) ||
            std::holds_alternative<Choice>(clause.body))
          return at;
    return -1;
  }
  // Asked often, and of many people with the same facts: each answer is kept.
  bool in(const Person& person, const Set& set, int article = -1) const {
    std::vector<signed char>& known = known_[{&set, article}];
    if (person.profile >= known.size()) known.resize(profiles_.size(), -1);
    signed char& answer = known[person.profile];
    if (answer < 0) answer = populations_.contains(set, person.facts, person.bulk, number_of(article)) ? 1 : 0;
    return answer == 1;
  }
  const Sentence& sentence(int at) const { return sentences_[static_cast<std::size_t>(at)]; }
  const Group& group(int at) const { return groups_[static_cast<std::size_t>(at)]; }
  const Person& first(int at) const { return people_[static_cast<std::size_t>(group(at).people.front())]; }
  int article_of(const Cell& cell) const { return cell.sentence < 0 ? -1 : sentence(cell.sentence).article; }

  void find_people() {
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
        if (entry.outcome != "received") person.failed = entry.outcome;
        else if ((balance[entry.person.text()] += entry.count) > 0) person.delivered = &entry, person.failed.clear();
        else person.delivered = nullptr;
      }
    }
  }

  static void add_word(std::vector<std::string>& words, const std::string& word) {
    if (place_in(words, word) < 0) words.push_back(word);
  }
  static int place_in(const std::vector<std::string>& words, const std::string& word) {
    for (std::size_t at = 0; at < words.size(); ++at)
      if (same(words[at], word)) return static_cast<int>(at);
    return -1;
  }
  static std::string phase_of(const When& when) {
    return when.kind == When::Kind::InPhase ? when.name
           : when.kind == When::Kind::OnDay ? "day " + std::to_string(when.days.low)
                                            : "";
  }

  void find_phases() {
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
    for (const int64_t day : days) add_word(out_.phases, "day " + std::to_string(day));
    if (!out_.phases.empty()) return;
    int64_t longest = 0;  // "41 a day": as many days as it takes, at most 400
    each<Release>([&](int, int, const Release& release) {
      const int64_t rate = release.amount.number.low;
      if (release.amount.kind != Amount::Kind::PerDay || rate <= 0) return;
      longest =
          std::max(longest, (count([&](const Person& person) { return in(person, release.of); }) + rate - 1) / rate);
      if (release.amount.upper.low > 0) longest = std::min(longest, release.amount.upper.low);
    });
    for (int64_t day = 1; day <= std::min<int64_t>(longest, 400); ++day)
      out_.phases.push_back("day " + std::to_string(day));
    if (out_.phases.empty()) out_.phases.emplace_back();
  }

  void find_sentences() {
    static const When kAnyTime;
    each<Release>([&](int article, int clause, const Release& release) {
      sentences_.push_back({article, clause, -1, release.party, &release.of, release.to, &release.when, false});
    });
    each<Key>([&](int article, int clause, const Key& key) {
      for (int owed = 0; owed < static_cast<int>(key.owed.size()); ++owed)
        sentences_.push_back(
            {article, clause, owed, key.party, &key.owed[static_cast<std::size_t>(owed)].of, key.to, &key.when, false});
    });
    each<Choice>([&](int article, int clause, const Choice& choice) {
      const auto& all = clauses(article);
      if (std::none_of(all.begin(), all.end(), [](const Clause& other) {
            return std::holds_alternative<Release>(other.body) || std::holds_alternative<Key>(other.body);
          }))
        sentences_.push_back({article, clause, -1, "", &choice.pool, "", &kAnyTime, false});
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

  bool can_release(const Sentence& sentence, const Person& person) const {
    const std::string party = fold(sentence.party), &holder = person.facts.held_by;
    if (party.empty()) return !holder.empty();
    if (holder == party || person.facts.on_behalf_of == party) return true;
    for (const auto& [keeper, whom] : agreement_.custody_on_behalf)
      if (!holder.empty() && fold(keeper) == holder && fold(whom) == party) return true;
    return populations_.says_holder(*sentence.of);
  }

  static bool everybody(const Set& set) {
    return set.kind == Set::Kind::Persons && set.filters.empty() && set.parts.empty();
  }
  std::optional<int64_t> weight(const std::string& schedule, const Person& person) const {
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

  // What stands in each person's way whatever the place: a fact, or a fact that an article makes a reason.
  void find_stops() {
    std::map<std::string, std::vector<char>> families;
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
      person.accompanies = minors_go_along && at < named_ && !family.empty() && in(person, minors);
      if (family.empty() || person.accompanies) continue;
      families[family].resize(sentences_.size());
      for (std::size_t one = 0; one < sentences_.size(); ++one) families[family][one] |= person.eligible[one];
    }
    for (std::size_t at = 0; at < named_; ++at) {
      Person& person = people_[at];
      if (person.delivered != nullptr) continue;
      const PersonFacts& facts = person.facts;
      person.accompanies = person.accompanies && families.contains(facts.family_unit);
      if (person.accompanies) person.eligible = families[facts.family_unit], person.known = true;
      const bool gone = facts.answer && !facts.contested && *facts.answer >= StatementCode::Released &&
                        *facts.answer <= StatementCode::DiedBeforeCustody;
      const bool acknowledged = facts.standing >= Standing::Acknowledged && !facts.contested;
      const bool refuses = facts.travel_consent == ConsentAnswer::No && !facts.remains;
      bool may_go_on = false, owned_consent = false;
      for (const char eligible : person.eligible) may_go_on = may_go_on || eligible != 0;
      person.refuses = refuses || person.failed == "refused";
      person.fact_stop = !person.failed.empty() || (facts.health == Health::Dead && !facts.remains) || gone ||
                         (given_.acknowledged_only && !acknowledged) || (person.known && !may_go_on);
      each<ConsentRule>([&](int, int, const ConsentRule& rule) { owned_consent = owned_consent || rule.to.empty(); });
      if (refuses) (owned_consent ? person.article_stop : person.fact_stop) = true;
      for (const HoldKind hold : facts.holds) {
        bool owned = false;
        each<Gate>([&](int, int, const Gate& gate) {
          owned = owned || (gate.kind == Gate::Kind::NoneUnderHold && hold_is(hold, fold(gate.hold)) &&
                            (everybody(gate.who) || in(person, gate.who)));
        });
        (owned ? person.article_stop : person.fact_stop) = true;
      }
      each<Exclusion>([&](int, int, const Exclusion& rule) {
        if (rule.to.empty() && in(person, rule.who)) person.article_stop = true;
      });
      each<Weight>([&](int, int, const Weight& rule) {
        const bool weighed = facts.held_by == fold(rule.left) || facts.held_by == fold(rule.right);
        if (weighed && !weight(rule.schedule, person)) person.fact_stop = true;
      });
    }
  }

  // What keeps a person from one place: first a fact, second an article.
  std::pair<bool, bool> stops_of_place(const Person& person, const std::string& place) const {
    std::pair<bool, bool> stops;
    const auto among = [&](const std::vector<std::string>& words) { return place_in(words, place) >= 0; };
    if (place.empty()) return stops;
    stops.first = among(person.facts.refused_destinations);
    each<Exclusion>([&](int, int, const Exclusion& rule) {
      if (!rule.to.empty() && same(rule.to, place) && in(person, rule.who)) stops.second = true;
    });
    each<ConsentRule>([&](int, int, const ConsentRule& rule) {
      const auto& consented = person.facts.consented_destinations;
      if ((!rule.to.empty() && !same(rule.to, place)) || person.facts.remains) return;
      if (person.facts.travel_consent == ConsentAnswer::No) return;
      if (person.facts.travel_consent != ConsentAnswer::Yes || !(consented.empty() || among(consented)))
        stops.second = true;
    });
    return stops;
  }

  std::vector<int> places_of(const Person& person, const Sentence& sentence) const {
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

  std::vector<Cell> cells_of(const Person& person) const {
    std::vector<Cell> cells;
    if (const Delivery* entry = person.delivered) {
      int under = -1;
      for (int at = static_cast<int>(sentences_.size()) - 1; at >= 0; --at)
        if ((entry->from.empty() || sentence(at).party.empty() || same(entry->from, sentence(at).party)) &&
            in(person, *sentence(at).of, sentence(at).article))
          under = at;
      cells.push_back(
          {0, under, std::max(0, place_in(out_.phases, entry->phase)), place_in(out_.places, entry->to), true, true});
      return cells;
    }
    for (int at = 0; at < static_cast<int>(sentences_.size()); ++at) {
      if (person.eligible[static_cast<std::size_t>(at)] == 0) continue;
      const std::string only = phase_of(*sentence(at).when);
      for (const int place : places_of(person, sentence(at))) {
        const auto [fact, article] = stops_of_place(person, out_.places[static_cast<std::size_t>(place)]);
        const bool waivable = !person.fact_stop && !fact;
        for (int phase = 0; phase < static_cast<int>(out_.phases.size()); ++phase)
          if (only.empty() || same(out_.phases[static_cast<std::size_t>(phase)], only))
            cells.push_back({0, at, phase, place, waivable && !person.article_stop && !article, waivable});
      }
    }
    return cells;
  }

  // Everything by which a row or a goal could tell this person from another.
  std::string signature(const Person& person, const std::vector<Cell>& cells) const {
    std::string out = person.delivered != nullptr ? person.facts.display_name : "";
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

  void find_groups() {
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
    each<Counting>([&](int article, int, const Counting& rule) {
      if (rule.what == Counting::What::InsideTotal && !rule.counts)
        in_addition_.emplace_back(target(article, rule.article), &rule.who);
      if (rule.what == Counting::What::AccompanyingMinors) minors_count_ = rule.counts;
      if (rule.what == Counting::What::Refusers) refusers_count_ = rule.counts && !rule.replaced;
    });
  }

  // ---- Sums ----

  std::string party_of(const Cell& cell) const {
    const Person& person = first(cell.group);
    if (person.delivered != nullptr) return fold(person.delivered->from);
    const std::string& party = sentence(cell.sentence).party;
    return party.empty() ? person.facts.held_by : fold(party);
  }
  bool outside(const Person& person) const { return person.delivered != nullptr && person.delivered->outside_the_key; }
  bool uncounted(const Person& person, int article) const {
    if ((person.accompanies && !minors_count_) || outside(person)) return true;
    for (const auto& [target, set] : in_addition_)
      if (target == article && in(person, *set, article)) return true;
    return false;
  }
  Sum sum(const Where& where) const {
    Sum out;
    for (int at = 0; at < static_cast<int>(cells_.size()); ++at) {
      const Cell& cell = cells_[static_cast<std::size_t>(at)];
      const Person& person = first(cell.group);
      const int article = article_of(cell);
      const bool dead = person.facts.remains || person.facts.health == Health::Dead;
      const auto differs = [](int wanted, int value) { return wanted >= 0 && wanted != value; };
      if (differs(where.sentence, cell.sentence) || differs(where.article, article) ||
          differs(where.phase, cell.phase) || differs(where.place, cell.place) || differs(where.alive, dead ? 0 : 1))
        continue;
      if ((where.until >= 0 && cell.phase > where.until) || (where.in_key && outside(person))) continue;
      if (!where.party.empty() && party_of(cell) != where.party) continue;
      if (where.counted && uncounted(person, article)) continue;
      if (where.set != nullptr && !in(person, *where.set, article)) continue;
      const int64_t factor = where.weight ? where.weight(person) : 1;
      if (factor != 0) out[at] = factor;
    }
    return out;
  }
  // A sentence's own people and whoever replaces them.
  Sum released_by(int at) const {
    Where where;
    where.counted = true;
    where.sentence = at;
    Sum terms = sum(where);
    for (where.sentence = 0; where.sentence < static_cast<int>(sentences_.size()); ++where.sentence) {
      const Sentence& other = sentence(where.sentence);
      if (other.reserve && other.article == sentence(at).article && other.party == sentence(at).party)
        add(terms, sum(where), 1);
    }
    return terms;
  }
  int64_t fixed(const Sum& terms) const {
    int64_t total = 0;
    for (const auto& [variable, factor] : terms)
      if (variable < static_cast<int>(cells_.size()) &&
          first(cells_[static_cast<std::size_t>(variable)].group).delivered != nullptr)
        total += factor * out_.bounds[static_cast<std::size_t>(variable)].first;
    return total;
  }
  // The most that a sum can come to were no article in the way.
  int64_t most(const Sum& terms) const {
    int64_t total = 0;
    for (const auto& [variable, factor] : terms) {
      auto [low, high] = out_.bounds[static_cast<std::size_t>(variable)];
      if (variable < static_cast<int>(cells_.size()) && cells_[static_cast<std::size_t>(variable)].waivable)
        high = std::max(high, group(cells_[static_cast<std::size_t>(variable)].group).size);
      total += std::max(factor * high, factor * low);
    }
    return total;
  }
  template <typename Test>
  int64_t count(Test&& test) const {
    return std::count_if(people_.begin(), people_.begin() + static_cast<std::ptrdiff_t>(named_), test);
  }
  // Whether anything keeps a person from going at all, and whether an article does.
  std::pair<bool, bool> stopped(const Person& person) const {
    std::pair<bool, bool> out{person.fact_stop || person.article_stop, person.article_stop};
    if (person.group < 0 || person.delivered != nullptr) return out;
    for (const int cell : group(person.group).cells)
      if (cells_[static_cast<std::size_t>(cell)].open) return out;
    for (const int at : group(person.group).cells) {
      const Cell& cell = cells_[static_cast<std::size_t>(at)];
      const auto [fact, article] = stops_of_place(person, out_.places[static_cast<std::size_t>(cell.place)]);
      out.first = out.first || fact || article;
      out.second = out.second || article;
    }
    return out;
  }
  int64_t stopped_in(const Set& set, bool refusers_only) const {
    return count([&](const Person& person) {
      return stopped(person).first && in(person, set) && (person.refuses || !refusers_only);
    });
  }
  // How many of these nothing stands in the way of, and all of their cells.
  int64_t free_people(const Where& where, Sum& cells) const {
    int64_t free = 0;
    std::set<int> groups;
    for (const auto& [variable, factor] : sum(where)) {
      const Cell& cell = cells_[static_cast<std::size_t>(variable)];
      if (!cell.open || !groups.insert(cell.group).second) continue;
      free += group(cell.group).size;
      for (const int each_one : group(cell.group).cells) cells[each_one] = 1;
    }
    return free;
  }

  // ---- Rows ----

  int helper(int64_t low, int64_t high) {
    out_.variables.push_back("h_" + prefix_ + std::to_string(helpers_[prefix_]++));
    out_.bounds.emplace_back(low, high);
    out_.relaxed.emplace_back(low, high);
    return static_cast<int>(out_.variables.size()) - 1;
  }
  void row(const Sum& terms, int64_t low, int64_t high) {
    out_.rows.push_back({"r_" + prefix_ + std::to_string(rows_[prefix_]++), terms, low, high});
  }
  enum Miss { kRule, kRelease, kNamed, kComposition };
  // A row that may be missed when not all can be had: by how much, a helper says that is nothing otherwise.
  void demand(Sum terms, int64_t low, int64_t high, Miss kind) {
    const auto slack = [&](int64_t factor) {
      const int variable = helper(0, 0);
      out_.relaxed.back().second = 1'000'000'000'000;
      terms[variable] = factor;
      misses_[kind][variable] = 1;
    };
    if (low > -kNone) slack(1);
    if (high < kNone && kind != kRelease) slack(-1);
    row(terms, low, high);
  }
  int used(const Sum& terms) {  // 1 when anybody goes of these
    const int on = helper(0, 1);
    Sum limit = terms;
    limit[on] -= std::max<int64_t>(1, most(terms));
    row(limit, -kNone, 0);
    return on;
  }
  int sentence_here(int owed = -1) const {
    for (int at = 0; at < static_cast<int>(sentences_.size()); ++at)
      if (sentence(at).article == article_ && sentence(at).clause == clause_ && sentence(at).owed == owed &&
          !sentence(at).reserve)
        return at;
    return -1;
  }

  void amount(const Amount& amount, const Sum& terms, Miss kind, const Where& everyone, const Sum& total) {
    const int64_t low = amount.number.low, high = top(amount.number);
    if (amount.kind == Amount::Kind::All) {
      Sum cells;
      const int64_t free = free_people(everyone, cells);
      demand(cells, free, kNone, kind);
    } else if (amount.kind == Amount::Kind::Exactly) {
      int64_t fewer = 0;
      if (kind == kRelease && refusers_count_)
        fewer = count([&](const Person& person) {
          return person.delivered == nullptr && person.failed == "refused" && in(person, *everyone.set);
        });
      demand(terms, std::max<int64_t>(0, low - fewer), std::max<int64_t>(0, high - fewer), kind);
    } else if (amount.kind == Amount::Kind::AtLeast) {
      demand(terms, low, kNone, kind);
    } else if (amount.kind == Amount::Kind::AtMost) {
      row(terms, -kNone, std::max(high, fixed(terms)));
    } else if (amount.kind == Amount::Kind::Between) {
      demand(terms, low, top(amount.upper), kind);
    } else if (amount.kind == Amount::Kind::PerDay) {
      for (int phase = 0; phase < static_cast<int>(out_.phases.size()); ++phase) {
        Sum day;
        for (const auto& [variable, factor] : terms)
          if (cells_[static_cast<std::size_t>(variable)].phase == phase) day[variable] = factor;
        if (!day.empty()) row(day, -kNone, std::max(high, fixed(day)));
      }
    } else if (amount.kind != Amount::Kind::AsManyAs) {
      percent(amount, terms, kind, everyone, total);
    }
  }
  void percent(const Amount& amount, const Sum& terms, Miss kind, const Where& everyone, const Sum& total) {
    const int64_t low = amount.number.low, high = top(amount.number);
    const bool below = amount.kind != Amount::Kind::AtMostPercent, above = amount.kind != Amount::Kind::AtLeastPercent;
    if (kind == kRelease || total.empty()) {
      const int64_t size =
          everyone.set == nullptr ? 0 : count([&](const Person& person) { return in(person, *everyone.set); });
      const int64_t least = size * low / 100, most_of = (size * high + 99) / 100;
      if (below) demand(terms, least, above ? most_of : kNone, kind);
      else row(terms, -kNone, std::max(most_of, fixed(terms)));
      return;
    }
    Sum at_least, at_most;
    add(at_least, terms, 100);
    add(at_least, total, -low);
    add(at_most, terms, 100);
    add(at_most, total, -high);
    if (below) demand(at_least, above ? -99 : 0, kNone, kind);
    if (above) demand(at_most, -kNone, below ? 99 : 0, kind);
  }

  void rows(const Release& release) {
    Where everyone;
    everyone.sentence = sentence_here();
    everyone.set = &release.of;
    Sum terms = released_by(everyone.sentence);
    if (release.amount.kind != Amount::Kind::AsManyAs) return amount(release.amount, terms, kRelease, everyone, {});
    Where theirs;
    theirs.article = target(std::max(0, article_ - 1), release.amount.article);
    theirs.party = fold(release.amount.party);
    theirs.counted = true;
    add(terms, sum(theirs), -1);
    int64_t refusers = 0;
    for (const Sentence& other : sentences_)
      if (refusers_count_ && theirs.article >= 0 && other.article == theirs.article)
        refusers += stopped_in(*other.of, true);
    demand(terms, refusers, refusers, kRule);
  }

  void rows(const Named& named) {
    Where where;
    where.article = target(article_, named.article);
    where.set = &named.who;
    const int64_t asked = count(
        [&](const Person& person) { return in(person, named.who) && !(person.group >= 0 && stopped(person).second); });
    demand(sum(where), asked, kNone, kNamed);
  }

  void rows(const Composition& part) {
    const bool by_phase = part.when.kind == When::Kind::InEachPhase || !phase_of(part.when).empty();
    for (int phase = by_phase ? 0 : -1; phase < (by_phase ? static_cast<int>(out_.phases.size()) : 0); ++phase) {
      const std::string only = phase_of(part.when);
      if (!only.empty() && !same(out_.phases[static_cast<std::size_t>(phase)], only)) continue;
      Where where;
      where.article = target(article_, part.article);
      where.phase = phase;
      const Sum total = sum(where);
      where.set = &part.who;
      amount(part.amount, sum(where), kComposition, where, total);
    }
  }

  void rows(const Choice& choice) {
    Where where;
    where.article = article_;
    where.set = &choice.pool;
    amount(choice.amount, sum(where), sentence_here() >= 0 ? kRelease : kComposition, where, {});
  }

  void rows(const Substitute& rule) {
    int64_t unavailable = 0;
    Sum terms;
    Where where;
    for (where.sentence = 0; where.sentence < static_cast<int>(sentences_.size()); ++where.sentence) {
      const Sentence& one = sentence(where.sentence);
      if (one.article != target(article_, rule.article)) continue;
      if (one.reserve) add(terms, sum(where), 1);
      else unavailable += stopped_in(*one.of, false);
    }
    if (!terms.empty()) row(terms, -kNone, std::max(unavailable, fixed(terms)));
  }

  void rows(const Destination& rule) {
    for (const auto& [share, place] : rule.shares) {
      Where where;
      where.set = &rule.who;
      const Sum total = sum(where);
      where.place = place_in(out_.places, place);
      if (share.kind != Amount::Kind::All) amount(share, sum(where), kComposition, where, total);
    }
  }

  void rows(const Key& key) {
    for (std::size_t owed = 0; owed < key.owed.size(); ++owed) {
      const Owed& part = key.owed[owed];
      Where delivered, mine;
      delivered.set = &key.delivered;
      delivered.party = fold(key.by);
      delivered.in_key = true;
      delivered.alive = part.state == Owed::State::IfAlive ? 1 : part.state == Owed::State::IfDead ? 0 : -1;
      mine.sentence = sentence_here(static_cast<int>(owed));
      const Sum gained = sum(delivered);
      Sum paid = released_by(mine.sentence);
      if (part.all) {
        all_if_any(part, mine, gained);
      } else if (key.basis == Key::Basis::Each) {
        add(paid, gained, -part.number.low);
        demand(paid, 0, 0, kRule);
        mine.counted = true;
        for (int phase = 0; phase + 1 < static_cast<int>(out_.phases.size()); ++phase) {
          mine.until = delivered.until = phase;
          Sum ahead = sum(mine);
          add(ahead, sum(delivered), -part.number.low);
          if (!ahead.empty()) row(ahead, -kNone, std::max<int64_t>(0, fixed(ahead)));
        }
      } else if (key.basis == Key::Basis::Every) {
        const int64_t each_one = std::max<int64_t>(1, key.every.low);
        Sum rest = gained;
        const int whole = helper(0, most(gained) / each_one);
        rest[whole] -= each_one;
        row(rest, 0, each_one - 1);
        paid[whole] -= part.number.low;
        demand(paid, 0, 0, kRule);
      } else {
        pool(key, part, gained, paid);
      }
    }
  }
  void all_if_any(const Owed& part, Where mine, const Sum& gained) {
    const int any = helper(0, 1);
    Sum at_least = gained, at_most = gained, cells, idle = sum(mine);
    at_least[any] -= 1;
    row(at_least, 0, kNone);
    at_most[any] -= std::max<int64_t>(1, most(gained));
    row(at_most, -kNone, 0);
    mine.set = &part.of;
    const int64_t free = free_people(mine, cells);
    if (free != 0) cells[any] -= free;
    else cells[any] = 0;
    demand(cells, 0, kNone, kRule);
    idle[any] -= std::max<int64_t>(1, most(idle));
    row(idle, -kNone, 0);
  }
  // One pool for a group: each brings the same whole share, the last brings what is left.
  void pool(const Key& key, const Owed& part, const Sum& gained, Sum balance) {
    int64_t members = key.every.low;
    if (members <= 0) {
      members = -1;
      each_in_order([&](const Clause& clause) {
        if (members >= 0) return;
        if (const auto* among = std::get_if<Composition>(&clause.body))
          if (among->who == key.delivered && among->amount.kind == Amount::Kind::Exactly)
            members = among->amount.number.low;
        if (const auto* release = std::get_if<Release>(&clause.body))
          if (members < 0 && release->of == key.delivered && release->amount.kind == Amount::Kind::Exactly)
            members = release->amount.number.low;
      });
      if (members < 0) members = count([&](const Person& person) { return in(person, key.delivered); });
    }
    const int64_t share = members > 0 ? part.number.low / members : 0, rest = part.number.low - share * members;
    add(balance, gained, -share);
    if (rest != 0 && members > 0) {
      const int last = helper(0, 1);
      Sum reaches = gained, below = gained;
      reaches[last] -= members;
      row(reaches, 0, kNone);
      below[last] -= std::max<int64_t>(1, most(gained));
      row(below, -kNone, members - 1);
      balance[last] -= rest;
    }
    demand(balance, 0, 0, kRule);
  }
  template <typename Work>
  void each_in_order(Work&& work) const {
    for (const Article& article : agreement_.articles)
      for (const Clause& clause : article.clauses) work(clause);
  }

  void rows(const Weight& rule) {
    Where where;
    where.in_key = true;
    where.weight = [&](const Person& person) { return weight(rule.schedule, person).value_or(0); };
    where.party = fold(rule.left);
    Sum difference = sum(where), negative;
    where.party = fold(rule.right);
    add(difference, sum(where), -1);
    if (!rule.carrying) return demand(difference, 0, 0, kRule);
    add(negative, difference, -1);
    const int64_t limit = std::max(most(difference), most(negative));
    const int carried = helper(-limit, limit), distance = helper(0, limit);
    difference[carried] -= 1;
    row(difference, 0, 0);
    row({{distance, 1}, {carried, -1}}, 0, kNone);
    row({{distance, 1}, {carried, 1}}, 0, kNone);
    carried_[distance] += 1;
  }

  void rows(const PhaseRule& rule) {
    for (int phase = 0; phase < static_cast<int>(out_.phases.size()); ++phase) {
      if (!rule.phase.empty() && !same(out_.phases[static_cast<std::size_t>(phase)], rule.phase)) continue;
      Where where;
      where.phase = phase;
      const Sum terms = sum(where);
      if (rule.at_most.low > 0 && !terms.empty()) row(terms, -kNone, std::max(top(rule.at_most), fixed(terms)));
      if (rule.at_least.low > 0) demand(terms, rule.at_least.low, kNone, kRelease);
      where.weight = [](const Person& person) { return person.facts.health == Health::GravelyIll ? 1 : 0; };
      const Sum lying = sum(where);
      if (rule.stretchers.low > 0 && !lying.empty()) row(lying, -kNone, std::max(rule.stretchers.low, fixed(lying)));
    }
  }

  void rows(const Sequencing& rule) {
    const int phases = static_cast<int>(out_.phases.size());
    if (rule.kind == Sequencing::Kind::OneRound && phases > 1) {
      Sum rounds;
      for (int phase = 0; phase < phases; ++phase) {
        Where where;
        where.phase = phase;
        const Sum terms = sum(where);
        if (!terms.empty() && fixed(terms) == 0) rounds[used(terms)] = 1;
      }
      row(rounds, -kNone, 1);
    } else if (rule.kind == Sequencing::Kind::NeverAhead) {
      Where where;
      where.in_key = true;
      for (where.until = 0; where.until < phases; ++where.until) {
        where.party = fold(rule.left);
        Sum ahead = sum(where);
        where.party = fold(rule.right);
        add(ahead, sum(where), -1);
        row(ahead, -kNone, std::max(rule.number.low, fixed(ahead)));
      }
    } else if (rule.kind == Sequencing::Kind::After) {
      for (const Condition& condition : rule.conditions)
        if (condition.kind == Condition::Kind::ArticleComplete || condition.kind == Condition::Kind::ReceivedAll)
          after(rule, condition, phases);
    } else if (rule.kind == Sequencing::Kind::RoundsOf || rule.kind == Sequencing::Kind::FirstMover) {
      out_.on_trust[prefix_] = number_of(article_);
    }
  }
  // Whoever goes in a phase under the second article, nobody of the first goes later.
  void after(const Sequencing& rule, const Condition& condition, int phases) {
    std::vector<std::string> followers = rule.articles;
    if (followers.empty()) followers.push_back(number_of(article_));
    for (const std::string& follower : followers) {
      Where before, begun;
      before.article = target(article_, condition.name);
      begun.article = target(article_, follower);
      if (before.article < 0 || begun.article < 0 || before.article == begun.article) continue;
      for (begun.until = 0; begun.until + 1 < phases; ++begun.until) {
        const Sum early = sum(begun);
        if (early.empty()) continue;
        const int on = used(early);
        before.until = -1;
        Sum late = sum(before);
        before.until = begun.until;
        add(late, sum(before), -1);
        const int64_t limit = most(late);
        late[on] += limit;
        row(late, -kNone, limit);
      }
    }
  }

  void rows(const FamilyRule& rule) {
    if (rule.kind == FamilyRule::Kind::SamePhase) return void(out_.on_trust[prefix_] = number_of(article_));
    std::map<std::string, std::vector<int>> families;
    for (int at = 0; at < static_cast<int>(groups_.size()); ++at) {
      const Person& person = first(at);
      if (person.delivered == nullptr && !person.facts.family_unit.empty() &&
          (everybody(rule.who) || person.accompanies || in(person, rule.who)))
        families[person.facts.family_unit].push_back(at);
    }
    for (const auto& [family, members] : families) {
      const bool minors = rule.kind == FamilyRule::Kind::MinorsAccompany;
      int leader = members.front();
      for (auto member = members.rbegin(); minors && member != members.rend(); ++member)
        if (!first(*member).accompanies) leader = *member;
      for (std::size_t at = 0; at < members.size(); ++at)
        if (members[at] != leader && (!minors || first(members[at]).accompanies))
          for (int phase = 0; phase < static_cast<int>(out_.phases.size()); ++phase)
            for (int place = 0; place < static_cast<int>(out_.places.size()); ++place) {
              Sum together;
              for (const auto& [group_at, factor] : {std::pair(members[at], 1), std::pair(leader, -1)})
                for (const int cell : group(group_at).cells)
                  if (cells_[static_cast<std::size_t>(cell)].phase == phase &&
                      cells_[static_cast<std::size_t>(cell)].place == place)
                    together[cell] = factor;
              if (!together.empty()) row(together, 0, 0);
            }
    }
  }

  // Everything else orders or excludes people, or is not about who goes.
  template <typename Other>
  void rows(const Other&) {}

  // ---- Order ----

  static constexpr int64_t kLast = INT64_MAX;
  // Where a person stands on a list; "" the first list that the person is on.
  static int64_t line_of(const Person& person, const std::string& list) {
    const auto& [lists, lines] = std::tie(person.facts.lists, person.facts.list_positions);
    for (std::size_t at = 0; at < lists.size(); ++at)
      if ((list.empty() || lists[at] == fold(list)) && at < lines.size()) return lines[at];
    return kLast;
  }
  static std::string list_name(const Set& set) {
    const bool several = set.kind == Set::Kind::Union || set.kind == Set::Kind::Intersection;
    if ((set.kind == Set::Kind::Defined || set.kind == Set::Kind::List) && set.filters.empty()) return set.name;
    if (!several) return set.parts.empty() ? set.name : list_name(set.parts.front());
    std::string names;
    for (const Set& part : set.parts) {
      if (list_name(part).empty()) return {};
      names += (names.empty() ? "" : ", ") + list_name(part);
    }
    return names;
  }
  int64_t key(const Person& person, OrderKey key) const {
    const PersonFacts& facts = person.facts;
    Set minors;
    minors.kind = facts.remains ? Set::Kind::Remains : Set::Kind::Persons;
    minors.filters.emplace_back().kind = Filter::Kind::Minor;
    int64_t best = 0;
    bool named = false;
    switch (key) {
      case OrderKey::IllOrWounded: return facts.health >= Health::Ill && facts.health <= Health::GravelyIll ? 0 : 1;
      case OrderKey::LongestHeld: return facts.held_since.known() ? facts.held_since.earliest : kLast;
      case OrderKey::Oldest: return facts.birth.known() ? facts.birth.earliest : kLast;
      case OrderKey::Youngest: return facts.birth.known() ? -int64_t{facts.birth.latest} : kLast;
      case OrderKey::Minors: return populations_.contains(minors, facts, "", "") ? 0 : 1;
      case OrderKey::Women: return facts.sex == Sex::Female ? 0 : 1;
      case OrderKey::ListOrder: return line_of(person, "");
      case OrderKey::Alive: return facts.remains || facts.health == Health::Dead ? 1 : 0;
      case OrderKey::Named:
        each<Named>([&](int, int, const Named& rule) { named = named || in(person, rule.who); });
        return named ? 0 : 1;
      case OrderKey::HigherRank:
        for (const Schedule& schedule : agreement_.schedules)
          best = std::max(best, weight(schedule.name, person).value_or(0));
        return -best;
    }
    return kLast;
  }
  std::vector<int64_t> keys(const Person& person) const {
    std::vector<int64_t> out;
    each_in_order([&](const Clause& clause) {
      if (const auto* priority = std::get_if<Priority>(&clause.body)) {
        const bool within = in(person, priority->within);
        std::size_t tier = 0;
        while (within && tier < priority->classes.size() && !in(person, priority->classes[tier])) ++tier;
        out.push_back(static_cast<int64_t>(tier));
        for (const OrderKey one : priority->keys) out.push_back(within ? key(person, one) : 0);
      } else if (const auto* rule = std::get_if<Substitute>(&clause.body)) {
        const bool ordered = rule->in_its_order && in(person, rule->reserve);
        out.push_back(ordered ? line_of(person, list_name(rule->reserve)) : 0);
      }
    });
    for (const people::Goal& goal : agreement_.goals)
      if (goal.kind == people::Goal::Kind::OrderFirst)
        out.push_back(!goal.has_set || in(person, goal.of) ? key(person, goal.order) : 0);
    static const std::map<std::string, OrderKey> kTies = {{"longest held", OrderKey::LongestHeld},
                                                          {"longest held first", OrderKey::LongestHeld},
                                                          {"oldest", OrderKey::Oldest},
                                                          {"oldest first", OrderKey::Oldest},
                                                          {"youngest", OrderKey::Youngest},
                                                          {"youngest first", OrderKey::Youngest},
                                                          {"list order", OrderKey::ListOrder},
                                                          {"order of the list", OrderKey::ListOrder}};
    std::string tie = fold(agreement_.tie_break);
    if (tie.starts_with("the ")) tie.erase(0, 4);
    if (const auto known = kTies.find(tie); known != kTies.end()) out.push_back(key(person, known->second));
    else if (!tie.empty()) out.push_back(line_of(person, agreement_.tie_break));
    return out;
  }
  void order(int at) {
    using Place = std::tuple<std::vector<int64_t>, std::string, std::string>;
    std::vector<Place> places;
    for (const int one : group(at).people) {
      const Person& person = people_[static_cast<std::size_t>(one)];
      const bool alone = group(at).people.size() == 1;
      places.emplace_back(alone ? std::vector<int64_t>() : keys(person), person.facts.commitment,
                          person.facts.display_name);
    }
    std::sort(places.begin(), places.end());
    std::vector<std::string>& out = out_.order[out_.class_of[first(at).facts.display_name]];
    for (const Place& place : places) out.push_back(std::get<2>(place));
  }

  void goals() {
    prefix_ = "goals_";
    using Kind = people::Goal::Kind;
    static constexpr const char* kMisses[] = {"MissedRules", "MissedReleases", "MissedNamed", "MissedComposition"};
    for (const auto& [kind, objective] : misses_) out_.misses.push_back({kMisses[kind], true, objective});
    std::vector<people::Goal> all = agreement_.goals;
    if (all.empty()) all.emplace_back();
    Sum phases_used, reserves;
    for (const people::Goal& goal : agreement_.goals)
      if ((goal.kind == Kind::FewestPhases || goal.kind == Kind::FewestRounds) && phases_used.empty())
        for (int phase = 0; phase < static_cast<int>(out_.phases.size()); ++phase) {
          Where where;
          where.phase = phase;
          phases_used[used(sum(where))] = 1;
        }
    const int cells = static_cast<int>(cells_.size());
    for (const people::Goal& goal : all) {
      Goal level;
      level.smallest = goal.kind != Kind::MostReleased && goal.kind != Kind::MostOf && goal.kind != Kind::WishesMet;
      level.name = goal.kind == Kind::MostReleased         ? "MostReleased"
                   : goal.kind == Kind::MostOf             ? "MostOf"
                   : goal.kind == Kind::WishesMet          ? "WishesMet"
                   : goal.kind == Kind::EarliestPhases     ? "EarliestPhases"
                   : goal.kind == Kind::SmallestDifference ? "SmallestDifference"
                                                           : "FewestPhases";
      if (goal.kind == Kind::OrderFirst) continue;
      if (goal.kind == Kind::SmallestDifference) level.objective = carried_;
      else if (level.name == "FewestPhases") level.objective = phases_used;
      else
        for (int at = 0; at < cells; ++at) {
          const Cell& cell = cells_[static_cast<std::size_t>(at)];
          const Person& person = first(cell.group);
          const std::string& wish = person.facts.wish;
          const int64_t factor = goal.kind == Kind::EarliestPhases ? cell.phase
                                 : goal.kind == Kind::WishesMet
                                     ? !wish.empty() && same(wish, out_.places[static_cast<std::size_t>(cell.place)])
                                     : !goal.has_set || in(person, goal.of, article_of(cell));
          if (factor != 0) level.objective[at] = factor;
        }
      out_.goals.push_back(level);
    }
    for (int at = 0; at < cells; ++at)
      if (const int under = cells_[static_cast<std::size_t>(at)].sentence; under >= 0 && sentence(under).reserve)
        reserves[at] = 1;
    if (!reserves.empty()) out_.goals.push_back({"FewestSubstitutes", true, reserves});
  }

  const Given& given_;
  const Agreement& agreement_;
  Populations populations_;
  Derived out_;
  std::vector<Person> people_;
  std::map<std::string, std::size_t> profiles_;
  mutable std::map<std::pair<const Set*, int>, std::vector<signed char>> known_;
  std::size_t named_ = 0;  // of people_; the rest are entries of the ledger without names
  std::vector<Sentence> sentences_;
  std::vector<Cell> cells_;
  std::vector<Group> groups_;
  std::vector<std::pair<int, const Set*>> in_addition_;
  bool minors_count_ = false, refusers_count_ = false;
  int article_ = 0, clause_ = 0;
  std::string prefix_;
  std::map<std::string, int> rows_, helpers_;
  std::map<int, Sum> misses_;  // by Miss
  Sum carried_;                // how large each difference carried is
};

}  // namespace

Derived derive(const Given& given) { return Deriver(given).derive(); }

}  // namespace midspan::check
