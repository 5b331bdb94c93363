// SPDX-License-Identifier: Apache-2.0
// The law: what is printed reads back to the same tree, in every language, whatever the tree.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <ctime>

#include "terms/sample.hpp"
#include "terms/terms.hpp"

namespace midspan {
namespace {

using namespace people;

rc::Gen<Number> number() {
  return rc::gen::map(rc::gen::pair(rc::gen::inRange<std::int64_t>(1, 5000), rc::gen::inRange(0, 8)),
                      [](const auto& pair) {
                        Number made;
                        made.low = made.high = pair.first;
                        made.open = pair.second < 2;
                        if (pair.second == 0) made.high += 7;
                        return made;
                      });
}

Filter filter(int kind, std::int64_t value) {
  Filter made;
  made.kind = static_cast<Filter::Kind>(kind);
  made.negated = value % 5 == 0;
  switch (made.kind) {
    case Filter::Kind::HeldBy:
    case Filter::Kind::HeldOnBehalfOf:
    case Filter::Kind::WantedBy: made.text = value % 2 == 0 ? "Israel" : "Ansar Allah"; break;
    case Filter::Kind::OfNationality: made.text = value % 2 == 0 ? "VEN" : "SYR"; break;
    case Filter::Kind::InCategory: made.text = value % 2 == 0 ? "political" : "hill people"; break;
    case Filter::Kind::OfRank: made.text = value % 2 == 0 ? "lieutenant colonel" : "sheikh"; break;
    case Filter::Kind::OfUnit: made.text = "36th"; break;
    case Filter::Kind::Serving: made.text = value % 2 == 0 ? "life" : "20 years"; break;
    case Filter::Kind::ConvictedOf: made.text = "murder"; break;
    case Filter::Kind::Aged:
      made.number.low = made.number.high = value;
      made.comparison = static_cast<Comparison>(value % 5);
      break;
    case Filter::Kind::OfSex: made.text = value % 2 == 0 ? "female" : "male"; break;
    case Filter::Kind::HeldSince:
      made.day = static_cast<base::Day>(10'000 + value);
      made.comparison = static_cast<Comparison>(value % 5);
      break;
    case Filter::Kind::CapturedBetween:
      if (value % 3 != 0) made.day = static_cast<base::Day>(10'000 + value);
      if (value % 3 != 1) made.day2 = static_cast<base::Day>(20'000 + value);
      break;
    case Filter::Kind::InList:
      made.text = value % 2 == 0 ? "NAMED" : "second list";
      if (value % 3 == 0) made.number.low = made.number.high = value;
      break;
    case Filter::Kind::StandingAtLeast:
      made.standing = static_cast<Standing>(value % 4);
      made.open = value % 3 == 0;
      break;
    case Filter::Kind::UnderHold: made.text = value % 2 == 0 ? "" : "medical"; break;
    case Filter::Kind::Field:
      made.text = "a column";
      made.text2 = "a value";
      break;
    case Filter::Kind::HeldFor:
      made.number.low = made.number.high = value;
      made.comparison = value % 2 == 0 ? Comparison::AtLeast : Comparison::More;
      break;
    case Filter::Kind::Wishing: made.text = value % 2 == 0 ? "Norway" : "West Bank"; break;
    case Filter::Kind::FieldNumber:
      made.text = "a column";
      made.number.low = made.number.high = value;
      made.comparison = value % 2 == 0 ? Comparison::AtLeast : Comparison::AtMost;
      break;
    default: break;
  }
  return made;
}

Set set(int depth) {
  Set made;
  const int kind = *rc::gen::inRange(0, depth > 0 ? 8 : 5);
  switch (kind) {
    case 0: made.kind = Set::Kind::Persons; break;
    case 1: made.kind = Set::Kind::Remains; break;
    case 2:
      made.kind = Set::Kind::Defined;
      made.name = *rc::gen::element<std::string>("Deportees", "Life Sentences", "Women");
      break;
    case 3:
      made.kind = Set::Kind::List;
      made.name = *rc::gen::element<std::string>("NAMED", "B2", "lower case");
      break;
    case 4:
      made.kind = Set::Kind::ReleasedUnder;
      made.name = "1";
      break;
    default:
      made.kind = static_cast<Set::Kind>(kind);
      for (int at = *rc::gen::inRange(2, 4); at > 0; --at) made.parts.push_back(set(depth - 1));
      break;
  }
  for (int at = *rc::gen::inRange(0, 3); at > 0; --at)
    made.filters.push_back(filter(*rc::gen::inRange(0, 26), *rc::gen::inRange<std::int64_t>(1, 99)));
  if (made.kind != Set::Kind::ReleasedUnder && *rc::gen::inRange(0, 6) == 0) made.as_of = 20'000;
  return made;
}

Amount amount() {
  Amount made;
  made.kind = *rc::gen::element(Amount::Kind::All, Amount::Kind::Exactly, Amount::Kind::AtLeast, Amount::Kind::AtMost,
                                Amount::Kind::Between, Amount::Kind::PerDay, Amount::Kind::Percent,
                                Amount::Kind::AtLeastPercent, Amount::Kind::AtMostPercent, Amount::Kind::AsManyAs);
  if (made.kind == Amount::Kind::AsManyAs) {
    made.party = "Hamas";
    made.article = "1";
    made.by_rank = *rc::gen::arbitrary<bool>();
  } else if (made.kind != Amount::Kind::All) {
    made.number = *number();
  }
  if (made.kind == Amount::Kind::Between) made.upper = *number();
  if (made.share() && *rc::gen::arbitrary<bool>()) made.upper.low = made.upper.high = *rc::gen::inRange(2, 99);
  return made;
}

When when() {
  When made;
  made.kind = static_cast<When::Kind>(*rc::gen::inRange(0, 12));
  switch (made.kind) {
    case When::Kind::OnDay: made.days = *number(); break;
    case When::Kind::InPhase: made.name = "2"; break;
    case When::Kind::WithinDaysOf:
    case When::Kind::WithinHoursOf:
      made.days = *number();
      made.name = "the signing";
      break;
    case When::Kind::Before:
    case When::Kind::After:
    case When::Kind::OnDate:
    case When::Kind::ByDate: made.date = 20'000; break;
    case When::Kind::From:
      if (*rc::gen::arbitrary<bool>()) {
        made.date = 20'000;
      } else {
        made.days = *number();
        made.name = "the signing";
      }
      break;
    case When::Kind::BetweenDates:
      made.date = 20'000;
      made.until = 20'007;
      break;
    default: break;
  }
  return made;
}

// Whom a party releases, in its hands: what the reader reads where a text says of described people nothing about it.
Set in_the_hands_of(const std::string& party, Set drawn) {
  if (drawn.kind == Set::Kind::Defined || drawn.kind == Set::Kind::List || drawn.kind == Set::Kind::ReleasedUnder)
    return drawn;
  Filter held;
  held.kind = Filter::Kind::HeldBy;
  held.text = party;
  drawn.filters.push_back(held);
  return drawn;
}

RC_GTEST_PROP(Properties, PrintedTextReadsBackToTheSameTree, ()) {
  Agreement agreement =
      terms::read(sample::with_sentence("en", "El Salvador releases 1 of the Deportees to Venezuela."), "t").agreement;
  Release release;
  release.party = *rc::gen::element<std::string>("El Salvador", "Ansar Allah", "Hamas");
  release.amount = amount();
  if (*rc::gen::inRange(0, 4) == 0) release.rate = *number();
  release.of = in_the_hands_of(release.party, set(2));
  release.to = *rc::gen::element<std::string>("", "Venezuela", "Germany", "Hill Country");
  release.when = when();
  Composition composition;
  composition.article = "2";
  composition.amount.kind = Amount::Kind::AtLeast;
  composition.amount.number = *number();
  composition.who = set(1);
  Key key;
  key.delivered = set(1);
  key.party = "Israel";
  for (int at = *rc::gen::inRange(1, 4); at > 0; --at) {
    Owed owed;
    owed.all = *rc::gen::inRange(0, 4) == 0;
    if (!owed.all) owed.number = *number();
    owed.of = in_the_hands_of(key.party, set(1));
    key.owed.push_back(std::move(owed));
  }
  key.fewer_if_fewer = *rc::gen::arbitrary<bool>();
  Exclusion exclusion;
  exclusion.who.kind = Set::Kind::Defined;
  exclusion.who.name = "Women";
  exclusion.who.filters.push_back(filter(*rc::gen::inRange(0, 26), 7));
  auto& clauses = agreement.articles.back().clauses;
  clauses.clear();
  for (ClauseBody body : {ClauseBody(release), ClauseBody(composition), ClauseBody(key), ClauseBody(exclusion)}) {
    Clause clause;
    clause.body = std::move(body);
    clauses.push_back(std::move(clause));
  }
  const std::string digest = terms::digest(agreement);
  for (const std::string& language : terms::languages()) {
    const std::string text = terms::format(agreement, language);
    const terms::Reading back = terms::read(text, "printed");
    RC_LOG() << text << "\n" << sample::codes(back.findings) << "\n";
    RC_ASSERT(back.ok);
    RC_ASSERT(terms::digest(back.agreement) == digest);
    RC_ASSERT(terms::format(back.agreement, language) == text);
  }
}

// Every form of a sentence, about other people and at other times than its example.
RC_GTEST_PROP(Properties, EveryFormIsTranslated, ()) {
  static const std::vector<std::string> kExamples = [] {
    std::vector<std::string> made;
    for (const terms::Form& form : terms::words("en"))
      if (form.part == "clause") made.push_back(form.example);
    return made;
  }();
  Agreement agreement = terms::read(sample::with_sentence("en", *rc::gen::elementOf(kExamples)), "t").agreement;
  const auto changed = [] { return *rc::gen::inRange(0, 3) == 0; };
  for (Clause& clause : agreement.articles.back().clauses)
    std::visit(
        [&](auto& body) {
          if constexpr (requires { body.who.filters; })
            if (changed()) body.who = set(1);
          if constexpr (requires { body.of.filters; })
            if (changed()) body.of = set(1);
          if constexpr (requires { body.when.days; })
            if (changed()) body.when = when();
          if constexpr (requires { body.amount.upper; })
            if (changed() && body.amount.kind == Amount::Kind::Exactly) body.amount.number = *number();
        },
        clause.body);
  const std::string digest = terms::digest(agreement);
  // What no sentence says (a destination of remains at no time) is left out; of what is said all languages say the
  // same.
  const terms::Reading english = terms::read(terms::format(agreement, "en"), "en");
  RC_PRE(english.ok && terms::digest(english.agreement) == digest);
  std::string text = terms::format(agreement, "en");
  for (const char* language : {"ar", "es", "en", "es", "ar", "en"}) {
    const terms::Reading read = terms::read(text, "printed");
    RC_LOG() << text << "\n" << sample::codes(read.findings) << "\n";
    RC_ASSERT(read.ok);
    RC_ASSERT(terms::digest(read.agreement) == digest);
    text = terms::format(read.agreement, language);
  }
  RC_ASSERT(terms::digest(terms::read(text, "printed").agreement) == digest);
}

// Four times the words take four times as long, not sixteen times.
TEST(Properties, SenselessWordsTakeTimeInProportion) {
  const auto seconds = [](int words) {
    std::string noise;
    for (int at = 0; at < words; ++at) noise += " w" + std::to_string(at * 7919 % 99991) + "x";
    const std::clock_t start = std::clock();
    terms::read(sample::with_sentence("en", noise + "."), "noise");
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  };
  seconds(100);  // tables are made
  const double few = seconds(4000);
  EXPECT_LT(seconds(16000), 10 * few + 0.1);
}

// Any text ends, with findings whose places lie inside it.
RC_GTEST_PROP(Properties, AnyTextIsReadWithoutHarm, (std::string noise)) {
  std::string text = sample::with_sentence("en", "Venezuela releases 3 of the Prisoners to El Salvador.");
  const std::size_t at = *rc::gen::inRange<std::size_t>(0, text.size());
  text.insert(at, noise);
  const terms::Reading reading = terms::read(text, "noise");
  for (const people::Finding& finding : reading.findings) {
    RC_ASSERT(finding.place.begin <= finding.place.end);
    RC_ASSERT(finding.place.end <= text.size());
  }
  terms::check(reading.agreement, nullptr, "noise", text);
  terms::format(reading.agreement, "ar");
}

}  // namespace
}  // namespace midspan
