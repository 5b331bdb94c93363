// SPDX-License-Identifier: Apache-2.0
// Compiles grammar/<language>.grammar; tables.cpp has them. The files are part of the program: a mistake in one is our
// own (assertion), and tests/terms reads them all.
#include "terms/table.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <set>

#include "base/assert.hpp"
#include "names/normalise.hpp"
#include "terms/forms.hpp"

namespace midspan::terms {

namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find(separator);
    parts.push_back(trimmed(text.substr(0, at)));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

struct LeafName {
  std::string_view name;
  Leaf leaf;
};
constexpr LeafName kLeaves[] = {
    {"text", Leaf::Text},
    {"number", Leaf::Number},
    {"portion", Leaf::Portion},
    {"ordinal", Leaf::Ordinal},
    {"nation", Leaf::Nation},
    {"weeks", Leaf::Weeks},
    {"hours", Leaf::Hours},
    {"months", Leaf::Months},
    {"date", Leaf::Date},
    {"year_begin", Leaf::YearBegin},
    {"year_end", Leaf::YearEnd},
    {"party", Leaf::Party},
    {"place", Leaf::Place},
    {"list", Leaf::List},
    {"phase", Leaf::Phase},
    {"article", Leaf::Article},
    {"schedule", Leaf::Schedule},
    {"definition", Leaf::Definition},
    {"definition_in_any_case", Leaf::AnyCaseDefinition},
    {"set", Leaf::Set},
    {"ranks", Leaf::Ranks},
    {"new_name", Leaf::NewName},
    {"language", Leaf::Language},
    {"promise", Leaf::Promise},
    {"matter", Leaf::Matter},
    {"treatment", Leaf::Treatment},
    {"rest", Leaf::Rest},
    {"the_group", Leaf::TheGroup},
};

// Slot names are compared and kept as views: this keeps them for as long as the program runs.
std::string_view kept(std::string_view name) {
  static std::mutex mutex;
  static std::set<std::string, std::less<>> names;
  const std::scoped_lock lock(mutex);
  const auto known = names.find(name);
  return known != names.end() ? *known : *names.emplace(name).first;
}

class Compiler {
 public:
  explicit Compiler(std::string_view source) : source_(source), made_(std::make_unique<Table>()) {}

  std::unique_ptr<Table> run() {
    each_line(&Compiler::outline);
    each_line(&Compiler::content);
    for (Part& part : made_->parts) {
      const std::vector<std::string_view> bound = form_ids(part.name);
      part.by_binding.assign(bound.size(), -1);
      for (std::size_t at = 0; at < part.forms.size(); ++at) {
        TableForm& form = part.forms[at];
        const auto found = std::find(bound.begin(), bound.end(), form.id);
        MIDSPAN_ASSERT(found != bound.end());
        MIDSPAN_ASSERT(!form.templates.empty());
        form.binding = static_cast<int>(found - bound.begin());
        part.by_binding[static_cast<std::size_t>(form.binding)] = static_cast<int>(at);
      }
    }
    for (Vocabulary& vocabulary : made_->vocabularies)
      for (auto& [word, spellings] : vocabulary.by_first)
        std::stable_sort(spellings.begin(), spellings.end(),
                         [](const auto& left, const auto& right) { return left.words.size() > right.words.size(); });
    index_firsts();
    return std::move(made_);
  }

 private:
  void each_line(void (Compiler::*read)(std::string_view line)) {
    part_ = nullptr;
    vocabulary_ = nullptr;
    strings_ = false;
    std::string_view rest = source_;
    while (!rest.empty()) {
      const std::size_t at = rest.find('\n');
      const std::string_view line = rest.substr(0, at);
      rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
      if (const std::string_view clean = trimmed(line); !clean.empty() && clean.front() != '#') (this->*read)(line);
    }
  }

