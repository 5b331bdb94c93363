// SPDX-License-Identifier: Apache-2.0
#include "terms/mistakes.hpp"

#include <algorithm>

#include "names/normalise.hpp"

namespace midspan::terms {

namespace {

constexpr std::size_t kMostExpected = 8;

void literals(const std::vector<Element>& elements, std::vector<int>& words) {
  for (const Element& element : elements) {
    if (element.kind == Element::Kind::Word) words.push_back(element.word);
    else if (element.kind == Element::Kind::Choice) literals(element.branches.front(), words);
  }
}

// How much of a form's own words stand in the sentence, in order; misspelt ones count half.
int likeness(const Dictionary& dictionary, const std::vector<int>& form, const std::vector<int>& sentence) {
  std::vector<int> best(sentence.size() + 1, 0);
  for (const int word : form) {
    int diagonal = 0;
    for (std::size_t at = 0; at < sentence.size(); ++at) {
      const int above = best[at + 1];
      int same = 0;
      if (sentence[at] == word) same = 4;
      else if (const std::string_view left = dictionary.text(word);
               left.size() > 3 && distance(left, dictionary.text(sentence[at]), 2) <= 2)
        same = 2;
      best[at + 1] = std::max({above, best[at], diagonal + same});
      diagonal = above;
    }
  }
  // Words of the form that are missing, and words of the sentence that no form has, count against it.
  return best.back() == 0 ? -1'000'000 : best.back() * 3 - static_cast<int>(form.size()) * 4;
}

struct Nearest {
  const Template* form = nullptr;
  const std::string* example = nullptr;
};

Nearest nearest_form(const Table& table, const Dictionary& dictionary, const std::vector<int>& sentence) {
  Nearest found;
  // A sentence that has nothing in common with any form gets the first, which says who releases whom.
  const TableForm& first = table.part("clause").forms.front();
  Nearest nothing{&first.templates.front(), &first.example};
  int best = -1'000'000;
  for (const std::string_view name : {"clause", "header", "definition", "heading"})
    for (const TableForm& form : table.part(name).forms) {
      for (const Template& each : form.templates) {
        std::vector<int> words;
        literals(each.elements, words);
        if (words.empty()) continue;
        const int score = likeness(dictionary, words, sentence);
        if (score <= best) continue;
        best = score;
        found = {&form.templates.front(), &form.example};
      }
    }
  return found.form != nullptr ? found : nothing;
}

std::string part_name(const Table& table, const std::string& part) {
  const auto found = table.strings.find("part." + part);
  return found == table.strings.end() ? part : found->second;
}

}  // namespace

int distance(std::string_view left, std::string_view right, int most) {
  const std::u32string a = names::code_points(left);
  const std::u32string b = names::code_points(right);
  if (static_cast<int>(std::max(a.size(), b.size()) - std::min(a.size(), b.size())) > most || a.size() > 64)
    return most + 1;
  std::vector<int> before2(b.size() + 1);
  std::vector<int> before(b.size() + 1);
  std::vector<int> now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) before[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      now[j] = std::min({before[j] + 1, now[j - 1] + 1, before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) now[j] = std::min(now[j], before2[j - 2] + 1);
    }
    std::swap(before2, before);
    std::swap(before, now);
  }
  return before[b.size()];
}

const std::string* nearest(std::string_view word, const std::vector<std::string>& names) {
  const std::string folded = names::fold(word);
  const std::string* found = nullptr;
  int best = std::max(1, std::min<int>(3, static_cast<int>(names::code_points(folded).size()) / 3)) + 1;
  for (const std::string& name : names) {
    const int apart = distance(folded, names::fold(name), best - 1);
    if (apart >= best) continue;
    best = apart;
    found = &name;
  }
  return found;
}

