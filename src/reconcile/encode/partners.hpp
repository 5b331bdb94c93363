// SPDX-License-Identifier: Apache-2.0
// Lists in two scripts: which words of the one a word of the other is likely to be spelt as. A reading is one way to
// spell it and seldom the clerk's; the table that gives readings says how likely the clerk's own spelling is.
#pragma once

#include "reconcile/encode/encode.hpp"
#include "reconcile/encode/spellings.hpp"
#include "reconcile/encode/values.hpp"

namespace midspan::reconcile {

// Fills partner_begins and partners. REQUIRES: names are known. Cost: about 60 us a word of another script.
void learn_partners(Values& values, const Encoded& encoded, const Spellings& written, unsigned threads);

}  // namespace midspan::reconcile
