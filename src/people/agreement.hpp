// SPDX-License-Identifier: Apache-2.0
// An agreement as a tree: what terms/ reads and clear/ runs. The tree says nothing of the language it was written in;
// two texts are equally authentic if and only if they give the same tree, whose digest everybody signs.
// Source of the forms: eighteen primitives found in 39 agreements of record (docs/terms.md).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/day.hpp"
#include "people/list.hpp"
#include "people/statement.hpp"

namespace midspan::people {

// Where a part of the tree stands in its text. Never part of the digest.
struct TextSpan {
  std::size_t begin = 0;  // byte offsets, end exclusive
  std::size_t end = 0;
  bool operator==(const TextSpan&) const { return true; }
};

// A whole number, or what is not agreed yet: [30], [20..40], [El Salvador: 252; Venezuela: 80].
struct Number {
  std::int64_t low = 0;
  std::int64_t high = 0;                                        // = low unless a range
  bool open = false;                                            // stands in square brackets
  std::vector<std::pair<std::string, std::int64_t>> proposals;  // by party, in the text's order
  TextSpan span;
  bool operator==(const Number&) const = default;
};

// Whether the text gives this number at all, where one may be left out: "at most 0" is a number, too.
inline bool said(const Number& number) {
  return number.low != 0 || number.high != 0 || number.open || number.span.end > number.span.begin;
}

// ---- Populations -------------------------------------------------------------------------------------------------

enum class Comparison : std::uint8_t { Less, AtMost, Equal, AtLeast, More };

struct Filter {
  enum class Kind : std::uint8_t {
    HeldBy,          // text: party
    HeldOnBehalfOf,  // text: party
    WantedBy,        // text: party
    OfNationality,   // text: ISO 3166 alpha-3 (the text's demonym resolved by terms/)
    InCategory,      // text: category
    OfRank,          // text
    OfUnit,          // text
    Serving,         // text: sentence ("life")
    ConvictedOf,     // text: offence
    Aged,            // number, comparison; as of the population's day
    OfSex,           // text: "female" / "male"
    IllOrWounded,
    GravelyIll,
    Minor,            // under 18 as of the population's day
    HeldSince,        // day, comparison: Less = before, AtLeast = on or after
    CapturedBetween,  // day, day2 (inclusive; either may be absent)
    InList,           // text: list id; number: version (0 = in force)
    StandingAtLeast,  // standing; open: in square brackets
    UnderHold,        // text: kind of hold, or "" for any
    Alive,
    Dead,         // remains
    Field,        // text = text2: a column of the people table that the agreement calls by its heading
    Consenting,   // has consented to travel
    HeldFor,      // number: months, comparison: AtLeast or More; until the population's day
    Wishing,      // text: place; wishes to go there
    FieldNumber,  // text: a column of the people table; its whole number compared with number
  };
  Kind kind = Kind::HeldBy;
  bool negated = false;  // "not held by"
  std::string text;
  std::string text2;
  Number number;
  Comparison comparison = Comparison::Equal;
  std::optional<base::Day> day;
  std::optional<base::Day> day2;
  Standing standing = Standing::Alleged;
  bool open = false;
  TextSpan span;
  bool operator==(const Filter&) const = default;
};

// The words of the text, for whoever explains. Never part of the digest.
struct Written {
  std::string text;
  bool operator==(const Written&) const { return true; }
};

struct Set {
  enum class Kind : std::uint8_t {
    Persons,        // everyone known to the operation, narrowed by filters
    Remains,        // every case of remains, narrowed by filters
    Defined,        // name: a definition of this agreement, narrowed by filters
    List,           // name: a list's id, narrowed by filters
    ReleasedUnder,  // name: article number; whoever is released under it
    Union,          // any of parts
    Intersection,
    Difference,  // parts[0] except parts[1..]
  };
  Kind kind = Kind::Persons;
  std::string name;
  std::vector<Filter> filters;  // all must hold
  std::vector<Set> parts;
  std::optional<base::Day> as_of;
  TextSpan span;
  Written written;
  bool operator==(const Set&) const = default;
};

struct Definition {
  std::string name;  // "the Deportees" without its article: "Deportees"
  Set set;
  std::string written;  // as the text has it between the quotes: "los Deportados". Never part of the digest
  TextSpan span;
  bool operator==(const Definition& other) const { return name == other.name && set == other.set; }
};

// ---- Amounts, times, conditions ----------------------------------------------------------------------------------

struct Amount {
  enum class Kind : std::uint8_t {
    All,
    Exactly,
    AtLeast,
    AtMost,
    Between,
    PerDay,
    AsManyAs,
    Percent,
    AtLeastPercent,
    AtMostPercent
  };
  Kind kind = Kind::All;
  Number number;         // Between: low end; Percent: of the article's total
  Number upper;          // Between: high end; PerDay: for how many days (0: unsaid); Percent: in every N (0: 100)
  std::string party;     // AsManyAs: the other side
  std::string article;   // AsManyAs: what that side releases under this article
  bool by_rank = false;  // AsManyAs: of each rank as many
  // A share: number in every so many.
  std::int64_t every() const { return upper.low > 0 ? upper.low : 100; }
  bool share() const { return kind == Kind::Percent || kind == Kind::AtLeastPercent || kind == Kind::AtMostPercent; }
  // How many a release of so many people asks for; 0: nobody (a ceiling, as many as others). "At least p per cent" is
  // not met by fewer; "p per cent" is by the nearest below.
  std::int64_t asks_of(std::int64_t people) const {
    switch (kind) {
      case Kind::All: return people;
      case Kind::PerDay:
        if (!said(upper)) return people;
        return upper.low <= 0 ? 0 : number.low < people / upper.low ? number.low * upper.low : people;
      case Kind::Percent: return people / every() * number.low + people % every() * number.low / every();
      case Kind::AtLeastPercent:
        return people / every() * number.low + (people % every() * number.low + every() - 1) / every();
      case Kind::AtMost:
      case Kind::AtMostPercent:
      case Kind::AsManyAs: return 0;
      default: return number.low;
    }
  }
  bool operator==(const Amount&) const = default;
};

struct When {
  enum class Kind : std::uint8_t {
    Unsaid,
    OnDay,
    InPhase,
    WithinDaysOf,
    Before,
    After,
    OnDate,
    InEachPhase,
    ByDate,
    WithinHoursOf,
    BetweenDates,   // both days included
    From,           // not before: a date, or so many days after an event or date
    WithinMonthsOf  // until the same day of the month so many months later, or that month's last
  };
  Kind kind = Kind::Unsaid;
  Number days;       // OnDay: day N; WithinDaysOf: N; WithinHoursOf: N hours; WithinMonthsOf: N months
  std::string name;  // phase, or event; WithinDaysOf "" without date: of entry into force
  std::optional<base::Day> date;
  std::optional<base::Day> until;  // BetweenDates
  bool operator==(const When&) const = default;
};

// An event that someone certifies: "the funds are confirmed by Qatar", "the pardon is signed", "Phase 1 is complete".
struct Condition {
  enum class Kind : std::uint8_t { EventCertified, PhaseComplete, ArticleComplete, ReceivedAll, DateReached };
  Kind kind = Kind::EventCertified;
  std::string event;             // in canonical words: "the pardon is signed"
  std::string certifier;         // party
  std::string name;              // phase, article, or (ReceivedAll) the party that released
  std::optional<base::Day> day;  // DateReached
  bool operator==(const Condition&) const = default;
};

// ---- Clauses -----------------------------------------------------------------------------------------------------

struct Release {  // El Salvador releases all of the Deportees to Venezuela in Phase 1.
  std::string party;
  Amount amount;
  Set of;
  std::string to;  // party or country; empty: unsaid
  When when;
  Number rate;  // at most so many a day; 0: unsaid
  bool operator==(const Release&) const = default;
};

struct Owed {
  Number number;
  Set of;
  bool all = false;  // "and all of list SHALIT47"
  enum class State : std::uint8_t { Any, IfAlive, IfDead } state = State::Any;
  bool operator==(const Owed&) const = default;
};

struct Key {  // For each of the women soldiers released, Israel releases 30 of A and 20 of B.
  enum class Basis : std::uint8_t { Each, Every, Together };  // Every: for every N; Together: one pool, pro rata
  Basis basis = Basis::Each;
  Number every;  // Basis::Every
  Set delivered;
  std::string by;     // who delivers; empty: whoever holds them
  std::string party;  // who then releases
  std::vector<Owed> owed;
  std::string to;
  When when;
  bool fewer_if_fewer = false;  // "fewer if fewer are returned"
  bool by_rank = false;         // Each: of each rank as many
  bool operator==(const Key&) const = default;
};

struct Bonus {  // For every 10 more, the truce is one day longer. / For every 1 of X released, A gives 5 maps to B.
  Number every;
  Set delivered;
  std::string what;  // the defined word: "truce day"
  Number amount;
  Number at_most;     // 0: no limit
  std::string party;  // who gives; empty: what is extended, by days
  std::string to;
  bool operator==(const Bonus&) const = default;
};

struct Weight {  // The persons released by A have the same weight under Schedule S as those released by B.
  std::string left;
  std::string right;
  std::string schedule;
  bool carrying = false;  // "carrying the difference"
  bool operator==(const Weight&) const = default;
};

struct Named {          // Among them are list NAMED.
  std::string article;  // whose "them"; empty: the article before
  Set who;
  bool operator==(const Named&) const = default;
};

struct Composition {  // Among them, at least [50] are the Foreigners.
  std::string article;
  Amount amount;
  Set who;
  When when;  // per phase when InPhase
  bool operator==(const Composition&) const = default;
};

struct Choice {  // (amount 0 of a striker alone: "Israel may strike at most 30 of the Pool.") Hamas chooses 450 of the
                 // Pool; Israel may strike at most 30.
  std::string party;
  Amount amount;
  Set pool;
  Number out_of;  // "250 out of the 270 of list L"; 0: unsaid
  std::string striker;
  Number strikes;
  Number strikes_in_every;  // "10 per cent of": strikes are so many in every so many of the pool; 0: a number
  bool operator==(const Choice&) const = default;
};

struct Substitute {  // Whoever is not available is replaced from list RESERVE, in its order.
  std::string article;
  Set reserve;
  bool in_its_order = true;
  bool operator==(const Substitute&) const = default;
};

enum class OrderKey : std::uint8_t {
  IllOrWounded,
  LongestHeld,
  Oldest,
  Youngest,
  Minors,
  Women,
  ListOrder,
  Named,
  Alive,
  HigherRank,
};

struct Priority {  // Within the Prisoners, the ill or wounded first, then the longest held.
  Set within;
  std::vector<OrderKey> keys;
  std::vector<Set> classes;  // ordered classes without counts (Cyprus 1974)
  bool operator==(const Priority&) const = default;
};

struct Exclusion {  // No person convicted of murder is released (to X).
  Set who;
  std::string to;
  std::string ground;  // free words, quoted in the text
  bool operator==(const Exclusion&) const = default;
};

struct Gate {  // No person is released before the pardon is signed.
  enum class Kind : std::uint8_t { NoneUnderHold, NotBefore, LapsesIfFails };
  Kind kind = Kind::NoneUnderHold;
  std::string hold;  // a kind of hold ("court order"), or "" for any; LapsesIfFails: what lapses
  Set who;
  Condition before;
  bool operator==(const Gate&) const = default;
};

struct ConsentRule {  // No person is sent to any country without consent.
  std::string to;     // empty: any country
  bool operator==(const ConsentRule&) const = default;
};

// Counting rules are terms, never implicit. terms check asks for each that matters and is missing.
struct Counting {
  enum class What : std::uint8_t {
    Refusers,
    AccompanyingMinors,
    FoundLater,
    AlreadyFree,
    DeadBeforeHandover,
    OutsideTheKey,
    DualNationals,
    InsideTotal,  // "The Foreigners are counted within the number of Article 2" / "in addition to"
  };
  What what = What::Refusers;
  bool counts = false;    // as given: an equal number follows it
  bool replaced = false;  // someone else goes instead; else the place is lost
  Set who;                // InsideTotal
  std::string article;    // InsideTotal
  bool released = false;  // FoundLater: are released too
  Number within_days;     // FoundLater
  bool operator==(const Counting&) const = default;
};

struct Destination {  // 13 go to Germany and 3 to the United States. / Persons of list X go abroad for three years.
  Set who;
  std::vector<std::pair<Amount, std::string>> shares;  // how many, where
  std::vector<std::string> allowed;                    // "go to Germany or the United States"
  Number years;                                        // 0: no duration
  std::string until;                                   // an event, in canonical words; empty: unsaid
  std::string custody;                                 // party into whose custody they pass; empty: they go free
  When when;
  bool own_choice = false;  // each goes where that person chooses
  bool operator==(const Destination&) const = default;
};

struct Covenant {  // No released person is held again for the same acts.
  enum class Kind : std::uint8_t { NotHeldAgain, NoReprisal, NoCombat, Reports, StaysAbroad, Other, HoldsNobodyElse };
  Kind kind = Kind::NotHeldAgain;
  Set who;
  Number years;
  std::string until;  // an event, in canonical words; empty: unsaid
  std::string party;
  std::string text;  // free words, quoted in the text; StaysAbroad: from where
  bool operator==(const Covenant&) const = default;
};

struct PhaseRule {  // Phase 2 begins only when Phase 1 is complete and within 60 days of it; at most 100 persons.
  std::string phase;
  std::vector<Condition> begins_when;
  When when;
  Number at_most;         // persons; 0: no cap
  Number stretchers;      // places for those who cannot sit; 0: unsaid
  std::string carrier;    // a flight or bus that the cap is of
  Number at_least;        // persons; 0: unsaid
  Number days_after;      // days after the conditions hold, at most; 0: unsaid
  Number every_days;      // phases follow each other every N days; phase is empty
  Number extension_days;  // may be extended by N days
  std::vector<Condition> suspended_when;
  bool operator==(const PhaseRule&) const = default;
};

struct Sequencing {
  enum class Kind : std::uint8_t {
    OneRound,       // All hand-overs take place in one round.
    NoneUnlessAll,  // No release takes effect unless all do.
    NeverAhead,     // At no time is A ahead of B by more than N.
    RoundsOf,       // Hand-overs take place in rounds of at most N parties in the same hour.
    After,          // The releases of Article 2 begin only when those of Article 1 are complete.
    FirstMover,     // In each phase, A releases only after B has: left = A, right = B.
    Sites,          // Hand-overs take place at X and at Y.
    Through,        // All hand-overs pass through X.
    AllWhen,        // All hand-overs take place within 10 days of ...
    Suspended,      // The releases of Article 2 are suspended when ...; left: who may do so, empty: they are
  };
  Kind kind = Kind::OneRound;
  std::string left;
  std::string right;
  Number number;
  std::vector<std::string> articles;
  std::vector<Condition> conditions;
  std::vector<std::string> places;
  When when;
  bool operator==(const Sequencing&) const = default;
};

struct FamilyRule {  // Members of one family are released in the same phase / travel together.
  enum class Kind : std::uint8_t { SamePhase, TravelTogether, MinorsAccompany };
  Kind kind = Kind::SamePhase;
  Set who;
  bool operator==(const FamilyRule&) const = default;
};

struct Consideration {  // Qatar confirms the funds. / Azerbaijan receives the maps. / The truce lasts 4 days.
  std::string party;
  std::string gives;
  std::string to;
  std::string certifier;
  Number amount;
  std::string unit;
  When when;
  bool operator==(const Consideration&) const = default;
};

struct ListProtocol {  // Each party submits its list within 7 days; statements within 7 days; ...
  struct Step {
    enum class Kind : std::uint8_t { Lists, Statements, Observations, Replies, FinalLists };
    Kind kind = Kind::Lists;
    Number days;
    bool operator==(const Step&) const = default;
  };
  std::vector<Step> steps;
  bool final_when_all_sign = false;
  std::vector<std::string> fields;          // what a list states: "name", "rank"
  std::vector<std::string> deposited_with;  // parties
  Number every_months;                      // recurring; 0: once
  bool operator==(const ListProtocol&) const = default;
};

struct Publication {  // The names are published 48 hours before release; an objection suspends the person.
  Number hours;
  enum class Effect : std::uint8_t { None, SuspendsPerson, SuspendsBatch } effect = Effect::None;
  bool secret = false;  // "The names are not published."
  std::string by;       // party who publishes; empty: unsaid
  bool operator==(const Publication&) const = default;
};

struct Authority {  // Qatar certifies the hand-overs. / A dispute about one person does not delay the others.
  enum class Kind : std::uint8_t {
    Certifies,
    Mediates,
    DisputeIsSevered,
    ResidualAudit,
    Guarantees,
    EntersIntoForce,
    Ends,
    EquallyAuthentic
  };
  Kind kind = Kind::Certifies;
  std::string party;
  std::string event;  // Certifies: which, canonical words; EquallyAuthentic: languages, "ar,en,es"
  Number days;
  Condition condition;  // EntersIntoForce, Ends
  bool operator==(const Authority&) const = default;
};

// Whom each person meets before a hand-over, and what a person may answer.
struct Interview {  // ICRC asks each person in private within 2 days of ..., and again at the hand-over.
  std::string by;   // party, or another name
  bool in_private = false;
  bool again_at_handover = false;
  Number explanation_days;  // sides may explain for N days; 0: unsaid
  When when;
  bool operator==(const Interview&) const = default;
};

struct Election {  // Whoever refuses may stay, go to Switzerland, or decide within 14 days.
  bool stay = false;
  bool third_country = false;
  std::vector<std::string> places;  // third countries, when named
  Number decide_within_days;        // 0: not offered
  std::string custody;              // passes into the custody of; empty: unsaid
  Number custody_days;
  bool operator==(const Election&) const = default;
};

struct LedgerRule {  // What is delivered beyond the number is credited to the next phase.
  enum class Kind : std::uint8_t { SurplusCredited, SurplusNotCredited, ShortfallOwed, ShortfallLapses, Corrected };
  Kind kind = Kind::SurplusCredited;
  Number days;  // Corrected: an error found within N days is corrected
  bool operator==(const LedgerRule&) const = default;
};

struct RemainsRule {  // Remains are counted by person. / Remains of someone else are returned and do not count.
  enum class Kind : std::uint8_t { Unit, IdentifiedBy, ReturnedIfWrong };
  enum class Unit : std::uint8_t { Person, Case, Part };
  Kind kind = Kind::Unit;
  Unit unit = Unit::Person;
  std::string party;    // IdentifiedBy
  Number days;          // within N days; 0: unsaid
  bool counts = false;  // ReturnedIfWrong
  bool operator==(const RemainsRule&) const = default;
};

using ClauseBody =
    std::variant<Release, Key, Bonus, Weight, Named, Composition, Choice, Substitute, Priority, Exclusion, Gate,
                 ConsentRule, Counting, Destination, Covenant, PhaseRule, Sequencing, FamilyRule, Consideration,
                 ListProtocol, Publication, Authority, Interview, Election, LedgerRule, RemainsRule>;

struct Clause {
  ClauseBody body;
  bool open = false;        // the whole sentence stands in square brackets: proposed, not agreed
  std::string proposed_by;  // [Hamas: ...]; empty: unsaid
  TextSpan span;
  bool operator==(const Clause&) const = default;
};

struct Article {
  std::string number;  // "1", "2 bis"
  std::string title;   // prose: in the digest's language-free part it does not count
  std::vector<Clause> clauses;
  std::string note;  // prose after "Note:"; paragraphs joined by newlines
  TextSpan span;
};

struct ScheduleLine {
  std::string rank;
  Number weight;
  bool operator==(const ScheduleLine&) const = default;
};
struct Schedule {
  std::string name;
  std::string title;
  std::vector<ScheduleLine> lines;
  TextSpan span;
};

struct Goal {
  enum class Kind : std::uint8_t {
    MostReleased,        // release as many as possible (of set)
    OrderFirst,          // the ill or wounded first / the longest held first ...
    SmallestDifference,  // carried, or between the sides
    FewestPhases,
    EarliestPhases,  // as early as possible
    MostOf,          // as many of set as possible
    FewestRounds,
    WishesMet,  // as many as possible go where they wish
  };
  Kind kind = Kind::MostReleased;
  OrderKey order = OrderKey::LongestHeld;
  Set of;
  bool has_set = false;
  TextSpan span;
  bool operator==(const Goal&) const = default;
};

struct Agreement {
  std::string title;
  std::optional<base::Day> version;
  std::string language;                                          // "en", "es", "ar"
  std::vector<std::string> parties;                              // canonical (English or declared) names, in order
  std::vector<std::pair<std::string, std::string>> party_names;  // canonical -> as this language spells it
  std::vector<std::pair<std::string, std::string>> custody_on_behalf;  // holder, for whom
  std::vector<std::string> mediators;
  std::vector<std::string> guarantors;
  std::vector<std::string> witnesses;
  std::vector<std::pair<std::string, std::string>> words;  // this text's word -> canonical word, as declared
  std::string place;
  std::vector<Definition> definitions;
  std::vector<Article> articles;
  std::vector<Schedule> schedules;
  std::vector<Goal> goals;
  std::string note;  // prose before the first article
  // Comment lines of the text, kept for whoever formats it: before what ("definition Deportees", "article 2", "": the
  // end), and the words. Never part of the digest.
  std::vector<std::pair<std::string, std::string>> comments;
  std::string tie_break;  // "by lot", "the longest held", list id; "" = unsaid
};

}  // namespace midspan::people
