// SPDX-License-Identifier: Apache-2.0
// What the checks of an agreement share; private to check*.cpp.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "terms/mentions.hpp"
#include "terms/printer.hpp"
#include "terms/table.hpp"
#include "terms/terms.hpp"

namespace midspan::terms {

// A sentence may release the same people of each party: what is said of them is said once. Trees that no text was read
// into have no places.
inline bool first_there(std::set<std::size_t>& places, const people::TextSpan& span) {
  return span.end == 0 || places.insert(span.begin).second;
}

class Checker {
 public:
  Checker(const people::Agreement& agreement, const Context* context);

  people::Findings run();

 private:
  using Arguments = std::vector<std::pair<std::string, base::Argument>>;
  struct Here {  // a clause and where it stands
    const people::Article* article = nullptr;
    const people::Clause* clause = nullptr;
    Mentions mentions;
  };

  void add(const char* code, people::TextSpan span, const std::string& article, people::Severity severity,
           Arguments arguments);

  // check_references.cpp: names, numbers of articles, phases, definitions
  void parties();
  void definitions();
  void references();
  void phases();
  void contradictions();
  // check_counting.cpp: what an agreement has to say and does not
  void counting();
  void compositions();
  void directions();
  void brackets();
  void consent();
  // check_effect.cpp: articles that change nothing, promises that cannot be kept
  void effects();
  void ranges();
  void one_sided();
  void holds_that_stay();
  void holders();
  void facts();
  void columns();

  bool says(people::Counting::What what) const;
  std::string sentence(people::ClauseBody body, const std::string& them = {}) const;  // in the text's language
  std::string called(const people::Set& set) const;                                   // as the text calls it
  const people::Definition* definition(const std::string& name) const;
  bool kept_apart(const people::Set& one, const people::Set& other) const;
  const people::Release* release_of(const std::string& article) const;
  bool dated(const people::Set& set, int depth = 0) const;
  void flatten(const people::Set& set, std::vector<const people::Filter*>& filters, int depth = 0) const;
  const PopulationFacts* population(const people::Set& set, const std::string& article) const;
  std::int64_t asked(const people::Release& release, const std::string& article, int depth = 0) const;  // -1: unknown

  const people::Agreement& agreement_;
  const Context* context_;
  const Table& table_;
  std::vector<Here> all_;
  std::map<std::string, const people::Definition*> definitions_;
  std::map<std::string, const people::Release*> releases_;
  std::set<std::string> articles_;
  std::set<std::string> releasing_;  // of them, those that release somebody
  people::Findings made_;
};

// How a population is called in Context: a definition's name or a list's id; "Article 2" for one written in place.
std::string population_name(const people::Set& set, const std::string& article);

}  // namespace midspan::terms