  bool section(std::string_view line) {
    if (line.front() != '[' || line.back() != ']') return false;
    const std::string_view name = line.substr(1, line.size() - 2);
    part_ = nullptr;
    vocabulary_ = nullptr;
    strings_ = name == "strings";
    if (strings_) return true;
    if (name.substr(0, 6) == "words ") {
      const int index = made_->vocabulary_index(name.substr(6));
      if (index >= 0) vocabulary_ = &made_->vocabularies[static_cast<std::size_t>(index)];
    } else if (const int index = made_->part_index(name); index >= 0) {
      part_ = &made_->parts[static_cast<std::size_t>(index)];
    }
    return true;
  }

  // First pass: which parts and vocabularies there are, so that slots can name them.
  void outline(std::string_view line) {
    if (line.front() != '[' || line.back() != ']') return;
    const std::string_view name = line.substr(1, line.size() - 2);
    if (name == "strings") return;
    if (name.substr(0, 6) == "words ") {
      made_->vocabulary_indices.emplace(name.substr(6), static_cast<int>(made_->vocabularies.size()));
      made_->vocabularies.push_back({std::string(name.substr(6)), {}, {}, {}});
      return;
    }
    made_->parts.emplace_back().name = name;
  }

  void content(std::string_view line) {
    if (section(line)) return;
    const std::string_view clean = trimmed(line);
    if (strings_) {
      const std::size_t colon = clean.find(':');
      made_->strings[std::string(clean.substr(0, colon))] = trimmed(clean.substr(colon + 1));
    } else if (vocabulary_ != nullptr) {
      entry(clean);
    } else if (part_ == nullptr) {
      setting(clean);
    } else if (line.front() != ' ') {
      part_->forms.push_back({std::string(clean), -1, {}, {}, {}});
    } else if (clean.front() == '>') {
      part_->forms.back().example = trimmed(clean.substr(1));
    } else if (clean.front() == '~') {
      for (const int id : word_ids(clean.substr(1), made_->dictionary)) part_->forms.back().hints.push_back(id);
    } else {
      part_->forms.back().templates.push_back(compile(clean));
    }
  }

  void setting(std::string_view line) {
    const std::size_t space = line.find(' ');
    const std::string_view name = line.substr(0, space);
    const std::string_view value = trimmed(line.substr(space + 1));
    if (name == "language") {
      made_->language = value.substr(0, 2);
      made_->language_name = trimmed(value.substr(2));
    } else if (name == "and") {
      made_->and_word = word(value);
      made_->dictionary.same(kAndSign, value);
      made_->and_shown = value;
    } else if (name == "articles") {
      for (const std::string_view each : split(value, '|')) {
        made_->articles.push_back(word(each));
        made_->articles_shown.emplace_back(each);
      }
    } else if (name == "contraction" || name == "prefix") {
      const std::size_t equals = value.find('=');
      const std::string_view written = trimmed(value.substr(0, equals));
      const std::string_view both = trimmed(value.substr(equals + 1));
      const std::size_t between = both.find(' ');
      Contraction into{names::fold(both.substr(0, between)), names::fold(both.substr(between + 1)), 0};
      if (written.starts_with(both.substr(0, between))) into.head = between;
      if (name == "prefix") made_->dictionary.contract_prefix(written, std::move(into));
      else made_->dictionary.contract(names::fold(written), std::move(into));
    } else if (name == "ending") {
      const std::size_t equals = value.find('=');
      made_->dictionary.ending(trimmed(value.substr(0, equals)), trimmed(value.substr(equals + 1)));
    } else if (name == "variant") {
      const std::size_t equals = value.find('=');
      const auto [prefix, suffix] = around_dash(value.substr(0, equals));
      const auto [as_prefix, as_suffix] = around_dash(value.substr(equals + 1));
      made_->dictionary.variant({prefix, suffix, as_prefix, as_suffix});
    } else if (name == "stems") {
      for (const std::string_view each : split(value, ' ')) made_->dictionary.stem(names::fold(each));
    } else if (name == "same") {
      const std::size_t equals = value.find('=');
      for (const std::string_view each : split(trimmed(value.substr(equals + 1)), ' '))
        made_->dictionary.same(names::fold(each), names::fold(value.substr(0, equals)));
    } else if (name == "singular") {
      const std::size_t equals = value.find('=');
      made_->singulars.emplace_back(trimmed(value.substr(0, equals)), trimmed(value.substr(equals + 1)));
    } else if (name == "let") {
      const std::size_t equals = value.find('=');
      MIDSPAN_ASSERT(equals != std::string_view::npos);
      short_.emplace_back("<" + std::string(trimmed(value.substr(0, equals))) + ">",
                          expanded(value.substr(equals + 1)));
    } else {
      MIDSPAN_ASSERT(false);
    }
  }

