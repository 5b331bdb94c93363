// SPDX-License-Identifier: Apache-2.0
#include "terms/parser.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/assert.hpp"

namespace midspan::terms {

namespace {

// Sets stand in sets; deeper than this no lawyer writes.
constexpr int kDeepest = 48;

int word_at(const Token& token, bool behind_and) {
  if (token.type == TokenType::Number && !behind_and) return token.word;
  if (token.type != TokenType::Word) return -1;
  return behind_and ? token.word_without_and : token.word;
}

void in_order(Part::Places& places) {
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
}

}  // namespace

// ---- Names -------------------------------------------------------------------------------------------------------

void NameTable::add(Kind kind, std::vector<int> words, std::string canonical) {
  if (words.empty()) return;
  by_first_[words.front()].push_back(entries_.size());
  entries_.push_back({kind, std::move(words), std::move(canonical)});
}

NameTable::Match NameTable::longest(Kind kind, const std::vector<Token>& tokens, std::size_t at,
                                    bool without_and) const {
  Match best;
  const auto found = by_first_.find(word_at(tokens[at], without_and));
  if (found == by_first_.end()) return best;
  for (const std::size_t index : found->second) {
    const Entry& entry = entries_[index];
    if (entry.kind != kind || entry.words.size() <= best.tokens) continue;
    std::size_t same = 1;
    while (same < entry.words.size() && at + same < tokens.size() &&
           word_at(tokens[at + same], false) == entry.words[same])
      ++same;
    if (same == entry.words.size()) best = {same, &entry.canonical};
  }
  return best;
}

const std::string* NameTable::exact(Kind kind, const std::vector<int>& words) const {
  if (words.empty()) return nullptr;
  const auto found = by_first_.find(words.front());
  if (found == by_first_.end()) return nullptr;
  for (const std::size_t index : found->second)
    if (entries_[index].kind == kind && entries_[index].words == words) return &entries_[index].canonical;
  return nullptr;
}

bool NameTable::begins(Kind kind, int word) const {
  const auto found = by_first_.find(word);
  return found != by_first_.end() && std::any_of(found->second.begin(), found->second.end(),
                                                 [&](std::size_t index) { return entries_[index].kind == kind; });
}

bool NameTable::has(Kind kind, std::string_view canonical) const {
  return std::any_of(entries_.begin(), entries_.end(),
                     [&](const Entry& entry) { return entry.kind == kind && entry.canonical == canonical; });
}

std::vector<std::string> NameTable::all(Kind kind) const {
  std::vector<std::string> names;
  for (const Entry& entry : entries_)
    if (entry.kind == kind && std::find(names.begin(), names.end(), entry.canonical) == names.end())
      names.push_back(entry.canonical);
  return names;
}

// ---- Templates ---------------------------------------------------------------------------------------------------

Parser::Parser(const Table& table, std::string_view text, const std::vector<Token>& tokens, Dictionary& dictionary,
               const NameTable& names)
    : table_(table),
      text_(text),
      tokens_(tokens),
      dictionary_(dictionary),
      names_(names),
      numbers_(table.vocabulary("number")),
      months_(table.vocabulary("month")),
      weeks_(table.vocabulary("week")),
      calendar_months_(table.vocabulary("calendar month")),
      places_(table.vocabulary("place")),
      next_month_(table.vocabulary("next month")),
      governments_(table.vocabulary("government")),
      weekdays_(table.vocabulary("weekday")),
      promises_(table.vocabulary("promise")),
      binding_(table.vocabulary("binding")),
      ending_(table.vocabulary("bis")),
      whoever_(table.vocabulary("whoever")),
      totals_(table.vocabulary("total")),
      ofs_(table.vocabulary("of what")),
      severals_(table.vocabulary("several")),
      bases_(table.part_index("base")),
      setops_(table.part_index("setop")) {
  for (const char* const key : {"or", "or2", "and2"})
    if (const auto found = table.strings.find(key); found != table.strings.end()) {
      joints_.push_back(found->second);
      alternatives_ += key[0] == 'o' ? 1 : 0;
    }
}

void Parser::start_sentence(Position at, Follow follow) {
  following_ = follow == Follow::Yes;
  if (!following_) see_words(at.token);
  go_further(at);
  memo_.forget();
  identifiers_.clear();
  reaches_.clear();
  touched_ = at;
}

// No form goes on behind a full stop.
void Parser::see_words(std::size_t from) {
  ++sentence_;
  const auto see = [&](int word) {
    if (word < 0) return;
    const auto index = static_cast<std::size_t>(word);
    if (index >= seen_.size()) seen_.resize(index + 1);
    seen_[index] = sentence_;
  };
  for (; tokens_[from].type != TokenType::End; ++from) {
    const Token& token = tokens_[from];
    if (token.type == TokenType::Mark && token.mark == '.') return;
    see(token.word);
    see(token.word_without_and);
    if (token.word_without_and >= 0) see(table_.and_word);
  }
}

bool Parser::has_what_it_needs(const Template& form) const {
  return std::all_of(form.needs.begin(), form.needs.end(), [&](const std::vector<int>& some) {
    return std::any_of(some.begin(), some.end(), [&](int word) {
      return static_cast<std::size_t>(word) < seen_.size() && seen_[static_cast<std::size_t>(word)] == sentence_;
    });
  });
}

void Parser::go_further(Position at) {
  furthest_.at = at;
  furthest_.words.clear();
  furthest_.parts.clear();
}

Expectation Parser::expectation() const {
  Expectation made{furthest_.at, {}, {}};
  const auto add = [&](const Element& element) {
    std::string shown = element.kind == Element::Kind::Mark ? std::string(1, element.mark)
                        : element.shown.empty()             ? std::string(dictionary_.text(element.word))
                                                            : element.shown;
    if (std::find(made.words.begin(), made.words.end(), shown) == made.words.end())
      made.words.push_back(std::move(shown));
  };
  for (const std::string_view part : furthest_.parts) made.parts.emplace_back(part);
  const auto add_part = [&](std::string_view part) {
    if (std::find(made.parts.begin(), made.parts.end(), part) == made.parts.end()) made.parts.emplace_back(part);
  };
  // What stands first in a template; behind what may be absent, the next too.
  const auto add_front = [&](const auto& self, const std::vector<Element>& elements) -> void {
    for (const Element& element : elements) {
      if (element.kind == Element::Kind::Word) return add(element);
      if (element.kind == Element::Kind::Slot && element.leaf == Leaf::Number) return add_part("number");
      if (element.kind == Element::Kind::Slot && element.leaf == Leaf::None)
        for (const TableForm& form : table_.parts[static_cast<std::size_t>(element.part)].forms)
          for (const Template& one : form.templates) self(self, one.elements);
      for (const auto& branch : element.branches) self(self, branch);
      if (element.kind != Element::Kind::Option) return;
    }
  };
  for (const Wanted& each : furthest_.words) {
    if (each.word != nullptr && each.word->kind == Element::Kind::Choice)
      for (const auto& branch : each.word->branches) add_front(add_front, branch);
    else if (each.word != nullptr) add(*each.word);
    if (each.part < 0) continue;
    for (const TableForm& form : table_.parts[static_cast<std::size_t>(each.part)].forms)
      for (const Template& one : form.templates)
        if (!begins(one, furthest_.at)) add_front(add_front, one.elements);
  }
  return made;
}

people::Findings Parser::take_findings() {
  people::Findings taken;
  for (auto& [token, finding] : leaf_findings_) taken.push_back(std::move(finding));
  leaf_findings_.clear();
  return taken;
}

void Parser::expected_word(const Element& element, Position at) {
  if (!following_) return;
  touch(at);
  if (at < furthest_.at) return;
  if (at > furthest_.at) go_further(at);
  const auto same = [&](const Wanted& known) {
    return known.word == &element ||
           (known.word != nullptr && known.word->kind == element.kind && element.kind != Element::Kind::Choice &&
            known.word->word == element.word && known.word->mark == element.mark);
  };
  if (std::none_of(furthest_.words.begin(), furthest_.words.end(), same)) furthest_.words.push_back({&element, -1});
}

void Parser::expected_forms(int part, Position at) {
  if (!following_) return;
  touch(at);
  if (at < furthest_.at) return;
  if (at > furthest_.at) go_further(at);
  furthest_.words.push_back({nullptr, part});
}

// May the template begin with the token there?
bool Parser::begins(const Template& form, Position at) const {
  const Token& here = token(at);
  if (form.first.any) return true;
  if (here.word_without_and >= 0 && !at.behind_and && form.elements.front().is_and) return true;
  if (form.first.number && (here.type == TokenType::Number || (here.type == TokenType::Mark && here.mark == '[')))
    return true;
  return std::binary_search(form.first.words.begin(), form.first.words.end(), word_at(here, at.behind_and));
}

void Parser::expected_part(std::string_view name, Position at) {
  if (!following_) return;
  touch(at);
  if (at < furthest_.at) return;
  if (at > furthest_.at) go_further(at);
  if (std::find(furthest_.parts.begin(), furthest_.parts.end(), name) == furthest_.parts.end())
    furthest_.parts.push_back(name);
}

bool Parser::literal(const Element& element, Position& at) {
  const Token& here = token(at);
  if (element.kind == Element::Kind::Mark) {
    if (here.type != TokenType::Mark || here.mark != element.mark) return false;
    at = next(at);
    return true;
  }
  if (here.type != TokenType::Word) return false;
  if (word_at(here, at.behind_and) == element.word) {
    at = next(at);
    return true;
  }
  if (element.is_and && !at.behind_and && here.word_without_and >= 0) {
    at.behind_and = true;
    return true;
  }
  return false;
}

// Can the element surely not stand there? Words, marks and choices of words only.
bool Parser::refuses(const Element& element, Position at) {
  switch (element.kind) {
    case Element::Kind::Word:
    case Element::Kind::Mark: {
      Position after = at;
      return !literal(element, after);
    }
    case Element::Kind::Choice:
      // Most choices are verbs, and most verbs are others.
      return !element.firsts.empty() &&
             !std::binary_search(element.firsts.begin(), element.firsts.end(), word_at(token(at), at.behind_and));
    default: return false;
  }
}

bool Parser::match(const Frame& frame, Position at, Node& into, Position& end) {
  if (frame.next == frame.elements->size()) {
    if (frame.up != nullptr) return match(*frame.up, at, into, end);
    end = at;
    return true;
  }
  const Element& element = (*frame.elements)[frame.next];
  const Frame rest{frame.elements, frame.next + 1, frame.up};
  switch (element.kind) {
    case Element::Kind::Word:
    case Element::Kind::Mark:
      if (Position after = at; literal(element, after)) return match(rest, after, into, end);
      expected_word(element, at);
      return false;
    case Element::Kind::Slot: return match_slot(element, rest, at, into, end);
    case Element::Kind::Option: {
      const std::size_t before = into.slots.size();
      if (!element.slot.empty()) {
        Node flag;
        Node inside;
        Position behind = at;
        if (match({&element.branches[0], 0, nullptr}, at, inside, behind)) flag.span = span(at, behind);
        into.slots.emplace_back(element.slot, std::make_shared<Node>(std::move(flag)));
      }
      if (match({&element.branches[0], 0, &rest}, at, into, end)) return true;
      into.slots.resize(before);
      return match(rest, at, into, end);
    }
    case Element::Kind::Choice:
      if (refuses(element, at)) {
        expected_word(element, at);
        return false;
      }
      for (const std::size_t branch : element.order)
        if (match({&element.branches[branch], 0, &rest}, at, into, end)) return true;
      return false;
  }
  return false;
}

// "A or B" is a list where any of its items will do: places that are open, groups that go first. Of conditions, filters
// or releases all are meant, and "or" would say something else.
Parser::Joins Parser::joins_of(const Element& slot) const {
  if (slot.part < 0 || slot.leaf != Leaf::None) return Joins::And;
  const std::string& part = table_.parts[static_cast<std::size_t>(slot.part)].name;
  return part == "place_or" || part == "place_item" || part == "class" ? Joins::AndOr : Joins::And;
}

bool Parser::separator(Position& at, bool list, Joins joins) {
  const Token& here = token(at);
  if (here.type == TokenType::Mark && (here.mark == ',' || (list && here.mark == ';'))) {
    at = next(at);
    Position behind = at;  // ", and"
    if (separator(behind, false, joins) && token(at).type == TokenType::Word) at = behind;
    return true;
  }
  if (here.type != TokenType::Word) return false;
  if (word_at(here, at.behind_and) == table_.and_word) {
    at = next(at);
    return true;
  }
  if (table_.language == "ar" && !at.behind_and && here.word_without_and >= 0) {
    at.behind_and = true;
    return true;
  }
  // "10 y 20" is "10 e 20" before an i; "A o B" joins alternatives.
  const auto joint = std::find(joints_.begin(), joints_.end(), dictionary_.text(here.word));
  if (joint == joints_.end() || (joins == Joins::And && joint < joints_.begin() + alternatives_)) return false;
  at = next(at);
  return true;
}

std::string_view Parser::form_of(const Element& slot, const Node& node) const {
  if (slot.part < 0 || node.form < 0) return {};
  const Part& part = table_.parts[static_cast<std::size_t>(slot.part)];
  return part.forms[static_cast<std::size_t>(part.by_binding[static_cast<std::size_t>(node.form)])].id;
}

// Is it a filter that nothing else could be behind a comma? "Within the Prisoners, the wounded first" is no filter.
bool Parser::stands_alone(const Element& filter, const Node& node) const {
  const std::string_view id = form_of(filter, node);
  const auto begins = [&](std::string_view with) { return id.substr(0, with.size()) == with; };
  return begins("held") || begins("captured") || begins("list") || begins("standing") || begins("wanted") ||
         begins("convicted") || begins("accused") || begins("seen") || begins("sentenced");
}

bool Parser::match_slot(const Element& slot, const Frame& rest, Position at, Node& into, Position& end) {
  const std::size_t before = into.slots.size();
  Parsed first = one(slot, at);
  // "list A, held by Israel": what narrows a group may stand behind a comma.
  if (!first.node && slot.many == Many::Any && token(at).type == TokenType::Mark && token(at).mark == ',') {
    first = one(slot, next(at));
    if (first.node && !stands_alone(slot, *first.node)) first = {};
  }
  if (!first.node) return slot.many == Many::Any && match(rest, at, into, end);
  // What must follow and does not: seen before anything is kept.
  if (slot.many == Many::One && rest.next < rest.elements->size()) {
    const Element& following = (*rest.elements)[rest.next];
    if (refuses(following, first.end)) {
      expected_word(following, first.end);
      return false;
    }
  }
  into.slots.emplace_back(slot.slot, first.node);
  Position reached = first.end;
  std::vector<Position> ends{reached};
  while (slot.many != Many::One) {
    Parsed more;
    if (slot.many == Many::Any) more = one(slot, reached);
    if (!more.node) {
      Position behind = reached;
      if (separator(behind, slot.many == Many::OneOrMore, joins_of(slot))) more = one(slot, behind);
      // "soldados heridos y civiles": an adjective behind "and" is a noun of its own.
      if (more.node && slot.many == Many::Any && form_of(slot, *more.node) == "said") more = {};
    }
    if (!more.node || more.end <= reached) break;
    into.slots.emplace_back(slot.slot, more.node);
    reached = more.end;
    ends.push_back(reached);
  }
  // As many items as possible first, then fewer: "A, B and within 3 days".
  while (!ends.empty()) {
    if (match(rest, ends.back(), into, end)) return true;
    ends.pop_back();
    into.slots.resize(before + ends.size());
  }
  if (slot.many == Many::Any) return match(rest, at, into, end);
  return false;
}

void Parser::Memo::keep(std::uint64_t key, Tried tried) {
  if (used_ * 2 >= slots_.size()) {
    std::vector<Slot> before(slots_.size() * 2);
    before.swap(slots_);
    for (Slot& slot : before)
      if (slot.sentence == sentence_) slots_[place(slot.key)] = std::move(slot);
  }
  Slot& slot = slots_[place(key)];
  if (slot.sentence != sentence_) ++used_;
  slot = {key, sentence_, std::move(tried)};
}

Parser::Parsed Parser::one(const Element& slot, Position at) {
  return slot.leaf == Leaf::None ? part(slot.part, at) : leaf(slot, at);
}

Parser::Parsed Parser::part(int index, Position at) {
  const std::uint64_t place = key(index, at);
  if (const Tried* known = memo_.find(place); known != nullptr) {
    touch(known->reach);
    return known->made;
  }
  if (depth_ >= kDeepest) {
    wrong("TRM-017", token(at));
    return {};
  }
  ++depth_;
  const Part& part = table_.parts[static_cast<std::size_t>(index)];
  Parsed best;
  if (following_) {
    best = followed(part, index, at);
  } else {
    Part::Places found;
    bool prose = false;  // so is the best
    candidates(part, at, found);
    for (const Part::Place& candidate : found) {
      const TableForm& form = part.forms[static_cast<std::size_t>(candidate.form)];
      const Template& one = form.templates[static_cast<std::size_t>(candidate.index)];
      Node node;
      Position end = at;
      if (!has_what_it_needs(one) || !match({&one.elements, 0, nullptr}, at, node, end) ||
          (best.node && (end < best.end || (end == best.end && !(prose && !one.prose)))))
        continue;
      prose = one.prose;
      node.form = form.binding;
      node.span = span(at, end);
      best = {std::make_shared<Node>(std::move(node)), end};
    }
    memo_.keep(place, {best, at});
  }
  --depth_;
  return best;
}

// The templates that the token there, or the one behind a slot there, allows; in the table's order.
void Parser::candidates(const Part& part, Position at, Part::Places& found) {
  take(part.literal, at, found);
  const Token& here = token(at);
  const bool number = here.type == TokenType::Number || (here.type == TokenType::Mark && here.mark == '[');
  for (const Part::Front& front : part.fronts) {
    const First& first = front.first;
    if (!first.any && !(first.number && number) && !(here.word_without_and >= 0 && !at.behind_and) &&
        !std::binary_search(first.words.begin(), first.words.end(), word_at(here, at.behind_and)))
      continue;
    if (const Parsed slot = one(*front.slot, at); slot.node) take(front.behind, slot.end, found);
  }
  in_order(found);
}

void Parser::take(const Part::Index& index, Position at, Part::Places& found) const {
  const auto add = [&](const Part::Places& more) { found.insert(found.end(), more.begin(), more.end()); };
  const Token& here = token(at);
  add(index.anything);
  if (const auto known = index.words.find(word_at(here, at.behind_and)); known != index.words.end()) add(known->second);
  if (here.type == TokenType::Number || (here.type == TokenType::Mark && here.mark == '[')) add(index.number);
  if (here.word_without_and >= 0 && !at.behind_and) add(index.with_and);
}

// The same, with what would have been understood.
Parser::Parsed Parser::followed(const Part& part, int index, Position at) {
  const Position outside = std::exchange(touched_, at);
  const bool whole = depth_ == 1;
  Position reach = at;
  Parsed best;
  bool prose = false;  // so is the best
  expected_forms(index, at);
  Part::Places found;
  take(part.by_first, at, found);
  in_order(found);
  int nothing_there = -1;  // a part that a template before began with, and that is not there,
  Position looked_to;      // how far it was looked at
  for (const Part::Place& candidate : found) {
    const TableForm& form = part.forms[static_cast<std::size_t>(candidate.form)];
    // Many templates begin with the same slot; when nothing fits there, none of them needs to be tried.
    const Element& front = form.templates[static_cast<std::size_t>(candidate.index)].elements.front();
    if (front.kind == Element::Kind::Slot && front.many != Many::Any) {
      const bool again = front.leaf == Leaf::None && front.part == nothing_there;
      touched_ = again ? looked_to : at;
      if (again || !one(front, at).node) {
        if (front.leaf == Leaf::None) {
          nothing_there = front.part;
          looked_to = touched_;
        }
        reach = std::max(reach, touched_);
        if (whole) note_reach(form, touched_);
        continue;
      }
    }
    Node node;
    Position end = at;
    touched_ = at;
    const Template& one_of = form.templates[static_cast<std::size_t>(candidate.index)];
    const bool fits = match({&one_of.elements, 0, nullptr}, at, node, end);
    if (fits) touch(end);
    reach = std::max(reach, touched_);
    if (whole) note_reach(form, touched_);
    if (!fits || (best.node && (end < best.end || (end == best.end && !(prose && !one_of.prose))))) continue;
    prose = one_of.prose;
    node.form = form.binding;
    node.span = span(at, end);
    best = {std::make_shared<Node>(std::move(node)), end};
  }
  memo_.keep(key(index, at), {best, reach});
  touched_ = std::max(outside, reach);
  return best;
}

void Parser::note_reach(const TableForm& form, Position at) {
  if (!reaches_.empty() && at < reaches_.front().at) return;
  if (!reaches_.empty() && at > reaches_.front().at) reaches_.clear();
  if (reaches_.empty() || reaches_.back().form != &form) reaches_.push_back({&form, at});
}

people::TextSpan Parser::span(Position begin, Position end) const {
  people::TextSpan made;
  made.begin = tokens_[begin.token].begin;
  if (begin.behind_and) made.begin += 2;  // و is two bytes
  made.end = end.token > begin.token ? tokens_[end.token - 1].end : made.begin;
  // Words that were written first may stand last.
  for (std::size_t at = begin.token; made.end < made.begin && at < end.token; ++at) {
    made.begin = std::min(made.begin, tokens_[at].begin);
    made.end = std::max(made.end, tokens_[at].end);
  }
  return made;
}

void Parser::wrong(const char* code, const Token& token) {
  people::Finding finding;
  finding.message = {code, {{"found", std::string(text_.substr(token.begin, token.end - token.begin))}}};
  finding.place.begin = token.begin;
  finding.place.end = token.end;
  finding.severity = people::Severity::Wrong;
  leaf_findings_.emplace(token.begin, std::move(finding));
}

}  // namespace midspan::terms
