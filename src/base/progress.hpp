// SPDX-License-Identifier: Apache-2.0
// How far a long job is, and whether to stop it. The caller owns the object; a job calls it from any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <string_view>

namespace midspan::base {

class Progress {
 public:
  virtual ~Progress() = default;
  // step: a code of locale/ ("progress.compare"); total 0 means unknown.
  virtual void report(std::string_view /*step*/, std::uint64_t /*done*/, std::uint64_t /*total*/) {}
  void cancel() { cancelled_ = true; }
  bool cancelled() const { return cancelled_; }

 private:
  std::atomic<bool> cancelled_ = false;
};

}  // namespace midspan::base
