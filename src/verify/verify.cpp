// SPDX-License-Identifier: Apache-2.0
// In order: the log's text, its acts (form, rules, signatures), its head, the keys, the manifest, the documents. Each
// step goes on after a problem where it can, so that one altered byte is named by the step that knows most about it.
#include "verify/verify.hpp"

#include <algorithm>

#include "base/files.hpp"
#include "base/threads.hpp"
#include "record/act.hpp"
#include "record/log_text.hpp"
#include "record/sealed.hpp"
#include "verify/walk.hpp"

namespace midspan::verify {

namespace {

constexpr std::size_t kPortion = 16'384;  // acts that are in memory, parsed, at a time
constexpr std::size_t kPiece = 256;       // acts that a thread takes at a time

std::string text_argument(const base::Error& error, std::string_view name) {
  for (const auto& [key, value] : error.message.arguments)
    if (key == name && std::holds_alternative<std::string>(value)) return std::get<std::string>(value);
  return {};
}

std::int64_t number_argument(const base::Error& error, std::string_view name) {
  for (const auto& [key, value] : error.message.arguments)
    if (key == name && std::holds_alternative<std::int64_t>(value)) return std::get<std::int64_t>(value);
  return 0;
}

class Verifier {
 public:
  Verifier(const record::Bundle& bundle, const Options& options, base::Progress& progress)
      : bundle_(bundle), options_(options), progress_(progress) {}

  Report run() {
    read_kept_checkpoint();
    read_log();
    choose_log_key();
    read_checkpoint();
    read_keys();
    read_manifest();
    read_documents();
    return std::move(report_);
  }

 private:
  struct Parsed {
    base::Result<record::ParsedAct> act = base::failure("");
    record::Digest leaf{};
    const record::VerifyKey* key = nullptr;
    record::SignatureState signature = record::SignatureState::Absent;
  };

  // nullptr, and a problem, when it is not there.
  const std::string* file(std::string_view name) {
    const auto found = bundle_.files.find(std::string(name));
    if (found != bundle_.files.end()) return &found->second;
    problems_.of_file(name, "VER-001");
    return nullptr;
  }

  void read_kept_checkpoint() {
    if (!options_.checkpoint) return;
    const auto note = record::parse_note(*options_.checkpoint);
    const auto kept = note ? record::parse_checkpoint_text(note->text) : tl::unexpected(note.error());
    if (kept) kept_ = *kept;
    else problems_.add({"VER-035", {{"reason", text_argument(kept.error(), "reason")}}}, {});
  }

  // ---- The acts ----

  void read_log() {
    const std::string* text = file(record::kLogName);
    if (text == nullptr) return;
    const auto entries = record::split_log(*text);
    if (!entries) {
      problems_.of_file(record::kLogName, "VER-010", entries.error().message.arguments);
      log_broken_ = true;
      return;
    }
    for (std::size_t begin = 0; begin < entries->size() && !progress_.cancelled(); begin += kPortion) {
      read_portion(*entries, begin, std::min(begin + kPortion, entries->size()));
      progress_.report("progress.verify", std::min(begin + kPortion, entries->size()), entries->size());
    }
    report_.acts = frontier_.size();
    report_.root = base::to_base64(frontier_.root());
    report_.annexes = walk_.annexes();
    walk_.counts(report_);
    if (entries->empty()) problems_.of_file(record::kLogName, "VER-024");
  }

