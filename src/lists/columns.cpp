// SPDX-License-Identifier: Apache-2.0
#include "lists/columns.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "lists/named_birth.hpp"
#include "lists/values.hpp"
#include "lists/vocabulary.hpp"
#include "names/countries.hpp"
#include "names/normalise.hpp"
#include "names/script.hpp"

namespace midspan::lists {

namespace {

using people::CellType;
using people::ColumnRole;

constexpr std::size_t kSample = 400;
constexpr int kSaidByCells = 55;

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// "V-12345678": digits enough in a row for a number, and letters; no date is written so.
bool is_lettered_number(std::string_view text) {
  std::size_t run = 0;
  std::size_t longest = 0;
  bool letter = false;
  for (const char c : text) {
    run = c >= '0' && c <= '9' ? run + 1 : 0;
    longest = std::max(longest, run);
    letter |= static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
  return letter && longest >= 6 && text.size() <= 20;
}

// "SI" and "NO" are Slovenia and Norway to a table of countries, and answers to whoever fills in a list.
bool yes_or_no(std::string_view text) {
  static constexpr std::array<std::string_view, 6> kAnswers{"no", "si", "ne", "na", "ja", "ni"};
  return std::find(kAnswers.begin(), kAnswers.end(), names::fold(text)) != kAnswers.end();
}

bool looks_like_identity(std::string_view text) {
  std::size_t digits = 0;
  std::size_t letters = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') ++digits;
    else if (static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) ++letters;
  }
  return digits >= 5 && letters <= digits;
}

void look_at(Profile& profile, std::string_view text, CellType type, std::int64_t& before, std::vector<int>& years,
             std::size_t& named_numbers) {
  std::string digits = names::ascii_digits(text);
  if (const std::size_t end = digits.find_last_not_of(".)-");
      end != std::string::npos && all_digits(std::string_view(digits).substr(0, end + 1)))
    digits.resize(end + 1);  // "1.-", "1)"
  if (all_digits(digits) && digits.size() <= 18) {
    ++profile.whole;
    std::int64_t value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    if (value <= 110) ++profile.ages;
    if ((value >= 1900 && value <= 2100) || (value >= 1300 && value <= 1500)) ++profile.years;
    if (value == before + 1) ++profile.steps;
    before = value;
    if (digits.size() >= 5) ++profile.identities;
    return;
  }
  if (told_age(text)) ++profile.told_ages;
  if (sex_word(text)) ++profile.sexes;
  else if (names::country_of(text) && !yes_or_no(text)) ++profile.countries;
  const bool has_digit = digits.find_first_of("0123456789") != std::string::npos;
  if (type == CellType::Text && has_digit)
    if (const auto both = named_birth(text, true))
      ++(both->kind == NamedBirth::Kind::Number ? named_numbers : profile.named_births);
  if (type == CellType::Date || has_digit) {
    const people::DateSpan span = is_lettered_number(digits) ? people::DateSpan() : names::parse_date(text);
    if (span.known() && span.precision != people::Precision::Age && span.latest - span.earliest < 366 * 2) {
      ++profile.dates;
      years.push_back(base::civil(span.earliest).year);
    } else if (looks_like_identity(digits)) {
      ++profile.identities;
    }
    return;
  }
  const std::size_t words = words_in(names::fold(text));
  if (words >= 1 && words <= 8 && names::script_of(text) != people::Script::Unknown) {
    ++profile.names;
    profile.words += words;
  }
}

// ---- Headings -----------------------------------------------------------------------------------------------------

// "Fecha de nacimiento / Día": the last line is a part of what the lines before it say. "Name / Father" and "Date /
// Arrest": both together are a heading, in one order or the other.
HeadingGuess guess_of(const std::string& heading, bool of_several_lines) {
  const std::size_t slash = heading.rfind(" / ");
  if (slash == std::string::npos) return guess_heading(heading);
  if (of_several_lines) {
    const std::string upper = heading.substr(0, slash);
    const std::string lower = heading.substr(slash + 3);
    for (const std::string& both : {lower + " " + upper, upper + " " + lower})
      if (const HeadingGuess guess = guess_heading(both, Effort::WholePhrases); guess.confidence >= 95)
        return {guess.role, guess.unsettled, 90, guess.language};
    const HeadingGuess whole = guess_heading(upper);
    const HeadingGuess part = guess_heading(lower);
    const bool of_a_name = whole.unsettled == Unsettled::Name || whole.role == ColumnRole::FullName;
    if (of_a_name && (is_name(part.role) || part.unsettled == Unsettled::Name))
      return {part.role, part.unsettled, std::min(part.confidence, 90), part.language};
  }
  const Unsettled part = part_of_date(std::string_view(heading).substr(slash + 3));
  if (part == Unsettled::No) return guess_heading(heading);
  const HeadingGuess upper = guess_heading(std::string_view(heading).substr(0, slash));
  if (upper.role != ColumnRole::BirthDate) return {};
  const ColumnRole role = part == Unsettled::Year    ? ColumnRole::BirthYear
                          : part == Unsettled::Month ? ColumnRole::BirthMonth
                                                     : ColumnRole::BirthDay;
  return {role, Unsettled::No, 90, upper.language};
}

bool has(const std::vector<ColumnPlan>& plans, ColumnRole role) {
  return std::any_of(plans.begin(), plans.end(), [&](const ColumnPlan& plan) { return plan.role == role; });
}

void say(ColumnPlan& plan, ColumnRole role, int confidence, DecidedBy by = DecidedBy::Heading) {
  plan.role = role;
  plan.confidence = confidence;
  plan.by = by;
}

// "Name" is a surname beside "First name", a given name beside "Surname", and everything when it stands alone.
ColumnRole settle_name(const std::vector<ColumnPlan>& plans, const Profile& profile) {
  const bool one_word = profile.names > 0 && profile.words * 10 < profile.names * 16;
  const bool few_words = profile.names == 0 || profile.words * 10 < profile.names * 26;
  if (has(plans, ColumnRole::FamilyName)) return few_words ? ColumnRole::GivenName : ColumnRole::FullName;
  if (has(plans, ColumnRole::GivenName)) return ColumnRole::FamilyName;
  const bool chain = has(plans, ColumnRole::FatherName) || has(plans, ColumnRole::GrandfatherName);
  return chain && one_word ? ColumnRole::GivenName : ColumnRole::FullName;
}

// "Date" alone: birth dates lie a generation before the newest date of the list.
ColumnRole settle_date(const std::vector<ColumnPlan>& plans, const Profile& profile) {
  int newest = 0;
  for (const ColumnPlan& plan : plans) newest = std::max(newest, plan.profile.median_year);
  if (!has(plans, ColumnRole::BirthDate) && profile.median_year != 0 &&
      (profile.median_year < newest - 12 || profile.median_year < 2005))
    return ColumnRole::BirthDate;
  if (has(plans, ColumnRole::Status) && !has(plans, ColumnRole::StatementDate)) return ColumnRole::StatementDate;
  return has(plans, ColumnRole::HeldSince) ? ColumnRole::Ignored : ColumnRole::HeldSince;
}

ColumnRole settle_number(const std::vector<ColumnPlan>& plans, const Profile& profile) {
  const bool counts = profile.mostly(profile.whole, 90) && profile.steps * 2 >= profile.filled;
  if (counts && !has(plans, ColumnRole::LineNumber)) return ColumnRole::LineNumber;
  // "R-0001": a number to whoever gave it, where hardly two lines have the same.
  const bool all_different = profile.filled >= 2 && profile.distinct * 10 >= profile.filled * 9 && profile.names == 0;
  return all_different || profile.mostly(profile.identities + profile.whole, 50) ? ColumnRole::OtherId
                                                                                 : ColumnRole::Ignored;
}

// "Estado" is a state of the country or the state of things; its cells tell.
ColumnRole settle_state(const sheet::Grid& grid, std::size_t first_row, std::size_t column) {
  static constexpr std::array<std::string_view, 10> kAnswers{"deten", "liber", "libre", "preso",   "excarcel",
                                                             "falle", "muert", "vivo",  "recluid", "desapar"};
  std::size_t filled = 0;
  std::size_t answers = 0;
  std::size_t health = 0;
  for (std::size_t at = first_row; at < std::min(grid.rows.size(), first_row + kSample); ++at) {
    const sheet::GridCell* cell = grid.find(grid.rows[at], column);
    if (cell == nullptr) continue;
    ++filled;
    const std::string text = names::fold(grid.value(*cell));
    for (const std::string_view answer : kAnswers)
      if (text.find(answer) != std::string::npos) {
        ++answers;
        break;
      }
    if (health_word(grid.value(*cell)) || speaks_of_health(grid.value(*cell))) ++health;
  }
  if (answers * 3 >= filled) return ColumnRole::Status;
  return health * 2 >= filled ? ColumnRole::Health : ColumnRole::Place;
}

// "Grupo" is a class of people, or a code that the few of one family share.
ColumnRole settle_group(const std::vector<ColumnPlan>& plans, const Profile& profile) {
  const bool codes = profile.names * 2 < profile.filled;
  const bool shared_by_few = profile.distinct < profile.filled && profile.distinct * 6 >= profile.filled;
  return codes && shared_by_few && !has(plans, ColumnRole::Family) ? ColumnRole::Family : ColumnRole::Category;
}

void by_headings(const sheet::Grid& grid, const Layout& layout, std::vector<ColumnPlan>& plans) {
  std::vector<Unsettled> unsettled(plans.size(), Unsettled::No);
  for (std::size_t column = 0; column < plans.size(); ++column) {
    ColumnPlan& plan = plans[column];
    if (plan.by == DecidedBy::Person) continue;
    const HeadingGuess guess = guess_of(plan.heading, layout.header_end > layout.header_begin + 1);
    if (!guess.known()) continue;
    unsettled[column] = guess.unsettled;
    if (guess.unsettled == Unsettled::No) say(plan, guess.role, guess.confidence);
    else plan.confidence = guess.confidence;
    // A running number that does not run is a number of something.
    if (plan.role == ColumnRole::LineNumber && plan.profile.filled >= 3 &&
        plan.profile.steps * 3 < plan.profile.filled &&
        (!plan.profile.mostly(plan.profile.whole, 50) || plan.profile.mostly(plan.profile.identities, 50)))
      say(plan, ColumnRole::OtherId, 60);
  }
  for (std::size_t column = 0; column < plans.size(); ++column) {
    ColumnPlan& plan = plans[column];
    switch (unsettled[column]) {
      case Unsettled::No: break;
      case Unsettled::Name: say(plan, settle_name(plans, plan.profile), plan.confidence); break;
      case Unsettled::Date: say(plan, settle_date(plans, plan.profile), std::min(plan.confidence, 65)); break;
      case Unsettled::Number: say(plan, settle_number(plans, plan.profile), std::min(plan.confidence, 75)); break;
      case Unsettled::State:
        say(plan, settle_state(grid, layout.first_row, column), std::min(plan.confidence, 75));
        break;
      case Unsettled::Group: {
        const ColumnRole role = settle_group(plans, plan.profile);
        say(plan, role, role == ColumnRole::Family ? std::min(plan.confidence, 65) : plan.confidence);
        break;
      }
      case Unsettled::Year: say(plan, ColumnRole::BirthYear, 60); break;
      case Unsettled::Month: say(plan, ColumnRole::BirthMonth, 60); break;
      case Unsettled::Day: say(plan, ColumnRole::BirthDay, 60); break;
    }
    if (plan.role == ColumnRole::Ignored && plan.by == DecidedBy::Heading)
      plan.by = DecidedBy::Nothing, plan.confidence = 0;
  }
  // "Day of birth" is the day alone where it stands beside the year and no cell says more.
  if (has(plans, ColumnRole::BirthYear))
    for (ColumnPlan& plan : plans)
      if (plan.by == DecidedBy::Heading && plan.role == ColumnRole::BirthDate &&
          plan.profile.mostly(plan.profile.ages, 100))
        say(plan, ColumnRole::BirthDay, plan.confidence);
  // Year, month and day mean the birth only together, or if nothing else says when it was.
  if (has(plans, ColumnRole::BirthDate))
    for (ColumnPlan& plan : plans)
      if (plan.confidence == 60 && (plan.role == ColumnRole::BirthYear || plan.role == ColumnRole::BirthMonth ||
                                    plan.role == ColumnRole::BirthDay))
        plan = {plan.heading, ColumnRole::Ignored, 0, DecidedBy::Nothing, {}, false, false, {}, {}, plan.profile};
}

// ---- Cells --------------------------------------------------------------------------------------------------------

// What cells say when nobody else does. Ignored: nothing certain.
ColumnRole role_by_cells(const std::vector<ColumnPlan>& plans, const Profile& profile, std::size_t column) {
  if (profile.filled < 2) return ColumnRole::Ignored;
  if (profile.mostly(profile.sexes, 90) && profile.distinct <= 6)
    return has(plans, ColumnRole::Sex) ? ColumnRole::Ignored : ColumnRole::Sex;
  if (profile.mostly(profile.countries, 80))
    return has(plans, ColumnRole::Nationality) ? ColumnRole::Ignored : ColumnRole::Nationality;
  if (profile.mostly(profile.dates, 80)) return settle_date(plans, profile);
  if (profile.mostly(profile.whole, 95) && profile.steps * 10 >= (profile.filled - 1) * 8 &&
      !has(plans, ColumnRole::LineNumber) && column <= 1)
    return ColumnRole::LineNumber;
  if (profile.mostly(profile.identities, 80) && profile.distinct * 10 >= profile.filled * 9) return ColumnRole::OtherId;
  if (profile.mostly(profile.ages, 95) && !has(plans, ColumnRole::Age) && !has(plans, ColumnRole::BirthDate) &&
      profile.distinct > 3)
    return ColumnRole::Age;
  const bool many_names = profile.mostly(profile.names, 90) && profile.distinct * 10 >= profile.filled * 6;
  if (many_names && !has(plans, ColumnRole::FullName) && !has(plans, ColumnRole::FamilyName) &&
      profile.words * 10 >= profile.names * 18)
    return ColumnRole::FullName;
  return ColumnRole::Ignored;
}

// Whether cells contradict a role so plainly that its heading must stand over the wrong column.
bool contradicts(const Profile& profile, ColumnRole role) {
  if (profile.filled < 5) return false;
  if (is_date(role)) return profile.dates + profile.years == 0 && !profile.mostly(profile.whole, 30);
  if (role == ColumnRole::Sex) return profile.sexes == 0 && !profile.mostly(profile.names, 100);
  if (role == ColumnRole::Age)
    return !profile.mostly(profile.ages + profile.told_ages, 10) && !profile.mostly(profile.names, 50);
  if (is_identity(role)) return profile.mostly(profile.dates, 80) || profile.mostly(profile.countries, 80);
  if (is_name(role) && profile.mostly(profile.named_births, 50)) return false;
  if (is_name(role))
    return profile.mostly(profile.dates, 80) || profile.mostly(profile.identities, 80) ||
           profile.mostly(profile.countries, 90);
  if (role == ColumnRole::Nationality)
    return profile.mostly(profile.dates, 80) || profile.mostly(profile.identities, 80) ||
           profile.mostly(profile.sexes, 90);
  return false;
}

void by_cells(std::vector<ColumnPlan>& plans) {
  // "Name, date of birth" over both in one cell.
  const bool named = std::any_of(plans.begin(), plans.end(), [](const ColumnPlan& plan) { return is_name(plan.role); });
  for (ColumnPlan& plan : plans)
    if (!named && plan.by != DecidedBy::Person && plan.profile.mostly(plan.profile.named_births, 50) &&
        (plan.role == ColumnRole::BirthDate || plan.role == ColumnRole::BirthYear || plan.role == ColumnRole::Age ||
         plan.role == ColumnRole::Ignored))
      say(plan, ColumnRole::FullName, 80);
  for (ColumnPlan& plan : plans) {
    if (plan.by != DecidedBy::Heading || !contradicts(plan.profile, plan.role)) continue;
    plan.heading_says = plan.role;
    plan.overruled = true;
    say(plan, ColumnRole::Ignored, 0, DecidedBy::Nothing);
  }
  for (std::size_t column = 0; column < plans.size(); ++column) {
    ColumnPlan& plan = plans[column];
    if (plan.by != DecidedBy::Nothing) continue;
    // A heading that says something else than our words is respected; only what cells say plainly is taken.
    const ColumnRole role = role_by_cells(plans, plan.profile, column);
    const bool plain = role == ColumnRole::Sex || role == ColumnRole::Nationality || role == ColumnRole::LineNumber;
    const bool first_name_column = role == ColumnRole::FullName && !has(plans, ColumnRole::GivenName);
    if (role == ColumnRole::Ignored || (!plan.heading.empty() && !plan.overruled && !plain && !first_name_column))
      continue;
    say(plan, role, kSaidByCells, DecidedBy::Cells);
  }
}

bool only_one(ColumnRole role) {
  switch (role) {
    case ColumnRole::Ignored:
    case ColumnRole::FullName:
    case ColumnRole::Alias:
    case ColumnRole::NationalId:
    case ColumnRole::Passport:
    case ColumnRole::ServiceNumber:
    case ColumnRole::CaseNumber:
    case ColumnRole::OtherId:
    case ColumnRole::Remark:
    case ColumnRole::Place:
    case ColumnRole::Phone:
    case ColumnRole::Address:
    case ColumnRole::Category: return false;
    default: return true;
  }
}

void settle_doubles(std::vector<ColumnPlan>& plans) {
  for (std::size_t column = 0; column < plans.size(); ++column) {
    if (!only_one(plans[column].role)) continue;
    for (std::size_t other = column + 1; other < plans.size(); ++other) {
      if (plans[other].role != plans[column].role) continue;
      const auto weight = [](const ColumnPlan& plan) { return std::pair(plan.confidence, plan.profile.filled); };
      ColumnPlan& loser = weight(plans[other]) > weight(plans[column]) ? plans[column] : plans[other];
      if (loser.role == ColumnRole::Nationality && !has(plans, ColumnRole::SecondNationality)) {
        loser.role = ColumnRole::SecondNationality;
        continue;
      }
      loser.heading_says = loser.role;
      loser.doubled = true;
      loser.role = ColumnRole::Ignored;
      if (&loser == &plans[column]) break;
    }
  }
}

void by_person(const Mapping& mapping, std::vector<ColumnPlan>& plans) {
  for (const MappedColumn& mapped : mapping.columns) {
    std::size_t found = plans.size();
    const std::string wanted = names::fold(mapped.heading);
    for (std::size_t column = 0; column < plans.size() && !mapped.heading.empty(); ++column) {
      const bool same =
          names::fold(plans[column].heading) == wanted && (!wanted.empty() || plans[column].heading == mapped.heading);
      // Of several columns with one heading, the one that the mapping numbers.
      if (same && (found == plans.size() || column + 1 == mapped.column)) found = column;
    }
    const bool letter = mapped.heading.size() <= 2 || mapped.heading.empty();
    if (found == plans.size() && mapped.column != 0 && mapped.column <= plans.size() && letter)
      found = mapped.column - 1;
    if (found == plans.size()) continue;  // read_list says which decisions found no column
    say(plans[found], mapped.role, 100, DecidedBy::Person);
    plans[found].order = mapped.order;
    plans[found].calendar = mapped.calendar;
  }
}

}  // namespace

bool is_identity(ColumnRole role) { return role >= ColumnRole::NationalId && role <= ColumnRole::OtherId; }
bool births_apart(const std::vector<ColumnPlan>& plans) {
  return has(plans, ColumnRole::BirthDate) || has(plans, ColumnRole::BirthYear);
}

bool is_date(ColumnRole role) {
  return role == ColumnRole::BirthDate || role == ColumnRole::HeldSince || role == ColumnRole::CapturedOn ||
         role == ColumnRole::StatementDate;
}
bool is_name(ColumnRole role) { return role >= ColumnRole::FullName && role <= ColumnRole::Alias; }

Profile profile_of(const sheet::Grid& grid, std::size_t first_row, std::size_t column, std::size_t columns) {
  Profile profile;
  const std::size_t rows = grid.rows.size() - std::min(first_row, grid.rows.size());
  std::unordered_set<std::string_view> distinct;
  std::vector<int> years;
  std::size_t named_numbers = 0;
  std::int64_t before = -1;
  // Runs of 20 neighbours, so that numbers that count are seen to count, spread over the list.
  constexpr std::size_t kRun = 20;
  const std::size_t runs = std::max<std::size_t>(1, std::min(rows / kRun, kSample / kRun));
  for (std::size_t run = 0; run < runs; ++run) {
    const std::size_t begin = first_row + rows * run / runs;
    before = -1;
    for (std::size_t at = begin; at < std::min(begin + (runs == 1 ? kSample : kRun), grid.rows.size()); ++at) {
      const sheet::GridCell* cell = grid.find(grid.rows[at], column);
      if (cell == nullptr || (grid.rows[at].count == 1 && columns >= 3))
        continue;  // a title or a note says nothing of its column
      const std::string_view text = trimmed(grid.value(*cell));
      if (cell->type == CellType::Error || (absence_word(text) && text != "0" && text != "S" && text != "N")) continue;
      ++profile.filled;
      distinct.insert(text);
      look_at(profile, text, cell->type, before, years, named_numbers);
    }
  }
  profile.distinct = distinct.size();
  profile.numbers_are_ages = named_numbers > 0 && profile.mostly(profile.named_births + named_numbers, 50);
  if (profile.numbers_are_ages) profile.named_births += named_numbers;
  if (!years.empty()) {
    std::nth_element(years.begin(), years.begin() + static_cast<std::ptrdiff_t>(years.size() / 2), years.end());
    profile.median_year = years[years.size() / 2];
  }
  return profile;
}

std::vector<ColumnPlan> plan_columns(const sheet::Grid& grid, const Layout& layout, const Mapping& mapping) {
  std::vector<ColumnPlan> plans(layout.columns);
  for (std::size_t column = 0; column < layout.columns; ++column) {
    plans[column].heading = layout.headings[column];
    plans[column].profile = profile_of(grid, layout.first_row, column, layout.columns);
  }
  by_person(mapping, plans);
  by_headings(grid, layout, plans);
  by_cells(plans);
  settle_doubles(plans);
  return plans;
}

}  // namespace midspan::lists
