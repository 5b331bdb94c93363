// SPDX-License-Identifier: Apache-2.0
// Where a piece may surely begin: behind a line end outside quotes. Without any quote in the file that is every line
// end, found by looking at the places where pieces should begin; with quotes the file is walked once from quote to
// quote, by the rule of CsvReader: a quote opens only at the beginning of a field, a doubled one does not close, and a
// broken one is a letter.
#include "base/csv_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/threads.hpp"

namespace midspan::base {

namespace {

// Bytes of the file one after the other, in blocks.
class Walk {
 public:
  Walk(int file, std::uint64_t begin, std::uint64_t end) : file_(file), begin_(begin), end_(end) { fill(begin); }

  bool at_end() const { return at() >= end_; }
  std::uint64_t at() const { return begin_ + next_; }
  char peek() const { return block_[next_]; }
  void skip() {
    if (++next_ == filled_) fill(at());
  }
  void go_to(std::uint64_t at) {
    if (at >= begin_ && at < begin_ + filled_) next_ = static_cast<std::size_t>(at - begin_);
    else fill(at);
  }
  // Moves to the next byte that is one of the two; to the end when there is none.
  void seek(char one, char other) {
    while (!at_end()) {
      const char* from = block_.data() + next_;
      const char* const until = block_.data() + filled_;
      const auto* first = static_cast<const char*>(std::memchr(from, one, static_cast<std::size_t>(until - from)));
      const char* const bound = first != nullptr ? first : until;
      const auto* second = static_cast<const char*>(std::memchr(from, other, static_cast<std::size_t>(bound - from)));
      const char* const hit = second != nullptr ? second : first;
      if (hit != nullptr) {
        next_ = static_cast<std::size_t>(hit - block_.data());
        return;
      }
      fill(begin_ + filled_);
    }
  }

 private:
  void fill(std::uint64_t from) {
    begin_ = from;
    next_ = 0;
    filled_ = 0;
    if (from >= end_) return;
    // Most walks end within the first line; those that do not go on in larger steps.
    block_.resize(block_.empty() ? kFirstBlock : kBlock);
    const auto got =
        pread(file_, block_.data(), std::min<std::uint64_t>(block_.size(), end_ - from), static_cast<off_t>(from));
    if (got <= 0) begin_ = end_;  // the file shrank: what is left of it counts
    else filled_ = static_cast<std::size_t>(got);
  }

  static constexpr std::size_t kFirstBlock = std::size_t{1} << 12;
  static constexpr std::size_t kBlock = std::size_t{1} << 18;

