// SPDX-License-Identifier: Apache-2.0
#include "check/rows.hpp"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <numeric>

#include "check/divisors.hpp"
#include "check/sums.hpp"
#include "check/vipr.hpp"

namespace midspan::check {

namespace {

using namespace people;
using namespace derivation;
using std::int64_t;

constexpr int64_t kLargest = 1'000'000'000'000'000;  // of a side or a factor: sums of such never overflow

int64_t top(const Number& number) { return std::max(number.low, number.high); }

class Deriver : Sums {
 public:
  explicit Deriver(const Given& given) : Sums(given) {}

  Derived derive() {
    refuse_divisors_of_nothing(agreement_);
    find_people();
    find_sentences();
    find_stops();
    find_groups();
    prefix_ = "goals_";
    if (cells_.empty()) helper(0, 0);  // where nobody can go, nobody going is the answer
    for (article_ = 0; article_ < static_cast<int>(agreement_.articles.size()); ++article_)
      for (clause_ = 0; clause_ < static_cast<int>(clauses(article_).size()); ++clause_) {
        prefix_ = "a" + std::to_string(article_ + 1) + "_c" + std::to_string(clause_ + 1) + "_";
        std::visit([&](const auto& body) { rows(body); }, clauses(article_)[static_cast<std::size_t>(clause_)].body);
      }
    goals();
    order();
    out_.by_day = populations_.asked_the_day();
    return std::move(out_);
  }

 private:
  // ---- Rows ----

