// SPDX-License-Identifier: Apache-2.0
// Power cuts, enumerated. A run's writes and fsyncs are written down; then, for every moment, the disk is put together
// as a power cut could have left it: all that was synced, and of what was not any part, whole or torn between sectors.
// From each such disk the file must open and hold everything that had been acknowledged by that moment.
//
// MIDSPAN_CRASH_STATES says how many states (2,000 without it; CI runs 100,000).
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>

#include "base/files.hpp"
#include "faulty_disk.hpp"
#include "record/act_types.hpp"
#include "record/store/operation_file.hpp"

namespace base = midspan::base;
namespace json = midspan::base::json;
using namespace midspan::record;
using faults::Operation;

namespace {

constexpr std::size_t kSector = 512;

struct Promise {  // made when `moment` operations had reached the disk
  std::size_t moment = 0;
  std::vector<AppendedAct> acts;
  std::vector<ItemRef> items;
  std::string erased;  // subject
};

using Disk = std::map<std::string, std::string>;  // contents by path

void apply_bytes(std::string& contents, std::size_t at, std::string_view bytes) {
  if (contents.size() < at + bytes.size()) contents.resize(at + bytes.size(), '\0');
  contents.replace(at, bytes.size(), bytes);
}

void apply(Disk& disk, const Operation& operation) {
  std::string& contents = disk[operation.file];
  if (operation.kind == Operation::Kind::Truncate) contents.resize(static_cast<std::size_t>(operation.at), '\0');
  if (operation.kind == Operation::Kind::Write)
    apply_bytes(contents, static_cast<std::size_t>(operation.at), operation.bytes);
}

// Any of its sectors reached the disk, each as a whole.
void apply_torn(Disk& disk, const Operation& operation, std::mt19937_64& random) {
  if (operation.kind != Operation::Kind::Write) return;
  for (std::size_t begin = 0; begin < operation.bytes.size();) {
    const std::size_t offset = static_cast<std::size_t>(operation.at) + begin;
    const std::size_t count = std::min(kSector - offset % kSector, operation.bytes.size() - begin);
    if (random() % 2 == 0)
      apply_bytes(disk[operation.file], offset, std::string_view(operation.bytes).substr(begin, count));
    begin += count;
  }
}

enum class Loss { Nothing, Everything, Some, SomeTorn };

// `durable` plus the part of the unsynced operations that this loss leaves.
Disk after_power_cut(const Disk& durable, const std::vector<const Operation*>& unsynced, Loss loss,
                     std::mt19937_64& random) {
  Disk disk = durable;
  for (const Operation* operation : unsynced) {
    const bool kept = loss == Loss::Nothing || (loss != Loss::Everything && random() % 2 == 0);
    if (kept) apply(disk, *operation);
    else if (loss == Loss::SomeTorn) apply_torn(disk, *operation, random);
  }
  return disk;
}

Draft draft(int number, std::vector<Attachment> attachments = {}) {
  return {"incident.record", "registry", "2025-04-20T12:00:00Z",
          json::Object{{"number", number}, {"filling", std::string(static_cast<std::size_t>(number % 5) * 400, 'x')}},
          std::move(attachments)};
}

class Crash : public ::testing::Test {
 protected:
  Crash() {
    const std::filesystem::path memory = "/dev/shm";
    folder_ = (std::filesystem::exists(memory) ? memory : std::filesystem::temp_directory_path()) /
              ("midspan-crash-" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    path_ = folder_ / "run.midspan";
  }
  ~Crash() override {
    faults::recording() = nullptr;
    std::filesystem::remove_all(folder_);
  }

  // Acts one by one and in groups, items, and erasures (which fold the write-ahead log in).
  void run() {
    auto file = *OperationFile::open(path_, {});
    faults::recording() = &operations_;
    for (int round = 0; round < 8; ++round) {
      Promise promise;
      const std::string subject = "person-" + std::to_string(round);
      promise.items.push_back(*file->put_item("entry", subject, base::as_bytes("words about " + subject)));
      promise.moment = operations_.size();
      promises_.push_back(promise);
      promise = {};
      promise.acts.push_back(*file->append(file->desk(), draft(round)));
      promise.moment = operations_.size();
      promises_.push_back(promise);
      promise = {};
      promise.acts = *file->append_all(file->desk(), {draft(round + 1), draft(round + 2), draft(round + 3)});
      promise.moment = operations_.size();
      promises_.push_back(promise);
      if (round % 3 != 2) continue;
      promise = {};
      promise.erased = "person-" + std::to_string(round - 1);
      EXPECT_TRUE(file->erase_subject(promise.erased));
      promise.moment = operations_.size();
      promises_.push_back(promise);
    }
    faults::recording() = nullptr;
  }

  void expect_promises_kept(const Disk& disk, std::size_t moment) {
    const auto path = folder_ / "after.midspan";
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path.string() + suffix);
    for (const auto& [name, contents] : disk) {
      const std::string suffix = name.substr(path_.string().size());
      std::FILE* out = std::fopen((path.string() + suffix).c_str(), "wb");
      ASSERT_NE(out, nullptr);
      ASSERT_EQ(std::fwrite(contents.data(), 1, contents.size(), out), contents.size());
      std::fclose(out);
    }
    auto opened = OperationFile::open(path, {});
    ASSERT_TRUE(opened) << opened.error().message.code;
    OperationFile& file = **opened;
    std::vector<std::string> acts;
    ASSERT_TRUE(file.for_each_act(0, [&](const SignedAct& act) {
      acts.push_back(act.bytes);
      return true;
    }));
    std::vector<std::string> erased;
    for (const Promise& promise : promises_)
      if (promise.moment <= moment && !promise.erased.empty()) erased.push_back(promise.erased);
    for (const Promise& promise : promises_) {
      if (promise.moment > moment) break;
      for (const AppendedAct& act : promise.acts) {
        ASSERT_LT(static_cast<std::size_t>(act.seq), acts.size());
        ASSERT_EQ(acts[static_cast<std::size_t>(act.seq)], act.bytes);
      }
      for (const ItemRef& item : promise.items) {
        const auto bytes = file.get_item({item.id});
        ASSERT_TRUE(bytes || bytes.error().message.code == "RCD-051");
      }
    }
    const std::vector<ItemInfo> items = *file.items();
    for (const ItemInfo& item : items) {
      const bool promised = std::find(erased.begin(), erased.end(), item.subject) != erased.end();
      ASSERT_TRUE(item.erased || !promised) << item.subject;
    }
    if (moment % 16 == 0) {
      ASSERT_TRUE(file.append(file.desk(), draft(99)));
    }
  }

