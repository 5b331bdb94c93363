// SPDX-License-Identifier: Apache-2.0
// What an agreement means, written a second time from docs/terms.md and the decisions, person by person: nothing here
// comes from src/clear. Every variable is 0 or 1; whole numbers are counted in ones.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

#include "spec.hpp"

namespace midspan::bench {

namespace {

using Terms = std::map<int, std::int64_t>;
constexpr int kFact = -1;
// Facts too; but they exempt nobody from being asked for by name.
constexpr int kNotAcknowledged = -2;
constexpr int kNoWeight = -3;
bool exempts(int owner) { return owner != kNotAcknowledged && owner != kNoWeight; }

void add(Terms& into, const Terms& what, std::int64_t factor = 1) {
  for (const auto& [variable, coefficient] : what)
    if ((into[variable] += coefficient * factor) == 0) into.erase(variable);
}

class Writer {
 public:
  explicit Writer(const Spec& spec) : spec_(spec) {}

  ZeroOne write() {
    slots();
    stops();
    variables();
    for (std::size_t at = 0; at < spec_.articles.size(); ++at) {
      article_ = static_cast<int>(at);
      lines(spec_.articles[at]);
    }
    goals();
    out_.stopped = stopped_;
    return std::move(out_);
  }

 private:
  using Match = std::function<bool(const Variable&)>;
  const SlotOf& slot_of(const Variable& variable) const { return out_.slots[static_cast<std::size_t>(variable.slot)]; }
  const Head& head_of(const Variable& variable) const { return spec_.heads[static_cast<std::size_t>(variable.head)]; }
  int releases(const Variable& variable) const {
    const int party = slot_of(variable).party;
    return party < 0 ? head_of(variable).holder : party;
  }

  void slots() {
    for (std::size_t at = 0; at < spec_.articles.size(); ++at) {
      const Art& art = spec_.articles[at];
      if (art.kind > Art::Kind::Exchange) continue;
      if (art.begins) out_.slots.push_back({static_cast<int>(at), art.other, art.delivered, art.party, -1, false});
      if (art.begins) out_.slots.push_back({static_cast<int>(at), art.party, art.of, art.other, -1, false});
      if (art.begins) continue;
      out_.slots.push_back({static_cast<int>(at), art.party, art.released(), art.place, art.phase, false});
      if (art.second) out_.slots.push_back({static_cast<int>(at), art.party, *art.second, art.place, art.phase, false});
    }
    for (const Art& art : spec_.articles)
      if (art.kind == Art::Kind::Substitute)
        for (const SlotOf slot : std::vector<SlotOf>(out_.slots))
          if (slot.article == art.target && !slot.reserve)
            out_.slots.push_back({slot.article, slot.party, art.of, slot.place, slot.phase, true});
  }

  // Whatever stops a person everywhere.
  void stops() {
    stopped_.resize(spec_.heads.size());
    for (std::size_t person = 0; person < spec_.heads.size(); ++person) {
      const Head& head = spec_.heads[person];
      auto& stopped = stopped_[person];
      if (spec_.acknowledged_only && !head.acknowledged) stopped.push_back(kNotAcknowledged);
      for (std::size_t at = 0; at < spec_.articles.size(); ++at) {
        const Art& art = spec_.articles[at];
        const int owner = static_cast<int>(at);
        if (art.kind == Art::Kind::Courts && head.court) stopped.push_back(owner);
        if (art.kind == Art::Kind::Consent && art.place < 0 && head.consent == 0) stopped.push_back(owner);
        if (art.kind == Art::Kind::Exclude && art.of.has(head)) stopped.push_back(owner);
      }
      if (head.court && !lifted_somewhere(head)) stopped.push_back(kFact);
      if (head.objected) stopped.push_back(kFact);
      if (head.consent == 0) stopped.push_back(kFact);
    }
  }

  // A sentence that calls its people by the hold of a court, or an article that names such people among its own.
  bool lifts(const SlotOf& slot, const Head& head) const {
    if (slot.of.ask == Pop::Ask::Court) return true;
    return std::any_of(spec_.articles.begin(), spec_.articles.end(), [&](const Art& art) {
      return art.kind == Art::Kind::Named && art.target == slot.article && art.of.ask == Pop::Ask::Court &&
             art.of.has(head);
    });
  }
  bool lifted_somewhere(const Head& head) const {
    return std::any_of(out_.slots.begin(), out_.slots.end(),
                       [&](const SlotOf& slot) { return eligible(slot, head) && lifts(slot, head); });
  }

