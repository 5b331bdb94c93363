// SPDX-License-Identifier: Apache-2.0
// "A and B exchange X for Y": what it means beside other articles (docs/decisions/0362), the same in every language.
#include <gtest/gtest.h>

#include "terms/sample.hpp"
#include "terms/terms.hpp"
#include "terms/trees.hpp"

namespace midspan {
namespace {

using sample::same;

TEST(Exchange, AsManyAsTheSmallerSideAllows) {
  same("en",
       {{"Israel and Hamas exchange the Prisoners for the Hostages one for one.",
         "Israel releases at least 0 of the Prisoners to Hamas. For each of the Prisoners released by Israel, Hamas "
         "releases 1 of the Hostages to Israel."},
        {"Israel and Hamas exchange the Prisoners for the Hostages in the ratio of 3 to 1.",
         "Hamas releases at least 0 of the Hostages to Israel. For each of the Hostages released by Hamas, Israel "
         "releases 3 of the Prisoners to Hamas."},
        {"Israel and Hamas exchange the Prisoners for the Hostages in the ratio of 3 to 2.",
         "For every 3 of the Prisoners released by Israel, Hamas releases 2 of the Hostages."}});
}

TEST(Exchange, WhoseNumberIsSaidElsewhereLeads) {
  same("en",
       {{"Israel and Hamas exchange the Prisoners for the Hostages one for one. Israel releases 30 of the Prisoners to "
         "Hamas.",
         "For each of the Prisoners released by Israel, Hamas releases 1 of the Hostages. Israel releases 30 of "
         "the Prisoners to Hamas."},
        {"Israel and Hamas exchange the Prisoners for the Hostages one for one. Hamas releases 5 of the Hostages to "
         "Israel.",
         "For each of the Hostages released by Hamas, Israel releases 1 of the Prisoners. Hamas releases 5 of the "
         "Hostages to Israel."}});
}

}  // namespace
}  // namespace midspan
