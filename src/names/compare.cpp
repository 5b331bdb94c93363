// SPDX-License-Identifier: Apache-2.0
// Words are paired, best pairs first, and the score is the share of the names that agrees:
//
//     agreement of the pairs / (pairs + 1.5 x contradictions + a little x surplus)
//
// A word without partner on both sides is a contradiction: Ahmad Saleh is not Omar Saleh. A surplus on one side alone
// is the habit of every tradition: second surnames, grandfathers and middle names come and go.
#include "names/compare.hpp"

#include <algorithm>

#include "names/eastern.hpp"
#include "names/keyboard.hpp"
#include "names/name_roles.hpp"
#include "names/name_structure.hpp"
#include "names/name_variants.hpp"
#include "names/name_words.hpp"
#include "names/normalise.hpp"
#include "names/similarity.hpp"
#include "names/table_text.hpp"
#include "names/word_pairs.hpp"

namespace midspan::names {

using people::NameToken;
using people::TokenKind;

namespace {

constexpr int kWhole = 100;  // weight of a word
constexpr int kInitialWeight = 45;
constexpr int kOtherInitial = 80;     // of an initial that nothing on the other side answers, where something stands
constexpr int kOtherGeneration = 60;  // per cent of the score that is left
constexpr int kTurnedChain = 65;
constexpr int kContradicted = 6800;
constexpr int kSureAlone = 8700;  // of the only word of a name
constexpr std::size_t kMostWords = 24;

int weight_of(const Word& word) { return word.kind == TokenKind::Initial ? kInitialWeight : kWhole; }

// What a pair contributes: near-equality in full, doubtful likeness much less.
int worth(int score) {
  if (score >= 9000) return score;
  return std::max(0, 2500 + (score - 6000) * 6500 / 3000);
}

Word joined(const Word& first, const Word& second) { return make_word(first.folded + second.folded, first.kind); }

struct Candidate {
  WordPair pair;
};

bool is_one_letter(std::string_view folded) {
  return std::count_if(folded.begin(), folded.end(),
                       [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }) < 2;
}

// Letters of a Latin word that two words of another script may stand for. Burmese is written without spaces.
std::size_t least_joined(people::Script script) { return script == people::Script::Myanmar ? 5 : 7; }

void add_joined(std::vector<Candidate>& candidates, const std::vector<Word>& left, const std::vector<Word>& right,
                bool turned, bool syllables) {
  for (std::size_t at = 0; at + 1 < left.size(); ++at) {
    if (left[at].kind == TokenKind::Initial || left[at + 1].kind == TokenKind::Initial) continue;
    const std::size_t length = left[at].folded.size() + left[at + 1].folded.size();
    Word both;
    for (std::size_t other = 0; other < right.size(); ++other) {
      if (is_one_letter(right[other].folded)) continue;
      // Joining is worth a look only where the lengths agree.
      const std::size_t there = right[other].folded.size();
      const bool same_script = left[at].script == right[other].script;
      const std::size_t apart = syllables ? 4 : 2;  // "Boon Huat" is "Wenfa"
      if (same_script && (there + apart < length || length + apart < there)) continue;
      if (!same_script && right[other].script == people::Script::Latin && there < least_joined(left[at].script))
        continue;
      if (both.folded.empty()) both = joined(left[at], left[at + 1]);
      WordScore score = compare_words(both, right[other]);
      if (syllables) score = by_syllables(score, both, right[other]);
      if (score.score < 8500) continue;
      WordPair pair{at, 2, other, 1, std::min(score.score, 9700), WordMatch::Joined};
      if (turned) {
        std::swap(pair.left, pair.right);
        std::swap(pair.left_count, pair.right_count);
      }
      candidates.push_back({pair});
    }
  }
}

int gap(const WordPair& pair) {
  return static_cast<int>(pair.left > pair.right ? pair.left - pair.right : pair.right - pair.left);
}

// "de la Cruz" and "Delacruz": a word may stand for another with its particles.
int with_particles(const PreparedName& left, std::size_t at, const PreparedName& right, std::size_t other) {
  const Word& one = left.with_particles[at];
  const Word& two = right.with_particles[other];
  if (one.folded.empty() == two.folded.empty()) return 0;
  const Word& joined_one = one.folded.empty() ? left.words[at] : one;
  const Word& joined_two = two.folded.empty() ? right.words[other] : two;
  constexpr int kLeast = 8600;
  const int likeness =
      std::max(edit_similarity(joined_one.folded, joined_two.folded), compare_words(joined_one, joined_two).score);
  return likeness >= kLeast ? likeness * 97 / 100 : 0;
}

// The last word of a long cell may have lost its end: "Alejandra Montesinos Qui".
int cut_off(const PreparedName& cut, std::size_t at, const PreparedName& whole, std::size_t other) {
  constexpr std::size_t kLongCell = 20;  // bytes
  constexpr std::size_t kLeast = 3;      // of the word, and of what is missing
  constexpr int kLikely = 8000;
  const std::string& head = cut.words[at].folded;
  const std::string& word = whole.words[other].folded;
  const bool last = at + 1 == cut.words.size() && at >= 2 && cut.token_of[at] + 1 == cut.form.tokens.size();
  return last && cut.form.raw.size() >= kLongCell && cut.form.raw.size() < whole.form.raw.size() &&
                 head.size() >= kLeast && head.size() + kLeast <= word.size() && word.starts_with(head)
             ? kLikely
             : 0;
}

// "Samir Khalil al-Masri" and "Khalil Samir al-Masri": given name and father have changed places.
bool father_for_son(const std::vector<Word>& left, const std::vector<Word>& right, const std::vector<WordPair>& pairs) {
  bool son_is_father = false;
  bool father_is_son = false;
  for (const WordPair& pair : pairs) {
    if (pair.left_count != 1 || pair.right_count != 1) continue;
    const TokenKind one = left[pair.left].kind;
    const TokenKind other = right[pair.right].kind;
    son_is_father = son_is_father || (one == TokenKind::Given && other == TokenKind::Father);
    father_is_son = father_is_son || (one == TokenKind::Father && other == TokenKind::Given);
  }
  return son_is_father && father_is_son;
}

// Mohammed before another given name is often left out by its bearer, Sayyid by the clerk.
bool often_left_out(std::string_view folded) {
  return compare_variants(folded, "mohammed") == Variants::Same || (classes_of(folded) & kTitleOrName) != 0;
}

// "Samir Khalil al-Masri" and "Khalil al-Masri": a chain without its first name is that of the father.
bool father_without_son(const std::vector<Word>& son, const std::vector<std::size_t>& only_son,
                        const std::vector<std::size_t>& only_father, const std::vector<Word>& father,
                        const std::vector<WordPair>& pairs, bool son_is_left) {
  if (only_son.empty() || !only_father.empty() || son[only_son.front()].kind != TokenKind::Given) return false;
  if (often_left_out(son[only_son.front()].folded)) return false;
  return std::any_of(pairs.begin(), pairs.end(), [&](const WordPair& pair) {
    const Word& of_son = son[son_is_left ? pair.left : pair.right];
    const Word& of_father = father[son_is_left ? pair.right : pair.left];
    return of_son.kind == TokenKind::Father && of_father.kind == TokenKind::Given;
  });
}

// "Carlos Enrique Muñoz" and "Carlos Muñoz Obón": a second given name is left out as easily as the mother's surname, so
// one does not stand against the other.
bool by_two_habits(const PreparedName& fuller, const std::vector<std::size_t>& more_given, const PreparedName& other,
                   const std::vector<std::size_t>& more_surnames, const NameComparison& comparison,
                   bool fuller_is_left) {
  if (more_given.empty() || more_surnames.size() != 1 || comparison.pairs.size() < 2 || comparison.swapped)
    return false;
  const auto is_given = [](const Word& word) { return (classes_of(word.folded) & kIberianGiven) != 0; };
  const WordPair& first = comparison.pairs.front();
  const WordPair& last = comparison.pairs.back();
  const std::size_t begin = fuller_is_left ? first.left : first.right;
  const std::size_t end = fuller_is_left ? last.left : last.right;
  const std::size_t surname = fuller_is_left ? last.right : last.left;
  const bool begins = (fuller_is_left ? first.right : first.left) == 0;
  return begins && (is_given(fuller.words[begin]) || is_given(other.words.front())) &&
         std::all_of(more_given.begin(), more_given.end(),
                     [&](std::size_t at) { return at < end && is_given(fuller.words[at]); }) &&
         more_surnames.front() > surname && !is_given(other.words[more_surnames.front()]);
}

NameComparison compare_words_of(const PreparedName& left_name, const PreparedName& right_name) {
  const std::vector<Word>& left = left_name.words;
  const std::vector<Word>& right = right_name.words;
  NameComparison result;
  if (left.empty() || right.empty()) return result;
  std::vector<Candidate> candidates;
  const bool syllables = left_name.east_asian && right_name.east_asian;
  for (std::size_t at = 0; at < left.size(); ++at)
    for (std::size_t other = 0; other < right.size(); ++other) {
      WordScore score = compare_words(left[at], right[other]);
      score = syllables ? by_syllables(score, left[at], right[other]) : by_script(score, left[at], right[other]);
      const int with = with_particles(left_name, at, right_name, other);
      if (with > score.score) score = {with, WordMatch::Joined};
      const int cut = std::max(cut_off(left_name, at, right_name, other), cut_off(right_name, other, left_name, at));
      if (cut > score.score) score = {cut, WordMatch::Spelling};
      if (const int bare = without_servant(left[at], right[other]); bare > score.score)
        score = {bare, WordMatch::Ending};
      if (score.score >= kLeastPair) candidates.push_back({{at, 1, other, 1, score.score, score.match}});
    }
  add_joined(candidates, left, right, false, syllables);
  add_joined(candidates, right, left, true, syllables);
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& one, const Candidate& two) {
    const WordPair& first = one.pair;
    const WordPair& second = two.pair;
    const auto rank = [](const WordPair& pair) {
      return pair.score + (pair.match == WordMatch::Initial ? -4000 : 0) +
             (pair.left_count + pair.right_count > 2 ? 150 : 0);
    };
    if (rank(first) != rank(second)) return rank(first) > rank(second);
    if (gap(first) != gap(second)) return gap(first) < gap(second);
    if (first.left + first.right != second.left + second.right)
      return first.left + first.right < second.left + second.right;
    const auto least = [](const WordPair& pair) { return std::min(pair.left, pair.right); };
    if (least(first) != least(second)) return least(first) < least(second);
    if (first.left_count + first.right_count != second.left_count + second.right_count)
      return first.left_count + first.right_count > second.left_count + second.right_count;
    return first.left != second.left ? first.left < second.left : first.left_count < second.left_count;
  });
  std::vector<bool> left_taken(left.size());
  std::vector<bool> right_taken(right.size());
  const auto taken = [](const std::vector<bool>& flags, std::size_t from, std::size_t count) {
    return flags[from] || (count == 2 && flags[from + 1]);
  };
  for (const Candidate& candidate : candidates) {
    const WordPair& pair = candidate.pair;
    if (taken(left_taken, pair.left, pair.left_count) || taken(right_taken, pair.right, pair.right_count)) continue;
    for (std::size_t one = 0; one < pair.left_count; ++one) left_taken[pair.left + one] = true;
    for (std::size_t one = 0; one < pair.right_count; ++one) right_taken[pair.right + one] = true;
    result.pairs.push_back(pair);
  }
  std::sort(result.pairs.begin(), result.pairs.end(),
            [](const WordPair& one, const WordPair& two) { return one.left < two.left; });

