// SPDX-License-Identifier: Apache-2.0
// Sentences as people say them first, each read as one or several clauses of other forms: whose they are, how many of
// them, or the other side of a bargain is left to the reader. None of them is printed.
#include <unordered_map>

#include "terms/archive.hpp"
#include "terms/several.hpp"

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
  static const std::unordered_map<std::string_view, Many> kForms{
      {"release_all_passive", release_all_passive},
      {"release_all_freely", release_all_freely},
      {"release_each_day", release_each_day},
      {"release_several_freely", release_several_freely},
      {"bodies", bodies},
      {"may_suspend_other", may_suspend_other},
      {"substitute_same", substitute_same},
  };
  const auto found = kForms.find(id);
  return found != kForms.end() ? found->second : nullptr;
}

}  // namespace midspan::terms
