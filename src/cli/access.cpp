// SPDX-License-Identifier: Apache-2.0
#include "cli/access.hpp"

#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>

#include "base/files.hpp"

namespace midspan::cli {

namespace {

// Reads a line from the terminal without showing it.
std::string ask(const std::string& question) {
  std::fputs(question.c_str(), stderr);
  termios before{};
  tcgetattr(STDIN_FILENO, &before);
  termios silent = before;
  silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  std::string line;
  std::getline(std::cin, line);
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
  std::fputc('\n', stderr);
  return line;
}

// A demonstration has no passphrase: nobody is asked for one.
Common unsealed(Common common) {
  common.unsealed = true;
  return common;
}

}  // namespace

base::Result<operation::Access> access(const Common& common, Asking asking) {
  operation::Access result;
  result.at = common.at.value_or("");
  result.seed = common.seed;
  if (common.unsealed) return result;
  if (common.seed) return base::failure("CLI-011", {}, base::Exit::WrongUse);
  std::string passphrase;
  if (common.passphrase_file) {
    passphrase = MIDSPAN_TRY(base::read_file(*common.passphrase_file));
    passphrase = passphrase.substr(0, passphrase.find_first_of("\r\n"));
  } else if (isatty(STDIN_FILENO) != 0) {
    passphrase = ask("Passphrase: ");
    if (asking == Asking::Twice && ask("Once more: ") != passphrase)
      return base::failure("CLI-012", {}, base::Exit::WrongUse);
  } else {
    return base::failure("CLI-010", {}, base::Exit::WrongUse);
  }
  if (asking == Asking::Twice && passphrase.size() < 8) return base::failure("CLI-013", {}, base::Exit::WrongUse);
  result.passphrase = std::move(passphrase);
  return result;
}

base::Result<record::Signer> open_key(const std::filesystem::path& path, const Common& common) {
  const bool open_to_all = !common.passphrase_file && record::key_opens_without_passphrase(path);
  const operation::Access how = MIDSPAN_TRY(access(open_to_all ? unsealed(common) : common));
  return record::read_key_file(path, how.passphrase);
}

void say_unsealed(const operation::Operation& operation, Output& output) {
  if (operation.file().is_unsealed()) output.note(base::Message{"run.unsealed", {}});
}

base::Result<operation::Operation> open_operation(const std::filesystem::path& path, const Common& common,
                                                  Output& output) {
  const bool open_to_all = !common.passphrase_file && record::OperationFile::opens_without_passphrase(path);
  const operation::Access how = MIDSPAN_TRY(access(open_to_all ? unsealed(common) : common));
  operation::Operation opened = MIDSPAN_TRY(operation::Operation::open(path, how));
  say_unsealed(opened, output);
  output.findings(opened.state().findings);
  return opened;
}

bool is_operation_file(const std::filesystem::path& path) {
  static constexpr std::string_view kMagic("SQLite format 3\0", 16);
  char begin[16] = {};
  std::error_code problem;
  if (!std::filesystem::is_regular_file(path, problem)) return false;  // a pipe can be read once
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return false;
  const std::size_t count = std::fread(begin, 1, sizeof begin, file);
  std::fclose(file);
  return std::string_view(begin, count) == kMagic;
}

base::Exit fail(Output& output, const base::Error& error) {
  output.error(error);
  return error.exit;
}

}  // namespace midspan::cli
