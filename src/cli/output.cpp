// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <mutex>
#include <set>

#include "base/utf8.hpp"
#include "cli/verb.hpp"
#include "locale/locale.hpp"

namespace midspan::cli {

namespace {

// A bar on a terminal: one line, redrawn at most ten times a second, wiped at the end.
class Bar final : public base::Progress {
 public:
  explicit Bar(std::string language) : language_(std::move(language)) {}
  ~Bar() override {
    if (drawn_) std::fputs("\r\033[K", stderr);
  }

  void report(std::string_view step, std::uint64_t done, std::uint64_t total) override {
    const std::scoped_lock lock(mutex_);
    const std::uint64_t tenths = total == 0 ? 0 : done * 30 / total;
    if (step == step_ && tenths == tenths_) return;
    step_ = step;
    tenths_ = tenths;
    drawn_ = true;
    std::string bar(static_cast<std::size_t>(tenths), '#');
    bar.resize(30, '.');
    fmt::print(stderr, "\r\033[K[{}] {}", bar, locale::say(step, language_));
    std::fflush(stderr);
    if (total != 0 && done >= total) {
      std::fputs("\r\033[K", stderr);
      drawn_ = false;
    }
  }

 private:
  std::string language_;
  std::mutex mutex_;
  std::string step_;
  std::uint64_t tenths_ = 0;
  bool drawn_ = false;
};

}  // namespace

Output::Output(std::string language, bool json) : language_(std::move(language)), json_(json) {
  if (isatty(STDERR_FILENO) != 0) progress_ = std::make_unique<Bar>(language_);
  else progress_ = std::make_unique<base::Progress>();
}

void Output::line(std::string_view text) {
  if (!json_) fmt::print("{}\n", base::printable(text));
}

void Output::say(const base::Message& message) { line(sentence(message)); }

void Output::note(std::string_view text) { fmt::print(stderr, "{}\n", base::printable(text)); }

void Output::note(const base::Message& message) { note(sentence(message)); }

void Output::error(const base::Error& error) {
  const auto advice = locale::what_to_do(error.message, language_);
  const std::string where = error.source.empty() ? "midspan" : error.source;
  note(fmt::format("{}: {} {}[{}]", where, sentence(error.message), advice ? *advice + " " : std::string(),
                   error.message.code));
  if (!json_) return;
  base::json::Object object{{"error", error.message.code}, {"sentence", sentence(error.message)}};
  if (!error.source.empty()) object["source"] = error.source;
  if (advice) object["do"] = *advice;
  fmt::print("{}\n", base::json::pretty(object));
}

void Output::document(const base::json::Value& value) {
  if (json_) fmt::print("{}\n", base::json::pretty(value));
}

void Output::findings(const people::Findings& findings) {
  for (const people::Finding& finding : findings) {
    const people::Place& place = finding.place;
    std::string where = place.source;
    if (!place.sheet.empty()) where += " [" + place.sheet + "]";
    if (!place.cell.empty()) where += " " + place.cell;
    else if (place.line != 0) where += fmt::format(":{}:{}", place.line, place.character);
    else if (place.row != 0) where += fmt::format(":{}", place.row);
    const auto advice = locale::what_to_do(finding.message, language_);
    if (!where.empty()) where += ": ";
    note(fmt::format("{}{}{} [{}]", where, sentence(finding.message), advice ? " " + *advice : std::string(),
                     finding.message.code));
  }
}

std::string Output::called(const std::string& name) const {
  const auto found = called_.find(name);
  return found == called_.end() ? name : found->second;
}

std::string Output::sentence(const base::Message& message) const {
  static const std::set<std::string_view> kNames{"party", "other", "left", "right", "certifier", "place", "event"};
  if (called_.empty()) return locale::say(message, language_);
  base::Message shown = message;
  for (auto& [name, value] : shown.arguments)
    if (auto* text = std::get_if<std::string>(&value); text != nullptr && kNames.contains(name)) *text = called(*text);
  return locale::say(shown, language_);
}

base::json::Value to_json(const people::Finding& finding, std::string_view language) {
  static constexpr const char* kSeverities[] = {"note", "doubt", "wrong"};
  base::json::Object object{{"code", finding.message.code},
                            {"severity", kSeverities[static_cast<int>(finding.severity)]},
                            {"sentence", locale::say(finding.message, language)}};
  if (const auto advice = locale::what_to_do(finding.message, language)) object["do"] = *advice;
  base::json::Object place;
  const people::Place& where = finding.place;
  if (!where.source.empty()) place["source"] = where.source;
  if (!where.sheet.empty()) place["sheet"] = where.sheet;
  if (where.row != 0) place["row"] = where.row;
  if (where.column != 0) place["column"] = where.column;
  if (!where.cell.empty()) place["cell"] = where.cell;
  if (where.line != 0) {
    place["line"] = where.line;
    place["character"] = where.character;
    place["begin"] = where.begin;
    place["end"] = where.end;
  }
  if (!where.article.empty()) place["article"] = where.article;
  object["place"] = std::move(place);
  return object;
}

}  // namespace midspan::cli
