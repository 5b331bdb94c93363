// SPDX-License-Identifier: Apache-2.0
// The operation file: one SQLite file that holds the log, its tree and checkpoints, sealed items, keys and caches.
// docs/formats/operation-file.md
//
// Durable before it is said: append() writes the acts, commits (fsync), reads them again through a second connection,
// computes the root by another path, proves that the new head continues the last signed one, signs the checkpoint,
// commits that (fsync) and only then answers. Any failure on the way makes the file read-only until it is opened again;
// acts that were durable but not answered for are proved and covered by whoever opens the file next, before anything is
// read from it.
//
// Thread safety: every function may be called from any thread; calls are serialised. Several processes may open one
// file; appends are serialised by SQLite.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "record/act.hpp"
#include "record/bundle.hpp"
#include "record/checkpoint.hpp"
#include "record/sealed.hpp"

namespace midspan::record {

// What the caller says of an act; the file adds operation, seq, author and prev.
struct Draft {
  std::string type;
  std::string role;
  std::string at;
  base::json::Object body;
  std::vector<Attachment> attachments;
};

struct AppendedAct {
  std::int64_t seq = 0;
  Digest leaf{};
  std::string bytes;
};

struct ItemInfo {
  std::string id;
  std::string kind;
  std::string subject;
  std::uint64_t size = 0;
  bool erased = false;
};

class OperationFile {
 public:
  struct Options {
    Passphrase passphrase;            // create: nothing means unsealed
    std::optional<std::string> seed;  // demonstrations: keys, ids and salts that can be made again; only if unsealed
    std::string desk_key = "neutral/desk";  // create: name of the desk's signing key
    std::string operation;                  // create: its id; "" draws one
    enum class Mode { Write, Read } mode = Mode::Write;
  };

  // A new file with a log key and a desk key, and no acts: the caller appends operation.open first.
  // Errors: RCD-070 {path} (exists), RCD-071 {path, reason} (storage), RCD-078 (seed with a passphrase).
  static base::Result<std::unique_ptr<OperationFile>> create(const std::filesystem::path& path, const Options& options);

  // Errors: RCD-071, RCD-072 {path} (not an operation file), RCD-073 (newer format), RCD-050 (passphrase or damage),
  // RCD-074 {reason} (the log does not agree with its own checkpoint). All acts are read and hashed. Where the file
  // cannot be written it is opened for reading: is_read_only().
  static base::Result<std::unique_ptr<OperationFile>> open(const std::filesystem::path& path, const Options& options);

  // Takes away what create() made, with whatever lies beside it. REQUIRES: whoever calls has made it, and nobody has it
  // open.
  static void remove(const std::filesystem::path& path);

  // Whether whoever has the file can open it, so that nobody need be asked. False where it is no operation file.
  static bool opens_without_passphrase(const std::filesystem::path& path);

  // Takes a bundle in: makes a copy of the record at `path`, or brings the copy that is there up to the bundle. Nothing
  // is overwritten: a bundle with another history is refused, an older one adds nothing. A copy can be read, searched
  // and checked; only the keeper's file, which has the log's key, takes new acts. Sealed items come along if the bundle
  // has them and the passphrase opens them. REQUIRES: verify::verify_bundle found the bundle good. Errors: RCD-050,
  // RCD-071, RCD-085 (another operation, or another history), RCD-086 (this is the keeper's own file).
  static base::Result<std::unique_ptr<OperationFile>> import_bundle(const std::filesystem::path& path,
                                                                    const Bundle& bundle, const Options& options);

  virtual ~OperationFile() = default;

  // ---- What it is ----
  virtual const std::string& operation() const = 0;
  virtual bool is_unsealed() const = 0;  // a demonstration: every screen and page says so
  virtual const VerifyKey& log_key() const = 0;
  virtual const Signer& desk() const = 0;      // the desk's own key
  virtual base::Randomness& randomness() = 0;  // for ids and keys; seeded if the file was opened with a seed
  virtual bool is_read_only() const = 0;
  virtual bool is_copy() const = 0;  // made by import_bundle

