// SPDX-License-Identifier: Apache-2.0
#include "terms/session.hpp"

#include <algorithm>

#include "names/countries.hpp"
#include "names/normalise.hpp"
#include "names/table_text.hpp"
#include "terms/forms.hpp"
#include "terms/terms.hpp"

namespace midspan::terms {

namespace {

// The table whose heading word ("Agreement") the text begins with; else the one most of whose words it uses.
const Table& table_of(std::string_view text) {
  const std::string_view start = text.substr(0, std::min<std::size_t>(text.size(), 4096));
  Dictionary none;
  const Tokens first = tokens_of(start.substr(0, start.find('\n')), none);
  if (first.list.front().type == TokenType::Word)
    if (const Table* titled = table(language_titled(none.text(first.list.front().word)))) return *titled;
  const Table* best = nullptr;
  std::size_t most = 0;
  for (const std::string& language : languages()) {
    const Table* each = table(language);
    Dictionary dictionary(&each->dictionary);
    const Tokens tokens = tokens_of(start, dictionary);
    const auto known =
        static_cast<std::size_t>(std::count_if(tokens.list.begin(), tokens.list.end(), [&](const Token& token) {
          return token.type == TokenType::Word && each->dictionary.find(dictionary.text(token.word)) >= 0;
        }));
    if (best == nullptr || known > most || (known == most && language == "en")) {
      most = known;
      best = each;
    }
  }
  return *best;
}

// The words that may follow a name in a definition ("means").
std::vector<int> defining_words(const Table& table) {
  std::vector<int> words;
  for (const Template& each : table.part("definition").forms.front().templates) {
    if (each.elements.size() < 2) continue;
    const Element& second = each.elements[1];
    if (second.kind == Element::Kind::Word) words.push_back(second.word);
    for (const auto& branch : second.branches)
      if (!branch.empty()) words.push_back(branch.front().word);
  }
  return words;
}

}  // namespace

Session::Session(std::string_view text)
    : table_(table_of(text)),
      text_(text),
      dictionary_(&table_.dictionary),
      tokens_(tokens_of(text, dictionary_)),
      means_(defining_words(table_)),
      parser_(table_, text, tokens_.list, dictionary_, names_) {
  find_definitions();
  find_names();
}

bool Session::starts_statement(std::size_t index) const {
  return index == 0 || is_mark(index - 1, '.') || is_mark(index - 1, ';') || first_of_line(index);
}

bool Session::first_of_line(std::size_t index) const {
  if (index == 0) return true;
  const std::size_t from = token(index - 1).end;
  return text_.substr(from, token(index).begin - from).find('\n') != std::string_view::npos;
}

bool Session::defines(std::size_t index) const {
  return token(index).type == TokenType::Quoted && token(index + 1).type == TokenType::Word &&
         std::find(means_.begin(), means_.end(), token(index + 1).word) != means_.end();
}

void Session::find_definitions() {
  std::vector<std::pair<std::string_view, std::string>> declined;
  for (std::size_t index = 0; index + 1 < tokens_.list.size(); ++index) {
    if (!defines(index)) continue;
    std::vector<int> words = word_ids(inside(text_, token(index)), dictionary_);
    const std::string name = definition_name(inside(text_, token(index)));
    if (words.size() > 1 && table_.is_article(words.front())) words.erase(words.begin());
    if (words.empty() || names_.exact(NameTable::Kind::Definition, words) != nullptr) continue;
    names_.add(NameTable::Kind::Definition, words, name);
    declined.emplace_back(inside(text_, token(index)), name);
    written_.push_back(names::clean_spaces(inside(text_, token(index))));
  }
  // After all that are written so themselves.
  for (const auto& [written, name] : declined) add_singular(written, name);
}

// "for each Qualifying Prisoner", "por cada Retenido": one of the group. The last word of the name, the first, or all.
void Session::add_singular(std::string_view written, const std::string& canonical) {
  constexpr std::size_t kLeast = 4;  // letters of a word that may be one of several
  if (table_.singulars.empty()) return;
  std::vector<std::string> words;
  names::for_each_part(names::clean_spaces(written), ' ', [&](std::string_view word) { words.emplace_back(word); });
  for (const auto& [many, single] : table_.singulars) {
    const auto one = [&](const std::string& word) {
      if (word.size() < kLeast + many.size() - 1 || !word.ends_with(many)) return word;
      return word.substr(0, word.size() - many.size()) + single;
    };
    std::vector<std::vector<std::string>> tried(3, words);
    for (std::string& word : tried[0]) word = one(word);
    tried[1].back() = one(tried[1].back());
    tried[2].front() = one(tried[2].front());
    if (words.size() > 1) tried[2][1] = one(tried[2][1]);
    for (const std::vector<std::string>& each : tried) {
      if (each == words) continue;
      std::string changed;
      for (const std::string& word : each) changed += (changed.empty() ? "" : " ") + word;
      if (changed.starts_with("\u0627\u0644")) changed.erase(0, 4);  // المجندات: كل مجندة
      std::vector<int> ids = word_ids(changed, dictionary_);
      if (ids.size() > 1 && table_.is_article(ids.front())) ids.erase(ids.begin());
      if (names_.exact(NameTable::Kind::Definition, ids) == nullptr)
        names_.add(NameTable::Kind::Definition, std::move(ids), canonical);
    }
  }
}

std::string Session::definition_name(std::string_view quoted) {
  std::string name = names::clean_spaces(quoted);
  const std::size_t space = name.find(' ');
  if (space == std::string::npos) return name;
  const std::vector<int> first = word_ids(std::string_view(name).substr(0, space), dictionary_);
  return first.size() == 1 && table_.is_article(first.front()) ? name.substr(space + 1) : name;
}

// Headers that give names are read first, wherever they stand.
void Session::find_names() {
  const int header = table_.part_index("header");
  for (std::size_t index = 0; index < tokens_.list.size(); ++index) {
    if (!starts_statement(index) || token(index).type != TokenType::Word) continue;
    const Position start{index, false};
    parser_.start_sentence(start);
    const Parser::Parsed parsed = parser_.part(header, start);
    if (!parsed.node) continue;
    const std::string_view id = form_ids("header")[static_cast<std::size_t>(parsed.node->form)];
    for (const auto& [slot, item] : parsed.node->slots) {
      if (id == "words")
        names_.add(NameTable::Kind::Word, word_ids(item->find("word")->text, dictionary_),
                   item->find("canonical")->text);
      else if (slot == "names") add_party(*item);
    }
  }
  parser_.take_findings();
  part_prefixes();
}

// "لإسرائيل", "بخمسين", "بقتل": a preposition that is written onto a name, a number or an offence is a word of its own.
void Session::part_prefixes() {
  if (table_.language != "ar") return;
  const auto& numbers = table_.vocabulary("number").by_first;
  const auto& offences = table_.vocabulary("offence").by_first;
  std::vector<Token> parted;
  parted.reserve(tokens_.list.size());
  for (const Token& whole : tokens_.list) {
    parted.push_back(whole);
    const std::string_view written = text_.substr(whole.begin, whole.end - whole.begin);
    constexpr std::size_t kPrefix = 2;  // bytes of ل and ب
    if (whole.type != TokenType::Word || written.size() < 3 * kPrefix ||
        !(written.starts_with("\u0644") || written.starts_with("\u0628")) ||
        table_.dictionary.find(dictionary_.text(whole.word)) >= 0 || names::country_of(written, "ar"))
      continue;
    const std::string_view rest = written.substr(kPrefix);
    const int word = dictionary_.read(names::fold_joined(rest));
    if (!names_.begins(NameTable::Kind::Party, word) && !numbers.contains(word) && !offences.contains(word) &&
        !names::country_of(rest, "ar"))
      continue;
    parted.back().word = dictionary_.read(written.substr(0, kPrefix));
    parted.back().end = whole.begin + kPrefix;
    parted.push_back(whole);
    parted.back().word = word;
    parted.back().begin += kPrefix;
  }
  tokens_.list = std::move(parted);
}

void Session::add_party(const Node& name) {
  std::vector<int> words = word_ids(name.text, dictionary_);
  const std::string canonical = canonical_name(name);
  names_.add(NameTable::Kind::Party, words, canonical);
  // The name that all texts share is a name in this one, too.
  if (const std::vector<int> shared = word_ids(canonical, dictionary_);
      names_.exact(NameTable::Kind::Party, shared) == nullptr)
    names_.add(NameTable::Kind::Party, shared, canonical);
  if (words.size() < 2 || !table_.is_article(words.front())) return;
  words.erase(words.begin());  // "El Salvador" is also found in "del Salvador"
  names_.add(NameTable::Kind::Party, words, canonical);
}

std::vector<people::ClauseBody> Session::presence(Position& at) {
  std::vector<people::ClauseBody> made;
  Position here = at;
  if (is_mark(here.token, ',')) ++here.token;
  const VocabularyEntry* does = parser_.entry_of("presence", here.token);
  if (does == nullptr) return {};
  here.token += parser_.tokens_of("presence", here.token);
  Element slot;
  slot.leaf = Leaf::Party;
  while (true) {
    const Parser::Parsed who = parser_.leaf(slot, here);
    if (!who.node || !declared(who.node->text)) return {};
    people::Covenant covenant;
    covenant.kind = people::Covenant::Kind::Other;
    covenant.party = who.node->text;
    covenant.text = does->shown.front();
    made.emplace_back(std::move(covenant));
    here = at = who.end;
    const Token& joint = token(here.token);
    if (joint.type == TokenType::Word && joint.word == table_.and_word) ++here.token;
    else if (joint.word_without_and >= 0 && table_.language == "ar") here.behind_and = true;
    else return made;
  }
}

std::string Session::canonical_name(const Node& name) const {
  const Node* canonical = name.find("canonical");
  const std::string& text = canonical != nullptr ? canonical->text : name.text;
  const auto alpha3 = names::country_of(text, canonical != nullptr ? "en" : std::string_view(table_.language));
  return alpha3 ? names::country_name(*alpha3, "en") : text;
}

// ---- For editors -------------------------------------------------------------------------------------------------

std::size_t Session::sentence_start(std::size_t index) const {
  std::size_t start = index;
  while (start > 0 && !is_mark(start - 1, '.') && !(first_of_line(start) && defines(start))) --start;
  return start;
}

Session::Stop Session::stop_before(std::size_t offset) {
  std::vector<Token> before;
  for (const Token& each : tokens_.list)
    if (each.end <= offset && each.type != TokenType::End) before.push_back(each);
  Token end;
  end.begin = end.end = offset;
  before.push_back(end);
  Stop stop;
  const std::size_t start = sentence_start(before.size() - 1);
  stop.at_start = start + 1 == before.size();
  if (stop.at_start) return stop;
  Parser parser(table_, text_, before, dictionary_, names_);
  parser.start_sentence({start, false}, Parser::Follow::Yes);
  for (const std::string_view part : {"heading", "header", "definition", "clause", "goal"})
    parser.part(table_.part_index(part), {start, false});
  stop.expectation = parser.expectation();
  if (stop.expectation.at.token + 1 != before.size())
    stop.expectation = {};  // it went wrong earlier: nothing fits here
  return stop;
}

Session::Sentence Session::sentence_at(std::size_t offset) {
  std::size_t index = 0;
  while (index + 1 < tokens_.list.size() && token(index).end <= offset) ++index;
  const Position start{sentence_start(index), false};
  parser_.start_sentence(start);
  Sentence found;
  Position end = start;
  for (const std::string_view part : {"heading", "header", "definition", "clause", "goal"}) {
    const Parser::Parsed parsed = parser_.part(table_.part_index(part), start);
    if (!parsed.node || parsed.end <= end) continue;
    end = parsed.end;
    const Part& forms = table_.part(part);
    found.form = &forms.forms[static_cast<std::size_t>(forms.by_binding[static_cast<std::size_t>(parsed.node->form)])];
    found.span = parsed.node->span;
  }
  parser_.take_findings();
  return found;
}

}  // namespace midspan::terms
