// SPDX-License-Identifier: Apache-2.0
// Articles into rows. Each row belongs to the article that asks for it, so that a conflict can be named by articles.
#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "clear/model/model.hpp"
#include "clear/model/words.hpp"

namespace midspan::clear::model {

namespace {

using namespace people;
using solve::kNoLimit;

using Sum = std::map<int, std::int64_t>;  // column -> coefficient

std::int64_t times(std::int64_t left, std::int64_t right) {
  const solve::Wide product = static_cast<solve::Wide>(left) * right;
  if (product > kNoLimit) return kNoLimit;
  if (product < -kNoLimit) return -kNoLimit;
  return static_cast<std::int64_t>(product);
}

class Builder {
 public:
  explicit Builder(Model& model) : model_(model), agreement_(*model.agreement) {}

  void build() {
    columns();
    sizes();
    for (int article = 0; article < model_.article_count; ++article) {
      article_ = article;
      const auto& clauses = agreement_.articles[static_cast<std::size_t>(article)].clauses;
      for (std::size_t clause = 0; clause < clauses.size(); ++clause) {
        clause_ = static_cast<int>(clause);
        std::visit([&](const auto& body) { rows(body); }, clauses[clause].body);
      }
    }
    for (const Goal& goal : agreement_.goals)
      if ((goal.kind == Goal::Kind::FewestPhases || goal.kind == Goal::Kind::FewestRounds) && model_.phase_used.empty())
        for (int phase = 0; phase < static_cast<int>(model_.phases.size()); ++phase) {
          Where where;
          where.phase = phase;
          article_ = -1;
          model_.phase_used.push_back(used(sum(where), "somebody goes in " + model_.phases[static_cast<std::size_t>(phase)]));
        }
  }

 private:
  struct Where {  // which cells to add up
    int article = -1;                       // released under it; -1: any
    int slot = -1;
    std::string party;                      // folded; "": any
    const Set* set = nullptr;
    int phase = -1;                         // exactly; -1: any
    int until = -1;                         // up to and including; -1: any
    int place = -1;
    bool counted_only = false;              // without people who are not counted within the number
    bool in_key = false;                    // without people outside the key
    bool reserve_too = true;
    int alive = -1;                         // 1 alive, 0 dead
    std::function<std::int64_t(const Group&)> weight;
  };

  std::string party_of(const Cell& cell) const {
    const Group& group = model_.groups[static_cast<std::size_t>(cell.group)];
    if (group.delivered) return folded(group.delivered_party);
    const Slot& slot = model_.slots[static_cast<std::size_t>(cell.slot)];
    return slot.party.empty() ? model_.facts[group.people.front()].held_by : folded(slot.party);
  }

  bool uncounted(const Group& group, int article) const {
    if (group.accompanies && !minors_count_) return true;
    if (group.outside_key) return true;
    for (const auto& [target, set] : in_addition_)
      if (target == article && model_.group_member(group, *set)) return true;
    return false;
  }

  Sum sum(const Where& where) const {
    Sum out;
    for (std::size_t index = 0; index < model_.groups.size(); ++index) {
      const Group& group = model_.groups[index];
      const Facts& first = model_.facts[group.people.front()];
      if (where.alive >= 0) {
        const bool dead = first.person->remains || first.person->health == Health::Dead;
        if (dead == (where.alive == 1)) continue;
      }
      if (where.in_key && group.outside_key) continue;
      const int known = where.set == nullptr ? 1 : membership(group, *where.set);
      if (known == 0) continue;
      const std::int64_t weight = where.weight ? where.weight(group) : 1;
      if (weight == 0) continue;
      for (const int column : group.cells) {
        const Cell& cell = model_.cells[static_cast<std::size_t>(column)];
        if (where.slot >= 0 && cell.slot != where.slot) continue;
        const int article = cell.slot < 0 ? -1 : model_.slots[static_cast<std::size_t>(cell.slot)].article;
        if (where.article >= 0 && article != where.article) continue;
        if (!where.reserve_too && cell.slot >= 0 && model_.slots[static_cast<std::size_t>(cell.slot)].reserve) continue;
        if (where.phase >= 0 && cell.phase != where.phase) continue;
        if (where.until >= 0 && cell.phase > where.until) continue;
        if (where.place >= 0 && cell.place != where.place) continue;
        if (!where.party.empty() && party_of(cell) != where.party) continue;
        if (where.counted_only && uncounted(group, article)) continue;
        if (known == 2 && !model_.group_member(group, *where.set, cell.slot)) continue;
        out[column] += weight;
      }
    }
    return out;
  }

