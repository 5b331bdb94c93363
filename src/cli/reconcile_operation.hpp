// SPDX-License-Identifier: Apache-2.0
// midspan reconcile OPERATION: the lists in force against each other; pairs for people to judge.
#pragma once

#include <string>

#include "cli/verb.hpp"

namespace midspan::cli {

base::Exit reconcile_operation(const std::string& operation, const Common& common, Output& output);

}  // namespace midspan::cli
