// SPDX-License-Identifier: Apache-2.0
// A person is a function of a number, as in generate.cpp: household, place in it, and from these the names. The first
// of a household is the father of the others, and gives one son in eight his own name.
#include "messy.hpp"

#include <cstdio>
#include <memory>
#include <span>
#include <string_view>

#include "base/assert.hpp"
#include "base/day.hpp"
#include "base/utf8.hpp"
#include "dice.hpp"
#include "messy_names.hpp"

namespace midspan::bench {

namespace {

enum class Layout { OneColumn, GivenAndFamily, GivenFatherFamily };
enum class Births { DayFirst, YearFirst, Years, Ages };
enum class Naming { Western, TwoSurnames, Chain, Patronymic };

using Names = std::span<const char* const>;
struct Culture {
  Naming naming;
  Names men, women, families, towns, towns_latin;
  std::span<const char* const> ranks;
};

// clang-format off
constexpr const char* kSpanishRanks[] = {"Sgto.", "Cabo", "Lic.", "Tte.", "Sr.", "Dr."};
constexpr const char* kEnglishRanks[] = {"Sgt.", "Cpl.", "Mr", "Dr.", "Capt.", "Pvt."};
constexpr const char* kArabicRanks[] = {"الشيخ", "الحاج", "د.", "العقيد", "الملازم"};
constexpr const char* kRussianRanks[] = {"рядовой", "сержант", "капитан", "мл. сержант", "лейтенант"};
const Culture kSpanish{Naming::TwoSurnames, kSpanishMen, kSpanishWomen, kSpanishFamilies, kSpanishTowns, kSpanishTowns, kSpanishRanks};
const Culture kEnglish{Naming::Western, kEnglishMen, kEnglishWomen, kEnglishFamilies, kEnglishTowns, kEnglishTowns, kEnglishRanks};
const Culture kArabic{Naming::Chain, kArabicMen, kArabicWomen, kArabicFamilies, kArabicTowns, kArabicTownsLatin, kArabicRanks};
const Culture kRussian{Naming::Patronymic, kRussianMen, kRussianWomen, kRussianFamilies, kRussianTowns, kRussianTownsLatin, kRussianRanks};
const Culture kUkrainian{Naming::Patronymic, kUkrainianMen, kUkrainianWomen, kUkrainianFamilies, kUkrainianTowns, kUkrainianTownsLatin, kRussianRanks};
const Culture kHebrew{Naming::Western, kHebrewMen, kHebrewWomen, kHebrewFamilies, kHebrewTowns, kHebrewTownsLatin, {}};
const Culture kChinese{Naming::Western, kChineseMen, kChineseWomen, kChineseFamilies, kChineseTowns, kChineseTownsLatin, {}};
// clang-format on

// What an office does; chances in a thousand.
struct Office {
  const char* header;
  Layout layout = Layout::OneColumn;
  Births births = Births::YearFirst;
  bool latin = false;
  bool family_first = false;
  bool comma = false;
  bool capitals = false;
  unsigned rank = 0, nickname = 0, initial = 0, no_second = 0, no_father = 0, no_grandfather = 0, kunya = 0, nasab = 0,
           maiden = 0, crossed = 0, swapped_date = 0, year_only = 0, slip = 0, no_birth = 0, no_town = 0;
};

struct Plan {
  const char* name;
  const Culture* culture;
  std::uint64_t left_rows, right_rows, shared;
  std::uint64_t families, towns;
  Office left, right;
};

// clang-format off
const Plan kPlans[] = {
    {"messy-spanish", &kSpanish, 1200, 900, 700, 60, 16,
     {.header = "id,Apellidos y Nombres,Edad,Municipio", .births = Births::Ages, .family_first = true, .comma = true, .capitals = true, .rank = 120, .nickname = 30, .no_second = 100, .no_father = 150, .slip = 60, .no_birth = 40, .no_town = 50},
     {.header = "id,Nombre completo,Año de nacimiento,Lugar", .births = Births::Years, .rank = 40, .nickname = 150, .no_second = 400, .no_father = 400, .slip = 60, .no_birth = 60, .no_town = 80}},
    {"messy-english", &kEnglish, 600, 500, 350, 60, 16,
     {.header = "id,Given names,Surname,DOB,Town", .layout = Layout::GivenAndFamily, .births = Births::DayFirst, .rank = 100, .nickname = 60, .initial = 30, .crossed = 30, .swapped_date = 30, .slip = 60, .no_birth = 50, .no_town = 80},
     {.header = "id,First name,Last name,Date of birth,Place", .layout = Layout::GivenAndFamily, .births = Births::YearFirst, .nickname = 250, .initial = 80, .no_father = 500, .maiden = 150, .swapped_date = 30, .year_only = 250, .slip = 60, .no_birth = 50, .no_town = 80}},
    {"messy-names-only", &kEnglish, 1000, 700, 500, 60, 16,
     {.header = "id,Name,Age,Town", .births = Births::Ages, .rank = 80, .nickname = 40, .initial = 30, .no_father = 300, .slip = 60, .no_birth = 40, .no_town = 60},
     {.header = "id,Name,Age,Place", .births = Births::Ages, .family_first = true, .comma = true, .nickname = 200, .initial = 60, .no_father = 500, .maiden = 100, .slip = 60, .no_birth = 40, .no_town = 60}},
    {"messy-arabic", &kArabic, 2000, 1500, 1100, 48, 16,
     {.header = "id,الاسم الكامل,العمر,مكان الولادة", .births = Births::Ages, .rank = 60, .no_father = 30, .no_grandfather = 300, .kunya = 80, .nasab = 30, .slip = 50, .no_birth = 50, .no_town = 80},
     {.header = "id,الاسم,تاريخ الميلاد,مكان الميلاد", .births = Births::YearFirst, .rank = 20, .no_father = 60, .no_grandfather = 500, .kunya = 20, .nasab = 200, .year_only = 400, .slip = 50, .no_birth = 50, .no_town = 80}},
    {"messy-arabic-latin", &kArabic, 1000, 1000, 600, 48, 16,
     {.header = "id,الاسم الكامل,تاريخ الميلاد,مكان الولادة", .births = Births::DayFirst, .rank = 40, .no_father = 30, .no_grandfather = 300, .slip = 40, .no_birth = 40, .no_town = 60},
     {.header = "id,Full name,Year of birth,Place of birth", .births = Births::Years, .latin = true, .no_father = 100, .no_grandfather = 500, .kunya = 20, .nasab = 100, .slip = 40, .no_birth = 40, .no_town = 60}},
    {"messy-russian", &kRussian, 1000, 800, 550, 48, 16,
     {.header = "id,ФИО,Дата рождения,Место рождения", .births = Births::DayFirst, .family_first = true, .rank = 100, .initial = 80, .no_father = 100, .slip = 50, .no_birth = 40, .no_town = 80},
     {.header = "id,Имя,Отчество,Фамилия,Год рождения,Место рождения", .layout = Layout::GivenFatherFamily, .births = Births::Years, .nickname = 200, .no_father = 250, .slip = 50, .no_birth = 40, .no_town = 80}},
    {"messy-russian-latin", &kRussian, 1000, 1000, 600, 48, 16,
     {.header = "id,Имя,Отчество,Фамилия,Дата рождения,Место рождения", .layout = Layout::GivenFatherFamily, .births = Births::DayFirst, .no_father = 60, .slip = 40, .no_birth = 40, .no_town = 80},
     {.header = "id,Given name,Surname,Date of birth,Place of birth", .layout = Layout::GivenAndFamily, .births = Births::YearFirst, .latin = true, .nickname = 80, .slip = 40, .no_birth = 40, .no_town = 80}},
    {"messy-ukrainian-latin", &kUkrainian, 1000, 1000, 600, 48, 16,
     {.header = "id,Ім'я,По батькові,Прізвище,Дата народження,Місце народження", .layout = Layout::GivenFatherFamily, .births = Births::DayFirst, .no_father = 60, .slip = 40, .no_birth = 40, .no_town = 80},
     {.header = "id,Given name,Surname,Date of birth,Place of birth", .layout = Layout::GivenAndFamily, .births = Births::YearFirst, .latin = true, .nickname = 60, .slip = 40, .no_birth = 40, .no_town = 80}},
    {"messy-hebrew-latin", &kHebrew, 800, 800, 500, 36, 16,
     {.header = "id,שם פרטי,שם משפחה,תאריך לידה,מקום לידה", .layout = Layout::GivenAndFamily, .births = Births::DayFirst, .slip = 40, .no_birth = 40, .no_town = 80},
     {.header = "id,Given name,Surname,Date of birth,Place of birth", .layout = Layout::GivenAndFamily, .births = Births::YearFirst, .latin = true, .year_only = 100, .slip = 40, .no_birth = 40, .no_town = 80}},
    {"messy-chinese-latin", &kChinese, 800, 800, 500, 40, 16,
     {.header = "id,姓名,出生日期,出生地", .births = Births::YearFirst, .family_first = true, .no_birth = 40, .no_town = 80},
     {.header = "id,Given name,Surname,Date of birth,Place of birth", .layout = Layout::GivenAndFamily, .births = Births::YearFirst, .latin = true, .year_only = 100, .slip = 40, .no_birth = 40, .no_town = 80}},
    {"messy-village", &kArabic, 700, 600, 400, 6, 1,
     {.header = "id,الاسم الكامل,سنة الميلاد,القرية", .births = Births::Years, .no_grandfather = 200, .slip = 40, .no_birth = 40},
     {.header = "id,الاسم,العمر,القرية", .births = Births::Ages, .no_father = 60, .no_grandfather = 400, .nasab = 50, .slip = 40, .no_birth = 40}},
};
// clang-format on

// "native|latin,latin|short|latin short": one of the spellings.
std::string spelling(std::string_view entry, bool latin, bool nickname, Dice& dice) {
  std::string_view parts[4];
  for (std::size_t part = 0; part < 4; ++part) {
    const std::size_t end = std::min(entry.find('|'), entry.size());
    parts[part] = entry.substr(0, end);
    entry.remove_prefix(std::min(end + 1, entry.size()));
  }
  std::string_view chosen = latin && !parts[1].empty() ? parts[1] : parts[0];
  const std::string_view brief = latin && !parts[3].empty() ? parts[3] : parts[2];
  if (nickname && !brief.empty()) chosen = brief;
  std::size_t ways = 1;
  for (const char byte : chosen) ways += byte == ',' ? 1 : 0;
  // The first spelling is the usual one.
  for (std::size_t way = dice.chance(500) ? 0 : dice.below(ways); way > 0; --way)
    chosen.remove_prefix(chosen.find(',') + 1);
  return std::string(chosen.substr(0, std::min(chosen.find(','), chosen.size())));
}

struct Person {
  std::size_t given = 0, second = 0, father = 0, grandfather = 0, family = 0, mother_family = 0, maiden = 0, town = 0;
  bool woman = false, has_second = false;
  base::Day birth = 0;
};

Person person_of(const Plan& plan, std::uint64_t seed, std::uint64_t number) {
  const Culture& culture = *plan.culture;
  const std::uint64_t household = number / 4;
  const std::uint64_t member = number % 4;
  Dice home(scramble(household * 0x9E37 + seed));
  Dice dice(scramble(number * 0x51ED + seed + 5));
  Person person;
  const auto man = [&](Dice& of) { return static_cast<std::size_t>(of.long_tailed(culture.men.size())); };
  person.family = static_cast<std::size_t>(home.long_tailed(plan.families));
  person.mother_family = static_cast<std::size_t>(home.long_tailed(plan.families));
  const std::size_t head = man(home), heads_father = man(home), his_father = man(home);
  const std::size_t heads_mother = static_cast<std::size_t>(home.long_tailed(plan.families));
  person.town = static_cast<std::size_t>(home.long_tailed(plan.towns));
  const int head_born = 1940 + static_cast<int>(home.below(35));
  if (member == 0) {
    person.given = head;
    person.father = heads_father;
    person.grandfather = his_father;
    person.mother_family = heads_mother;
    person.birth = base::day_of({head_born, 1, 1}) + static_cast<base::Day>(dice.below(365));
  } else {
    person.woman = dice.chance(400);
    const std::size_t count = person.woman ? culture.women.size() : culture.men.size();
    person.given = static_cast<std::size_t>((dice.long_tailed(count) + member * 5) % count);
    if (member == 1 && dice.chance(125)) {
      person.woman = false;
      person.given = head;
    }
    person.father = head;
    person.grandfather = heads_father;
    const bool twin = member == 3 && household % 40 == 0;
    const int born = head_born + 22 + static_cast<int>(home.below(6)) + static_cast<int>(member - (twin ? 1 : 0)) * 2;
    person.birth = base::day_of({born, 1, 1}) + static_cast<base::Day>((twin ? home : dice).below(365));
  }
  const std::size_t given_names = person.woman ? culture.women.size() : culture.men.size();
  person.second = static_cast<std::size_t>(dice.below(given_names));
  person.has_second = culture.naming != Naming::Chain && culture.naming != Naming::Patronymic && dice.chance(600) &&
                      culture.men.data() != static_cast<const char* const*>(kChineseMen) &&
                      culture.men.data() != static_cast<const char* const*>(kHebrewMen);
  person.maiden = static_cast<std::size_t>(dice.long_tailed(plan.families));
  return person;
}

void slip(std::string& word, Dice& dice) {
  std::u32string letters;
  for (std::size_t at = 0; at < word.size();) letters.push_back(base::next_code_point(word, at));
  if (letters.size() < 4) return;
  const std::size_t at = 1 + dice.below(letters.size() - 2);
  switch (dice.below(4)) {
    case 0: letters.erase(at, 1); break;
    case 1: letters.insert(at, 1, letters[at]); break;
    case 2: letters[at] = letters[dice.below(letters.size())]; break;
    default: std::swap(letters[at], letters[at + 1 < letters.size() ? at + 1 : at - 1]); break;
  }
  word.clear();
  for (const char32_t letter : letters) base::append_utf8(word, letter);
}

// Russian and Ukrainian patronymics by rule; good enough for made-up fathers.
std::string patronymic(std::string father, bool woman, bool ukrainian, bool latin) {
  if (latin) return father + (woman ? (ukrainian ? "ivna" : "ovna") : (ukrainian ? "ovych" : "ovich"));
  const auto ends = [&](std::string_view with) { return father.ends_with(with); };
  const auto cut = [&](std::size_t letters) { father.resize(father.size() - 2 * letters); };
  if (ukrainian) {
    if (ends("о")) cut(1);
    if (ends("ій")) {
      cut(2);
      return father + (woman ? "іївна" : "ійович");
    }
    return father + (woman ? "івна" : "ович");
  }
  if (ends("ий")) {
    cut(2);
    return father + (woman ? "ьевна" : "ьевич");
  }
  if (ends("й") || ends("ь")) {
    cut(1);
    return father + (woman ? "евна" : "евич");
  }
  return father + (woman ? "овна" : "ович");
}

struct Written {
  std::string given, father, family;
};

Written write_names(const Plan& plan, const Office& office, const Person& person, Dice& dice) {
  const Culture& culture = *plan.culture;
  const Names given_names = person.woman ? culture.women : culture.men;
  const bool latin = office.latin;
  const auto slipped = [&](std::string word) {
    if (dice.chance(office.slip)) slip(word, dice);
    return word;
  };
  Written written;
  written.given = slipped(spelling(given_names[person.given], latin, dice.chance(office.nickname), dice));
  if (dice.chance(office.initial)) {
    std::size_t end = 0;
    base::next_code_point(written.given, end);
    written.given = written.given.substr(0, end) + ".";
  }
  if (person.has_second && !dice.chance(office.no_father))
    written.given += " " + slipped(spelling(given_names[person.second], latin, false, dice));
  const std::size_t family =
      person.woman && dice.chance(office.maiden) && culture.naming == Naming::Western ? person.maiden : person.family;
  written.family = slipped(spelling(culture.families[family], latin, false, dice));
  const bool slavic = culture.naming == Naming::Patronymic;
  const bool ukrainian = culture.men.data() == static_cast<const char* const*>(kUkrainianMen);
  if (slavic && person.woman && !ukrainian) written.family += latin ? "a" : "а";
  switch (culture.naming) {
    case Naming::TwoSurnames:
      if (!dice.chance(office.no_second))
        written.family += " " + slipped(spelling(culture.families[person.mother_family], latin, false, dice));
      break;
    case Naming::Chain: {
      const char* const of = latin ? (person.woman ? "bint" : "bin") : (person.woman ? "بنت" : "بن");
      const bool nasab = dice.chance(office.nasab);
      const auto forefather = [&](std::size_t which, unsigned missing) {
        if (dice.chance(missing)) return;
        written.father += (written.father.empty() ? "" : " ") + (nasab ? std::string(of) + " " : std::string()) +
                          slipped(spelling(culture.men[which], latin, false, dice));
      };
      forefather(person.father, office.no_father);
      forefather(person.grandfather, office.no_grandfather);
      if (dice.chance(office.kunya))
        written.given = (latin ? "Abu " : "أبو ") +
                        spelling(culture.men[dice.below(culture.men.size())], latin, false, dice) + " " + written.given;
      break;
    }
    case Naming::Patronymic:
      if (!dice.chance(office.no_father))
        written.father =
            patronymic(spelling(culture.men[person.father], latin, false, dice), person.woman, ukrainian, latin);
      break;
    case Naming::Western: break;
  }
  if (dice.chance(office.rank) && !culture.ranks.empty())
    written.given = std::string(culture.ranks[dice.below(culture.ranks.size())]) + " " + written.given;
  if (dice.chance(office.crossed)) std::swap(written.given, written.family);
  return written;
}

std::string upper(std::string text) {
  for (char& byte : text)
    if (byte >= 'a' && byte <= 'z') byte = static_cast<char>(byte - 32);
  return text;
}

std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string write_birth(const Office& office, const Person& person, Dice& dice) {
  if (dice.chance(office.no_birth)) return {};
  base::CivilDate date = base::civil(person.birth);
  if (dice.chance(30)) date.year += dice.chance(500) ? 1 : -1;
  if (dice.chance(office.swapped_date) && date.day <= 12) std::swap(date.day, date.month);
  if (!base::exists(date)) date = base::civil(person.birth);
  const bool year_only = dice.chance(office.year_only);
  switch (office.births) {
    case Births::DayFirst:
      if (year_only) return "01/01/" + std::to_string(date.year);
      return two(date.day) + "/" + two(date.month) + "/" + std::to_string(date.year);
    case Births::YearFirst:
      if (year_only) return std::to_string(date.year);
      return std::to_string(date.year) + "-" + two(date.month) + "-" + two(date.day);
    case Births::Years: return std::to_string(date.year);
    case Births::Ages: {
      // Told in the middle of 2019; some count by the years alone, some round.
      int age = 2019 - date.year - (date.month > 6 && dice.chance(800) ? 1 : 0);
      if (dice.chance(60)) age = (age + 2) / 5 * 5;
      return std::to_string(age);
    }
  }
  return {};
}

void append_cell(std::string& out, const std::string& cell) {
  out += ',';
  if (cell.find_first_of(",\"") == std::string::npos) out += cell;
  else out += "\"" + cell + "\"";
}

void append_row(std::string& out, const Plan& plan, std::uint64_t seed, std::uint64_t number, bool right) {
  const Office& office = right ? plan.right : plan.left;
  const Person person = person_of(plan, seed, number);
  Dice dice(scramble(number * 2 + (right ? 1 : 0) + seed * 77));
  Written written = write_names(plan, office, person, dice);
  out += std::to_string(number) + (right ? "-r" : "-l");
  const auto join = [](std::initializer_list<std::string> words) {
    std::string text;
    for (const std::string& word : words) text += (word.empty() || text.empty() ? "" : " ") + word;
    return text;
  };
  switch (office.layout) {
    case Layout::OneColumn: {
      std::string name;
      const bool chinese = plan.culture->men.data() == static_cast<const char* const*>(kChineseMen) && !office.latin;
      if (chinese) name = written.family + written.given;
      else if (office.comma) name = written.family + ", " + join({written.given, written.father});
      else if (office.family_first) name = join({written.family, written.given, written.father});
      else name = join({written.given, written.father, written.family});
      append_cell(out, office.capitals ? upper(name) : name);
      break;
    }
    case Layout::GivenFatherFamily:
      append_cell(out, written.given);
      append_cell(out, written.father);
      append_cell(out, written.family);
      break;
    case Layout::GivenAndFamily:
      append_cell(out, join({written.given, written.father}));
      append_cell(out, written.family);
      break;
  }
  append_cell(out, write_birth(office, person, dice));
  const Names towns = office.latin ? plan.culture->towns_latin : plan.culture->towns;
  append_cell(out, dice.chance(office.no_town) ? std::string() : std::string(towns[person.town]));
  out += '\n';
}

}  // namespace

std::vector<Messy> messy_lists() {
  std::vector<Messy> all;
  for (const Plan& plan : kPlans) all.push_back({plan.name, plan.left_rows, plan.right_rows, plan.shared});
  return all;
}

void generate_messy(const Messy& lists, std::uint64_t seed, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  for (const Plan& plan : kPlans) {
    if (plan.name != lists.name) continue;
    // All persons in an order of chance; the first are on both lists, then the left one's, then the right one's.
    const std::uint64_t all = plan.left_rows + plan.right_rows - plan.shared;
    std::vector<std::uint64_t> persons(all);
    for (std::uint64_t at = 0; at < all; ++at) persons[at] = at;
    Dice dice(seed + 17);
    const auto shuffle = [&](std::vector<std::uint64_t>& of) {
      for (std::uint64_t at = of.size(); at > 1; --at) std::swap(of[at - 1], of[dice.below(at)]);
    };
    shuffle(persons);
    for (const bool right : {false, true}) {
      std::vector<std::uint64_t> rows(persons.begin(), persons.begin() + static_cast<std::ptrdiff_t>(plan.shared));
      if (right) rows.insert(rows.end(), persons.begin() + static_cast<std::ptrdiff_t>(plan.left_rows), persons.end());
      else
        rows.insert(rows.end(), persons.begin() + static_cast<std::ptrdiff_t>(plan.shared),
                    persons.begin() + static_cast<std::ptrdiff_t>(plan.left_rows));
      shuffle(rows);
      std::string out = std::string(right ? plan.right.header : plan.left.header) + "\n";
      for (const std::uint64_t number : rows) append_row(out, plan, seed, number, right);
      const std::filesystem::path path = folder / (right ? "right.csv" : "left.csv");
      const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "wb"), std::fclose);
      MIDSPAN_ASSERT(file != nullptr);
      std::fwrite(out.data(), 1, out.size(), file.get());
    }
  }
}

}  // namespace midspan::bench