  // Who stops somebody from being sent to a place; from being set free where held (-1) nobody.
  std::vector<int> stopped_from(const Head& head, int place) const {
    std::vector<int> by;
    if (place < 0) return by;
    if (head.refuses_place == place) by.push_back(kFact);
    for (std::size_t at = 0; at < spec_.articles.size(); ++at) {
      const Art& art = spec_.articles[at];
      const int owner = static_cast<int>(at);
      if (art.kind == Art::Kind::ExcludeTo && art.place == place && art.of.has(head)) by.push_back(owner);
      if (art.kind == Art::Kind::Consent && (art.place < 0 || art.place == place) && head.consent == 2)
        by.push_back(owner);
    }
    return by;
  }

  // Under this sentence alone: a court that another lifts, no rank where ranks are weighed.
  std::vector<int> stopped_under(const SlotOf& slot, const Head& head) const {
    std::vector<int> by;
    if (head.court && lifted_somewhere(head) && !lifts(slot, head)) by.push_back(kFact);
    const int party = slot.party < 0 ? head.holder : slot.party;
    for (const Art& art : spec_.articles)
      if (art.kind == Art::Kind::Weight && (party == art.party || party == art.other) && head.rank < 0 &&
          spec_.obliges(head))
        by.push_back(kNoWeight);
    return by;
  }

  bool eligible(const SlotOf& slot, const Head& head) const {
    if (!slot.of.has(head)) return false;
    if (slot.party < 0) return head.holder >= 0;
    return head.holder == slot.party || slot.of.holder >= 0;
  }

  void variables() {
    for (std::size_t person = 0; person < spec_.heads.size(); ++person) {
      const Head& head = spec_.heads[person];
      Terms once;
      for (std::size_t slot = 0; slot < out_.slots.size(); ++slot) {
        const SlotOf& each = out_.slots[slot];
        if (!eligible(each, head)) continue;
        std::vector<int> places;
        for (const Art& art : spec_.articles)
          if ((art.kind == Art::Kind::GoTo || art.kind == Art::Kind::Shares) && art.of.has(head))
            for (const int place : {art.place, art.other})
              if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
        if (places.empty()) places.push_back(each.place);
        for (const int place : places)
          for (int phase = 0; phase < spec_.phases; ++phase) {
            if (each.phase >= 0 && each.phase != phase) continue;
            Variable variable{static_cast<int>(person), static_cast<int>(slot), phase, place, stopped_[person]};
            for (const auto& more : {stopped_under(each, head), stopped_from(head, place)})
              variable.stopped_by.insert(variable.stopped_by.end(), more.begin(), more.end());
            once[static_cast<int>(out_.variables.size())] = 1;
            out_.variables.push_back(std::move(variable));
          }
      }
      if (!once.empty()) fact(once, std::nullopt, 1);
    }
    people_ = static_cast<int>(out_.variables.size());
  }

  Terms all(const Match& match) const {
    Terms terms;
    for (int at = 0; at < people_; ++at)
      if (match(out_.variables[static_cast<std::size_t>(at)])) terms[at] = 1;
    return terms;
  }

  // What may be missed when not all can be had, and in which order (docs/decisions/0061).
  enum Miss { kNever = -1, kRule, kRelease, kNamed, kComposition };
  void line(Terms terms, std::optional<std::int64_t> low, std::optional<std::int64_t> high, Miss miss = kNever) {
    out_.lines.push_back({std::move(terms), low, high, article_, miss});
  }
  void fact(Terms terms, std::optional<std::int64_t> low, std::optional<std::int64_t> high) {
    out_.lines.push_back({std::move(terms), low, high, kFact, kNever});
  }
  // A whole number from 0 to most, in ones, the first before the second.
  std::vector<int> count_to(std::int64_t most) {
    std::vector<int> ones;
    for (std::int64_t at = 0; at < most; ++at) {
      ones.push_back(static_cast<int>(out_.variables.size()));
      out_.variables.emplace_back();
      if (ones.size() > 1) fact({{ones[ones.size() - 2], 1}, {ones.back(), -1}}, 0, std::nullopt);
    }
    return ones;
  }
  static Terms of(const std::vector<int>& ones) {
    Terms terms;
    for (const int each : ones) terms[each] = 1;
    return terms;
  }
  // 1 when anything of the terms is.
  int any(const Terms& terms) {
    const int on = count_to(1).front();
    Terms limit = terms;
    limit[on] -= static_cast<std::int64_t>(std::max<std::size_t>(1, terms.size()));
    fact(limit, std::nullopt, 0);
    return on;
  }

