// SPDX-License-Identifier: Apache-2.0
#include "base/files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace midspan::base {

namespace {

class Descriptor {
 public:
  explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
  ~Descriptor() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

tl::unexpected<Error> system_failure(const char* code, const std::filesystem::path& path) {
  return failure(code, {{"path", path.string()}, {"reason", std::string(std::strerror(errno))}});
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return system_failure("BAS-001", path);
  std::string contents;
  std::error_code ignored;
  const auto size = std::filesystem::file_size(path, ignored);
  if (!ignored) contents.reserve(size + 1);
  char buffer[1 << 16];
  for (;;) {
    const ssize_t count = ::read(file.get(), buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return system_failure("BAS-001", path);
    if (count == 0) return contents;
    contents.append(buffer, static_cast<std::size_t>(count));
  }
}

Result<NewFile> NewFile::create(const std::filesystem::path& path, Access access) {
  std::error_code ignored;
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), ignored);
  const std::string beside = path.string() + ".part";
  const int file =
      ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, access == Access::Owner ? 0600 : 0666);
  if (file < 0) return system_failure("BAS-002", path);
  return NewFile(path, file);
}

NewFile::~NewFile() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  ::unlink((path_.string() + ".part").c_str());
}

Result<void> NewFile::append(std::string_view text) {
  const bool large = text.size() >= (std::size_t{1} << 18);
  while (!text.empty()) {
    const ssize_t count = ::write(descriptor_, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return system_failure("BAS-002", path_);
    text.remove_prefix(static_cast<std::size_t>(count));
  }
#if defined(__linux__)
  // The disk begins while the rest is being made: keep() then waits for the last of it alone. A hint: where the file
  // system knows no such thing nothing is lost.
  if (large) (void)::sync_file_range(descriptor_, 0, 0, SYNC_FILE_RANGE_WRITE);
#endif
  return {};
}

Result<void> NewFile::keep() {
  if (::fsync(descriptor_) != 0 && errno != EINVAL && errno != EROFS) return system_failure("BAS-002", path_);
  const std::string beside = path_.string() + ".part";
  if (::rename(beside.c_str(), path_.c_str()) != 0) return system_failure("BAS-002", path_);
  ::close(std::exchange(descriptor_, -1));
  return {};
}

Result<void> write_file(const std::filesystem::path& path, std::string_view contents, Access access) {
  NewFile file = MIDSPAN_TRY(NewFile::create(path, access));
  MIDSPAN_CHECK(file.append(contents));
  return file.keep();
}

}  // namespace midspan::base
