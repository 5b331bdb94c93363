// SPDX-License-Identifier: Apache-2.0
#include "script/script.hpp"

#include <fmt/format.h>

#include <regex>
#include <stdexcept>

namespace midspan::script {

namespace {

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

bool begins_file(const std::string& line) {
  return line.size() > 6 && line.starts_with("-- ") && line.ends_with(" --");
}

void read_files(const std::vector<std::string>& lines, std::size_t at, Script& script) {
  std::string* file = nullptr;
  for (; at < lines.size(); ++at) {
    script.rest += lines[at] + '\n';
    if (begins_file(lines[at])) file = &script.files[lines[at].substr(3, lines[at].size() - 6)];
    else if (file != nullptr) *file += lines[at] + '\n';
  }
}

// Whether the lines from `expected` on match those from `actual` on. "| ..." tries every length, shortest first.
bool matches(const std::vector<std::string>& expected, std::size_t e, const std::vector<std::string>& actual,
             std::size_t a) {
  for (; e < expected.size(); ++e, ++a) {
    if (expected[e] == "| ...") {
      for (; a <= actual.size(); ++a)
        if (matches(expected, e + 1, actual, a)) return true;
      return false;
    }
    if (a == actual.size()) return false;
    if (expected[e].starts_with("|~ ")) {
      if (!std::regex_search(actual[a], std::regex(expected[e].substr(3)))) return false;
    } else if (expected[e] != (actual[a].empty() ? "|" : "| " + actual[a])) {
      return false;
    }
  }
  return a == actual.size();
}

}  // namespace

Script parse(std::string_view text) {
  Script script;
  const std::vector<std::string> lines = split(text);
  std::string between;
  for (std::size_t at = 0; at < lines.size(); ++at) {
    const std::string& line = lines[at];
    if (begins_file(line)) {
      script.rest = between;
      read_files(lines, at, script);
      return script;
    }
    if (line.empty() || line.starts_with("#")) {
      between += line + '\n';
      continue;
    }
    if (line.starts_with("$ ")) {
      script.comments_before.push_back(between);
      between.clear();
      script.steps.push_back({at + 1, line.substr(2), 0, {}, {}});
      continue;
    }
    if (script.steps.empty() || !between.empty())
      throw std::runtime_error(fmt::format("line {}: no command above: {}", at + 1, line));
    Step& step = script.steps.back();
    if (line == "|" || line.starts_with("| ") || line.starts_with("|~ ")) step.output.push_back(line);
    else if (line.starts_with("! ")) step.errors.push_back(line.substr(2));
    else if (line.starts_with("? ")) step.exit = std::stoi(line.substr(2));
    else throw std::runtime_error(fmt::format("line {}: not understood: {}", at + 1, line));
  }
  script.rest = between;
  return script;
}

std::string to_text(const Script& script) {
  std::string text;
  for (std::size_t at = 0; at < script.steps.size(); ++at) {
    const Step& step = script.steps[at];
    text += script.comments_before[at] + "$ " + step.command + '\n';
    if (step.exit != 0) text += fmt::format("? {}\n", step.exit);
    for (const std::string& line : step.output) text += line + '\n';
    for (const std::string& piece : step.errors) text += "! " + piece + '\n';
  }
  return text + script.rest;
}

std::string difference(const std::vector<std::string>& expected, const std::vector<std::string>& actual) {
  if (matches(expected, 0, actual, 0)) return {};
  std::string out = "expected:\n";
  for (const std::string& line : expected) out += line + '\n';
  out += "printed:\n";
  for (const std::string& line : actual) out += (line.empty() ? "|" : "| " + line) + '\n';
  return out;
}

}  // namespace midspan::script
