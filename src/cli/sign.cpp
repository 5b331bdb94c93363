// SPDX-License-Identifier: Apache-2.0
// midspan sign annex|terms|show|key: freeze the list of names, sign it, see who has signed.
#include "cli/access.hpp"
#include "operation/agreements.hpp"
#include "operation/clearing.hpp"
#include "operation/crossing.hpp"
#include "operation/doubts.hpp"
#include "operation/lookup.hpp"
#include "operation/signing.hpp"
#include "record/act_types.hpp"

namespace midspan::cli {

namespace {

class Sign final : public Verb {
 public:
  std::string_view name() const override { return "sign"; }
  std::string_view summary() const override { return "freeze annexes, sign them and the terms, see who has signed"; }
  std::string_view example() const override {
    return "  midspan sign key north.key --as north/delegation           (a side makes its key; the public line is "
           "printed)\n"
           "  midspan sign enrol case.midspan north \"<the public line>\"\n"
           "  midspan sign annex case.midspan                            (clears anew, and freezes the lists of who "
           "goes)\n"
           "  midspan sign annex case.midspan --annex ID --key north.key\n"
           "  midspan sign show case.midspan";
  }

  void declare(Command& app) override {
    app.require_subcommand(1);
    annex_ = app.add_subcommand("annex", "clear anew and freeze who goes into annexes; with --key, sign one");
    terms_ = app.add_subcommand("terms", "sign the agreement");
    show_ = app.add_subcommand("show", "annexes, who must sign and who has");
    key_ = app.add_subcommand("key", "make a signing key in a file of its own");
    enrol_ = app.add_subcommand("enrol", "let a key speak for a party");
    for (Command* verb : {annex_, terms_, show_, enrol_})
      verb->add_option("operation", operation_, "the operation file")->required();
    for (Command* verb : {annex_, terms_}) verb->add_option("--key", key_file_, "the signer's key file");
    annex_->add_option("--annex", annex_id_,
                       "which annex to sign, by number, file name or id; all that wait for this signer if absent");
    annex_->add_option("--world", world_, "acknowledged or contested")->check(one_of({"acknowledged", "contested"}));
    key_->add_option("file", key_file_, "the key file to make")->required();
    key_->add_option("--as", key_name_, "party/office, as \"north/delegation\"")->required();
    enrol_->add_option("party", party_, "the party's id")->required();
    enrol_->add_option("vkey", vkey_, "the key's public line")->required();
  }

  base::Exit run(const Common& common, Output& output) override {
    if (key_->parsed()) return make_key(common, output);
    auto opened = open_operation(operation_, common, output);
    if (!opened) return fail(output, opened.error());
    if (show_->parsed()) return show(*opened, output);
    if (enrol_->parsed()) return enrol(*opened, output);
    if (key_file_.empty())
      return annex_->parsed() ? freeze(*opened, common.threads, output)
                              : fail(output, {base::Message{"CLI-021", {}}, base::Exit::WrongUse});
    const auto signer = open_key(key_file_, common);
    if (!signer) return fail(output, signer.error());
    return terms_->parsed() ? sign_terms(*opened, *signer, output) : sign(*opened, *signer, output);
  }

 private:
  base::Exit make_key(const Common& common, Output& output) {
    const auto how = access(common, Asking::Twice);
    if (!how) return fail(output, how.error());
    base::Randomness randomness = how->seed ? base::Randomness(*how->seed + key_name_) : base::Randomness();
    const auto signer = record::Signer::generate(key_name_, randomness);
    if (!signer) return fail(output, signer.error());
    const auto written = record::write_key_file(key_file_, *signer, how->passphrase, randomness);
    if (!written) return fail(output, written.error());
    output.line(signer->key().vkey());
    output.document(base::json::Object{{"vkey", signer->key().vkey()}, {"file", key_file_}});
    return base::Exit::Done;
  }

  base::Exit enrol(operation::Operation& operation, Output& output) {
    const auto party = operation::party_called(operation.state(), party_);
    if (!party) return fail(output, party.error());
    party_ = party->text();
    const auto key = record::VerifyKey::parse(vkey_);
    if (!key) return fail(output, key.error());
    const auto done = operation.append(record::type::kKeyGrant, {{"party", party_}, {"key", vkey_}});
    if (!done) return fail(output, done.error());
    output.say({"cli.sign.enrolled", {{"party", party_}, {"key", key->name()}}});
    output.document(base::json::Object{{"party", party_}, {"key", key->name()}});
    return base::Exit::Done;
  }