  // 0 no, 1 yes, 2 depends on the release.
  int membership(const Group& group, const Set& set) const {
    const auto known = model_.set_index.find(&set);
    if (known == model_.set_index.end()) return model_.group_member(group, set) ? 1 : 0;
    return group.sets[static_cast<std::size_t>(known->second)];
  }

  static void add(Sum& into, const Sum& what, std::int64_t factor) {
    for (const auto& [column, coefficient] : what) {
      into[column] += times(coefficient, factor);
      if (into[column] == 0) into.erase(column);
    }
  }

  int helper(std::int64_t low, std::int64_t high) {
    model_.program.columns.push_back({low, high});
    return static_cast<int>(model_.program.columns.size()) - 1;
  }

  int row(const Sum& terms, std::int64_t low, std::int64_t high, const std::string& name, int owner) {
    solve::Row out;
    for (const auto& [column, coefficient] : terms) out.terms.push_back({column, coefficient});
    out.low = low;
    out.high = high;
    out.owner = owner;
    out.name = name;
    model_.program.rows.push_back(std::move(out));
    return static_cast<int>(model_.program.rows.size()) - 1;
  }
  int row(const Sum& terms, std::int64_t low, std::int64_t high, const std::string& name) {
    return row(terms, low, high, article_ < 0 ? name : "Article " + model_.article_number(article_) + ": " + name, article_);
  }

  // The most that a sum can come to, were no article in the way: limits of helpers must hold for what-if questions too.
  std::int64_t most(const Sum& terms) const {
    std::int64_t total = 0;
    for (const auto& [column, coefficient] : terms) {
      const std::size_t at = static_cast<std::size_t>(column);
      const solve::Column& bounds = model_.program.columns[at];
      const std::int64_t high = at < model_.cells.size() ? std::max(model_.high_open[at], bounds.high) : bounds.high;
      total += std::max(times(coefficient, high), times(coefficient, bounds.low));
      if (total > solve::kLargest) return solve::kLargest;
    }
    return total;
  }

  // A row that may be missed when not all can be had.
  Demand& demand(Sum terms, std::int64_t low, std::int64_t high, Demand::Kind kind, const std::string& name,
                 std::int64_t asked) {
    Demand made;
    made.kind = kind;
    made.owner = article_;
    made.clause = clause_;
    made.asked = asked;
    if (low > -kNoLimit) {
      made.missing = helper(0, 0);
      terms[made.missing] = 1;
    }
    if (high < kNoLimit && kind != Demand::Kind::Release) {
      made.over = helper(0, 0);
      terms[made.over] = -1;
    }
    made.row = row(terms, low, high, name);
    model_.demands.push_back(made);
    return model_.demands.back();
  }

  void columns() {
    for (Cell& cell : model_.cells) {
      const Group& group = model_.groups[static_cast<std::size_t>(cell.group)];
      const bool open = cell.stops.empty();
      const bool waivable = std::all_of(cell.stops.begin(), cell.stops.end(), [](const Stop& stop) { return stop.owner >= 0; });
      if (group.delivered) model_.program.columns.push_back({group.size, group.size});
      else model_.program.columns.push_back({0, open ? group.size : 0});
      model_.high_open.push_back(waivable ? group.size : 0);
    }
    for (int article = 0; article < model_.article_count; ++article)
      for (const Clause& clause : agreement_.articles[static_cast<std::size_t>(article)].clauses)
        if (const auto* rule = std::get_if<Counting>(&clause.body)) {
          if (rule->what == Counting::What::InsideTotal && !rule->counts)
            in_addition_.emplace_back(target_article(agreement_, article, rule->article), &rule->who);
          if (rule->what == Counting::What::AccompanyingMinors) minors_count_ = rule->counts;
          if (rule->what == Counting::What::Refusers) {
            refusers_count_ = rule->counts && !rule->replaced;
          }
        }
  }

  void sizes() {
    for (Group& group : model_.groups) {
      if (group.delivered || group.cells.size() < 2) continue;
      Sum terms;
      for (const int column : group.cells) terms[column] = 1;
      group.size_row = row(terms, -kNoLimit, group.size, "a person goes once", -1);
    }
  }

