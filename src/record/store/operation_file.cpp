// SPDX-License-Identifier: Apache-2.0
// Making and opening an operation file; its tables; what is read from it. How acts are written is in append.cpp.
#include "record/store/operation_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/files.hpp"
#include "record/act_types.hpp"
#include "record/log_text.hpp"
#include "record/store/sqlite_file.hpp"

namespace midspan::record {

namespace json = base::json;

namespace {

// docs/formats/operation-file.md explains each column. application_id is "Mids".
constexpr const char* kSchema = R"(
PRAGMA application_id=1298752627;
PRAGMA user_version=1;
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID, STRICT;
CREATE TABLE acts(seq INTEGER PRIMARY KEY, note BLOB NOT NULL, leaf BLOB NOT NULL,
                  type TEXT NOT NULL, author TEXT NOT NULL) STRICT;
CREATE INDEX acts_by_author ON acts(author, seq);
CREATE TABLE nodes(level INTEGER NOT NULL, position INTEGER NOT NULL, hash BLOB NOT NULL,
                   PRIMARY KEY(level, position)) WITHOUT ROWID, STRICT;
CREATE TABLE checkpoints(size INTEGER PRIMARY KEY, note BLOB NOT NULL) STRICT;
CREATE TABLE items(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, subject TEXT NOT NULL,
                   commitment BLOB NOT NULL, sealed BLOB NOT NULL, wrapped_key BLOB NOT NULL) STRICT;
CREATE INDEX items_by_subject ON items(subject);
CREATE TABLE keys(name TEXT PRIMARY KEY, use TEXT NOT NULL, vkey TEXT NOT NULL, sealed BLOB NOT NULL)
  WITHOUT ROWID, STRICT;
CREATE TABLE cache(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID, STRICT;
)";
constexpr std::int64_t kApplicationId = 1298752627;

std::string signer_context(const std::string& operation, const std::string& vkey) {
  return "midspan desk key v1\n" + operation + "\n" + vkey;
}
std::string cache_context(const std::string& operation, std::string_view name) {
  return "midspan cache v1\n" + operation + "\n" + std::string(name);
}

std::optional<std::int64_t> number(Database& database, const char* sql) {
  Query query(database, sql);
  return query.row() ? std::optional(query.integer(0)) : std::nullopt;
}

tl::unexpected<base::Error> not_an_operation_file(const std::filesystem::path& path) {
  return base::failure("RCD-072", {{"path", path.string()}});
}

// Read first: whatever is not an operation file must not be touched. On a medium that is read-only or full SQLite can
// make no files beside it; it needs none where nothing waits in a write-ahead log.
base::Result<std::unique_ptr<Database>> open_to_read(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return not_an_operation_file(path);
  auto database = MIDSPAN_TRY(Database::open(path, Database::Mode::Read));
  auto application = number(*database, "PRAGMA application_id");
  if (!application && !database->is_foreign()) {
    const auto waiting = std::filesystem::file_size(path.string() + "-wal", error);
    if (!error && waiting != 0) return tl::unexpected(database->error());
    database = MIDSPAN_TRY(Database::open(path, Database::Mode::Frozen));
    application = number(*database, "PRAGMA application_id");
    if (!application && !database->is_foreign()) return tl::unexpected(database->error());
  }
  if (application != kApplicationId) return not_an_operation_file(path);
  return database;
}

SealedItem read_item(const Query& row) {  // columns: id, kind, subject, commitment, sealed, wrapped_key
  SealedItem item{row.text(0), row.text(1), row.text(2), row.blob(4), row.blob(5), {}};
  const base::Bytes commitment = row.blob(3);
  if (commitment.size() == item.commitment.size())
    std::copy(commitment.begin(), commitment.end(), item.commitment.begin());
  return item;
}

}  // namespace

base::Result<std::unique_ptr<OperationFile>> OperationFile::create(const std::filesystem::path& path,
                                                                   const Options& options) {
  return SqliteFile::create(path, options);
}

base::Result<std::unique_ptr<OperationFile>> OperationFile::open(const std::filesystem::path& path,
                                                                 const Options& options) {
  return SqliteFile::open(path, options);
}

bool OperationFile::opens_without_passphrase(const std::filesystem::path& path) {
  const auto database = open_to_read(path);
  if (!database) return false;
  Query query(**database, "SELECT value FROM meta WHERE name='key'");
  const auto wrapped = query.row() ? json::parse(query.text(0), json::Strictness::Act) : base::failure("RCD-050");
  return wrapped && record::is_unsealed(*wrapped);
}

base::Result<std::unique_ptr<OperationFile>> OperationFile::import_bundle(const std::filesystem::path& path,
                                                                          const Bundle& bundle,
                                                                          const Options& options) {
  return SqliteFile::import_bundle(path, bundle, options);
}

// ---- Making and opening ------------------------------------------------------------------------------------------

base::Result<void> SqliteFile::make_empty(const std::filesystem::path& path) {
  std::error_code ignored;
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), ignored);
  const int made = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (made < 0 && errno == EEXIST) return base::failure("RCD-070", {{"path", path.string()}});
  if (made < 0)
    return base::failure("RCD-071", {{"path", path.string()}, {"reason", std::string(std::strerror(errno))}});
  ::close(made);
  return {};
}