  void read_portion(const std::vector<record::LogEntry>& entries, std::size_t begin, std::size_t end) {
    const std::size_t problems_before = report_.problems.size();
    std::vector<Parsed> parsed(end - begin);
    const std::size_t pieces = (parsed.size() + kPiece - 1) / kPiece;
    const auto in_pieces = [&](auto&& work) {
      base::for_each_piece(pieces, options_.threads, [&](std::size_t piece) {
        for (std::size_t at = piece * kPiece; at < std::min((piece + 1) * kPiece, parsed.size()); ++at)
          work(parsed[at], at);
      });
    };
    in_pieces([&](Parsed& one, std::size_t at) {
      one.act = record::parse_act(entries[begin + at].bytes);
      one.leaf = record::leaf_hash(entries[begin + at].bytes);
    });
    std::vector<Position> positions;
    for (std::size_t at = 0; at < parsed.size(); ++at) {
      const record::LogEntry& entry = entries[begin + at];
      positions.push_back(
          {static_cast<std::int64_t>(begin + at), entry.line, entry.offset, entry.offset + entry.bytes.size()});
    }
    // Signatures need the keys, and those need the acts before: hence the step between the two that run in pieces.
    for (std::size_t at = 0; at < parsed.size(); ++at) {
      frontier_.append(parsed[at].leaf);
      if (kept_ && frontier_.size() == kept_->size && frontier_.root() != kept_->root) kept_differs_ = true;
      if (!parsed[at].act) {
        const base::Error& error = parsed[at].act.error();
        const std::int64_t offset = static_cast<std::int64_t>(positions[at].begin) + number_argument(error, "offset");
        problems_.of_act(positions[at], "VER-011", {{"reason", text_argument(error, "reason")}, {"offset", offset}});
        continue;
      }
      parsed[at].key = walk_.step(parsed[at].act->act, parsed[at].leaf, positions[at]);
    }
    in_pieces([&](Parsed& one, std::size_t) {
      if (one.key != nullptr) one.signature = record::check(one.act->note, *one.key);
    });
    for (std::size_t at = 0; at < parsed.size(); ++at)
      if (parsed[at].key != nullptr && parsed[at].signature != record::SignatureState::Good)
        problems_.of_act(positions[at], "VER-015", {{"author", parsed[at].act->act.author}});
    std::sort(report_.problems.begin() + static_cast<std::ptrdiff_t>(problems_before), report_.problems.end(),
              [](const auto& left, const auto& right) {
                if (left.place.begin != right.place.begin) return left.place.begin < right.place.begin;
                return left.message.code < right.message.code;
              });
  }

  // ---- The head of the log ----

  void choose_log_key() {
    log_key_ = walk_.log_key();
    if (options_.log_key) {
      auto given = record::VerifyKey::parse(*options_.log_key);
      if (!given || (log_key_ && !(*given == *log_key_)))
        problems_.add(
            {"VER-034", {{"given", *options_.log_key}, {"found", log_key_ ? log_key_->vkey() : std::string("-")}}}, {});
      if (given) log_key_ = std::move(*given);
    }
    if (log_key_) report_.log_key = log_key_->vkey();
  }

  void read_checkpoint() {
    const std::string* note = file(record::kCheckpointName);
    if (note == nullptr) return;
    const auto parsed = record::parse_note(*note);
    const auto checkpoint = parsed ? record::parse_checkpoint_text(parsed->text) : tl::unexpected(parsed.error());
    if (!checkpoint) {
      problems_.of_file(record::kCheckpointName, "VER-030",
                        {{"reason", text_argument(checkpoint.error(), "reason")},
                         {"offset", number_argument(checkpoint.error(), "offset")}});
      return;
    }
    // Where the log cannot be read, its key is not known: nothing is said about who signed.
    const bool known = log_key_ || !log_broken_;
    if (!known) return;
    if (!log_key_ || checkpoint->origin != log_key_->name() ||
        record::check(*parsed, *log_key_) != record::SignatureState::Good)
      problems_.of_file(record::kCheckpointName, "VER-031");
    if (log_broken_) return;
    if (checkpoint->size != frontier_.size())
      problems_.of_file(record::kCheckpointName, "VER-032",
                        {{"said", static_cast<std::int64_t>(checkpoint->size)},
                         {"found", static_cast<std::int64_t>(frontier_.size())}});
    else if (checkpoint->root != frontier_.root()) problems_.of_file(record::kCheckpointName, "VER-033");
    if (kept_ && kept_->origin != checkpoint->origin) kept_differs_ = true;
    if (kept_ && kept_->size == 0 && kept_->root != record::empty_root()) kept_differs_ = true;
    if (kept_differs_)
      problems_.of_file(record::kLogName, "VER-036", {{"size", static_cast<std::int64_t>(kept_->size)}});
    else if (kept_ && kept_->size > frontier_.size())
      problems_.of_file(
          record::kLogName, "VER-037",
          {{"size", static_cast<std::int64_t>(kept_->size)}, {"found", static_cast<std::int64_t>(frontier_.size())}});
    if (kept_ && log_key_) {
      const auto kept_note = record::parse_note(*options_.checkpoint);
      if (!kept_note || record::check(*kept_note, *log_key_) != record::SignatureState::Good)
        problems_.add({"VER-035", {{"reason", std::string("not signed by the key of this log")}}}, {});
    }
  }

