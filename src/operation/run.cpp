// SPDX-License-Identifier: Apache-2.0
// The pipeline on one page. Each line of run() is a stage; what it does is in that stage's folder, how its result
// becomes an act is in this one. Left out here: a person would stop between the stages, look, and answer what is
// doubtful.
#include "operation/run.hpp"

#include "documents/words.hpp"
#include "operation/agreements.hpp"
#include "operation/facts.hpp"
#include "operation/setup.hpp"
#include "operation/signing.hpp"
#include "operation/summary.hpp"
#include "terms/terms.hpp"

namespace midspan::operation {

base::Result<Summary> run(const Manifest& manifest, const std::filesystem::path& out, const RunOptions& options,
                          base::Progress& progress) {
  Summary summary;
  summary.folder = out / "documents";
  summary.bundle = out / "bundle.tar";
  summary.operation = out / kOperationFile;

  // What cannot be read as an agreement, or be printed, is said before anything else is done.
  MIDSPAN_CHECK(read_terms(manifest.terms));
  for (const std::string& language : manifest.opening.languages) MIDSPAN_CHECK(documents::Words::in(language));

  // Open the operation file, add the parties and enrol their keys. Until something is frozen nobody relies on them:
  // what ends before then leaves nothing in the way of the next try.
  Setup setup = MIDSPAN_TRY(set_up(manifest, out, options.access));
  Operation& operation = setup.operation;

  // lists: read each file into entries and findings.
  MIDSPAN_CHECK(submit_lists(operation, manifest, summary));

  // reconcile: find who is who; what is doubtful goes to people, and what they decided comes in.
  const MatchReport matched = MIDSPAN_TRY(reconcile_lists(operation, options.threads, progress));
  summary.candidates = matched.candidates;
  summary.left_out = matched.left_out;
  MIDSPAN_CHECK(take_judgements(operation, manifest, summary));

  // statements, holds, consents: what holders answer, courts order and the people themselves want.
  MIDSPAN_CHECK(take_answers(operation, manifest, summary));

  // terms: read the agreement in its languages, and say what is missing in it.
  Proposed proposed = MIDSPAN_TRY(propose_terms(operation, manifest.terms));
  summary.terms_findings = std::move(proposed.findings);
  const people::Agreement terms = MIDSPAN_TRY(agreement(operation.state()));
  summary.agreement = terms.title;
  summary.has_brackets = terms::has_brackets(terms);

  // clear: who goes, when and why; in both worlds.
  summary.cleared = MIDSPAN_TRY(clear_operation(operation, options.threads, progress));

  // sign: freeze the annexes, and have the parties sign them. Where nobody can go there is nothing to sign, and the
  // summary says what stands in the way; where the text has square brackets they stay drafts.
  setup.made.keep();
  std::vector<std::string> annexes;
  if (!summary.cleared.acknowledged.allotted.empty())
    annexes = MIDSPAN_TRY(freeze_annexes(operation, summary.cleared.acknowledged));
  if (summary.has_brackets) annexes.clear();
  for (const std::string& annex : annexes)
    for (const record::Signer& signer : setup.signers) MIDSPAN_CHECK(sign_annex(operation, annex, signer));

  // documents: print what was frozen, in every language.
  const auto files = MIDSPAN_TRY(documents(operation));
  MIDSPAN_CHECK(issue_documents(operation, files, summary.folder));

  // verify: carry the record out, and check it as a stranger would, from the bundle alone.
  MIDSPAN_CHECK(write_bundle(operation, files, summary.bundle));
  const record::Bundle carried = MIDSPAN_TRY(record::read_bundle(summary.bundle));
  summary.verified = verify::verify_bundle(carried, {}, progress);

  summarise(operation, summary);
  return summary;
}

}  // namespace midspan::operation
