// SPDX-License-Identifier: Apache-2.0
#include "terms/mistakes.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <mutex>
#include <unordered_map>

#include "names/countries.hpp"
#include "names/normalise.hpp"

namespace midspan::terms {

namespace {

constexpr std::size_t kMostExpected = 8;

// Fewest edits between two words; above `most` it may be any larger number.
int edits(std::u32string_view a, std::u32string_view b, int most) {
  constexpr std::size_t kLongest = 64;
  if (static_cast<int>(std::max(a.size(), b.size()) - std::min(a.size(), b.size())) > most || a.size() > kLongest ||
      b.size() > kLongest)
    return most + 1;
  std::array<int, kLongest + 1> rows[3] = {};
  int *before2 = rows[0].data(), *before = rows[1].data(), *now = rows[2].data();
  for (std::size_t j = 0; j <= b.size(); ++j) before[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      now[j] = std::min({before[j] + 1, now[j - 1] + 1, before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) now[j] = std::min(now[j], before2[j - 2] + 1);
    }
    int* const free = before2;
    before2 = before;
    before = now;
    now = free;
  }
  return before[b.size()];
}

// A word with what tells at a glance that another cannot be near: an edit changes one letter at most.
struct Letters {
  explicit Letters(std::string_view word) : text(names::code_points(word)) {
    for (const char32_t letter : text) seen |= std::uint64_t{1} << (letter % 64);
  }
  bool near(const Letters& other, int most) const {
    return std::popcount(seen & ~other.seen) <= most && std::popcount(other.seen & ~seen) <= most &&
           edits(text, other.text, most) <= most;
  }
  std::u32string text;
  std::uint64_t seen = 0;
};

// The forms of whole sentences by their own words, made once for each language.
struct Shapes {
  struct Shape {
    std::vector<std::size_t> words;  // of Shapes::words
    std::vector<std::size_t> hints;
    const TableForm* form;
  };
  std::vector<Shape> shapes;
  std::vector<Letters> words;
  std::vector<char> long_enough;               // for a slip in it to be seen
  std::unordered_map<int, std::size_t> index;  // by word of the table's dictionary

  // "of" and "to" say little.
  int worth(std::size_t word) const { return long_enough[word] != 0 ? 4 : 2; }
  bool is(std::size_t word, int id) const {
    const auto found = index.find(id);
    return found != index.end() && found->second == word;
  }

  explicit Shapes(const Table& table) {
    for (const std::string_view name : {"clause", "header", "definition", "heading"})
      for (const TableForm& form : table.part(name).forms)
        for (const Template& each : form.templates) {
          Shape shape{{}, {}, &form};
          literals(table.dictionary, each.elements, shape.words);
          for (const int hint : form.hints) shape.hints.push_back(known(table.dictionary, hint));
          if (!shape.words.empty()) shapes.push_back(std::move(shape));
        }
  }

