// SPDX-License-Identifier: Apache-2.0
#include "parquet/parquet.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <utility>

#include "base/files.hpp"
#include "parquet/duckdb.hpp"

namespace midspan::parquet {

namespace {

namespace fs = std::filesystem;

// A file that no folder names, where names of people can pass; -1 where there is no room for one.
int nameless_file() {
  std::error_code nowhere;
  const fs::path folder = fs::temp_directory_path(nowhere);
  if (nowhere) return -1;
  const int file = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0) return file;
  std::string name = (folder / "midspan-XXXXXX").string();  // file systems that know no such files
  const int named = ::mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0) (void)::unlink(name.c_str());
  return named;
}

fs::path path_of(int file) { return fmt::format("/proc/self/fd/{}", file); }

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t size = ::write(file, bytes.data(), bytes.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(size));
  }
  return true;
}

// Closes what it holds when it goes.
struct Open {
  int file = -1;
  explicit Open(int opened) : file(opened) {}
  Open(const Open&) = delete;
  Open& operator=(const Open&) = delete;
  ~Open() {
    if (file >= 0) ::close(file);
  }
};

// What a child said, as an error; `refused` where the library refused the file, which it knows by a number only.
tl::unexpected<base::Error> failure_of(const Ended& ended, const char* refused, const fs::path& path, int file) {
  if (ended.how == Ended::How::NoLibrary) return base::failure("PQT-002", {{"reason", ended.why}});
  std::string why = ended.how == Ended::How::Refused ? ended.why : "the reader broke down";
  const std::string number = path_of(file).string();
  for (std::size_t at = why.find(number); at != std::string::npos; at = why.find(number, at))
    why.replace(at, number.size(), path.filename().string());
  return base::failure(refused, {{"path", path.string()}, {"reason", std::move(why)}});
}

const char* type_of(Kind kind) {
  switch (kind) {
    case Kind::Whole: return "BIGINT";
    case Kind::Real: return "DOUBLE";
    case Kind::Text: break;
  }
  return "VARCHAR";
}

}  // namespace

bool is_named_so(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension == ".parquet" || extension == ".PARQUET";
}

bool looks_so(const fs::path& path) {
  const Open in(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  std::array<char, 4> first{};
  return in.file >= 0 && ::read(in.file, first.data(), first.size()) == 4 &&
         std::memcmp(first.data(), "PAR1", first.size()) == 0;
}

AsCsv::AsCsv(AsCsv&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

AsCsv& AsCsv::operator=(AsCsv&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

AsCsv::~AsCsv() {
  if (file_ >= 0) ::close(file_);
}

fs::path AsCsv::path() const { return path_of(file_); }

base::Result<AsCsv> AsCsv::read(const fs::path& parquet, unsigned threads) {
  const Open in(::open(parquet.c_str(), O_RDONLY | O_CLOEXEC));
  if (in.file < 0) return base::failure("BAS-001", {{"path", parquet.string()}, {"reason", std::strerror(errno)}});
  AsCsv csv(nameless_file());
  if (csv.file_ < 0) return base::failure("PQT-004", {{"reason", std::strerror(errno)}});
  const std::string statement = fmt::format(
      "COPY (SELECT * FROM read_parquet({})) TO {} (FORMAT csv, HEADER true, DELIMITER ',', NULLSTR '', "
      "USE_TMP_FILE false)",
      sql_text(path_of(in.file).string()), sql_text(path_of(csv.file_).string()));
  const Ended ended = run_in_child(statement, {in.file, csv.file_}, threads);
  if (ended.how != Ended::How::Good) return failure_of(ended, "PQT-001", parquet, in.file);
  return csv;
}

base::Result<void> write(const fs::path& target, std::string_view csv, const std::vector<Column>& columns) {
  const Open in(nameless_file());
  if (in.file < 0 || !write_all(in.file, csv)) return base::failure("PQT-004", {{"reason", std::strerror(errno)}});
  const Open out(nameless_file());
  if (out.file < 0) return base::failure("PQT-004", {{"reason", std::strerror(errno)}});
  std::string types;
  for (const Column& column : columns)
    types += fmt::format("{}{}: '{}'", types.empty() ? "" : ", ", sql_text(column.name), type_of(column.kind));
  const std::string statement = fmt::format(
      "COPY (SELECT * FROM read_csv({}, header = true, delim = ',', quote = '\"', escape = '\"', auto_detect = false, "
      "new_line = '\\n', columns = {{{}}})) TO {} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)",
      sql_text(path_of(in.file).string()), types, sql_text(path_of(out.file).string()));
  const Ended ended = run_in_child(statement, {in.file, out.file}, 1);
  if (ended.how != Ended::How::Good) return failure_of(ended, "PQT-003", target, out.file);
  const std::string bytes = MIDSPAN_TRY(base::read_file(path_of(out.file)));
  return base::write_file(target, bytes);
}

}  // namespace midspan::parquet
