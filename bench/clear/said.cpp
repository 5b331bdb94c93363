// SPDX-License-Identifier: Apache-2.0
// What the program says of generated agreements, held against what CBC finds when the same is asked line by line: the
// nearest when not all can be kept, by how much each article is missed, who may go, why somebody stays, prices, offers,
// drop-outs, what a conflict rests on.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "clear/answers.hpp"
#include "clear/clear.hpp"
#include "clear/explain/numbers.hpp"
#include "judge.hpp"
#include "terms/terms.hpp"

namespace midspan::bench {

namespace {

constexpr int kNear = 16;  // how far every value of an open number is tried

std::int64_t number_in(const base::Message& message, const std::string& name) {
  for (const auto& [key, value] : message.arguments)
    if (key == name) {
      if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
      return std::atoll(std::get<std::string>(value).c_str());
    }
  return -1;
}
std::string word_in(const base::Message& message, const std::string& name) {
  for (const auto& [key, value] : message.arguments)
    if (key == name && std::holds_alternative<std::string>(value)) return std::get<std::string>(value);
  return {};
}

class Check {
 public:
  Check(Judge& judge, std::uint64_t seed) : judge_(judge), dice_(seed * 0x2545F4914F6CDD1Du), spec_(draw(dice_)) {}

  Said all() {
    run();
    return std::move(said_);
  }

 private:
  void run() {
    const terms::Reading reading = terms::read(spec_.text(), "drawn");
    if (std::getenv("MIDSPAN_BENCH_TEXT") != nullptr) fmt::print("{}", spec_.text());
    if (!reading.ok) return wrong("the text is not read");
    agreement_ = reading.agreement;
    people_ = spec_.people();
    options_.world = spec_.acknowledged_only ? clear::World::Acknowledged : clear::World::Contested;
    program_ = zero_one(spec_);
    now_ = judge_.of(spec_);
    if (!now_.answered) return;
    const auto cleared = clear::clear(agreement_, people_, {}, options_);
    if (!cleared) return wrong("not cleared: " + cleared.error().message.code);
    ours_ = *cleared;
    plan();
    counts();
    shortfalls();
    reasons();
    conflicts();
    why();
    prices();
    drop_outs();
    offers();
  }

  void wrong(std::string what) { said_.untrue.push_back(std::move(what)); }
  template <typename... Arguments>
  void expect(const char* kind, bool is_true, fmt::format_string<Arguments...> form, Arguments&&... arguments) {
    ++said_.checked[kind];
    if (!is_true) wrong(std::string(kind) + ": " + fmt::format(form, std::forward<Arguments>(arguments)...));
  }

  int index_of(const std::string& id) const {
    for (std::size_t at = 0; at < spec_.heads.size(); ++at)
      if (spec_.heads[at].id == id) return static_cast<int>(at);
    return -1;
  }
  static int article_of(const std::string& number) { return std::atoi(number.c_str()) - 1; }
  std::set<int> articles_of(const std::vector<std::string>& numbers) const {
    std::set<int> out;
    for (const std::string& number : numbers) out.insert(article_of(number));
    return out;
  }
  static std::string words(const std::vector<std::int64_t>& figures) {
    return fmt::format("{}", fmt::join(figures, ","));
  }
  static std::string words(const std::map<std::string, int>& goes) {
    std::string out;
    for (const auto& [id, phase] : goes) out += fmt::format(" {}@{}", id, phase + 1);
    return out;
  }
  static std::vector<std::int64_t> figures(const std::vector<people::GoalValue>& goals, bool missed) {
    std::vector<std::int64_t> out;
    for (const people::GoalValue& goal : goals)
      if ((goal.goal.rfind("Missed", 0) == 0) == missed) out.push_back(std::abs(goal.value));
    return out;
  }
  static std::map<std::string, int> goes(const people::Allocation& allocation) {
    std::map<std::string, int> out;
    for (const people::Allotted& each : allocation.allotted) out[each.person.text()] = phase_of(each.phase);
    return out;
  }

