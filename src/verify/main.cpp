// SPDX-License-Identifier: Apache-2.0
// midspan-verify: the small static program for whoever trusts nobody. It reads one bundle (or one receipt and its act),
// says what it found, and needs nothing installed. Exit 0: good; 3: something was altered, or cannot be read; 2: wrong
// use.
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "base/embedded.hpp"
#include "base/files.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "verify/verify.hpp"

MIDSPAN_DECLARE_EMBEDDED(verifier_ar_base);
MIDSPAN_DECLARE_EMBEDDED(verifier_ar_record);
MIDSPAN_DECLARE_EMBEDDED(verifier_ar_verify);
MIDSPAN_DECLARE_EMBEDDED(verifier_en_base);
MIDSPAN_DECLARE_EMBEDDED(verifier_en_record);
MIDSPAN_DECLARE_EMBEDDED(verifier_en_verify);
MIDSPAN_DECLARE_EMBEDDED(verifier_es_base);
MIDSPAN_DECLARE_EMBEDDED(verifier_es_record);
MIDSPAN_DECLARE_EMBEDDED(verifier_es_verify);

namespace midspan::verify {

namespace {

namespace json = base::json;

constexpr const char* kUsage =
    "midspan-verify [--lang en|es|ar] [--json] [--log-key VKEY] [--checkpoint FILE] BUNDLE\n"
    "midspan-verify [--lang en|es|ar] --log-key VKEY --receipt FILE --act FILE\n"
    "\n"
    "BUNDLE is a folder or a .tar file. --log-key is the key of the log as you were told it by another way;\n"
    "--checkpoint is one that you kept: the log must continue it.\n"
    "\n"
    "Example:\n"
    "  midspan-verify --checkpoint paper-of-20-april.txt bundle.tar\n";

class Sentences {
 public:
  explicit Sentences(const std::string& language) {
    if (language == "es")
      for (const std::string_view area : {MIDSPAN_EMBEDDED(verifier_es_base), MIDSPAN_EMBEDDED(verifier_es_record),
                                          MIDSPAN_EMBEDDED(verifier_es_verify)})
        load(area);
    else if (language == "ar")
      for (const std::string_view area : {MIDSPAN_EMBEDDED(verifier_ar_base), MIDSPAN_EMBEDDED(verifier_ar_record),
                                          MIDSPAN_EMBEDDED(verifier_ar_verify)})
        load(area);
    else
      for (const std::string_view area : {MIDSPAN_EMBEDDED(verifier_en_base), MIDSPAN_EMBEDDED(verifier_en_record),
                                          MIDSPAN_EMBEDDED(verifier_en_verify)})
        load(area);
  }
  // Titles and names in it are a stranger's words: they cannot move the reader's cursor.
  std::string say(const base::Message& message) const {
    const json::Value* sentence = sentences_.find(message.code);
    return sentence == nullptr || sentence->string() == nullptr
               ? message.code
               : base::printable(base::fill(*sentence->string(), message));
  }
  std::string advice(const base::Message& message) const { return say({message.code + ".do", message.arguments}); }

 private:
  void load(std::string_view text) {
    const auto catalogue = json::parse(text, json::Strictness::Document);
    if (catalogue && catalogue->object() != nullptr)
      for (const json::Member& member : catalogue->object()->members()) sentences_.append(member.first, member.second);
  }
  json::Object sentences_;
};

struct Arguments {
  std::string language = "en";
  bool json = false;
  std::string log_key;
  std::string checkpoint;
  std::string receipt;
  std::string act;
  std::string bundle;
};

bool read_arguments(const std::vector<std::string>& words, Arguments& arguments) {
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::string& word = words[at];
    std::string* value = word == "--lang"         ? &arguments.language
                         : word == "--log-key"    ? &arguments.log_key
                         : word == "--checkpoint" ? &arguments.checkpoint
                         : word == "--receipt"    ? &arguments.receipt
                         : word == "--act"        ? &arguments.act
                                                  : nullptr;
    if (word == "--json") arguments.json = true;
    else if (value != nullptr && ++at < words.size()) *value = words[at];
    else if (value == nullptr && !word.starts_with('-') && arguments.bundle.empty()) arguments.bundle = word;
    else return false;
  }
  const bool receipt = !arguments.receipt.empty();
  if (arguments.language != "en" && arguments.language != "es" && arguments.language != "ar") return false;
  return receipt ? arguments.bundle.empty() && !arguments.act.empty() && !arguments.log_key.empty()
                 : !arguments.bundle.empty() && arguments.act.empty();
}

int fail(const base::Error& error, const Sentences& sentences) {
  std::fprintf(stderr, "midspan-verify: %s %s [%s]\n", sentences.say(error.message).c_str(),
               sentences.advice(error.message).c_str(), error.message.code.c_str());
  return static_cast<int>(error.exit);
}

base::Result<Report> read_bundle(const Arguments& arguments) {
  Options options;
  if (!arguments.log_key.empty()) options.log_key = arguments.log_key;
  if (!arguments.checkpoint.empty()) options.checkpoint = MIDSPAN_TRY(base::read_file(arguments.checkpoint));
  const record::Bundle bundle = MIDSPAN_TRY(record::read_bundle(arguments.bundle));
  base::Progress silent;
  return verify_bundle(bundle, options, silent);
}

int verify(const Arguments& arguments, const Sentences& sentences) {
  const auto report = read_bundle(arguments);
  if (!report) return fail(report.error(), sentences);
  for (const people::Finding& problem : report->problems) {
    std::string where = base::printable(problem.place.source);  // empty: about what the reader gave
    if (problem.place.line != 0)
      where += ":" + std::to_string(problem.place.line) + ":" + std::to_string(problem.place.character);
    if (!where.empty()) where += ": ";
    std::fprintf(stderr, "%s%s %s [%s]\n", where.c_str(), sentences.say(problem.message).c_str(),
                 sentences.advice(problem.message).c_str(), problem.message.code.c_str());
  }
  if (arguments.json) {
    std::printf("%s\n", json::pretty(to_json(*report)).c_str());
  } else {
    for (const base::Message& line : summary(*report)) std::printf("%s\n", sentences.say(line).c_str());
  }
  return report->good() ? 0 : static_cast<int>(base::Exit::Cannot);
}

int verify_receipt(const Arguments& arguments, const Sentences& sentences) {
  const auto checkpoint = check_receipt(arguments.receipt, arguments.act, arguments.log_key);
  if (!checkpoint) return fail(checkpoint.error(), sentences);
  std::printf(
      "%s\n",
      sentences
          .say({"VER-110", {{"size", static_cast<std::int64_t>(checkpoint->size)}, {"origin", checkpoint->origin}}})
          .c_str());
  return 0;
}

// What a full disk or a closed pipe did not take was not said.
int said(int exit, const Sentences& sentences) {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return exit;
  return fail({base::Message{"BAS-002", {{"path", "/dev/stdout"}, {"reason", "not all of it was taken"}}}}, sentences);
}

}  // namespace

}  // namespace midspan::verify

int main(int argc, char** argv) {
  using namespace midspan::verify;
  Arguments arguments;
  if (!read_arguments(std::vector<std::string>(argv + 1, argv + argc), arguments)) {
    std::fputs(kUsage, stderr);
    return static_cast<int>(midspan::base::Exit::WrongUse);
  }
  const Sentences sentences(arguments.language);
  try {
    return said(arguments.receipt.empty() ? verify(arguments, sentences) : verify_receipt(arguments, sentences),
                sentences);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "midspan-verify: %s\n", problem.what());
    return static_cast<int>(midspan::base::Exit::Cannot);
  }
}
