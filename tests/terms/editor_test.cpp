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
