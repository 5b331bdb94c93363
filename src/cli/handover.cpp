// SPDX-License-Identifier: Apache-2.0
// midspan handover plan|board|receive|refuse|incident|close|show|papers: the day of the exchange, line by line.
#include <fmt/format.h>

#include <algorithm>

#include "base/files.hpp"
#include "cli/access.hpp"
#include "documents/handover.hpp"
#include "handover/handover.hpp"
#include "operation/crossing.hpp"

namespace midspan::cli {

namespace {

using people::HandoverOutcome;

constexpr std::int64_t kMostLines = 100'000;  // of one range; a slip of the finger is not worked off

constexpr HandoverOutcome kOutcomes[] = {
    HandoverOutcome::Refused,  HandoverOutcome::Unfit,       HandoverOutcome::Dead, HandoverOutcome::AlreadyFree,
    HandoverOutcome::NotFound, HandoverOutcome::Unexplained, HandoverOutcome::Later};

class Handover final : public Verb {
 public:
  std::string_view name() const override { return "handover"; }
  std::string_view summary() const override { return "manifests, boarding, receipts; every leg's count must close"; }
  std::string_view example() const override {
    return "  midspan handover plan case.midspan ANNEX --leg \"1;flight ZZ 101;2025-07-18;120;4\" --leg \"2;flight ZZ "
           "102;2025-07-18;120;4\"\n"
           "  midspan handover board case.midspan 1 1-57 59\n"
           "  midspan handover refuse case.midspan 1 58 --outcome refused\n"
           "  midspan handover receive case.midspan 1 1-57 59\n"
           "  midspan handover incident case.midspan 1 --code stranger --reason \"a man whom nobody knows sat in the "
           "bus\"\n"
           "  midspan handover close case.midspan 1\n"
           "  midspan handover papers case.midspan -o papers --lang es";
  }

  void declare(Command& app) override {
    app.require_subcommand(1);
    plan_ = app.add_subcommand("plan", "put a signed annex on carriers");
    board_ = app.add_subcommand("board", "who boarded");
    receive_ = app.add_subcommand("receive", "who was received");
    refuse_ = app.add_subcommand("refuse", "who does not go: before boarding or at the line");
    incident_ = app.add_subcommand("incident", "what no line says: a stranger on the bus, a mistake in the record");
    close_ = app.add_subcommand("close", "end a leg; posts to the ledger");
    show_ = app.add_subcommand("show", "every leg and its count");
    papers_ = app.add_subcommand("papers", "manifests, boarding sheets, receipts");
    for (Command* verb : {plan_, board_, receive_, refuse_, incident_, close_, show_, papers_})
      verb->add_option("operation", operation_, "the operation file")->required();
    plan_->add_option("annex", annex_, "the annex: its number, its file's name or its id, see: midspan sign show")
        ->required();
    plan_
        ->add_option("--leg", legs_,
                     "id;carrier;day;seats;stretchers;from;to, again for each; seats left empty: no limit")
        ->required();
    for (Command* verb : {board_, receive_, refuse_, incident_, close_})
      verb->add_option("leg", leg_, "the leg's id")->required();
    for (Command* verb : {board_, receive_, refuse_})
      verb->add_option("lines", lines_, "numbers of the annex: 7 9-12")->required();
    refuse_
        ->add_option("--outcome", outcome_,
                     "refused, unfit, dead, already free, not found, unexplained; later: goes another time")
        ->required();
    incident_->add_option("--code", code_, "stranger, other-person, wrongly-recorded, injury, delay, other")
        ->required();
    for (Command* verb : {refuse_, incident_})
      verb->add_option("--reason", reason_, "for the neutral's eyes; on no party's paper");
    papers_->add_option("-o,--out", out_, "the folder to write into")->required();
  }

