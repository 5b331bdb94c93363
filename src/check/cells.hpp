// SPDX-License-Identifier: Apache-2.0
// Who may go under which sentence of the agreement, in which phase and to which place: the cells that rows add up.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "check/rows.hpp"

namespace midspan::check::derivation {

using people::Article, people::Clause, people::Counting, people::Delivery, people::OrderKey, people::PersonFacts,
    people::Set, people::When;
using std::int64_t;

struct Sentence {  // one that makes people go
  int article, clause, owed;
  std::string party;
  const Set* of;
  std::string to;
  const When* when;
  bool reserve;
};
// What stands in the way: a fact, an article; and whether for this reason nobody is asked for the person by name.
struct Stops {
  bool fact = false, article = false, kept_back = false;
};
struct Person {
  PersonFacts facts;
  std::string bulk;
  const Delivery* delivered = nullptr;
  const Delivery* failed = nullptr;  // the hand-over that did not come about
  std::vector<char> eligible;        // by sentence
  std::size_t profile = 0;           // people with the same facts have the same
  bool known = false, minor = false, accompanies = false, fact_stop = false, article_stop = false;
  std::optional<Counting::What> failed_as;  // refused, dead or free at the hand-over
  std::vector<Counting::What> absent;       // that, and what was known before
  std::set<people::HoldKind> lifted;        // holds that some sentence lifts: in the way of all others
  bool kept_back =
      false;  // by a hold, an exclusion, a failed hand-over or the own answer: nobody is asked for them by name
  int group = -1;
};
struct Cell {
  int group, sentence, phase, place;
  bool open, waivable;
};
struct Group {
  std::vector<int> people, cells;
  int64_t size = 0;
  std::string signature;
};
struct Where {  // which cells to add up
  int article = -1, sentence = -1, phase = -1, until = -1, place = -1, alive = -1;
  std::string party;
  const Set* set = nullptr;
  bool counted = false, in_key = false;
  std::function<int64_t(const Person&)> weight;
};

class Cells {
 public:
  explicit Cells(const Given& given)
      : given_(given), agreement_(given.agreement), populations_(given.agreement, given.day) {}

 protected:
  const std::vector<Clause>& clauses(int article) const {
    return agreement_.articles[static_cast<std::size_t>(article)].clauses;
  }
  template <typename Body, typename Work>
  void each(Work&& work) const {
    for (int article = 0; article < static_cast<int>(agreement_.articles.size()); ++article)
      for (int clause = 0; clause < static_cast<int>(clauses(article).size()); ++clause)
        if (const auto* body = std::get_if<Body>(&clauses(article)[static_cast<std::size_t>(clause)].body))
          work(article, clause, *body);
  }
  std::string number_of(int article) const {
    return article < 0 ? "" : agreement_.articles[static_cast<std::size_t>(article)].number;
  }
  // Whose "them": the article named, else the nearest at or before that releases.
  int target(int article, const std::string& named) const;
  // Does whoever is chosen go by that alone? Not where the pool is released by another sentence, nor by a right to
  // strike.
  bool goes_by(int article, const people::Choice& choice) const;
  bool releases(int article) const;
  // Asked often, and of many people with the same facts: each answer is kept.
  bool in(const Person& person, const Set& set, int article = -1) const;
  const Sentence& sentence(int at) const { return sentences_[static_cast<std::size_t>(at)]; }
  const Group& group(int at) const { return groups_[static_cast<std::size_t>(at)]; }
  const Person& first(int at) const { return people_[static_cast<std::size_t>(group(at).people.front())]; }
  int article_of(const Cell& cell) const { return cell.sentence < 0 ? -1 : sentence(cell.sentence).article; }
  void find_people();
  static void add_word(std::vector<std::string>& words, const std::string& word) {
    if (place_in(words, word) < 0) words.push_back(word);
  }
  static int place_in(const std::vector<std::string>& words, const std::string& word);
  static std::string phase_of(const When& when);
  void find_phases();
  void find_sentences();
  bool keeps(const std::string& party, const Person& person) const;
  bool can_release(const Sentence& sentence, const Person& person) const;
  // The grown members of a family: who holds them, and whose of them may go under each sentence.
  struct Grown {
    std::set<std::string> holders;
    std::vector<std::set<std::string>> may_go;
  };
  // A minor goes along under what grown members go under of the same holder, or of whoever keeps the minor as well.
  void go_along(Person& minor, const Grown& grown) const;
  static bool everybody(const Set& set) {
    return set.kind == Set::Kind::Persons && set.filters.empty() && set.parts.empty();
  }
  std::optional<int64_t> weight(const std::string& schedule, const Person& person) const;
  // What stands in each person's way whatever the place: a fact, or a fact that an article makes a reason.
  void find_stops();
  void read_counting();
  bool calls_by_hold(const Set& set, const Person& person, people::HoldKind hold, int depth = 0) const;
  bool lifts(const Sentence& sentence, const Person& person, people::HoldKind hold) const;
  // Of a population that an article leaves outside the key.
  bool obliges_nobody(const Person& person, int article) const;
  Stops stops_of_place(const Person& person, const std::string& place) const;
  // Whatever keeps a person from going under one sentence to one place, beside what does so everywhere.
  Stops stops_of(const Person& person, int sentence, int place) const;
  std::vector<int> places_of(const Person& person, const Sentence& sentence) const;
  int under(const Delivery& entry, const Person& person) const;
  std::vector<Cell> cells_of(const Person& person) const;
  // Everything by which a row or a goal could tell this person from another.
  std::string signature(const Person& person, const std::vector<Cell>& cells) const;
  void find_groups();
  // Of the people given.
  template <typename Test>
  int64_t count(Test&& test) const {
    return std::count_if(people_.begin(), people_.begin() + static_cast<std::ptrdiff_t>(named_), test);
  }
  template <typename Work>
  void each_in_order(Work&& work) const {
    for (const Article& article : agreement_.articles)
      for (const Clause& clause : article.clauses) work(clause);
  }
  static int64_t line_of(const Person& person, const std::string& list);
  static std::string list_name(const Set& set);
  int64_t key(const Person& person, OrderKey key) const;
  std::vector<int64_t> keys(const Person& person) const;
  void order();

  const Given& given_;
  const people::Agreement& agreement_;
  Populations populations_;
  Derived out_;
  std::vector<Person> people_;
  std::map<std::string, std::size_t> profiles_;
  mutable std::map<std::pair<const people::Set*, int>, std::vector<signed char>> known_;
  std::size_t named_ = 0;  // of people_; the rest are entries of the ledger without names
  std::vector<Sentence> sentences_;
  std::vector<Cell> cells_;
  std::vector<Group> groups_;
  std::vector<std::pair<int, const people::Set*>> in_addition_;
  std::vector<const people::Set*> outside_key_;
  bool minors_count_ = false;
  std::map<Counting::What, bool> lost_;  // whose places nobody takes; does such a place count as given?
};

}  // namespace midspan::check::derivation