  // How many of a population nothing stands in the way of, the delivered included, counted once.
  std::int64_t free_people(const Where& where, Sum* cells) const {
    std::int64_t free = 0;
    std::set<int> groups;
    for (const auto& [column, weight] : sum(where)) {
      const Cell& cell = model_.cells[static_cast<std::size_t>(column)];
      if (!cell.stops.empty()) continue;
      if (groups.insert(cell.group).second) free += model_.groups[static_cast<std::size_t>(cell.group)].size;
    }
    if (cells != nullptr)
      for (const int group : groups)
        for (const int column : model_.groups[static_cast<std::size_t>(group)].cells) (*cells)[column] = 1;
    return free;
  }

  std::int64_t stopped_people(const Set& set, bool refusers_only) const {
    std::int64_t count = 0;
    for (std::size_t person = 0; person < model_.people_count; ++person) {
      const auto& stops = model_.stops_of[person];
      if (stops.empty() || !model_.populations.contains(set, model_.facts[person])) continue;
      const bool refuses = std::any_of(stops.begin(), stops.end(), [](const Stop& stop) {
        return stop.kind == StopKind::ConsentRefused || (stop.kind == StopKind::NotDelivered && stop.detail == "refused");
      });
      if (!refusers_only || refuses) ++count;
    }
    return count;
  }

  std::int64_t population_size(const Set& set) const {
    std::int64_t count = 0;
    for (std::size_t person = 0; person < model_.people_count; ++person)
      count += model_.populations.contains(set, model_.facts[person]) ? 1 : 0;
    return count;
  }

  // Quantities of `terms` by an amount; `all` are the people that "all" means.
  void amount_rows(const Amount& amount, const Sum& terms, Demand::Kind kind, const Where& everyone, const Sum& total,
                   const std::string& name) {
    const std::int64_t low = amount.number.low, high = std::max(amount.number.low, amount.number.high);
    switch (amount.kind) {
      case Amount::Kind::All: {
        Sum cells;
        const std::int64_t free = free_people(everyone, &cells);
        demand(cells, free, kNoLimit, kind, name, free);
        break;
      }
      case Amount::Kind::Exactly: {
        std::int64_t fewer = 0;
        if (kind == Demand::Kind::Release && refusers_count_ && everyone.set != nullptr) fewer = refused_in_ledger(*everyone.set);
        demand(terms, std::max<std::int64_t>(0, low - fewer), std::max<std::int64_t>(0, high - fewer), kind, name, low);
        break;
      }
      case Amount::Kind::AtLeast: demand(terms, low, kNoLimit, kind, name, low); break;
      case Amount::Kind::AtMost: row(terms, -kNoLimit, std::max(high, fixed(terms)), name); break;
      case Amount::Kind::Between:
        demand(terms, low, std::max(amount.upper.high, amount.upper.low), kind, name, low);
        break;
      case Amount::Kind::Percent:
      case Amount::Kind::AtLeastPercent:
      case Amount::Kind::AtMostPercent: percent(amount, terms, kind, everyone, total, name); break;
      case Amount::Kind::PerDay: {
        for (std::size_t phase = 0; phase < model_.phases.size(); ++phase) {
          Sum day;
          for (const auto& [column, coefficient] : terms)
            if (model_.cells[static_cast<std::size_t>(column)].phase == static_cast<int>(phase)) day[column] = coefficient;
          if (!day.empty()) row(day, -kNoLimit, std::max(high, fixed(day)), name + " in " + model_.phases[phase]);
        }
        break;
      }
      case Amount::Kind::AsManyAs: break;  // rows(Release)
    }
  }

  std::int64_t fixed(const Sum& terms) const {
    std::int64_t total = 0;
    for (const auto& [column, coefficient] : terms)
      if (static_cast<std::size_t>(column) < model_.cells.size() && model_.groups[static_cast<std::size_t>(model_.cells[static_cast<std::size_t>(column)].group)].delivered)
        total += times(coefficient, model_.program.columns[static_cast<std::size_t>(column)].low);
    return total;
  }

