// SPDX-License-Identifier: Apache-2.0
// midspan statements export|import|show: the holder's answers, as a workbook that goes out and comes back.
#include <fmt/format.h>

#include "base/files.hpp"
#include "cli/access.hpp"
#include "cli/imported.hpp"
#include "documents/statements.hpp"
#include "operation/imports.hpp"
#include "operation/lookup.hpp"
#include "operation/words.hpp"

namespace midspan::cli {

namespace {

class Statements final : public Verb {
 public:
  std::string_view name() const override { return "statements"; }
  std::string_view summary() const override { return "what holders answer, line by line"; }
  std::string_view example() const override {
    return "  midspan statements export case.midspan POOL --party venezuela -o answers.xlsx --lang es\n"
           "  midspan statements import case.midspan POOL answers.xlsx --party venezuela\n"
           "  midspan statements show case.midspan";
  }

  void declare(Command& app) override {
    app.require_subcommand(1);
    export_ = app.add_subcommand("export", "the answer sheet for a holder");
    import_ = app.add_subcommand("import", "a holder's answers");
    show_ = app.add_subcommand("show", "how many people each party last gave which answer");
    for (Command* verb : {export_, import_, show_})
      verb->add_option("operation", operation_, "the operation file")->required();
    for (Command* verb : {export_, import_}) {
      verb->add_option("list", list_, "the list that is answered")->required();
      verb->add_option("--party", party_, "the holder who answers")->required();
    }
    export_->add_option("-o,--out", file_, "the workbook to write (*.xlsx)")->required();
    export_->add_option("--reply-by", reply_by_, "a day (2025-06-30)");
    import_->add_option("file", file_, "the answers (XLSX, ODS, CSV)")->required();
  }

  base::Exit run(const Common& common, Output& output) override {
    auto opened = open_operation(operation_, common, output);
    if (!opened) return fail(output, opened.error());
    if (show_->parsed()) return show(*opened, output);
    return import_->parsed() ? take(*opened, output) : give(*opened, output);
  }

 private:
  base::Exit give(const operation::Operation& operation, Output& output) {
    const operation::State& state = operation.state();
    const people::ListVersion* list = state.list(people::ListId(list_));
    if (list == nullptr) return fail(output, {base::Message{"OPR-022", {{"list", list_}}}, base::Exit::WrongUse});
    const auto holder = operation::party_called(state, party_);
    if (!holder) return fail(output, holder.error());
    const people::Party* const asked = state.party(*holder);
    const auto name_of = [&](const people::Party* party) {
      return party == nullptr ? std::string() : operation::in_language(party->names, output.language());
    };
    documents::StatementRequest request;
    request.operation_title = operation::in_language(state.titles, output.language());
    request.operation_id = state.id;
    request.asked = asked->id;
    request.asked_name = name_of(asked);
    request.asking_name = name_of(state.party(list->party));
    request.reply_by = reply_by_;
    request.unsealed = operation.file().is_unsealed();
    const auto workbook = documents::statement_workbook(*list, request, output.language());
    if (!workbook) return fail(output, workbook.error());
    if (const auto written = base::write_file(file_, *workbook, base::Access::Owner); !written)
      return fail(output, written.error());
    output.say({"cli.record.written", {{"path", file_}}});
    output.document(base::json::Object{{"file", file_}, {"lines", list->entries.size()}});
    return base::Exit::Done;
  }

  base::Exit take(operation::Operation& operation, Output& output) {
    const auto holder = operation::party_called(operation.state(), party_);
    if (!holder) return fail(output, holder.error());
    return tell(operation::import_statements(operation, *holder, people::ListId(list_), file_), output);
  }

  static base::Exit show(const operation::Operation& operation, Output& output) {
    const operation::Persons known = operation::persons(operation.state());
    std::map<std::pair<std::string, std::size_t>, people::StatementCode> last;  // by party and person
    for (const people::Statement& statement : operation.state().statements) {
      const auto person = known.of_entry.find(statement.entry.text());
      if (person == known.of_entry.end()) continue;
      const auto [said, first] = last.try_emplace({statement.party.text(), person->second}, statement.code);
      if (!first && statement.code != people::StatementCode::DuplicateOf) said->second = statement.code;
    }
    std::map<std::pair<std::string, std::string>, std::int64_t> counts;
    for (const auto& [who, code] : last) ++counts[{who.first, std::string(operation::word(code))}];
    base::json::Array rows;
    for (const auto& [key, count] : counts) {
      output.line(fmt::format("{:<20} {:<22} {:>6}", key.first, key.second, count));
      rows.push_back(base::json::Object{{"party", key.first}, {"code", key.second}, {"count", count}});
    }
    if (rows.empty()) output.note(base::Message{"cli.statements.none", {}});
    output.document(base::json::Object{{"statements", std::move(rows)}});
    return base::Exit::Done;
  }

  Command* export_ = nullptr;
  Command* import_ = nullptr;
  Command* show_ = nullptr;
  std::string operation_;
  std::string list_;
  std::string party_;
  std::string file_;
  std::string reply_by_;
};

MIDSPAN_VERB(70, Statements);

}  // namespace

}  // namespace midspan::cli
