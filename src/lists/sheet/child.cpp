// SPDX-License-Identifier: Apache-2.0
#include "lists/sheet/child.hpp"

#include <poll.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <new>
#include <vector>

#include "lists/sheet/wire.hpp"

namespace midspan::lists::sheet {

namespace {

// ---- The child ----------------------------------------------------------------------------------------------------

bool write_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(socket, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// The sanitizers map terabytes and ask the kernel about addresses; a build with them (never a released one) does
// without.
#ifdef MIDSPAN_SANITIZED
constexpr bool kConfined = false;
#else
constexpr bool kConfined = true;
#endif

void limit(int resource, rlim_t value) {
  const rlimit both{value, value};
  (void)::setrlimit(static_cast<__rlimit_resource>(resource), &both);
}

// From here on the process reads its socket, writes to it, asks for memory and ends; nothing else.
// Where the kernel lacks seccomp the other limits still hold.
void confine() {
  (void)::prctl(PR_SET_DUMPABLE, 0);
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (filter == nullptr) return;
  for (const int call :
       {SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(brk), SCMP_SYS(mmap), SCMP_SYS(munmap), SCMP_SYS(mremap),
        SCMP_SYS(madvise), SCMP_SYS(mprotect), SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(rt_sigreturn),
        SCMP_SYS(rt_sigprocmask), SCMP_SYS(futex), SCMP_SYS(getrandom), SCMP_SYS(clock_gettime), SCMP_SYS(sched_yield)})
    (void)seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0);
  (void)seccomp_load(filter);
  seccomp_release(filter);
}

// RLIMIT_AS counts what the process has mapped already, which it inherits from a parent of any size.
rlim_t mapped_now() {
  std::FILE* file = std::fopen("/proc/self/statm", "re");
  unsigned long pages = 0;
  if (file != nullptr) {
    if (std::fscanf(file, "%lu", &pages) != 1) pages = 0;
    std::fclose(file);
  }
  return static_cast<rlim_t>(pages) * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE));
}

void prepare_child(int socket, const Limits& limits) {
  (void)::prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (const int signal : {SIGPIPE, SIGXCPU, SIGTERM, SIGINT, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGILL})
    (void)std::signal(signal, SIG_DFL);
  if (kConfined) limit(RLIMIT_AS, mapped_now() + limits.memory_bytes);
  limit(RLIMIT_CPU, limits.cpu_seconds);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
#ifdef SYS_close_range
  if (socket > 0) (void)::syscall(SYS_close_range, 0U, static_cast<unsigned>(socket) - 1U, 0U);
  (void)::syscall(SYS_close_range, static_cast<unsigned>(socket) + 1U, ~0U, 0U);
#endif
  if (kConfined) confine();
}

std::uint32_t answered_number(int socket) {
  std::array<char, 4> bytes{};
  for (std::size_t got = 0; got < bytes.size();) {
    const ssize_t size = ::read(socket, bytes.data() + got, bytes.size() - got);
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) ::_exit(0);  // the parent has no use for any sheet
    got += static_cast<std::size_t>(size);
  }
  std::uint32_t number = 0;
  std::memcpy(&number, bytes.data(), bytes.size());
  return number;
}

base::Result<void> send_book(int socket, WireWriter& wire, std::string_view bytes, const Limits& limits) {
  const std::unique_ptr<Workbook> book = MIDSPAN_TRY(open_workbook(bytes, limits));
  wire.book(*book);
  if (book->sheets().size() > 1) {
    for (std::size_t sheet = 0; sheet < book->sheets().size(); ++sheet) {
      wire.sheet(static_cast<std::uint32_t>(sheet));
      wire.limit_rows(kPreviewRows);
      MIDSPAN_CHECK(book->read(sheet, wire));
    }
  }
  wire.previews_over();
  const std::uint32_t count = answered_number(socket);
  std::vector<std::uint32_t> chosen(std::min<std::size_t>(count, book->sheets().size()));
  for (std::uint32_t& sheet : chosen) sheet = answered_number(socket);
  for (const std::uint32_t sheet : chosen) {
    if (sheet >= book->sheets().size()) ::_exit(1);
    wire.sheet(sheet);
    wire.limit_rows(static_cast<std::size_t>(-1));
    MIDSPAN_CHECK(book->read(sheet, wire));
  }
  return {};
}