  int file_;
  std::uint64_t begin_;
  std::uint64_t end_;
  std::string block_;
  std::size_t next_ = 0;
  std::size_t filled_ = 0;
};

}  // namespace

Result<CsvFile> CsvFile::open(const std::filesystem::path& path, CsvDialect dialect, unsigned threads,
                              std::size_t piece_bytes, Cuts cuts) {
  CsvFile made;
  made.piece_bytes_ = piece_bytes;
  made.file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status{};
  if (made.file_ < 0 || fstat(made.file_, &status) != 0 || !S_ISREG(status.st_mode)) {
    const int reason = made.file_ < 0 ? errno : S_ISDIR(status.st_mode) ? EISDIR : ESPIPE;  // pieces are read anew
    return failure("BAS-001", {{"path", path.string()}, {"reason", std::string(std::strerror(reason))}});
  }
  made.size_ = static_cast<std::uint64_t>(status.st_size);
  std::string mark;
  if (made.read_range(0, std::min<std::uint64_t>(3, made.size_), mark) == "\xEF\xBB\xBF") made.start_ = 3;
  if (cuts == Cuts::Sure) made.cut_surely(dialect, threads);
  else made.cut_at_newlines();
  return made;
}

void CsvFile::cut_surely(CsvDialect dialect, unsigned threads) {
  begins_.clear();
  if (has_quotes(dialect.quote, threads)) cut_outside_quotes(dialect);
  else cut_at_newlines();
}

CsvFile::CsvFile(CsvFile&& other) noexcept { *this = std::move(other); }

CsvFile& CsvFile::operator=(CsvFile&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(size_, other.size_);
  std::swap(piece_bytes_, other.piece_bytes_);
  std::swap(start_, other.start_);
  std::swap(begins_, other.begins_);
  return *this;
}

CsvFile::~CsvFile() {
  if (file_ >= 0) close(file_);
}

std::string_view CsvFile::read_range(std::uint64_t begin, std::uint64_t end, std::string& buffer) const {
  const auto wanted = static_cast<std::size_t>(end - begin);
  if (buffer.size() < wanted + kReadable) buffer.resize(wanted + kReadable);
  std::size_t filled = 0;
  while (filled < wanted) {
    const auto got = pread(file_, buffer.data() + filled, wanted - filled, static_cast<off_t>(begin + filled));
    if (got <= 0) break;
    filled += static_cast<std::size_t>(got);
  }
  return std::string_view(buffer).substr(0, filled);
}

std::string_view CsvFile::read(std::size_t piece, std::string& buffer) const {
  return read_range(begins_[piece], begins_[piece + 1], buffer);
}

bool CsvFile::has_quotes(char quote, unsigned threads) const {
  std::atomic<bool> found = false;
  const std::size_t blocks = static_cast<std::size_t>((size_ + kPieceBytes - 1) / kPieceBytes);
  for_each_piece(blocks, threads, [&](std::size_t block) {
    if (found) return;
    thread_local std::string buffer;
    const std::uint64_t begin = block * kPieceBytes;
    const std::string_view text = read_range(begin, std::min<std::uint64_t>(size_, begin + kPieceBytes), buffer);
    if (text.find(quote) != std::string_view::npos) found = true;
  });
  return found;
}

void CsvFile::cut_at_newlines() {
  begins_.push_back(start_);
  for (std::uint64_t wanted = start_ + piece_bytes_; wanted < size_; wanted = begins_.back() + piece_bytes_) {
    Walk walk(file_, wanted, size_);
    walk.seek('\n', '\r');
    if (walk.at_end()) break;
    const bool carriage = walk.peek() == '\r';
    walk.skip();
    if (carriage && !walk.at_end() && walk.peek() == '\n') walk.skip();
    if (walk.at() >= size_) break;
    begins_.push_back(walk.at());
  }
  begins_.push_back(size_);
}

void CsvFile::cut_outside_quotes(CsvDialect dialect) {
  begins_.push_back(start_);
  std::uint64_t wanted = start_ + piece_bytes_;
  Walk walk(file_, start_, size_);
  const auto cut_if_due = [&] {
    if (walk.at() < wanted || walk.at() >= size_) return;
    begins_.push_back(walk.at());
    wanted = walk.at() + piece_bytes_;
  };
  const auto is_field_end = [&](char byte) { return byte == dialect.delimiter || byte == '\n' || byte == '\r'; };
  while (!walk.at_end()) {  // at the beginning of a field
    if (walk.peek() == dialect.quote) {
      const std::uint64_t inside = walk.at() + 1;
      walk.skip();
      bool closed = false;
      for (;;) {
        walk.seek(dialect.quote, dialect.quote);
        if (walk.at_end()) break;
        walk.skip();
        closed = walk.at_end() || walk.peek() != dialect.quote;
        if (closed) break;
        walk.skip();
      }
      const std::uint64_t behind = walk.at();
      const bool at_border = walk.at_end() || is_field_end(walk.peek());
      if (!closed || !at_border) {
        walk.go_to(inside);
        walk.seek('\n', '\r');
        walk.go_to(!closed || walk.at() < behind ? inside : behind);  // a broken quote is a letter
      }
    }
    // The rest of the field: to the delimiter or the line end.
    while (!walk.at_end() && !is_field_end(walk.peek())) walk.skip();
    if (walk.at_end()) break;
    const char end = walk.peek();
    walk.skip();
    if (end == dialect.delimiter) continue;
    if (end == '\r' && !walk.at_end() && walk.peek() == '\n') walk.skip();
    cut_if_due();
  }
  begins_.push_back(size_);
}

}  // namespace midspan::base
