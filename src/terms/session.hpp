// SPDX-License-Identifier: Apache-2.0
// A text made ready for reading: its language, its tokens, the names that it gives.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "terms/parser.hpp"

namespace midspan::terms {

class Session {
 public:
  // text must outlive the session.
  explicit Session(std::string_view text);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  const Table& table() const { return table_; }
  std::string_view text() const { return text_; }
  Dictionary& dictionary() { return dictionary_; }
  const Dictionary& dictionary() const { return dictionary_; }
  Tokens& tokens() { return tokens_; }
  const Tokens& tokens() const { return tokens_; }
  const NameTable& names() const { return names_; }
  std::vector<std::string> names(NameTable::Kind kind) const { return names_.all(kind); }
  // "…, under the supervision of the United Nations and ICRC" there: each of them undertakes it. `at` goes behind it.
  std::vector<people::ClauseBody> presence(Position& at);
  // Is it the canonical name of somebody whom a header names?
  bool declared(std::string_view canonical) const { return names_.has(NameTable::Kind::Party, canonical); }
  Parser& parser() { return parser_; }
  const Parser& parser() const { return parser_; }

  const Token& token(std::size_t index) const { return tokens_.list[index]; }
  bool is_mark(std::size_t index, char mark) const {
    return token(index).type == TokenType::Mark && token(index).mark == mark;
  }
  bool first_of_line(std::size_t index) const;
  // Does a definition begin here: a name in quotes, and "means"?
  bool defines(std::size_t index) const;

  // "the Deportees" without its article.
  std::string definition_name(std::string_view quoted);
  // A name of the header as every language's tree has it.
  std::string canonical_name(const Node& name) const;

  // ---- For editors ----
  struct Stop {
    bool at_start = false;  // nothing of the sentence is written yet
    Expectation expectation;
  };
  Stop stop_before(std::size_t offset);
  struct Sentence {
    const TableForm* form = nullptr;
    people::TextSpan span;
  };
  Sentence sentence_at(std::size_t offset);
  const std::vector<std::string>& definitions() const { return written_; }  // as written between the quotes

 private:
  bool starts_statement(std::size_t index) const;
  std::size_t sentence_start(std::size_t index) const;
  void find_definitions();
  void find_names();
  void part_prefixes();
  void add_party(const Node& name);
  void add_singular(std::string_view written, const std::string& canonical);

  const Table& table_;
  std::string_view text_;
  Dictionary dictionary_;
  Tokens tokens_;
  NameTable names_;
  std::vector<std::string> written_;
  std::vector<int> means_;
  Parser parser_;
};

}  // namespace midspan::terms
