// SPDX-License-Identifier: Apache-2.0
// How texts in other scripts than Latin are read, as far as all of a list's texts together say it.
#pragma once

#include <string>
#include <vector>

#include "reconcile/encode/encode.hpp"

namespace midspan::reconcile {

// Whether names in Han are those of Japan: one in eight is, or begins with, a family name that hardly anybody else has.
// (Of Chinese full names one in some dozens begins so.)
bool is_japanese(const Dictionary& texts);

// Places and addresses that one list writes in Latin letters and the other in its own, or both in their own: by value,
// the most probable reading, which stands for what is written. Empty where all are in one script.
std::vector<std::string> readings_of_texts(const Dictionary& texts);

}  // namespace midspan::reconcile