  // "All of it can be kept", "Not all of it can be kept. The nearest that is possible: ...", the goals, who goes.
  void compare(const char* kind, const std::string& where, const people::Allocation& ours, const Truth& truth) {
    expect(kind, (ours.outcome == people::Outcome::Optimal) == truth.possible, "{}: possible {} here, {} there", where,
           ours.outcome == people::Outcome::Optimal, truth.possible);
    expect(kind, figures(ours.goals, true) == truth.missed, "{}: missed {} here, {} there", where,
           words(figures(ours.goals, true)), words(truth.missed));
    expect(kind, figures(ours.goals, false) == truth.goals, "{}: goals {} here, {} there", where,
           words(figures(ours.goals, false)), words(truth.goals));
    expect(kind, goes(ours) == truth.goes, "{}: who goes:{} here,{} there", where, words(goes(ours)),
           words(truth.goes));
  }

  void plan() { compare(now_.possible ? "plan" : "nearest", "as it stands", ours_, now_); }

  bool may_go(int person, int slot = -1) const {
    for (std::size_t at = 0; at < program_.variables.size(); ++at)
      if (program_.variables[at].head == person && (slot < 0 || program_.variables[at].slot == slot) &&
          program_.variables[at].stopped_by.empty())
        return true;
    return false;
  }

  void counts() {
    for (const people::ArticleCount& count : ours_.counts) {
      std::int64_t given = 0;
      bool matched = false;
      for (std::size_t slot = 0; slot < program_.slots.size(); ++slot) {
        const SlotOf& each = program_.slots[slot];
        if (each.article != article_of(count.article)) continue;
        std::int64_t all = 0, may = 0;
        for (std::size_t person = 0; person < spec_.heads.size(); ++person) {
          all += each.of.has(spec_.heads[person]) ? 1 : 0;
          may += each.of.has(spec_.heads[person]) && may_go(static_cast<int>(person), static_cast<int>(slot)) ? 1 : 0;
        }
        matched = matched || (all == count.in_population && may == count.eligible);
      }
      expect("count", matched, "article {}: {} of {} may", count.article, count.eligible, count.in_population);
      for (const people::ArticleCount& other : ours_.counts) given += other.article == count.article ? other.given : 0;
      std::int64_t go = 0;
      for (const people::Allotted& each : ours_.allotted) go += each.article == count.article ? 1 : 0;
      expect("count", given == go, "article {}: {} go, {} in the plan", count.article, given, go);
    }
  }

  void shortfalls() {
    const std::vector<Line> plan = plan_lines(program_, spec_, ours_);
    const auto going = goes(ours_);
    std::map<int, std::int64_t> said;
    for (const people::Shortfall& shortfall : ours_.shortfalls)
      said[article_of(shortfall.article)] += shortfall.missing;
    for (std::size_t at = 0; at < spec_.articles.size(); ++at) {
      const Art& art = spec_.articles[at];
      std::int64_t missing = 0;
      if ((art.kind == Art::Kind::Release && art.amount == Art::Amount::All) || art.kind == Art::Kind::Named) {
        for (const Head& head : spec_.heads) missing += art.released().has(head) && !going.contains(head.id) ? 1 : 0;
      } else {
        missing = judge_.missed_by(program_, plan, static_cast<int>(at));
        if (art.kind == Art::Kind::PartPercent) missing = (missing + 99) / 100;  // people, not hundredths of them
        if (art.kind == Art::Kind::Release) missing += spec_.places_of_refusers(art);
      }
      expect("shortfall", said[static_cast<int>(at)] == missing, "article {}: {} said, {} true", at + 1,
             said[static_cast<int>(at)], missing);
    }
  }

  bool family_is_stopped(int person) const {
    const int family = spec_.heads[static_cast<std::size_t>(person)].family;
    for (std::size_t other = 0; family >= 0 && other < spec_.heads.size(); ++other) {
      if (spec_.heads[other].family != family || may_go(static_cast<int>(other))) continue;
      for (const Variable& each : program_.variables)
        if (each.head == static_cast<int>(other)) return true;
    }
    return false;
  }

  // Whom an article or a fact stops alone.
  void reasons() {
    for (const people::NotAllotted& line : ours_.not_allotted) {
      const int person = index_of(line.person.text());
      const bool stopped = !may_go(person);
      for (const base::Message& reason : line.reasons) {
        if (reason.code == "CLR-135") {
          expect("reason", !stopped && family_is_stopped(person), "{}: no one of the family is held back",
                 line.person.text());
          continue;
        }
        if (reason.code == "CLR-136") {
          expect("reason", !stopped, "{}: nothing is said to stand in the way", line.person.text());
          continue;
        }
        expect("reason", stopped, "{}: {} is said to stand in the way", line.person.text(), reason.code);
        if (const std::string article = word_in(reason, "article"); !article.empty()) {
          const auto stops = [&](const std::vector<int>& owners) {
            return std::find(owners.begin(), owners.end(), article_of(article)) != owners.end();
          };
          bool owned = stops(program_.stopped[static_cast<std::size_t>(person)]);
          for (const Variable& each : program_.variables)
            owned = owned || (each.head == person && stops(each.stopped_by));
          expect("reason", owned, "{}: article {} does not stop this person ({})", line.person.text(), article,
                 reason.code);
        }
      }
    }
  }

