// SPDX-License-Identifier: Apache-2.0
// Pages made from the program: docs/errors.md, docs/cli.md, docs/man/midspan.1. ./dev docs makes them again.
#include <gtest/gtest.h>

#include <cctype>
#include <regex>
#include <sstream>

#include "rules/catalogues.hpp"

namespace midspan::rules {
namespace {

const std::string kProgram = "LC_ALL=C LC_MESSAGES=C LANG=C '" MIDSPAN_BINARY "/midspan'";

struct Command {
  std::string words;  // "lists add"
  std::string help;
  std::vector<Command> below;
};

// The sub-commands that CLI11's help lists: indented lines after its heading.
std::vector<std::string> listed(const std::string& help) {
  std::vector<std::string> names;
  std::istringstream lines(help);
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("Subcommands:") || line.starts_with("SUBCOMMANDS:")) inside = true;
    else if (inside && line.starts_with("  ") && line.size() > 2 && line[2] != ' ')
      names.push_back(line.substr(2, line.find(' ', 2) - 2));
    else if (inside && !line.empty() && line[0] != ' ') inside = false;
  }
  return names;
}

Command command(const std::string& words) {
  Command made{words, output_of(kProgram + (words.empty() ? "" : " " + words) + " --help"), {}};
  for (const std::string& name : listed(made.help))
    made.below.push_back(command(words.empty() ? name : words + " " + name));
  return made;
}

std::string trimmed(std::string text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) text.pop_back();
  return text;
}

TEST(Pages, ErrorsHasARowForEveryCode) {
  static const std::regex kCode(R"([A-Z]{3}-\d{3})");
  std::string page =
      "# What the program says, and what to do\n\n"
      "Made from `locales/en/` by `./dev docs`; do not edit. A code is the same in every language.\n\n"
      "| code | what it says | what to do |\n|---|---|---|\n";
  const Sentences& english = catalogues().at("en");
  const auto cell = [](std::string text) {
    return std::regex_replace(std::regex_replace(text, std::regex("\n"), " "), std::regex("\\|"), "\\|");
  };
  for (const auto& [key, sentence] : english) {
    if (!std::regex_match(key, kCode)) continue;
    const auto advice = english.find(key + ".do");
    page +=
        "| " + key + " | " + cell(sentence) + " | " + (advice == english.end() ? "" : cell(advice->second)) + " |\n";
  }
  expect_page("docs/errors.md", page);
}

void append_section(std::string& page, const Command& verb, int depth) {
  page += std::string(static_cast<std::size_t>(depth), '#') + " midspan " + verb.words + "\n\n```\n" +
          trimmed(verb.help) + "\n```\n\n";
  for (const Command& below : verb.below) append_section(page, below, depth + 1);
}

TEST(Pages, TheCommandLineHasASectionForEveryVerb) {
  const Command all = command("");
  ASSERT_FALSE(all.help.empty());
  std::string page =
      "# The command line\n\n"
      "Made from `midspan VERB --help` by `./dev docs`; do not edit. Every verb takes `--json` (one JSON document on "
      "standard output; messages go to standard error) and ends with 0 done, 1 findings that need a person, 2 wrong "
      "use, "
      "3 cannot (file, key, disk), 4 refused by a rule.\n\n";
  for (const Command& verb : all.below) append_section(page, verb, 2);
  expect_page("docs/cli.md", trimmed(page) + "\n");
}

TEST(Pages, EveryVerbHasAWorkedExampleAndASentenceInEachLanguage) {
  const Command all = command("");
  for (const Command& verb : all.below) {
    EXPECT_NE(verb.help.find("Example"), std::string::npos) << verb.words;
    EXPECT_NE(verb.help.find("midspan " + verb.words, verb.help.find("Example")), std::string::npos)
        << "the example of " << verb.words << " does not use it";
    EXPECT_TRUE(catalogues().at("es").contains("verb." + verb.words)) << "verb." << verb.words << " has no Spanish";
    EXPECT_NE(verb.help.find("--json"), std::string::npos) << verb.words;
  }
}

std::string roff(const std::string& text) {
  std::string out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty() && (line[0] == '.' || line[0] == '\'')) out += "\\&";
    for (const char byte : line) out += byte == '\\' ? "\\e" : byte == '-' ? "\\-" : std::string(1, byte);
    out += '\n';
  }
  return out;
}

void append_man(std::string& page, const Command& verb) {
  page += ".SS midspan " + verb.words + "\n.nf\n" + roff(trimmed(verb.help)) + ".fi\n";
  for (const Command& below : verb.below) append_man(page, below);
}

TEST(Pages, TheManualPageIsUpToDate) {
  const Command all = command("");
  std::string page =
      ".\\\" SPDX-License-Identifier: Apache-2.0\n"
      ".\\\" Made from midspan --help by ./dev docs; do not edit.\n"
      ".TH MIDSPAN 1 \"\" \"Midspan\" \"User Commands\"\n"
      ".SH NAME\nmidspan \\- the desk for exchanges of prisoners\n"
      ".SH SYNOPSIS\n.B midspan\n.I VERB\n[\\fIOPERATION\\fR] ...\n"
      ".SH DESCRIPTION\nTwo messy lists and an agreement go in; the named, signed, verifiable lists of who crosses, in "
      "which\n"
      "phase, and everything that still stands in the way, come out. One program, one file, no network.\n"
      ".SH VERBS\n";
  for (const Command& verb : all.below) append_man(page, verb);
  page +=
      ".SH EXIT STATUS\n.TP\n.B 0\ndone\n.TP\n.B 1\nfindings that need a person\n.TP\n.B 2\nwrong use\n.TP\n.B "
      "3\ncannot: a "
      "file, a key, the disk\n.TP\n.B 4\nrefused by a rule\n"
      ".SH ENVIRONMENT\n.TP\n.B LC_ALL, LC_MESSAGES, LANG\nlanguage of messages: English, Spanish, Arabic; \\-\\-lang "
      "goes first\n";
  expect_page("docs/man/midspan.1", page);
}

}  // namespace
}  // namespace midspan::rules
