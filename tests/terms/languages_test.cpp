// SPDX-License-Identifier: Apache-2.0
// Every form of the language, in every language: it is read, it means the same, and it is printed as it was read.
#include <gtest/gtest.h>

#include <array>
#include <map>

#include "terms/sample.hpp"
#include "terms/terms.hpp"

namespace midspan {
namespace {

std::string first_finding(const terms::Reading& reading) {
  if (reading.findings.empty()) return {};
  const people::Finding& finding = reading.findings.front();
  std::string text = finding.message.code + " at " + std::to_string(finding.place.line) + ":" +
                     std::to_string(finding.place.character);
  for (const auto& [name, value] : finding.message.arguments)
    if (const auto* words = std::get_if<std::string>(&value)) text += " " + name + "=" + *words;
  return text;
}

// Groups, conditions and steps in a sentence that takes one.
std::string in_a_sentence(const std::string& language, const terms::Form& form) {
  const std::size_t at = language == "en" ? 0 : language == "es" ? 1 : 2;
  const auto around = [&](std::array<const char*, 3> before, std::array<const char*, 3> behind) {
    return before.at(at) + form.example + behind.at(at);
  };
  if (form.part == "condition")
    return around(
        {"No person is released before ", "Ninguna persona es liberada antes de que ", "لا يُفرج عن أي شخص قبل "},
        {".", ".", "."});
  if (form.part == "step")
    return around({"The parties exchange ", "Las partes intercambian ", "على الأطراف تبادل "}, {".", ".", "."});
  if (form.part == "owed")
    return around({"For every 10 of the Hostages released, Israel releases ",
                   "Por cada 10 de los Rehenes que sean liberados, Israel libera a ",
                   "مقابل كل 10 من «الرهائن» يُفرج عنهم، على إسرائيل الإفراج عن "},
                  {".", ".", "."});
  return around({"Israel releases 3 of ", "Israel libera a 3 de ", "على إسرائيل الإفراج عن 3 من "},
                {" to Hamas.", " y los entrega a Hamas.", " وتسليمهم إلى حماس."});
}

// What an example needs around it to be a sentence of an agreement.
std::string whole(const std::string& language, const terms::Form& form) {
  const std::string& example = form.example;
  if (form.part == "header") {
    if (form.id == "header.title") return example;
    std::string text = sample::preamble(language);
    if (form.id == "header.parties" || form.id == "header.witnesses")
      return text.substr(0, text.find('\n') + 1) + example;
    return text + example;
  }
  if (form.part == "heading") return {};
  if (form.part == "definition") {
    const std::string text = sample::preamble(language);
    return text.substr(0, text.find(language == "ar" ? "\n\u00AB" : "\n\"") + 1) + example;
  }
  if (example.back() != '.') return sample::with_sentence(language, in_a_sentence(language, form));
  if (form.part == "goal")
    return sample::with_sentence(language, "") +
           (language == "en"   ? "Goals, in this order: 1. "
            : language == "es" ? "Objetivos, en este orden: 1. "
                               : "الأهداف، بهذا الترتيب: 1. ") +
           example;
  return sample::with_sentence(language, example);
}

TEST(Languages, EveryFormHasAnExampleThatIsRead) {
  for (const std::string& language : terms::languages())
    for (const terms::Form& form : terms::words(language)) {
      if (form.part.compare(0, 5, "word.") == 0 || form.example.empty()) continue;
      const std::string text = whole(language, form);
      if (text.empty()) continue;
      const terms::Reading reading = terms::read(text, "example");
      EXPECT_TRUE(reading.ok) << language << " " << form.id << ": " << form.example << "\n" << first_finding(reading);
    }
}

TEST(Languages, EveryFormMeansTheSameInEveryLanguage) {
  std::map<std::string, std::map<std::string, terms::Form>> by_id;
  for (const std::string& language : terms::languages())
    for (const terms::Form& form : terms::words(language))
      if (form.part.compare(0, 5, "word.") != 0) by_id[form.id][language] = form;
  for (const auto& [id, forms] : by_id) {
    EXPECT_EQ(forms.size(), terms::languages().size()) << id << " is missing in a language";
    if (id.compare(0, 7, "header.") == 0 && id != "header.custody") continue;
    std::map<std::string, std::string> digests;
    for (const auto& [language, form] : forms) {
      const std::string text = form.example.empty() ? "" : whole(language, form);
      if (text.empty()) continue;
      const terms::Reading reading = terms::read(text, "example");
      EXPECT_TRUE(reading.ok) << language << " " << id << " " << first_finding(reading);
      digests[language] = terms::canonical_tree(reading.agreement);
    }
    for (const auto& [language, digest] : digests)
      EXPECT_EQ(digest, digests.begin()->second) << id << ": " << digests.begin()->first << " against " << language;
  }
}

TEST(Languages, EveryExampleIsPrintedSoThatItReadsBack) {
  for (const std::string& language : terms::languages())
    for (const terms::Form& form : terms::words(language)) {
      if (form.part.compare(0, 5, "word.") == 0 || form.example.empty()) continue;
      const std::string text = whole(language, form);
      if (text.empty()) continue;
      const terms::Reading reading = terms::read(text, "example");
      if (!reading.ok) continue;  // the test above says so
      for (const std::string& other : terms::languages()) {
        const std::string printed = terms::format(reading.agreement, other);
        const terms::Reading back = terms::read(printed, "printed");
        EXPECT_TRUE(back.ok) << form.id << " " << language << " in " << other << ": " << first_finding(back) << "\n"
                             << printed;
        EXPECT_EQ(terms::digest(back.agreement), terms::digest(reading.agreement))
            << form.id << " " << language << " in " << other << "\n"
            << printed;
      }
    }
}

TEST(Languages, FormattingIsIdempotent) {
  for (const char* path : {"examples/el-salvador-2025/offer.en.terms", "examples/el-salvador-2025/offer.es.terms",
                           "examples/el-salvador-2025/offer.ar.terms"}) {
    const terms::Reading reading = terms::read(sample::file(path), path);
    ASSERT_TRUE(reading.ok) << first_finding(reading);
    const std::string once = terms::format(reading.agreement, reading.agreement.language);
    EXPECT_EQ(terms::format(terms::read(once, path).agreement, reading.agreement.language), once);
  }
}

TEST(Languages, TheOfferIsOneAgreementInThreeLanguages) {
  const std::string english =
      terms::digest(terms::read(sample::file("examples/el-salvador-2025/offer.en.terms"), "en").agreement);
  EXPECT_EQ(terms::digest(terms::read(sample::file("examples/el-salvador-2025/offer.es.terms"), "es").agreement),
            english);
  EXPECT_EQ(terms::digest(terms::read(sample::file("examples/el-salvador-2025/offer.ar.terms"), "ar").agreement),
            english);
}

TEST(Languages, EveryVocabularyHasTheSameWords) {
  std::map<std::string, std::string> words;
  for (const std::string& language : terms::languages())
    for (const terms::Form& form : terms::words(language))
      if (form.part.compare(0, 5, "word.") == 0 && form.part != "word.number") words[form.id] += language + " ";
  for (const auto& [id, languages] : words) EXPECT_EQ(languages, "ar en es ") << id;
}

TEST(Languages, AccentsDigitsAndMarksMayDiffer) {
  const std::string text = sample::file("examples/el-salvador-2025/offer.es.terms");
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    static const std::map<std::string, char> kPlain = {{"á", 'a'}, {"é", 'e'}, {"í", 'i'},
                                                       {"ó", 'o'}, {"ú", 'u'}, {"Á", 'A'}};
    const auto found = kPlain.find(text.substr(at, 2));
    if (found == kPlain.end()) plain += text[at];
    else plain += found->second, ++at;
  }
  EXPECT_EQ(terms::digest(terms::read(plain, "es").agreement), terms::digest(terms::read(text, "es").agreement));
  std::string arabic = sample::file("examples/el-salvador-2025/offer.ar.terms");
  const std::string digest = terms::digest(terms::read(arabic, "ar").agreement);
  const auto replace = [&](const std::string& from, const std::string& to) {
    for (std::size_t at = arabic.find(from); at != std::string::npos; at = arabic.find(from, at + to.size()))
      arabic.replace(at, from.size(), to);
  };
  replace("50", "\u0665\u0660");
  replace("2025-04-20", "\u0662\u0660\u0662\u0665-\u0660\u0664-\u0662\u0660");
  replace("على ", "\u200Fعلى\u200F ");
  replace("الإفراج", "الافراج");
  EXPECT_EQ(terms::digest(terms::read(arabic, "ar").agreement), digest);
}

}  // namespace
}  // namespace midspan
