// SPDX-License-Identifier: Apache-2.0
#include "documents/pdf/glyphs.hpp"

#include <hb.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.hpp"

namespace midspan::documents {

namespace {

// A piece of text and the glyphs that stand for it, from left to right.
struct Piece {
  std::string_view text;
  std::vector<cairo_glyph_t> glyphs;
  bool blank = false;  // the glyphs are of the font of blanks
};

double points(int units) { return static_cast<double>(units) / PANGO_SCALE; }

double em(PangoFont* font) {
  int x = 0;
  int y = 0;
  hb_font_get_scale(pango_font_get_hb_font(font), &x, &y);
  return points(x);
}

struct Blank {
  unsigned long glyph = 0;
  double width = 0;
};

// The blank whose width is nearest to the room.
std::optional<Blank> blank_for(PangoFont* font, double room) {
  std::optional<Blank> best;
  hb_font_t* const shaped = pango_font_get_hb_font(font);
  if (shaped == nullptr) return best;
  for (const hb_codepoint_t point : {0x2003u, 0x2007u, 0x2002u, 0x2004u, 0x0020u, 0x2005u, 0x2006u, 0x200Au}) {
    hb_codepoint_t glyph = 0;
    if (hb_font_get_nominal_glyph(shaped, point, &glyph) == 0) continue;
    const Blank found{glyph, points(hb_font_get_glyph_h_advance(shaped, glyph))};
    if (!best || std::abs(found.width - room) < std::abs(best->width - room)) best = found;
  }
  return best;
}

class RunBuilder {
 public:
  RunBuilder(std::vector<GlyphRun>& out, const char* text, PangoGlyphItem* run, PangoFont* blanks, double x, double y)
      : out_(out), text_(text), run_(run), blanks_(blanks), y_(y), backward_((run->item->analysis.level & 1) != 0) {
    x_.reserve(static_cast<std::size_t>(run->glyphs->num_glyphs) + 1);
    for (int i = 0; i < run->glyphs->num_glyphs; ++i) {
      x_.push_back(x);
      x += points(run->glyphs->glyphs[i].geometry.width);
    }
    x_.push_back(x);
  }

  void build() {
    collect();
    if (backward_) std::reverse(pieces_.begin(), pieces_.end());  // from left to right
    for (std::size_t begin = 0; begin < pieces_.size();) {
      std::size_t end = begin + 1;
      while (end < pieces_.size() && pieces_[end].blank == pieces_[begin].blank) ++end;
      add(begin, end);
      begin = end;
    }
    if (!shapes_.empty()) out_.push_back({run_->item->analysis.font, {}, std::move(shapes_), {}});
  }

 private:
  // Pieces that use one font, as one run. The text is handed over in the order in which it is seen, as most producers
  // of PDF do: Cairo's own way with a run that goes backward jumps back before each glyph, and readers take each letter
  // for a word.
  void add(std::size_t begin, std::size_t end) {
    GlyphRun run;
    run.font = pieces_[begin].blank ? blanks_ : run_->item->analysis.font;
    for (std::size_t i = begin; i < end; ++i) {
      const Piece& piece = pieces_[i];
      run.glyphs.insert(run.glyphs.end(), piece.glyphs.begin(), piece.glyphs.end());
      run.clusters.push_back({static_cast<int>(piece.text.size()), static_cast<int>(piece.glyphs.size())});
      run.text += piece.text;
    }
    out_.push_back(std::move(run));
  }

  struct Cluster {
    int begin = 0;  // bytes of the layout's text
    int end = 0;
    int first = 0;  // glyphs
    int last = 0;
    int characters = 0;
  };

  std::vector<Cluster> clusters() const {
    std::vector<Cluster> out;
    PangoGlyphItemIter at;
    for (gboolean more = pango_glyph_item_iter_init_start(&at, run_, text_); more != 0;
         more = pango_glyph_item_iter_next_cluster(&at)) {
      const Cluster cluster{at.start_index, at.end_index, backward_ ? at.end_glyph + 1 : at.start_glyph,
                            backward_ ? at.start_glyph + 1 : at.end_glyph, at.end_char - at.start_char};
      // A mark that is shaped apart from its letter still stands on it.
      if (backward_ && !out.empty() && width(cluster) == 0) {
        out.back().end = cluster.end;
        out.back().first = cluster.first;
        out.back().characters += cluster.characters;
      } else {
        out.push_back(cluster);
      }
    }
    return out;
  }

