// SPDX-License-Identifier: Apache-2.0
// The operation file over SQLite. Only operation_file.cpp makes one; callers see OperationFile.
#pragma once

#include <mutex>

#include "record/keys.hpp"
#include "record/store/database.hpp"
#include "record/store/operation_file.hpp"

namespace midspan::record {

inline std::string operation_key_context(const std::string& operation) {
  return "midspan operation key v1\n" + operation;
}

class SqliteFile final : public OperationFile {
 public:
  static constexpr std::int64_t kFormat = 1;

  static base::Result<std::unique_ptr<OperationFile>> create(const std::filesystem::path& path, const Options& options);
  static base::Result<std::unique_ptr<OperationFile>> open(const std::filesystem::path& path, const Options& options);

  static base::Result<std::unique_ptr<OperationFile>> import_bundle(const std::filesystem::path& path,
                                                                    const Bundle& bundle, const Options& options);

  const std::string& operation() const override { return operation_; }
  bool is_unsealed() const override { return unsealed_; }
  const VerifyKey& log_key() const override { return *log_key_; }
  const Signer& desk() const override { return *desk_; }
  base::Randomness& randomness() override { return randomness_; }
  bool is_read_only() const override;
  bool is_copy() const override { return !log_; }

  std::uint64_t size() const override;
  base::Result<AppendedAct> append(const Signer& author, const Draft& draft) override;
  base::Result<std::vector<AppendedAct>> append_all(const Signer& author, const std::vector<Draft>& drafts,
                                                    std::optional<std::uint64_t> seen) override;
  base::Result<SignedAct> act(std::int64_t seq) const override;
  base::Result<void> for_each_act(std::int64_t from, const std::function<bool(const SignedAct&)>& see) const override;

  base::Result<std::string> checkpoint() const override;
  base::Result<std::string> receipt(std::int64_t seq) const override;
  base::Result<std::string> export_log() const override;
  base::Result<std::vector<std::string>> enrolled_keys() const override;
  base::Result<Bundle> export_bundle(const std::map<std::string, std::string>& documents,
                                     WithItems with_items) const override;

  base::Result<ItemRef> put_item(std::string_view kind, std::string_view subject, base::BytesView plain) override;
  base::Result<std::vector<ItemRef>> put_items(const std::vector<NewItem>& items) override;
  base::Result<base::Bytes> get_item(const CitedItem& cited) const override;
  base::Result<std::vector<ItemInfo>> items() const override;
  base::Result<std::size_t> erase_subject(std::string_view subject) override;

  base::Result<void> put_signer(const Signer& signer) override;
  base::Result<Signer> signer(std::string_view name) const override;

  std::optional<std::string> cached(std::string_view key) const override;
  void cache(std::string_view key, std::string_view value) override;
  void drop_caches() override;

 private:
  SqliteFile() = default;

  // operation_file.cpp: opening
  static base::Result<void> make_empty(const std::filesystem::path& path);  // RCD-070: somebody has made it
  base::Result<void> write_new(const std::filesystem::path& path, const Options& options);
  base::Result<void> write_schema(const std::string& wrapped_key, const std::string& desk_key);
  base::Result<void> unlock(const Options& options);
  base::Result<void> open_to_write(const std::filesystem::path& path);
  base::Result<void> load_log();
  base::Result<void> store_signer(const Signer& signer, std::string_view use);
  base::Result<Signer> load_signer(std::string_view name) const;
  base::Result<void> load_log_key();
  std::string meta(std::string_view name) const;

  // append.cpp: the way of an act
  base::Result<void> catch_up();
  base::Result<void> check_uncovered(std::uint64_t from);
  base::Result<std::vector<AppendedAct>> write_acts(const Signer& author, const std::vector<Draft>& drafts);
  base::Result<void> prove();
  base::Result<void> sign_head();
  std::string previous_of(std::string_view author) const;
  bool insert_act(const Act& act, const AppendedAct& appended);
  bool insert_item(const SealedItem& item);
  // import.cpp
  base::Result<void> write_copy(const Bundle& bundle, const Options& options);
  base::Result<void> take_in(const Bundle& bundle, const std::filesystem::path* fresh, const Options& options);
  base::Result<void> take_in_acts(const std::string& log);
  base::Result<void> take_in_items(const Bundle& bundle);

  base::Result<void> may_write() const;
  base::Result<void> begun(const Transaction& transaction);
  tl::unexpected<base::Error> stop(base::Error error);  // read-only from here on
  tl::unexpected<base::Error> storage_failure() const;
  static tl::unexpected<base::Error> disagrees(const char* reason);  // RCD-074
  NodeSource nodes_of(Database& database) const;

  mutable std::recursive_mutex mutex_;
  std::unique_ptr<Database> database_;
  std::unique_ptr<Database> reader_;  // sees only what was committed; used to read again what was written
  std::string operation_;
  bool unsealed_ = false;
  bool writable_ = false;
  std::string stopped_;  // why the file is read-only
  Secret key_;           // the operation's: wraps the items' keys
  std::optional<VerifyKey> log_key_;
  std::optional<Signer> log_;  // nothing in a copy
  std::optional<Signer> desk_;
  base::Randomness randomness_;
  mutable base::Randomness cache_randomness_;  // caches are no part of what must be the same twice
  Frontier covered_;                           // the acts under the last signed head
  Frontier frontier_;                          // all acts; between calls the same
  Checkpoint head_;                            // the last signed
  std::string head_note_;
};

}  // namespace midspan::record