  std::int64_t agreement = 0;
  int paired = 0;
  int full_words = 0;    // pairs of whole words, not of initials
  int doubtful = kSame;  // what the least alike of them is worth
  for (const WordPair& pair : result.pairs) {
    const int weight = std::min(weight_of(left[pair.left]), weight_of(right[pair.right]));
    agreement += std::int64_t{weight} * worth(pair.score);
    paired += weight;
    if (pair.match == WordMatch::Initial) continue;
    ++full_words;
    doubtful = std::min(doubtful, worth(pair.score));
  }
  for (std::size_t at = 1; at < result.pairs.size(); ++at)
    if (result.pairs[at].right < result.pairs[at - 1].right) result.swapped = true;
  const auto alone = [](const std::vector<Word>& words, const std::vector<bool>& taken_words,
                        std::vector<std::size_t>& only) {
    for (std::size_t at = 0; at < words.size(); ++at)
      if (!taken_words[at]) only.push_back(at);
  };
  alone(left, left_taken, result.only_left);
  alone(right, right_taken, result.only_right);
  const bool against = !result.only_left.empty() && !result.only_right.empty();
  const auto weight_of_all = [&](const std::vector<Word>& words, const std::vector<std::size_t>& only) {
    int weight = 0;
    for (const std::size_t at : only)
      weight += against && words[at].kind == TokenKind::Initial ? kOtherInitial : weight_of(words[at]);
    return weight;
  };
  const int left_alone = weight_of_all(left, result.only_left);
  const int right_alone = weight_of_all(right, result.only_right);
  if (full_words == 0) return result;
  result.two_habits = by_two_habits(left_name, result.only_left, right_name, result.only_right, result, true) ||
                      by_two_habits(right_name, result.only_right, left_name, result.only_left, result, false);
  const int contradiction = result.two_habits ? 0 : std::min(left_alone, right_alone);
  const int surplus = result.two_habits ? left_alone + right_alone : std::max(left_alone, right_alone) - contradiction;
  const std::size_t fewer = std::min(left.size(), right.size());
  // One word against several says little: "Ahmad" is not yet "Ahmad Saleh".
  const bool little = full_words == 1 || result.two_habits;
  const int surplus_share = fewer == 1 ? 70 : little ? 35 : 18;  // per cent
  const std::int64_t whole = paired + contradiction * 3 / 2 + std::int64_t{surplus} * surplus_share / 100;
  result.score = static_cast<int>(agreement / std::max<std::int64_t>(whole, 1));
  // Brothers with long names share ever more of them: neither a whole word against a whole word nor a doubtful likeness
  // is outweighed by what else agrees, beyond what one more word would.
  result.score = std::min(result.score, (kSame + doubtful) / 2);
  if (contradiction >= kWhole) result.score = std::min(result.score, kContradicted);
  const bool order_told = left_name.order_known || right_name.order_known;
  // Ali Hassan is not Hassan Ali where the second is the father's name.
  result.turned_chain = (result.swapped && left_name.chain && right_name.chain && result.pairs.size() == fewer) ||
                        father_for_son(left, right, result.pairs);
  result.father_of_son = father_without_son(left, result.only_left, result.only_right, right, result.pairs, true) ||
                         father_without_son(right, result.only_right, result.only_left, left, result.pairs, false);
  if (result.turned_chain || result.father_of_son) result.score = result.score * kTurnedChain / 100;
  else if (result.swapped && !order_told) result.score = result.score * 95 / 100;
  // Where a name is one word, nothing else agrees with a doubtful likeness.
  if (left.size() == 1 && right.size() == 1 && doubtful < kSureAlone)
    result.score = std::min(result.score, kSameName - 1);
  result.too_little = fewer == 1 && contradiction == 0 && !result.same();
  result.other_generation =
      left_name.generation != 0 && right_name.generation != 0 && left_name.generation != right_name.generation;
  if (result.other_generation) result.score = result.score * kOtherGeneration / 100;
  return result;
}

