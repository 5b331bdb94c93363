// SPDX-License-Identifier: Apache-2.0
#include "verify/verify.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/every.hpp"
#include "base/files.hpp"
#include "base/threads.hpp"
#include "people/statement_text.hpp"
#include "record/sample.hpp"

namespace base = midspan::base;
namespace json = midspan::base::json;
using namespace midspan::record;
using midspan::record::samples::kOperation;
using midspan::record::samples::Sample;
using midspan::verify::Options;
using midspan::verify::Report;

namespace {

Report verify(const Bundle& bundle, const Options& options = {}) {
  base::Progress progress;
  return midspan::verify::verify_bundle(bundle, options, progress);
}

std::vector<std::string> codes(const Report& report) {
  std::vector<std::string> codes;
  for (const auto& problem : report.problems) codes.push_back(problem.message.code);
  return codes;
}

bool has(const Report& report, const std::string& code) {
  const auto all = codes(report);
  return std::find(all.begin(), all.end(), code) != all.end();
}

std::string with_bit_flipped(std::string text, std::size_t bit) {
  text[bit / 8] = static_cast<char>(text[bit / 8] ^ (1 << bit % 8));
  return text;
}

}  // namespace

TEST(Verify, AGoodBundle) {
  const Sample sample = Sample::small();
  const Report report = verify(sample.bundle());
  EXPECT_TRUE(report.good()) << testing::PrintToString(codes(report));
  EXPECT_EQ(report.operation, kOperation);
  EXPECT_EQ(report.title, "A bridge");
  EXPECT_TRUE(report.unsealed);
  EXPECT_EQ(report.acts, 7U);
  EXPECT_EQ(report.parties, 3U);
  EXPECT_EQ(report.keys, 3U);
  EXPECT_EQ(report.documents, 1U);
  EXPECT_EQ(report.sealed, 1U);
  EXPECT_EQ(report.attachments_absent, 0U);
  EXPECT_EQ(report.log_key, sample.log().key().vkey());
  ASSERT_EQ(report.annexes.size(), 1U);
  EXPECT_EQ(report.annexes[0].signed_by, (std::vector<std::string>{"north", "south"}));
  EXPECT_TRUE(report.annexes[0].missing.empty());
  EXPECT_TRUE(report.annexes[0].file_present);
}

TEST(Verify, EveryFlippedBitOfEveryFileIsFoundAndItsFileNamed) {
  const Bundle bundle = Sample::smallest().bundle();
  Options options;
  options.threads = 1;  // the threads are spent on the bits
  for (const auto& [name, contents] : bundle.files) {
    std::vector<char> missed(contents.size() * 8, 0);
    base::for_each_piece(contents.size(), 0, [&, &file = name, &text = contents](std::size_t byte) {
      if (byte % midspan::test::kEvery != 0) return;
      Bundle altered = bundle;
      for (std::size_t bit = byte * 8; bit < byte * 8 + 8; ++bit) {
        altered.files[file] = with_bit_flipped(text, bit);
        const Report report = verify(altered, options);
        missed[bit] = std::none_of(report.problems.begin(), report.problems.end(),
                                   [&](const auto& problem) { return problem.place.source == file; });
      }
    });
    for (std::size_t bit = 0; bit < missed.size(); ++bit) EXPECT_EQ(missed[bit], 0) << name << " bit " << bit;
  }
}

