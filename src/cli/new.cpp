// SPDX-License-Identifier: Apache-2.0
// midspan new FILE: an operation with its purpose, legal basis, retention and languages; asked where not given.
#include <unistd.h>

#include <iostream>

#include "cli/access.hpp"
#include "cli/party.hpp"
#include "operation/operation.hpp"
#include "operation/words.hpp"

namespace midspan::cli {

namespace {

class New final : public Verb {
 public:
  std::string_view name() const override { return "new"; }
  std::string_view summary() const override { return "start an operation"; }
  std::string_view example() const override {
    return "  midspan new taiz.midspan --title \"Taiz, second round\" --purpose \"release of all held\"\n"
           "      --legal-basis \"vital interest\" --retention \"two years\" --languages ar,en\n"
           "      --keeper \"neutral=The neutral intermediary\" --side \"north=Northern command\" --side "
           "\"south=Southern command\"";
  }

  void declare(Command& app) override {
    app.add_option("file", file_, "the operation file to make (*.midspan)")->required();
    app.add_option("--title", title_, "what it is called");
    app.add_option("--purpose", purpose_, "what personal data is used for");
    app.add_option("--legal-basis", legal_basis_, "on what ground");
    app.add_option("--retention", retention_, "when names are erased");
    app.add_option("--languages", languages_, "of its documents, the first leading: ar,en")->delimiter(',');
    app.add_option("--keeper", keeper_, "whose desk this is: id=Name");
    app.add_option("--side", sides_, "a side: id=Name; again for each");
    app.add_option("--observer", observers_, "an observer: id=Name; again for each");
  }

  base::Exit run(const Common& common, Output& output) override {
    const auto how = access(common, Asking::Twice);
    if (!how) return fail(output, how.error());
    operation::Opening opening;
    opening.titles["en"] = asked(title_, "Title: ");
    opening.purpose = asked(purpose_, "Purpose: ");
    opening.legal_basis = asked(legal_basis_, "Legal basis: ");
    opening.retention = asked(retention_, "Retention (when names are erased): ");
    opening.languages = languages_.empty() ? std::vector<std::string>{"en"} : languages_;
    opening.keeper = party_said(keeper_, people::PartyRole::Intermediary);
    for (const std::string& side : sides_) opening.parties.push_back(party_said(side, people::PartyRole::Side));
    for (const std::string& observer : observers_)
      opening.parties.push_back(party_said(observer, people::PartyRole::Observer));
    auto made = operation::Operation::create(file_, opening, *how);
    if (!made) return fail(output, made.error());
    say_unsealed(*made, output);
    output.say({"cli.new", {{"file", file_}, {"operation", made->state().id}}});
    output.document(base::json::Object{
        {"file", file_}, {"operation", made->state().id}, {"log_key", made->file().log_key().vkey()}});
    return base::Exit::Done;
  }

 private:
  static std::string asked(const std::string& given, const char* question) {
    if (!given.empty() || isatty(STDIN_FILENO) == 0) return given;
    std::cerr << question;
    std::string line;
    std::getline(std::cin, line);
    return line;
  }

  std::string file_;
  std::string title_;
  std::string purpose_;
  std::string legal_basis_;
  std::string retention_;
  std::vector<std::string> languages_;
  std::string keeper_ = "neutral=The neutral intermediary";
  std::vector<std::string> sides_;
  std::vector<std::string> observers_;
};

MIDSPAN_VERB(20, New);

}  // namespace

}  // namespace midspan::cli
