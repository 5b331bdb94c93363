// SPDX-License-Identifier: Apache-2.0
#include "terms/printer.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "names/countries.hpp"
#include "terms/lexer.hpp"

namespace midspan::terms {

namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Words only, so that the lexer gives them back as they are.
bool plain_words(const std::string& text) {
  Dictionary scratch;
  const Tokens tokens = tokens_of(text, scratch);
  return tokens.findings.empty() && std::all_of(tokens.list.begin(), tokens.list.end() - 1,
                                                [](const Token& each) { return each.type == TokenType::Word; });
}

bool ascii_upper(char each) { return each >= 'A' && each <= 'Z'; }

}  // namespace

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  else if (text.size() > 1 && static_cast<unsigned char>(text[0]) == 0xC3 &&
           static_cast<unsigned char>(text[1]) >= 0xA0)
    text[1] = static_cast<char>(text[1] - 0x20);  // é to É
  return text;
}

std::string Printer::part(std::string_view name, const Node& node) {
  out_.clear();
  glue_ = true;
  const Part& part = table_.part(name);
  MIDSPAN_ASSERT(node.form >= 0);
  const int index = part.by_binding.at(static_cast<std::size_t>(node.form));
  MIDSPAN_ASSERT(index >= 0);
  print_form(part.forms[static_cast<std::size_t>(index)], node);
  return std::move(out_);
}

std::string Printer::sentence(std::string_view name, const Node& node) { return capitalised(part(name, node)) + "."; }

std::string Printer::set(const Node& node) {
  Printer inner(table_, agreement_);
  Element slot;
  slot.leaf = Leaf::Set;
  inner.print_one(slot, node);
  return std::move(inner.out_);
}

void Printer::put(std::string_view text) {
  if (text.empty()) return;
  // "de el" is written "del", and read as both.
  const auto behind = [&](std::string_view word) {
    return out_.size() >= word.size() && out_.compare(out_.size() - word.size(), word.size(), word) == 0 &&
           (out_.size() == word.size() || out_[out_.size() - word.size() - 1] == ' ');
  };
  if (table_.language == "es" && !glue_ && (text == "el" || text.substr(0, 3) == "el ") &&
      (behind("de") || behind("a"))) {
    out_ += text.substr(1);
    return;
  }
  if (!glue_) out_ += ' ';
  out_ += text;
  glue_ = false;
}

void Printer::put_mark(char mark, std::string_view shown) {
  if (mark == '(' || mark == '[') {
    put(shown);
    glue_ = true;
    return;
  }
  if (mark == '=') return put(shown);
  out_ += shown;
  glue_ = false;
}

void Printer::print_form(const TableForm& form, const Node& node) {
  print(form.templates.front().elements, node, nullptr);
}

void Printer::print(const std::vector<Element>& elements, const Node& node, const Node* last_number) {
  for (const Element& element : elements) {
    switch (element.kind) {
      case Element::Kind::Word:
        put(element.shown);
        if (element.is_and) glue_ = true;
        last_number = nullptr;
        break;
      case Element::Kind::Mark: put_mark(element.mark, element.shown); break;
      case Element::Kind::Slot:
        print_slot(element, node);
        last_number = element.leaf == Leaf::Number ? node.find(element.slot) : nullptr;
        break;
      case Element::Kind::Option:
        if (shown(element, node)) print(element.branches[0], node, last_number);
        break;
      case Element::Kind::Choice: {
        // Directly behind a number a choice is its plural, singular and (Arabic) the form for 3 to 10.
        std::size_t branch = 0;
        if (last_number != nullptr && !last_number->number.open) {
          const std::int64_t n = last_number->number.low;
          if (n == 1) branch = 1;
          else if (table_.language == "ar" && n % 100 >= 3 && n % 100 <= 10) branch = 2;
        }
        if (branch >= element.branches.size()) branch = 0;
        print(element.branches[branch], node, nullptr);
        break;
      }
    }
  }
}

bool Printer::has_slots(const std::vector<Element>& elements, const Node& node, bool& any) const {
  for (const Element& element : elements) {
    if (element.kind == Element::Kind::Slot) {
      any = true;
      if (element.many != Many::Any && node.find(element.slot) == nullptr) return false;
      if (element.many == Many::Any && node.find(element.slot) == nullptr && elements.size() == 1) return false;
    }
    if (element.kind == Element::Kind::Choice)
      for (const auto& branch : element.branches)
        if (!has_slots(branch, node, any)) return false;
  }
  return true;
}

bool Printer::shown(const Element& option, const Node& node) const {
  if (!option.slot.empty()) return node.find(option.slot) != nullptr;
  bool any = false;
  return has_slots(option.branches[0], node, any) && any;
}