  bool may_go(int variable) const { return out_.variables[static_cast<std::size_t>(variable)].stopped_by.empty(); }

  // Everybody of the slots who may go under one of them, wherever they then go.
  void everybody(const std::vector<int>& slots) {
    Terms terms;
    std::int64_t free = 0;
    for (std::size_t person = 0; person < spec_.heads.size(); ++person) {
      bool may = false;
      for (int at = 0; at < people_; ++at) {
        const Variable& variable = out_.variables[static_cast<std::size_t>(at)];
        if (variable.head == static_cast<int>(person) && may_go(at) &&
            std::find(slots.begin(), slots.end(), variable.slot) != slots.end())
          may = true;
      }
      if (!may) continue;
      ++free;
      add(terms, all([&](const Variable& variable) { return variable.head == static_cast<int>(person); }));
    }
    line(terms, free, std::nullopt, kRelease);
  }

  std::vector<int> slots_of(int article, bool reserve) const {
    std::vector<int> found;
    for (std::size_t at = 0; at < out_.slots.size(); ++at)
      if (out_.slots[at].article == article && out_.slots[at].reserve == reserve) found.push_back(static_cast<int>(at));
    return found;
  }
  Terms under(int article) const {
    return all([&](const Variable& variable) { return slot_of(variable).article == article; });
  }

  void amount(const Art& art, const Terms& terms, const Terms& total, bool per_cent, Miss miss) {
    if (per_cent) {
      Terms share;
      add(share, terms, 100);
      add(share, total, -art.low);
      if (art.amount != Art::Amount::AtMost) line(share, art.amount == Art::Amount::Exactly ? -99 : 0, {}, miss);
      if (art.amount != Art::Amount::AtLeast) line(share, {}, art.amount == Art::Amount::Exactly ? 99 : 0, miss);
      return;
    }
    switch (art.amount) {
      case Art::Amount::Exactly: return line(terms, art.low, art.low, miss);
      case Art::Amount::AtLeast: return line(terms, art.low, std::nullopt, miss);
      case Art::Amount::AtMost: return line(terms, std::nullopt, art.low);
      case Art::Amount::Between:
        if (art.low <= art.high) return line(terms, art.low, art.high, miss);
        line(terms, art.low, std::nullopt, miss);
        return line(terms, std::nullopt, art.high, miss);
      case Art::Amount::All: return;
    }
  }

  // What a slot of the article pays, with its substitutes.
  Terms paid_by(int slot, int until = 1000) const {
    return all([&](const Variable& variable) {
      return (variable.slot == slot ||
              (slot_of(variable).reserve &&
               slot_of(variable).article == out_.slots[static_cast<std::size_t>(slot)].article)) &&
             variable.phase <= until;
    });
  }

