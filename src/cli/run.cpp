// SPDX-License-Identifier: Apache-2.0
// midspan run FOLDER: the main job in one go, on a folder that holds everything.
#include "operation/run.hpp"

#include "cli/access.hpp"
#include "operation/summary.hpp"

namespace midspan::cli {

namespace {

class Run final : public Verb {
 public:
  std::string_view name() const override { return "run"; }
  std::string_view summary() const override {
    return "the whole job on a folder: lists and agreement in, signed lists out";
  }
  std::string_view example() const override {
    return "  midspan run examples/el-salvador-2025 -o out --unsealed\n"
           "      reads operation.json in that folder and does every step, ending with a summary;\n"
           "      copy the folder and put your own spreadsheets in to begin with your own case";
  }

  void declare(Command& app) override {
    app.add_option("folder", folder_, "a folder with an operation.json")->required();
    app.add_option("-o,--out", out_, "where the operation file, the bundle and the documents go")->required();
  }

  base::Exit run(const Common& common, Output& output) override {
    const auto manifest = operation::read_manifest(folder_);
    if (!manifest) return fail(output, manifest.error());
    Common with_time = common;
    if (!with_time.at && !manifest->at.empty()) with_time.at = manifest->at;
    const auto how = access(with_time, Asking::Twice);
    if (!how) return fail(output, how.error());
    operation::RunOptions options;
    options.access = *how;
    options.threads = common.threads;
    const auto summary = operation::run(*manifest, out_, options, output.progress());
    if (!summary) return fail(output, summary.error());
    for (const std::string& line : operation::lines(*summary, output.language())) output.line(line);
    output.document(operation::to_json(*summary, output.language()));
    return summary->verified.good() ? base::Exit::Done : base::Exit::Cannot;
  }

 private:
  std::string folder_;
  std::string out_;
};

MIDSPAN_VERB(10, Run);

}  // namespace

}  // namespace midspan::cli