void Printer::print_slot(const Element& slot, const Node& node) {
  std::vector<const Node*> items;
  for (const auto& [name, each] : node.slots)
    if (name == slot.slot) items.push_back(each.get());
  for (std::size_t at = 0; at < items.size(); ++at) {
    // Groups are joined by "and" themselves, so a list of groups is kept apart by semicolons.
    const bool groups = slot.leaf == Leaf::None && table_.parts[static_cast<std::size_t>(slot.part)].name == "class";
    if (at > 0 && groups) {
      put_mark(';', table_.language == "ar" ? "\u061B" : ";");
    } else if (at > 0 && slot.many == Many::OneOrMore) {
      if (at + 1 < items.size() || slot.leaf == Leaf::NewName) {
        put_mark(',', table_.language == "ar" ? "\u060C" : ",");
      } else {
        // "may go to Switzerland or Sweden": alternatives are joined by another word.
        const bool either =
            slot.leaf == Leaf::None && table_.parts[static_cast<std::size_t>(slot.part)].name == "place_or";
        const auto or_word = table_.strings.find("or_shown");
        if (either && or_word != table_.strings.end()) {
          put(or_word->second);
        } else {
          put(table_.and_shown);
          if (table_.language == "ar") glue_ = true;
        }
      }
    }
    print_one(slot, *items[at]);
  }
}

void Printer::print_one(const Element& slot, const Node& node) {
  switch (slot.leaf) {
    case Leaf::None: {
      const Part& part = table_.parts[static_cast<std::size_t>(slot.part)];
      if (node.form < 0) {  // an item of a plain list: the part's only slot is its text
        for (const Element& element : part.forms.front().templates.front().elements) {
          if (element.kind == Element::Kind::Slot) print_one(element, node);
          else if (element.kind == Element::Kind::Word) put(element.shown);
        }
        return;
      }
      const int index = part.by_binding.at(static_cast<std::size_t>(node.form));
      MIDSPAN_ASSERT(index >= 0);
      return print_form(part.forms[static_cast<std::size_t>(index)], node);
    }
    case Leaf::Set:
      for (const auto& [name, each] : node.slots) {
        Element part;
        part.part = table_.part_index(name == "base" ? "base" : "setop");
        print_one(part, *each);
      }
      return;
    case Leaf::Text: return put(quoted(node.text));
    case Leaf::Portion:
    case Leaf::Ordinal:
    case Leaf::Nation:
    case Leaf::Promise:
    case Leaf::Matter:
    case Leaf::Treatment:
    case Leaf::Rest:
    case Leaf::TheGroup:
    case Leaf::Weeks:
    case Leaf::Hours:
    case Leaf::YearBegin:
    case Leaf::YearEnd:
    case Leaf::Months: return;  // only read
    case Leaf::Number: return put(number(node.number));
    case Leaf::Date: return put(base::format_day(node.day));
    case Leaf::Party:
    case Leaf::Place: return put(name(node.text));
    case Leaf::List:
    case Leaf::Phase:
    case Leaf::Article:
    case Leaf::Schedule: return put(identifier(node.text));
    case Leaf::Definition:
    case Leaf::AnyCaseDefinition: return put(definition(node.text));
    case Leaf::Language: return put(word(table_.vocabulary("language"), node.text));
    case Leaf::NewName: return put(declared_name(node.text));
    case Leaf::Word: {
      const Vocabulary& vocabulary = table_.vocabularies[static_cast<std::size_t>(slot.part)];
      std::string text = vocabulary.name == "nationality" ? nationality(node.text) : word(vocabulary, node.text);
      return put(node.open ? "[" + text + "]" : text);
    }
    case Leaf::Ranks: MIDSPAN_ASSERT(false);
  }
}

// ---- Leaves ------------------------------------------------------------------------------------------------------

std::string Printer::quoted(std::string_view text) const {
  const bool has_plain = text.find('"') != std::string_view::npos;
  if (table_.language == "ar" && text.find("»") == std::string_view::npos) return "«" + std::string(text) + "»";
  if (!has_plain) return "\"" + std::string(text) + "\"";
  if (text.find("»") == std::string_view::npos) return "«" + std::string(text) + "»";
  std::string plain(text);
  std::replace(plain.begin(), plain.end(), '"', '\'');
  return "\"" + plain + "\"";
}

std::string Printer::number(const people::Number& number) {
  if (!number.open) return std::to_string(number.low);
  std::string text = "[";
  if (!number.proposals.empty()) {
    for (std::size_t at = 0; at < number.proposals.size(); ++at) {
      if (at > 0) text += table_.language == "ar" ? "\u061B " : "; ";
      text += name(number.proposals[at].first) + ": " + std::to_string(number.proposals[at].second);
    }
  } else {
    text += std::to_string(number.low);
    if (number.high != number.low) text += ".." + std::to_string(number.high);
  }
  return text + "]";
}

