// SPDX-License-Identifier: Apache-2.0
#include "documents/handover.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/listed.hpp"
#include "documents/html/paper_html.hpp"
#include "documents/pdf/paper_pdf.hpp"
#include "documents/words.hpp"
#include "documents/xlsx/paper_xlsx.hpp"

namespace midspan::documents {

namespace {

using people::Boarding;
using people::HandoverOutcome;
using people::Manifest;
using people::ManifestCounts;
using people::ManifestLine;

Text strong(std::string text, Kind kind = Kind::Words) { return {std::move(text), kind, Weight::Strong}; }

std::string party(const Manifest& manifest, const std::string& id, const Words& words) {
  return visible(words.party(manifest.party_names, id));
}

void add_fact(std::vector<Fact>& facts, std::string label, const std::string& text, const Words& words,
              Kind kind = Kind::Words) {
  facts.push_back({std::move(label), words.data(text, kind, people::Absence::Unknown, Weight::Strong)});
}

void add_count(std::vector<Fact>& facts, std::string label, std::int64_t value, const Words& words) {
  facts.push_back({std::move(label), strong(fmt::format("{} ({})", words.digits(value), words.in_words(value)))});
}

// What all papers of a leg have in common.
Paper leg_paper(const Manifest& manifest, const Words& words, std::string_view title) {
  Paper paper;
  paper.language = words.language();
  paper.title = words(title);
  paper.subtitle =
      visible(fmt::format("{} · {}", words("doc.leg.named", {{"leg", manifest.leg.id}}), manifest.leg.carrier));
  paper.running_head = visible(fmt::format("{} · {} · {}", paper.title, paper.subtitle, manifest.operation_id));
  if (manifest.unsealed) paper.marking = words("doc.marking");
  add_fact(paper.facts, words("doc.operation"), words.title(manifest.operation_titles, manifest.operation_title), words,
           Kind::Name);
  add_fact(paper.facts, words("doc.phase"), manifest.phase, words, Kind::Name);
  add_fact(paper.facts, words("doc.leg"), manifest.leg.id, words, Kind::Figure);
  add_fact(paper.facts, words("doc.carrier"), manifest.leg.carrier, words, Kind::Name);
  add_fact(paper.facts, words("doc.from-place"), manifest.leg.from_place, words, Kind::Name);
  add_fact(paper.facts, words("doc.to-place"), manifest.leg.to_place, words, Kind::Name);
  add_fact(paper.facts, words("doc.day"), words.day(manifest.leg.day), words);
  add_fact(paper.facts, words("doc.handed-by"), party(manifest, manifest.handed_by, words), words);
  add_fact(paper.facts, words("doc.handed-to"), party(manifest, manifest.handed_to, words), words);
  if (!manifest.through.empty())
    add_fact(paper.facts, words("doc.through"), party(manifest, manifest.through, words), words);
  if (std::any_of(manifest.lines.begin(), manifest.lines.end(),
                  [](const ManifestLine& line) { return line.romanisation_derived && !line.other_script.empty(); }))
    paper.legend.push_back(words("doc.legend.derived"));
  paper.legend.push_back(words("doc.legend.annex-numbers"));
  paper.digest_label = words("doc.digest");
  paper.digest = manifest.annex_digest;
  paper.day = manifest.leg.day;
  return paper;
}

std::vector<std::string> hands(const Manifest& manifest, const Words& words) {
  std::vector<std::string> out = {party(manifest, manifest.handed_by, words)};
  if (!manifest.through.empty()) out.push_back(party(manifest, manifest.through, words));
  out.push_back(party(manifest, manifest.handed_to, words));
  return out;
}

std::vector<Column> person_columns(const Words& words) {
  return {{words("doc.column.number"), 34, true},
          {words("doc.column.name"), 150, false},
          {words("doc.column.other-script"), 120, false},
          {words("doc.column.born"), 76, false},
          {words("doc.column.reference"), 90, false}};
}

// With the star of the annex where the spelling is ours.
Text other_spelling(const ManifestLine& line, const Words& words) {
  Text other = words.data(line.other_script, Kind::Name);
  if (line.romanisation_derived && !line.other_script.empty()) other.text += "\u00a0*";
  return other;
}

std::vector<Cell> person_cells(const ManifestLine& line, const Words& words) {
  return {{{{std::to_string(line.annex_number), Kind::Figure, Weight::Normal}}},
          {{words.data(line.name, Kind::Name, people::Absence::Unknown, Weight::Strong)}},
          {{other_spelling(line, words)}},
          {{words.data(shown_span(line.birth_iso), Kind::Figure)}},
          {{words.data(line.reference, Kind::Figure)}}};
}

std::string state_word(const ManifestLine& line, const Words& words) {
  // Whatever the reason, whoever does not go is one phrase: nobody may learn from a paper who refused.
  if (line.boarding == Boarding::NotBoarded) return words("doc.state.not-travelling");
  if (line.outcome == HandoverOutcome::Received) return words("doc.state.received");
  if (line.outcome != HandoverOutcome::Pending) return words("doc.state.not-travelling");
  return line.boarding == Boarding::Boarded ? words("doc.state.boarded") : words("doc.state.pending");
}

Paper manifest_paper(const Manifest& manifest, const Words& words) {
  Paper paper = leg_paper(manifest, words, "doc.manifest.title");
  Table table;
  table.columns = person_columns(words);
  table.columns.push_back({words("doc.column.place"), 62, false});
  table.columns.push_back({words("doc.column.state"), 80, false});
  for (const ManifestLine& line : manifest.lines) {
    std::vector<Cell> row = person_cells(line, words);
    row.push_back({{{words(line.stretcher ? "doc.place.stretcher" : "doc.place.seat"), Kind::Words, Weight::Normal}}});
    row.push_back({{{state_word(line, words), Kind::Words, Weight::Normal}}});
    table.rows.push_back(std::move(row));
  }
  table.if_empty = words("doc.manifest.empty");
  paper.tables.push_back(std::move(table));
  const ManifestCounts counts = people::count(manifest);
  std::int64_t stretchers = 0;
  for (const ManifestLine& line : manifest.lines) stretchers += line.stretcher ? 1 : 0;
  add_count(paper.totals, words("doc.count.listed"), counts.listed, words);
  add_count(paper.totals, words("doc.count.stretchers"), stretchers, words);
  paper.legend.insert(paper.legend.begin(), words("doc.legend.absent"));
  paper.signatories = hands(manifest, words);
  paper.initials = true;
  paper.landscape = true;
  return paper;
}

Paper boarding_paper(const Manifest& manifest, const Words& words) {
  Paper paper = leg_paper(manifest, words, "doc.boarding.title");
  paper.notices.push_back(words("doc.boarding.how"));
  Table table;
  // clang-format off
  table.columns = {{words("doc.column.number"), 34, true},    {words("doc.column.name"), 190, false},
                   {words("doc.column.born"), 70, false},     {words("doc.column.reference"), 84, false},
                   {words("doc.column.place"), 60, false},    {words("doc.tick.identity"), 58, false},
                   {words("doc.tick.consent"), 58, false},    {words("doc.tick.boarded"), 58, false},
                   {words("doc.tick.received"), 58, false},   {words("doc.tick.not-travelling"), 66, false}};
  // clang-format on
  for (const ManifestLine& line : manifest.lines) {
    std::vector<Cell> row = person_cells(line, words);
    if (!line.other_script.empty())
      row[1].lines.push_back({other_spelling(line, words).text, Kind::Name, Weight::Small});
    row.erase(row.begin() + 2);
    row.push_back({{{words(line.stretcher ? "doc.place.stretcher" : "doc.place.seat"), Kind::Words, Weight::Normal}}});
    row.resize(table.columns.size());  // boxes to tick
    table.rows.push_back(std::move(row));
  }
  table.if_empty = words("doc.manifest.empty");
  paper.tables.push_back(std::move(table));
  add_count(paper.totals, words("doc.count.listed"), static_cast<std::int64_t>(manifest.lines.size()), words);
  for (const char* code : {"doc.count.boarded", "doc.count.received", "doc.count.not-travelling"})
    paper.totals.push_back({words(code), {"____________", Kind::Figure, Weight::Normal}});
  paper.legend.insert(paper.legend.begin(), words("doc.legend.absent"));
  paper.landscape = true;
  return paper;
}

Paper receipt_paper(const Manifest& manifest, const Words& words, std::int64_t copy, const std::string& whose) {
  Paper paper = leg_paper(manifest, words, "doc.receipt.title");
  paper.subtitle = words("doc.receipt.copy", {{"copy", copy}, {"whose", whose}});
  paper.running_head = visible(fmt::format("{} · {} · {}", paper.title, paper.subtitle, manifest.operation_id));
  const ManifestCounts counts = people::count(manifest);
  base::Message sentence{manifest.through.empty() ? "doc.receipt.sentence" : "doc.receipt.sentence-through", {}};
  paper.notices.push_back(words(sentence.code, {{"from", party(manifest, manifest.handed_by, words)},
                                                {"to", party(manifest, manifest.handed_to, words)},
                                                {"through", party(manifest, manifest.through, words)},
                                                {"count", counts.received},
                                                {"words", words.in_words(counts.received)}}));
  Table table;
  table.columns = person_columns(words);
  std::string absent;
  for (const ManifestLine& line : manifest.lines) {
    if (line.outcome == HandoverOutcome::Received) {
      table.rows.push_back(person_cells(line, words));
      continue;
    }
    base::add_listed(absent, std::to_string(line.annex_number));
  }
  table.if_empty = words("doc.receipt.nobody");
  paper.tables.push_back(std::move(table));
  add_count(paper.totals, words("doc.count.listed"), counts.listed, words);
  add_count(paper.totals, words("doc.count.boarded"), counts.boarded, words);
  add_count(paper.totals, words("doc.count.received"), counts.received, words);
  add_count(paper.totals, words("doc.count.not-travelling"), counts.not_boarded + counts.not_received, words);
  if (!absent.empty()) paper.totals.push_back({words("doc.count.not-travelling-lines"), strong(absent, Kind::Figure)});
  paper.legend.insert(paper.legend.begin(), words("doc.legend.absent"));
  paper.signatories = hands(manifest, words);
  paper.initials = true;
  return paper;
}

base::Result<std::vector<Paper>> receipt_papers(const Manifest& manifest, std::string_view language) {
  const Words words = MIDSPAN_TRY(Words::in(language));
  const ManifestCounts counts = people::count(manifest);
  if (!counts.closed())
    return base::failure("DOC-010", {{"leg", manifest.leg.id}, {"open", counts.pending + counts.in_transit}},
                         base::Exit::Refused);
  const std::string third =
      manifest.through.empty() ? words("doc.receipt.for-the-record") : party(manifest, manifest.through, words);
  return std::vector<Paper>{receipt_paper(manifest, words, 1, party(manifest, manifest.handed_by, words)),
                            receipt_paper(manifest, words, 2, party(manifest, manifest.handed_to, words)),
                            receipt_paper(manifest, words, 3, third)};
}

}  // namespace

base::Result<std::string> manifest_pdf(const Manifest& manifest, std::string_view language) {
  const Words words = MIDSPAN_TRY(Words::in(language));
  return to_pdf({manifest_paper(manifest, words)});
}

base::Result<std::string> manifest_xlsx(const Manifest& manifest, std::string_view language) {
  const Words words = MIDSPAN_TRY(Words::in(language));
  return to_xlsx(manifest_paper(manifest, words));
}

base::Result<std::string> manifest_html(const Manifest& manifest, std::string_view language) {
  const Words words = MIDSPAN_TRY(Words::in(language));
  return to_html({manifest_paper(manifest, words)});
}

base::Result<std::string> boarding_sheet_pdf(const Manifest& manifest, std::string_view language) {
  const Words words = MIDSPAN_TRY(Words::in(language));
  return to_pdf({boarding_paper(manifest, words)});
}

base::Result<std::string> receipt_pdf(const Manifest& manifest, std::string_view language) {
  const std::vector<Paper> papers = MIDSPAN_TRY(receipt_papers(manifest, language));
  return to_pdf(papers);
}

base::Result<std::string> receipt_html(const Manifest& manifest, std::string_view language) {
  const std::vector<Paper> papers = MIDSPAN_TRY(receipt_papers(manifest, language));
  return to_html(papers);
}

}  // namespace midspan::documents
