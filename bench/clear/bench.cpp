// SPDX-License-Identifier: Apache-2.0
#include "bench.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <thread>

namespace midspan::bench {

namespace {

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

Spent now() {
  struct rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto wall = std::chrono::steady_clock::now().time_since_epoch();
  return {seconds(usage.ru_utime) + seconds(usage.ru_stime), std::chrono::duration<double>(wall).count()};
}

}  // namespace

Clock::Clock() : since_(now()) {}
Spent Clock::spent() const {
  const Spent at = now();
  return {at.cpu - since_.cpu, at.wall - since_.wall};
}

Ran run(const std::vector<std::string>& words, int limit_seconds) {
  Ran ran;
  int ends[2];
  if (pipe(ends) != 0) return ran;
  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child == 0) {
    setpgid(0, 0);
    dup2(ends[1], STDOUT_FILENO);
    dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
    close(ends[0]);
    std::vector<char*> argv;
    for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    execvp(argv[0], argv.data());
    _exit(127);
  }
  close(ends[1]);
  std::thread watch([&, pipe_end = ends[0]] {
    char bytes[65536];
    for (ssize_t got = read(pipe_end, bytes, sizeof bytes); got > 0; got = read(pipe_end, bytes, sizeof bytes))
      ran.output.append(bytes, static_cast<std::size_t>(got));
  });
  int status = 0;
  struct rusage usage{};
  while (wait4(child, &status, WNOHANG, &usage) == 0) {
    if (std::chrono::steady_clock::now() - begin > std::chrono::seconds(limit_seconds)) {
      kill(-child, SIGKILL);
      wait4(child, &status, 0, &usage);
      break;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  watch.join();
  close(ends[0]);
  ran.spent.wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  ran.spent.cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ran;
}

bool installed(const std::string& program) { return run({"sh", "-c", "command -v " + program}, 10).code == 0; }

void say_missing(const std::string& program, const std::string& package) {
  fmt::print("  {} is not here; ./dev setup dev installs it (Debian: {})\n", program, package);
}

double median(std::vector<double> values) { return percentile(std::move(values), 0.5); }
double percentile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size()));
  return values[std::min(at, values.size() - 1)];
}

std::uint64_t Dice::next() {
  std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

}  // namespace midspan::bench
