// SPDX-License-Identifier: Apache-2.0
// How names are built, rule by rule, on pairs of made-up people: what a careful registry officer would say of each.
#include <gtest/gtest.h>

#include <span>

#include "names/compare.hpp"

namespace midspan::names {
namespace {

struct Case {
  std::string_view left;
  std::string_view right;
  bool same;
};

struct Rule {
  std::string_view name;
  std::span<const Case> cases;
  std::string_view country = {};
  std::string_view language = {};
};

constexpr Case kArabicChains[] = {
    {"Samir Khalil Nasser al-Masri", "Samir al-Masri", true},
    {"Samir Khalil Nasser al-Masri", "Samir Khalil al-Masri", true},
    {"سمير خليل ناصر المصري", "سمير المصري", true},
    {"سمير خليل ناصر المصري", "Samir Khalil Masri", true},
    {"Samir Khalil Nasser al-Masri", "Samir Nasser al-Masri", true},
    {"Samir bin Khalil bin Nasser", "Samir Khalil Nasser", true},
    {"Samir Khalil Nasser al-Masri", "Samir Jamal Nasser al-Masri", false},
    {"Samir Khalil Nasser al-Masri", "Jamil Khalil Nasser al-Masri", false},
    {"سمير خليل المصري", "خليل سمير المصري", false},
    {"Yousef Ibrahim Salem", "Ibrahim Yousef Salem", false},
    {"خليل سمير", "سمير خليل", false},
    {"KHALIL Samir", "Samir Khalil", true},  // capitals tell which is the family name
    {"Khalil Samir", "Samir Khalil", false},
    // Without the given name it is the father's; Mohammed before a name is often left out.
    {"Samir Khalil Nasser al-Masri", "Khalil Nasser al-Masri", false},
    {"سمير خليل ناصر المصري", "Khalil Nasser Masri", false},
    {"Mohammed Samir Khalil al-Masri", "Samir Khalil al-Masri", true},
};

constexpr Case kKunyas[] = {
    {"Abu Hadi Samir Khalil", "Samir Khalil", true},    {"Samir Khalil (Abu Hadi)", "Samir Khalil", true},
    {"Samir Khalil alias Abu Hadi", "سمير خليل", true}, {"أبو هادي سمير خليل", "Samir Khalil", true},
    {"Abu Hadi al-Masri", "أبو هادي المصري", true},     {"Abu Hadi al-Masri", "Umm Hadi al-Masri", false},
    {"Abu Hadi al-Masri", "Abu Fadi al-Masri", false},
};

constexpr Case kServants[] = {
    {"Abd al-Karim Nasser", "Abdulkarim Nasser", true},
    {"Abd al-Karim Nasser", "Abdelkrim Nasser", true},
    {"عبد الكريم ناصر", "Abdul Karim Nasser", true},
    {"عبدالكريم ناصر", "عبد الكريم ناصر", true},
    {"Abdullah Nasser", "Abd Allah Nasser", true},
    {"Karim Nasser", "Abdul Karim Nasser", true},
    {"Abd al-Karim Nasser", "Abd al-Rahim Nasser", false},
    {"عبد الكريم ناصر", "Abdul Rahman Nasser", false},
    {"عبد الله ناصر", "عبد الإله ناصر", false},
};

constexpr Case kPatronymics[] = {
    {"Олег Иванович Дробот", "Олег Дробот", true},
    {"Дробот О. И.", "Олег Иванович Дробот", true},
    {"Дробот О.И.", "Oleg Ivanovich Drobot", true},
    {"Олег Иванович Дробот", "Олег Ильич Дробот", false},
    {"Дробот О. П.", "Олег Иванович Дробот", false},
    {"Олег Іванович Дробот", "Олег Иванович Дробот", true},
    {"Ганна Петрівна Дробот", "Анна Петровна Дробот", true},
    {"Olena Drobot", "Олена Василівна Дробот", true},
    {"Sevinj Rashid qizi Aliyeva", "Sevinc Rəşid qızı Əliyeva", true},
    {"Rovshan Rashid oglu Hajiyev", "Rovshan Rashid Hajiyev", true},
};

constexpr Case kTwoSurnames[] = {
    {"Luis Alberto Quiroga Montes", "Luis Quiroga", true},
    {"Luis Alberto Quiroga Montes", "QUIROGA MONTES, LUIS A.", true},
    {"Luis Quiroga Montes", "Luis Quiroga", true},
    {"Luis Quiroga de Montes", "Luis Quiroga Montes", true},
    {"Luis Quiroga y Montes", "Luis Quiroga Montes", true},
    {"Luis Quiroga-Montes", "Luis Quiroga Montes", true},
    {"Luis Quiroga Montes", "Luis Quiroga Salcedo", false},
    {"Luis Quiroga Montes", "Luis Salcedo Montes", false},
    {"Rosa Elena Quiroga viuda de Montes", "Rosa Elena Quiroga", true},
    {"Rosa Quiroga Montes", "Rosa Montes Quiroga", true},
};

constexpr Case kBurmese[] = {
    {"U Kyaw Thet Naing", "Kyaw Thet Naing", true},
    {"Daw Thida Nwe", "Ma Thida Nwe", true},
    {"Ko Min Thura", "U Min Thura", true},
    {"Mg Zaw Lin Tun", "Ko Zaw Lin Tun", true},
    {"U Kyaw Thet Naing", "U Kyaw Thet Hein", false},
};

constexpr Case kParticles[] = {
    {"Joachim von der Marwitz", "Joachim Marwitz", true},
    {"Pieter van den Oever", "Pieter Vandenoever", true},
    {"Chiara D'Amato", "Chiara Damato", true},
    {"Chiara Di Stefano", "Chiara Distefano", true},
    {"Tomás dos Santos Leal", "Tomas Santos Leal", true},
    {"Faisal bin Turki Al Harbi", "Faisal Turki Alharbi", true},
    {"Faisal Al-Harbi", "Faisal Harbi", true},
    {"Sean Mac Cormack", "Sean McCormack", true},
    {"Joachim von Marwitz", "Joachim von Stechow", false},
    {"Pieter van den Oever", "Pieter van den Broek", false},
};

constexpr Case kNicknamesAndInitials[] = {
    {"Bob Hazelwood", "Robert Hazelwood", true},
    {"R. Hazelwood", "Bob Hazelwood", true},
    {"Robert Q. Hazelwood", "Robert Hazelwood", true},
    {"R. Q. Hazelwood", "Robert Quentin Hazelwood", true},
    {"Hazelwood, R.", "Robert Hazelwood", true},
    {"Pepe Quiroga", "José Quiroga", true},
    {"Sasha Drobot", "Oleksandr Drobot", true},
    {"Volodya Drobot", "Владимир Дробот", true},
    {"Р. Хазелвуд", "Robert Hazelwood", true},
    {"R. Hazelwood", "Thomas Hazelwood", false},
    {"Robert Q. Hazelwood", "Robert B. Hazelwood", false},
    {"Bob Hazelwood", "Bill Hazelwood", false},
};

constexpr Case kFamilyFirst[] = {
    {"Bartos Gábor", "Gabor Bartos", true},
    {"Nagybányai Ilona", "Ilona Nagybanyai", true},
    {"Xu Jiahao", "Jiahao Xu", true},
    {"许家豪", "Xu Jiahao", true},
    {"許家豪", "许家豪", true},
    {"Jiahao Xu", "许家豪", true},
    {"Xu Jia Hao", "Xu Jiahao", true},
    {"许家豪", "Xu Jiamin", false},
    {"许家豪", "Wu Jiahao", false},
    {"欧阳家豪", "Ouyang Jiahao", true},
    {"Hsu Chia-hao", "Xu Jiahao", true},
    {"박서준", "Park Seo-jun", true},
    {"박서준", "Seojun Pak", true},
    {"이하늘", "Rhee Haneul", true},
    {"최은영", "Choe Eun-yong", true},
    {"박서준", "Park Seo-yeon", false},
    {"강동원", "Kang Tongwon", true},
    {"Trần Văn Lực", "Tran Van Luc", true},
};

constexpr Case kIcelandic[] = {
    {"Birkir Halldórsson", "Birkir Halldorsson", true},       {"Sóley Þorvaldsdóttir", "Soley Thorvaldsdottir", true},
    {"Birkir Halldórsson", "Birkir Haraldsson", false},       {"Sóley Halldórsdóttir", "Birkir Halldórsson", false},
    {"Sóley Halldórsdóttir", "Sóley Hallgrímsdóttir", false},
};

constexpr Case kSingleNames[] = {
    {"Suwandi", "Suwandi", true},  {"Suwandi", "Soewandi", true},
    {"Suwandi", "Suhandi", false}, {"Suwandi bin Kartono", "Suwandi Kartono", true},
    {"Djumadi", "Jumadi", true},
};

constexpr Case kOtherScripts[] = {
    {"Νίκος Δημητρίου", "Nikos Dimitriou", true},
    {"Νίκος Δημητρίου", "Nikos Georgiou", false},
    {"Վահան Գրիգորյան", "Vahan Grigoryan", true},
    {"Վահան Գրիգորյան", "Vahan Krikorian", true},
    {"Վահան Գրիգորյան", "Tigran Grigoryan", false},
    {"ლევან კაპანაძე", "Levan Kapanadze", true},
    {"ლევან კაპანაძე", "Zurab Kapanadze", false},
    {"ሰሎሞን ተክሌ", "Solomon Tekle", true},
    {"ሰሎሞን ተክሌ", "Dawit Tekle", false},
    {"राजेश वर्मा", "Rajesh Verma", true},
    {"राजेश वर्मा", "Ramesh Verma", false},
    {"فرهاد رستمی", "Farhad Rostami", true},
    {"فرهاد رستمی", "Farshad Rostami", false},
    {"গোলাম রহমান", "Golam Rahman", true},
    {"Ґалаґан Їжакевич", "Galagan Yizhakevych", true},
    {"Євген Щербань", "Yevhen Shcherban", true},
};

constexpr Rule kRules[] = {
    {"ArabicChains", kArabicChains},
    {"Kunyas", kKunyas},
    {"ServantsOfGod", kServants},
    {"Patronymics", kPatronymics},
    {"TwoSurnames", kTwoSurnames, "VEN"},
    {"Burmese", kBurmese, "MMR"},
    {"Particles", kParticles},
    {"NicknamesAndInitials", kNicknamesAndInitials},
    {"FamilyFirst", kFamilyFirst},
    {"Icelandic", kIcelandic},
    {"SingleNames", kSingleNames},
    {"OtherScripts", kOtherScripts},
};

void PrintTo(const Rule& rule, std::ostream* out) { *out << rule.name; }

class NameRules : public testing::TestWithParam<Rule> {};

TEST_P(NameRules, AsARegistryOfficerWouldSay) {
  const NameHints hints{people::ColumnRole::FullName, std::string(GetParam().language),
                        std::string(GetParam().country)};
  for (const Case& one : GetParam().cases) {
    const PreparedName left = prepare_name(one.left, hints);
    const PreparedName right = prepare_name(one.right, hints);
    const NameComparison there = compare_names(left, right);
    EXPECT_EQ(there.score, compare_names(right, left).score) << one.left << " | " << one.right;
    EXPECT_EQ(there.same(), one.same) << one.left << " | " << one.right << ": " << there.score;
  }
}

INSTANTIATE_TEST_SUITE_P(Names, NameRules, testing::ValuesIn(kRules),
                         [](const auto& rule) { return std::string(rule.param.name); });

}  // namespace
}  // namespace midspan::names
