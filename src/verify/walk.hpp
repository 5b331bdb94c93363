// SPDX-License-Identifier: Apache-2.0
// The rules between acts, one act after the other: who may sign, whose chain continues where, what a body may claim.
// The table of docs/formats/acts.md as code; which signature is right is checked apart from it, on all processors.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "people/annex.hpp"
#include "people/finding.hpp"
#include "record/act.hpp"
#include "record/keys.hpp"
#include "verify/verify.hpp"

namespace midspan::verify {

struct EnrolledKey {
  record::VerifyKey key;
  std::string party;
  record::Granted granted;
  bool revoked = false;
  std::optional<record::Digest> last;  // leaf of its last act
  std::string last_at;                 // the time that it claimed
};

// Where an act stands in log.txt.
struct Position {
  std::int64_t act = 0;
  std::size_t line = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

class Problems {
 public:
  explicit Problems(Report& report) : report_(report) {}
  void add(base::Message message, people::Place place);
  void of_act(const Position& position, std::string code,
              std::vector<std::pair<std::string, base::Argument>> more = {});
  void of_file(std::string_view file, std::string code, std::vector<std::pair<std::string, base::Argument>> more = {});

 private:
  Report& report_;
};

class Walk {
 public:
  Walk(Report& report, Problems& problems) : report_(report), problems_(problems) {}

  // The key that must have signed the act, nullptr when there is none; it stays where it is. Acts in the log's order.
  const record::VerifyKey* step(const record::Act& act, const record::Digest& leaf, const Position& position);

  const std::optional<record::VerifyKey>& log_key() const { return log_key_; }
  const std::vector<std::string>& vkeys() const { return vkeys_; }  // in the order of enrolment
  std::vector<record::Attachment>& attachments() { return attachments_; }
  std::vector<AnnexState> annexes() const;
  void counts(Report& report) const;  // parties and keys

  // An annex whose file is there: whether the acts say of it what it says.
  void compare(const people::Annex& annex, std::string_view id);

  // Whether document.issue gave these bytes this name. Bytes and names that it never spoke of are free.
  bool may_be_named(std::string_view name, const record::Digest& digest) const;

 private:
  struct Annex {
    AnnexState state;
    Position frozen;
    record::Act act;  // that froze it
    std::vector<std::string> signatories;
    std::set<std::string, std::less<>> waiting;  // of the signatories
    struct Note {
      std::string party;
      std::string text;
      Position position;
    };
    std::vector<Note> notes;
  };

  void open(const record::Act& act, const Position& position);
  EnrolledKey* author_of(const record::Act& act, const Position& position);
  void rules(const record::Act& act, const EnrolledKey& author, const Position& position);
  void add_party(const record::Act& act, const Position& position);
  void change_key(const record::Act& act, const EnrolledKey& author, const Position& position);
  void freeze_annex(const record::Act& act, const Position& position);
  void take_back_annexes(const record::Act& act, const base::json::Value* ids, const Position& position);
  void issue_document(const record::Act& act, const Position& position);
  void sign_annex(const record::Act& act, const EnrolledKey& author, const Position& position);
  bool enrol(std::string_view vkey, const std::string& party, const base::json::Value* types, const Position& position);
  void broken(const Position& position, const record::Act& act, const char* reason);

  Report& report_;
  Problems& problems_;
  std::optional<record::VerifyKey> log_key_;
  std::int64_t shift_ = 0;  // of the last act's own number against its place
  std::string keeper_;
  std::map<std::string, std::string> parties_;            // id -> role
  std::map<std::string, EnrolledKey, std::less<>> keys_;  // by name
  std::vector<std::string> vkeys_;
  std::vector<Annex> annexes_;                                           // in the order they were frozen
  std::map<std::string, std::size_t, std::less<>> annex_at_;             // by id
  std::map<std::string, std::set<record::Digest>, std::less<>> issued_;  // by name
  std::set<record::Digest> named_;                                       // all of these
  std::vector<record::Attachment> attachments_;
};

}  // namespace midspan::verify
