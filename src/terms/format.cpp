// SPDX-License-Identifier: Apache-2.0
// An agreement as its one canonical text in a language.
#include "names/normalise.hpp"
#include "terms/forms.hpp"
#include "terms/printer.hpp"
#include "terms/terms.hpp"

namespace midspan::terms {

namespace {

using people::Agreement;
using people::Article;

class Formatter {
 public:
  Formatter(const Table& table, const Agreement& agreement)
      : table_(table), agreement_(agreement), printer_(table, agreement) {}

  std::string run() {
    headers();
    paragraph_note(agreement_.note);
    if (!agreement_.definitions.empty()) out_ += '\n';
    for (const people::Definition& definition : agreement_.definitions) {
      comments("definition " + definition.name);
      Node node = leaf_node("definition", "means");
      text(node, "name", definition.name);
      NodePtr set = node_of(definition.set);
      if (!set) continue;
      node.slots.emplace_back(std::string_view("of"), std::move(set));
      // Where it is defined, a name always stands in quotes.
      std::string sentence = printer_.part("definition", node);
      const std::string reference = printer_.definition(definition.name);
      const bool same = agreement_.language == table_.language;
      const std::string name =
          printer_.quoted(same && !definition.written.empty() ? definition.written : definition.name);
      out_ += name + sentence.substr(reference.size()) + ".\n";
    }
    std::string them;
    if (!agreement_.articles.empty()) out_ += '\n';
    for (const Article& each : agreement_.articles) {
      comments("article " + each.number);
      article(each, them);
    }
    for (const people::Schedule& each : agreement_.schedules) schedule(each);
    goals();
    ties();
    comments("");
    return std::move(out_);
  }

 private:
  Node leaf_node(std::string_view part, std::string_view form) const {
    Node node;
    const std::vector<std::string_view> ids = form_ids(part);
    for (std::size_t at = 0; at < ids.size(); ++at)
      if (ids[at] == form) node.form = static_cast<int>(at);
    return node;
  }
  static void text(Node& node, std::string_view slot, const std::string& value) {
    Node leaf;
    leaf.text = value;
    node.slots.emplace_back(slot, std::make_shared<Node>(std::move(leaf)));
  }
  void line(std::string_view part, const Node& node) { out_ += printer_.sentence(part, node) + "\n"; }

  void headers() {
    Node title = leaf_node("header", "title");
    text(title, "title", agreement_.title);
    out_ += printer_.sentence("header", title);
    if (agreement_.version) {
      Node version = leaf_node("header", "version");
      Node day;
      day.day = *agreement_.version;
      version.slots.emplace_back(std::string_view("day"), std::make_shared<Node>(std::move(day)));
      text(version, "language", table_.language);
      out_ += " " + printer_.sentence("header", version);
    }
    out_ += '\n';
    names("parties", agreement_.parties);
    names("mediators", agreement_.mediators);
    names("guarantors", agreement_.guarantors);
    names("witnesses", agreement_.witnesses);
    if (!agreement_.custody_on_behalf.empty()) {
      Node node = leaf_node("header", "custody");
      for (const auto& [holder, beneficiary] : agreement_.custody_on_behalf) {
        Node item = leaf_node("custody", "on_behalf");
        text(item, "holder", holder);
        text(item, "beneficiary", beneficiary);
        node.slots.emplace_back(std::string_view("items"), std::make_shared<Node>(std::move(item)));
      }
      line("header", node);
    }
    if (!agreement_.place.empty()) {
      Node node = leaf_node("header", "place");
      text(node, "place", agreement_.place);
      line("header", node);
    }
    if (!agreement_.words.empty() && agreement_.language == table_.language) {
      Node node = leaf_node("header", "words");
      for (const auto& [word, canonical] : agreement_.words) {
        Node item = leaf_node("equal", "equal");
        text(item, "word", word);
        text(item, "canonical", canonical);
        node.slots.emplace_back(std::string_view("items"), std::make_shared<Node>(std::move(item)));
      }
      line("header", node);
    }
  }

  void names(std::string_view form, const std::vector<std::string>& values) {
    if (values.empty()) return;
    Node node = leaf_node("header", form);
    for (const std::string& each : values) text(node, "names", each);
    line("header", node);
  }

