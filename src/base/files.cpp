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

Result<void> write_file(const std::filesystem::path& path, std::string_view contents, Access access) {
  std::error_code ignored;
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), ignored);
  const std::filesystem::path beside = path.string() + ".part";
  {
    const Descriptor file(
        ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, access == Access::Owner ? 0600 : 0666));
    if (file.get() < 0) return system_failure("BAS-002", path);
    for (std::size_t written = 0; written < contents.size();) {
      const ssize_t count = ::write(file.get(), contents.data() + written, contents.size() - written);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return system_failure("BAS-002", path);
      written += static_cast<std::size_t>(count);
    }
    if (::fsync(file.get()) != 0 && errno != EINVAL && errno != EROFS) return system_failure("BAS-002", path);
  }
  if (::rename(beside.c_str(), path.c_str()) != 0) return system_failure("BAS-002", path);
  return {};
}

}  // namespace midspan::base
