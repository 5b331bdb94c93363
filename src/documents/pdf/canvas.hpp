// SPDX-License-Identifier: Apache-2.0
// Pages, shaped text and lines: what Cairo and Pango are used for, and nothing else. Positions are in points from the
// page's *starting* edge (the right one where the language runs right to left) and from its top, so that layout code is
// written once for both directions.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "documents/paper.hpp"

namespace midspan::documents {

enum class Align : std::uint8_t { Start, End, Centre };

struct Style {
  double size = 10;  // points
  bool bold = false;
};

struct Size {
  double width = 0;
  double height = 0;
};

constexpr Size kA4 = {595.276, 841.890};

class Canvas {
 public:
  struct Setting {
    std::string language;
    bool right_to_left = false;
    std::string title;
    std::string day;  // ISO: the file's creation date; empty: 1970-01-01
  };

  // Errors: DOC-001.
  static base::Result<std::unique_ptr<Canvas>> create(const Setting& setting);
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  // While measuring, nothing reaches the file; heights are those of drawing.
  void set_measuring(bool measuring) { measuring_ = measuring; }
  bool measuring() const { return measuring_; }
  void begin_page(Size size);
  void end_page();

  // Lines of different scripts are of different heights: texts that stand side by side are set on one baseline.
  struct Extent {
    double height = 0;
    double baseline = 0;  // of the first line, from the top
    double width = 0;     // of the longest line
  };
  Extent measure(std::string_view text, Kind kind, Style style, double width);
  double height(std::string_view text, Kind kind, Style style, double width) {
    return measure(text, kind, style, width).height;
  }
  // With a baseline, the first line stands on y + baseline; without, the text begins at y.
  Extent draw(std::string_view text, Kind kind, Style style, double x, double y, double width,
              Align align = Align::Start, double baseline = 0);
  void rule(double x1, double y1, double x2, double y2, double thickness = 0.4);
  void frame(double x, double y, double width, double height, double thickness = 0.5);
  void shade(double x, double y, double width, double height, double grey);

  // Whether some character was printed as its number because no font here draws it.
  bool replaced_characters() const { return replaced_; }

  // Errors: DOC-006.
  base::Result<std::string> finish();

 private:
  struct Parts;
  struct Shaped;
  Canvas();
  const Shaped& shape(std::string_view text, Kind kind, Style style, double width, Align align);
  double left(double x, double width) const { return right_to_left_ ? page_.width - x - width : x; }

  std::unique_ptr<Parts> parts_;
  Size page_ = kA4;
  bool right_to_left_ = false;
  bool measuring_ = false;
  bool replaced_ = false;
};

}  // namespace midspan::documents
