// SPDX-License-Identifier: Apache-2.0
// What the grammar reads and prints: a form and what fills its slots. Between text and people::Agreement stands always
// a Node: the parser makes one from text and a table; forms.hpp turns it into the tree and back; the printer makes
// text.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "people/agreement.hpp"

namespace midspan::terms {

struct Node;
using NodePtr = std::shared_ptr<const Node>;

struct Node {
  int form = -1;          // index into the forms of its part (forms.hpp); -1: a leaf
  std::string text;       // leaves: a name or word in canonical spelling
  people::Number number;  // leaves: numbers
  base::Day day = 0;      // leaves: dates
  bool open = false;      // leaves: stood in square brackets
  people::TextSpan span;
  std::vector<std::pair<std::string_view, NodePtr>> slots;  // lists: the same name again; names live as long as tables

  const Node* find(std::string_view name) const {
    for (const auto& [slot, node] : slots)
      if (slot == name) return node.get();
    return nullptr;
  }
};

}  // namespace midspan::terms
