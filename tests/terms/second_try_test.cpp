// SPDX-License-Identifier: Apache-2.0
// What people write again with a finding in front of them: what stops, when a phase begins, lists and what they state,
// in each language as in the others.
#include <gtest/gtest.h>

#include <array>

#include "terms/editor.hpp"
#include "terms/trees.hpp"

namespace midspan {
namespace {

using sample::same;

// A sentence as what its first finding proposes for it makes it; empty: nothing is proposed.
std::string mended(const std::string& language, const std::string& sentence) {
  const std::string text = sample::with_sentence(language, sentence);
  const terms::Reading reading = terms::read(text, "text");
  for (const people::Finding& finding : reading.findings) {
    if (finding.severity != people::Severity::Wrong) continue;
    const std::vector<terms::Mend> mends = terms::mends(finding, text);
    if (mends.empty()) return {};
    std::string made = text;
    made.replace(mends.front().span.begin, mends.front().span.end - mends.front().span.begin, mends.front().text);
    return made.substr(text.find(sentence));
  }
  return {};
}

TEST(SecondTry, APhaseStopsAsReleasesDo) {
  const char* en = "Phase 2 is suspended when the ceasefire is broken, certified by Israel.";
  same("en", {{"Israel may suspend the second phase when the ceasefire is broken.", en},
              {"If the ceasefire is broken, Israel is entitled to halt Stage 2.", en},
              {"The second batch is put on hold if the ceasefire is broken.",
               "Phase 2 is suspended when the ceasefire is broken."},
              {"Either side may suspend the releases under Article 1 if the ceasefire is broken.",
               "If the ceasefire is broken, the other may suspend the releases of Article 1."}});
  const char* es = "La Fase 2 se suspende cuando el alto el fuego se rompa, certificado por Israel.";
  same("es", {{"Si el alto el fuego se rompe, Israel podrá suspender la segunda fase.", es},
              {"Israel puede interrumpir la etapa 2 cuando el alto el fuego se rompa.", es},
              {"La segunda tanda queda suspendida si el alto el fuego se rompa.",
               "La Fase 2 se suspende cuando el alto el fuego se rompa."}});
  const char* ar = "تُعلق المرحلة 2 عند خرق وقف إطلاق النار، بتصديق من إسرائيل.";
  same("ar", {{"يحق لإسرائيل تعليق المرحلة الثانية في حال خرق وقف إطلاق النار.", ar},
              {"عند خرق وقف إطلاق النار، يجوز لإسرائيل وقف الدفعة الثانية.", ar},
              {"تتوقف الجولة الثانية إذا خرق وقف إطلاق النار.", "تُعلق المرحلة 2 عند خرق وقف إطلاق النار."}});
}

TEST(SecondTry, WhenAPhaseBeginsAndAfterWhat) {
  same("en", {{"The second phase begins on 1 May 2025, provided that the funds are confirmed.",
               "Phase 2 takes place on 2025-05-01. Phase 2 begins only when the funds are confirmed."},
              {"The second batch shall not begin before the funds are confirmed.",
               "Phase 2 begins only when the funds are confirmed."}});
  same("es", {{"La segunda fase empezará el 1 de mayo de 2025, siempre que los fondos estén confirmados.",
               "La Fase 2 tiene lugar el 2025-05-01. La Fase 2 empieza solo cuando los fondos estén confirmados."},
              {"La segunda etapa no empezará antes de que los fondos estén confirmados.",
               "La Fase 2 empieza solo cuando los fondos estén confirmados."}});
  same("ar", {{"تبدأ المرحلة الثانية بتاريخ 1 أيار 2025 بشرط تأكيد الأموال.",
               "تجري المرحلة 2 بتاريخ 2025-05-01. لا تبدأ المرحلة 2 إلا بعد تأكيد الأموال."},
              {"لا تتم الدفعة الثانية قبل تأكيد الأموال.", "لا تبدأ المرحلة 2 إلا بعد تأكيد الأموال."}});
}

TEST(SecondTry, ListsAndWhatTheyState) {
  const char* en = "Each party sends to ICRC lists within 7 days. Each list states name and rank.";
  for (const char* said :
       {"Each party hands over to the ICRC, within seven days of the signing, a complete list of the persons it holds, "
        "giving name and rank.",
        "Within seven days of the signing, each side shall send the ICRC a list of all those it holds with name and "
        "rank of each person.",
        "Both parties submit their complete lists to the ICRC within a week. The list gives name and rank."})
    same("en", {{said, en}});
  const char* es = "Cada parte envía a \"CICR\" listas en 7 días. Cada lista indica nombre y rango.";
  for (const char* said :
       {"Cada parte entregará al CICR, dentro de los siete días siguientes a la firma, la lista completa de los presos "
        "que tiene, con nombre y rango.",
        "Las partes intercambian listas completas por conducto del CICR en el plazo de siete días, con nombre y "
        "rango."})
    same("es", {{said, es}});
  same("ar", {{"يسلم كل طرف إلى الصليب الأحمر خلال سبعة أيام من التوقيع قائمة كاملة بأسماء المحتجزين لديه تتضمن الاسم "
               "والرتبة.",
               "يقدم كل طرف إلى «الصليب الأحمر» القوائم خلال 7 أيام. تذكر كل قائمة الاسم والرتبة."}});
}

TEST(SecondTry, FamiliesStayTogetherAndRefusersGoElsewhere) {
  for (const char* said : {"Members of one family are released together, on the same day.",
                           "The members of the same family may not be separated."})
    same("en", {{said, "Members of one family are released in the same phase."}});
  same("es", {{"Las familias no serán separadas.", "Los miembros de una familia son liberados en la misma fase."},
              {"Quienes no quieran regresar viajarán a Suiza o Suecia.", "Quien se niega puede ir a Suiza o Suecia."}});
  same("ar",
       {{"لا يُفصل بين أفراد العائلة الواحدة.", "يُفرج عن أفراد الأسرة الواحدة في المرحلة نفسها."},
        {"من لا يرغب في العودة إلى منطقته يُنقل إلى سويسرا أو السويد.", "لمن يرفض أن يذهب إلى سويسرا أو السويد."}});
  same("en",
       {{"Persons who do not wish to return are taken to Switzerland.", "Whoever refuses may go to Switzerland."}});
}

TEST(SecondTry, AKeyOfTheOthersAndOfEachParty) {
  same("en",
       {{"For each woman released by Hamas, Israel releases 10 of the Pool; for every other person, 5.",
         "For each of persons who are women released by Hamas, Israel releases 10 of the Pool. "
         "For each of persons except persons who are women released by Hamas, Israel releases 5 of the Pool."},
        {"For each woman or child released under Article 1, Israel releases 10 of the Pool, and 5 for every other "
         "person.",
         "For each of women or children released under Article 1, Israel releases 10 of the Pool. For each of "
         "persons except women or children released under Article 1, Israel releases 5 of the Pool."}});
  same("ar", {{"مقابل كل ضابط تفرج عنه حماس، تفرج إسرائيل عن 3 من «المجموعة»، ومقابل كل جندي عن واحد.",
               "مقابل كل ضابط تفرج عنه حماس، تفرج إسرائيل عن 3 من «المجموعة». مقابل كل جندي، تفرج إسرائيل عن 1 من "
               "«المجموعة»."}});
  const char* meant = "For each of list LEADER released by one party, the other releases 3 of list RESERVE.";
  sample::one_tree(
      meant, "For every one of list LEADER that either side hands over, the other side hands over 3 of list RESERVE.",
      "Por cada uno de la lista LEADER entregado por una parte, la otra entregará 3 de la lista RESERVE.",
      "مقابل كل واحد من القائمة LEADER يسلمه أحد الطرفين، يسلم الطرف الآخر 3 من القائمة RESERVE.");
}

TEST(SecondTry, RanksHaveAnOrder) {
  for (const auto& [language, above, all] :
       {std::array<const char*, 3>{"en", "Israel releases 3 of officers above lieutenant commander.",
                                   "Israel releases 3 of persons of rank lieutenant colonel or above."},
        {"es", "Israel libera a 3 de oficiales superiores a capitán de corbeta.",
         "Israel libera a 3 de personas de rango teniente coronel o superior."},
        {"ar", "على إسرائيل الإفراج عن 3 من الأشخاص فوق رتبة رائد.",
         "على إسرائيل الإفراج عن 3 من الأشخاص برتبة مقدم فما فوق."}}) {
    const std::string made = sample::tree(language, above);
    for (const char* rank : {"general in chief", "admiral", "navy captain", "lieutenant colonel", "commander"})
      for (const std::string& each : {made, sample::tree(language, all)})
        EXPECT_NE(each.find("\"" + std::string(rank) + "\""), std::string::npos) << each;
    EXPECT_EQ(made.find("\"major\""), std::string::npos);
  }
}

TEST(SecondTry, WhoDiedIsReturnedAndCounts) {
  const char* meant =
      "The bodies of those who died are handed over. A person who dies before the hand-over is not replaced and does "
      "count.";
  sample::one_tree(meant, "If a listed person has died, his remains are returned and he counts as released.",
                   "Si un preso muere antes de su salida, sus restos se entregan a la familia y se considera liberado.",
                   "إذا توفي شخص مدرج في القوائم، تُسلم رفاته ويُعد مفرجاً عنه.");
}

TEST(SecondTry, DaysBeforeReleaseAndAfterAPhase) {
  sample::one_tree(
      "The names are published 72 hours before release.", "The names are published three days before the release.",
      "Los nombres se publican tres días antes de la liberación.", "تُنشر الأسماء قبل ثلاثة أيام من الإفراج.");
  sample::one_tree("Phase 2 takes place from 14 days after the completion of Phase 1.",
                   "The second phase begins 14 days after the end of the first phase.",
                   "La segunda fase empezará 14 días después del fin de la primera fase.",
                   "تبدأ المرحلة الثانية بعد أسبوعين من انتهاء المرحلة الأولى.");
}

TEST(SecondTry, TwoFiltersArePrintedAsTheyAreSaid) {
  const terms::Reading read =
      terms::read(sample::with_sentence("en", "Israel releases 3 of persons aged between 18 and 25."), "text");
  ASSERT_TRUE(read.ok);
  EXPECT_NE(terms::format(read.agreement, "en").find("persons aged between 18 and 25."), std::string::npos);
  EXPECT_NE(terms::format(read.agreement, "es").find("de entre 18 y 25 años"), std::string::npos)
      << terms::format(read.agreement, "es");
}

// A word that the language does not have, anywhere in any of its examples: where a mend is proposed, it leaves what the
// example says.
TEST(SecondTry, AProposalSaysWhatWasMeant) {
  for (const std::string language : {"en", "es", "ar"}) {
    const std::string noise = language == "ar" ? " قرنبيط" : " blorf";
    std::size_t proposed = 0, place = 0;
    for (const terms::Form& form : terms::words(language)) {
      if (form.part != "clause") continue;
      const std::string meant = sample::tree(language, form.example);
      for (std::size_t space = form.example.find(' '); space != std::string::npos;
           space = form.example.find(' ', space + 1)) {
        if (++place % 5 != 0) continue;
        std::string written = form.example;
        written.insert(space, noise);
        const std::string made = mended(language, written);
        if (made.empty()) continue;
        ++proposed;
        EXPECT_EQ(sample::tree(language, made), meant) << written << "\n" << made;
      }
    }
    EXPECT_GT(proposed, 40U) << language;
  }
}

}  // namespace
}  // namespace midspan
