// SPDX-License-Identifier: Apache-2.0
#include "record/bundle.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/files.hpp"
#include "record/tar.hpp"
#include "sample.hpp"

namespace base = midspan::base;
using namespace midspan::record;
using midspan::record::samples::Sample;

namespace {

std::filesystem::path fresh_folder(const char* name) {
  const auto path = std::filesystem::temp_directory_path() / ("midspan-bundle-" + std::to_string(::getpid())) / name;
  std::filesystem::remove_all(path);
  std::filesystem::create_directories(path.parent_path());
  return path;
}

}  // namespace

TEST(Bundle, AFolderAndATarHoldTheSame) {
  const Bundle bundle = Sample::small().bundle();
  const auto folder = fresh_folder("bundle");
  ASSERT_TRUE(write_bundle(bundle, folder));
  EXPECT_EQ(read_bundle(folder)->files, bundle.files);
  EXPECT_EQ(write_bundle(bundle, folder).error().message.code, "RCD-061");
  const auto tar = fresh_folder("bundle.tar");
  ASSERT_TRUE(write_bundle(bundle, tar));
  EXPECT_EQ(read_bundle(tar)->files, bundle.files);
}

TEST(Bundle, AnyTarProgramOpensIt) {
  const Bundle bundle = Sample::small().bundle();
  const auto tar = fresh_folder("open.tar");
  ASSERT_TRUE(write_bundle(bundle, tar));
  const auto folder = fresh_folder("opened");
  std::filesystem::create_directories(folder);
  ASSERT_EQ(std::system(("tar -xf '" + tar.string() + "' -C '" + folder.string() + "'").c_str()), 0);
  EXPECT_EQ(read_bundle(folder)->files, bundle.files);
}

TEST(Bundle, NamesThatLeaveTheFolderAreRefused) {
  for (const char* name :
       {"", "/etc/passwd", "../x", "a/../b", "a//b", "a/", ".hidden", "a/.b", "-rf", "a b", "a\\b", "é"})
    EXPECT_FALSE(is_bundle_name(name)) << name;
  for (const char* name : {"log.txt", "documents/annex-1.es.pdf", "a/b/c_d"}) EXPECT_TRUE(is_bundle_name(name)) << name;
  std::string tar;
  append_tar_member(tar, "../x", "contents");
  append_tar_end(tar);
  EXPECT_EQ(bundle_of_tar(tar).error().message.code, "RCD-062");
}

TEST(Bundle, LinksAreRefused) {
  const auto folder = fresh_folder("links");
  std::filesystem::create_directories(folder);
  std::filesystem::create_symlink("/etc/passwd", folder / "log.txt");
  EXPECT_EQ(read_bundle(folder).error().message.code, "RCD-062");
}

TEST(Bundle, EveryFlippedBitOutsideTheFilesOfATarIsSeen) {
  Bundle bundle;
  bundle.files["a.txt"] = "some text";
  bundle.files["b/c.txt"] = std::string(600, 'x');
  const std::string tar = tar_of(bundle);
  ASSERT_EQ(bundle_of_tar(tar)->files, bundle.files);
  for (std::size_t bit = 0; bit < tar.size() * 8; ++bit) {
    std::string altered = tar;
    altered[bit / 8] = static_cast<char>(altered[bit / 8] ^ (1 << bit % 8));
    const auto read = bundle_of_tar(altered);
    EXPECT_FALSE(read && read->files == bundle.files) << bit;
  }
  for (std::size_t size = 0; size < tar.size(); size += 7)
    EXPECT_FALSE(bundle_of_tar(std::string_view(tar).substr(0, size)));
}

TEST(Bundle, TheManifestListsEveryFile) {
  const Sample sample = Sample::small();
  const Bundle bundle = sample.bundle();
  const auto note = parse_note(bundle.files.at("manifest.txt"));
  ASSERT_TRUE(note);
  EXPECT_EQ(check(*note, sample.log().key()), SignatureState::Good);
  const auto manifest = parse_manifest_text(note->text);
  ASSERT_TRUE(manifest);
  EXPECT_EQ(manifest->lines.size(), bundle.files.size() - 1);
  for (const ManifestLine& line : manifest->lines) EXPECT_EQ(line.digest, base::sha256(bundle.files.at(line.name)));
  for (const char* text : {"", "midspan bundle v1\n", "midspan bundle v1\nxyz\n", "midspan bundle v2\n"})
    EXPECT_FALSE(parse_manifest_text(text)) << text;
}
