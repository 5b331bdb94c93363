// SPDX-License-Identifier: Apache-2.0
// A disk that fails when it is told to: an SQLite VFS in front of the real one that counts writes, fsyncs and
// truncations, and fails the n-th (and, if asked, all after it). It can also write down what reaches it, in order.
#pragma once

#include <sqlite3.h>

#include <cstring>
#include <string>
#include <utility>
#include <vector>

namespace midspan::record::faults {

enum class Fault { None, Write, HalfWrite, Sync, Full };

struct Disk {
  Fault fault = Fault::None;
  long countdown = 0;     // operations of the fault's kind that still succeed
  bool for_good = false;  // after the first failure everything of that kind fails
  long seen = 0;          // operations that could have failed
  bool failed = false;
};

// What reached the disk, for whoever wants to lose part of it.
struct Operation {
  enum class Kind { Write, Truncate, Sync } kind = Kind::Write;
  std::string file;      // its path
  sqlite3_int64 at = 0;  // Write: offset; Truncate: size
  std::string bytes;
};

inline std::vector<Operation>*& recording() {
  static std::vector<Operation>* one = nullptr;
  return one;
}

inline Disk& disk() {
  static Disk one;
  return one;
}

// Whether this operation is to fail.
inline bool strikes(bool is_sync) {
  Disk& state = disk();
  if (state.fault == Fault::None || is_sync != (state.fault == Fault::Sync)) return false;
  ++state.seen;
  if (state.failed) return state.for_good;
  if (state.countdown-- > 0) return false;
  state.failed = true;
  return true;
}

struct File {
  sqlite3_file base;
  sqlite3_file* real;
  const char* name;  // SQLite keeps it as long as the file is open
};

inline void record(sqlite3_file* file, Operation::Kind kind, sqlite3_int64 at, std::string bytes) {
  const char* name = reinterpret_cast<File*>(file)->name;
  if (recording() != nullptr && name != nullptr) recording()->push_back({kind, name, at, std::move(bytes)});
}

inline sqlite3_file* real_of(sqlite3_file* file) { return reinterpret_cast<File*>(file)->real; }

inline int failing_write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset) {
  sqlite3_file* real = real_of(file);
  if (!strikes(false)) {
    record(file, Operation::Kind::Write, offset,
           std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(count)));
    return real->pMethods->xWrite(real, bytes, count, offset);
  }
  if (disk().fault == Fault::Full) return SQLITE_FULL;
  if (disk().fault == Fault::HalfWrite) real->pMethods->xWrite(real, bytes, count / 2, offset);
  return SQLITE_IOERR_WRITE;
}

inline int failing_sync(sqlite3_file* file, int flags) {
  sqlite3_file* real = real_of(file);
  if (strikes(true)) return SQLITE_IOERR_FSYNC;
  const int code = real->pMethods->xSync(real, flags);
  record(file, Operation::Kind::Sync, 0, {});
  return code;
}

inline int failing_truncate(sqlite3_file* file, sqlite3_int64 size) {
  sqlite3_file* real = real_of(file);
  if (strikes(false)) return SQLITE_IOERR_TRUNCATE;
  record(file, Operation::Kind::Truncate, size, {});
  return real->pMethods->xTruncate(real, size);
}

inline const sqlite3_io_methods* methods() {
  static const sqlite3_io_methods table = [] {
    sqlite3_io_methods m{};
    m.iVersion = 2;
    m.xClose = [](sqlite3_file* file) {
      sqlite3_file* real = real_of(file);
      const int code = real->pMethods->xClose(real);
      sqlite3_free(real);
      return code;
    };
    m.xRead = [](sqlite3_file* file, void* bytes, int count, sqlite3_int64 offset) {
      return real_of(file)->pMethods->xRead(real_of(file), bytes, count, offset);
    };
    m.xWrite = failing_write;
    m.xTruncate = failing_truncate;
    m.xSync = failing_sync;
    m.xFileSize = [](sqlite3_file* file, sqlite3_int64* size) {
      return real_of(file)->pMethods->xFileSize(real_of(file), size);
    };
    m.xLock = [](sqlite3_file* file, int level) { return real_of(file)->pMethods->xLock(real_of(file), level); };
    m.xUnlock = [](sqlite3_file* file, int level) { return real_of(file)->pMethods->xUnlock(real_of(file), level); };
    m.xCheckReservedLock = [](sqlite3_file* file, int* out) {
      return real_of(file)->pMethods->xCheckReservedLock(real_of(file), out);
    };
    m.xFileControl = [](sqlite3_file* file, int op, void* argument) {
      return real_of(file)->pMethods->xFileControl(real_of(file), op, argument);
    };
    m.xSectorSize = [](sqlite3_file* file) { return real_of(file)->pMethods->xSectorSize(real_of(file)); };
    m.xDeviceCharacteristics = [](sqlite3_file* file) {
      return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
    };
    m.xShmMap = [](sqlite3_file* file, int page, int size, int extend, void volatile** out) {
      return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, out);
    };
    m.xShmLock = [](sqlite3_file* file, int offset, int count, int flags) {
      return real_of(file)->pMethods->xShmLock(real_of(file), offset, count, flags);
    };
    m.xShmBarrier = [](sqlite3_file* file) { real_of(file)->pMethods->xShmBarrier(real_of(file)); };
    m.xShmUnmap = [](sqlite3_file* file, int remove) {
      return real_of(file)->pMethods->xShmUnmap(real_of(file), remove);
    };
    return m;
  }();
  return &table;
}

// From now on every SQLite file of this process lies on the faulty disk.
inline void install() {
  static sqlite3_vfs* real = nullptr;
  static sqlite3_vfs faulty;
  if (real != nullptr) return;
  real = sqlite3_vfs_find(nullptr);
  faulty = *real;
  faulty.zName = "faulty";
  faulty.szOsFile = sizeof(File);
  faulty.xOpen = [](sqlite3_vfs*, const char* name, sqlite3_file* out, int flags, int* flags_out) {
    File* file = reinterpret_cast<File*>(out);
    std::memset(file, 0, sizeof *file);
    file->real = static_cast<sqlite3_file*>(sqlite3_malloc(real->szOsFile));
    std::memset(file->real, 0, static_cast<std::size_t>(real->szOsFile));
    const int code = real->xOpen(real, name, file->real, flags, flags_out);
    file->name = name;
    if (code == SQLITE_OK) file->base.pMethods = methods();
    else sqlite3_free(file->real);
    return code;
  };
  sqlite3_vfs_register(&faulty, 1);
}

}  // namespace midspan::record::faults
