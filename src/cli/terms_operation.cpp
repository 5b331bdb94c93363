// SPDX-License-Identifier: Apache-2.0
#include "cli/terms_operation.hpp"

#include <algorithm>

#include "cli/access.hpp"
#include "operation/agreements.hpp"

namespace midspan::cli {

void TermsInOperation::declare(Command& terms) {
  propose_ = terms.add_subcommand(
      "propose", "take an agreement into an operation: one text, or several languages that say the same");
  propose_->add_option("operation", operation_, "the operation file")->required();
  propose_->add_option("files", files_, "the agreement’s texts")->required();
}

bool TermsInOperation::parsed() const { return propose_->parsed(); }

base::Exit TermsInOperation::run(const Common& common, Output& output) const {
  auto opened = open_operation(operation_, common, output);
  if (!opened) return fail(output, opened.error());
  const auto proposed = operation::propose_terms(*opened, {files_.begin(), files_.end()});
  if (!proposed) return fail(output, proposed.error());
  output.findings(proposed->findings);
  output.say({"cli.terms.proposed",
              {{"digest", proposed->digest}, {"count", static_cast<std::int64_t>(proposed->findings.size())}}});
  base::json::Array findings;
  for (const people::Finding& finding : proposed->findings) findings.push_back(to_json(finding, output.language()));
  output.document(base::json::Object{{"digest", proposed->digest}, {"findings", std::move(findings)}});
  const bool doubt =
      std::any_of(proposed->findings.begin(), proposed->findings.end(),
                  [](const people::Finding& finding) { return finding.severity != people::Severity::Note; });
  return doubt ? base::Exit::Findings : base::Exit::Done;
}

}  // namespace midspan::cli
