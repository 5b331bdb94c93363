// SPDX-License-Identifier: Apache-2.0
// SQLite as the operation file wants it: durable settings that are read back, statements that are prepared once.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace midspan::record {

class Database;

// One use of a prepared statement. Any failure is kept: ask failed() once, at the end.
class Query {
 public:
  Query(Database& database, const char* sql);  // sql: a literal; it is the statement's name in the cache
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  Query& bind(std::int64_t value);
  Query& bind(std::string_view text);
  Query& bind(base::BytesView blob);

  bool row();  // true: a row is there
  bool run();  // to the end; false when it failed
  bool failed() const { return failed_; }

  std::int64_t integer(int column) const;
  std::string text(int column) const;
  base::Bytes blob(int column) const;
  std::string bytes(int column) const;  // a blob as text

 private:
  sqlite3_stmt* statement_ = nullptr;
  int bound_ = 0;
  bool failed_ = false;
};

class Database {
 public:
  // Frozen: nobody can write it, nor any file beside it (a medium that is read-only, or full). REQUIRES: no write-ahead
  // log lies beside it.
  enum class Mode { Write, Read, Frozen };
  // Errors: RCD-071 {path, reason}.
  static base::Result<std::unique_ptr<Database>> open(const std::filesystem::path& path, Mode mode);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  bool execute(const char* sql);
  bool is_busy() const;       // the last failure was only that another program was writing
  bool is_foreign() const;    // the last failure was that this is no file of SQLite's
  base::Error error() const;  // RCD-071 with SQLite's last reason
  const std::filesystem::path& path() const { return path_; }

 private:
  friend class Query;
  Database(const std::filesystem::path& path, sqlite3* handle) : path_(path), handle_(handle) {}
  bool configure(Mode mode);
  bool setting_is(const char* sql, std::string_view wanted);

  std::filesystem::path path_;
  sqlite3* handle_;
  std::map<const char*, sqlite3_stmt*> statements_;
};

// One change of the file, all or nothing: taken back unless it is committed.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(database), open_(database.execute("BEGIN IMMEDIATE")) {}
  ~Transaction() {
    if (open_) database_.execute("ROLLBACK");
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  bool begun() const { return open_; }
  bool commit() {
    open_ = !database_.execute("COMMIT");
    return !open_;
  }

 private:
  Database& database_;
  bool open_;
};

}  // namespace midspan::record
