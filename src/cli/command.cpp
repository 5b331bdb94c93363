// SPDX-License-Identifier: Apache-2.0
#include "cli/command.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>

#include "base/listed.hpp"
#include "base/result.hpp"

namespace midspan::cli {

Check one_of(std::vector<std::string> words) { return {std::move(words), std::nullopt}; }
Check between(double low, double high) { return {{}, std::pair(low, high)}; }

Option* Option::required() {
  option_->required();
  return this;
}

Option* Option::check(const Check& check) {
  if (!check.words.empty()) option_->check(CLI::IsMember(check.words));
  if (check.range) {
    option_->check(CLI::Range(check.range->first, check.range->second));
    // "nan" is in every range, by its comparisons.
    option_->check([](const std::string& text) {
      return text.find_first_of("nN") == std::string::npos ? std::string() : text + " is no number";
    });
  }
  return this;
}

Option* Option::delimiter(char between_values) {
  option_->delimiter(between_values);
  return this;
}

Option* Option::needs(Option* other) {
  option_->needs(other->option_);
  return this;
}

Option* Option::allow_extra_args(bool allowed) {
  option_->allow_extra_args(allowed);
  return this;
}

template <typename Value>
Option* Command::add(const std::string& name, Value& value, const std::string& text) {
  CLI::Option* added = app_->add_option(name, value, text);
  options_.push_back(std::make_unique<Option>(added));
  return options_.back().get();
}

Option* Command::add_option(const std::string& name, std::string& value, const std::string& text) {
  return add(name, value, text);
}
Option* Command::add_option(const std::string& name, std::optional<std::string>& value, const std::string& text) {
  return add(name, value, text);
}
Option* Command::add_option(const std::string& name, std::vector<std::string>& values, const std::string& text) {
  return add(name, values, text);
}
Option* Command::add_option(const std::string& name, int& value, const std::string& text) {
  return add(name, value, text);
}
Option* Command::add_option(const std::string& name, unsigned& value, const std::string& text) {
  return add(name, value, text);
}
Option* Command::add_option(const std::string& name, std::int64_t& value, const std::string& text) {
  return add(name, value, text);
}
Option* Command::add_option(const std::string& name, std::size_t& value, const std::string& text) {
  return add(name, value, text);
}
Option* Command::add_option(const std::string& name, double& value, const std::string& text) {
  return add(name, value, text);
}

Option* Command::add_flag(const std::string& name, bool& value, const std::string& text) {
  CLI::Option* added = app_->add_flag(name, value, text);
  options_.push_back(std::make_unique<Option>(added));
  return options_.back().get();
}

Command* Command::add_subcommand(const std::string& name, const std::string& text) {
  CLI::App* added = app_->add_subcommand(name, text);
  added->fallthrough(false);
  commands_.push_back(std::make_unique<Command>(added));
  return commands_.back().get();
}

void Command::require_subcommand(int count) { app_->require_subcommand(count); }
void Command::footer(const std::string& text) { app_->footer(text); }
bool Command::parsed() const { return app_->parsed(); }

std::vector<Command*> Command::subcommands() {
  std::vector<Command*> all;
  all.reserve(commands_.size());
  for (const auto& command : commands_) all.push_back(command.get());
  return all;
}

CommandLine::CommandLine(const std::string& text, const std::string& name, const std::string& version)
    : app_(std::make_unique<CLI::App>(text, name)) {
  app_->set_version_flag("--version", version);
  app_->require_subcommand(1);
  top_ = std::make_unique<Command>(app_.get());
}

CommandLine::~CommandLine() = default;

namespace {

// "A subcommand is required", and which there are.
std::string what_may_follow(const CLI::App& top, const CLI::ParseError& wrong) {
  const CLI::App* last = &top;
  while (!last->get_subcommands().empty()) last = last->get_subcommands().front();
  std::string words;
  for (const CLI::App* each : last->get_subcommands([](const CLI::App*) { return true; }))
    base::add_listed(words, each->get_name());
  return words.empty() ? wrong.what() : wrong.what() + (": " + words);
}

}  // namespace

std::optional<int> CommandLine::parse(std::vector<std::string> words) {
  if (words.empty()) {
    std::fputs(app_->help().c_str(), stderr);
    return static_cast<int>(base::Exit::WrongUse);
  }
  if (words.front() == "help") {
    words.erase(words.begin());
    words.emplace_back("--help");
  }
  try {
    std::reverse(words.begin(), words.end());  // as CLI11 takes a vector
    app_->parse(words);
    return std::nullopt;
  } catch (const CLI::ParseError& wrong) {
    if (wrong.get_exit_code() == 0) return app_->exit(wrong);
    problem_ = wrong.get_name() == "RequiredError" ? what_may_follow(*app_, wrong) : wrong.what();
    return static_cast<int>(base::Exit::WrongUse);
  }
}

}  // namespace midspan::cli
