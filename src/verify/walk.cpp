// SPDX-License-Identifier: Apache-2.0
#include "verify/walk.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "people/statement_text.hpp"
#include "record/act_types.hpp"

namespace midspan::verify {

namespace json = base::json;
namespace type = record::type;

// What acts say is a stranger's words: they cannot begin a line of the report.
void Problems::add(base::Message message, people::Place place) {
  message = on_one_line(std::move(message));
  ++report_.problems_in_all;
  if (report_.problems.size() < kMostProblems)
    report_.problems.push_back({std::move(message), std::move(place), people::Severity::Wrong});
}

void Problems::of_act(const Position& position, std::string code,
                      std::vector<std::pair<std::string, base::Argument>> more) {
  base::Message message{std::move(code), {{"act", position.act}, {"line", static_cast<std::int64_t>(position.line)}}};
  for (auto& argument : more) message.arguments.push_back(std::move(argument));
  people::Place place;
  place.source = record::kLogName;
  place.line = position.line;
  place.character = 1;
  place.begin = position.begin;
  place.end = position.end;
  add(std::move(message), std::move(place));
}

void Problems::of_file(std::string_view file, std::string code,
                       std::vector<std::pair<std::string, base::Argument>> more) {
  base::Message message{std::move(code), {{"file", std::string(file)}}};
  people::Place place;
  place.source = file;
  for (auto& argument : more) {
    if (const auto* number = std::get_if<std::int64_t>(&argument.second)) {
      if (argument.first == "line") {
        place.line = static_cast<std::size_t>(*number);
        place.character = 1;
      }
      if (argument.first == "offset") place.begin = static_cast<std::size_t>(*number);
    }
    message.arguments.push_back(std::move(argument));
  }
  add(std::move(message), std::move(place));
}

void Walk::broken(const Position& position, const record::Act& act, const char* reason) {
  problems_.of_act(position, "VER-019", {{"type", act.type}, {"reason", std::string(reason)}});
}

const record::VerifyKey* Walk::step(const record::Act& act, const record::Digest& leaf, const Position& position) {
  attachments_.insert(attachments_.end(), act.attachments.begin(), act.attachments.end());
  // One act that was left out shifts all that follow; the place is said once.
  const std::int64_t shift = act.seq - position.act;
  if (shift != 0 && shift != shift_) problems_.of_act(position, "VER-012", {{"seq", act.seq}});
  shift_ = shift;
  if (position.act == 0) open(act, position);
  else if (act.operation != report_.operation) problems_.of_act(position, "VER-013");

  EnrolledKey* author = author_of(act, position);
  if (author == nullptr) return nullptr;
  const std::string expected = author->last ? base::to_hex(*author->last) : std::string();
  if (act.prev != expected) problems_.of_act(position, "VER-016", {{"author", act.author}});
  author->last = leaf;
  if (act.at < author->last_at && report_.set_back++ == 0) report_.first_set_back = position.act;
  author->last_at = act.at;
  rules(act, *author, position);
  return &author->key;
}

// The first act brings its own key: whoever opens an operation is known by that act and, to a reader who wants more, by
// the log's key that he was given by another way.
void Walk::open(const record::Act& act, const Position& position) {
  if (act.type != type::kOperationOpen) problems_.of_act(position, "VER-018");
  report_.operation = act.operation;
  if (act.type != type::kOperationOpen) return;
  report_.title = act.body.text("title");
  if (const json::Value* unsealed = act.body.find("unsealed"); unsealed != nullptr && unsealed->boolean() != nullptr)
    report_.unsealed = *unsealed->boolean();
  keeper_ = act.body.text("party");
  if (keeper_.empty()) return broken(position, act, "party is missing");
  parties_[keeper_] = act.body.text("party_role");
  auto log = record::VerifyKey::parse(act.body.text("log"));
  if (!log || log->name() != record::log_origin(act.operation)) broken(position, act, "log is not the key of this log");
  else log_key_ = std::move(*log);
  if (enrol(act.body.text("key"), keeper_, nullptr, position) && keys_.find(act.author) == keys_.end())
    broken(position, act, "key is not the author’s");
}

EnrolledKey* Walk::author_of(const record::Act& act, const Position& position) {
  const auto found = keys_.find(act.author);
  if (found == keys_.end()) {
    problems_.of_act(position, "VER-014", {{"author", act.author}});
    return nullptr;
  }
  EnrolledKey& author = found->second;
  if (author.revoked) problems_.of_act(position, "VER-017", {{"author", act.author}});
  if (!author.granted.allows(act.type))
    problems_.of_act(position, "VER-021", {{"author", act.author}, {"type", act.type}});
  return &author;
}

void Walk::rules(const record::Act& act, const EnrolledKey& author, const Position& position) {
  const bool keeper = author.party == keeper_;
  if (act.type == type::kOperationOpen) {
    if (position.act != 0) problems_.of_act(position, "VER-018");
  } else if (act.type == type::kPartyAdd || act.type == type::kOperationClose) {
    if (!keeper) problems_.of_act(position, "VER-020", {{"author", act.author}, {"type", act.type}});
    else if (act.type == type::kPartyAdd) add_party(act, position);
  } else if (act.type == type::kKeyGrant || act.type == type::kKeyRotate || act.type == type::kKeyRevoke) {
    change_key(act, author, position);
  } else if (act.type == type::kAnnexFreeze) {
    freeze_annex(act, position);
  } else if (act.type == type::kAnnexWithdraw) {
    take_back_annexes(act, act.body.find("annexes"), position);
  } else if (act.type == type::kDocumentIssue) {
    issue_document(act, position);
  } else if (act.type == type::kAnnexSign) {
    sign_annex(act, author, position);
  } else if (act.type == type::kTermsSign) {
    if (act.body.text("party") != author.party) broken(position, act, "party is not the author’s");
  }
}

bool Walk::enrol(std::string_view vkey, const std::string& party, const json::Value* types, const Position& position) {
  auto key = record::VerifyKey::parse(vkey);
  if (!key) {
    problems_.of_act(position, "VER-022", {{"key", std::string(vkey.substr(0, 200))}});
    return false;
  }
  EnrolledKey enrolled{std::move(*key), party, record::granted_by(types), false, std::nullopt, {}};
  if (enrolled.granted.nothing())
    problems_.of_act(position, "VER-022",
                     {{"key", "types is not a list of types: " + std::string(vkey.substr(0, 200))}});
  const std::string name = enrolled.key.name();
  vkeys_.emplace_back(vkey);
  if (!keys_.emplace(name, std::move(enrolled)).second || (log_key_ && name == log_key_->name())) {
    problems_.of_act(position, "VER-023", {{"name", name}});
    return false;
  }
  return true;
}

void Walk::add_party(const record::Act& act, const Position& position) {
  const std::string party(act.body.text("party"));
  const json::Value* keys = act.body.find("keys");
  if (party.empty() || keys == nullptr || keys->array() == nullptr)
    return broken(position, act, "party or keys is missing");
  if (!parties_.emplace(party, act.body.text("party_role")).second) broken(position, act, "the party is there already");
  for (const json::Value& key : *keys->array())
    enrol(key.string() == nullptr ? std::string_view() : std::string_view(*key.string()), party, nullptr, position);
}

void Walk::change_key(const record::Act& act, const EnrolledKey& author, const Position& position) {
  const std::string party(act.body.text("party"));
  if (parties_.find(party) == parties_.end()) return broken(position, act, "no such party");
  if (author.party != party && author.party != keeper_)
    return problems_.of_act(position, "VER-020", {{"author", act.author}, {"type", act.type}});
  if (act.type != type::kKeyGrant) {
    const auto old = keys_.find(act.body.text(act.type == type::kKeyRotate ? "old" : "key"));
    if (old == keys_.end() || old->second.party != party) return broken(position, act, "the party has no such key");
    old->second.revoked = true;
  }
  if (act.type != type::kKeyRevoke) enrol(act.body.text("key"), party, act.body.find("types"), position);
}

void Walk::freeze_annex(const record::Act& act, const Position& position) {
  Annex annex{{}, position, act, {}, {}, {}};
  annex.state.annex = act.body.text("annex");
  annex.state.phase = act.body.text("phase");
  annex.state.digest = act.body.text("digest");
  annex.state.lines = act.body.number("lines", -1);
  if (annex.state.annex.empty() || annex.state.lines < 0) return broken(position, act, "annex or lines is missing");
  if (annex_at_.contains(annex.state.annex)) return broken(position, act, "the annex was frozen before");
  if (act.attachments.empty() || base::to_hex(act.attachments.front().digest) != annex.state.digest)
    broken(position, act, "the first attachment is not the annex");
  const json::Value* signatories = act.body.find("signatories");
  if (signatories == nullptr || signatories->array() == nullptr || signatories->array()->empty())
    return broken(position, act, "signatories are missing");
  for (const json::Value& party : *signatories->array()) {
    const std::string id = party.string() == nullptr ? std::string() : *party.string();
    if (parties_.find(id) == parties_.end()) broken(position, act, "a signatory is not a party");
    if (annex.waiting.insert(id).second) annex.signatories.push_back(id);
    else broken(position, act, "a signatory is named twice");
  }
  take_back_annexes(act, act.body.find("replaces"), position);
  annex_at_.emplace(annex.state.annex, annexes_.size());
  annexes_.push_back(std::move(annex));
}

void Walk::take_back_annexes(const record::Act& act, const json::Value* ids, const Position& position) {
  if (ids == nullptr || ids->array() == nullptr) return;
  for (const json::Value& id : *ids->array()) {
    const auto old = annex_at_.find(id.string() == nullptr ? std::string_view() : *id.string());
    if (old == annex_at_.end()) broken(position, act, "an annex that it takes back was not frozen before");
    else annexes_[old->second].state.replaced = true;
  }
}

void Walk::sign_annex(const record::Act& act, const EnrolledKey& author, const Position& position) {
  const std::string party(act.body.text("party"));
  if (party != author.party) return broken(position, act, "party is not the author’s");
  const auto at = annex_at_.find(act.body.text("annex"));
  if (at == annex_at_.end()) return broken(position, act, "no annex of that id was frozen before");
  Annex& annex = annexes_[at->second];
  if (annex.state.replaced) broken(position, act, "the annex is no longer in force");
  if (annex.state.digest != act.body.text("digest")) return broken(position, act, "the digest is not the annex’s");
  const auto& names = annex.signatories;
  if (std::find(names.begin(), names.end(), party) == names.end()) return broken(position, act, "not a signatory");
  // What the party signed on its own, readable without this log.
  if (const std::string_view note = act.body.text("note"); !note.empty()) {
    const auto parsed = record::parse_note(note);
    if (!parsed || record::check(*parsed, author.key) != record::SignatureState::Good ||
        parsed->text.find(annex.state.digest) == std::string_view::npos)
      broken(position, act, "the note is not the author’s, or not of this annex");
    else annex.notes.push_back({party, std::string(parsed->text), position});
  }
  if (annex.waiting.erase(party) == 0) return broken(position, act, "the party signed before");
  annex.state.signed_by.push_back(party);
}

void Walk::issue_document(const record::Act& act, const Position& position) {
  const std::string name(act.body.text("name"));
  if (name.empty() || act.attachments.empty()) return broken(position, act, "name or the file is missing");
  issued_[name].insert(act.attachments.front().digest);
  named_.insert(act.attachments.front().digest);
}

bool Walk::may_be_named(std::string_view name, const record::Digest& digest) const {
  const auto issued = issued_.find(name);
  if (issued == issued_.end()) return !named_.contains(digest);
  return issued->second.contains(digest);
}

void Walk::compare(const people::Annex& annex, std::string_view id) {
  const auto at = annex_at_.find(id);
  if (at == annex_at_.end()) return;
  const Annex& said = annexes_[at->second];
  const json::Value& body = said.act.body;
  const auto differs = [&](const char* member, std::string_view held) {
    return body.find(member) != nullptr && body.text(member) != held;
  };
  for (const auto& [wrong, reason] :
       {std::pair(annex.operation_id != report_.operation, "the annex is of another operation"),
        std::pair(annex.unsealed != report_.unsealed,
                  "the annex and the record do not agree on what is a demonstration"),
        std::pair(annex.phase != said.state.phase, "the annex is of another phase"),
        std::pair(static_cast<std::int64_t>(annex.lines.size()) != said.state.lines, "lines is not the annex’s"),
        std::pair(annex.signatories != said.signatories, "the signatories are not the annex’s"),
        std::pair(differs("released_by", annex.released_by), "the annex is of another party’s people"),
        std::pair(differs("to", annex.to), "the annex hands its people to somebody else")})
    if (wrong) broken(said.frozen, said.act, reason);
  for (const Annex::Note& note : said.notes)
    if (note.text != people::statement_text(annex, note.party))
      problems_.of_act(
          note.position, "VER-019",
          {{"type", std::string(type::kAnnexSign)}, {"reason", "the note is not the statement of this annex"}});
}

std::vector<AnnexState> Walk::annexes() const {
  std::vector<AnnexState> states;
  for (const Annex& annex : annexes_) {
    states.push_back(annex.state);
    for (const std::string& party : annex.signatories)
      if (annex.waiting.contains(party)) states.back().missing.push_back(party);
  }
  return states;
}

void Walk::counts(Report& report) const {
  report.parties = parties_.size();
  report.keys = keys_.size();
}

}  // namespace midspan::verify