  void paragraph_note(const std::string& note) {
    std::string_view rest = note;
    while (!rest.empty()) {
      const std::size_t end = rest.find('\n');
      const Node node = leaf_node("heading", "note");
      out_ += printer_.part("heading", node) + " " + std::string(rest.substr(0, end)) + "\n\n";
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
  }

  void comments(const std::string& before) {
    for (const auto& [anchor, words] : agreement_.comments)
      if (anchor == before) out_ += words.empty() ? "#\n" : "# " + words + "\n";
  }

  void article(const Article& article, std::string& them) {
    Node heading = leaf_node("heading", "article");
    text(heading, "number", article.number);
    out_ += printer_.part("heading", heading);
    if (!article.title.empty()) out_ += " (" + article.title + ")";
    out_ += ".";
    Surroundings around;
    around.parties = agreement_.parties;
    for (const people::Clause& clause : article.clauses) {
      around.them = them;
      const NodePtr node = node_of(clause.body, around);
      if (node) {
        std::string sentence = printer_.sentence("clause", *node);
        if (clause.open)
          sentence = clause.proposed_by.empty() ? "[" + sentence + "]"
                                                : "[" + printer_.name(clause.proposed_by) + ": " + sentence + "]";
        out_ += " " + sentence;
      }
      if (releases(clause.body)) them = article.number;
    }
    out_ += '\n';
    paragraph_note(article.note);
  }

  void schedule(const people::Schedule& schedule) {
    Node heading = leaf_node("heading", "schedule");
    text(heading, "name", schedule.name);
    out_ += '\n' + printer_.part("heading", heading);
    if (!schedule.title.empty()) out_ += " (" + schedule.title + ")";
    out_ += ":";
    const Vocabulary& ranks = table_.vocabulary("rank");
    for (std::size_t at = 0; at < schedule.lines.size(); ++at) {
      if (at > 0) out_ += table_.language == "ar" ? "\u061B" : ";";
      out_ += " " + printer_.word(ranks, schedule.lines[at].rank) + " " + printer_.number(schedule.lines[at].weight);
    }
    out_ += ".\n";
  }

  void goals() {
    if (agreement_.goals.empty()) return;
    const Node heading = leaf_node("heading", "goals");
    out_ += '\n' + printer_.part("heading", heading);
    int number = 0;
    for (const people::Goal& each : agreement_.goals)
      if (const NodePtr node = node_of(each))
        out_ += " " + std::to_string(++number) + ". " + printer_.part("goal", *node) + ".";
    out_ += '\n';
  }

  void ties() {
    if (agreement_.tie_break.empty()) return;
    const bool lot = agreement_.tie_break == "by lot";
    const bool longest = agreement_.tie_break == "the longest held";
    Node node = leaf_node("header", lot ? "tie_lot" : longest ? "tie_longest" : "tie_list");
    if (!lot && !longest) text(node, "list", agreement_.tie_break);
    line("header", node);
  }

  const Table& table_;
  const Agreement& agreement_;
  Printer printer_;
  std::string out_;
};

}  // namespace

std::string format(const people::Agreement& agreement, std::string_view language) {
  const Table* found = table(language);
  if (found == nullptr) found = table("en");
  return Formatter(*found, agreement).run();
}

std::string canonical_word(std::string_view vocabulary, std::string_view word) {
  const std::string folded = names::fold(word);
  for (const SharedWord& each : shared_words(vocabulary))
    if (each.folded == folded) return each.canonical;
  return std::string(word);
}

std::vector<Form> words(std::string_view language) {
  std::vector<Form> made;
  const Table* found = table(language);
  if (found == nullptr) return made;
  for (const Part& part : found->parts)
    for (const TableForm& form : part.forms) {
      Form each;
      each.id = part.name + "." + form.id;
      each.part = part.name;
      each.form = one_way(form.templates.front().source);
      for (std::size_t at = 1; at < form.templates.size(); ++at)
        each.variants.push_back(readable(form.templates[at].source));
      each.example = form.example;
      made.push_back(std::move(each));
    }
  for (const Vocabulary& vocabulary : found->vocabularies)
    for (const VocabularyEntry& entry : vocabulary.entries) {
      Form each;
      each.id = "word." + vocabulary.name + "." + entry.canonical;
      each.part = "word." + vocabulary.name;
      each.form = entry.shown.front();
      each.variants.assign(entry.shown.begin() + 1, entry.shown.end());
      each.example = entry.shown.front();
      made.push_back(std::move(each));
    }
  return made;
}

}  // namespace midspan::terms
