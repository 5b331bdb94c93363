// SPDX-License-Identifier: Apache-2.0
#include "documents/annex.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/listed.hpp"
#include "documents/annex_paper.hpp"
#include "documents/html/paper_html.hpp"
#include "documents/pdf/paper_pdf.hpp"
#include "documents/xlsx/paper_xlsx.hpp"
#include "locale/locale.hpp"

namespace midspan::documents {

namespace {

using people::Absence;
using people::Annex;
using people::AnnexLine;

// Columns that would say the same on every line are said once, above the table. This looks at the data only, so that
// every language has the same columns.
struct Shape {
  bool other_script = false;
  bool derived = false;
  bool articles = false;      // more than one
  bool destinations = false;  // more than one
  bool as_written = false;    // some date was written otherwise than its ISO form
};

Shape shape_of(const Annex& annex) {
  Shape shape;
  for (const AnnexLine& line : annex.lines) {
    shape.other_script |= !line.other_script.empty();
    shape.derived |= line.romanisation_derived && !line.other_script.empty();
    shape.articles |= line.article != annex.lines.front().article;
    shape.destinations |= line.to != annex.lines.front().to;
    shape.as_written |= !line.birth.empty() && line.birth != line.birth_iso;
  }
  return shape;
}

Absence absence_of(const AnnexLine& line, const char* field) {
  const auto found = line.absences.find(field);
  return found == line.absences.end() ? Absence::Unknown : found->second;
}

Text fact(std::string text, Kind kind = Kind::Words) { return {std::move(text), kind, Weight::Strong}; }

std::vector<Fact> facts(const Annex& annex, const Shape& shape, const Words& words) {
  std::vector<Fact> list;
  list.push_back(
      {words("doc.operation"), fact(visible(words.title(annex.operation_titles, annex.operation_title)), Kind::Name)});
  list.push_back({words("doc.released-by"), fact(visible(words.party(annex.party_names, annex.released_by)))});
  list.push_back(
      {words("doc.agreement"), fact(visible(words.title(annex.agreement_titles, annex.agreement_title)), Kind::Name)});
  const std::string to =
      !shape.destinations && !annex.lines.empty() && annex.to.empty() ? annex.lines.front().to : annex.to;
  list.push_back(
      {words("doc.to"), to.empty() ? words.data({}, Kind::Words) : fact(visible(words.party(annex.party_names, to)))});
  const std::string phase = words.title(annex.phase_titles, annex.phase);
  if (!phase.empty()) list.push_back({words("doc.phase"), fact(visible(phase), Kind::Name)});
  if (!shape.articles && !annex.lines.empty() && !annex.lines.front().article.empty())
    list.push_back({words("doc.article"), fact(visible(annex.lines.front().article), Kind::Figure)});
  list.push_back(
      {words("doc.frozen-on"), words.data(words.day(annex.frozen_on), Kind::Words, Absence::Unknown, Weight::Strong)});
  list.push_back(
      {words("doc.persons"), fact(words.digits(static_cast<std::int64_t>(annex.lines.size())), Kind::Figure)});
  if (!annex.agreement_digest.empty())
    list.push_back({words("doc.agreement-digest"), {annex.agreement_digest, Kind::Figure, Weight::Small}});
  return list;
}

Table table(const Annex& annex, const Shape& shape, const Words& words) {
  Table table;
  table.columns.push_back({words("doc.column.number"), 34, true});
  table.columns.push_back({words("doc.column.name"), 150, false});
  if (shape.other_script) table.columns.push_back({words("doc.column.other-script"), 120, false});
  table.columns.push_back({words("doc.column.father"), 94, false});
  table.columns.push_back({words("doc.column.mother"), 94, false});
  table.columns.push_back({words("doc.column.born"), 76, false});
  table.columns.push_back({words("doc.column.nationality"), 90, false});
  table.columns.push_back({words("doc.column.reference"), 92, false});
  if (shape.articles) table.columns.push_back({words("doc.column.article"), 44, false});
  if (shape.destinations) table.columns.push_back({words("doc.column.to"), 80, false});

  for (const AnnexLine& line : annex.lines) {
    std::vector<Cell> row;
    row.push_back({{{std::to_string(line.number), Kind::Figure, Weight::Normal}}});
    row.push_back({{words.data(line.name, Kind::Name, absence_of(line, "name"), Weight::Strong)}});
    if (shape.other_script) {
      Text other = words.data(line.other_script, Kind::Name);
      if (line.romanisation_derived && !line.other_script.empty()) other.text += "\u00a0*";
      row.push_back({{std::move(other)}});
    }
    row.push_back({{words.data(line.father, Kind::Name, absence_of(line, "father"))}});
    row.push_back({{words.data(line.mother, Kind::Name, absence_of(line, "mother"))}});
    Cell born{{words.data(shown_span(line.birth_iso), Kind::Figure, absence_of(line, "birth"))}};
    if (!line.birth.empty() && line.birth != line.birth_iso)
      born.lines.push_back(words.data(line.birth, Kind::Name, Absence::Unknown, Weight::Small));
    row.push_back(std::move(born));
    Cell nationalities;
    for (const std::string& nationality : line.nationalities)
      nationalities.lines.push_back(words.data(words.country(nationality), Kind::Words));
    if (nationalities.lines.empty())
      nationalities.lines.push_back(words.data({}, Kind::Words, absence_of(line, "nationalities")));
    row.push_back(std::move(nationalities));
    row.push_back({{words.data(line.reference, Kind::Figure, absence_of(line, "reference"))}});
    if (shape.articles) row.push_back({{words.data(line.article, Kind::Figure)}});
    if (shape.destinations)
      row.push_back({{words.data(line.to.empty() ? line.to : words.party(annex.party_names, line.to), Kind::Words)}});
    table.rows.push_back(std::move(row));
  }
  table.if_empty = words("doc.annex.empty");
  return table;
}

// The languages that are signed, each called by its code: a reader in another language has a reading copy.
std::string reading_copy(const Annex& annex, const Words& words) {
  if (std::find(annex.languages.begin(), annex.languages.end(), words.language()) != annex.languages.end()) return {};
  std::string languages;
  for (const std::string& language : annex.languages) base::add_listed(languages, words("doc.language." + language));
  return words("doc.reading-copy", {{"languages", languages}});
}

base::Result<Paper> paper_in(const Annex& annex, std::string_view language) {
  const Words words = MIDSPAN_TRY(Words::in(language));
  return annex_paper(annex, words);
}

}  // namespace

base::Result<Paper> annex_paper(const Annex& annex, const Words& words) {
  if (people::digest(annex) != annex.digest) return base::failure("DOC-003");
  const Shape shape = shape_of(annex);
  const auto count = static_cast<std::int64_t>(annex.lines.size());
  Paper paper;
  paper.language = words.language();
  paper.title = words("doc.annex.title");
  const std::string phase = visible(words.title(annex.phase_titles, annex.phase));
  const std::string from = visible(words.party(annex.party_names, annex.released_by));
  paper.subtitle = phase.empty() ? from : fmt::format("{} · {}", from, phase);
  paper.running_head = fmt::format("{} · {} · {}", paper.title, paper.subtitle, visible(annex.operation_id));
  if (annex.unsealed) paper.marking = words("doc.marking");
  paper.facts = facts(annex, shape, words);
  if (std::string notice = reading_copy(annex, words); !notice.empty()) paper.notices.push_back(std::move(notice));
  paper.tables.push_back(table(annex, shape, words));
  paper.totals.push_back({words("doc.total.digits"), fact(words.digits(count), Kind::Figure)});
  paper.totals.push_back({words("doc.total.words"), fact(words.in_words(count))});
  paper.legend.push_back(words("doc.legend.absent"));
  if (shape.derived) paper.legend.push_back(words("doc.legend.derived"));
  if (shape.as_written) paper.legend.push_back(words("doc.legend.as-written"));
  paper.legend.push_back(words("doc.legend.same-lines"));
  for (const std::string& signatory : annex.signatories)
    paper.signatories.push_back(visible(words.party(annex.party_names, signatory)));
  paper.initials = true;
  paper.digest_label = words("doc.digest");
  paper.digest = annex.digest;
  paper.day = annex.frozen_on;
  paper.landscape = true;
  return paper;
}

base::Result<std::string> annex_pdf(const Annex& annex, std::string_view language) {
  Paper paper = MIDSPAN_TRY(paper_in(annex, language));
  return to_pdf({std::move(paper)});
}

base::Result<std::string> annex_xlsx(const Annex& annex, std::string_view language) {
  const Paper paper = MIDSPAN_TRY(paper_in(annex, language));
  return to_xlsx(paper);
}

base::Result<std::string> annex_html(const Annex& annex, std::string_view language) {
  Paper paper = MIDSPAN_TRY(paper_in(annex, language));
  return to_html({std::move(paper)});
}

base::Result<std::string> statement_sheet(const Annex& annex, std::string_view signatory, std::string_view text_to_sign,
                                          std::string_view language) {
  const Words words = MIDSPAN_TRY(Words::in(language));
  if (people::digest(annex) != annex.digest) return base::failure("DOC-003");
  const auto count = static_cast<std::int64_t>(annex.lines.size());
  const auto line = [&](std::string_view code, const std::string& value) {
    return fmt::format("{}: {}\n", words(code), visible(value));
  };
  std::string out;
  if (annex.unsealed) out += words("doc.marking") + "\n\n";
  out += words("doc.sheet-to-sign.title") + "\n\n";
  out += words("doc.sheet-to-sign.act", {{"party", visible(words.party(annex.party_names, std::string(signatory)))}}) +
         "\n\n";
  out += line("doc.operation", words.title(annex.operation_titles, annex.operation_title));
  out += line("doc.agreement", words.title(annex.agreement_titles, annex.agreement_title));
  out += line("doc.phase", words.title(annex.phase_titles, annex.phase));
  out += line("doc.released-by", words.party(annex.party_names, annex.released_by));
  out += line("doc.to", words.party(annex.party_names, annex.to));
  out += line("doc.frozen-on", words.day(annex.frozen_on));
  out += line("doc.total.digits", words.digits(count));
  out += line("doc.total.words", words.in_words(count));
  if (count > 0) {
    out += line("doc.sheet-to-sign.first", annex.lines.front().name);
    out += line("doc.sheet-to-sign.last", annex.lines.back().name);
  }
  out += line("doc.digest", annex.digest);
  out += "\n" + words("doc.sheet-to-sign.bytes") + "\n\n";
  out += std::string(60, '-') + "\n" + std::string(text_to_sign) + std::string(60, '-') + "\n";
  return out;
}

}  // namespace midspan::documents
