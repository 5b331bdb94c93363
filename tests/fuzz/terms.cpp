// SPDX-License-Identifier: Apache-2.0
// Any bytes as an agreement: read, checked, printed, and printed text reads back to the same tree. An input that begins
// with 1, 2 or 3 is the sentences of one article, in English, Spanish or Arabic: short inputs get far in little time.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "terms/editor.hpp"
#include "terms/terms.hpp"

namespace {

constexpr std::string_view kAround[] = {
    "Agreement \"A\".\nParties: India, Hamas, Israel.\n\"the Group\" means persons held by Israel.\nArticle 1. Israel "
    "releases 9 of the Group.\nArticle 2. ",
    "Acuerdo \"A\".\nPartes: India, Hamas, Israel.\n\"el Grupo\" significa personas en poder de Israel.\nArtículo 1. "
    "Israel libera a 9 de el Grupo.\nArtículo 2. ",
    "اتفاق «A».\nالأطراف: الهند، حماس، إسرائيل.\n«الفئة» تعني الأشخاص في قبضة إسرائيل.\nالمادة 1. على إسرائيل الإفراج "
    "عن 9 من "
    "«الفئة».\nالمادة 2. "};

}  // namespace

// The grammars are made once, before anything is measured.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  for (const std::string& language : midspan::terms::languages()) midspan::terms::words(language);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace midspan;
  if (size > (1U << 16U)) return 0;
  std::string text(reinterpret_cast<const char*>(data), size);
  if (size > 0 && data[0] >= '1' && data[0] <= '3')
    text.replace(0, 1, kAround[static_cast<std::size_t>(data[0] - '1')]);
  const terms::Reading reading = terms::read(text, "fuzz");
  for (const people::Finding& finding : reading.findings)
    if (finding.place.begin > finding.place.end || finding.place.end > text.size()) std::abort();
  people::Findings findings = terms::check(reading.agreement, nullptr, "fuzz", text);
  findings.insert(findings.end(), reading.findings.begin(), reading.findings.end());
  for (const people::Finding& finding : findings)
    for (const terms::Mend& mend : terms::mends(finding, text))
      if (mend.span.begin > mend.span.end || mend.span.end > text.size()) std::abort();
  if (size > 0) {
    terms::complete(text, text.size() - size / 2);
    terms::hover(text, text.size() - size / 2);
  }
  if (!reading.ok) return 0;
  const std::string printed = terms::format(reading.agreement, reading.agreement.language);
  const terms::Reading back = terms::read(printed, "printed");
  if (!back.ok || terms::digest(back.agreement) != terms::digest(reading.agreement)) std::abort();
  return 0;
}
