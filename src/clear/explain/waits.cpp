// SPDX-License-Identifier: Apache-2.0
// What somebody in the plan still waits for: events that nobody has certified, days, articles and phases before.
#include <algorithm>

#include "clear/explain/run.hpp"
#include "clear/model/words.hpp"

namespace midspan::clear::explain {

namespace {

using namespace people;
using model::Model;
using model::same_word;

class Waits {
 public:
  Waits(const Model& model, std::size_t person, const model::Cell& cell)
      : model_(model),
        person_(person),
        slot_(model.slots[static_cast<std::size_t>(cell.slot)]),
        phase_(model.phases[static_cast<std::size_t>(cell.phase)]) {}

  std::vector<base::Message> all() {
    for (article_ = 0; article_ < model_.article_count; ++article_) {
      const auto& clauses = model_.agreement->articles[static_cast<std::size_t>(article_)].clauses;
      for (std::size_t clause = 0; clause < clauses.size(); ++clause) {
        own_ = article_ == slot_.article && static_cast<int>(clause) == slot_.clause;
        std::visit([&](const auto& body) { read(body); }, clauses[clause].body);
      }
    }
    return std::move(out_);
  }

 private:
  void wait(const Condition& condition) {
    const auto message = model::must_come_first(model_, article_, condition);
    if (message && std::find(out_.begin(), out_.end(), *message) == out_.end()) out_.push_back(*message);
  }
  void wait(const When& when) {
    if (own_)
      if (const auto condition = model::begins_with(when)) wait(*condition);
  }
  bool speaks_of_mine(const Sequencing& rule) const {
    if (rule.articles.empty()) return article_ == slot_.article;
    return std::any_of(rule.articles.begin(), rule.articles.end(), [&](const std::string& article) {
      return same_word(article, model_.article_number(slot_.article));
    });
  }

  void read(const Release& release) { wait(release.when); }
  void read(const Key& key) { wait(key.when); }
  void read(const Sequencing& rule) {
    if (rule.kind == Sequencing::Kind::After && speaks_of_mine(rule))
      for (const Condition& condition : rule.conditions) wait(condition);
  }
  void read(const Gate& gate) {
    if (gate.kind == Gate::Kind::NotBefore && model_.member(person_, gate.who)) wait(gate.before);
  }
  void read(const PhaseRule& rule) {
    if (!rule.phase.empty() && same_word(rule.phase, phase_))
      for (const Condition& condition : rule.begins_when) wait(condition);
  }
  template <typename Other>
  void read(const Other&) {}

  const Model& model_;
  std::size_t person_;
  const model::Slot& slot_;
  std::string phase_;
  int article_ = 0;
  bool own_ = false;  // is it the sentence under which the person goes?
  std::vector<base::Message> out_;
};

}  // namespace

std::vector<base::Message> waits_for(const Model& model, std::size_t person, const model::Cell& cell) {
  return cell.slot < 0 ? std::vector<base::Message>() : Waits(model, person, cell).all();
}

}  // namespace midspan::clear::explain