[[noreturn]] void run_child(int socket, std::string_view bytes, const Limits& limits) {
  prepare_child(socket, limits);
  WireWriter wire([](void* context, std::string_view piece) { return write_all(*static_cast<int*>(context), piece); },
                  &socket);
  try {
    const base::Result<void> sent = send_book(socket, wire, bytes, limits);
    if (sent) wire.done();
    else wire.error(sent.error());
  } catch (const std::bad_alloc&) {
    wire.error(base::failure("LST-016", {{"limit", static_cast<std::int64_t>(limits.memory_bytes >> 20)}}).value());
  } catch (...) {
    ::_exit(1);
  }
  ::_exit(0);
}

constexpr std::size_t kMostPreviewed = std::size_t{32} << 20;

// ---- The parent ---------------------------------------------------------------------------------------------------

class Child {
 public:
  Child(std::string_view bytes, const Limits& limits)
      : limits_(limits), deadline_(std::chrono::steady_clock::now() + std::chrono::seconds(limits.wall_seconds)) {
    std::array<int, 2> sockets{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets.data()) != 0) return;
    process_ = ::fork();
    if (process_ == 0) {
      ::close(sockets[0]);
      run_child(sockets[1], bytes, limits);
    }
    ::close(sockets[1]);
    socket_ = sockets[0];
    if (process_ < 0) {
      ::close(socket_);
      socket_ = -1;
    }
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (socket_ >= 0) ::close(socket_);
    if (process_ > 0) {
      ::kill(process_, SIGKILL);
      reap();
    }
  }

  bool started() const { return socket_ >= 0; }

  bool answer(const std::vector<std::size_t>& sheets) {
    std::vector<std::uint32_t> numbers{static_cast<std::uint32_t>(sheets.size())};
    for (const std::size_t sheet : sheets) numbers.push_back(static_cast<std::uint32_t>(sheet));
    std::vector<char> bytes(numbers.size() * sizeof numbers[0]);
    std::memcpy(bytes.data(), numbers.data(), bytes.size());
    return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
  }

  // The next frame; its body is valid until the next call. Nothing at the end of what the child says.
  std::optional<Frame> next() {
    buffer_.erase(0, consumed_);
    consumed_ = 0;
    for (;;) {
      if (buffer_.size() - at_ >= 5) {
        FrameReader header(std::string_view(buffer_).substr(at_ + 1, 4));
        const std::uint64_t size = header.number(4);
        if (size > kLargestFrame) return std::nullopt;
        if (buffer_.size() - at_ >= 5 + size) {
          const Frame frame{buffer_[at_], std::string_view(buffer_).substr(at_ + 5, size)};
          at_ += 5 + size;
          // Moving what is left to the front for every frame would be quadratic; once per piece is not.
          if (at_ > kPiece) {
            consumed_ = at_;
            at_ = 0;
          }
          return frame;
        }
      }
      if (!fill()) return std::nullopt;
    }
  }

  // Why the child said no more.
  base::Error why() {
    if (too_slow_) return base::failure("LST-015", {{"limit", static_cast<std::int64_t>(limits_.cpu_seconds)}}).value();
    const int status = reap();
    if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL))
      return base::failure("LST-015", {{"limit", static_cast<std::int64_t>(limits_.cpu_seconds)}}).value();
    return base::failure("LST-017").value();
  }

 private:
  static constexpr std::size_t kPiece = 256 * 1024;

  bool fill() {
    for (;;) {
      const auto left =
          std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - std::chrono::steady_clock::now()).count();
      if (left <= 0) {
        too_slow_ = true;
        return false;
      }
      pollfd wait{socket_, POLLIN, 0};
      const int ready = ::poll(&wait, 1, static_cast<int>(left));
      if (ready < 0 && errno == EINTR) continue;
      if (ready <= 0) {
        too_slow_ = ready == 0;
        return false;
      }
      const std::size_t before = buffer_.size();
      buffer_.resize(before + kPiece);
      const ssize_t size = ::read(socket_, buffer_.data() + before, kPiece);
      buffer_.resize(before + static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
      if (size < 0 && errno == EINTR) continue;
      return size > 0;
    }
  }

  int reap() {
    int status = 0;
    if (process_ > 0)
      while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
      }
    process_ = -1;
    return status;
  }

  Limits limits_;
  std::chrono::steady_clock::time_point deadline_;  // guards against a stuck child; decides nothing that is kept
  int socket_ = -1;
  pid_t process_ = -1;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t consumed_ = 0;
  bool too_slow_ = false;
};

}  // namespace

