// SPDX-License-Identifier: Apache-2.0
#include "terms/doubts.hpp"

#include <algorithm>

#include <set>
#include <utility>

#include "names/countries.hpp"
#include "names/normalise.hpp"
#include "terms/forms.hpp"
#include "terms/nouns.hpp"

namespace midspan::terms {

namespace {

// "surgeons and boys under twelve": nothing but an age narrows them.
bool only_age(const Node& base) {
  return std::all_of(base.slots.begin(), base.slots.end(), [](const auto& slot) {
    if (slot.first != "filters") return true;
    const std::string_view id = form_ids("filter")[static_cast<std::size_t>(slot.second->form)];
    return id == "younger" || id == "older" || id.starts_with("aged");
  });
}

class Doubts {
 public:
  Doubts(const Session& session, Position begin) : session_(session), text_(session.text()), begin_(begin) {}
  // "the Prisoners" that nobody defined is not everybody: a noun with a capital inside a sentence is meant as a name.
  void all(const Node& node) {
    for (const auto& [slot, inner] : node.slots) {
      if (slot == "n" || slot == "m") counted_ = true;
      if (slot == "base" || slot == "right") capitals(*inner);
      if (slot == "unordered") note("TRM-169", node.span, {{"found", written(node.span)}});
      if (slot == "base") shared_adjective(node);
      if (slot == "base") of_whom_else(node);
      if (slot == "base") shared_filter(node);
      if (slot == "base") of_one_country(node);
      if (slot == "base" || slot == "right") only_men(node, *inner);
      if (slot == "nation" || slot == "nationality") several_countries(*inner);
      all(*inner);
    }
  }
  // "300 men" are male; the men of an army may be meant, women among them.
  void only_men(const Node& set, const Node& base) {
    const bool men = base.form >= 0 && form_ids("base")[static_cast<std::size_t>(base.form)] == "men";
    if (men && counted_ && base.find("filters") == nullptr && set.slots.size() == 1)
      note("TRM-166", base.span, {{"found", written(base.span)}});
  }
  void of_one_country(const Node& set) {
    if (const Node* nation = shared_nation(set))
      note("TRM-168", nation->span, {{"found", written(nation->span)}, {"group", written(set.span)}});
  }
  // "Korean" is of two countries.
  void several_countries(const Node& nation) {
    std::string name = written(nation.span);
    if (capital(name)) name.front() = static_cast<char>(name.front() - 'A' + 'a');
    const auto two = session_.table().strings.find("two countries." + name);
    if (two == session_.table().strings.end()) return;
    note("TRM-167", nation.span, {{"found", written(nation.span)}, {"country", two->second}});
  }
  void capitals(const Node& base) {
    static const std::set<std::string_view> kNouns = {"persons", "remains", "women", "men", "minors", "ill"};
    const Node& named = noun_of(base);
    if (named.form < 0 || !kNouns.contains(form_ids("base")[static_cast<std::size_t>(named.form)])) return;
    const Node* filter = named.find("filters");
    people::TextSpan noun = base.span;
    if (filter != nullptr) noun.end = filter->span.begin;
    std::size_t index = begin_.token + 1;
    while (token(index).type != TokenType::End && token(index).begin < noun.begin) ++index;
    for (; token(index).type == TokenType::Word && token(index).begin >= noun.begin && token(index).end <= noun.end;
         ++index) {
      const std::string_view word = text_.substr(token(index).begin, token(index).end - token(index).begin);
      const bool small = word.size() > 1 && !(word[1] >= 'A' && word[1] <= 'Z');
      if (!capital(word) || !small || names::is_demonym(word, session_.table().language)) continue;
      noun.end = token(index).end;
      return say("TRM-028", noun,
                 {{"found", written(noun)}, {"example", session_.table().part("definition").forms[0].example}});
    }
  }

