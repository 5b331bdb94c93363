// SPDX-License-Identifier: Apache-2.0
// midspan clear: who goes, when, to where, and why. On an operation, or alone on an agreement and a table of people, or
// on a graph of a barter pool.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "base/files.hpp"
#include "base/listed.hpp"
#include "clear/barter/barter.hpp"
#include "clear/clear.hpp"
#include "clear/tables.hpp"
#include "cli/access.hpp"
#include "cli/clear_text.hpp"
#include "names/countries.hpp"
#include "names/normalise.hpp"
#include "operation/clearing.hpp"
#include "operation/lookup.hpp"
#include "people/population.hpp"
#include "terms/table.hpp"
#include "terms/terms.hpp"

namespace midspan::cli {

namespace {

class Clear final : public Verb {
 public:
  std::string_view name() const override { return "clear"; }
  std::string_view summary() const override { return "compute who goes, when, to where, and why"; }
  std::string_view example() const override {
    return "  midspan clear offer.terms people.csv                       (both worlds: acknowledged only, contested "
           "too)\n"
           "  midspan clear offer.terms people.csv --why D0001           (why does this person go, or not?)\n"
           "  midspan clear offer.terms people.csv --what-if \"Article 4 = 40; strike Article 3\"\n"
           "  midspan clear offer.terms people.csv --ledger done.csv     (what has happened is kept; the rest is "
           "planned)\n"
           "  midspan clear case.midspan --why-not\n"
           "  midspan clear offer.terms people.csv --lots                (then --seed \"what was drawn\", and --why "
           "D0001)\n"
           "  midspan clear offer.terms people.csv --certificate proof   (then: midspan-check proof offer.terms "
           "people.csv)\n"
           "  midspan clear --barter pool.txt --max-cycle 3 --max-chain 4";
  }

  void declare(Command& app) override {
    app.add_option("terms", terms_,
                   "the agreement's text, an operation file, or a folder with agreement.terms and people.csv");
    app.add_option("people", people_, "the table of people, CSV (columns: docs/clear.md)");
    app.add_option("--ledger", ledger_, "what has been handed over, CSV");
    app.add_option("--world", world_, "acknowledged, contested, or both")
        ->check(one_of({"acknowledged", "contested", "both"}));
    app.add_option("--why", why_, "why does this person go, or not? An id, LIST:LINE, or the whole name");
    app.add_flag("--why-not", why_not_, "list everybody who does not go, with the reasons");
    app.add_flag("--conflicts", conflicts_, "every smallest set of articles that cannot all hold");
    app.add_flag("--balance", balance_, "what each side owes for what has been received, and what is due");
    app.add_flag("--prices", prices_, "what each article costs: without it, and with its numbers one lower and higher");
    app.add_flag("--offers", offers_, "the smallest changes of open numbers that make all of it possible");
    app.add_flag("--drop-outs", drop_outs_, "for everybody in the plan: what changes without that person");
    app.add_option("--what-if", what_if_, "edit the agreement first: \"strike Article 3\", \"Article 4 = 40\"");
    app.add_option("--certified", certified_, "an event that has been certified, in the agreement's words");
    app.add_option("--certificate", certificate_,
                   "write a certificate into this folder: anybody checks it with "
                   "midspan-check");
    app.add_flag("--lots", lots_,
                 "equal chances for equals: the classes, their chances and 1,000 outcomes to draw from");
    app.add_option("--seed", seed_,
                   "with --lots, once drawn in public: the seed; with --why, one ticket to check by hand");
    app.add_option("--barter", barter_, "a graph of a pool of pairs and donors: cycles and chains");
    app.add_option("--max-cycle", max_cycle_, "most pairs in a cycle")->check(between(0, 64));
    app.add_option("--max-chain", max_chain_, "most hand-overs in a chain")->check(between(0, 64));
    app.add_option("--day", day_, "the day on which ages and \"all\" are counted, yyyy-mm-dd");
  }

