// SPDX-License-Identifier: Apache-2.0
// Matches tokens against a table's templates: the longest match over all forms of a part, with the furthest place
// where matching had to stop kept for the error message. Knows nothing of what a form means.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "terms/lexer.hpp"
#include "terms/node.hpp"
#include "terms/table.hpp"

namespace midspan::terms {

// Names that this agreement gives: spelled as words of the dictionary.
class NameTable {
 public:
  enum class Kind : std::uint8_t { Party, Definition, Word };
  struct Match {
    std::size_t tokens = 0;  // 0: none
    const std::string* canonical = nullptr;
  };

  void add(Kind kind, std::vector<int> words, std::string canonical);
  Match longest(Kind kind, const std::vector<Token>& tokens, std::size_t at, bool without_and) const;
  const std::string* exact(Kind kind, const std::vector<int>& words) const;
  bool begins(Kind kind, int word) const;         // some name does with this word
  std::vector<std::string> all(Kind kind) const;  // canonical names, in the order they were added
  bool has(Kind kind, std::string_view canonical) const;

 private:
  struct Entry {
    Kind kind;
    std::vector<int> words;
    std::string canonical;
  };
  std::vector<Entry> entries_;
  std::unordered_map<int, std::vector<std::size_t>> by_first_;
};

// A place between tokens: in Arabic an "and" written onto a word may have been read, and the word not yet.
struct Position {
  std::size_t token = 0;
  bool behind_and = false;
  auto operator<=>(const Position&) const = default;
};
inline Position next(Position at) { return {at.token + 1, false}; }

// What the grammar would have taken at the furthest place.
struct Expectation {
  Position at;
  std::vector<std::string> words;  // literals, as printed
  std::vector<std::string> parts;  // leaves and parts: "party", "set"
};

class Parser {
 public:
  Parser(const Table& table, std::string_view text, const std::vector<Token>& tokens, Dictionary& dictionary,
         const NameTable& names);

  struct Parsed {
    NodePtr node;  // null: no form fits
    Position end;
  };
  // The longest form of a part that begins at `at`.
  Parsed part(int part, Position at);
  Parsed leaf(const Element& slot, Position at);

  // Forgets what the sentence before expected. To follow what could have stood where costs most of the time, and is
  // needed only of sentences that are not understood: those are parsed again, followed. What is understood is the same.
  enum class Follow : std::uint8_t { No, Yes };
  void start_sentence(Position at, Follow follow = Follow::No);
  // The group whose definition is read; empty: none is. In small letters its name says there what its words say.
  void defining(std::string name) { defining_ = std::move(name); }
  // How far each form of a whole sentence could be followed: as (form, where it stopped), those that went furthest.
  struct Reach {
    const TableForm* form;
    Position at;
  };
  const std::vector<Reach>& reaches() const { return reaches_; }
  Expectation expectation() const;  // REQUIRES: the sentence was followed; the same for reaches and identifies
  // Was the token read as the id of a list, phase or schedule, in one of the ways to read the sentence?
  bool identifies(std::size_t token) const { return identifiers_.contains(token); }
  people::Findings take_findings();  // of leaves that were understood but are wrong (a number too large)

  // A word that measures nothing ("without delay") that begins there; empty: none does.
  std::string vague(std::size_t token) const { return text_of("vague", token); }
  // What of a vocabulary begins there, as written; empty: nothing does.
  std::string text_of(std::string_view vocabulary, std::size_t token) const;
  std::size_t tokens_of(std::string_view vocabulary, std::size_t token) const;
  // The same behind an Arabic "and" that is written onto the token's word.
  std::size_t tokens_behind_and(std::string_view vocabulary, std::size_t token) const;
  // "98 of the Wounded", "more than 500 men": does somebody count people there?
  bool counts_people(Position at);
  // Words to the sentence's end, the first of which a vocabulary has: they bind nobody who could be counted, or nothing
  // is read.
  Parsed prose(std::string_view vocabulary, Position at) { return promise(at, &table_.vocabulary(vocabulary)); }
  const VocabularyEntry* entry_of(std::string_view vocabulary, std::size_t token) const;  // null: none

  const Token& token(Position at) const { return tokens_[at.token]; }

 private:
  struct Frame {
    const std::vector<Element>* elements;
    std::size_t next;
    const Frame* up;
  };

  bool match(const Frame& frame, Position at, Node& into, Position& end);
  bool refuses(const Element& element, Position at);
  bool match_slot(const Element& slot, const Frame& rest, Position at, Node& into, Position& end);
  std::string_view form_of(const Element& slot, const Node& node) const;
  bool stands_alone(const Element& filter, const Node& node) const;
  Parsed one(const Element& slot, Position at);
  enum class Joins : std::uint8_t { And, AndOr };
  bool separator(Position& at, bool list, Joins joins);
  Joins joins_of(const Element& slot) const;
  bool literal(const Element& element, Position& at);
  void expected_word(const Element& element, Position at);
  void expected_part(std::string_view name, Position at);
  void expected_forms(int part, Position at);
  bool begins(const Template& form, Position at) const;
  void go_further(Position at);
  void candidates(const Part& part, Position at, Part::Places& found);
  void take(const Part::Index& index, Position at, Part::Places& found) const;
  void see_words(std::size_t from);
  bool has_what_it_needs(const Template& form) const;
  Parsed followed(const Part& part, int index, Position at);
  void touch(Position at) { touched_ = std::max(touched_, at); }
  void note_reach(const TableForm& form, Position at);
  Parsed read_leaf(const Element& slot, Position at);

