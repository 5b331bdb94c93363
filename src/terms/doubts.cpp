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
  static bool is_ill(std::string_view slot, const Node& node) {
    if (node.form < 0) return false;
    const auto is = [&](std::string_view part) {
      const auto ids = form_ids(part);
      return static_cast<std::size_t>(node.form) < ids.size() && ids[static_cast<std::size_t>(node.form)] == "ill";
    };
    return (slot == "base" || slot == "right" || slot == "head") ? is("base") : slot == "filters" && is("filter");
  }
  // "the Prisoners" that nobody defined is not everybody: a noun with a capital inside a sentence is meant as a name.
  void all(const Node& node) {
    for (const auto& [slot, inner] : node.slots) {
      if (slot == "n" || slot == "m") counted_ = true;
      if (slot == "base" || slot == "right") capitals(*inner);
      if (slot == "unordered") note("TRM-169", node.span, {{"found", written(node.span)}});
      if (slot == "base")
        for (const Node& run : runs_of(node)) said_once(run);
      if (slot == "base" || slot == "right") only_men(node, *inner);
      if (slot == "base" || slot == "right") everybody_held(*inner);
      own_word(slot, *inner);
      if (is_ill(slot, *inner)) half_of_health(*inner);
      if (slot == "nation" || slot == "nationality") several_countries(*inner);
      all(*inner);
    }
  }
  // "the wounded" are the ill or wounded, as one health has it.
  void half_of_health(const Node& said) {
    for (std::size_t index = first_in(said.span); token(index).begin < said.span.end; ++index)
      for (const std::string_view which : {"wounded", "sick"})
        if (session_.parser().tokens_of(which, index) > 0) {
          (which == "wounded" ? wounded_ : sick_) = true;
          half_ = {token(index).begin, token(index).end};
        }
  }
  void health() {
    if (wounded_ != sick_) note("TRM-175", half_, {{"found", written(half_)}});
  }
  void said_once(const Node& run) {
    shared_adjective(run);
    of_whom_else(run);
    shared_filter(run);
    of_one_country(run);
    apposed(run);
  }
  // "all hostages" are all who are held, whatever they are called: a word that is a category, too.
  void everybody_held(const Node& base) {
    const Node& named = noun_of(base);
    if (named.form < 0 || form_ids("base")[static_cast<std::size_t>(named.form)] != "persons") return;
    const Node* filter = named.find("filters");
    const std::size_t end = filter != nullptr ? filter->span.begin : named.span.end;
    for (std::size_t index = first_in(named.span); token(index).begin < end; ++index) {
      if (token(index).type != TokenType::Word || session_.parser().tokens_of("category of the held", index) == 0)
        continue;
      const std::string word = written({token(index).begin, token(index).end});
      return note(
          "TRM-170", base.span,
          {{"found", word}, {"category", session_.parser().entry_of("category of the held", index)->canonical}});
    }
  }
  // "of rank superior": a word that no vocabulary has is kept as it is, and matches whoever has it in the table.
  void own_word(std::string_view slot, const Node& leaf) {
    static const std::set<std::string_view> kWords = {"rank", "category", "offence", "sentence"};
    if (!kWords.contains(slot) || !leaf.slots.empty() || leaf.span.end <= leaf.span.begin) return;
    const Token& word = token(first_in(leaf.span));
    if (word.type != TokenType::Word || session_.names().has(NameTable::Kind::Word, leaf.text) ||
        session_.table().vocabulary(slot).by_canonical.contains(leaf.text))
      return;
    note("TRM-114", leaf.span, {{"found", written(leaf.span)}});
  }
  // "all of the Chiefs, men and women": others, or who the Chiefs are?
  void apposed(const Node& run) {
    if (run.slots.size() < 3 || noun_of(*base_at(run, 0)).form < 0 ||
        form_ids("base")[static_cast<std::size_t>(noun_of(*base_at(run, 0)).form)] != "defined")
      return;
    for (std::size_t at = 1; at < run.slots.size(); ++at) {
      const Node* base = base_at(run, at);
      if (base == nullptr || !is_noun(*base) || noun_of(*base).find("filters") != nullptr ||
          session_.table().is_article(token(first_in(base->span)).word))
        return;
    }
    const std::size_t comma = base_at(run, 0)->span.end;
    const Node& second = *base_at(run, 1);
    if (written({comma, second.span.begin}).find_first_of(",\u060C") == std::string::npos) return;
    const std::string group = written(base_at(run, 0)->span);
    const std::string others = written({second.span.begin, run.span.end});
    const std::string& joins = session_.table().form("setop", "union").templates.front().source;
    say("TRM-051", {second.span.begin, run.span.end},
        {{"found", others},
         {"group", group},
         {"others", group + " " + joins.substr(0, joins.find('{')) + "(" + others + ")"}});
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
    if (filter == nullptr || base->form < 0 || !only_age(noun_of(*base))) return;
    const std::size_t first = first_in(base->span);
    if (session_.table().is_article(token(first).word)) return;  // "…, or the wounded": a group of its own
    // "heridos o menores": what is joined by "or" and could be said of the group, whatever else it is.
    const bool either = is_noun(*base) && session_.parser().tokens_of("alternative", first - 1) > 0;
    if (!either && (base->find("filters") != nullptr ||
                    !kAdjectives.contains(form_ids("base")[static_cast<std::size_t>(base->form)])))
      return;
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
      const std::vector<NodePtr> filters = own_filters(set, *base);
      const Node* filter = filters.empty() ? nullptr : filters.front().get();
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
  std::size_t first_in(const people::TextSpan& span) const {
    std::size_t index = begin_.token;
    while (token(index).type != TokenType::End && token(index).begin < span.begin) ++index;
    return index;
  }
  std::string written(const people::TextSpan& span) const {
    return std::string(text_.substr(span.begin, span.end - span.begin));
  }
  void say(const char* code, people::TextSpan where, std::vector<std::pair<std::string, base::Argument>> arguments) {
    found.push_back({code, where, std::move(arguments), people::Severity::Wrong});
  }

  void note(const char* code, people::TextSpan where, std::vector<std::pair<std::string, base::Argument>> arguments) {
    found.push_back({code, where, std::move(arguments), people::Severity::Note});
  }

  bool wounded_ = false, sick_ = false;
  people::TextSpan half_;
  bool counted_ = false;  // the sentence has named a number
  const Session& session_;
  std::string_view text_;
  Position begin_;
};

}  // namespace

std::vector<Doubt> doubts_of(const Node& node, const Session& session, Position begin) {
  Doubts doubts(session, begin);
  doubts.all(node);
  doubts.health();
  return std::move(doubts.found);
}

}  // namespace midspan::terms