  base::Exit run(const Common& common, Output& output) override {
    if (!barter_.empty()) return answer_barter(output);
    if (terms_.empty()) return fail(output, {{"CLR-013", {}}, base::Exit::WrongUse});
    if (people_.empty() && std::filesystem::is_directory(terms_)) take_folder();
    auto input = people_.empty() ? from_operation(common, output) : from_files(common, output);
    if (!input) return fail(output, input.error());
    if (!what_if_.empty()) {
      auto changed = clear::edited(input->agreement, what_if_);
      if (!changed) return fail(output, changed.error());
      input->agreement = std::move(*changed);
    }
    call_names(input->agreement, output);
    input->options.certified = certified_;
    input->options.threads = common.threads;
    for (const people::PersonFacts& person : input->people) names_[person.id.text()] = person.display_name;
    if (!why_.empty()) take_name_for_id();
    const bool question = lots_ || !why_.empty() || conflicts_ || balance_ || prices_ || offers_ || drop_outs_;
    if (question && !certificate_.empty()) return fail(output, {{"CLR-018", {}}, base::Exit::WrongUse});
    if (!seed_.empty() && !lots_) return fail(output, {{"CLR-022", {}}, base::Exit::WrongUse});
    if (question && world_ == "both" && in_doubt(*input))
      output.say({"CLR-186", {{"world", std::string("contested")}}});
    if (lots_) return answer_lots(*input, output);
    if (!why_.empty()) return answer_why(*input, output);
    if (conflicts_) return answer_conflicts(*input, output);
    input->options.world = one_world();
    if (balance_)
      return show(clear::balances(input->agreement, input->people, input->ledger, input->options), print_balances,
                  balances_json, output);
    if (prices_)
      return show(clear::prices(input->agreement, input->people, input->ledger, input->options), print_prices,
                  prices_json, output);
    if (offers_)
      return show(clear::offers(input->agreement, input->people, input->ledger, input->options), print_offers,
                  offers_json, output);
    if (drop_outs_) {
      const auto print = [&](const clear::DropOuts& found, Output& out) { print_drop_outs(found, names_, out); };
      return show(clear::drop_outs(input->agreement, input->people, input->ledger, input->options), print,
                  drop_outs_json, output);
    }
    return answer(*input, output);
  }

 private:
  base::Result<operation::ClearingInput> from_operation(const Common& common, Output& output) {
    const operation::Operation opened = MIDSPAN_TRY(open_operation(terms_, common, output));
    if (const people::Entry* entry = operation::entry_at(opened.state(), why_); entry != nullptr) {
      const operation::Persons known = operation::persons(opened.state());
      if (const auto found = known.of_entry.find(entry->id.text()); found != known.of_entry.end())
        why_ = known.all[found->second].id.text();
    }
    operation::ClearingInput input = MIDSPAN_TRY(operation::clearing_input(opened, common.threads));
    output.findings(input.doubts);
    return input;
  }

  // Whoever asks about a person knows the name; it serves as an id when nobody else has it.
  void take_name_for_id() {
    if (names_.contains(why_)) return;
    std::vector<std::string> called_so;
    for (const auto& [id, name] : names_)
      if (names::fold(name) == names::fold(why_)) called_so.push_back(id);
    if (called_so.size() == 1) why_ = called_so.front();
  }

  // agreement.terms and people.csv; what has been handed over only when it is asked for.
  void take_folder() {
    const std::filesystem::path folder(terms_);
    terms_ = (folder / "agreement.terms").string();
    people_ = (folder / "people.csv").string();
  }

  // As the agreement spells its parties; a state by any of its names, where one party is that state. Of holders called
  // otherwise it is said.
  static void spell_parties(operation::ClearingInput& input, Output& output) {
    std::map<std::string, std::string> spelled;
    const auto spell = [&](std::string& name) {
      const auto [found, fresh] = spelled.try_emplace(name);
      if (fresh) found->second = party_called(input.agreement, name);
      name = found->second;
    };
    std::map<std::string, std::int64_t> holders;
    for (people::PersonFacts& person : input.people) {
      if (!person.held_by.empty()) ++holders[person.held_by];
      spell(person.held_by);
      spell(person.on_behalf_of);
      std::for_each(person.wanted_by.begin(), person.wanted_by.end(), spell);
    }
    for (people::Delivery& delivery : input.ledger) {
      spell(delivery.from);
      spell(delivery.to);
    }
    for (const auto& [holder, count] : holders)
      if (const std::string& party = spelled[holder]; party != people::party_of(input.agreement, holder))
        output.note({"CLR-019", {{"holder", holder}, {"party", party}, {"count", count}}});
  }

