// SPDX-License-Identifier: Apache-2.0
// Nodes into text of a language, by the table's canonical templates.
#pragma once

#include <string>
#include <string_view>

#include "terms/node.hpp"
#include "terms/table.hpp"

namespace midspan::terms {

class Printer {
 public:
  Printer(const Table& table, const people::Agreement& agreement) : table_(table), agreement_(agreement) {}

  // A node of a part, as it stands inside a sentence.
  std::string part(std::string_view part, const Node& node);
  // The same as a sentence: capital letter and full stop.
  std::string sentence(std::string_view part, const Node& node);

  std::string set(const Node& node);
  std::string number(const people::Number& number);
  std::string name(const std::string& canonical);           // a party or place
  std::string declared_name(const std::string& canonical);  // as in the header: "Ejército Verde" = "Green Army"
  std::string definition(const std::string& name);          // as a reference
  std::string word(const Vocabulary& vocabulary, const std::string& canonical);
  std::string quoted(std::string_view text) const;

 private:
  void print_form(const TableForm& form, const Node& node);
  void print(const std::vector<Element>& elements, const Node& node, const Node* last_number);
  bool shown(const Element& option, const Node& node) const;
  bool has_slots(const std::vector<Element>& elements, const Node& node, bool& any) const;
  void print_slot(const Element& slot, const Node& node);
  void print_one(const Element& slot, const Node& node);
  void put(std::string_view text);
  void put_mark(char mark, std::string_view shown);
  std::string identifier(const std::string& text) const;
  std::string feminine(std::string demonym) const;
  std::string nationality(const std::string& alpha3);
  bool same_language() const { return agreement_.language == table_.language; }

  const Table& table_;
  const people::Agreement& agreement_;
  std::string out_;
  bool glue_ = true;  // nothing printed yet, or an opening bracket: no space before the next word
};

std::string capitalised(std::string text);

}  // namespace midspan::terms
