// SPDX-License-Identifier: Apache-2.0
#include "terms/editor.hpp"

#include <algorithm>

#include "terms/session.hpp"

namespace midspan::terms {

namespace {

std::string shape(std::string_view source) {
  // "{party} releases {of:quantity}[ to {to:place}]" as "… releases …"
  std::string made;
  int optional = 0;
  bool slot = false;
  for (const char each : source) {
    if (each == '[') ++optional;
    else if (each == ']') --optional;
    else if (optional > 0) continue;
    else if (each == '{') {
      made += "…";
      slot = true;
    } else if (each == '}') slot = false;
    else if (!slot && each != '(' && each != '\\') made += each == '|' ? '/' : each == ')' ? ' ' : each;
  }
  return made;
}

bool same_start(std::string_view word, std::string_view start) {
  return word.size() >= start.size() && std::equal(start.begin(), start.end(), word.begin(), [](char left, char right) {
           const auto lower = [](char each) {
             return each >= 'A' && each <= 'Z' ? static_cast<char>(each + 32) : each;
           };
           return lower(left) == lower(right);
         });
}

// What can stand at `begin` and starts with what is written from there to `offset`.
std::vector<Completion> continuations(Session& session, std::string_view text, std::size_t begin, std::size_t offset) {
  const Table& table = session.table();
  const std::string_view written = text.substr(begin, offset - begin);
  const Session::Stop stop = session.stop_before(begin);
  std::vector<Completion> made;
  const auto add = [&](std::string label, std::string insert, std::string detail) {
    if (!same_start(insert, written)) return;
    for (const Completion& each : made)
      if (each.label == label) return;
    made.push_back({std::move(label), std::move(insert), std::move(detail)});
  };
  if (stop.at_start) {
    for (const std::string_view name : {"heading", "clause", "definition", "header"})
      for (const TableForm& form : table.part(name).forms)
        add(shape(form.templates.front().source), form.example, form.example);
    return made;
  }
  for (const std::string& word : stop.expectation.words) add(word, word, "");
  for (const std::string& part : stop.expectation.parts) {
    if (part == "party" || part == "place")
      for (const std::string& name : session.names(NameTable::Kind::Party)) add(name, name, "");
    if (part == "definition")
      for (const std::string& each : session.definitions()) add(each, each, "");
    if (const int index = table.vocabulary_index(part); index >= 0)
      for (const VocabularyEntry& entry : table.vocabularies[static_cast<std::size_t>(index)].entries)
        add(entry.shown.front(), entry.shown.front(), "");
  }
  return made;
}

}  // namespace

std::vector<Completion> complete(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  Session session(text);
  // The word that is being written is not read yet.
  std::size_t begin = offset;
  while (begin > 0 && static_cast<unsigned char>(text[begin - 1]) > ' ' &&
         std::string_view(".,;:()[]\"").find(text[begin - 1]) == std::string_view::npos)
    --begin;
  std::vector<Completion> made = continuations(session, text, begin, offset);
  // "the P": a name is offered with its article, from the article on.
  std::size_t before = begin;
  while (before > 0 && text[before - 1] == ' ') --before;
  std::size_t article = before;
  while (article > 0 && static_cast<unsigned char>(text[article - 1]) > ' ') --article;
  const std::string_view word = text.substr(article, before - article);
  const auto& articles = session.table().articles_shown;
  if (before < begin && std::find(articles.begin(), articles.end(), word) != articles.end())
    for (Completion& each : continuations(session, text, article, offset)) made.push_back(std::move(each));
  return made;
}

Hover hover(std::string_view text, std::size_t offset) {
  Session session(text);
  const Session::Sentence found = session.sentence_at(offset);
  Hover made;
  if (found.form == nullptr) return made;
  made.span = found.span;
  made.text = shape(found.form->templates.front().source);
  if (!found.form->example.empty()) made.text += "\n> " + found.form->example;
  return made;
}

namespace {

enum class Goes : std::uint8_t { Instead, Behind, Away };  // of what the finding underlines
struct Proposed {
  std::string_view code;
  std::string_view argument;
  Goes goes;
};
constexpr Proposed kProposed[] = {
    {"TRM-002", "nearest", Goes::Instead}, {"TRM-009", "nearest", Goes::Instead}, {"TRM-011", "nearest", Goes::Instead},
    {"TRM-029", "mend", Goes::Instead},    {"TRM-030", "mend", Goes::Instead},    {"TRM-046", "equal", Goes::Instead},
    {"TRM-047", "found", Goes::Away},      {"TRM-046", "all", Goes::Instead},     {"TRM-101", "mend", Goes::Behind},
    {"TRM-102", "mend", Goes::Behind},     {"TRM-103", "mend", Goes::Behind},     {"TRM-104", "mend", Goes::Behind},
    {"TRM-105", "mend", Goes::Behind},     {"TRM-107", "mend", Goes::Behind},     {"TRM-107", "instead", Goes::Behind},
    {"TRM-111", "mend", Goes::Behind},
};

}  // namespace

std::vector<Mend> mends(const people::Finding& finding, std::string_view text) {
  std::vector<Mend> made;
  const std::size_t begin = std::min(finding.place.begin, text.size());
  const std::size_t end = std::min(std::max(begin, finding.place.end), text.size());
  const std::string_view behind = text.substr(end, 1);
  for (const Proposed& each : kProposed) {
    if (each.code != finding.message.code) continue;
    for (const auto& [name, value] : finding.message.arguments) {
      const auto* words = std::get_if<std::string>(&value);
      if (name != each.argument || words == nullptr || words->empty()) continue;
      if (each.goes == Goes::Away) {
        made.push_back({{begin, end}, ""});
      } else if (each.goes == Goes::Behind) {
        const std::size_t after = end + (behind == "." ? 1 : 0);
        made.push_back({{after, after}, (behind == "." ? " " : ". ") + *words});
      } else {
        const bool stops = behind == "." && words->back() == '.';
        made.push_back({{begin, end}, words->substr(0, words->size() - (stops ? 1 : 0))});
      }
    }
  }
  return made;
}

}  // namespace midspan::terms
