// SPDX-License-Identifier: Apache-2.0
#include "record/store/database.hpp"

#include <sqlite3.h>

#include "base/assert.hpp"

namespace midspan::record {

namespace {

tl::unexpected<base::Error> storage_failure(const std::filesystem::path& path, std::string reason) {
  return base::failure("RCD-071", {{"path", path.string()}, {"reason", std::move(reason)}});
}

sqlite3* try_open(const std::string& name, int flags, std::string& reason) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &handle, flags | SQLITE_OPEN_FULLMUTEX, nullptr);
  if (code == SQLITE_OK) return handle;
  reason = handle == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(handle);
  sqlite3_close(handle);
  return nullptr;
}

std::string frozen_uri(const std::filesystem::path& path) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string uri = "file:";
  for (const char c : std::filesystem::absolute(path).string()) {
    const auto byte = static_cast<unsigned char>(c);
    if (c != '%' && c != '?' && c != '#') uri += c;
    else uri.append({'%', kDigits[byte >> 4], kDigits[byte & 15]});
  }
  return uri + "?immutable=1";
}

}  // namespace

Query::Query(Database& database, const char* sql) {
  sqlite3_stmt*& cached = database.statements_[sql];
  if (cached == nullptr &&
      sqlite3_prepare_v3(database.handle_, sql, -1, SQLITE_PREPARE_PERSISTENT, &cached, nullptr) != SQLITE_OK)
    failed_ = true;
  statement_ = cached;
}

Query::~Query() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

Query& Query::bind(std::int64_t value) {
  if (sqlite3_bind_int64(statement_, ++bound_, value) != SQLITE_OK) failed_ = true;
  return *this;
}

Query& Query::bind(std::string_view text) {
  if (sqlite3_bind_text64(statement_, ++bound_, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8) != SQLITE_OK)
    failed_ = true;
  return *this;
}

Query& Query::bind(base::BytesView blob) {
  static constexpr std::uint8_t kNothing = 0;  // a null pointer would be NULL, not an empty blob
  const auto* data = blob.empty() ? &kNothing : blob.data();
  if (sqlite3_bind_blob64(statement_, ++bound_, data, blob.size(), SQLITE_TRANSIENT) != SQLITE_OK) failed_ = true;
  return *this;
}

bool Query::row() {
  if (failed_) return false;
  const int code = sqlite3_step(statement_);
  if (code != SQLITE_ROW && code != SQLITE_DONE) failed_ = true;
  return code == SQLITE_ROW;
}

bool Query::run() {
  while (row()) {
  }
  return !failed_;
}

std::int64_t Query::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::string Query::bytes(int column) const {
  const void* data = sqlite3_column_blob(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  return data == nullptr ? std::string() : std::string(static_cast<const char*>(data), static_cast<std::size_t>(size));
}

std::string Query::text(int column) const { return bytes(column); }

base::Bytes Query::blob(int column) const {
  const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
  const int size = sqlite3_column_bytes(statement_, column);
  return data == nullptr ? base::Bytes() : base::Bytes(data, data + size);
}

base::Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& path, Mode mode) {
  std::string reason;
  sqlite3* handle = mode == Mode::Write  ? try_open(path.string(), SQLITE_OPEN_READWRITE, reason)
                    : mode == Mode::Read ? try_open(path.string(), SQLITE_OPEN_READONLY, reason)
                                         : try_open(frozen_uri(path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, reason);
  if (handle == nullptr) return storage_failure(path, reason);
  std::unique_ptr<Database> database(new Database(path, handle));
  if (!database->configure(mode)) return tl::unexpected(database->error());
  return database;
}

Database::~Database() {
  for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close(handle_);
}

bool Database::execute(const char* sql) { return sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) == SQLITE_OK; }

bool Database::is_busy() const { return (sqlite3_extended_errcode(handle_) & 0xFF) == SQLITE_BUSY; }

bool Database::is_foreign() const { return (sqlite3_extended_errcode(handle_) & 0xFF) == SQLITE_NOTADB; }

base::Error Database::error() const {
  std::string reason = sqlite3_errmsg(handle_);
  if (sqlite3_db_readonly(handle_, "main") == 1) reason = "it cannot be written to";
  else if (reason == "not an error") reason = "a setting that makes writes durable did not take";
  return storage_failure(path_, std::move(reason)).value();
}

bool Database::setting_is(const char* sql, std::string_view wanted) {
  Query query(*this, sql);
  return query.row() && query.text(0) == wanted;
}

// What is set is read back: a pragma that SQLite does not know is silently ignored.
bool Database::configure(Mode mode) {
  sqlite3_busy_timeout(handle_, 10'000);
  sqlite3_extended_result_codes(handle_, 1);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  sqlite3_limit(handle_, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(handle_, SQLITE_LIMIT_WORKER_THREADS, 0);
  if (!execute("PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0"))
    return false;
  if (!setting_is("PRAGMA trusted_schema", "0")) return false;
  if (mode != Mode::Write) return true;
  if (sqlite3_db_readonly(handle_, "main") == 1) return false;  // SQLite opens what it cannot write for reading
  if (!execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA fullfsync=ON"))
    return false;
  return setting_is("PRAGMA journal_mode", "wal") && setting_is("PRAGMA synchronous", "2") &&
         setting_is("PRAGMA secure_delete", "1");
}

}  // namespace midspan::record
