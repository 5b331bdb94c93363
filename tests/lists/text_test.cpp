// SPDX-License-Identifier: Apache-2.0
// Delimited text: delimiters, encodings, quotes, and where each row stands in the sender's own sheet.
#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include "lists/files.hpp"
#include "lists/sheet/delimited.hpp"
#include "lists/sheet/encoding.hpp"

namespace midspan::lists::test {
namespace {

std::string in_code_page(const std::string& text, const char* name) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out(text.size() * 4 + 8, '\0');
  const int32_t size = ucnv_convert(name, "UTF-8", out.data(), static_cast<int32_t>(out.size()), text.data(),
                                    static_cast<int32_t>(text.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status)) << name;
  out.resize(static_cast<std::size_t>(size));
  return out;
}

TEST(Delimiters, ASpreadsheetsOwnWordDecides) {
  const auto version = read("sep=|\nNombre|Sexo\nAna, de Salas|F\n");
  EXPECT_EQ(roles(version), "full-name sex");
  EXPECT_EQ(version.entries.at(0).row, 3U);  // the line with the word counts
}

TEST(Encodings, EachIsFoundAndGivesTheSameText) {
  const std::string spanish =
      "Nombre;Apellido;Nacimiento\nJosé;Núñez Peña;1990\nMaría;Gutiérrez;1988\nAndrés;Ibáñez;1985\n";
  const std::string russian = "Фамилия;Имя;Отчество\nИванов;Пётр;Сергеевич\nКузнецова;Анна;Юрьевна\n";
  const std::string ukrainian = "Прізвище;Ім'я;По батькові\nШевчук;Олексій;Їжакевич\nЄрмоленко;Ганна;Іванівна\n";
  const std::string arabic = "الاسم;اسم الأب;تاريخ الميلاد\nأحمد;محمد;1990\nعبد الله;يوسف;1985\nفاطمة;علي;1979\n";
  const std::string french = "Nom;Prénom;Né le\nLefèvre;Hélène;1990\nGarçon;François;1988\n";
  using sheet::Encoding;
  const std::tuple<const std::string*, const char*, Encoding> cases[] = {
      {&spanish, "windows-1252", Encoding::Windows1252}, {&french, "windows-1252", Encoding::Windows1252},
      {&russian, "windows-1251", Encoding::Windows1251}, {&ukrainian, "windows-1251", Encoding::Windows1251},
      {&arabic, "windows-1256", Encoding::Windows1256},  {&arabic, "UTF-16LE", Encoding::Utf16LittleEndian},
      {&spanish, "UTF-16BE", Encoding::Utf16BigEndian},  {&russian, "UTF-16LE", Encoding::Utf16LittleEndian}};
  for (const auto& [text, name, encoding] : cases) {
    const sheet::Decoded decoded = sheet::decode(in_code_page(*text, name));
    EXPECT_EQ(decoded.encoding, encoding) << name << " " << *text;
    EXPECT_EQ(decoded.text, *text) << name;
    EXPECT_TRUE(decoded.guessed) << name;
  }
  EXPECT_EQ(sheet::decode("\xEF\xBB\xBF" + russian).text, russian);
  EXPECT_FALSE(sheet::decode(russian).guessed);
  EXPECT_EQ(sheet::decode("\xFF\xFE" + in_code_page(arabic, "UTF-16LE")).text, arabic);
  EXPECT_EQ(sheet::decode("\xFE\xFF" + in_code_page(arabic, "UTF-16BE")).text, arabic);
}

// One name among digits and Latin letters has to be enough.
TEST(Encodings, OneNameIsEnough) {
  for (const char* name : {"عبد الرحمن", "محمد علي حسن", "يوسف", "خالد"})
    EXPECT_EQ(sheet::decode(in_code_page("id,name\n1," + std::string(name) + "\n", "windows-1256")).encoding,
              sheet::Encoding::Windows1256)
        << name;
  for (const char* name : {"Иванов Иван", "Сидоренко", "ПЕТРОВА АННА", "Олег"})
    EXPECT_EQ(sheet::decode(in_code_page("id,name\n1," + std::string(name) + "\n", "windows-1251")).encoding,
              sheet::Encoding::Windows1251)
        << name;
  for (const char* name : {"Peña", "MUÑOZ", "José", "Ibáñez Núñez", "Gonçalves", "Müller", "Õun"}) {
    EXPECT_EQ(sheet::decode(in_code_page("id,name\n1," + std::string(name) + "\n", "windows-1252")).encoding,
              sheet::Encoding::Windows1252)
        << name;
    EXPECT_EQ(sheet::decode(in_code_page("id,name\n1," + std::string(name) + "\n", "windows-1252")).fit,
              sheet::Fit::Well)
        << name;
  }
}

// The only bytes that are not ASCII may be signs of a word processor; in older pages they are letters.
TEST(Encodings, SignsOfAWordProcessor) {
  for (const char* cell : {"Kauda – 2016", "seen – Obeid", "Musa (“Tarzan”)", "Musa (“tarzan”)", "‘lame’ Adam"})
    EXPECT_EQ(sheet::decode(in_code_page("id,name\n1," + std::string(cell) + "\n", "windows-1252")).encoding,
              sheet::Encoding::Windows1252)
        << cell;
  for (const char* cell : {"Sean O’Brien", "the men’s wing"})
    EXPECT_EQ(sheet::decode(in_code_page("id,name\r\n1," + std::string(cell) + "\r\n", "windows-1252")).encoding,
              sheet::Encoding::Windows1252)
        << cell;
}

// Lists out of old databases and other systems.
TEST(Encodings, OfOtherSystemsAndNeighbours) {
  const std::string spanish = "Nombre;Apellido;Nacimiento\nJosé;Núñez Peña;1990\nMaría;Gutiérrez;1988\n";
  const std::string russian = "Фамилия;Имя;Отчество\nСоколов;Пётр;Сергеевич\nКУЗНЕЦОВА;АННА;Юрьевна\n";
  const std::string polish = "Nazwisko;Imię\nŚcibor;Łukasz\nŻurowski;Błażej\nDąbek;Jędrzej\n";
  const std::string greek = "Επώνυμο;Όνομα\nΠαπαδόπουλος;Γεώργιος\nΔημητρίου;Ελένη\n";
  const std::string turkish = "Adı Soyadı;Doğum tarihi\nŞükrü Çağlar;1990\nGülşen Işık;1985\n";
  const std::string lithuanian = "Nr,Vardas pavardė\n1,Žilvinas Kučinskas\n2,Ąžuolas Šimkūnas\n3,Ieva Vėžytė\n";
  const std::string latvian = "Nr,Vārds uzvārds\n1,Jānis Bērziņš\n2,Pēteris Kalniņš\n3,Līga Ozoliņa\n";
  // Tones are signs of their own there.
  const std::string vietnamese = "STT,Ho\u0323 và tên\n1,Nguyê\u0303n Văn Hùng\n2,Trâ\u0300n Thi\u0323 Hương\n";
  const std::string thai = "ชื่อ;นามสกุล\nสมชาย;ใจดี\nสมหญิง;รักไทย\nประยุทธ;วงศ์\n";
  const std::string chinese = "姓名,出生日期,编号\n王小明,1980-01-03,1\n李国强,1981-02-03,2\n";
  const std::string taiwanese = "姓名,出生日期\n王小明,1980-01-03\n陳國強,1981-02-03\n";
  const std::string japanese = "氏名,生年月日\n山田太郎,1980/01/03\nさとう はなこ,1981/02/03\n";
  const std::string korean = "성명,생년월일\n김민수,1980-01-03\n박영희,1981-02-03\n";
  for (const auto& [text, name] :
       std::initializer_list<std::pair<const std::string*, const char*>>{{&spanish, "macintosh"},
                                                                         {&spanish, "IBM850"},
                                                                         {&russian, "KOI8-U"},
                                                                         {&russian, "IBM866"},
                                                                         {&polish, "windows-1250"},
                                                                         {&turkish, "windows-1254"},
                                                                         {&greek, "windows-1253"},
                                                                         {&lithuanian, "windows-1257"},
                                                                         {&latvian, "windows-1257"},
                                                                         {&vietnamese, "windows-1258"},
                                                                         {&thai, "windows-874"},
                                                                         {&chinese, "GB18030"},
                                                                         {&taiwanese, "Big5"},
                                                                         {&japanese, "Shift_JIS"},
                                                                         {&korean, "EUC-KR"}}) {
    const sheet::Decoded decoded = sheet::decode(in_code_page(*text, name));
    EXPECT_EQ(decoded.text, *text) << name;
    EXPECT_EQ(sheet::name_of(decoded.encoding), name);
    EXPECT_EQ(decoded.fit, sheet::Fit::Well) << name;
  }
}

TEST(Encodings, WhatFitsNoneIsDoubtedAndAPersonCanSay) {
  const std::string polish = "Nazwisko;Imię\nŚcibor;Łukasz\nŻurowski;Błażej\nDąbek;Jędrzej\n";
  const std::string bytes = in_code_page(polish, "IBM852");
  EXPECT_EQ(sheet::decode(bytes).fit, sheet::Fit::Misfit);
  EXPECT_EQ(count(read(bytes), "LST-111"), 1U);
  const auto said = sheet::decode_as(bytes, "IBM852");
  ASSERT_TRUE(said);
  EXPECT_EQ(said->text, polish);
  EXPECT_EQ(sheet::decode_as(bytes, "windows-12x").error().message.code, "LST-035");
  EXPECT_EQ(sheet::decode_as(bytes, "").error().message.code, "LST-035");
}

TEST(Encodings, AZeroByteCostsItsCellOnly) {
  const auto version = read(std::string("Nombre,Apellido\nAna\0,Salas\nLuis,Gil\n", 36));
  ASSERT_EQ(version.entries.size(), 2U);
  EXPECT_EQ(version.entries[0].cells()[0].raw, "Ana\uFFFD");
  ASSERT_NE(find(version, "LST-151"), nullptr);
  EXPECT_EQ(find(version, "LST-151")->place.cell, "A2");
}

TEST(Encodings, ABrokenByteInUtf8IsMarkedAndNotTakenForACodePage) {
  const auto version = read(
      "Nombre,Apellido\nJosé,Núñez\nMaría,Gutiérrez\nAndrés,Ibáñez\nRamón,Pe\xF1"
      "a\nInés,Peña\n");
  EXPECT_EQ(version.entries.at(3).cells().at(1).raw,
            "Pe\uFFFD"
            "a");
  EXPECT_EQ(count(version, "LST-112"), 1U);
  ASSERT_NE(find(version, "LST-151"), nullptr);
  EXPECT_EQ(find(version, "LST-151")->place.cell, "B5");
}

TEST(Quotes, NewlinesInQuotesBelongToTheCellAndDoNotCountAsRows) {
  const auto version = read("Nombre,Observaciones\n\"Ana\",\"una\ndos\r\ntres\"\n\nLuis,\"dice \"\"sí\"\"\"\n");
  ASSERT_EQ(version.entries.size(), 2U);
  EXPECT_EQ(version.entries[0].cells()[1].raw, "una\ndos\r\ntres");
  EXPECT_EQ(version.entries[0].row, 2U);
  EXPECT_EQ(version.entries[1].cells()[1].raw, "dice \"sí\"");
  EXPECT_EQ(version.entries[1].row, 4U);  // after an empty row
}

TEST(Quotes, OneThatNeverClosesCostsItsLineOnly) {
  const auto version = read("Nombre,Sexo\nAna,F\n\"Luis,M\nEva,F\n\"Ivo\",M\n");
  ASSERT_EQ(version.entries.size(), 4U);
  EXPECT_EQ(version.entries[1].cells()[0].raw, "\"Luis");
  EXPECT_EQ(version.entries[2].cells()[0].raw, "Eva");
  EXPECT_EQ(version.entries[3].cells()[0].raw, "Ivo");
  ASSERT_NE(find(version, "LST-149"), nullptr);
  EXPECT_EQ(find(version, "LST-149")->place.cell, "A3");
}

TEST(Quotes, ABrokenOneLeavesTheQuotesBesideItAlone) {
  const auto version = read("Nombre,Sexo,Lugar\nAna,F,Sol\n\"Ivo, Juan\",\"M,Sol\nEva,F,\"Sur\"\n");
  ASSERT_EQ(version.entries.size(), 3U);
  EXPECT_EQ(version.entries[1].cells()[0].raw, "Ivo, Juan");
  EXPECT_EQ(version.entries[1].cells()[1].raw, "\"M");
  EXPECT_EQ(version.entries[2].cells()[2].raw, "Sur");
  EXPECT_EQ(count(version, "LST-149"), 1U);
}

TEST(Quotes, ACellThatMayHaveSwallowedRowsIsDoubted) {
  const auto version = read("Nombre,Sexo\n\"Ana,F\nLuis,M\nEva\",F\nIvo,M\n");
  EXPECT_EQ(count(version, "LST-150"), 1U);
}

TEST(Rows, WiderAndShorterOnesAreDoubtedAndNothingIsDropped) {
  const auto version = read(
      "N,Nombre,Sexo,Edad\n1,Ana,F,30\n2,Luis,M,31,extra\n3,Eva\n4,Ivo,M,33\n5,Rosa,F,34\n6,Juan,M,35\n7,Sara,F,36\n");
  EXPECT_EQ(version.entries.size(), 7U);
  EXPECT_EQ(version.entries[1].cells().at(4).raw, "extra");
  ASSERT_NE(find(version, "LST-129"), nullptr);
  EXPECT_EQ(find(version, "LST-129")->place.cell, "E3");
  ASSERT_NE(find(version, "LST-130"), nullptr);
  EXPECT_EQ(find(version, "LST-130")->place.row, 4U);
}

TEST(Rows, CellsKeepTheirBytes) {
  const auto version = read("Nombre,Documento\n  Ana  Salas ,=\"00123456\"\n");
  EXPECT_EQ(version.entries[0].cells()[0].raw, "  Ana  Salas ");
  EXPECT_EQ(version.entries[0].cells()[1].raw, "=\"00123456\"");
  EXPECT_EQ(version.entries[0].values().name.raw, "Ana  Salas");
  EXPECT_EQ(version.entries[0].values().identifiers.at(0).normal, "00123456");
}

TEST(Formulas, InTextAreDoubtedAndOurOwnGuardIsTakenOff) {
  const auto version = read("Nombre,Observaciones\nAna,=HYPERLINK(\"x\")\nLuis,'=1+1\n");
  EXPECT_EQ(count(version, "LST-153"), 2U);
  EXPECT_EQ(version.entries[1].cells()[1].raw, "=1+1");
}

}  // namespace
}  // namespace midspan::lists::test