  static bool asks_for_consent(const people::Agreement& agreement) {
    for (const people::Article& article : agreement.articles)
      for (const people::Clause& clause : article.clauses)
        if (std::holds_alternative<people::ConsentRule>(clause.body)) return true;
    return false;
  }

  // A column called otherwise leaves everybody out, and the answer would look like any other.
  static void say_what_is_missing(const operation::ClearingInput& input, Output& output) {
    const std::vector<std::string>& parties = input.agreement.parties;
    const bool held = std::any_of(input.people.begin(), input.people.end(), [&](const people::PersonFacts& person) {
      return std::find(parties.begin(), parties.end(), person.held_by) != parties.end();
    });
    if (!held && !input.people.empty()) {
      std::set<std::string> others;
      for (const people::PersonFacts& person : input.people)
        for (const auto& field : person.other) others.insert(field.first);
      output.note({"CLR-021",
                   {{"parties", fmt::format("{}", fmt::join(parties, ", "))},
                    {"count", static_cast<std::int64_t>(others.size())},
                    {"headings", fmt::format("{}", fmt::join(others, ", "))}}});
    }
    say_what_cases_count(input, output);
    const terms::Context context = terms::context_of(input.agreement, input.people);
    // Of what a check finds, what makes others go than whoever wrote it may mean.
    std::set<std::string> others_go{"TRM-140", "TRM-147", "TRM-148", "TRM-155", "TRM-156"};
    if (asks_for_consent(input.agreement)) others_go.insert("TRM-108");
    people::Findings missing = terms::check(input.agreement, &context);
    std::erase_if(missing, [&](const people::Finding& finding) { return !others_go.contains(finding.message.code); });
    output.findings(missing);
  }

  // "Remains are counted by case": each line is one.
  static void say_what_cases_count(const operation::ClearingInput& input, Output& output) {
    const auto lines = std::count_if(input.people.begin(), input.people.end(), [](const people::PersonFacts& person) {
      return person.remains && person.cases != 1;
    });
    if (lines == 0) return;
    for (const people::Article& article : input.agreement.articles)
      for (const people::Clause& clause : article.clauses)
        if (const auto* rule = std::get_if<people::RemainsRule>(&clause.body);
            rule != nullptr && rule->kind == people::RemainsRule::Kind::Unit &&
            rule->unit != people::RemainsRule::Unit::Person)
          output.note({"CLR-245", {{"article", article.number}, {"count", static_cast<std::int64_t>(lines)}}});
  }

  // Minors whom others hold than their families, which go without them.
  void say_who_is_held_elsewhere(const people::Allocation& allocation, Output& output) const {
    std::string people;
    for (const people::NotAllotted& line : allocation.not_allotted) {
      if (std::none_of(line.reasons.begin(), line.reasons.end(),
                       [](const base::Message& reason) { return reason.code == "CLR-134"; }))
        continue;
      const auto name = names_.find(line.person.text());
      const bool named = name != names_.end() && !name->second.empty();
      base::add_listed(people, named ? name->second : line.person.text());
    }
    if (!people.empty()) output.note({"CLR-246", {{"people", people}}});
  }

  static std::string party_called(const people::Agreement& agreement, const std::string& name) {
    const std::string spelled = people::party_of(agreement, name);
    if (spelled != name) return spelled;
    const auto country = names::country_of(name);
    std::vector<std::string> states;
    for (const std::string& party : agreement.parties) {
      if (names::fold(party) == names::fold(name)) return name;
      if (country && names::country_of(party) == country) states.push_back(party);
    }
    return states.size() == 1 ? states.front() : name;
  }

