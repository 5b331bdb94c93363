// SPDX-License-Identifier: Apache-2.0
// The record's bars: bench_record [acts to verify] [acts to append]. Verifying wants 1,000,000 acts in 30 s on two
// cores; a durable append wants 2,000 a second one at a time, 20 ms at the 99th percentile.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "base/threads.hpp"
#include "record/act_types.hpp"
#include "record/log_text.hpp"
#include "record/store/operation_file.hpp"
#include "verify/verify.hpp"

using namespace midspan;
using Clock = std::chrono::steady_clock;

namespace {

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

record::Draft draft_of(std::int64_t number) {
  return {"statement.make",
          "registry",
          "2025-04-20T12:00:00Z",
          base::json::Object{{"list", "north-held"},
                             {"version", 1},
                             {"entry", base::to_hex(base::sha256(std::to_string(number))).substr(0, 32)},
                             {"party", "north"},
                             {"code", "HELD"}},
          {}};
}

record::Draft opening(const record::OperationFile& file) {
  return {"operation.open",
          "registry",
          "2025-04-20T12:00:00Z",
          base::json::Object{{"log", file.log_key().vkey()},
                             {"party", "neutral"},
                             {"party_role", "intermediary"},
                             {"key", file.desk().key().vkey()},
                             {"title", "bench"},
                             {"unsealed", true}},
          {}};
}

template <typename T>
T must(base::Result<T> result) {
  if (result) return std::move(*result);
  fmt::print(stderr, "{}\n", result.error().message.code);
  std::exit(1);
}

}  // namespace

int main(int argc, char** argv) {
  const auto argument = [&](int at, std::int64_t otherwise) { return argc > at ? std::atoll(argv[at]) : otherwise; };
  const std::int64_t to_verify = argument(1, 1'000'000);
  const std::int64_t to_append = argument(2, 10'000);
  const auto folder = std::filesystem::current_path() / "bench-record";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  {
    auto file = must(record::OperationFile::create(folder / "one.midspan", {}));
    must(file->append(file->desk(), opening(*file)));
    std::vector<double> times;
    const auto begin = Clock::now();
    for (std::int64_t at = 0; at < to_append; ++at) {
      const auto one = Clock::now();
      must(file->append(file->desk(), draft_of(at)));
      times.push_back(seconds_since(one) * 1000);
    }
    const double total = seconds_since(begin);
    std::sort(times.begin(), times.end());
    const auto at = [&](double share) {
      return times[static_cast<std::size_t>(static_cast<double>(times.size() - 1) * share)];
    };
    fmt::print("append, one at a time: {} acts, {:.0f}/s, p50 {:.2f} ms, p99 {:.2f} ms, worst {:.2f} ms\n", to_append,
               static_cast<double>(to_append) / total, at(0.5), at(0.99), times.back());
  }
  auto file = must(record::OperationFile::create(folder / "many.midspan", {}));
  must(file->append(file->desk(), opening(*file)));
  const auto begin = Clock::now();
  constexpr std::int64_t kGroup = 10'000;
  for (std::int64_t at = 0; at < to_verify; at += kGroup) {
    std::vector<record::Draft> drafts;
    for (std::int64_t one = at; one < std::min(at + kGroup, to_verify); ++one) drafts.push_back(draft_of(one));
    must(file->append_all(file->desk(), drafts));
  }
  fmt::print("append, in groups of {}: {} acts, {:.0f}/s\n", kGroup, to_verify,
             static_cast<double>(to_verify) / seconds_since(begin));
  const auto opened = Clock::now();
  file.reset();
  file = must(record::OperationFile::open(folder / "many.midspan", {}));
  fmt::print("open: {:.3f} s\n", seconds_since(opened));
  const record::Bundle bundle = must(file->export_bundle({}));
  for (const unsigned threads : {2U, 1U}) {
    verify::Options options;
    options.threads = threads;
    base::Progress silent;
    const auto verified = Clock::now();
    const verify::Report report = verify::verify_bundle(bundle, options, silent);
    fmt::print("verify, {} threads: {} acts, {:.1f} s, {}\n", threads, report.acts, seconds_since(verified),
               report.good() ? "good" : "NOT GOOD");
    if (to_verify > 200'000) break;
  }
  std::filesystem::remove_all(folder);
}