  std::filesystem::path folder_;
  std::filesystem::path path_;
  std::vector<Operation> operations_;
  std::vector<Promise> promises_;
};

}  // namespace

TEST_F(Crash, NothingAcknowledgedIsLostInAPowerCut) {
  faults::install();
  {
    auto file = *OperationFile::create(path_, {});
    ASSERT_TRUE(file->append(file->desk(), draft(0)));
  }
  Disk durable;
  durable[path_.string()] = *base::read_file(path_);
  run();
  ASSERT_GT(operations_.size(), 100U);

  const char* wanted_text = std::getenv("MIDSPAN_CRASH_STATES");
  const std::size_t wanted = wanted_text == nullptr ? 2000 : std::strtoull(wanted_text, nullptr, 10);
  const std::size_t each = wanted / (operations_.size() + 1) + 1;
  std::mt19937_64 random(20250420);
  std::size_t states = 0;
  std::vector<const Operation*> unsynced;
  for (std::size_t moment = 0; moment <= operations_.size(); ++moment) {
    const std::size_t tries = unsynced.empty() ? 1 : each;
    for (std::size_t attempt = 0; attempt < tries; ++attempt) {
      const Loss loss = attempt < 2 ? static_cast<Loss>(attempt) : static_cast<Loss>(2 + random() % 2);
      expect_promises_kept(after_power_cut(durable, unsynced, loss, random), moment);
      ++states;
      if (HasFatalFailure() || HasNonfatalFailure())
        FAIL() << "moment " << moment << ", loss " << static_cast<int>(loss) << ", attempt " << attempt;
    }
    if (moment == operations_.size()) break;
    const Operation& next = operations_[moment];
    if (next.kind != Operation::Kind::Sync) {
      unsynced.push_back(&next);
      continue;
    }
    // An fsync makes what was written to that file durable, in order; other files' writes stay in doubt.
    std::vector<const Operation*> rest;
    for (const Operation* operation : unsynced) {
      if (operation->file == next.file) apply(durable, *operation);
      else rest.push_back(operation);
    }
    unsynced = std::move(rest);
  }
  std::printf("%zu operations of the disk, %zu states after a power cut\n", operations_.size(), states);
}