std::string Printer::name(const std::string& canonical) {
  if (same_language()) {
    for (const auto& [known, spelling] : agreement_.party_names)
      if (known == canonical) return spelling;
    for (const auto& [spelling, known] : agreement_.words)
      if (known == canonical) return quoted(spelling);
  }
  if (const std::string* shown = shown_word(table_, "place", canonical)) return *shown;
  if (const auto alpha3 = names::country_of(canonical, "en");
      alpha3 && names::country_name(*alpha3, "en") == canonical) {
    std::string local = names::country_name(*alpha3, table_.language);
    const auto articled = table_.strings.find("countries_with_article");
    if (articled != table_.strings.end() && articled->second.find(*alpha3) != std::string::npos)
      local = table_.articles_shown.front() + " " + local;
    if (const auto back = names::country_of(local, table_.language); back && *back == *alpha3)
      return plain_words(local) ? local : quoted(local);  // "Bosnia & Herzegovina"
    return *alpha3;
  }
  for (const auto* list : {&agreement_.parties, &agreement_.mediators, &agreement_.guarantors, &agreement_.witnesses})
    if (contains(*list, canonical)) return canonical;
  return quoted(canonical);
}

std::string Printer::declared_name(const std::string& canonical) {
  std::string spelling = canonical;
  if (same_language())
    for (const auto& [known, other] : agreement_.party_names)
      if (known == canonical) spelling = other;
  bool is_country = false;
  if (const auto alpha3 = names::country_of(canonical, "en");
      alpha3 && names::country_name(*alpha3, "en") == canonical) {
    is_country = true;
    if (spelling == canonical) spelling = names::country_name(*alpha3, table_.language);
    const auto back = names::country_of(spelling, table_.language);
    is_country = back && *back == *alpha3;
  }
  // Quotes where the words alone would not be read back as one name.
  Dictionary scratch;
  const Tokens tokens = tokens_of(spelling, scratch);
  const bool plain =
      std::all_of(tokens.list.begin(), tokens.list.end() - 1,
                  [&](const Token& each) {
                    return each.type == TokenType::Word &&
                           (is_country || table_.dictionary.find(scratch.text(each.word)) != table_.and_word);
                  }) &&
      tokens.list.size() > 1 &&
      !(spelling[0] >= 'a' && spelling[0] <= 'z' &&
        table_.is_article(table_.dictionary.find(scratch.text(tokens.list[0].word))));
  std::string text = plain ? spelling : quoted(spelling);
  if (spelling != canonical && !is_country) text += " = " + quoted(canonical);
  return text;
}

std::string Printer::definition(const std::string& name) {
  if (same_language() && table_.language != "ar")
    for (const people::Definition& definition : agreement_.definitions)
      if (definition.name == name && definition.written != name && !definition.written.empty())
        return definition.written;
  return quoted(name);
}

std::string Printer::word(const Vocabulary& vocabulary, const std::string& canonical) {
  if (same_language())
    for (const auto& [spelling, known] : agreement_.words)
      if (known == canonical) return quoted(spelling);
  if (const std::string* shown = shown_word(table_, vocabulary.name, canonical)) return *shown;
  return quoted(canonical);
}

std::string Printer::feminine(std::string demonym) const {
  const auto ends = [&](std::string_view ending) {
    return demonym.size() > ending.size() && std::string_view(demonym).substr(demonym.size() - ending.size()) == ending;
  };
  const auto replace = [&](std::size_t count, std::string_view with) {
    demonym.replace(demonym.size() - count, count, with);
  };
  if (table_.language == "es") {
    if (ends("o")) replace(1, "a");
    else if (ends("és")) replace(3, "esa");
    else if (ends("án")) replace(3, "ana");
    else if (ends("ol")) demonym += "a";
  } else if (table_.language == "ar" && ends("\u064A")) {
    demonym += "\u0629";
  }
  return demonym;
}

std::string Printer::nationality(const std::string& alpha3) {
  if (same_language())
    for (const auto& [spelling, known] : agreement_.words)
      if (known == alpha3) return quoted(spelling);
  if (!names::is_country(alpha3)) return quoted(alpha3);
  const std::string plain = names::demonym(alpha3, table_.language);
  for (const std::string& candidate : {feminine(plain), plain, names::country_name(alpha3, table_.language)}) {
    const auto back = names::country_of(candidate, table_.language);
    if (back && *back == alpha3) return plain_words(candidate) ? candidate : quoted(candidate);
  }
  return alpha3;
}

std::string Printer::identifier(const std::string& text) const {
  Dictionary scratch;
  const Tokens tokens = tokens_of(text, scratch);
  const auto& list = tokens.list;
  if (list.size() == 2 && list[0].type == TokenType::Number && std::to_string(list[0].number) == text) return text;
  const bool capital = !text.empty() && ascii_upper(text.front());
  if (capital && list.size() == 2 && list[0].type == TokenType::Word) return text;
  if (list.size() == 3 && list[0].type == TokenType::Number &&
      shown_word(table_, "bis", text.substr(text.find(' ') + 1)) != nullptr)
    return text.substr(0, text.find(' ') + 1) + *shown_word(table_, "bis", text.substr(text.find(' ') + 1));
  return quoted(text);
}

}  // namespace midspan::terms
