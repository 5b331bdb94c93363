// SPDX-License-Identifier: Apache-2.0
#include "record/keys.hpp"

#include <algorithm>

#include "record/act_types.hpp"
#include "record/checkpoint.hpp"

namespace midspan::record {

namespace json = base::json;

namespace {

tl::unexpected<base::Error> refused(const char* code, std::string_view name) {
  return base::failure(code, {{"name", std::string(name)}}, base::Exit::Refused);
}

bool changes_keys(std::string_view type) {
  return type == type::kOperationOpen || type == type::kPartyAdd || type == type::kKeyGrant ||
         type == type::kKeyRotate || type == type::kKeyRevoke;
}

}  // namespace

bool Granted::allows(std::string_view type) const {
  return everything || std::find(types.begin(), types.end(), type) != types.end();
}

Granted granted_by(const json::Value* types) {
  if (types == nullptr) return {};
  Granted granted{false, {}};
  if (types->array() == nullptr) return granted;
  for (const json::Value& type : *types->array()) {
    if (type.string() == nullptr) return {false, {}};
    granted.types.push_back(*type.string());
  }
  return granted;
}

base::Result<const EnrolledKey*> Keys::signer_of(std::string_view name, std::string_view type) const {
  const auto found = keys_.find(name);
  if (found == keys_.end()) return refused("RCD-088", name);
  const EnrolledKey& enrolled = found->second;
  if (enrolled.revoked) return refused("RCD-090", name);
  if (!enrolled.granted.allows(type))
    return base::failure("RCD-091", {{"name", std::string(name)}, {"type", std::string(type)}}, base::Exit::Refused);
  return &enrolled;
}

base::Result<const EnrolledKey*> Keys::may_sign(const VerifyKey& key, std::string_view type) const {
  const EnrolledKey* enrolled = MIDSPAN_TRY(signer_of(key.name(), type));
  if (!(enrolled->key == key)) return refused("RCD-089", key.name());
  return enrolled;
}

base::Result<void> Keys::enrol(Change& change, std::string_view vkey, const json::Value* types) const {
  VerifyKey key = MIDSPAN_TRY(VerifyKey::parse(vkey));
  const bool twice = std::any_of(change.enrolled.begin(), change.enrolled.end(),
                                 [&](const EnrolledKey& other) { return other.key.name() == key.name(); });
  if (twice || keys_.contains(key.name()) || key.name() == log_) return refused("RCD-092", key.name());
  change.enrolled.push_back({std::move(key), change.party, granted_by(types), false});
  return {};
}

base::Result<Keys::Change> Keys::change(std::string_view author, std::string_view type, const json::Value& body) const {
  Change change;
  change.party = body.text("party");
  const bool opens = type == type::kOperationOpen;
  const auto signer = keys_.find(author);
  const std::string& by = signer == keys_.end() ? std::string() : signer->second.party;
  const bool known = parties_.contains(change.party);
  const bool allowed = opens                     ? keeper_.empty()
                       : type == type::kPartyAdd ? by == keeper_ && !known
                                                 : known && (by == keeper_ || by == change.party);
  if (!allowed || change.party.empty()) return refused("RCD-093", author);
  if (type == type::kPartyAdd) {
    const json::Value* keys = body.find("keys");
    if (keys == nullptr || keys->array() == nullptr) return refused("RCD-093", author);
    for (const json::Value& key : *keys->array())
      MIDSPAN_CHECK(enrol(change, key.string() == nullptr ? std::string_view() : *key.string(), nullptr));
    return change;
  }
  if (type == type::kKeyRotate || type == type::kKeyRevoke) {
    change.revoked = body.text(type == type::kKeyRotate ? "old" : "key");
    const auto old = keys_.find(change.revoked);
    if (old == keys_.end() || old->second.party != change.party) return refused("RCD-093", author);
  }
  if (type != type::kKeyRevoke) MIDSPAN_CHECK(enrol(change, body.text("key"), opens ? nullptr : body.find("types")));
  return change;
}

base::Result<void> Keys::may_change(std::string_view author, std::string_view type, const json::Value& body) const {
  if (changes_keys(type)) MIDSPAN_CHECK(change(author, type, body));
  return {};
}

void Keys::take(const Act& act) {
  if (!changes_keys(act.type)) return;
  auto changed = change(act.author, act.type, act.body);
  if (!changed) return;
  if (act.type == type::kOperationOpen) {
    keeper_ = changed->party;
    log_ = log_origin(act.operation);
  }
  parties_.insert(changed->party);
  if (const auto old = keys_.find(changed->revoked); old != keys_.end()) old->second.revoked = true;
  for (EnrolledKey& key : changed->enrolled) {
    std::string name = key.key.name();
    keys_.emplace(std::move(name), std::move(key));
  }
}

}  // namespace midspan::record
