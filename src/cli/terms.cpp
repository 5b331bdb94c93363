// SPDX-License-Identifier: Apache-2.0
// midspan terms check|format|show|words|serve: agreements as text.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "base/files.hpp"
#include "clear/tables.hpp"
#include "cli/command.hpp"
#include "cli/language_server.hpp"
#include "cli/terms_operation.hpp"
#include "cli/verb.hpp"
#include "lists/read_list.hpp"
#include "locale/locale.hpp"
#include "names/countries.hpp"
#include "terms/terms.hpp"

namespace midspan::cli {

namespace {

class Terms final : public Verb {
 public:
  std::string_view name() const override { return "terms"; }
  std::string_view summary() const override {
    return "agreements as text: check, format, show, the forms of the language";
  }
  std::string_view example() const override {
    return "  midspan terms check offer.en.terms offer.es.terms\n"
           "  midspan terms check offer.en.terms --list NAMED=named.csv --list POOL@Venezuela=pool.ods\n"
           "  midspan terms format offer.en.terms --lang es\n"
           "  midspan terms words --lang en\n"
           "  midspan terms serve        (a language server on standard input and output, for editors)";
  }

  void declare(Command& app) override {
    app.require_subcommand(1);
    check_ = app.add_subcommand(
        "check", "what is wrong, missing or promises what cannot be; several files: are they the same agreement?");
    check_->add_option("FILE", files_, "agreements (UTF-8 text)")->required();
    check_->add_option("--people", people_, "a table of people (CSV, columns as for midspan clear)");
    check_->add_option("--list", lists_,
                       "NAME=FILE, or NAME@HOLDER=FILE when the list says that HOLDER holds its people");
    check_->add_option("--held", held_, "PARTY=FILE: the list of those whom PARTY itself says it holds");
    format_ = app.add_subcommand("format", "the one canonical text; --lang gives it in another language");
    format_->add_option("FILE", files_, "an agreement (UTF-8 text)")->required();
    format_->add_option("--to", to_, "in this language: ar, en, es (--lang does the same)");
    format_->add_flag("--write", write_, "write it into the file");
    show_ = app.add_subcommand("show", "the tree of an agreement and its digest");
    show_->add_option("FILE", files_, "agreements (UTF-8 text)")->required();
    show_->add_flag("--tree", tree_, "the canonical JSON that is hashed");
    words_ = app.add_subcommand("words", "every form of the language, with an example each");
    words_->add_option("PART", part_,
                       "only forms of this part (clause, filter, set, amount, when, word ...) or with this word");
    words_->add_flag("--variants", variants_, "also what else is understood for each form");
    serve_ = app.add_subcommand("serve", "a language server (LSP) on standard input and output");
    in_operation_.declare(app);
  }

  base::Exit run(const Common& common, Output& output) override {
    if (in_operation_.parsed()) return in_operation_.run(common, output);
    if (serve_->parsed()) return serve_terms(std::cin, std::cout, common.language);
    const auto done = check_->parsed()    ? check(output)
                      : format_->parsed() ? format(common, output)
                      : show_->parsed()   ? show(output)
                                          : words(output);
    if (done) return *done;
    output.error(done.error());
    return done.error().exit;
  }

 private:
  struct File {
    std::string path;
    std::string text;
    terms::Reading reading;
  };

  base::Result<std::vector<File>> read_files() const {
    std::vector<File> files;
    for (const std::string& path : files_) {
      File file;
      file.path = path;
      file.text = MIDSPAN_TRY(base::read_file(path));
      file.reading = terms::read(file.text, path);
      files.push_back(std::move(file));
    }
    return files;
  }

  // ---- check ----

