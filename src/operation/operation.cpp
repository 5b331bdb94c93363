// SPDX-License-Identifier: Apache-2.0
#include "operation/operation.hpp"

#include <fmt/format.h>

#include <chrono>

#include "base/day.hpp"
#include "operation/words.hpp"
#include "record/act_types.hpp"

namespace midspan::operation {

namespace json = base::json;

std::string now() {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto days = std::chrono::floor<std::chrono::days>(seconds);
  const std::chrono::hh_mm_ss time(seconds - days);
  return fmt::format("{}T{:02}:{:02}:{:02}Z", base::format_day(static_cast<base::Day>(days.time_since_epoch().count())),
                     time.hours().count(), time.minutes().count(), time.seconds().count());
}

Operation::Operation(std::unique_ptr<record::OperationFile> file, std::string at)
    : file_(std::move(file)), at_(at.empty() ? now() : std::move(at)) {}

base::Day Operation::today() const { return base::parse_day(at_.substr(0, 10)).value_or(0); }

namespace {

base::Result<void> check_opening(const Opening& opening) {
  if (opening.titles.empty() || opening.titles.begin()->second.empty())
    return base::failure("OPR-001", {{"part", "title"}}, base::Exit::WrongUse);
  if (opening.purpose.empty()) return base::failure("OPR-001", {{"part", "purpose"}}, base::Exit::WrongUse);
  if (opening.legal_basis.empty()) return base::failure("OPR-001", {{"part", "legal basis"}}, base::Exit::WrongUse);
  if (opening.retention.empty()) return base::failure("OPR-001", {{"part", "retention"}}, base::Exit::WrongUse);
  if (opening.languages.empty()) return base::failure("OPR-001", {{"part", "languages"}}, base::Exit::WrongUse);
  return {};
}

record::OperationFile::Options options_of(const Access& access) {
  record::OperationFile::Options options;
  options.passphrase = access.passphrase;
  options.seed = access.seed;
  return options;
}

}  // namespace

base::Result<Operation> Operation::create(const std::filesystem::path& path, const Opening& opening,
                                          const Access& access) {
  MIDSPAN_CHECK(check_opening(opening));
  auto options = options_of(access);
  options.desk_key = opening.keeper.id.text() + "/desk";
  auto file = MIDSPAN_TRY(record::OperationFile::create(path, options));
  Operation operation(std::move(file), access.at);
  json::Object titles;
  for (const auto& [language, title] : opening.titles) titles[language] = title;
  json::Object names;
  for (const auto& [language, name] : opening.keeper.names) names[language] = name;
  json::Object body{{"log", operation.file().log_key().vkey()},
                    {"party", opening.keeper.id.text()},
                    {"key", operation.file().desk().key().vkey()},
                    {"party_role", std::string(word(opening.keeper.role))},
                    {"names", std::move(names)},
                    {"titles", std::move(titles)},
                    {"title", in_language(opening.titles, "en")},
                    {"purpose", opening.purpose},
                    {"legal_basis", opening.legal_basis},
                    {"retention", opening.retention},
                    {"languages", json::Array(opening.languages.begin(), opening.languages.end())},
                    {"unsealed", operation.file().is_unsealed()}};
  MIDSPAN_CHECK(operation.append(record::type::kOperationOpen, std::move(body)));
  return operation;
}

base::Result<Operation> Operation::open(const std::filesystem::path& path, const Access& access) {
  auto file = MIDSPAN_TRY(record::OperationFile::open(path, options_of(access)));
  Operation operation(std::move(file), access.at);
  MIDSPAN_CHECK(operation.fold_from(0));
  return operation;
}

base::Result<record::ItemRef> Operation::put(std::string_view kind, std::string_view plain, std::string_view subject) {
  return file_->put_item(kind, subject, base::as_bytes(plain));
}

base::Result<std::int64_t> Operation::append(std::string_view type, json::Object body,
                                             std::vector<record::Attachment> attachments, const record::Signer* author,
                                             std::string_view role) {
  record::Draft draft{std::string(type), std::string(role), at_, std::move(body), std::move(attachments)};
  const record::AppendedAct appended = MIDSPAN_TRY(file_->append(author == nullptr ? file_->desk() : *author, draft));
  MIDSPAN_CHECK(fold_from(state_.acts));
  return appended.seq;
}

base::Result<void> Operation::append_all(std::vector<Draft> drafts) {
  if (drafts.empty()) return {};
  std::vector<record::Draft> acts;
  for (Draft& draft : drafts)
    acts.push_back({std::string(draft.type), "registry", at_, std::move(draft.body), std::move(draft.attachments)});
  MIDSPAN_CHECK(file_->append_all(file_->desk(), acts));
  return fold_from(state_.acts);
}

base::Result<void> Operation::fold_from(std::int64_t sequence) {
  const OpenItem open_item = [this](const std::string& id) -> base::Result<std::string> {
    const base::Bytes bytes = MIDSPAN_TRY(file_->get_item(id));
    return std::string(base::as_text(bytes));
  };
  base::Result<void> folded;
  MIDSPAN_CHECK(file_->for_each_act(sequence, [&](const record::SignedAct& stored) {
    const record::Act& act = stored.act;
    // "el-salvador/foreign-office" speaks for the party "el-salvador".
    const std::string author = act.author.substr(0, act.author.find('/'));
    PastAct past{act.seq, act.type, act.operation, author, act.at, act.body, {}};
    for (const record::Attachment& attachment : act.attachments)
      past.attachments.push_back(base::to_hex(attachment.digest));
    folded = fold(state_, past, open_item);
    return folded.has_value();
  }));
  return folded;
}

}  // namespace midspan::operation
