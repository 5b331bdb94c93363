// SPDX-License-Identifier: Apache-2.0
#include "operation/setup.hpp"

#include <algorithm>

namespace midspan::operation {

Made::~Made() {
  std::error_code ignored;
  for (auto file = files_.rbegin(); file != files_.rend(); ++file) std::filesystem::remove(*file, ignored);
}

std::filesystem::path key_file(const std::filesystem::path& out, const people::PartyId& signer) {
  return out / "keys" / (signer.text() + ".key");
}

base::Result<Setup> set_up(const Manifest& manifest, const std::filesystem::path& out, const Access& access) {
  std::error_code ignored;
  std::filesystem::create_directories(out, ignored);
  for (const people::Party& party : manifest.parties) MIDSPAN_CHECK(check_party_id(party.id));
  Made made;
  Operation operation = MIDSPAN_TRY(Operation::create(out / kOperationFile, manifest.opening, access));
  made.add(out / kOperationFile);
  made.add(key_file(out, manifest.opening.keeper.id).parent_path());  // goes when nothing else is in it
  std::vector<record::Signer> signers;
  for (people::Party party : manifest.parties) {
    if (std::find(manifest.signers.begin(), manifest.signers.end(), party.id) != manifest.signers.end()) {
      // In life a party brings its own key; here one is made for it and left beside the operation.
      record::Signer signer =
          MIDSPAN_TRY(record::Signer::generate(party.id.text() + "/delegation", operation.file().randomness()));
      party.keys.push_back(signer.key().vkey());
      MIDSPAN_CHECK(
          record::write_key_file(key_file(out, party.id), signer, access.passphrase, operation.file().randomness()));
      made.add(key_file(out, party.id));
      signers.push_back(std::move(signer));
    }
    MIDSPAN_CHECK(operation.add_party(party));
  }
  return Setup{std::move(made), std::move(operation), std::move(signers)};
}

base::Result<void> submit_lists(Operation& operation, const Manifest& manifest, Summary& summary) {
  for (const Submission& submission : manifest.lists) {
    const Submitted submitted = MIDSPAN_TRY(submit_list(operation, submission));
    ListSummary list;
    list.list = submission.list;
    list.party = submission.party.text();
    list.kind = submission.kind;
    list.file = submission.file.filename().string();
    list.entries = submitted.entries;
    list.doubts = static_cast<std::size_t>(
        std::count_if(submitted.findings.begin(), submitted.findings.end(),
                      [](const people::Finding& finding) { return finding.severity != people::Severity::Note; }));
    summary.lists.push_back(std::move(list));
  }
  return {};
}

namespace {

void take(Summary& summary, const Imported& imported) {
  summary.import_findings.insert(summary.import_findings.end(), imported.findings.begin(), imported.findings.end());
}

}  // namespace

base::Result<void> take_judgements(Operation& operation, const Manifest& manifest, Summary& summary) {
  for (const std::filesystem::path& file : manifest.judgements)
    take(summary, MIDSPAN_TRY(import_judgements(operation, file)));
  return {};
}

base::Result<void> take_answers(Operation& operation, const Manifest& manifest, Summary& summary) {
  for (const Manifest::Statements& one : manifest.statements) {
    const Imported imported = MIDSPAN_TRY(import_statements(operation, one.party, one.list, one.file));
    summary.statements += imported.used;
    take(summary, imported);
  }
  for (const Manifest::About& one : manifest.holds)
    take(summary, MIDSPAN_TRY(import_holds(operation, one.list, one.file)));
  for (const Manifest::About& one : manifest.consents)
    take(summary, MIDSPAN_TRY(import_consents(operation, one.list, one.file)));
  return {};
}

}  // namespace midspan::operation
