// SPDX-License-Identifier: Apache-2.0
#include "reconcile/encode/sexes.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace midspan::reconcile {

namespace {

// Letters that say a sex only beside their other: laki-laki and perempuan, erkek and kadın, άνδρας and γυναίκα,
// man and vrouw, férfi and nő; 1 and 2 by ISO 5218. The men's first.
constexpr std::pair<std::string_view, std::string_view> kLetters[] = {{"l", "p"}, {"e", "k"}, {"α", "γ"}, {"m", "v"},
                                                                      {"α", "θ"}, {"m", "k"}, {"m", "z"}, {"b", "f"},
                                                                      {"f", "n"}, {"1", "2"}, {"k", "q"}};

}  // namespace

std::string sex_in(std::string_view text, const std::set<std::string_view>& there_are) {
  static constexpr std::string_view kMen[] = {
      "m",       "male",  "man",       "masculino", "masc",     "varon",     "hombre",    "h",
      "homme",   "м",     "муж",       "мужской",   "ч",        "чол",       "чоловик",   "чоловича",
      "ذكر",     "رجل",   "מ",         "זכר",       "男",       "boy",       "mannlich",  "mann",
      "maschio", "uomo",  "mezczyzna", "erkek",     "kisi",     "مرد",       "barbat",    "ferfi",
      "muski",   "мушки", "мъж",       "muz",       "ανδρασ",   "αρρεν",     "laki laki", "lelaki",
      "pria",    "nam",   "mwanaume",  "mume",      "lab",      "მამრობითი", "კაცი",      "արական",
      "남",      "남자",  "남성",      "ወንድ",       "masculin", "homem",     "мужчина"};
  static constexpr std::string_view kWomen[] = {
      "f",        "female", "woman",      "femenino", "fem",     "mujer",  "femme",     "w",      "ж",      "жен",
      "женский",  "жин",    "жиноча",     "жинка",    "انثي",    "امراه",  "נ",         "נקבה",   "女",     "girl",
      "weiblich", "frau",   "femmina",    "donna",    "kobieta", "kadin",  "qadin",     "زن",     "femeie", "no",
      "zenski",   "женски", "жена",       "zena",     "γυναικα", "θηλυ",   "perempuan", "wanita", "nu",     "mwanamke",
      "mke",      "dhedig", "მდედრობითი", "ქალი",     "իգական",  "여",     "여자",      "여성",   "ሴት",     "feminin",
      "mulher",   "vrouw",  "kvinna",     "kvinne",   "kvinde",  "женщина"};
  for (const auto& [man, woman] : kLetters)
    if (there_are.size() == 2 && there_are.contains(man) && there_are.contains(woman)) return text == man ? "m" : "f";
  // h is a man there, and m a woman
  if (text == "m" && (there_are.contains("h") || there_are.contains("hombre"))) return "f";
  if (std::find(std::begin(kMen), std::end(kMen), text) != std::end(kMen)) return "m";
  if (std::find(std::begin(kWomen), std::end(kWomen), text) != std::end(kWomen)) return "f";
  return std::string(text);
}

}  // namespace midspan::reconcile
