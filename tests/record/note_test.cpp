// SPDX-License-Identifier: Apache-2.0
#include "record/note.hpp"

#include <gtest/gtest.h>

#include "record/checkpoint.hpp"

namespace base = midspan::base;
using namespace midspan::record;

namespace {

Secret seed_of(std::uint8_t first) {
  Secret seed;
  seed.bytes()[0] = first;
  return seed;
}

}  // namespace

// The example of the C2SP signed-note specification: its key is published there.
TEST(Note, TheExampleOfTheSpecificationVerifies) {
  const std::string note =
      "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n"
      "— quasimodo.example/salvatore "
      "NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";
  const auto parsed = parse_note(note);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->signatures.size(), 1U);
  EXPECT_EQ(parsed->signatures[0].key_id, 0x367ba04bU);
}

// The example in the documentation of Go's sumdb/note: key, text and signature, made by another program.
TEST(Note, AnotherProgramsNoteVerifies) {
  const auto key = VerifyKey::parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  ASSERT_TRUE(key);
  const std::string note =
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
      "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
  const auto parsed = parse_note(note);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(check(*parsed, *key), SignatureState::Good);
}

TEST(Note, SignedAndReadAgain) {
  const Signer signer = *Signer::from_seed("north/registry", seed_of(7));
  const std::string note = sign_note("one line\n", signer);
  const auto parsed = parse_note(note);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->text, "one line\n");
  EXPECT_EQ(check(*parsed, signer.key()), SignatureState::Good);
  EXPECT_EQ(check(*parsed, Signer::from_seed("north/other", seed_of(7))->key()), SignatureState::Absent);
  const auto key = VerifyKey::parse(signer.key().vkey());
  ASSERT_TRUE(key);
  EXPECT_EQ(*key, signer.key());
}

TEST(Note, EveryFlippedBitIsSeen) {
  const Signer signer = *Signer::from_seed("north/registry", seed_of(7));
  const std::string note = sign_note("one line\n", signer);
  for (std::size_t bit = 0; bit < note.size() * 8; ++bit) {
    std::string altered = note;
    altered[bit / 8] = static_cast<char>(altered[bit / 8] ^ (1 << bit % 8));
    const auto parsed = parse_note(altered);
    EXPECT_FALSE(parsed && check(*parsed, signer.key()) == SignatureState::Good) << bit;
  }
}

TEST(Note, KeysThatAreNotKeys) {
  EXPECT_FALSE(VerifyKey::parse(""));
  EXPECT_FALSE(VerifyKey::parse("north+00000000+AAAA"));
  const std::string good = Signer::from_seed("north", seed_of(1))->key().vkey();
  EXPECT_TRUE(VerifyKey::parse(good));
  EXPECT_FALSE(VerifyKey::parse("sorth" + good.substr(5)));  // the id is of another name
  Point identity{};
  identity[0] = 1;
  const auto weak = VerifyKey::make("weak", identity);
  ASSERT_FALSE(weak);
  EXPECT_EQ(weak.error().message.code, "RCD-003");
  EXPECT_FALSE(VerifyKey::make("with space", Signer::from_seed("x", seed_of(1))->key().point()));
}

TEST(Checkpoint, WrittenAndReadAgain) {
  const Signer log = *Signer::from_seed("midspan/6f1c", seed_of(3));
  const Checkpoint head{log.name(), 70, leaf_hash("x")};
  const std::string note = sign_checkpoint(head, log);
  const auto read = open_checkpoint(note, log.key());
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, head);
  EXPECT_EQ(open_checkpoint(note, Signer::from_seed(log.name(), seed_of(4))->key()).error().message.code, "RCD-021");
  for (const char* text : {"", "a\n", "a\n01\nx\n", "a b\n1\n", "midspan/6f1c\n1\nAAAA\n"})
    EXPECT_FALSE(parse_checkpoint_text(text)) << text;
  EXPECT_FALSE(parse_checkpoint_text(checkpoint_text(head) + "extension\n"));
}

// sigsum-go, TestCheckpointVerifyCosignatureByKey: seed 0x11 and 31 zeroes, time 1234. The key id and the message are
// the format's; a cosignature made over it must verify.
TEST(Checkpoint, CosignatureOfAWitness) {
  const Signer witness = *Signer::from_seed("witness.example/north", seed_of(0x11));
  const Checkpoint head{"midspan/6f1c", 9, leaf_hash("x")};
  const Signature signature = witness.sign(cosigned_message(1234, checkpoint_text(head)));
  SignatureLine line{witness.name(), cosigner_key_id(witness.name(), witness.key().point()), std::string(8, '\0')};
  line.signature[6] = 4;
  line.signature[7] = static_cast<char>(0xD2);
  line.signature.append(signature.begin(), signature.end());
  const auto read = parse_cosignature(line);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->time, 1234U);
  EXPECT_TRUE(witness.key().verify(cosigned_message(read->time, checkpoint_text(head)), read->signature));
  EXPECT_FALSE(witness.key().verify(cosigned_message(1235, checkpoint_text(head)), read->signature));
  line.signature.pop_back();
  EXPECT_FALSE(parse_cosignature(line));
}

TEST(Receipt, ProvesOneActOfAMillionInLessThanTwoKilobytes) {
  const Signer log = *Signer::from_seed("midspan/6f1c0d3a5b7e49128a6d0e4c2b1f9a73", seed_of(3));
  Receipt receipt{999'998, Proof(20, leaf_hash("y")), sign_checkpoint({log.name(), 1'000'000, leaf_hash("x")}, log)};
  EXPECT_LT(receipt_text(receipt).size(), 2000U);
  const auto read = parse_receipt(receipt_text(receipt));
  ASSERT_TRUE(read);
  EXPECT_EQ(receipt_text(*read), receipt_text(receipt));
  EXPECT_EQ(verify_receipt(*read, "no such act", log.key()).error().message.code, "RCD-024");
  for (const char* text :
       {"", "c2sp.org/tlog-proof@v1\n", "c2sp.org/tlog-proof@v1\nindex 1\n", "c2sp.org/tlog-proof@v1\nindex 01\n\n"})
    EXPECT_FALSE(parse_receipt(text)) << text;
}