// Of 10,000 acts: a flipped bit in an act gives it another leaf, and any other leaf gives another root; a flipped bit
// between acts is no log any more, or another act. Some go all the way through the verifier.
TEST(Verify, AFlippedBitInALogOfTenThousandActsIsFound) {
  Sample sample;
  sample.open();
  while (sample.acts().size() < 10'000) sample.add("north/registry", "incident.record", {{"code", "late"}});
  const Bundle bundle = sample.bundle();
  const std::string& log = bundle.files.at("log.txt");
  const auto entries = split_log(log);
  ASSERT_TRUE(entries);
  std::uint64_t random = 20250420;
  const auto below = [&](std::uint64_t limit) {
    random = random * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>((random >> 20) % limit);
  };
  for (const LogEntry& entry : *entries)
    EXPECT_NE(leaf_hash(with_bit_flipped(std::string(entry.bytes), below(entry.bytes.size() * 8))),
              leaf_hash(entry.bytes));
  for (int round = 0; round < 300; ++round) {
    const std::size_t between = (*entries)[below(entries->size())].offset - 1;  // the empty line before an act
    const auto split = split_log(with_bit_flipped(log, between * 8 + below(8)));
    EXPECT_FALSE(split && split->size() == entries->size());
  }
  for (int round = 0; round < 4; ++round) {
    const std::size_t act = below(entries->size());
    const std::size_t byte = (*entries)[act].offset + below((*entries)[act].bytes.size());
    Bundle altered = bundle;
    altered.files["log.txt"] = with_bit_flipped(log, byte * 8 + below(8));
    const Report report = verify(altered);
    EXPECT_TRUE(std::any_of(report.problems.begin(), report.problems.end(),
                            [&](const auto& problem) {
                              return problem.place.source == "log.txt" &&
                                     problem.place.line + 4 >= (*entries)[act].line &&
                                     problem.place.line <= (*entries)[act].line + 4;
                            }))
        << "act " << act << " byte " << byte;
  }
}

// Without the manifest's digest too: the log alone says which act was altered.
TEST(Verify, AnAlteredActIsNamed) {
  const Sample sample = Sample::small();
  const Bundle bundle = sample.bundle();
  const std::string& log = bundle.files.at("log.txt");
  const auto entries = split_log(log);
  for (std::size_t act = 0; act < entries->size(); ++act) {
    const auto& entry = (*entries)[act];
    for (std::size_t at = entry.offset; at < entry.offset + entry.bytes.size(); at += 3) {
      Bundle altered = bundle;
      altered.files["log.txt"] = with_bit_flipped(log, at * 8 + at % 7);
      const Report report = verify(altered);
      const bool named = std::any_of(report.problems.begin(), report.problems.end(), [&](const auto& problem) {
        if (problem.place.source != "log.txt") return false;
        if (problem.message.code == "VER-010")  // the frame of the text is broken: line and byte
          return problem.place.line + 3 >= entry.line && problem.place.line <= entry.line + 4;
        return problem.place.begin == entry.offset && problem.place.end == entry.offset + entry.bytes.size();
      });
      ASSERT_TRUE(named) << "act " << act << " byte " << at;
    }
  }
}

TEST(Verify, FilesAddedAndTakenAway) {
  const Bundle bundle = Sample::small().bundle();
  for (const auto& [name, contents] : bundle.files) {
    Bundle altered = bundle;
    altered.files.erase(name);
    EXPECT_FALSE(verify(altered).good()) << name;
  }
  Bundle added = bundle;
  added.files["documents/letter.txt"] = "not cited";
  EXPECT_TRUE(has(verify(added), "VER-002"));
  EXPECT_TRUE(has(verify(added), "VER-041"));
  added = bundle;
  added.files["other.txt"] = "";
  EXPECT_TRUE(has(verify(added), "VER-009"));
  added = bundle;
  added.files["documents/.DS_Store"] = "left by a file manager";
  EXPECT_TRUE(has(verify(added), "VER-002"));
  EXPECT_FALSE(verify(Bundle()).good());
}

// Whoever holds the log's key can sign any manifest and any head; what the parties signed he cannot change.
TEST(Verify, TheKeeperOfTheLogCannotChangeWhatOthersSigned) {
  const Sample good = Sample::small();
  {
    Sample left_out = Sample::small();
    left_out.acts().erase(left_out.acts().begin() + 4);  // north's signature of the annex
    Bundle bundle = left_out.bundle();
    Frontier frontier;
    for (const auto& act : left_out.acts()) frontier.append(leaf_hash(act));
    bundle.files["checkpoint.txt"] = sign_checkpoint({good.log().name(), frontier.size(), frontier.root()}, good.log());
    seal_bundle(bundle, kOperation, good.log());
    const Report report = verify(bundle);
    EXPECT_TRUE(has(report, "VER-016"));
    EXPECT_TRUE(has(report, "VER-012"));
  }
  {
    Sample forged;
    forged.open();
    Act act = parse_act(good.acts()[6])->act;
    act.seq = 3;
    act.prev = "";
    act.body = json::Object{{"code", "RELEASED"}};
    const Signer other = *Signer::from_seed("north/registry", forged.signer("south/registry").seed());
    forged.put(*sign_act(act, other), "north/registry");
    EXPECT_TRUE(has(verify(forged.bundle()), "VER-015"));
  }
}

// Whoever reads the list of problems has to see the one place, not the thousand that follow from it.
TEST(Verify, AnActThatWasLeftOutIsSaidOnce) {
  Sample sample;
  sample.open();
  for (int count = 0; count < 20; ++count) sample.add("north/registry", "incident.record", {{"number", count}});
  sample.acts().erase(sample.acts().begin() + 8);
  const auto all = codes(verify(sample.bundle()));
  EXPECT_EQ(std::count(all.begin(), all.end(), "VER-012"), 1);
  EXPECT_EQ(std::count(all.begin(), all.end(), "VER-016"), 1);
}

TEST(Verify, ALogThatCannotBeReadAccusesNobodyOfAWrongSignature) {
  Bundle bundle = Sample::small().bundle();
  std::string& log = bundle.files["log.txt"];
  std::string windows;
  for (const char c : log) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  log = windows;
  const Report report = verify(bundle);
  ASSERT_FALSE(report.problems.empty());
  EXPECT_EQ(report.problems[0].message.code, "VER-010");
  bool says_why = false;
  for (const auto& [name, value] : report.problems[0].message.arguments)
    says_why |= name == "reason" && std::get<std::string>(value).find("CR LF") != std::string::npos;
  EXPECT_TRUE(says_why);
  for (const char* code : {"VER-005", "VER-006", "VER-031"}) EXPECT_FALSE(has(report, code)) << code;
}

// Nobody can prove when something was said; an author whose clock goes back is worth knowing.
TEST(Verify, AClockThatWasSetBackIsSaidAndIsNoFault) {
  Sample sample;
  sample.open();
  sample.add("north/registry", "incident.record", {{"number", 1}}, {}, "2025-04-22T12:00:00Z");
  sample.add("south/registry", "incident.record", {{"number", 2}}, {}, "2025-04-21T12:00:00Z");
  sample.add("north/registry", "incident.record", {{"number", 3}}, {}, "2025-04-20T12:00:00Z");
  const Report report = verify(sample.bundle());
  EXPECT_TRUE(report.good());
  EXPECT_EQ(report.set_back, 1U);
  EXPECT_EQ(report.first_set_back, static_cast<std::int64_t>(sample.acts().size()) - 1);
  EXPECT_EQ(verify(Sample::small().bundle()).set_back, 0U);
}

TEST(Verify, AKeptCheckpointFindsAnotherHistory) {
  Sample sample = Sample::small();
  Options options;
  options.checkpoint = sample.checkpoint();
  sample.add("neutral/desk", "operation.close", {{"reason", "done"}});
  EXPECT_TRUE(verify(sample.bundle(), options).good());

  Sample other;
  other.open();
  for (int count = 0; count < 5; ++count) other.add("neutral/desk", "incident.record", {{"code", "late"}});
  EXPECT_TRUE(has(verify(other.bundle(), options), "VER-036"));

  Sample shorter;
  shorter.open();
  EXPECT_TRUE(has(verify(shorter.bundle(), options), "VER-037"));

  options.checkpoint = "nonsense";
  EXPECT_TRUE(has(verify(sample.bundle(), options), "VER-035"));
  options.checkpoint = sign_checkpoint(sample.head(), sample.signer("neutral/desk"));
  EXPECT_TRUE(has(verify(sample.bundle(), options), "VER-035"));
}

TEST(Verify, AnotherLogKeyThanTheReaderKnows) {
  const Sample sample = Sample::small();
  Options options;
  options.log_key = sample.log().key().vkey();
  EXPECT_TRUE(verify(sample.bundle(), options).good());
  options.log_key = sample.signer("neutral/desk").key().vkey();
  EXPECT_TRUE(has(verify(sample.bundle(), options), "VER-034"));
  options.log_key = "x";
  EXPECT_TRUE(has(verify(sample.bundle(), options), "VER-034"));
}

TEST(Verify, RulesOfKeys) {
  const auto problems_of = [](auto&& more) {
    Sample sample;
    sample.open();
    more(sample);
    return codes(verify(sample.bundle()));
  };
  base::Randomness random("more keys");
  const Signer extra = *Signer::generate("north/second", random);
  using Codes = std::vector<std::string>;
  EXPECT_EQ(problems_of([&](Sample& sample) {
              sample.add("north/registry", "key.grant", {{"party", "north"}, {"key", extra.key().vkey()}});
            }),
            Codes());
  EXPECT_EQ(problems_of([&](Sample& sample) {
              sample.add("south/registry", "key.grant", {{"party", "north"}, {"key", extra.key().vkey()}});
            })[0],
            "VER-020");
  EXPECT_EQ(problems_of([&](Sample& sample) {
              sample.add("north/registry", "key.grant", {{"party", "north"}, {"key", "nonsense"}});
            })[0],
            "VER-022");
  EXPECT_EQ(problems_of([&](Sample& sample) {
              sample.add("north/registry", "key.grant",
                         {{"party", "north"}, {"key", sample.signer("south/registry").key().vkey()}});
            })[0],
            "VER-023");
  EXPECT_EQ(problems_of([&](Sample& sample) {
              sample.add("neutral/desk", "key.revoke",
                         {{"party", "north"}, {"key", "north/registry"}, {"reason", "lost"}});
              sample.add("north/registry", "list.submit", {{"list", "a"}});
            }),
            Codes{"VER-017"});
  EXPECT_EQ(problems_of([&](Sample& sample) {
              sample.add("north/registry", "party.add",
                         {{"party", "west"}, {"party_role", "side"}, {"keys", json::Array{}}});
            }),
            Codes{"VER-020"});
  EXPECT_EQ(problems_of([&](Sample& sample) { sample.add("north/registry", "terms.sign", {{"party", "south"}}); }),
            Codes{"VER-019"});
}

TEST(Verify, RulesOfAnnexes) {
  const auto problems_of = [](auto&& more) {
    Sample sample = Sample::small();
    more(sample);
    return codes(verify(sample.bundle()));
  };
  using Codes = std::vector<std::string>;
  const std::string digest = Sample::two_people().digest;
  EXPECT_EQ(problems_of([&](Sample& sample) {  // twice
              sample.add("north/registry", "annex.sign",
                         {{"annex", "annex-1"}, {"digest", digest}, {"party", "north"}});
            }),
            Codes{"VER-019"});
  EXPECT_EQ(problems_of([&](Sample& sample) {  // for another
              sample.add("north/registry", "annex.sign",
                         {{"annex", "annex-1"}, {"digest", digest}, {"party", "south"}});
            }),
            Codes{"VER-019"});
  EXPECT_EQ(problems_of([&](Sample& sample) {  // not a signatory
              sample.add("neutral/desk", "annex.sign",
                         {{"annex", "annex-1"}, {"digest", digest}, {"party", "neutral"}});
            }),
            Codes{"VER-019"});
  EXPECT_EQ(problems_of([&](Sample& sample) {  // no such annex
              sample.add("north/registry", "annex.sign",
                         {{"annex", "annex-2"}, {"digest", digest}, {"party", "north"}});
            }),
            Codes{"VER-019"});
  const auto with_note = [&](const std::string& text, const char* key) {
    Sample sample;
    sample.open();
    const std::string file = midspan::people::canonical(Sample::two_people());
    sample.add(
        "neutral/desk", "annex.freeze",
        {{"annex", "a"}, {"phase", "1"}, {"digest", digest}, {"lines", 2}, {"signatories", json::Array{"north"}}},
        {{base::sha256(file), file.size()}});
    sample.add("north/registry", "annex.sign",
               {{"annex", "a"}, {"digest", digest}, {"party", "north"}, {"note", sign_note(text, sample.signer(key))}});
    return codes(verify(sample.bundle()));
  };
  EXPECT_EQ(with_note("We sign " + digest + "\n", "north/registry"), Codes());
  EXPECT_EQ(with_note("We sign nothing\n", "north/registry"), Codes{"VER-019"});
  EXPECT_EQ(with_note("We sign " + digest + "\n", "south/registry"), Codes{"VER-019"});
  EXPECT_EQ(problems_of([&](Sample& sample) {  // frozen without its file
              sample.add("neutral/desk", "annex.freeze",
                         {{"annex", "annex-2"},
                          {"phase", "2"},
                          {"digest", base::to_hex(base::sha256("another"))},
                          {"lines", 2},
                          {"signatories", json::Array{"north"}}});
            }),
            Codes{"VER-019"});
}

// What the acts say of an annex is what it holds: its number of people, its phase, who signs it and what they signed.
TEST(Verify, AnAnnexIsWhatTheActsSayOfIt) {
  const auto reason = [](json::Object said, midspan::people::Annex annex, std::string note = {}) {
    Sample sample;
    sample.open();
    annex.digest = midspan::people::digest(annex);
    std::string& file = sample.documents()["annex-1.json"] = midspan::people::canonical(annex);
    json::Object body{{"annex", "a"}, {"digest", annex.digest}, {"lines", 2},
                      {"phase", "1"}, {"released_by", "north"}, {"signatories", json::Array{"north", "south"}}};
    for (const auto& [name, value] : said.members()) body[name] = value;
    sample.add("neutral/desk", "annex.freeze", std::move(body), {{base::sha256(file), file.size()}});
    if (note.empty()) note = midspan::people::statement_text(annex, "north");
    else note += annex.digest + "\n";
    sample.add("north/registry", "annex.sign",
               {{"annex", "a"},
                {"digest", annex.digest},
                {"party", "north"},
                {"note", sign_note(note, sample.signer("north/registry"))}});
    const Report report = verify(sample.bundle());
    if (report.good()) return std::string();
    return std::get<std::string>(report.problems[0].message.arguments.back().second);
  };
  const auto annex = Sample::two_people();
  EXPECT_EQ(reason({}, annex), "");
  EXPECT_EQ(reason({{"lines", 3}}, annex), "lines is not the annex’s");
  EXPECT_EQ(reason({{"phase", "2"}}, annex), "the annex is of another phase");
  EXPECT_EQ(reason({{"signatories", json::Array{"north"}}}, annex), "the signatories are not the annex’s");
  EXPECT_EQ(reason({{"signatories", json::Array()}}, annex), "signatories are missing");
  EXPECT_EQ(reason({{"signatories", json::Array{"north", "north"}}}, annex), "a signatory is named twice");
  EXPECT_EQ(reason({{"released_by", "south"}}, annex), "the annex is of another party’s people");
  EXPECT_EQ(reason({{"to", "south"}}, annex), "the annex hands its people to somebody else");
  EXPECT_EQ(reason({}, annex, "Persons: 3 (three) "), "the note is not the statement of this annex");
  auto other = annex;
  other.operation_id = "another";
  EXPECT_EQ(reason({}, other), "the annex is of another operation");
  other = annex;
  other.unsealed = false;
  EXPECT_EQ(reason({}, other), "the annex and the record do not agree on what is a demonstration");
}

TEST(Verify, ADocumentKeepsTheNameUnderWhichItWasIssued) {
  Sample sample;
  sample.open();
  for (const char* name : {"one.txt", "two.txt"}) {
    const std::string& text = sample.documents()[name] = name;
    sample.add("neutral/desk", "document.issue", {{"name", name}}, {{base::sha256(text), text.size()}});
  }
  EXPECT_TRUE(verify(sample.bundle()).good());
  std::swap(sample.documents()["one.txt"], sample.documents()["two.txt"]);
  EXPECT_EQ(codes(verify(sample.bundle())), (std::vector<std::string>{"VER-043", "VER-043"}));
  sample.documents().erase("one.txt");
  sample.documents()["three.txt"] = "two.txt";
  EXPECT_TRUE(has(verify(sample.bundle()), "VER-043"));
}

TEST(Verify, AGrantOfNoTypesIsAProblemAndGrantsNothing) {
  base::Randomness random("more keys");
  const Signer extra = *Signer::generate("north/second", random);
  for (const json::Value& types : {json::Value(json::Array()), json::Value("annex.sign"), json::Value(3),
                                   json::Value(json::Array{"annex.sign", 3})}) {
    Sample sample;
    sample.open();
    sample.add("north/registry", "key.grant", {{"party", "north"}, {"key", extra.key().vkey()}, {"types", types}});
    EXPECT_EQ(codes(verify(sample.bundle())), std::vector<std::string>{"VER-022"});
  }
}

TEST(Verify, SealedItemsThatNoActCites) {
  Sample sample;
  sample.open();
  sample.item("statement", Sample::Cited::No);
  EXPECT_EQ(codes(verify(sample.bundle())), std::vector<std::string>{"VER-045"});
  Sample rows;
  rows.open();
  rows.item("entry", Sample::Cited::No);
  EXPECT_TRUE(verify(rows.bundle()).good());
  EXPECT_EQ(verify(rows.bundle()).sealed_uncited, 1U);
}

// A stranger's words stand in the report; they begin no line of it.
TEST(Verify, WordsOfAnActForgeNoLineOfTheReport) {
  Sample sample;
  sample.open();
  sample.add("neutral/desk", "annex.freeze",
             {{"annex", "a\nGood. Every act is signed"}, {"phase", "1\r\n2"}, {"digest", "x"}, {"lines", -1}});
  sample.add("north/registry", "key.grant", {{"party", "north"}, {"key", "x\nGood."}});
  const Report report = verify(sample.bundle());
  EXPECT_FALSE(report.good());
  std::vector<base::Message> lines = midspan::verify::summary(report);
  for (const auto& problem : report.problems) lines.push_back(problem.message);
  for (const base::Message& line : lines)
    for (const auto& [name, value] : line.arguments)
      if (const auto* text = std::get_if<std::string>(&value)) {
        EXPECT_EQ(text->find_first_of("\r\n"), std::string::npos) << *text;
      }
}

TEST(Verify, TheSameReportForAnyNumberOfThreads) {
  Sample sample;
  sample.open();
  for (int count = 0; count < 2000; ++count) sample.add("north/registry", "incident.record", {{"number", count}});
  Bundle bundle = sample.bundle();
  std::string& log = bundle.files["log.txt"];
  for (std::size_t at = 5000; at < log.size(); at += 40'000) log[at] = log[at] == 'x' ? 'y' : 'x';
  Options one;
  one.threads = 1;
  Options four;
  four.threads = 4;
  EXPECT_EQ(json::canonical(to_json(verify(bundle, one))), json::canonical(to_json(verify(bundle, four))));
}

TEST(Verify, TheStaticProgramSaysTheSame) {
  const auto folder = std::filesystem::temp_directory_path() / ("midspan-verify-" + std::to_string(::getpid()));
  std::filesystem::remove_all(folder);
  Bundle bundle = Sample::small().bundle();
  ASSERT_TRUE(write_bundle(bundle, folder / "good.tar"));
  bundle.files["log.txt"][200] ^= 1;
  ASSERT_TRUE(write_bundle(bundle, folder / "bad.tar"));
  const auto run = [&](const std::string& arguments, std::string& output) {
    const std::string out = (folder / "out").string();
    const int status = std::system((MIDSPAN_BINARY "/midspan-verify " + arguments + " >" + out + " 2>&1").c_str());
    output = *base::read_file(out);
    return WEXITSTATUS(status);
  };
  std::string output;
  EXPECT_EQ(run((folder / "good.tar").string(), output), 0) << output;
  EXPECT_NE(output.find("Good."), std::string::npos) << output;
  EXPECT_EQ(run((folder / "bad.tar").string() + " --lang es", output), 3) << output;
  EXPECT_NE(output.find("La firma del acto 0 (línea 3)"), std::string::npos) << output;
  EXPECT_EQ(run((folder / "none.tar").string(), output), 3) << output;
  EXPECT_EQ(run("/dev/zero", output), 3) << output;
  EXPECT_NE(output.find("RCD-062"), std::string::npos) << output;
  if (std::filesystem::exists("/dev/full")) {
    EXPECT_EQ(WEXITSTATUS(std::system(
                  (MIDSPAN_BINARY "/midspan-verify " + (folder / "good.tar").string() + " >/dev/full 2>&1").c_str())),
              3);
  }
  EXPECT_EQ(run("", output), 2) << output;
  std::filesystem::remove_all(folder);
}