  std::int64_t refused_in_ledger(const Set& set) const {
    std::int64_t count = 0;
    for (std::size_t person = 0; person < model_.people_count; ++person)
      for (const Stop& stop : model_.stops_of[person])
        if (stop.kind == StopKind::NotDelivered && stop.detail == "refused" && model_.populations.contains(set, model_.facts[person])) ++count;
    return count;
  }

  // A share of the article's total (composition) or of the population (release), to the nearest person.
  void percent(const Amount& amount, const Sum& terms, Demand::Kind kind, const Where& everyone, const Sum& total,
               const std::string& name) {
    const std::int64_t low = amount.number.low, high = std::max(amount.number.low, amount.number.high);
    const bool bounded_below = amount.kind != Amount::Kind::AtMostPercent, bounded_above = amount.kind != Amount::Kind::AtLeastPercent;
    if (kind == Demand::Kind::Release || total.empty()) {
      const std::int64_t size = everyone.set == nullptr ? 0 : population_size(*everyone.set);
      const std::int64_t least = times(size, low) / 100, most_of = (times(size, high) + 99) / 100;
      if (bounded_below) demand(terms, least, bounded_above ? most_of : kNoLimit, kind, name, least);
      else row(terms, -kNoLimit, std::max(most_of, fixed(terms)), name);
      return;
    }
    Sum at_least, at_most;
    add(at_least, terms, 100);
    add(at_least, total, -low);
    add(at_most, terms, 100);
    add(at_most, total, -high);
    // "80 per cent" is met by the nearest whole person; "at least 80 per cent" to the letter.
    if (bounded_below) demand(at_least, bounded_above ? -99 : 0, kNoLimit, kind, name, 0);
    if (bounded_above) demand(at_most, -kNoLimit, bounded_below ? 99 : 0, kind, name, 0);
  }

  int slot_of(int owed = -1) const {
    for (std::size_t slot = 0; slot < model_.slots.size(); ++slot) {
      const Slot& candidate = model_.slots[slot];
      if (candidate.article == article_ && candidate.clause == clause_ && candidate.owed == owed && !candidate.reserve)
        return static_cast<int>(slot);
    }
    return -1;
  }

  // The release's own people and whoever replaces them.
  Sum released_by_slot(int slot, bool counted_only) const {
    Where where;
    where.slot = slot;
    where.counted_only = counted_only;
    Sum terms = sum(where);
    for (std::size_t other = 0; other < model_.slots.size(); ++other) {
      const Slot& candidate = model_.slots[other];
      if (!candidate.reserve || candidate.article != model_.slots[static_cast<std::size_t>(slot)].article) continue;
      if (candidate.party != model_.slots[static_cast<std::size_t>(slot)].party) continue;
      where.slot = static_cast<int>(other);
      add(terms, sum(where), 1);
    }
    return terms;
  }

  void rows(const Release& release) {
    const int slot = slot_of();
    const Sum terms = released_by_slot(slot, true);
    Where everyone;
    everyone.slot = slot;
    everyone.set = &release.of;
    if (release.amount.kind != Amount::Kind::AsManyAs) {
      amount_rows(release.amount, terms, Demand::Kind::Release, everyone, {}, release.party + " releases");
      return;
    }
    const int other = target_article(agreement_, std::max(0, article_ - 1), release.amount.article);
    Where theirs;
    theirs.article = other;
    theirs.party = folded(release.amount.party);
    theirs.counted_only = true;
    Sum difference = terms;
    add(difference, sum(theirs), -1);
    std::int64_t refusers = 0;
    if (refusers_count_ && other >= 0)
      for (const Slot& candidate : model_.slots)
        if (candidate.article == other) refusers += stopped_people(*candidate.of, true);
    demand(difference, refusers, refusers, Demand::Kind::Rule, "an equal number", 0);
  }

  void rows(const Key& key) {
    Where delivered;
    delivered.set = &key.delivered;
    delivered.party = folded(key.by);
    delivered.in_key = true;
    for (std::size_t owed = 0; owed < key.owed.size(); ++owed) {
      const Owed& part = key.owed[owed];
      const int slot = slot_of(static_cast<int>(owed));
      delivered.alive = part.state == Owed::State::IfAlive ? 1 : part.state == Owed::State::IfDead ? 0 : -1;
      delivered.until = -1;
      const Sum gained = sum(delivered);
      const Sum paid = released_by_slot(slot, true);
      const std::string name = "owed for " + Populations::name_of(key.delivered);
      if (part.all) {
        all_if_any(part, slot, gained, name);
        continue;
      }
      if (key.basis == Key::Basis::Each) {
        Sum balance = paid;
        add(balance, gained, -part.number.low);
        demand(balance, 0, 0, Demand::Kind::Rule, name, 0);
        never_before(slot, delivered, part.number.low, name);
      } else if (key.basis == Key::Basis::Every) {
        every(key, part, gained, paid, name);
      } else {
        pool(key, part, gained, paid, name);
      }
    }
  }

