// SPDX-License-Identifier: Apache-2.0
// The fast way to read a sentence leaves out templates that cannot fit; the slow one tries them all and follows what
// could have stood where. Both understand the same.
#include "terms/parser.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/every.hpp"
#include "base/files.hpp"
#include "terms/sample.hpp"
#include "terms/session.hpp"
#include "terms/terms.hpp"

namespace midspan::terms {
namespace {

void same(const Node& left, const Node& right) {
  ASSERT_EQ(left.form, right.form);
  ASSERT_EQ(left.text, right.text);
  ASSERT_TRUE(left.number == right.number);
  ASSERT_EQ(left.slots.size(), right.slots.size());
  for (std::size_t at = 0; at < left.slots.size(); ++at) {
    ASSERT_EQ(left.slots[at].first, right.slots[at].first);
    same(*left.slots[at].second, *right.slots[at].second);
  }
}

// At every word of the text, as every part that a sentence may be.
void both_ways(const std::string& text) {
  Session session(text);
  Parser& parser = session.parser();
  for (std::size_t at = 0; at + 1 < session.tokens().list.size(); ++at)
    for (const std::string_view part : {"heading", "header", "definition", "clause", "goal"}) {
      const int index = session.table().part_index(part);
      parser.start_sentence({at, false});
      const Parser::Parsed fast = parser.part(index, {at, false});
      parser.start_sentence({at, false}, Parser::Follow::Yes);
      const Parser::Parsed slow = parser.part(index, {at, false});
      ASSERT_EQ(fast.node == nullptr, slow.node == nullptr) << text.substr(session.tokens().list[at].begin, 80);
      if (fast.node == nullptr) continue;
      ASSERT_EQ(fast.end, slow.end) << text.substr(session.tokens().list[at].begin, 80);
      same(*fast.node, *slow.node);
    }
}

TEST(Parser, FastAndSlowUnderstandTheSame) {
  std::size_t texts = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(MIDSPAN_SOURCE) + "/tests/terms/texts")) {
    if (entry.path().extension() != ".terms") continue;
    if (texts++ % midspan::test::kEvery == 0) both_ways(*base::read_file(entry.path().string()));
  }
  EXPECT_GT(texts, 100U);
  std::size_t forms = 0;
  for (const std::string& language : languages())
    for (const Form& form : words(language))
      if (form.part == "clause" && forms++ % midspan::test::kEvery == 0)
        both_ways(sample::with_sentence(language, form.example));
}

}  // namespace
}  // namespace midspan::terms
