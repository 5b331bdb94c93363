// SPDX-License-Identifier: Apache-2.0
// midspan verify BUNDLE
#include "verify/verify.hpp"

#include "base/files.hpp"
#include "cli/verb.hpp"

namespace midspan::cli {

namespace {

class Verify final : public Verb {
 public:
  std::string_view name() const override { return "verify"; }
  std::string_view summary() const override { return "check a bundle from its files alone"; }
  std::string_view example() const override {
    return "  midspan verify bundle.tar --checkpoint paper-of-20-april.txt\n"
           "      checks every act, signature and document, and that the log continues the checkpoint that you kept\n"
           "  midspan verify --receipt 17.receipt --act 17.act --log-key midspan/6f1c...+5a0e...+AX...\n"
           "      checks that one act is in the log";
  }

  void declare(Command& app) override {
    app.add_option("bundle", bundle_, "folder or .tar file");
    app.add_option("--log-key", log_key_, "the log's key as you were told it by another way");
    app.add_option("--checkpoint", checkpoint_, "file with a checkpoint that you kept: the log must continue it");
    auto* receipt = app.add_option("--receipt", receipt_, "a receipt, in place of a bundle");
    receipt->needs(app.add_option("--act", act_, "the act that the receipt is for"));
  }

  base::Exit run(const Common& common, Output& output) override {
    if (receipt_.empty() == bundle_.empty()) {
      output.error({{"VER-120", {}}, base::Exit::WrongUse});
      return base::Exit::WrongUse;
    }
    const auto end = receipt_.empty() ? check_bundle(common, output) : check_one_act(output);
    if (end) return *end;
    output.error(end.error());
    return end.error().exit;
  }

 private:
  base::Result<base::Exit> check_bundle(const Common& common, Output& output) {
    verify::Options options;
    options.threads = common.threads;
    if (!log_key_.empty()) options.log_key = log_key_;
    if (!checkpoint_.empty()) options.checkpoint = MIDSPAN_TRY(base::read_file(checkpoint_));
    const record::Bundle bundle = MIDSPAN_TRY(record::read_bundle(bundle_));
    const verify::Report report = verify::verify_bundle(bundle, options, output.progress());
    output.findings(report.problems);
    std::vector<base::Message> lines = verify::summary(report);
    for (const base::Message& line : lines) output.say(line);
    base::json::Value document = verify::to_json(report);
    base::json::Array sentences;
    for (const people::Finding& problem : report.problems) sentences.push_back(to_json(problem, output.language()));
    (*document.object())["findings"] = std::move(sentences);
    output.document(document);
    return report.good() ? base::Exit::Done : base::Exit::Cannot;
  }

  base::Result<base::Exit> check_one_act(Output& output) {
    const record::Checkpoint checkpoint = MIDSPAN_TRY(verify::check_receipt(receipt_, act_, log_key_));
    const auto size = static_cast<std::int64_t>(checkpoint.size);
    output.say({"VER-110", {{"size", size}, {"origin", checkpoint.origin}}});
    output.document(base::json::Object{{"good", true}, {"origin", checkpoint.origin}, {"size", size}});
    return base::Exit::Done;
  }

  std::string bundle_;
  std::string log_key_;
  std::string checkpoint_;
  std::string receipt_;
  std::string act_;
};

MIDSPAN_VERB(90, Verify);

}  // namespace

}  // namespace midspan::cli
