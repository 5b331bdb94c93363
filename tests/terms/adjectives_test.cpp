// SPDX-License-Identifier: Apache-2.0
// Who is meant, said by any adjectives beside any noun: "wounded Ukrainian prisoners of war".
#include <gtest/gtest.h>

#include "terms/sample.hpp"
#include "terms/terms.hpp"
#include "terms/trees.hpp"

using namespace midspan;

namespace {

using sample::one_tree;
using sample::tree;

terms::Reading read(const std::string& language, const std::string& sentence) {
  return terms::read(sample::with_sentence(language, sentence), "text");
}

bool asks(const std::string& language, const std::string& sentence) {
  return sample::codes(read(language, sentence).findings).find("TRM-030") != std::string::npos;
}

TEST(Adjectives, BesideEveryNoun) {
  one_tree("Israel releases all of persons in category prisoner of war who are ill or wounded held by Israel.",
           "Israel releases all wounded prisoners of war held by it.",
           "Israel libera a todos los prisioneros de guerra heridos en poder de Israel.",
           "تفرج إسرائيل عن جميع أسرى الحرب الجرحى لدى إسرائيل.");
  one_tree(
      "Israel releases all of persons in category prisoner of war of nationality Venezuelan who are gravely ill held "
      "by Israel.",
      "Israel releases all gravely wounded or gravely ill Venezuelan prisoners of war held by it.",
      "Israel libera a todos los prisioneros de guerra venezolanos gravemente heridos o enfermos en poder de Israel.",
      "تفرج إسرائيل عن جميع أسرى الحرب الفنزويليين المصابين بجروح خطيرة لدى إسرائيل.");
  one_tree("Israel releases all of persons who are women in category civilian held by Israel.",
           "Israel releases all civilian women held by it.",
           "Israel libera a todas las mujeres civiles en poder de Israel.",
           "تفرج إسرائيل عن جميع النساء المدنيات لدى إسرائيل.");
  one_tree("Israel releases all of persons in category journalist of nationality Venezuelan held by Israel.",
           "Israel releases all detained Venezuelan journalists held by it.",
           "Israel libera a todos los periodistas venezolanos detenidos en poder de Israel.",
           "تفرج إسرائيل عن جميع الصحفيين الفنزويليين المعتقلين لدى إسرائيل.");
  one_tree("Israel releases all of persons of rank officer who are women who are ill or wounded held by Israel.",
           "Israel releases all wounded female officers held by it.",
           "Israel libera a todos los oficiales mujeres heridos en poder de Israel.",
           "تفرج إسرائيل عن جميع الضباط النساء الجرحى لدى إسرائيل.");
}

// "Sick and minor": either; "Venezuelan and sick" would be nobody's list: nations are of a kind of their own.
TEST(Adjectives, ListsOfOneKind) {
  EXPECT_EQ(
      tree("en", "Israel releases all civilian and military Venezuelan prisoners held by it."),
      tree("en",
           "Israel releases all of persons in category civilian of nationality Venezuelan held by Israel together "
           "with persons in category military of nationality Venezuelan held by Israel."));
  EXPECT_EQ(tree("en", "Israel releases all captured or imprisoned soldiers held by it."),
            tree("en", "Israel releases all soldiers held by it."));
}

TEST(Adjectives, OfTheirAge) {
  one_tree(
      "Israel releases all of persons in category prisoner of war aged between 18 and 25 held by Israel.",
      "Israel releases all prisoners of war aged from 18 to 25 held by it.",
      "Israel libera a todos los prisioneros de guerra con edades comprendidas entre los 18 y los 25 años en poder "
      "de Israel.",
      "تفرج إسرائيل عن جميع أسرى الحرب من 18 إلى 25 سنة لدى إسرائيل.");
  EXPECT_EQ(tree("en", "Israel releases all soldiers who are between 18 and 25 years old held by it."),
            tree("en", "Israel releases all soldiers aged 18 to 25 held by it."));
}

// "Or wounded" behind what narrows a group: of the group, or whoever is wounded? With its article it is another group.
TEST(Adjectives, BehindWhatNarrowsIsAsked) {
  EXPECT_TRUE(asks("en", "Israel releases 5 of the Prisoners over 60 or wounded."));
  EXPECT_FALSE(asks("en", "Israel releases 5 of the Prisoners who are over 60 or wounded."));
  EXPECT_FALSE(asks("en", "Israel releases all of the Prisoners aged over 60 and the wounded held by it."));
  EXPECT_TRUE(asks("es", "Israel libera a 5 de los Prisioneros mayores de 60 años o heridos."));
}

TEST(Adjectives, MembersOfAParty) {
  one_tree("Israel releases all of persons of unit \"Hamas\" held by Israel.",
           "Israel releases all members of Hamas held by it.",
           "Israel libera a todos los miembros de Hamas en poder de Israel.",
           "تفرج إسرائيل عن جميع أعضاء حماس لدى إسرائيل.");
}

// In small letters behind an adjective the word is everybody's, though a group is called so.
TEST(Adjectives, OfTheWordNotOfTheGroup) {
  EXPECT_EQ(tree("en", "Israel releases 30 wounded prisoners."),
            tree("en", "Israel releases 30 of persons who are ill or wounded."));
  EXPECT_EQ(tree("en", "Israel releases 30 wounded Prisoners."),
            tree("en", "Israel releases 30 of the Prisoners who are ill or wounded."));
}

// A reader takes "wounded soldiers and civilians" for either; brackets or another order say which.
TEST(Adjectives, BeforeTheFirstOfTwoNounsIsAsked) {
  EXPECT_TRUE(asks("en", "Israel releases all wounded soldiers and civilians held by it."));
  EXPECT_FALSE(asks("en", "Israel releases all wounded (soldiers and civilians) held by it."));
  EXPECT_FALSE(asks("en", "Israel releases all civilians and wounded soldiers held by it."));
  EXPECT_FALSE(asks("en", "Israel releases all captured soldiers and civilians held by it."));
  EXPECT_TRUE(asks("es", "Israel libera a todos los soldados y civiles heridos en poder de Israel."));
  EXPECT_FALSE(asks("es", "Israel libera a todos los soldados heridos y civiles en poder de Israel."));
  EXPECT_FALSE(asks("ar", "تفرج إسرائيل عن جميع الجنود الجرحى والمدنيين لدى إسرائيل."));
  EXPECT_EQ(tree("es", "Israel libera a todos los soldados heridos y civiles en poder de Israel."),
            tree("en",
                 "Israel releases all of (persons in category military who are ill or wounded together with "
                 "persons in category civilian) held by Israel."));
}

}  // namespace
