// SPDX-License-Identifier: Apache-2.0
// Text into tokens: words, numbers, dates, quoted strings, marks. Knows scripts and digits, but no language.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/day.hpp"
#include "people/finding.hpp"

namespace midspan::terms {

// "del" is "de" and "el": one word written, two read, wherever it stands. `head`: bytes of the first.
struct Contraction {
  std::string first;
  std::string second;
  std::size_t head = 0;
};

// In "Bosnia & Herzegovina" it is a word, read as the language's "and".
constexpr std::string_view kAndSign = "&";

// Words as numbers, so that matching a keyword is one comparison. A child starts with its parent's words.
class Dictionary {
 public:
  explicit Dictionary(const Dictionary* parent = nullptr) : parent_(parent) {}
  int find(std::string_view folded) const;  // -1: unknown
  int intern(std::string_view folded);
  // The number of a word as it is written: words that differ by an ending of the language alone have one number.
  int read(std::string_view folded);
  std::string_view text(int id) const;

  void contract(std::string_view folded, Contraction into);
  const Contraction* contraction(std::string_view folded) const;
  // "للمرضى" is "ل" and "المرضى": so are all words that begin so. `second` begins the second word.
  using Prefixes = std::vector<std::pair<std::string, Contraction>>;
  void contract_prefix(std::string_view folded, Contraction into) { prefixes_.emplace_back(folded, std::move(into)); }
  const Prefixes& prefixes() const { return root().prefixes_; }
  // "المحتجزون" is read as "المحتجزين".
  void ending(std::string_view folded, std::string_view as) { endings_.emplace_back(folded, as); }
  // Words that a rule may lead to. REQUIRES: nothing else is known yet.
  void stem(std::string_view folded) { stems_ = std::max(stems_, intern(folded) + 1); }
  bool is_stem(int word) const { return word >= 0 && word < root().stems_; }
  // "ستفرج" is read as the stem "يفرج", when it is not known itself.
  struct Variant {
    std::string prefix, suffix;
    std::string as_prefix, as_suffix;
  };
  void variant(Variant rule) { variants_.push_back(std::move(rule)); }
  // Another word that is read as this one. REQUIRES: it is not known yet.
  void same(std::string_view folded, std::string_view as) { ids_[std::string(folded)] = intern(as); }

 private:
  int stem_of(const std::string& folded, int more) const;  // -1: none
  const Dictionary& root() const { return parent_ != nullptr ? parent_->root() : *this; }
  int first() const { return parent_ != nullptr ? parent_->end() : 0; }
  int end() const { return first() + static_cast<int>(words_.size()); }
  const Dictionary* parent_;
  std::unordered_map<std::string, int> ids_;
  std::vector<const std::string*> words_;
  // Of the language: in the root alone.
  std::unordered_map<std::string, Contraction> contractions_;
  std::size_t longest_contraction_ = 0;
  Prefixes prefixes_;
  std::vector<std::pair<std::string, std::string>> endings_;
  int stems_ = 0;  // words below this are
  std::vector<Variant> variants_;
};

enum class TokenType : std::uint8_t { Word, Number, Date, Quoted, Mark, End };

struct Token {
  TokenType type = TokenType::End;
  char mark = 0;              // Mark: one of . , ; : ( ) [ ] % = and '~' for a range (.. … –)
  bool joined = false;        // Word, Number: only a hyphen stands between this and the token before
  bool bare = false;          // Quoted: read as if it stood in quotation marks; there are none
  bool bad_number = false;    // Number: grouped in a way that can be read as two numbers; Date: does not exist
  int word = -1;              // Word, Number: its folded form in the dictionary
  int word_without_and = -1;  // Arabic: the word behind a leading "and" (و); -1: there is none
  std::size_t begin = 0;      // bytes, end exclusive; Quoted: the quotes included
  std::size_t end = 0;
  std::int64_t number = 0;  // Number: value, saturated just above kLargestNumber
  base::Day day = 0;        // Date
};

inline bool is_mark(const Token& token, char mark) { return token.type == TokenType::Mark && token.mark == mark; }

constexpr std::int64_t kLargestNumber = 1'000'000'000'000;

struct Comment {
  std::size_t begin = 0;
  std::size_t end = 0;  // the line's end
};

struct Tokens {
  std::vector<Token> list;        // ends with one End
  std::vector<Comment> comments;  // from # to the end of the line
  people::Findings findings;      // places without source, line and character
};

// Never fails: what cannot be a token becomes a finding and is left out. Linear.
Tokens tokens_of(std::string_view text, Dictionary& dictionary);

// What stands between the quotes of a Quoted token.
std::string_view inside(std::string_view text, const Token& token);

// Does it begin with a capital letter of the Latin script? Other scripts here have none.
bool capital(std::string_view written);

// Text as words of a dictionary: "hand-over" gives two.
std::vector<int> word_ids(std::string_view text, Dictionary& dictionary);

}  // namespace midspan::terms
