// SPDX-License-Identifier: Apache-2.0
// What a verb declares: options, flags, sub-verbs. A thin face of CLI11, whose header takes seconds to compile and is
// therefore included in command.cpp and nowhere else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace midspan::cli {

// What a value must be.
struct Check {
  std::vector<std::string> words;                  // one of these; empty: no words
  std::optional<std::pair<double, double>> range;  // within this range, ends included
};
Check one_of(std::vector<std::string> words);
Check between(double low, double high);

// Every function returns the option itself, so that calls can follow each other.
class Option {
 public:
  explicit Option(CLI::Option* option) : option_(option) {}
  Option* required();
  Option* check(const Check& check);
  Option* delimiter(char between_values);
  Option* needs(Option* other);            // only together with the other
  Option* allow_extra_args(bool allowed);  // whether one mention of a list option takes several words

 private:
  CLI::Option* option_;
};

class Command {
 public:
  explicit Command(CLI::App* app) : app_(app) {}
  Command(const Command&) = delete;
  Command& operator=(const Command&) = delete;

  // "-o,--out" is an option, "file" a positional. The variables must outlive the parsing.
  Option* add_option(const std::string& name, std::string& value, const std::string& text);
  Option* add_option(const std::string& name, std::optional<std::string>& value, const std::string& text);
  Option* add_option(const std::string& name, std::vector<std::string>& values, const std::string& text);
  Option* add_option(const std::string& name, int& value, const std::string& text);
  Option* add_option(const std::string& name, unsigned& value, const std::string& text);
  Option* add_option(const std::string& name, std::int64_t& value, const std::string& text);
  Option* add_option(const std::string& name, std::size_t& value, const std::string& text);
  Option* add_option(const std::string& name, double& value, const std::string& text);
  Option* add_flag(const std::string& name, bool& value, const std::string& text);

  Command* add_subcommand(const std::string& name, const std::string& text);
  void require_subcommand(int count);
  void footer(const std::string& text);
  std::vector<Command*> subcommands();
  bool parsed() const;

 private:
  template <typename Value>
  Option* add(const std::string& name, Value& value, const std::string& text);

  CLI::App* app_;  // owned by the one above it
  std::vector<std::unique_ptr<Option>> options_;
  std::vector<std::unique_ptr<Command>> commands_;
};

// The whole command line.
class CommandLine {
 public:
  CommandLine(const std::string& text, const std::string& name, const std::string& version);
  ~CommandLine();
  Command& top() { return *top_; }

  // Nothing when a verb is to run; else what the process ends with: 0 when help or version were printed, WrongUse when
  // problem() says what was wrong. Without arguments the help is printed to standard error, and that is wrong use.
  // "help" and "help VERB ..." are --help and VERB ... --help.
  std::optional<int> parse(std::vector<std::string> words);
  const std::string& problem() const { return problem_; }  // as the parser says it, in English; may be empty

 private:
  std::string problem_;
  std::unique_ptr<CLI::App> app_;
  std::unique_ptr<Command> top_;
};

}  // namespace midspan::cli
