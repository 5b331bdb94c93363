// SPDX-License-Identifier: Apache-2.0
#include "cli/imported.hpp"

#include "cli/access.hpp"
#include "lists/read_list.hpp"

namespace midspan::cli {

base::Exit tell(const base::Result<operation::Imported>& imported, Output& output) {
  if (!imported) return fail(output, imported.error());
  output.findings(imported->findings);
  output.say(
      {"cli.imported",
       {{"rows", static_cast<std::int64_t>(imported->rows)}, {"used", static_cast<std::int64_t>(imported->used)}}});
  base::json::Array findings;
  for (const people::Finding& finding : imported->findings) findings.push_back(to_json(finding, output.language()));
  output.document(
      base::json::Object{{"rows", imported->rows}, {"used", imported->used}, {"findings", std::move(findings)}});
  return lists::needs_a_person(imported->findings) ? base::Exit::Findings : base::Exit::Done;
}

}  // namespace midspan::cli