  void lines(const Art& art) {
    const auto party = [&](int who) {
      return [this, who](const Variable& variable) { return releases(variable) == who; };
    };
    switch (art.kind) {
      case Art::Kind::Release:
        if (art.amount == Art::Amount::All) everybody(slots_of(article_, false));
        else {
          Art left = art;
          if (art.amount == Art::Amount::Exactly) left.low -= static_cast<int>(spec_.places_of_refusers(art));
          amount(left, under(article_), {}, false, kRelease);
        }
        break;
      case Art::Kind::Equal: {
        Terms difference = under(article_);
        add(difference, all([&](const Variable& variable) {
              return slot_of(variable).article == art.target && releases(variable) == art.other &&
                     spec_.obliges(head_of(variable));
            }),
            -1);
        const std::int64_t used_up =
            spec_.places_of_refusers(spec_.articles[static_cast<std::size_t>(art.target)], true);
        line(difference, used_up, used_up, kRule);
        break;
      }
      case Art::Kind::Each:
      case Art::Kind::Every:
      case Art::Kind::Pool: {
        const std::vector<int> slots = slots_of(article_, false);
        for (std::size_t part = 0; part < slots.size(); ++part)
          owed(art, slots[part], part == 0 ? art.low : art.second_low);
        break;
      }
      case Art::Kind::Exchange: {
        const std::vector<int> slots = slots_of(article_, false);
        if (art.begins)
          line(all([&](const Variable& variable) { return variable.slot == slots.front(); }), art.low, std::nullopt,
               kRelease);
        owed(art, slots.back(), art.second_low, art.other);
        break;
      }
      case Art::Kind::Named: {
        // Whoever is named and may go; who is held by nobody, or not to be released at all, is asked for all the same.
        std::int64_t asked = 0;
        for (std::size_t person = 0; person < spec_.heads.size(); ++person) {
          if (!art.of.has(spec_.heads[person])) continue;
          const Terms anywhere =
              all([&](const Variable& variable) { return variable.head == static_cast<int>(person); });
          // Kept back by a hold, an exclusion, an answer of their own: then nobody is asked for them.
          const bool stopped =
              !anywhere.empty() &&
              std::none_of(anywhere.begin(), anywhere.end(), [&](const auto& term) { return may_go(term.first); }) &&
              std::any_of(anywhere.begin(), anywhere.end(), [&](const auto& term) {
                const auto& by = out_.variables[static_cast<std::size_t>(term.first)].stopped_by;
                return std::any_of(by.begin(), by.end(), exempts);
              });
          if (!stopped) ++asked;
        }
        line(all([&](const Variable& variable) {
               return slot_of(variable).article == art.target && art.of.has(head_of(variable));
             }),
             asked, std::nullopt, kNamed);
        break;
      }
      case Art::Kind::Part:
      case Art::Kind::PartPercent: {
        const Terms part = all([&](const Variable& variable) {
          return slot_of(variable).article == art.target && art.of.has(head_of(variable));
        });
        amount(art, part, under(art.target), art.kind == Art::Kind::PartPercent, kComposition);
        break;
      }
      case Art::Kind::Shares:
        for (const auto& [place, number] : {std::pair{art.place, art.low}, std::pair{art.other, art.high}})
          line(all([&, to = place](const Variable& variable) {
                 return variable.place == to && art.of.has(head_of(variable));
               }),
               number, number, kComposition);
        break;
      case Art::Kind::Cap:
      case Art::Kind::EachCap:
        for (int phase = 0; phase < spec_.phases; ++phase)
          if (art.kind == Art::Kind::EachCap || phase == art.phase)
            line(all([&](const Variable& variable) { return variable.phase == phase; }), std::nullopt, art.low);
        break;
      case Art::Kind::OneRound: {
        Terms rounds;
        for (int phase = 0; phase < spec_.phases; ++phase)
          rounds[any(all([&](const Variable& variable) { return variable.phase == phase; }))] = 1;
        line(rounds, std::nullopt, 1);
        break;
      }
      case Art::Kind::NeverAhead:
        for (int phase = 0; phase < spec_.phases; ++phase) {
          const auto gone = [&](int who) {
            return all([&](const Variable& variable) {
              return variable.phase <= phase && party(who)(variable) && spec_.obliges(head_of(variable));
            });
          };
          Terms ahead = gone(art.party);
          add(ahead, gone(art.other), -1);
          line(ahead, std::nullopt, art.low);
        }
        break;
      case Art::Kind::SamePhase:
      case Art::Kind::Together: families(art); break;
      case Art::Kind::Weight: {
        const Terms difference = weights(art);
        if (!art.carrying) line(difference, 0, 0, kRule);
        break;
      }
      case Art::Kind::Substitute: {
        // No more than those of the article who are not available.
        std::int64_t missing = 0, available = 0;
        const Art& replaced = spec_.articles[static_cast<std::size_t>(art.target)];
        for (const int slot : slots_of(art.target, false))
          for (std::size_t person = 0; person < spec_.heads.size(); ++person) {
            if (!out_.slots[static_cast<std::size_t>(slot)].of.has(spec_.heads[person])) continue;
            const Terms anywhere =
                all([&](const Variable& variable) { return variable.head == static_cast<int>(person); });
            const bool may =
                std::any_of(anywhere.begin(), anywhere.end(), [&](const auto& term) { return may_go(term.first); });
            if (!may) ++missing;
            bool here = false;  // under this very sentence
            for (const auto& [at, one] : anywhere)
              here = here || (may_go(at) && out_.variables[static_cast<std::size_t>(at)].slot == slot);
            available += here ? 1 : 0;
          }
        // Of a number no more than it takes.
        if (replaced.kind == Art::Kind::Release &&
            (replaced.amount == Art::Amount::Exactly || replaced.amount == Art::Amount::AtLeast))
          missing = std::clamp<std::int64_t>(replaced.low - available, 0, missing);
        const Terms used = all([&](const Variable& variable) {
          return slot_of(variable).article == art.target && slot_of(variable).reserve;
        });
        if (!used.empty()) line(used, std::nullopt, missing);
        break;
      }
      case Art::Kind::FirstMover:
        for (int phase = 0; phase < spec_.phases; ++phase) {
          Terms second =
              all([&](const Variable& variable) { return variable.phase == phase && releases(variable) == art.party; });
          const Terms first =
              all([&](const Variable& variable) { return variable.phase == phase && releases(variable) == art.other; });
          const auto limit = static_cast<std::int64_t>(std::max<std::size_t>(1, second.size()));
          add(second, first, -limit);
          line(second, std::nullopt, 0);
        }
        break;
      case Art::Kind::After:
        for (int phase = 0; phase + 1 < spec_.phases; ++phase) {
          const Terms early = all([&](const Variable& variable) {
            return slot_of(variable).article == art.target && variable.phase <= phase;
          });
          Terms late = all([&](const Variable& variable) {
            return slot_of(variable).article == art.other && variable.phase > phase;
          });
          if (early.empty() || late.empty()) continue;
          const auto limit = static_cast<std::int64_t>(late.size());
          late[any(early)] += limit;
          line(late, std::nullopt, limit);
        }
        break;
      case Art::Kind::OutsideKey:
      case Art::Kind::Exclude:
      case Art::Kind::ExcludeTo:
      case Art::Kind::Courts:
      case Art::Kind::Consent:
      case Art::Kind::GoTo:
      case Art::Kind::Priority:
      case Art::Kind::Refusers:
      case Art::Kind::Nothing: break;
    }
  }