// The whole name without spaces: for words cut or run together in places that no word pair shows.
int whole_score(const PreparedName& left, const PreparedName& right) {
  std::string one;
  std::string other;
  for (const Word& word : left.words) one += word.folded;
  for (const Word& word : right.words) other += word.folded;
  if (one.empty() || other.empty() || left.words.front().script != right.words.front().script) return 0;
  if (one == other) return 9700;
  if (left.words.size() == right.words.size()) return 0;  // a wrong letter has been weighed in its word
  const int likeness = edit_similarity(one, other);
  return likeness >= 9300 ? likeness * 97 / 100 : 0;
}

}  // namespace

namespace {

constexpr std::string_view kJapanese = "ja";
constexpr std::string_view kChinese = "zh";

bool is_someone(TokenKind kind) {
  return kind != TokenKind::Honorific && kind != TokenKind::Particle && kind != TokenKind::Nickname &&
         kind != TokenKind::Kunya;
}

bool is_surname(const NameToken& token, std::uint32_t wanted) {
  return (classes_of(fold_joined(token.text)) & wanted) != 0;
}

bool unspaced(const std::vector<NameToken>& tokens) { return tokens.size() == 2 && tokens[0].end == tokens[1].begin; }

// Is it a Japanese name, in Han? Tanaka's given name is read as Japanese. He may stand last, where nobody stands first
// that China has; and of four letters and more without a space, two are a family of China only where it is one of its
// few.
bool reads_as_japanese(const std::vector<NameToken>& tokens) {
  if (tokens.size() < 2) return false;
  if (is_surname(tokens.front(), kJapaneseSurname)) return true;
  if (is_surname(tokens.front(), kHanSurname)) return false;
  constexpr std::size_t kFourLetters = 4 * 3;  // bytes
  return is_surname(tokens.back(), kJapaneseSurname) ||
         (unspaced(tokens) && tokens[0].text.size() + tokens[1].text.size() >= kFourLetters);
}

PreparedName prepare_form(const people::NameForm& form, std::string_view language) {
  PreparedName name;
  name.form = form;
  const std::vector<NameToken>& tokens = form.tokens;
  const bool japanese = language.empty() && (form.script == people::Script::Kana ||
                                             (form.script == people::Script::Han && reads_as_japanese(tokens)));
  if (japanese) language = kJapanese;
  if (form.script == people::Script::Cyrillic && language.empty()) {
    std::vector<std::string_view> words;
    for (const NameToken& token : tokens) words.push_back(token.text);
    language = eastern_language(words);
  }
  const auto count =
      std::count_if(tokens.begin(), tokens.end(), [](const auto& token) { return is_someone(token.kind); });
  const bool kunya_names = count == 1;  // "Abu Bakr al-Baghdadi": the kunya stands in the given name's place
  std::string particles;
  bool given_only = true;
  bool one_joined = false;
  std::size_t capitals = 0;  // words in capitals: beside others they are the family name
  for (std::size_t at = 0; at < tokens.size() && name.words.size() < kMostWords; ++at) {
    const NameToken& token = tokens[at];
    std::string folded = fold_joined(token.text);
    if (token.kind == TokenKind::Particle) particles += folded;
    const bool counts = count == 0 || is_someone(token.kind) || (kunya_names && token.kind == TokenKind::Kunya);
    if (token.kind == TokenKind::Honorific && at > 0 && name.generation == 0) name.generation = generation_of(folded);
    if (!counts) continue;
    Word word = make_word(token.text, token.kind, language);
    if (word.folded.empty()) continue;
    capitals += all_capitals(token.text) ? 1 : 0;
    given_only = given_only && (classes_of(word.folded) & (kArabicGiven | kEthiopianGiven)) != 0;
    // Of a chain of sons one will do: reading a word of another script takes as long as comparing the names.
    const bool joins = !particles.empty() && count != 0 && (word.script == people::Script::Latin || !one_joined);
    one_joined = one_joined || joins;
    name.with_particles.push_back(joins ? make_word(particles + word.folded, token.kind, language) : Word{});
    particles.clear();
    name.words.push_back(std::move(word));
    name.token_of.push_back(at);
  }
  name.order_known = form.raw.find(',') != std::string::npos || form.raw.find("،") != std::string::npos;
  name.chain = given_only && !name.order_known && !(capitals > 0 && capitals < name.words.size());
  const auto asian_family = [](const Word& word) {
    return word.script == people::Script::Latin && (classes_of(word.folded) & kAsianSurname) != 0;
  };
  const bool cut = !japanese && unspaced(tokens) && is_east_asian(form.script);
  name.east_asian = name.words.size() >= 2 && name.words.size() <= 4 &&
                    (cut || (form.script == people::Script::Cyrillic && is_eastern(language)) ||
                     asian_family(name.words.front()) || asian_family(name.words.back()));
  return name;
}

// "Anna Keller née Brandt", "William (Buddy) Keller": one word, in the place of the family or of the given name.
PreparedName in_place(const PreparedName& name, const PreparedName& word) {
  PreparedName other = name;
  other.other_forms.clear();
  const bool family = (word.form.role == people::NameRole::Maiden) != name.order_known;  // a comma: the family is first
  const std::size_t place = family ? other.words.size() - 1 : 0;
  const TokenKind kind = other.words[place].kind;
  other.words[place] = word.words.front();
  other.words[place].kind = kind;
  other.with_particles[place] = {};
  return other;
}

}  // namespace