  // "wounded soldiers and civilians": are the civilians wounded, too?
  void shared_adjective(const Node& set) {
    const Node* said = said_of_first(set);
    if (said == nullptr) return;
    const people::TextSpan nouns{said->span.end + 1, set.span.end};
    const people::TextSpan others{base_at(set, 1)->span.begin, set.span.end};
    say("TRM-030", {set.span.begin, others.end},
        {{"filter", written(said->span)},
         {"group", written(others)},
         {"mend", written(said->span) + " (" + written(nouns) + ")"}});
  }

  // "The Prisoners over 60 or wounded": of the Prisoners, or whoever is wounded?
  void of_whom_else(const Node& set) {
    static const std::set<std::string_view> kAdjectives = {"ill", "gravely_ill", "living"};
    const Node* base = set.slots.size() < 2 ? nullptr : base_at(set, set.slots.size() - 1);
    const Node* filter = base == nullptr ? nullptr : noun_of(*base_at(set, 0)).find("filters");
    if (filter == nullptr || base->form < 0 || base->find("filters") != nullptr ||
        !kAdjectives.contains(form_ids("base")[static_cast<std::size_t>(base->form)]))
      return;
    std::size_t first = begin_.token;
    while (token(first).type != TokenType::End && token(first).begin < base->span.begin) ++first;
    if (session_.table().is_article(token(first).word)) return;  // "…, or the wounded": a group of its own
    const std::string group = names::clean_spaces(written({set.span.begin, filter->span.begin}));
    const std::string rest = written({filter->span.begin, set.span.end});
    say("TRM-030", {set.span.begin, set.span.end},
        {{"filter", written(base->span)},
         {"group", group},
         {"mend", group + " " + session_.table().strings.at("who_are") + " " + rest}});
  }

  // "women and children held by Israel": are the women held by Israel, too? A reader says yes, the brackets of the
  // language say no.
  void shared_filter(const Node& set) {
    if (says_of_all(set)) return;
    const Node* first = nullptr;
    for (const auto& [slot, inner] : set.slots) {
      if (slot != "base" && slot != "op") return;
      const Node* base = slot == "base" ? inner.get() : inner->find("right");
      if (slot == "op" && form_ids("setop")[static_cast<std::size_t>(inner->form)] != "union") return;
      if (base == nullptr || !is_noun(*base)) return;
      const std::vector<const Node*> filters = own_filters(set, *base);
      const Node* filter = filters.empty() ? nullptr : filters.front();
      if (filter == nullptr) {
        if (first == nullptr) first = base;
        continue;
      }
      if (first == nullptr || (only_age(*base) && age_of_one(set))) return;
      const std::string nouns = names::clean_spaces(written({first->span.begin, filter->span.begin}));
      const std::string rest = written({filter->span.begin, base->span.end});
      return say("TRM-030", {first->span.begin, base->span.end},
                 {{"filter", rest}, {"group", written(first->span)}, {"mend", "(" + nouns + ") " + rest}});
    }
  }

  std::vector<Doubt> found;

 private:
  const Token& token(std::size_t index) const { return session_.token(index); }
  std::string written(const people::TextSpan& span) const {
    return std::string(text_.substr(span.begin, span.end - span.begin));
  }
  void say(const char* code, people::TextSpan where, std::vector<std::pair<std::string, base::Argument>> arguments) {
    found.push_back({code, where, std::move(arguments), people::Severity::Wrong});
  }

  void note(const char* code, people::TextSpan where, std::vector<std::pair<std::string, base::Argument>> arguments) {
    found.push_back({code, where, std::move(arguments), people::Severity::Note});
  }

  bool counted_ = false;  // the sentence has named a number
  const Session& session_;
  std::string_view text_;
  Position begin_;
};

}  // namespace

std::vector<Doubt> doubts_of(const Node& node, const Session& session, Position begin) {
  Doubts doubts(session, begin);
  doubts.all(node);
  return std::move(doubts.found);
}

}  // namespace midspan::terms