  // A key fires on what has been delivered: by no phase is more released than is owed by then.
  void never_before(int slot, Where delivered, std::int64_t rate, const std::string& name) {
    if (model_.phases.size() < 2) return;
    Where paid;
    paid.slot = slot;
    paid.counted_only = true;
    for (std::size_t phase = 0; phase + 1 < model_.phases.size(); ++phase) {
      paid.until = delivered.until = static_cast<int>(phase);
      Sum ahead = sum(paid);
      add(ahead, sum(delivered), -rate);
      if (!ahead.empty()) row(ahead, -kNoLimit, std::max<std::int64_t>(0, fixed(ahead)), name + " by " + model_.phases[phase]);
    }
  }

  void all_if_any(const Owed& part, int slot, const Sum& gained, const std::string& name) {
    const int any = helper(0, 1);
    Sum at_least = gained, at_most = gained;
    at_least[any] -= 1;
    row(at_least, 0, kNoLimit, name + ": fires", -1);
    at_most[any] -= std::max<std::int64_t>(1, most(gained));
    row(at_most, -kNoLimit, 0, name + ": fires", -1);
    Where everyone;
    everyone.slot = slot;
    everyone.set = &part.of;
    Sum cells;
    const std::int64_t free = free_people(everyone, &cells);
    cells[any] -= free;
    demand(cells, 0, kNoLimit, Demand::Kind::Rule, name, 0);
    Where mine;
    mine.slot = slot;
    Sum idle = sum(mine);
    idle[any] -= std::max<std::int64_t>(1, most(idle));
    row(idle, -kNoLimit, 0, name);
  }

  // For every N: the whole N count, a rest does not.
  void every(const Key& key, const Owed& part, const Sum& gained, const Sum& paid, const std::string& name) {
    const std::int64_t each = std::max<std::int64_t>(1, key.every.low);
    const int whole = helper(0, most(gained) / each);
    Sum rest = gained;
    rest[whole] -= each;
    row(rest, 0, each - 1, name + ": whole " + std::to_string(each), -1);
    Sum balance = paid;
    balance[whole] -= part.number.low;
    demand(balance, 0, 0, Demand::Kind::Rule, name, 0);
  }

  // One pool for a group: each brings the same whole share, the last brings what is left.
  void pool(const Key& key, const Owed& part, const Sum& gained, const Sum& paid, const std::string& name) {
    const std::int64_t members = group_size(key);
    const std::int64_t share = members > 0 ? part.number.low / members : 0;
    const std::int64_t rest = members > 0 ? part.number.low - share * members : part.number.low;
    Sum balance = paid;
    add(balance, gained, -share);
    if (rest != 0 && members > 0) {
      const int last = helper(0, 1);
      Sum reaches = gained;
      reaches[last] -= members;
      row(reaches, 0, kNoLimit, name + ": the last", -1);
      Sum below = gained;
      below[last] -= std::max<std::int64_t>(1, most(gained));
      row(below, -kNoLimit, members - 1, name + ": the last", -1);
      balance[last] -= rest;
    }
    demand(balance, 0, 0, Demand::Kind::Rule, name, 0);
  }

  std::int64_t group_size(const Key& key) const {
    if (key.every.low > 0) return key.every.low;
    for (const Article& article : agreement_.articles)
      for (const Clause& clause : article.clauses) {
        if (const auto* part = std::get_if<Composition>(&clause.body))
          if (part->who == key.delivered && part->amount.kind == Amount::Kind::Exactly) return part->amount.number.low;
        if (const auto* release = std::get_if<Release>(&clause.body))
          if (release->of == key.delivered && release->amount.kind == Amount::Kind::Exactly) return release->amount.number.low;
      }
    return population_size(key.delivered);
  }

