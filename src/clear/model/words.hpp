// SPDX-License-Identifier: Apache-2.0
// The words of people/words.hpp, under the names that the clearing stage uses.
#pragma once

#include "people/words.hpp"

namespace midspan::clear::model {

using people::folded;
using people::same_word;

}  // namespace midspan::clear::model
