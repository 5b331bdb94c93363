// SPDX-License-Identifier: Apache-2.0
// The papers of the day: who boards, who boarded, and the receipt in triplicate. Whoever does not travel is one generic
// phrase on all of them.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "people/handover.hpp"

namespace midspan::documents {

// The manifest: the leg, its people, the count in words and digits.
base::Result<std::string> manifest_pdf(const people::Manifest& manifest, std::string_view language);
base::Result<std::string> manifest_xlsx(const people::Manifest& manifest, std::string_view language);
base::Result<std::string> manifest_html(const people::Manifest& manifest, std::string_view language);

// The call-off sheet: boxes to tick for identity, last consent, boarding and arrival.
base::Result<std::string> boarding_sheet_pdf(const people::Manifest& manifest, std::string_view language);

// The hand-over receipt, three copies in one file (who hands over, who receives, the intermediary), each with pages of
// its own. Lists whoever was received, and counts everyone. Errors: DOC-010 (the leg's count does not close).
base::Result<std::string> receipt_pdf(const people::Manifest& manifest, std::string_view language);
base::Result<std::string> receipt_html(const people::Manifest& manifest, std::string_view language);

}  // namespace midspan::documents
