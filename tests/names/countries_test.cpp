// SPDX-License-Identifier: Apache-2.0
#include "names/countries.hpp"

#include <gtest/gtest.h>
#include <unicode/locid.h>

namespace midspan::names {
namespace {

std::string of(std::string_view text, std::string_view language = {}) {
  return country_of(text, language).value_or("?");
}

TEST(Countries, NamesDemonymsAndCodes) {
  for (const char* text : {"Venezuela",
                           "VENEZUELA",
                           "VEN",
                           "ve",
                           "venezolano",
                           "Venezolana",
                           "venezolanos",
                           "venezolanas",
                           "Venezuelan",
                           "Venezuelans",
                           "فنزويلي",
                           "فنزويلية",
                           "فنزويلا",
                           "الفنزويليون",
                           "vénézuélienne",
                           "vénézuéliens",
                           "венесуэлка",
                           "Венесуэла",
                           "венесуелець",
                           "Венесуела",
                           "República Bolivariana de Venezuela",
                           "nacionalidad venezolana"})
    EXPECT_EQ(of(text), "VEN") << text;
  EXPECT_EQ(of("سوري"), "SYR");
  EXPECT_EQ(of("سورية"), "SYR");
  EXPECT_EQ(of("السوريين"), "SYR");
  EXPECT_EQ(of("siria"), "SYR");
  EXPECT_EQ(of("española"), "ESP");
  EXPECT_EQ(of("alemanas"), "DEU");
  EXPECT_EQ(of("estadounidenses"), "USA");
  EXPECT_EQ(of("EE.UU."), "USA");
  EXPECT_EQ(of("украинка"), "UKR");
  EXPECT_EQ(of("українець"), "UKR");
  EXPECT_EQ(of("россияне"), "RUS");
  EXPECT_EQ(of("السعودية"), "SAU");
  EXPECT_EQ(of("yemeníes"), "YEM");
  EXPECT_EQ(of("the Gambia"), "GMB");
  EXPECT_EQ(of("Côte d'Ivoire"), "CIV");
  EXPECT_EQ(of("Dominican"), "DOM");
  EXPECT_EQ(of("dominicano"), "DOM");
  EXPECT_EQ(of("nigerien"), "NER");
  EXPECT_EQ(of("Nigerian"), "NGA");
  EXPECT_EQ(of("nigérien", "fr"), "NER");
  EXPECT_EQ(of("Guinean"), "GIN");
  EXPECT_EQ(of("Marsian"), "?");
  EXPECT_EQ(of(""), "?");
  EXPECT_EQ(of(std::string(100000, 'x')), "?");
}

TEST(Countries, EveryOneIsFoundByItsOwnNames) {
  for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
    const std::string alpha3 = icu::Locale("", *code).getISO3Country();
    EXPECT_EQ(of(alpha3), alpha3);
    for (const char* language : {"en", "es", "ar", "fr", "ru", "uk"}) {
      EXPECT_EQ(of(country_name(alpha3, language), language), alpha3) << country_name(alpha3, language);
      EXPECT_EQ(of(demonym(alpha3, language), language), alpha3) << demonym(alpha3, language) << " " << language;
    }
  }
}

TEST(Countries, Display) {
  EXPECT_EQ(country_name("VEN", "ru"), "Венесуэла");
  EXPECT_EQ(country_name("nobody", "es"), "nobody");
  EXPECT_EQ(demonym("VEN", "es"), "venezolano");
  EXPECT_EQ(demonym("VEN", "en-GB"), "Venezuelan");
  EXPECT_TRUE(is_country("SYR"));
  EXPECT_FALSE(is_country("XYZ"));
}

}  // namespace
}  // namespace midspan::names
