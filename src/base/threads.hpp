// SPDX-License-Identifier: Apache-2.0
// Work in pieces on a few threads. Results must not depend on the number of threads: a piece writes only to its own
// slot, and the caller folds the slots in order.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace midspan::base {

// 0 means as many as the machine has.
inline unsigned thread_count(unsigned wanted) {
  if (wanted != 0) return wanted;
  const unsigned found = std::thread::hardware_concurrency();
  return found == 0 ? 1 : found;
}

// Calls work(piece) once for each piece in 0..pieces-1.
template <typename Work>
void for_each_piece(std::size_t pieces, unsigned threads, Work&& work) {
  threads = thread_count(threads);
  if (threads <= 1 || pieces <= 1) {
    for (std::size_t piece = 0; piece < pieces; ++piece) work(piece);
    return;
  }
  std::atomic<std::size_t> next = 0;
  std::vector<std::jthread> workers;
  workers.reserve(threads);
  for (unsigned thread = 0; thread < threads; ++thread)
    workers.emplace_back([&] {
      for (std::size_t piece = next++; piece < pieces; piece = next++) work(piece);
    });
}

// Calls work(begin, end) for stretches of up to `most` of the numbers 0..count-1.
template <typename Work>
void for_each_stretch(std::size_t count, std::size_t most, unsigned threads, Work&& work) {
  for_each_piece((count + most - 1) / most, threads,
                 [&](std::size_t piece) { work(piece * most, std::min(count, (piece + 1) * most)); });
}

}  // namespace midspan::base
