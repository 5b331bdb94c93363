// SPDX-License-Identifier: Apache-2.0
// Who may sign what: the keys that the acts so far enrolled, replaced and revoked. The desk asks before it writes, so
// that nothing is recorded which the verifier refuses; it has a reading of its own. docs/formats/acts.md
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "record/act.hpp"

namespace midspan::record {

// The types of acts that a key was granted for. What should list types and lists none grants nothing.
struct Granted {
  bool everything = true;
  std::vector<std::string> types;

  bool allows(std::string_view type) const;
  bool nothing() const { return !everything && types.empty(); }
};
Granted granted_by(const base::json::Value* types);  // nullptr, no such member: everything

struct EnrolledKey {
  VerifyKey key;
  std::string party;
  Granted granted;
  bool revoked = false;
};

class Keys {
 public:
  // The key of that name, if it may sign acts of that type. Errors: RCD-088 (nobody enrolled it), RCD-090 (revoked),
  // RCD-091 (not granted for the type).
  base::Result<const EnrolledKey*> signer_of(std::string_view name, std::string_view type) const;

  // The same of a key that is at hand. RCD-089: another one is enrolled under its name.
  base::Result<const EnrolledKey*> may_sign(const VerifyKey& key, std::string_view type) const;

  // Whether an act of `author` may change keys as its body says. Errors: RCD-003 and such (no key), RCD-092 (a name
  // that was used before), RCD-093 (not for this author, or no such party or key).
  base::Result<void> may_change(std::string_view author, std::string_view type, const base::json::Value& body) const;

  // Acts in the log's order; one that may not change keys changes none.
  void take(const Act& act);

  bool none() const { return keys_.empty(); }

 private:
  struct Change {
    std::string party;
    std::vector<EnrolledKey> enrolled;
    std::string revoked;  // name
  };
  base::Result<Change> change(std::string_view author, std::string_view type, const base::json::Value& body) const;
  base::Result<void> enrol(Change& change, std::string_view vkey, const base::json::Value* types) const;

  std::map<std::string, EnrolledKey, std::less<>> keys_;  // by name
  std::set<std::string, std::less<>> parties_;
  std::string keeper_;
  std::string log_;  // name of the log's key, which is nobody's
};

}  // namespace midspan::record