 private:
  void literals(const Dictionary& dictionary, const std::vector<Element>& elements, std::vector<std::size_t>& into) {
    for (const Element& element : elements) {
      if (element.kind == Element::Kind::Choice) literals(dictionary, element.branches.front(), into);
      if (element.kind == Element::Kind::Word) into.push_back(known(dictionary, element.word));
    }
  }
  std::size_t known(const Dictionary& dictionary, int word) {
    const auto [place, fresh] = index.emplace(word, words.size());
    if (fresh) {
      words.emplace_back(dictionary.text(word));
      long_enough.push_back(dictionary.text(word).size() > 3 ? 1 : 0);
    }
    return place->second;
  }
};

const Shapes& shapes_of(const Table& table) {
  static std::mutex mutex;
  static std::map<const Table*, Shapes> made;
  const std::scoped_lock lock(mutex);
  return made.try_emplace(&table, table).first->second;
}

constexpr int kSame = 4;  // how much a word counts; one misspelt counts half, and so does a short one
constexpr int kSlip = 2;
constexpr int kHint = 10;       // for a word by which people mean a form that does not use it
constexpr int kStoppedAt = 30;  // and when reading stopped at that very word
constexpr int kFollowed = 4;    // for each word that a form could be followed
constexpr int kMostFollowed = 5;
constexpr int kTold = 8;  // two words of some length

struct Nearest {
  const TableForm* form = nullptr;
  bool weak = false;  // the sentence has hardly a word in common with it
};

// The form of whose own words most stand in the sentence, in order; that it could be followed for a while counts, too.
Nearest nearest_form(const Table& table, const Dictionary& dictionary, const std::vector<int>& sentence,
                     const std::vector<Parser::Reach>& reaches, Position begin, int stopped_at) {
  const Shapes& all = shapes_of(table);
  const std::size_t count = all.words.size();
  std::vector<char> alike(sentence.size() * count, 0);  // by word of the sentence and word of forms
  std::vector<char> best_of(count, 0);
  for (std::size_t at = 0; at < sentence.size(); ++at) {
    char* const row = alike.data() + at * count;
    const Letters letters(dictionary.text(sentence[at]));
    for (std::size_t word = 0; word < count; ++word)
      if (all.long_enough[word] != 0 && all.words[word].near(letters, 2)) row[word] = kSlip;
    if (const auto same = all.index.find(sentence[at]); same != all.index.end())
      row[same->second] = static_cast<char>(all.worth(same->second));
    for (std::size_t word = 0; word < count; ++word) best_of[word] = std::max(best_of[word], row[word]);
  }
  // A sentence that has nothing in common with any form gets the first, which says who releases whom.
  Nearest found{&table.part("clause").forms.front(), true};
  int best = -1'000'000;
  std::vector<int> sums(sentence.size() + 1);
  for (const Shapes::Shape& shape : all.shapes) {
    // Words of the form that are missing count against it.
    int missing = 0;
    int most = 0;
    for (const std::size_t word : shape.words) {
      missing += all.worth(word);
      most += best_of[word];
    }
    int more = 0;
    for (const std::size_t hint : shape.hints) {
      if (best_of[hint] == all.worth(hint)) more += kHint;
      if (all.is(hint, stopped_at)) more += kStoppedAt;
    }
    for (const Parser::Reach& reach : reaches)
      if (reach.form == shape.form)
        more += kFollowed * std::min(kMostFollowed, static_cast<int>(reach.at.token - begin.token));
    if (most + more == 0 || most * 3 - missing + more <= best) continue;
    std::fill(sums.begin(), sums.end(), 0);
    for (const std::size_t word : shape.words) {
      int diagonal = 0;
      for (std::size_t at = 0; at < sentence.size(); ++at) {
        const int above = sums[at + 1];
        sums[at + 1] = std::max({above, sums[at], diagonal + alike[at * count + word]});
        diagonal = above;
      }
    }
    const int score = sums.back() * 3 - missing + more;
    if (score <= best) continue;
    best = score;
    found = {shape.form, sums.back() < kTold && more < kHint};
  }
  return found;
}

// "list FIVE OF IRAN": the first word was read as an id, and capitals go on to where nothing fits. Tokens, the last
// included.
std::pair<std::size_t, std::size_t> name_of_several_words(const Parser& parser, std::string_view text,
                                                          const std::vector<Token>& tokens, std::size_t at) {
  const auto named = [&](std::size_t index) {
    const Token& token = tokens[index];
    return token.type == TokenType::Number ||
           (token.type == TokenType::Word && capital(text.substr(token.begin, token.end - token.begin)));
  };
  std::size_t first = at;
  for (std::size_t before = at; before > 0 && named(before) && named(before - 1); --before)
    if (parser.identifies(before - 1)) first = before - 1;
  std::size_t last = at;
  while (first < at && named(last + 1)) ++last;
  return {first, last};
}

// Could a word of releasing have stood there?
bool stopped_at_verb(const Table& table, const Expectation& expectation) {
  const auto expected = [&](const Element& element) {
    return element.kind == Element::Kind::Word && element.shown.size() > 4 &&
           std::find(expectation.words.begin(), expectation.words.end(), element.shown) != expectation.words.end();
  };
  for (const std::string_view form : {"release", "each_releases"})
    for (const Template& each : table.form("clause", form).templates)
      for (std::size_t at = 1; at < each.elements.size() && at < 4; ++at) {
        const Element& element = each.elements[at];
        if (expected(element)) return true;
        for (const auto& branch : element.branches)
          if (element.kind == Element::Kind::Choice && !branch.empty() && expected(branch.front())) return true;
      }
  return false;
}

std::string part_name(const Table& table, const std::string& part) {
  const auto found = table.strings.find("part." + part);
  return found == table.strings.end() ? part : found->second;
}

}  // namespace

int distance(std::string_view left, std::string_view right, int most) {
  return edits(names::code_points(left), names::code_points(right), most);
}

const std::string* nearest(std::string_view word, const std::vector<std::string>& names) {
  const std::string folded = names::fold(word);
  const std::string* found = nullptr;
  if (folded.empty()) return found;  // a sign, no word
  // A slip in a word of one or two letters makes another word: "a", "or", "on".
  const int letters = static_cast<int>(names::code_points(folded).size());
  // Words of Arabic grow from three or four consonants; another letter is another word sooner.
  const bool arabic = static_cast<unsigned char>(folded.front()) >= 0xD8;
  int best = (letters < (arabic ? 5 : 3) ? 0 : std::max(1, std::min(3, letters / 4))) + 1;
  for (const std::string& name : names) {
    const int apart = distance(folded, names::fold(name), best - 1);
    if (apart >= best) continue;
    best = apart;
    found = &name;
  }
  return found;
}

people::Finding explain(const Parser& parser, const Expectation& expectation, const Table& table, std::string_view text,
                        const std::vector<Token>& tokens, const Dictionary& dictionary, const NameTable& names,
                        const Sentence& sentence) {
  // Behind an article is what it belongs to.
  std::size_t index = expectation.at.token;
  if (tokens[index].type == TokenType::Word && table.is_article(tokens[index].word) &&
      (tokens[index + 1].type == TokenType::Word || tokens[index + 1].type == TokenType::Quoted))
    ++index;
  const Token& token = tokens[index];
  people::Finding finding;
  finding.severity = people::Severity::Wrong;
  finding.place.article = sentence.article;
  finding.place.begin = token.begin;
  finding.place.end = token.end;

  std::string found(text.substr(token.begin, token.end - token.begin));
  if (const auto end = table.strings.find("end"); token.type == TokenType::End)
    found = end != table.strings.end() ? end->second : "";
  const auto expects = [&](std::string_view part) {
    return std::find(expectation.parts.begin(), expectation.parts.end(), part) != expectation.parts.end();
  };
  const std::string where = sentence.article.empty() ? "none" : sentence.article;

  std::vector<int> words;
  for (std::size_t at = sentence.begin.token; at < sentence.end.token && words.size() < 60; ++at)
    if (tokens[at].type == TokenType::Word) words.push_back(tokens[at].word);
  const Nearest near_by = nearest_form(table, dictionary, words, parser.reaches(), sentence.begin, token.word);
  const TableForm* closest = near_by.form;
  bool promise = near_by.weak;
  // "Armenia supports the bid": what a party promises beside releases is an undertaking, in its own words.
  if (token.type == TokenType::Word && table.dictionary.find(dictionary.text(token.word)) < 0)
    for (const Parser::Reach& reach : parser.reaches())
      if (reach.form->id == "undertakes" && reach.at == expectation.at && reach.at > sentence.begin) {
        closest = reach.form;
        promise = true;
      }
  // "Each party keeps two ships": reading stopped where a form would say what the party does.
  if (expectation.at > sentence.begin && token.type == TokenType::Word && stopped_at_verb(table, expectation) &&
      std::none_of(closest->hints.begin(), closest->hints.end(),
                   [&](int hint) { return table.dictionary.text(hint) == dictionary.text(token.word); }))
    promise = true;
  // "Una comisión …": no form begins so.
  if (!sentence.article.empty() && token.type == TokenType::Word && index <= sentence.begin.token + 1 &&
      table.dictionary.find(dictionary.text(token.word)) < 0 &&
      (index == sentence.begin.token || table.is_article(tokens[sentence.begin.token].word)))
    promise = true;
  // "Donetsk shall hand over 51 and …" releases somebody, whatever went wrong behind it.
  if (promise) {
    std::size_t verb = sentence.begin.token;
    if (table.is_article(tokens[verb].word)) ++verb;
    verb += names.longest(NameTable::Kind::Party, tokens, verb, false).tokens;
    verb += parser.tokens_of("shall", verb);
    if (parser.tokens_of("binding", verb) > 0) promise = false;
  }
  const TableForm& form = *closest;
  const std::string shape = one_way(form.templates.front().source);
  const std::string& example = form.example;

  const auto slip = [&](const std::string& near) {
    finding.message = {
        "TRM-002", {{"article", where}, {"found", found}, {"nearest", near}, {"form", shape}, {"example", example}}};
    return finding;
  };
  const auto said = [&](const char* code) {
    finding.place.begin = tokens[sentence.begin.token].begin;
    finding.place.end = tokens[std::max(sentence.end.token, sentence.begin.token + 1) - 1].end;
    finding.message = {code, {{"article", where}, {"found", found}}};
    for (const char* id : {"after_article", "suspended", "phase_suspended", "ends"})
      finding.message.arguments.emplace_back(id, table.form("clause", id).example);
    return finding;
  };
  // What is counted by the calendar, and not in days.
  for (std::size_t at = sentence.begin.token; at < sentence.end.token; ++at) {
    const std::string next_month = parser.text_of("next month", at);
    const std::string months = at + 1 < index || at > index + 1 ? "" : parser.text_of("month of days", at);
    if (next_month.empty() && months.empty()) continue;
    finding.place.begin = tokens[at].begin;
    finding.place.end = tokens[at].begin + (next_month.empty() ? months : next_month).size();
    finding.message = {next_month.empty() ? "TRM-038" : "TRM-039",
                       {{"article", where}, {"found", next_month.empty() ? months : next_month}}};
    return finding;
  }
  // "If …": a condition is said behind what waits for it.
  if (const std::string word = parser.text_of("if", sentence.begin.token);
      !word.empty() && expectation.at.token <= sentence.begin.token + 6) {
    found = word;
    people::Finding asked = said("TRM-037");
    // The words of the condition go into quotation marks, whatever they are.
    const std::size_t from = sentence.begin.token + parser.tokens_of("if", sentence.begin.token);
    std::size_t to = from;
    while (to < sentence.end.token && tokens[to].type != TokenType::Mark) ++to;
    const bool whole = to > from && to < sentence.end.token && tokens[to].type == TokenType::Mark;
    asked.message.arguments.emplace_back(
        "event", whole ? names::clean_spaces(text.substr(tokens[from].begin, tokens[to - 1].end - tokens[from].begin))
                       : std::string("\u2026"));
    return asked;
  }
  // A word of the language is no slip of the pen: "does" is not "goes".
  const bool of_the_language = token.type == TokenType::Word && table.dictionary.find(dictionary.text(token.word)) >= 0;
  if (token.type == TokenType::Word && !of_the_language && expectation.at == sentence.begin)
    if (const std::string* near = nearest(found, expectation.words); near != nullptr) return slip(*near);
  // "ICRC asks each person": a name that nobody declared, at the start of a sentence.
  // "The ICRC may visit …" likewise: behind an article at the start, initials are somebody.
  const bool initials = index == sentence.begin.token + 1 && found.size() > 1 &&
                        std::all_of(found.begin(), found.end(), [](char each) { return each >= 'A' && each <= 'Z'; });
  if (token.type == TokenType::Word && ((expects("party") && expectation.at == sentence.begin) || initials) &&
      !found.empty() && found.front() >= 'A' && found.front() <= 'Z' && dictionary.text(token.word).size() > 1 &&
      (initials || table.dictionary.find(dictionary.text(token.word)) < 0)) {
    finding.message = {"TRM-026",
                       {{"article", where},
                        {"found", found},
                        {"header", table.form("header", "witnesses").example},
                        {"definition", table.part("definition").forms.front().example},
                        {"form", shape},
                        {"example", example}}};
    return finding;
  }

  // "without delay": whoever must keep it cannot be told when it is broken.
  for (const std::size_t from : {index, index - (index > 0 ? 1 : 0)})
    if (const std::string vague = parser.vague(from); !vague.empty() && from >= sentence.begin.token) {
      finding.place.begin = tokens[from].begin;
      finding.place.end = tokens[from].begin + vague.size();
      finding.message = {"TRM-032", {{"article", where}, {"found", vague}}};
      return finding;
    }

  // "Palestinian prisoners": a nationality stands behind whom it is of.
  // "in list A" is no list of India.
  const bool small = !found.empty() && found.front() >= 'a' && found.front() <= 'z';
  if (token.type == TokenType::Word && !small && expects("definition") && tokens[index + 1].type == TokenType::Word)
    if (names::country_of(found, table.language) &&
        table.dictionary.find(dictionary.text(tokens[index + 1].word)) >= 0) {
      finding.place.end = tokens[index + 1].end;
      finding.message = {"TRM-031",
                         {{"article", where},
                          {"found", std::string(text.substr(token.begin, tokens[index + 1].end - token.begin))},
                          {"example", table.form("filter", "nationality").example}}};
      return finding;
    }

  // A group that nobody defined: the commonest mistake gets its own sentence.
  // (A sentence may well begin with a capital.)
  if (expects("definition") && (index != sentence.begin.token || token.type == TokenType::Quoted)) {
    const Token& name = token;
    const std::string_view written = text.substr(name.begin, name.end - name.begin);
    // Arabic has no capitals: what is known by its article may be a name.
    const bool arabic = !written.empty() && static_cast<unsigned char>(written.front()) >= 0xD8;
    const bool capital = !written.empty() && (arabic ? written.substr(0, 4) == "\u0627\u0644" && !of_the_language
                                                     : (written.front() >= 'A' && written.front() <= 'Z') ||
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
                          {"known", all.empty() ? "none" : all},
                          {"example", table.part("definition").forms.front().example}}};
      return finding;
    }
  }

  // A slip of the pen in a word of the form.
  if (token.type == TokenType::Word) {
    if (const std::string* near = of_the_language ? nullptr : nearest(found, expectation.words); near != nullptr)
      return slip(*near);
    const std::vector<std::string> parties = names.all(NameTable::Kind::Party);
    if (expects("party"))
      if (const std::string* near = nearest(found, parties); near != nullptr) {
        finding.message = {"TRM-011", {{"article", where}, {"found", found}, {"nearest", *near}}};
        return finding;
      }
  }

  // "1 000": a space groups digits in some countries, and parts two numbers in others.
  for (std::size_t at = index; at > 0 && at + 1 >= index; --at)
    if (tokens[at].type == TokenType::Number && tokens[at - 1].type == TokenType::Number &&
        text.substr(tokens[at - 1].end, tokens[at].begin - tokens[at - 1].end).find_first_not_of(' ') ==
            std::string_view::npos) {
      const std::size_t begin = tokens[at - 1].begin;
      finding.place.begin = begin;
      finding.place.end = tokens[at].end;
      finding.message = {"TRM-005", {{"found", std::string(text.substr(begin, tokens[at].end - begin))}}};
      return finding;
    }

  if (const auto [first, last] = name_of_several_words(parser, text, tokens, index); last > first) {
    finding.place.begin = tokens[first].begin;
    finding.place.end = tokens[last].end;
    const std::string name(text.substr(finding.place.begin, finding.place.end - finding.place.begin));
    finding.message = {"TRM-027", {{"article", where}, {"found", name}}};
    return finding;
  }

  // "means the 52 persons held by …": a definition says who; how many stands in what releases them.
  if (sentence.article.empty() && tokens[sentence.begin.token].type == TokenType::Quoted &&
      index <= sentence.begin.token + 3)
    for (const std::size_t at : {index, index + 1})
      if (at < tokens.size() && tokens[at].type == TokenType::Number) {
        finding.place.begin = tokens[at].begin;
        finding.place.end = tokens[at].end;
        finding.message = {"TRM-044",
                           {{"found", std::string(text.substr(tokens[at].begin, tokens[at].end - tokens[at].begin))},
                            {"example", table.form("quantity", "exactly").example}}};
        return finding;
      }

  // "10 a week": groups that follow each other are a rule of their own.
  if (!sentence.article.empty() && token.type != TokenType::End && index > 0)
    for (std::size_t at = index - std::min<std::size_t>(index, 2); at <= index + 1 && at + 1 < sentence.end.token;
         ++at) {
      const std::string week = parser.text_of("week", at);
      const bool every = !week.empty() && parser.entry_of("week", at)->canonical != "1" &&
                         parser.tokens_of("week", at) > 1;  // "5 of the Pool every week"
      if (week.empty() || at == 0 || (!every && tokens[at - 1].type != TokenType::Number)) continue;
      finding.place.begin = tokens[at].begin;
      finding.place.end = tokens[at].begin + week.size();
      finding.message = {"TRM-045",
                         {{"article", where}, {"found", week}, {"example", table.form("clause", "groups_of").example}}};
      return finding;
    }

  // Whom a definition describes in words that are no filter: a list can name them, or a column of the people's table.
  if (sentence.article.empty() && tokens[sentence.begin.token].type == TokenType::Quoted &&
      index > sentence.begin.token + 2 && token.type != TokenType::End) {
    const Token& last = tokens[std::max(sentence.end.token, index + 1) - 1];
    const std::size_t to =
        std::max(last.type == TokenType::Mark && last.begin > token.begin ? last.begin : last.end, token.end);
    finding.place.end = to;
    finding.message = {"TRM-041",
                       {{"found", std::string(text.substr(token.begin, to - token.begin))},
                        {"list", table.form("filter", "list").example},
                        {"field", table.form("filter", "field").example}}};
    return finding;
  }

  // A whole sentence, and something behind it.
  const bool hinted =
      std::find_if(form.hints.begin(), form.hints.end(), [&](int hint) {
        return token.type == TokenType::Word && table.dictionary.text(hint) == dictionary.text(token.word);
      }) != form.hints.end();
  if (sentence.complete && !hinted && expectation.at.token <= sentence.complete->token + 1) {
    const Token& rest = tokens[sentence.complete->token];
    const std::size_t to = tokens[std::max(sentence.end.token, sentence.complete->token + 1) - 1].begin;
    finding.place.begin = rest.begin;
    finding.place.end = std::max(to, rest.end);
    finding.message = {"TRM-033",
                       {{"article", where},
                        {"found", std::string(text.substr(rest.begin, finding.place.end - rest.begin))},
                        {"before", std::string(text.substr(tokens[sentence.begin.token].begin,
                                                           tokens[sentence.complete->token - 1].end -
                                                               tokens[sentence.begin.token].begin))}}};
    return finding;
  }

  // What no form says is a promise, or prose.
  if (promise && !sentence.article.empty()) {
    std::string whole(text.substr(
        tokens[sentence.begin.token].begin,
        tokens[std::max(sentence.end.token, sentence.begin.token + 1) - 1].end - tokens[sentence.begin.token].begin));
    while (!whole.empty() && (whole.back() == '.' || whole.back() == ' ' || whole.back() == '\n')) whole.pop_back();
    NameTable::Match party;
    std::size_t from = sentence.begin.token;
    for (const std::size_t at : {from, from + 1})
      if (party.tokens == 0 &&
          (at == from || (tokens[from].type == TokenType::Word && table.is_article(tokens[from].word))))
        if (party = names.longest(NameTable::Kind::Party, tokens, at, false); party.tokens > 0) from = at;
    // "ICRC is granted access" is no promise of the ICRC; "Greece shall bear the cost" is one to bear it.
    std::size_t behind = from + party.tokens;
    std::string to;
    if (party.tokens > 0) {
      if (parser.tokens_of("is", behind) > 0) party.tokens = 0;
      else if (const VocabularyEntry* shall = parser.entry_of("shall", behind); shall != nullptr) {
        behind += parser.tokens_of("shall", behind);
        if (parser.tokens_of("be", behind) > 0) party.tokens = 0;
        else to = shall->canonical == "to" ? shall->canonical + " " : "";
      }
    }
    std::string mend =
        one_way(table.form("clause", party.tokens > 0 ? "undertakes" : "undertakes_each").templates.front().source);
    const auto put = [&](std::string_view slot, const std::string& value) {
      if (const std::size_t at = mend.find(slot); at != std::string::npos) mend.replace(at, slot.size(), value);
    };
    std::string rest = whole;
    // "Both sides shall keep an agent": each of them.
    if (const std::size_t each = parser.tokens_of("each party", sentence.begin.token); each > 0 && party.tokens == 0) {
      from = sentence.begin.token;
      behind = from + each;
      if (const VocabularyEntry* shall = parser.entry_of("shall", behind); shall != nullptr) {
        behind += parser.tokens_of("shall", behind);
        to = shall->canonical == "to" ? shall->canonical + " " : "";
      }
      rest = to + names::clean_spaces(text.substr(tokens[behind - 1].end, tokens[sentence.begin.token].begin +
                                                                              whole.size() - tokens[behind - 1].end));
    }
    if (party.tokens > 0) {
      const Token& last = tokens[from + party.tokens - 1];
      put("{party}", std::string(text.substr(tokens[from].begin, last.end - tokens[from].begin)));
      rest = to + names::clean_spaces(text.substr(tokens[behind - 1].end, tokens[sentence.begin.token].begin +
                                                                              whole.size() - tokens[behind - 1].end));
    }
    std::replace(rest.begin(), rest.end(), '"', '\'');
    put("{text}",
        (table.language == "ar" ? "«" : "\"") + names::clean_spaces(rest) + (table.language == "ar" ? "»" : "\""));
    finding.place.begin = tokens[sentence.begin.token].begin;
    finding.place.end = finding.place.begin + whole.size();
    finding.message = {"TRM-036",
                       {{"article", where},
                        {"found", found},
                        {"mend", mend + "."},
                        {"note", one_way(table.form("heading", "note").templates.front().source)},
                        {"form", shape},
                        {"example", example}}};
    return finding;
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
