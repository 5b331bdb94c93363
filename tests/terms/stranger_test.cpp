// SPDX-License-Identifier: Apache-2.0
// Sentences as people write them who have read treaties and not the grammar: each is the tree of a canonical one. And
// what is not a sentence is answered with what to do.
#include <gtest/gtest.h>

#include <algorithm>

#include "terms/sample.hpp"
#include "terms/terms.hpp"
#include "terms/trees.hpp"

namespace midspan {
namespace {

using sample::same;
using sample::tree;

TEST(Stranger, VerbsAndVoices) {
  same("en", {{"Israel shall repatriate 30 of the Pool to Hamas.", "Israel releases 30 of the Pool to Hamas."},
              {"Israel agrees to hand over to Hamas 30 of the Pool within 7 days of the signing.",
               "Israel releases 30 of the Pool to Hamas within 7 days of the signing."},
              {"30 of the Pool shall be handed over by Israel to Hamas.", "Israel releases 30 of the Pool to Hamas."},
              {"In return, Israel frees all the remaining Prisoners.", "Israel releases all of the Prisoners."},
              {"For each woman that Hamas frees, Israel releases 3 of the Pool.",
               "For each of persons who are women released by Hamas, Israel releases 3 of the Pool."},
              {"Israel releases 3 of the Pool in exchange for each of the Hostages.",
               "For each of the Hostages released, Israel releases 3 of the Pool."},
              {"No one shall be repatriated by force.", "No person is sent to any country without consent."},
              {"Persons charged with terrorism are excluded from this exchange.",
               "No person accused of terrorism is released."}});
  same("es", {{"Israel se compromete a liberar a 30 de la Reserva.", "Israel libera a 30 de la Reserva."},
              {"30 de la Reserva serán entregados por Israel a Hamas.",
               "Israel libera a 30 de la Reserva y los entrega a Hamas."},
              {"A cambio de cada uno de los Rehenes que libere Hamas, Israel libera a 3 de la Reserva.",
               "Por cada uno de los Rehenes que sea liberado por Hamas, Israel libera a 3 de la Reserva."},
              {"Nadie será repatriado contra su voluntad.",
               "Ninguna persona es enviada a ningún país sin su consentimiento."}});
  same("ar",
       {{"تلتزم إسرائيل بالإفراج عن 30 من «المجموعة».", "على إسرائيل الإفراج عن 30 من «المجموعة»."},
        {"تفرج إسرائيل عن جميع «السجناء» في المرحلة الثانية.", "على إسرائيل الإفراج عن كامل «السجناء» في المرحلة 2."},
        {"مقابل كل شخص تفرج عنه حماس، تفرج إسرائيل عن 3 من «المجموعة».",
         "مقابل كل شخص يُفرج عنه من جانب حماس، على إسرائيل الإفراج عن 3 من «المجموعة»."},
        {"مقابل كل واحد من الرهائن المفرج عنهم تفرج إسرائيل عن 2 من المجموعة إلى حماس.",
         "مقابل كل واحد من «الرهائن» يُفرج عنه، على إسرائيل الإفراج عن 2 من «المجموعة» وتسليمهم إلى حماس."},
        {"لا يُعاد أحد قسراً.", "لا يُرسل أي شخص إلى أي بلد دون موافقته."}});
}

TEST(Stranger, NobodyAgainstTheirWill) {
  for (const char* said :
       {"No prisoner of war shall be released without his free and written consent.",
        "No one may be handed over to the other side against his or her own will.",
        "No detainee is to be flown abroad under duress.", "Nobody may be forcibly deported.",
        "None of them shall be sent back unless they so wish.", "No prisoner is released against their will."})
    same("en", {{said, "No person is sent to any country without consent."}});
  same("en",
       {{"No captive may be returned to Israel against his will.", "No person is sent to Israel without consent."}});
  for (const char* said : {"Ningún preso será liberado sin su consentimiento previo.",
                           "Ningún detenido podrá ser trasladado a un tercer país en contra de su voluntad."})
    same("es", {{said, "Ninguna persona es enviada a ningún país sin su consentimiento."}});
  for (const char* said : {"لا يُفرج عن أي شخص رغماً عنه.", "لا يجوز إطلاق سراح أي أسير دون موافقته الخطية.",
                           "لن يُسلم أي محتجز إلى الطرف الآخر ما لم يوافق على ذلك."})
    same("ar", {{said, "لا يُرسل أي شخص إلى أي بلد دون موافقته."}});
}

TEST(Stranger, WhatSourcesSay) {
  same("en",
       {{"Venezuela releases a third of the Prisoners.", "Venezuela releases 1 in every 3 of the Prisoners."},
        {"Venezuela shall return two thirds of the Prisoners to Israel.",
         "Venezuela releases 2 in every 3 of the Prisoners to Israel."},
        {"Venezuela releases all of the Prisoners to Israel, 500 a day.",
         "Venezuela releases all of the Prisoners to Israel, at most 500 a day."},
        {"The repatriation shall be carried out in groups of 100 prisoners every 3 days.",
         "Each phase takes at most 100 persons. The phases follow each other every 3 days."},
        {"Venezuela releases 4 of the Prisoners in exchange for the release by Israel of 7 of the Pool.",
         "Venezuela releases 4 of the Prisoners. Israel releases 7 of the Pool."},
        {"Israel and Hamas exchange 7 of the Pool for 4 of the Hostages.",
         "Israel releases 7 of the Pool. Hamas releases 4 of the Hostages."},
        {"Venezuela shall release an equal number of the Prisoners, man for man and rank for rank.",
         "Venezuela releases as many of the Prisoners as El Salvador releases under Article 1, rank for rank."},
        {"Israel releases 100 of the Pool to Hamas, in the order of their capture.",
         "Israel releases 100 of the Pool to Hamas. Within the Pool, the longest held first."},
        {"Israel releases 3 of fathers of three or more living children.",
         "Israel releases 3 of persons who are men with at least 3 \"children\"."},
        {"Israel releases 3 of persons over 48 years of age who have been in captivity for more than 18 months.",
         "Israel releases 3 of persons aged over 48 held for more than 18 months."},
        {"Israel releases 3 of persons in category clergy, student or teacher.",
         "Israel releases 3 of persons in category clergy together with persons in category student together with "
         "persons in category teacher."},
        {"Once the funds are confirmed, Israel releases 3 of the Pool.",
         "Israel releases 3 of the Pool. The releases of Article 2 begin only when the funds are confirmed."},
        {"If the ceasefire is broken, the releases of Article 1 shall be suspended.",
         "The releases of Article 1 are suspended when the ceasefire is broken."},
        {"If a party breaks this agreement, this agreement is void.",
         "This agreement ends when the agreement is broken."},
        {"Israel releases 3 of the Pool between 17 and 22 March 2003.",
         "Israel releases 3 of the Pool between 2003-03-17 and 2003-03-22."},
        {"Israel releases 3 of the Pool on the first day of the month following 14 July 2018.",
         "Israel releases 3 of the Pool on 2018-08-01."},
        {"Israel releases 3 of the Pool on 9 Muharram 1435 (2013-11-13).",
         "Israel releases 3 of the Pool on 2013-11-13."},
        {"Simultaneously, Israel releases 3 of the Pool.",
         "Israel releases 3 of the Pool. All hand-overs take place in one round."},
        {"Furthermore, Israel pays Hamas 400 million US dollars.", "Israel gives 400000000 of US dollars to Hamas."},
        {"Of the Pool, 3 are deported to Egypt and the rest go home.",
         "Of the Pool, 3 go to Egypt and the rest go to home."},
        {"Israel releases 3 of civilians from Misrata.",
         "Israel releases 3 of civilians whose \"home\" is \"Misrata\"."}});
  same("es",
       {{"Venezuela liberará un tercio de los Prisioneros.", "Venezuela libera a 1 de cada 3 de los Prisioneros."},
        {"Venezuela devolverá la totalidad de los Prisioneros al Salvador, a razón de 500 diarios.",
         "Venezuela libera a la totalidad de los Prisioneros y los entrega a El Salvador, no más de 500 por día."},
        {"La devolución se hará por grupos de 100 prisioneros cada 3 días.",
         "Cada fase lleva a no más de 100 personas. Las fases se suceden cada 3 días."},
        {"Venezuela libera a 4 de los Prisioneros a cambio de que Israel libere a 7 de la Reserva.",
         "Venezuela libera a 4 de los Prisioneros. Israel libera a 7 de la Reserva."},
        {"Venezuela liberará igual número de los Prisioneros, clase por clase y grado por grado.",
         "Venezuela libera a tantos de los Prisioneros como libera El Salvador según el Artículo 1, grado por grado."},
        {"Israel libera a 100 de la Reserva por orden de captura.",
         "Israel libera a 100 de la Reserva. Dentro de la Reserva, los de más tiempo en cautiverio primero."},
        {"Si se rompa el alto el fuego, se suspenden las liberaciones del Artículo 1.",
         "Las liberaciones del Artículo 1 se suspenden cuando el alto el fuego se rompa."},
        {"Israel libera a 3 de la Reserva entre el 17 y el 22 de marzo de 2003.",
         "Israel libera a 3 de la Reserva entre el 2003-03-17 y el 2003-03-22."},
        {"Asimismo, Israel pagará a Hamas 132.231 libras esterlinas.",
         "Israel da 132231 de libras esterlinas a Hamas."}});
  same("ar", {{"تخلي إسرائيل سبيل ثلث «المجموعة».", "على إسرائيل الإفراج عن 1 من كل 3 من «المجموعة»."},
              {"تعيد إسرائيل إلى حماس كامل «المجموعة» بمعدل 500 يومياً.",
               "على إسرائيل الإفراج عن كامل «المجموعة» وتسليمهم إلى حماس، بما لا يزيد على 500 يومياً."},
              {"وتطلق إسرائيل سراح ۳۴۹ من «المجموعة» بين ١٧ و٢٢ آذار ٢٠٠٣.",
               "على إسرائيل الإفراج عن 349 من «المجموعة» بين 2003-03-17 و2003-03-22."},
              {"تفرج إسرائيل عن 7 من «المجموعة» مقابل أن تفرج حماس عن 4 من «الرهائن».",
               "على إسرائيل الإفراج عن 7 من «المجموعة». على حماس الإفراج عن 4 من «الرهائن»."},
              {"تفرج إسرائيل عن 100 من «المجموعة» بحسب ترتيب أسرهم.",
               "على إسرائيل الإفراج عن 100 من «المجموعة». ضمن «المجموعة»، الأطول احتجازاً أولاً."},
              {"تفرج إسرائيل عن 3 من «المجموعة» بتاريخ 9 محرم 1435هـ الموافق 2013-11-13.",
               "على إسرائيل الإفراج عن 3 من «المجموعة» بتاريخ 2013-11-13."},
              {"تفرج إسرائيل عن 30 أسيراً عراقياً.", "على إسرائيل الإفراج عن 30 من الأشخاص من جنسية عراقية."}});
}

TEST(Stranger, WhatIsAskedBack) {
  const auto codes = [](const std::string& language, const std::string& sentences) {
    return sample::codes(terms::read(sample::with_sentence(language, sentences), "text").findings);
  };
  EXPECT_EQ(codes("en", "Israel releases 3 of the Pool. Once the pardon is signed, Israel releases 4 of the Hostages."),
            "TRM-035");
  EXPECT_EQ(codes("en", "Once the pardon is signed, Israel releases 4 of the Hostages. Israel releases 3 of the Pool."),
            "TRM-035");
  EXPECT_EQ(codes("en", "Each party keeps two cartel vessels of five hundred tons."), "TRM-112");
  EXPECT_EQ(codes("en", "If a prisoner breaks his parole, he goes back."), "TRM-037");
  EXPECT_EQ(codes("en", "Israel releases 3 of the Pool a month after the signing."), "TRM-038");
  EXPECT_EQ(codes("en", "Israel releases 3 of the Pool on the first day of the month following the signing."),
            "TRM-039");
  EXPECT_EQ(codes("en", "Israel releases 3 of the Pool on 9 Muharram 1435."), "TRM-040");
  EXPECT_EQ(codes("ar", "تفرج إسرائيل عن 3 من «المجموعة» بتاريخ 9 محرم 1435."), "TRM-040");
  // A day too far from the moon's is no day of it.
  EXPECT_EQ(codes("en", "Israel releases 3 of the Pool on 9 Muharram 1435 (2013-12-13)."), "TRM-040 TRM-033");
  const terms::Reading reading = terms::read(
      "Agreement \"X\".\nParties: Israel, Hamas.\n\"the Eligible\" means persons found eligible by a commission.\n",
      "text");
  EXPECT_EQ(sample::codes(reading.findings), "TRM-118");
}

TEST(Stranger, WhomANumberIsOfIsSaidByAnyNoun) {
  same("en", {{"Israel releases 30 of the Pool at a rate of 10 prisoners a day.",
               "Israel releases 30 of the Pool at a rate of 10 a day."},
              {"Each phase takes at most 50 hostages.", "Each phase takes at most 50 persons."},
              {"At most 50 detainees are released a day.", "At most 50 persons are released a day."}});
  same("es", {{"Cada fase lleva a no más de 50 rehenes.", "Cada fase lleva a no más de 50 personas."},
              {"Se libera a no más de 50 presos por día.", "Se libera a no más de 50 personas por día."}});
  same("ar", {{"تشمل كل مرحلة ما لا يزيد على 50 أسيراً.", "تشمل كل مرحلة ما لا يزيد على 50 شخصاً."},
              {"يُفرج عما لا يزيد على 50 محتجزاً يومياً.", "يُفرج عما لا يزيد على 50 شخصاً يومياً."}});
}

TEST(Stranger, AsManyAsTheOtherReleasesIsOfItsOwn) {
  same("en", {{"Israel releases as many as Hamas releases under Article 1.",
               "Israel releases as many of the persons held by it as Hamas releases under Article 1."},
              {"Israel releases the same number of the persons held by it as Hamas releases under Article 1.",
               "Israel releases an equal number as Hamas frees in Article 1."}});
  same("es", {{"Israel libera a tantos como libera Hamas según el Artículo 1.",
               "Israel libera a tantos de las personas en su poder como libera Hamas según el Artículo 1."}});
  same("ar",
       {{"على إسرائيل الإفراج عن عدد مساوٍ لمن على حماس الإفراج عنهم بموجب المادة 1.",
         "على إسرائيل الإفراج عن عدد من الأشخاص المحتجزين لديها مساوٍ لمن على حماس الإفراج عنهم بموجب المادة 1."}});
}

TEST(Stranger, NumbersInWords) {
  same("en", {{"Israel releases two hundred and fifty of the Pool.", "Israel releases 250 of the Pool."},
              {"Israel releases one thousand one hundred and fifty of the Pool.", "Israel releases 1150 of the Pool."},
              {"Israel releases twenty-five of the Pool.", "Israel releases 25 of the Pool."},
              {"Israel releases ten thousand of the Pool.", "Israel releases 10000 of the Pool."},
              {"Israel releases up to five thousand (5,000) of the Pool.", "Israel releases at most 5000 of the Pool."},
              {"Israel releases 30 (thirty) of the Pool within fourteen (14) days of the signing.",
               "Israel releases 30 of the Pool within 14 days of the signing."},
              {"Israel gives 6 billion of \"dollars\" to Hamas.", "Israel gives 6000000000 of \"dollars\" to Hamas."},
              {"Israel releases half of the Pool.", "Israel releases 50 per cent of the Pool."},
              {"Israel releases 30 of the Pool on the seventh day.", "Israel releases 30 of the Pool on day 7."},
              {"Israel releases 30 of the Pool on the 43rd day.", "Israel releases 30 of the Pool on day 43."},
              {"In the second phase, Israel releases 30 of the Pool.", "Israel releases 30 of the Pool in Phase 2."},
              {"Israel releases 30 of the Pool within two weeks of the signing.",
               "Israel releases 30 of the Pool within 14 days of the signing."},
              // Two numbers that stand side by side stay two.
              {"Among them, 3 are released on each of days one, two and three.",
               "Among them, 3 are released on each of days 1, 2 and 3."}});
  same("es", {{"Israel libera a treinta y cinco de la Reserva.", "Israel libera a 35 de la Reserva."},
              {"Israel libera a doscientos cincuenta de la Reserva.", "Israel libera a 250 de la Reserva."},
              {"Israel libera a cinco mil (5.000) de la Reserva.", "Israel libera a 5000 de la Reserva."},
              {"Israel libera a mil veintisiete de la Reserva.", "Israel libera a 1027 de la Reserva."},
              {"Israel libera a la mitad de la Reserva en la segunda fase.",
               "Israel libera a 50 por ciento de la Reserva en la Fase 2."}});
  same("ar", {{"على إسرائيل الإفراج عن مئتين وخمسين من «المجموعة».", "على إسرائيل الإفراج عن 250 من «المجموعة»."},
              {"على إسرائيل الإفراج عن خمسة وعشرين من «المجموعة».", "على إسرائيل الإفراج عن 25 من «المجموعة»."},
              {"على إسرائيل الإفراج عن خمسة وعشرين (25) من «المجموعة».", "على إسرائيل الإفراج عن 25 من «المجموعة»."},
              {"على إسرائيل الإفراج عن ألف وسبعة وعشرين من «المجموعة».", "على إسرائيل الإفراج عن 1027 من «المجموعة»."},
              {"على إسرائيل الإفراج عن 30 من «المجموعة» خلال أسبوعين من التوقيع.",
               "على إسرائيل الإفراج عن 30 من «المجموعة» خلال 14 يوماً من التوقيع."}});
}

TEST(Stranger, OneSentenceSeveralClauses) {
  same(
      "en",
      {{"Israel releases 250 of the Pool and 1,700 of the Eligible to Hamas.",
        "Israel releases 250 of the Pool to Hamas. Israel releases 1700 of the Eligible to Hamas."},
       {"Israel releases 195 of the Pool, of whom at least 20 are the Women.",
        "Israel releases 195 of the Pool. Among them, at least 20 are the Women."},
       {"Israel and Hamas exchange the Pool for the Hostages in the ratio of three to one.",
        "Hamas releases at least 0 of the Hostages to Israel. For each of the Hostages released by Hamas, Israel "
        "releases 3 of the Pool to Hamas."},
       {"Israel and Hamas exchange the Pool for the Hostages on a one-for-one basis.",
        "Israel releases at least 0 of the Pool to Hamas. For each of the Pool released by Israel, Hamas releases "
        "1 of the Hostages to Israel."},
       {"The exchange takes place simultaneously at \"Glienicke Bridge\".",
        "All hand-overs take place in one round. Hand-overs take place at \"Glienicke Bridge\"."},
       {"The order of release is: the Women; the Students.", "Within persons, in this order: the Women; the Students."},
       // Who goes first together is one class; none of them goes before another.
       {"The Women, the Students and the Clergy go first.",
        "Within persons, in this order: the Women together with the Students together with the Clergy."},
       {"They go to Gaza or Egypt.", "The persons released under Article 1 go to Gaza or Egypt."}});
  same("es", {{"Israel libera a 250 de la Reserva y 1.700 de los Elegibles.",
               "Israel libera a 250 de la Reserva. Israel libera a 1700 de los Elegibles."}});
  same("ar", {{"على إسرائيل الإفراج عن 250 من «المجموعة» و1700 من «المؤهلين».",
               "على إسرائيل الإفراج عن 250 من «المجموعة». على إسرائيل الإفراج عن 1700 من «المؤهلين»."}});
}

TEST(Stranger, ANationalityBesideItsNoun) {
  same("en", {{"Israel releases 30 Venezuelan prisoners.", "Israel releases 30 of persons of nationality Venezuelan."},
              {"Israel releases 30 Venezuelan soldiers held by it.",
               "Israel releases 30 of persons in category military, of nationality Venezuelan held by Israel."}});
  same("es",
       {{"Israel libera a 30 prisioneros venezolanos.", "Israel libera a 30 de personas de nacionalidad venezolana."}});
  // A country's name is no such word: these are held by both, or it is not said by whom.
  EXPECT_EQ(tree("es", "Israel libera a 30 de personas en poder de Venezuela y Perú.").find("nationality"),
            std::string::npos);
}

// The fourth time: whole sentences of treaties, in the order of words of a treaty.
TEST(Stranger, WhatTreatiesSay) {
  same(
      "en",
      {{"Israel shall restore to Hamas all of the Prisoners.", "Israel releases all of the Prisoners to Hamas."},
       {"All persons held by Israel shall be handed over to Hamas within 10 days of the signing.",
        "Israel releases all of the persons held by Israel to Hamas within 10 days of the signing."},
       {"Israel hands over 61 of the Pool to Hamas and 63 of the Pool to Venezuela.",
        "Israel releases 61 of the Pool to Hamas. Israel releases 63 of the Pool to Venezuela."},
       {"Israel shall free half of the Pool by 1 May 2025, and the rest by 1 June 2025.",
        "Israel releases 50 per cent of the Pool by 2025-05-01. Israel releases all of the Pool by 2025-06-01."},
       {"Israel and Hamas shall release 5 of the Pool by 14 August 1992, on an all-for-all basis.",
        "Israel releases 5 of the Pool by 1992-08-14. Hamas releases 5 of the Pool by 1992-08-14."},
       {"Israel releases all women and children held by it.",
        "Israel releases all of (persons who are women together with persons who are minors) held by Israel."},
       {"Israel releases 12 officers held by Israel.", "Israel releases 12 of persons of rank officer held by Israel."},
       {"For each officer released by Hamas, Israel releases 3 privates.",
        "For each of persons of rank officer released by Hamas, Israel releases 3 of persons of rank private."},
       {"Nobody is handed over until the pardon is signed.", "No person is released before the pardon is signed."},
       {"The exchange begins only when the funds are confirmed.",
        "No person is released before the funds are confirmed."},
       {"Phase 2 is suspended until the withdrawal is complete.",
        "Phase 2 begins only when the withdrawal is complete."},
       {"No one shall be forced to return.", "No person is sent to any country without consent."},
       {"Whoever does not want to return may remain where he is.", "Whoever refuses may stay."},
       {"Any prisoner discovered afterwards shall be released within 7 days.",
        "Whoever is found later is released within 7 days."},
       {"Those who were already released are not counted and will not be replaced.",
        "A person already free is not replaced and does not count."},
       {"Each party shall send to ICRC a list of the prisoners in its hands within ten days of the signing.",
        "The parties exchange lists within 10 days. The lists are deposited with ICRC."},
       {"No prisoner released under this cartel shall be prosecuted for acts connected with the conflict.",
        "No released person is held again for the same acts."},
       {"This Protocol enters into force on 22 November 1994.",
        "This agreement enters into force when 1994-11-22 is reached."},
       {"If either party breaches this agreement, this treaty is void.",
        "This agreement ends when a party breaks this agreement."},
       {"The release takes place simultaneously at Nemetin on 14 August 1992.",
        "All hand-overs take place in one round. Hand-overs take place at Nemetin. All hand-overs take place on "
        "1992-08-14."},
       {"Any excess shall be credited to the next exchange.",
        "What is released beyond the number is credited to the next phase."},
       {"Israel releases 3 of the Pool on Sunday, 27 March 1988.", "Israel releases 3 of the Pool on 1988-03-27."},
       {"Israel releases 3 of the wounded among the Prisoners.",
        "Israel releases 3 of persons who are ill or wounded who are also the Prisoners."},
       {"Israel releases 3 of persons held by Israel in connection with the conflict.",
        "Israel releases 3 of persons held by Israel in category \"related to the conflict\"."},
       {"The Government of Israel releases 3 of the Pool.", "Israel releases 3 of the Pool."},
       {"Israel releases 3 of the Pool under the supervision of ICRC.",
        "Israel releases 3 of the Pool. ICRC undertakes \"to supervise it\"."},
       {"Israel releases 3 of persons wanted by Hamas or Venezuela.",
        "Israel releases 3 of persons wanted by Hamas together with persons wanted by Venezuela."}});
  same("es",
       {{"Todas las personas en poder de Israel serán devueltas a Hamas.",
         "Israel libera a la totalidad de las personas en poder de Israel y los entrega a Hamas."},
        {"Israel entregará a 61 de la Reserva a Hamas y a 63 de la Reserva a Venezuela.",
         "Israel libera a 61 de la Reserva y los entrega a Hamas. Israel libera a 63 de la Reserva y los entrega a "
         "Venezuela."},
        {"Israel libera a 12 oficiales en poder de Israel.",
         "Israel libera a 12 de personas con rango de oficial en poder de Israel."},
        {"Nadie será entregado hasta que el indulto esté firmado.",
         "Ninguna persona es liberada antes de que el indulto esté firmado."},
        {"Nadie será obligado a volver.", "Ninguna persona es enviada a ningún país sin su consentimiento."},
        {"Quien se niegue a viajar podrá permanecer en el país.", "Quien se niega puede quedarse."},
        {"Si una parte entregare más prisioneros que la otra, el exceso le será abonado en el canje siguiente.",
         "Lo liberado por encima del número se acredita a la fase siguiente."},
        {"El Gobierno de Israel libera a 3 de la Reserva.", "Israel libera a 3 de la Reserva."},
        {"Israel libera a 3 de la Reserva el domingo 27 de marzo de 1988.",
         "Israel libera a 3 de la Reserva el 1988-03-27."}});
  same("ar",
       {{"يُفرج عن جميع الأشخاص في قبضة إسرائيل إلى حماس.",
         "على إسرائيل الإفراج عن كامل الأشخاص في قبضة إسرائيل وتسليمهم إلى حماس."},
        {"على إسرائيل تسليم 61 من «المجموعة» إلى حماس و63 من «المجموعة» إلى فنزويلا.",
         "على إسرائيل الإفراج عن 61 من «المجموعة» وتسليمهم إلى حماس. على إسرائيل الإفراج عن 63 من «المجموعة» وتسليمهم "
         "إلى فنزويلا."},
        {"لا يبدأ التبادل إلا بعد توقيع العفو.", "لا يُفرج عن أي شخص قبل توقيع العفو."},
        {"لا يُجبر أحد على العودة.", "لا يُرسل أي شخص إلى أي بلد دون موافقته."},
        {"إذا أخل أحد الطرفين بأي بند عُدّ الاتفاق لاغياً.", "ينتهي هذا الاتفاق عند إخلال طرف بهذا الاتفاق."},
        {"تتحقق «الصليب الأحمر» من عدم بقاء أي أسير لدى أي من الطرفين.", "على «الصليب الأحمر» التحقق من عدم بقاء أحد."},
        {"لا يُحسب الأطفال المرافقون لأمهاتهم ضمن العدد.", "القاصرون المرافقون لشخص مفرج عنه لا يُحسبون."}});
}

struct Told {
  const char* language;
  const char* sentence;
  const char* code;
  const char* marked;
};

TEST(Stranger, FormsAsTheyAreUsed) {
  same(
      "en",
      {{"Israel releases all of persons of nationality American, British, Moroccan, Swedish, Croatian or Syrian.",
        "Israel releases all of persons of nationality American together with persons of nationality British together "
        "with persons of nationality Moroccan together with persons of nationality Swedish together with persons of "
        "nationality Croatian together with persons of nationality Syrian."},
       {"Israel releases all of soldiers of unit \"Azov\" or \"36th Brigade\".",
        "Israel releases all of soldiers of unit \"Azov\" together with soldiers of unit \"36th Brigade\"."},
       {"No person accused of espionage or terrorism is released.",
        "No person of persons accused of espionage together with persons accused of terrorism is released."},
       {"Israel releases all of soldiers held by Hamas for at least 18 months.",
        "Israel releases all of soldiers held by Hamas held for at least 18 months."},
       {"Israel releases 30 of the Pool to Hamas.\nArticle 3. Hamas releases an equal number of the Hostages to "
        "Israel, rank for rank.",
        "Israel releases 30 of the Pool to Hamas.\nArticle 3. Hamas releases as many of the Hostages as Israel "
        "releases under Article 2, rank for rank to Israel."},
       {"Israel releases 30 of the Pool to Hamas on 2025-01-19 at \"Kerem Shalom\".",
        "Israel releases 30 of the Pool to Hamas on 2025-01-19. The hand-overs of Article 2 take place at "
        "\"Kerem Shalom\"."},
       {"Israel releases all of the Pool to Hamas, except the Barred.",
        "Israel releases all of the Pool except the Barred to Hamas."},
       {"Hamas releases 3 of the Hostages on day 1, 4 on day 7 and 2 of the Women on day 14.",
        "Hamas releases 3 of the Hostages on day 1. Hamas releases 4 of the Hostages on day 7. Hamas releases 2 of the "
        "Women on day 14."},
       {"Within the Pool, list REGISTERED first, then the gravely ill, then the longest held.",
        "Within the Pool, in this order: list REGISTERED; the gravely ill. Within the Pool, the longest held first."},
       {"Officers go last.", "Within persons, in this order: persons except officers."},
       {"Whoever refuses may stay or go to Switzerland.",
        "Whoever refuses may stay. Whoever refuses may go to Switzerland."},
       {"United Nations and ICRC verify the lists.",
        "United Nations undertakes \"verify the lists\". ICRC undertakes \"verify the lists\"."},
       {"Hamas releases a soldier held by Hamas to Israel.", "Hamas releases 1 of soldiers held by Hamas to Israel."},
       {"Israel releases 30 of the Pool to Hamas.\nArticle 3. Among those released under Article 2, at least 3 "
        "are of nationality Syrian and 5 are in list NAMED.",
        "Israel releases 30 of the Pool to Hamas.\nArticle 3. Among those released under Article 2, at least 3 "
        "are persons of nationality Syrian. Among those released under Article 2, 5 are persons in list NAMED."},
       {"In exchange for the Hostages, Israel releases 30 of the Pool.",
        "For the Hostages together, Israel releases 30 of the Pool."},
       {"Hamas releases at least 3 and at most 5 of the Hostages.", "Hamas releases between 3 and 5 of the Hostages."},
       {"Hamas releases 1 of the Hostages for every 30 of the Pool.",
        "For every 30 of the Pool released, Hamas releases 1 of the Hostages."},
       {"Either party may suspend the releases of Article 1 when the ceasefire is broken.",
        "El Salvador may suspend the releases of Article 1 when the ceasefire is broken. Venezuela may suspend the "
        "releases of "
        "Article 1 when the ceasefire is broken. Israel may suspend the releases of Article 1 when the ceasefire is "
        "broken. "
        "Hamas may suspend the releases of Article 1 when the ceasefire is broken. Ansar Allah may suspend the "
        "releases of "
        "Article 1 when the ceasefire is broken. Confederate States may suspend the releases of Article 1 when the "
        "ceasefire "
        "is broken."},
       {"5 of the Pool remain in Venezuela.", "Of the Pool, 5 go to Venezuela."},
       {"Hamas releases 3 women and 4 men of the Hostages to Israel.",
        "Hamas releases 3 of women who are also the Hostages to Israel. Hamas releases 4 of men who are also the "
        "Hostages to "
        "Israel."},
       {"Israel releases all of non-commissioned officers and privates held by Hamas for at least 18 months.",
        "Israel releases all of (non-commissioned officers together with privates) held by Hamas held for at least 18 "
        "months."},
       {"The releases begin on 3 January 2025.", "All hand-overs take place from 2025-01-03."},
       {"Of the Pool, 2 stay in Venezuela and the rest go to Israel.",
        "Of the Pool, 2 go to Venezuela and the rest go to Israel."},
       {"Israel gives 2.5 billion of \"US dollars\" to Qatar.", "Israel gives 2500000000 of \"US dollars\" to Qatar."},
       {"Israel gives 7,955 million of \"US dollars\" to Qatar.",
        "Israel gives 7955000000 of \"US dollars\" to Qatar."},
       {"Hamas releases 1000 a day of the Hostages, starting on 17 August 1990.",
        "Hamas releases 1000 a day of the Hostages from 1990-08-17."},
       {"The releases take place in groups of 750 persons every 3 days, starting 20 days after the signing.",
        "Each phase takes at most 750 persons. The phases follow each other every 3 days. All hand-overs take place "
        "from "
        "20 days after the signing."},
       {"The Women do not return to Venezuela until the war ends.",
        "The Women do not return to Venezuela until the end of the war."},
       {"United Nations releases all of list PAROLE to Israel on parole.",
        "United Nations releases all of list PAROLE to Israel. Releases of list PAROLE are outside the key. No person "
        "of "
        "list PAROLE takes up arms again until they are exchanged."}});
  same("es",
       {{"Israel libera a la totalidad de personas de nacionalidad siria o iraquí o marroquí.",
         "Israel libera a la totalidad de personas de nacionalidad siria junto con personas de nacionalidad iraquí "
         "junto "
         "con personas de nacionalidad marroquí."},
        {"Israel liberará al menos a 30 de la Reserva.", "Israel libera a al menos 30 de la Reserva."},
        {"Hamas libera a 3 de los Rehenes el día 1, a 4 el día 7 y a 2 de las Mujeres el día 14.",
         "Hamas libera a 3 de los Rehenes el día 1. Hamas libera a 4 de los Rehenes el día 7. Hamas libera a 2 de las "
         "Mujeres el día 14."},
        {"Se liberará a 30 de los Rehenes en poder de Hamas.", "Hamas libera a 30 de los Rehenes en poder de Hamas."},
        {"Los oficiales van los últimos.", "Dentro de personas, en este orden: personas excepto oficiales."},
        {"Hamas libera a 1000 por día de los Rehenes a partir del 17 de agosto de 1990.",
         "Hamas libera a 1000 por día de los Rehenes a partir de 1990-08-17."},
        {"Israel libera a la totalidad de civiles en poder de Hamas, a fecha del 2 de junio de 2001.",
         "Israel libera a la totalidad de civiles en poder de Hamas a fecha de 2001-06-02."},
        {"Israel da 2,5 millones de \"dólares de los Estados Unidos\" a Catar.",
         "Israel da 2500000 de \"dólares de los Estados Unidos\" a Catar."}});
  same("ar", {{"تفرج إسرائيل عن كامل الأشخاص من جنسية سورية أو عراقية أو مغربية.",
               "على إسرائيل الإفراج عن كامل الأشخاص من جنسية سورية بالإضافة إلى الأشخاص من جنسية عراقية بالإضافة إلى "
               "الأشخاص من جنسية مغربية."},
              {"تفرج إسرائيل عن 1200 من «المجموعة» إلى حماس، منهم 7 هم «النساء الأسيرات»؛ 23 هم «الطلاب».",
               "على إسرائيل الإفراج عن 1200 من «المجموعة» وتسليمهم إلى حماس، منهم 7 هم «النساء الأسيرات»؛ 23 "
               "هم «الطلاب»."},
              {"مقابل كل واحد من «الرهائن»، تفرج إسرائيل عن 6 من «المجموعة».",
               "مقابل كل واحد من «الرهائن» يُفرج عنه، على إسرائيل الإفراج عن 6 من «المجموعة»."},
              {"لا يُعاد أي أسير إلى فنزويلا دون رضاه.", "لا يُرسل أي شخص إلى فنزويلا دون موافقته."},
              {"تفرج حماس عن 3 نساء و4 رجال من «الرهائن».",
               "على حماس الإفراج عن 3 من النساء ممن هم أيضاً «الرهائن». على حماس الإفراج عن 4 من الرجال ممن هم أيضاً "
               "«الرهائن»."},
              {"تفرج إسرائيل عن كامل «المجموعة» خلال يومين من التوقيع.",
               "على إسرائيل الإفراج عن كامل «المجموعة» خلال 2 يوماً من التوقيع."},
              {"يُفرج عن الضباط آخراً.", "ضمن الأشخاص، بهذا الترتيب: الأشخاص باستثناء الضباط."}});
}

// "Or" between conditions, filters or releases is not "and".
TEST(Stranger, OrIsNotAnd) {
  for (const auto& [language, sentence] : std::vector<std::pair<const char*, const char*>>{
           {"en", "Phase 2 begins only when the pardon is signed, or the court has ruled."},
           {"en", "Israel releases 30 of the Pool or 20 of the Prisoners to Hamas."},
           {"en", "Israel releases all of persons held by Israel or aged under 18."},
           {"en", "Among them, 3 are the Women or 5 are the Wounded."},
           {"es", "Israel libera a 30 de la Reserva o a 20 de los Prisioneros."},
           {"ar", "على إسرائيل الإفراج عن 30 من «المجموعة» أو 20 من «السجناء»."}})
    EXPECT_FALSE(terms::read(sample::with_sentence(language, sentence), "text").ok) << sentence;
  // Either of two events is one event, that somebody certifies.
  same("en", {{"The releases of Article 1 begin only when the pardon is signed or the court has ruled.",
               "The releases of Article 1 begin only when \"the pardon is signed or the court has ruled\"."}});
  same("es", {{"La Fase 2 empieza solo cuando el indulto esté firmado o el tribunal haya fallado.",
               "La Fase 2 empieza solo cuando \"el indulto esté firmado o el tribunal haya fallado\"."}});
  same("ar", {{"لا تبدأ المرحلة 2 إلا بعد توقيع العفو أو حكم المحكمة.",
               "لا تبدأ المرحلة 2 إلا بعد «توقيع العفو أو حكم المحكمة»."}});
  same("en", {{"The Women go to Germany, Norway or France.", "The Women go to Germany or Norway or France."},
              {"The Women or the Wounded go first.", "The Women and the Wounded go first."}});
}

// What would be read otherwise than it is meant is said, whatever it is read as.
TEST(Stranger, WhatMayBeMeantOtherwise) {
  const auto codes = [](const std::string& sentence) {
    return sample::codes(terms::read(sample::with_sentence("en", sentence), "text").findings);
  };
  EXPECT_EQ(codes("Israel releases 55 of the Pool and the Barred."), "TRM-113");
  EXPECT_EQ(codes("Israel releases 55 of the Pool together with the Barred."), "");
  EXPECT_EQ(codes("Israel releases all of the Pool and the Barred."), "");
  EXPECT_EQ(codes("Israel releases 55 of the Pool and 3 of the Barred."), "");
}

TEST(Stranger, WhatIsNotASentenceIsAnswered) {
  for (const Told& each : std::vector<Told>{
           {"en", "Israel releases all women and men over 50 held by Israel.", "TRM-030",
            "women and men over 50 held by Israel"},
           {"es", "Israel libera a todos mujeres y hombres mayores de 50 años.", "TRM-030",
            "mujeres y hombres mayores de 50 años"},
           {"en", "30 detainees shall be released by 2025-05-01.", "TRM-042", "30 detainees"},
           {"es", "30 detenidos serán liberados a más tardar el 2025-05-01.", "TRM-042", "30 detenidos"},
           {"ar", "يُفرج عن 30 من المحتجزين في موعد أقصاه 2025-05-01.", "TRM-042", "30 من المحتجزين"},
           {"en", "Nobody is released until the siege of the city has been lifted.", "TRM-114",
            "the siege of the city has been lifted"},
           {"en", "Persons charged with attacks on villages are excluded from release.", "TRM-114",
            "attacks on villages"},
           {"es", "Nadie será liberado mientras no se levante el asedio.", "TRM-114", "se levante el asedio"},
           {"ar", "لا يبدأ التبادل إلا بعد سقوط المطر.", "TRM-114", "سقوط المطر"},
           {"en", "Israel shall bear the cost of transport.", "TRM-112", "bear the cost of transport"},
           {"es", "Cada parte nombrará dos comisarios.", "TRM-112", "nombrará dos comisarios"},
           {"ar", "على إسرائيل تعيين مندوبين.", "TRM-112", "تعيين مندوبين"},
           {"en", "Israel releases 30 of the Pool without delay.", "TRM-160", "without delay"},
           {"es", "Israel libera a 30 de la Reserva sin demora.", "TRM-160", "sin demora"},
           {"ar", "على إسرائيل الإفراج عن 30 من «المجموعة» دون تأخير.", "TRM-160", "دون تأخير"},
           {"en", "The exchange takes place on 13 December 2023 beside the river.", "TRM-112", "beside the river"},
           {"en", "The exchange takes place on 13 December 2023 no matter what.", "TRM-033", "no matter what"},
           {"en", "Israel undertakes \"\".", "TRM-034", "\"\""},
           {"en", "This agreement ends when the exchange fails or the road is closed.", "TRM-114",
            "the exchange fails or the road is closed"},
           {"es", "Cuando las fuerzas hayan entrado en las zonas, Israel libera a 30 de la Reserva.", "TRM-114",
            "las fuerzas hayan entrado en las zonas"},
           {"en", "Once the forces have entered the zones, Israel releases 30 of the Pool.", "TRM-114",
            "the forces have entered the zones"},
           {"en", "Israel releases 10 a week of the Pool.", "TRM-045", "a week"},
           {"en", "No person is released before the pardon is signed or the court has ruled.", "TRM-114",
            "the pardon is signed or the court has ruled"},
           {"es", "Ninguna persona es liberada antes de que el indulto esté firmado o el tribunal haya fallado.",
            "TRM-114", "el indulto esté firmado o el tribunal haya fallado"},
           {"ar", "لا يُفرج عن أي شخص قبل توقيع العفو أو حكم المحكمة.", "TRM-114", "توقيع العفو أو حكم المحكمة"},
           {"en", "Israel releases 1 000 of the Pool.", "TRM-005", "1 000"}}) {
    const std::string text = sample::with_sentence(each.language, each.sentence);
    const people::Findings findings = terms::read(text, "text").findings;
    const auto found = std::find_if(findings.begin(), findings.end(),
                                    [&](const auto& finding) { return finding.message.code == each.code; });
    ASSERT_NE(found, findings.end()) << each.sentence << ": " << sample::codes(findings);
    EXPECT_EQ(text.substr(found->place.begin, found->place.end - found->place.begin), each.marked);
  }
}

std::string form_of(const std::string& sentence) {
  const people::Findings findings = terms::read(sample::with_sentence("en", sentence), "text").findings;
  for (const people::Finding& finding : findings)
    for (const auto& [name, value] : finding.message.arguments)
      if (name == "form") return std::get<std::string>(value);
  return sample::codes(findings);
}

TEST(Stranger, EachDayIsEveryDay) {
  same("en", {{"The releases take place in groups of 100 persons each day.",
               "The releases take place in groups of 100 persons every 1 day."}});
  same("es", {{"Las liberaciones tienen lugar en grupos de 100 personas cada día.",
               "Las liberaciones tienen lugar en grupos de 100 personas cada 1 día."}});
  same("ar", {{"تجري الإفراجات في مجموعات من 100 شخص كل يوم.", "تجري الإفراجات في مجموعات من 100 شخص كل 1 يوم."}});
}

TEST(Stranger, TheFormThatIsShownIsTheOneThatIsNeeded) {
  EXPECT_EQ(form_of("Israel releases 100 of the Pool every week."), "TRM-045");
  EXPECT_EQ(form_of("A person who refuses is replaced twice."), "TRM-033");
  EXPECT_EQ(form_of("Israel hails the efforts of all who go first."), "{party} undertakes {text}");
  EXPECT_EQ(form_of("Prisoners are exchanged in the ratio of three to one."),
            "{party} and {party} exchange {set} for {set} in the ratio of {number} to {number}");
}

}  // namespace
}  // namespace midspan
