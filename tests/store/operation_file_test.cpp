// SPDX-License-Identifier: Apache-2.0
#include "record/store/operation_file.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <thread>

#include "base/files.hpp"
#include "record/act_types.hpp"
#include "record/log_text.hpp"

namespace base = midspan::base;
namespace json = midspan::base::json;
using namespace midspan::record;

namespace {

class OperationFileTest : public ::testing::Test {
 protected:
  OperationFileTest() {
    folder_ =
        std::filesystem::temp_directory_path() / ("midspan-store-" + std::to_string(::getpid()) + "-" +
                                                  ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    path_ = folder_ / "a.midspan";
  }
  ~OperationFileTest() override { std::filesystem::remove_all(folder_); }

  static Draft draft(int number) {
    return {"incident.record", "registry", "2025-04-20T12:00:00Z", json::Object{{"number", number}}, {}};
  }
  std::unique_ptr<OperationFile> create(OperationFile::Options options = {}) {
    auto file = OperationFile::create(path_, options);
    EXPECT_TRUE(file) << (file ? "" : file.error().message.code);
    return std::move(*file);
  }
  std::unique_ptr<OperationFile> open(OperationFile::Options options = {}) {
    auto file = OperationFile::open(path_, options);
    EXPECT_TRUE(file) << (file ? "" : file.error().message.code);
    return std::move(*file);
  }
  // Any statement, behind the program's back.
  void meddle(const char* sql) {
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open(path_.c_str(), &handle), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(handle);
    sqlite3_close(handle);
  }
  // An act behind the last one, with its leaf and its nodes, behind the program's back.
  void insert(const std::string& act) {
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open(path_.c_str(), &handle), SQLITE_OK);
    Frontier frontier;
    sqlite3_stmt* acts = nullptr;
    sqlite3_prepare_v2(handle, "SELECT note FROM acts ORDER BY seq", -1, &acts, nullptr);
    while (sqlite3_step(acts) == SQLITE_ROW)
      frontier.append(leaf_hash({static_cast<const char*>(sqlite3_column_blob(acts, 0)),
                                 static_cast<std::size_t>(sqlite3_column_bytes(acts, 0))}));
    sqlite3_finalize(acts);
    const auto put = [&](const char* sql, std::int64_t first, std::int64_t second, const void* blob, int size) {
      sqlite3_stmt* statement = nullptr;
      sqlite3_prepare_v2(handle, sql, -1, &statement, nullptr);
      sqlite3_bind_int64(statement, 1, first);
      sqlite3_bind_int64(statement, 2, second);
      sqlite3_bind_blob(statement, 3, blob, size, SQLITE_TRANSIENT);
      EXPECT_EQ(sqlite3_step(statement), SQLITE_DONE) << sqlite3_errmsg(handle);
      sqlite3_finalize(statement);
    };
    const Digest leaf = leaf_hash(act);
    const auto seq = static_cast<std::int64_t>(frontier.size());
    put("INSERT INTO acts VALUES(?1,?3,zeroblob(?2),'t','a')", seq, 32, act.data(), static_cast<int>(act.size()));
    put("UPDATE acts SET leaf=?3 WHERE seq=?1", seq, 0, leaf.data(), 32);
    frontier.append(leaf, [&](unsigned level, std::uint64_t index, const Digest& hash) {
      put("INSERT INTO nodes VALUES(?1,?2,?3)", level, static_cast<std::int64_t>(index), hash.data(), 32);
    });
    sqlite3_close(handle);
  }
  std::string all_bytes() {
    std::string bytes;
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) bytes += *base::read_file(entry.path());
    return bytes;
  }

  std::filesystem::path folder_;
  std::filesystem::path path_;
};

}  // namespace