  base::Exit run(const Common& common, Output& output) override {
    auto opened = open_operation(operation_, common, output);
    if (!opened) return fail(output, opened.error());
    if (plan_->parsed()) return plan(*opened, output);
    if (close_->parsed()) {
      const auto counts = operation::close_leg(*opened, leg_);
      return counts ? done(*opened, output) : fail(output, counts.error());
    }
    if (incident_->parsed()) {
      const auto recorded = operation::record_incident(*opened, leg_, code_, reason_);
      return recorded ? done(*opened, output) : fail(output, recorded.error());
    }
    if (show_->parsed()) return show(*opened, output);
    if (papers_->parsed()) return papers(*opened, output);
    return mark_lines(*opened, output);
  }

 private:
  base::Exit wrong(const std::string& text, Output& output) {
    return fail(output, {base::Message{"CLI-031", {{"word", text}}}, base::Exit::WrongUse});
  }

  base::Exit plan(operation::Operation& operation, Output& output) {
    std::vector<people::Leg> legs;
    for (const std::string& text : legs_) {
      std::vector<std::string> parts;
      for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(';', at), text.size());
        parts.push_back(text.substr(at, end - at));
        at = end + 1;
      }
      if (parts.size() > 7) return fail(output, {base::Message{"CLI-036", {{"text", text}}}, base::Exit::WrongUse});
      parts.resize(7);
      people::Leg leg;
      leg.id = parts[0];
      leg.carrier = parts[1];
      leg.day = parts[2];
      leg.seats = number(parts[3]);
      leg.stretchers = number(parts[4]);
      const bool places = (leg.seats || parts[3].empty()) && (leg.stretchers || parts[4].empty());
      if (leg.id.empty() || !places || (!leg.day.empty() && !base::parse_day(leg.day)))
        return fail(output, {base::Message{"CLI-036", {{"text", text}}}, base::Exit::WrongUse});
      leg.from_place = parts[5];
      leg.to_place = parts[6];
      legs.push_back(std::move(leg));
    }
    const auto planned = operation::plan_legs(operation, annex_, legs);
    if (!planned) return fail(output, planned.error());
    (void)show(operation, output);
    return planned->empty() ? base::Exit::Done : base::Exit::Findings;
  }

  static std::optional<std::int64_t> number(const std::string& text) {
    const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (text.empty() || text.size() > 9 || !digits) return std::nullopt;
    return std::stoll(text);
  }

  base::Exit mark_lines(operation::Operation& operation, Output& output) {
    HandoverOutcome outcome = HandoverOutcome::Unexplained;
    if (refuse_->parsed()) {
      const auto found = std::find_if(std::begin(kOutcomes), std::end(kOutcomes),
                                      [&](HandoverOutcome one) { return handover::word(one) == outcome_; });
      if (found == std::end(kOutcomes)) return wrong(outcome_, output);
      outcome = *found;
    }
    std::vector<std::int64_t> lines;
    for (const std::string& range : lines_) {
      const std::size_t dash = range.find('-');
      const auto first = number(range.substr(0, dash));
      const auto last = dash == std::string::npos ? first : number(range.substr(dash + 1));
      if (!first || !last || *last < *first) return wrong(range, output);
      if (*last - *first > kMostLines) return wrong(range, output);
      for (std::int64_t line = *first; line <= *last; ++line) lines.push_back(line);
    }
    const operation::Step step = refuse_->parsed()  ? operation::Step::Refuse
                                 : board_->parsed() ? operation::Step::Board
                                                    : operation::Step::Receive;
    const auto marked = operation::mark(operation, leg_, lines, step, outcome, reason_);
    if (!marked) return fail(output, marked.error());
    // A slip of the finger shows when the names are read back.
    for (const people::ManifestLine& line : operation::find_leg(operation.state(), leg_)->lines)
      if (std::find(lines.begin(), lines.end(), line.annex_number) != lines.end())
        output.line(fmt::format("{:>6}  {}", line.annex_number, line.name));
    return done(operation, output);
  }

  // What was asked for is done, whatever is still open on the legs.
  static base::Exit done(const operation::Operation& operation, Output& output) {
    (void)show(operation, output);
    return base::Exit::Done;
  }