void OperationFile::remove(const std::filesystem::path& path) {
  std::error_code ignored;
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path.string() + suffix, ignored);
}

base::Result<std::unique_ptr<OperationFile>> SqliteFile::create(const std::filesystem::path& path,
                                                                const Options& options) {
  if (options.seed && options.passphrase) return base::failure("RCD-078", {}, base::Exit::WrongUse);
  MIDSPAN_CHECK(make_empty(path));
  std::unique_ptr<SqliteFile> file(new SqliteFile);
  if (auto written = file->write_new(path, options); !written) {
    file.reset();
    remove(path);
    return tl::unexpected(std::move(written).error());
  }
  return std::unique_ptr<OperationFile>(std::move(file));
}

base::Result<void> SqliteFile::write_new(const std::filesystem::path& path, const Options& options) {
  database_ = MIDSPAN_TRY(Database::open(path, Database::Mode::Write));
  if (options.seed) randomness_ = base::Randomness(*options.seed + "\nnew");
  operation_ = options.operation.empty() ? randomness_.id() : options.operation;
  if (!is_operation_id(operation_))
    return base::failure("RCD-030", {{"reason", std::string("operation is 32 hexadecimal digits")}});
  key_ = Secret(randomness_);
  unsealed_ = !options.passphrase.has_value();
  log_ = MIDSPAN_TRY(Signer::generate(log_origin(operation_), randomness_));
  log_key_ = log_->key();
  desk_ = MIDSPAN_TRY(Signer::generate(options.desk_key, randomness_));
  const json::Value wrapped = wrap_secret(key_, options.passphrase, operation_key_context(operation_), randomness_);
  Transaction transaction(*database_);
  if (!transaction.begun()) return storage_failure();
  MIDSPAN_CHECK(write_schema(json::canonical(wrapped), options.desk_key));
  MIDSPAN_CHECK(store_signer(*log_, "log"));
  MIDSPAN_CHECK(store_signer(*desk_, "desk"));
  if (!transaction.commit()) return storage_failure();
  head_ = Checkpoint{log_key_->name(), 0, empty_root()};
  reader_ = MIDSPAN_TRY(Database::open(path, Database::Mode::Read));
  writable_ = true;
  return {};
}

base::Result<void> SqliteFile::write_schema(const std::string& wrapped_key, const std::string& desk_key) {
  if (!database_->execute(kSchema)) return storage_failure();
  for (const auto& [name, value] : {std::pair<std::string_view, std::string_view>{"operation", operation_},
                                    {"key", wrapped_key},
                                    {"desk", desk_key}})
    if (!Query(*database_, "INSERT INTO meta VALUES(?,?)").bind(name).bind(value).run()) return storage_failure();
  return {};
}

