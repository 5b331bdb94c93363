// SPDX-License-Identifier: Apache-2.0
// A bundle into a file: a copy of a record that is kept elsewhere. All or nothing, in one commit.
#include "record/log_text.hpp"
#include "record/store/sqlite_file.hpp"

namespace midspan::record {

namespace json = base::json;

namespace {

tl::unexpected<base::Error> other_history(const char* reason) {
  return base::failure("RCD-085", {{"reason", std::string(reason)}});
}

const std::string& file_of(const Bundle& bundle, std::string_view name) {
  static const std::string kNone;
  const auto found = bundle.files.find(std::string(name));
  return found == bundle.files.end() ? kNone : found->second;
}

// The first line of keys.txt: the log's key. Nothing that a verified bundle could lack.
base::Result<VerifyKey> log_key_of(const Bundle& bundle) {
  const std::string_view keys = file_of(bundle, kKeysName);
  return VerifyKey::parse(keys.substr(0, keys.find('\n')));
}

}  // namespace

base::Result<std::unique_ptr<OperationFile>> SqliteFile::import_bundle(const std::filesystem::path& path,
                                                                       const Bundle& bundle, const Options& options) {
  std::unique_ptr<SqliteFile> file;
  std::error_code ignored;
  const bool fresh = !std::filesystem::exists(path, ignored);
  if (fresh) {
    MIDSPAN_CHECK(make_empty(path));
    file.reset(new SqliteFile);
  } else {
    std::unique_ptr<OperationFile> opened = MIDSPAN_TRY(open(path, options));
    file.reset(static_cast<SqliteFile*>(opened.release()));
    if (!file->is_copy()) return base::failure("RCD-086", {{"path", path.string()}});
    MIDSPAN_CHECK(file->may_write());
  }
  const auto taken = file->take_in(bundle, fresh ? &path : nullptr, options);
  file.reset();
  if (!taken && fresh) remove(path);
  if (!taken) return tl::unexpected(taken.error());
  return open(path, options);  // which reads and compares what was written
}

base::Result<void> SqliteFile::write_copy(const Bundle& bundle, const Options& options) {
  log_key_ = MIDSPAN_TRY(log_key_of(bundle));
  operation_ = log_key_->name().substr(std::min(log_origin("").size(), log_key_->name().size()));
  if (!is_operation_id(operation_)) return other_history("the bundle does not name its operation");
  const std::string context = operation_key_context(operation_);
  std::string wrapped = file_of(bundle, kKeyringName);
  if (wrapped.empty()) {
    key_ = Secret(randomness_);
    wrapped = json::canonical(wrap_secret(key_, options.passphrase, context, randomness_));
  } else {
    wrapped.pop_back();
    const auto ring = json::parse(wrapped, json::Strictness::Act);
    if (!ring) return base::failure("RCD-050");
    key_ = MIDSPAN_TRY(unwrap_secret(*ring, options.passphrase, context));
  }
  desk_ = MIDSPAN_TRY(Signer::generate(options.desk_key, randomness_));
  MIDSPAN_CHECK(write_schema(wrapped, options.desk_key));
  MIDSPAN_CHECK(store_signer(*desk_, "desk"));
  Query insert(*database_, "INSERT INTO keys VALUES(?,'log',?,x'')");
  if (!insert.bind(std::string_view(log_key_->name())).bind(std::string_view(log_key_->vkey())).run())
    return storage_failure();
  return {};
}

// `fresh`: the empty file that is to become a copy.
base::Result<void> SqliteFile::take_in(const Bundle& bundle, const std::filesystem::path* fresh,
                                       const Options& options) {
  if (fresh != nullptr) database_ = MIDSPAN_TRY(Database::open(*fresh, Database::Mode::Write));
  Transaction transaction(*database_);
  if (!transaction.begun()) return storage_failure();
  if (fresh != nullptr) MIDSPAN_CHECK(write_copy(bundle, options));
  const VerifyKey key = MIDSPAN_TRY(log_key_of(bundle));
  if (!(key == *log_key_)) return other_history("the bundle is of another log");
  const std::string& note = file_of(bundle, kCheckpointName);
  const Checkpoint head = MIDSPAN_TRY(open_checkpoint(note, *log_key_));
  MIDSPAN_CHECK(take_in_acts(file_of(bundle, kLogName)));
  if (head.size >= head_.size) {  // else an older bundle of the same log
    if (head.size != frontier_.size() || head.root != frontier_.root())
      return other_history("the acts do not lead to the bundle’s checkpoint");
    Query insert(*database_, "INSERT OR IGNORE INTO checkpoints VALUES(?,?)");
    if (!insert.bind(static_cast<std::int64_t>(head.size)).bind(base::as_bytes(note)).run()) return storage_failure();
  }
  MIDSPAN_CHECK(take_in_items(bundle));
  if (!transaction.commit()) return storage_failure();
  return {};
}

base::Result<void> SqliteFile::take_in_acts(const std::string& log) {
  const auto entries = MIDSPAN_TRY(split_log(log));
  const NodeSource stored = nodes_of(*database_);
  const std::uint64_t known = frontier_.size();
  for (std::size_t at = 0; at < entries.size(); ++at) {
    AppendedAct appended;
    appended.bytes = entries[at].bytes;
    appended.leaf = leaf_hash(appended.bytes);
    if (at < known) {
      if (stored(0, at) != appended.leaf) return other_history("an act is not the one that this file holds");
      continue;
    }
    const ParsedAct parsed = MIDSPAN_TRY(parse_act(appended.bytes));
    appended.seq = static_cast<std::int64_t>(at);
    if (!insert_act(parsed.act, appended)) return storage_failure();
  }
  return {};
}

base::Result<void> SqliteFile::take_in_items(const Bundle& bundle) {
  for (const auto& [name, contents] : bundle.files) {
    if (!name.starts_with(kSealedFolder) || name == kKeyringName) continue;
    const SealedItem item = MIDSPAN_TRY(parse_sealed_item(contents));
    Query known(*database_, "SELECT 1 FROM items WHERE id=?");
    if (known.bind(std::string_view(item.id)).row()) continue;  // also one that was erased here: it stays erased
    if (known.failed() || !insert_item(item)) return storage_failure();
  }
  return {};
}

}  // namespace midspan::record
