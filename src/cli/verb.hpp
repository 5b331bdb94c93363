// SPDX-License-Identifier: Apache-2.0
// What a verb of the command line is. One file a verb; each registers itself with MIDSPAN_VERB, so that adding a verb
// touches no other file.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/progress.hpp"
#include "base/result.hpp"
#include "cli/command.hpp"
#include "people/finding.hpp"

namespace midspan::cli {

// Where a verb writes. Results go to stdout, everything else to stderr; with --json one document goes to stdout.
class Output {
 public:
  Output(std::string language, bool json);

  const std::string& language() const { return language_; }
  bool json() const { return json_; }

  void line(std::string_view text = {});   // a line of the result; nothing with --json
  void say(const base::Message& message);  // the same, in the user's language
  void note(std::string_view text);        // to stderr
  void note(const base::Message& message);
  void error(const base::Error& error);             // sentence and what to do, to stderr; with --json also stdout
  void document(const base::json::Value& value);    // the JSON document; nothing without --json
  void findings(const people::Findings& findings);  // one a line: place, sentence, what to do

  std::string sentence(const base::Message& message) const;
  // What sentences call parties and places, by their canonical names: given once, from the agreement.
  void call(std::map<std::string, std::string> names) { called_ = std::move(names); }
  std::string called(const std::string& name) const;
  base::Progress& progress() { return *progress_; }  // a bar on a terminal, silence in a pipe

 private:
  std::string language_;
  bool json_;
  std::unique_ptr<base::Progress> progress_;
  std::map<std::string, std::string> called_;
};

base::json::Value to_json(const people::Finding& finding, std::string_view language);

// Options that every verb has.
struct Common {
  std::string language;         // --lang, else the desk's own
  bool language_given = false;  // --lang was written
  bool json = false;            // --json
  std::optional<std::string> passphrase_file;
  bool unsealed = false;            // --unsealed: a demonstration, said on every screen
  std::optional<std::string> at;    // --at: the time that acts claim, for demonstrations and tests
  std::optional<std::string> seed;  // --demo-seed: keys and ids that can be made again; needs --unsealed
  unsigned threads = 0;             // --threads
};

class Verb {
 public:
  virtual ~Verb() = default;
  virtual std::string_view name() const = 0;     // "reconcile"
  virtual std::string_view summary() const = 0;  // one line, English; locale code "verb.<name>" for other languages
  virtual std::string_view example() const = 0;  // a worked example, shown under --help
  virtual void declare(Command& app) = 0;        // options and sub-verbs
  virtual base::Exit run(const Common& common, Output& output) = 0;
};

using Maker = std::unique_ptr<Verb> (*)();
struct Registration {
  Registration(int order, Maker maker);
};
std::vector<std::unique_ptr<Verb>> all_verbs();  // in the order of the pipeline

}  // namespace midspan::cli

#define MIDSPAN_VERB(order, type)                                        \
  static const ::midspan::cli::Registration midspan_registration_##type( \
      order, []() -> std::unique_ptr<::midspan::cli::Verb> { return std::make_unique<type>(); })
