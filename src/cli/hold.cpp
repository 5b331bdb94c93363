// SPDX-License-Identifier: Apache-2.0
// midspan hold place|lift|import|show and midspan consent record|withdraw|import|show: what stops a person from going,
// and what the person says.
#include <fmt/format.h>

#include <map>

#include "base/listed.hpp"
#include "cli/access.hpp"
#include "cli/imported.hpp"
#include "operation/doubts.hpp"
#include "operation/imports.hpp"
#include "operation/lookup.hpp"
#include "operation/run_json.hpp"
#include "operation/words.hpp"

namespace midspan::cli {

namespace {

// Errors: CLI-030 (nobody stands there), CLI-037 (several do).
base::Result<const people::Entry*> standing_at(const operation::State& state, const std::string& place) {
  const std::vector<const people::Entry*> standing = operation::entries_at(state, place);
  if (standing.size() == 1) return standing.front();
  if (standing.empty()) return base::failure("CLI-030", {{"place", place}}, base::Exit::WrongUse);
  operation::Places places(state);
  std::string people;
  for (const people::Entry* entry : standing) base::add_listed(people, places.named(entry->id), "; ");
  return base::failure("CLI-037", {{"place", place}, {"people", people}}, base::Exit::WrongUse);
}

base::json::Object person_json(operation::Places& places, const people::EntryId& entry) {
  base::json::Object person{{"entry", entry.text()}};
  if (const operation::Located* const located = places.find(entry)) {
    person["list"] = located->list->list.text();
    person["line"] = places.line(*located->list, *located->entry);
    person["name"] = located->entry->values().name.raw;
  }
  return person;
}

class HoldVerb final : public Verb {
 public:
  std::string_view name() const override { return "hold"; }
  std::string_view summary() const override { return "what stops a person, or everyone under an order"; }
  std::string_view example() const override {
    return "  midspan hold place case.midspan CECOT:17 CECOT:18 --kind court-order --order 25-cv-0001 --reason "
           "\"hearing pending\"\n"
           "  midspan hold import case.midspan CECOT orders.csv\n"
           "  midspan hold lift case.midspan HOLD-ID";
  }

  void declare(Command& app) override {
    app.require_subcommand(1);
    place_ = app.add_subcommand("place", "a hold on one person or more");
    lift_ = app.add_subcommand("lift", "end a hold");
    import_ = app.add_subcommand("import", "orders from a table; one order's rows are one hold");
    show_ = app.add_subcommand("show", "the holds in force");
    for (Command* verb : {place_, lift_, import_, show_})
      verb->add_option("operation", operation_, "the operation file")->required();
    place_->add_option("places", places_, "LIST:LINE, again for each person")->required();
    place_->add_option(
        "--kind", kind_,
        "court-order, refoulement, medical, penal, identity, minor, family-unit, party-objection, other");
    place_->add_option("--order", order_, "the order's reference");
    place_->add_option("--reason", reason_, "why, for the neutral's eyes");
    lift_->add_option("hold", hold_, "the hold's id, see show")->required();
    import_->add_option("list", list_, "the list that the table speaks of")->required();
    import_->add_option("file", file_, "the table")->required();
  }

  base::Exit run(const Common& common, Output& output) override {
    auto opened = open_operation(operation_, common, output);
    if (!opened) return fail(output, opened.error());
    if (import_->parsed()) return tell(operation::import_holds(*opened, people::ListId(list_), file_), output);
    if (lift_->parsed()) return lift(*opened, output);
    return show_->parsed() ? show(*opened, output) : place(*opened, output);
  }

 private:
  base::Exit place(operation::Operation& operation, Output& output) {
    const auto kind = operation::hold_kind(kind_);
    if (!kind) return fail(output, {base::Message{"CLI-031", {{"word", kind_}}}, base::Exit::WrongUse});
    base::json::Array entries;
    for (const std::string& place : places_) {
      const auto entry = standing_at(operation.state(), place);
      if (!entry) return fail(output, entry.error());
      entries.push_back((*entry)->id.text());
    }
    const base::json::Object details{{"kind", std::string(operation::word(*kind))},
                                     {"order", order_},
                                     {"reason", reason_},
                                     {"entries", std::move(entries)}};
    const auto item = operation.put("hold", base::json::canonical(details));
    if (!item) return fail(output, item.error());
    const std::string id = operation.file().randomness().id();
    const auto done = operation.append("hold.place", {{"hold", id}, {"item", item->json()}}, {item->attachment()});
    if (!done) return fail(output, done.error());
    return show(operation, output);
  }

  base::Exit lift(operation::Operation& operation, Output& output) {
    bool known = false;
    for (const people::Hold& hold : operation.state().holds) known |= hold.id == hold_ && !hold.lifted;
    if (!known) return fail(output, {base::Message{"CLI-032", {{"hold", hold_}}}, base::Exit::WrongUse});
    const auto done = operation.append("hold.lift", {{"hold", hold_}});
    if (!done) return fail(output, done.error());
    return show(operation, output);
  }