  void conflicts() {
    for (const people::Conflict& conflict : ours_.conflicts) {
      const std::set<int> members = articles_of(conflict.articles);
      expect("conflict", !judge_.can_hold(program_, spec_, members), "{} can hold", fmt::join(conflict.articles, " "));
      for (const int member : members) {
        std::set<int> rest = members;
        rest.erase(member);
        expect("conflict", judge_.can_hold(program_, spec_, rest), "{} is not needed in {}", member + 1,
               fmt::join(conflict.articles, " "));
      }
      for (const base::Message& number : conflict.numbers) {
        if (number.code == "CLR-165" || number.code == "CLR-177") {
          const int article = article_of(word_in(number, "article"));
          std::set<int> rest = members;
          rest.erase(article);
          bool matched = false;
          for (const Line& line : program_.lines)
            matched = matched || (line.owner == article && line.low && *line.low == number_in(number, "asked") &&
                                  judge_.most(program_, spec_, line, rest) == number_in(number, "remain"));
          expect("remain", matched, "article {} asks for {}, at most {} remain", article + 1,
                 number_in(number, "asked"), number_in(number, "remain"));
        } else if (number.code == "CLR-195") {
          Spec without = spec_;
          std::string list = word_in(number, "articles");
          for (std::size_t at = 0; at < list.size(); at = std::min(list.size(), list.find(',', at)) + 1) {
            Spec one = spec_;
            Art& art = one.articles.at(static_cast<std::size_t>(std::atoi(list.c_str() + at) - 1));
            art.kind = Art::Kind::Nothing;
            expect("foundation", judge_.can_hold(zero_one(one), one, members), "{} rests on {}",
                   fmt::join(conflict.articles, " "), list);
          }
        }
      }
    }
  }

  void why() {
    std::vector<people::PersonId> asked;
    for (std::size_t at = 0; at < ours_.not_allotted.size() && at < 4; ++at)
      asked.push_back(ours_.not_allotted[at].person);
    if (!ours_.allotted.empty()) asked.push_back(ours_.allotted.front().person);
    std::vector<std::size_t> order = spec_.order();
    const auto rank = [&](const std::string& id) {
      for (std::size_t at = 0; at < order.size(); ++at)
        if (spec_.heads[order[at]].id == id) return at;
      return order.size();
    };
    for (const people::PersonId& id : asked) {
      const auto found = clear::why(agreement_, people_, {}, options_, id);
      if (!found) {
        wrong("why: " + found.error().message.code);
        continue;
      }
      using Kind = clear::Why::Kind;
      const int person = index_of(id.text());
      const bool stopped = !may_go(person);
      const bool going = now_.goes.contains(id.text());
      expect("why", (found->kind == Kind::Goes) == going, "{} goes: {}", id.text(), going);
      expect("why", (found->kind == Kind::Barred || found->kind == Kind::Outside) == stopped, "{} is barred: {}",
             id.text(), stopped);
      if (going || stopped) continue;
      const Truth then = judge_.of(spec_, person);
      if (!then.answered) continue;
      const bool taken = then.goes.contains(id.text());  // not in an empty plan either
      if (found->kind == Kind::Impossible) {
        expect("why impossible", now_.possible ? !then.possible : !taken, "{}", id.text());
        if (!now_.possible) continue;
        const std::set<int> members = articles_of(found->articles);
        expect("why impossible", !judge_.can_hold(program_, spec_, members, person), "{}: {} can hold with", id.text(),
               fmt::join(found->articles, " "));
        for (const int member : members) {
          std::set<int> rest = members;
          rest.erase(member);
          expect("why impossible", judge_.can_hold(program_, spec_, rest, person), "{}: {} not needed", id.text(),
                 member + 1);
        }
        continue;
      }
      expect("why", then.possible == now_.possible && taken, "{}: cannot be taken, and that is not said", id.text());
      std::vector<std::int64_t> before = now_.missed, after = then.missed;
      before.insert(before.end(), now_.goals.begin(), now_.goals.end());
      after.insert(after.end(), then.goals.begin(), then.goals.end());
      const auto differs = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
      expect("why", (found->kind == Kind::Worse) == (differs.first != before.end()), "{}: a goal falls: {}; {} to {}",
             id.text(), differs.first != before.end(), words(before), words(after));
      if (found->kind == Kind::Worse && differs.first != before.end())
        expect("why worse",
               std::abs(found->goal_without) == *differs.first && std::abs(found->goal_with) == *differs.second,
               "{}: {} to {}, not {} to {}", id.text(), *differs.first, *differs.second, found->goal_without,
               found->goal_with);
      for (const base::Message& sentence : found->sentences) {
        const std::string other = word_in(sentence, "person");
        if (other.empty()) continue;
        expect("why others", now_.goes.contains(other), "{}: {} does not go", id.text(), other);
        if (sentence.code == "CLR-172")
          expect("why others", rank(other) < rank(id.text()), "{}: {} does not come first", id.text(), other);
        if (sentence.code == "CLR-173")
          expect("why others", !then.goes.contains(other) || found->kind == Kind::Equal, "{}: {} need not stay",
                 id.text(), other);
      }
    }
  }