  void rows(const Weight& rule) {
    Where where;
    where.in_key = true;
    where.weight = [&](const Group& group) {
      return weight_under(agreement_, rule.schedule, model_.facts[group.people.front()]).value_or(0);
    };
    where.party = folded(rule.left);
    Sum difference = sum(where);
    where.party = folded(rule.right);
    add(difference, sum(where), -1);
    if (rule.carrying) {
      Sum negative;
      add(negative, difference, -1);
      const std::int64_t limit = std::max(most(difference), most(negative));
      const int carried = helper(-limit, limit), distance = helper(0, limit);
      Sum definition = difference;
      definition[carried] -= 1;
      row(definition, 0, 0, "the difference carried", -1);
      row({{distance, 1}, {carried, -1}}, 0, kNoLimit, "its size", -1);
      row({{distance, 1}, {carried, 1}}, 0, kNoLimit, "its size", -1);
      model_.carried.push_back({article_, carried, distance});
    } else {
      demand(difference, 0, 0, Demand::Kind::Rule, "the same weight", 0);
    }
  }

  void rows(const Named& named) {
    Where where;
    where.article = target_article(agreement_, article_, named.article);
    where.set = &named.who;
    std::int64_t asked = 0, exempt = 0;
    for (std::size_t person = 0; person < model_.people_count; ++person) {
      if (!model_.populations.contains(named.who, model_.facts[person])) continue;
      ++asked;
      const auto& stops = model_.stops_of[person];
      if (model_.group_of[person] >= 0 && std::any_of(stops.begin(), stops.end(), [](const Stop& stop) { return stop.owner >= 0; })) ++exempt;
    }
    demand(sum(where), asked - exempt, kNoLimit, Demand::Kind::Named, "the persons named", asked);
  }

  void rows(const Composition& part) {
    Where where;
    where.article = target_article(agreement_, article_, part.article);
    const Sum every_one = sum(where);
    where.set = &part.who;
    const auto in_phase = [&](int phase) {
      Where here = where;
      here.phase = phase;
      Where all = here;
      all.set = nullptr;
      amount_rows(part.amount, sum(here), Demand::Kind::Composition, here, phase < 0 ? every_one : sum(all), "among them");
    };
    if (part.when.kind != When::Kind::InPhase && part.when.kind != When::Kind::InEachPhase) return in_phase(-1);
    for (std::size_t phase = 0; phase < model_.phases.size(); ++phase)
      if (part.when.kind == When::Kind::InEachPhase || same_word(model_.phases[phase], part.when.name)) in_phase(static_cast<int>(phase));
  }

  void rows(const Choice& choice) {
    Where where;
    where.article = article_;
    where.set = &choice.pool;
    amount_rows(choice.amount, sum(where), slot_of() >= 0 ? Demand::Kind::Release : Demand::Kind::Composition, where,
                {}, choice.party + " chooses");
  }

  // No more substitutes than there are people who are not available.
  void rows(const Substitute& rule) {
    const int target = target_article(agreement_, article_, rule.article);
    std::int64_t unavailable = 0;
    Where where;
    Sum terms;
    for (std::size_t slot = 0; slot < model_.slots.size(); ++slot) {
      if (model_.slots[slot].article != target) continue;
      if (model_.slots[slot].reserve) {
        where.slot = static_cast<int>(slot);
        add(terms, sum(where), 1);
      } else {
        unavailable += stopped_people(*model_.slots[slot].of, false);
      }
    }
    if (!terms.empty()) row(terms, -kNoLimit, std::max(unavailable, fixed(terms)), "no more substitutes than are needed");
  }

  void rows(const Destination& rule) {
    for (const auto& [amount, place] : rule.shares)
      for (std::size_t at = 0; at < model_.places.size(); ++at) {
        if (!same_word(model_.places[at], place)) continue;
        Where where;
        where.set = &rule.who;
        const Sum total = sum(where);
        where.place = static_cast<int>(at);
        if (amount.kind != Amount::Kind::All) amount_rows(amount, sum(where), Demand::Kind::Composition, where, total, "go to " + place);
      }
  }

