// SPDX-License-Identifier: Apache-2.0
// Against the published vectors of others: 914 edge cases of Ed25519 (C2SP/CCTV), 196 proofs of RFC 6962
// (transparency-dev/merkle). They are not in the repository; MIDSPAN_DATA says where they are.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/files.hpp"
#include "base/json.hpp"
#include "record/merkle.hpp"
#include "record/signature.hpp"

namespace json = midspan::base::json;
namespace base = midspan::base;
using namespace midspan::record;

namespace {

std::filesystem::path vectors() {
  const char* data = std::getenv("MIDSPAN_DATA");
  return std::filesystem::path(data != nullptr ? data : MIDSPAN_SOURCE "/../shared/data") / "vectors";
}

json::Value read_json(const std::filesystem::path& path) {
  const auto text = base::read_file(path);
  EXPECT_TRUE(text) << path;
  auto value = json::parse(*text, json::Strictness::Document);
  EXPECT_TRUE(value) << path;
  return std::move(*value);
}

// Nothing when a hash has not 32 bytes.
std::optional<Digest> digest(std::string_view text) {
  const auto bytes = base::from_base64(text);
  Digest digest{};
  if (!bytes || bytes->size() != digest.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), digest.begin());
  return digest;
}

// Roots of one accepted vector are words ("don't care"): zeroes fill them up, which keeps equal equal and other other.
Digest root_of_text(std::string_view text) {
  auto bytes = base::from_base64(text).value_or(base::Bytes());
  bytes.resize(Digest{}.size());
  Digest digest{};
  std::copy(bytes.begin(), bytes.end(), digest.begin());
  return digest;
}

std::optional<Proof> proof_of(const json::Value& vector) {
  Proof proof;
  const json::Value* hashes = vector.find("proof");
  if (hashes == nullptr || hashes->array() == nullptr) return proof;
  for (const json::Value& hash : *hashes->array()) {
    const auto one = digest(*hash.string());
    if (!one) return std::nullopt;
    proof.push_back(*one);
  }
  return proof;
}

bool expects_error(const json::Value& vector) {
  const json::Value* wants = vector.find("wantErr");
  return wants != nullptr && wants->boolean() != nullptr && *wants->boolean();
}

// -1 (which Go's vectors use as a number that wraps) becomes the largest there is.
std::uint64_t number(const json::Value& vector, std::string_view name) {
  const json::Value* value = vector.find(name);
  if (value == nullptr) return 0;
  if (value->integer() != nullptr) return static_cast<std::uint64_t>(*value->integer());
  return ~std::uint64_t{0};
}

std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  return files;
}

}  // namespace

TEST(Vectors, ExactlyOneOf914EdgeCasesOfEd25519IsAcceptable) {
  const auto path = vectors() / "ed25519/cctv_ed25519.json";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no vectors at " << path;
  const json::Value cases = read_json(path);
  ASSERT_EQ(cases.array()->size(), 914U);
  int acceptable = 0;
  for (const json::Value& one : *cases.array()) {
    const auto key = base::from_hex(one.text("key"));
    const auto bytes = base::from_hex(one.text("sig"));
    Point point{};
    Signature signature{};
    ASSERT_EQ(key->size(), point.size());
    ASSERT_EQ(bytes->size(), signature.size());
    std::copy(key->begin(), key->end(), point.begin());
    std::copy(bytes->begin(), bytes->end(), signature.begin());
    if (!is_strict_point(point) || !verify_signature(point, base::as_bytes(one.text("msg")), signature)) continue;
    ++acceptable;
    const json::Value* flags = one.find("flags");
    EXPECT_TRUE(flags == nullptr || flags->is_null() || flags->array()->empty()) << one.number("number");
  }
  EXPECT_EQ(acceptable, 1);
}

TEST(Vectors, InclusionProofsOfRfc6962) {
  const auto folder = vectors() / "rfc6962/inclusion";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no vectors at " << folder;
  int seen = 0;
  for (const auto& path : files_below(folder)) {
    const json::Value vector = read_json(path);
    const auto leaf = digest(vector.text("leafHash"));
    const auto root = digest(vector.text("root"));
    const auto proof = proof_of(vector);
    const bool good = leaf && root && proof &&
                      verify_inclusion(number(vector, "leafIdx"), number(vector, "treeSize"), *leaf, *proof, *root);
    EXPECT_EQ(good, !expects_error(vector)) << path;
    ++seen;
  }
  EXPECT_EQ(seen, 98);
}

TEST(Vectors, ConsistencyProofsOfRfc6962) {
  const auto folder = vectors() / "rfc6962/consistency";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no vectors at " << folder;
  int seen = 0;
  for (const auto& path : files_below(folder)) {
    const json::Value vector = read_json(path);
    const Digest old_root = root_of_text(vector.text("root1"));
    const Digest new_root = root_of_text(vector.text("root2"));
    const auto proof = proof_of(vector);
    const bool good =
        proof && verify_consistency(number(vector, "size1"), number(vector, "size2"), old_root, new_root, *proof);
    EXPECT_EQ(good, !expects_error(vector)) << path;
    ++seen;
  }
  EXPECT_EQ(seen, 98);
}