  int helper(int64_t low, int64_t high) {
    out_.variables.push_back("h_" + prefix_ + std::to_string(helpers_[prefix_]++));
    out_.bounds.emplace_back(low, high);
    out_.relaxed.emplace_back(low, high);
    return static_cast<int>(out_.variables.size()) - 1;
  }
  void row(const Sum& terms, int64_t low, int64_t high) {
    const auto large = [](int64_t side) { return std::abs(side) > kLargest && std::abs(side) < kNone; };
    bool too_large = large(low) || large(high);
    for (const auto& [variable, factor] : terms) too_large = too_large || std::abs(factor) > kLargest;
    if (too_large) throw Wrong{{"CHK-034", {}}, "manifest.json"};
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
    if (high < kNone && (kind != kRelease || fixed(terms) > high)) slack(-1);
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

  // `total`: what a share is of; nullptr: of everyone.
  void amount(const Amount& amount, const Sum& terms, Miss kind, const Where& everyone, const Sum* total) {
    const int64_t low = amount.number.low, high = top(amount.number);
    if (amount.kind == Amount::Kind::All) {
      Sum cells;
      const int64_t free = free_people(everyone, cells);
      demand(cells, free, kNone, kind);
    } else if (amount.kind == Amount::Kind::Exactly) {
      const auto to_go = [&](int64_t of) {
        return kind == kRelease ? without_lost(of, sentence_here(), *everyone.set, false) : of;
      };
      demand(terms, to_go(low), to_go(high), kind);
    } else if (amount.kind == Amount::Kind::AtLeast) {
      demand(terms, low, kNone, kind);
    } else if (amount.kind == Amount::Kind::AtMost) {
      row(terms, -kNone, std::max(high, fixed(terms)));
    } else if (amount.kind == Amount::Kind::Between) {
      const bool upside_down = low > top(amount.upper);
      demand(terms, low, upside_down ? kNone : top(amount.upper), kind);
      if (upside_down) demand(terms, -kNone, top(amount.upper), kind);
    } else if (amount.kind == Amount::Kind::PerDay) {
      daily(terms, high, said(amount.upper) ? amount.upper.low : kNone);
    } else if (amount.kind != Amount::Kind::AsManyAs) {
      percent(amount, terms, kind, everyone, total);
    }
  }
  // Where nobody is to take the place of who refuses, has died or is free: who did not go at the hand-over under this
  // sentence lost one, and of the others as many as there is nobody else for. `counting`: of the places that count as
  // given.
  int64_t without_lost(int64_t number, int at, const Set& set, bool counting) const {
    if (lost_.empty()) return number;
    const int64_t absent = absent_in(set, counting), failed = failed_under(at, counting), left = number - failed;
    const int64_t too_few = left - (count([&](const Person& person) { return in(person, set); }) - absent);
    return std::max<int64_t>(0, left - std::clamp<int64_t>(too_few, 0, absent - failed));
  }
  bool lost(Counting::What what, bool counting) const {
    const auto rule = lost_.find(what);
    return rule != lost_.end() && (rule->second || !counting);
  }
  // Of a group that an article asks several for, whom another of them releases.
  bool another_releases(const Person& person, int at) const {
    if (person.eligible[static_cast<std::size_t>(at)] != 0) return false;
    for (int other = 0; other < static_cast<int>(sentences_.size()); ++other)
      if (person.eligible[static_cast<std::size_t>(other)] != 0 && sentence(other).article == sentence(at).article &&
          sentence(other).party != sentence(at).party && *sentence(other).of == *sentence(at).of)
        return true;
    return false;
  }
  int64_t absent_in(const Set& set, bool counting, int at = -1) const {
    return count([&](const Person& person) {
      return person.delivered == nullptr && in(person, set) && !(at >= 0 && another_releases(person, at)) &&
             std::any_of(person.absent.begin(), person.absent.end(), [&](auto what) { return lost(what, counting); });
    });
  }
  int64_t failed_under(int at, bool counting) const {
    return count([&](const Person& person) {
      return person.delivered == nullptr && person.failed_as && lost(*person.failed_as, counting) &&
             under(*person.failed, person) == at;
    });
  }
  int64_t places_that_count(int at) const {
    const Sentence& of = sentence(at);
    if (of.reserve) return 0;
    const auto& body = clauses(of.article)[static_cast<std::size_t>(of.clause)].body;
    const auto* release = std::get_if<Release>(&body);
    const auto* choice = std::get_if<Choice>(&body);
    const Amount* amount = release != nullptr ? &release->amount : choice != nullptr ? &choice->amount : nullptr;
    if (amount != nullptr && amount->kind == Amount::Kind::Exactly)
      return amount->number.low - without_lost(amount->number.low, at, *of.of, true);
    return amount != nullptr && amount->kind == Amount::Kind::All ? absent_in(*of.of, true, at)
                                                                  : failed_under(at, true);
  }
  // `days`: after so many nobody goes.
  void daily(const Sum& terms, int64_t most, int64_t days = kNone) {
    for (int phase = 0; phase < static_cast<int>(out_.phases.size()); ++phase) {
      Sum day;
      for (const auto& [variable, factor] : terms)
        if (cells_[static_cast<std::size_t>(variable)].phase == phase) day[variable] = factor;
      const bool over = phase >= days && (days == 0 || only_days());
      if (!day.empty()) row(day, -kNone, std::max(over ? 0 : most, fixed(day)));
    }
  }
  // A share is so many in every hundred, or in every other number that the text gives.
  void percent(const Amount& amount, const Sum& terms, Miss kind, const Where& everyone, const Sum* total) {
    const int64_t low = amount.number.low, high = top(amount.number);
    const int64_t parts = said(amount.upper) ? amount.upper.low : 100;
    const bool below = amount.kind != Amount::Kind::AtMostPercent, above = amount.kind != Amount::Kind::AtLeastPercent;
    if (total == nullptr) {
      const int64_t size =
          everyone.set == nullptr ? 0 : count([&](const Person& person) { return in(person, *everyone.set); });
      const int64_t up = parts - 1;
      const int64_t least = (size * low + (above ? 0 : up)) / parts, most_of = (size * high + (below ? up : 0)) / parts;
      if (below) demand(terms, least, above ? most_of : kNone, kind);
      else row(terms, -kNone, std::max(most_of, fixed(terms)));
      return;
    }
    Sum at_least, at_most;
    add(at_least, terms, parts);
    add(at_least, *total, -low);
    add(at_most, terms, parts);
    add(at_most, *total, -high);
    if (below) demand(at_least, above ? 1 - parts : 0, kNone, kind);
    if (above) demand(at_most, -kNone, below ? parts - 1 : 0, kind);
  }

  void rows(const Release& release) {
    Where everyone;
    everyone.sentence = sentence_here();
    everyone.set = &release.of;
    Sum terms = released_by(everyone.sentence);
    if (said(release.rate) && (top(release.rate) == 0 || only_days())) daily(terms, top(release.rate));
    if (release.amount.kind != Amount::Kind::AsManyAs)
      return amount(release.amount, terms, kRelease, everyone, nullptr);
    Where theirs;
    theirs.article = target(std::max(0, article_ - 1), release.amount.article);
    theirs.party = fold(release.amount.party);
    theirs.counted = theirs.in_key = true;
    if (release.amount.by_rank) return rank_for_rank(terms, theirs, 1);
    add(terms, sum(theirs), -1);
    int64_t places = 0;
    for (int at = 0; at < static_cast<int>(sentences_.size()); ++at)
      if (theirs.article >= 0 && sentence(at).article == theirs.article) places += places_that_count(at);
    demand(terms, places, places, kRule);
  }

  bool only_days() const {
    return std::all_of(out_.phases.begin(), out_.phases.end(),
                       [](const std::string& phase) { return phase.substr(0, 4) == "day "; });
  }

  void rank_for_rank(const Sum& ours, Where theirs, int64_t times) {
    std::set<std::string> ranks;
    for (int at = 0; at < static_cast<int>(groups_.size()); ++at) ranks.insert(first(at).facts.rank);
    for (const std::string& rank : ranks) {
      theirs.weight = [&](const Person& person) { return person.facts.rank == rank ? 1 : 0; };
      Sum difference;
      for (const auto& [cell, factor] : ours)
        if (first(cells_[static_cast<std::size_t>(cell)].group).facts.rank == rank) difference[cell] = factor;
      add(difference, sum(theirs), -times);
      if (!difference.empty()) demand(difference, 0, 0, kRule);
    }
  }

  void rows(const Named& named) {
    Where where;
    where.article = target(article_, named.article);
    where.set = &named.who;
    const int64_t asked =
        count([&](const Person& person) { return in(person, named.who) && !(person.group >= 0 && kept_back(person)); });
    demand(sum(where), asked, kNone, kNamed);
  }

  void rows(const Composition& part) {
    const bool by_phase = part.when.kind == When::Kind::InEachPhase || !phase_of(part.when).empty();
    for (int phase = by_phase ? 0 : -1; phase < (by_phase ? static_cast<int>(out_.phases.size()) : 0); ++phase) {
      const std::string only = phase_of(part.when);
      if (!only.empty() && !same(out_.phases[static_cast<std::size_t>(phase)], only)) continue;
      Where where;
      where.article = target(article_, part.article);
      const bool staged = part.who.kind == Set::Kind::ReleasedUnder && part.who.filters.empty();
      const Sum everybody = sum(where);
      where.phase = phase;
      const Sum total = staged ? everybody : sum(where);
      where.set = &part.who;
      amount(part.amount, sum(where), kComposition, where, &total);
    }
  }

  void rows(const Choice& choice) {
    if (choice.party.empty()) return;
    Where where;
    where.set = &choice.pool;
    Amount chosen = choice.amount;
    if (releases(article_)) where.article = article_;
    else if (chosen.kind == Amount::Kind::Exactly) chosen.kind = Amount::Kind::AtLeast;
    amount(chosen, sum(where), sentence_here() >= 0 ? kRelease : kComposition, where, nullptr);
  }

  // Of a number no more than it takes beside those who may go.
  int64_t to_replace(int at) const {
    const Sentence& of = sentence(at);
    const int64_t unavailable = stopped_in(*of.of);
    const auto* release = std::get_if<Release>(&clauses(of.article)[static_cast<std::size_t>(of.clause)].body);
    if (release == nullptr ||
        (release->amount.kind != Amount::Kind::Exactly && release->amount.kind != Amount::Kind::AtLeast))
      return unavailable;
    Where available;
    available.sentence = at;
    Sum cells;
    return std::clamp<int64_t>(top(release->amount.number) - free_people(available, cells), 0, unavailable);
  }

  void rows(const Substitute& rule) {
    int64_t unavailable = 0;
    Sum terms;
    Where where;
    for (where.sentence = 0; where.sentence < static_cast<int>(sentences_.size()); ++where.sentence) {
      const Sentence& one = sentence(where.sentence);
      if (one.article != target(article_, rule.article)) continue;
      if (one.reserve) add(terms, sum(where), 1);
      else unavailable += to_replace(where.sentence);
    }
    if (!terms.empty()) row(terms, -kNone, std::max(unavailable, fixed(terms)));
  }

  void rows(const Destination& rule) {
    for (const auto& [share, place] : rule.shares) {
      Where where;
      where.set = &rule.who;
      const Sum total = sum(where);
      where.place = place_in(out_.places, place);
      if (share.kind != Amount::Kind::All) amount(share, sum(where), kComposition, where, &total);
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
      if (part.all) {
        all_if_any(part, mine, gained);
        continue;
      }
      if (key.by_rank) rank_for_rank(released_by(mine.sentence), delivered, part.number.low);
      else demand(due(key, part, gained, released_by(mine.sentence)), 0, 0, kRule);
      mine.counted = true;
      for (int phase = 0; phase + 1 < static_cast<int>(out_.phases.size()); ++phase) {
        mine.until = delivered.until = phase;
        const Sum early = sum(mine);
        if (early.empty()) continue;
        const Sum ahead = due(key, part, sum(delivered), early);
        row(ahead, -kNone, std::max<int64_t>(0, fixed(ahead)));
      }
    }
  }
  // What is paid less what is due for what is gained.
  Sum due(const Key& key, const Owed& part, const Sum& gained, Sum paid) {
    if (key.basis == Key::Basis::Together) return pool(key, part, gained, std::move(paid));
    if (key.basis == Key::Basis::Each) {
      add(paid, gained, -part.number.low);
      return paid;
    }
    const int64_t each_one = key.every.low;
    Sum rest = gained;
    const int whole = helper(0, most(gained) / each_one);
    rest[whole] -= each_one;
    row(rest, 0, each_one - 1);
    paid[whole] -= part.number.low;
    return paid;
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
    const int64_t gone = fixed(idle);
    idle[any] -= std::max<int64_t>(1, most(idle));
    row(idle, -kNone, gone);
  }
  int64_t promised_under(const Set& released) const {
    int64_t promised = 0;
    for (size_t article = 0; article < agreement_.articles.size(); ++article)
      for (const Clause& clause : agreement_.articles[article].clauses) {
        const auto* release = std::get_if<Release>(&clause.body);
        if (release == nullptr || agreement_.articles[article].number != released.name) continue;
        const int64_t people = count([&](const Person& person) {
          return in(person, release->of) && in(person, released, static_cast<int>(article));
        });
        promised += released.filters.empty() ? release->amount.asks_of(people) : people;
      }
    return promised;
  }

  // One pool for a group: each brings the same whole share, the last brings what is left.
  Sum pool(const Key& key, const Owed& part, const Sum& gained, Sum balance) {
    const bool of_article = key.delivered.kind == Set::Kind::ReleasedUnder;
    const int64_t people = of_article ? 0 : count([&](const Person& person) { return in(person, key.delivered); });
    int64_t members = key.every.low;
    if (!said(key.every) && of_article) {
      members = promised_under(key.delivered);
    } else if (!said(key.every)) {
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
      if (members < 0) members = people;
    }
    if (members <= 0) return balance;
    const int64_t share = part.number.low / members, rest = part.number.low % members;
    const int64_t counted_most = std::min(most(gained), members);
    Sum counted = gained;  // beyond its number a pool pays nothing
    if (const int64_t room = most(gained) - members; room > 0 && (of_article || members < people + fixed(gained))) {
      const int beyond = helper(0, room), full = helper(0, 1);
      counted[beyond] -= 1;
      row(counted, -kNone, members);
      Sum complete = counted;
      complete[full] -= members;
      row(complete, 0, kNone);
      row({{beyond, 1}, {full, -room}}, -kNone, 0);
    }
    if (share == 0) {
      Sum fraction;
      add(fraction, counted, part.number.low);
      const int whole = helper(0, counted_most * part.number.low / members);
      fraction[whole] -= members;
      row(fraction, 0, members - 1);
      balance[whole] -= 1;
      return balance;
    }
    add(balance, counted, -share);
    if (rest != 0) {
      const int last = helper(0, 1);
      Sum reaches = counted, below = counted;
      reaches[last] -= members;
      row(reaches, 0, kNone);
      below[last] -= std::max<int64_t>(1, counted_most);
      row(below, -kNone, members - 1);
      balance[last] -= rest;
    }
    return balance;
  }

  void rows(const Weight& rule) {
    Where where;
    where.in_key = true;
    where.weight = [&](const Person& person) {
      return person.facts.remains ? 0 : weight(rule.schedule, person).value_or(0);
    };
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

  // Carriers of one phase take together what they take; one without a phase goes as often as it must.
  void rows(const PhaseRule& rule) {
    if (rule.carrier.empty()) return rows_of_phase(rule);
    if (rule.phase.empty()) return;
    PhaseRule together = rule;
    together.at_most.low = 0;
    together.stretchers = {};
    const PhaseRule* first_of_them = nullptr;
    each<PhaseRule>([&](int, int, const PhaseRule& other) {
      if (other.carrier.empty() || !same(other.phase, rule.phase)) return;
      if (first_of_them == nullptr) first_of_them = &other;
      together.at_most.low += top(other.at_most);
      together.stretchers.low += top(other.stretchers);
      together.stretchers.open = together.stretchers.open || said(other.stretchers);
    });
    together.at_most.high = together.at_most.low;
    if (first_of_them == &rule) rows_of_phase(together);
  }
  void rows_of_phase(const PhaseRule& rule) {
    for (int phase = 0; phase < static_cast<int>(out_.phases.size()); ++phase) {
      if (!rule.phase.empty() && !same(out_.phases[static_cast<std::size_t>(phase)], rule.phase)) continue;
      Where where;
      where.phase = phase;
      const Sum terms = sum(where);
      if (said(rule.at_most) && !terms.empty()) row(terms, -kNone, std::max(top(rule.at_most), fixed(terms)));
      if (rule.at_least.low > 0) demand(terms, rule.at_least.low, kNone, kRelease);
      where.weight = [](const Person& person) { return person.facts.health == Health::GravelyIll ? 1 : 0; };
      const Sum lying = sum(where);
      if (said(rule.stretchers) && !lying.empty()) row(lying, -kNone, std::max(top(rule.stretchers), fixed(lying)));
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
    } else if (rule.kind == Sequencing::Kind::RoundsOf) {
      for (int phase = 0; phase < phases; ++phase) {
        Sum acting;
        int64_t acted = 0;
        for (const std::string& party : agreement_.parties)
          if (const Sum terms = sum_of(party, phase); !terms.empty()) {
            acting[used(terms)] = 1;
            acted += fixed(terms) > 0 ? 1 : 0;
          }
        if (!acting.empty()) row(acting, -kNone, std::max(rule.number.low, acted));
      }
    } else if (rule.kind == Sequencing::Kind::FirstMover) {
      for (int phase = 0; phase < phases; ++phase) {
        Sum second = sum_of(rule.left, phase);
        if (second.empty() || fixed(second) > 0) continue;
        add(second, sum_of(rule.right, phase), -std::max<int64_t>(1, most(second)));
        row(second, -kNone, 0);
      }
    }
  }
  Sum sum_of(const std::string& party, int phase) const {
    Where where;
    where.party = fold(party);
    where.phase = phase;
    return sum(where);
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
        if (early.empty() || fixed(early) > 0) continue;
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
    std::map<std::string, std::vector<int>> families;
    for (int at = 0; at < static_cast<int>(groups_.size()); ++at) {
      const Person& person = first(at);
      if (person.delivered == nullptr && !person.facts.family_unit.empty() &&
          (everybody(rule.who) || person.accompanies || in(person, rule.who)))
        families[person.facts.family_unit].push_back(at);
    }
    for (const auto& [family, members] : families)
      rule.kind == FamilyRule::Kind::SamePhase ? same_phase(members)
                                               : travel(members, rule.kind == FamilyRule::Kind::MinorsAccompany);
  }
  // No two of them in two phases.
  void same_phase(const std::vector<int>& members) {
    const int phases = static_cast<int>(out_.phases.size());
    for (std::size_t at = 0; at < members.size(); ++at)
      for (std::size_t before = 0; before < at; ++before)
        for (int phase = 0; phase < phases && phases > 1; ++phase) {
          Sum apart = cells_in(members[at], phase, -1);
          add(apart, cells_in(members[before], -1, -1), 1);
          add(apart, cells_in(members[before], phase, -1), -1);
          if (!apart.empty()) row(apart, -kNone, 1);
        }
  }
  // Each as the first does; of families whose minors go along, each of these as the first grown member who may go under
  // a sentence that they may go under, or as the first of them where there is none.
  void travel(const std::vector<int>& members, bool minors) {
    for (const int member : members) {
      if (minors && !first(member).accompanies) continue;
      int leader = members.front();
      if (minors) {
        const auto grown = std::find_if(members.begin(), members.end(), [&](int other) {
          const auto both = [](char one, char two) { return one != 0 && two != 0; };
          return !first(other).minor &&
                 std::inner_product(first(member).eligible.begin(), first(member).eligible.end(),
                                    first(other).eligible.begin(), false, std::logical_or<>(), both);
        });
        leader = grown != members.end() ? *grown : *std::find_if(members.begin(), members.end(), [&](int other) {
          return first(other).accompanies;
        });
      }
      if (member == leader) continue;
      for (int phase = 0; phase < static_cast<int>(out_.phases.size()); ++phase)
        for (int place = 0; place < static_cast<int>(out_.places.size()); ++place) {
          Sum together = cells_in(member, phase, place);
          add(together, cells_in(leader, phase, place), -1);
          if (!together.empty()) row(together, 0, 0);
        }
    }
  }
  Sum cells_in(int at, int phase, int place) const {
    Sum out;
    for (const int cell : group(at).cells) {
      const Cell& one = cells_[static_cast<std::size_t>(cell)];
      if ((phase < 0 || one.phase == phase) && (place < 0 || one.place == place)) out[cell] = 1;
    }
    return out;
  }

  // Everything else orders or excludes people, or is not about who goes.
  template <typename Other>
  void rows(const Other&) {}

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

  int article_ = 0, clause_ = 0;
  std::string prefix_;
  std::map<std::string, int> rows_, helpers_;
  std::map<int, Sum> misses_;  // by Miss
  Sum carried_;                // how large each difference carried is
};

}  // namespace

Derived derive(const Given& given) { return Deriver(given).derive(); }

}  // namespace midspan::check