  void compare(const char* kind, const std::string& where, const clear::Yield& yield, const Spec& spec) {
    const Truth truth = judge_.of(spec);
    if (!truth.answered) return;
    expect(kind, yield.possible == truth.possible, "{}: possible {}, not {}", where, truth.possible, yield.possible);
    expect(kind, yield.people == static_cast<std::int64_t>(truth.goes.size()), "{}: {} go, not {}", where,
           truth.goes.size(), yield.people);
    for (const auto& [party, releases] : yield.by_party) {
      std::int64_t go = 0;
      for (const Head& head : spec.heads)
        go += head.holder >= 0 && party == party_name(head.holder) && truth.goes.contains(head.id) ? 1 : 0;
      expect(kind, go == releases, "{}: {} releases {}, not {}", where, party, go, releases);
    }
    expect(kind, figures(yield.goals, false) == truth.goals, "{}: goals {}, not {}", where, words(truth.goals),
           words(figures(yield.goals, false)));
  }

  // Nothing is divided by 0.
  static int least(const Art& art, const int* number) {
    return art.kind == Art::Kind::Every && number == &art.every ? 1 : 0;
  }

  // An article's numbers here and there; nothing when they do not stand side by side, which is this program's mistake.
  std::optional<std::vector<int*>> numbers(Spec& spec, std::size_t article) {
    std::vector<std::int64_t> theirs;
    for (people::Clause& clause : agreement_.articles[article].clauses)
      for (const people::Number* number : clear::explain::numbers_of(clause)) theirs.push_back(number->low);
    const std::vector<int*> mine = bench::numbers_of(spec.articles[article]);
    const bool same = std::equal(mine.begin(), mine.end(), theirs.begin(), theirs.end(),
                                 [](const int* left, std::int64_t right) { return *left == right; });
    if (!same) wrong(fmt::format("numbers of article {} are not those drawn", article + 1));
    return same ? std::optional(mine) : std::nullopt;
  }

  void prices() {
    const auto found = clear::prices(agreement_, people_, {}, options_);
    if (!found) return wrong("prices: " + found.error().message.code);
    compare("price", "as it stands", found->now, spec_);
    std::size_t at = 0;
    for (std::size_t article = 0; article < spec_.articles.size(); ++article) {
      std::vector<std::pair<Spec, std::string>> wanted;
      Spec without = spec_;
      without.articles[article].kind = Art::Kind::Nothing;
      wanted.emplace_back(without, fmt::format("without article {}", article + 1));
      Spec copy = spec_;
      const auto mine = numbers(copy, article);
      if (!mine) return;
      for (int* number : *mine)
        for (const int change : {-1, 1}) {
          if (*number + change < least(copy.articles[article], number)) continue;
          *number += change;
          wanted.emplace_back(copy, fmt::format("article {}: {} to {}", article + 1, *number - change, *number));
          *number -= change;
        }
      for (const auto& [spec, where] : wanted) {
        if (at == found->prices.size() || article_of(found->prices[at].article) != static_cast<int>(article))
          return wrong("prices stand in another order");
        compare("price", where, found->prices[at++].yield, spec);
      }
    }
    // One of them as an edit, in full.
    if (agreement_.articles.empty()) return;
    const std::size_t article = static_cast<std::size_t>(dice_.below(static_cast<int>(spec_.articles.size())));
    const auto edited = clear::edited(agreement_, fmt::format("strike Article {}", article + 1));
    if (!edited) return wrong("edit: " + edited.error().message.code);
    const auto cleared = clear::clear(*edited, people_, {}, options_);
    if (!cleared) return wrong("edit: " + cleared.error().message.code);
    Spec without = spec_;
    without.articles[article].kind = Art::Kind::Nothing;
    const Truth truth = judge_.of(without);
    if (truth.answered) compare("edit", fmt::format("strike article {}", article + 1), *cleared, truth);
  }

