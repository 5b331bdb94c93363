// SPDX-License-Identifier: Apache-2.0
#include "parquet/duckdb.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string_view>

namespace midspan::parquet {

namespace {

// ---- DuckDB's C interface (stable since 1.0): handles are pointers, a state of 0 is success ------------------------

using Handle = void*;

// duckdb_result: six words that belong to the library; only its functions look inside.
struct LibraryResult {
  std::array<void*, 6> inside{};
};

struct Library {
  int (*open)(const char* path, Handle* database) = nullptr;
  int (*connect)(Handle database, Handle* connection) = nullptr;
  int (*query)(Handle connection, const char* sql, LibraryResult* result) = nullptr;
  const char* (*result_error)(LibraryResult* result) = nullptr;
  void (*destroy_result)(LibraryResult* result) = nullptr;
};

template <typename Function>
bool find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(::dlsym(library, name));
  return function != nullptr;
}

// What dlopen said when there is no such library, else empty.
std::string open_library(Library& library) {
  const char* named = std::getenv("MIDSPAN_DUCKDB");
  void* opened = ::dlopen(named != nullptr && *named != '\0' ? named : "libduckdb.so", RTLD_NOW | RTLD_LOCAL);
  if (opened == nullptr) {
    const char* why = ::dlerror();
    return why != nullptr ? why : "it cannot be opened";
  }
  const bool whole = find(opened, "duckdb_open", library.open) && find(opened, "duckdb_connect", library.connect) &&
                     find(opened, "duckdb_query", library.query) &&
                     find(opened, "duckdb_result_error", library.result_error) &&
                     find(opened, "duckdb_destroy_result", library.destroy_result);
  return whole ? std::string() : "it is not DuckDB's library";
}

// ---- The child ----------------------------------------------------------------------------------------------------

constexpr std::uint64_t kMostMemoryMegabytes = 2048;
constexpr rlim_t kMostSeconds = 3600;  // of processor: a file that takes longer is not a list of people

std::string error_of(const Library& library, Handle connection, const std::string& statement) {
  LibraryResult result;
  std::string error;
  if (library.query(connection, statement.c_str(), &result) != 0) {
    const char* why = library.result_error(&result);
    error = why != nullptr && *why != '\0' ? why : "unknown";
  }
  library.destroy_result(&result);
  return error;
}

std::string path_of(int descriptor) { return fmt::format("/proc/self/fd/{}", descriptor); }

// Nothing from outside, nothing beside the files, and no way back.
std::vector<std::string> confinement(const std::vector<int>& descriptors, unsigned threads) {
  std::string allowed;
  for (const int descriptor : descriptors) allowed += (allowed.empty() ? "" : ", ") + sql_text(path_of(descriptor));
  return {threads == 0 ? "RESET threads" : fmt::format("SET threads = {}", threads),
          fmt::format("SET memory_limit = '{}MB'", kMostMemoryMegabytes),
          "SET temp_directory = ''",
          "SET autoinstall_known_extensions = false",
          "SET autoload_known_extensions = false",
          "SET TimeZone = 'UTC'",  // refused where the library has no time zones: then it writes UTC anyway
          fmt::format("SET allowed_paths = [{}]", allowed),
          "SET enable_external_access = false",
          "SET lock_configuration = true"};
}

Ended work(const std::string& statement, const std::vector<int>& descriptors, unsigned threads) {
  Library library;
  if (std::string why = open_library(library); !why.empty()) return {Ended::How::NoLibrary, std::move(why)};
  Handle database = nullptr;
  Handle connection = nullptr;
  if (library.open(nullptr, &database) != 0 || library.connect(database, &connection) != 0)
    return {Ended::How::NoLibrary, "it does not start"};
  for (const std::string& setting : confinement(descriptors, threads))
    if (std::string why = error_of(library, connection, setting); !why.empty() && !setting.starts_with("SET TimeZone"))
      return {Ended::How::NoLibrary, "it is too old: " + why};
  if (std::string why = error_of(library, connection, statement); !why.empty())
    return {Ended::How::Refused, std::move(why)};
  return {Ended::How::Good, {}};
}

void limit(int resource, rlim_t value) {
  const rlimit both{value, value};
  (void)::setrlimit(static_cast<__rlimit_resource>(resource), &both);
}

[[noreturn]] void run_child(int told, const std::string& statement, const std::vector<int>& descriptors,
                            unsigned threads) {
  (void)::prctl(PR_SET_PDEATHSIG, SIGKILL);
  (void)::prctl(PR_SET_DUMPABLE, 1);  // /proc/self/fd is its own only while it may be looked at
  for (const int signal : {SIGPIPE, SIGTERM, SIGINT, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGILL})
    (void)std::signal(signal, SIG_DFL);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_CPU, kMostSeconds);
  Ended ended;
  try {
    ended = work(statement, descriptors, threads);
  } catch (...) {
    ended = {Ended::How::BrokeDown, {}};
  }
  const std::string answer = std::string(1, static_cast<char>('0' + static_cast<int>(ended.how))) + ended.why;
  for (std::string_view rest = answer; !rest.empty();) {
    const ssize_t size = ::write(told, rest.data(), rest.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) break;
    rest.remove_prefix(static_cast<std::size_t>(size));
  }
  ::_exit(0);
}

// ---- The parent ---------------------------------------------------------------------------------------------------

constexpr std::size_t kLongestAnswer = 4096;

std::string heard(int from) {
  std::string text;
  std::array<char, 1024> piece{};
  for (;;) {
    const ssize_t size = ::read(from, piece.data(), piece.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return text;
    if (text.size() < kLongestAnswer) text.append(piece.data(), static_cast<std::size_t>(size));
  }
}

// One line, printable: it goes to a terminal and comes from a file that nobody trusts.
std::string one_line(std::string_view text) {
  std::string line;
  for (const char letter : text.substr(0, text.find('\n')))
    line.push_back(letter >= ' ' && letter <= '~' ? letter : '?');
  while (line.ends_with('.') || line.ends_with(' ')) line.pop_back();
  return line;
}

}  // namespace

Ended run_in_child(const std::string& statement, const std::vector<int>& descriptors, unsigned threads) {
  std::array<int, 2> pipe{-1, -1};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return {};
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(pipe[0]);
    run_child(pipe[1], statement, descriptors, threads);
  }
  ::close(pipe[1]);
  std::string answer;
  if (child > 0) answer = heard(pipe[0]);
  ::close(pipe[0]);
  int status = 0;
  while (child > 0 && ::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (child <= 0 || answer.empty() || answer[0] < '0' || answer[0] > '3') return {};
  return {static_cast<Ended::How>(answer[0] - '0'), one_line(std::string_view(answer).substr(1))};
}

std::string sql_text(std::string_view text) {
  std::string out = "'";
  for (const char letter : text) out += letter == '\'' ? std::string("''") : std::string(1, letter);
  return out + "'";
}

}  // namespace midspan::parquet