  // "ست-": what stands before the rest of a word, and what behind it.
  static std::pair<std::string, std::string> around_dash(std::string_view rule) {
    const std::size_t dash = rule.find('-');
    MIDSPAN_ASSERT(dash != std::string_view::npos);
    return {names::fold(rule.substr(0, dash)), names::fold(rule.substr(dash + 1))};
  }

  // What `let` lines gave a name, written out.
  std::string expanded(std::string_view source) const {
    std::string made(trimmed(source));
    if (made.find('<') == std::string::npos) return made;
    for (const auto& [name, meaning] : short_)
      for (std::size_t at = made.find(name); at != std::string::npos; at = made.find(name, at + meaning.size()))
        made.replace(at, name.size(), meaning);
    return made;
  }

  void entry(std::string_view line) {
    const std::size_t colon = line.find(':');
    MIDSPAN_ASSERT(colon != std::string_view::npos);
    VocabularyEntry made;
    made.canonical = trimmed(line.substr(0, colon));
    const std::size_t index = vocabulary_->entries.size();
    for (const std::string_view each : split(line.substr(colon + 1), '|')) {
      made.shown.emplace_back(each);
      Vocabulary::Spelling spelling{word_ids(each, made_->dictionary), index};
      MIDSPAN_ASSERT(!spelling.words.empty());
      vocabulary_->by_first[spelling.words.front()].push_back(std::move(spelling));
    }
    vocabulary_->by_canonical[made.canonical] = index;
    vocabulary_->entries.push_back(std::move(made));
  }

  int word(std::string_view text) {
    std::string folded = names::fold(text);
    std::erase(folded, ' ');
    return made_->dictionary.read(folded);
  }

  // ---- Templates ----

  Template compile(std::string_view source) {
    Template made;
    made.source = expanded(source);
    rest_ = made.source;
    made.elements = sequence("");
    MIDSPAN_ASSERT(rest_.empty());
    return made;
  }

  // Elements up to one of the closing characters, which stays.
  std::vector<Element> sequence(std::string_view closing) {
    std::vector<Element> made;
    while (!rest_.empty() && closing.find(rest_.front()) == std::string_view::npos) {
      const char next = rest_.front();
      if (next == ' ') {
        rest_.remove_prefix(1);
      } else if (next == '{') {
        made.push_back(slot());
      } else if (next == '[') {
        made.push_back(option());
      } else if (next == '(') {
        made.push_back(choice());
      } else if (std::string_view(".,;:%=\\").find(next) != std::string_view::npos) {
        if (next == '\\') rest_.remove_prefix(1);
        Element element;
        element.kind = Element::Kind::Mark;
        element.mark = rest_.front();
        element.shown = rest_.substr(0, 1);
        rest_.remove_prefix(1);
        made.push_back(std::move(element));
      } else if (rest_.substr(0, 2) == "\u060C" || rest_.substr(0, 2) == "\u061B") {
        Element element;
        element.kind = Element::Kind::Mark;
        element.mark = rest_.substr(0, 2) == "\u060C" ? ',' : ';';
        element.shown = rest_.substr(0, 2);
        rest_.remove_prefix(2);
        made.push_back(std::move(element));
      } else {
        literal(made);
      }
    }
    return made;
  }

  // Templates say the same few hundred words over and over.
  const std::vector<int>& ids_of(std::string_view text) {
    const auto known = ids_.find(text);
    if (known != ids_.end()) return known->second;
    return ids_.emplace(kept(text), word_ids(text, made_->dictionary)).first->second;
  }

