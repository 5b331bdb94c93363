// SPDX-License-Identifier: Apache-2.0
// Ids that never convert into each other. An id says nothing about what it names: random where it names a person's
// data (32 hex digits), a chosen slug where it names a party.
#pragma once

#include <compare>
#include <cstddef>
#include <functional>
#include <string>
#include <utility>

namespace midspan::base {

template <typename Tag>
class Id {
 public:
  Id() = default;
  explicit Id(std::string text) : text_(std::move(text)) {}

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  auto operator<=>(const Id&) const = default;

 private:
  std::string text_;
};

}  // namespace midspan::base

template <typename Tag>
struct std::hash<midspan::base::Id<Tag>> {
  std::size_t operator()(const midspan::base::Id<Tag>& id) const noexcept {
    return std::hash<std::string>{}(id.text());
  }
};
