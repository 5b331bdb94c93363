// SPDX-License-Identifier: Apache-2.0
// Articles that change nothing, and promises of people whom nobody is said to hold.
#include <algorithm>
#include <unordered_map>

#include "names/normalise.hpp"
#include "terms/checker.hpp"

namespace midspan::terms {

using namespace people;

std::string population_name(const Set& set, const std::string& article) {
  if ((set.kind == Set::Kind::Defined || set.kind == Set::Kind::List) && set.filters.empty() && !set.as_of)
    return set.name;
  return "Article " + article;
}

namespace {

// Clauses that say the same have the same; most others have another. Cheaper than to print them.
std::string likeness(const ClauseBody& body, const std::string& article) {
  std::string made = std::to_string(body.index());
  const auto with = [&](const std::string& text) { made += '\x01' + text; };
  if (const auto* release = std::get_if<Release>(&body)) {
    with(release->party);
    with(release->of.name);
    with(std::to_string(release->amount.number.low));
  } else if (const auto* key = std::get_if<Key>(&body)) {
    with(key->party);
    with(key->delivered.name);
  } else if (const auto* part = std::get_if<Composition>(&body)) {
    with(part->article);
    with(part->who.name);
  } else if (const auto* named = std::get_if<Named>(&body)) {
    with(named->article);
    with(named->who.name);
  } else if (const auto* destination = std::get_if<Destination>(&body)) {
    with(destination->who.name);
  } else if (const auto* choice = std::get_if<Choice>(&body)) {
    with(choice->party);
    with(choice->pool.name);
  } else if (const auto* covenant = std::get_if<Covenant>(&body)) {
    with(covenant->party);
    with(article);  // ICRC may undertake the same beside two releases
  }
  return made;
}

}  // namespace

void Checker::effects() {
  ranges();
  one_sided();
  holds_that_stay();
  if (releases_.empty() && std::none_of(all_.begin(), all_.end(), [](const Here& here) {
        return std::holds_alternative<Key>(here.clause->body) || std::holds_alternative<Choice>(here.clause->body);
      }))
    add("TRM-139", {}, {}, Severity::Doubt, {{"example", table_.form("clause", "release").example}});
  for (const Article& article : agreement_.articles)
    if (article.clauses.empty()) add("TRM-131", article.span, article.number, Severity::Doubt, {});

  // The same sentence again.
  std::unordered_map<std::string, std::vector<const Here*>> seen;
  for (const Here& here : all_) {
    std::vector<const Here*>& like = seen[likeness(here.clause->body, here.article->number)];
    const auto first = std::find_if(like.begin(), like.end(),
                                    [&](const Here* other) { return other->clause->body == here.clause->body; });
    if (first != like.end())
      add("TRM-132", here.clause->span, here.article->number, Severity::Doubt, {{"other", (*first)->article->number}});
    else like.push_back(&here);
  }
  // What a wider sentence says already.
  const auto wider = [&](auto test) {
    const auto found =
        std::find_if(all_.begin(), all_.end(), [&](const Here& here) { return test(here.clause->body); });
    return found == all_.end() ? nullptr : &*found;
  };
  const Here* everywhere = wider([](const ClauseBody& body) {
    const auto* consent = std::get_if<ConsentRule>(&body);
    return consent != nullptr && consent->to.empty();
  });
  const Here* any_hold = wider([](const ClauseBody& body) {
    const auto* gate = std::get_if<Gate>(&body);
    return gate != nullptr && gate->kind == Gate::Kind::NoneUnderHold && gate->hold.empty();
  });
  for (const Here& here : all_) {
    const auto* consent = std::get_if<ConsentRule>(&here.clause->body);
    const auto* gate = std::get_if<Gate>(&here.clause->body);
    const Here* by = nullptr;
    if (consent != nullptr && !consent->to.empty()) by = everywhere;
    if (gate != nullptr && gate->kind == Gate::Kind::NoneUnderHold && !gate->hold.empty()) by = any_hold;
    if (by != nullptr)
      add("TRM-132", here.clause->span, here.article->number, Severity::Doubt, {{"other", by->article->number}});
  }
  // Bounds that bind nobody.
  for (const Here& here : all_) {
    const auto* composition = std::get_if<Composition>(&here.clause->body);
    if (composition == nullptr) continue;
    const Amount& amount = composition->amount;
    const Release* release = release_of(composition->article);
    const bool nothing = amount.kind == Amount::Kind::AtLeast && amount.number.high == 0;
    const bool loose = amount.kind == Amount::Kind::AtMost && release != nullptr &&
                       release->amount.kind == Amount::Kind::Exactly && !release->amount.number.open &&
                       !amount.number.open && amount.number.low >= release->amount.number.low;
    const bool too_many =
        (amount.kind == Amount::Kind::AtLeast || amount.kind == Amount::Kind::Exactly) && release != nullptr &&
        (release->amount.kind == Amount::Kind::Exactly || release->amount.kind == Amount::Kind::AtMost) &&
        amount.number.low > release->amount.number.high;
    if (nothing || loose)
      add("TRM-135", here.clause->span, here.article->number, Severity::Doubt, {{"other", composition->article}});
    if (too_many)
      add("TRM-134", here.clause->span, here.article->number, Severity::Wrong,
          {{"sum", amount.number.low}, {"other", composition->article}, {"number", release->amount.number.high}});
  }
  // Definitions that no article and no other definition uses.
  std::set<std::string> used;
  const auto use = [&](const Set& set) {
    std::vector<const Set*> sets;
    each_set(set, sets);
    for (const Set* each : sets)
      if (each->kind == Set::Kind::Defined) used.insert(each->name);
  };
  for (const Here& here : all_)
    for (const Set* each : here.mentions.sets) use(*each);
  for (const Definition& each : agreement_.definitions) use(each.set);
  for (const Goal& goal : agreement_.goals) use(goal.of);
  for (const Definition& each : agreement_.definitions)
    if (!used.contains(each.name)) add("TRM-136", each.span, {}, Severity::Note, {{"name", each.name}});
}

// "For each of A released, Turkey releases 1 of B", and no article releases any of A: nobody has to begin.
void Checker::one_sided() {
  for (const Here& here : all_) {
    const auto* key = std::get_if<Key>(&here.clause->body);
    if (key == nullptr || key->delivered.kind == Set::Kind::ReleasedUnder) continue;
    const bool begun = std::any_of(all_.begin(), all_.end(), [&](const Here& other) {
      const auto by = [&](const std::string& party) { return party.empty() || key->by.empty() || party == key->by; };
      const auto* release = std::get_if<Release>(&other.clause->body);
      if (release != nullptr) return by(release->party) && !kept_apart(release->of, key->delivered);
      const auto* second = std::get_if<Key>(&other.clause->body);
      if (second != nullptr && second != key) return by(second->party);
      return std::holds_alternative<Choice>(other.clause->body);
    });
    if (begun) continue;
    Release mend;
    mend.party = key->by;
    mend.to = key->party;
    mend.of = key->delivered;
    if (mend.party.empty())
      for (const std::string& party : agreement_.parties)
        if (party != key->party) mend.party = party;
    add("TRM-147", here.clause->span, here.article->number, Severity::Doubt,
        {{"who", called(key->delivered)}, {"party", key->party}, {"mend", sentence(mend)}});
  }
}

// Held by one party, and by another.
bool Checker::kept_apart(const Set& one, const Set& other) const {
  const auto holder = [&](const Set& set) {
    std::vector<const Filter*> filters;
    flatten(set, filters);
    const auto held = std::find_if(filters.begin(), filters.end(), [](const Filter* each) {
      return each->kind == Filter::Kind::HeldBy && !each->negated;
    });
    return held == filters.end() ? std::string() : (*held)->text;
  };
  const std::string left = holder(one), right = holder(other);
  return !left.empty() && !right.empty() && left != right;
}

// An agreement lifts what the courts of its parties have imposed, where it says so; what protects a person, nobody who
// signs it can.
void Checker::holds_that_stay() {
  static const std::set<std::string> kLifted{"", "legal", "court", "court order", "penal"};
  for (const Here& here : all_) {
    const auto* release = std::get_if<Release>(&here.clause->body);
    const auto* named = std::get_if<Named>(&here.clause->body);
    if (release == nullptr && named == nullptr) continue;
    std::vector<const Filter*> filters;
    flatten(release != nullptr ? release->of : named->who, filters);
    for (const Filter* filter : filters)
      if (filter->kind == Filter::Kind::UnderHold && !filter->negated && !kLifted.contains(names::fold(filter->text)))
        add("TRM-148", here.clause->span, here.article->number, Severity::Doubt,
            {{"who", called(release != nullptr ? release->of : named->who)}});
  }
}

// "Between 30 and 10": the lower end is above the upper.
void Checker::ranges() {
  for (const Here& here : all_) {
    const Amount* amount = nullptr;
    if (const auto* release = std::get_if<Release>(&here.clause->body)) amount = &release->amount;
    if (const auto* composition = std::get_if<Composition>(&here.clause->body)) amount = &composition->amount;
    if (const auto* choice = std::get_if<Choice>(&here.clause->body)) amount = &choice->amount;
    if (amount == nullptr || amount->kind != Amount::Kind::Between || amount->number.open || amount->upper.open ||
        amount->number.low <= amount->upper.high)
      continue;
    add("TRM-142", here.clause->span, here.article->number, Severity::Wrong,
        {{"from", amount->number.low}, {"to", amount->upper.high}});
  }
}

// Who releases must be who holds, or hold on behalf of who holds.
void Checker::holders() {
  std::set<std::size_t> places;
  for (const Here& here : all_) {
    const auto* release = std::get_if<Release>(&here.clause->body);
    if (release == nullptr) continue;
    if (release->to == release->party && !release->to.empty())
      add("TRM-141", here.clause->span, here.article->number, Severity::Wrong, {{"party", release->party}});
    std::vector<const Filter*> filters;
    flatten(release->of, filters);
    for (const Filter* filter : filters) {
      if (filter->kind != Filter::Kind::HeldBy || filter->negated || filter->text == release->party) continue;
      const bool on_behalf =
          std::any_of(agreement_.custody_on_behalf.begin(), agreement_.custody_on_behalf.end(), [&](const auto& each) {
            return (each.first == filter->text && each.second == release->party) ||
                   (each.first == release->party && each.second == filter->text);
          });
      if (on_behalf) continue;
      add("TRM-140", here.clause->span, here.article->number, Severity::Doubt,
          {{"party", release->party}, {"who", called(release->of)}, {"holder", filter->text}});
      break;
    }
    // Whose word decides that somebody is held?
    const bool stands = std::any_of(filters.begin(), filters.end(), [](const Filter* each) {
      return each->kind == Filter::Kind::StandingAtLeast || each->kind == Filter::Kind::InList;
    });
    const bool held = std::any_of(filters.begin(), filters.end(),
                                  [](const Filter* each) { return each->kind == Filter::Kind::HeldBy; });
    if (held && !stands && release->of.kind != Set::Kind::List && first_there(places, release->of.span)) {
      Filter standing;
      standing.kind = Filter::Kind::StandingAtLeast;
      standing.standing = Standing::Acknowledged;
      Set only = release->of;
      if (const Definition* found = only.kind == Set::Kind::Defined ? definition(only.name) : nullptr)
        only = found->set;
      only.filters.push_back(standing);
      add("TRM-110", here.clause->span, here.article->number, Severity::Note,
          {{"who", called(release->of)}, {"mend", called(only)}});
    }
  }
}

// ---- With people -------------------------------------------------------------------------------------------------

const PopulationFacts* Checker::population(const Set& set, const std::string& article) const {
  const std::string name = population_name(set, article);
  for (const PopulationFacts& each : context_->populations)
    if (each.name == name) return &each;
  return nullptr;
}

std::int64_t Checker::asked(const Release& release, const std::string& article, int depth) const {
  switch (release.amount.kind) {
    case Amount::Kind::Exactly:
    case Amount::Kind::AtLeast:
    case Amount::Kind::Between: return release.amount.number.low;
    case Amount::Kind::All: {
      const PopulationFacts* found = population(release.of, article);
      return found != nullptr ? found->persons : -1;
    }
    case Amount::Kind::AsManyAs: {
      const Release* other = release_of(release.amount.article);
      return other != nullptr && depth < 16 ? asked(*other, release.amount.article, depth + 1) : -1;
    }
    default: return -1;
  }
}

// "whose "facility" is …": a column that nobody has puts nobody into the group, and nothing would say so.
void Checker::columns() {
  if (!context_->columns) return;
  std::set<std::string> said;
  const auto look = [&](const Set& outer, const std::string& article) {
    std::vector<const Set*> sets;
    each_set(outer, sets);
    for (const Set* set : sets)
      for (const Filter& filter : set->filters) {
        if (filter.kind != Filter::Kind::Field && filter.kind != Filter::Kind::FieldNumber) continue;
        const std::string heading = names::fold(filter.text);
        if (!context_->columns->contains(heading) && said.insert(heading).second)
          add("TRM-156", filter.span, article, Severity::Doubt, {{"heading", filter.text}});
      }
  };
  for (const Definition& each : agreement_.definitions) look(each.set, {});
  for (const Here& here : all_)
    for (const Set* set : here.mentions.sets) look(*set, here.article->number);
}

void Checker::facts() {
  columns();
  std::set<std::string> unsaid;  // populations of whom it was said; an exchange releases one twice
  for (const Here& here : all_) {
    const std::string& article = here.article->number;
    if (const auto* release = std::get_if<Release>(&here.clause->body)) {
      const PopulationFacts* found = population(release->of, article);
      const std::int64_t number = asked(*release, article);
      if (found != nullptr && found->but_for > 0 && unsaid.insert(found->name).second)
        add("TRM-155", here.clause->span, article, Severity::Doubt,
            {{"who", called(release->of)}, {"persons", found->but_for}, {"what", found->unsaid}});
      if (found != nullptr && number > 0 && release->amount.kind != Amount::Kind::All) {
        if (found->persons < number)
          add("TRM-152", here.clause->span, article, Severity::Wrong,
              {{"who", called(release->of)}, {"asked", number}, {"persons", found->persons}});
        else if (found->acknowledged < number)
          add("TRM-151", here.clause->span, article, Severity::Doubt,
              {{"party", release->party},
               {"who", called(release->of)},
               {"asked", number},
               {"acknowledged", found->acknowledged},
               {"persons", found->persons}});
      }
    }
    if (const auto* composition = std::get_if<Composition>(&here.clause->body)) {
      const PopulationFacts* found = population(composition->who, article);
      const bool at_least =
          composition->amount.kind == Amount::Kind::AtLeast || composition->amount.kind == Amount::Kind::Exactly;
      if (found != nullptr && at_least && found->persons < composition->amount.number.low)
        add("TRM-153", here.clause->span, article, Severity::Wrong,
            {{"who", called(composition->who)},
             {"asked", composition->amount.number.low},
             {"persons", found->persons}});
    }
    const auto* named = std::get_if<Named>(&here.clause->body);
    if (named == nullptr) continue;
    std::vector<const Set*> sets;
    each_set(named->who, sets);
    const Release* release = release_of(named->article);
    for (const Set* set : sets) {
      if (set->kind != Set::Kind::List) continue;
      for (const ListFacts& list : context_->lists) {
        if (list.list != set->name || release == nullptr) continue;
        std::int64_t held = 0;
        std::int64_t elsewhere = 0;
        bool known = false;  // has anybody said of anyone on this list who holds them?
        for (const auto& [party, count] : list.held_by) {
          known = true;
          if (party == release->party) held = count;
        }
        std::string where;
        for (const auto& [place, count] : list.elsewhere) {
          elsewhere += count;
          const std::string* shown = shown_word(table_, "whereabouts", place);
          where += (where.empty() ? "" : ", ") + (shown != nullptr ? *shown : place) + ": " + std::to_string(count);
        }
        if (elsewhere > 0)
          add("TRM-150", here.clause->span, article, Severity::Doubt,
              {{"list", list.list},
               {"entries", list.entries},
               {"missing", elsewhere},
               {"party", release->party},
               {"where", where},
               {"other", named->article}});
        if (known && held + elsewhere < list.entries)
          add("TRM-154", here.clause->span, article, Severity::Doubt,
              {{"list", list.list},
               {"entries", list.entries},
               {"missing", list.entries - held - elsewhere},
               {"party", release->party},
               {"other", named->article}});
      }
    }
  }
}

}  // namespace midspan::terms