  // ---- Acts ----
  virtual std::uint64_t size() const = 0;  // acts covered by the last checkpoint
  // Errors: RCD-030, RCD-031, RCD-075 (read-only since {reason}), RCD-071, RCD-084 (a copy).
  virtual base::Result<AppendedAct> append(const Signer& author, const Draft& draft) = 0;
  // All or none, one checkpoint for all: the way to write many.
  // `seen`: how many acts the caller knows and decided by. RCD-087: somebody wrote others since; nothing was recorded.
  virtual base::Result<std::vector<AppendedAct>> append_all(const Signer& author, const std::vector<Draft>& drafts,
                                                            std::optional<std::uint64_t> seen = std::nullopt) = 0;
  virtual base::Result<SignedAct> act(std::int64_t seq) const = 0;  // RCD-076 {seq}
  // In order, from `from`; stops early when `see` returns false. Errors: RCD-071, RCD-032 (an act that is not one).
  virtual base::Result<void> for_each_act(std::int64_t from,
                                          const std::function<bool(const SignedAct&)>& see) const = 0;

  // ---- Proof ----
  virtual base::Result<std::string> checkpoint() const = 0;  // the last one's note; RCD-077 if there is none
  virtual base::Result<std::string> receipt(std::int64_t seq) const = 0;     // RCD-076
  virtual base::Result<std::string> export_log() const = 0;                  // log_text
  virtual base::Result<std::vector<std::string>> enrolled_keys() const = 0;  // vkeys in the order of the log
  // log.txt, checkpoint.txt, keys.txt, `documents` (names below documents/ -> bytes), sealed items if asked; signed.
  // Errors: RCD-063 {name} (not a name that a bundle may hold), RCD-077 (no acts), RCD-084 (a copy: hand the bundle
  // on).
  enum class WithItems { No, Yes };
  virtual base::Result<Bundle> export_bundle(const std::map<std::string, std::string>& documents,
                                             WithItems with_items = WithItems::No) const = 0;

  // ---- Sealed items ----
  virtual base::Result<ItemRef> put_item(std::string_view kind, std::string_view subject, base::BytesView plain) = 0;
  // All or none, one commit.
  struct NewItem {
    std::string kind;
    std::string subject;
    std::string plain;
  };
  virtual base::Result<std::vector<ItemRef>> put_items(const std::vector<NewItem>& items) = 0;
  // RCD-051, RCD-052, RCD-079 {id} (none)
  virtual base::Result<base::Bytes> get_item(const CitedItem& cited) const = 0;
  virtual base::Result<std::vector<ItemInfo>> items() const = 0;  // in the order they were put
  // Destroys the keys and the sealed bytes of all items about a subject; says how many there were. RCD-083: they are
  // gone from the file, but another program's reading keeps old pages alive; close it and erase again.
  virtual base::Result<std::size_t> erase_subject(std::string_view subject) = 0;

  // ---- Keys kept by the desk for others (demonstrations) ----
  virtual base::Result<void> put_signer(const Signer& signer) = 0;
  virtual base::Result<Signer> signer(std::string_view name) const = 0;  // RCD-080 {name}

  // ---- Caches: anything that can be computed again ----
  virtual std::optional<std::string> cached(std::string_view key) const = 0;
  virtual void cache(std::string_view key, std::string_view value) = 0;  // sealed; failures are ignored
  virtual void drop_caches() = 0;
};

// A party's key file on disk. Errors: BAS-001, BAS-002, RCD-050, RCD-053, RCD-081 {path} (exists).
base::Result<void> write_key_file(const std::filesystem::path& path, const Signer& signer, const Passphrase& passphrase,
                                  base::Randomness& randomness);
base::Result<Signer> read_key_file(const std::filesystem::path& path, const Passphrase& passphrase);
bool key_opens_without_passphrase(const std::filesystem::path& path);

}  // namespace midspan::record
