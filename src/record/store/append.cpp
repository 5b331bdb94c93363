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

base::Error disagreement(const char* reason) {
  return base::failure("RCD-074", {{"reason", std::string(reason)}}).value();
}

}  // namespace

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
  database_->execute("ROLLBACK");
  return tl::unexpected(std::move(error));
}

base::Result<void> SqliteFile::begin() {
  if (database_->execute("BEGIN IMMEDIATE")) return {};
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

// Inside a transaction, or at opening: takes in the acts that another process (or this one, before it was stopped)
// wrote.
base::Result<void> SqliteFile::follow_other_writers() {
  {
    Query query(*database_, "SELECT size,note FROM checkpoints WHERE size>? ORDER BY size DESC LIMIT 1");
    query.bind(static_cast<std::int64_t>(head_.size));
    if (query.row()) {
      const std::string note = query.bytes(1);
      const Checkpoint newer = MIDSPAN_TRY(open_checkpoint(note, *log_key_));
      const auto proof = head_.size == 0 ? Proof() : consistency_proof(nodes_of(*database_), head_.size, newer.size);
      if (!proof || (head_.size != 0 && !verify_consistency(head_.size, newer.size, head_.root, newer.root, *proof)))
        return tl::unexpected(disagreement("a newer checkpoint does not continue the last one"));
      head_ = newer;
      head_note_ = note;
    }
    if (query.failed()) return storage_failure();
  }
  if (frontier_.size() < head_.size) {
    const auto frontier = Frontier::from(nodes_of(*database_), head_.size);
    if (!frontier || frontier->root() != head_.root)
      return tl::unexpected(disagreement("the tree does not lead to the checkpoint’s root"));
    frontier_ = *frontier;
  }
  Query query(*database_, "SELECT seq,note FROM acts WHERE seq>=? ORDER BY seq");
  query.bind(static_cast<std::int64_t>(frontier_.size()));
  while (query.row()) {
    const std::string bytes = query.bytes(1);
    const SignedAct read = MIDSPAN_TRY(read_act(bytes));
    if (read.act.seq != query.integer(0) || static_cast<std::uint64_t>(read.act.seq) != frontier_.size())
      return tl::unexpected(disagreement("an act is not in its place"));
    frontier_.append(read.leaf);
  }
  if (query.failed()) return storage_failure();
  if (root_from(nodes_of(*database_), frontier_.size()) != frontier_.root())
    return tl::unexpected(disagreement("the tree does not agree with the acts"));
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

base::Result<void> SqliteFile::prove(const Frontier& before, const std::vector<AppendedAct>& acts) {
  Frontier again = before;
  for (const AppendedAct& act : acts) {
    Query query(*reader_, "SELECT note FROM acts WHERE seq=?");
    query.bind(act.seq);
    if (!query.row()) return stop(disagreement("an act that was written is not there"));
    const std::string bytes = query.bytes(0);
    if (bytes != act.bytes) return stop(disagreement("an act was not written as it is"));
    again.append(leaf_hash(bytes));
  }
  const NodeSource stored = nodes_of(*reader_);
  const Digest root = frontier_.root();
  if (again.root() != root || root_from(stored, frontier_.size()) != root)
    return stop(disagreement("the root computed twice is not the same"));
  if (head_.size == 0) return {};
  const auto proof = consistency_proof(stored, head_.size, frontier_.size());
  if (!proof || !verify_consistency(head_.size, frontier_.size(), head_.root, root, *proof))
    return stop(disagreement("the new head does not continue the last one"));
  return {};
}

base::Result<void> SqliteFile::sign_head() {
  const Checkpoint head{log_key_->name(), frontier_.size(), frontier_.root()};
  const std::string note = sign_checkpoint(head, *log_);
  Query insert(*database_, "INSERT INTO checkpoints VALUES(?,?)");
  if (!insert.bind(static_cast<std::int64_t>(head.size)).bind(base::as_bytes(note)).run())
    return stop(database_->error());
  head_ = head;
  head_note_ = note;
  return {};
}

base::Result<AppendedAct> SqliteFile::append(const Signer& author, const Draft& draft) {
  auto acts = MIDSPAN_TRY(append_all(author, {draft}));
  return std::move(acts.front());
}

base::Result<std::vector<AppendedAct>> SqliteFile::append_all(const Signer& author, const std::vector<Draft>& drafts) {
  const std::scoped_lock lock(mutex_);
  MIDSPAN_CHECK(may_write());
  if (!log_) return base::failure("RCD-084");
  if (drafts.empty()) return std::vector<AppendedAct>();
  MIDSPAN_CHECK(begin());
  if (auto followed = follow_other_writers(); !followed) return stop(std::move(followed).error());
  const Frontier before = frontier_;
  auto acts = write_acts(author, drafts);
  if (!acts) {  // a draft that cannot be an act: nothing was written, the file is as it was
    frontier_ = before;
    if (stopped_.empty() && !database_->execute("ROLLBACK")) return stop(database_->error());
    return acts;
  }
  if (!database_->execute("COMMIT")) return stop(database_->error());
  MIDSPAN_CHECK(prove(before, *acts));
  if (!database_->execute("BEGIN IMMEDIATE")) return stop(database_->error());
  MIDSPAN_CHECK(sign_head());
  if (!database_->execute("COMMIT")) return stop(database_->error());
  return acts;
}

}  // namespace midspan::record
