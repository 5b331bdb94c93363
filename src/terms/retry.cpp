// SPDX-License-Identifier: Apache-2.0
#include "terms/retry.hpp"

#include <algorithm>

namespace midspan::terms {

namespace {

bool ends(const Token& token) {
  return token.type == TokenType::End || (token.type == TokenType::Mark && (token.mark == '.' || token.mark == ';'));
}

// Is there a clause, up to its full stop?
bool reads(const Session& session, Parser& probe, Position at) {
  probe.start_sentence(at);
  const Parser::Parsed parsed = probe.part(session.table().part_index("clause"), at);
  return parsed.node && !parsed.end.behind_and && ends(session.token(parsed.end.token));
}

// The tokens of a node's words.
std::vector<Token> tokens_in(const Session& session, const people::TextSpan& span) {
  std::vector<Token> found;
  for (const Token& each : session.tokens().list)
    if (each.begin >= span.begin && each.end <= span.end && each.type != TokenType::End) found.push_back(each);
  return found;
}

}  // namespace

bool without_fillers(Session& session, std::size_t begin) {
  bool any = false;
  auto& list = session.tokens().list;
  const auto erase = [&](std::size_t at, std::size_t count) {
    const auto from = list.begin() + static_cast<std::ptrdiff_t>(at);
    list.erase(from, from + static_cast<std::ptrdiff_t>(count));
  };
  for (std::size_t at = begin; !ends(list[at]);) {
    const std::size_t words = list[at].type == TokenType::Word ? session.parser().tokens_of("filler", at) : 0;
    if (words == 0) {
      ++at;
      continue;
    }
    any = true;
    erase(at, words);
    // A comma on both sides of them goes, too, and one that now begins or ends the sentence.
    if (session.is_mark(at, ',') && (at == begin || session.is_mark(at - 1, ','))) erase(at, 1);
    if (at > begin && session.is_mark(at - 1, ',') && ends(list[at])) erase(--at, 1);
  }
  return any;
}

bool joined_sentence(Session& session, Parser& probe, Position end, const Node* subject) {
  auto& list = session.tokens().list;
  Position at = end;
  if (session.is_mark(at.token, ',')) ++at.token;
  const Token& joint = list[at.token];
  if (joint.type != TokenType::Word) return false;
  const bool onto = session.table().language == "ar" && joint.word_without_and >= 0;  // "and" is written onto the word
  const std::size_t words = onto ? 0 : session.parser().tokens_of("sentence joint", at.token);
  if (words == 0 && !onto) return false;
  const Position behind{at.token + words, onto};
  if (reads(session, probe, behind)) {
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(end.token),
               list.begin() + static_cast<std::ptrdiff_t>(behind.token));
    return true;
  }
  if (subject == nullptr || onto) return false;
  // "…, and escorts them": who does is said once.
  const std::vector<Token> who = tokens_in(session, subject->span);
  const auto place = list.begin() + static_cast<std::ptrdiff_t>(behind.token);
  list.insert(place, who.begin(), who.end());
  if (!who.empty() && reads(session, probe, behind)) {
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(end.token),
               list.begin() + static_cast<std::ptrdiff_t>(behind.token));
    return true;
  }
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(behind.token),
             list.begin() + static_cast<std::ptrdiff_t>(behind.token + who.size()));
  return false;
}

people::TextSpan read_as_quoted(Session& session, const Quote& quote) {
  auto& list = session.tokens().list;
  Token words;
  words.type = TokenType::Quoted;
  words.bare = true;
  words.begin = list[quote.first].begin;
  words.end = list[quote.last].end;
  const auto from = list.begin() + static_cast<std::ptrdiff_t>(quote.first);
  list.erase(from, from + static_cast<std::ptrdiff_t>(quote.last - quote.first));
  list[quote.first] = words;
  people::TextSpan span;
  span.begin = words.begin;
  span.end = words.end;
  return span;
}

Expectation expectation_of(Session& session, Position begin) {
  Expectation made = session.parser().expectation();
  if (made.at.token == begin.token || made.at.behind_and) return made;
  const Token& before = session.token(made.at.token - 1);
  if (before.type != TokenType::Word || !session.table().is_article(before.word)) return made;
  const Session::Stop stop = session.stop_before(before.begin);
  const auto join = [](std::vector<std::string>& into, const std::vector<std::string>& more) {
    for (const std::string& each : more)
      if (std::find(into.begin(), into.end(), each) == into.end()) into.push_back(each);
  };
  --made.at.token;
  join(made.words, stop.expectation.words);
  join(made.parts, stop.expectation.parts);
  return made;
}

}  // namespace midspan::terms