  base::Result<base::Exit> check(Output& output) {
    const std::vector<File> files = MIDSPAN_TRY(read_files());
    const std::vector<people::PersonFacts> people = MIDSPAN_TRY(known_people(output));
    base::json::Array documents;
    bool doubt = false;
    for (const File& file : files) {
      people::Findings findings = file.reading.findings;
      terms::Context context;
      if (!people.empty()) context = terms::context_of(file.reading.agreement, people);
      // What could not be read is not judged: the first mistake would be hidden behind its consequences.
      if (file.reading.ok)
        for (people::Finding& finding :
             terms::check(file.reading.agreement, people.empty() ? nullptr : &context, file.path, file.text))
          findings.push_back(std::move(finding));
      std::stable_sort(findings.begin(), findings.end(),
                       [](const auto& left, const auto& right) { return left.place.begin < right.place.begin; });
      output.findings(findings);
      const auto count = std::count_if(findings.begin(), findings.end(),
                                       [](const auto& each) { return each.severity != people::Severity::Note; });
      doubt = doubt || count > 0;
      const std::string digest = file.reading.ok ? terms::digest(file.reading.agreement) : "";
      output.say({file.reading.ok ? "TRM-200" : "TRM-201",
                  {{"path", file.path},
                   {"count", static_cast<std::int64_t>(count)},
                   {"notes", static_cast<std::int64_t>(findings.size()) - static_cast<std::int64_t>(count)},
                   {"digest", digest}}});
      base::json::Array list;
      for (const people::Finding& finding : findings) list.push_back(to_json(finding, output.language()));
      documents.push_back(base::json::Object{{"path", file.path},
                                             {"language", file.reading.agreement.language},
                                             {"read", file.reading.ok},
                                             {"digest", digest},
                                             {"findings", std::move(list)}});
    }
    bool same = true;
    for (const File& file : files)
      if (!file.reading.ok || terms::digest(file.reading.agreement) != terms::digest(files.front().reading.agreement)) {
        if (file.reading.ok && files.front().reading.ok) {
          output.say({"TRM-203", {{"left", files.front().path}, {"right", file.path}}});
        }
        same = false;
      }
    if (files.size() > 1 && same) output.say({"TRM-202", {{"count", static_cast<std::int64_t>(files.size())}}});
    output.document(base::json::Object{{"files", std::move(documents)}, {"same", same}});
    return doubt || (files.size() > 1 && !same) ? base::Exit::Findings : base::Exit::Done;
  }

  base::Result<std::vector<people::PersonFacts>> known_people(Output& output) const {
    std::vector<people::PersonFacts> people;
    if (!people_.empty()) {
      clear::PeopleTable table = clear::read_people(MIDSPAN_TRY(base::read_file(people_)), people_);
      if (!table.ok) return base::failure("CLR-007", {{"path", people_}}, base::Exit::WrongUse);
      output.findings(table.findings);
      people = std::move(table.people);
      for (people::PersonFacts& person : people)
        for (std::string& nationality : person.nationalities)
          if (const auto code = names::country_of(nationality)) nationality = *code;
    }
    for (const std::string& each : lists_) MIDSPAN_CHECK(add_list(each, people::ListKind::Sought, people));
    for (const std::string& each : held_) MIDSPAN_CHECK(add_list(each, people::ListKind::Held, people));
    return people;
  }

  // NAME=FILE, NAME@HOLDER=FILE, or PARTY=FILE for a holder's own list. Nobody is linked with anybody: a person on two
  // lists is two persons here, which a clearing in an operation is not.
  base::Result<void> add_list(const std::string& argument, people::ListKind kind,
                              std::vector<people::PersonFacts>& people) const {
    const std::size_t equal = argument.find('=');
    if (equal == std::string::npos || equal == 0 || equal + 1 == argument.size())
      return base::failure("TRM-210", {{"value", argument}}, base::Exit::WrongUse);
    std::string name = argument.substr(0, equal);
    std::string holder;
    if (kind == people::ListKind::Held) {
      holder = name;
    } else if (const std::size_t at = name.find('@'); at != std::string::npos) {
      holder = name.substr(at + 1);
      name.resize(at);
    }
    lists::ReadOptions options;
    options.list = people::ListId(name);
    options.kind = kind;
    const people::ListVersion list = MIDSPAN_TRY(lists::read_list(argument.substr(equal + 1), options));
    for (const people::Entry& entry : list.entries) {
      people::PersonFacts person;
      person.id = people::PersonId(name + "/" + std::to_string(entry.number));
      const people::EntryValues values = entry.values();
      person.display_name = values.name.raw;
      person.held_by = values.holder.empty() ? holder : values.holder;
      person.on_behalf_of = values.on_behalf_of;
      person.nationalities = values.nationalities;
      for (const std::string& category : values.categories)
        person.categories.push_back(terms::canonical_word("category", category));
      person.rank = values.rank;
      person.sentence = values.sentence;
      person.sex = values.sex;
      person.birth = values.birth;
      person.health = values.health;
      person.held_since = values.held_since;
      person.captured = values.captured;
      person.lists.push_back(name);
      person.standing = kind == people::ListKind::Held ? people::Standing::Acknowledged : people::Standing::Alleged;
      person.other = {{"status", values.status}, {"facility", values.facility}, {"remark", values.remark}};
      people.push_back(std::move(person));
    }
    return {};
  }

