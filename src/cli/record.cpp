// SPDX-License-Identifier: Apache-2.0
// midspan record show|export|check: the acts of an operation, the bundle that carries them, and the file's own check.
#include <fmt/format.h>

#include <filesystem>

#include "base/files.hpp"
#include "cli/access.hpp"
#include "operation/signing.hpp"
#include "verify/verify.hpp"

namespace midspan::cli {

namespace {

class Record final : public Verb {
 public:
  std::string_view name() const override { return "record"; }
  std::string_view summary() const override { return "what was done, in order, and the bundle that proves it"; }
  std::string_view example() const override {
    return "  midspan record show case.midspan\n"
           "  midspan record export case.midspan -o case.tar      (then anyone: midspan verify case.tar)\n"
           "  midspan record export case.midspan --text log.txt\n"
           "  midspan record receipt case.midspan 12 -o act-12.receipt      (and act-12.act, the act itself)";
  }

  void declare(Command& app) override {
    app.require_subcommand(1);
    show_ = app.add_subcommand("show", "one line an act");
    export_ = app.add_subcommand("export", "the record and its documents as a bundle, or the log as text");
    receipt_ = app.add_subcommand("receipt", "the proof that one act is in the record");
    check_ = app.add_subcommand("check", "read the whole file again and compare it with its own checkpoint");
    for (Command* verb : {show_, export_, receipt_, check_})
      verb->add_option("operation", operation_, "the operation file")->required();
    export_->add_option("-o,--out", out_, "a folder, or a file ending in .tar");
    export_->add_option("--text", text_, "the log alone, as text");
    receipt_->add_option("act", act_, "the act's number")->required();
    receipt_->add_option("-o,--out", out_, "the receipt file; the act goes beside it, as NAME.act");
  }

  base::Exit run(const Common& common, Output& output) override {
    auto opened = open_operation(operation_, common, output);
    if (!opened) return fail(output, opened.error());
    if (show_->parsed()) return show(*opened, output);
    if (export_->parsed()) return write(*opened, output);
    if (receipt_->parsed()) return receipt(*opened, output);
    return check(*opened, common, output);
  }

 private:
  // As a stranger would: what the file would export goes through the verifier, every signature included.
  static base::Exit check(const operation::Operation& operation, const Common& common, Output& output) {
    const auto bundle = operation.file().export_bundle({});
    if (!bundle) return fail(output, bundle.error());
    verify::Options options;
    options.threads = common.threads;
    const verify::Report report = verify::verify_bundle(*bundle, options, output.progress());
    output.findings(report.problems);
    if (report.good()) output.say({"cli.record.checked", {{"acts", operation.state().acts}}});
    output.document(base::json::Object{{"acts", operation.state().acts}, {"good", report.good()}});
    return report.good() ? base::Exit::Done : base::Exit::Cannot;
  }

  static base::Exit show(const operation::Operation& operation, Output& output) {
    base::json::Array acts;
    const auto done = operation.file().for_each_act(0, [&](const record::SignedAct& stored) {
      const record::Act& act = stored.act;
      output.line(fmt::format("{:>6}  {}  {:<18} {}", act.seq, act.at, act.type, act.author));
      acts.push_back(base::json::Object{
          {"seq", act.seq}, {"at", act.at}, {"type", act.type}, {"author", act.author}, {"body", act.body}});
      return true;
    });
    if (!done) return fail(output, done.error());
    output.document(base::json::Object{{"acts", std::move(acts)}});
    return base::Exit::Done;
  }

  base::Exit write(const operation::Operation& operation, Output& output) {
    if (!text_.empty()) {
      const auto text = operation.file().export_log();
      if (!text) return fail(output, text.error());
      if (const auto written = base::write_file(text_, *text); !written) return fail(output, written.error());
    }
    if (!out_.empty()) {
      auto files = operation::documents(operation);
      if (!files) return fail(output, files.error());
      // What nobody has issued, nobody has signed for.
      const std::size_t left_out = std::erase_if(*files, [&](const auto& file) {
        return !operation.state().issued.contains({file.first, base::to_hex(base::sha256(file.second))});
      });
      if (left_out != 0)
        output.say(
            {"cli.record.not-issued", {{"count", static_cast<std::int64_t>(left_out)}, {"operation", operation_}}});
      if (const auto written = operation::write_bundle(operation, *files, out_); !written)
        return fail(output, written.error());
    }
    if (out_.empty() && text_.empty()) return fail(output, {base::Message{"CLI-020", {}}, base::Exit::WrongUse});
    output.say({"cli.record.written", {{"path", out_.empty() ? text_ : out_}}});
    output.document(base::json::Object{{"bundle", out_}, {"text", text_}});
    return base::Exit::Done;
  }

  base::Exit receipt(const operation::Operation& operation, Output& output) {
    const auto text = operation.file().receipt(act_);
    if (!text) return fail(output, text.error());
    const std::string key = operation.file().log_key().vkey();
    output.document(base::json::Object{{"receipt", *text}, {"log_key", key}});
    if (out_.empty()) {
      output.line(*text);
      return base::Exit::Done;
    }
    // Whoever checks the receipt needs the act's very bytes too.
    std::string act_file = std::filesystem::path(out_).replace_extension(".act").string();
    if (act_file == out_) act_file += ".act";
    std::string act;
    const auto read = operation.file().for_each_act(act_, [&](const record::SignedAct& stored) {
      act = stored.bytes;
      return false;
    });
    if (!read) return fail(output, read.error());
    for (const auto& [name, bytes] : {std::pair(out_, *text), std::pair(act_file, act)})
      if (const auto written = base::write_file(name, bytes); !written) return fail(output, written.error());
    output.say({"cli.record.receipt", {{"receipt", out_}, {"act", act_file}, {"key", key}}});
    return base::Exit::Done;
  }

  Command* show_ = nullptr;
  Command* export_ = nullptr;
  Command* receipt_ = nullptr;
  Command* check_ = nullptr;
  std::string operation_;
  std::string out_;
  std::string text_;
  std::int64_t act_ = 0;
};

MIDSPAN_VERB(130, Record);

}  // namespace

}  // namespace midspan::cli
