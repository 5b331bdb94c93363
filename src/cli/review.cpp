// SPDX-License-Identifier: Apache-2.0
// midspan review OPERATION: one pair a screen, one key a decision. The score stays hidden until something is decided or
// asked; every decision is an act before the next pair is shown; taking one back is an act too.
#include <termios.h>
#include <unistd.h>

#include <fmt/format.h>
#include <algorithm>
#include <cstdio>
#include <set>

#include "cli/access.hpp"
#include "cli/pair_text.hpp"
#include "operation/imports.hpp"
#include "operation/lookup.hpp"
#include "operation/matching.hpp"
#include "operation/words.hpp"

namespace midspan::cli {

namespace {

// Keys without Enter on a terminal; one key a line from a pipe.
class Keys {
 public:
  Keys() {
    terminal_ = isatty(STDIN_FILENO) != 0;
    if (!terminal_) return;
    tcgetattr(STDIN_FILENO, &before_);
    termios raw = before_;
    raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw);
  }
  ~Keys() {
    if (terminal_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  Keys(const Keys&) = delete;
  Keys& operator=(const Keys&) = delete;

  bool terminal() const { return terminal_; }
  char next() {  // 'q' at the end of input
    for (;;) {
      char key = 0;
      if (::read(STDIN_FILENO, &key, 1) != 1 || key == 4) return 'q';
      if (key != '\n' && key != '\r' && key != ' ') return key;
    }
  }

 private:
  bool terminal_ = false;
  termios before_{};
};

constexpr std::string_view kSkippedKey = "review/skipped";
constexpr std::int64_t kNoAct = -1;

class Review final : public Verb {
 public:
  std::string_view name() const override { return "review"; }
  std::string_view summary() const override { return "judge doubtful pairs by keyboard"; }
  std::string_view example() const override {
    return "  midspan review case.midspan\n"
           "      y same   n different   u unsure   s skip   z undo   w why   q leave; the place is kept\n"
           "  midspan review case.midspan --judged\n"
           "  midspan review case.midspan --retract 17";
  }

  void declare(Command& app) override {
    app.add_option("operation", operation_, "the operation file")->required();
    app.add_flag("--list", list_, "only list the pairs that wait");
    app.add_flag("--again", again_, "begin with those that were skipped");
    app.add_flag("--judged", judged_, "list what has been judged, each with its act");
    app.add_option("--retract", retract_, "take back the judgement of this act, whenever it was made");
  }

  base::Exit run(const Common& common, Output& output) override {
    auto opened = open_operation(operation_, common, output);
    if (!opened) return fail(output, opened.error());
    if (retract_ != kNoAct) return retract(*opened, output);
    output.findings(operation::persons(opened->state()).conflicts);
    if (judged_) return judged(*opened, output);
    if (again_) opened->file().cache(kSkippedKey, "");
    if (list_ || output.json()) return list(*opened, output);
    return judge_all(*opened, output);
  }

 private:
  static std::string key_of(const operation::QueuedPair& pair) {
    return pair.pair->left.text() + pair.pair->right.text();
  }
  static std::set<std::string> skipped(const operation::Operation& operation) {
    std::set<std::string> all;
    const std::string stored = operation.file().cached(kSkippedKey).value_or("");
    for (std::size_t at = 0; at + 64 <= stored.size(); at += 64) all.insert(stored.substr(at, 64));
    return all;
  }

  static std::vector<operation::QueuedPair> open_pairs(const operation::Operation& operation) {
    const std::set<std::string> put_off = skipped(operation);
    std::vector<operation::QueuedPair> pairs;
    for (const operation::QueuedPair& pair : operation::queue(operation.state()))
      if (pair.judgement == nullptr && !put_off.contains(key_of(pair))) pairs.push_back(pair);
    return pairs;
  }

  static base::Exit list(const operation::Operation& operation, Output& output) {
    base::json::Array waiting;
    operation::Places places(operation.state());
    for (const operation::QueuedPair& pair : open_pairs(operation)) {
      const std::string left = places.line(*pair.left_list, *pair.left);
      const std::string right = places.line(*pair.right_list, *pair.right);
      output.line(fmt::format("{}:{} {} | {}:{} {}", pair.left_list->list.text(), left, pair.left->values().name.raw,
                              pair.right_list->list.text(), right, pair.right->values().name.raw));
      waiting.push_back(base::json::Object{{"left_list", pair.left_list->list.text()},
                                           {"left_line", left},
                                           {"right_list", pair.right_list->list.text()},
                                           {"right_line", right}});
    }
    const bool none = waiting.empty();
    output.document(base::json::Object{{"waiting", std::move(waiting)}});
    return none ? base::Exit::Done : base::Exit::Findings;
  }

  static base::Exit judged(const operation::Operation& operation, Output& output) {
    base::json::Array all;
    operation::Places places(operation.state());
    for (const people::LinkJudgement& judgement : operation.state().judgements) {
      if (judgement.retracted) continue;
      const std::string left = places.named(judgement.left);
      const std::string right = places.named(judgement.right);
      const std::string verdict(operation::word(judgement.verdict));
      output.line(fmt::format("{:>6}  {:<9}  {} | {}", judgement.act, verdict, left, right));
      all.push_back(base::json::Object{
          {"act", judgement.act}, {"verdict", verdict}, {"left", left}, {"right", right}, {"by", judgement.by}});
    }
    output.document(base::json::Object{{"judged", std::move(all)}});
    return base::Exit::Done;
  }

  base::Exit retract(operation::Operation& operation, Output& output) const {
    const auto& judgements = operation.state().judgements;
    const bool known = std::any_of(judgements.begin(), judgements.end(), [&](const people::LinkJudgement& one) {
      return one.act == retract_ && !one.retracted;
    });
    if (!known) return fail(output, {base::Message{"CLI-041", {{"act", retract_}}}, base::Exit::WrongUse});
    const auto done = operation.append("link.retract", {{"act", retract_}});
    if (!done) return fail(output, done.error());
    return judged(operation, output);
  }

  static base::Exit judge_all(operation::Operation& operation, Output& output) {
    Keys keys;
    std::vector<std::int64_t> decided;  // acts of this sitting, for undo
    for (;;) {
      const std::vector<operation::QueuedPair> waiting = open_pairs(operation);
      if (waiting.empty()) {
        output.say({operation.state().candidates.empty() ? "cli.review.none" : "cli.review.done", {}});
        return base::Exit::Done;
      }
      const operation::QueuedPair pair = waiting.front();
      if (keys.terminal()) std::fputs("\033[2J\033[H", stdout);
      output.say({"cli.review.waiting", {{"count", static_cast<std::int64_t>(waiting.size())}}});
      for (const std::string& line : pair_lines(pair, output)) output.line(line);
      output.say({"cli.review.keys", {}});
      std::fflush(stdout);
      bool shown = true;
      while (shown) {
        shown = false;
        const char key = keys.next();
        std::optional<people::Verdict> verdict;
        if (key == 'y') verdict = people::Verdict::Same;
        else if (key == 'n') verdict = people::Verdict::Different;
        else if (key == 'u') verdict = people::Verdict::Unsure;
        if (verdict) {
          const auto act = operation::judge(operation, pair.pair->left, pair.pair->right, *verdict, "");
          if (!act) return fail(output, act.error());
          decided.push_back(*act);
        } else if (key == 's') {
          operation.file().cache(kSkippedKey, operation.file().cached(kSkippedKey).value_or("") + key_of(pair));
        } else if (key == 'z' && !decided.empty()) {
          const auto done = operation.append("link.retract", {{"act", decided.back()}});
          if (!done) return fail(output, done.error());
          decided.pop_back();
        } else if (key == 'w') {
          for (const std::string& line : why_lines(pair, output)) output.line(line);
          std::fflush(stdout);
          shown = true;
        } else if (key == 'q') {
          output.say({"cli.review.left", {{"count", static_cast<std::int64_t>(waiting.size())}}});
          return base::Exit::Findings;
        } else {
          shown = true;  // any other key: wait for one that means something
        }
      }
    }
  }

  std::string operation_;
  bool list_ = false;
  bool again_ = false;
  bool judged_ = false;
  std::int64_t retract_ = kNoAct;
};

MIDSPAN_VERB(60, Review);

}  // namespace

}  // namespace midspan::cli
