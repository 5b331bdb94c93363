// SPDX-License-Identifier: Apache-2.0
// midspan party add|show: who takes part in an operation, beside those whom it was opened with.
#include "cli/party.hpp"

#include <fmt/format.h>

#include "cli/access.hpp"
#include "operation/setup.hpp"
#include "operation/words.hpp"

namespace midspan::cli {

people::Party party_said(const std::string& text, people::PartyRole role) {
  people::Party one;
  const std::size_t equals = text.find('=');
  one.id = people::PartyId(text.substr(0, equals));
  one.names["en"] = equals == std::string::npos ? text : text.substr(equals + 1);
  one.role = role;
  return one;
}

namespace {

class PartyVerb final : public Verb {
 public:
  std::string_view name() const override { return "party"; }
  std::string_view summary() const override { return "who takes part, with the id that other verbs take"; }
  std::string_view example() const override {
    return "  midspan party add case.midspan --side \"east=Eastern command\" --observer \"icrc=ICRC\"\n"
           "  midspan party show case.midspan";
  }

  void declare(Command& app) override {
    app.require_subcommand(1);
    add_ = app.add_subcommand("add", "a party that was not there when the operation was opened");
    show_ = app.add_subcommand("show", "every party: id, role, name");
    for (Command* verb : {add_, show_}) verb->add_option("operation", operation_, "the operation file")->required();
    add_->add_option("--side", sides_, "a side: id=Name; again for each");
    add_->add_option("--observer", observers_, "an observer: id=Name; again for each");
  }

  base::Exit run(const Common& common, Output& output) override {
    auto opened = open_operation(operation_, common, output);
    if (!opened) return fail(output, opened.error());
    for (const auto& [texts, role] :
         {std::pair{&sides_, people::PartyRole::Side}, std::pair{&observers_, people::PartyRole::Observer}})
      for (const std::string& text : *texts)
        if (const auto added = opened->add_party(party_said(text, role)); !added) return fail(output, added.error());
    return show(opened->state(), output);
  }

 private:
  static base::Exit show(const operation::State& state, Output& output) {
    base::json::Array parties;
    for (const people::Party& party : state.parties) {
      const std::string& name = operation::in_language(party.names, output.language());
      const std::string role(operation::word(party.role));
      output.line(fmt::format("{:<20} {:<14} {}", party.id.text(), role, name));
      parties.push_back(base::json::Object{{"party", party.id.text()}, {"role", role}, {"name", name}});
    }
    output.document(base::json::Object{{"parties", std::move(parties)}});
    return base::Exit::Done;
  }

  Command* add_ = nullptr;
  Command* show_ = nullptr;
  std::string operation_;
  std::vector<std::string> sides_;
  std::vector<std::string> observers_;
};

MIDSPAN_VERB(21, PartyVerb);

}  // namespace

}  // namespace midspan::cli