base::Result<SheetFile> read_in_child(std::string_view bytes, const Limits& limits, const Chooser& choose,
                                      base::Progress* progress) {
  Child child(bytes, limits);
  if (!child.started()) return base::failure("LST-017");
  SheetFile file;
  std::optional<GridBuilder> builder;
  std::optional<CountedSink> sink;
  const auto start = [&](Grid& grid) {
    if (builder) builder->finish();
    builder.emplace(grid);
    sink.emplace(*builder, limits);
  };
  bool chosen = false;
  std::size_t begun = 0;  // of the chosen ones
  std::size_t cells = 0;  // of those that were read
  std::uint64_t rows = 0;
  std::size_t preview_bytes = 0;
  while (const auto frame = child.next()) {
    bool good = true;
    switch (frame->kind) {
      case 'B': {
        auto sheets = read_book(*frame, file.date_system, limits);
        good = sheets.has_value() && file.sheets.empty();
        if (good) file.sheets = std::move(*sheets);
        // One place for each preview, so that none moves while its builder points at it.
        if (good && file.sheets.size() > 1) file.previews.resize(file.sheets.size());
        break;
      }
      case 'S': {
        FrameReader reader(frame->body);
        const std::uint64_t sheet = reader.number(4);
        good = reader.at_end() &&
               (chosen ? sheet < file.sheets.size() && begun < file.chosen.size() && sheet == file.chosen[begun]
                       : sheet < file.previews.size());
        if (!good) break;
        if (chosen && begun > 0 && (cells += file.grids[begun - 1].cells.size()) > limits.cells)
          return base::failure("LST-013", {{"limit", static_cast<std::int64_t>(limits.cells)}});
        start(chosen ? file.grids[begun++] : file.previews[sheet]);
        break;
      }
      case 'P': {
        good = !chosen && !file.sheets.empty();
        if (!good) break;
        if (builder) builder->finish();
        file.chosen = MIDSPAN_TRY(choose(file));
        chosen = true;
        builder.reset();
        sink.reset();
        file.grids.resize(file.chosen.size());
        if (!child.answer(file.chosen)) return tl::unexpected(child.why());
        break;
      }
      case 'R':
        // Previews of very many sheets must not add up to what no sheet alone may be.
        if (!chosen && (preview_bytes += frame->body.size()) > kMostPreviewed)
          return base::failure("LST-005", {{"limit", static_cast<std::int64_t>(kMostPreviewed >> 20)}});
        good = sink && apply_row(*frame, *sink);
        if (!good && sink && sink->error()) return tl::unexpected(*sink->error());
        if (progress != nullptr && ++rows % 1000 == 0) {
          if (progress->cancelled()) return base::failure("LST-024");
          progress->report("progress.lists.read", rows, 0);
        }
        break;
      case 'M':
      case 'H':
      case 'C': good = sink && apply_other(*frame, *sink); break;
      case 'E': {
        auto error = read_error(*frame);
        return tl::unexpected(error ? std::move(*error) : child.why());
      }
      case 'D':
        if (!chosen || begun != file.chosen.size()) return tl::unexpected(child.why());
        if (builder) builder->finish();
        return file;
      default: good = false;
    }
    if (!good) return base::failure("LST-017");
  }
  return tl::unexpected(child.why());
}

}  // namespace midspan::lists::sheet