PreparedName prepare_name(std::string_view raw, const NameHints& hints) {
  const std::vector<people::NameForm> forms = parse_names(raw, hints);
  PreparedName name = prepare_form(forms.front(), hints.language);
  for (std::size_t at = 1; at < forms.size() && at < 6; ++at) {
    PreparedName form = prepare_form(forms[at], hints.language);
    if (form.words.size() == 1 && name.words.size() >= 2) name.other_forms.push_back(in_place(name, form));
    name.other_forms.push_back(std::move(form));
  }
  // Letters without a space: 高木浩 is Takagi Hiroshi or Gao Muhao.
  if (name.form.script == people::Script::Han && hints.language.empty() && unspaced(name.form.tokens)) {
    const bool japanese = reads_as_japanese(name.form.tokens);
    NameHints hinted = hints;
    hinted.language = japanese ? kChinese : kJapanese;
    PreparedName other = prepare_form(parse_names(raw, hinted).front(), hinted.language);
    const auto listed = [](const Word& word) { return word.listed; };
    if (japanese ? is_surname(other.form.tokens.front(), kHanSurname)
                 : std::all_of(other.words.begin(), other.words.end(), listed))
      name.other_forms.push_back(std::move(other));
  }
  return name;
}

namespace {

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> words;
  for_each_part(fold(text), ' ', [&](std::string_view word) { words.emplace_back(word); });
  return words;
}

