// SPDX-License-Identifier: Apache-2.0
// Two settings below look small and are not: glyph positions that are not rounded, and no hinting of metrics. Without
// them the text that a reader copies out of the file has spaces between the letters of Hebrew and Arabic words.
#include "documents/pdf/canvas.hpp"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include <array>
#include <map>
#include <unordered_map>
#include <vector>

#include "documents/pdf/fonts.hpp"
#include "documents/pdf/glyphs.hpp"
#include "documents/words.hpp"

namespace midspan::documents {

namespace {

template <auto Release>
struct Releaser {
  template <typename T>
  void operator()(T* object) const {
    Release(object);
  }
};

using Surface = std::unique_ptr<cairo_surface_t, Releaser<cairo_surface_destroy>>;
using Pen = std::unique_ptr<cairo_t, Releaser<cairo_destroy>>;
using Options = std::unique_ptr<cairo_font_options_t, Releaser<cairo_font_options_destroy>>;
using FontMap = std::unique_ptr<PangoFontMap, Releaser<g_object_unref>>;
using Context = std::unique_ptr<PangoContext, Releaser<g_object_unref>>;
using Font = std::unique_ptr<PangoFont, Releaser<g_object_unref>>;
using Layout = std::unique_ptr<PangoLayout, Releaser<g_object_unref>>;
using Description = std::unique_ptr<PangoFontDescription, Releaser<pango_font_description_free>>;

cairo_status_t append(void* out, const unsigned char* data, unsigned length) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

constexpr std::size_t kMostKept = 200'000;  // texts; about 1 kB each

int to_pango(double points) { return static_cast<int>(points * PANGO_SCALE); }
double to_points(int units) { return static_cast<double>(units) / PANGO_SCALE; }

}  // namespace

struct Canvas::Shaped {
  Extent extent;
  std::vector<GlyphRun> runs;
};

struct Canvas::Parts {
  const Fonts* fonts = nullptr;
  std::string bytes;
  Surface surface;
  Pen pen;
  FontMap map;
  std::array<Context, 2> contexts;  // left to right, right to left
  std::array<Layout, 2> layouts;
  Description description;
  std::map<int, Font> blanks;                      // by size
  std::map<PangoFont*, Font> kept;                 // fonts that shaped texts use
  std::unordered_map<std::string, Shaped> shaped;  // looked up, never walked
};

Canvas::Canvas() : parts_(std::make_unique<Parts>()) {}
Canvas::~Canvas() = default;

base::Result<std::unique_ptr<Canvas>> Canvas::create(const Setting& setting) {
  std::unique_ptr<Canvas> canvas(new Canvas);
  Parts& parts = *canvas->parts_;
  parts.fonts = MIDSPAN_TRY(Fonts::load());
  canvas->right_to_left_ = setting.right_to_left;

  parts.surface.reset(cairo_pdf_surface_create_for_stream(append, &parts.bytes, kA4.width, kA4.height));
  cairo_pdf_surface_set_metadata(parts.surface.get(), CAIRO_PDF_METADATA_TITLE, setting.title.c_str());
  const std::string created = (setting.day.empty() ? std::string("1970-01-01") : setting.day) + "T00:00:00Z";
  cairo_pdf_surface_set_metadata(parts.surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, created.c_str());
  parts.pen.reset(cairo_create(parts.surface.get()));

  parts.map.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(parts.map.get()), parts.fonts->config());
  const Options options(cairo_font_options_create());
  cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  for (std::size_t direction = 0; direction < 2; ++direction) {
    PangoContext* const context = pango_font_map_create_context(parts.map.get());
    parts.contexts[direction].reset(context);
    pango_cairo_context_set_font_options(context, options.get());
    pango_cairo_context_set_resolution(context, 72);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context, pango_language_from_string(setting.language.c_str()));
    pango_context_set_base_dir(context, direction == 0 ? PANGO_DIRECTION_LTR : PANGO_DIRECTION_RTL);
    PangoLayout* const layout = pango_layout_new(context);
    parts.layouts[direction].reset(layout);
    pango_layout_set_auto_dir(layout, FALSE);  // the context's direction holds; alignment stays physical
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    PangoAttrList* const attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));  // a digest has none
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
  }
  parts.description.reset(pango_font_description_new());
  pango_font_description_set_family(parts.description.get(), parts.fonts->families().c_str());
  return canvas;
}

void Canvas::begin_page(Size size) {
  page_ = size;
  if (!measuring_) cairo_pdf_surface_set_size(parts_->surface.get(), size.width, size.height);
}

void Canvas::end_page() {
  if (!measuring_) cairo_show_page(parts_->pen.get());
}

