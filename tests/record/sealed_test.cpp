// SPDX-License-Identifier: Apache-2.0
#include "record/sealed.hpp"

#include <gtest/gtest.h>

#include "sample.hpp"

namespace base = midspan::base;
using namespace midspan::record;
using midspan::record::samples::kOperation;

TEST(Sealed, AnItemOpensOnlyAsWhatItIs) {
  base::Randomness random("sealed");
  const Secret key(random);
  const SealedItem item = seal_item(kOperation, "entry", "person-1", base::as_bytes("a name"), key, random);
  const auto plain = unseal_item(kOperation, item, key);
  ASSERT_TRUE(plain);
  EXPECT_EQ(base::as_text(*plain), "a name");

  EXPECT_EQ(unseal_item("another", item, key).error().message.code, "RCD-052");
  EXPECT_EQ(unseal_item(kOperation, item, Secret(random)).error().message.code, "RCD-052");
  for (const auto& change : std::initializer_list<void (*)(SealedItem&)>{
           [](SealedItem& one) { one.kind = "other"; }, [](SealedItem& one) { one.subject = ""; },
           [](SealedItem& one) { one.id[0] ^= 1; }, [](SealedItem& one) { one.sealed[40] ^= 1; },
           [](SealedItem& one) { one.sealed.clear(); }, [](SealedItem& one) { one.wrapped_key[3] ^= 1; },
           [](SealedItem& one) { one.commitment[0] ^= 1; }}) {
    SealedItem changed = item;
    change(changed);
    EXPECT_EQ(unseal_item(kOperation, changed, key).error().message.code, "RCD-052");
  }
  SealedItem erased = item;
  erased.wrapped_key.clear();
  EXPECT_EQ(unseal_item(kOperation, erased, key).error().message.code, "RCD-051");
}

TEST(Sealed, YesAndNoHaveTheSameSize) {
  base::Randomness random("sealed");
  const Secret key(random);
  const auto size = [&](std::string_view text) {
    return seal_item(kOperation, "consent", "", base::as_bytes(text), key, random).sealed.size();
  };
  EXPECT_EQ(size("yes"), size("no"));
  EXPECT_EQ(size(""), size(std::string(400, 'x')));
  for (const std::size_t length : {0U, 1U, 479U, 480U, 481U, 5000U}) {
    const std::string text(length, '\0');
    const SealedItem item = seal_item(kOperation, "x", "", base::as_bytes(text), key, random);
    EXPECT_EQ(base::as_text(*unseal_item(kOperation, item, key)), text) << length;
  }
}

TEST(Sealed, CommitmentsOfTheSameTextDiffer) {
  base::Randomness random("sealed");
  const Secret key(random);
  const SealedItem one = seal_item(kOperation, "entry", "", base::as_bytes("a name"), key, random);
  const SealedItem two = seal_item(kOperation, "entry", "", base::as_bytes("a name"), key, random);
  EXPECT_NE(one.commitment, two.commitment);
  EXPECT_NE(one.ref().digest, two.ref().digest);
}

TEST(Sealed, AsText) {
  base::Randomness random("sealed");
  const Secret key(random);
  const SealedItem item = seal_item(kOperation, "entry", "p", base::as_bytes("a name"), key, random);
  const std::string text = sealed_item_text(item);
  const auto read = parse_sealed_item(text);
  ASSERT_TRUE(read);
  EXPECT_TRUE(unseal_item(kOperation, *read, key));
  EXPECT_FALSE(parse_sealed_item(text.substr(0, text.size() - 1)));
  EXPECT_FALSE(parse_sealed_item(" " + text));
  EXPECT_FALSE(parse_sealed_item(""));
}

TEST(Sealed, AWrongPassphraseAndDamageGetTheSameAnswer) {
  base::Randomness random("sealed");
  const Signer signer = *Signer::generate("north/registry", random);
  const std::string text = key_file_text(signer, "correct horse", random);
  EXPECT_EQ(text.find("unsealed"), std::string::npos);
  const auto file = parse_key_file(text);
  ASSERT_TRUE(file);
  EXPECT_FALSE(file->unsealed());
  EXPECT_GE(file->wrapped.number("memory"), 64 << 20);
  EXPECT_GE(file->wrapped.number("passes"), 2);
  const auto opened = open_key_file(*file, "correct horse");
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->key(), signer.key());

  const auto wrong = open_key_file(*file, "wrong horse");
  const auto none = open_key_file(*file, std::nullopt);
  KeyFile damaged = *file;
  (*damaged.wrapped.object())["salt"] = "00";
  const auto broken = open_key_file(damaged, "correct horse");
  ASSERT_FALSE(wrong || none || broken);
  EXPECT_EQ(wrong.error().message, none.error().message);
  EXPECT_EQ(wrong.error().message, broken.error().message);
}

TEST(Sealed, AKeyFileCannotAskForMoreMemoryThanThereIs) {
  base::Randomness random("sealed");
  const Signer signer = *Signer::generate("north/registry", random);
  KeyFile file = *parse_key_file(key_file_text(signer, "correct horse", random));
  for (const std::int64_t memory : {std::int64_t{1} << 50, std::int64_t{1024}, std::int64_t{-1}}) {
    (*file.wrapped.object())["memory"] = memory;
    EXPECT_EQ(open_key_file(file, "correct horse").error().message.code, "RCD-050");
  }
}

TEST(Sealed, UnsealedSaysSo) {
  base::Randomness random("sealed");
  const Signer signer = *Signer::generate("north/registry", random);
  const auto file = parse_key_file(key_file_text(signer, std::nullopt, random));
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->unsealed());
  EXPECT_EQ(open_key_file(*file, std::nullopt)->key(), signer.key());
}

TEST(Sealed, ADemonstrationIsTheSameTwice) {
  const auto make = [] {
    base::Randomness random("again");
    const Signer signer = *Signer::generate("north/registry", random);
    const SealedItem item = seal_item(kOperation, "entry", "", base::as_bytes("x"), Secret(random), random);
    return key_file_text(signer, std::nullopt, random) + sealed_item_text(item);
  };
  EXPECT_EQ(make(), make());
}