// The score of two names whose words are the same but for a slip, in any order; 0 when they are not.
int same_words(const std::vector<std::string>& left, std::vector<std::string> right) {
  constexpr std::size_t kLong = 4;  // bytes: a slip in fewer is another word
  if (left.empty() || left.size() != right.size()) return 0;
  bool slip = false;
  for (const std::string& word : left) {
    auto found = std::find(right.begin(), right.end(), word);
    if (found == right.end()) {
      slip = true;
      found = std::find_if(right.begin(), right.end(), [&](const std::string& other) {
        return left.size() > 1 && word.size() > kLong && damerau(word, other, 1) <= 1;
      });
    }
    if (found == right.end()) return 0;
    right.erase(found);
  }
  return slip ? 8500 : 9200;
}

// Where no part agrees: the keys that were meant, on a keyboard that was set to the other script.
int keyboard_score(const PreparedName& left, const PreparedName& right) {
  const bool left_is_latin = left.form.script == people::Script::Latin;
  if (left_is_latin == (right.form.script == people::Script::Latin)) return 0;
  const PreparedName& latin = left_is_latin ? left : right;
  const PreparedName& native = left_is_latin ? right : left;
  int best = 0;
  const std::vector<std::string> meant = folded_words(native.form.raw);
  for (const std::string& text : typed_in(native.form.script, latin.form.raw))
    best = std::max(best, same_words(folded_words(text), meant));
  const std::vector<std::string> in_latin = folded_words(latin.form.raw);
  for (const std::string& text : typed_in_latin(native.form.script, native.form.raw))
    best = std::max(best, same_words(folded_words(text), in_latin));
  return best;
}

}  // namespace

