// SPDX-License-Identifier: Apache-2.0
// What people write again with a finding in front of them: what stops, when a phase begins, lists and what they state,
// in each language as in the others.
#include <gtest/gtest.h>

#include "terms/trees.hpp"

namespace midspan {
namespace {

using sample::same;

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
  same("ar", {{"يسلم كل طرف إلى الصليب الأحمر خلال سبعة أيام من التوقيع قائمة كاملة بأسماء المحتجزين لديه تتضمن الاسم والرتبة.",
               "يقدم كل طرف إلى «الصليب الأحمر» القوائم خلال 7 أيام. تذكر كل قائمة الاسم والرتبة."}});
}

TEST(SecondTry, FamiliesStayTogetherAndRefusersGoElsewhere) {
  for (const char* said : {"Members of one family are released together, on the same day.",
                           "The members of the same family may not be separated."})
    same("en", {{said, "Members of one family are released in the same phase."}});
  same("es", {{"Las familias no serán separadas.", "Los miembros de una familia son liberados en la misma fase."},
              {"Quienes no quieran regresar viajarán a Suiza o Suecia.",
               "Quien se niega puede ir a Suiza o Suecia."}});
  same("ar", {{"لا يُفصل بين أفراد العائلة الواحدة.", "يُفرج عن أفراد الأسرة الواحدة في المرحلة نفسها."},
              {"من لا يرغب في العودة إلى منطقته يُنقل إلى سويسرا أو السويد.",
               "لمن يرفض أن يذهب إلى سويسرا أو السويد."}});
  same("en", {{"Persons who do not wish to return are taken to Switzerland.",
               "Whoever refuses may go to Switzerland."}});
}

}  // namespace
}  // namespace midspan
