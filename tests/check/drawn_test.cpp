// SPDX-License-Identifier: Apache-2.0
// Agreements that nobody meant: sentences of every form that makes rows, drawn one after the other, with people, holds
// and hand-overs to match. Most cannot be kept. Each is cleared, proved, and checked from its text.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <map>

#include "base/csv.hpp"
#include "check/cases.hpp"
#include "clear/draw.hpp"
#include "locale/locale.hpp"
#include "terms/terms.hpp"

namespace midspan::check::test {
namespace {

using clear::Draw;
using Words = std::vector<std::string>;

// {p} a party, {q} another, {P} {Q} people held by them, {S} anybody, {n} a number, {a} an article before this one, {f}
// a phase.
const Words kReleases = {
    "{p} releases all of {P} to {q}.",
    "{p} releases {n} of {P} to {q}.",
    "{p} releases {n} of {P} to {q} in Phase {f}.",
    "{p} releases at least {n} of {P}.",
    "{p} releases at most {n} of {P} to {q}.",
    "{p} releases between {n} and 9 of {P}.",
    "{p} releases 40 per cent of {P} to {q}.",
    "{p} releases 2 a day of {P}.",
    "{p} releases {n} of {P} and {n} of {P}.",
    "{p} releases {n} of {P} to {q}, of whom at least 1 are women.",
    "{p} releases {n} of {P} where they are held.",
    "{p} releases as many of {P} as {q} releases under Article {a} to {q}.",
    "{p} releases as many of {P} as {q} releases under Article {a}, rank for rank.",
    "For each of {Q} released, {p} releases {n} of {P} to {q}.",
    "For each of {Q} released, {p} releases {n} of {P} and 1 of {P}.",
    "For each of {Q} released, {p} releases all of {P}.",
    "For each person released by {q}, {p} releases 1 of {P}; fewer if fewer are released.",
    "For each of {Q} released, {p} releases, if alive, 2 of {P}; if dead, 1 of remains held by {p}.",
    "For every 3 of {Q} released, {p} releases {n} of {P} to {q}.",
    "For {Q} together, {p} releases {n} of {P} to {q}.",
    "For the persons released under Article {a} together, {p} releases {n} of {P} to {q}.",
    "{q} chooses {n} of {P}.",
    "{p} releases {n} of {P}. {q} chooses {n} of {P}; {p} may strike at most 2.",
    "{p} and {q} exchange {P} for {Q} in the ratio of 2 to 1.",
};
const Words kAdded = {
    "",
    "",
    " Among them, at least {n} are {P}.",
    " Among them, at most 50 per cent are {P}.",
    " Among them, 30 per cent are {P}; at least 1 are women.",
    " Among them are {P}.",
    " Among them, at least 1 are women in each phase.",
    " Among them, {n} are released in Phase {f}.",
    " Among them, {n} go to Kenya and {n} go to Ghana.",
    " They go to Kenya or Ghana.",
    " Whoever is not available is replaced from list RESERVE, in its order.",
};
const Words kRules = {
    "No person under a legal hold is released.",
    "No person {h} is released.",
    "No person {h} is released to {q}.",
    "No person is sent to any country without consent.",
    "No person is sent to {q} without consent.",
    "A person who refuses is not replaced and does count.",
    "Minors who accompany a released person do not count.",
    "Minor children of a released person travel together with that person.",
    "Members of one family travel together.",
    "Members of one family are released in the same phase.",
    "Releases of {S} are outside the key.",
    "{S} are counted within the number of Article {a}.",
    "Women are released in addition to the number of Article {a}.",
    "Within {S}, the ill or wounded first, then the longest held.",
    "Within {S}, in this order: women; persons serving life.",
    "All hand-overs take place in one round.",
    "No release takes effect unless all do.",
    "At no time is {p} ahead of {q} by more than {n}.",
    "Hand-overs take place in rounds of at most 2 parties in the same hour.",
    "In each phase, {p} releases only after {q} has.",
    "The releases of Article {a} begin only when the releases of Article 1 are complete.",
    "Each phase takes at most {n} persons.",
    "Phase {f} takes at most {n} persons, 1 of them on stretchers.",
    "Phase {f} takes at least {n} persons.",
    "Carrier \"A1\" takes at most {n} persons in Phase {f}.",
    "The persons released by {p} have the same weight under Schedule A as those released by {q}, carrying the "
    "difference.",
    "The persons released by {p} have the same weight under Schedule A as those released by {q}.",
    "Persons serving life go to Kenya or Ghana.",
    "Of the persons released under Article {a}, at least 20 per cent go to Kenya.",
    "Among those released under Article {a}, at least {n} are {S}.",
    "Among those released under Article {a} are {S}.",
};
const Words kFilters = {"in category green",
                        "not in category green",
                        "serving life",
                        "aged over 40",
                        "aged under 30",
                        "held since before 2019-01-01",
                        "held for at least 3 years",
                        "of rank captain",
                        "in list NAMED",
                        "who consent to travel",
                        "who wish to go to Ghana",
                        "convicted of murder",
                        "seen by the neutral",
                        "wanted by Norway",
                        "who are women",
                        "under a legal hold"};
const Words kGoals = {"release as many as possible",
                      "as many of women as possible",
                      "fewest phases",
                      "as early as possible",
                      "as many as possible where they wish",
                      "the ill or wounded first",
                      "the longest held first",
                      "the oldest first",
                      "the order of the list first"};

class Drawn {
 public:
  explicit Drawn(std::uint32_t seed) : draw_(seed * 2'654'435u + 11u), parties_{"Norway", "Chile", "Peru"} {
    for (int skipped = 0; skipped < 7; ++skipped) draw_.in(0, 1);
    if (draw_.in(0, 2) > 0) parties_.pop_back();
    out_.name = "drawn " + std::to_string(seed);
    people();
    text();
    if (draw_.in(0, 2) == 0) ledger();
  }
  Case take() { return std::move(out_); }

