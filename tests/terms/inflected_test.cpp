// SPDX-License-Identifier: Apache-2.0
// Spanish and Arabic as negotiators write them: persons, genders, numbers, cases and times of a word, words written
// onto others, the verb before its subject and behind it. Each sentence means what the English one says.
#include <gtest/gtest.h>

#include <vector>

#include "terms/sample.hpp"
#include "terms/terms.hpp"

namespace midspan {
namespace {

std::string tree(const std::string& language, const std::string& sentence) {
  const terms::Reading reading = terms::read(sample::with_sentence(language, sentence), "text");
  EXPECT_TRUE(reading.ok) << sentence << ": " << sample::codes(reading.findings);
  return terms::canonical_tree(reading.agreement);
}

struct Said {
  const char* meaning;
  std::vector<const char*> as;
};

void mean(const std::string& language, const std::vector<Said>& all) {
  for (const Said& each : all) {
    const std::string meant = tree("en", each.meaning);
    for (const char* sentence : each.as) EXPECT_EQ(tree(language, sentence), meant) << sentence;
  }
}

std::string codes(const std::string& language, const std::string& sentence) {
  return sample::codes(terms::read(sample::with_sentence(language, sentence), "text").findings);
}

TEST(Inflected, ArabicVerbs) {
  mean("ar",
       {
           {"Israel releases 30 of the Pool to Hamas.",
            {"تفرج إسرائيل عن 30 من «المجموعة» إلى حماس.", "ستفرج إسرائيل عن ثلاثين من «المجموعة» إلى حماس.",
             "إسرائيل تفرج عن ٣٠ من «المجموعة» لحماس.", "تسلّم إسرائيل حماس 30 من «المجموعة».",
             "تسلّم إسرائيل لحماس 30 من «المجموعة».", "على إسرائيل أن تطلق سراح 30 من «المجموعة» وتسليمهم إلى حماس.",
             "تلتزم إسرائيل بأن تفرج عن 30 من «المجموعة» إلى حماس.",
             "تقوم إسرائيل بإطلاق سراح 30 من «المجموعة» إلى حماس.",
             "يجب على إسرائيل الإفراج عن 30 من «المجموعة» إلى حماس.",
             "يتم الإفراج عن 30 من «المجموعة» من قبل إسرائيل إلى حماس."}},
           {"Each party releases all of the persons held by it to the other.",
            {"يفرج كل طرف عن جميع الأشخاص لديه إلى الطرف الآخر.",
             "يلتزم الطرفان بالإفراج عن جميع الأشخاص لديهما إلى الطرف الآخر.",
             "على كل من الطرفين إطلاق سراح كافة الأسرى لديه وتسليمهم إلى الطرف الآخر."}},
           {"Israel releases 2 of the Pool and 3 of the Hostages.",
            {"تفرج إسرائيل عن أسيرين من «المجموعة» وثلاثة من «الرهائن».",
             "ستطلق إسرائيل سراح اثنين من «المجموعة» و3 من «الرهائن»."}},
           {"Israel releases 2 of persons who are women.", {"تفرج إسرائيل عن امرأتين.", "إسرائيل ستفرج عن امرأتين."}},
       });
}

TEST(Inflected, ArabicConditionsAndLimits) {
  mean("ar",
       {
           {"Israel releases all of the Pool within 30 days of the signing.",
            {"تفرج إسرائيل عن كامل «المجموعة» في غضون ثلاثين يوماً من تاريخ التوقيع على هذا الاتفاق.",
             "تطلق إسرائيل سراح جميع «المجموعة» خلال ٣٠ يوماً من توقيع الاتفاق."}},
           {"Israel releases 3 of the Pool within 48 hours of the entry into force.",
            {"تفرج إسرائيل عن 3 من «المجموعة» خلال ثمان وأربعين ساعة من سريان هذا الاتفاق."}},
           {"Phase 2 begins only when Phase 1 is complete.",
            {"يشترط لبدء المرحلة الثانية اكتمال المرحلة الأولى.", "تبدأ المرحلة الثانية فور انتهاء المرحلة الأولى.",
             "لا تبدأ المرحلة الثانية إلا بعد استكمال المرحلة الأولى."}},
           {"No person is released before the funds are confirmed.",
            {"لا يتم الإفراج عن أي معتقل إلا بعد تحويل الأموال.", "لا يجوز إطلاق سراح أي شخص قبل وصول المبلغ.",
             "يُمنع الإفراج عن أي أسير قبل تأكيد الأموال."}},
           {"No person accused of war crimes is released.",
            {"لا يجوز الإفراج عن أي شخص متهم بارتكاب جرائم حرب.", "لا يُطلق سراح أي شخص متهم بجرائم حرب."}},
           {"No person is sent to any country without consent.",
            {"لا يجوز نقل أي محتجز إلى بلد آخر إلا بموافقته الخطية.", "لا يُبعد أي معتقل إلى خارج البلاد إلا برضاه."}},
           {"At no time is one party ahead of the other by more than 50.",
            {"يُمنع على أي طرف أن يتقدم على الطرف الآخر بأكثر من خمسين شخصاً."}},
           {"The parties exchange lists within 10 days.",
            {"يتبادل الطرفان قوائم المحتجزين في غضون عشرة أيام من التوقيع."}},
       });
}

TEST(Inflected, ArabicKeys) {
  mean("ar", {
                 {"For each of the Hostages released, Israel releases 30 of the Pool.",
                  {"تطلق إسرائيل سراح 30 من «المجموعة» مقابل كل محتجز يتم إطلاق سراحه من «الرهائن».",
                   "مقابل كل أسير يُفرج عنه من «الرهائن»، تفرج إسرائيل عن ثلاثين من «المجموعة»."}},
                 {"For every 10 of the Hostages released, Israel releases 2 of persons who are women and 3 of persons "
                  "who are men.",
                  {"مقابل كل عشرة من «الرهائن» يُفرج عنهم، تفرج إسرائيل عن امرأتين وثلاثة رجال."}},
             });
}

TEST(Inflected, SpanishVerbs) {
  mean("es", {
                 {"Israel releases 30 of the Pool to Hamas.",
                  {"Israel liberará a treinta de la Reserva y se los entregará a Hamas.",
                   "Israel se obliga a poner en libertad a 30 de la Reserva y los entrega a Hamas.",
                   "Israel procederá a la liberación de 30 de la Reserva y los entregará a Hamas.",
                   "A su vez, Israel excarcelará a 30 de la Reserva y los entrega a Hamas.",
                   "30 de la Reserva serán puestos en libertad por Israel a Hamas."}},
                 {"No released person takes up arms again.",
                  {"Los guerrilleros excarcelados no podrán retornar a las armas.",
                   "Ninguno de los liberados volverá a tomar las armas."}},
                 {"No released person is held again for the same acts.",
                  {"Ninguno de los liberados será recapturado por los mismos hechos.",
                   "Los presos excarcelados no podrán ser procesados nuevamente por los mismos delitos."}},
                 {"No person is released before the funds are confirmed.",
                  {"Ninguna liberación se llevará a cabo mientras no los fondos estén confirmados.",
                   "El canje no tendrá lugar hasta que los fondos estén confirmados."}},
                 {"No person is sent to any country without consent.",
                  {"No se liberará a nadie que no lo consienta.", "Nadie será deportado contra su voluntad."}},
                 {"At no time is one party ahead of the other by more than 10.",
                  {"En ningún momento podrá una de las Partes haber entregado más de diez personas que la otra."}},
                 {"The releases are suspended when the ceasefire is broken.",
                  {"Las liberaciones se suspenderán si se rompe la tregua."}},
             });
}

TEST(Inflected, SpanishOrders) {
  mean("es",
       {
           {"The ill or wounded, women and persons held for more than 8 years go first.",
            {"Se dará prioridad a los enfermos, a las mujeres y a quienes lleven más de ocho años en cautiverio."}},
           {"ICRC asks each person in private.",
            {"El CICR se entrevistará en privado con cada una de las personas antes de su entrega."}},
           {"No person convicted of crimes against humanity is released.",
            {"Quedan excluidos quienes hayan sido condenados por crímenes de lesa humanidad."}},
       });
}

// What decides who goes is none of a promise, and a name is no verb.
TEST(Inflected, WhatDecidesIsNotSwallowed) {
  for (const char* sentence : {"Los Prisioneros no serán enviados fuera del país contra su voluntad.",
                               "Se sustituirá a quien falte, sin que nadie lo reemplace."})
    EXPECT_EQ(codes("es", sentence).find("TRM-112"), std::string::npos) << sentence << codes("es", sentence);
  for (const char* sentence : {"يلتزم الطرفان بالكشف عن مصير المفقودين وتسليم 3 من «الجثامين».",
                               "إذا كان عدد الأحياء أقل من ثلاثة وثلاثين، استُكمل العدد بجثامين."})
    EXPECT_EQ(codes("ar", sentence).find("TRM-112"), std::string::npos) << sentence << codes("ar", sentence);
  EXPECT_NE(
      codes("es", "Israel libera a 3 de la Reserva y El Salvador hará lo propio con veintidós de los Prisioneros."),
      "");
}

}  // namespace
}  // namespace midspan