TEST_F(OperationFileTest, ActsComeBackAsTheyWere) {
  auto file = create();
  std::vector<std::string> written;
  for (int number = 0; number < 20; ++number) {
    const auto act = file->append(file->desk(), draft(number));
    ASSERT_TRUE(act) << act.error().message.code;
    EXPECT_EQ(act->seq, number);
    written.push_back(act->bytes);
  }
  file.reset();
  file = open();
  EXPECT_EQ(file->size(), 20U);
  std::vector<std::string> read;
  ASSERT_TRUE(file->for_each_act(0, [&](const SignedAct& act) {
    read.push_back(act.bytes);
    return true;
  }));
  EXPECT_EQ(read, written);
  EXPECT_EQ(*file->export_log(), log_text(std::vector<std::string_view>(written.begin(), written.end())));
  EXPECT_EQ(file->act(7)->bytes, written[7]);
  EXPECT_EQ(file->act(20).error().message.code, "RCD-076");
  const auto head = open_checkpoint(*file->checkpoint(), file->log_key());
  ASSERT_TRUE(head);
  std::vector<Digest> leaves;
  for (const std::string& bytes : written) leaves.push_back(leaf_hash(bytes));
  EXPECT_EQ(head->root, root_of(leaves));
  for (int seq = 0; seq < 20; ++seq) {
    const auto receipt = parse_receipt(*file->receipt(seq));
    ASSERT_TRUE(receipt);
    EXPECT_TRUE(verify_receipt(*receipt, written[static_cast<std::size_t>(seq)], file->log_key()));
  }
}

TEST_F(OperationFileTest, AuthorsHaveChainsOfTheirOwn) {
  auto file = create();
  const Signer other = *Signer::generate("north/registry", file->randomness());
  const auto first = *file->append(file->desk(), draft(0));
  const auto second = *file->append(other, draft(1));
  const auto third = *file->append(file->desk(), draft(2));
  EXPECT_EQ(parse_act(second.bytes)->act.prev, "");
  EXPECT_EQ(parse_act(third.bytes)->act.prev, base::to_hex(first.leaf));
  const auto group = *file->append_all(other, {draft(3), draft(4)});
  EXPECT_EQ(parse_act(group[0].bytes)->act.prev, base::to_hex(second.leaf));
  EXPECT_EQ(parse_act(group[1].bytes)->act.prev, base::to_hex(group[0].leaf));
}

TEST_F(OperationFileTest, ADraftThatCannotBeAnActLeavesNothingBehind) {
  auto file = create();
  ASSERT_TRUE(file->append(file->desk(), draft(0)));
  Draft bad = draft(1);
  bad.at = "yesterday";
  EXPECT_EQ(file->append_all(file->desk(), {draft(1), bad}).error().message.code, "RCD-030");
  EXPECT_FALSE(file->is_read_only());
  EXPECT_EQ(file->size(), 1U);
  EXPECT_EQ(file->append(file->desk(), draft(1))->seq, 1);
}

TEST_F(OperationFileTest, APassphraseIsNeeded) {
  OperationFile::Options options;
  options.passphrase = "correct horse";
  create(options)->put_item("note", "", base::as_bytes("hidden words"));
  EXPECT_EQ(all_bytes().find("hidden words"), std::string::npos);
  const auto wrong = [&](Passphrase passphrase) {
    OperationFile::Options other;
    other.passphrase = std::move(passphrase);
    return OperationFile::open(path_, other).error().message;
  };
  EXPECT_EQ(wrong("wrong horse").code, "RCD-050");
  EXPECT_EQ(wrong("wrong horse"), wrong(std::nullopt));
  auto file = open(options);
  EXPECT_FALSE(file->is_unsealed());
  EXPECT_EQ(base::as_text(*file->get_item({file->items()->front().id})), "hidden words");
  file.reset();
  meddle("UPDATE meta SET value=replace(value,'sealed','healed') WHERE name='key'");
  EXPECT_EQ(OperationFile::open(path_, options).error().message, wrong("wrong horse"));
}

TEST_F(OperationFileTest, UnsealedSaysSoAndASeedIsForDemonstrationsOnly) {
  EXPECT_TRUE(create()->is_unsealed());
  EXPECT_TRUE(open()->is_unsealed());
  OperationFile::Options both;
  both.passphrase = "x";
  both.seed = "y";
  EXPECT_EQ(OperationFile::create(folder_ / "b.midspan", both).error().message.code, "RCD-078");
}