  void drop_outs() {
    const auto found = clear::drop_outs(agreement_, people_, {}, options_);
    if (!found) return wrong("drop-outs: " + found.error().message.code);
    for (const clear::DropOut& drop : found->people)
      for (const people::PersonId& id : drop.people) {
        Spec spec = spec_;
        spec.heads[static_cast<std::size_t>(index_of(id.text()))].objected = true;
        const Truth then = judge_.of(spec);
        if (!then.answered) continue;
        expect("drop-out", (drop.goal == "Possible") == (now_.possible && !then.possible), "{}: all can be kept: {}",
               id.text(), then.possible);
        std::set<std::string> instead, behind, wanted_instead, wanted_behind;
        for (const people::PersonId& other : drop.instead) instead.insert(other.text());
        for (const people::PersonId& other : drop.left_behind) behind.insert(other.text());
        for (const auto& [other, phase] : then.goes)
          if (!now_.goes.contains(other)) wanted_instead.insert(other);
        for (const auto& [other, phase] : now_.goes)
          if (!then.goes.contains(other) && other != id.text()) wanted_behind.insert(other);
        expect("drop-out", instead == wanted_instead, "{}: {} step in, not {}", id.text(),
               fmt::join(wanted_instead, " "), fmt::join(instead, " "));
        expect("drop-out", behind == wanted_behind, "{}: {} stay behind, not {}", id.text(),
               fmt::join(wanted_behind, " "), fmt::join(behind, " "));
        if (drop.goal == "Possible" || then.possible != now_.possible) continue;
        std::vector<std::int64_t> before = now_.missed, after = then.missed;
        before.insert(before.end(), now_.goals.begin(), now_.goals.end());
        after.insert(after.end(), then.goals.begin(), then.goals.end());
        const auto differs = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
        const bool falls = differs.first != before.end();
        expect("drop-out",
               falls == !drop.goal.empty() &&
                   (!falls || (std::abs(drop.now) == *differs.first && std::abs(drop.then) == *differs.second)),
               "{}: {} to {}, said: {} {} to {}", id.text(), words(before), words(after), drop.goal, drop.now,
               drop.then);
      }
    for (const auto& [party, yield] : found->parties) {
      Spec spec = spec_;
      for (Head& head : spec.heads)
        head.objected = head.objected || (head.holder >= 0 && party == party_name(head.holder));
      compare("party", party + " releases nobody", yield, spec);
    }
  }

