// SPDX-License-Identifier: Apache-2.0
#include "check/divisors.hpp"

#include "check/vipr.hpp"

namespace midspan::check {

using namespace people;

void refuse_divisors_of_nothing(const Agreement& agreement) {
  for (const Article& article : agreement.articles) {
    const auto divisor = [&](const Number& number) {
      if (number.low <= 0) throw Wrong{{"CHK-035", {{"article", article.number}}}, "manifest.json"};
    };
    const auto of_share = [&](const Amount& amount) {
      if (amount.share() && said(amount.upper)) divisor(amount.upper);
    };
    for (const Clause& clause : article.clauses) {
      if (const auto* key = std::get_if<Key>(&clause.body); key != nullptr && key->basis == Key::Basis::Every)
        divisor(key->every);
      if (const auto* bonus = std::get_if<Bonus>(&clause.body)) divisor(bonus->every);
      if (const auto* release = std::get_if<Release>(&clause.body)) of_share(release->amount);
      if (const auto* part = std::get_if<Composition>(&clause.body)) of_share(part->amount);
      if (const auto* choice = std::get_if<Choice>(&clause.body)) of_share(choice->amount);
      if (const auto* destination = std::get_if<Destination>(&clause.body))
        for (const auto& [share, place] : destination->shares) of_share(share);
    }
  }
}

}  // namespace midspan::check