TEST_F(OperationFileTest, ADemonstrationIsTheSameTwice) {
  const auto run = [&](const char* name) {
    path_ = folder_ / name;
    OperationFile::Options options;
    options.seed = "demonstration";
    std::string seen;
    auto file = create(options);
    for (int round = 0; round < 3; ++round) {
      const auto item = *file->put_item("note", "", base::as_bytes("text"));
      Draft act = draft(round);
      act.body["item"] = item.json();
      act.attachments = {item.attachment()};
      EXPECT_TRUE(file->append(file->desk(), act));
      file.reset();
      file = open(options);
    }
    return tar_of(*file->export_bundle({{"a.txt", "document"}}, OperationFile::WithItems::Yes));
  };
  const std::string first = run("one.midspan");
  EXPECT_EQ(first, run("two.midspan"));
  const auto bundle = bundle_of_tar(first);
  std::vector<std::string> sealed;
  for (const auto& [name, contents] : bundle->files)
    if (name.starts_with("sealed/")) sealed.push_back(name);
  EXPECT_EQ(sealed.size(), 4U);  // three ids that differ, and the keyring
}

TEST_F(OperationFileTest, ErasingLeavesNoKeyAndALogThatStillStands) {
  OperationFile::Options options;
  auto file = create(options);
  const auto kept = *file->put_item("entry", "person-1", base::as_bytes("one"));
  const auto gone = *file->put_item("entry", "person-2", base::as_bytes("two"));
  file->cache("view", "two");
  Draft act = draft(0);
  act.attachments = {kept.attachment(), gone.attachment()};
  ASSERT_TRUE(file->append(file->desk(), act));
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(path_.c_str(), &handle), SQLITE_OK);
  sqlite3_stmt* query = nullptr;
  sqlite3_prepare_v2(handle, "SELECT wrapped_key,sealed FROM items WHERE subject='person-2'", -1, &query, nullptr);
  ASSERT_EQ(sqlite3_step(query), SQLITE_ROW);
  const std::string key(static_cast<const char*>(sqlite3_column_blob(query, 0)),
                        static_cast<std::size_t>(sqlite3_column_bytes(query, 0)));
  const std::string sealed(static_cast<const char*>(sqlite3_column_blob(query, 1)),
                           static_cast<std::size_t>(sqlite3_column_bytes(query, 1)));
  sqlite3_finalize(query);
  sqlite3_close(handle);
  ASSERT_NE(all_bytes().find(key), std::string::npos);

  EXPECT_EQ(*file->erase_subject("person-2"), 1U);
  EXPECT_EQ(*file->erase_subject("person-2"), 0U);
  EXPECT_EQ(all_bytes().find(key), std::string::npos);
  EXPECT_EQ(all_bytes().find(sealed.substr(0, 64)), std::string::npos);
  EXPECT_EQ(file->get_item({gone.id}).error().message.code, "RCD-051");
  EXPECT_TRUE(file->get_item({kept.id}));
  EXPECT_FALSE(file->cached("view"));
  EXPECT_TRUE(file->items()->at(1).erased);
  EXPECT_TRUE(file->export_bundle({}, OperationFile::WithItems::Yes));
}

TEST_F(OperationFileTest, CachesAreSealedAndCanBeDropped) {
  auto file = create();
  file->cache("view", "rendered words");
  EXPECT_EQ(*file->cached("view"), "rendered words");
  EXPECT_EQ(all_bytes().find("rendered words"), std::string::npos);
  file->drop_caches();
  EXPECT_FALSE(file->cached("view"));
}

TEST_F(OperationFileTest, MeddlingIsSeenWhenTheFileIsOpened) {
  for (const char* sql :
       {"UPDATE nodes SET hash=zeroblob(32) WHERE level=2", "DELETE FROM nodes WHERE level=2 AND position=0",
        "UPDATE acts SET leaf=zeroblob(32) WHERE seq=4",
        "UPDATE checkpoints SET note=CAST(replace(CAST(note AS TEXT),'midspan','midspam') AS BLOB) WHERE size=5",
        "INSERT INTO acts SELECT 9,note,leaf,type,author FROM acts WHERE seq=1",
        "INSERT INTO acts SELECT 5,note,leaf,type,author FROM acts WHERE seq=1",
        "UPDATE acts SET note=CAST(replace(CAST(note AS TEXT),'registry','resistry') AS BLOB) WHERE seq=1",
        "DELETE FROM acts WHERE seq=4"}) {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    {
      auto file = create();
      for (int number = 0; number < 5; ++number) ASSERT_TRUE(file->append(file->desk(), draft(number)));
    }
    meddle(sql);
    EXPECT_FALSE(OperationFile::open(path_, {})) << sql;
  }
}

