// SPDX-License-Identifier: Apache-2.0
// A bundle as one file: what is read is canonical, and the verifier gets through whatever it holds. Since hardly any
// altered tar is one, the same bytes are also tried as each file of a bundle.
#include <cstdint>
#include <string_view>

#include "base/assert.hpp"
#include "verify/verify.hpp"

namespace {

void check(const midspan::record::Bundle& bundle) {
  using namespace midspan;
  verify::Options options;
  options.threads = 1;
  base::Progress silent;
  const verify::Report report = verify::verify_bundle(bundle, options, silent);
  MIDSPAN_ASSERT(report.problems.size() <= report.problems_in_all);
  verify::to_json(report);
  verify::summary(report);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace midspan;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto bundle = record::bundle_of_tar(bytes)) {
    MIDSPAN_ASSERT(record::tar_of(*bundle) == bytes);
    check(*bundle);
  }
  record::Bundle same;
  for (const std::string_view name :
       {record::kLogName, record::kCheckpointName, record::kKeysName, record::kManifestName})
    same.files[std::string(name)] = std::string(bytes);
  check(same);
  return 0;
}