  void rows(const PhaseRule& rule) {
    for (std::size_t phase = 0; phase < model_.phases.size(); ++phase) {
      if (!rule.phase.empty() && !same_word(model_.phases[phase], rule.phase)) continue;
      Where where;
      where.phase = static_cast<int>(phase);
      const Sum terms = sum(where);
      if (rule.at_most.low > 0 && !terms.empty())
        row(terms, -kNoLimit, std::max(std::max(rule.at_most.low, rule.at_most.high), fixed(terms)), "places in " + model_.phases[phase]);
      if (rule.at_least.low > 0) demand(terms, rule.at_least.low, kNoLimit, Demand::Kind::Release, "people in " + model_.phases[phase], rule.at_least.low);
      if (rule.stretchers.low > 0) {
        where.weight = [&](const Group& group) {
          return model_.facts[group.people.front()].person->health == Health::GravelyIll ? 1 : 0;
        };
        const Sum lying = sum(where);
        if (!lying.empty()) row(lying, -kNoLimit, std::max(rule.stretchers.low, fixed(lying)), "stretchers in " + model_.phases[phase]);
      }
    }
    for (const Condition& condition : rule.begins_when) pending(condition);
  }

  void pending(const Condition& condition) {
    if (condition.kind != Condition::Kind::EventCertified) return;
    for (const std::string& event : model_.options->certified)
      if (same_word(event, condition.event)) return;
    model_.pending.push_back({"CLR-140", {{"article", model_.article_number(article_)}, {"event", condition.event}, {"certifier", condition.certifier}}});
  }

  // 1 when anybody goes in that phase (of those cells).
  int used(const Sum& terms, const std::string& name) {
    const int on = helper(0, 1);
    Sum limit = terms;
    limit[on] -= std::max<std::int64_t>(1, most(terms));
    row(limit, -kNoLimit, 0, name, -1);
    return on;
  }

  void rows(const Sequencing& rule) {
    const int phases = static_cast<int>(model_.phases.size());
    if (rule.kind == Sequencing::Kind::OneRound && phases > 1) {
      Sum rounds;
      for (int phase = 0; phase < phases; ++phase) {
        Where where;
        where.phase = phase;
        const Sum terms = sum(where);
        if (!terms.empty() && fixed(terms) == 0) rounds[used(terms, "a round")] = 1;
      }
      row(rounds, -kNoLimit, 1, "one round");
    } else if (rule.kind == Sequencing::Kind::NeverAhead) {
      for (int phase = 0; phase < phases; ++phase) {
        Where where;
        where.until = phase;
        where.in_key = true;
        where.party = folded(rule.left);
        Sum ahead = sum(where);
        where.party = folded(rule.right);
        add(ahead, sum(where), -1);
        row(ahead, -kNoLimit, std::max(rule.number.low, fixed(ahead)), "never ahead");
      }
    } else if (rule.kind == Sequencing::Kind::RoundsOf) {
      for (int phase = 0; phase < phases; ++phase) {
        Sum acting;
        for (const std::string& party : agreement_.parties) {
          Where where;
          where.phase = phase;
          where.party = folded(party);
          const Sum terms = sum(where);
          if (!terms.empty()) acting[used(terms, "acts in the round")] = 1;
        }
        if (!acting.empty()) row(acting, -kNoLimit, rule.number.low, "parties in one round");
      }
    } else if (rule.kind == Sequencing::Kind::FirstMover) {
      // In each phase, left releases only after right has: nobody of left goes in a phase in which nobody of right does.
      for (int phase = 0; phase < phases; ++phase) {
        Where where;
        where.phase = phase;
        where.party = folded(rule.left);
        Sum second = sum(where);
        where.party = folded(rule.right);
        const Sum first = sum(where);
        if (second.empty() || first.empty()) continue;
        const std::int64_t limit = std::max<std::int64_t>(1, most(second));
        if (fixed(second) > 0) continue;
        add(second, first, -limit);
        row(second, -kNoLimit, 0, "first mover");
      }
    } else if (rule.kind == Sequencing::Kind::After) {
      for (const Condition& condition : rule.conditions) {
        pending(condition);
        if (condition.kind == Condition::Kind::ArticleComplete || condition.kind == Condition::Kind::ReceivedAll) after(rule, condition);
      }
    }
  }

