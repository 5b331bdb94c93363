// SPDX-License-Identifier: Apache-2.0
// A person is a function of a number: nothing is kept, so lists may be of any length. Persons of one family share a
// number of their household, from which family name, father and town follow.
#include "generate.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <string_view>

#include "base/assert.hpp"
#include "base/day.hpp"
#include "base/utf8.hpp"
#include "dice.hpp"
#include "names/dates.hpp"

namespace midspan::bench {

namespace {

struct Spelt {
  std::string native;
  std::string latin;
};

struct Pair {
  const char* native;
  const char* latin;
};

// clang-format off
constexpr Pair kArabicGiven[] = {
    {"محمد", "Mohammed"}, {"أحمد", "Ahmad"}, {"علي", "Ali"}, {"حسن", "Hassan"}, {"حسين", "Hussein"}, {"عمر", "Omar"},
    {"خالد", "Khaled"}, {"يوسف", "Yousef"}, {"إبراهيم", "Ibrahim"}, {"محمود", "Mahmoud"}, {"مصطفى", "Mustafa"},
    {"عبد الله", "Abdullah"}, {"عبد الرحمن", "Abdulrahman"}, {"سعيد", "Saeed"}, {"سامي", "Sami"}, {"فؤاد", "Fouad"},
    {"طارق", "Tareq"}, {"رامي", "Rami"}, {"زياد", "Ziad"}, {"نبيل", "Nabil"}, {"وليد", "Walid"}, {"ياسر", "Yasser"},
    {"جمال", "Jamal"}, {"كمال", "Kamal"}, {"هاني", "Hani"}, {"باسم", "Basem"}, {"ماجد", "Majed"}, {"عادل", "Adel"},
    {"فاطمة", "Fatima"}, {"مريم", "Maryam"}, {"عائشة", "Aisha"}, {"زينب", "Zainab"}, {"ليلى", "Layla"}, {"سارة", "Sara"},
    {"هدى", "Huda"}, {"نور", "Nour"}, {"أمل", "Amal"}, {"سمية", "Sumaya"}, {"رانيا", "Rania"}, {"ندى", "Nada"}};
// clang-format on
constexpr Pair kArabicRoots[] = {{"ح", "h"}, {"س", "s"},  {"ر", "r"},  {"م", "m"}, {"ن", "n"}, {"ب", "b"},
                                 {"ل", "l"}, {"د", "d"},  {"ف", "f"},  {"ك", "k"}, {"ج", "j"}, {"ز", "z"},
                                 {"ع", "a"}, {"خ", "kh"}, {"ش", "sh"}, {"ط", "t"}};
// clang-format off
constexpr Pair kCyrillicGiven[] = {
    {"Иван", "Ivan"}, {"Пётр", "Petr"}, {"Андрей", "Andrey"}, {"Сергей", "Sergey"}, {"Дмитрий", "Dmitry"}, {"Олег", "Oleg"},
    {"Николай", "Nikolay"}, {"Юрий", "Yuri"}, {"Виктор", "Viktor"}, {"Роман", "Roman"}, {"Тарас", "Taras"}, {"Богдан", "Bohdan"},
    {"Мария", "Maria"}, {"Анна", "Anna"}, {"Ольга", "Olga"}, {"Елена", "Elena"}, {"Наталья", "Natalia"}, {"Ирина", "Irina"},
    {"Оксана", "Oksana"}, {"Юлия", "Yulia"}};
// clang-format on
constexpr Pair kCyrillicParts[] = {{"ба", "ba"}, {"ко", "ko"}, {"ме", "me"},    {"ли", "li"}, {"ро", "ro"},
                                   {"са", "sa"}, {"ту", "tu"}, {"ва", "va"},    {"ни", "ni"}, {"пе", "pe"},
                                   {"за", "za"}, {"го", "go"}, {"ще", "shche"}, {"жу", "zhu"}};
constexpr std::array<std::string_view, 20> kOnsets = {"b", "br", "c", "ch", "d", "f", "g", "gr", "h", "j",
                                                      "k", "l",  "m", "n",  "p", "r", "s", "st", "t", "v"};
constexpr std::array<std::string_view, 10> kNuclei = {"a", "e", "i", "o", "u", "ai", "ea", "ia", "ou", "y"};
constexpr std::array<std::string_view, 14> kCodas = {"",   "",   "",   "n", "r",  "s",  "l",
                                                     "nd", "rt", "ck", "m", "ns", "th", "x"};

std::string latin_word(std::uint64_t number, int syllables) {
  Dice dice(scramble(number + 77));
  std::string word;
  for (int at = 0; at < syllables; ++at) {
    word += kOnsets[dice.below(kOnsets.size())];
    word += kNuclei[dice.below(kNuclei.size())];
    if (at + 1 == syllables || dice.chance(300)) word += kCodas[dice.below(kCodas.size())];
  }
  return word;
}

template <std::size_t Count>
Spelt from_parts(const Pair (&parts)[Count], std::uint64_t number, int length, const char* native_end,
                 const char* latin_end, const char* between) {
  Dice dice(scramble(number + 991));
  Spelt spelt;
  for (int at = 0; at < length; ++at) {
    const Pair& part = parts[dice.below(Count)];
    spelt.native += part.native;
    spelt.latin += part.latin;
    if (at + 1 < length) spelt.latin += between;
  }
  spelt.native += native_end;
  spelt.latin += latin_end;
  return spelt;
}

Spelt given_name(World world, std::uint64_t number) {
  switch (world) {
    case World::Arabic: {
      const Pair& name = kArabicGiven[number % std::size(kArabicGiven)];
      return {name.native, name.latin};
    }
    case World::Cyrillic: {
      const Pair& name = kCyrillicGiven[number % std::size(kCyrillicGiven)];
      return {name.native, name.latin};
    }
    case World::Latin: break;
  }
  std::string word = latin_word(number + 1'000'000'007, 2);
  return {word, word};
}

Spelt family_name(World world, std::uint64_t number) {
  switch (world) {
    case World::Arabic: {
      Spelt spelt = from_parts(kArabicRoots, number, 3 + static_cast<int>(number % 2), "ي", "i", "a");
      return {"ال" + spelt.native, "al-" + spelt.latin};
    }
    case World::Cyrillic: return from_parts(kCyrillicParts, number, 2 + static_cast<int>(number % 2), "нко", "nko", "");
    case World::Latin: break;
  }
  std::string word = latin_word(number, number % 5 == 0 ? 3 : 2);
  return {word, word};
}

struct Person {
  Spelt given, father, grandfather, family;
  base::Day birth = 0;
  std::uint64_t town = 0;
  bool woman = false;
};

// Of a person and a household; `member` is the place in the household.
Person person_of(const Lists& lists, std::uint64_t number) {
  const std::uint64_t given_names = lists.world == World::Latin ? 4000 : 40;
  const std::uint64_t family_names = lists.world == World::Latin ? 400'000 : 6'000;
  std::uint64_t household = number;
  std::uint64_t member = 0;
  if (lists.relatives) {
    household = number / 5;  // up to five numbers a household; some are only one
    member = number % 5;
    if (scramble(household * 31 + lists.seed) % 5 == 0) household = number + (std::uint64_t{1} << 40);
  }
  Dice home(scramble(household * 0x9E37 + lists.seed));
  Dice dice(scramble(number * 0x51ED + lists.seed + 5));
  Person person;
  person.family = family_name(lists.world, home.long_tailed(family_names));
  const std::uint64_t men = lists.world == World::Arabic     ? 28
                            : lists.world == World::Cyrillic ? 12
                                                             : given_names;  // stand first
  person.father = given_name(lists.world, home.long_tailed(men));
  person.grandfather = given_name(lists.world, home.long_tailed(men));
  person.town = home.long_tailed(lists.world == World::Latin ? 2000 : 200);
  person.woman = dice.chance(500);
  // Children of one household have different names.
  person.given = given_name(lists.world, (dice.long_tailed(given_names) + member * 7) % given_names);
  const int first_year = 1935 + static_cast<int>(home.below(lists.years));
  const int year = first_year + static_cast<int>(member * 2) + static_cast<int>(dice.below(2));
  person.birth = base::day_of({year, 1, 1}) + static_cast<base::Day>(dice.below(365));
  return person;
}

void slip(std::string& word, Dice& dice, Writer writer) {
  // Slips happen to whole letters.
  std::u32string letters;
  for (std::size_t at = 0; at < word.size();) letters.push_back(base::next_code_point(word, at));
  if (letters.size() < 3) return;
  const std::size_t at = dice.below(letters.size());
  if (writer == Writer::Clerk) {
    switch (dice.below(4)) {
      case 0: letters.erase(at, 1); break;
      case 1: letters.insert(at, 1, letters[dice.below(letters.size())]); break;
      case 2: letters[at] = letters[dice.below(letters.size())]; break;
      default:
        if (at + 1 < letters.size()) std::swap(letters[at], letters[at + 1]);
        break;
    }
  } else {
    struct Alike {
      char32_t one;
      const char32_t* other;
    };
    static constexpr Alike kHeard[] = {{U'c', U"k"},  {U'k', U"c"}, {U'y', U"i"}, {U'i', U"ee"}, {U'o', U"u"},
                                       {U'u', U"ou"}, {U's', U"z"}, {U'z', U"s"}, {U'v', U"f"},  {U't', U"d"},
                                       {U'd', U"t"},  {U'ض', U"ظ"}, {U'س', U"ص"}, {U'ت', U"ط"},  {U'е', U"и"},
                                       {U'о', U"а"},  {U'г', U"х"}};
    static constexpr Alike kSeen[] = {{U'l', U"i"}, {U'm', U"rn"}, {U'e', U"c"}, {U'u', U"v"}, {U'h', U"b"},
                                      {U'n', U"r"}, {U'a', U"o"},  {U'ب', U"ت"}, {U'ن', U"ت"}, {U'ح', U"ج"},
                                      {U'ر', U"ز"}, {U'د', U"ذ"},  {U'и', U"н"}, {U'ш', U"щ"}};
    const auto swap_at = [&](const auto& table) {
      for (std::size_t shift = 0; shift < letters.size(); ++shift) {
        const std::size_t place = (at + shift) % letters.size();
        for (const Alike& alike : table)
          if (letters[place] == alike.one) {
            letters.replace(place, 1, alike.other);
            return;
          }
      }
    };
    if (writer == Writer::Phone) swap_at(kHeard);
    else swap_at(kSeen);
  }
  word.clear();
  for (const char32_t letter : letters) base::append_utf8(word, letter);
}

// How a clerk romanises: not always the same way.
void romanised(std::string& word, Dice& dice) {
  static constexpr std::pair<const char*, const char*> kWays[] = {
      {"ou", "u"}, {"ee", "i"},    {"Kh", "H"}, {"oh", "uh"}, {"ei", "ey"},
      {"y", "i"},  {"al-", "el "}, {"q", "k"},  {"ai", "ei"}, {"ss", "s"}};
  for (const auto& [from, to] : kWays) {
    const std::size_t at = word.find(from);
    if (at != std::string::npos && dice.chance(300)) word.replace(at, std::string_view(from).size(), to);
  }
}

void append_number(std::string& out, std::uint64_t value, unsigned width = 1) {
  char digits[24];
  unsigned count = 0;
  do digits[count++] = static_cast<char>('0' + value % 10);
  while ((value /= 10) != 0);
  while (count < width) digits[count++] = '0';
  while (count > 0) out.push_back(digits[--count]);
}

void append_row(std::string& out, const Lists& lists, std::uint64_t number, bool right) {
  Person person = person_of(lists, number);
  const Writer writer = right ? lists.right : lists.left;
  Dice dice(scramble(number * 2 + (right ? 1 : 0) + lists.seed * 77));
  const bool latin = right && lists.right_in_latin;
  std::array<std::string, 4> names;
  const std::array<const Spelt*, 4> spelt = {&person.given, &person.father, &person.grandfather, &person.family};
  for (std::size_t at = 0; at < 4; ++at) {
    names[at] = latin ? spelt[at]->latin : spelt[at]->native;
    if (latin) romanised(names[at], dice);
    if (writer != Writer::Exact && dice.chance(at == 1 || at == 2 ? 60 : 90)) slip(names[at], dice, writer);
  }
  base::Day birth = person.birth;
  base::CivilDate date = base::civil(birth);
  if (writer != Writer::Exact) {
    if (dice.chance(15) && date.day <= 12) std::swap(date.day, date.month);
    else if (dice.chance(15)) date.year += dice.chance(500) ? 1 : -1;
    else if (dice.chance(20)) date.day = 1 + static_cast<int>(dice.below(28));
    if (dice.chance(10)) std::swap(names[0], names[3]);
  }
  if (!base::exists(date)) date = base::civil(birth);
  const bool chain = lists.world == World::Arabic;
  append_number(out, number);
  out += right ? "-r," : "-l,";
  const auto missing = [&](unsigned per_mille) { return writer != Writer::Exact && dice.chance(per_mille); };
  if (!missing(20)) out += names[0];
  if (chain) {
    out += ',';
    if (!missing(50)) out += names[1];
    out += ',';
    if (!missing(120)) out += names[2];
  }
  out += ',';
  if (!missing(20)) out += names[3];
  out += ',';
  if (!missing(40)) {
    if (right && lists.right_hijri) {
      const names::CalendarDate hijri = names::from_day(base::day_of(date), people::Calendar::Hijri);
      append_number(out, static_cast<std::uint64_t>(hijri.year));
      out += '/';
      append_number(out, static_cast<std::uint64_t>(hijri.month));
      out += '/';
      append_number(out, static_cast<std::uint64_t>(hijri.day));
    } else {
      append_number(out, static_cast<std::uint64_t>(date.year), 4);
      out += '-';
      append_number(out, static_cast<std::uint64_t>(date.month), 2);
      out += '-';
      append_number(out, static_cast<std::uint64_t>(date.day), 2);
    }
  }
  out += ',';
  if (!missing(60)) {
    const std::uint64_t town = missing(80) ? dice.below(2000) : person.town;
    out += latin_word(town + 5'000'000'000, 3);
  }
  out += person.woman ? ",f\n" : ",m\n";
}

// A permutation of 0..count-1 without a table: three rounds of a Feistel network, walked until inside.
std::uint64_t shuffled(std::uint64_t at, std::uint64_t count, std::uint64_t seed) {
  unsigned half = 1;
  while ((std::uint64_t{1} << (2 * half)) < count) ++half;
  const std::uint64_t mask = (std::uint64_t{1} << half) - 1;
  do {
    std::uint64_t left = at >> half;
    std::uint64_t right = at & mask;
    for (std::uint64_t round = 0; round < 3; ++round) {
      const std::uint64_t next = left ^ (scramble(right * 4 + round + seed) & mask);
      left = right;
      right = next;
    }
    at = left << half | right;
  } while (at >= count);
  return at;
}

void write_list(const Lists& lists, const std::filesystem::path& path, bool right) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "wb"), std::fclose);
  MIDSPAN_ASSERT(file != nullptr);
  std::string out = lists.world == World::Arabic ? "id,given,father,grandfather,family,birth,town,sex\n"
                                                 : "id,given,family,birth,town,sex\n";
  const std::uint64_t rows = right ? lists.right_rows : lists.left_rows;
  for (std::uint64_t at = 0; at < rows; ++at) {
    // Persons 0..shared-1 are on both lists; the rest of the right list comes behind the left one's. With relatives the
    // numbers of a household are dealt out to both lists.
    std::uint64_t person = shuffled(at, rows, lists.seed + (right ? 9 : 3));
    if (right && person >= lists.shared) person += lists.left_rows - lists.shared;
    if (lists.relatives) person = shuffled(person, lists.left_rows + lists.right_rows - lists.shared, lists.seed);
    append_row(out, lists, person, right);
    if (out.size() > (1 << 20)) {
      std::fwrite(out.data(), 1, out.size(), file.get());
      out.clear();
    }
  }
  std::fwrite(out.data(), 1, out.size(), file.get());
}

}  // namespace

void generate(const Lists& lists, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  write_list(lists, folder / "left.csv", false);
  write_list(lists, folder / "right.csv", true);
}

}  // namespace midspan::bench
