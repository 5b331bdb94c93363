// SPDX-License-Identifier: Apache-2.0
// Sentences as people say them first, each read as one or several clauses of other forms: whose they are, how many of
// them, or the other side of a bargain is left to the reader. None of them is printed.
#include "terms/archive.hpp"

namespace midspan::terms {

using namespace people;  // the whole file is about its types

namespace {

int form_of(std::string_view part, std::string_view id) {
  const std::vector<std::string_view> ids = form_ids(part);
  return static_cast<int>(std::find(ids.begin(), ids.end(), id) - ids.begin());
}

// The node with an amount of its group: what "{who:set} are released" says is "all of {who:set} are released".
Node with_quantity(const Node& node, std::string_view id) {
  Node quantity;
  quantity.form = form_of("quantity", id);
  Node made = node;
  made.slots.clear();
  for (const auto& [slot, each] : node.slots) {
    if (slot == "all_of") quantity.slots.emplace_back("of", each);
    else if (slot == "n" || slot == "m") quantity.slots.emplace_back(slot, each);
    else made.slots.emplace_back(slot, each);
  }
  quantity.span = quantity.slots.back().second->span;
  made.slots.emplace_back("of", std::make_shared<Node>(std::move(quantity)));
  return made;
}

// "Surgeons and chaplains shall be released."
void release_all_passive(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  many_of("release_passive")(with_quantity(node, "all"), around, made);
}

void release_all_freely(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  many_of("release_freely")(with_quantity(node, "all"), around, made);
}

// "100 of the Prisoners are released every day for 15 days."
void release_each_day(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  std::vector<ClauseBody> releases;
  Node all = with_quantity(node, "per_day");
  many_of("release_passive")(all, around, releases);
  if (releases.size() == 1) made.push_back(std::move(releases.front()));
}

// "A releases all of X and the women without any return": each of them is outside the key.
void release_several_freely(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  std::vector<ClauseBody> releases;
  many_of("release_several")(node, around, releases);
  for (ClauseBody& each : releases) {
    const auto* release = std::get_if<Release>(&each);
    if (release == nullptr || release->amount.kind != Amount::Kind::All) return made.clear();
    Counting outside;
    outside.what = Counting::What::OutsideTheKey;
    outside.who = release->of;
    made.push_back(std::move(each));
    made.emplace_back(std::move(outside));
  }
}

Set held_by(const std::string& party, Set::Kind kind = Set::Kind::Persons) {
  Set set;
  set.kind = kind;
  set.filters.emplace_back();
  set.filters.back().kind = Filter::Kind::HeldBy;
  set.filters.back().text = party;
  return set;
}

// "Prisoners are exchanged man for man": whoever one party holds, for whoever another does.
void exchange_all_equal(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  for (std::size_t left = 0; left < around.parties.size(); ++left)
    for (std::size_t right = left + 1; right < around.parties.size(); ++right) {
      Key key;
      key.by = around.parties[left];
      key.party = around.parties[right];
      key.delivered = held_by(key.by);
      Owed owed;
      owed.of = held_by(key.party);
      owed.number.low = owed.number.high = 1;
      key.owed.push_back(std::move(owed));
      key.by_rank = node.find("by_rank") != nullptr;
      made.emplace_back(std::move(key));
    }
}

// "If a prisoner dies, his body is handed over": each party the remains that it holds.
void bodies(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  for (const std::string& party : around.parties) {
    Release release;
    release.party = party;
    release.of = held_by(party, Set::Kind::Remains);
    if (const Node* to = node.find("to")) release.to = to->text;
    if (const Node* time = node.find("when")) read_part(*time, release.when, around);
    made.emplace_back(std::move(release));
  }
}

// "If one side suspends the releases, the other may suspend them too": of which articles is known at the end
// of the text.
void may_suspend_other(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Sequencing rule;
  rule.kind = Sequencing::Kind::Suspended;
  Condition& other = rule.conditions.emplace_back();
  other.kind = Condition::Kind::EventCertified;
  other.event =
      node.find("delays") != nullptr ? "the other party delays the releases" : "the other party suspends the releases";
  for (const std::string& party : around.parties) {
    rule.left = party;
    made.emplace_back(rule);
  }
}

// "Whoever is not found is replaced by another of the same side."
void substitute_same(const Node&, const Surroundings& around, std::vector<ClauseBody>& made) {
  for (const std::string& party : around.parties) {
    Substitute rule;
    rule.reserve = held_by(party);
    rule.in_its_order = false;
    made.emplace_back(std::move(rule));
  }
}

}  // namespace

Many spoken(std::string_view id) {
  if (id == "release_all_passive") return release_all_passive;
  if (id == "release_all_freely") return release_all_freely;
  if (id == "release_each_day") return release_each_day;
  if (id == "release_several_freely") return release_several_freely;
  if (id == "exchange_all_equal") return exchange_all_equal;
  if (id == "bodies") return bodies;
  if (id == "may_suspend_other") return may_suspend_other;
  if (id == "substitute_same") return substitute_same;
  return nullptr;
}

}  // namespace midspan::terms