 private:
  std::string one_of(const Words& words) {
    return words[static_cast<std::size_t>(draw_.in(0, static_cast<std::int64_t>(words.size()) - 1))];
  }
  std::string number() {
    const std::int64_t value = draw_.in(0, 5);
    switch (draw_.in(0, 11)) {
      case 0: return "[" + std::to_string(value) + "]";
      case 1: return "[" + std::to_string(value) + ".." + std::to_string(value + 3) + "]";
      case 2: return "999999999";
      default: return std::to_string(value);
    }
  }
  std::string held_by(const std::string& party) {
    const std::string held = party.empty() ? "" : " held by " + party;
    switch (draw_.in(0, 8)) {
      case 0:
      case 1:
      case 2: return "persons" + held;
      case 3: return "women" + held;
      case 4: return "(persons" + held + " " + one_of(kFilters) + " together with list NAMED)";
      case 5: return "(persons" + held + " except the ill or wounded)";
      case 6: return "minors" + held;
      default: return "persons" + held + " " + one_of(kFilters);
    }
  }
  std::string filled(const std::string& form) {
    const std::size_t first = static_cast<std::size_t>(draw_.in(0, static_cast<std::int64_t>(parties_.size()) - 1));
    const std::string &p = parties_[first], &q = parties_[(first + 1) % parties_.size()];
    std::string text;
    for (std::size_t at = 0; at < form.size(); ++at) {
      if (form[at] != '{') {
        text += form[at];
        continue;
      }
      switch (form[at + 1]) {
        case 'p': text += p; break;
        case 'q': text += q; break;
        case 'P': text += held_by(p); break;
        case 'Q': text += held_by(q); break;
        case 'S': text += (text.empty() ? "Persons " : "persons ") + one_of(kFilters); break;
        case 'n': text += number(); break;
        case 'h': text += one_of(kFilters); break;
        case 'a': text += releasing_.empty() ? "1" : one_of(releasing_); break;
        case 'f': text += std::to_string(draw_.in(1, 3)); break;
      }
      at += 2;
    }
    return text;
  }

  void people() {
    out_.people =
        "id,held_by,wanted_by,category,rank,sentence,sex,birth,held_since,health,lists,standing,holds,consent,refuses,"
        "family,wish,remains,offence\n";
    count_ = static_cast<int>(draw_.in(0, 9)) == 0 ? 1 : static_cast<int>(draw_.in(2, 18));
    const bool nobody = draw_.in(0, 12) == 0;  // may go
    for (int at = 0; at < count_; ++at) {
      holders_.push_back(draw_.in(0, 15) == 0 ? "" : one_of(parties_));
      const Words cells = {"P" + std::to_string(at),
                           holders_.back(),
                           one_of({"", "Norway"}),
                           one_of({"green", "red", "green;red", ""}),
                           one_of({"private", "captain", "general", ""}),
                           one_of({"life", "other", ""}),
                           one_of({"female", "male", "unknown"}),
                           one_of({"1950", "1990-01-01", "2012-03-04", ""}),
                           one_of({"2015", "2019-06", "2020-01/2020-03", ""}),
                           nobody ? "dead" : one_of({"well", "well", "ill", "gravely ill", "dead"}),
                           one_of({"", "", "NAMED:" + std::to_string(at + 1), "RESERVE:" + std::to_string(at + 1)}),
                           one_of({"acknowledged", "acknowledged", "alleged", "confirmed"}),
                           one_of({"", "", "", "court order"}),
                           one_of({"yes", "yes", "no", "missing"}),
                           one_of({"", "", "Ghana"}),
                           one_of({"", "", "", "f1", "f2"}),
                           one_of({"", "Ghana", "Norway"}),
                           one_of({"", "", "", "", "", "yes"}),
                           one_of({"", "", "", "murder"})};
      for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        if (cell > 0) out_.people += ',';
        base::append_csv_field(out_.people, cells[cell]);
      }
      out_.people += '\n';
    }
  }

