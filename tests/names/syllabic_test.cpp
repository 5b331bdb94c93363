// SPDX-License-Identifier: Apache-2.0
// Scripts without a table, and letters of neighbours that no table has seen. Words made up or everybody's.
#include "names/syllabic.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "names/eastern.hpp"
#include "names/nearest.hpp"
#include "names/script.hpp"
#include "names/syllables.hpp"

namespace midspan::names {
namespace {

TEST(Syllabic, WordsAsClerksWriteThem) {
  static constexpr std::pair<std::string_view, std::string_view> kWords[] = {{"Ντίνος", "dinos"},
                                                                             {"Ευαγγέλου", "evangelou"},
                                                                             {"Μπάμπης", "babis"},
                                                                             {"ყიფიანი", "kipiani"},
                                                                             {"Հովհաննես", "hovhannes"},
                                                                             {"Պետրոսյան", "bedrosian"},
                                                                             {"አበበ", "abebe"},
                                                                             {"ተስፋዬ", "tesfaye"},
                                                                             {"राजेश", "rajesh"},
                                                                             {"चौधरी", "chaudhari"},
                                                                             {"রহিম", "rahim"},
                                                                             {"মিয়া", "miya"},
                                                                             {"முருகன்", "murugan"},
                                                                             {"செல்வம்", "selvam"},
                                                                             {"అనిల్", "anil"},
                                                                             {"ગૌતમ", "gautam"},
                                                                             {"สมชาย", "somchai"},
                                                                             {"วงศ์สวัสดิ์", "wongsawat"},
                                                                             {"အောင်မင်း", "aungmin"},
                                                                             {"ညွန့်", "nyunt"},
                                                                             {"နန္ဒာ", "nanda"},
                                                                             {"ကျော်", "kyaw"},
                                                                             {"सुनीता", "sunita"},
                                                                             {"यज्ञ", "yagya"},
                                                                             {"ਗੁਰਮੀਤ", "gurmit"},
                                                                             {"ចម", "cham"},
                                                                             {"ឈន់", "chhon"},
                                                                             {"សុខ", "sok"},
                                                                             {"គាត", "keat"},
                                                                             {"ឃួន", "khuon"},
                                                                             {"ហ៊ុន", "hun"},
                                                                             {"ប្រសិទ្ធ", "prasit"},
                                                                             {"සුනිල්", "sunil"},
                                                                             {"කුමාර", "kumara"},
                                                                             {"ສົມພອນ", "somphon"},
                                                                             {"ຄໍາ", "kham"},
                                                                             {"ໄຊຍະ", "saiya"},
                                                                             {"ވަހީދު", "vaheed"},
                                                                             {"މުހައްމަދު", "muhamad"},
                                                                             {"ⵎⵓⵃⴰⵏⴷ", "muhand"},
                                                                             {"𞤢𞤥𞤢𞤣𞤵", "amadu"},
                                                                             {"ߡߎߛߊ", "musa"},
                                                                             {"ᠪᠠᠲᠤ", "batu"},
                                                                             {"ܓܘܪܓܝܣ", "gurgis"},
                                                                             {"ནམ་མཁའ", "namkha"},
                                                                             {"རབ་རྒྱས", "rapgye"},
                                                                             {"བློ་བཟང", "lobsang"},
                                                                             {"དབང་མོ", "wangmo"},
                                                                             {"ཟླ་བ", "dawa"},
                                                                             {"บุญมี", "bunmi"},
                                                                             {"ธนากร", "thanakon"},
                                                                             {"พรรณี", "phanni"},
                                                                             {"หวังดี", "wangdi"},
                                                                             {"পার্থ", "partha"},
                                                                             {"সূর্য", "surya"}};
  for (const auto& [word, latin] : kWords) {
    const auto spellings = spellings_by_rule(word, script_of(word), 6);
    EXPECT_NE(std::find(spellings.begin(), spellings.end(), latin), spellings.end())
        << word << " is not " << latin << " but " << (spellings.empty() ? "nothing" : spellings.front());
  }
  EXPECT_TRUE(spellings_by_rule("Иван", people::Script::Cyrillic, 6).empty());
  EXPECT_TRUE(spellings_by_rule("", people::Script::Greek, 6).empty());
}

TEST(Syllabic, BurmeseIsCutWhereSyllablesBegin) {
  EXPECT_EQ(words_without_spaces("အောင်မင်း").size(), 2U);
  EXPECT_EQ(words_without_spaces("ဒေါ်ခင်ခင်ဝင်း").size(), 4U);
  EXPECT_EQ(words_without_spaces("နန္ဒာစိုး").size(), 2U);  // a stack holds together
  EXPECT_EQ(words_without_spaces("x").size(), 1U);
  EXPECT_TRUE(words_without_spaces("").empty());
}

TEST(Syllabic, TwoTibetanSyllablesAreOneWord) {
  const auto cut = [](std::string_view name) {
    std::vector<std::string> words;
    for (const WordSpan& word : words_without_spaces(name))
      words.emplace_back(name.substr(word.begin, word.end - word.begin));
    return words;
  };
  EXPECT_EQ(cut("བསྟན་འཛིན་རྡོ་རྗེ་"), (std::vector<std::string>{"བསྟན་འཛིན", "རྡོ་རྗེ"}));
  EXPECT_EQ(cut("ཀརྨ་ཚེ་རིང"), (std::vector<std::string>{"ཀརྨ", "ཚེ་རིང"}));
  EXPECT_EQ(cut("པ་སངས"), (std::vector<std::string>{"པ་སངས"}));
}

TEST(Eastern, CyrillicIsCutIntoSyllablesOfOneLanguage) {
  static constexpr std::array<std::string_view, 3> kWords[] = {
      {"zh", "Цзяньго", "jianguo"},      {"zh", "Сюэцинь", "xueqin"}, {"zh", "Жуйсян", "ruixiang"},
      {"zh", "Гуанъюй", "guangyu"},      {"zh", "Цюшэн", "qiusheng"}, {"zh", "Чжихун", "zhihong"},
      {"zh", "Цзяньґо", "jianguo"},      {"zh", "Сінь", "xin"},       {"ja", "Тиэко", "chieko"},
      {"ja", "Дзюнъитиро", "junichiro"}, {"ja", "Сёити", "shoichi"},  {"ja", "Хаттори", "hattori"},
      {"ko", "Чонмин", "jonmin"},        {"ko", "Санъук", "sanguk"},  {"ko", "Кванхо", "kwangho"},
      {"vi", "Тхань", "thanh"},          {"vi", "Зунг", "dung"},      {"vi", "Куок", "quoc"},
      {"vi", "Чыонг", "truong"}};
  for (const auto& [language, word, latin] : kWords) {
    const auto spellings = eastern_spellings(word, language, 8);
    EXPECT_NE(std::find(spellings.begin(), spellings.end(), latin), spellings.end())
        << word << " is not " << latin << " but " << (spellings.empty() ? "nothing" : spellings.front());
  }
  for (const std::string_view language : {"zh", "ja", "ko", "vi"}) {
    EXPECT_TRUE(eastern_spellings("Светлана", language, 8).empty());
    EXPECT_TRUE(eastern_spellings("", language, 8).empty());
  }
}

TEST(Eastern, TheFamilyNameTellsTheLanguage) {
  const auto language = [](std::vector<std::string_view> words) { return eastern_language(words); };
  EXPECT_EQ(language({"Чжан", "Сяоминь"}), "zh");
  EXPECT_EQ(language({"Ким", "Чжихун"}), "ko");
  EXPECT_EQ(language({"Нгуен", "Ван", "Тхань"}), "vi");
  EXPECT_EQ(language({"Иван", "Петренко"}), "");
  EXPECT_EQ(language({"Ли"}), "");  // one word says nothing
}

TEST(Syllables, SystemsAndTheSouth) {
  EXPECT_TRUE(is_pinyin("xiaoming"));
  EXPECT_FALSE(is_pinyin("hsiaoming"));
  EXPECT_TRUE(is_romanised("hsiaoming"));
  EXPECT_TRUE(is_romanised("hyunwoo"));
  EXPECT_FALSE(is_romanised("jonathan"));
  EXPECT_TRUE(is_spelt("国雄", "kwokhung"));
  EXPECT_TRUE(is_spelt("国雄", "guoxiong"));
  EXPECT_TRUE(is_spelt("国雄", "kuokhong"));  // Macao
  EXPECT_TRUE(is_spelt("国雄", "quochung"));  // Vietnam
  EXPECT_TRUE(is_spelt("银惠", "eunhye"));    // Korea
  EXPECT_TRUE(is_read_in_korean("银惠", "은혜"));
  EXPECT_FALSE(is_read_in_korean("银惠", "은정"));
  EXPECT_FALSE(is_read_in_korean("银惠", "은"));
  EXPECT_TRUE(is_spelt("태우", "taewoo"));
  EXPECT_FALSE(is_spelt("태우", "tae"));
  EXPECT_FALSE(is_spelt("国雄", "guohua"));
  EXPECT_TRUE(may_be_same_letters("kokseng", "guocheng"));
  EXPECT_FALSE(may_be_same_letters("kokseng", "guoming"));
  EXPECT_FALSE(may_be_same_letters("seng", "cheng"));  // one letter says too little
}

TEST(Nearest, ScriptsAndLettersWithoutATableOfTheirOwn) {
  static const std::vector<std::pair<std::string, std::string>> kPairs = {{"Βαγγέλης", "Vangelis"},
                                                                          {"Μπούρας", "Bouras"},
                                                                          {"Ντόλκας", "Dolkas"},
                                                                          {"Χατζηγιάννης", "Hatzigiannis"},
                                                                          {"Ευθυμίου", "Efthymiou"},
                                                                          {"ჭავჭავაია", "Chavchavaia"},
                                                                          {"ღვინიანიძე", "Ghvinianidze"},
                                                                          {"ხუციშვილი", "Khutsishvili"},
                                                                          {"წულაია", "Tsulaia"},
                                                                          {"Խաչատուրյան", "Khachaturian"},
                                                                          {"Ջիվանյան", "Jivanyan"},
                                                                          {"Պետրոսյան", "Bedrosian"},
                                                                          {"Ծատուրյան", "Tsaturyan"},
                                                                          {"ประยุทธิ์", "Prayut"},
                                                                          {"สมศักดิ์", "Somsak"},
                                                                          {"วิไลวรรณ", "Wilaiwan"},
                                                                          {"ชาญชัย", "Chanchai"},
                                                                          {"ธนพล", "Thanaphon"},
                                                                          {"राजेंद्र", "Rajendra"},
                                                                          {"शर्मिला", "Sharmila"},
                                                                          {"विश्वनाथ", "Vishwanath"},
                                                                          {"चंद्रकांत", "Chandrakant"},
                                                                          {"শহীদুল", "Shahidul"},
                                                                          {"জাহাঙ্গীর", "Jahangir"},
                                                                          {"মোস্তফা", "Mostafa"},
                                                                          {"রফিকুল", "Rafiqul"},
                                                                          {"ကျော်စွာ", "Kyaw Swa"},
                                                                          {"သီရိမောင်", "Thiri Maung"},
                                                                          {"ခင်မျိုးချစ်", "Khin Myo Chit"},
                                                                          {"ဇော်လင်းထွန်း", "Zaw Lin Htun"},
                                                                          {"ገብረሚካኤል", "Gebremikael"},
                                                                          {"ብርሃኑ", "Birhanu"},
                                                                          {"ተሾመ", "Teshome"},
                                                                          {"እስክንድር", "Eskinder"},
                                                                          {"ጸጋዬ", "Tsegaye"},
                                                                          {"கந்தசாமி", "Kandasamy"},
                                                                          {"சிவராமன்", "Sivaraman"},
                                                                          {"தங்கராஜ்", "Thangaraj"},
                                                                          {"பாலசுந்தரம்", "Balasundaram"},
                                                                          {"ਬਲਵਿੰਦਰ", "Balwinder"},
                                                                          {"ਗੁਰਮੀਤ", "Gurmeet"},
                                                                          {"વિપુલ", "Vipul"},
                                                                          {"వెంకటేశ్వర్లు", "Venkateswarlu"},
                                                                          {"ಮಂಜುನಾಥ", "Manjunatha"},
                                                                          {"ഉണ്ണികൃഷ്ണൻ", "Unnikrishnan"},
                                                                          {"Микитюк", "Mykytiuk"},
                                                                          {"Щербань", "Shcherban"},
                                                                          {"Жданюк", "Zhdaniuk"},
                                                                          {"Їжакевич", "Yizhakevych"},
                                                                          {"Ґалаґан", "Galagan"},
                                                                          {"Ярошук", "Yaroshuk"},
                                                                          {"پرویز", "Parviz"},
                                                                          {"گلنار", "Golnar"},
                                                                          {"چنگیز", "Changiz"},
                                                                          {"ژاله", "Zhaleh"},
                                                                          {"کیومرث", "Kiumars"},
                                                                          {"پیمان", "Peyman"},
                                                                          {"گشتاسب", "Goshtasb"},
                                                                          {"بھٹی", "Bhatti"},
                                                                          {"چوہدری", "Chaudhry"},
                                                                          {"ڈوگر", "Dogar"},
                                                                          {"ٹوانہ", "Tiwana"},
                                                                          {"گجر", "Gujjar"},
                                                                          {"پراچہ", "Paracha"},
                                                                          {"کھوکھر", "Khokhar"},
                                                                          {"څاڅی", "Tsatsai"},
                                                                          {"ځدراڼ", "Zadran"},
                                                                          {"ښاغلی", "Shaghalay"},
                                                                          {"ګلبدین", "Gulbadin"},
                                                                          {"پکتیاوال", "Paktiawal"},
                                                                          {"شێرکۆ", "Sherko"},
                                                                          {"هێمن", "Hemin"},
                                                                          {"دڵشاد", "Dilshad"},
                                                                          {"ڕێبوار", "Rebwar"},
                                                                          {"Ђуровић", "Djurovic"},
                                                                          {"Његош", "Njegos"},
                                                                          {"Љубинко", "Ljubinko"},
                                                                          {"Ћирић", "Ciric"},
                                                                          {"Қанат", "Kanat"},
                                                                          {"Өмірбек", "Omirbek"},
                                                                          {"Ғани", "Ghani"},
                                                                          {"Шўкуров", "Shukurov"},
                                                                          {"Ҷамшед", "Jamshed"},
                                                                          {"Кавалёў", "Kavaliou"}};
  std::vector<std::string> latin;
  std::vector<std::string> native;
  for (const auto& [word, spelt] : kPairs) {
    native.push_back(word);
    latin.push_back(spelt);
  }
  for (const char* other : {"Marina", "Rahman", "Karim", "Petrov", "Sanders", "Chandra", "Wilson", "Tesfa", "Maung",
                            "Barat", "Golam", "Janez", "Shukri", "Zaidan", "Dolores", "Boris", "Hassan", "Gazi"})
    latin.emplace_back(other);
  const NameIndex from_native(latin);
  const NameIndex from_latin(native);
  for (std::size_t at = 0; at < kPairs.size(); ++at) {
    const auto there = from_native.nearest(native[at], 1);
    EXPECT_TRUE(!there.empty() && there.front().candidate == at) << native[at];
    const auto back = from_latin.nearest(latin[at], 1);
    EXPECT_TRUE(!back.empty() && back.front().candidate == at) << latin[at];
  }
}

}  // namespace
}  // namespace midspan::names
