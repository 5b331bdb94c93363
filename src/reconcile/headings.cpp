// SPDX-License-Identifier: Apache-2.0
// Headings are read word by word ("date_of_birth", "DateOfBirth", "DATE OF BIRTH" are one), the longest known phrase
// wins.
#include "reconcile/headings.hpp"

#include <algorithm>
#include <optional>

#include "names/normalise.hpp"
#include "reconcile/fields.hpp"

namespace midspan::reconcile {

namespace {

struct Phrase {
  std::string_view words;
  Meaning meaning;
};

// clang-format off
constexpr Phrase kPhrases[] = {
    {"full name", Meaning::FullName}, {"name", Meaning::FullName}, {"nombre completo", Meaning::FullName},
    {"nombre y apellido", Meaning::FullName}, {"nombres y apellidos", Meaning::FullName}, {"person", Meaning::FullName},
    {"nom complet", Meaning::FullName}, {"fio", Meaning::FullName}, {"фио", Meaning::FullName},
    {"الاسم", Meaning::FullName}, {"الاسم الكامل", Meaning::FullName}, {"اسم", Meaning::FullName},
    {"fullname", Meaning::FullName}, {"first and surname", Meaning::FullName}, {"name of detainee", Meaning::FullName},
    {"first name", Meaning::Given}, {"given name", Meaning::Given}, {"given names", Meaning::Given},
    {"forename", Meaning::Given}, {"forenames", Meaning::Given}, {"firstname", Meaning::Given}, {"fname", Meaning::Given},
    {"given", Meaning::Given}, {"first names", Meaning::Given}, {"christian name", Meaning::Given},
    {"nombre", Meaning::Given}, {"nombres", Meaning::Given}, {"primer nombre", Meaning::Given},
    {"prenom", Meaning::Given}, {"prenoms", Meaning::Given}, {"имя", Meaning::Given}, {"імя", Meaning::Given},
    {"الاسم الاول", Meaning::Given}, {"givenname", Meaning::Given},
    {"middle name", Meaning::SecondGiven}, {"middle names", Meaning::SecondGiven}, {"middle initial", Meaning::SecondGiven},
    {"second name", Meaning::SecondGiven}, {"middlename", Meaning::SecondGiven}, {"mname", Meaning::SecondGiven},
    {"middle", Meaning::SecondGiven}, {"segundo nombre", Meaning::SecondGiven},
    {"surname", Meaning::Family}, {"last name", Meaning::Family}, {"family name", Meaning::Family},
    {"lastname", Meaning::Family}, {"lname", Meaning::Family}, {"apellido", Meaning::Family},
    {"apellidos", Meaning::Family}, {"primer apellido", Meaning::Family}, {"nom", Meaning::Family},
    {"nom de famille", Meaning::Family}, {"фамилия", Meaning::Family}, {"прізвище", Meaning::Family},
    {"اللقب", Meaning::Family}, {"العائله", Meaning::Family}, {"اسم العائله", Meaning::Family}, {"family", Meaning::Family},
    {"second surname", Meaning::SecondFamily}, {"segundo apellido", Meaning::SecondFamily},
    {"maternal surname", Meaning::SecondFamily}, {"apellido materno", Meaning::SecondFamily},
    {"apellido paterno", Meaning::Family}, {"paternal surname", Meaning::Family},
    {"father", Meaning::Father}, {"father name", Meaning::Father}, {"fathers name", Meaning::Father},
    {"name of father", Meaning::Father}, {"patronymic", Meaning::Father}, {"отчество", Meaning::Father},
    {"padre", Meaning::Father}, {"nombre del padre", Meaning::Father}, {"اسم الاب", Meaning::Father},
    {"pere", Meaning::Father}, {"по батькові", Meaning::Father},
    {"grandfather", Meaning::Grandfather}, {"grandfather name", Meaning::Grandfather},
    {"grandfathers name", Meaning::Grandfather}, {"اسم الجد", Meaning::Grandfather},
    {"mother", Meaning::Mother}, {"mother name", Meaning::Mother}, {"mothers name", Meaning::Mother},
    {"name of mother", Meaning::Mother}, {"madre", Meaning::Mother}, {"nombre de la madre", Meaning::Mother},
    {"اسم الام", Meaning::Mother}, {"maiden name", Meaning::Alias}, {"alias", Meaning::Alias}, {"aka", Meaning::Alias},
    {"nickname", Meaning::Alias}, {"also known as", Meaning::Alias},
    {"date of birth", Meaning::Birth}, {"birth date", Meaning::Birth}, {"birthdate", Meaning::Birth},
    {"dob", Meaning::Birth}, {"born", Meaning::Birth}, {"birthday", Meaning::Birth}, {"birth", Meaning::Birth},
    {"date birth", Meaning::Birth}, {"dateofbirth", Meaning::Birth},
    {"fecha de nacimiento", Meaning::Birth}, {"fecha nacimiento", Meaning::Birth}, {"nacimiento", Meaning::Birth},
    {"date de naissance", Meaning::Birth}, {"дата рождения", Meaning::Birth}, {"дата народження", Meaning::Birth},
    {"تاريخ الميلاد", Meaning::Birth}, {"تاريخ الولاده", Meaning::Birth},
    {"birth year", Meaning::BirthYear}, {"year of birth", Meaning::BirthYear}, {"yob", Meaning::BirthYear},
    {"birthyear", Meaning::BirthYear}, {"ano de nacimiento", Meaning::BirthYear}, {"by", Meaning::BirthYear},
    {"birth month", Meaning::BirthMonth}, {"month of birth", Meaning::BirthMonth}, {"bm", Meaning::BirthMonth},
    {"birth day", Meaning::BirthDay}, {"day of birth", Meaning::BirthDay}, {"bd", Meaning::BirthDay},
    {"age", Meaning::Age}, {"edad", Meaning::Age}, {"возраст", Meaning::Age}, {"العمر", Meaning::Age},
    {"sex", Meaning::Sex}, {"gender", Meaning::Sex}, {"sexo", Meaning::Sex}, {"genero", Meaning::Sex},
    {"пол", Meaning::Sex}, {"الجنس", Meaning::Sex}, {"sexe", Meaning::Sex},
    {"nationality", Meaning::Nationality}, {"citizenship", Meaning::Nationality}, {"nacionalidad", Meaning::Nationality},
    {"country", Meaning::Nationality}, {"pais", Meaning::Nationality}, {"гражданство", Meaning::Nationality},
    {"الجنسيه", Meaning::Nationality},
    {"ssn", Meaning::Identity}, {"soc sec id", Meaning::Identity}, {"social security", Meaning::Identity},
    {"social security number", Meaning::Identity}, {"soc sec", Meaning::Identity}, {"national id", Meaning::Identity},
    {"nin", Meaning::Identity}, {"nhs number", Meaning::Identity}, {"nino", Meaning::Identity},
    {"national insurance number", Meaning::Identity}, {"identity number", Meaning::Identity},
    {"identity card", Meaning::Identity}, {"id number", Meaning::Identity}, {"id card", Meaning::Identity},
    {"id no", Meaning::Identity}, {"national number", Meaning::Identity}, {"passport", Meaning::Identity},
    {"passport number", Meaning::Identity}, {"passport no", Meaning::Identity}, {"cedula", Meaning::Identity},
    {"dni", Meaning::Identity}, {"curp", Meaning::Identity}, {"documento", Meaning::Identity},
    {"numero de documento", Meaning::Identity}, {"رقم الهويه", Meaning::Identity}, {"رقم الهوية", Meaning::Identity},
    {"inn", Meaning::Identity}, {"снилс", Meaning::Identity}, {"паспорт", Meaning::Identity},
    {"service number", Meaning::Identity}, {"tax id", Meaning::Identity}, {"driver licence", Meaning::Identity},
    {"drivers license", Meaning::Identity}, {"driving licence", Meaning::Identity}, {"pasaporte", Meaning::Identity},
    {"nat id", Meaning::Identity}, {"pid", Meaning::Identity},
    {"email", Meaning::Email}, {"e mail", Meaning::Email}, {"email address", Meaning::Email}, {"mail", Meaning::Email},
    {"correo", Meaning::Email}, {"phone", Meaning::Phone}, {"phone number", Meaning::Phone},
    {"telephone", Meaning::Phone}, {"mobile", Meaning::Phone}, {"tel", Meaning::Phone}, {"telefono", Meaning::Phone},
    {"phone home", Meaning::Phone}, {"cell", Meaning::Phone}, {"телефон", Meaning::Phone}, {"الهاتف", Meaning::Phone},
    {"address", Meaning::Address}, {"direccion", Meaning::Address}, {"адрес", Meaning::Address},
    {"address 1", Meaning::Street}, {"address line 1", Meaning::Street}, {"addr", Meaning::Address},
    {"street", Meaning::Street}, {"street name", Meaning::Street}, {"street address", Meaning::Street},
    {"adress", Meaning::Address}, {"adresse", Meaning::Address},
    {"street number", Meaning::StreetNumber}, {"house number", Meaning::StreetNumber},
    {"street no", Meaning::StreetNumber}, {"house no", Meaning::StreetNumber}, {"unit number", Meaning::Unit},
    {"apartment", Meaning::Unit}, {"apt", Meaning::Unit}, {"flat", Meaning::Unit},
    {"postcode", Meaning::Postcode}, {"post code", Meaning::Postcode}, {"postal code", Meaning::Postcode},
    {"zip", Meaning::Postcode}, {"zip code", Meaning::Postcode}, {"zipcode", Meaning::Postcode},
    {"codigo postal", Meaning::Postcode}, {"postcode fake", Meaning::Postcode}, {"plz", Meaning::Postcode},
    {"city", Meaning::Place}, {"town", Meaning::Place}, {"suburb", Meaning::Place}, {"place", Meaning::Place},
    {"place of birth", Meaning::Place}, {"birth place", Meaning::Place}, {"birthplace", Meaning::Place},
    {"lugar de nacimiento", Meaning::Place}, {"ciudad", Meaning::Place}, {"municipality", Meaning::Place},
    {"village", Meaning::Place}, {"locality", Meaning::Place}, {"место рождения", Meaning::Place},
    {"مكان الميلاد", Meaning::Place}, {"مكان الولاده", Meaning::Place}, {"municipio", Meaning::Place}, {"ort", Meaning::Place},
    {"state", Meaning::Region}, {"province", Meaning::Region}, {"county", Meaning::Region}, {"region", Meaning::Region},
    {"governorate", Meaning::Region}, {"estado", Meaning::Region}, {"departamento", Meaning::Region},
    {"provincia", Meaning::Region}, {"المحافظه", Meaning::Region},
    {"occupation", Meaning::Occupation}, {"profession", Meaning::Occupation}, {"job", Meaning::Occupation},
    {"profesion", Meaning::Occupation}, {"ocupacion", Meaning::Occupation},
    {"rank", Meaning::Rank}, {"rango", Meaning::Rank}, {"grado", Meaning::Rank}, {"звание", Meaning::Rank},
    {"שם", Meaning::FullName}, {"שם מלא", Meaning::FullName}, {"שמ פרטי", Meaning::Given}, {"שמ משפחה", Meaning::Family},
    {"שמ", Meaning::FullName}, {"שמ מלא", Meaning::FullName}, {"שמ האב", Meaning::Father}, {"שמ האמ", Meaning::Mother},
    {"תאריכ לידה", Meaning::Birth}, {"שנת לידה", Meaning::BirthYear}, {"מקומ לידה", Meaning::Place},
    {"גיל", Meaning::Age}, {"מינ", Meaning::Sex}, {"מספר זהות", Meaning::Identity}, {"עיר", Meaning::Place},
    {"姓名", Meaning::FullName}, {"名字", Meaning::Given}, {"名", Meaning::Given}, {"姓", Meaning::Family},
    {"出生日期", Meaning::Birth}, {"出生年", Meaning::BirthYear}, {"出生地", Meaning::Place}, {"性别", Meaning::Sex},
    {"年龄", Meaning::Age}, {"身份证", Meaning::Identity}, {"身份证号", Meaning::Identity}, {"籍贯", Meaning::Place},
    {"氏名", Meaning::FullName}, {"生年月日", Meaning::Birth}, {"성명", Meaning::FullName}, {"이름", Meaning::FullName},
    {"생년월일", Meaning::Birth}, {"نام", Meaning::FullName}, {"نام خانوادگي", Meaning::Family},
    {"نام پدر", Meaning::Father}, {"تاريخ تولد", Meaning::Birth}, {"محل تولد", Meaning::Place},
    {"год рождения", Meaning::BirthYear}, {"рик народження", Meaning::BirthYear}, 
    {"سنه الميلاد", Meaning::BirthYear}, {"سنه الولاده", Meaning::BirthYear}, {"мисце народження", Meaning::Place},
    {"призвище", Meaning::Family}, {"по батькови", Meaning::Father}, {"القريه", Meaning::Place}, {"المدينه", Meaning::Place},
    {"город", Meaning::Place}, {"мисто", Meaning::Place}, {"вик", Meaning::Age}, {"стать", Meaning::Sex},
    {"lugar", Meaning::Place}, {"annee de naissance", Meaning::BirthYear}, {"lieu de naissance", Meaning::Place},
    {"اسم الوالد", Meaning::Father}, {"الكنيه", Meaning::Alias}, {"الشهره", Meaning::Family},
    // What earlier linkages, registers and programs leave in a table.
    {"id", Meaning::Ignored}, {"rec id", Meaning::Ignored}, {"record id", Meaning::Ignored},
    {"unique id", Meaning::Ignored}, {"row id", Meaning::Ignored}, {"row", Meaning::Ignored}, {"line", Meaning::Ignored},
    {"no", Meaning::Ignored}, {"n", Meaning::Ignored}, {"nr", Meaning::Ignored}, {"index", Meaning::Ignored},
    {"cluster", Meaning::Ignored}, {"cluster id", Meaning::Ignored}, {"entity", Meaning::Ignored},
    {"entity id", Meaning::Ignored}, {"person id", Meaning::Ignored}, {"label", Meaning::Ignored},
    {"match", Meaning::Ignored}, {"truth", Meaning::Ignored}, {"true id", Meaning::Ignored},
    {"group id", Meaning::Ignored}, {"source dataset", Meaning::Ignored}, {"uuid", Meaning::Ignored},
    {"index level 0", Meaning::Ignored}, {"unnamed 0", Meaning::Ignored}, {"key", Meaning::Ignored},
    {"line number", Meaning::Ignored}, {"row number", Meaning::Ignored}, {"simulant id", Meaning::Ignored},
    {"household id", Meaning::Ignored},
};
// clang-format on

// Words that hold a phrase together and are left out where it is shortened.
bool holds_together(std::string_view word) {
  static constexpr std::string_view kWords[] = {"of", "de", "du", "des", "del", "la", "le", "el", "the", "d", "e", "y"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

std::size_t letters_of(std::string_view word) {
  return static_cast<std::size_t>(std::count_if(
      word.begin(), word.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

// "Lieu naiss." is "lieu de naissance", word for word; a word of three letters or more may be cut short.
bool is_short_for(const std::vector<std::string_view>& parts, std::string_view phrase) {
  std::size_t at = 0;
  const auto next = [&] {
    while (at < parts.size() && holds_together(parts[at])) ++at;
  };
  bool cut = false;
  for (const std::string_view word : split_words(phrase)) {
    if (holds_together(word)) continue;
    next();
    if (at == parts.size()) return false;
    const std::string_view part = parts[at++];
    if (part == word) continue;
    if (letters_of(part) < 3 || letters_of(word) < letters_of(part) + 2 || !word.starts_with(part)) return false;
    cut = true;
  }
  next();
  return cut && at == parts.size();
}

// "ф и о" is "фио": letters that stand alone one after another are one word.
std::string initials_together(const std::vector<std::string_view>& parts) {
  std::string joined;
  for (std::size_t at = 0; at < parts.size(); ++at) {
    const bool apart = at == 0 || letters_of(parts[at]) > 1 || letters_of(parts[at - 1]) > 1;
    if (apart && at != 0) joined.push_back(' ');
    joined += parts[at];
  }
  return joined;
}

std::optional<Meaning> whole_phrase(std::string_view words) {
  for (const Phrase& phrase : kPhrases)
    if (phrase.words == words) return phrase.meaning;
  return std::nullopt;
}

}  // namespace

std::string words_of_heading(std::string_view heading) {
  std::string split;
  for (std::size_t at = 0; at < heading.size(); ++at) {
    const auto is = [&](std::size_t place, char low, char high) {
      return place < heading.size() && heading[place] >= low && heading[place] <= high;
    };
    const bool hump = at > 0 && is(at, 'A', 'Z') && is(at - 1, 'a', 'z');
    const bool number = at > 0 && is(at, '0', '9') && (is(at - 1, 'a', 'z') || is(at - 1, 'A', 'Z'));
    if (hump || number) split.push_back(' ');
    split.push_back(heading[at] == '_' ? ' ' : heading[at]);
  }
  return names::fold(split);
}

std::vector<std::string_view> split_words(std::string_view words) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    if (end > at) parts.push_back(words.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

Meaning meaning_of_heading(std::string_view heading) {
  std::string words = words_of_heading(heading);
  if (words.empty()) return Meaning::Ignored;
  if (const auto meaning = whole_phrase(words)) return *meaning;
  words = initials_together(split_words(words));
  if (const auto meaning = whole_phrase(words)) return *meaning;
  // A copy of another column is not a second witness.
  const auto parts = split_words(words);
  if (parts.front() == "copy" || parts.front() == "old" || parts.front() == "tf") return Meaning::Ignored;
  for (const Phrase& phrase : kPhrases)
    if (phrase.meaning != Meaning::Ignored && is_short_for(parts, phrase.words)) return phrase.meaning;
  // The longest phrase of at least two words inside the heading; a single word only at its end or beginning.
  Meaning best = Meaning::Other;
  std::size_t longest = 0;
  for (const Phrase& phrase : kPhrases) {
    const auto wanted = split_words(phrase.words);
    if (wanted.size() > parts.size() || wanted.size() <= longest) continue;
    if (wanted.size() == 1 && (phrase.words.size() < 4 || phrase.meaning == Meaning::Ignored)) continue;
    for (std::size_t at = 0; at + wanted.size() <= parts.size(); ++at) {
      if (wanted.size() == 1 && at != 0 && at + 1 != parts.size()) continue;
      if (!std::equal(wanted.begin(), wanted.end(), parts.begin() + static_cast<std::ptrdiff_t>(at))) continue;
      best = phrase.meaning;
      longest = wanted.size();
    }
  }
  if (longest >= 2 || (longest == 1 && parts.back() != "id")) return best;
  return parts.back() == "id" || parts.back() == "key" ? Meaning::Ignored : Meaning::Other;
}

}  // namespace midspan::reconcile
