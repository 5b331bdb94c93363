// SPDX-License-Identifier: Apache-2.0
// Text into an agreement, sentence by sentence. A sentence that cannot be read becomes a finding and the next one is
// tried, so that one mistake does not hide the others. What each sentence is: read.cpp; headings and headers:
// read_headings.cpp; sentences that no form reads at once: read_own_words.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "terms/exchanges.hpp"
#include "terms/forms.hpp"
#include "terms/mistakes.hpp"
#include "terms/quote.hpp"
#include "terms/retry.hpp"
#include "terms/session.hpp"
#include "terms/terms.hpp"
#include "terms/undertaking.hpp"

namespace midspan::terms {

inline constexpr std::size_t kMostFindings = 200;  // of sentences; nobody mends more at once
inline constexpr int kMostOwnWords = 3;            // times in one sentence

class Reader {
 public:
  using Agreement = people::Agreement;
  using Finding = people::Finding;
  using Severity = people::Severity;

  Reader(std::string_view text, std::string_view source)
      : session_(text),
        table_(session_.table()),
        text_(text),
        source_(source),
        tokens_(session_.tokens()),
        parser_(session_.parser()),
        probe_(table_, text_, tokens_.list, session_.dictionary(), session_.names()) {}

  Reading run();

 private:
  const Token& token() const { return tokens_.list[at_.token]; }
  const Token& token(std::size_t index) const { return tokens_.list[index]; }

  void add(Finding finding);
  void wrong(const char* code, people::TextSpan where, std::vector<std::pair<std::string, base::Argument>> arguments);
  void noted(const char* code, const people::TextSpan& where) {
    wrong(code, where, {{"found", written(where)}});
    made_.findings.back().severity = Severity::Note;
  }
  std::string article() const;
  std::string written(const people::TextSpan& span) const;
  bool in_prose(std::size_t offset) const;

  // ---- Sentences ----

  void statement();

  // "held by it at the time of the signing": on the day of the version. A note says so.
  bool dated_by_version(std::size_t begin);
  // Words that stand for what was written there.
  std::vector<Token> words_at(const std::string& text, const people::TextSpan& where);
  // "It also releases …", "The latter releases …": whom of the sentence before. A note says so.
  bool with_antecedent(std::size_t begin);
  void mention(const Node& node);
  void note_later(const char* code, const people::TextSpan& where,
                  std::vector<std::pair<std::string, base::Argument>> arguments);

  // The sentence as the grammar has it; what was written is kept for whoever has to be told that it is not understood.
  bool in_full(Position begin);
  // The tokens from here to where the sentence stops, and those again in place of what they have become.
  std::vector<Token> written_tokens() const;
  void put_back(std::size_t from, const std::vector<Token>& before);
  // "Within ten days all prisoners are released": read with the time behind, where it is a sentence then.
  bool time_behind();

  // The sentence once more, with some of its words read as they stand.
  void again(Position begin);

  struct Candidate {
    std::string_view part;
    Parser::Parsed parsed;
  };
  // What it is, and how far it goes: the longest of what could begin here.
  Candidate sentence();

  // "A releases 10, and B 5, before 1 May": both at that time. True: `first` was read again, with it.
  bool at_both_times(Candidate& first, Joined joined);

  // "… in Phase 2, within 45 days of Phase 1": when the phase takes place.
  bool time_of_phase(Position at, const Node& node);

  // "…, by air, in the presence of a chief": how, in words of its own. Whoever releases undertakes it.
  bool manner(Position at);

  // "…, as decided by the committee", "… in buses of the Red Cross", behind a sentence that is whole without it.
  bool circumstances(Position at, const Node& node);
  // What could end earlier as a sentence that decides is none of a promise.
  bool promises(const Candidate& read) const;
  // Is a group the last that it says?
  static bool ends_with_group(const Node& node);

  // Nothing in the sentence could release or keep somebody: it is undertaken as it stands.
  bool counts_nobody(Position begin, std::optional<Position> complete = std::nullopt);
  std::string that(std::string sentence) const;
  void promised();
  bool whole_with_presence(const Candidate& read);
  bool reads_to_its_end(const Candidate& read);
  // Does something new begin there, on a line of its own? Whoever wrote it left the full stop out.
  bool begins_anew(Position at, std::string_view part);

  // "A captain is exchanged for fifteen men; …": a schedule under the next free letter, and that it holds.
  bool schedule_said(Position begin);

  // "…; for each civilian, 1": who releases, and of whom, is said in the sentence before.
  void keep_key(const Node& node);
  bool key_again();
  bool key_goes_on(Position end, const Node& node);

  // "Furthermore, …", "وتسلم …": what ties a sentence to the one before says nothing by itself.
  bool behind_connective();

  // "[Israel releases 30 of the Pool.]" or "[Hamas: ...]": a proposal. "[30] go to Germany" is only a number.
  bool opens_sentence();

  // Behind a sentence: its full stop. A clause may also end with a semicolon.
  bool ended(bool semicolon);

  // What was read is read again, to see what could have stood where it stopped.
  void follow();

  // Where a sentence ends that is not understood.
  Position sentence_end(Position begin);

  // complete: where a sentence could have ended, if more stands behind it.
  void give_up(Position begin, std::optional<Position> complete = std::nullopt);