  // The releases of these articles begin only when those of another are complete: whoever goes in a phase, nobody of the
  // other article goes later.
  void after(const Sequencing& rule, const Condition& condition) {
    const int first = target_article(agreement_, article_, condition.name);
    std::vector<std::string> followers = rule.articles;
    if (followers.empty()) followers.push_back(model_.article_number(article_));
    for (const std::string& follower : followers) {
      const int second = target_article(agreement_, article_, follower);
      if (first < 0 || second < 0 || first == second) continue;
      for (std::size_t phase = 0; phase + 1 < model_.phases.size(); ++phase) {
        Where begun;
        begun.article = second;
        begun.until = static_cast<int>(phase);
        const Sum early = sum(begun);
        if (early.empty()) continue;
        const int on = used(early, "begun by " + model_.phases[phase]);
        Where where;
        where.article = first;
        Sum late = sum(where);
        where.until = static_cast<int>(phase);
        add(late, sum(where), -1);
        const std::int64_t limit = most(late);
        late[on] += limit;
        row(late, -kNoLimit, limit, "complete before Article " + follower + " begins");
      }
    }
  }

  void rows(const FamilyRule& rule) {
    std::map<std::string, std::vector<int>> families;
    for (std::size_t index = 0; index < model_.groups.size(); ++index) {
      const Group& group = model_.groups[index];
      const Facts& person = model_.facts[group.people.front()];
      if (group.delivered || person.person->family_unit.empty()) continue;
      const bool everyone = rule.who.kind == Set::Kind::Persons && rule.who.filters.empty();
      if (everyone || group.accompanies || model_.populations.contains(rule.who, person))
        families[folded(person.person->family_unit)].push_back(static_cast<int>(index));
    }
    for (const auto& [family, members] : families)
      for (std::size_t at = 1; at < members.size(); ++at) family_pair(rule, members, at);
  }

  void family_pair(const FamilyRule& rule, const std::vector<int>& members, std::size_t at) {
    const auto cells_of = [&](int group, int phase, int place) {
      Sum terms;
      for (const int column : model_.groups[static_cast<std::size_t>(group)].cells) {
        const Cell& cell = model_.cells[static_cast<std::size_t>(column)];
        if ((phase < 0 || cell.phase == phase) && (place < 0 || cell.place == place)) terms[column] = 1;
      }
      return terms;
    };
    const int phases = static_cast<int>(model_.phases.size()), places = static_cast<int>(model_.places.size());
    if (rule.kind == FamilyRule::Kind::SamePhase) {
      // Not: one in this phase, the other in another.
      for (std::size_t before = 0; before < at; ++before)
        for (int phase = 0; phase < phases && phases > 1; ++phase) {
          Sum apart = cells_of(members[at], phase, -1);
          add(apart, cells_of(members[before], -1, -1), 1);
          add(apart, cells_of(members[before], phase, -1), -1);
          if (!apart.empty()) row(apart, -kNoLimit, 1, "one family in one phase");
        }
      return;
    }
    int leader = members.front();
    if (rule.kind == FamilyRule::Kind::MinorsAccompany) {
      for (const int member : members)
        if (!model_.groups[static_cast<std::size_t>(member)].accompanies) {
          leader = member;
          break;
        }
      if (!model_.groups[static_cast<std::size_t>(members[at])].accompanies) return;
    }
    if (leader == members[at]) return;
    for (int phase = 0; phase < phases; ++phase)
      for (int place = 0; place < places; ++place) {
        Sum together = cells_of(members[at], phase, place);
        add(together, cells_of(leader, phase, place), -1);
        if (!together.empty()) row(together, 0, 0, "one family together");
      }
  }

  void rows(const Gate& gate) {
    if (gate.kind == Gate::Kind::NotBefore) pending(gate.before);
  }
  void rows(const Consideration& consideration) {
    if (consideration.certifier.empty()) return;
    Condition condition;
    condition.event = consideration.gives;
    condition.certifier = consideration.certifier;
    pending(condition);
  }
  // Everything else orders or excludes people (order.cpp, groups.cpp), or is not about who goes: covenants, lists,
  // publication, authority, interviews, remains' units, truce days (counted by the ledger).
  template <typename Other>
  void rows(const Other&) {}

  Model& model_;
  const Agreement& agreement_;
  int article_ = 0;
  int clause_ = 0;
  bool minors_count_ = false;
  bool refusers_count_ = false;
  std::vector<std::pair<int, const Set*>> in_addition_;
};

}  // namespace

void make_rows(Model& model) { Builder(model).build(); }

}  // namespace midspan::clear::model
