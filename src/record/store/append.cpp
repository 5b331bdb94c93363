// SPDX-License-Identifier: Apache-2.0
// The way of an act into the file. Durable before it is said:
//
//   1. write the acts and the tree's new nodes, commit (fsync)
//   2. read the acts again through the second connection; they must be the same bytes
//   3. compute the root by two more paths: from what was read again, and from the nodes as stored
//   4. prove that the new head continues the last signed one
//   5. sign the checkpoint, commit it (fsync)
//   6. answer
//
// Whoever opens the file for writing after a program was stopped between 1 and 5 does 2 to 5 for it, before anything is
// read: no act is in the file that the state does not know.
//
// A log that signed a head it cannot keep to is lost for ever: Certificate Transparency lost one to a single flipped
// bit. Hence 2 to 4, and hence no way on after any failure: the file is read-only until it is opened again.
#include "record/store/sqlite_file.hpp"

namespace midspan::record {

namespace {

std::optional<Digest> digest_of(const base::Bytes& bytes) {
  Digest digest{};
  if (bytes.size() != digest.size()) return std::nullopt;
  std::copy(bytes.begin(), bytes.end(), digest.begin());
  return digest;
}

}  // namespace

tl::unexpected<base::Error> SqliteFile::disagrees(const char* reason) {
  return base::failure("RCD-074", {{"reason", std::string(reason)}});
}

NodeSource SqliteFile::nodes_of(Database& database) const {
  return [&database](unsigned level, std::uint64_t index) -> std::optional<Digest> {
    const auto position = static_cast<std::int64_t>(index);
    if (level == 0) {
      Query query(database, "SELECT leaf FROM acts WHERE seq=?");
      query.bind(position);
      return query.row() ? digest_of(query.blob(0)) : std::nullopt;
    }
    Query query(database, "SELECT hash FROM nodes WHERE level=? AND position=?");
    query.bind(static_cast<std::int64_t>(level)).bind(position);
    return query.row() ? digest_of(query.blob(0)) : std::nullopt;
  };
}

tl::unexpected<base::Error> SqliteFile::storage_failure() const { return tl::unexpected(database_->error()); }

tl::unexpected<base::Error> SqliteFile::stop(base::Error error) {
  stopped_ = error.message.code;
  for (const auto& [name, value] : error.message.arguments)
    if (name == "reason") stopped_ = std::get<std::string>(value);
  return tl::unexpected(std::move(error));
}

// Another program that writes too long is no failure of the disk.
base::Result<void> SqliteFile::begun(const Transaction& transaction) {
  if (transaction.begun()) return {};
  if (database_->is_busy()) return storage_failure();
  return stop(database_->error());
}

std::string SqliteFile::previous_of(std::string_view author) const {
  Query query(*database_, "SELECT leaf FROM acts WHERE author=? ORDER BY seq DESC LIMIT 1");
  query.bind(author);
  return query.row() ? base::to_hex(query.blob(0)) : std::string();
}

bool SqliteFile::insert_act(const Act& act, const AppendedAct& appended) {
  Query insert(*database_, "INSERT INTO acts VALUES(?,?,?,?,?)");
  insert.bind(appended.seq).bind(base::as_bytes(appended.bytes)).bind(base::BytesView(appended.leaf));
  if (!insert.bind(std::string_view(act.type)).bind(std::string_view(act.author)).run()) return false;
  bool stored = true;
  frontier_.append(appended.leaf, [&](unsigned level, std::uint64_t index, const Digest& hash) {
    Query node(*database_, "INSERT INTO nodes VALUES(?,?,?)");
    node.bind(static_cast<std::int64_t>(level)).bind(static_cast<std::int64_t>(index)).bind(base::BytesView(hash));
    stored = node.run() && stored;
  });
  return stored;
}

// Takes in what stands in the file and is not known yet, at opening all of it, and believes nothing: the tree is built
// from the acts' own bytes and must lead to the newest head and agree with the nodes that are kept; what no head covers
// must be signed by a key that may sign it.
base::Result<void> SqliteFile::catch_up() {
  std::string note = head_note_;
  {
    Query query(*database_, "SELECT note FROM checkpoints ORDER BY size DESC LIMIT 1");
    if (query.row()) note = query.bytes(0);
    if (query.failed()) return storage_failure();
  }
  const Checkpoint head = note.empty() ? head_ : MIDSPAN_TRY(open_checkpoint(note, *log_key_));
  Frontier all = covered_;
  std::optional<Frontier> covered;
  const auto reach = [&] {
    if (all.size() == head.size) covered = all;
  };
  reach();
  {
    Query query(*database_, "SELECT seq,note,leaf FROM acts WHERE seq>=? ORDER BY seq");
    query.bind(static_cast<std::int64_t>(all.size()));
    while (query.row()) {
      const Digest leaf = leaf_hash(query.bytes(1));
      if (static_cast<std::uint64_t>(query.integer(0)) != all.size()) return disagrees("an act is not in its place");
      if (digest_of(query.blob(2)) != leaf) return disagrees("an act is not what was written");
      all.append(leaf);
      reach();
    }
    if (query.failed()) return storage_failure();
  }
  if (!covered || covered->root() != head.root) return disagrees("the acts do not lead to the checkpoint’s root");
  if (root_from(nodes_of(*database_), all.size()) != all.root())
    return disagrees("the tree does not agree with the acts");
  if (all.size() > head.size) MIDSPAN_CHECK(check_uncovered(head.size));
  head_ = head;
  head_note_ = note;
  covered_ = std::move(*covered);
  frontier_ = std::move(all);
  return {};
}

// Acts behind the head were durable when a program stopped and never answered for, or somebody wrote them who is not
// the program. Before a first act there is only the desk's own key.
base::Result<void> SqliteFile::check_uncovered(std::uint64_t from) {
  Keys keys;
  Query query(*database_, "SELECT note FROM acts ORDER BY seq");
  for (std::uint64_t seq = 0; query.row(); ++seq) {
    const std::string bytes = query.bytes(0);
    const ParsedAct parsed = MIDSPAN_TRY(parse_act(bytes));
    if (seq >= from) {
      if (static_cast<std::uint64_t>(parsed.act.seq) != seq) return disagrees("an act is not in its place");
      const auto enrolled = keys.signer_of(parsed.act.author, parsed.act.type);
      const VerifyKey* key = enrolled ? &(*enrolled)->key : keys.none() ? &desk_->key() : nullptr;
      if (key == nullptr || check(parsed.note, *key) != SignatureState::Good)
        return disagrees("the last acts are not signed by those who may");
    }
    keys.take(parsed.act);
  }
  if (query.failed()) return storage_failure();
  return {};
}

base::Result<std::vector<AppendedAct>> SqliteFile::write_acts(const Signer& author, const std::vector<Draft>& drafts) {
  std::vector<AppendedAct> acts;
  std::string previous = previous_of(author.name());
  for (const Draft& draft : drafts) {
    Act act;
    act.operation = operation_;
    act.seq = static_cast<std::int64_t>(frontier_.size());
    act.type = draft.type;
    act.author = author.name();
    act.role = draft.role;
    act.at = draft.at;
    act.prev = previous;
    act.body = draft.body;
    act.attachments = draft.attachments;
    AppendedAct appended;
    appended.seq = act.seq;
    appended.bytes = MIDSPAN_TRY(sign_act(act, author));
    appended.leaf = leaf_hash(appended.bytes);
    if (!insert_act(act, appended)) return stop(database_->error());
    previous = base::to_hex(appended.leaf);
    acts.push_back(std::move(appended));
  }
  return acts;
}

base::Result<void> SqliteFile::prove() {
  Frontier again = covered_;
  while (again.size() < frontier_.size()) {
    Query query(*reader_, "SELECT note FROM acts WHERE seq=?");
    query.bind(static_cast<std::int64_t>(again.size()));
    if (!query.row()) return stop(disagrees("an act that was written is not there").value());
    again.append(leaf_hash(query.bytes(0)));
  }
  const NodeSource stored = nodes_of(*reader_);
  const Digest root = frontier_.root();
  if (again.root() != root) return stop(disagrees("an act was not written as it is").value());
  if (root_from(stored, frontier_.size()) != root)
    return stop(disagrees("the root computed twice is not the same").value());
  if (head_.size == 0) return {};
  const auto proof = consistency_proof(stored, head_.size, frontier_.size());
  if (!proof || !verify_consistency(head_.size, frontier_.size(), head_.root, root, *proof))
    return stop(disagrees("the new head does not continue the last one").value());
  return {};
}

// The same head may stand there already: whoever opened the file in the meantime has signed it.
base::Result<void> SqliteFile::sign_head() {
  MIDSPAN_CHECK(prove());
  const Checkpoint head{log_key_->name(), frontier_.size(), frontier_.root()};
  const std::string note = sign_checkpoint(head, *log_);
  Transaction transaction(*database_);
  if (!transaction.begun()) return stop(database_->error());
  Query insert(*database_, "INSERT OR IGNORE INTO checkpoints VALUES(?,?)");
  if (!insert.bind(static_cast<std::int64_t>(head.size)).bind(base::as_bytes(note)).run() || !transaction.commit())
    return stop(database_->error());
  head_ = head;
  head_note_ = note;
  covered_ = frontier_;
  return {};
}

base::Result<AppendedAct> SqliteFile::append(const Signer& author, const Draft& draft) {
  auto acts = MIDSPAN_TRY(append_all(author, {draft}, std::nullopt));
  return std::move(acts.front());
}

base::Result<std::vector<AppendedAct>> SqliteFile::append_all(const Signer& author, const std::vector<Draft>& drafts,
                                                              std::optional<std::uint64_t> seen) {
  const std::scoped_lock lock(mutex_);
  MIDSPAN_CHECK(may_write());
  if (!log_) return base::failure("RCD-084");
  if (drafts.empty()) return std::vector<AppendedAct>();
  Transaction transaction(*database_);
  MIDSPAN_CHECK(begun(transaction));
  if (auto caught_up = catch_up(); !caught_up) return stop(std::move(caught_up).error());
  using Written = base::Result<std::vector<AppendedAct>>;
  Written acts = seen && *seen != frontier_.size() ? Written(base::failure("RCD-087", {}, base::Exit::Refused))
                                                   : write_acts(author, drafts);
  if (!acts) {  // nothing was written, the file is as it was
    frontier_ = covered_;
    return acts;
  }
  if (!transaction.commit()) return stop(database_->error());
  MIDSPAN_CHECK(sign_head());
  return acts;
}

}  // namespace midspan::record