NameComparison compare_names(const PreparedName& left, const PreparedName& right) {
  NameComparison best = compare_words_of(left, right);
  if (!best.other_generation) best.score = std::max(best.score, whole_score(left, right));
  // An alias may be the name that the other list has; a nickname of one word is not enough.
  const auto try_alias = [&](const PreparedName& one, const PreparedName& other) {
    if (one.words.size() < 2 || other.words.size() < 2) return;
    const int score = compare_words_of(one, other).score * 97 / 100;
    if (score <= best.score) return;
    best.score = score;
    best.by_alias = true;
  };
  for (const PreparedName& form : left.other_forms) try_alias(form, right);
  for (const PreparedName& form : right.other_forms) try_alias(left, form);
  if (best.pairs.empty() && best.score == 0) {
    best.score = keyboard_score(left, right);
    best.other_keyboard = best.score != 0;
  }
  return best;
}

namespace {

std::string written(const PreparedName& name, std::size_t from, std::size_t count) {
  const std::vector<NameToken>& tokens = name.form.tokens;
  std::string text = tokens[name.token_of[from]].text;
  if (count == 2) text += " " + tokens[name.token_of[from + 1]].text;
  return text;
}

std::string listed(const PreparedName& name, const std::vector<std::size_t>& words) {
  std::string text;
  for (const std::size_t word : words) text += (text.empty() ? "" : ", ") + written(name, word, 1);
  return text;
}

}  // namespace