  // ---- format, show, words ----

  base::Result<base::Exit> format(const Common& common, Output& output) {
    std::vector<File> files = MIDSPAN_TRY(read_files());
    for (const File& file : files) {
      output.findings(file.reading.findings);
      if (!file.reading.ok) return base::failure("TRM-211", {{"path", file.path}}, base::Exit::Findings);
      const std::string language = language_asked(common, file.reading.agreement.language);
      const std::string text = terms::format(file.reading.agreement, language);
      if (write_) {
        MIDSPAN_CHECK(base::write_file(file.path, text));
        output.say({"TRM-204", {{"path", file.path}}});
      } else if (!output.json()) {
        fmt::print("{}", text);
      }
      output.document(base::json::Object{{"path", file.path},
                                         {"language", language},
                                         {"text", text},
                                         {"digest", terms::digest(file.reading.agreement)}});
    }
    return base::Exit::Done;
  }

  // --to, or --lang when it is written; else the text stays in its language.
  std::string language_asked(const Common& common, const std::string& own) const {
    if (!to_.empty()) return to_;
    return common.language_given ? common.language : own;
  }

  base::Result<base::Exit> show(Output& output) {
    const std::vector<File> files = MIDSPAN_TRY(read_files());
    base::json::Array documents;
    bool ok = true;
    for (const File& file : files) {
      output.findings(file.reading.findings);
      ok = ok && file.reading.ok;
      const std::string tree = terms::canonical_tree(file.reading.agreement);
      auto value = MIDSPAN_TRY(base::json::parse(tree, base::json::Strictness::Document));
      if (tree_) output.line(tree);
      else output.line(base::json::pretty(value));
      output.say({"TRM-205", {{"path", file.path}, {"digest", terms::digest(file.reading.agreement)}}});
      documents.push_back(base::json::Object{{"path", file.path},
                                             {"language", file.reading.agreement.language},
                                             {"title", file.reading.agreement.title},
                                             {"digest", terms::digest(file.reading.agreement)},
                                             {"tree", std::move(value)}});
    }
    output.document(base::json::Object{{"files", std::move(documents)}});
    return ok ? base::Exit::Done : base::Exit::Findings;
  }

  base::Result<base::Exit> words(Output& output) {
    base::json::Array documents;
    std::string part;
    bool found = false;
    for (const terms::Form& form : terms::words(output.language())) {
      const bool wanted = part_.empty() || form.part == part_ || form.id.find(part_) != std::string::npos ||
                          form.form.find(part_) != std::string::npos;
      if (!wanted) continue;
      found = true;
      if (form.part != part) output.line(fmt::format("{}[{}]", part.empty() ? "" : "\n", form.part));
      part = form.part;
      if (form.part.compare(0, 5, "word.") == 0) {
        std::string line = "  " + form.form;
        for (const std::string& each : form.variants) line += " | " + each;
        output.line(line);
      } else {
        output.line("  " + form.form);
        if (variants_)
          for (const std::string& each : form.variants) output.line("    = " + each);
        if (!form.example.empty()) output.line("    > " + form.example);
      }
      base::json::Array variants;
      for (const std::string& each : form.variants) variants.push_back(each);
      documents.push_back(base::json::Object{{"id", form.id},
                                             {"part", form.part},
                                             {"form", form.form},
                                             {"variants", std::move(variants)},
                                             {"example", form.example}});
    }
    output.document(base::json::Object{{"language", output.language()}, {"forms", std::move(documents)}});
    if (!found) return base::failure("TRM-212", {{"value", part_}}, base::Exit::WrongUse);
    return base::Exit::Done;
  }

  TermsInOperation in_operation_;
  Command* check_ = nullptr;
  Command* format_ = nullptr;
  Command* show_ = nullptr;
  Command* words_ = nullptr;
  Command* serve_ = nullptr;
  std::vector<std::string> files_;
  std::string people_;
  std::string to_;
  std::vector<std::string> lists_;
  std::vector<std::string> held_;
  std::string part_;
  bool write_ = false;
  bool variants_ = false;
  bool tree_ = false;
};

MIDSPAN_VERB(30, Terms);

}  // namespace

}  // namespace midspan::cli
