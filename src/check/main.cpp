// SPDX-License-Identifier: Apache-2.0
// midspan-check: does a certificate prove what it says about this agreement and these people? Exit 0: every row was
// derived again and every proof adds up; 1: so it is, but not everything is proved, or a world is missing; 3: it does
// not, or a file cannot be read; 2: wrong use.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <iterator>
#include <stdexcept>

#include "base/day.hpp"
#include "base/files.hpp"
#include "base/json.hpp"
#include "check/check.hpp"
#include "locale/locale.hpp"
#include "terms/terms.hpp"

namespace midspan::check {

namespace {

constexpr const char* kUsage =
    "midspan-check [--lang en|es] [--json] [--ledger FILE] [--day DAY] CERTIFICATE AGREEMENT PEOPLE\n"
    "\n"
    "CERTIFICATE is the folder that midspan clear --certificate wrote. AGREEMENT is your own copy of the text, in any\n"
    "language of the desk; PEOPLE your own table of people, or the people.csv that you committed to. Rows are derived\n"
    "again from these two; without --ledger the hand-overs so far are read from the certificate. --day, yyyy-mm-dd, "
    "is\n"
    "that on which ages are counted, where the text says none.\n"
    "\n"
    "Example:\n"
    "  midspan clear offer.terms people.csv --world contested --certificate proof\n"
    "  midspan-check proof offer.terms people.csv\n";

struct Arguments {
  std::string language = locale::from_environment();
  bool json = false;
  std::string ledger, day;
  std::vector<std::string> files;
};

constexpr const char* kWorlds[] = {"acknowledged", "contested"};

bool read_arguments(const std::vector<std::string>& words, Arguments& arguments) {
  for (std::size_t at = 0; at < words.size(); ++at) {
    std::string* value = words[at] == "--lang"     ? &arguments.language
                         : words[at] == "--ledger" ? &arguments.ledger
                         : words[at] == "--day"    ? &arguments.day
                                                   : nullptr;
    if (words[at] == "--json") arguments.json = true;
    else if (value != nullptr && ++at < words.size()) *value = words[at];
    else if (value == nullptr && !words[at].starts_with("--")) arguments.files.push_back(words[at]);
    else return false;
  }
  return arguments.files.size() == 3 && (arguments.day.empty() || base::parse_day(arguments.day));
}

std::string read(const std::string& path, const Arguments& arguments) {
  const auto text = base::read_file(path);
  if (!text) throw std::runtime_error(locale::say(text.error().message, arguments.language));
  return *text;
}

void complain(const Arguments& arguments, const std::string& place, const base::Message& message) {
  std::fprintf(stderr, "%s%s%s [%s]\n", place.c_str(), place.empty() ? "" : ": ",
               locale::say(message, arguments.language).c_str(), message.code.c_str());
  if (const auto advice = locale::what_to_do(message, arguments.language))
    std::fprintf(stderr, "  %s\n", advice->c_str());
}

Verdict check_one(const Inputs& inputs, const std::filesystem::path& folder, const Arguments& arguments,
                  base::json::Array& documents) {
  const Report report = check(inputs);
  const bool rejected = report.verdict == Verdict::Rejected;
  base::json::Array lines;
  for (const base::Message& line : report.lines) {
    const std::string sentence = locale::say(line, arguments.language);
    if (!arguments.json) std::printf("%s\n", sentence.c_str());
    lines.push_back(base::json::Object{{"code", line.code}, {"sentence", sentence}});
  }
  base::json::Object document{{"certificate", folder.string()},
                              {"verdict", rejected                              ? "rejected"
                                          : report.verdict == Verdict::Unproved ? "not-proved"
                                          : report.verdict == Verdict::OnTrust  ? "on-trust"
                                                                                : "proved"},
                              {"lines", std::move(lines)}};
  if (rejected) {
    const std::string place =
        (folder / report.file).string() + (report.line == 0 ? "" : ":" + std::to_string(report.line));
    complain(arguments, place, report.problem);
    document["problem"] = base::json::Object{{"code", report.problem.code},
                                             {"file", report.file},
                                             {"line", static_cast<std::int64_t>(report.line)},
                                             {"sentence", locale::say(report.problem, arguments.language)}};
  }
  documents.emplace_back(std::move(document));
  return report.verdict;
}

// One folder for each world, or one in all; "" is the folder itself.
std::vector<std::string> worlds_in(const std::filesystem::path& folder) {
  std::vector<std::string> worlds;
  if (std::filesystem::exists(folder / "manifest.json")) worlds.emplace_back();
  const bool of_both = std::any_of(std::begin(kWorlds), std::end(kWorlds),
                                   [&](const char* world) { return std::filesystem::is_directory(folder / world); });
  if (of_both) worlds.insert(worlds.end(), std::begin(kWorlds), std::end(kWorlds));
  if (worlds.empty()) worlds.emplace_back();
  return worlds;
}

void say_missing(const std::filesystem::path& folder, const std::string& world, const Arguments& arguments,
                 base::json::Array& documents) {
  const base::Message message{"CHK-110", {{"world", world}}};
  if (!arguments.json) std::printf("%s\n", locale::say(message, arguments.language).c_str());
  base::json::Array lines{
      base::json::Object{{"code", message.code}, {"sentence", locale::say(message, arguments.language)}}};
  documents.emplace_back(
      base::json::Object{{"certificate", folder.string()}, {"verdict", "missing"}, {"lines", std::move(lines)}});
}

int run(const Arguments& arguments) {
  Inputs inputs;
  const terms::Reading reading = terms::read(read(arguments.files[1], arguments), arguments.files[1]);
  for (const people::Finding& finding : reading.findings)
    if (!reading.ok)
      complain(arguments, finding.place.source + ":" + std::to_string(finding.place.line), finding.message);
  if (!reading.ok) return static_cast<int>(base::Exit::Cannot);
  inputs.agreement = reading.agreement;
  inputs.agreement_digest = terms::digest(reading.agreement);
  inputs.people = read(arguments.files[2], arguments);
  inputs.people_name = arguments.files[2];
  if (!arguments.ledger.empty()) inputs.ledger = read(arguments.ledger, arguments);
  inputs.day = base::parse_day(arguments.day);
  const std::filesystem::path folder(arguments.files[0]);
  base::json::Array documents;
  int exit = 0;
  for (const std::string& world : worlds_in(folder)) {
    const std::filesystem::path one = folder / world;
    inputs.world = world;
    inputs.files.clear();
    std::error_code missing;
    for (const auto& entry : std::filesystem::directory_iterator(one, missing))
      if (entry.is_regular_file())
        inputs.files[entry.path().filename().string()] = read(entry.path().string(), arguments);
    if (!world.empty() && inputs.files.empty()) {
      say_missing(one, world, arguments, documents);
      exit = std::max(exit, 1);
      continue;
    }
    const Verdict verdict = check_one(inputs, one, arguments, documents);
    exit = std::max(exit, verdict == Verdict::Rejected ? 3 : verdict == Verdict::Proved ? 0 : 1);
  }
  if (arguments.json) std::printf("%s\n", base::json::pretty(base::json::Value(std::move(documents))).c_str());
  return exit;
}

}  // namespace

}  // namespace midspan::check

int main(int argc, char** argv) {
  using namespace midspan::check;
  Arguments arguments;
  if (!read_arguments(std::vector<std::string>(argv + 1, argv + argc), arguments)) {
    std::fputs(kUsage, stderr);
    return static_cast<int>(midspan::base::Exit::WrongUse);
  }
  try {
    return run(arguments);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "midspan-check: %s\n", problem.what());
    return static_cast<int>(midspan::base::Exit::Cannot);
  }
}