  Parsed set(Position at);
  bool all_begins(Position joint) const;
  bool counted(Position at) const;
  Parsed number(Position at);
  Parsed bracketed_number(Position at);
  std::optional<std::int64_t> plain_number(Position& at);
  std::optional<std::int64_t> number_said_once(Position& at);
  std::optional<std::int64_t> number_in_words(Position& at);
  Parsed counting_word(Position at, std::string_view vocabulary);
  Parsed date(Position at);
  Parsed year(Position at, int month, int day);  // "before 2023", "after 2021": that day of it
  Parsed lunar_date(Position at);
  Parsed name(Leaf leaf, Position at);
  Parsed government(Position at);
  Parsed place(Position at);
  Parsed promise(Position at, const Vocabulary* begins);
  Parsed identifier(Leaf leaf, Position at);
  Parsed word(const Vocabulary& vocabulary, Position at);
  Parsed nationality(Position at);
  Parsed nation(Position at);
  Parsed counted_units(const Vocabulary& units, Position at);
  Parsed definition(Position at, bool any_case);
  Parsed the_group(Position at);
  Parsed quoted(Position at);
  Parsed new_name(Position at);
  Parsed country(Position at);
  struct Entry {
    std::size_t tokens = 0;
    const VocabularyEntry* entry = nullptr;
  };
  bool is_written(Position at) const;
  Entry vocabulary_at(const Vocabulary& vocabulary, Position at) const;
  Position skip_article(Position at) const;
  Parsed made(std::string text, Position begin, Position end) const;
  std::string spelled(Position begin, Position end) const;
  std::string canonical_of_quoted(const Vocabulary* vocabulary, std::string_view quoted) const;
  void wrong(const char* code, const Token& token);
  people::TextSpan span(Position begin, Position end) const;
  // Is it written behind the token before it? Not so where a retry moved either.
  bool follows(std::size_t index) const { return tokens_[index].begin >= tokens_[index - 1].end; }

  const Table& table_;
  std::string_view text_;
  const std::vector<Token>& tokens_;
  Dictionary& dictionary_;
  const NameTable& names_;
  const Vocabulary &numbers_, &months_, &weeks_, &calendar_months_, &places_,
      &next_month_;  // asked for at nearly every word
  const Vocabulary &governments_, &weekdays_, &promises_, &binding_, &ending_, &whoever_, &totals_, &ofs_, &severals_;
  const int bases_, setops_;  // parts
  std::string defining_;
  std::vector<std::string_view> joints_;  // "or", and how the language's "and" is written otherwise
  std::ptrdiff_t alternatives_ = 0;       // so many of them are "or"
  // Kept as the table's own elements: a sentence fails against hundreds of templates, and seldom has to say so.
  struct Wanted {
    const Element* word = nullptr;
    int part = -1;  // its templates that this token does not begin
  };
  struct Furthest {
    Position at;
    std::vector<Wanted> words;
    std::vector<std::string_view> parts;
  };
  Furthest furthest_;
  // What a part or leaf made at a place, and the furthest place that was looked at for it.
  struct Tried {
    Parsed made;
    Position reach;
  };
  // By key(): parts by index, leaves behind them. A flat table that is forgotten at once: sentences are short and many.
  class Memo {
   public:
    const Tried* find(std::uint64_t key) const {
      const Slot& slot = slots_[place(key)];
      return slot.sentence == sentence_ ? &slot.tried : nullptr;
    }
    void keep(std::uint64_t key, Tried tried);
    void forget() {
      ++sentence_;
      used_ = 0;
    }

   private:
    struct Slot {
      std::uint64_t key = 0;
      std::uint64_t sentence = 0;  // others than this one's are free
      Tried tried;
    };
    // Of the key, or the free slot for it.
    std::size_t place(std::uint64_t key) const {
      std::size_t at = key * 0x9E3779B97F4A7C15ULL >> 32 & (slots_.size() - 1);
      while (slots_[at].sentence == sentence_ && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
      return at;
    }
    std::vector<Slot> slots_ = std::vector<Slot>(64);
    std::uint64_t sentence_ = 1;
    std::size_t used_ = 0;
  };
  Memo memo_;
  static std::uint64_t key(int part, Position at) {
    return (static_cast<std::uint64_t>(at.token) * 2 + (at.behind_and ? 1 : 0)) * 65536 +
           static_cast<std::uint64_t>(part);
  }
  std::vector<Reach> reaches_;  // of the sentence's own forms
  Position touched_;
  std::map<std::size_t, people::Finding> leaf_findings_;  // by token: a sentence may be tried in several forms
  std::set<std::size_t> identifiers_;                     // tokens
  int depth_ = 0;
  bool following_ = false;
  // The words of the sentence: `sentence_` by word of the dictionary.
  std::vector<std::uint32_t> seen_;
  std::uint32_t sentence_ = 0;
};

}  // namespace midspan::terms
