// SPDX-License-Identifier: Apache-2.0
#include "terms/nouns.hpp"

#include <algorithm>
#include <memory>
#include <set>

#include "terms/archive.hpp"
#include "terms/forms.hpp"

namespace midspan::terms {

namespace {

std::string_view base_id(const Node& base) {
  return base.form < 0 ? std::string_view{} : kBaseForms[static_cast<std::size_t>(base.form)];
}

std::string_view filter_id(const Node& filter) {
  return bound<people::Filter>()[static_cast<std::size_t>(filter.form)].id;
}

bool is_persons(const Node& base) { return base_id(base) == "persons"; }

// "pursers", a noun that the language does not know: it is read as "persons in category pursers", and what was put in
// stands where the noun does.
bool is_own_noun(const Node& filter) {
  const Node* category = filter_id(filter) == "category" ? filter.find("category") : nullptr;
  return category != nullptr && category->span.begin == filter.span.begin;
}

bool says_noun(const Node& base) {
  const Node* filter = is_persons(base) ? base.find("filters") : nullptr;
  return filter != nullptr && is_own_noun(*filter);
}

}  // namespace

bool is_noun(const Node& base) {
  static const std::set<std::string_view> kNouns{
      "women",       "men",       "minors",   "ill",       "civilians",   "prisoners_of_war",
      "living",      "nationals", "soldiers", "political", "gravely_ill", "ranks",
      "of_category", "boys",      "girls",    "members"};
  if (const Node* head = base.find("head")) return is_persons(*head) || is_noun(*head);
  return kNouns.contains(base_id(base)) || says_noun(base);
}

const Node& noun_of(const Node& base) {
  const Node* head = base.find("head");
  return head != nullptr ? noun_of(*head) : base;
}

const Node* base_at(const Node& set, std::size_t at) {
  const Node* step = set.slots[at].second.get();
  if (at == 0) return step;
  return kSetOps[static_cast<std::size_t>(step->form)] == "union" ? step->find("right") : nullptr;
}

std::vector<Node> runs_of(const Node& set) {
  std::vector<Node> runs;
  const auto is = [&](std::size_t at, std::string_view op) {
    return kSetOps[static_cast<std::size_t>(set.slots[at].second->form)] == op;
  };
  for (std::size_t at = 0; at < set.slots.size();) {
    const Node& step = *set.slots[at].second;
    const auto right =
        std::find_if(step.slots.begin(), step.slots.end(), [](const auto& slot) { return slot.first == "right"; });
    if (at > 0 && (!is(at, "except") || right == step.slots.end())) {
      ++at;
      continue;
    }
    Node& run = runs.emplace_back();
    run.slots.emplace_back(std::string_view("base"), at == 0 ? set.slots[at].second : right->second);
    const bool first = at == 0;
    for (++at; at < set.slots.size() && is(at, "union") && (first || set.slots[at].second->find("loosely") != nullptr);
         ++at)
      run.slots.push_back(set.slots[at]);
    run.span = {run.slots.front().second->span.begin, run.slots.back().second->span.end};
  }
  return runs;
}

namespace {

// What adjectives say of a group; of "captured soldiers" nothing, they are.
const Node* said_of(const Node& base) {
  const Node* said = base.find("said");
  if (said == nullptr) return nullptr;
  const bool nothing = std::all_of(said->slots.begin(), said->slots.end(), [](const auto& slot) {
    return form_ids("adjective")[static_cast<std::size_t>(slot.second->form)] == "held";
  });
  return nothing ? said_of(*base.find("head")) : said;
}

bool is_said(const Node& filter) { return filter_id(filter) == "said"; }

bool says_nation(const Node& filter, const Node* nation) {
  return nation != nullptr && is_said(filter) && filter.find("items")->find("nationality") == nation;
}

}  // namespace

// "Ukrainian soldiers", "soldados ucranianos": the one nationality that is said of them.
const Node* nation_of(const Node& base) {
  const Node* said = said_of(base);
  if (said == nullptr) said = noun_of(base).find("filters");
  const bool one = said != nullptr && said->slots.size() == 1 && said->slots.front().first == "items";
  return one ? said->slots.front().second->find("nationality") : nullptr;
}

Node bare(const Node& base, const Node* nation) {
  Node made = base;
  made.slots.clear();
  for (const auto& [slot, each] : base.slots) {
    if (slot == "head") made.slots.emplace_back(slot, std::make_shared<Node>(bare(*each, nation)));
    else if (slot == "filters" ? (is_said(*each) && !says_nation(*each, nation)) || is_own_noun(*each) : slot != "day")
      made.slots.emplace_back(slot, each);
  }
  return made;
}

namespace {

bool narrowed(const Node& base) {
  const Node& noun = noun_of(base);
  return std::any_of(noun.slots.begin(), noun.slots.end(),
                     [](const auto& slot) { return slot.first == "filters" && !is_own_noun(*slot.second); });
}

}  // namespace

const Node* shared_nation(const Node& set) {
  if (set.slots.size() < 2) return nullptr;
  const std::size_t last = set.slots.size() - 1;
  for (std::size_t at = 0; at <= last; ++at) {
    const Node* base = base_at(set, at);
    const bool everybody = base != nullptr && is_persons(*base) && (at > 0 || nation_of(*base) != nullptr);
    if (base == nullptr || !(is_noun(*base) || everybody) || (at < last && narrowed(*base)) ||
        noun_of(*base).find("day") != nullptr)
      return nullptr;
    if (at > 0 && at < last && nation_of(*base) != nullptr) return nullptr;
  }
  const Node& first = *base_at(set, 0);
  const Node& behind = *base_at(set, last);
  const Node* before = nation_of(first);
  const Node* after = nation_of(behind);
  if ((before == nullptr) == (after == nullptr)) return nullptr;
  // Before the first noun, or behind the last.
  if (before != nullptr) return before;
  return base_id(behind) != "nationals" && said_of(behind) == nullptr ? after : nullptr;
}

std::vector<NodePtr> own_filters(const Node& set, const Node& base) {
  const Node* nation = shared_nation(set);
  std::vector<NodePtr> own;
  for (const auto& [slot, each] : noun_of(base).slots)
    if (slot == "filters" && !says_nation(*each, nation) && !is_own_noun(*each)) own.push_back(each);
  return own;
}

const Node* said_of_first(const Node& set) {
  if (set.slots.size() < 2 || shared_nation(set) != nullptr) return nullptr;
  for (std::size_t at = 0; at < set.slots.size(); ++at) {
    const Node* base = base_at(set, at);
    const bool said = base != nullptr && said_of(*base) != nullptr;
    if (base == nullptr || said != (at == 0) || !(is_noun(*base) || is_persons(*base))) return nullptr;
  }
  return said_of(*base_at(set, 0));
}

bool age_of_one(const Node& set) {
  const auto young = [](const Node* base) {
    const std::string_view id = base == nullptr ? std::string_view{} : base_id(noun_of(*base));
    return id == "boys" || id == "girls" || id == "minors";
  };
  for (std::size_t at = 0; at < set.slots.size(); ++at)
    if (young(base_at(set, at))) return true;
  return false;
}

bool says_of_all(const Node& set) {
  static const std::set<std::string_view> kHolding{"held_by",  "held_by_self", "on_behalf", "wanted_by",
                                                   "standing", "acknowledged", "seen"};
  // "surgeons and persons wanted by Hamas": of persons it says who is meant, and whose hands they are in of all.
  static const std::set<std::string_view> kHands{"held_by", "held_by_self", "on_behalf"};
  if (set.slots.size() < 2) return false;
  for (std::size_t at = 0; at < set.slots.size(); ++at) {
    const Node* base = base_at(set, at);
    const bool last = at + 1 == set.slots.size();
    if (base == nullptr || !(is_noun(*base) || (is_persons(*base) && (last || nation_of(*base) != nullptr))))
      return false;
    const std::vector<NodePtr> filters = own_filters(set, *base);
    const std::set<std::string_view>& of_all = is_noun(*base) ? kHolding : kHands;
    if (!last && (noun_of(*base).find("day") != nullptr ||
                  !std::all_of(filters.begin(), filters.end(), [](const NodePtr& each) { return is_said(*each); })))
      return false;
    if (!last) continue;
    bool held = false;
    for (const NodePtr& each : filters) {
      const std::string_view id = filter_id(*each);
      const bool how_long = id.substr(0, 5) == "held_" && (id.ends_with("months") || id.ends_with("years"));
      if (held && (id == "category" || id.substr(0, 8) == "captured" || how_long)) continue;
      const bool age = id == "younger" || id == "older" || id.starts_with("aged_");
      if (!held && age && age_of_one(set)) continue;
      if (!of_all.contains(id)) return false;
      held = true;
    }
    return held;
  }
  return false;
}

}  // namespace midspan::terms
