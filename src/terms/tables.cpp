// SPDX-License-Identifier: Apache-2.0
// The tables of the languages, each compiled when it is asked for first; what is looked up in all of them; a template
// as a reader sees it.
#include <algorithm>
#include <array>
#include <map>
#include <mutex>

#include "base/assert.hpp"
#include "base/embedded.hpp"
#include "names/normalise.hpp"
#include "names/table_text.hpp"
#include "terms/table.hpp"
#include "terms/terms.hpp"

MIDSPAN_DECLARE_EMBEDDED(terms_grammar_ar);
MIDSPAN_DECLARE_EMBEDDED(terms_grammar_en);
MIDSPAN_DECLARE_EMBEDDED(terms_grammar_es);

namespace midspan::terms {

std::string one_way(std::string_view source) {
  // "[shall |will ]releases": what may be one of several words is left out.
  std::string chosen;
  std::vector<std::size_t> opened;  // where in `chosen` each bracket began that is open
  std::string brackets;             // which
  std::size_t skipping = 0;         // brackets open since a second alternative began; 0: none did
  std::vector<bool> several;        // of each bracket that is open: had it a second alternative?
  for (const char each : source) {
    if (each == '(' || each == '[') {
      brackets += each;
      opened.push_back(chosen.size());
      several.push_back(false);
      if (skipping > 0) ++skipping;
      else if (each == '[') chosen += each;
    } else if (each == ')' || each == ']') {
      if (brackets.empty()) continue;
      if (skipping > 0) --skipping;
      if (skipping == 0 && each == ']') {
        if (several.back()) chosen.resize(opened.back());
        else chosen += each;
      }
      brackets.pop_back();
      opened.pop_back();
      several.pop_back();
    } else if (each == '|') {
      if (skipping == 0) skipping = 1;
      if (!several.empty() && skipping == 1) several.back() = true;
    } else if (skipping == 0) {
      chosen += each;
    }
  }
  return readable(chosen);
}

std::string readable(std::string_view source) {
  std::string made;
  for (std::size_t at = 0; at < source.size(); ++at) {
    const char each = source[at];
    if (each == '\\') continue;
    if (each == '{') {
      const std::size_t close = source.find('}', at);
      std::string_view inside = source.substr(at + 1, close - at - 1);
      const bool more = inside.back() == '+' || inside.back() == '*';
      if (more) inside.remove_suffix(1);
      if (const std::size_t colon = inside.find(':'); colon != std::string_view::npos) inside.remove_prefix(colon + 1);
      if (inside.substr(0, 5) == "word.") inside.remove_prefix(5);
      made += "{" + std::string(inside) + (more ? " …}" : "}");
      at = close;
    } else if (each == '[') {
      // The space before what may be absent stands before its bracket.
      std::size_t begin = at + 1;
      if (source[begin] == '?') begin = source.find(' ', begin) + 1;
      if (source[begin] == ' ') {
        if (made.empty() || made.back() != ' ') made += ' ';
        ++begin;
      }
      made += '[';
      at = begin - 1;
    } else {
      made += each;
    }
  }
  return made;
}

int Table::part_index(std::string_view name) const {
  for (std::size_t at = 0; at < parts.size(); ++at)
    if (parts[at].name == name) return static_cast<int>(at);
  return -1;
}

const Part& Table::part(std::string_view name) const {
  const int index = part_index(name);
  MIDSPAN_ASSERT(index >= 0);
  return parts[static_cast<std::size_t>(index)];
}

const TableForm& Table::form(std::string_view part, std::string_view id) const {
  const std::vector<TableForm>& forms = this->part(part).forms;
  const auto found = std::find_if(forms.begin(), forms.end(), [&](const TableForm& each) { return each.id == id; });
  MIDSPAN_ASSERT(found != forms.end());
  return *found;
}

int Table::vocabulary_index(std::string_view name) const {
  const auto found = vocabulary_indices.find(name);
  return found == vocabulary_indices.end() ? -1 : found->second;
}

const Vocabulary& Table::vocabulary(std::string_view name) const {
  const int index = vocabulary_index(name);
  MIDSPAN_ASSERT(index >= 0);
  return vocabularies[static_cast<std::size_t>(index)];
}

bool Table::is_article(int word) const { return std::find(articles.begin(), articles.end(), word) != articles.end(); }

namespace {

struct Source {
  std::string_view language;
  std::string_view text;
};
const std::array<Source, 3>& sources() {  // sorted by language
  static const std::array<Source, 3> kSources{{{"ar", MIDSPAN_EMBEDDED(terms_grammar_ar)},
                                               {"en", MIDSPAN_EMBEDDED(terms_grammar_en)},
                                               {"es", MIDSPAN_EMBEDDED(terms_grammar_es)}}};
  return kSources;
}

}  // namespace

const std::vector<std::string>& languages() {
  static const std::vector<std::string> kLanguages = [] {
    std::vector<std::string> made;
    for (const Source& source : sources()) made.emplace_back(source.language);
    return made;
  }();
  return kLanguages;
}

std::string_view language_titled(std::string_view word) {
  for (const Source& source : sources()) {
    // The templates of [header] title, before their slot.
    std::string_view lines = source.text.substr(source.text.find("\ntitle\n") + 7);
    for (lines = lines.substr(0, lines.find("\n    >")); !lines.empty();) {
      const std::string_view line = lines.substr(1, lines.find('\n', 1) - 1);
      lines.remove_prefix(line.size() + 1);
      bool titled = false;
      names::for_each_part(names::fold(line.substr(0, line.find('{'))), ' ',
                           [&](std::string_view each) { titled = titled || each == word; });
      if (titled) return source.language;
    }
  }
  return {};
}

const std::vector<SharedWord>& shared_words(std::string_view vocabulary) {
  static std::mutex mutex;
  static std::map<std::string, std::vector<SharedWord>, std::less<>> known;
  const std::scoped_lock lock(mutex);
  const auto found = known.find(vocabulary);
  if (found != known.end()) return found->second;
  std::vector<SharedWord>& made = known[std::string(vocabulary)];
  for (const Source& source : sources()) {
    const std::size_t at = source.text.find("\n[words " + std::string(vocabulary) + "]\n");
    if (at == std::string_view::npos) continue;
    std::string_view section = source.text.substr(at + 1);
    section.remove_prefix(section.find('\n'));
    section = section.substr(0, section.find("\n["));
    names::for_each_part(section, '\n', [&](std::string_view line) {
      const std::size_t colon = line.find(':');
      if (line.front() == '#' || colon == std::string_view::npos) return;
      names::for_each_part(line.substr(colon + 1), '|', [&](std::string_view each) {
        made.push_back({names::fold(each), names::clean_spaces(line.substr(0, colon))});
      });
    });
  }
  return made;
}

const Table* table(std::string_view language) {
  static std::array<const Table*, 3> made;  // never given back: a program that ends has no use for the time it takes
  static std::array<std::once_flag, 3> once;
  for (std::size_t at = 0; at < made.size(); ++at) {
    if (sources()[at].language != language) continue;
    std::call_once(once[at], [at] { made[at] = compiled(sources()[at].text).release(); });
    return made[at];
  }
  return nullptr;
}

const std::string* shown_word(const Table& table, std::string_view vocabulary, const std::string& canonical) {
  const int index = table.vocabulary_index(vocabulary);
  if (index < 0) return nullptr;
  const Vocabulary& words = table.vocabularies[static_cast<std::size_t>(index)];
  const auto found = words.by_canonical.find(canonical);
  return found == words.by_canonical.end() ? nullptr : &words.entries[found->second].shown.front();
}

}  // namespace midspan::terms
