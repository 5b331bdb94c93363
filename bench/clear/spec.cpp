// SPDX-License-Identifier: Apache-2.0
// Draws small exchanges and says them in the language of agreements.
#include "spec.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/day.hpp"

namespace midspan::bench {

namespace {

const char* const kParties[] = {"Norway", "Chile", "Kenya", "Ghana"};  // the last is only ever a place
const char* const kRanks[] = {"private", "captain", "colonel"};

std::string listing(const std::string& list) { return "list " + list; }

}  // namespace

const char* party_name(int party) { return kParties[party]; }
const char* place_name(int place) { return kParties[place]; }

bool Pop::has(const Head& head) const {
  if (holder >= 0 && head.holder != holder) return false;
  switch (ask) {
    case Ask::Any: return true;
    case Ask::Green: return head.green;
    case Ask::NotGreen: return !head.green;
    case Ask::Red: return head.red;
    case Ask::Woman: return head.woman;
    case Ask::Ill: return head.ill;
    case Ask::Life: return head.life;
    case Ask::Other: return !head.life;
    case Ask::Old: return head.old;
    case Ask::Listed: return head.listed;
    case Ask::Reserve: return head.reserve;
    case Ask::GreenOrRed: return head.green || head.red;
    case Ask::RedNotIll: return head.red && !head.ill;
    case Ask::Court: return head.court;
  }
  return false;
}

Pop Art::released() const {
  Pop pop = of;
  const bool described = of.ask != Pop::Ask::Listed && of.ask != Pop::Ask::Reserve;
  if (kind == Kind::Release && amount == Amount::All && described && of.holder < 0) pop.holder = party;
  return pop;
}

std::string Pop::text() const {
  const std::string held = holder >= 0 ? fmt::format(" held by {}", kParties[holder]) : "";
  const std::string standing_words = standing ? " with standing at least [acknowledged]" : "";
  switch (ask) {
    case Ask::Any: return "persons" + held + standing_words;
    case Ask::Green: return "persons" + held + " in category \"green\"" + standing_words;
    case Ask::NotGreen: return "persons" + held + " not in category \"green\"" + standing_words;
    case Ask::Red: return "persons in category \"red\"" + held + standing_words;
    case Ask::Woman: return "women" + held + standing_words;
    case Ask::Ill: return "the ill or wounded" + held + standing_words;
    case Ask::Life: return "persons" + held + " serving life" + standing_words;
    case Ask::Other: return "persons" + held + " serving other" + standing_words;
    case Ask::Old: return "persons" + held + " aged over 50" + standing_words;
    case Ask::Listed: return listing("NAMED") + held + standing_words;
    case Ask::Reserve: return listing("RESERVE") + held + standing_words;
    case Ask::GreenOrRed:
      return "(persons" + held + " in category \"green\" together with persons" + held + " in category \"red\")" +
             standing_words;
    case Ask::RedNotIll: return "(persons" + held + " in category \"red\" except the ill or wounded)" + standing_words;
    case Ask::Court: return "persons under a hold of court order" + held + standing_words;
  }
  return {};
}

namespace {

std::string amount(const Art& art) {
  switch (art.amount) {
    case Art::Amount::Exactly: return std::to_string(art.low);
    case Art::Amount::AtLeast: return fmt::format("at least {}", art.low);
    case Art::Amount::AtMost: return fmt::format("at most {}", art.low);
    case Art::Amount::Between: return fmt::format("between {} and {}", art.low, art.high);
    case Art::Amount::All: return "all";
  }
  return {};
}

std::string sentence(const Art& art) {
  const std::string to = art.place >= 0 ? fmt::format(" to {}", kParties[art.place]) : "";
  const std::string in = art.phase >= 0 ? fmt::format(" in Phase {}", art.phase + 1) : "";
  const std::string party = kParties[art.party], other = kParties[art.other];
  const std::string among = fmt::format("Among those released under Article {}", art.target + 1);
  switch (art.kind) {
    case Art::Kind::Release: return fmt::format("{} releases {} of {}{}{}.", party, amount(art), art.of.text(), to, in);
    case Art::Kind::Equal:
      return fmt::format("{} releases as many of {} as {} releases under Article {}{}{}.", party, art.of.text(), other,
                         art.target + 1, to, in);
    case Art::Kind::Each:
    case Art::Kind::Every: {
      const std::string owed =
          art.second ? fmt::format("{} of {} and {} of {}", art.low, art.of.text(), art.second_low, art.second->text())
                     : fmt::format("{} of {}", art.low, art.of.text());
      const std::string head =
          art.kind == Art::Kind::Each ? "For each of " : fmt::format("For every {} of ", art.every);
      return fmt::format("{}{} released, {} releases {}{}{}.", head, art.delivered.text(), party, owed, to, in);
    }
    case Art::Kind::Pool:
      return fmt::format("For {} together, {} releases {} of {}{}{}.", art.delivered.text(), party, art.low,
                         art.of.text(), to, in);
    case Art::Kind::Exchange:
      return fmt::format("{} and {} exchange {} for {} {}.", other, party, art.delivered.text(), art.of.text(),
                         art.every == 1 && art.second_low == 1
                             ? "one for one"
                             : fmt::format("in the ratio of {} to {}", art.every, art.second_low));
    case Art::Kind::OutsideKey: return fmt::format("Releases of {} are outside the key.", art.of.text());
    case Art::Kind::Named: return fmt::format("{} are {}.", among, art.of.text());
    case Art::Kind::Part: return fmt::format("{}, {} are {}.", among, amount(art), art.of.text());
    case Art::Kind::PartPercent: return fmt::format("{}, {} per cent are {}.", among, amount(art), art.of.text());
    case Art::Kind::Exclude: return fmt::format("No person of {} is released.", art.of.text());
    case Art::Kind::ExcludeTo:
      return fmt::format("No person of {} is released to {}.", art.of.text(), kParties[art.place]);
    case Art::Kind::Courts: return "No person under a legal hold is released.";
    case Art::Kind::Consent:
      return art.place >= 0 ? fmt::format("No person is sent to {} without consent.", kParties[art.place])
                            : "No person is sent to any country without consent.";
    case Art::Kind::GoTo:
      return fmt::format("{} go to {} or {}.", art.of.text(), kParties[art.place], kParties[art.other]);
    case Art::Kind::Shares:
      return fmt::format("Of {}, {} go to {} and {} go to {}.", art.of.text(), art.low, kParties[art.place], art.high,
                         kParties[art.other]);
    case Art::Kind::Cap: return fmt::format("Phase {} takes at most {} persons.", art.phase + 1, art.low);
    case Art::Kind::EachCap: return fmt::format("Each phase takes at most {} persons.", art.low);
    case Art::Kind::OneRound: return "All hand-overs take place in one round.";
    case Art::Kind::NeverAhead:
      return fmt::format("At no time is {} ahead of {} by more than {}.", party, other, art.low);
    case Art::Kind::SamePhase: return "Members of one family are released in the same phase.";
    case Art::Kind::Together: return "Members of one family travel together.";
    case Art::Kind::Weight:
      return fmt::format("The persons released by {} have the same weight under Schedule A as those released by {}{}.",
                         party, other, art.carrying ? ", carrying the difference" : "");
    case Art::Kind::Priority: return fmt::format("Within {}, {} first.", art.of.text(), art.key);
    case Art::Kind::Substitute:
      return fmt::format("Whoever is not available is replaced from {} under Article {}.", art.of.text(),
                         art.target + 1);
    case Art::Kind::FirstMover: return fmt::format("In each phase, {} releases only after {} has.", party, other);
    case Art::Kind::After:
      return fmt::format("The releases of Article {} begin only when Article {} is complete.", art.target + 1,
                         art.other + 1);
    case Art::Kind::Refusers:
      return fmt::format("A person who refuses is not replaced and does {}count.", art.counts ? "" : "not ");
    case Art::Kind::Nothing: break;
  }
  return {};
}

}  // namespace

std::vector<int*> numbers_of(Art& art) {
  const auto of_amount = [&]() -> std::vector<int*> {
    if (art.amount == Art::Amount::All) return {};
    if (art.amount == Art::Amount::Between) return {&art.low, &art.high};
    return {&art.low};
  };
  switch (art.kind) {
    case Art::Kind::Release:
    case Art::Kind::Part: return of_amount();
    case Art::Kind::Each:
      if (art.second) return {&art.low, &art.second_low};
      return {&art.low};
    case Art::Kind::Every: return {&art.every, &art.low};
    case Art::Kind::Exchange:
      if (art.begins) return {&art.low, &art.second_low};
      if (art.every == 1) return {&art.second_low};
      return {&art.every, &art.second_low};
    case Art::Kind::Shares: return {&art.low, &art.high};
    case Art::Kind::Pool:
    case Art::Kind::PartPercent:
    case Art::Kind::Cap:
    case Art::Kind::EachCap:
    case Art::Kind::NeverAhead: return {&art.low};
    default: return {};
  }
}

std::string Spec::text() const {
  std::string out = "Agreement \"A drawn exchange\". Version of 2025-01-01, English.\nParties: ";
  for (int party = 0; party < parties; ++party) out += std::string(party > 0 ? ", " : "") + kParties[party];
  out += ".\n\n";
  for (std::size_t at = 0; at < articles.size(); ++at)
    out += fmt::format("Article {}. {}\n", at + 1, sentence(articles[at]));
  if (std::any_of(articles.begin(), articles.end(), [](const Art& art) { return art.kind == Art::Kind::Weight; }))
    out += "\nSchedule A: private 1; captain 3; colonel 5.\n";
  if (phases > 1) {
    // The phases in their order, said by an article that asks for nothing.
    out += fmt::format("\nArticle {}. ", articles.size() + 1);
    for (int phase = 0; phase < phases; ++phase) out += fmt::format("Phase {} takes at most 1000 persons. ", phase + 1);
    out += "\n";
  }
  if (!goals.empty()) {
    out += "\nGoals, in this order:";
    int number = 0;
    for (const Goal_& goal : goals) {
      std::string words;
      switch (goal.kind) {
        case Goal_::Kind::Most: words = "release as many as possible"; break;
        case Goal_::Kind::MostOf: words = "as many of " + goal.of.text() + " as possible"; break;
        case Goal_::Kind::Difference: words = "smallest difference"; break;
        case Goal_::Kind::FewestPhases: words = "fewest phases"; break;
        case Goal_::Kind::Early: words = "as early as possible"; break;
        case Goal_::Kind::Order: words = goal.order + " first"; break;
      }
      out += fmt::format(" {}. {}.", ++number, words);
    }
    out += "\n";
  }
  if (longest_held_ties) out += "\nAmong equals, the longest held goes first.\n";
  return out;
}

std::vector<people::PersonFacts> Spec::people() const {
  std::vector<people::PersonFacts> out;
  const auto day = [](int year, int month, int date) { return base::day_of({year, month, date}); };
  for (const Head& head : heads) {
    people::PersonFacts facts;
    facts.id = people::PersonId(head.id);
    facts.commitment = head.commitment;
    if (head.holder >= 0) facts.held_by = kParties[head.holder];
    if (head.green) facts.categories.push_back("green");
    if (head.red) facts.categories.push_back("red");
    facts.sex = head.woman ? people::Sex::Female : people::Sex::Male;
    facts.health = head.ill ? people::Health::Ill : people::Health::Well;
    facts.sentence = head.life ? "life" : "other";
    if (head.rank >= 0) facts.rank = kRanks[head.rank];
    // Over 50, under it, or a span that does not say: the last is in no group that asks.
    facts.birth.earliest = day(head.old ? 1950 : 1970, 1, 1);
    facts.birth.latest = day(head.old ? 1960 : 1990, 1, 1);
    facts.held_since.earliest = facts.held_since.latest = day(head.held_since, 1, 1);
    if (head.listed) facts.lists.push_back("NAMED"), facts.list_positions.push_back(1);
    if (head.reserve) facts.lists.push_back("RESERVE"), facts.list_positions.push_back(1);
    facts.standing = head.acknowledged ? people::Standing::Acknowledged : people::Standing::Alleged;
    if (head.court) facts.holds.push_back(people::HoldKind::CourtOrder);
    if (head.objected) facts.holds.push_back(people::HoldKind::PartyObjection);
    facts.travel_consent = head.consent == 0   ? people::ConsentAnswer::No
                           : head.consent == 1 ? people::ConsentAnswer::Yes
                                               : people::ConsentAnswer::Missing;
    if (head.refuses_place >= 0) facts.refused_destinations.push_back(kParties[head.refuses_place]);
    if (head.family >= 0) facts.family_unit = fmt::format("family {}", head.family);
    out.push_back(std::move(facts));
  }
  return out;
}

bool Spec::obliges(const Head& head) const {
  return std::none_of(articles.begin(), articles.end(),
                      [&](const Art& art) { return art.kind == Art::Kind::OutsideKey && art.of.has(head); });
}

std::int64_t Spec::places_of_refusers(const Art& art, bool counting) const {
  const bool said = std::any_of(articles.begin(), articles.end(), [&](const Art& each) {
    return each.kind == Art::Kind::Refusers && (each.counts || !counting);
  });
  if (!said || art.kind != Art::Kind::Release) return 0;
  std::int64_t refuse = 0, others = 0;
  for (const Head& head : heads)
    if (art.released().has(head)) ++(head.consent == 0 ? refuse : others);
  if (art.amount == Art::Amount::All) return refuse;
  return art.amount == Art::Amount::Exactly ? std::clamp<std::int64_t>(art.low - others, 0, refuse) : 0;
}

std::vector<std::size_t> Spec::order() const {
  std::vector<std::vector<std::int64_t>> keys(heads.size());
  const auto key = [&](const Head& head, const std::string& word) -> std::int64_t {
    if (word == "the women") return head.woman ? 0 : 1;
    if (word == "the ill or wounded") return head.ill ? 0 : 1;
    return head.held_since;  // the longest held
  };
  for (std::size_t at = 0; at < heads.size(); ++at) {
    for (const Art& art : articles)
      if (art.kind == Art::Kind::Priority) keys[at].push_back(art.of.has(heads[at]) ? key(heads[at], art.key) : 0);
    for (const Goal_& goal : goals)
      if (goal.kind == Goal_::Kind::Order) keys[at].push_back(key(heads[at], goal.order));
    if (longest_held_ties) keys[at].push_back(heads[at].held_since);
  }
  std::vector<std::size_t> out(heads.size());
  for (std::size_t at = 0; at < out.size(); ++at) out[at] = at;
  std::sort(out.begin(), out.end(), [&](std::size_t left, std::size_t right) {
    if (keys[left] != keys[right]) return keys[left] < keys[right];
    return heads[left].commitment < heads[right].commitment;
  });
  return out;
}

namespace {

Pop drawn_pop(Dice& dice, int holder) {
  Pop pop;
  pop.holder = dice.chance(85) ? holder : -1;
  pop.ask = dice.chance(45) ? Pop::Ask::Any : static_cast<Pop::Ask>(dice.below(14));
  return pop;
}

Art release(Dice& dice, const Spec& spec, int party) {
  Art art;
  art.party = party;
  art.of = drawn_pop(dice, party);
  art.of.standing = dice.chance(20);
  const int size = static_cast<int>(
      std::count_if(spec.heads.begin(), spec.heads.end(), [&](const Head& head) { return art.of.has(head); }));
  art.amount = static_cast<Art::Amount>(dice.below(5));
  art.low = std::max(0, size - dice.below(4) + (dice.chance(15) ? 1 : 0));
  if (art.amount == Art::Amount::Between) art.high = art.low + 1 + dice.below(3);
  if (dice.chance(60)) art.place = dice.below(4);
  if (spec.phases > 1 && dice.chance(25)) art.phase = dice.below(spec.phases);
  return art;
}

// What a group asks of its people, whoever holds them, a set for each part of it.
std::vector<std::set<std::string>> asked(const Pop& pop) {
  std::vector<std::set<std::string>> parts;
  const auto part = [&](const std::string& word) {
    parts.push_back(word.empty() ? std::set<std::string>{} : std::set{word});
  };
  if (pop.ask == Pop::Ask::Any) part("");
  else if (pop.ask == Pop::Ask::GreenOrRed) part("green"), part("red");
  else if (pop.ask == Pop::Ask::Green) part("green");
  else if (pop.ask == Pop::Ask::Red || pop.ask == Pop::Ask::RedNotIll) part("red");
  else part(std::to_string(static_cast<int>(pop.ask)));
  if (pop.standing)
    for (auto& each : parts) each.insert("standing");
  return parts;
}

// Whether the words of one group say that they are of the other. Two lists are two groups.
bool alike(const Pop& one, const Pop& other) {
  const auto list = [](const Pop& pop) { return pop.ask == Pop::Ask::Listed || pop.ask == Pop::Ask::Reserve; };
  const auto within = [&](const Pop& wide, const Pop& narrow) {
    for (const auto& all : asked(wide))
      for (const auto& each : asked(narrow))
        if (std::includes(each.begin(), each.end(), all.begin(), all.end()) && (!list(wide) || wide.ask == narrow.ask))
          return true;
    return false;
  };
  return within(one, other) || within(other, one);
}

bool sets_a_number(const Spec& spec, int party, const Pop& group) {
  return std::any_of(spec.articles.begin(), spec.articles.end(), [&](const Art& art) {
    const bool outside = std::any_of(spec.articles.begin(), spec.articles.end(), [&](const Art& other) {
      return other.kind == Art::Kind::OutsideKey && other.of == art.released();
    });
    const bool release = art.kind == Art::Kind::Release || art.kind == Art::Kind::Equal;
    return art.kind <= Art::Kind::Pool && art.party == party && !(release && outside) &&
           (alike(art.of, group) || (art.second && alike(*art.second, group)));
  });
}

// "A and B exchange X for Y": the side of whom other articles release so many leads. Where neither does, the one of
// whom one goes for so many begins with any number.
void settle_exchanges(Spec& spec) {
  for (Art& art : spec.articles) {
    if (art.kind != Art::Kind::Exchange) continue;
    const auto turn = [&] {
      std::swap(art.party, art.other);
      std::swap(art.of, art.delivered);
      std::swap(art.every, art.second_low);
    };
    const bool first = sets_a_number(spec, art.other, art.delivered), second = sets_a_number(spec, art.party, art.of);
    if (!first && second) turn();
    if (first || second) continue;
    if (art.every != 1 && art.second_low == 1) turn();
    art.begins = art.every == 1;
  }
}

}  // namespace

Spec draw(Dice& dice) {
  Spec spec;
  spec.parties = dice.chance(75) ? 2 : 3;
  spec.phases = dice.chance(55) ? 1 : 2 + dice.below(2);
  spec.acknowledged_only = dice.chance(40);
  spec.longest_held_ties = dice.chance(40);
  const int people = 4 + dice.below(6);
  for (int at = 0; at < people; ++at) {
    Head head;
    head.id = fmt::format("P{:02}", at + 1);
    head.holder = dice.chance(96) ? dice.below(spec.parties) : -1;
    head.green = dice.chance(45);
    head.red = dice.chance(35);
    head.woman = dice.chance(35);
    head.ill = dice.chance(30);
    head.life = dice.chance(40);
    head.old = dice.chance(30);
    head.court = dice.chance(12);
    head.listed = dice.chance(20);
    head.reserve = dice.chance(20);
    head.acknowledged = dice.chance(85);
    head.consent = dice.chance(80) ? 1 : dice.below(3);
    if (dice.chance(10)) head.refuses_place = dice.below(4);
    head.rank = dice.chance(90) ? dice.below(3) : -1;
    head.held_since = 2015 + dice.below(5);
    if (dice.chance(25)) head.family = dice.below(2);
    head.commitment = fmt::format("{:016x}", dice.next());
    spec.heads.push_back(head);
  }
  spec.articles.push_back(release(dice, spec, 0));
  const int more = 1 + dice.below(5);
  const auto releasing = [&]() -> int {
    std::vector<int> found;
    for (std::size_t at = 0; at < spec.articles.size(); ++at)
      if (static_cast<int>(spec.articles[at].kind) <= static_cast<int>(Art::Kind::Pool))
        found.push_back(static_cast<int>(at));
    return found[static_cast<std::size_t>(dice.below(static_cast<int>(found.size())))];
  };
  bool family = false, weight = false;
  for (int made = 0; made < more; ++made) {
    Art art;
    const int party = dice.below(spec.parties), other = (party + 1 + dice.below(spec.parties - 1)) % spec.parties;
    art.party = party;
    art.other = other;
    const int kind = dice.below(100);
    if (kind < 16) {
      art = release(dice, spec, party);
    } else if (kind < 26) {
      art = release(dice, spec, party);
      art.kind = Art::Kind::Equal;
      art.target = releasing();
      art.other = spec.articles[static_cast<std::size_t>(art.target)].party;
      if (art.other == party) continue;
    } else if (kind < 41) {
      art = release(dice, spec, party);
      art.delivered = drawn_pop(dice, other);
      art.delivered.holder = other;
      const int which = dice.below(3);
      art.kind = which == 0 ? Art::Kind::Each : which == 1 ? Art::Kind::Every : Art::Kind::Pool;
      art.low = 1 + dice.below(3);
      art.every = 2;
      if (art.kind == Art::Kind::Pool) art.low = 1 + dice.below(5);
      if (art.kind == Art::Kind::Each && dice.chance(30)) {
        art.of.ask = Pop::Ask::Life;
        art.second = art.of;
        art.second->ask = Pop::Ask::Other;
        art.second_low = 1;
        art.low = 1;
      }
    } else if (kind < 46) {
      art.kind = Art::Kind::Named;
      art.of.ask = dice.chance(80) ? Pop::Ask::Listed : Pop::Ask::Court;
      art.target = releasing();
    } else if (kind < 54) {
      art.kind = Art::Kind::Part;
      art.target = releasing();
      art.of = drawn_pop(dice, -1);
      art.amount = static_cast<Art::Amount>(dice.below(4));
      art.low = dice.below(3);
      art.high = art.low + 1;
    } else if (kind < 58) {
      art.kind = Art::Kind::PartPercent;
      art.target = releasing();
      art.of = drawn_pop(dice, -1);
      art.amount = static_cast<Art::Amount>(dice.below(3));
      art.low = 25 * (1 + dice.below(3));
    } else if (kind < 62) {
      art.kind = dice.chance(60) ? Art::Kind::Exclude : Art::Kind::ExcludeTo;
      art.of = drawn_pop(dice, party);
      art.place = art.kind == Art::Kind::ExcludeTo ? dice.below(4) : -1;
    } else if (kind < 67) {
      art.kind = Art::Kind::Courts;
    } else if (kind < 72) {
      art.kind = Art::Kind::Consent;
      if (dice.chance(40)) art.place = dice.below(4);
    } else if (kind < 77) {
      art.kind = dice.chance(60) ? Art::Kind::GoTo : Art::Kind::Shares;
      art.of = drawn_pop(dice, party);
      art.place = dice.below(4);
      art.other = (art.place + 1) % 4;
      art.low = dice.below(3);
      art.high = dice.below(3);
    } else if (kind < 81) {
      if (spec.phases < 2) continue;
      art.kind = dice.chance(50) ? Art::Kind::Cap : Art::Kind::EachCap;
      art.phase = dice.below(spec.phases);
      art.low = 1 + dice.below(5);
    } else if (kind < 83) {
      art.kind = Art::Kind::OneRound;
    } else if (kind < 86) {
      art.kind = Art::Kind::NeverAhead;
      art.low = dice.below(3);
    } else if (kind < 89) {
      if (family) continue;
      family = true;
      art.kind = dice.chance(50) ? Art::Kind::SamePhase : Art::Kind::Together;
    } else if (kind < 92) {
      if (weight) continue;
      weight = true;
      art.kind = Art::Kind::Weight;
      art.carrying = dice.chance(60);
    } else if (kind < 94) {
      art.kind = Art::Kind::Priority;
      art.of = drawn_pop(dice, party);
      art.key = dice.chance(50) ? "the women" : dice.chance(50) ? "the ill or wounded" : "the longest held";
    } else if (kind < 95) {
      art.kind = Art::Kind::OutsideKey;
      art.of = drawn_pop(dice, party);
      art.of.holder = party;
    } else if (kind < 96) {
      art.kind = Art::Kind::Substitute;
      art.target = releasing();
      art.of.ask = Pop::Ask::Reserve;
    } else if (kind < 98) {
      art.kind = Art::Kind::FirstMover;
    } else {
      art.kind = Art::Kind::After;
      art.target = releasing();
      art.other = releasing();
      if (art.target == art.other) continue;
    }
    spec.articles.push_back(art);
  }
  if (dice.chance(25)) {
    Art art;
    art.kind = Art::Kind::Exchange;
    art.party = dice.below(spec.parties);
    art.other = (art.party + 1) % spec.parties;
    art.of = drawn_pop(dice, art.party);
    art.delivered = drawn_pop(dice, art.other);
    art.of.holder = art.party;
    art.delivered.holder = art.other;
    art.second_low = art.every = 1;
    if (dice.chance(50)) (dice.chance(50) ? art.every : art.second_low) = 2 + dice.below(2);
    spec.articles.push_back(art);
  }
  const int goals = dice.below(4);
  for (int made = 0; made < goals; ++made) {
    Goal_ goal;
    goal.kind = static_cast<Goal_::Kind>(dice.below(6));
    if (goal.kind == Goal_::Kind::Difference && !weight) continue;
    goal.of = drawn_pop(dice, dice.below(spec.parties));
    goal.order = dice.chance(50) ? "the women" : dice.chance(50) ? "the ill or wounded" : "the longest held";
    spec.goals.push_back(goal);
  }
  if (dice.chance(20)) {
    Art art;
    art.kind = Art::Kind::Refusers;
    art.counts = dice.chance(50);
    spec.articles.push_back(art);
  }
  settle_exchanges(spec);
  return spec;
}

}  // namespace midspan::bench
