// SPDX-License-Identifier: Apache-2.0
// The public words for what a column says: what --map takes, what the screen shows, what a remembered mapping stores.
// DO NOT CHANGE THESE WORDS: they are in files that parties keep.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "people/list.hpp"

namespace midspan::lists {

// {people::ColumnRole::BirthDate, "birth-date"}, ... in the order of the enum; every role is there.
const std::vector<std::pair<people::ColumnRole, std::string_view>>& role_words();

std::string_view word_of(people::ColumnRole role);

// Nothing when it is not one of the words. "ignore" and "ignored" are both people::ColumnRole::Ignored.
std::optional<people::ColumnRole> role_of(std::string_view word);

}  // namespace midspan::lists
