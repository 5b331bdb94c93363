// SPDX-License-Identifier: Apache-2.0
#include "documents/pdf/fonts.hpp"

#include <fmt/format.h>
#include <fontconfig/fontconfig.h>
#include <unicode/uchar.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <optional>

#include "base/utf8.hpp"

namespace midspan::documents {

namespace {

struct Face {
  std::string_view family;
  std::string_view regular;
  std::string_view bold;
};

// In the order in which they are tried. All but the first are optional: a character that none of them has is printed as
// its number, and the paper says so.
constexpr std::array<Face, 25> kFaces = {{
    {"Noto Sans", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf"},
    {"Noto Sans Arabic", "NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"},
    {"Noto Sans Hebrew", "NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf"},
    {"Noto Sans Ethiopic", "NotoSansEthiopic-Regular.ttf", "NotoSansEthiopic-Bold.ttf"},
    {"Noto Sans Armenian", "NotoSansArmenian-Regular.ttf", "NotoSansArmenian-Bold.ttf"},
    {"Noto Sans Georgian", "NotoSansGeorgian-Regular.ttf", "NotoSansGeorgian-Bold.ttf"},
    {"Noto Sans Syriac", "NotoSansSyriac-Regular.ttf", ""},
    {"Noto Sans Thaana", "NotoSansThaana-Regular.ttf", "NotoSansThaana-Bold.ttf"},
    {"Noto Sans Devanagari", "NotoSansDevanagari-Regular.ttf", "NotoSansDevanagari-Bold.ttf"},
    {"Noto Sans Bengali", "NotoSansBengali-Regular.ttf", "NotoSansBengali-Bold.ttf"},
    {"Noto Sans Gurmukhi", "NotoSansGurmukhi-Regular.ttf", "NotoSansGurmukhi-Bold.ttf"},
    {"Noto Sans Gujarati", "NotoSansGujarati-Regular.ttf", "NotoSansGujarati-Bold.ttf"},
    {"Noto Sans Tamil", "NotoSansTamil-Regular.ttf", "NotoSansTamil-Bold.ttf"},
    {"Noto Sans Telugu", "NotoSansTelugu-Regular.ttf", "NotoSansTelugu-Bold.ttf"},
    {"Noto Sans Kannada", "NotoSansKannada-Regular.ttf", "NotoSansKannada-Bold.ttf"},
    {"Noto Sans Malayalam", "NotoSansMalayalam-Regular.ttf", "NotoSansMalayalam-Bold.ttf"},
    {"Noto Sans Sinhala", "NotoSansSinhala-Regular.ttf", "NotoSansSinhala-Bold.ttf"},
    {"Noto Sans Thai", "NotoSansThai-Regular.ttf", "NotoSansThai-Bold.ttf"},
    {"Noto Sans Lao", "NotoSansLao-Regular.ttf", "NotoSansLao-Bold.ttf"},
    {"Noto Sans Myanmar", "NotoSansMyanmar-Regular.ttf", "NotoSansMyanmar-Bold.ttf"},
    {"Noto Sans Khmer", "NotoSansKhmer-Regular.ttf", "NotoSansKhmer-Bold.ttf"},
    {"Noto Sans Symbols", "NotoSansSymbols-Regular.ttf", "NotoSansSymbols-Bold.ttf"},
    {"Noto Sans CJK SC", "NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"},
    {"Droid Sans Fallback", "DroidSansFallbackFull.ttf", ""},
    {"Droid Sans Fallback", "DroidSansFallback.ttf", ""},
}};

std::vector<std::filesystem::path> folders() {
  std::vector<std::filesystem::path> out;
  // A stick carries its fonts beside the program.
  std::error_code ignored;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", ignored);
  if (!ignored) out.push_back(program.parent_path() / "fonts");
  for (const char* folder : {"/usr/share/fonts/truetype/noto", "/usr/share/fonts/opentype/noto",
                             "/usr/share/fonts/truetype/droid", "/usr/share/fonts/noto", "/usr/share/fonts/noto-cjk",
                             "/usr/share/fonts/google-noto", "/usr/share/fonts/google-droid"})
    out.emplace_back(folder);
  return out;
}

std::optional<std::string> find(std::string_view file, const std::vector<std::filesystem::path>& where) {
  if (file.empty()) return std::nullopt;
  for (const std::filesystem::path& folder : where) {
    std::error_code ignored;
    const std::filesystem::path path = folder / file;
    if (std::filesystem::is_regular_file(path, ignored)) return path.string();
  }
  return std::nullopt;
}

bool add(FcConfig* config, const std::string& path) {
  return FcConfigAppFontAddFile(config, reinterpret_cast<const FcChar8*>(path.c_str())) != FcFalse;
}

FcCharSet* coverage(FcConfig* config) {
  FcCharSet* covered = FcCharSetCreate();
  const FcFontSet* const set = FcConfigGetFonts(config, FcSetApplication);
  for (int i = 0; set != nullptr && i < set->nfont; ++i) {
    FcCharSet* own = nullptr;
    if (FcPatternGetCharSet(set->fonts[i], FC_CHARSET, 0, &own) == FcResultMatch) FcCharSetMerge(covered, own, nullptr);
  }
  return covered;
}

}  // namespace

base::Result<const Fonts*> Fonts::load() {
  static std::mutex mutex;
  static const Fonts* loaded = nullptr;  // for the life of the program, as fontconfig's own settings are
  const std::lock_guard lock(mutex);
  if (loaded != nullptr) return loaded;
  const std::vector<std::filesystem::path> where = folders();
  FcConfig* const config = FcConfigCreate();
  std::string families;
  for (const Face& face : kFaces) {
    const auto regular = find(face.regular, where);
    if (!regular || !add(config, *regular)) {
      if (&face != &kFaces.front()) continue;
      FcConfigDestroy(config);
      return base::failure("DOC-001",
                           {{"font", std::string(face.family)}, {"package", std::string("fonts-noto-core")}});
    }
    if (const auto bold = find(face.bold, where)) add(config, *bold);
    if (!families.empty()) families += ',';
    families += face.family;
  }
  auto* fonts = new Fonts;
  fonts->config_ = config;
  fonts->covered_ = coverage(config);
  fonts->families_ = std::move(families);
  loaded = fonts;
  return loaded;
}

bool Fonts::draws(char32_t point) const {
  // Joiners and marks of direction have no shape of their own.
  if (u_hasBinaryProperty(static_cast<UChar32>(point), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0) return true;
  return FcCharSetHasChar(static_cast<const FcCharSet*>(covered_), point) != FcFalse;
}

std::string Fonts::drawable(std::string_view text, bool& replaced) const {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t point = base::next_code_point(text, at);
    if (draws(point)) {
      base::append_utf8(out, point);
      continue;
    }
    replaced = true;
    out += fmt::format("[U+{:04X}]", static_cast<std::uint32_t>(point));
  }
  return out;
}

}  // namespace midspan::documents
