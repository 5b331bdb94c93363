// SPDX-License-Identifier: Apache-2.0
// Articles, schedules, goals, notes; the parties; definitions.
#include "terms/reader.hpp"

#include <algorithm>
#include <array>

#include "names/normalise.hpp"
#include "terms/equivalents.hpp"

namespace midspan::terms {

namespace {

constexpr std::array<std::string_view, 1> kGoal{"goal"};

}  // namespace

bool Reader::schedule_said(Position begin) {
  const Equivalents said = equivalents(session_, probe_, begin.token);
  if (said.end == 0) return false;
  Agreement& agreement = made_.agreement;
  // A sentence a rank: the lines of one schedule.
  const auto known = std::find_if(agreement.schedules.begin(), agreement.schedules.end(),
                                  [&](const people::Schedule& each) { return each.name == said_schedule_; });
  if (known != agreement.schedules.end()) {
    known->lines.insert(known->lines.end(), said.lines.begin(), said.lines.end());
    people::TextSpan span{token(begin.token).begin, token(said.end - 1).end};
    wrong("TRM-117", span, {{"found", written(span)}, {"name", known->name}});
    made_.findings.back().severity = Severity::Note;
    at_ = {said.end, false};
    ended(true);
    return true;
  }
  people::Schedule schedule;
  schedule.name = "A";
  while (std::any_of(agreement.schedules.begin(), agreement.schedules.end(),
                     [&](const people::Schedule& each) { return each.name == schedule.name; }))
    ++schedule.name.front();
  schedule.lines = said.lines;
  for (const char* const man : {"private", "seaman"})  // the men in whom it is counted
    if (std::none_of(schedule.lines.begin(), schedule.lines.end(),
                     [&](const people::ScheduleLine& each) { return each.rank == man; })) {
      people::Number one;
      one.low = one.high = 1;
      schedule.lines.push_back({man, one});
    }
  schedule.span.begin = token(begin.token).begin;
  schedule.span.end = token(said.end - 1).end;
  wrong("TRM-117", schedule.span, {{"found", written(schedule.span)}, {"name", schedule.name}});
  made_.findings.back().severity = Severity::Note;
  const std::vector<std::string>& parties = agreement.parties;
  for (std::size_t left = 0; left < parties.size(); ++left)
    for (std::size_t right = left + 1; right < parties.size(); ++right) {
      people::Weight weight;
      weight.left = parties[left];
      weight.right = parties[right];
      weight.schedule = schedule.name;
      people::Clause made;
      made.body = std::move(weight);
      made.span = schedule.span;
      agreement.articles.back().clauses.push_back(std::move(made));
    }
  said_schedule_ = schedule.name;
  agreement.schedules.push_back(std::move(schedule));
  at_ = {said.end, false};
  ended(true);
  return true;
}

void Reader::heading(const Node& node, Position begin) {
  const std::string_view id = form_ids("heading")[static_cast<std::size_t>(node.form)];
  if (id == "note") return note(begin);
  if (id == "goals") return goals();
  std::string title;
  if (is_mark(token(), '(')) title = bracketed_title();
  if (id == "schedule") return schedule(node, std::move(title));
  if (!is_mark(token(), '.') && !is_mark(token(), ':')) return give_up(begin);
  ++at_.token;
  people::Article article;
  article.number = node.find("number")->text;
  article.title = std::move(title);
  article.span = node.span;
  in_article_ = true;
  if (!article_numbers_.insert(article.number).second) wrong("TRM-012", node.span, {{"number", article.number}});
  made_.agreement.articles.push_back(std::move(article));
}

std::string Reader::bracketed_title() {
  const std::size_t open = token().end;
  int depth = 0;
  while (token().type != TokenType::End) {
    if (is_mark(token(), '(')) ++depth;
    if (is_mark(token(), ')') && --depth == 0) break;
    ++at_.token;
  }
  const std::string title = names::clean_spaces(text_.substr(open, token().begin - open));
  if (token().type != TokenType::End) ++at_.token;
  return title;
}

void Reader::note(Position begin) {
  Position end = at_;
  while (token(end.token).type != TokenType::End) {
    const std::size_t from = token(end.token == 0 ? 0 : end.token - 1).end;
    const std::string_view between = text_.substr(from, token(end.token).begin - from);
    const std::size_t line = between.find('\n');
    if (line != std::string_view::npos && between.find('\n', line + 1) != std::string_view::npos) break;
    if (line != std::string_view::npos && heads(end)) break;
    ++end.token;
  }
  const std::size_t from = token(at_.token - 1).end;
  const std::size_t to = token(end.token - 1).end;
  const std::string prose = names::clean_spaces(text_.substr(from, to - from));
  prose_.emplace_back(token(begin.token).begin, to);
  std::string& into = made_.agreement.articles.empty() ? made_.agreement.note : made_.agreement.articles.back().note;
  into += (into.empty() ? "" : "\n") + prose;
  at_ = end;
}

void Reader::goals() {
  in_article_ = false;
  while (token().type != TokenType::End) {
    const Position begin = at_;
    const bool numbered = token().type == TokenType::Number && is_mark(token(at_.token + 1), '.');
    if (numbered) at_.token += 2;
    parser_.start_sentence(at_);
    read_from_ = at_;
    read_as_ = kGoal;
    const Parser::Parsed parsed = parser_.part(table_.part_index("goal"), at_);
    if (!parsed.node) {
      if (!numbered) return;
      give_up(at_);
      continue;
    }
    at_ = parsed.end;
    for (Finding& finding : parser_.take_findings()) add(std::move(finding));
    doubts(*parsed.node, begin);
    if (!ended(true)) {
      give_up(begin);
      continue;
    }
    made_.agreement.goals.push_back(goal_of(*parsed.node));
  }
}

void Reader::schedule(const Node& node, std::string title) {
  in_article_ = false;
  people::Schedule schedule;
  schedule.name = node.find("name")->text;
  schedule.title = std::move(title);
  schedule.span = node.span;
  if (is_mark(token(), ':')) ++at_.token;
  const Vocabulary& ranks = table_.vocabulary("rank");
  while (token().type != TokenType::End && !is_mark(token(), '.')) {
    std::vector<std::string> names;
    while (true) {
      const std::string rank = schedule_rank(ranks);
      if (rank.empty()) break;
      names.push_back(rank);
      const Token& here = token();
      const auto alternative = table_.strings.find("or");
      if (is_mark(here, ',')) ++at_.token;
      else if (here.type == TokenType::Word && alternative != table_.strings.end() &&
               session_.dictionary().text(here.word) == alternative->second)
        ++at_.token;
      else break;
    }
    parser_.start_sentence(at_, Parser::Follow::Yes);
    read_as_ = {};  // followed as it is read
    Element number;
    number.leaf = Leaf::Number;
    const Parser::Parsed weight = parser_.leaf(number, at_);
    if (names.empty() || !weight.node) {
      give_up(at_);
      break;
    }
    at_ = weight.end;
    for (std::string& each : names) schedule.lines.push_back({std::move(each), weight.node->number});
    if (is_mark(token(), ';') || is_mark(token(), ',')) ++at_.token;
  }
  for (Finding& finding : parser_.take_findings()) add(std::move(finding));
  if (is_mark(token(), '.')) ++at_.token;
  made_.agreement.schedules.push_back(std::move(schedule));
}

std::string Reader::schedule_rank(const Vocabulary& ranks) {
  parser_.start_sentence(at_);
  Element word;
  word.leaf = Leaf::Word;
  word.part = table_.vocabulary_index("rank");
  const Parser::Parsed known = parser_.leaf(word, at_);
  if (!known.node) return {};
  // "lieutenant of the line 4": words up to the number are one rank.
  Position end = at_;
  const auto alternative = table_.strings.find("or");
  while (
      token(end.token).type == TokenType::Word &&
      (alternative == table_.strings.end() || session_.dictionary().text(token(end.token).word) != alternative->second))
    ++end.token;
  static_cast<void>(ranks);
  std::string text = known.node->text;
  if (end > known.end) {
    const std::size_t from = token().begin;
    text = names::clean_spaces(text_.substr(from, token(end.token - 1).end - from));
    at_ = end;
  } else {
    at_ = known.end;
  }
  return text;
}

void Reader::header(const Node& node) {
  Agreement& agreement = made_.agreement;
  const std::string_view id = form_ids("header")[static_cast<std::size_t>(node.form)];
  if (id == "title") {
    titled_ = true;
    agreement.title = node.find("title")->text;
  } else if (id == "version") {
    agreement.version = node.find("day")->day;
  } else if (id == "parties") {
    names(node, agreement.parties);
  } else if (id == "mediators") {
    names(node, agreement.mediators);
  } else if (id == "guarantors") {
    names(node, agreement.guarantors);
  } else if (id == "witnesses") {
    names(node, agreement.witnesses);
  } else if (id == "custody") {
    for (const auto& [slot, item] : node.slots)
      agreement.custody_on_behalf.emplace_back(item->find("holder")->text, item->find("beneficiary")->text);
  } else if (id == "place") {
    agreement.place = node.find("place")->text;
  } else if (id == "words") {
    for (const auto& [slot, item] : node.slots)
      agreement.words.emplace_back(item->find("word")->text, item->find("canonical")->text);
  } else if (id == "tie_lot") {
    agreement.tie_break = "by lot";
  } else if (id == "tie_longest") {
    agreement.tie_break = "the longest held";
  } else {
    agreement.tie_break = node.find("list")->text;
  }
}

void Reader::names(const Node& node, std::vector<std::string>& into) {
  for (const auto& [slot, item] : node.slots) {
    if (slot != "names") continue;
    const std::string canonical = session_.canonical_name(*item);
    const auto& parties = made_.agreement.parties;
    const bool twice = std::find(into.begin(), into.end(), canonical) != into.end() ||
                       std::find(parties.begin(), parties.end(), canonical) != parties.end();
    if (twice) {
      wrong("TRM-007", item->span, {{"name", item->text}});
      continue;
    }
    into.push_back(canonical);
    if (item->text != canonical) made_.agreement.party_names.emplace_back(canonical, item->text);
  }
}

void Reader::definition(const Node& node, Position begin) {
  for (Finding& each : pending_) add(std::move(each));
  pending_.clear();
  people::Definition definition;
  definition.name = node.find("name")->text;
  definition.written = names::clean_spaces(inside(text_, token(begin.token)));
  definition.set = by_each_party(set_of(*node.find("of")), made_.agreement.parties);
  definition.span = node.span;
  made_.agreement.definitions.push_back(std::move(definition));
}

}  // namespace midspan::terms
