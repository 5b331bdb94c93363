// SPDX-License-Identifier: Apache-2.0
// What was acknowledged is there, whatever fails: the n-th write, half of it, the n-th fsync, a full disk, for every n
// until the work gets through; and a process that is killed at any moment.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "base/files.hpp"
#include "faulty_disk.hpp"
#include "record/act_types.hpp"
#include "record/store/operation_file.hpp"
#include "verify/verify.hpp"

namespace base = midspan::base;
namespace json = midspan::base::json;
using namespace midspan::record;
using faults::Fault;

namespace {

struct Acknowledged {
  std::vector<AppendedAct> acts;
  std::vector<std::pair<ItemRef, std::string>> items;
};

Draft opening(const OperationFile& file) {
  return {std::string(type::kOperationOpen),
          "registry",
          "2025-04-20T12:00:00Z",
          json::Object{{"log", file.log_key().vkey()},
                       {"party", "neutral"},
                       {"party_role", "intermediary"},
                       {"key", file.desk().key().vkey()},
                       {"title", "A bridge"},
                       {"unsealed", true}},
          {}};
}

Draft draft(int number) {
  return {"incident.record",
          "registry",
          "2025-04-20T12:00:00Z",
          json::Object{{"number", number}, {"filling", std::string(3000, 'x')}},
          {}};
}

// Goes on after a failure as a careless caller would; says whether everything got through.
bool work(OperationFile& file, Acknowledged& acknowledged) {
  bool all = true;
  for (int number = 0; number < 3; ++number) {
    const std::string text = "item " + std::to_string(number);
    if (auto item = file.put_item("note", "", base::as_bytes(text))) acknowledged.items.emplace_back(*item, text);
    else all = false;
    if (auto act = file.append(file.desk(), draft(number))) acknowledged.acts.push_back(std::move(*act));
    else all = false;
    if (auto acts = file.append_all(file.desk(), {draft(10 + number), draft(20 + number)}))
      for (AppendedAct& act : *acts) acknowledged.acts.push_back(std::move(act));
    else all = false;
  }
  return all;
}

// Opens the file again and looks for everything that was acknowledged.
void expect_all_there(const std::filesystem::path& path, const Acknowledged& acknowledged,
                      const std::string& kept_checkpoint) {
  auto opened = OperationFile::open(path, {});
  ASSERT_TRUE(opened) << opened.error().message.code;
  OperationFile& file = **opened;
  EXPECT_FALSE(file.is_read_only());
  ASSERT_TRUE(file.append(file.desk(), draft(99)));
  for (const AppendedAct& act : acknowledged.acts) {
    const auto found = file.act(act.seq);
    ASSERT_TRUE(found) << act.seq;
    EXPECT_EQ(found->bytes, act.bytes) << act.seq;
  }
  for (const auto& [item, text] : acknowledged.items) {
    const auto found = file.get_item({item.id});
    ASSERT_TRUE(found);
    EXPECT_EQ(base::as_text(*found), text);
  }
  midspan::verify::Options options;
  if (!kept_checkpoint.empty()) options.checkpoint = kept_checkpoint;
  base::Progress progress;
  const auto report = midspan::verify::verify_bundle(*file.export_bundle({}), options, progress);
  EXPECT_TRUE(report.good()) << (report.problems.empty() ? "" : report.problems[0].message.code);
}

class Faults : public ::testing::Test {
 protected:
  Faults() {
    // In memory where that is to be had: the faults are ours, and thousands of real fsyncs would only take time.
    const std::filesystem::path memory = "/dev/shm";
    folder_ = (std::filesystem::exists(memory) ? memory : std::filesystem::temp_directory_path()) /
              ("midspan-faults-" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  ~Faults() override {
    faults::disk() = {};
    std::filesystem::remove_all(folder_);
  }
  std::filesystem::path folder_;
};

}  // namespace

TEST_F(Faults, EveryWriteAndEveryFsyncFailsOnce) {
  faults::install();
  const auto fresh = folder_ / "fresh.midspan";
  {
    auto file = *OperationFile::create(fresh, {});
    ASSERT_TRUE(file->append(file->desk(), opening(*file)));
  }
  int cases = 0;
  for (const Fault fault : {Fault::Write, Fault::HalfWrite, Fault::Sync, Fault::Full})
    for (const bool for_good : {false, true})
      for (long nth = 0;; ++nth) {
        ASSERT_LT(nth, 2000);
        const auto path = folder_ / "case.midspan";
        for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path.string() + suffix);
        std::filesystem::copy_file(fresh, path);
        Acknowledged acknowledged;
        bool all = false;
        std::string kept;
        {
          auto file = *OperationFile::open(path, {});
          faults::disk() = {fault, nth, for_good, 0, false};
          all = work(*file, acknowledged);
          if (faults::disk().failed && !all) {
            EXPECT_TRUE(file->is_read_only());
            EXPECT_EQ(file->append(file->desk(), draft(50)).error().message.code, "RCD-075");
          }
          kept = *file->checkpoint();
        }
        const bool struck = faults::disk().failed;
        faults::disk() = {};
        expect_all_there(path, acknowledged, kept);
        ++cases;
        if (::testing::Test::HasFailure())
          FAIL() << "fault " << static_cast<int>(fault) << " at " << nth << (for_good ? ", for good" : "");
        if (!struck) {
          EXPECT_TRUE(all);
          break;
        }
      }
  std::printf("%d cases\n", cases);
  EXPECT_GT(cases, 100);
}

TEST_F(Faults, AKilledProcessLosesNothingThatItAcknowledged) {
  const auto path = folder_ / "killed.midspan";
  {
    auto file = *OperationFile::create(path, {});
    ASSERT_TRUE(file->append(file->desk(), opening(*file)));
  }
  int number = 0;
  Acknowledged all;
  for (int round = 0; round < 25; ++round) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {  // writes the number of each act once it is acknowledged
      ::close(ends[0]);
      auto file = OperationFile::open(path, {});
      if (!file) ::_exit(1);
      for (;;) {
        const auto act = (*file)->append((*file)->desk(), draft(number));
        if (!act) ::_exit(2);
        const std::string line = act->bytes + std::string(1, '\0');
        if (::write(ends[1], line.data(), line.size()) < 0) ::_exit(3);
      }
    }
    ::close(ends[1]);
    std::jthread killer([&, round] {
      std::this_thread::sleep_for(std::chrono::microseconds(4000 + round * 3700 % 41000));
      ::kill(child, SIGKILL);
    });
    std::string said;
    char buffer[1 << 14];
    for (ssize_t count = 0; (count = ::read(ends[0], buffer, sizeof buffer)) > 0;)
      said.append(buffer, static_cast<std::size_t>(count));
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << WEXITSTATUS(status);
    for (std::size_t at = 0, end = 0; (end = said.find('\0', at)) != std::string::npos; at = end + 1) {
      AppendedAct act;
      act.bytes = said.substr(at, end - at);
      act.seq = parse_act(act.bytes)->act.seq;
      all.acts.push_back(std::move(act));
    }
    expect_all_there(path, all, "");
    if (HasFailure()) FAIL() << "round " << round;
  }
  EXPECT_GT(all.acts.size(), 0U);
}
