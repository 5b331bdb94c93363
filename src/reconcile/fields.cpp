// SPDX-License-Identifier: Apache-2.0
// A column whose heading nobody knows (headings.cpp) is still evidence: some of its rows say whether it holds dates,
// numbers, a few categories or text, and whether another list has the same under another heading. Only keys are left
// out: a column of codes under a heading that does not say whose code it is names rows of some register, not persons,
// and would either say nothing or give the answer away.
#include "reconcile/fields.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <set>

#include "base/listed.hpp"
#include "base/threads.hpp"
#include "names/name_variants.hpp"
#include "names/normalise.hpp"
#include "reconcile/alike.hpp"
#include "reconcile/contents.hpp"
#include "reconcile/headings.hpp"
#include "reconcile/profile.hpp"

namespace midspan::reconcile {

namespace {

// A father's name is a part of his child's where chains of names are written, a word each. A column in which fathers
// have several words names them whole, and stands apart.
bool part_of_a_chain(Meaning meaning, const Profile& profile) {
  const bool forebear = meaning == Meaning::Father || meaning == Meaning::Grandfather;
  return !forebear || profile.several_words * 2 <= profile.filled;
}

Kind kind_of_meaning(Meaning meaning, const Profile& profile) {
  switch (meaning) {
    case Meaning::FullName:
    case Meaning::Given:
    case Meaning::SecondGiven:
    case Meaning::Father:
    case Meaning::Grandfather:
    case Meaning::Family:
    case Meaning::SecondFamily:
    case Meaning::Mother:
    case Meaning::Alias: return Kind::Name;
    case Meaning::Birth:
    case Meaning::BirthYear:
    case Meaning::BirthMonth:
    case Meaning::BirthDay:
    case Meaning::Taken: return Kind::Date;
    case Meaning::Age: return Kind::Number;
    case Meaning::Sex: return Kind::Category;
    case Meaning::Identity:
    case Meaning::Email:
    case Meaning::Phone:
    case Meaning::Postcode: return Kind::Code;
    case Meaning::StreetNumber:
    case Meaning::Unit: return Kind::Number;
    case Meaning::Address:
    case Meaning::Street:
    case Meaning::Place: return Kind::Text;
    case Meaning::Occupation:
    case Meaning::Rank:
    case Meaning::Region:
    case Meaning::Nationality: return Kind::Category;
    default: return kind_of_profile(profile);
  }
}

Share share_of_meaning(Meaning meaning) {
  switch (meaning) {
    case Meaning::Family:
    case Meaning::SecondFamily:
    case Meaning::Father:
    case Meaning::Grandfather:
    case Meaning::Mother:
    case Meaning::Address:
    case Meaning::Street:
    case Meaning::StreetNumber:
    case Meaning::Unit:
    case Meaning::Postcode:
    case Meaning::Place:
    case Meaning::Region:
    case Meaning::Nationality:
    case Meaning::Phone:
    case Meaning::Taken:  // brothers are arrested together
    case Meaning::Other: return Share::Family;
    default: return Share::Personal;
  }
}

struct Read {
  Meaning meaning = Meaning::Ignored;
  Profile profile;
  std::string words;
  bool sure = true;            // of its meaning
  bool father_inside = false;  // of a full name: it mostly holds the father's name that has a column of its own
};

bool is_own_name(Meaning meaning) {
  return meaning == Meaning::FullName || meaning == Meaning::Given || meaning == Meaning::Family;
}

people::Finding note(std::string code, const Source& list, const Column& column) {
  people::Finding finding;
  finding.message = {std::move(code), {{"column", column.heading}, {"list", list.name()}}};
  finding.place.source = list.name();
  finding.severity = people::Severity::Note;
  return finding;
}

// Reads every column of a list by its heading; leaves out what cannot be evidence.
std::vector<Read> read_columns(const Source& list, std::size_t id_column, const ProfileSink& sink,
                               people::Findings& notes) {
  const auto& columns = list.columns();
  std::vector<Read> read(columns.size());
  for (std::size_t at = 0; at < columns.size(); ++at) {
    if (at == id_column) continue;
    const Column& column = columns[at];
    read[at].words = words_of_heading(column.heading);
    read[at].profile = sink.profile(at);
    if (!column.meaning.empty()) {
      read[at].meaning = meaning_of_word(column.meaning).value_or(Meaning::Other);
      continue;
    }
    if (column.decided) {
      read[at].meaning = meaning_of_role(column.role);
      continue;
    }
    const HeadingSays says = what_heading_says(column.heading);
    Meaning meaning = says.meaning;
    read[at].sure = says.sure;
    if (meaning == Meaning::Other && column.role != people::ColumnRole::Ignored) meaning = meaning_of_role(column.role);
    const Profile& profile = read[at].profile;
    if (meaning == Meaning::Birth && profile.filled > 0 && profile.below_100 == profile.filled)
      meaning = Meaning::BirthDay;  // "day of birth", in numbers
    if (meaning == Meaning::Ignored) notes.push_back(note("RCN-101", list, column));
    if (profile.distinct <= 1 && profile.rows > 1 && meaning != Meaning::Ignored) {
      notes.push_back(note(profile.filled == 0 ? "RCN-102" : "RCN-103", list, column));
      const bool one_family = meaning == Meaning::Family && profile.filled != 0;  // see leave_out_one_family
      if (!one_family && (profile.rows >= 50 || meaning == Meaning::Other)) meaning = Meaning::Ignored;
    }
    // Codes that stand on several rows (postcodes, households) are evidence, whoever gave them.
    if (meaning == Meaning::Other && kind_of_profile(profile) == Kind::Code &&
        profile.distinct * 10 >= profile.filled * 9) {
      notes.push_back(note("RCN-101", list, column));
      meaning = Meaning::Ignored;
    }
    read[at].meaning = meaning;
  }
  // What nobody recognised and another column says as well is no second witness.
  for (std::size_t at = 0; at < columns.size(); ++at) {
    if (read[at].meaning != Meaning::Other || columns[at].decided || !columns[at].meaning.empty()) continue;
    for (std::size_t other = 0; other < columns.size(); ++other) {
      if (other == at || other == id_column || read[other].meaning == Meaning::Ignored) continue;
      if (read[other].meaning == Meaning::Other && other > at) continue;  // of two copies the first stays
      if (!sink.repeats(at, other)) continue;
      people::Finding finding = note("RCN-114", list, columns[at]);
      finding.message.arguments.push_back({"other", columns[other].heading});
      notes.push_back(std::move(finding));
      read[at].meaning = Meaning::Ignored;
      break;
    }
  }
  return read;
}

// Everybody is a Traore, or a Kim: that tells nobody apart. But where another list has slips of the pen in it, or the
// whole name in one column, it has to be known that the other names are not the family's.
void leave_out_one_family(std::vector<std::vector<Read>>& reads) {
  constexpr std::size_t kFewRows = 50;  // the next person may have another family
  for (const auto& read : reads) {
    const auto family =
        std::find_if(read.begin(), read.end(), [](const Read& one) { return one.meaning == Meaning::Family; });
    if (family == read.end() || family->profile.distinct > 1 || family->profile.rows < kFewRows) return;
  }
  for (auto& read : reads)
    for (Read& one : read)
      if (one.meaning == Meaning::Family && one.profile.distinct <= 1) one.meaning = Meaning::Ignored;
}

// What no heading says is told by cells; columns of one heading on several lists by the cells of all of them.
void read_cells(const std::vector<const Source*>& lists, const std::vector<std::size_t>& id_columns,
                const std::vector<ProfileSink>& sinks, std::vector<std::vector<Read>>& reads, people::Findings& notes) {
  constexpr std::size_t kCells = 600;                     // of a column of all lists
  std::map<std::string, std::vector<std::string>> cells;  // by the words of the heading
  for (std::size_t list = 0; list < lists.size(); ++list)
    for (std::size_t at = 0; at < reads[list].size(); ++at) {
      if (reads[list][at].meaning != Meaning::Other) continue;
      auto& all = cells[reads[list][at].words];
      for (std::string& cell : sinks[list].sample(at, kCells / lists.size())) all.push_back(std::move(cell));
    }
  for (std::size_t list = 0; list < lists.size(); ++list) {
    std::vector<Read>& read = reads[list];
    const auto& columns = lists[list]->columns();
    std::vector<Contents> contents(read.size());
    for (std::size_t at = 0; at < read.size(); ++at) {
      const bool said = columns[at].decided || !columns[at].meaning.empty() || at == id_columns[list];
      const bool open = read[at].meaning == Meaning::Other && !said;
      contents[at] = {open ? &cells[read[at].words] : nullptr, read[at].meaning, open};
    }
    for (const std::size_t at : read_contents(contents)) {
      read[at].meaning = contents[at].meaning;
      people::Finding finding = note("RCN-117", *lists[list], columns[at]);
      finding.message.arguments.push_back({"meaning", std::string(text_of(read[at].meaning))});
      notes.push_back(std::move(finding));
    }
  }
}

// Settles what a column is by the columns beside it.
void settle_names(const Source& list, const ProfileSink& sink, std::vector<Read>& read) {
  const auto& columns = list.columns();
  // "Commander name" beside a name of the person is somebody else's.
  const bool named =
      std::any_of(read.begin(), read.end(), [](const Read& one) { return is_own_name(one.meaning) && one.sure; });
  for (Read& one : read)
    if (named && one.meaning == Meaning::FullName && !one.sure) one.meaning = Meaning::Other;
  // "Name" beside "Surname" is the given name, unless the surname stands in it as well.
  const auto family =
      std::find_if(read.begin(), read.end(), [](const Read& one) { return one.meaning == Meaning::Family; });
  const auto given =
      std::find_if(read.begin(), read.end(), [](const Read& one) { return one.meaning == Meaning::Given; });
  const auto father =
      std::find_if(read.begin(), read.end(), [](const Read& one) { return one.meaning == Meaning::Father; });
  for (std::size_t at = 0; at < columns.size(); ++at) {
    if (read[at].meaning != Meaning::FullName || columns[at].decided || !columns[at].meaning.empty()) continue;
    // "Nom" beside "Prénom" is the family name.
    if (given != read.end()) {
      if (family == read.end() && !sink.holds(at, static_cast<std::size_t>(given - read.begin())))
        read[at].meaning = Meaning::Family;
      continue;
    }
    const bool apart = family != read.end() && !sink.holds(at, static_cast<std::size_t>(family - read.begin()));
    const bool one_word = father != read.end() && read[at].profile.several_words * 5 < read[at].profile.filled;
    if (apart || (family == read.end() && one_word)) read[at].meaning = Meaning::Given;
  }
  for (Read& one : read) one.father_inside = false;
  if (father != read.end())
    for (std::size_t at = 0; at < columns.size(); ++at)
      if (read[at].meaning == Meaning::FullName)
        read[at].father_inside = sink.holds(at, static_cast<std::size_t>(father - read.begin()));
}

std::vector<std::size_t> columns_with(const std::vector<Read>& read, Meaning meaning) {
  std::vector<std::size_t> found;
  for (std::size_t at = 0; at < read.size(); ++at)
    if (read[at].meaning == meaning) found.push_back(at);
  return found;
}

// A list with what is known of its columns.
struct ListRead {
  const Source& source;
  std::vector<Read>& columns;
  const ProfileSink& sink;
};

constexpr std::size_t kAlike = 2000;  // cells that two columns are compared by
constexpr std::size_t kMostFields = 20;
constexpr std::size_t kFewestNames = 20;
constexpr double kAnotherForebear = 0.4;  // words a name more than on the other list

// A column that the other list has no partner for, and whose meaning a person has not given.
bool is_alone(const ListRead& list, std::size_t at, const ListRead& other) {
  const Read& mine = list.columns[at];
  if (mine.meaning == Meaning::Ignored || !list.source.columns()[at].meaning.empty()) return false;
  return std::none_of(other.columns.begin(), other.columns.end(), [&](const Read& theirs) {
    return theirs.meaning == mine.meaning && (mine.meaning != Meaning::Other || theirs.words == mine.words);
  });
}

void say_matched(const ListRead& left, std::size_t one, const ListRead& right, std::size_t other,
                 people::Findings& notes) {
  people::Finding finding = note("RCN-115", right.source, right.source.columns()[other]);
  finding.message.arguments.push_back({"other", left.source.columns()[one].heading});
  notes.push_back(std::move(finding));
}

// A list whose headings say nothing of names, beside one whose do: the column whose cells most often hold a word of
// those names.
void find_names(const ListRead& known, const ListRead& unknown, people::Findings& notes) {
  std::set<std::string> words;
  std::size_t named = known.columns.size();
  for (std::size_t at = 0; at < known.columns.size(); ++at) {
    if (!is_own_name(known.columns[at].meaning)) continue;
    const ColumnSample sample(known.sink.sample(at, kAlike));
    words.insert(sample.words().begin(), sample.words().end());
    named = std::min(named, at);
  }
  if (named == known.columns.size()) return;
  struct Held {
    std::size_t column;
    double share, words_a_cell;
  };
  std::vector<Held> held;
  for (std::size_t at = 0; at < unknown.columns.size(); ++at) {
    if (unknown.columns[at].meaning != Meaning::Other || !unknown.source.columns()[at].meaning.empty()) continue;
    const ColumnSample sample(unknown.sink.sample(at, kAlike));
    if (sample.is_words() && sample.holding(words) >= 0.3)
      held.push_back({at, sample.holding(words), sample.words_a_cell()});
  }
  if (held.empty()) return;
  const auto best = *std::max_element(held.begin(), held.end(), [](const Held& one, const Held& other) {
    return one.share * one.words_a_cell < other.share * other.words_a_cell;
  });
  for (const Held& one : held) {
    // Beside a column of single words another may hold the rest of the name.
    const bool rest = best.words_a_cell < 1.5 && one.words_a_cell < 1.5 && one.share >= 0.6;
    if (one.column != best.column && !rest) continue;
    unknown.columns[one.column].meaning = Meaning::FullName;
    say_matched(known, named, unknown, one.column, notes);
  }
}

// Columns without a partner under their headings find one by their cells: "Home village" and "Called up from".
void match_by_cells(const ListRead& left, const ListRead& right, people::Findings& notes) {
  const auto has_names = [](const ListRead& list) {
    return std::any_of(list.columns.begin(), list.columns.end(),
                       [](const Read& column) { return is_own_name(column.meaning); });
  };
  if (has_names(left) && !has_names(right)) find_names(left, right, notes);
  if (!has_names(left) && has_names(right)) find_names(right, left, notes);
  std::vector<std::optional<ColumnSample>> right_samples(right.columns.size());
  const auto theirs_of = [&](std::size_t at) -> const ColumnSample& {
    if (!right_samples[at]) right_samples[at].emplace(right.sink.sample(at, kAlike));
    return *right_samples[at];
  };
  for (std::size_t one = 0; one < left.columns.size(); ++one) {
    if (!is_alone(left, one, right)) continue;
    const ColumnSample sample(left.sink.sample(one, kAlike));
    if (!sample.is_words()) continue;
    for (std::size_t other = 0; other < right.columns.size(); ++other) {
      Read& mine = left.columns[one];
      Read& theirs = right.columns[other];
      if (!is_alone(right, other, left) || kind_of_meaning(mine.meaning, mine.profile) == Kind::Name ||
          kind_of_meaning(theirs.meaning, theirs.profile) == Kind::Name || !hold_the_same(sample, theirs_of(other)))
        continue;
      if (mine.meaning == Meaning::Other) mine.meaning = theirs.meaning;
      theirs.meaning = mine.meaning;
      theirs.words = mine.words;
      say_matched(left, one, right, other, notes);
      break;
    }
  }
}

// "Place of residence" beside a list that has a town: where no cell has a number, it is a town as well.
void settle_places(const std::vector<const Source*>& lists, const std::vector<ProfileSink>& sinks,
                   std::vector<std::vector<Read>>& reads) {
  if (lists.size() != 2) return;
  const auto has_digit = [](const std::string& cell) {
    return std::any_of(cell.begin(), cell.end(), [](char byte) { return byte >= '0' && byte <= '9'; });
  };
  for (std::size_t list = 0; list < 2; ++list) {
    const std::vector<Read>& theirs = reads[1 - list];
    const std::vector<std::size_t> addresses = columns_with(reads[list], Meaning::Address);
    if (addresses.size() != 1 || !columns_with(reads[list], Meaning::Place).empty() ||
        columns_with(theirs, Meaning::Place).empty() || !columns_with(theirs, Meaning::Address).empty() ||
        !columns_with(theirs, Meaning::Street).empty() || !lists[list]->columns()[addresses.front()].meaning.empty())
      continue;
    const std::vector<std::string> cells = sinks[list].sample(addresses.front(), kAlike);
    const auto numbered = std::count_if(cells.begin(), cells.end(), has_digit);
    if (static_cast<std::size_t>(numbered) * 10 < cells.size()) reads[list][addresses.front()].meaning = Meaning::Place;
  }
}

// How many words of a full name behind the first are such as people's first words are: known given names, or first
// words of this very list. On the mean of the names of several words.
double forebears_in(const ProfileSink& sink, std::size_t column) {
  std::vector<std::vector<std::string>> names;
  std::map<std::string, std::size_t> first;
  for (const std::string& cell : sink.sample(column, kAlike)) {
    const std::string folded = names::fold(cell);
    std::vector<std::string> words;
    for (const std::string_view word : split_words(folded)) words.emplace_back(word);
    if (words.size() < 2) continue;
    ++first[words.front()];
    names.push_back(std::move(words));
  }
  if (names.size() < kFewestNames) return 0;
  std::size_t found = 0;
  for (const auto& words : names)
    for (std::size_t at = 1; at < words.size(); ++at) {
      const auto there = first.find(words[at]);
      // Whoever is called twice the same is no witness for himself.
      found += (there != first.end() && there->second > (words[at] == words.front() ? 1U : 0U)) ||
               !names::variant_lines(words[at]).empty();
    }
  return static_cast<double>(found) / static_cast<double>(names.size());
}

// "Moussa Diallo" beside a column for his father Salif, on a list whose other half writes "Moussa Salif Diallo": the
// father is a part of the name there, and becomes one here. `name` has a column of names by list; 0 or 1 of one list.
void add_fathers(const std::vector<const Source*>& lists, const std::vector<std::vector<Read>>& reads,
                 const std::vector<ProfileSink>& sinks, Field& name, std::set<Meaning>& inside) {
  if (lists.size() != 2 || name.columns[0].size() != 1 || name.columns[1].size() != 1) return;
  for (std::size_t list = 0; list < 2; ++list) {
    const std::size_t other = 1 - list;
    const std::vector<std::size_t> fathers = columns_with(reads[list], Meaning::Father);
    if (fathers.size() != 1 || !columns_with(reads[other], Meaning::Father).empty()) continue;
    const Read& own = reads[list][name.columns[list].front()];
    if (own.meaning != Meaning::FullName || own.father_inside ||
        reads[other][name.columns[other].front()].meaning != Meaning::FullName ||
        !part_of_a_chain(Meaning::Father, reads[list][fathers.front()].profile))
      continue;
    const double here = forebears_in(sinks[list], name.columns[list].front());
    const double there = forebears_in(sinks[other], name.columns[other].front());
    if (there - here < kAnotherForebear) continue;
    name.columns[list].push_back(fathers.front());
    name.father_inside.assign(2, false);
    name.father_inside[list] = true;
    inside.insert(Meaning::Father);
    return;
  }
}

// Births as dates, as years, months and days in columns of their own, or as ages: whichever a list has.
void add_birth(const std::vector<const Source*>& lists, const std::vector<std::vector<Read>>& reads, FieldPlan& plan) {
  Field field;
  field.meaning = Meaning::Birth;
  field.name = text_of(Meaning::Birth);
  field.kind = Kind::Date;
  field.share = Share::Personal;
  bool any_age = false;
  for (std::size_t list = 0; list < lists.size(); ++list) {
    std::vector<std::size_t> columns = columns_with(reads[list], Meaning::Birth);
    if (!columns.empty()) columns = {columns.front()};
    for (const Meaning part : {Meaning::BirthYear, Meaning::BirthMonth, Meaning::BirthDay})
      if (columns.empty() || reads[list][columns.front()].meaning != Meaning::Birth)
        for (const std::size_t column : columns_with(reads[list], part)) columns.push_back(column);
    field.ages.push_back(columns.empty());
    if (columns.empty()) {
      columns = columns_with(reads[list], Meaning::Age);
      if (columns.empty()) return;
      columns = {columns.front()};
      any_age = true;
    }
    field.heading.push_back(lists[list]->columns()[columns.front()].heading);
    field.columns.push_back(std::move(columns));
  }
  if (!any_age) field.ages.clear();
  plan.fields.push_back(std::move(field));
}

}  // namespace

std::string_view text_of(Kind kind) {
  static constexpr std::string_view kTexts[] = {"name", "date", "code", "number", "category", "text"};
  return kTexts[static_cast<std::size_t>(kind)];
}

std::string_view text_of(Meaning meaning) {
  static constexpr std::string_view kTexts[] = {
      "ignored",       "name",          "given",       "second-given", "father",     "grandfather", "family",
      "second-family", "mother",        "alias",       "birth",        "birth-year", "birth-month", "birth-day",
      "age",           "sex",           "nationality", "identity",     "email",      "phone",       "address",
      "street",        "street-number", "unit",        "postcode",     "place",      "region",      "occupation",
      "rank",          "captured-on",   "other"};
  return kTexts[static_cast<std::size_t>(meaning)];
}

std::vector<std::string> meaning_words() {
  std::vector<std::string> words;
  for (auto at = static_cast<std::size_t>(Meaning::Ignored); at <= static_cast<std::size_t>(Meaning::Other); ++at)
    words.emplace_back(text_of(static_cast<Meaning>(at)));
  return words;
}

std::optional<Meaning> meaning_of_word(std::string_view word) {
  for (auto at = static_cast<std::size_t>(Meaning::Ignored); at <= static_cast<std::size_t>(Meaning::Other); ++at)
    if (text_of(static_cast<Meaning>(at)) == word) return static_cast<Meaning>(at);
  // clang-format off
  static constexpr std::pair<std::string_view, Meaning> kHouse[] = {
      {"ignore", Meaning::Ignored}, {"line-number", Meaning::Ignored}, {"full-name", Meaning::FullName},
      {"given-name", Meaning::Given}, {"second-given-name", Meaning::SecondGiven}, {"father-name", Meaning::Father},
      {"grandfather-name", Meaning::Grandfather}, {"family-name", Meaning::Family},
      {"second-surname", Meaning::SecondFamily}, {"mother-name", Meaning::Mother}, {"birth-date", Meaning::Birth},
      {"birth-place", Meaning::Place}, {"held-since", Meaning::Taken}, {"national-id", Meaning::Identity}, {"passport", Meaning::Identity},
      {"service-number", Meaning::Identity}, {"other-id", Meaning::Identity}, {"second-nationality", Meaning::Nationality},
  };
  // clang-format on
  for (const auto& [name, meaning] : kHouse)
    if (name == word) return meaning;
  return std::nullopt;
}

Meaning meaning_of_role(people::ColumnRole role) {
  using people::ColumnRole;
  switch (role) {
    case ColumnRole::FullName: return Meaning::FullName;
    case ColumnRole::GivenName: return Meaning::Given;
    case ColumnRole::SecondGivenName: return Meaning::SecondGiven;
    case ColumnRole::FatherName: return Meaning::Father;
    case ColumnRole::GrandfatherName: return Meaning::Grandfather;
    case ColumnRole::FamilyName: return Meaning::Family;
    case ColumnRole::SecondSurname: return Meaning::SecondFamily;
    case ColumnRole::MotherName: return Meaning::Mother;
    case ColumnRole::Alias: return Meaning::Alias;
    case ColumnRole::BirthDate: return Meaning::Birth;
    case ColumnRole::BirthYear: return Meaning::BirthYear;
    case ColumnRole::BirthMonth: return Meaning::BirthMonth;
    case ColumnRole::BirthDay: return Meaning::BirthDay;
    case ColumnRole::Age: return Meaning::Age;
    case ColumnRole::Sex: return Meaning::Sex;
    case ColumnRole::Nationality:
    case ColumnRole::SecondNationality: return Meaning::Nationality;
    case ColumnRole::NationalId:
    case ColumnRole::Passport:
    case ColumnRole::ServiceNumber:
    case ColumnRole::OtherId: return Meaning::Identity;
    case ColumnRole::Phone: return Meaning::Phone;
    case ColumnRole::Address: return Meaning::Address;
    case ColumnRole::BirthPlace:
    case ColumnRole::Place: return Meaning::Place;
    case ColumnRole::Rank: return Meaning::Rank;
    case ColumnRole::Unit:
    case ColumnRole::CaseNumber:
    case ColumnRole::Offence: return Meaning::Other;
    case ColumnRole::CapturedOn:
    case ColumnRole::HeldSince: return Meaning::Taken;
    default: return Meaning::Ignored;
  }
}

FieldPlan plan_fields(const std::vector<const Source*>& lists, const std::vector<std::size_t>& id_columns,
                      unsigned threads) {
  FieldPlan plan;
  std::vector<std::vector<Read>> reads(lists.size());
  std::vector<ProfileSink> sinks(lists.size(), ProfileSink(0));
  std::vector<people::Findings> notes(lists.size());
  base::for_each_piece(lists.size(), threads, [&](std::size_t list) {
    sinks[list] = ProfileSink::of(*lists[list]);
    reads[list] = read_columns(*lists[list], id_columns[list], sinks[list], notes[list]);
  });
  for (people::Findings& of_list : notes)
    plan.notes.insert(plan.notes.end(), std::make_move_iterator(of_list.begin()),
                      std::make_move_iterator(of_list.end()));
  leave_out_one_family(reads);
  for (std::size_t list = 1; list < lists.size(); ++list)
    match_by_cells({*lists[0], reads[0], sinks[0]}, {*lists[list], reads[list], sinks[list]}, plan.notes);
  read_cells(lists, id_columns, sinks, reads, plan.notes);
  for (std::size_t list = 0; list < lists.size(); ++list) settle_names(*lists[list], sinks[list], reads[list]);
  settle_places(lists, sinks, reads);
  const std::size_t count = lists.size();
  const auto columns_of = [&](std::size_t list, Meaning meaning) { return columns_with(reads[list], meaning); };
  const auto in_all = [&](Meaning meaning) {
    for (std::size_t list = 0; list < count; ++list)
      if (columns_of(list, meaning).empty()) return false;
    return true;
  };
  std::set<Meaning> apart, inside;  // parts of a name that are fields of their own, or stand in a name
  const auto add = [&](Meaning meaning, const std::vector<Meaning>& parts, std::string name = {}) {
    Field field;
    field.meaning = meaning;
    field.name = name.empty() ? std::string(text_of(meaning)) : std::move(name);
    field.share = share_of_meaning(meaning);
    for (std::size_t list = 0; list < count; ++list) {
      auto columns = columns_of(list, meaning);
      if (meaning == Meaning::Taken && columns.size() > 1) columns.resize(1);  // captured, then registered
      if (columns.empty())
        for (const Meaning part : parts) {
          if (apart.contains(part)) continue;
          for (const std::size_t column : columns_of(list, part)) {
            if (!part_of_a_chain(part, reads[list][column].profile)) {
              columns.resize(std::min<std::size_t>(columns.size(), 1));
              continue;
            }
            columns.push_back(column);
            inside.insert(part);
          }
        }
      if (columns.empty()) return;
      field.columns.push_back(columns);
      field.heading.push_back(lists[list]->columns()[columns.front()].heading);
    }
    field.kind = kind_of_meaning(meaning, reads[0][field.columns[0].front()].profile);
    plan.fields.push_back(std::move(field));
  };

  // Names: by their parts where all lists have them, else as one chain.
  const bool split_names = in_all(Meaning::Given) && in_all(Meaning::Family);
  // A father's name is one witness: part of the name, or a field of its own.
  bool fathers_inside = false;
  for (const auto& read : reads)
    for (const Read& one : read) fathers_inside |= one.father_inside;
  for (const Meaning meaning : {Meaning::Father, Meaning::Grandfather})
    if (in_all(meaning) && !fathers_inside) apart.insert(meaning);
  if (split_names) {
    for (const Meaning meaning : {Meaning::Given, Meaning::SecondGiven, Meaning::Family, Meaning::SecondFamily})
      add(meaning, {});
  } else {
    add(Meaning::FullName, {Meaning::Given, Meaning::SecondGiven, Meaning::Father, Meaning::Grandfather,
                            Meaning::Family, Meaning::SecondFamily});
    if (!plan.fields.empty()) add_fathers(lists, reads, sinks, plan.fields.front(), inside);
    if (plan.fields.empty()) add(Meaning::Given, {});
    if (plan.fields.empty()) add(Meaning::Family, {});
  }
  for (const Meaning meaning : {Meaning::Father, Meaning::Grandfather, Meaning::Mother, Meaning::Alias})
    if (!inside.contains(meaning)) add(meaning, {});
  add_birth(lists, reads, plan);
  for (const Meaning meaning : {Meaning::Sex, Meaning::Nationality, Meaning::Identity, Meaning::Email, Meaning::Phone})
    add(meaning, {});
  if (in_all(Meaning::Address)) add(Meaning::Address, {});
  else if (!in_all(Meaning::Street)) add(Meaning::Address, {Meaning::StreetNumber, Meaning::Street, Meaning::Unit});
  for (const Meaning meaning : {Meaning::Street, Meaning::StreetNumber, Meaning::Unit, Meaning::Postcode,
                                Meaning::Place, Meaning::Region, Meaning::Occupation, Meaning::Rank, Meaning::Taken})
    add(meaning, {});

  // Columns that the roles above took only one of, and columns that nobody recognised: by their headings.
  std::vector<std::set<std::size_t>> used(count);
  for (const Field& field : plan.fields)
    for (std::size_t list = 0; list < count; ++list)
      used[list].insert(field.columns[list].begin(), field.columns[list].end());
  for (std::size_t column = 0; column < reads[0].size(); ++column) {
    const Read& first = reads[0][column];
    if (used[0].contains(column) || first.meaning == Meaning::Ignored) continue;
    if (kind_of_meaning(first.meaning, first.profile) == Kind::Name)
      continue;  // parts of a name that is compared already
    if (first.meaning == Meaning::Age || first.meaning == Meaning::BirthYear) continue;  // says what the date says
    Field field;
    field.meaning = first.meaning;
    field.name = first.words;
    std::replace(field.name.begin(), field.name.end(), ' ', '-');
    field.share = share_of_meaning(first.meaning);
    field.kind = kind_of_meaning(first.meaning, first.profile);
    for (std::size_t list = 0; list < count; ++list)
      for (std::size_t at = 0; at < reads[list].size(); ++at)
        if (field.columns.size() == list && reads[list][at].words == first.words && !used[list].contains(at) &&
            reads[list][at].meaning != Meaning::Ignored) {
          field.columns.push_back({at});
          field.heading.push_back(lists[list]->columns()[at].heading);
        }
    if (field.columns.size() == count) plan.fields.push_back(std::move(field));
  }
  if (plan.fields.size() > kMostFields) {
    std::string left_out;
    for (std::size_t field = kMostFields; field < plan.fields.size(); ++field)
      base::add_listed(left_out, plan.fields[field].heading.front());
    plan.fields.resize(kMostFields);
    people::Finding finding;
    finding.message = {"RCN-121", {{"most", static_cast<std::int64_t>(kMostFields)}, {"columns", left_out}}};
    plan.notes.push_back(std::move(finding));
  }

  // Columns that have nobody to be compared with.
  for (std::size_t list = 0; list < count && count > 1; ++list) {
    std::string alone;
    for (std::size_t at = 0; at < reads[list].size(); ++at) {
      const Read& mine = reads[list][at];
      const auto same = [&](const Read& theirs) {
        return theirs.meaning == mine.meaning && (mine.meaning != Meaning::Other || theirs.words == mine.words);
      };
      bool elsewhere = false;
      for (std::size_t other = 0; other < count; ++other)
        elsewhere |= other != list && std::any_of(reads[other].begin(), reads[other].end(), same);
      const auto used_here = [&](const Field& field) {
        return std::find(field.columns[list].begin(), field.columns[list].end(), at) != field.columns[list].end();
      };
      if (mine.meaning == Meaning::Ignored || elsewhere || at == id_columns[list]) continue;
      if (std::any_of(plan.fields.begin(), plan.fields.end(), used_here)) continue;
      alone += (alone.empty() ? "" : ", ") + lists[list]->columns()[at].heading;
    }
    if (alone.empty()) continue;
    people::Finding finding;
    finding.message = {"RCN-104", {{"columns", alone}, {"list", lists[list]->name()}}};
    finding.place.source = lists[list]->name();
    finding.severity = people::Severity::Note;
    plan.notes.push_back(std::move(finding));
  }
  return plan;
}

}  // namespace midspan::reconcile