// Text is shaped once, when it is measured, and drawn from what was kept: shaping costs most of the time. What follows
// from the text alone is kept per text, kind, style, width and alignment.
const Canvas::Shaped& Canvas::shape(std::string_view text, Kind kind, Style style, double width, Align align) {
  Parts& parts = *parts_;
  std::string key(text);
  key.append(1, '\0').append(std::to_string(static_cast<int>(kind))).append(style.bold ? "b" : "n");
  key.append(std::to_string(to_pango(style.size))).append(",").append(std::to_string(to_pango(width)));
  key.append(std::to_string(static_cast<int>(align)));
  if (const auto found = parts.shaped.find(key); found != parts.shaped.end()) return found->second;
  if (parts.shaped.size() >= kMostKept) parts.shaped.clear();

  const bool text_right_to_left = kind == Kind::Figure ? false
                                  : kind == Kind::Name ? reads_right_to_left(text, right_to_left_)
                                                       : right_to_left_;
  PangoLayout* const layout = parts.layouts[text_right_to_left ? 1 : 0].get();
  pango_font_description_set_absolute_size(parts.description.get(), style.size * PANGO_SCALE);
  pango_font_description_set_weight(parts.description.get(), style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout, parts.description.get());
  const std::string drawable = parts.fonts->drawable(text, replaced_);
  pango_layout_set_text(layout, drawable.data(), static_cast<int>(drawable.size()));
  pango_layout_set_width(layout, to_pango(width));
  const bool at_right = (align == Align::Start) == right_to_left_;
  pango_layout_set_alignment(layout, align == Align::Centre ? PANGO_ALIGN_CENTER
                                     : at_right             ? PANGO_ALIGN_RIGHT
                                                            : PANGO_ALIGN_LEFT);
  PangoRectangle logical;
  pango_layout_get_extents(layout, nullptr, &logical);
  Font& blanks = parts.blanks[to_pango(style.size)];
  if (blanks == nullptr)
    blanks.reset(pango_font_map_load_font(parts.map.get(), parts.contexts[0].get(), parts.description.get()));
  Shaped shaped;
  shaped.extent = {to_points(logical.height), to_points(pango_layout_get_baseline(layout)), to_points(logical.width)};
  shaped.runs = glyph_runs(layout, blanks.get());
  for (const GlyphRun& run : shaped.runs)
    if (Font& kept = parts.kept[run.font]; kept == nullptr) kept.reset(PANGO_FONT(g_object_ref(run.font)));
  return parts.shaped.emplace(std::move(key), std::move(shaped)).first->second;
}

Canvas::Extent Canvas::draw(std::string_view text, Kind kind, Style style, double x, double y, double width,
                            Align align, double baseline) {
  const Shaped& shaped = shape(text, kind, style, width, align);
  if (measuring_) return shaped.extent;
  cairo_t* const pen = parts_->pen.get();
  cairo_set_source_rgb(pen, 0, 0, 0);
  draw_runs(pen, shaped.runs, left(x, width), baseline > 0 ? y + baseline - shaped.extent.baseline : y);
  return shaped.extent;
}

Canvas::Extent Canvas::measure(std::string_view text, Kind kind, Style style, double width) {
  return shape(text, kind, style, width, Align::Start).extent;
}

void Canvas::rule(double x1, double y1, double x2, double y2, double thickness) {
  if (measuring_) return;
  cairo_t* const pen = parts_->pen.get();
  cairo_set_source_rgb(pen, 0, 0, 0);
  cairo_set_line_width(pen, thickness);
  cairo_move_to(pen, left(x1, 0), y1);
  cairo_line_to(pen, left(x2, 0), y2);
  cairo_stroke(pen);
}

void Canvas::frame(double x, double y, double width, double height, double thickness) {
  if (measuring_) return;
  cairo_t* const pen = parts_->pen.get();
  cairo_set_source_rgb(pen, 0, 0, 0);
  cairo_set_line_width(pen, thickness);
  cairo_rectangle(pen, left(x, width), y, width, height);
  cairo_stroke(pen);
}

void Canvas::shade(double x, double y, double width, double height, double grey) {
  if (measuring_) return;
  cairo_t* const pen = parts_->pen.get();
  cairo_set_source_rgb(pen, grey, grey, grey);
  cairo_rectangle(pen, left(x, width), y, width, height);
  cairo_fill(pen);
}

base::Result<std::string> Canvas::finish() {
  Parts& parts = *parts_;
  parts.pen.reset();
  cairo_surface_finish(parts.surface.get());
  const cairo_status_t status = cairo_surface_status(parts.surface.get());
  if (status != CAIRO_STATUS_SUCCESS)
    return base::failure("DOC-006",
                         {{"format", std::string("PDF")}, {"reason", std::string(cairo_status_to_string(status))}});
  return std::move(parts.bytes);
}

}  // namespace midspan::documents