  void read_keys() {
    const std::string* text = file(record::kKeysName);
    if (text == nullptr || log_broken_) return;
    std::string expected = (log_key_ ? log_key_->vkey() : std::string()) + "\n";
    for (const std::string& key : walk_.vkeys()) expected += key + "\n";
    if (*text == expected) return;
    const auto differs = std::mismatch(text->begin(), text->end(), expected.begin(), expected.end());
    problems_.of_file(record::kKeysName, "VER-040",
                      {{"line", 1 + std::count(text->begin(), differs.first, '\n')},
                       {"offset", static_cast<std::int64_t>(differs.first - text->begin())}});
  }

  // ---- The files ----

  void read_manifest() {
    const std::string* bytes = file(record::kManifestName);
    if (bytes == nullptr) return;
    const auto note = record::parse_note(*bytes);
    if (!note) {
      problems_.of_file(
          record::kManifestName, "VER-004",
          {{"reason", text_argument(note.error(), "reason")}, {"offset", number_argument(note.error(), "offset")}});
      return;
    }
    const bool known = log_key_ || !log_broken_;
    if (known &&
        (note->signatures.size() != 1 || !log_key_ || record::check(*note, *log_key_) != record::SignatureState::Good))
      problems_.of_file(record::kManifestName, "VER-005");
    const auto manifest = record::parse_manifest_text(note->text);
    if (!manifest) {
      problems_.of_file(
          record::kManifestName, "VER-004",
          {{"reason", text_argument(manifest.error(), "reason")}, {"line", number_argument(manifest.error(), "line")}});
      return;
    }
    if (!log_broken_ && manifest->operation != report_.operation) problems_.of_file(record::kManifestName, "VER-006");
    compare_with_files(*manifest);
  }

  void compare_with_files(const record::Manifest& manifest) {
    std::map<std::string, const record::ManifestLine*> listed;
    for (const record::ManifestLine& line : manifest.lines) listed[line.name] = &line;
    for (const auto& [name, line] : listed)
      if (bundle_.files.find(name) == bundle_.files.end()) problems_.of_file(name, "VER-007");
    for (const auto& [name, contents] : bundle_.files) {
      if (name == record::kManifestName) continue;
      const auto line = listed.find(name);
      if (line == listed.end()) problems_.of_file(name, "VER-002");
      else if (line->second->size != contents.size())
        problems_.of_file(name, "VER-008",
                          {{"said", static_cast<std::int64_t>(line->second->size)},
                           {"found", static_cast<std::int64_t>(contents.size())}});
      else if (line->second->digest != base::sha256(contents)) problems_.of_file(name, "VER-003");
    }
  }

  // Whether an act vouches for these bytes; marks them as present.
  bool is_cited(const record::Digest& digest, std::uint64_t size) {
    const auto at = std::lower_bound(cited_.begin(), cited_.end(), digest,
                                     [](const auto& one, const record::Digest& wanted) { return one.digest < wanted; });
    if (at == cited_.end() || at->digest != digest || at->size != size) return false;
    present_[static_cast<std::size_t>(at - cited_.begin())] = true;
    return true;
  }

