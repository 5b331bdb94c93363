// SPDX-License-Identifier: Apache-2.0
// A small operation written without an operation file: its log, its keys and its bundle, for tests of what reads them.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "people/annex.hpp"
#include "record/act.hpp"
#include "record/act_types.hpp"
#include "record/bundle.hpp"
#include "record/checkpoint.hpp"
#include "record/log_text.hpp"
#include "record/sealed.hpp"

namespace midspan::record::samples {

inline const std::string kOperation = "6f1c0d3a5b7e49128a6d0e4c2b1f9a73";

class Sample {
 public:
  Sample() {
    log_ = std::make_unique<Signer>(*Signer::generate(log_origin(kOperation), random_));
    for (const char* name : {"neutral/desk", "north/registry", "south/registry"})
      signers_.emplace(name, *Signer::generate(name, random_));
  }

  const Signer& log() const { return *log_; }
  const Signer& signer(const std::string& name) const { return signers_.at(name); }
  base::Randomness& random() { return random_; }

  void open(const std::vector<std::string>& parties = {"north", "south"}) {
    add("neutral/desk", "operation.open",
        {{"log", log_->key().vkey()},
         {"party", "neutral"},
         {"party_role", "intermediary"},
         {"key", signer("neutral/desk").key().vkey()},
         {"title", "A bridge"},
         {"unsealed", true}});
    for (const std::string& party : parties)
      add("neutral/desk", "party.add",
          {{"party", party},
           {"party_role", "side"},
           {"keys", base::json::Array{signer(party + "/registry").key().vkey()}}});
  }

  static people::Annex two_people() {
    people::Annex annex;
    annex.operation_id = kOperation;
    annex.phase = "1";
    annex.frozen_on = "2025-04-20";
    annex.released_by = "north";
    annex.signatories = {"north", "south"};
    annex.unsealed = true;
    for (const char* name : {"Adam Kessel", "Boris Lindt"}) {
      annex.lines.emplace_back();
      annex.lines.back().number = static_cast<std::int64_t>(annex.lines.size());
      annex.lines.back().name = name;
    }
    annex.digest = people::digest(annex);
    return annex;
  }

  // What the two sides sign, with its file among the documents.
  void annex() {
    documents_["annex-1.json"] = people::canonical(two_people());
    const std::string& text = documents_["annex-1.json"];
    const std::string digest = base::to_hex(base::sha256(text));
    add("neutral/desk", "annex.freeze",
        {{"annex", "annex-1"},
         {"phase", "1"},
         {"digest", digest},
         {"lines", 2},
         {"signatories", base::json::Array{"north", "south"}}},
        {{base::sha256(text), text.size()}});
    for (const char* party : {"north", "south"})
      add(std::string(party) + "/registry", "annex.sign", {{"annex", "annex-1"}, {"digest", digest}, {"party", party}});
  }

  enum class Cited { No, Yes };
  void item(const std::string& kind = "statement", Cited cited = Cited::Yes) {
    const SealedItem sealed = seal_item(kOperation, kind, "", base::as_bytes("HELD since spring"), key_, random_);
    sealed_["sealed/" + sealed.id] = sealed_item_text(sealed);
    if (cited == Cited::No) return;
    add("north/registry", "statement.make", {{"entry", random_.id()}, {"code", "HELD"}, {"item", sealed.ref().json()}},
        {sealed.ref().attachment()});
  }

  void add(const std::string& author, const std::string& type, base::json::Object body,
           std::vector<Attachment> attachments = {}, const std::string& at = "2025-04-20T12:00:00Z") {
    Act act;
    act.operation = kOperation;
    act.seq = static_cast<std::int64_t>(acts_.size());
    act.type = type;
    act.author = author;
    act.role = "registry";
    act.at = at;
    act.prev = last_[author];
    act.body = std::move(body);
    act.attachments = std::move(attachments);
    put(*sign_act(act, signer(author)), author);
  }

  void put(std::string bytes, const std::string& author) {
    const Digest leaf = leaf_hash(bytes);
    last_[author] = base::to_hex(leaf);
    frontier_.append(leaf);
    acts_.push_back(std::move(bytes));
  }

  const std::vector<std::string>& acts() const { return acts_; }
  std::vector<std::string>& acts() { return acts_; }
  std::map<std::string, std::string>& documents() { return documents_; }
  Checkpoint head() const { return {log_->name(), frontier_.size(), frontier_.root()}; }
  std::string checkpoint() const { return sign_checkpoint(head(), *log_); }

  Bundle bundle() const {
    Bundle bundle;
    bundle.files["log.txt"] = log_text(std::vector<std::string_view>(acts_.begin(), acts_.end()));
    bundle.files["checkpoint.txt"] = checkpoint();
    std::string& keys = bundle.files["keys.txt"] = log_->key().vkey() + "\n";
    for (const std::string& act : acts_)
      if (const auto parsed = parse_act(act))
        for (const std::string& key : keys_enrolled_by(parsed->act)) keys += key + "\n";
    for (const auto& [name, contents] : documents_) bundle.files["documents/" + name] = contents;
    for (const auto& [name, contents] : sealed_) bundle.files[name] = contents;
    seal_bundle(bundle, kOperation, *log_);
    return bundle;
  }

  // Each kind of file there is, and little of each.
  static Sample smallest() {
    Sample sample;
    sample.open({"north"});
    sample.documents_["letter.txt"] = "a letter\n";
    sample.add("neutral/desk", "document.issue", {{"name", "letter.txt"}},
               {{base::sha256(sample.documents_["letter.txt"]), sample.documents_["letter.txt"].size()}});
    sample.item();
    return sample;
  }

  static Sample small() {
    Sample sample;
    sample.open();
    sample.annex();
    sample.item();
    return sample;
  }

 private:
  base::Randomness random_{"a test"};
  Secret key_{random_};
  std::unique_ptr<Signer> log_;
  std::map<std::string, Signer> signers_;
  std::vector<std::string> acts_;
  std::map<std::string, std::string> last_;
  std::map<std::string, std::string> documents_;
  std::map<std::string, std::string> sealed_;
  Frontier frontier_;
};

}  // namespace midspan::record::samples