base::Result<std::unique_ptr<OperationFile>> SqliteFile::open(const std::filesystem::path& path,
                                                              const Options& options) {
  std::unique_ptr<SqliteFile> file(new SqliteFile);
  file->reader_ = MIDSPAN_TRY(open_to_read(path));
  Database& reader = *file->reader_;
  const std::int64_t format = number(reader, "PRAGMA user_version").value_or(-1);
  if (format != kFormat) return base::failure("RCD-073", {{"path", path.string()}, {"format", format}});
  if (options.mode == Options::Mode::Write) MIDSPAN_CHECK(file->open_to_write(path));
  if (!file->writable_) file->database_ = MIDSPAN_TRY(open_to_read(path));
  MIDSPAN_CHECK(file->unlock(options));
  MIDSPAN_CHECK(file->load_log());
  if (options.seed) {
    if (!file->unsealed_) return base::failure("RCD-078", {}, base::Exit::WrongUse);
    // Another seed at every state of the file, or two runs would draw the same ids.
    file->randomness_ =
        base::Randomness(*options.seed + "\n" + file->operation_ + "\n" + std::to_string(file->frontier_.size()) +
                         "\n" + std::to_string(number(reader, "SELECT count(*) FROM items").value_or(0)) + "\n" +
                         std::to_string(number(reader, "SELECT count(*) FROM keys").value_or(0)));
  }
  return std::unique_ptr<OperationFile>(std::move(file));
}

// What cannot be written can still be read: whoever holds the file on a medium that is read-only or full is told so
// when something is to be recorded.
base::Result<void> SqliteFile::open_to_write(const std::filesystem::path& path) {
  auto database = Database::open(path, Database::Mode::Write);
  if (!database) {
    stop(std::move(database).error());
    return {};
  }
  database_ = std::move(*database);
  writable_ = true;
  return {};
}

base::Result<void> SqliteFile::unlock(const Options& options) {
  operation_ = meta("operation");
  const auto wrapped = json::parse(meta("key"), json::Strictness::Act);
  if (!wrapped || !is_operation_id(operation_)) return base::failure("RCD-050");
  unsealed_ = record::is_unsealed(*wrapped);
  key_ = MIDSPAN_TRY(unwrap_secret(*wrapped, options.passphrase, operation_key_context(operation_)));
  MIDSPAN_CHECK(load_log_key());
  desk_ = MIDSPAN_TRY(load_signer(meta("desk")));
  return {};
}

// A copy knows the log's key but does not have it.
base::Result<void> SqliteFile::load_log_key() {
  Query query(*database_, "SELECT vkey,length(sealed) FROM keys WHERE use='log'");
  auto key = query.row() ? VerifyKey::parse(query.text(0)) : base::failure("RCD-050");
  if (query.failed()) return storage_failure();
  if (!key || key->name() != log_origin(operation_)) return base::failure("RCD-050");
  log_key_ = std::move(*key);
  if (query.integer(1) != 0) log_ = MIDSPAN_TRY(load_signer(log_key_->name()));
  return {};
}

// The log as it stands must agree with its last checkpoint. Acts beyond it were durable when the program stopped but
// never answered for: they are proved and covered now, for whatever is decided is decided by all acts.
base::Result<void> SqliteFile::load_log() {
  head_ = Checkpoint{log_key_->name(), 0, empty_root()};
  if (number(*database_, "SELECT count(*) FROM acts WHERE seq<0") != 0) return disagrees("an act before the first");
  MIDSPAN_CHECK(catch_up());
  if (frontier_.size() == head_.size) return {};
  if (!log_) return disagrees("acts that no checkpoint covers, in a copy");
  if (!writable_) return disagrees("the last acts were not proved; open the file once where it can be written");
  return sign_head();
}

std::string SqliteFile::meta(std::string_view name) const {
  Query query(*database_, "SELECT value FROM meta WHERE name=?");
  query.bind(name);
  return query.row() ? query.text(0) : std::string();
}

// ---- Acts --------------------------------------------------------------------------------------------------------

bool SqliteFile::is_read_only() const {
  const std::scoped_lock lock(mutex_);
  return !writable_ || !stopped_.empty();
}

base::Result<void> SqliteFile::may_write() const {
  if (!stopped_.empty()) return base::failure("RCD-075", {{"reason", stopped_}});
  if (!writable_) return base::failure("RCD-075", {{"reason", std::string("opened for reading")}});
  return {};
}

std::uint64_t SqliteFile::size() const {
  const std::scoped_lock lock(mutex_);
  return head_.size;
}