  base::Result<operation::ClearingInput> from_files(const Common&, Output& output) {
    operation::ClearingInput input;
    const std::string text = MIDSPAN_TRY(base::read_file(terms_));
    terms::Reading reading = terms::read(text, terms_);
    if (!reading.ok) {
      output.findings(reading.findings);
      return base::failure("CLR-010", {}, base::Exit::Findings);
    }
    input.agreement = std::move(reading.agreement);
    input.options.agreement_digest = terms::digest(input.agreement);
    const std::string csv = MIDSPAN_TRY(base::read_file(people_));
    clear::PeopleTable table = clear::read_people(csv, people_);
    if (!table.ok) return base::failure("CLR-007", {{"path", people_}}, base::Exit::WrongUse);
    if (!table.twice.empty())
      return base::failure("CLR-243", {{"path", people_}, {"heading", table.twice}}, base::Exit::WrongUse);
    output.findings(table.findings);
    if (!table.standing) output.note(base::Message{"CLR-012", {}});
    input.people = std::move(table.people);
    for (people::PersonFacts& person : input.people)
      for (std::string& nationality : person.nationalities)
        if (const auto code = names::country_of(nationality)) nationality = *code;
    if (!ledger_.empty()) {
      const std::string entries = MIDSPAN_TRY(base::read_file(ledger_));
      clear::LedgerTable ledger = clear::read_ledger(entries, ledger_);
      output.findings(ledger.findings);
      input.ledger = std::move(ledger.deliveries);
    }
    spell_parties(input, output);
    say_what_is_missing(input, output);
    if (!day_.empty()) {
      const auto day = base::parse_day(day_);
      if (!day) return base::failure("CLR-014", {{"value", day_}}, base::Exit::WrongUse);
      input.options.day = *day;
    } else if (!input.agreement.version && people::asks_the_day(input.agreement)) {
      return base::failure("CLR-244", {}, base::Exit::WrongUse);
    }
    return input;
  }

  template <typename Answer, typename Print, typename Json>
  static base::Exit show(const base::Result<Answer>& found, Print&& print, Json&& json, Output& output) {
    if (!found) return fail(output, found.error());
    print(*found, output);
    output.document(json(*found));
    return base::Exit::Done;
  }

  base::Exit answer_barter(Output& output) {
    const auto text = base::read_file(barter_);
    if (!text) return fail(output, text.error());
    const auto graph = clear::barter::read_graph(*text, barter_);
    if (!graph) return fail(output, graph.error());
    clear::barter::Options options;
    options.max_cycle = max_cycle_;
    options.max_chain = max_chain_;
    const clear::barter::Exchange exchange = clear::barter::solve(*graph, options);
    const auto numbered = [&](const std::vector<std::vector<int>>& lists) {  // as the file counts
      base::json::Array out;
      for (const auto& list : lists) {
        base::json::Array one;
        for (const int vertex : list) one.emplace_back(vertex + graph->first);
        out.emplace_back(std::move(one));
      }
      return out;
    };
    if (graph->counted_either_way) output.note(base::Message{"CLR-247", {}});
    if (graph->loops > 0) output.note({"CLR-248", {{"count", graph->loops}}});
    if (graph->weighted) output.note(base::Message{"CLR-020", {}});
    output.say({"CLR-190", {{"count", exchange.optimum}}});
    if (!exchange.proved) output.say({"CLR-191", {{"bound", exchange.bound}}});
    for (const auto* lists : {&exchange.cycles, &exchange.chains})
      for (const auto& list : *lists) {
        std::string line = lists == &exchange.cycles ? "(" : "<";
        for (std::size_t at = 0; at < list.size(); ++at)
          line += fmt::format("{}{}", at == 0 ? "" : " ", list[at] + graph->first);
        output.line(line + (lists == &exchange.cycles ? ")" : ">"));
      }
    output.document(base::json::Object{{"optimum", exchange.optimum},
                                       {"proved", exchange.proved},
                                       {"bound", exchange.bound},
                                       {"cycles", numbered(exchange.cycles)},
                                       {"chains", numbered(exchange.chains)}});
    return exchange.proved ? base::Exit::Done : base::Exit::Findings;
  }

  static base::Exit exit_of(const people::Allocation& allocation) {
    return allocation.outcome == people::Outcome::Optimal ? base::Exit::Done : base::Exit::Findings;
  }