  // A key: what is due by each phase for what has been received by then, and in the end exactly.
  // `by`: who delivers; -1: whoever does.
  void owed(const Art& art, int slot, int number, int by = -1) {
    const auto gained_by = [&](int until) {
      return all([&](const Variable& variable) {
        return art.delivered.has(head_of(variable)) && spec_.obliges(head_of(variable)) &&
               (by < 0 || releases(variable) == by) && variable.phase <= until;
      });
    };
    std::int64_t members = 0;
    if (art.kind == Art::Kind::Pool) members = pool_members(art);
    for (int phase = 0; phase < spec_.phases; ++phase) {
      const bool last = phase + 1 == spec_.phases;
      const Terms gained = members > 0 ? no_more_than(members, gained_by(phase)) : gained_by(phase);
      const Terms paid =
          last ? paid_by(slot)
               : all([&](const Variable& variable) { return variable.slot == slot && variable.phase <= phase; });
      Terms balance = paid;
      if (art.kind == Art::Kind::Each) {
        add(balance, gained, -number);
      } else if (art.kind == Art::Kind::Every || art.kind == Art::Kind::Exchange) {
        add(balance, whole_of(gained, 1, std::max(1, art.every)), -number);
      } else if (number < members) {  // fewer than one for each
        add(balance, whole_of(gained, number, members), -1);
      } else {
        const std::int64_t share = members > 0 ? number / members : 0,
                           rest = members > 0 ? number - share * members : number;
        add(balance, gained, -share);
        if (rest != 0 && members > 0) {
          const int complete = count_to(1).front();
          Terms reaches = gained, below = gained;
          reaches[complete] -= members;
          fact(reaches, 0, std::nullopt);
          below[complete] -= static_cast<std::int64_t>(spec_.heads.size()) + 1;
          fact(below, std::nullopt, members - 1);
          balance[complete] -= rest;
        }
      }
      line(balance, last ? std::optional<std::int64_t>(0) : std::nullopt, 0, last ? kRule : kNever);
    }
  }

  // The sum, or this number where it is more.
  Terms no_more_than(std::int64_t number, Terms sum) {
    const auto heads = static_cast<std::int64_t>(spec_.heads.size());
    if (heads <= number) return sum;
    const Terms beyond = of(count_to(heads - number));
    const int reached = count_to(1).front();
    add(sum, beyond, -1);
    fact(sum, std::nullopt, number);
    Terms at_least = sum, none = beyond;
    at_least[reached] -= number;
    fact(at_least, 0, std::nullopt);
    none[reached] -= heads;
    fact(none, std::nullopt, 0);
    return sum;
  }

