// SPDX-License-Identifier: Apache-2.0
#include "terms/sample.hpp"

#include <array>

#include "base/files.hpp"

namespace midspan::sample {

namespace {

struct Group {
  const char* en;
  const char* es;
  const char* ar;
};
constexpr std::array kGroups = {
    Group{"the Deportees", "los Deportados", "المبعدين"},
    Group{"the Prisoners", "los Prisioneros", "السجناء"},
    Group{"the Foreigners", "los Extranjeros", "الأجانب"},
    Group{"the Women", "las Mujeres", "النساء الأسيرات"},
    Group{"the Women Soldiers", "las Soldados", "المجندات"},
    Group{"the Wounded", "los Heridos", "الجرحى"},
    Group{"the Hostages", "los Rehenes", "الرهائن"},
    Group{"the Eligible", "los Elegibles", "المؤهلين"},
    Group{"the Life Sentences", "los Condenados a Perpetua", "المؤبدات"},
    Group{"the Other Sentences", "los Otros Condenados", "الأحكام الأخرى"},
    Group{"the Pool", "la Reserva", "المجموعة"},
    Group{"the Remains", "los Restos", "الجثامين"},
    Group{"the Students", "los Estudiantes", "الطلاب"},
    Group{"the Clergy", "el Clero", "رجال الدين"},
    Group{"the Iraqis", "los Iraquíes", "العراقيين"},
    Group{"the Iranians", "los Iraníes", "الإيرانيين"},
    Group{"the Detainees", "los Detenidos", "المحتجزين"},
    Group{"the Barred", "los Excluidos", "المستبعدين"},
};

}  // namespace

std::string preamble(const std::string& language) {
  std::string text;
  if (language == "en")
    text =
        "Agreement \"Sample\".\nParties: El Salvador, Venezuela, Israel, Hamas, \"Ansar Allah\", \"Confederate "
        "States\".\n"
        "Witnesses: United Nations, ICRC.\n";
  else if (language == "es")
    text =
        "Acuerdo \"Muestra\".\nPartes: El Salvador, Venezuela, Israel, Hamas, \"Ansar Alá\" = \"Ansar Allah\", "
        "\"Estados Confederados\" = \"Confederate States\".\nTestigos: \"Naciones Unidas\" = \"United Nations\", "
        "\"CICR\" = \"ICRC\".\n"
        "Palabras: \"la entrega está completa\" = \"the hand-over is complete\"; \"dólares de los Estados Unidos\" = "
        "\"US dollars\"; \"Puente de Glienicke\" = \"Glienicke Bridge\".\n";
  else
    text =
        "اتفاق «عينة».\nالأطراف: السلفادور، فنزويلا، إسرائيل، «حماس» = «Hamas»، «أنصار الله» = «Ansar Allah»، "
        "«الولايات الكونفدرالية» = «Confederate States».\nالشهود: «الأمم المتحدة» = «United Nations»، «الصليب الأحمر» "
        "= «ICRC».\n"
        "الكلمات: «التسليم مكتمل» = «the hand-over is complete»؛ «الدولارات الأمريكية» = «US dollars»؛ «جسر غلينيكه» = "
        "«Glienicke Bridge»؛ «نقطة تفتيش تشارلي» = «Checkpoint Charlie».\n";
  for (const Group& group : kGroups) {
    if (language == "en")
      text += std::string("\"") + group.en + "\" means persons whose \"group\" is \"" + group.en + "\".\n";
    else if (language == "es")
      text += std::string("\"") + group.es + "\" significa personas cuyo \"group\" es \"" + group.en + "\".\n";
    else text += std::string("«") + group.ar + "» تعني الأشخاص ممن حقل «group» لديهم «" + group.en + "».\n";
  }
  return text;
}

std::string with_sentence(const std::string& language, const std::string& sentence) {
  if (language == "en")
    return preamble(language) + "Article 1. El Salvador releases all of the Deportees to Venezuela.\nArticle 2. " +
           sentence + "\n";
  if (language == "es")
    return preamble(language) +
           "Artículo 1. El Salvador libera a la totalidad de los Deportados y los entrega a Venezuela.\nArtículo 2. " +
           sentence + "\n";
  return preamble(language) + "المادة 1. على السلفادور الإفراج عن كامل «المبعدين» وتسليمهم إلى فنزويلا.\nالمادة 2. " +
         sentence + "\n";
}

std::string file(const std::string& path) {
  return base::read_file(std::string(MIDSPAN_SOURCE) + "/" + path).value_or("");
}

std::string codes(const people::Findings& findings) {
  std::string text;
  for (const people::Finding& finding : findings) text += (text.empty() ? "" : " ") + finding.message.code;
  return text;
}

}  // namespace midspan::sample
