// SPDX-License-Identifier: Apache-2.0
// Sentences: every code has one in each language it must have, with the same arguments, and it can be read.
#include <gtest/gtest.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>

#include <algorithm>
#include <regex>

#include "rules/catalogues.hpp"

namespace midspan::rules {
namespace {

// Names of the arguments of a MessageFormat pattern, at any depth.
std::set<std::string> arguments_of(const std::string& sentence) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::MessagePattern pattern(icu::UnicodeString::fromUTF8(sentence), nullptr, status);
  std::set<std::string> names;
  for (int32_t at = 0; U_SUCCESS(status) && at < pattern.countParts(); ++at) {
    const icu::MessagePattern::Part& part = pattern.getPart(at);
    if (part.getType() != UMSGPAT_PART_TYPE_ARG_NAME && part.getType() != UMSGPAT_PART_TYPE_ARG_NUMBER) continue;
    std::string name;
    pattern.getSubstring(part).toUTF8String(name);
    names.insert(name);
  }
  return names;
}

std::string joined(const std::set<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += " {" + name + "}";
  return out;
}

TEST(Catalogues, EveryLanguageHasEverySentence) {
  const auto& all = catalogues();
  for (const char* language : {"ar", "es"})
    for (const auto& [key, sentence] : all.at("en"))
      EXPECT_TRUE(all.at(language).contains(key)) << key << " is not in " << language;
  for (const auto& [language, sentences] : all)
    for (const auto& [key, sentence] : sentences)
      EXPECT_TRUE(all.at("en").contains(key)) << key << " is only in " << language;
}

TEST(Catalogues, AKeyIsInOneAreaOnly) {
  std::map<std::string, std::string> areas;
  for (const SourceFile& file : tree()) {
    if (!file.is_below("locales/en")) continue;
    for (const std::string& key : keys_of_area("en", fs::path(file.path).stem().string())) {
      const auto [entry, fresh] = areas.emplace(key, file.path);
      EXPECT_TRUE(fresh) << key << " is in " << file.path << " and " << entry->second;
    }
  }
}

TEST(Catalogues, SentencesCanBeRead) {
  for (const auto& [language, sentences] : catalogues())
    for (const auto& [key, sentence] : sentences) {
      UErrorCode status = U_ZERO_ERROR;
      const icu::MessageFormat format(icu::UnicodeString::fromUTF8(sentence), icu::Locale(language.c_str()), status);
      EXPECT_TRUE(U_SUCCESS(status)) << language << " " << key << ": " << u_errorName(status) << ": " << sentence;
      EXPECT_EQ(sentence.find('\''), std::string::npos)
          << language << " " << key << ": write ’, for ' quotes in MessageFormat";
    }
}

TEST(Catalogues, SentencesHaveTheSameArgumentsInEveryLanguage) {
  const auto& english = catalogues().at("en");
  for (const auto& [language, sentences] : catalogues())
    for (const auto& [key, sentence] : sentences) {
      const auto original = english.find(key);
      if (original == english.end()) continue;
      EXPECT_EQ(joined(arguments_of(sentence)), joined(arguments_of(original->second))) << language << " " << key;
    }
}

TEST(Catalogues, WhatToDoBelongsToASentence) {
  for (const auto& [language, sentences] : catalogues())
    for (const auto& [key, sentence] : sentences)
      if (key.ends_with(".do")) {
        EXPECT_TRUE(sentences.contains(key.substr(0, key.size() - 3))) << language << " " << key;
      }
}

TEST(Catalogues, TheStaticVerifiersSentencesNeedNoUnicodeLibrary) {
  static const std::regex kPlain(R"([^{}]*(\{[a-z_]+\}[^{}]*)*)");
  for (const auto& [language, sentences] : catalogues())
    for (const auto& [key, sentence] : sentences)
      if (key.starts_with("VER-") || key.starts_with("RCD-") || key.starts_with("BAS-")) {
        EXPECT_TRUE(std::regex_match(sentence, kPlain)) << language << " " << key << ": " << sentence;
      }
}

struct Use {
  std::string file;
  std::size_t line = 0;
  bool is_failure = false;
};

// Codes that the program speaks of, and where.
std::multimap<std::string, Use> used_codes() {
  static const std::regex kCode(R"re("([A-Z]{3}-\d{3})")re");
  static const std::regex kFailure(
      R"re((failure|[Ff]inding|[Dd]oubt|[Ww]rong|refus(e|al))\w*\s*[({].*"[A-Z]{3}-\d{3}")re");
  std::multimap<std::string, Use> used;
  for (const SourceFile& file : tree()) {
    if (!file.is_below("src") || !file.is_cpp()) continue;
    for (std::size_t at = 0; at < file.lines.size(); ++at) {
      const std::string line(file.lines[at].substr(0, file.lines[at].find("//")));  // comments may give examples
      const bool fails = std::regex_search(line, kFailure);
      for (auto match = std::sregex_iterator(line.begin(), line.end(), kCode); match != std::sregex_iterator(); ++match)
        used.emplace((*match)[1], Use{file.path, at + 1, fails});
    }
  }
  return used;
}

TEST(Catalogues, EveryCodeOfTheProgramHasASentence) {
  const auto& english = catalogues().at("en");
  std::set<std::string> missing;  // each is said once
  for (const auto& [code, use] : used_codes())
    for (const std::string& key : {code, code + ".do"}) {
      if (english.contains(key) || (key != code && !use.is_failure) || !missing.insert(key).second) continue;
      ADD_FAILURE() << use.file << ":" << use.line << ": " << key << " has no sentence in locales/en";
    }
}

// Beginnings of codes whose rest is worked out: "RCN-" + std::to_string(200 + level).
std::set<std::string> worked_out() {
  static const std::regex kBeginning(R"re("([A-Z]{3}-\d{0,2})("\s*\+|\{))re");
  std::set<std::string> beginnings;
  for (const SourceFile& file : tree())
    if (file.is_below("src"))
      for (auto match = std::sregex_iterator(file.text.begin(), file.text.end(), kBeginning);
           match != std::sregex_iterator(); ++match)
        beginnings.insert((*match)[1]);
  return beginnings;
}

TEST(Catalogues, NoSentenceIsLeftOver) {
  const auto used = used_codes();
  const auto beginnings = worked_out();
  static const std::regex kCode(R"([A-Z]{3}-\d{3})");
  for (const auto& [key, sentence] : catalogues().at("en")) {
    if (!std::regex_match(key, kCode)) continue;
    const bool said = used.contains(key) ||
                      std::any_of(beginnings.begin(), beginnings.end(),
                                  [&key = key](const std::string& beginning) { return key.starts_with(beginning); });
    EXPECT_TRUE(said) << key << " is said nowhere in src/: " << sentence;
  }
}

TEST(Catalogues, CodesBeginWithThePrefixOfTheirFolder) {
  static const std::map<std::string, std::string> kPrefixes = {
      {"base", "BAS"},   {"names", "NAM"},  {"lists", "LST"},    {"reconcile", "RCN"},
      {"terms", "TRM"},  {"clear", "CLR"},  {"sign", "SGN"},     {"handover", "HND"},
      {"record", "RCD"}, {"verify", "VER"}, {"documents", "DOC"}};
  for (const auto& [code, use] : used_codes()) {
    const auto prefix = kPrefixes.find(folder_of(use.file.substr(4)));
    if (prefix == kPrefixes.end()) continue;
    EXPECT_TRUE(code.starts_with(prefix->second) || code.starts_with("BAS"))
        << use.file << ":" << use.line << ": " << code;
  }
}

// locale::say("documents.title", ...) and Message{"verb.clear"} name keys that exist.
TEST(Catalogues, EveryKeyOfTheProgramHasASentence) {
  static const std::regex kKey(
      R"re(\b(say|label|words?|Message|sentence)\s*[({]\s*"([a-z]+(\.[a-z0-9_-]+)+)"\s*[,})])re");
  const auto& english = catalogues().at("en");
  for (const SourceFile& file : tree()) {
    if (!file.is_below("src") || !file.ends_with(".cpp")) continue;
    for (auto match = std::sregex_iterator(file.text.begin(), file.text.end(), kKey); match != std::sregex_iterator();
         ++match)
      EXPECT_TRUE(english.contains((*match)[2])) << file.path << ": " << (*match)[2] << " has no sentence";
  }
}

}  // namespace
}  // namespace midspan::rules
