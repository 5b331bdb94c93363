// SPDX-License-Identifier: Apache-2.0
#include "operation/agreements.hpp"

#include <algorithm>

#include "base/files.hpp"
#include "operation/facts.hpp"
#include "record/act_types.hpp"
#include "terms/terms.hpp"

namespace midspan::operation {

namespace json = base::json;

namespace {

bool is_wrong(const people::Finding& finding) { return finding.severity == people::Severity::Wrong; }

}  // namespace

base::Result<ReadTerms> read_terms(const std::vector<std::filesystem::path>& files) {
  ReadTerms read;
  for (const std::filesystem::path& file : files) {
    std::string text = MIDSPAN_TRY(base::read_file(file));
    terms::Reading reading = terms::read(text, file.filename().string());
    if (!reading.ok) {
      const auto wrong = std::count_if(reading.findings.begin(), reading.findings.end(), is_wrong);
      return base::failure("OPR-060", {{"file", file.string()}, {"count", static_cast<std::int64_t>(wrong)}},
                           base::Exit::Findings);
    }
    const std::string digest = terms::digest(reading.agreement);
    if (read.texts.empty()) {
      read.digest = digest;
      read.findings = std::move(reading.findings);
      read.first = reading.agreement;
    } else if (digest != read.digest) {
      return base::failure("OPR-061", {{"left", files.front().string()}, {"right", file.string()}},
                           base::Exit::Refused);
    }
    read.texts.push_back({reading.agreement.language, std::move(text)});
  }
  if (read.texts.empty()) return base::failure("OPR-062", {}, base::Exit::WrongUse);
  return read;
}

base::Result<Proposed> propose_terms(Operation& operation, const std::vector<std::filesystem::path>& files) {
  ReadTerms read = MIDSPAN_TRY(read_terms(files));
  json::Array texts;
  json::Array languages;
  std::vector<record::Attachment> attachments;
  for (const ReadTerms::Text& text : read.texts) {
    const record::ItemRef item = MIDSPAN_TRY(operation.put("terms", text.text));
    texts.push_back(json::Object{
        {"language", text.language}, {"digest", base::to_hex(base::sha256(text.text))}, {"item", item.json()}});
    languages.push_back(text.language);
    attachments.push_back({base::sha256(text.text), text.text.size()});  // the text itself is nobody's secret
    attachments.push_back(item.attachment());
  }
  Proposed proposed{read.digest, std::move(read.findings)};
  const Persons known = persons(operation.state());
  const terms::Context context = terms::context_of(read.first, facts_for(read.first, operation.state(), known));
  for (people::Finding& finding :
       terms::check(read.first, &context, files.front().filename().string(), read.texts.front().text))
    proposed.findings.push_back(std::move(finding));
  MIDSPAN_CHECK(operation.append(record::type::kTermsPropose,
                                 {{"terms", read.first.title},
                                  {"tree", proposed.digest},
                                  {"languages", std::move(languages)},
                                  {"texts", std::move(texts)}},
                                 std::move(attachments)));
  return proposed;
}

base::Result<people::Agreement> agreement(const State& state) {
  if (state.terms.empty()) return base::failure("OPR-062", {}, base::Exit::WrongUse);
  const TermsText* chosen = &state.terms.front();
  for (const TermsText& text : state.terms)
    if (text.language == "en") chosen = &text;
  return terms::read(chosen->text, chosen->language).agreement;
}

base::Result<void> sign_terms(Operation& operation, const record::Signer& signer) {
  const people::Agreement current = MIDSPAN_TRY(agreement(operation.state()));
  if (terms::has_brackets(current)) return base::failure("OPR-063", {}, base::Exit::Refused);
  const std::string& party =
      MIDSPAN_TRY(operation.state().keys.may_sign(signer.key(), record::type::kTermsSign))->party;
  MIDSPAN_CHECK(operation.append(record::type::kTermsSign,
                                 {{"party", party}, {"terms", current.title}, {"tree", operation.state().terms_digest}},
                                 {}, &signer, "side"));
  return {};
}

}  // namespace midspan::operation
