// SPDX-License-Identifier: Apache-2.0
// Counting rules are terms, never implicit: what an agreement has to say and does not, each with the sentence to add.
#include <algorithm>

#include "terms/checker.hpp"
#include "terms/forms.hpp"

namespace midspan::terms {

using namespace people;

namespace {

bool has_number(const Amount& amount) { return amount.kind != Amount::Kind::All; }

Counting rule(Counting::What what, bool counts, bool replaced = false) {
  Counting made;
  made.what = what;
  made.counts = counts;
  made.replaced = replaced;
  return made;
}

}  // namespace

void Checker::counting() {
  const Here* counted = nullptr;    // the first clause whose number somebody could use up
  const Here* everybody = nullptr;  // the first that says "all"
  bool living = false;
  for (const Here& here : all_) {
    const auto* release = std::get_if<Release>(&here.clause->body);
    const bool key = std::holds_alternative<Key>(here.clause->body);
    if (release == nullptr && !key) continue;
    if (release != nullptr && release->of.kind != Set::Kind::Remains) living = true;
    if (key) living = true;
    if ((key || has_number(release->amount)) && counted == nullptr) counted = &here;
    if (release != nullptr && release->amount.kind == Amount::Kind::All && everybody == nullptr) everybody = &here;
  }
  if (!living) return;
  const auto ask = [&](const char* code, Counting::What what, const Here* where, Counting mend) {
    if (where == nullptr || says(what)) return;
    add(code, where->clause->span, where->article->number, Severity::Doubt, {{"mend", sentence(std::move(mend))}});
  };
  const Here* any = counted != nullptr ? counted : everybody;
  ask("TRM-101", Counting::What::Refusers, any, rule(Counting::What::Refusers, false));
  ask("TRM-102", Counting::What::AccompanyingMinors, counted, rule(Counting::What::AccompanyingMinors, false));
  ask("TRM-104", Counting::What::AlreadyFree, any, rule(Counting::What::AlreadyFree, false, true));
  ask("TRM-105", Counting::What::DeadBeforeHandover, any, rule(Counting::What::DeadBeforeHandover, false, true));
  Counting later = rule(Counting::What::FoundLater, false);
  later.released = true;
  later.within_days.low = later.within_days.high = 30;
  ask("TRM-103", Counting::What::FoundLater, everybody, later);

  // "All" without a day: all of whom?
  std::set<std::string> said;
  std::set<std::size_t> places;
  for (const Here& here : all_) {
    const auto* release = std::get_if<Release>(&here.clause->body);
    if (release == nullptr || release->amount.kind != Amount::Kind::All || dated(release->of)) continue;
    if (!first_there(places, release->of.span) || !said.insert(called(release->of)).second) continue;
    // The mend is the definition (or the sentence) with a day.
    std::string mend;
    Set with_day = release->of;
    const Definition* found = release->of.kind == Set::Kind::Defined ? definition(release->of.name) : nullptr;
    if (found != nullptr) with_day = found->set;
    with_day.as_of = agreement_.version.value_or(base::day_of({2025, 1, 1}));
    if (const NodePtr node = node_of(with_day)) mend = Printer(table_, agreement_).set(*node);
    add("TRM-106", found != nullptr ? found->span : release->of.span, here.article->number, Severity::Doubt,
        {{"who", called(release->of)}, {"mend", mend}});
  }
}

void Checker::compositions() {
  struct Group {
    const Here* here;
    const Composition* composition;
  };
  std::map<std::string, std::vector<Group>> by_article;
  for (const Here& here : all_)
    if (const auto* composition = std::get_if<Composition>(&here.clause->body))
      if (composition->who.kind != Set::Kind::ReleasedUnder)
        by_article[composition->article].push_back({&here, composition});
  for (const auto& entry : by_article) {
    const std::string& article = entry.first;  // clang 14 takes no part of a binding into a lambda
    const std::vector<Group>& groups = entry.second;
    const Release* release = release_of(article);
    if (release == nullptr || release->amount.kind == Amount::Kind::All) continue;  // of all, a group is a part
    // Groups that add up to the whole are plainly inside it.
    std::int64_t sum = 0;
    for (const Group& group : groups)
      sum += group.composition->amount.kind == Amount::Kind::Exactly ? group.composition->amount.number.low : 0;
    const bool whole = release->amount.kind == Amount::Kind::Exactly && sum == release->amount.number.low;
    if (release->amount.kind == Amount::Kind::Exactly && sum > release->amount.number.low &&
        !release->amount.number.open)
      add("TRM-134", groups.front().here->clause->span, groups.front().here->article->number, Severity::Doubt,
          {{"sum", sum}, {"other", article}, {"number", release->amount.number.low}});
    for (const Group& group : groups) {
      if (whole || group.composition->amount.kind == Amount::Kind::Percent) continue;
      const bool said = std::any_of(all_.begin(), all_.end(), [&](const Here& here) {
        const auto* counting = std::get_if<Counting>(&here.clause->body);
        return counting != nullptr && counting->what == Counting::What::InsideTotal && counting->article == article &&
               counting->who == group.composition->who;
      });
      if (said) continue;
      Counting inside = rule(Counting::What::InsideTotal, true);
      inside.who = group.composition->who;
      inside.article = article;
      Counting on_top = inside;
      on_top.counts = false;
      add("TRM-107", group.here->clause->span, group.here->article->number, Severity::Doubt,
          {{"who", called(group.composition->who)},
           {"other", article},
           {"mend", sentence(inside)},
           {"instead", sentence(on_top)}});
    }
  }
}

void Checker::directions() {
  for (const Here& here : all_) {
    const auto* release = std::get_if<Release>(&here.clause->body);
    if (release == nullptr || !release->to.empty()) continue;
    // Those whom another article sends somewhere have a direction.
    const bool sent = std::any_of(all_.begin(), all_.end(), [&](const Here& other) {
      const auto* destination = std::get_if<Destination>(&other.clause->body);
      return destination != nullptr &&
             (destination->who == release->of || destination->own_choice ||
              (destination->who.kind == Set::Kind::ReleasedUnder && destination->who.name == here.article->number));
    });
    if (sent) continue;
    Release mended = *release;
    for (const std::string& party : agreement_.parties)
      if (party != release->party) {
        mended.to = party;
        break;
      }
    add("TRM-108", here.clause->span, here.article->number, Severity::Doubt,
        {{"party", release->party}, {"mend", sentence(mended)}});
  }
}

void Checker::brackets() {
  const auto number = [&](const Number& value, const std::string& article) {
    if (value.open)
      add("TRM-109", value.span, article, Severity::Note, {{"found", Printer(table_, agreement_).number(value)}});
  };
  const auto set = [&](const Set& outer, const std::string& article) {
    std::vector<const Set*> sets;
    each_set(outer, sets);
    for (const Set* each : sets)
      for (const Filter& filter : each->filters) {
        number(filter.number, article);
        if (!filter.open) continue;
        static constexpr const char* kStandings[] = {"alleged", "acknowledged", "confirmed", "interviewed"};
        const std::string standing = kStandings[static_cast<int>(filter.standing)];
        const std::string* shown = shown_word(table_, "standing", standing);
        add("TRM-109", filter.span, article, Severity::Note,
            {{"found", "[" + (shown != nullptr ? *shown : standing) + "]"}});
      }
  };
  for (const Definition& each : agreement_.definitions) set(each.set, {});
  for (const Here& here : all_) {
    for (const Number* each : here.mentions.numbers) number(*each, here.article->number);
    for (const Set* each : here.mentions.sets) set(*each, here.article->number);
    if (here.clause->open)
      add("TRM-109", here.clause->span, here.article->number, Severity::Note,
          {{"found", "[" + sentence(here.clause->body, here.article->number) + "]"}});
  }
  for (const Schedule& schedule : agreement_.schedules)
    for (const ScheduleLine& line : schedule.lines) number(line.weight, {});
}

// Nobody may be sent anywhere against their will; an agreement says so itself.
void Checker::consent() {
  const Here* first = nullptr;
  for (const Here& here : all_) {
    if (std::holds_alternative<ConsentRule>(here.clause->body)) return;
    const auto* release = std::get_if<Release>(&here.clause->body);
    const bool living = (release != nullptr && release->of.kind != Set::Kind::Remains) ||
                        std::holds_alternative<Key>(here.clause->body);
    if (first == nullptr && living) first = &here;
  }
  if (first != nullptr)
    add("TRM-111", first->clause->span, first->article->number, Severity::Doubt, {{"mend", sentence(ConsentRule{})}});
}

}  // namespace midspan::terms
