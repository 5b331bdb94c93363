// SPDX-License-Identifier: Apache-2.0
// How the words of dictionaries were written before they were folded. Folding makes one of what clerks confuse (ya
// with and without dots, i and yi), and so takes from an alignment table what it reads by: Layla would be Lily.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reconcile/encode/encode.hpp"

namespace midspan::reconcile {

// By number in the dictionary of names: the spelling that stands in most cells, the first in byte order among equals;
// of words that are all ASCII, or not found as one word of a cell, the text itself. Reads the lists once more.
class Spellings {
 public:
  Spellings() = default;  // every word as it is in the dictionary
  Spellings(const Dictionary& texts, const std::vector<Field>& fields, const std::vector<const Source*>& lists,
            unsigned threads);

  std::string_view of(std::uint32_t id, std::string_view text) const {
    return id < written_.size() && !written_[id].empty() ? std::string_view(written_[id]) : text;
  }

 private:
  std::vector<std::string> written_;
};

}  // namespace midspan::reconcile