base::Result<SignedAct> SqliteFile::act(std::int64_t seq) const {
  const std::scoped_lock lock(mutex_);
  std::string bytes;
  if (seq >= 0 && static_cast<std::uint64_t>(seq) < head_.size) {
    Query query(*database_, "SELECT note FROM acts WHERE seq=?");
    query.bind(seq);
    if (query.row()) bytes = query.bytes(0);
    if (query.failed()) return storage_failure();
  }
  if (bytes.empty()) return base::failure("RCD-076", {{"seq", seq}});
  return read_act(std::move(bytes));
}

base::Result<void> SqliteFile::for_each_act(std::int64_t from, const std::function<bool(const SignedAct&)>& see) const {
  // In portions, so that `see` may use the file and no long read keeps the write-ahead log from being folded in.
  constexpr std::size_t kPortion = 500;
  const auto end = static_cast<std::int64_t>(size());
  for (std::int64_t seq = from; seq < end;) {
    std::vector<std::string> portion;
    {
      const std::scoped_lock lock(mutex_);
      Query query(*database_, "SELECT seq,note FROM acts WHERE seq>=? AND seq<? ORDER BY seq LIMIT ?");
      query.bind(seq).bind(end).bind(static_cast<std::int64_t>(kPortion));
      while (query.row()) {
        if (query.integer(0) != seq + static_cast<std::int64_t>(portion.size())) break;
        portion.push_back(query.bytes(1));
      }
      if (query.failed()) return storage_failure();
    }
    if (portion.empty()) return base::failure("RCD-076", {{"seq", seq}});
    for (std::string& bytes : portion) {
      const SignedAct signed_act = MIDSPAN_TRY(read_act(std::move(bytes)));
      if (!see(signed_act)) return {};
      ++seq;
    }
  }
  return {};
}

base::Result<std::string> SqliteFile::checkpoint() const {
  const std::scoped_lock lock(mutex_);
  if (head_note_.empty()) return base::failure("RCD-077");
  return head_note_;
}

base::Result<std::string> SqliteFile::receipt(std::int64_t seq) const {
  const std::scoped_lock lock(mutex_);
  if (seq < 0 || static_cast<std::uint64_t>(seq) >= head_.size) return base::failure("RCD-076", {{"seq", seq}});
  const auto proof = inclusion_proof(nodes_of(*database_), static_cast<std::uint64_t>(seq), head_.size);
  if (!proof) return base::failure("RCD-074", {{"reason", std::string("a node of the tree is missing")}});
  return receipt_text({static_cast<std::uint64_t>(seq), *proof, head_note_});
}

base::Result<std::string> SqliteFile::export_log() const {
  std::vector<std::string> acts;
  MIDSPAN_CHECK(for_each_act(0, [&](const SignedAct& act) {
    acts.push_back(act.bytes);
    return true;
  }));
  return log_text(std::vector<std::string_view>(acts.begin(), acts.end()));
}

base::Result<std::vector<std::string>> SqliteFile::enrolled_keys() const {
  std::vector<std::string> keys;
  MIDSPAN_CHECK(for_each_act(0, [&](const SignedAct& signed_act) {
    for (std::string& key : keys_enrolled_by(signed_act.act)) keys.push_back(std::move(key));
    return true;
  }));
  return keys;
}

base::Result<Bundle> SqliteFile::export_bundle(const std::map<std::string, std::string>& documents,
                                               WithItems with_items) const {
  const std::scoped_lock lock(mutex_);
  if (!log_) return base::failure("RCD-084");
  Bundle bundle;
  bundle.files[std::string(kLogName)] = MIDSPAN_TRY(export_log());
  bundle.files[std::string(kCheckpointName)] = MIDSPAN_TRY(checkpoint());
  std::string& keys = bundle.files[std::string(kKeysName)] = log_->key().vkey() + "\n";
  for (const std::string& key : MIDSPAN_TRY(enrolled_keys())) keys += key + "\n";
  for (const auto& [name, contents] : documents) {
    const std::string inside = std::string(kDocumentsFolder) + name;
    if (!is_bundle_name(inside)) return base::failure("RCD-063", {{"name", name}});
    bundle.files[inside] = contents;
  }
  if (with_items == WithItems::Yes) {
    Query query(*database_, "SELECT id,kind,subject,commitment,sealed,wrapped_key FROM items ORDER BY number");
    while (query.row()) {
      const SealedItem item = read_item(query);
      if (!item.wrapped_key.empty()) bundle.files[std::string(kSealedFolder) + item.id] = sealed_item_text(item);
    }
    if (query.failed()) return storage_failure();
    bundle.files[std::string(kKeyringName)] = meta("key") + "\n";
  }
  seal_bundle(bundle, operation_, *log_);
  return bundle;
}

