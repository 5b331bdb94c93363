// SPDX-License-Identifier: Apache-2.0
// A paper before it is PDF, XLSX or HTML: words already in their language, data still in its own script, tables as rows
// of cells. Each kind of paper is one function that builds this; each format is one function that renders it
// (pdf/paper_pdf.hpp, xlsx/paper_xlsx.hpp, html/paper_html.hpp). So the three say the same.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace midspan::documents {

// How a text reads: which direction it takes and what it is for a screen reader.
enum class Kind : std::uint8_t {
  Words,   // of the paper's language
  Name,    // a person's data: its own script, its own direction, isolated from what stands around it
  Figure,  // dates, digests, line numbers, references: left to right everywhere
  Absent,  // nothing was stated, or the reason why not, in the paper's language
};

enum class Weight : std::uint8_t { Normal, Strong, Small };

struct Text {
  std::string text;
  Kind kind = Kind::Words;
  Weight weight = Weight::Normal;
};

// One line each; a line wraps by itself.
struct Cell {
  std::vector<Text> lines;
};

struct Column {
  std::string heading;
  int width = 1;          // share of the page's width
  bool row_head = false;  // names its row for a screen reader (the line number)
};

struct Table {
  std::string caption;  // empty: none is shown
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;  // each as wide as columns
  std::string if_empty;                 // said instead when there are no rows
};

struct Fact {
  std::string label;
  Text value;
};

struct Paper {
  std::string language;
  std::string title;
  std::string subtitle;
  std::string running_head;  // on every page: what this is, in one line
  std::string marking;       // on every page, strong; empty: none
  std::vector<Fact> facts;
  std::vector<std::string> notices;  // sentences before the tables
  std::vector<Table> tables;
  std::vector<Fact> totals;
  std::vector<std::string> legend;
  std::vector<std::string> signatories;  // a signature box each at the end
  bool initials = false;                 // and a box for initials on every page
  std::string digest_label;
  std::string digest;  // on every page; empty: none
  std::string day;     // ISO; the file's creation date, so that the same paper has the same bytes
  bool landscape = false;
};

}  // namespace midspan::documents
