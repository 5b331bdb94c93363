// SPDX-License-Identifier: Apache-2.0
// Large arrays straight from the system: in pages of two megabytes where it has them, because rows and values are read
// at random and a miss in the table of small pages costs as much as the miss in the cache; and given back when they are
// freed, because what one stage needed must not add to the peak of the next. Elements are not zeroed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace midspan::reconcile {

constexpr std::size_t kHugePage = std::size_t{1} << 21;

// Room for so many elements in a vector that is to be written once: in large pages where whole ones go in.
template <typename T>
void reserve_pages(std::vector<T>& vector, std::size_t count) {
  vector.reserve(count);
#if defined(__linux__)
  const auto first = reinterpret_cast<std::uintptr_t>(vector.data());
  const std::uintptr_t begin = (first + kHugePage - 1) & ~std::uintptr_t{kHugePage - 1};
  const std::uintptr_t end = (first + vector.capacity() * sizeof(T)) & ~std::uintptr_t{kHugePage - 1};
  if (begin < end) madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
#endif
}

template <typename T>
class PageAllocator {
 public:
  using value_type = T;
  PageAllocator() = default;
  template <typename Other>
  PageAllocator(const PageAllocator<Other>&) noexcept {}  // NOLINT(google-explicit-constructor)

  T* allocate(std::size_t count) {
    const std::size_t bytes = count * sizeof(T);
#if defined(__linux__)
    if (bytes >= kLarge) {
      const std::size_t whole = rounded(bytes);
      void* const place = mmap(nullptr, whole + kHuge, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      if (place == MAP_FAILED) throw std::bad_alloc();
      // Begin on a border of two megabytes; what lies before and behind goes back.
      const auto begin = reinterpret_cast<std::uintptr_t>(place);
      const std::uintptr_t aligned = whole >= kHuge ? (begin + kHuge - 1) & ~std::uintptr_t{kHuge - 1} : begin;
      if (aligned != begin) munmap(place, aligned - begin);
      if (begin + kHuge != aligned) munmap(reinterpret_cast<void*>(aligned + whole), begin + kHuge - aligned);
      if (whole >= kHuge) madvise(reinterpret_cast<void*>(aligned), whole, MADV_HUGEPAGE);
      return reinterpret_cast<T*>(aligned);
    }
#endif
    return static_cast<T*>(::operator new(bytes));
  }
  void deallocate(T* place, std::size_t count) noexcept {
#if defined(__linux__)
    if (count * sizeof(T) >= kLarge) {
      munmap(place, rounded(count * sizeof(T)));
      return;
    }
#endif
    ::operator delete(place);
  }
  template <typename U>
  void construct(U* place) noexcept {
    ::new (static_cast<void*>(place)) U;
  }
  template <typename U, typename... Given>
  void construct(U* place, Given&&... given) {
    ::new (static_cast<void*>(place)) U(std::forward<Given>(given)...);
  }
  bool operator==(const PageAllocator&) const { return true; }

  static constexpr std::size_t kLarge = std::size_t{1} << 17;  // bytes

 private:
  static constexpr std::size_t kHuge = kHugePage;
  static constexpr std::size_t kPage = 4096;
  // Half empty pages of two megabytes would be too dear for small arrays; what fills more than half of one gets it
  // whole.
  static std::size_t rounded(std::size_t bytes) {
    const std::size_t whole = (bytes + kPage - 1) & ~(kPage - 1);
    const std::size_t tail = whole % kHuge;
    return tail >= kHuge / 2 ? whole + kHuge - tail : whole;
  }
};

template <typename T>
using PageVector = std::vector<T, PageAllocator<T>>;

// All zero. Large arrays come so from the system, and are not written again.
template <typename T>
PageVector<T> zeroed(std::size_t count) {
  static_assert(std::is_trivially_copyable_v<T>);
  PageVector<T> made(count);
  if (count * sizeof(T) < PageAllocator<T>::kLarge) std::memset(static_cast<void*>(made.data()), 0, count * sizeof(T));
  return made;
}

}  // namespace midspan::reconcile
