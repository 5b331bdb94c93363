// SPDX-License-Identifier: Apache-2.0
#include "operation/operation.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <limits>
#include <set>

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

base::Result<void> check_party_id(const people::PartyId& id) {
  if (record::is_key_name(id.text()) && id.text().find('/') == std::string::npos) return {};
  return base::failure("OPR-122", {{"party", id.text()}}, base::Exit::WrongUse);
}

namespace {

tl::unexpected<base::Error> is_there(const people::PartyId& party) {
  return base::failure("OPR-024", {{"party", party.text()}}, base::Exit::Refused);
}

base::Result<void> check_time(const Access& access) {
  if (access.at.empty() || record::is_timestamp(access.at)) return {};
  return base::failure("OPR-123", {{"text", access.at}}, base::Exit::WrongUse);
}

// All that could make the opening acts fail, but for the disk.
base::Result<void> check_opening(const Opening& opening, const Access& access) {
  if (opening.titles.empty() || opening.titles.begin()->second.empty())
    return base::failure("OPR-001", {{"part", "title"}}, base::Exit::WrongUse);
  if (opening.purpose.empty()) return base::failure("OPR-001", {{"part", "purpose"}}, base::Exit::WrongUse);
  if (opening.legal_basis.empty()) return base::failure("OPR-001", {{"part", "legal basis"}}, base::Exit::WrongUse);
  if (opening.retention.empty()) return base::failure("OPR-001", {{"part", "retention"}}, base::Exit::WrongUse);
  if (opening.languages.empty()) return base::failure("OPR-001", {{"part", "languages"}}, base::Exit::WrongUse);
  MIDSPAN_CHECK(check_time(access));
  std::set<people::PartyId> ids;
  const auto check_party = [&](const people::Party& party) -> base::Result<void> {
    MIDSPAN_CHECK(check_party_id(party.id));
    if (!ids.insert(party.id).second) return is_there(party.id);
    return {};
  };
  MIDSPAN_CHECK(check_party(opening.keeper));
  for (const people::Party& party : opening.parties) MIDSPAN_CHECK(check_party(party));
  return {};
}

json::Object in_languages(const std::map<std::string, std::string>& texts) {
  json::Object all;
  for (const auto& [language, text] : texts) all[language] = text;
  return all;
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
  MIDSPAN_CHECK(check_opening(opening, access));
  auto options = options_of(access);
  options.desk_key = opening.keeper.id.text() + "/desk";
  std::optional<Operation> operation(Operation(MIDSPAN_TRY(record::OperationFile::create(path, options)), access.at));
  if (auto said = operation->say_opening(opening); !said) {
    operation.reset();
    record::OperationFile::remove(path);
    return tl::unexpected(std::move(said).error());
  }
  return std::move(*operation);
}

base::Result<void> Operation::say_opening(const Opening& opening) {
  json::Object body{{"log", file_->log_key().vkey()},
                    {"party", opening.keeper.id.text()},
                    {"key", file_->desk().key().vkey()},
                    {"party_role", std::string(word(opening.keeper.role))},
                    {"names", in_languages(opening.keeper.names)},
                    {"titles", in_languages(opening.titles)},
                    {"title", in_language(opening.titles, "en")},
                    {"purpose", opening.purpose},
                    {"legal_basis", opening.legal_basis},
                    {"retention", opening.retention},
                    {"languages", json::Array(opening.languages.begin(), opening.languages.end())},
                    {"unsealed", file_->is_unsealed()}};
  MIDSPAN_CHECK(append(record::type::kOperationOpen, std::move(body)));
  for (const people::Party& party : opening.parties) MIDSPAN_CHECK(add_party(party));
  return {};
}

base::Result<void> Operation::add_party(const people::Party& party) {
  MIDSPAN_CHECK(check_party_id(party.id));
  if (state_.party(party.id) != nullptr) return is_there(party.id);
  MIDSPAN_CHECK(append(record::type::kPartyAdd, {{"party", party.id.text()},
                                                 {"party_role", std::string(word(party.role))},
                                                 {"names", in_languages(party.names)},
                                                 {"keys", json::Array(party.keys.begin(), party.keys.end())}}));
  return {};
}

base::Result<Operation> Operation::open(const std::filesystem::path& path, const Access& access) {
  MIDSPAN_CHECK(check_time(access));
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
  std::vector<record::Draft> acts;
  acts.push_back({std::string(type), std::string(role), at_, std::move(body), std::move(attachments)});
  const std::int64_t sequence = state_.acts;
  MIDSPAN_CHECK(append_as(author == nullptr ? file_->desk() : *author, acts));
  return sequence;
}

base::Result<void> Operation::append_all(std::vector<Draft> drafts) {
  std::vector<record::Draft> acts;
  for (Draft& draft : drafts)
    acts.push_back({std::string(draft.type), "registry", at_, std::move(draft.body), std::move(draft.attachments)});
  return append_as(file_->desk(), acts);
}

// What the verifier would refuse is not recorded, nor what was decided by less than stands in the file.
base::Result<void> Operation::append_as(const record::Signer& author, const std::vector<record::Draft>& acts) {
  for (const record::Draft& act : acts) {
    if (!state_.keys.none()) MIDSPAN_CHECK(state_.keys.may_sign(author.key(), act.type));
    MIDSPAN_CHECK(state_.keys.may_change(author.name(), act.type, act.body));
  }
  MIDSPAN_CHECK(file_->append_all(author, acts, static_cast<std::uint64_t>(state_.acts)));
  return fold_from(state_.acts);
}

namespace {

// Cached under the operation's key: how many acts, from the first, are signed well. Up to so many more are checked
// again rather than written down.
constexpr std::string_view kCheckedKey = "signatures.checked";
constexpr std::int64_t kCheckedAgain = 256;

std::int64_t acts_checked(const record::OperationFile& file) {
  const std::string cached = file.cached(kCheckedKey).value_or("0");
  std::int64_t acts = 0;
  std::from_chars(cached.data(), cached.data() + cached.size(), acts);
  return acts;
}

bool is_signed(const record::SignedAct& stored, const record::VerifyKey& key) {
  const auto note = record::parse_note(stored.bytes);
  return note && record::check(*note, key) == record::SignatureState::Good;
}

// The party whose act it is. Only a record that an older program wrote has acts that nobody signed who may.
base::Result<std::string> party_of(const record::SignedAct& stored, const record::Keys& keys, std::int64_t checked) {
  const record::EnrolledKey* signer = MIDSPAN_TRY(keys.signer_of(stored.act.author, stored.act.type));
  if (stored.act.seq >= checked && !is_signed(stored, signer->key))
    return base::failure("RCD-089", {{"name", stored.act.author}});
  return signer->party;
}

}  // namespace

base::Result<void> Operation::fold_from(std::int64_t sequence) {
  const OpenItem open_item = [this](const record::CitedItem& item) -> base::Result<std::string> {
    const base::Bytes bytes = MIDSPAN_TRY(file_->get_item(item));
    return std::string(base::as_text(bytes));
  };
  const bool opening = sequence == 0;  // else what follows is what this desk has just signed
  const std::int64_t checked = opening ? acts_checked(*file_) : std::numeric_limits<std::int64_t>::max();
  base::Result<void> folded;
  MIDSPAN_CHECK(file_->for_each_act(sequence, [&](const record::SignedAct& stored) {
    const record::Act& act = stored.act;
    if (act.type == record::type::kOperationOpen) state_.keys.take(act);  // it brings its author's key
    const auto party = party_of(stored, state_.keys, checked);
    if (!party) {
      set_aside(state_, act.seq, act.type, party.error().message);
      return true;
    }
    PastAct past{act.seq, act.type, act.operation, *party, act.at, act.body, {}};
    for (const record::Attachment& attachment : act.attachments)
      past.attachments.push_back(base::to_hex(attachment.digest));
    folded = fold(state_, past, open_item);
    state_.keys.take(act);
    return folded.has_value();
  }));
  MIDSPAN_CHECK(folded);
  if (opening && state_.findings.empty() && state_.acts >= checked + kCheckedAgain)
    file_->cache(kCheckedKey, std::to_string(state_.acts));
  return check_erasures(state_);
}

}  // namespace midspan::operation