  // Parties and countries as the text spells them, in its own language; in another as that calls the countries.
  static void call_names(const people::Agreement& agreement, Output& output) {
    std::map<std::string, std::string> called;
    const auto add = [&](const std::string& name) {
      const auto country = names::country_of(name, "en");
      if (country && names::country_name(*country, "en") == name)
        called.emplace(name, names::country_name(*country, output.language()));
    };
    if (agreement.language == output.language())
      for (const auto& [name, spelling] : agreement.party_names) called.emplace(name, spelling);
    for (const auto* list : {&agreement.parties, &agreement.mediators, &agreement.guarantors, &agreement.witnesses})
      for (const std::string& name : *list) add(name);
    for (const people::Article& article : agreement.articles)
      for (const people::Clause& clause : article.clauses) {
        if (const auto* release = std::get_if<people::Release>(&clause.body)) add(release->to);
        if (const auto* key = std::get_if<people::Key>(&clause.body)) add(key->to);
        if (const auto* destination = std::get_if<people::Destination>(&clause.body)) {
          for (const auto& [amount, place] : destination->shares) add(place);
          for (const std::string& place : destination->allowed) add(place);
        }
      }
    // Events of the language; others stand in the text's own words.
    if (const terms::Table* table = terms::table(output.language()))
      for (const terms::VocabularyEntry& event : table->vocabulary("event").entries)
        called.emplace(event.canonical, event.shown.front());
    output.call(std::move(called));
  }

  base::Exit answer(operation::ClearingInput& input, Output& output) {
    input.options.progress = &output.progress();
    if (!certificate_.empty())
      if (const auto written = write_certificates(input, output); !written) return fail(output, written.error());
    if (world_ == "both") {
      const auto both = clear::clear_both(input.agreement, input.people, input.ledger, input.options);
      if (!both) return fail(output, both.error());
      say_who_is_held_elsewhere(both->contested, output);
      output.say({"CLR-186", {{"world", std::string("acknowledged")}}});
      print_allocation(both->acknowledged, names_, why_not_, output);
      output.line();
      if (same_answer(both->acknowledged, both->contested, output)) {
        output.say({"CLR-224", {}});
      } else {
        output.say({"CLR-186", {{"world", std::string("contested")}}});
        print_allocation(both->contested, names_, why_not_, output);
        output.say({"CLR-188", {{"count", both->gained}}});
      }
      output.document(base::json::Object{{"acknowledged", allocation_json(both->acknowledged, output)},
                                         {"contested", allocation_json(both->contested, output)},
                                         {"gained", both->gained}});
      return exit_of(both->contested);
    }
    input.options.world = world_ == "acknowledged" ? clear::World::Acknowledged : clear::World::Contested;
    const auto allocation = clear::clear(input.agreement, input.people, input.ledger, input.options);
    if (!allocation) return fail(output, allocation.error());
    say_who_is_held_elsewhere(*allocation, output);
    print_allocation(*allocation, names_, why_not_, output);
    output.document(allocation_json(*allocation, output));
    return exit_of(*allocation);
  }

  static bool same_answer(const people::Allocation& acknowledged, people::Allocation contested, Output& output) {
    contested.world = acknowledged.world;
    return base::json::canonical(allocation_json(acknowledged, output)) ==
           base::json::canonical(allocation_json(contested, output));
  }

  // Whether the two worlds may differ.
  static bool in_doubt(const operation::ClearingInput& input) {
    return std::any_of(input.people.begin(), input.people.end(), [](const people::PersonFacts& person) {
      return person.contested || person.standing < people::Standing::Acknowledged;
    });
  }

  // One folder a world: FOLDER itself when only one is asked for. What an earlier certificate left there would be
  // checked beside the new one.
  base::Result<void> write_certificates(operation::ClearingInput input, Output& output) const {
    const std::filesystem::path folder(certificate_);
    input.options.agreement_digest = terms::digest(input.agreement);  // of the text as edited by --what-if
    std::vector<std::pair<std::filesystem::path, std::vector<clear::CertificateFile>>> made;
    for (const clear::World world : {clear::World::Acknowledged, clear::World::Contested}) {
      const std::string word = world == clear::World::Acknowledged ? "acknowledged" : "contested";
      if (world_ != "both" && world_ != word) continue;
      input.options.world = world;
      auto files = MIDSPAN_TRY(clear::certify(input.agreement, input.people, input.ledger, input.options));
      files.push_back({"agreement.terms", terms::format(input.agreement, input.agreement.language)});
      made.emplace_back(world_ == "both" ? folder / word : folder, std::move(files));
    }
    for (const std::filesystem::path& old : {folder, folder / "acknowledged", folder / "contested"})
      remove_certificate(old);
    for (const auto& [into, files] : made) {
      for (const clear::CertificateFile& file : files) MIDSPAN_CHECK(base::write_file(into / file.name, file.text));
      output.note(base::Message{"CLR-211", {{"path", into.string()}}});
    }
    return {};
  }

