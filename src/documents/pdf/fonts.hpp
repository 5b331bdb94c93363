// SPDX-License-Identifier: Apache-2.0
// The fonts of printed papers, named one by one and loaded from known folders, apart from whatever the machine's own
// font settings say: two desks with the same fonts print the same bytes.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

typedef struct _FcConfig FcConfig;  // NOLINT(bugprone-reserved-identifier): fontconfig calls it so

namespace midspan::documents {

class Fonts {
 public:
  // Loaded once. Errors: DOC-001 (Noto Sans is not here: package to install).
  static base::Result<const Fonts*> load();

  FcConfig* config() const { return config_; }
  const std::string& families() const { return families_; }  // "Noto Sans,Noto Sans Arabic,..."
  bool draws(char32_t point) const;

  // The text with each character that no font here draws as "[U+4E2D]"; replaced says whether there was one.
  std::string drawable(std::string_view text, bool& replaced) const;

 private:
  Fonts() = default;
  FcConfig* config_ = nullptr;
  void* covered_ = nullptr;  // FcCharSet
  std::string families_;
};

}  // namespace midspan::documents
