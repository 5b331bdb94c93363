// SPDX-License-Identifier: Apache-2.0
// The second of the three kinds of wrong: an expected failure (no such file, wrong key) with a sentence that says what
// to do. Bad data is a people::Finding; our own mistake is MIDSPAN_ASSERT.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "base/message.hpp"

namespace midspan::base {

// How a verb ends; the numbers are the process's exit codes.
enum class Exit : int { Done = 0, Findings = 1, WrongUse = 2, Cannot = 3, Refused = 4 };

struct Error {
  Message message;
  Exit exit = Exit::Cannot;
  std::string source = {};  // the file that it is about, when its sentence does not name it
};

// Of an error that does not say which file it is about.
inline Error about(Error error, std::string_view source) {
  if (error.source.empty()) error.source = source;
  return error;
}

template <typename T>
using Result = tl::expected<T, Error>;

template <typename... Arguments>
tl::unexpected<Error> failure(std::string code, std::vector<std::pair<std::string, Argument>> arguments = {},
                              Exit exit = Exit::Cannot) {
  return tl::unexpected<Error>(Error{Message{std::move(code), std::move(arguments)}, exit, {}});
}

}  // namespace midspan::base

// value = MIDSPAN_TRY(expression) returns the error to the caller. Each use names its result anew, so that uses nest.
#define MIDSPAN_TRY(expression) MIDSPAN_TRY_NAMED(expression, MIDSPAN_JOIN(midspan_result_, __COUNTER__))
#define MIDSPAN_CHECK(expression) MIDSPAN_CHECK_NAMED(expression, MIDSPAN_JOIN(midspan_result_, __COUNTER__))

#define MIDSPAN_JOIN(left, right) MIDSPAN_JOIN_NOW(left, right)
#define MIDSPAN_JOIN_NOW(left, right) left##right
#define MIDSPAN_TRY_NAMED(expression, name)                    \
  __extension__({                                              \
    auto name = (expression);                                  \
    if (!name) return tl::unexpected(std::move(name).error()); \
    std::move(*name);                                          \
  })
#define MIDSPAN_CHECK_NAMED(expression, name)                  \
  do {                                                         \
    auto name = (expression);                                  \
    if (!name) return tl::unexpected(std::move(name).error()); \
  } while (false)