  void offers() {
    // Some of the numbers are open.
    struct Open {
      std::size_t article, number;
    };
    std::vector<Open> open;
    people::Agreement agreement = agreement_;
    for (std::size_t article = 0; article < spec_.articles.size(); ++article) {
      std::size_t number = 0;
      for (people::Clause& clause : agreement.articles[article].clauses)
        for (people::Number* each : clear::explain::numbers_of(clause)) {
          if (dice_.chance(40)) {
            each->open = true;
            open.push_back({article, number});
          }
          ++number;
        }
    }
    const auto found = clear::offers(agreement, people_, {}, options_);
    if (!found) return wrong("offers: " + found.error().message.code);
    compare("offer", "as it stands", found->now, spec_);
    if (now_.possible) {
      expect("offer", found->offers.empty(), "offers though all can be kept");
      return;
    }
    Spec copy = spec_;
    const auto number_at = [&](const Open& which) {
      return bench::numbers_of(copy.articles[which.article])[which.number];
    };
    std::set<std::string> wanted, made;
    for (const Open& which : open) {
      int* number = number_at(which);
      const int from = *number;
      const int fewest = least(copy.articles[which.article], number);
      for (const int direction : {-1, 1})
        for (int distance = 1; distance <= kNear && from + direction * distance >= fewest; ++distance) {
          *number = from + direction * distance;
          if (!judge_.of(copy).possible) continue;
          wanted.insert(fmt::format("article {}: {} to {}", which.article + 1, from, *number));
          break;
        }
      *number = from;
    }
    bool far = false, single = false;
    for (const clear::Offer& offer : found->offers) {
      // The changes as said, of whichever number of the article it is.
      expect("offer", offer.yield.possible, "an offer that is not possible");
      std::int64_t distance = 0;
      for (const clear::Price& change : offer.changes) distance += std::abs(change.to - change.from);
      expect("offer", distance == offer.distance, "distance {} is {}", offer.distance, distance);
      if (offer.changes.size() > 1) {
        pair(copy, offer);
        continue;
      }
      single = true;
      const clear::Price& change = offer.changes.front();
      far = std::abs(change.to - change.from) > kNear;
      if (!far) made.insert(fmt::format("article {}: {} to {}", change.article, change.from, change.to));
    }
    if (single || wanted.empty()) {
      expect("offer", made == wanted, "{} | wanted {}", fmt::join(made, "; "), fmt::join(wanted, "; "));
    } else {
      expect("offer", false, "none made, wanted {}", fmt::join(wanted, "; "));
    }
  }

  // Two numbers changed: some two numbers of these articles that stand at these values make it possible so.
  void pair(Spec& copy, const clear::Offer& offer) {
    bool possible = false;
    const auto standing = [&](const clear::Price& change) {
      std::vector<int*> out;
      for (int* number : bench::numbers_of(copy.articles[static_cast<std::size_t>(article_of(change.article))]))
        if (*number == change.from) out.push_back(number);
      return out;
    };
    const clear::Price &one = offer.changes[0], &two = offer.changes[1];
    for (int* first : standing(one))
      for (int* second : standing(two)) {
        if (first == second) continue;
        *first = static_cast<int>(one.to);
        *second = static_cast<int>(two.to);
        possible = possible || judge_.of(copy).possible;
        *first = static_cast<int>(one.from);
        *second = static_cast<int>(two.from);
      }
    expect("offer of two", possible, "article {}: {} to {} and article {}: {} to {}", one.article, one.from, one.to,
           two.article, two.from, two.to);
    expect("offer of two", one.from != one.to && two.from != two.to, "a change that is none: article {} {}, {} {}",
           one.article, one.from, two.article, two.from);
  }

  Judge& judge_;
  Dice dice_;
  Spec spec_;
  ZeroOne program_;
  people::Agreement agreement_;
  std::vector<people::PersonFacts> people_;
  clear::Options options_;
  Truth now_;
  people::Allocation ours_;
  Said said_;
};

}  // namespace

Said check_what_is_said(Judge& judge, std::uint64_t seed) { return Check(judge, seed).all(); }

int said(const std::vector<std::string>& words) {
  const int cases = words.empty() ? 300 : std::atoi(words[0].c_str());
  const std::uint64_t seed = words.size() > 1 ? std::strtoull(words[1].c_str(), nullptr, 10) : 1;
  fmt::print("\nwhat is said of generated agreements, {} from seed {}:\n", cases, seed);
  Cbc cbc;
  if (!cbc.here()) {
    say_missing("libCbcSolver", "coinor-cbc");
    return 0;
  }
  Judge judge(cbc);
  std::map<std::string, int> checked;
  int untrue = 0;
  for (int at = 0; at < cases; ++at) {
    const Said said = check_what_is_said(judge, seed + static_cast<std::uint64_t>(at));
    for (const auto& [kind, count] : said.checked) checked[kind] += count;
    for (const std::string& what : said.untrue)
      fmt::print("  UNTRUE (seed {}) {}\n", seed + static_cast<std::uint64_t>(at), what);
    untrue += static_cast<int>(said.untrue.size());
  }
  for (const auto& [kind, count] : checked) fmt::print("  {}: {}\n", kind, count);
  fmt::print("  {} untrue; CBC {:.1f} s for {} programs\n", untrue, cbc.seconds, cbc.asked);
  return untrue;
}

}  // namespace midspan::bench
