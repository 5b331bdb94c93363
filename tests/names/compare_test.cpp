// SPDX-License-Identifier: Apache-2.0
// Pairs made up for this project: what a careful registry officer would say of each.
#include "names/compare.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace midspan::names {
namespace {

int score(std::string_view left, std::string_view right) {
  const PreparedName one = prepare_name(left);
  const PreparedName other = prepare_name(right);
  const int there = compare_names(one, other).score;
  const int back = compare_names(other, one).score;
  EXPECT_EQ(there, back) << left << " | " << right;
  return there;
}

TEST(CompareNames, OnePersonsName) {
  static constexpr std::pair<std::string_view, std::string_view> kPairs[] = {
      {"Yender Rondón Araujo", "RONDON ARAUJO, YENDER"},
      {"Yender José Rondón", "Yender Rondón"},
      {"José Luis Paredes Quintero", "Jose Luis Paredez Quintero"},
      {"José Paredes", "José Luis Paredes Quintero"},
      {"Maribel Contreras", "Marivel Contreras"},
      {"Dr. Anselm Krüger", "Anselm Krueger"},
      {"Wolfgang Maier", "Wolfgang Meyer"},
      {"Bill Thornbury", "William Thornbury"},
      {"J. Thornbury", "John Thornbury"},
      {"Ahmad bin Yusuf al-Halabi", "Ahmed Youssef El Halaby"},
      {"Abdul Rahman Saleh Nasser", "Abd al-Rahman Salih Nasir"},
      {"Abdurrahman Saleh", "Abdul Rahman Saleh"},
      {"محمد أحمد الحلبي", "Mohamed Ahmad al-Halabi"},
      {"عبد الرحمن صالح", "Abdulrahman Saleh"},
      {"محمد صالح", "محمّد صَالح"},
      {"Сергей Бондаренко", "Serhii Bondarenko"},
      {"Сергей Бондаренко", "Сергій Бондаренко"},
      {"Бондаренко Сергей Петрович", "Sergei Bondarenko"},
      {"Aleksandr Kovalyov", "Alexander Kovalev"},
      {"Oleksandr Tkachuk", "Александр Ткачук"},
      {"דוד לוין", "David Levin"},
      {"김민수", "Kim Min-su"},
      {"Kim Minsu", "Min-Su KIM"},
      {"Muhammad Hasni Barakzai", "Muhammadhasni Barakzai"},
      {"Haji Gul Agha", "Gul Agha"},
      {"Olena Shevchuk (Yelena Shevchuk)", "Елена Шевчук"},
      {"Tarek Mansour alias Abu Layth", "Tariq Mansur"},
  };
  for (const auto& [left, right] : kPairs) EXPECT_GE(score(left, right), kSameName) << left << " | " << right;
}

TEST(CompareNames, TwoPersonsNames) {
  static constexpr std::pair<std::string_view, std::string_view> kPairs[] = {
      {"Ahmad Saleh Nasser", "Omar Saleh Nasser"},  // brothers
      {"Hassan Ali Nasser", "Hussein Ali Nasser"},  // brothers, names that look alike
      {"José Luis Paredes", "José Luis Contreras"},
      {"Carlos Paredes Quintero", "Miguel Paredes Quintero"},
      {"Wolfgang Maier", "Wolfgang Schuster"},
      {"Anselm Krüger", "Angelika Krüger"},
      {"Bill Thornbury", "Robert Thornbury"},
      {"J. Thornbury", "Peter Thornbury"},
      {"Сергей Бондаренко", "Андрей Бондаренко"},
      {"Sergei Bondarenko", "Андрей Бондаренко"},
      {"محمد أحمد الحلبي", "Mahmoud Khalil al-Halabi"},
      {"Ahmad", "Ahmad Saleh"},
      {"Maria Contreras", "Mario Contreras"},
      {"Kim Minsu", "Kim Jiyoung"},
      {"", "Ahmad"},
      {"", ""},
      {"Dr.", "Prof."},
  };
  for (const auto& [left, right] : kPairs) EXPECT_LT(score(left, right), kSameName) << left << " | " << right;
}

TEST(CompareNames, ExplainsInASentence) {
  const PreparedName left = prepare_name("Ahmad Saleh Nasser");
  const PreparedName right = prepare_name("Omar Saleh Nasir");
  const base::Message why = explain(left, right, compare_names(left, right));
  EXPECT_EQ(why.code, "NAM-203");
  EXPECT_EQ(std::get<std::string>(why.arguments[0].second), "Saleh, Nasser ≈ Nasir");
  EXPECT_EQ(std::get<std::string>(why.arguments[1].second), "Ahmad");
  EXPECT_EQ(std::get<std::string>(why.arguments[2].second), "Omar");
}

RC_GTEST_PROP(CompareNames, ScoresStayInBoundsForAnyText, ()) {
  const auto text = [] {
    std::string out;
    for (const std::string& piece : *rc::gen::container<std::vector<std::string>>(
             rc::gen::element<std::string>("Ahmad", " ", "al-", "J.", ",", "(", "عبد", "محمد", "Иван", "山田", "김민수",
                                           "\xFF", "-", "bin ", "\"", "x", "ኃይሌ")))
      out += piece;
    return out;
  };
  const std::string left = text();
  const int one = score(left, text());
  RC_ASSERT(one >= 0 && one <= 10000);
}

TEST(CompareNames, LongTextTakesNoTime) {
  std::string cell;
  while (cell.size() < 100000) cell += "عبد الرحمن Abd ";
  EXPECT_LE(score(cell, cell + "x"), 10000);
  EXPECT_LE(score(std::string(100000, 'a'), std::string(100000, 'b')), 10000);
}

}  // namespace
}  // namespace midspan::names
