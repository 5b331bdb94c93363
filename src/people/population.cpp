// SPDX-License-Identifier: Apache-2.0
#include "people/population.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <set>
#include <unordered_map>

#include "base/listed.hpp"
#include "people/words.hpp"

namespace midspan::people {

namespace {

bool among(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool compare(std::int64_t value, Comparison comparison, std::int64_t with) {
  switch (comparison) {
    case Comparison::Less: return value < with;
    case Comparison::AtMost: return value <= with;
    case Comparison::Equal: return value == with;
    case Comparison::AtLeast: return value >= with;
    case Comparison::More: return value > with;
  }
  return false;
}

// Whole years from birth to a day.
std::int64_t age_on(base::Day birth, base::Day day) {
  const base::CivilDate born = base::civil(birth), then = base::civil(day);
  const bool had_birthday = then.month > born.month || (then.month == born.month && then.day >= born.day);
  return then.year - born.year - (had_birthday ? 0 : 1);
}

// The same day of the month so many months earlier; its last day where that month is shorter.
base::Day months_before(base::Day day, std::int64_t months) {
  base::CivilDate date = base::civil(day);
  const std::int64_t month = std::max<std::int64_t>(12, date.year * 12 + date.month - 1 - months);  // not before year 1
  date.year = static_cast<int>(month / 12);
  date.month = static_cast<int>(month % 12) + 1;
  date.day = std::min(date.day, base::days_in_month(date.year, date.month));
  return base::day_of(date);
}

std::optional<std::int64_t> whole(const std::string& text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// True of both ends of a span.
bool surely(const DateSpan& span, const std::function<bool(base::Day)>& test) {
  return span.known() && test(span.earliest) && test(span.latest);
}

bool hold_matches(const PersonFacts& person, const std::string& kind) {
  static const std::map<std::string, HoldKind> kKinds = {
      {"court order", HoldKind::CourtOrder},   {"court", HoldKind::CourtOrder},
      {"consent", HoldKind::Consent},          {"refoulement", HoldKind::Refoulement},
      {"medical", HoldKind::Medical},          {"penal", HoldKind::Penal},
      {"identity", HoldKind::Identity},        {"minor", HoldKind::Minor},
      {"family unit", HoldKind::FamilyUnit},   {"party objection", HoldKind::PartyObjection},
      {"objection", HoldKind::PartyObjection}, {"other", HoldKind::Other}};
  if (kind.empty()) return !person.holds.empty();
  if (kind == "legal")  // what only a court or a law can lift
    return std::any_of(person.holds.begin(), person.holds.end(), [](HoldKind hold) {
      return hold == HoldKind::CourtOrder || hold == HoldKind::Penal || hold == HoldKind::Refoulement;
    });
  const auto found = kKinds.find(kind);
  return found != kKinds.end() &&
         std::find(person.holds.begin(), person.holds.end(), found->second) != person.holds.end();
}

// Populations that are asked about person by person.
std::vector<const Set*> sets_of(const Agreement& agreement) {
  std::vector<const Set*> sets;
  for (const Article& article : agreement.articles)
    for (const Clause& clause : article.clauses) {
      const auto& body = clause.body;
      if (const auto* release = std::get_if<Release>(&body)) sets.push_back(&release->of);
      if (const auto* key = std::get_if<Key>(&body)) {
        sets.push_back(&key->delivered);
        for (const Owed& owed : key->owed) sets.push_back(&owed.of);
      }
      if (const auto* named = std::get_if<Named>(&body)) sets.push_back(&named->who);
      if (const auto* part = std::get_if<Composition>(&body)) sets.push_back(&part->who);
      if (const auto* choice = std::get_if<Choice>(&body)) sets.push_back(&choice->pool);
      if (const auto* bonus = std::get_if<Bonus>(&body)) sets.push_back(&bonus->delivered);
      if (const auto* substitute = std::get_if<Substitute>(&body)) sets.push_back(&substitute->reserve);
      if (const auto* priority = std::get_if<Priority>(&body)) {
        sets.push_back(&priority->within);
        for (const Set& each : priority->classes) sets.push_back(&each);
      }
      if (const auto* exclusion = std::get_if<Exclusion>(&body)) sets.push_back(&exclusion->who);
      if (const auto* gate = std::get_if<Gate>(&body)) sets.push_back(&gate->who);
      if (const auto* counting = std::get_if<Counting>(&body)) sets.push_back(&counting->who);
      if (const auto* destination = std::get_if<Destination>(&body)) sets.push_back(&destination->who);
      if (const auto* family = std::get_if<FamilyRule>(&body)) sets.push_back(&family->who);
    }
  for (const Goal& goal : agreement.goals) sets.push_back(&goal.of);
  return sets;
}

// "Officers" are whoever has an officer's rank, and sergeants are non-commissioned officers: a rank of the list below
// is of its class, too. A rank that is not listed is only itself, since nobody could say of which class it is.
bool rank_is(const std::string& rank, const std::string& asked) {
  static const std::set<std::string_view> kOfficers{"marshal",
                                                    "field marshal",
                                                    "general in chief",
                                                    "general",
                                                    "lieutenant general",
                                                    "major general",
                                                    "brigadier general",
                                                    "brigadier",
                                                    "admiral",
                                                    "vice admiral",
                                                    "rear admiral",
                                                    "flag officer",
                                                    "commodore",
                                                    "colonel",
                                                    "lieutenant colonel",
                                                    "navy captain",
                                                    "commander",
                                                    "lieutenant commander",
                                                    "major",
                                                    "captain",
                                                    "navy lieutenant",
                                                    "lieutenant",
                                                    "first lieutenant",
                                                    "second lieutenant",
                                                    "ensign"};
  static const std::set<std::string_view> kNonCommissioned{
      "sergeant", "staff sergeant", "master sergeant", "sergeant major", "corporal", "lance corporal", "petty officer"};
  static const std::set<std::string_view> kOthers{"private", "seaman", "soldier", "sailor"};
  static const std::string kClass = folded("non-commissioned officer");
  if (rank == asked) return true;
  if (asked == "officer") return kOfficers.contains(rank);
  if (asked == kClass) return kNonCommissioned.contains(rank);
  return asked == "other rank" && (kNonCommissioned.contains(rank) || kOthers.contains(rank) || rank == kClass);
}

// Who keeps a column by hand ticks it.
bool says_yes(std::string_view cell) {
  static constexpr std::string_view kYes[] = {"yes", "y",   "x",   "1",  "true", "✓",   "✔",    "+",  "sí",  "si",
                                              "s",   "نعم", "oui", "да", "так",  "sim", "evet", "כן", "بله", "ja"};
  return std::find(std::begin(kYes), std::end(kYes), cell) != std::end(kYes);
}

}  // namespace

bool asks_the_day(const Agreement& agreement) {
  const auto asks = [](const auto& self, const Set& set) -> bool {
    return (!set.as_of && std::any_of(set.filters.begin(), set.filters.end(),
                                      [](const Filter& filter) {
                                        return filter.kind == Filter::Kind::Aged ||
                                               filter.kind == Filter::Kind::Minor ||
                                               filter.kind == Filter::Kind::HeldFor;
                                      })) ||
           std::any_of(set.parts.begin(), set.parts.end(), [&](const Set& part) { return self(self, part); });
  };
  for (const Definition& definition : agreement.definitions)
    if (asks(asks, definition.set)) return true;
  for (const Set* set : sets_of(agreement))
    if (asks(asks, *set)) return true;
  for (const Article& article : agreement.articles)
    for (const Clause& clause : article.clauses) {
      const auto* family = std::get_if<FamilyRule>(&clause.body);
      if (family != nullptr && family->kind == FamilyRule::Kind::MinorsAccompany) return true;
      const auto* priority = std::get_if<Priority>(&clause.body);
      if (priority != nullptr &&
          std::find(priority->keys.begin(), priority->keys.end(), OrderKey::Minors) != priority->keys.end())
        return true;
    }
  return std::any_of(agreement.goals.begin(), agreement.goals.end(), [](const Goal& goal) {
    return goal.kind == Goal::Kind::OrderFirst && goal.order == OrderKey::Minors;
  });
}

std::string party_of(const Agreement& agreement, const std::string& written) {
  for (const std::string& party : agreement.parties)
    if (same_word(party, written)) return written;
  for (const auto& [canonical, spelled] : agreement.party_names)
    if (same_word(spelled, written)) return canonical;
  return written;
}

FoldedFacts facts_of(const PersonFacts& person) {
  FoldedFacts facts;
  facts.person = &person;
  facts.held_by = folded(person.held_by);
  facts.on_behalf_of = folded(person.on_behalf_of);
  const auto fold_all = [](const std::vector<std::string>& words) {
    std::vector<std::string> out;
    for (const std::string& word : words) out.push_back(folded(word));
    return out;
  };
  facts.wanted_by = fold_all(person.wanted_by);
  facts.nationalities = fold_all(person.nationalities);
  facts.categories = fold_all(person.categories);
  facts.lists = fold_all(person.lists);
  facts.offences = fold_all(person.offences);
  facts.rank = folded(person.rank);
  facts.unit = folded(person.unit);
  facts.sentence = folded(person.sentence);
  return facts;
}

struct Populations::Read {
  struct Test {
    const Filter* filter = nullptr;
    std::string text, text2;
  };
  Set::Kind kind = Set::Kind::Persons;
  std::string name;
  base::Day day = 0;
  std::vector<Test> filters;
  std::vector<Read> parts;
  const Read* inner = nullptr;  // what is defined
};

struct Populations::Book {
  std::map<std::string, Read, std::less<>> definitions;
  std::unordered_map<const Set*, Read> sets;  // looked up only
};

Populations::Populations(const Agreement& agreement, base::Day today, Standings standings)
    : day_(agreement.version.value_or(today)), standings_(standings), book_(std::make_shared<Book>()) {
  for (const Definition& each : agreement.definitions) {
    definitions_.emplace(folded(each.name), &each.set);
    names_.push_back(each.name);
  }
  for (const auto& [name, set] : definitions_) book_->definitions[name];  // each has its place before it is pointed at
  for (const auto& [name, set] : definitions_) book_->definitions[name] = read(*set);
  for (const Set* set : sets_of(agreement)) book_->sets.emplace(set, read(*set));
}

std::optional<std::string> Populations::circle() const {
  // Depth-first walk; a name met again on its own path is a circle.
  enum class State : std::uint8_t { New, OnThePath, Done };
  std::map<std::string, State> states;
  const auto fine = [&](const auto& self, const Set& set) -> bool {
    if (set.kind == Set::Kind::Defined) {
      State& state = states[folded(set.name)];
      if (state == State::OnThePath) return false;
      if (state == State::New) {
        state = State::OnThePath;
        if (const Set* inner = definition(folded(set.name)); inner != nullptr && !self(self, *inner)) return false;
        state = State::Done;
      }
    }
    return std::all_of(set.parts.begin(), set.parts.end(), [&](const Set& part) { return self(self, part); });
  };
  for (const std::string& name : names_) {
    Set named;
    named.kind = Set::Kind::Defined;
    named.name = name;
    if (!fine(fine, named)) return name;
  }
  return std::nullopt;
}

const Set* Populations::definition(std::string_view folded_name) const {
  const auto found = definitions_.find(folded_name);
  return found == definitions_.end() ? nullptr : found->second;
}

bool Populations::holds(const Filter& filter, const std::string& text, const std::string& text2,
                        const FoldedFacts& facts, base::Day day) const {
  const PersonFacts& person = *facts.person;
  if (filter.kind == Filter::Kind::StandingAtLeast && standings_ == Standings::Ignored) return !filter.negated;
  switch (filter.kind) {
    case Filter::Kind::HeldBy: return facts.held_by == text;
    case Filter::Kind::HeldOnBehalfOf: return facts.on_behalf_of == text;
    case Filter::Kind::WantedBy: return among(facts.wanted_by, text);
    case Filter::Kind::OfNationality: return among(facts.nationalities, text);
    case Filter::Kind::InCategory: return among(facts.categories, text);
    case Filter::Kind::OfRank: return rank_is(facts.rank, text);
    case Filter::Kind::OfUnit: return facts.unit == text;
    case Filter::Kind::Serving:
      // "other sentences" are all that are not for life.
      return facts.sentence == text || (text == "other" && !facts.sentence.empty() && facts.sentence != "life");
    case Filter::Kind::ConvictedOf: return among(facts.offences, text);
    case Filter::Kind::Aged:
      return surely(person.birth,
                    [&](base::Day born) { return compare(age_on(born, day), filter.comparison, filter.number.low); });
    case Filter::Kind::OfSex:
      return (text == "female" && person.sex == Sex::Female) || (text == "male" && person.sex == Sex::Male);
    case Filter::Kind::IllOrWounded:
      return person.health == Health::Ill || person.health == Health::Wounded || person.health == Health::GravelyIll;
    case Filter::Kind::GravelyIll: return person.health == Health::GravelyIll;
    case Filter::Kind::Minor: return surely(person.birth, [&](base::Day born) { return age_on(born, day) < 18; });
    case Filter::Kind::HeldSince:
      return filter.day &&
             surely(person.since(), [&](base::Day since) { return compare(since, filter.comparison, *filter.day); });
    case Filter::Kind::CapturedBetween:
      return surely(person.captured, [&](base::Day captured) {
        return (!filter.day || captured >= *filter.day) && (!filter.day2 || captured <= *filter.day2);
      });
    case Filter::Kind::InList: return among(facts.lists, text);
    case Filter::Kind::StandingAtLeast:
      // A standing in brackets is what the two worlds of a clearing differ in, not who the population is.
      return filter.open || static_cast<int>(person.standing) >= static_cast<int>(filter.standing);
    case Filter::Kind::UnderHold: return hold_matches(person, text);
    case Filter::Kind::Alive: return !person.remains && person.health != Health::Dead;
    case Filter::Kind::Dead: return person.remains || person.health == Health::Dead;
    case Filter::Kind::Field: {
      return std::any_of(person.other.begin(), person.other.end(), [&](const auto& field) {
        if (folded(field.first) != text) return false;
        const std::string cell = folded(field.second);
        return cell == text2 || (says_yes(text2) && says_yes(cell));
      });
    }
    case Filter::Kind::Consenting: return person.travel_consent == ConsentAnswer::Yes;
    case Filter::Kind::HeldFor: {
      const base::Day from = months_before(day, filter.number.low);
      return surely(person.since(), [&](base::Day since) {
        return filter.comparison == Comparison::More ? since < from : since <= from;
      });
    }
    case Filter::Kind::Wishing: return folded(person.wish) == text;
    case Filter::Kind::FieldNumber:
      return std::any_of(person.other.begin(), person.other.end(), [&](const auto& field) {
        const auto number = whole(field.second);
        return folded(field.first) == text && number && compare(*number, filter.comparison, filter.number.low);
      });
  }
  return false;
}

Populations::Read Populations::read(const Set& set) const {
  Read out;
  out.kind = set.kind;
  out.name = set.kind == Set::Kind::ReleasedUnder ? set.name : folded(set.name);
  out.day = set.as_of.value_or(day_);
  for (const Filter& filter : set.filters) out.filters.push_back({&filter, folded(filter.text), folded(filter.text2)});
  for (const Set& part : set.parts) out.parts.push_back(read(part));
  if (set.kind == Set::Kind::Defined)
    if (const auto found = book_->definitions.find(out.name); found != book_->definitions.end())
      out.inner = &found->second;
  return out;
}

bool Populations::contains(const Set& set, const FoldedFacts& person, std::string_view article) const {
  Answers known;
  const auto found = book_->sets.find(&set);
  return found != book_->sets.end() ? contains(found->second, person, article, 0, known)
                                    : contains(read(set), person, article, 0, known);
}

bool Populations::contains(const Read& set, const FoldedFacts& person, std::string_view article, std::size_t depth,
                           Answers& known) const {
  const bool filters = std::all_of(set.filters.begin(), set.filters.end(), [&](const Read::Test& test) {
    return holds(*test.filter, test.text, test.text2, person, set.day) != test.filter->negated;
  });
  if (!filters) return false;
  const auto part = [&](const Read& inner) { return contains(inner, person, article, depth, known); };
  switch (set.kind) {
    case Set::Kind::Persons: return person.bulk.empty() && !person.person->remains;
    case Set::Kind::Remains: return person.bulk.empty() && person.person->remains;
    case Set::Kind::Defined: {
      if (!person.bulk.empty() && person.bulk == set.name) return true;
      // Each definition stands once on the way to any other; more often only in a circle.
      if (set.inner == nullptr || depth >= names_.size()) return false;
      for (const auto& [definition, inside] : known)
        if (definition == set.inner) return inside;
      const bool inside = contains(*set.inner, person, article, depth + 1, known);
      if (depth > 0) known.emplace_back(set.inner, inside);
      return inside;
    }
    case Set::Kind::List: return among(person.lists, set.name);
    case Set::Kind::ReleasedUnder: return !article.empty() && article == set.name;
    case Set::Kind::Union: return std::any_of(set.parts.begin(), set.parts.end(), part);
    case Set::Kind::Intersection: return std::all_of(set.parts.begin(), set.parts.end(), part);
    case Set::Kind::Difference:
      return !set.parts.empty() && part(set.parts.front()) &&
             std::none_of(set.parts.begin() + 1, set.parts.end(), part);
  }
  return false;
}

bool Populations::is(Filter::Kind kind, const FoldedFacts& person) const {
  static const std::string kNoWords;
  Filter filter;
  filter.kind = kind;
  return person.bulk.empty() && holds(filter, kNoWords, kNoWords, person, day_);
}

template <typename Ask>
bool Populations::of_definition(const Set& set, Said& known, Ask&& ask) const {
  const Set* inner = definition(folded(set.name));
  if (inner == nullptr) return false;
  if (const auto [found, fresh] = known.emplace(inner, false); !fresh) return found->second;
  return known[inner] = ask(*inner);
}

bool Populations::says_holder(const Set& set) const {
  Said known;
  return says_holder(set, known);
}

bool Populations::says_holder(const Set& set, Said& known) const {
  const auto names_holder = [](const Filter& filter) {
    return (filter.kind == Filter::Kind::HeldBy || filter.kind == Filter::Kind::HeldOnBehalfOf) && !filter.negated;
  };
  if (std::any_of(set.filters.begin(), set.filters.end(), names_holder)) return true;
  const auto says = [&](const Set& part) { return says_holder(part, known); };
  if (set.kind == Set::Kind::Defined) return of_definition(set, known, says);
  if (set.parts.empty()) return false;
  if (set.kind == Set::Kind::Difference) return says(set.parts.front());
  return set.kind == Set::Kind::Union ? std::all_of(set.parts.begin(), set.parts.end(), says)
                                      : std::any_of(set.parts.begin(), set.parts.end(), says);
}

bool Populations::names_holder(const Set& set, std::string_view party) const {
  Said known;
  return names_holder(set, party, known);
}

bool Populations::names_holder(const Set& set, std::string_view party, Said& known) const {
  for (const Filter& filter : set.filters)
    if ((filter.kind == Filter::Kind::HeldBy || filter.kind == Filter::Kind::HeldOnBehalfOf) && !filter.negated &&
        folded(filter.text) == party)
      return true;
  const auto names = [&](const Set& part) { return names_holder(part, party, known); };
  if (set.kind == Set::Kind::Defined) return of_definition(set, known, names);
  if (set.kind == Set::Kind::Difference) return !set.parts.empty() && names(set.parts.front());
  return std::any_of(set.parts.begin(), set.parts.end(), names);
}

bool Populations::depends_on_release(const Set& set) const {
  Said known;
  return depends_on_release(set, known);
}

bool Populations::depends_on_release(const Set& set, Said& known) const {
  if (set.kind == Set::Kind::ReleasedUnder) return true;
  const auto depends = [&](const Set& part) { return depends_on_release(part, known); };
  if (set.kind == Set::Kind::Defined) return of_definition(set, known, depends);
  return std::any_of(set.parts.begin(), set.parts.end(), depends);
}

std::string Populations::name_of(const Set& set) {
  if ((set.kind == Set::Kind::Defined || set.kind == Set::Kind::List) && set.filters.empty()) return set.name;
  if (set.kind == Set::Kind::Union || set.kind == Set::Kind::Intersection) {
    std::string names;
    for (const Set& part : set.parts) {
      const std::string name = name_of(part);
      if (name.empty()) return {};
      base::add_listed(names, name);
    }
    return names;
  }
  return set.parts.empty() ? std::string(set.name) : name_of(set.parts.front());
}

std::string Populations::words_of(const Set& set) {
  if ((set.kind == Set::Kind::Defined || set.kind == Set::Kind::List) && set.filters.empty()) return set.name;
  if (!set.written.text.empty()) return set.written.text;
  if (std::string name = name_of(set); !name.empty()) return name;
  std::string words;
  for (const Filter& filter : set.filters)
    if (!filter.text.empty() && !filter.negated && filter.kind != Filter::Kind::HeldBy)
      base::add_listed(words, filter.text);
  return words;
}

std::string Populations::written_of(const Set& set) {
  if (set.kind == Set::Kind::Difference && set.written.text.empty() && set.parts.size() == 2)
    return written_of(set.parts.front()) + " \u2212 " + written_of(set.parts.back());
  return set.written.text.empty() ? words_of(set) : set.written.text;
}

}  // namespace midspan::people
