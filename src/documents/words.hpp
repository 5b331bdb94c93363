// SPDX-License-Identifier: Apache-2.0
// The words of papers in one language, and texts made safe to print.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/message.hpp"
#include "base/result.hpp"
#include "documents/paper.hpp"
#include "people/list.hpp"

namespace midspan::documents {

using Arguments = std::vector<std::pair<std::string, base::Argument>>;
using PartyNames = std::map<std::string, std::map<std::string, std::string>>;

class Words {
 public:
  // Errors: DOC-005 (no such language).
  static base::Result<Words> in(std::string_view language);

  const std::string& language() const { return language_; }
  bool right_to_left() const { return right_to_left_; }

  std::string operator()(std::string_view code, Arguments arguments = {}) const;
  std::string digits(std::int64_t value) const;  // grouped as the language groups
  std::string in_words(std::int64_t value) const;
  std::string day(std::string_view iso) const;         // in full; what is not an ISO day stays as it is
  std::string country(const std::string& code) const;  // "VEN" -> "Venezuela (VEN)"; other texts stay as they are
  std::string party(const PartyNames& names, const std::string& id) const;  // else a country, else the text
  std::string title(const std::map<std::string, std::string>& by_language, const std::string& otherwise) const;

  // The text, or why there is none.
  Text data(const std::string& text, Kind kind, people::Absence absence = people::Absence::Unknown,
            Weight weight = Weight::Normal) const;

 private:
  std::string language_;
  bool right_to_left_ = false;
};

// UTF-8 repaired; line breaks and tabs as spaces; controls that would disturb the lines around them (C0, C1,
// bidirectional embeddings, overrides and isolates) shown as "[U+202E]", so that no name can make a signed page read
// otherwise.
std::string visible(std::string_view text);

// "1988/1990", as a span of days is kept, as readers know it: "1988–1990".
std::string shown_span(std::string_view iso);

// "Arab", "Latn", ...: ISO 15924, of the first letter that tells; "Zyyy" without one.
std::string script_code(std::string_view text);

// Of the first letter with a direction; otherwise what is given.
bool reads_right_to_left(std::string_view text, bool otherwise);

}  // namespace midspan::documents