  static bool ends_word(char each) {
    switch (each) {
      case ' ':
      case '{':
      case '}':
      case '[':
      case ']':
      case '(':
      case ')':
      case '|':
      case '.':
      case ',':
      case ';':
      case ':':
      case '%':
      case '=':
      case '\\': return true;
      default: return false;
    }
  }

  void literal(std::vector<Element>& made) {
    std::size_t end = 0;
    while (end < rest_.size() && !ends_word(rest_[end]) && rest_.substr(end, 2) != "\u060C" &&
           rest_.substr(end, 2) != "\u061B")
      ++end;
    const std::string_view text = rest_.substr(0, end);
    MIDSPAN_ASSERT(end > 0);
    rest_.remove_prefix(end);
    // "hand-overs" is two words for the lexer; the first is printed with both.
    bool first = true;
    for (const int id : ids_of(text)) {
      Element element;
      element.word = id;
      element.is_and = made_->language == "ar" && id == made_->and_word;
      if (first) element.shown = text;
      first = false;
      made.push_back(std::move(element));
    }
  }

  Element slot() {
    const std::size_t close = rest_.find('}');
    std::string_view inside = rest_.substr(1, close - 1);
    rest_.remove_prefix(close + 1);
    Element element;
    element.kind = Element::Kind::Slot;
    if (inside.back() == '+' || inside.back() == '*') {
      element.many = inside.back() == '+' ? Many::OneOrMore : Many::Any;
      inside.remove_suffix(1);
    }
    const std::size_t colon = inside.find(':');
    const std::string_view type = colon == std::string_view::npos ? inside : inside.substr(colon + 1);
    element.slot = kept(inside.substr(0, colon));
    if (type.substr(0, 5) == "word.") {
      element.leaf = Leaf::Word;
      element.part = made_->vocabulary_index(type.substr(5));
      MIDSPAN_ASSERT(element.part >= 0);
      return element;
    }
    for (const LeafName& leaf : kLeaves)
      if (leaf.name == type) element.leaf = leaf.leaf;
    if (element.leaf == Leaf::None) {
      element.part = made_->part_index(type);
      MIDSPAN_ASSERT(element.part >= 0);
    }
    return element;
  }

  Element option() {
    rest_.remove_prefix(1);
    Element element;
    element.kind = Element::Kind::Option;
    if (rest_.front() == '?') {
      const std::size_t space = rest_.find(' ');
      element.slot = kept(rest_.substr(1, space - 1));
      rest_.remove_prefix(space + 1);
    }
    element.branches.push_back(sequence("|]"));
    MIDSPAN_ASSERT(!rest_.empty());
    if (rest_.front() == '|') {  // [a|b]: one of them, or nothing
      Element either;
      either.kind = Element::Kind::Choice;
      either.branches.push_back(std::move(element.branches[0]));
      while (rest_.front() == '|') {
        rest_.remove_prefix(1);
        either.branches.push_back(sequence("|]"));
        MIDSPAN_ASSERT(!rest_.empty());
      }
      ready(either);
      element.branches[0] = {std::move(either)};
    }
    rest_.remove_prefix(1);
    return element;
  }

  Element choice() {
    Element element;
    element.kind = Element::Kind::Choice;
    do {
      rest_.remove_prefix(1);
      element.branches.push_back(sequence("|)"));
      MIDSPAN_ASSERT(!rest_.empty());
    } while (rest_.front() == '|');
    rest_.remove_prefix(1);
    ready(element);
    return element;
  }