  static base::Exit show(const operation::Operation& operation, Output& output) {
    base::json::Array holds;
    operation::Places places(operation.state());
    for (const people::Hold& hold : operation.state().holds) {
      if (hold.lifted) continue;
      output.line(
          fmt::format("{}  {:<16} {:<16} {:>4}", hold.id, operation::word(hold.kind), hold.order, hold.entries.size()));
      base::json::Array people;
      for (const people::EntryId& entry : hold.entries) {
        output.line("  " + places.named(entry));
        people.push_back(person_json(places, entry));
      }
      holds.push_back(base::json::Object{{"hold", hold.id},
                                         {"kind", std::string(operation::word(hold.kind))},
                                         {"order", hold.order},
                                         {"entries", hold.entries.size()},
                                         {"people", std::move(people)}});
    }
    if (holds.empty()) output.note(base::Message{"cli.hold.none", {}});
    people::Findings doubts = operation::doubts(operation.state(), operation::persons(operation.state()));
    std::erase_if(doubts, [](const people::Finding& finding) { return finding.message.code != "OPR-031"; });
    output.findings(doubts);
    output.document(base::json::Object{{"holds", std::move(holds)}});
    return base::Exit::Done;
  }

  Command* place_ = nullptr;
  Command* lift_ = nullptr;
  Command* import_ = nullptr;
  Command* show_ = nullptr;
  std::string operation_;
  std::vector<std::string> places_;
  std::string kind_ = "court-order";
  std::string order_;
  std::string reason_;
  std::string hold_;
  std::string list_;
  std::string file_;
};

class ConsentVerb final : public Verb {
 public:
  std::string_view name() const override { return "consent"; }
  std::string_view summary() const override { return "the person's own answer, revocable to the last step"; }
  std::string_view example() const override {
    return "  midspan consent record case.midspan CECOT:17 yes --destination Venezuela\n"
           "  midspan consent withdraw case.midspan CECOT:17\n"
           "  midspan consent import case.midspan CECOT consents.csv\n"
           "  midspan consent show case.midspan";
  }

  void declare(Command& app) override {
    app.require_subcommand(1);
    record_ = app.add_subcommand("record", "an answer: yes, no, undecided");
    withdraw_ = app.add_subcommand("withdraw", "one action, up to the last step");
    import_ = app.add_subcommand("import", "answers from a table");
    show_ = app.add_subcommand("show", "what each person last answered");
    for (Command* verb : {record_, withdraw_, import_, show_})
      verb->add_option("operation", operation_, "the operation file")->required();
    for (Command* verb : {record_, withdraw_}) verb->add_option("place", place_, "LIST:LINE")->required();
    record_->add_option("answer", answer_, "yes, no, undecided")->required();
    record_->add_option("--destination", destination_, "where to");
    import_->add_option("list", list_, "the list that the table speaks of")->required();
    import_->add_option("file", file_, "the table")->required();
  }

  base::Exit run(const Common& common, Output& output) override {
    auto opened = open_operation(operation_, common, output);
    if (!opened) return fail(output, opened.error());
    if (import_->parsed()) return tell(operation::import_consents(*opened, people::ListId(list_), file_), output);
    if (show_->parsed()) return show(*opened, output);
    const auto standing = standing_at(opened->state(), place_);
    if (!standing) return fail(output, standing.error());
    const people::Entry* const entry = *standing;
    const auto answer = withdraw_->parsed() ? people::ConsentAnswer::No : operation::consent_answer(answer_);
    if (!answer) return fail(output, {base::Message{"CLI-031", {{"word", answer_}}}, base::Exit::WrongUse});
    people::Consent consent;
    consent.entry = entry->id;
    consent.answer = *answer;
    consent.destination = destination_;
    const auto item = opened->put("consent", base::json::canonical(operation::to_json(consent)), entry->id.text());
    if (!item) return fail(output, item.error());
    const auto done =
        opened->append("consent.record", {{"consent", opened->file().randomness().id()}, {"item", item->json()}},
                       {item->attachment()});
    if (!done) return fail(output, done.error());
    output.say({"cli.consent.recorded", {{"act", *done}}});
    output.document(base::json::Object{{"act", *done}});
    return base::Exit::Done;
  }

 private:
  static base::Exit show(const operation::Operation& operation, Output& output) {
    std::map<std::string, const people::Consent*> newest;  // by entry
    for (const people::Consent& consent : operation.state().consents) newest[consent.entry.text()] = &consent;
    base::json::Array consents;
    operation::Places places(operation.state());
    for (const people::Consent& consent : operation.state().consents) {
      if (newest[consent.entry.text()] != &consent) continue;
      const std::string answer(operation::word(consent.answer));
      output.line(fmt::format("{:<10} {:<16} {}", answer, consent.destination, places.named(consent.entry)));
      base::json::Object one = person_json(places, consent.entry);
      one["answer"] = answer;
      one["destination"] = consent.destination;
      consents.push_back(std::move(one));
    }
    if (consents.empty()) output.note(base::Message{"cli.consent.none", {}});
    output.document(base::json::Object{{"consents", std::move(consents)}});
    return base::Exit::Done;
  }

  Command* record_ = nullptr;
  Command* withdraw_ = nullptr;
  Command* import_ = nullptr;
  Command* show_ = nullptr;
  std::string operation_;
  std::string place_;
  std::string answer_;
  std::string destination_;
  std::string list_;
  std::string file_;
};

MIDSPAN_VERB(80, HoldVerb);
MIDSPAN_VERB(81, ConsentVerb);

}  // namespace

}  // namespace midspan::cli
