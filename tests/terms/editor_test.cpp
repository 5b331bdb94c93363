// SPDX-License-Identifier: Apache-2.0
// What an editor shows while a text is being written.
#include "terms/editor.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "terms/sample.hpp"

namespace midspan {
namespace {

bool offers(const std::vector<terms::Completion>& completions, std::string_view insert) {
  return std::any_of(completions.begin(), completions.end(), [&](const auto& each) { return each.insert == insert; });
}

TEST(Editor, ContinuesASentence) {
  const std::string text = sample::with_sentence("en", "Venezuela rel");
  const auto verbs = terms::complete(text.substr(0, text.size() - 1), text.size() - 1);
  EXPECT_TRUE(offers(verbs, "releases"));
  const std::string group = sample::with_sentence("en", "Venezuela releases all of the P");
  EXPECT_TRUE(offers(terms::complete(group.substr(0, group.size() - 1), group.size() - 1), "the Prisoners"));
  const std::string place = sample::with_sentence("en", "Venezuela releases all of the Prisoners to ");
  EXPECT_TRUE(offers(terms::complete(place.substr(0, place.size() - 1), place.size() - 1), "El Salvador"));
}

TEST(Editor, OffersEveryFormAtTheStartOfASentence) {
  const std::string text = sample::preamble("es") + "Artículo 1. ";
  const auto forms = terms::complete(text, text.size());
  EXPECT_GT(forms.size(), 90U);
  EXPECT_TRUE(offers(forms, "Ninguna persona es enviada a ningún país sin su consentimiento."));
}

TEST(Editor, NothingFitsBehindAMistake) {
  const std::string text = sample::with_sentence("en", "Venezuela swallows all of the ");
  EXPECT_TRUE(terms::complete(text.substr(0, text.size() - 1), text.size() - 1).empty());
}

// What is proposed, done: the finding is gone, and nothing that was read is no longer.
TEST(Editor, AMendMends) {
  std::size_t count = 0;
  const auto findings_of = [](const std::string& text) {
    const terms::Reading reading = terms::read(text, "text");
    people::Findings all = reading.findings;
    for (people::Finding& each : terms::check(reading.agreement, nullptr, "text", text)) all.push_back(std::move(each));
    return std::make_pair(reading.ok, all);
  };
  const auto times = [](const people::Findings& all, const std::string& code) {
    return std::count_if(all.begin(), all.end(), [&](const auto& each) { return each.message.code == code; });
  };
  for (const std::string& text :
       {sample::file("examples/el-salvador-2025/offer.en.terms"),
        sample::file("examples/el-salvador-2025/offer.es.terms"),
        sample::file("examples/el-salvador-2025/offer.ar.terms"),
        sample::with_sentence("en", "Venezuela relases 3 of the Prisoners to El Salvador."),
        sample::with_sentence("en", "Venezuela releases 3 of the Prisonrs to El Salvador."),
        sample::with_sentence("es", "Venezuela libera a los Prisioneros."),
        sample::with_sentence("en", "Israel releases all of women and minors held by Israel."),
        sample::with_sentence("ar", "على حماس الإفراج عن 3 من «الرهاين» وتسليمهم إلى إسرائيل.")}) {
    const auto [read, before] = findings_of(text);
    for (const people::Finding& finding : before)
      for (const terms::Mend& mend : terms::mends(finding, text)) {
        ++count;
        std::string mended = text;
        mended.replace(mend.span.begin, mend.span.end - mend.span.begin, mend.text);
        const auto [read_now, after] = findings_of(mended);
        EXPECT_LT(times(after, finding.message.code), times(before, finding.message.code)) << mended;
        EXPECT_TRUE(read_now || !read) << mended;
      }
  }
  EXPECT_GE(count, 25U);
}

TEST(Editor, HoverSaysTheForm) {
  const std::string text = sample::with_sentence("en", "No person convicted of murder is released.");
  const terms::Hover hover = terms::hover(text, text.find("convicted"));
  EXPECT_NE(hover.text.find("No person"), std::string::npos) << hover.text;
  EXPECT_NE(hover.text.find("> "), std::string::npos);
  EXPECT_EQ(text.substr(hover.span.begin, 9), "No person");
  EXPECT_TRUE(terms::hover("", 0).text.empty());
}

}  // namespace
}  // namespace midspan
