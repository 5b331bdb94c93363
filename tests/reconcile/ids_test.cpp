// SPDX-License-Identifier: Apache-2.0
// Ids are kept as numbers or as text, and come back as they were written.
#include "reconcile/encode/ids.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace midspan::reconcile {
namespace {

IdPiece piece_of(const std::vector<std::string>& ids) {
  std::string text;
  std::vector<std::uint32_t> ends;
  for (const std::string& id : ids) {
    text += id;
    ends.push_back(static_cast<std::uint32_t>(text.size()));
  }
  text.append(IdPiece::kSpare, 'x');
  return {std::string_view(text).substr(0, text.size() - IdPiece::kSpare), ends};
}

void comes_back(const std::vector<std::string>& ids) {
  const IdPiece piece = piece_of(ids);
  ASSERT_EQ(piece.rows(), ids.size());
  for (std::size_t row = 0; row < ids.size(); ++row) EXPECT_EQ(piece.id(row), ids[row]);
  EXPECT_EQ(piece.id(ids.size()), "");
  std::size_t row = 0;
  piece.for_each([&](std::size_t at, std::string_view id) {
    EXPECT_EQ(at, row);
    EXPECT_EQ(id, ids[row++]);
  });
  EXPECT_EQ(row, ids.size());
}

TEST(Ids, NumbersOfEveryLengthComeBack) {
  std::vector<std::string> ids = {""};
  for (std::size_t length = 0; length <= 15; ++length) ids.push_back(std::string("1234567890-/ABC").substr(0, length));
  comes_back(ids);
  comes_back({"", "", ""});
  comes_back({});
}

TEST(Ids, OthersComeBackAsText) {
  comes_back({"0123456789ABCDEF", "x", "", "a-b", std::string(400, 'y'), "last"});  // too many kinds of letters
  comes_back({"1234567890123456", "1", ""});                                        // too long
  comes_back({std::string(65'000, '7'), "8", std::string(255, '9'), std::string(256, '9')});
  comes_back({"أ١٢", "Ж-7", std::string("\0", 1), "z"});
}

TEST(Ids, EqualIdsOfPiecesThatArePackedAlikeAreEqualNumbers) {
  const IdPiece one = piece_of({"17-l", "4", "2025"});
  const IdPiece other = piece_of({"98765-43l", "17-l", "4"});
  ASSERT_TRUE(one.packed_like(other));
  EXPECT_EQ(one.number(0), other.number(1));
  EXPECT_EQ(one.number(1), other.number(2));
  EXPECT_NE(one.number(2), other.number(0));
  EXPECT_FALSE(one.packed_like(piece_of({"17-r"})));
  EXPECT_FALSE(one.packed_like(piece_of({"1234567890123456"})));
}

TEST(Ids, ALetterMoreOrLessIsAnotherNumber) {
  const IdPiece piece = piece_of({"0", "00", "000", "10", "1"});
  for (std::size_t one = 0; one < piece.rows(); ++one)
    for (std::size_t other = 0; other < one; ++other) EXPECT_NE(piece.number(one), piece.number(other));
}

}  // namespace
}  // namespace midspan::reconcile