// Whoever opens the file next proves and covers them before anything is read: what is decided is decided by all acts.
TEST_F(OperationFileTest, ActsThatWereDurableButNotAnsweredForAreCoveredWhenTheFileIsOpened) {
  {
    auto file = create();
    for (int number = 0; number < 5; ++number) ASSERT_TRUE(file->append(file->desk(), draft(number)));
  }
  meddle("DELETE FROM checkpoints WHERE size>3");
  auto file = open();
  EXPECT_EQ(file->size(), 5U);
  EXPECT_EQ(open_checkpoint(*file->checkpoint(), file->log_key())->size, 5U);
  EXPECT_TRUE(file->receipt(4));
  ASSERT_TRUE(file->append(file->desk(), draft(5)));
  EXPECT_EQ(file->size(), 6U);
  EXPECT_EQ(parse_act(file->act(5)->bytes)->act.prev, base::to_hex(file->act(4)->leaf));
}

// No passphrase is needed to write into the file: a head is signed over nothing that its authors did not sign.
TEST_F(OperationFileTest, AnActBehindTheHeadCountsOnlyIfItsAuthorSignedIt) {
  OperationFile::Options options;
  options.seed = "seed";
  const auto behind = [&](auto make) {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    {
      auto file = create(options);
      Draft opening = draft(0);
      opening.type = type::kOperationOpen;
      opening.body = {
          {"log", file->log_key().vkey()}, {"party", "neutral"}, {"key", file->desk().key().vkey()}, {"keys", 1}};
      EXPECT_TRUE(file->append(file->desk(), opening));
      EXPECT_TRUE(file->append(file->desk(), draft(1)));
      Act act{file->operation(),
              2,
              "hold.lift",
              "neutral/desk",
              "registry",
              "2025-04-20T12:00:00Z",
              base::to_hex(file->act(1)->leaf),
              json::Object{{"hold", "1"}},
              {}};
      const std::string bytes = make(*file, act);
      file.reset();
      insert(bytes);
    }
    return OperationFile::open(path_, options);
  };
  const auto signed_by_desk = [](const OperationFile& file, const Act& act) { return *sign_act(act, file.desk()); };
  const auto kept = behind(signed_by_desk);
  ASSERT_TRUE(kept) << kept.error().message.code;
  EXPECT_EQ((*kept)->size(), 3U);
  const auto signed_by_another = [](const OperationFile&, const Act& act) {
    base::Randomness random("another");
    return *sign_act(act, *Signer::generate("neutral/desk", random));
  };
  EXPECT_EQ(behind(signed_by_another).error().message.code, "RCD-074");
  const auto by_nobody = [](const OperationFile&, Act act) {
    base::Randomness random("another");
    act.author = "north/desk";
    return *sign_act(act, *Signer::generate(act.author, random));
  };
  EXPECT_EQ(behind(by_nobody).error().message.code, "RCD-074");
}

TEST_F(OperationFileTest, WhoeverHasNotSeenAllActsRecordsNothing) {
  auto one = create();
  auto two = open();
  ASSERT_TRUE(one->append_all(one->desk(), {draft(0)}, 0));
  EXPECT_EQ(two->append_all(two->desk(), {draft(1)}, 0).error().message.code, "RCD-087");
  EXPECT_FALSE(two->is_read_only());
  EXPECT_EQ(two->size(), 1U);
  EXPECT_TRUE(two->append_all(two->desk(), {draft(1)}, 1));
  EXPECT_EQ(open()->size(), 2U);
}