  base::Exit freeze(operation::Operation& operation, unsigned threads, Output& output) {
    // What was cleared before somebody refused, crossed or was acknowledged is not what is signed now.
    const auto cleared = operation::clear_operation(operation, threads, output.progress());
    if (!cleared) return fail(output, cleared.error());
    output.findings(operation::doubts(operation.state(), operation::persons(operation.state())));
    const auto allocation = operation::allocation(operation, world_);
    if (!allocation) return fail(output, allocation.error());
    const auto ids = operation::freeze_annexes(operation, *allocation);
    if (!ids) return fail(output, ids.error());
    return show(operation, output);
  }

  base::Exit sign(operation::Operation& operation, const record::Signer& signer, Output& output) {
    const auto enrolled = operation.state().keys.may_sign(signer.key(), record::type::kAnnexSign);
    if (!enrolled) return fail(output, enrolled.error());
    const std::string& party = (*enrolled)->party;
    std::vector<std::string> waiting;
    if (annex_id_.empty())
      for (const operation::FrozenAnnex& frozen : operation.state().annexes)
        if (!frozen.replaced && !frozen.signed_by.contains(party)) waiting.push_back(frozen.id);
    if (waiting.empty()) waiting.push_back(annex_id_);
    for (const std::string& annex : waiting)
      if (const auto done = operation::sign_annex(operation, annex, signer); !done) return fail(output, done.error());
    return show(operation, output);
  }

  static base::Exit sign_terms(operation::Operation& operation, const record::Signer& signer, Output& output) {
    if (const auto done = operation::sign_terms(operation, signer); !done) return fail(output, done.error());
    return show(operation, output);
  }

  static base::Exit show(const operation::Operation& operation, Output& output) {
    const operation::State& state = operation.state();
    base::json::Array annexes;
    for (std::size_t at = 0; at < state.annexes.size(); ++at) {
      const operation::FrozenAnnex& frozen = state.annexes[at];
      output.say({"cli.sign.annex",
                  {{"name", operation::annex_name(state, at)},
                   {"annex", frozen.id},
                   {"by", frozen.annex.released_by},
                   {"to", frozen.annex.to.empty() ? std::string("-") : frozen.annex.to},
                   {"lines", static_cast<std::int64_t>(frozen.annex.lines.size())},
                   {"digest", frozen.annex.digest}}});
      if (!frozen.replaced) output.findings(operation::affected(state, frozen));
      if (frozen.replaced) output.line("    " + output.sentence({"cli.sign.replaced", {}}));
      base::json::Object signers;
      for (const std::string& party : frozen.annex.signatories) {
        const auto signature = frozen.signed_by.find(party);
        const bool has = signature != frozen.signed_by.end();
        output.line("    " + output.sentence({has ? "cli.sign.signed" : "cli.sign.missing",
                                              {{"party", party}, {"act", has ? signature->second : 0}}}));
        signers[party] = has;
      }
      annexes.push_back(base::json::Object{{"annex", frozen.id},
                                           {"digest", frozen.annex.digest},
                                           {"released_by", frozen.annex.released_by},
                                           {"to", frozen.annex.to},
                                           {"lines", frozen.annex.lines.size()},
                                           {"replaced", frozen.replaced},
                                           {"signed", std::move(signers)}});
    }
    base::json::Array terms;
    for (const auto& [party, act] : state.terms_signed_by) {
      output.line(output.sentence({"cli.sign.terms", {{"party", party}, {"act", act}}}));
      terms.push_back(party);
    }
    output.document(base::json::Object{
        {"annexes", std::move(annexes)},
        {"terms", base::json::Object{{"digest", state.terms_digest}, {"signed", std::move(terms)}}}});
    return base::Exit::Done;
  }

  Command* annex_ = nullptr;
  Command* terms_ = nullptr;
  Command* show_ = nullptr;
  Command* key_ = nullptr;
  Command* enrol_ = nullptr;
  std::string operation_;
  std::string key_file_;
  std::string key_name_;
  std::string annex_id_;
  std::string world_ = "acknowledged";
  std::string party_;
  std::string vkey_;
};

MIDSPAN_VERB(100, Sign);

}  // namespace

}  // namespace midspan::cli
