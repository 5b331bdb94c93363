// SPDX-License-Identifier: Apache-2.0
// The two directions of forms.cpp and clauses.cpp; private to them.
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "terms/forms.hpp"

namespace midspan::terms {

// Canonical words of the vocabulary "order", by people::OrderKey.
inline constexpr std::array<std::string_view, 10> kOrders{"IllOrWounded", "LongestHeld", "Oldest",    "Youngest",
                                                          "Minors",       "Women",       "ListOrder", "Named",
                                                          "Alive",        "HigherRank"};
// Forms of the parts "base" and "setop", which sets.cpp reads by number.
inline constexpr std::string_view kBaseForms[] = {
    "persons",  "remains",   "defined",  "list",      "list_version",     "released", "group",       "women",
    "men",      "minors",    "ill",      "civilians", "prisoners_of_war", "living",   "gravely_ill", "nationals",
    "soldiers", "political", "fathers",  "mothers",   "younger",          "older",    "ranks",       "of_category",
    "boys",     "girls",     "any_case", "qualified", "members",          "filtered"};
inline constexpr std::string_view kSetOps[] = {"except", "union", "both"};

inline const Surroundings kNowhere;

// Zero is how the tree says that no number was given.
inline bool given(const people::Number& number) {
  return number.low != 0 || number.high != 0 || number.open || !number.proposals.empty();
}

people::Set persons_of(const Node& node);  // the persons that a node's filters describe

class Archive;

template <class T>
struct Bound {
  std::string_view id;
  bool (*bind)(Archive& archive, T& value);
};

// The forms of a part, in the order they are tried for printing.
template <class T>
const std::vector<Bound<T>>& bound();
template <>
const std::vector<Bound<people::Filter>>& bound<people::Filter>();
template <>
const std::vector<Bound<Quantity>>& bound<Quantity>();
template <>
const std::vector<Bound<people::Amount>>& bound<people::Amount>();
template <>
const std::vector<Bound<people::When>>& bound<people::When>();
template <>
const std::vector<Bound<people::Condition>>& bound<people::Condition>();
template <>
const std::vector<Bound<people::Goal>>& bound<people::Goal>();
template <>
const std::vector<Bound<people::Owed>>& bound<people::Owed>();
template <>
const std::vector<Bound<people::ListProtocol::Step>>& bound<people::ListProtocol::Step>();
template <>
const std::vector<Bound<people::ClauseBody>>& bound<people::ClauseBody>();

// Reads a sentence that is several clauses, or one that is printed otherwise.
using Many = void (*)(const Node& node, const Surroundings& around, std::vector<people::ClauseBody>& made);
using ManyForms = std::map<std::string_view, Many>;
const ManyForms& several_clauses();
Many many_of(std::string_view id);  // nullptr: the form is one clause, as clauses.cpp has it

class Archive {
 public:
  Archive(const Node& node, const Surroundings& around) : from_(&node), around_(around) {}
  Archive(Node& node, const Surroundings& around) : into_(&node), around_(around) {}

  bool writing() const { return into_ != nullptr; }
  const Surroundings& around() const { return around_; }

  // A field that this form fixes.
  template <class Field, class Value>
  bool is(Field& field, const Value& value) {
    if (writing()) return field == Field(value);
    field = Field(value);
    return true;
  }

  // Leaves. The plain ones must be there; maybe_ ones need not.
  bool text(std::string_view slot, std::string& value);
  bool maybe_text(std::string_view slot, std::string& value);
  bool number(std::string_view slot, people::Number& value);
  bool maybe_number(std::string_view slot, people::Number& value);
  bool date(std::string_view slot, std::optional<base::Day>& value);
  bool maybe_date(std::string_view slot, std::optional<base::Day>& value);
  bool flag(std::string_view slot, bool& value);
  bool unless(std::string_view slot, bool& value);                      // present means false
  bool texts(std::string_view slot, std::vector<std::string>& values);  // at least one
  bool them(std::string& article);                                      // the article that "them" means here

  // Parts.
  bool set(std::string_view slot, people::Set& value);
  template <class T>
  bool part(std::string_view slot, T& value);
  template <class T>
  bool maybe_part(std::string_view slot, T& value);
  template <class T>
  bool parts(std::string_view slot, std::vector<T>& values, std::size_t at_least);

  // A word of a vocabulary that stands for a value of an enumeration.
  template <class Enum, std::size_t N>
  bool named(std::string_view slot, Enum& value, const std::array<std::string_view, N>& names) {
    std::string name;
    if (writing()) name = names.at(static_cast<std::size_t>(value));
    if (!text(slot, name)) return false;
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return false;
    value = static_cast<Enum>(found - names.begin());
    return true;
  }

  void add(std::string_view slot, NodePtr node) { into_->slots.emplace_back(slot, std::move(node)); }
  const Node* find(std::string_view slot) const { return from_->find(slot); }
  const Node& node() const { return *from_; }
  Node& target() { return *into_; }

 private:
  const Node* from_ = nullptr;
  Node* into_ = nullptr;
  const Surroundings& around_;
};

template <class T>
bool read_part(const Node& node, T& value, const Surroundings& around) {
  Archive archive(node, around);
  return node.form >= 0 && bound<T>()[static_cast<std::size_t>(node.form)].bind(archive, value);
}

template <class T>
NodePtr write_part(const T& value, const Surroundings& around) {
  const auto& forms = bound<T>();
  for (std::size_t at = 0; at < forms.size(); ++at) {
    Node node;
    node.form = static_cast<int>(at);
    T copy = value;
    Archive out(node, around);
    if (!forms[at].bind(out, copy)) continue;
    T back{};
    if (read_part(node, back, around) && back == value) return std::make_shared<Node>(std::move(node));
  }
  return nullptr;
}

template <class T>
bool Archive::part(std::string_view slot, T& value) {
  if (!writing()) {
    const Node* found = find(slot);
    return found != nullptr && read_part(*found, value, around_);
  }
  NodePtr made = write_part(value, around_);
  if (!made) return false;
  add(slot, std::move(made));
  return true;
}

template <class T>
bool Archive::maybe_part(std::string_view slot, T& value) {
  if (writing() ? value == T{} : find(slot) == nullptr) return true;
  return part(slot, value);
}

template <class T>
bool Archive::parts(std::string_view slot, std::vector<T>& values, std::size_t at_least) {
  if (!writing()) {
    for (const auto& [name, node] : from_->slots) {
      if (name != slot) continue;
      T value{};
      if (!read_part(*node, value, around_)) return false;
      values.push_back(std::move(value));
    }
    return values.size() >= at_least;
  }
  if (values.size() < at_least) return false;
  for (const T& value : values) {
    NodePtr made = write_part(value, around_);
    if (!made) return false;
    add(slot, std::move(made));
  }
  return true;
}

}  // namespace midspan::terms
