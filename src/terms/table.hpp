// SPDX-License-Identifier: Apache-2.0
// One language as a table: grammar/<language>.grammar compiled. The file's format, by example:
//
//   language en English
//   and and                                 the word that joins a list's last two items
//   let releases = (releases|frees)         <releases> stands for that in the templates below
//   articles the                            may stand before a name
//   contraction del = de el                 one word that is read as two; "يومين = اثنين يوم": a dual
//   prefix لل = ل ال                         and all words that begin so
//   singular ies = y                        a group's name is also read of one of them: each Party
//   ending ون = ين                          words that differ by these alone are one
//   stems يفرج يطلق                          known before all other words, so that
//   variant ست- = ي-                        a word that is not known is another that is, in another person or time
//   same يوم = يوماً أيام                     other words that are read as the first
//
//   [clause]                                a part: what a slot may ask for
//   release                                 a form of the part; its meaning is bound by this name in forms.hpp
//       {party} releases {of:quantity}[ to {to:place}][ {when}]      canonical template; further lines also understood
//       {party} (frees|returns) {of:quantity}[ to {to:place}][ {when}]
//       > El Salvador releases all of the Deportees to Venezuela.    example
//       ~ deliver surrender extradite                                words that people use when this form is what they
//       need
//
//   [words category]                        a vocabulary: canonical word, then this language's, the first for printing
//   political: political | political prisoner
//
//   {party}            a slot named party, of part party      {to:place}    named to, of part place
//   {owed:owed+}       one or more, joined by , or ; or "and" {filters:filter*}  none or more, side by side
//   [ … ]              may be absent; printed when its slots are there
//   [?flag … ]         may be absent; its presence is a slot that says yes
//   (a|b)              either; the first is printed           \( \[     the mark itself
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "terms/lexer.hpp"

namespace midspan::terms {

// Parts that code reads, not templates.
enum class Leaf : std::uint8_t {
  None,
  Text,
  Number,
  Portion,
  Ordinal,
  Nation,
  Weeks,
  Hours,
  Months,
  Date,
  YearBegin,
  YearEnd,
  Party,
  Place,
  List,
  Phase,
  Article,
  Schedule,
  Definition,
  AnyCaseDefinition,
  Word,
  Set,
  Ranks,
  NewName,
  Language,
  Promise,
  Matter,
  Treatment,
  Rest,
  TheGroup,
};

enum class Many : std::uint8_t { One, OneOrMore, Any };

struct Element {
  enum class Kind : std::uint8_t { Word, Mark, Slot, Option, Choice };
  Kind kind = Kind::Word;
  bool is_and = false;     // Word: Arabic "and", which may be written onto the next word
  int word = -1;           // Word
  char mark = 0;           // Mark
  std::string shown;       // Word: as printed
  std::string_view slot;   // Slot; Option: its flag, or empty
  Leaf leaf = Leaf::None;  // Slot of a leaf
  int part = -1;           // Slot of a table part, or the vocabulary of Leaf::Word
  Many many = Many::One;
  std::vector<std::vector<Element>> branches;  // Option: one; Choice: several
  std::vector<int> firsts;         // Choice: sorted words, when each branch begins with one of them; else empty
  std::vector<std::size_t> order;  // Choice: branches as they are tried, "released too" before "released"
};

// What a template may begin with.
struct First {
  std::vector<int> words;  // sorted; none when it may be anything
  bool number = false;     // digits, or what is not agreed yet in square brackets
  bool any = false;        // a name, a quotation, a mark: not told by its first token
};

struct Template {
  std::string source;
  std::vector<Element> elements;
  First first;
  // Of each of these some word stands in every sentence of this form: those of few words first.
  std::vector<std::vector<int>> needs;
  bool prose = false;  // it reads words as they stand: another form that goes as far says more
};

struct TableForm {
  std::string id;    // "release"
  int binding = -1;  // index into the part's forms in forms.hpp
  std::vector<Template> templates;
  std::string example;
  std::vector<int> hints;  // words by which a sentence that is not understood is known to mean this form
};

struct Part {
  std::string name;
  std::vector<TableForm> forms;
  std::vector<int> by_binding;  // binding -> index into forms, -1: the table lacks it

  // A sentence is tried against the templates that its first token allows, of hundreds.
  struct Place {
    int form = 0;
    int index = 0;  // of the template
    auto operator<=>(const Place&) const = default;
  };
  using Places = std::vector<Place>;  // in the table's order
  struct Index {                      // by the token that they may begin with
    std::unordered_map<int, Places> words;
    Places number, with_and, anything;  // with_and: the Arabic "and"; anything: not told by it
  };
  Index by_first;

  // Half of the templates begin with a slot ("{party} …"), which says little; the word behind it tells them apart. Each
  // template is in one place: begun by words (`literal`), by a slot (`fronts`), or not told before it is tried.
  struct Front {
    const Element* slot = nullptr;
    First first;
    Index behind;  // by the token behind the slot
  };
  Index literal;
  std::vector<Front> fronts;
};

struct VocabularyEntry {
  std::string canonical;
  std::vector<std::string> shown;  // the first is printed
};
struct Vocabulary {
  std::string name;
  std::vector<VocabularyEntry> entries;
  struct Spelling {
    std::vector<int> words;
    std::size_t entry = 0;
  };
  std::unordered_map<int, std::vector<Spelling>> by_first;  // longest first
  std::unordered_map<std::string, std::size_t> by_canonical;
};

struct Table {
  std::string language;
  std::string language_name;
  Dictionary dictionary;
  int and_word = -1;
  std::string and_shown;
  std::vector<int> articles;
  std::vector<std::string> articles_shown;
  std::vector<std::pair<std::string, std::string>> singulars;  // endings of many, and of one
  std::vector<Part> parts;
  std::vector<Vocabulary> vocabularies;
  std::unordered_map<std::string_view, int> vocabulary_indices;  // by name, in the grammar's own text
  std::unordered_map<std::string, std::string> strings;          // [strings]: single sentences for messages and hover

  const Part& part(std::string_view name) const;                            // REQUIRES: there
  const TableForm& form(std::string_view part, std::string_view id) const;  // REQUIRES: there
  int part_index(std::string_view name) const;                              // -1: none
  const Vocabulary& vocabulary(std::string_view name) const;
  int vocabulary_index(std::string_view name) const;
  bool is_article(int word) const;
};

// REQUIRES: a grammar without mistakes; they are part of the program.
std::unique_ptr<Table> compiled(std::string_view grammar);

// The table of a language, compiled when it is asked for first, then kept; nullptr when there is none. Thread-safe.
// Costs tens of milliseconds: who needs one of languages() asks for no other.
const Table* table(std::string_view language);
// The language in which the folded word begins an agreement ("agreement"); empty: none. Compiles no table.
std::string_view language_titled(std::string_view word);

// The words of a vocabulary in every language, folded. Compiles no table.
struct SharedWord {
  std::string folded;
  std::string canonical;
};
const std::vector<SharedWord>& shared_words(std::string_view vocabulary);
// A template as a reader sees it: "{party} releases {quantity} [to {place}] [{when}]".
std::string readable(std::string_view source);
// The same, of each choice the first and without what may be left out as one of several: one way to write it.
std::string one_way(std::string_view source);

// The word that a language uses for a canonical one; nothing when the vocabulary lacks it.
const std::string* shown_word(const Table& table, std::string_view vocabulary, const std::string& canonical);

}  // namespace midspan::terms
