// SPDX-License-Identifier: Apache-2.0
#include "base/bytes.hpp"

#include <gtest/gtest.h>

namespace base = midspan::base;

TEST(Bytes, Base64HasOneSpellingOfEachText) {
  for (const char* text : {"", "f", "fo", "foo", "foob", "fooba", "foobar"}) {
    const auto bytes = base::from_base64(base::to_base64(base::as_bytes(text)));
    ASSERT_TRUE(bytes);
    EXPECT_EQ(base::as_text(*bytes), text);
  }
  EXPECT_EQ(base::to_base64(base::as_bytes("fooba")), "Zm9vYmE=");
  for (const char* text : {"Zm9vYmF=", "Zm9vYmE", "Zm9v YmE=", "Zm9vYmE=\n", "Zm9v====", "=", "Zm9vYmE==", "Zm9vYm-_"})
    EXPECT_FALSE(base::from_base64(text)) << text;
}

TEST(Bytes, Hexadecimal) {
  EXPECT_EQ(base::to_hex(base::as_bytes("\x01\xAB")), "01ab");
  EXPECT_EQ(base::as_text(*base::from_hex("01aB")), "\x01\xAB");
  for (const char* text : {"0", "0g", "0x", " 1"}) EXPECT_FALSE(base::from_hex(text)) << text;
  EXPECT_FALSE(base::digest_from_hex("00"));
}

TEST(Bytes, Sha256OfTheStandard) {
  EXPECT_EQ(base::to_hex(base::sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
