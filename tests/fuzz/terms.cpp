// SPDX-License-Identifier: Apache-2.0
// Any bytes as an agreement: read, checked, printed, and printed text reads back to the same tree.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "terms/editor.hpp"
#include "terms/terms.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace midspan;
  if (size > (1U << 16U)) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const terms::Reading reading = terms::read(text, "fuzz");
  for (const people::Finding& finding : reading.findings)
    if (finding.place.begin > finding.place.end || finding.place.end > size) std::abort();
  terms::check(reading.agreement, nullptr, "fuzz", text);
  if (size > 0) {
    terms::complete(text, size / 2);
    terms::hover(text, size / 2);
  }
  if (!reading.ok) return 0;
  const std::string printed = terms::format(reading.agreement, reading.agreement.language);
  const terms::Reading back = terms::read(printed, "printed");
  if (!back.ok || terms::digest(back.agreement) != terms::digest(reading.agreement)) std::abort();
  return 0;
}
