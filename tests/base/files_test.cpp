// SPDX-License-Identifier: Apache-2.0
#include "base/files.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

namespace base = midspan::base;
namespace fs = std::filesystem;

namespace {

class FilesTest : public ::testing::Test {
 protected:
  FilesTest() : folder_(fs::temp_directory_path() / ("midspan-files-" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~FilesTest() override { fs::remove_all(folder_); }
  fs::path folder_;
};

}  // namespace

// Somebody who may write into the folder prepared a file beside the one to come, or a link to another place.
TEST_F(FilesTest, NothingPreparedIsWrittenInto) {
  const fs::path path = folder_ / "north.key";
  ASSERT_TRUE(base::write_file(folder_ / "north.key.part", "prepared"));
  fs::permissions(folder_ / "north.key.part", fs::perms(0666));
  ASSERT_TRUE(base::write_file(path, "secret", base::Access::Owner));
  struct stat status{};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_EQ(*base::read_file(folder_ / "north.key.part"), "prepared");
}

TEST_F(FilesTest, WhatIsNotKeptIsGone) {
  {
    auto file = *base::NewFile::create(folder_ / "half");
    ASSERT_TRUE(file.append("half"));
  }
  EXPECT_TRUE(fs::is_empty(folder_));
  ASSERT_TRUE(base::write_file(folder_ / "whole", "whole"));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
}
