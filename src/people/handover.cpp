// SPDX-License-Identifier: Apache-2.0
#include "people/handover.hpp"

namespace midspan::people {

ManifestCounts count(const Manifest& manifest) {
  ManifestCounts counts;
  for (const ManifestLine& line : manifest.lines) {
    ++counts.listed;
    switch (line.boarding) {
      case Boarding::Pending: ++counts.pending; break;
      case Boarding::NotBoarded: ++counts.not_boarded; break;
      case Boarding::Boarded:
        ++counts.boarded;
        ++(line.outcome == HandoverOutcome::Pending    ? counts.in_transit
           : line.outcome == HandoverOutcome::Received ? counts.received
                                                       : counts.not_received);
        break;
    }
  }
  return counts;
}

}  // namespace midspan::people
