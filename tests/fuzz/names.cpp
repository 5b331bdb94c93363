// SPDX-License-Identifier: Apache-2.0
// Any bytes as a name, a date and a country: nothing fails, every letter of a name stays in its tokens' spans, and the
// fast kernels equal their slow twins, and comparing two names does not depend on which comes first. Bytes as an
// alignment table: refused, or fit to be walked.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/utf8.hpp"
#include "names/alignment.hpp"
#include "names/compare.hpp"
#include "names/countries.hpp"
#include "names/dates.hpp"
#include "names/normalise.hpp"
#include "names/similarity.hpp"
#include "names/tokens.hpp"

using namespace midspan;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string folded = names::fold(text);
  if (!base::is_utf8(folded) || names::fold(folded) != folded) std::abort();
  const people::NameForm form = names::parse_name(text);
  std::size_t at = 0;
  for (const people::NameToken& token : form.tokens) {
    if (token.begin < at || token.end <= token.begin || token.end > size) std::abort();
    at = token.end;
  }
  if (names::parse_names(text).empty()) std::abort();
  const people::DateSpan span = names::parse_date(text);
  if (span.raw != text) std::abort();
  names::country_of(text);
  const std::string_view left = text.substr(0, size / 2);
  const std::string_view right = text.substr(size / 2);
  if (base::is_utf8(left) && base::is_utf8(right) && size < 300) {
    const std::u32string one = names::code_points(left);
    const std::u32string other = names::code_points(right);
    if (left.find('\0') == std::string_view::npos && right.find('\0') == std::string_view::npos) {
      if (names::jaro_winkler(left, right) != names::reference::jaro_winkler(one, other)) std::abort();
      if (names::damerau(left, right) != names::reference::damerau(one, other)) std::abort();
      if (names::levenshtein(left, right) != names::reference::levenshtein(one, other)) std::abort();
    }
  }
  if (size < 200) {
    const names::PreparedName one = names::prepare_name(left);
    const names::PreparedName other = names::prepare_name(right);
    const names::NameComparison there = names::compare_names(one, other);
    const names::NameComparison back = names::compare_names(other, one);
    if (there.score != back.score || there.score < 0 || there.score > 10000) std::abort();
    names::explain(one, other, there);
  }
  names::AlignmentTable table;
  if (table.parse(text)) {
    const std::u16string word = {1, 2, 3, 1};
    table.decode(word, 3);
    table.nearest_native(std::string("\x01\x02\x03"), names::LetterTrie(std::vector<std::u16string>{word}), 3);
    table.spelling_cost(std::string("\x01\x02"));
  }
  return 0;
}
