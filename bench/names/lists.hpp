// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace midspan::bench {

// Pairs of lists in two scripts, made of the name tokens that no table was trained on, linked by `midspan reconcile`
// without labels: prints precision, recall and F1 of each, means of a few seeds. `folder` holds wd_*_16.tsv.
void measure_lists(const std::string& folder);

}  // namespace midspan::bench
