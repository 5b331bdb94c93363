// SPDX-License-Identifier: Apache-2.0
// When two spellings of a party, a list, a category or a country are the same word: without regard to case, and with
// '-', '_' and ' ' alike ("el-salvador" is El Salvador).
#pragma once

#include <string>
#include <string_view>

namespace midspan::people {

std::string folded(std::string_view word);
inline bool same_word(std::string_view left, std::string_view right) { return folded(left) == folded(right); }

}  // namespace midspan::people