// ---- Sealed items ------------------------------------------------------------------------------------------------

base::Result<ItemRef> SqliteFile::put_item(std::string_view kind, std::string_view subject, base::BytesView plain) {
  auto refs =
      MIDSPAN_TRY(put_items({NewItem{std::string(kind), std::string(subject), std::string(base::as_text(plain))}}));
  return refs.front();
}

base::Result<std::vector<ItemRef>> SqliteFile::put_items(const std::vector<NewItem>& items) {
  const std::scoped_lock lock(mutex_);
  MIDSPAN_CHECK(may_write());
  Transaction transaction(*database_);
  MIDSPAN_CHECK(begun(transaction));
  std::vector<ItemRef> refs;
  for (const NewItem& plain : items) {
    const SealedItem item =
        seal_item(operation_, plain.kind, plain.subject, base::as_bytes(plain.plain), key_, randomness_);
    if (!insert_item(item)) return stop(database_->error());
    refs.push_back(item.ref());
  }
  if (!transaction.commit()) return stop(database_->error());
  return refs;
}

bool SqliteFile::insert_item(const SealedItem& item) {
  Query insert(*database_, "INSERT INTO items(id,kind,subject,commitment,sealed,wrapped_key) VALUES(?,?,?,?,?,?)");
  insert.bind(std::string_view(item.id)).bind(std::string_view(item.kind)).bind(std::string_view(item.subject));
  insert.bind(base::BytesView(item.commitment)).bind(base::BytesView(item.sealed));
  return insert.bind(base::BytesView(item.wrapped_key)).run();
}

base::Result<base::Bytes> SqliteFile::get_item(const CitedItem& cited) const {
  const std::scoped_lock lock(mutex_);
  Query query(*database_, "SELECT id,kind,subject,commitment,sealed,wrapped_key FROM items WHERE id=?");
  query.bind(std::string_view(cited.id));
  if (!query.row()) {
    if (query.failed()) return storage_failure();
    return base::failure("RCD-079", {{"id", cited.id}});
  }
  return unseal_item(operation_, read_item(query), key_, cited.commitment);
}

base::Result<std::vector<ItemInfo>> SqliteFile::items() const {
  const std::scoped_lock lock(mutex_);
  std::vector<ItemInfo> all;
  Query query(*database_, "SELECT id,kind,subject,length(sealed),length(wrapped_key) FROM items ORDER BY number");
  while (query.row())
    all.push_back({query.text(0), query.text(1), query.text(2), static_cast<std::uint64_t>(query.integer(3)),
                   query.integer(4) == 0});
  if (query.failed()) return storage_failure();
  return all;
}

base::Result<std::size_t> SqliteFile::erase_subject(std::string_view subject) {
  const std::scoped_lock lock(mutex_);
  MIDSPAN_CHECK(may_write());
  if (subject.empty()) return std::size_t{0};
  std::size_t erased = 0;
  {
    Transaction transaction(*database_);
    MIDSPAN_CHECK(begun(transaction));
    Query query(*database_, "SELECT count(*) FROM items WHERE subject=? AND length(wrapped_key)>0");
    query.bind(subject);
    if (query.row()) erased = static_cast<std::size_t>(query.integer(0));
    Query erase(*database_, "UPDATE items SET sealed=x'', wrapped_key=x'' WHERE subject=?");
    if (query.failed() || !erase.bind(subject).run() || !database_->execute("DELETE FROM cache") ||
        !transaction.commit())
      return stop(database_->error());
  }
  // The old pages still stand in the write-ahead log until it is folded in and emptied.
  Query fold(*database_, "PRAGMA wal_checkpoint(TRUNCATE)");
  const bool folded = fold.row() && fold.integer(0) == 0;
  if (fold.failed()) return stop(database_->error());
  if (!folded) return base::failure("RCD-083", {{"path", database_->path().string()}});
  return erased;
}