  void text() {
    out_.terms =
        "Agreement \"Drawn\". Version of 2025-01-01, English.\nParties: Norway, Chile" +
        std::string(parties_.size() > 2 ? ", Peru" : "") + ".\n" +
        one_of({"", "", "Among equals, the longest held goes first.\n", "Among equals, the choice is by lot.\n"});
    const std::int64_t articles = draw_.in(1, 9);
    for (std::int64_t article = 1; article <= articles; ++article) {
      const bool releases = article == 1 || draw_.in(0, 9) < 4;
      std::string text = filled(one_of(releases ? kReleases : kRules));
      if (releases) {
        releasing_.push_back(std::to_string(article));
        text += filled(one_of(kAdded));
      }
      out_.terms += "\nArticle " + std::to_string(article) + ". " + text;
    }
    out_.terms += "\n\nSchedule A: general 60; captain 6; private 1.\n";
    const std::int64_t goals = draw_.in(0, 3);
    if (goals == 0) return;
    out_.terms += "\nGoals, in this order:";
    for (std::int64_t goal = 1; goal <= goals; ++goal)
      out_.terms += " " + std::to_string(goal) + ". " + one_of(kGoals) + ".";
    out_.terms += "\n";
  }

  void ledger() {
    out_.ledger = "person,from,to,phase,day,outcome,outside the key\n";
    for (int at = 0; at < count_; ++at) {
      const std::string& from = holders_[static_cast<std::size_t>(at)];
      if (from.empty() || draw_.in(0, 3) > 0) continue;
      const std::string day = one_of({"", "2024-06-01", "2031-01-01"});  // before and after a minor comes of age
      out_.ledger += "P" + std::to_string(at) + "," + from + "," + (from == "Norway" ? "Chile" : "Norway") + "," +
                     one_of({"", "1", "2"}) + "," + day + "," +
                     one_of({"received", "received", "received", "refused", "dead"}) + "," +
                     one_of({"", "", "", "yes"}) + "\n";
    }
  }

  Draw draw_;
  Words parties_, holders_, releasing_;
  int count_ = 0;
  Case out_;
};

// MIDSPAN_DRAWN: how many.
int wanted() {
  const char* count = std::getenv("MIDSPAN_DRAWN");
  return count == nullptr ? 500 : std::atoi(count);
}

TEST(Drawn, EveryAgreementIsAnsweredAndItsCertificateAccepted) {
  std::map<std::string, int> outcomes;
  for (int seed = 1; seed <= wanted(); ++seed) {
    const Case one = Drawn(static_cast<std::uint32_t>(seed)).take();
    if (!terms::read(one.terms, one.name).ok) {  // "they" of whom nobody spoke
      ++outcomes["not read"];
      continue;
    }
    const Files files = certify(one, seed % 3 == 0 ? clear::World::Acknowledged : clear::World::Contested);
    if (files.empty()) {
      ADD_FAILURE() << one.name << "\n" << one.terms << one.people << one.ledger;
      continue;
    }
    const Report report = check(inputs_of(one, files));
    EXPECT_EQ(report.verdict, Verdict::Proved)
        << one.name << " " << report.file << ":" << report.line << " " << locale::say(report.problem, "en") << "\n"
        << one.terms << one.people << one.ledger;
    ++outcomes[files.contains("impossible.vipr") ? "cannot be kept" : "can be kept"];
  }
  for (const auto& [outcome, count] : outcomes) std::cout << outcome << ": " << count << "\n";
  EXPECT_GT(outcomes["can be kept"], wanted() / 10);
  EXPECT_GT(outcomes["cannot be kept"], wanted() / 10);
  EXPECT_LT(outcomes["not read"], wanted() / 4);
}

}  // namespace
}  // namespace midspan::check::test
