// SPDX-License-Identifier: Apache-2.0
// Bytes as a proof: whatever is read is a claim with rows, a solution and no crash; whatever is not is refused with a
// code.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "check/vipr.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace midspan::check;
  try {
    const Proof proof = read_proof(std::string_view(reinterpret_cast<const char*>(data), size), "fuzz.vipr");
    if (!proof.infeasible && proof.solution.size() != proof.variables.size()) std::abort();
    if (proof.lower && proof.upper && *proof.upper < *proof.lower) std::abort();  // a solution stands between them
  } catch (const Wrong& wrong) {
    if (wrong.message.code.empty()) std::abort();
  }
  return 0;
}