people::Finding explain(const Parser& parser, const Table& table, std::string_view text,
                        const std::vector<Token>& tokens, const Dictionary& dictionary, const NameTable& names,
                        const Sentence& sentence) {
  const Expectation expectation = parser.expectation();
  const Token& token = tokens[expectation.at.token];
  people::Finding finding;
  finding.severity = people::Severity::Wrong;
  finding.place.article = sentence.article;
  finding.place.begin = token.begin;
  finding.place.end = token.end;

  std::string found(text.substr(token.begin, token.end - token.begin));
  if (token.type == TokenType::End) found = part_name(table, "end") == "end" ? "" : part_name(table, "end");
  if (const auto end = table.strings.find("end"); token.type == TokenType::End && end != table.strings.end())
    found = end->second;
  const auto expects = [&](std::string_view part) {
    return std::find(expectation.parts.begin(), expectation.parts.end(), part) != expectation.parts.end();
  };
  const std::string where = sentence.article.empty() ? "none" : sentence.article;

  std::vector<int> words;
  for (std::size_t at = sentence.begin.token; at < sentence.end.token && words.size() < 60; ++at)
    if (tokens[at].type == TokenType::Word) words.push_back(tokens[at].word);
  const Nearest form = nearest_form(table, dictionary, words);
  const std::string shape = form.form != nullptr ? form.form->source : "";
  const std::string example = form.example != nullptr ? *form.example : "";

  const auto slip = [&](const std::string& near) {
    finding.message = {
        "TRM-002", {{"article", where}, {"found", found}, {"nearest", near}, {"form", shape}, {"example", example}}};
    return finding;
  };
  if (token.type == TokenType::Word && expectation.at == sentence.begin)
    if (const std::string* near = nearest(found, expectation.words); near != nullptr) return slip(*near);
  // "ICRC asks each person": a name that nobody declared, at the start of a sentence.
  if (token.type == TokenType::Word && expects("party") && expectation.at == sentence.begin && !found.empty() &&
      found.front() >= 'A' && found.front() <= 'Z' && dictionary.text(token.word).size() > 1 &&
      table.dictionary.find(dictionary.text(token.word)) < 0) {
    std::string header;
    for (const TableForm& each : table.part("header").forms)
      if (each.id == "witnesses") header = each.example;
    finding.message = {
        "TRM-026", {{"article", where}, {"found", found}, {"header", header}, {"form", shape}, {"example", example}}};
    return finding;
  }

  // A group that nobody defined: the commonest mistake gets its own sentence.
  if (expects("definition")) {
    std::size_t at = expectation.at.token;
    if (tokens[at].type == TokenType::Word && table.is_article(tokens[at].word)) ++at;
    const Token& name = tokens[at];
    const std::string_view written = text.substr(name.begin, name.end - name.begin);
    const bool capital = !written.empty() && ((written.front() >= 'A' && written.front() <= 'Z') ||
                                              static_cast<unsigned char>(written.front()) >= 0xC3);
    if (name.type == TokenType::Quoted || (name.type == TokenType::Word && capital)) {
      const std::string shown(name.type == TokenType::Quoted ? inside(text, name) : written);
      const std::vector<std::string> known = names.all(NameTable::Kind::Definition);
      const std::string* near = nearest(shown, known);
      std::string all;
      for (const std::string& each : known) all += (all.empty() ? "" : ", ") + each;
      finding.place.begin = name.begin;
      finding.place.end = name.end;
      finding.message = {near != nullptr ? "TRM-009" : "TRM-010",
                         {{"article", where},
                          {"found", shown},
                          {"nearest", near != nullptr ? *near : ""},
                          {"known", all.empty() ? "-" : all},
                          {"example", table.part("definition").forms.front().example}}};
      return finding;
    }
  }

  // A slip of the pen in a word of the form.
  if (token.type == TokenType::Word) {
    if (const std::string* near = nearest(found, expectation.words); near != nullptr) return slip(*near);
    const std::vector<std::string> parties = names.all(NameTable::Kind::Party);
    if (expects("party"))
      if (const std::string* near = nearest(found, parties); near != nullptr) {
        finding.message = {"TRM-011", {{"article", where}, {"found", found}, {"nearest", *near}}};
        return finding;
      }
  }

  std::string expected;
  std::size_t count = 0;
  for (const std::string& part : expectation.parts) {
    if (++count > kMostExpected) break;
    expected += (expected.empty() ? "" : ", ") + part_name(table, part);
  }
  for (const std::string& word : expectation.words) {
    if (++count > kMostExpected) break;
    expected += (expected.empty() ? "“" : ", “") + word + "”";
  }
  if (count > kMostExpected) expected += ", …";
  if (expected.empty()) expected = ".";
  finding.message = {
      "TRM-001", {{"article", where}, {"found", found}, {"expected", expected}, {"form", shape}, {"example", example}}};
  return finding;
}

}  // namespace midspan::terms