  void collect() {
    for (const Cluster& cluster : clusters()) {
      Piece piece;
      piece.text = std::string_view(text_ + cluster.begin, static_cast<std::size_t>(cluster.end - cluster.begin));
      for (int i = cluster.first; i < cluster.last; ++i)
        if (has_ink(i)) piece.glyphs.push_back(glyph(i));
      if (backward_ && cluster.characters > 1 && !piece.glyphs.empty() && divide(cluster, piece.text))
        shapes_.insert(shapes_.end(), piece.glyphs.begin(), piece.glyphs.end());
      else pieces_.push_back(std::move(piece));
    }
  }

  double width(const Cluster& cluster) const {
    return x_[static_cast<std::size_t>(cluster.last)] - x_[static_cast<std::size_t>(cluster.first)];
  }

  bool has_ink(int i) const {
    const PangoGlyph id = run_->glyphs->glyphs[i].glyph;
    return id != PANGO_GLYPH_EMPTY && (id & PANGO_GLYPH_UNKNOWN_FLAG) == 0;
  }

  cairo_glyph_t glyph(int i) const {
    const PangoGlyphInfo& info = run_->glyphs->glyphs[i];
    return {info.glyph, x_[static_cast<std::size_t>(i)] + points(info.geometry.x_offset),
            y_ + points(info.geometry.y_offset)};
  }

  // One blank a character, the first at the right.
  bool divide(const Cluster& cluster, std::string_view text) {
    double left = x_[static_cast<std::size_t>(cluster.first)];
    double share = width(cluster) / cluster.characters;
    const double least = 0.105 * em(blanks_);
    if (share < least) {  // three characters on a narrow letter: some of the room of its neighbour
      left -= std::min(0.09 * em(blanks_), (least - share) * cluster.characters);
      share = least;
    }
    const auto blank = blank_for(blanks_, share);
    if (!blank) return false;
    std::size_t begin = 0;
    for (int i = cluster.characters - 1; i >= 0; --i) {
      std::size_t end = begin;
      base::next_code_point(text, end);
      Piece piece;
      piece.text = text.substr(begin, end - begin);
      piece.blank = true;
      piece.glyphs.push_back({blank->glyph, left + share * i, y_});
      pieces_.push_back(std::move(piece));
      begin = end;
    }
    return true;
  }

  std::vector<GlyphRun>& out_;
  const char* text_;
  PangoGlyphItem* run_;
  PangoFont* blanks_;
  double y_;
  bool backward_;
  std::vector<double> x_;      // left edge of each glyph, and the run's right edge
  std::vector<Piece> pieces_;  // in the text's order while they are collected, then from left to right
  std::vector<cairo_glyph_t> shapes_;
};

}  // namespace

std::vector<GlyphRun> glyph_runs(PangoLayout* layout, PangoFont* blanks) {
  std::vector<GlyphRun> runs;
  const char* const text = pango_layout_get_text(layout);
  PangoLayoutIter* const iter = pango_layout_get_iter(layout);
  do {
    PangoLayoutRun* const run = pango_layout_iter_get_run_readonly(iter);
    if (run == nullptr) continue;
    PangoRectangle logical;
    pango_layout_iter_get_run_extents(iter, nullptr, &logical);
    RunBuilder(runs, text, run, blanks, points(logical.x), points(pango_layout_iter_get_baseline(iter))).build();
  } while (pango_layout_iter_next_run(iter) != 0);
  pango_layout_iter_free(iter);
  return runs;
}

void draw_runs(cairo_t* pen, const std::vector<GlyphRun>& runs, double x, double y) {
  for (const GlyphRun& run : runs) {
    cairo_scaled_font_t* const font = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(run.font));
    if (font == nullptr || cairo_scaled_font_status(font) != CAIRO_STATUS_SUCCESS) continue;
    cairo_set_scaled_font(pen, font);
    std::vector<cairo_glyph_t> glyphs = run.glyphs;
    for (cairo_glyph_t& glyph : glyphs) {
      glyph.x += x;
      glyph.y += y;
    }
    const auto count = static_cast<int>(glyphs.size());
    if (run.clusters.empty()) {
      cairo_new_path(pen);
      cairo_glyph_path(pen, glyphs.data(), count);
      cairo_fill(pen);
    } else {
      cairo_show_text_glyphs(pen, run.text.data(), static_cast<int>(run.text.size()), glyphs.data(), count,
                             run.clusters.data(), static_cast<int>(run.clusters.size()),
                             static_cast<cairo_text_cluster_flags_t>(0));
    }
  }
}

}  // namespace midspan::documents
