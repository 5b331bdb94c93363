// SPDX-License-Identifier: Apache-2.0
// What thirty-four agreements of record say in ways that were not read before: each in three languages, one tree, and
// what the canonical text says.
#include <gtest/gtest.h>

#include "terms/sample.hpp"
#include "terms/terms.hpp"

using namespace midspan;

namespace {

std::string tree(const std::string& language, const std::string& sentence) {
  const terms::Reading reading = terms::read(sample::with_sentence(language, sentence), "text");
  EXPECT_TRUE(reading.ok) << sentence << ": " << sample::codes(reading.findings);
  return terms::canonical_tree(reading.agreement);
}

struct Said {
  const char* meaning;  // the canonical text
  const char* en;
  const char* es;
  const char* ar;
};

void one_tree(const std::vector<Said>& all) {
  for (const Said& each : all) {
    const std::string meant = tree("en", each.meaning);
    EXPECT_EQ(tree("en", each.en), meant) << each.en;
    EXPECT_EQ(tree("es", each.es), meant) << each.es;
    EXPECT_EQ(tree("ar", each.ar), meant) << each.ar;
  }
}

bool reads(const std::string& language, const std::string& sentence) {
  return terms::read(sample::with_sentence(language, sentence), "text").ok;
}

std::string notes(const std::string& language, const std::string& sentence) {
  return sample::codes(terms::read(sample::with_sentence(language, sentence), "text").findings);
}

TEST(Record, WhoGoes) {
  one_tree({
      {"Israel releases all of the Pool to Hamas.", "Israel releases the Pool to Hamas.",
       "Israel libera a la Reserva y los entrega a Hamas.", "تفرج إسرائيل عن «المجموعة» إلى حماس."},
      {"Israel releases all of persons in category medical staff held by Israel.",
       "Israel releases all doctors held by Israel.", "Israel libera a todos los médicos en poder de Israel.",
       "تفرج إسرائيل عن جميع الأطباء في قبضة إسرائيل."},
      {"Israel releases all of persons who are minors of sex female held by Israel.",
       "Israel releases all girls held by Israel.", "Israel libera a todas las niñas en poder de Israel.",
       "تفرج إسرائيل عن جميع الفتيات في قبضة إسرائيل."},
      {"Israel releases all of persons captured between 2008-06-10 and 2008-06-10.",
       "Israel releases all persons captured on 10 June 2008.",
       "Israel libera a todas las personas capturadas el 10 de junio de 2008.",
       "تفرج إسرائيل عن جميع الأشخاص الذين أُسروا في 10 حزيران 2008."},
      {"Israel releases all of the Pool. Hamas releases 3 of the Pool.",
       "Israel releases the Pool, and Hamas releases 3 of the Pool.",
       "Israel libera a la Reserva, y Hamas libera a 3 de la Reserva.",
       "تفرج إسرائيل عن «المجموعة» وتفرج حماس عن 3 من «المجموعة»."},
      {"Israel releases 30 of the Pool to Hamas.", "Israel unconditionally releases 30 of the Pool to Hamas.",
       "Como gesto de buena voluntad, Israel libera a 30 de la Reserva y los entrega a Hamas.",
       "تفرج إسرائيل عن 30 من «المجموعة» إلى حماس دون قيد أو شرط."},
      {"Israel releases 30 of the Pool by 2025-05-01. Israel releases all of the Pool by 2025-06-01.",
       "Israel releases 30 of the Pool by 1 May 2025. The rest are released by 1 June 2025.",
       "Israel libera a 30 de la Reserva a más tardar el 1 de mayo de 2025. Los demás son liberados a más tardar el 1 "
       "de "
       "junio de 2025.",
       "تفرج إسرائيل عن 30 من «المجموعة» في موعد أقصاه 1 أيار 2025. يُفرج عن الباقين في موعد أقصاه 1 حزيران 2025."},
      {"Israel releases 50 per cent of the Pool by 2025-05-01. Israel releases all of the Pool by 2025-06-01.",
       "Israel releases the Pool in two groups: half of them by 1 May 2025 and the rest by 1 June 2025.",
       "Israel libera a la Reserva en dos grupos: a la mitad a más tardar el 1 de mayo de 2025 y a los demás a más "
       "tardar el 1 de junio de 2025.",
       "تفرج إسرائيل عن «المجموعة» على دفعتين: نصف منهم في موعد أقصاه 1 أيار 2025 والباقين في موعد أقصاه 1 حزيران "
       "2025."},
  });
}

TEST(Record, OnWhatTerms) {
  one_tree({
      {"Israel releases all of the Pool. Releases of the Pool are outside the key.",
       "Israel releases the Pool without anything in return.", "Israel libera a la Reserva sin nada a cambio.",
       "تفرج إسرائيل عن «المجموعة» بلا مقابل."},
      {"Israel releases 4 of persons held by Israel. Hamas releases 7 of persons held by Hamas.",
       "Israel releases 4 of persons held by Israel in return for 7 of persons held by Hamas.",
       "Israel libera a 4 de personas en poder de Israel a cambio de la liberación de 7 de personas en poder de Hamas.",
       "تفرج إسرائيل عن 4 من الأشخاص في قبضة إسرائيل مقابل 7 من الأشخاص في قبضة حماس."},
      {"Israel releases 33 of persons held by Israel in Phase 1.",
       "The first batch consists of 33 of persons held by Israel.",
       "La primera tanda se compone de 33 de personas en poder de Israel.",
       "تضم الدفعة الأولى 33 من الأشخاص في قبضة إسرائيل."},
      {"Israel releases all of persons held by Israel to Hamas. Hamas releases all of persons held by Hamas to Israel.",
       "Israel and Hamas exchange all their prisoners.", "Israel y Hamas canjean a todos sus prisioneros.",
       "تتبادل إسرائيل وحماس جميع أسراهما."},
      {"The releases take place in groups of 500 persons every 1 day.", "No more than 500 persons cross a day.",
       "No cruzan más de 500 personas por día.", "لا يعبر أكثر من 500 شخص في اليوم."},
      {"Israel releases 20 of the Pool after the completion of Article 1.",
       "Israel releases 20 of the Pool once Article 1 has been carried out.",
       "Israel libera a 20 de la Reserva una vez concluido el Artículo 1.",
       "تفرج إسرائيل عن 20 من «المجموعة» فور تنفيذ المادة 1."},
      {"At no time is one party ahead of the other by more than 10.",
       "Neither party may be more than 10 persons behind the other.",
       "Ninguna de las partes puede estar más de 10 personas por detrás de la otra.",
       "لا يتأخر أي طرف عن الآخر بأكثر من 10 أشخاص."},
      {"Among those released under Article 1, all are the persons released under Article 1 on 2025-05-01.",
       "They are released on 1 May 2025.", "Serán liberados el 1 de mayo de 2025.", "يُطلق سراحهم بتاريخ 1 أيار 2025."},
      {"The Foreigners are released in addition to the number of Article 1.",
       "The Foreigners do not count towards the total.", "Los Extranjeros no se cuentan dentro del total.",
       "لا يُحتسب «الأجانب» ضمن العدد."},
      {"Israel may strike at most 10 per cent of the Pool.",
       "Israel can veto up to 10 per cent of the names on the Pool.",
       "Israel podrá vetar hasta el 10 por ciento de la Reserva.",
       "من حق إسرائيل رفض ما لا يتجاوز 10 في المئة من «المجموعة»."},
  });
}

TEST(Record, OfEveryArticle) {
  one_tree({
      {"The releases of Article 1 are suspended when the ceasefire is broken.",
       "If the ceasefire is broken, the releases stop.", "Si el alto el fuego se rompe, se suspende el canje.",
       "في حال خرق وقف إطلاق النار، تتوقف الإفراجات."},
      {"Israel may suspend the releases of Article 1 when the ceasefire is broken.",
       "If the ceasefire is broken, Israel may suspend the exchange.",
       "Israel podrá suspender el canje si el alto el fuego se rompe.",
       "من حق إسرائيل وقف التبادل في حال خرق وقف إطلاق النار."},
      {"Israel and Hamas exchange prisoners one for one, rank for rank.",
       "Israel and Hamas exchange prisoners one for one, rank for rank.",
       "Israel y Hamas canjean prisioneros uno por uno, grado por grado.",
       "يتبادل إسرائيل وحماس الأسرى واحداً بواحد، رتبة برتبة."},
      {"A dispute about one person does not delay the others.",
       "Disputes over a name shall not hold up the release of the others.",
       "Las controversias sobre un nombre no detienen la entrega de los demás.",
       "لا يعطل أي خلاف على اسم الإفراج عن الباقين."},
  });
}

// What nobody named is each party's own; what nobody counts is promised in its own words. A note says so.
TEST(Record, WhatIsReadWithANote) {
  for (const char* const language : {"en", "es", "ar"}) {
    const std::string sentence = language == std::string("en") ? "All prisoners of war shall be released by 2025-05-01."
                                 : language == std::string("es")
                                     ? "Todos los prisioneros de guerra serán liberados a más tardar el 2025-05-01."
                                     : "يُفرج عن جميع أسرى الحرب في موعد أقصاه 2025-05-01.";
    EXPECT_TRUE(reads(language, sentence)) << sentence;
    EXPECT_EQ(notes(language, sentence), "TRM-115") << sentence;
  }
  EXPECT_EQ(notes("en", "Israel releases 30 of the Pool before the opening of the campaign."), "TRM-114");
  EXPECT_EQ(notes("es", "Israel libera a 30 de la Reserva antes de la apertura de la campaña."), "TRM-114");
  EXPECT_EQ(notes("ar", "تفرج إسرائيل عن 30 من «المجموعة» قبل انطلاق الحملة."), "TRM-114");
  EXPECT_EQ(notes("en", "Israel releases 30 of the Pool to Hamas by air."), "TRM-112");
  EXPECT_EQ(notes("es", "Israel libera a 30 de la Reserva y los entrega a Hamas por aire."), "TRM-112");
  EXPECT_EQ(notes("ar", "تفرج إسرائيل عن 30 من «المجموعة» إلى حماس جواً."), "TRM-112");
  EXPECT_EQ(notes("en", "The cost of transport is borne by each side."), "TRM-112");
  EXPECT_EQ(notes("es", "Los gastos corren a cargo de cada lado."), "TRM-112");
  EXPECT_EQ(notes("ar", "النفقات على عاتق كل جانب."), "TRM-112");
}

// What might be something else is not read in its own words.
TEST(Record, WhatIsNotRead) {
  // An event that would hide a second sentence, a number or an alternative.
  EXPECT_FALSE(reads("en", "Israel releases 30 of the Pool before the campaign opens and frees nobody else."));
  EXPECT_FALSE(reads("en", "Israel releases 30 of the Pool before 40 campaigns open."));
  EXPECT_FALSE(reads("en", "Israel releases 30 of the Pool before 40 of the Wounded."));
  EXPECT_FALSE(reads("ar", "تفرج إسرائيل عن مئتين من «المجموعة» قبل العيد وعن مئتين بعده."));
  EXPECT_FALSE(reads("en", "Israel releases 30 of the Pool after the truce in the hills before the talks resume."));
  EXPECT_FALSE(reads("en", "Israel releases 30 of the Pool on bail before the talks resume."));
  // How they go is no part of where.
  EXPECT_FALSE(reads("ar", "«المبعدين» يذهبون إلى المدينة القديمة برفقة الصليب الأحمر."));
  // A time is no manner.
  EXPECT_FALSE(reads("en", "Israel releases 30 of the Pool by air as soon as the weather allows it."));
  // So many people are no promise.
  EXPECT_FALSE(reads("en", "Israel assists 30 of the Pool and no vessel takes more of them than five."));
  EXPECT_FALSE(reads("es", "Israel facilita a 98 de la Reserva."));
  // Everything of a group without its article is asked for.
  EXPECT_FALSE(reads("en", "Israel releases women held by Israel."));
  // A number of people whom nobody holds.
  EXPECT_FALSE(reads("en", "30 prisoners of war shall be released by 2025-05-01."));
}

TEST(Record, AGroupIsNotItself) {
  const auto defined = [](const std::string& text) {
    const terms::Reading reading = terms::read(text, "text");
    EXPECT_TRUE(reading.ok) << sample::codes(reading.findings);
    return reading.agreement.definitions.at(0).set;
  };
  const people::Set english = defined(
      "Agreement \"A\".\nParties: Israel, Hamas.\n\"the Political Prisoners\" means political prisoners held by "
      "Israel.\nArticle 1. Israel releases the Political Prisoners.\n");
  const people::Set arabic = defined(
      "اتفاق «أ».\nالأطراف: إسرائيل، «حماس» = «Hamas».\n«السجناء السياسيين» تعني السجناء السياسيين لدى "
      "إسرائيل.\nالمادة 1. "
      "تفرج إسرائيل عن «السجناء السياسيين».\n");
  EXPECT_EQ(english.kind, people::Set::Kind::Persons);
  EXPECT_EQ(arabic, english);
}

TEST(Record, OneOfTheGroup) {
  const auto key = [](const std::string& text) {
    const terms::Reading reading = terms::read(text, "text");
    EXPECT_TRUE(reading.ok) << sample::codes(reading.findings);
    return terms::canonical_tree(reading.agreement);
  };
  const std::string english =
      "Agreement \"A\".\nParties: Israel, Hamas.\n\"the Qualifying Captives\" means persons held "
      "by Israel.\nArticle 1. ";
  EXPECT_EQ(
      key(english + "For each Qualifying Captive released, Hamas releases 3 of persons held by Hamas.\n"),
      key(english + "For each of the Qualifying Captives released, Hamas releases 3 of persons held by Hamas.\n"));
  const std::string spanish =
      "Acuerdo \"A\".\nPartes: Israel, Hamas.\n\"los Retenidos\" significa personas en poder de "
      "Israel.\nArtículo 1. ";
  EXPECT_EQ(key(spanish + "Por cada Retenido que sea liberado, Hamas libera a 3 de personas en poder de Hamas.\n"),
            key(spanish + "Por cada uno de los Retenidos que sea liberado, Hamas libera a 3 de personas en poder de "
                          "Hamas.\n"));
}

TEST(Record, HeldByEitherParty) {
  EXPECT_EQ(
      terms::canonical_tree(terms::read("Agreement \"A\".\nParties: Israel, Hamas.\n\"the Soldiers\" means soldiers "
                                        "held by either party.\nArticle 1. Israel releases 1 of the Soldiers.\n",
                                        "a")
                                .agreement),
      terms::canonical_tree(terms::read("Agreement \"A\".\nParties: Israel, Hamas.\n\"the Soldiers\" means soldiers "
                                        "held by Israel or Hamas.\nArticle 1. Israel releases 1 of the Soldiers.\n",
                                        "b")
                                .agreement));
}

TEST(Record, ARangeTurnedUpsideDown) {
  const auto codes = [](const std::string& language, const std::string& sentence) {
    const terms::Reading reading = terms::read(sample::with_sentence(language, sentence), "text");
    EXPECT_TRUE(reading.ok) << sample::codes(reading.findings);
    return sample::codes(terms::check(reading.agreement, nullptr));
  };
  EXPECT_NE(codes("en", "Israel releases between 30 and 10 of the Pool.").find("TRM-142"), std::string::npos);
  EXPECT_EQ(codes("en", "Israel releases between 10 and 30 of the Pool.").find("TRM-142"), std::string::npos);
  EXPECT_NE(codes("es", "Israel libera a entre 30 y 10 de la Reserva.").find("TRM-142"), std::string::npos);
}

}  // namespace