// Both began before the file was there: only one may make it, and the other must not take it away.
TEST_F(OperationFileTest, AFileIsMadeByOneAlone) {
  ASSERT_TRUE(base::write_file(path_, ""));
  EXPECT_EQ(OperationFile::create(path_, {}).error().message.code, "RCD-070");
  EXPECT_TRUE(std::filesystem::exists(path_));
  std::filesystem::remove(path_);
  std::filesystem::create_symlink(folder_ / "elsewhere", path_);
  EXPECT_EQ(OperationFile::create(path_, {}).error().message.code, "RCD-070");
  EXPECT_FALSE(std::filesystem::exists(folder_ / "elsewhere"));
}

TEST_F(OperationFileTest, AnItemThatIsNotWhatTheActSaysDoesNotOpen) {
  auto file = create();
  const auto item = *file->put_item("hold", "", base::as_bytes("a hold"));
  EXPECT_TRUE(file->get_item({item.id, item.commitment}));
  Digest other = item.commitment;
  other[0] ^= 1;
  EXPECT_EQ(file->get_item({item.id, other}).error().message.code, "RCD-052");
}

TEST_F(OperationFileTest, OnAMediumThatTakesNoWritesEverythingCanBeRead) {
  {
    auto file = create();
    ASSERT_TRUE(file->append(file->desk(), draft(0)));
  }
  std::filesystem::permissions(path_, std::filesystem::perms(0444));
  std::filesystem::permissions(folder_, std::filesystem::perms(0555));
  const uid_t user = ::geteuid();
  if (user == 0) {
    ASSERT_EQ(::seteuid(65534), 0);
  }
  EXPECT_TRUE(OperationFile::opens_without_passphrase(path_));
  auto opened = OperationFile::open(path_, {});
  if (user == 0) {
    ASSERT_EQ(::seteuid(user), 0);
  }
  std::filesystem::permissions(folder_, std::filesystem::perms(0755));
  ASSERT_TRUE(opened) << opened.error().message.code;
  EXPECT_EQ((*opened)->size(), 1U);
  EXPECT_TRUE((*opened)->is_read_only());
  const auto refused = (*opened)->append((*opened)->desk(), draft(1)).error().message;
  EXPECT_EQ(refused.code, "RCD-075");
  EXPECT_EQ(std::get<std::string>(refused.arguments.front().second), "it cannot be written to");
}

TEST_F(OperationFileTest, TwoProcessesTakeTurns) {
  auto one = create();
  auto two = open();
  ASSERT_TRUE(one->append(one->desk(), draft(0)));
  ASSERT_TRUE(two->append(two->desk(), draft(1)));
  ASSERT_TRUE(two->append(two->desk(), draft(2)));
  const auto act = one->append(one->desk(), draft(3));
  ASSERT_TRUE(act);
  EXPECT_EQ(act->seq, 3);
  std::vector<std::jthread> writers;
  for (int writer = 0; writer < 4; ++writer)
    writers.emplace_back([&, writer] {
      for (int number = 0; number < 10; ++number)
        EXPECT_TRUE((writer % 2 == 0 ? one : two)->append(one->desk(), draft(number)));
    });
  writers.clear();
  EXPECT_EQ(open()->size(), 44U);
}

TEST_F(OperationFileTest, WhatIsNotAnOperationFileIsLeftAlone) {
  EXPECT_EQ(OperationFile::open(folder_ / "none", {}).error().message.code, "RCD-072");
  ASSERT_TRUE(base::write_file(path_, "a text"));
  EXPECT_FALSE(OperationFile::open(path_, {}));
  EXPECT_EQ(*base::read_file(path_), "a text");
  EXPECT_EQ(OperationFile::create(path_, {}).error().message.code, "RCD-070");
  std::filesystem::remove(path_);
  create();
  meddle("PRAGMA user_version=2");
  EXPECT_EQ(OperationFile::open(path_, {}).error().message.code, "RCD-073");
}