  // The sum, so many times, divided and rounded down.
  Terms whole_of(const Terms& sum, std::int64_t times, std::int64_t every) {
    const Terms whole = of(count_to(static_cast<std::int64_t>(spec_.heads.size()) * times / every));
    Terms rest;
    add(rest, sum, times);
    add(rest, whole, -every);
    fact(rest, 0, every - 1);
    return whole;
  }

  std::int64_t pool_members(const Art& art) const {
    for (const Art& other : spec_.articles)
      if ((other.kind == Art::Kind::Part || other.kind == Art::Kind::Release) && other.amount == Art::Amount::Exactly &&
          other.of == art.delivered)
        return other.low;
    return std::count_if(spec_.heads.begin(), spec_.heads.end(),
                         [&](const Head& head) { return art.delivered.has(head); });
  }

  void families(const Art& art) {
    for (int family = 0; family < 2; ++family) {
      std::vector<int> members;
      for (std::size_t person = 0; person < spec_.heads.size(); ++person)
        if (spec_.heads[person].family == family &&
            !all([&](const Variable& variable) { return variable.head == static_cast<int>(person); }).empty())
          members.push_back(static_cast<int>(person));
      for (const int one : members)
        for (const int two : members) {
          if (one >= two) continue;
          for (int phase = 0; phase < spec_.phases; ++phase) {
            const auto cells = [&](int who, int in, int place) {
              return all([&](const Variable& variable) {
                return variable.head == who && (in < 0 || variable.phase == in) &&
                       (place < -1 || variable.place == place);
              });
            };
            if (art.kind == Art::Kind::SamePhase) {
              for (int then = 0; then < spec_.phases; ++then) {
                if (then == phase) continue;
                Terms apart = cells(one, phase, -2);
                add(apart, cells(two, then, -2));
                line(apart, std::nullopt, 1);
              }
            } else {
              for (int place = -1; place < 4; ++place) {
                Terms together = cells(one, phase, place);
                add(together, cells(two, phase, place), -1);
                line(together, 0, 0);
              }
            }
          }
        }
    }
  }

  Terms weights(const Art& art) {
    static constexpr std::int64_t kWeights[] = {1, 3, 5};
    Terms difference;
    for (const auto& [who, sign] : {std::pair{art.party, 1}, std::pair{art.other, -1}})
      for (const auto& [variable, one] :
           all([&, p = who](const Variable& each) { return releases(each) == p && spec_.obliges(head_of(each)); }))
        if (const int rank = head_of(out_.variables[static_cast<std::size_t>(variable)]).rank; rank >= 0)
          difference[variable] += sign * kWeights[rank];
    if (art.carrying) {
      distance_ = count_to(5 * static_cast<std::int64_t>(spec_.heads.size()));
      for (const int sign : {1, -1}) {
        Terms size = of(distance_);
        add(size, difference, sign);
        fact(size, 0, std::nullopt);
      }
    }
    return difference;
  }

