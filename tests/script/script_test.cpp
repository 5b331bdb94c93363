// SPDX-License-Identifier: Apache-2.0
// Runs every tests/script/*.script; how they are written is in script.hpp.
#include "script/script.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>

#include "base/files.hpp"

namespace midspan::script {
namespace {

namespace fs = std::filesystem;

const fs::path kScripts = fs::path(MIDSPAN_SOURCE) / "tests/script";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

// A folder that goes away, whatever happens in it.
class Workplace {
 public:
  Workplace() {
    std::string pattern = (fs::temp_directory_path() / "midspan-script-XXXXXX").string();
    if (mkdtemp(pattern.data()) != nullptr) folder_ = pattern;
    fs::create_directories(work());
  }
  ~Workplace() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  fs::path work() const { return folder_ / "work"; }

  Outcome run(const std::string& command) const {
    // The command is a file, so that it may hold any quotes.
    EXPECT_TRUE(base::write_file(folder_ / "command", command + "\n"));
    const std::string line = fmt::format(
        "cd '{0}/work' && env -i PATH='{1}':/usr/local/bin:/usr/bin:/bin HOME='{0}' TMPDIR='{0}' LC_ALL=C.UTF-8 TZ=UTC "
        "WORK='{0}/work' SOURCE='{2}' EXAMPLE='{2}/examples/el-salvador-2025' timeout 120 bash -o pipefail "
        "'{0}/command' "
        "</dev/null >'{0}/out' 2>'{0}/err'",
        folder_.string(), MIDSPAN_BINARY, MIDSPAN_SOURCE);
    const int status = std::system(line.c_str());
    Outcome outcome;
    outcome.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    outcome.errors = readable("err");
    const std::string out = readable("out");
    for (std::size_t at = 0; at < out.size();) {
      const std::size_t end = std::min(out.find('\n', at), out.size());
      outcome.output.push_back(out.substr(at, end - at));
      at = end + 1;
    }
    return outcome;
  }

 private:
  std::string readable(const char* name) const {
    const std::string text = base::read_file(folder_ / name).value_or("");
    return replaced(replaced(text, work().string(), "$WORK"), MIDSPAN_SOURCE, "$SOURCE");
  }

  fs::path folder_;
};

std::string missing_piece(const std::vector<std::string>& pieces, const std::string& errors) {
  std::size_t at = 0;
  for (const std::string& piece : pieces) {
    at = errors.find(piece, at);
    if (at == std::string::npos) return piece;
    at = std::min(errors.find('\n', at), errors.size());
  }
  return {};
}

bool is_exact(const Step& step) {
  return std::none_of(step.output.begin(), step.output.end(),
                      [](const std::string& line) { return line == "| ..." || line.starts_with("|~ "); });
}

void accept(Step& step, const Outcome& outcome) {
  step.exit = outcome.exit;
  if (!is_exact(step)) return;
  step.output.clear();
  for (const std::string& line : outcome.output) step.output.push_back(line.empty() ? "|" : "| " + line);
}

class Scripts : public testing::TestWithParam<std::string> {};

TEST_P(Scripts, Runs) {
  const fs::path path = kScripts / (GetParam() + ".script");
  const std::string text = *base::read_file(path);
  Script script = parse(text);
  ASSERT_FALSE(script.steps.empty()) << path << " has no command";
  const bool accepting = std::getenv("MIDSPAN_ACCEPT") != nullptr;
  const Workplace place;
  for (const auto& [name, contents] : script.files) ASSERT_TRUE(base::write_file(place.work() / name, contents));
  for (Step& step : script.steps) {
    const Outcome outcome = place.run(step.command);
    if (accepting) {
      accept(step, outcome);
      continue;
    }
    const std::string where = fmt::format("{}:{}: $ {}\n", path.filename().string(), step.line, step.command);
    EXPECT_EQ(outcome.exit, step.exit) << where << outcome.errors;
    const std::string wrong = difference(step.output, outcome.output);
    EXPECT_TRUE(wrong.empty()) << where << wrong << outcome.errors;
    const std::string missing = missing_piece(step.errors, outcome.errors);
    EXPECT_TRUE(missing.empty()) << where << "missing on standard error: " << missing << "\nit has:\n"
                                 << outcome.errors;
  }
  if (accepting && to_text(script) != text) {
    ASSERT_TRUE(base::write_file(path, to_text(script)));
  }
}

std::vector<std::string> scripts() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kScripts))
    if (entry.path().extension() == ".script") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(All, Scripts, testing::ValuesIn(scripts()), [](const auto& script) {
  std::string name = script.param;
  std::replace_if(name.begin(), name.end(), [](unsigned char byte) { return std::isalnum(byte) == 0; }, '_');
  return name;
});

TEST(ScriptRunner, SeesWhatDiffers) {
  EXPECT_EQ(difference({"| a", "| ...", "|~ ^z+$"}, {"a", "b", "c", "zz"}), "");
  EXPECT_EQ(difference({"| ..."}, {}), "");
  EXPECT_NE(difference({"| a"}, {"a", "b"}), "");
  EXPECT_NE(difference({}, {"a"}), "");
  EXPECT_NE(difference({"| a", "|~ ^z$"}, {"a", "zz"}), "");
}

TEST(ScriptRunner, WritesAScriptAsItWasRead) {
  const std::string text = "# why\n$ a b\n? 2\n| out\n! err\n\n$ c\n|\n\n-- f.txt --\none\n-- g --\n";
  const Script script = parse(text);
  EXPECT_EQ(to_text(script), text);
  EXPECT_EQ(script.files.at("f.txt"), "one\n");
  EXPECT_EQ(script.steps.at(0).exit, 2);
  EXPECT_THROW(parse("| nothing ran\n"), std::runtime_error);
}

}  // namespace
}  // namespace midspan::script