  // Branches that are the same words are tried once: "(يفرج|تفرج)".
  static bool same_words(const std::vector<Element>& left, const std::vector<Element>& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](const Element& one, const Element& two) {
      return one.kind == Element::Kind::Word && two.kind == Element::Kind::Word && one.word == two.word;
    });
  }

  static void ready(Element& choice) {
    choice.firsts = first_words(choice);
    const auto& branches = choice.branches;
    for (auto at = branches.begin(); at != branches.end(); ++at)
      if (std::none_of(branches.begin(), at, [&](const auto& each) { return same_words(each, *at); }))
        choice.order.push_back(static_cast<std::size_t>(at - branches.begin()));
    std::stable_sort(choice.order.begin(), choice.order.end(), [&](std::size_t left, std::size_t right) {
      return branches[left].size() > branches[right].size();
    });
  }

  static std::vector<int> first_words(const Element& choice) {
    std::vector<int> words;
    for (const auto& branch : choice.branches) {
      if (branch.empty()) return {};
      const Element& first = branch.front();
      if (first.kind == Element::Kind::Word && !first.is_and) {
        words.push_back(first.word);
      } else if (first.kind == Element::Kind::Choice && !first.firsts.empty()) {
        words.insert(words.end(), first.firsts.begin(), first.firsts.end());
      } else {
        return {};
      }
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
  }

  // ---- What templates begin with ----

  // Of a part; one that begins with itself may begin with anything.
  const First& first_of(int part) {
    const auto [known, fresh] = firsts_.emplace(part, First{{}, false, true});
    if (!fresh) return known->second;
    First all;
    for (const TableForm& form : made_->parts[static_cast<std::size_t>(part)].forms)
      for (const Template& each : form.templates) add_first(each.elements, 0, all);
    settle(all);
    return firsts_[part] = std::move(all);
  }

  First first_of(const std::vector<Element>& elements, std::size_t at) {
    First made;
    add_first(elements, at, made);
    settle(made);
    return made;
  }

  static void settle(First& first) {
    if (first.any) first.words.clear();
    std::sort(first.words.begin(), first.words.end());
    first.words.erase(std::unique(first.words.begin(), first.words.end()), first.words.end());
  }

  void add_first(const std::vector<Element>& elements, std::size_t at, First& into) {
    for (; at < elements.size(); ++at) {
      const Element& element = elements[at];
      switch (element.kind) {
        case Element::Kind::Word: into.words.push_back(element.word); return;
        case Element::Kind::Mark: into.any = true; return;
        case Element::Kind::Option: add_first(element.branches[0], 0, into); break;  // or what follows it
        case Element::Kind::Choice:
          for (const auto& branch : element.branches) add_first(branch, 0, into);
          return;
        case Element::Kind::Slot:
          if (element.many == Many::Any) into.any = true;
          add_slot(element, into);
          return;
      }
    }
    into.any = true;  // nothing need be there
  }

  // Vocabularies of which nothing else may stand in quotation marks.
  static bool only_its_words(std::string_view name) {
    return name == "order" || name == "seniority" || name == "connection" || name == "rank noun" ||
           name == "category noun" || name == "deed";
  }

  void add_slot(const Element& slot, First& into) {
    if (slot.leaf == Leaf::None) {
      const First& part = first_of(slot.part);
      into.words.insert(into.words.end(), part.words.begin(), part.words.end());
      into.number = into.number || part.number;
      into.any = into.any || part.any;
    } else if (slot.leaf == Leaf::Word &&
               only_its_words(made_->vocabularies[static_cast<std::size_t>(slot.part)].name)) {
      const Vocabulary& words = made_->vocabularies[static_cast<std::size_t>(slot.part)];
      for (const auto& [word, spellings] : words.by_first) into.words.push_back(word);
    } else if (slot.leaf == Leaf::Promise || slot.leaf == Leaf::Matter || slot.leaf == Leaf::Treatment) {
      const std::string_view words = slot.leaf == Leaf::Promise  ? "promise"
                                     : slot.leaf == Leaf::Matter ? "matter"
                                                                 : "treatment";
      for (const auto& [word, spellings] : made_->vocabulary(words).by_first) into.words.push_back(word);
    } else if (slot.leaf == Leaf::Number || slot.leaf == Leaf::Portion) {
      if (slot.leaf == Leaf::Number) into.number = true;
      const std::string_view words = slot.leaf == Leaf::Number ? "number" : "portion";
      for (const auto& [word, spellings] : made_->vocabulary(words).by_first) into.words.push_back(word);
    } else {
      into.any = true;
    }
  }

  // Words without which the elements cannot be matched.
  static std::vector<std::vector<int>> needs_of(const std::vector<Element>& elements) {
    std::vector<std::vector<int>> needs;
    for (const Element& element : elements) {
      if (element.kind == Element::Kind::Mark && element.mark == '.') return {};  // it goes on behind a full stop
      if (element.kind == Element::Kind::Word) needs.push_back({element.word});
      if (element.kind != Element::Kind::Choice) continue;
      std::set<int> some;
      bool each = true;
      for (const auto& branch : element.branches) {
        const auto word = std::find_if(branch.rbegin(), branch.rend(),
                                       [](const Element& one) { return one.kind == Element::Kind::Word; });
        const auto inner = std::find_if(branch.begin(), branch.end(), [](const Element& one) {
          return one.kind == Element::Kind::Choice && !one.firsts.empty();
        });
        if (word != branch.rend()) some.insert(word->word);
        else if (inner != branch.end()) some.insert(inner->firsts.begin(), inner->firsts.end());
        else each = false;
      }
      if (each) needs.emplace_back(some.begin(), some.end());
    }
    std::stable_sort(needs.begin(), needs.end(),
                     [](const auto& left, const auto& right) { return left.size() < right.size(); });
    return needs;
  }

  void index_firsts() {
    for (Part& part : made_->parts) {
      for (TableForm& form : part.forms)
        for (Template& each : form.templates) {
          each.first = first_of(each.elements, 0);
          each.needs = needs_of(each.elements);
          each.prose = std::any_of(each.elements.begin(), each.elements.end(), [](const Element& element) {
            return element.leaf == Leaf::Promise || element.leaf == Leaf::Matter || element.leaf == Leaf::Treatment ||
                   element.leaf == Leaf::Rest;
          });
        }
      each_place(part, [&](const Template& each, Part::Place place) {
        const Element& front = each.elements.front();
        keep(part.by_first, each.first, front.is_and, place);
        if (front.kind != Element::Kind::Slot || front.many == Many::Any) {
          keep(part.literal, each.first, front.is_and, place);
        } else if (front.many != Many::One) {
          front_of(part, front).behind.anything.push_back(place);  // how many items there are is seen when it is tried
        } else {
          keep(front_of(part, front).behind, first_of(each.elements, 1),
               each.elements.size() > 1 && each.elements[1].is_and, place);
        }
      });
    }
  }

  static void keep(Part::Index& index, const First& first, bool with_and, Part::Place place) {
    if (first.any) return index.anything.push_back(place);
    if (first.number) index.number.push_back(place);
    if (with_and) index.with_and.push_back(place);
    for (const int word : first.words) index.words[word].push_back(place);
  }

  Part::Front& front_of(Part& part, const Element& slot) {
    for (Part::Front& known : part.fronts)
      if (known.slot->leaf == slot.leaf && known.slot->part == slot.part) return known;
    Part::Front made;
    made.slot = &slot;
    add_slot(slot, made.first);
    settle(made.first);
    return part.fronts.emplace_back(std::move(made));
  }

  template <class Work>
  static void each_place(const Part& part, Work work) {
    for (std::size_t form = 0; form < part.forms.size(); ++form)
      for (std::size_t at = 0; at < part.forms[form].templates.size(); ++at)
        work(part.forms[form].templates[at], Part::Place{static_cast<int>(form), static_cast<int>(at)});
  }

  std::string_view source_;
  std::unique_ptr<Table> made_;
  Part* part_ = nullptr;
  Vocabulary* vocabulary_ = nullptr;
  bool strings_ = false;
  std::unordered_map<std::string_view, std::vector<int>> ids_;  // looked up only
  std::vector<std::pair<std::string, std::string>> short_;      // <name> and what it stands for
  std::string_view rest_;
  std::map<int, First> firsts_;  // by part
};

}  // namespace

std::unique_ptr<Table> compiled(std::string_view grammar) { return Compiler(grammar).run(); }

}  // namespace midspan::terms