  // What is known to be wrong stays; where only the place is known, quotation marks may be what is missing.
  static bool general(const Finding& finding);

  // "before the opening of the campaign": an event that the language has no words for, in its own. A note says so.
  bool own_words(Position begin, std::optional<Position> complete = std::nullopt);

  // Why the sentence is not understood, kept in reason_; and the words that would make it one in quotation marks.
  std::optional<Quote> reason(const Sentence& sentence);
  void explain_here(const Sentence& sentence);

  struct Reason {
    Expectation wanted;
    Finding finding;
  };
  bool shorter(const Sentence& sentence, const Reason& why);
  bool wider(const Sentence& sentence, const Reason& why);
  void limit(const people::TextSpan& where);
  void say_condition(Finding& finding);

  // "releases the Prisoners": of how many nobody says.
  bool without_amount(const Expectation& expectation);

  // Does a heading or definition begin here? (Keeps what the parser expected of the sentence being read.)
  bool heads(Position at);

  // Nouns that look like names, filters that may be of all or of the last alone.
  void doubts(const Node& node, Position begin);

  // ---- Headings ----

  void heading(const Node& node, Position begin);
  std::string bracketed_title();
  void note(Position begin);
  void goals();

  // Schedule A (Equivalents): general 60; lieutenant, ensign 4; private 1.
  void schedule(const Node& node, std::string title);
  std::string schedule_rank(const Vocabulary& ranks);

  // ---- Headers ----

  void header(const Node& node);
  void names(const Node& node, std::vector<std::string>& into);
  void definition(const Node& node, Position begin);

  // ---- Clauses ----

  void clause(const Node& node);

  // "All prisoners shall be released": by whom, neither the sentence nor the group says.
  void nobody_releases(const Node& node);
  // "an equal number or all it holds": of few, the two are not the same. Both sentences are given.
  bool equal_or_all(const Node& node);
  // "Those who refuse are not counted": and does somebody else go instead? Both sentences are given.
  bool half_rule(std::string_view id, const Node& node);
  // "250 of A and 17 of B, at most 100 a day": of both together. The sentence that says so is given.
  bool rate_of_several(const Node& node);
  std::string sentence_of(const people::ClauseBody& body) const;

  // "to the others", of more than two parties: to whom, nobody said.
  void to_which_others(const Node& node, const std::vector<people::ClauseBody>& bodies);
  // "on the same day": as the release before. True: there is none, and it is said.
  bool pointing_back(const Node& node, std::vector<people::ClauseBody>& bodies);
  // "No Chief takes up arms again during the war": words that no form has behind a rule that forbids are a part of it,
  // and without them it would forbid more.
  bool limited(const std::vector<people::ClauseBody>& bodies);
  // "by air", "without delay": whoever releases undertakes to do so.
  void how_it_is_done(std::vector<people::ClauseBody>& bodies);

  // A promise in its own words counts nobody, and whoever wrote it should know that it was read so, and as whose.
  void promise(std::string_view id, const Node& node, std::vector<people::ClauseBody>& bodies);
  void promised_by(const char* code, const people::TextSpan& where, const std::string& found,
                   std::span<const people::ClauseBody> promises);
  void promised_by(const people::TextSpan& where, const std::string& found,
                   std::span<const people::ClauseBody> promises);
  std::string them() const { return last_release_; }

  // ---- The end ----

  void finish();

  struct Open {
    bool yes = false;
    std::string by;
  };

  Session session_;
  const Table& table_;
  std::string_view text_;
  std::string source_;
  Tokens& tokens_;
  Parser& parser_;
  Parser probe_;  // looks ahead; what it expected or found wrong is nobody's business
  Reading made_;
  Position at_;
  Position read_from_;  // of the sentence, and as which parts
  std::span<const std::string_view> read_as_;
  Open open_;
  bool titled_ = false;
  bool in_article_ = false;
  std::string last_release_;
  std::string said_schedule_;               // the schedule whose lines sentences say
  std::vector<std::string> releasers_;      // under it
  std::optional<base::Day> since_;          // the last day that a release so far names
  std::vector<people::ClauseBody> beside_;  // what others promise in the same sentence
  std::string gated_;                       // the article that one of its sentences keeps waiting as a whole
  std::unordered_set<std::string> article_numbers_;
  std::vector<std::pair<std::size_t, std::size_t>> prose_;
  std::size_t refused_ = 0;
  struct Manner {
    std::string text;
    people::TextSpan span;
    const char* code;
  };
  std::vector<Manner> manners_;         // how what the sentence says is done
  people::Findings pending_;            // notes on how it is read, if it is
  std::vector<std::string> mentioned_;  // parties of the sentence before, in its order
  std::optional<Undertaking> promise_;  // what a sentence that no form reads says
  NodePtr phase_time_;                  // when the phase of the sentence takes place
  struct {
    std::string article;
    std::vector<Token> lead, group;           // "el Gobierno libera a", "de los Presos"
    std::vector<Token> delivered, by;         // "officers", "released by the LTTE"
  } key_;                                     // the last key of one group
  int tried_ = 0;                             // so often the sentence is read again, with words of its own
  std::optional<people::Release> last_body_;  // the last that was said
  std::vector<ExchangeAt> exchanges_;
  std::optional<Reason> reason_;  // why the sentence is not understood
};

}  // namespace midspan::terms
