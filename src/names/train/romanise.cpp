// SPDX-License-Identifier: Apache-2.0
// Given names are pairs of letters that stand in names. Which letters meet is drawn with a fixed generator, a few for
// each letter: the table shall learn how each is spelt beside any other, not a list of names.
#include "names/train/romanise.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "base/embedded.hpp"
#include "names/letters.hpp"
#include "names/normalise.hpp"
#include "names/table_text.hpp"

MIDSPAN_DECLARE_EMBEDDED(names_hanzi);

namespace midspan::names {

namespace {

constexpr int kUsual = 3;  // how often a name by the main spelling counts; by another once

struct Draw {
  std::uint32_t state = 1;
  std::size_t below(std::size_t limit) {
    state = state * 1664525U + 1013904223U;
    return (state >> 16) % limit;
  }
};

}  // namespace

std::vector<SpellingPair> chinese_names() {
  std::map<char32_t, std::vector<std::string>> hong_kong;
  std::u32string family;
  std::u32string given;
  for_each_row(MIDSPAN_EMBEDDED(names_hanzi), [&](std::span<const std::string_view> cells) {
    if (cells.size() < 2) return;
    const std::u32string letters = code_points(fold(cells[1]));
    if (cells[0] == "family") family += letters;
    else if (cells[0] == "given") given += letters;
    else if (cells[0] == "hong_kong" && cells.size() > 2)
      for_each_part(cells[2], '|',
                    [&](std::string_view spelling) { hong_kong[letters.front()].emplace_back(spelling); });
  });
  std::vector<SpellingPair> pairs;
  const auto pinyin = [](char32_t letter) {
    std::string text = syllable_text(letter >= 0x4E00 ? syllable_letter(letter) : letter);
    std::replace(text.begin(), text.end(), 'v', 'u');
    return text;
  };
  const auto add = [&](const std::u32string& name) {
    std::string usual;
    std::string other;
    std::vector<std::string> third = {""};
    for (const char32_t letter : name) {
      const std::string sound = pinyin(letter);
      if (sound.empty()) return;
      usual += sound;
      other += wade_giles(sound);
      const auto spelt = hong_kong.find(letter);
      std::vector<std::string> longer;
      if (spelt != hong_kong.end())
        for (const std::string& head : third)
          for (const std::string& one : spelt->second) longer.push_back(head + one);
      third = std::move(longer);
    }
    const std::string native = utf8(name);
    pairs.push_back({usual, native, kUsual});
    if (other != usual) pairs.push_back({other, native, 1});
    for (const std::string& one : third) pairs.push_back({one, native, 1});
  };
  for (const char32_t letter : family) add({letter});
  for (const char32_t letter : given) add({letter});
  Draw draw;
  constexpr std::size_t kBeside = 6;
  for (const char32_t letter : given)
    for (std::size_t round = 0; round < kBeside; ++round) add({letter, given[draw.below(given.size())]});
  // A rare letter for every sound, so that letters of no name are read too.
  std::map<char32_t, char32_t> letter_of;
  for (char32_t letter = 0x4E00; letter <= 0x9FFF; ++letter)
    if (const char32_t syllable = syllable_letter(letter); syllable != 0) letter_of[syllable] = letter;
  std::vector<char32_t> rare;
  for (const auto& [syllable, letter] : letter_of) rare.push_back(letter);
  constexpr std::size_t kRareBeside = 3;
  for (const char32_t letter : rare) {
    add({letter});
    for (std::size_t round = 0; round < kRareBeside; ++round) add({letter, rare[draw.below(rare.size())]});
  }
  return pairs;
}

std::vector<SpellingPair> korean_names() {
  static constexpr std::string_view kFamily[] = {"김|kim|gim",
                                                 "이|lee|yi|rhee|ri",
                                                 "박|park|pak|bak",
                                                 "최|choi|choe",
                                                 "정|jung|jeong|chung|chong",
                                                 "강|kang|gang",
                                                 "조|cho|jo",
                                                 "윤|yoon|yun",
                                                 "장|jang|chang",
                                                 "임|lim|im|rim",
                                                 "한|han",
                                                 "오|oh|o",
                                                 "서|seo|suh|so",
                                                 "신|shin|sin",
                                                 "권|kwon|gwon",
                                                 "황|hwang",
                                                 "안|ahn|an",
                                                 "송|song",
                                                 "전|jeon|chun|chon",
                                                 "홍|hong",
                                                 "유|yoo|yu|ryu",
                                                 "고|ko|go|koh",
                                                 "문|moon|mun",
                                                 "양|yang",
                                                 "손|son|sohn",
                                                 "배|bae|pae",
                                                 "백|baek|paik|paek",
                                                 "허|heo|hur|ho",
                                                 "남|nam",
                                                 "심|shim|sim",
                                                 "노|noh|roh|no",
                                                 "하|ha",
                                                 "곽|kwak|gwak",
                                                 "성|sung|seong|song",
                                                 "차|cha",
                                                 "주|joo|ju|chu",
                                                 "우|woo|u",
                                                 "구|koo|gu|ku",
                                                 "민|min",
                                                 "류|ryu|yoo|ryoo",
                                                 "나|na|ra",
                                                 "진|jin|chin",
                                                 "지|ji|chi",
                                                 "엄|um|eom",
                                                 "원|won",
                                                 "천|cheon|chun|chon",
                                                 "방|bang|pang",
                                                 "공|kong|gong",
                                                 "현|hyun|hyeon|hyon",
                                                 "함|ham",
                                                 "변|byun|byeon|pyon",
                                                 "염|yum|yeom|yom",
                                                 "여|yeo|yo",
                                                 "추|choo|chu",
                                                 "도|do|to",
                                                 "석|seok|suk|sok",
                                                 "선|sun|seon|son",
                                                 "설|seol|sul|sol",
                                                 "마|ma",
                                                 "길|gil|kil",
                                                 "리|ri|lee",
                                                 "림|rim|lim",
                                                 "량|ryang|yang",
                                                 "렴|ryom|yeom",
                                                 "라|ra|na"};
  static constexpr std::string_view kGiven =
      "서준민지현수영진호우윤하은유연주성재동경정희승혜원선미상태인석훈철용규빈아나예린채소율시도건환기광남대덕란래만명"
      "문범병복봉사삼순숙식신안애양열옥완욱웅월일자종중찬창천춘택필학한해향형홍화황효후희";
  std::vector<SpellingPair> pairs;
  for (const std::string_view row : kFamily) {
    std::string native;
    for_each_part(row, '|', [&](std::string_view part) {
      if (native.empty()) native = part;
      else pairs.push_back({std::string(part), native, kUsual});
    });
  }
  std::u32string given;
  for (const char32_t letter : code_points(kGiven))
    if (given.find(letter) == std::u32string::npos) given += letter;
  Draw draw;
  constexpr std::size_t kBeside = 10;
  for (const char32_t letter : given) {
    const auto first = hangul_spellings(letter);
    for (std::size_t round = 0; round < kBeside; ++round) {
      const char32_t beside = given[draw.below(given.size())];
      const auto second = hangul_spellings(beside);
      const std::string native = utf8(std::u32string{letter, beside});
      for (std::size_t way = 0; way < std::max(first.size(), second.size()); ++way)
        pairs.push_back({first[std::min(way, first.size() - 1)] + second[std::min(way, second.size() - 1)], native,
                         way == 0 ? kUsual : 1});
    }
  }
  return pairs;
}

}  // namespace midspan::names
