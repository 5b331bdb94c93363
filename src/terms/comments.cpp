// SPDX-License-Identifier: Apache-2.0
#include "terms/comments.hpp"

#include <algorithm>

#include "names/normalise.hpp"

namespace midspan::terms {

void keep_comment(people::Agreement& agreement, const Comment& comment, std::string_view text) {
  const auto behind = [&](const auto& each) { return each.span.begin >= comment.begin; };
  std::string before;
  const auto definition = std::find_if(agreement.definitions.begin(), agreement.definitions.end(), behind);
  const auto article = std::find_if(agreement.articles.begin(), agreement.articles.end(), behind);
  if (definition != agreement.definitions.end()) before = "definition " + definition->name;
  else if (article != agreement.articles.end()) before = "article " + article->number;
  const std::string_view words = text.substr(comment.begin + 1, comment.end - comment.begin - 1);
  agreement.comments.emplace_back(before, names::clean_spaces(words));
}

}  // namespace midspan::terms
