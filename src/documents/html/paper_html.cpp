// SPDX-License-Identifier: Apache-2.0
#include "documents/html/paper_html.hpp"

#include <fmt/format.h>

#include "base/assert.hpp"
#include "documents/words.hpp"

namespace midspan::documents {

namespace {

constexpr std::string_view kStyle = R"(
  :root { color-scheme: light; }
  body { font: 11pt/1.45 "Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Ethiopic", "Noto Sans CJK SC",
         system-ui, sans-serif; color: #000; background: #fff; margin: 1.5rem auto; max-width: 75rem; padding: 0 1rem; }
  h1 { font-size: 1.5rem; margin: .4rem 0; }
  h2 { font-size: 1.1rem; }
  .subtitle { font-size: 1.1rem; margin: 0 0 1rem; }
  .marking { border: 2px solid #000; padding: .2rem .6rem; font-weight: 700; display: inline-block; }
  dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; }
  dt { color: #333; } dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
  table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
  caption { text-align: start; font-weight: 700; padding: .3rem 0; }
  th, td { border: 1px solid #555; padding: .25rem .4rem; text-align: start; vertical-align: top;
           overflow-wrap: break-word; } /* never "anywhere": a narrow column would cut names in two */
  thead th { background: #e6e6e6; overflow-wrap: normal; }
  tbody th { font-weight: 400; }
  .strong { font-weight: 700; } .small { font-size: .85em; } .absent { color: #333; }
  .line { display: block; }
  .legend { font-size: .85em; padding-inline-start: 1.2rem; }
  .digest { font-family: "Noto Sans Mono", monospace; font-size: .85em; overflow-wrap: anywhere; }
  .signatures { display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: 1rem; margin: 1rem 0; }
  .signature { border: 1px solid #000; padding: .5rem; break-inside: avoid; }
  .signature p { border-bottom: 1px solid #555; margin: 1.1rem 0 0; font-size: .85em; }
  article + article { border-top: 3px double #000; margin-top: 2rem; }
  @media screen and (max-width: 48rem) { /* a telephone: a card for each line, each value beside its heading */
    dl.facts { grid-template-columns: minmax(7rem, 2fr) 3fr; }
    table, caption, tbody, tr, tbody th, td { display: block; }
    thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
    tr { border: 1px solid #555; margin: 0 0 .6rem; }
    tbody th, td { display: grid; grid-template-columns: minmax(7rem, 2fr) 3fr; gap: 0 1rem; border: 0;
                   padding: .15rem .5rem; }
    tbody th::before, td::before { content: attr(data-heading); grid-row: 1 / span 9; font-weight: 400; color: #333; }
    .line { grid-column: 2; }
  }
  @page { size: A4; margin: 14mm; }
  @page landscape { size: A4 landscape; margin: 14mm; }
  @media print {
    body { margin: 0; max-width: none; font-size: 10pt; }
    .landscape { page: landscape; }
    thead { display: table-header-group; } tr { break-inside: avoid; }
    article + article { break-before: page; border: 0; }
  }
)";

// One text, isolated and marked. `tag` is the element that carries it.
std::string marked(const Text& text, const Words& words) {
  std::string classes = text.weight == Weight::Strong ? " strong" : text.weight == Weight::Small ? " small" : "";
  const std::string content = escape_html(visible(text.text));
  switch (text.kind) {
    case Kind::Words: return fmt::format("<span class=\"line{}\">{}</span>", classes, content);
    case Kind::Absent: return fmt::format("<span class=\"line absent{}\">{}</span>", classes, content);
    case Kind::Figure: return fmt::format("<span class=\"line{}\"><bdi dir=\"ltr\">{}</bdi></span>", classes, content);
    case Kind::Name: break;
  }
  const std::string script = script_code(text.text);
  const std::string language = script == "Zyyy" ? "und" : "und-" + script;
  return fmt::format("<span class=\"line{}\"><bdi lang=\"{}\" dir=\"{}\">{}</bdi></span>", classes, language,
                     reads_right_to_left(text.text, words.right_to_left()) ? "rtl" : "ltr", content);
}

void facts(std::string& out, const std::vector<Fact>& list, const Words& words) {
  if (list.empty()) return;
  out += "<dl class=\"facts\">\n";
  for (const Fact& fact : list)
    out += fmt::format("<dt>{}</dt><dd>{}</dd>\n", escape_html(fact.label), marked(fact.value, words));
  out += "</dl>\n";
}

void table(std::string& out, const Table& table, const Words& words, const std::string& title) {
  if (table.rows.empty()) {
    if (!table.caption.empty()) out += fmt::format("<h2>{}</h2>\n", escape_html(table.caption));
    if (!table.if_empty.empty()) out += fmt::format("<p>{}</p>\n", escape_html(table.if_empty));
    return;
  }
  out += fmt::format("<table role=\"table\">\n<caption>{}</caption>\n<thead><tr role=\"row\">",
                     escape_html(table.caption.empty() ? title : table.caption));
  for (const Column& column : table.columns)
    out += fmt::format("<th scope=\"col\" role=\"columnheader\">{}</th>", escape_html(column.heading));
  out += "</tr></thead>\n<tbody>\n";
  for (const std::vector<Cell>& row : table.rows) {
    out += "<tr role=\"row\">";
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool head = table.columns[i].row_head;
      out += fmt::format("<{} data-heading=\"{}\">", head ? "th scope=\"row\" role=\"rowheader\"" : "td role=\"cell\"",
                         escape_html(table.columns[i].heading));
      for (const Text& line : row[i].lines) out += marked(line, words);
      out += head ? "</th>" : "</td>";
    }
    out += "</tr>\n";
  }
  out += "</tbody>\n</table>\n";
}

void signatures(std::string& out, const Paper& paper, const Words& words) {
  if (paper.signatories.empty()) return;
  out += "<section class=\"signatures\">\n";
  for (const std::string& party : paper.signatories) {
    out += fmt::format("<div class=\"signature\"><strong>{}</strong>",
                       escape_html(words("doc.sign.for", {{"party", party}})));
    for (const char* code : {"doc.sign.name", "doc.sign.capacity", "doc.sign.place-day", "doc.sign.signature"})
      out += fmt::format("<p>{}</p>", escape_html(words(code)));
    out += "</div>\n";
  }
  out += "</section>\n";
}

void article(std::string& out, const Paper& paper, const Words& words) {
  out += fmt::format("<article{}>\n", paper.landscape ? " class=\"landscape\"" : "");
  if (!paper.marking.empty()) out += fmt::format("<p class=\"marking\">{}</p>\n", escape_html(paper.marking));
  out += fmt::format("<h1>{}</h1>\n", escape_html(paper.title));
  if (!paper.subtitle.empty()) out += fmt::format("<p class=\"subtitle\">{}</p>\n", escape_html(paper.subtitle));
  facts(out, paper.facts, words);
  for (const std::string& notice : paper.notices) out += fmt::format("<p>{}</p>\n", escape_html(notice));
  for (const Table& each : paper.tables) table(out, each, words, paper.title);
  facts(out, paper.totals, words);
  if (!paper.legend.empty()) {
    out += "<ul class=\"legend\">\n";
    for (const std::string& line : paper.legend) out += fmt::format("<li>{}</li>\n", escape_html(line));
    out += "</ul>\n";
  }
  if (!paper.digest.empty())
    out += fmt::format("<p>{} <bdi dir=\"ltr\" class=\"digest\">{}</bdi></p>\n", escape_html(paper.digest_label),
                       escape_html(paper.digest));
  signatures(out, paper, words);
  out += "</article>\n";
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out.push_back(c);
    }
  }
  return out;
}

base::Result<std::string> to_html(const std::vector<Paper>& papers) {
  MIDSPAN_ASSERT(!papers.empty());
  const Words words = MIDSPAN_TRY(Words::in(papers.front().language));
  std::string out = fmt::format(
      "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" "
      "content=\"no-referrer\">\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n",
      words.language(), words.right_to_left() ? "rtl" : "ltr", escape_html(papers.front().title), kStyle);
  for (const Paper& paper : papers) article(out, paper, words);
  out += "</main>\n</body>\n</html>\n";
  return out;
}

}  // namespace midspan::documents
