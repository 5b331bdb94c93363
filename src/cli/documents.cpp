// SPDX-License-Identifier: Apache-2.0
// midspan documents OPERATION FOLDER: every paper of the operation, in every language of it.

#include "cli/access.hpp"
#include "operation/signing.hpp"

namespace midspan::cli {

namespace {

class Documents final : public Verb {
 public:
  std::string_view name() const override { return "documents"; }
  std::string_view summary() const override { return "print annexes and statement sheets as PDF, XLSX and HTML"; }
  std::string_view example() const override { return "  midspan documents case.midspan -o papers"; }

  void declare(Command& app) override {
    app.add_option("operation", operation_, "the operation file")->required();
    app.add_option("-o,--out", out_, "the folder to write into")->required();
  }

  base::Exit run(const Common& common, Output& output) override {
    auto opened = open_operation(operation_, common, output);
    if (!opened) return fail(output, opened.error());
    const auto files = operation::documents(*opened);
    if (!files) return fail(output, files.error());
    if (const auto done = operation::issue_documents(*opened, *files, out_); !done) return fail(output, done.error());
    base::json::Array names;
    for (const auto& [name, bytes] : *files) {
      output.line(out_ + "/" + name);
      names.push_back(base::json::Object{{"name", name}, {"bytes", bytes.size()}});
    }
    if (names.empty()) output.note(base::Message{"cli.documents.none", {}});
    output.document(base::json::Object{{"documents", std::move(names)}});
    return base::Exit::Done;
  }

 private:
  std::string operation_;
  std::string out_;
};

MIDSPAN_VERB(120, Documents);

}  // namespace

}  // namespace midspan::cli
