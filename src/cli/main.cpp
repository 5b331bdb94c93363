// SPDX-License-Identifier: Apache-2.0
// midspan VERB [OPERATION] ...: finds the verb, gives it its options, turns its end into an exit code.
#include <algorithm>
#include <cerrno>
#include <clocale>
#include <cstdio>
#include <cstring>
#include <exception>
#include <system_error>

#include "base/assert.hpp"
#include "cli/verb.hpp"
#include "locale/locale.hpp"

namespace midspan::cli {

namespace {

constexpr unsigned kMostThreads = 1024;

struct Registered {
  int order;
  Maker maker;
};
std::vector<Registered>& registry() {
  static std::vector<Registered> verbs;
  return verbs;
}

void declare_common(Command& app, Common& common) {
  app.add_option("--lang", common.language, "language of messages: en, es, ar")->check(one_of(locale::languages()));
  app.add_flag("--json", common.json, "one JSON document on standard output");
  app.add_option("--passphrase-file", common.passphrase_file, "file whose first line opens the operation's keys");
  app.add_flag("--unsealed", common.unsealed, "a demonstration without a passphrase; every screen says so");
  app.add_option("--at", common.at, "the time that acts claim (2025-04-20T12:00:00Z), for demonstrations and tests");
  app.add_option("--demo-seed", common.seed, "keys and ids that can be made again; only with --unsealed");
  app.add_option("--threads", common.threads, "0: as many as the machine has; results do not depend on it");
}

// The command could not be read, so the language and the verb are looked for among its words.
void say_not_understood(const std::string& problem, const std::vector<std::string>& words, const std::string& desk) {
  std::string language = desk;
  std::string verb;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (words[at] == "--lang" && at + 1 < words.size()) language = words[++at];
    else if (verb.empty() && !words[at].starts_with('-')) verb = words[at] + " ";
  }
  bool known = false;
  for (const auto& each : all_verbs()) known |= verb == std::string(each->name()) + " ";
  Output(language, false)
      .error({base::Message{"CLI-040", {{"reason", problem}, {"verb", known ? verb : std::string()}}},
              base::Exit::WrongUse});
}

int run(int argc, char** argv) {
  Common common;
  const std::string desk = locale::from_environment();
  CommandLine line("Midspan: two lists and an agreement in; who crosses, when and why, out.", "midspan",
                   "midspan " MIDSPAN_VERSION);
  const auto verbs = all_verbs();
  std::vector<Command*> commands;
  for (const auto& verb : verbs) {
    std::string summary = locale::say("verb." + std::string(verb->name()), desk);
    if (summary == "verb." + std::string(verb->name())) summary = verb->summary();
    Command* command = line.top().add_subcommand(std::string(verb->name()), summary);
    command->footer("Example:\n" + std::string(verb->example()));
    verb->declare(*command);
    declare_common(*command, common);
    for (Command* below : command->subcommands()) declare_common(*below, common);
    commands.push_back(command);
  }
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (const auto ended = line.parse(words)) {
    if (!line.problem().empty()) say_not_understood(line.problem(), words, desk);
    return *ended;
  }
  common.threads = std::min(common.threads, kMostThreads);
  common.language_given = !common.language.empty();
  if (!common.language_given) common.language = desk;
  Output output(common.language, common.json);
  for (std::size_t at = 0; at < verbs.size(); ++at)
    if (commands[at]->parsed()) return static_cast<int>(verbs[at]->run(common, output));
  return static_cast<int>(base::Exit::WrongUse);
}

// A result that did not reach its reader is none.
int written(int exit) {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return exit;
  const std::string reason = std::strerror(errno == 0 ? EIO : errno);
  Output(locale::from_environment(), false).error({base::Message{"CLI-043", {{"reason", reason}}}, base::Exit::Cannot});
  return static_cast<int>(base::Exit::Cannot);
}

int run_and_write(int argc, char** argv) {
  try {
    return written(run(argc, argv));
  } catch (const std::system_error&) {
    if (std::ferror(stdout) == 0) throw;
    return written(0);
  }
}

}  // namespace

Registration::Registration(int order, Maker maker) { registry().push_back({order, maker}); }

std::vector<std::unique_ptr<Verb>> all_verbs() {
  std::sort(registry().begin(), registry().end(),
            [](const Registered& left, const Registered& right) { return left.order < right.order; });
  std::vector<std::unique_ptr<Verb>> verbs;
  for (const Registered& registered : registry()) verbs.push_back(registered.maker());
  return verbs;
}

}  // namespace midspan::cli

int main(int argc, char** argv) {
  std::setlocale(LC_ALL, "C");  // no result may depend on the machine's locale
  try {
    return midspan::cli::run_and_write(argc, argv);
  } catch (const std::bad_alloc&) {
    std::fputs("midspan: not enough memory for this input.\n", stderr);
    return static_cast<int>(midspan::base::Exit::Cannot);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "midspan: a mistake of the program, not of yours: %s\n", problem.what());
    return static_cast<int>(midspan::base::Exit::Cannot);
  }
}