  // What its manifest names, and nothing else that stands there.
  static void remove_certificate(const std::filesystem::path& folder) {
    const auto text = base::read_file(folder / "manifest.json");
    if (!text) return;
    const auto manifest = base::json::parse(*text, base::json::Strictness::Document);
    if (!manifest || manifest->object() == nullptr || manifest->text("format") != "midspan-certificate-1") return;
    std::set<std::string> names{"manifest.json", "agreement.terms"};
    const auto take = [&](const base::json::Value& entry) {
      if (entry.object() != nullptr) names.emplace(entry.text("file"));
    };
    for (const auto& [member, value] : manifest->object()->members()) {
      take(value);
      if (value.array() != nullptr) std::for_each(value.array()->begin(), value.array()->end(), take);
    }
    std::error_code ignored;
    for (const std::string& name : names)
      if (!name.empty() && std::filesystem::path(name).filename() == name)
        std::filesystem::remove(folder / name, ignored);
    std::filesystem::remove(folder, ignored);  // only when it is empty
  }

  clear::World one_world() const {
    return world_ == "acknowledged" ? clear::World::Acknowledged : clear::World::Contested;
  }

  base::Exit answer_lots(operation::ClearingInput& input, Output& output) {
    input.options.world = one_world();
    input.options.lot_seed = seed_;
    const auto found = clear::draw_lots(input.agreement, input.people, input.ledger, input.options);
    if (!found) return fail(output, found.error());
    if (why_.empty()) {
      print_lots(*found, seed_, names_, why_not_, output);
    } else {
      const auto person = std::find_if(input.people.begin(), input.people.end(),
                                       [&](const people::PersonFacts& each) { return each.id.text() == why_; });
      if (person == input.people.end()) return fail(output, {{"CLR-006", {{"person", why_}}}, base::Exit::WrongUse});
      print_lot_of(*found, *person, seed_, names_, output);
    }
    output.document(lots_json(*found, seed_, output));
    return found->proved ? base::Exit::Done : base::Exit::Findings;
  }

  base::Exit answer_why(operation::ClearingInput& input, Output& output) {
    input.options.world = one_world();
    const auto why = clear::why(input.agreement, input.people, input.ledger, input.options, people::PersonId(why_));
    if (!why) return fail(output, why.error());
    print_why(*why, names_, output);
    output.document(why_json(*why, output));
    return base::Exit::Done;
  }

  base::Exit answer_conflicts(operation::ClearingInput& input, Output& output) {
    input.options.world = one_world();
    const auto found = clear::conflicts(input.agreement, input.people, input.ledger, input.options, 64);
    if (!found) return fail(output, found.error());
    base::json::Array list;
    for (const people::Conflict& conflict : *found) {
      print_conflict(conflict, output);
      list.push_back(conflict_json(conflict, output));
    }
    if (found->empty()) output.say({"CLR-168", {}});
    output.document(base::json::Object{{"conflicts", std::move(list)}});
    return found->empty() ? base::Exit::Done : base::Exit::Findings;
  }

  std::string terms_, people_, ledger_, why_, what_if_, day_;
  std::string barter_, certificate_, seed_;
  int max_cycle_ = 3, max_chain_ = 0;
  std::string world_ = "both";
  std::vector<std::string> certified_;
  bool lots_ = false, why_not_ = false, conflicts_ = false, balance_ = false, prices_ = false, offers_ = false,
       drop_outs_ = false;
  ShownNames names_;
};

MIDSPAN_VERB(50, Clear);

}  // namespace

}  // namespace midspan::cli
