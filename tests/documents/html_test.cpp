// SPDX-License-Identifier: Apache-2.0
// The accessible twin: one page, no script, no outside origin, nothing a name could break out of.
#include <gtest/gtest.h>

#include "documents/annex.hpp"
#include "documents/html/paper_html.hpp"
#include "documents/made_up.hpp"

namespace midspan::documents {
namespace {

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) ++found;
  return found;
}

TEST(Html, EscapesWhatPeopleWrote) {
  people::Annex annex = made_up::annex(2);
  annex.lines[0].name = "<script>alert(1)</script>";
  annex.lines[0].reference = "\"><img src=x onerror=alert(1)>";
  annex.phase = "</title><script>";
  annex.phase_titles.clear();
  annex.party_names["north"]["en"] = "<b>North</b> & 'South'";
  annex.digest = people::digest(annex);
  const std::string html = *annex_html(annex, "en");
  EXPECT_EQ(html.find("<script"), std::string::npos);
  EXPECT_EQ(html.find("<img"), std::string::npos);
  EXPECT_EQ(html.find("<b>"), std::string::npos);
  EXPECT_NE(html.find("&lt;script&gt;alert(1)&lt;/script&gt;"), std::string::npos);
  EXPECT_NE(html.find("&amp; &#39;South&#39;"), std::string::npos);
  EXPECT_EQ(escape_html("a<b>\"c'&"), "a&lt;b&gt;&quot;c&#39;&amp;");
}

TEST(Html, AsksNoOtherOrigin) {
  const std::string html = *annex_html(made_up::annex(7), "es");
  for (const char* word : {"http://", "https://", "//", "src=", "href=", "@import", "url("})
    EXPECT_EQ(count(html, word), 0u) << word;
  EXPECT_NE(html.find("default-src 'none'"), std::string::npos);
}

TEST(Html, MarksDirectionAndScriptOfEachCell) {
  const people::Annex annex = made_up::annex(7);
  const std::string spanish = *annex_html(annex, "es");
  EXPECT_NE(spanish.find("<html lang=\"es\" dir=\"ltr\">"), std::string::npos);
  EXPECT_NE(spanish.find("<bdi lang=\"und-Arab\" dir=\"rtl\">محمد عبد الله الأهدل</bdi>"), std::string::npos);
  EXPECT_NE(spanish.find("<bdi lang=\"und-Hebr\" dir=\"rtl\">"), std::string::npos);
  EXPECT_NE(spanish.find("<bdi lang=\"und-Hani\" dir=\"ltr\">王小明</bdi>"), std::string::npos);
  const std::string arabic = *annex_html(annex, "ar");
  EXPECT_NE(arabic.find("<html lang=\"ar\" dir=\"rtl\">"), std::string::npos);
  EXPECT_NE(arabic.find("<bdi lang=\"und-Latn\" dir=\"ltr\">Yorvin"), std::string::npos);
  EXPECT_NE(arabic.find("<bdi dir=\"ltr\">1990-02-03</bdi>"), std::string::npos);
}

TEST(Html, HasATableThatAScreenReaderCanWalk) {
  for (const char* language : {"en", "es", "ar"}) {
    const people::Annex annex = made_up::annex(12);
    const std::string html = *annex_html(annex, language);
    EXPECT_EQ(count(html, "<th scope=\"row\""), 12u);
    EXPECT_EQ(count(html, "<th scope=\"col\""), 9u);
    EXPECT_EQ(count(html, "<caption>"), 1u);
    for (const std::string tag : {"tr", "td", "table", "span", "bdi", "article", "dl", "main"})
      EXPECT_EQ(count(html, "<" + tag + ">") + count(html, "<" + tag + " "), count(html, "</" + tag + ">")) << tag;
    const std::string column = "role=\"columnheader\">";
    const std::size_t begin = html.find(column) + column.size();
    const std::string heading = html.substr(begin, html.find('<', begin) - begin);
    for (int i = 1; i <= 12; ++i)
      EXPECT_EQ(count(html, "<th scope=\"row\" role=\"rowheader\" data-heading=\"" + heading +
                                "\"><span class=\"line\"><bdi dir=\"ltr\">" + std::to_string(i) + "</bdi>"),
                1u);
    // On a telephone the table is a card for each line, and every value says its heading.
    EXPECT_EQ(count(html, "<td "), count(html, "<td role=\"cell\" data-heading=\""));
    EXPECT_EQ(count(html, "data-heading=\"\""), 0u);
    EXPECT_NE(html.find(annex.digest), std::string::npos);
  }
}

}  // namespace
}  // namespace midspan::documents
