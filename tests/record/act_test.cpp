// SPDX-License-Identifier: Apache-2.0
#include "record/act.hpp"

#include <gtest/gtest.h>

#include "record/log_text.hpp"
#include "sample.hpp"

namespace base = midspan::base;
namespace json = midspan::base::json;
using namespace midspan::record;
using midspan::record::samples::kOperation;
using midspan::record::samples::Sample;

namespace {

Act some_act() {
  Act act;
  act.operation = kOperation;
  act.seq = 3;
  act.type = "list.submit";
  act.author = "north/registry";
  act.role = "registry";
  act.at = "2025-04-20T12:00:00Z";
  act.body = json::Object{{"list", "a"}, {"rows", 252}};
  act.attachments = {{base::sha256("file"), 4}};
  return act;
}

}  // namespace

TEST(Act, OneCanonicalLineThatALawyerCanRead) {
  const Sample sample;
  const auto bytes = sign_act(some_act(), sample.signer("north/registry"));
  ASSERT_TRUE(bytes);
  EXPECT_EQ(
      bytes->substr(0, bytes->find('\n')),
      "{\"at\":\"2025-04-20T12:00:00Z\",\"attachments\":[{\"digest\":\"" + base::to_hex(base::sha256("file")) +
          "\",\"size\":4}],\"author\":\"north/registry\",\"body\":{\"list\":\"a\",\"rows\":252},\"operation\":\"" +
          kOperation + "\",\"prev\":\"\",\"role\":\"registry\",\"seq\":3,\"type\":\"list.submit\",\"v\":1}");
  const auto parsed = parse_act(*bytes);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->act.seq, 3);
  EXPECT_EQ(parsed->act.attachments, some_act().attachments);
  EXPECT_EQ(parsed->act.body, some_act().body);
  EXPECT_EQ(check(parsed->note, sample.signer("north/registry").key()), SignatureState::Good);
}

TEST(Act, UnknownTypesAreKept) {
  const Sample sample;
  Act act = some_act();
  act.type = "weather.report-2";
  EXPECT_TRUE(parse_act(*sign_act(act, sample.signer("north/registry"))));
}

TEST(Act, WhatTheEnvelopeDoesNotAllow) {
  const Sample sample;
  const Signer& signer = sample.signer("north/registry");
  const std::vector<std::function<void(Act&)>> faults = {
      [](Act& act) { act.operation = "6F1C"; },
      [](Act& act) { act.seq = -1; },
      [](Act& act) { act.type = "submit"; },
      [](Act& act) { act.type = "list..submit"; },
      [](Act& act) { act.type = "List.submit"; },
      [](Act& act) { act.author = "south/registry"; },
      [](Act& act) { act.role = "two words"; },
      [](Act& act) { act.at = "2025-02-30T12:00:00Z"; },
      [](Act& act) { act.at = "2025-04-20T24:00:00Z"; },
      [](Act& act) { act.at = "2025-04-20 12:00:00Z"; },
      [](Act& act) { act.prev = "abc"; },
      [](Act& act) { act.body = "text"; },
      [](Act& act) { act.body = json::Object{{"x", 1.5}}; },
      [](Act& act) { act.body = json::Object{{"x", "\xFF"}}; },
      [](Act& act) { act.body = json::Object{{"x", std::int64_t{1} << 60}}; },
  };
  for (std::size_t at = 0; at < faults.size(); ++at) {
    Act act = some_act();
    faults[at](act);
    const auto bytes = sign_act(act, signer);
    ASSERT_FALSE(bytes) << at;
    EXPECT_EQ(bytes.error().message.code, "RCD-030") << at;
  }
}

TEST(Act, TheSizeLimitIsExact) {
  const Sample sample;
  const Signer& signer = sample.signer("north/registry");
  Act act = some_act();
  act.body = json::Object{{"x", ""}};
  const std::size_t room = kLargestAct - sign_act(act, signer)->size();
  act.body = json::Object{{"x", std::string(room, 'x')}};
  const auto largest = sign_act(act, signer);
  ASSERT_TRUE(largest);
  EXPECT_EQ(largest->size(), kLargestAct);
  EXPECT_TRUE(parse_act(*largest));
  act.body = json::Object{{"x", std::string(room + 1, 'x')}};
  EXPECT_EQ(sign_act(act, signer).error().message.code, "RCD-031");
}

TEST(Act, OtherSpellingsOfTheSameActAreNotActs) {
  const Sample sample;
  const Signer& signer = sample.signer("north/registry");
  const std::string bytes = *sign_act(some_act(), signer);
  const std::string line = bytes.substr(0, bytes.find('\n'));
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string altered = line;
    altered.replace(altered.find(from), from.size(), to);
    return sign_note(altered + "\n", signer);
  };
  for (const auto& [from, to] : std::initializer_list<std::pair<std::string_view, std::string_view>>{
           {"\"seq\":3", "\"seq\": 3"},
           {"\"seq\":3", "\"seq\":3.0"},
           {"\"seq\":3", "\"seq\":\"3\""},
           {"\"v\":1", "\"v\":2"},
           {"\"v\":1", "\"v\":1,\"w\":1"},
           {"\"prev\":\"\",", ""},
           {"list.submit", "list\\u002esubmit"},
           {"\"size\":4", "\"size\":-4"},
           {"\"rows\":252", "\"rows\":252,\"rows\":253"}}) {
    const auto parsed = parse_act(with(from, to));
    ASSERT_FALSE(parsed) << to;
    EXPECT_EQ(parsed.error().message.code, "RCD-032") << to;
  }
  EXPECT_FALSE(parse_act(sign_note(line + "\n" + line + "\n", signer)));
  EXPECT_FALSE(parse_act(sign_note(line + "\n", sample.signer("south/registry"))));
}

TEST(LogText, SplitsIntoTheSameBytes) {
  const Sample sample = Sample::small();
  const std::vector<std::string_view> acts(sample.acts().begin(), sample.acts().end());
  const std::string text = log_text(acts);
  const auto entries = split_log(text);
  ASSERT_TRUE(entries);
  ASSERT_EQ(entries->size(), acts.size());
  for (std::size_t at = 0; at < acts.size(); ++at) {
    EXPECT_EQ((*entries)[at].bytes, acts[at]);
    EXPECT_EQ(text.substr((*entries)[at].offset, 5), "{\"at\"");
    EXPECT_EQ((*entries)[at].line,
              static_cast<std::size_t>(
                  std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>((*entries)[at].offset), '\n')) +
                  1);
  }
  EXPECT_TRUE(split_log(kLogHeader));
  for (const std::string& broken :
       {std::string(), std::string(kLogHeader) + "\n", text + "\n", text.substr(0, text.size() - 1), "\n" + text})
    EXPECT_FALSE(split_log(broken));
}