  void read_documents() {
    cited_ = std::move(walk_.attachments());
    std::sort(cited_.begin(), cited_.end(), [](const auto& left, const auto& right) {
      return left.digest != right.digest ? left.digest < right.digest : left.size < right.size;
    });
    cited_.erase(std::unique(cited_.begin(), cited_.end()), cited_.end());
    present_.assign(cited_.size(), false);
    std::map<std::string, std::vector<AnnexState*>> annexes;  // by digest
    for (AnnexState& annex : report_.annexes) annexes[annex.digest].push_back(&annex);
    for (const auto& [name, contents] : bundle_.files) {
      if (name.starts_with(record::kDocumentsFolder)) read_document(name, contents, annexes);
      else if (name == record::kKeyringName) continue;  // opens the items; the manifest vouches for it
      else if (name.starts_with(record::kSealedFolder)) read_sealed(name, contents);
      else if (name != record::kManifestName && name != record::kLogName && name != record::kCheckpointName &&
               name != record::kKeysName)
        problems_.of_file(name, "VER-009");
    }
    report_.attachments_absent = static_cast<std::uint64_t>(std::count(present_.begin(), present_.end(), false));
  }

  void read_document(const std::string& name, const std::string& contents,
                     const std::map<std::string, std::vector<AnnexState*>>& annexes) {
    ++report_.documents;
    const record::Digest digest = base::sha256(contents);
    if (!is_cited(digest, contents.size())) {
      if (!log_broken_) problems_.of_file(name, "VER-041");
      return;
    }
    if (!walk_.may_be_named(std::string_view(name).substr(record::kDocumentsFolder.size()), digest))
      problems_.of_file(name, "VER-043");
    const auto frozen = annexes.find(base::to_hex(digest));
    if (frozen == annexes.end()) return;
    const auto annex = people::annex_from_canonical(contents);
    if (!annex) problems_.of_file(name, "VER-044", {{"reason", text_argument(annex.error(), "reason")}});
    for (AnnexState* state : frozen->second) {
      state->file_present = true;
      if (annex) walk_.compare(*annex, state->annex);
    }
  }

  void read_sealed(const std::string& name, const std::string& contents) {
    ++report_.sealed;
    const auto item = record::parse_sealed_item(contents);
    if (!item || name != std::string(record::kSealedFolder) + item->id)
      return problems_.of_file(
          name, "VER-042",
          {{"reason", item ? std::string("not the item it is named after") : text_argument(item.error(), "reason")}});
    if (is_cited(base::sha256(item->sealed), item->sealed.size()) || log_broken_) return;
    if (item->kind == "entry") ++report_.sealed_uncited;
    else problems_.of_file(name, "VER-045");
  }

  const record::Bundle& bundle_;
  const Options& options_;
  base::Progress& progress_;
  Report report_;
  Problems problems_{report_};
  Walk walk_{report_, problems_};
  record::Frontier frontier_;
  std::optional<record::Checkpoint> kept_;
  bool kept_differs_ = false;
  bool log_broken_ = false;
  std::optional<record::VerifyKey> log_key_;
  std::vector<record::Attachment> cited_;
  std::vector<bool> present_;
};

}  // namespace

Report verify_bundle(const record::Bundle& bundle, const Options& options, base::Progress& progress) {
  return Verifier(bundle, options, progress).run();
}

base::Result<record::Checkpoint> check_receipt(const std::filesystem::path& receipt, const std::filesystem::path& act,
                                               std::string_view log_key) {
  const record::VerifyKey key = MIDSPAN_TRY(record::VerifyKey::parse(log_key));
  const std::string receipt_bytes = MIDSPAN_TRY(base::read_file(receipt));
  const std::string act_bytes = MIDSPAN_TRY(base::read_file(act));
  const record::Receipt parsed = MIDSPAN_TRY(record::parse_receipt(receipt_bytes));
  return record::verify_receipt(parsed, act_bytes, key);
}

}  // namespace midspan::verify
