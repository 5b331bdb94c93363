// SPDX-License-Identifier: Apache-2.0
// Draws a shaped layout so that what a reader copies or searches is the text in its logical order.
//
// A PDF has glyphs with characters attached, from left to right. Readers turn the characters of right-to-left words
// around, one by one; where one glyph stands for several characters (Arabic lam-alef), or one letter carries marks,
// some of them (poppler's pdftotext) turn those around too: "الأهدل" comes back with its second and third letter
// exchanged. Pango's own drawing attaches all characters of such a cluster to one place. Here its ink is filled as a
// shape without text, and each of its characters gets a blank of its own in its share of the cluster's width. Shares
// and blanks matter: poppler cuts a word where two characters begin within a tenth of the font's size of each other, or
// leave such a gap between them.
#pragma once

#include <cairo.h>
#include <pango/pango.h>

#include <string>
#include <vector>

namespace midspan::documents {

// What one call of Cairo draws: glyphs of one font with their text, or (without text) glyphs to be filled as shapes.
// Positions are from the layout's upper left corner.
struct GlyphRun {
  PangoFont* font = nullptr;  // owned by whoever keeps the layout's font map
  std::string text;
  std::vector<cairo_glyph_t> glyphs;
  std::vector<cairo_text_cluster_t> clusters;
};

// blanks: a font of the layout's size that has the spaces of U+2002 to U+200A.
std::vector<GlyphRun> glyph_runs(PangoLayout* layout, PangoFont* blanks);

void draw_runs(cairo_t* pen, const std::vector<GlyphRun>& runs, double x, double y);

}  // namespace midspan::documents
