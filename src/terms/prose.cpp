// SPDX-License-Identifier: Apache-2.0
// Words that are read as they stand: promises, matters, how something is done; and a group named as a whole.
#include <optional>

#include "terms/nouns.hpp"
#include "terms/parser.hpp"

namespace midspan::terms {

// "releases the Prisoners", "the women": a group or a noun with its article is all of it.
Parser::Parsed Parser::the_group(Position at) {
  const Token& first = token(at);
  const bool definite = first.type == TokenType::Quoted ||
                        table_.is_article(at.behind_and ? first.word_without_and : first.word) ||
                        (first.type == TokenType::Word && static_cast<unsigned char>(text_[first.begin]) >= 0xD8);
  const bool whoever = vocabulary_at(whoever_, at).entry != nullptr;
  const Parsed found = definite || whoever ? set(at) : Parsed{};
  if (!found.node) return {};
  for (const auto& [slot, each] : found.node->slots) {
    const Node* base = slot == "base" ? each.get() : each->find("right");
    const Part& bases = table_.part("base");
    if (base == nullptr) return {};
    const std::string& id =
        bases.forms[static_cast<std::size_t>(bases.by_binding[static_cast<std::size_t>(base->form)])].id;
    if (whoever && id == "persons" && base->find("filters") != nullptr) continue;
    if (id != "defined" && (!(is_noun(*base) || id == "remains") || base->span.begin != first.begin)) return {};
  }
  return found;
}

// "98 of the Wounded", "more than 500 men": who says how many says more than a promise.
bool Parser::counts_people(Position at) {
  if (token(at).type != TokenType::Number && vocabulary_at(numbers_, at).entry == nullptr) return false;
  const Parsed count = number(at);
  if (!count.node) return false;
  const Parsed quantity = part(table_.part_index("quantity"), at);
  return quantity.node && quantity.end > count.end;
}

// What a party promises beside releases, in its own words to the end of the sentence: it begins with a verb that moves
// nobody ("bear the cost"), and no verb that does stands behind it ("ensure that the Prisoners are released" is a
// release that somebody forgot to say).
Parser::Parsed Parser::promise(Position at, const Vocabulary* begins) {
  const Entry verb = begins != nullptr ? vocabulary_at(*begins, at) : Entry{};
  if (begins != nullptr ? verb.entry == nullptr : token(at).type != TokenType::Word || at.behind_and) return {};
  Position end{at.token + verb.tokens, false};
  const Vocabulary* const manners = &table_.vocabulary("manner");
  std::optional<Position> joint;  // "drops the charges and lets the Journalist leave": what stands before "and"
  for (; token(end).type != TokenType::End; end = next(end)) {
    const Token& here = token(end);
    if (here.type == TokenType::Mark && (here.mark == '.' || here.mark == ';' || here.mark == ']')) break;
    const bool onto = table_.language == "ar" && here.word_without_and >= 0;  // "and" is written onto the word
    if (here.type == TokenType::Word && (here.word == table_.and_word || onto)) joint = end;
    const Position before{end.token - 1, false};  // "the release", "of exchange": a noun
    // "doctors do not count": what follows is no matter of doctors.
    if (begins == &table_.vocabulary("matter") && vocabulary_at(table_.vocabulary("deciding"), end).entry != nullptr)
      return {};
    // How something is done says nothing of when.
    if (begins == manners && vocabulary_at(table_.vocabulary("timing"), end).entry != nullptr) return {};
    const bool binds = (vocabulary_at(binding_, end).entry != nullptr ||
                        (onto && vocabulary_at(binding_, {end.token, true}).entry != nullptr)) &&
                       vocabulary_at(table_.vocabulary("before a noun"), before).entry == nullptr;
    if (here.type != TokenType::Quoted && !counts_people(end) && !binds) continue;
    if (!joint) return {};
    end = *joint;
    if (const Token& before_and = tokens_[end.token - 1]; before_and.type == TokenType::Mark && before_and.mark == ',')
      --end.token;
    break;
  }
  Parsed found = made(spelled(at, end), at, end);
  const std::string& text = found.node->text;
  return text.find_first_of("\"\n") == std::string::npos && text.find("\u00AB") == std::string::npos ? found : Parsed{};
}

}  // namespace midspan::terms