  static base::Exit show(const operation::Operation& operation, Output& output) {
    base::json::Array legs;
    bool open = false;
    if (operation.state().legs.empty()) output.note(base::Message{"cli.handover.none", {}});
    for (const operation::LegState& leg : operation.state().legs) {
      const people::ManifestCounts counts = handover::count(leg.manifest);
      output.say({leg.closed ? "cli.handover.closed" : "cli.handover.open",
                  {{"leg", leg.manifest.leg.id},
                   {"carrier", leg.manifest.leg.carrier},
                   {"listed", counts.listed},
                   {"boarded", counts.boarded},
                   {"received", counts.received},
                   {"pending", counts.pending + counts.in_transit},
                   {"not", counts.not_boarded + counts.not_received}}});
      open |= !leg.closed;
      legs.push_back(base::json::Object{{"leg", leg.manifest.leg.id},
                                        {"closed", leg.closed},
                                        {"listed", counts.listed},
                                        {"pending", counts.pending},
                                        {"boarded", counts.boarded},
                                        {"not_boarded", counts.not_boarded},
                                        {"received", counts.received},
                                        {"not_received", counts.not_received}});
    }
    people::Findings findings;
    for (const operation::FrozenAnnex& frozen : operation.state().annexes)
      for (const people::Finding& finding : operation::out_of_step(operation.state(), frozen))
        findings.push_back(finding);
    output.findings(findings);
    base::json::Array told;
    for (const people::Finding& finding : findings) told.push_back(to_json(finding, output.language()));
    base::json::Array incidents;
    for (const operation::Incident& incident : operation.state().incidents) {
      output.say(
          {incident.leg.empty() ? "cli.handover.incident" : "cli.handover.incident.leg",
           {{"code", incident.code}, {"leg", incident.leg}, {"act", incident.act}, {"reason", incident.reason}}});
      incidents.push_back(base::json::Object{
          {"code", incident.code}, {"leg", incident.leg}, {"act", incident.act}, {"reason", incident.reason}});
    }
    output.document(base::json::Object{{"legs", std::move(legs)},
                                       {"incidents", std::move(incidents)},
                                       {"findings", std::move(told)},
                                       {"delivered", operation.state().deliveries.size()}});
    return open || !findings.empty() ? base::Exit::Findings : base::Exit::Done;
  }

  base::Exit papers(const operation::Operation& operation, Output& output) {
    base::json::Array names;
    const auto write = [&](const std::string& name, const base::Result<std::string>& bytes) -> base::Result<void> {
      if (!bytes) return tl::unexpected(bytes.error());
      if (const auto written = base::write_file(out_ + "/" + name, *bytes, base::Access::Owner); !written)
        return written;
      output.line(out_ + "/" + name);
      names.push_back(name);
      return {};
    };
    for (const operation::LegState& leg : operation.state().legs) {
      const std::string stem = "leg-" + leg.manifest.leg.id + "-";
      const std::string end = "." + output.language() + ".pdf";
      base::Result<void> done =
          write(stem + "manifest" + end, documents::manifest_pdf(leg.manifest, output.language()));
      if (done) done = write(stem + "boarding" + end, documents::boarding_sheet_pdf(leg.manifest, output.language()));
      if (done && leg.closed)
        done = write(stem + "receipt" + end, documents::receipt_pdf(leg.manifest, output.language()));
      if (!done) return fail(output, done.error());
    }
    output.document(base::json::Object{{"papers", std::move(names)}});
    return base::Exit::Done;
  }

  Command* plan_ = nullptr;
  Command* board_ = nullptr;
  Command* receive_ = nullptr;
  Command* refuse_ = nullptr;
  Command* incident_ = nullptr;
  Command* close_ = nullptr;
  Command* show_ = nullptr;
  Command* papers_ = nullptr;
  std::string operation_;
  std::string annex_;
  std::string leg_;
  std::vector<std::string> legs_;
  std::vector<std::string> lines_;
  std::string outcome_;
  std::string code_;
  std::string reason_;
  std::string out_;
};

MIDSPAN_VERB(110, Handover);

}  // namespace

}  // namespace midspan::cli