TEST_F(OperationFileTest, OpenedForReadingItWritesNothing) {
  {
    auto file = create();
    ASSERT_TRUE(file->append(file->desk(), draft(0)));
  }
  OperationFile::Options options;
  options.mode = OperationFile::Options::Mode::Read;
  auto file = open(options);
  EXPECT_TRUE(file->is_read_only());
  EXPECT_EQ(file->size(), 1U);
  EXPECT_EQ(file->append(file->desk(), draft(1)).error().message.code, "RCD-075");
  EXPECT_EQ(file->put_item("a", "", base::as_bytes("b")).error().message.code, "RCD-075");
}

TEST_F(OperationFileTest, KeyFilesAreForTheirOwnerOnly) {
  base::Randomness random("keys");
  const Signer signer = *Signer::generate("north/registry", random);
  const auto path = folder_ / "north.key";
  ASSERT_TRUE(write_key_file(path, signer, "correct horse", random));
  struct stat status{};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_EQ(read_key_file(path, "correct horse")->key(), signer.key());
  EXPECT_EQ(read_key_file(path, "wrong").error().message.code, "RCD-050");
  EXPECT_EQ(write_key_file(path, signer, "x", random).error().message.code, "RCD-081");
}

TEST_F(OperationFileTest, ABundleBecomesACopyAndLaterBundlesAddToIt) {
  OperationFile::Options options;
  options.passphrase = "correct horse";
  auto keeper = create(options);
  const auto item = *keeper->put_item("note", "", base::as_bytes("hidden words"));
  Draft act = draft(0);
  act.attachments = {item.attachment()};
  ASSERT_TRUE(keeper->append(keeper->desk(), act));
  const Bundle first = *keeper->export_bundle({}, OperationFile::WithItems::Yes);
  for (int number = 1; number < 9; ++number) ASSERT_TRUE(keeper->append(keeper->desk(), draft(number)));
  const Bundle second = *keeper->export_bundle({}, OperationFile::WithItems::Yes);

  const auto path = folder_ / "copy.midspan";
  OperationFile::Options wrong;
  wrong.passphrase = "wrong horse";
  EXPECT_EQ(OperationFile::import_bundle(path, first, wrong).error().message.code, "RCD-050");
  EXPECT_FALSE(std::filesystem::exists(path));
  auto copy = OperationFile::import_bundle(path, first, options);
  ASSERT_TRUE(copy) << copy.error().message.code;
  EXPECT_TRUE((*copy)->is_copy());
  EXPECT_FALSE(keeper->is_copy());
  EXPECT_EQ((*copy)->size(), 1U);
  EXPECT_EQ(base::as_text(*(*copy)->get_item({item.id})), "hidden words");
  EXPECT_EQ((*copy)->append((*copy)->desk(), draft(1)).error().message.code, "RCD-084");
  EXPECT_EQ((*copy)->export_bundle({}).error().message.code, "RCD-084");
  copy->reset();
  copy = OperationFile::import_bundle(path, second, options);
  ASSERT_TRUE(copy) << copy.error().message.code;
  EXPECT_EQ((*copy)->size(), 9U);
  EXPECT_EQ(*(*copy)->export_log(), *keeper->export_log());
  copy->reset();
  copy = OperationFile::import_bundle(path, first, options);  // an older one takes nothing away
  ASSERT_TRUE(copy) << copy.error().message.code;
  EXPECT_EQ((*copy)->size(), 9U);
  EXPECT_EQ(OperationFile::import_bundle(path_, first, options).error().message.code, "RCD-086");
}

TEST_F(OperationFileTest, AnotherHistoryIsNotTakenIn) {
  OperationFile::Options options;
  options.seed = "two histories";
  const auto history = [&](const char* name, int number) {
    path_ = folder_ / name;
    auto file = create(options);
    EXPECT_TRUE(file->append(file->desk(), draft(0)));
    EXPECT_TRUE(file->append(file->desk(), draft(number)));
    return *file->export_bundle({});
  };
  const Bundle one = history("one.midspan", 1);
  const Bundle two = history("two.midspan", 2);
  const auto path = folder_ / "copy.midspan";
  ASSERT_TRUE(OperationFile::import_bundle(path, one, {}));
  const auto other = OperationFile::import_bundle(path, two, {});
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().message.code, "RCD-085");
  EXPECT_EQ(*(*OperationFile::open(path, {}))->export_log(), one.files.at("log.txt"));
}