  void goals() {
    const auto objective = [](const Terms& terms, std::int64_t sign) {
      std::vector<std::pair<int, std::int64_t>> out;
      for (const auto& [variable, coefficient] : terms) out.emplace_back(variable, sign * coefficient);
      return out;
    };
    for (const Goal_& goal : spec_.goals) {
      switch (goal.kind) {
        case Goal_::Kind::Most: out_.goals.push_back(objective(all([](const Variable&) { return true; }), 1)); break;
        case Goal_::Kind::MostOf:
          out_.goals.push_back(
              objective(all([&](const Variable& variable) { return goal.of.has(head_of(variable)); }), 1));
          break;
        case Goal_::Kind::Difference: out_.goals.push_back(objective(of(distance_), -1)); break;
        case Goal_::Kind::FewestPhases: {
          Terms used;
          for (int phase = 0; phase < spec_.phases; ++phase) {
            article_ = kFact;
            used[any(all([&](const Variable& variable) { return variable.phase == phase; }))] = 1;
          }
          out_.goals.push_back(objective(used, -1));
          break;
        }
        case Goal_::Kind::Early: {
          Terms late;
          for (int at = 0; at < people_; ++at)
            if (out_.variables[static_cast<std::size_t>(at)].phase > 0)
              late[at] = out_.variables[static_cast<std::size_t>(at)].phase;
          out_.goals.push_back(objective(late, -1));
          break;
        }
        case Goal_::Kind::Order: break;
      }
    }
    if (spec_.goals.empty()) out_.goals.push_back(objective(all([](const Variable&) { return true; }), 1));
    const Terms reserve = all([&](const Variable& variable) { return slot_of(variable).reserve; });
    if (!reserve.empty()) out_.goals.push_back(objective(reserve, -1));
    out_.asked = out_.goals.size();
    // Who goes, the first in order before all that follow; then who goes by each phase.
    const auto order = spec_.order();
    std::vector<std::int64_t> worth(order.size());
    for (std::size_t at = 0; at < order.size(); ++at) worth[order[at]] = std::int64_t{1} << (order.size() - 1 - at);
    for (int until = spec_.phases; until-- > 0;) {
      const int phase = until + 1 == spec_.phases ? spec_.phases : spec_.phases - 2 - until;
      Terms who;
      for (int at = 0; at < people_; ++at)
        if (out_.variables[static_cast<std::size_t>(at)].phase <= phase)
          who[at] = worth[static_cast<std::size_t>(out_.variables[static_cast<std::size_t>(at)].head)];
      out_.goals.push_back(objective(who, 1));
    }
  }

  const Spec& spec_;
  ZeroOne out_;
  std::vector<std::vector<int>> stopped_;
  std::vector<int> distance_;
  int people_ = 0;
  int article_ = kFact;
};

}  // namespace

ZeroOne zero_one(const Spec& spec) { return Writer(spec).write(); }

bool ZeroOne::open(int variable, const std::vector<char>& active) const {
  for (const int owner : variables[static_cast<std::size_t>(variable)].stopped_by)
    if (owner < 0 || active.empty() || active[static_cast<std::size_t>(owner)] != 0) return false;
  return true;
}

Rows ZeroOne::rows(int goal, const std::vector<std::int64_t>& kept, const std::vector<char>& active,
                   const std::vector<Line>& more) const {
  Rows out;
  out.high.resize(variables.size());
  out.objective.assign(variables.size(), 0);
  for (std::size_t at = 0; at < variables.size(); ++at) out.high[at] = open(static_cast<int>(at), active) ? 1 : 0;
  if (goal >= 0)
    for (const auto& [variable, coefficient] : goals[static_cast<std::size_t>(goal)])
      out.objective[static_cast<std::size_t>(variable)] += coefficient;
  for (const Line& each : lines)
    if (each.owner < 0 || active.empty() || active[static_cast<std::size_t>(each.owner)] != 0)
      out.lines.push_back(each);
  out.lines.insert(out.lines.end(), more.begin(), more.end());
  for (std::size_t at = 0; at < kept.size() && at < goals.size(); ++at) {
    Line line{{}, {}, {}, kFact, -1};
    for (const auto& [variable, coefficient] : goals[at]) line.terms[variable] += coefficient;
    line.low = kept[at];
    out.lines.push_back(std::move(line));
  }
  return out;
}

std::string ZeroOne::asp() const {
  std::string out;
  for (std::size_t at = 0; at < variables.size(); ++at)
    if (open(static_cast<int>(at), {})) out += fmt::format("{{x({})}}.\n", at);
  const auto sum = [](const std::map<int, std::int64_t>& terms) {
    std::string words;
    for (const auto& [variable, coefficient] : terms)
      words += fmt::format("{}{},{}:x({})", words.empty() ? "" : ";", coefficient, variable, variable);
    return words;
  };
  for (const Line& each : lines) {
    if (each.low) out += fmt::format(":- #sum{{{}}} < {}.\n", sum(each.terms), *each.low);
    if (each.high) out += fmt::format(":- #sum{{{}}} > {}.\n", sum(each.terms), *each.high);
  }
  int level = static_cast<int>(goals.size()) + 2;
  for (const auto& goal : goals) {
    for (const auto& [variable, coefficient] : goal)
      out += fmt::format(":~ x({}). [{}@{},{}]\n", variable, -coefficient, level, variable);
    out += fmt::format(":~ . [0@{},none]\n", level);  // a goal of nothing is a goal still
    --level;
  }
  out += "#show x/1.\n";
  return out;
}

}  // namespace midspan::bench