// ---- Keys and caches ---------------------------------------------------------------------------------------------

base::Result<void> SqliteFile::store_signer(const Signer& signer, std::string_view use) {
  const std::string vkey = signer.key().vkey();
  const base::Bytes sealed = seal(signer.seed().bytes(), key_, signer_context(operation_, vkey), randomness_);
  Query insert(*database_, "INSERT OR REPLACE INTO keys VALUES(?,?,?,?)");
  insert.bind(std::string_view(signer.name())).bind(use).bind(std::string_view(vkey)).bind(base::BytesView(sealed));
  if (!insert.run()) return storage_failure();
  return {};
}

base::Result<Signer> SqliteFile::load_signer(std::string_view name) const {
  Query query(*database_, "SELECT vkey,sealed FROM keys WHERE name=?");
  query.bind(name);
  if (!query.row()) {
    if (query.failed()) return storage_failure();
    return base::failure("RCD-080", {{"name", std::string(name)}});
  }
  const std::string vkey = query.text(0);
  const auto seed = unseal(query.blob(1), key_, signer_context(operation_, vkey));
  const auto key = VerifyKey::parse(vkey);
  if (!seed || seed->size() != Secret::kSize || !key) return base::failure("RCD-050");
  auto signer = Signer::from_seed(key->name(), Secret(base::BytesView(*seed).first<Secret::kSize>()));
  if (!signer || !(signer->key() == *key)) return base::failure("RCD-050");
  return signer;
}

base::Result<void> SqliteFile::put_signer(const Signer& signer) {
  const std::scoped_lock lock(mutex_);
  MIDSPAN_CHECK(may_write());
  if (signer.name() == log_key_->name() || signer.name() == desk_->name())
    return base::failure("RCD-082", {{"name", signer.name()}});
  return store_signer(signer, "held");
}

base::Result<Signer> SqliteFile::signer(std::string_view name) const {
  const std::scoped_lock lock(mutex_);
  return load_signer(name);
}

std::optional<std::string> SqliteFile::cached(std::string_view name) const {
  const std::scoped_lock lock(mutex_);
  Query query(*database_, "SELECT value FROM cache WHERE name=?");
  query.bind(name);
  if (!query.row()) return std::nullopt;
  const auto plain = unseal(query.blob(0), key_, cache_context(operation_, name));
  if (!plain) return std::nullopt;
  return std::string(base::as_text(*plain));
}

void SqliteFile::cache(std::string_view name, std::string_view value) {
  const std::scoped_lock lock(mutex_);
  if (is_read_only()) return;
  const base::Bytes sealed = seal(base::as_bytes(value), key_, cache_context(operation_, name), cache_randomness_);
  Query(*database_, "INSERT OR REPLACE INTO cache VALUES(?,?)").bind(name).bind(base::BytesView(sealed)).run();
}

void SqliteFile::drop_caches() {
  const std::scoped_lock lock(mutex_);
  if (!is_read_only()) database_->execute("DELETE FROM cache");
}

// ---- Key files ---------------------------------------------------------------------------------------------------

base::Result<void> write_key_file(const std::filesystem::path& path, const Signer& signer, const Passphrase& passphrase,
                                  base::Randomness& randomness) {
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored)) return base::failure("RCD-081", {{"path", path.string()}});
  return base::write_file(path, key_file_text(signer, passphrase, randomness), base::Access::Owner);
}

base::Result<Signer> read_key_file(const std::filesystem::path& path, const Passphrase& passphrase) {
  const std::string text = MIDSPAN_TRY(base::read_file(path));
  const KeyFile file = MIDSPAN_TRY(parse_key_file(text));
  return open_key_file(file, passphrase);
}

bool key_opens_without_passphrase(const std::filesystem::path& path) {
  const auto text = base::read_file(path);
  const auto file = text ? parse_key_file(*text) : base::failure("RCD-053");
  return file && file->unsealed();
}

}  // namespace midspan::record
