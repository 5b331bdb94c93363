// SPDX-License-Identifier: Apache-2.0
// Sentences as people say them first, each read as one or several clauses of other forms: whose they are, how many of
// them, or the other side of a bargain is left to the reader. None of them is printed.

#include "terms/archive.hpp"
#include "terms/several.hpp"

namespace midspan::terms {

using namespace people;  // the whole file is about its types

namespace {

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
  many_of("release_passive")(with_quantity(node, "per_day"), around, releases);
  if (releases.size() == 1) made.push_back(std::move(releases.front()));
}

// "If a prisoner dies, his body is handed over (and he counts as released)": each party the remains that it holds.
void bodies(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  for (const std::string& party : around.parties) {
    Release release;
    release.party = party;
    release.of = held_by(party, Set::Kind::Remains);
    if (const Node* to = node.find("to")) release.to = to->text;
    if (const Node* time = node.find("when")) read_part(*time, release.when, around);
    made.emplace_back(std::move(release));
  }
  if (node.find("said") == nullptr) return;
  Counting dead;
  dead.what = Counting::What::DeadBeforeHandover;
  dead.replaced = false;
  dead.counts = node.find("uncounted") == nullptr;
  made.emplace_back(std::move(dead));
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

// "For each officer released by one party, the other releases three soldiers": of each two parties.
void key_reciprocal(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  const auto named = [](const std::string& party) {
    Node leaf;
    leaf.text = party;
    return std::make_shared<Node>(std::move(leaf));
  };
  for (const std::string& by : around.parties)
    for (const std::string& party : around.parties) {
      if (by == party) continue;
      Node key = node;
      key.form = form_of("clause", node.find("every") != nullptr ? "key_every" : "key_each");
      key.slots.emplace_back("by", named(by));
      key.slots.emplace_back("party", named(party));
      ClauseBody body;
      if (read_part(key, body, around)) made.push_back(std::move(body));
    }
}

}  // namespace

const ManyForms& spoken() {
  static const ManyForms kForms{
      {"release_all_passive", release_all_passive}, {"release_all_freely", release_all_freely},
      {"release_each_day", release_each_day},       {"bodies", bodies},
      {"may_suspend_other", may_suspend_other},     {"substitute_same", substitute_same},
      {"key_reciprocal", key_reciprocal},
  };
  return kForms;
}

}  // namespace midspan::terms