namespace {

// What two words that stand against each other both are; empty where they are different things.
std::string_view role_of(TokenKind left, TokenKind right) {
  if (left != right) return {};
  switch (left) {
    case TokenKind::Given: return "given";
    case TokenKind::Father: return "father";
    case TokenKind::Grandfather: return "grandfather";
    case TokenKind::Family: return "family";
    case TokenKind::FirstSurname: return "first_surname";
    case TokenKind::SecondSurname: return "second_surname";
    case TokenKind::Patronymic: return "patronymic";
    case TokenKind::Nisba: return "nisba";
    case TokenKind::Kunya: return "kunya";
    default: return {};
  }
}

}  // namespace

base::Message explain(const PreparedName& left, const PreparedName& right, const NameComparison& comparison) {
  std::string pairs;
  for (const WordPair& pair : comparison.pairs) {
    if (!pairs.empty()) pairs += ", ";
    const std::string one = written(left, pair.left, pair.left_count);
    const std::string other = written(right, pair.right, pair.right_count);
    pairs += pair.match == WordMatch::Equal ? one : one + " ≈ " + other;
  }
  const std::string only_left = listed(left, comparison.only_left);
  const std::string only_right = listed(right, comparison.only_right);
  const auto count = static_cast<std::int64_t>(comparison.pairs.size());
  if (left.words.empty() || right.words.empty()) return {"NAM-206", {}};
  if (comparison.by_alias) return {"NAM-205", {}};
  if (comparison.other_keyboard) return {"NAM-217", {{"left", left.form.raw}, {"right", right.form.raw}}};
  if (comparison.other_generation) return {"NAM-208", {{"pairs", pairs}}};
  if (pairs.empty()) return {"NAM-204", {{"left", only_left}, {"right", only_right}}};
  if (comparison.two_habits)
    return {"NAM-218", {{"pairs", pairs}, {"left", only_left}, {"right", only_right}, {"count", count}}};
  if (!only_left.empty() && !only_right.empty()) {
    const bool one_each = comparison.only_left.size() == 1 && comparison.only_right.size() == 1;
    const std::string_view role =
        one_each ? role_of(left.words[comparison.only_left[0]].kind, right.words[comparison.only_right[0]].kind) : "";
    return {
        "NAM-203",
        {{"pairs", pairs}, {"left", only_left}, {"right", only_right}, {"count", count}, {"role", std::string(role)}}};
  }
  if (comparison.turned_chain) return {"NAM-213", {{"pairs", pairs}}};
  if (only_left.empty() && only_right.empty()) {
    if (comparison.too_little) return {"NAM-214", {{"pairs", pairs}}};
    return {comparison.swapped ? "NAM-207" : "NAM-201", {{"pairs", pairs}}};
  }
  const std::string& extra = only_left.empty() ? only_right : only_left;
  if (comparison.father_of_son) return {"NAM-216", {{"pairs", pairs}, {"extra", extra}, {"count", count}}};
  if (comparison.too_little) return {"NAM-215", {{"pairs", pairs}, {"extra", extra}}};
  return {"NAM-202", {{"pairs", pairs}, {"extra", extra}, {"count", count}}};
}

}  // namespace midspan::names
