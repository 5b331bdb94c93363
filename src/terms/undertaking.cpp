// SPDX-License-Identifier: Apache-2.0
#include "terms/undertaking.hpp"

#include <algorithm>
#include <set>
#include <span>

#include "names/normalise.hpp"
#include "names/table_text.hpp"

namespace midspan::terms {

namespace {

bool stops(const Token& token) {
  return token.type == TokenType::End || (token.type == TokenType::Mark && (token.mark == '.' || token.mark == ';'));
}

// "released prisoners", "those exchanged": a participle without "is" says which people, not that they go.
constexpr std::size_t kNear = 3;  // "is", "shall be", "may then be" stand so many words before it
bool says_which(Session& session, std::size_t begin, std::size_t at) {
  const Parser& parser = session.parser();
  if (parser.tokens_of("participle", at) == 0) return false;
  for (std::size_t before = at; before > begin && before + kNear > at; --before)
    if (parser.tokens_of("is", before - 1) > 0 || parser.tokens_of("be", before - 1) > 0) return false;
  return true;
}

bool moves(Session& session, std::size_t begin, std::size_t at) {
  const Parser& parser = session.parser();
  if (parser.tokens_of("binding", at) == 0 && parser.tokens_behind_and("binding", at) == 0) return false;
  if (at > begin && parser.tokens_of("before a noun", at - 1) > 0) return false;
  // "until they are released": until when, and nobody goes by it.
  for (std::size_t before = at; before > begin && before + kNear > at; --before)
    if (parser.tokens_of("subordinate", before - 1) > 0) return false;
  return !says_which(session, begin, at);
}

// The text without its quotation marks: it is printed between two.
std::string plain(std::string_view text) {
  std::string made;
  for (std::size_t at = 0; at < text.size(); ++at) {
    static constexpr std::string_view kMarks[] = {"\"", "\u00AB", "\u00BB", "\u201C", "\u201D"};
    bool mark = false;
    for (const std::string_view each : kMarks)
      if (text.substr(at, each.size()) == each) {
        at += each.size() - 1;
        mark = true;
        break;
      }
    if (!mark) made += text[at] == '\n' ? ' ' : text[at];
  }
  return names::clean_spaces(made);
}

// Words that change nothing before what is undertaken: "shall", "agrees to".
std::size_t behind_shall(Session& session, std::size_t at) {
  const std::size_t shall = session.parser().tokens_of("shall", at);
  return at + shall;
}

}  // namespace

std::optional<std::size_t> deciding(Session& session, std::size_t begin, std::size_t end) {
  const Parser& parser = session.parser();
  // "each carrying no more than 250 prisoners": of a ship, not of a release.
  std::set<std::size_t> behind_capacity;
  for (std::size_t at = begin; at < end; ++at)
    if (const std::size_t words = parser.tokens_of("capacity", at); words > 0) behind_capacity.insert(at + words);
  for (std::size_t at = begin; at < end; ++at) {
    const Token& token = session.token(at);
    if (const std::size_t words = parser.tokens_of("harmless", at); words > 0) {
      at += words - 1;
      continue;
    }
    if (token.type == TokenType::Mark && (token.mark == '[' || token.mark == ']')) return at;
    if (token.type == TokenType::Word && (parser.tokens_of("deciding", at) > 0 || moves(session, begin, at))) return at;
    if (!behind_capacity.contains(at) && session.parser().counts_people({at, false})) return at;
  }
  return std::nullopt;
}

std::string weighs(Session& session, const people::TextSpan& promise) {
  static constexpr std::string_view kWeighing[] = {"ordinal",  "portion", "thirds",  "week",    "month of days",
                                                   "sequence", "hours",   "measure", "weighing"};
  static constexpr std::string_view kDenying[] = {"negation", "none of", "denying"};
  const Parser& parser = session.parser();
  const auto any = [&](std::span<const std::string_view> vocabularies, std::size_t at) {
    std::size_t words = 0;
    for (const std::string_view each : vocabularies)
      words = std::max({words, parser.tokens_of(each, at), parser.tokens_behind_and(each, at)});
    return words;
  };
  const auto within = [&](const Token& token) {
    return token.begin >= promise.begin && token.end <= promise.end && token.end > token.begin;
  };
  std::size_t begin = 0;
  while (session.token(begin).type != TokenType::End && !within(session.token(begin))) ++begin;
  std::size_t end = begin;
  bool denies = false;
  for (; within(session.token(end)); ++end) denies = denies || any(kDenying, end) > 0;
  for (std::size_t at = begin; at < end; ++at) {
    const Token& token = session.token(at);
    std::size_t words = token.type == TokenType::Date ? 1 : any(kWeighing, at);
    // "Sixty land at Marseilles", "250 prisoners"; but "two vessels" are no people, nor is "no one" a number of them.
    const VocabularyEntry* number = parser.entry_of("number", at);
    const bool some = token.type == TokenType::Number || (number != nullptr && number->canonical != "1");
    if (some && (at == begin || session.parser().counts_people({at, false}))) words = std::max<std::size_t>(words, 1);
    const bool lets_go = (parser.tokens_of("binding", at) > 0 && !says_which(session, begin, at)) ||
                         parser.tokens_of("letting go", at) > 0;
    if (denies && lets_go) words = std::max<std::size_t>(words, 1);
    if (words > 0)
      return std::string(
          session.text().substr(token.begin, session.token(std::min(at + words, end) - 1).end - token.begin));
  }
  return {};
}

std::optional<Undertaking> undertaking(Session& session, Parser& probe, Position begin, Position end) {
  if (session.defines(begin.token) || end.token <= begin.token + 1) return std::nullopt;
  std::size_t last = end.token;
  while (last > begin.token && stops(session.token(last - 1))) --last;
  if (last < begin.token + 3) return std::nullopt;  // two words are a slip
  // "in a number that Israel decides": nobody is counted, whatever is said of them.
  // But "No Detainee leaves until he signs a pledge not to fight" is a gate.
  bool uncounted = false;
  const bool none = session.parser().tokens_of("none of", begin.token) > 0;
  for (std::size_t at = begin.token; at < last && !uncounted && !none; ++at)
    uncounted = session.parser().tokens_of("uncounted", at) > 0;
  // ", and Israel gives a report": what another party promises is a sentence of its own.
  Element slot;
  slot.leaf = Leaf::Party;
  const auto party_at = [&](std::size_t at) {
    probe.start_sentence({at, false});
    const Parser::Parsed who = probe.leaf(slot, {at, false});
    return who.node && session.declared(who.node->text) && who.end.token < last ? who : Parser::Parsed{};
  };
  std::size_t behind = 0;
  std::string named;  // "At a later date, Israel releases …"
  for (std::size_t at = begin.token + 2; at + 2 < last; ++at) {
    if (!session.is_mark(at, ',')) continue;
    const std::size_t joint = session.parser().tokens_of("sentence joint", at + 1);
    const Parser::Parsed who = party_at(at + 1 + joint);
    if (!who.node || session.is_mark(who.end.token, ',') ||
        session.token(who.end.token).word == session.table().and_word)
      continue;
    if (joint > 0) {
      last = at;
      behind = at + 1 + joint;
      break;
    }
    named = who.node->text;
  }
  if (!uncounted && deciding(session, begin.token, last)) return std::nullopt;
  Undertaking made;
  std::size_t from = begin.token;
  // "American Prisoners shall be held at Halifax": of the Prisoners, and no promise of the country's.
  const auto whose = [&](const Parser::Parsed& who) {
    probe.start_sentence(who.end);
    return probe.part(session.table().part_index("base"), who.end).node != nullptr;
  };
  if (const Parser::Parsed who = party_at(begin.token); who.node && !whose(who)) {
    made.by.push_back(who.node->text);
    from = who.end.token;
    // "Japan and Russia each appoint …"
    for (Parser::Parsed more;
         session.token(from).word == session.table().and_word && (more = party_at(from + 1)).node;) {
      made.by.push_back(more.node->text);
      from = more.end.token + session.parser().tokens_of("one of them", more.end.token);
    }
    from = behind_shall(session, from);
  } else if (const std::size_t each = session.parser().tokens_of("each party", begin.token); each > 0) {
    from = behind_shall(session, begin.token + each);
  } else if (const Parser::Parsed second = party_at(begin.token + 1);
             second.node && session.table().dictionary.is_stem(session.token(begin.token).word)) {
    made.by.push_back(second.node->text);  // "يتولى الصليب الأحمر …": the verb is first
  } else if (!named.empty()) {
    made.by.push_back(named);
  }
  if (from >= last || session.token(from).type == TokenType::Mark) return std::nullopt;
  made.span.begin = session.token(from).begin;
  made.span.end = session.token(last - 1).end;
  made.end = behind > 0 ? behind : last;
  made.whole = from == begin.token;
  made.text = plain(session.text().substr(made.span.begin, made.span.end - made.span.begin));
  if (made.text.empty()) return std::nullopt;
  return made;
}

// "visits the camps and receives lists" is undertaken "to visit the camps and receive lists", "shall not maintain" "not
// to maintain". What is no verb of the language's promises stays as it was written.
std::string deed(const Table& table, const std::string& text) {
  if (table.language != "en") return text;
  const Vocabulary& promises = table.vocabulary("promise");
  const auto infinitive = [&](const std::string& word) -> std::string {
    const auto known = [&](const std::string& base) {
      const int id = table.dictionary.find(base);
      return id >= 0 && promises.by_first.contains(id);
    };
    if (word == "has") return "have";
    for (const auto& [ending, instead] : {std::pair("ies", "y"), std::pair("es", ""), std::pair("s", "")})
      if (word.size() > 3 && word.ends_with(ending))
        if (const std::string base = word.substr(0, word.size() - std::string_view(ending).size()) + instead;
            known(base))
          return base;
    return known(word) ? word : std::string();
  };
  std::vector<std::string> words;
  names::for_each_part(text, ' ', [&](std::string_view word) { words.emplace_back(word); });
  std::string made = "to";
  std::size_t from = 0;
  if (words.size() > 1 && (words[0] == "do" || words[0] == "does") && words[1] == "not") ++from;
  if (from < words.size() && words[from] == "not") {
    made = "not to";
    ++from;
  }
  for (std::size_t at = from; at < words.size(); ++at) {
    const bool verb = at == from || words[at - 1] == "and";
    const std::string base = verb ? infinitive(words[at]) : std::string();
    if (at == from && base.empty()) return text;
    made += " " + (base.empty() ? words[at] : base);
  }
  return made;
}

std::string circumstance(Session& session, std::size_t begin, std::size_t end, bool narrows, people::TextSpan& span) {
  std::size_t from = begin;
  const bool comma = session.is_mark(from, ',');
  if (comma) ++from;
  std::size_t last = end;
  while (last > from && stops(session.token(last - 1))) --last;
  const Parser& parser = session.parser();
  if (last < from + 2 || parser.tokens_of("circumstance", from) == 0 || (narrows && !comma)) return {};
  const std::size_t behind = from + parser.tokens_of("circumstance", from);  // "which shall"
  for (std::size_t at = from; at < last; ++at) {
    const Token& token = session.token(at);
    if (token.type == TokenType::Date || (at >= behind && parser.tokens_of("turning", at) > 0) ||
        parser.tokens_of("if", at) > 0 || parser.tokens_of("setting apart", at) > 0)
      return {};
    if (token.type == TokenType::Mark && token.mark != ',') return {};
    // "at Boston, British prisoners at Halifax": others, who go elsewhere.
    if (token.type == TokenType::Mark)
      for (std::size_t next = at + 1; next < last && next <= at + kNear; ++next)
        if (parser.tokens_of("everybody", next) > 0) return {};
    // So many days, a month: when it is done decides.
    if (token.type == TokenType::Word &&
        (parser.tokens_of("week", at) > 0 || parser.tokens_of("month of days", at) > 0 ||
         parser.tokens_of("time", at) > 0 || parser.tokens_of("measure", at) > 0))
      return {};
  }
  if (deciding(session, from, last)) return {};
  span.begin = session.token(from).begin;
  span.end = session.token(last - 1).end;
  return plain(session.text().substr(span.begin, span.end - span.begin));
}

}  // namespace midspan::terms
