// SPDX-License-Identifier: Apache-2.0
// A cell becomes items (numbers, months, words), and the items a shape. Nothing is guessed here that the column could
// tell: 03/04/1990 stays two parts and a year.
#include "names/date_shape.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/utf8.hpp"
#include "names/date_words.hpp"
#include "names/normalise.hpp"
#include "names/script.hpp"
#include "names/table_text.hpp"

namespace midspan::names {

using people::Calendar;

namespace {

constexpr std::size_t kLongestCell = 200;  // bytes; longer text is no date
constexpr int kTooMany = 999'999'999;

struct Item {
  enum class Kind : std::uint8_t { Number, Month, On, Age, Between, Word } kind = Kind::Word;
  int value = 0;  // of a number (0: written as unknown), or the month
  int digits = 0;
  char separator = 0;  // ASCII character before it, 0 for none, ' ' for space
};

struct Items {
  std::vector<Item> all;
  Calendar named = Calendar::Unknown;
  bool about = false;
  bool unknown = false;
  bool decade = false;
  int strange = 0;  // words that say nothing to us
};

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

// "1990-03-25T00:00:00Z", "25/03/1990 12:30": the time goes.
std::string without_time(std::string text) {
  for (std::size_t colon = text.find(':'); colon != std::string::npos; colon = text.find(':', colon)) {
    if (colon == 0 || colon + 1 >= text.size() || !is_digit(text[colon - 1]) || !is_digit(text[colon + 1])) {
      ++colon;
      continue;
    }
    std::size_t begin = colon;
    while (begin > 0 && is_digit(text[begin - 1])) --begin;
    const std::size_t end = std::min(text.find(' ', colon), text.size());
    text.replace(begin, end - begin, " ");
    colon = begin;
  }
  return text;
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Items run() {
    while (at_ < text_.size()) {
      const char byte = text_[at_];
      if (is_digit(byte)) number();
      else if (byte == '?' || byte == '_' || byte == '*') masked();
      else if (!word()) separator(byte);
    }
    flush_words();
    return std::move(items_);
  }

 private:
  void separator(char byte) {
    std::size_t next = at_;
    base::next_code_point(text_, next);
    at_ = next;
    if (byte == '~') items_.about = true;
    if (separator_ == 0 || separator_ == ' ') separator_ = static_cast<unsigned char>(byte) < 0x80 ? byte : '/';
  }

  void push(Item item) {
    item.separator = separator_;
    separator_ = 0;
    items_.all.push_back(item);
  }

  void number() {
    flush_words();
    Item item{Item::Kind::Number, 0, 0, 0};
    for (; at_ < text_.size() && is_digit(text_[at_]); ++at_, ++item.digits)
      item.value = std::min(kTooMany, item.value > kTooMany / 10 ? kTooMany : item.value * 10 + (text_[at_] - '0'));
    push(item);
  }

  void masked() {
    flush_words();
    Item item{Item::Kind::Number, 0, 0, 0};
    for (; at_ < text_.size() && (text_[at_] == '?' || text_[at_] == '_' || text_[at_] == '*'); ++at_) ++item.digits;
    push(item);
  }

  bool word() {
    const std::size_t begin = at_;
    std::size_t end = at_;
    while (end < text_.size()) {
      std::size_t next = end;
      const char32_t point = base::next_code_point(text_, next);
      const bool letter = script_of(point) != people::Script::Unknown;
      if (!letter && (end == begin || !joins(point, next))) break;
      end = next;
    }
    if (end == begin) return false;
    std::string raw(text_.substr(begin, end - begin));
    std::erase(raw, '"');
    const std::string folded = fold(raw);
    at_ = end;
    for_each_part(folded, ' ', [this](std::string_view one) { words_.emplace_back(one); });
    return true;
  }

  // What does not end a word: vowel marks, apostrophes, the quote in a Hebrew number (תשמ"ה).
  bool joins(char32_t point, std::size_t next) const {
    if (point == U'"')
      return next < text_.size() && script_of(base::next_code_point(text_, next)) == people::Script::Hebrew;
    const auto category = u_charType(static_cast<UChar32>(point));
    return category == U_NON_SPACING_MARK || category == U_COMBINING_SPACING_MARK || point == U'\'' ||
           point == 0x2019 || point == 0x05F3 || point == 0x05F4 || point == 0x0640;
  }

  void flush_words() {
    for (std::size_t at = 0; at < words_.size();) at += take_word(at);
    words_.clear();
  }

  // How many words were understood together.
  std::size_t take_word(std::size_t at) {
    const std::span<const std::string> rest = std::span<const std::string>(words_).subspan(at);
    if (const auto month = month_at(rest)) return take_month(*month);
    static constexpr std::string_view kInHebrew = "ב";
    if (rest.front().starts_with(kInHebrew)) {
      std::vector<std::string> without(rest.begin(), rest.end());
      without.front().erase(0, kInHebrew.size());
      if (const auto month = month_at(without)) return take_month(*month);
    }
    for (std::size_t count = std::min<std::size_t>(3, rest.size()); count > 0; --count) {
      std::string phrase = rest.front();
      for (std::size_t more = 1; more < count; ++more) phrase += " " + rest[more];
      const DateWord kind = date_word(phrase);
      if (kind == DateWord::None) continue;
      take(kind, phrase);
      return count;
    }
    if (const int year = hebrew_year(rest.front()); year != 0) {
      items_.named = Calendar::Hebrew;
      push({Item::Kind::Number, year, 4, 0});
    } else if (const int day = hebrew_day(rest.front()); day != 0) {
      push({Item::Kind::Number, day, 2, 0});
    } else {
      ++items_.strange;
    }
    return 1;
  }

  std::size_t take_month(const MonthWord& month) {
    // "آذار/مارس": the same month twice.
    const bool again = !items_.all.empty() && items_.all.back().kind == Item::Kind::Month &&
                       items_.all.back().value == month.month && items_.named == month.calendar;
    if (!again) push({Item::Kind::Month, month.month, 0, 0});
    items_.named = month.calendar;
    return month.words;
  }

  void take(DateWord kind, std::string_view phrase) {
    const bool has_month = std::any_of(items_.all.begin(), items_.all.end(),
                                       [](const Item& item) { return item.kind == Item::Kind::Month; });
    switch (kind) {
      case DateWord::About: items_.about = true; break;
      case DateWord::Unknown: items_.unknown = true; break;
      case DateWord::Decade: items_.decade = true; break;
      case DateWord::Age: push({Item::Kind::Age, 0, 0, 0}); break;
      case DateWord::On: push({Item::Kind::On, 0, 0, 0}); break;
      case DateWord::Between: push({Item::Kind::Between, 0, 0, 0}); break;
      case DateWord::Hijri:
        if (!has_month || items_.named != Calendar::Jalali) items_.named = Calendar::Hijri;
        break;
      case DateWord::Jalali: items_.named = Calendar::Jalali; break;
      case DateWord::Gregorian:
        if (!has_month) items_.named = Calendar::Gregorian;
        break;
      case DateWord::Ethiopic: items_.named = Calendar::Ethiopic; break;
      case DateWord::HebrewEra: items_.named = Calendar::Hebrew; break;
      case DateWord::Masked:
        push({Item::Kind::Number, 0, static_cast<int>(std::min<std::size_t>(phrase.size(), 4)), 0});
        break;
      case DateWord::Noise:
      case DateWord::None: break;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  char separator_ = 0;
  std::vector<std::string> words_;
  Items items_;
};

bool is_lunar_or_solar_year(int year) { return year >= 1250 && year <= 1500; }
bool is_gregorian_year(int year) { return year >= 1800 && year <= 2200; }
bool is_year(int year) {
  return is_lunar_or_solar_year(year) || is_gregorian_year(year) || (year >= 5500 && year <= 5900);
}

bool looks_like_year(const Item& item) { return item.digits >= 3 || item.value > 31; }

DateShape dated(int year, int digits, int month, int day) {
  DateShape shape;
  shape.kind = ShapeKind::Dated;
  shape.year = year;
  shape.year_digits = digits;
  shape.month = month;
  shape.day = day;
  if ((digits > 2 && !is_year(year)) || month > 13 || day > 31 || (month == 0 && day != 0))
    shape.kind = ShapeKind::Unread;
  if (year == 0) shape.kind = ShapeKind::Unread;
  return shape;
}

DateShape unread() {
  DateShape shape;
  shape.kind = ShapeKind::Unread;
  return shape;
}

DateShape from_compact(const Item& item) {
  if (item.digits == 4) return is_year(item.value) ? dated(item.value, 4, 0, 0) : unread();
  if (item.digits == 5 && item.value >= 10000 && item.value <= 60000) {
    DateShape shape;
    shape.kind = ShapeKind::Serial;
    shape.year = item.value;
    return shape;
  }
  if (item.digits == 6 && is_year(item.value / 100) && item.value % 100 >= 1 && item.value % 100 <= 12)
    return dated(item.value / 100, 4, item.value % 100, 0);
  if (item.digits != 8) return unread();
  const int year = item.value / 10000;
  const int month = item.value / 100 % 100;
  const int day = item.value % 100;
  if (is_year(year) && month <= 13 && day <= 31) {
    DateShape shape = dated(year, 4, month, month == 0 ? 0 : day);
    shape.year_first = true;
    return shape;
  }
  const int last = item.value % 10000;
  if (!is_year(last)) return unread();
  DateShape shape;
  shape.kind = ShapeKind::TwoParts;
  shape.year = last;
  shape.year_digits = 4;
  shape.first = item.value / 1000000;
  shape.second = item.value / 10000 % 100;
  return shape;
}

DateShape from_two(const Item& first, const Item& second) {
  if (second.separator == '.' && first.digits == 5) return from_compact(first);  // 32874.5: a serial number with a time
  if (first.digits == 4 && second.digits == 4) {
    if (is_lunar_or_solar_year(first.value) && is_gregorian_year(second.value)) return dated(second.value, 4, 0, 0);
    if (is_gregorian_year(first.value) && is_lunar_or_solar_year(second.value)) return dated(first.value, 4, 0, 0);
    if (!is_year(first.value) || !is_year(second.value)) return unread();
    if (second.value < first.value || second.value - first.value > 30) return unread();
    DateShape shape = dated(first.value, 4, 0, 0);
    shape.kind = ShapeKind::Range;
    shape.last_year = second.value;
    return shape;
  }
  if (first.digits == 4 && second.digits <= 2) {
    if (second.value <= 12) return dated(first.value, 4, second.value, 0);
    const int last = first.value / 100 * 100 + second.value;
    if (!is_year(first.value) || last < first.value || last - first.value > 30) return unread();
    DateShape shape = dated(first.value, 4, 0, 0);
    shape.kind = ShapeKind::Range;
    shape.last_year = last;
    return shape;
  }
  if (second.digits == 4 && first.digits <= 2 && first.value <= 13) return dated(second.value, 4, first.value, 0);
  return unread();
}

DateShape from_three(const Item& first, const Item& second, const Item& third) {
  if (looks_like_year(first)) {
    int month = second.value;
    int day = third.value;
    if (month > 13 && day <= 12) std::swap(month, day);
    DateShape shape = dated(first.value, first.digits, month, month == 0 ? 0 : day);
    shape.year_first = true;
    return shape;
  }
  if (looks_like_year(second) || third.digits == 3 || (third.digits > 2 && !is_year(third.value))) return unread();
  if (first.value > 31 || second.value > 31) return unread();
  if (second.value == 0) return dated(third.value, third.digits, 0, 0);
  if (first.value == 0) return dated(third.value, third.digits, second.value, 0);
  DateShape shape;
  shape.kind = ShapeKind::TwoParts;
  shape.year = third.value;
  shape.year_digits = third.digits;
  shape.first = first.value;
  shape.second = second.value;
  shape.dotted = second.separator == '.' && third.separator == '.';
  return shape;
}

// A month's name with a day and a year, in any order, or with the year alone.
DateShape with_month(int month, const std::vector<Item>& numbers) {
  if (numbers.size() == 1) {
    const Item& year = numbers.front();
    return looks_like_year(year) ? dated(year.value, year.digits, month, 0) : unread();
  }
  if (numbers.size() != 2) return unread();
  const Item* day = &numbers[0];
  const Item* year = &numbers[1];
  if (looks_like_year(*day) && !looks_like_year(*year)) std::swap(day, year);
  if (year->digits == 3 || day->value > 31) return unread();
  return dated(year->value, year->digits, month, day->value);
}

DateShape from_items(const std::vector<Item>& items) {
  std::vector<Item> numbers;
  const Item* month = nullptr;
  for (const Item& item : items) {
    if (item.kind == Item::Kind::Number) numbers.push_back(item);
    if (item.kind == Item::Kind::Month && month != nullptr && month->value != item.value) return unread();
    if (item.kind == Item::Kind::Month) month = &item;
  }
  if (month != nullptr) return with_month(month->value, numbers);
  switch (numbers.size()) {
    case 1: return from_compact(numbers[0]);
    case 2: return from_two(numbers[0], numbers[1]);
    case 3: return from_three(numbers[0], numbers[1], numbers[2]);
    case 6: {
      // The same day in two calendars: the Gregorian one is exact.
      const DateShape one = from_three(numbers[0], numbers[1], numbers[2]);
      const DateShape two = from_three(numbers[3], numbers[4], numbers[5]);
      if (is_lunar_or_solar_year(one.year) && is_gregorian_year(two.year)) return two;
      if (is_gregorian_year(one.year) && is_lunar_or_solar_year(two.year)) return one;
      return unread();
    }
    default: return unread();
  }
}

// "30 on 2018-05-01", "aged 30", "30 años en 2018", "возраст 30 лет": where the age is; npos when there is none.
std::size_t age_at(const std::vector<Item>& items) {
  for (std::size_t at = 0; at < items.size(); ++at) {
    const Item& item = items[at];
    if (item.kind != Item::Kind::Number || item.value < 1 || item.value > 120 || item.digits > 3) continue;
    const bool age_after = at + 1 < items.size() && items[at + 1].kind == Item::Kind::Age;
    const bool age_before = at > 0 && items[at - 1].kind == Item::Kind::Age;
    const bool on_after =
        at == 0 && items.size() > 2 && items[1].kind == Item::Kind::On && items[2].kind == Item::Kind::Number &&
        items[2].separator != '/' &&
        std::none_of(items.begin(), items.begin() + 2, [](const Item& one) { return one.kind == Item::Kind::Month; });
    if (age_after || age_before || on_after) return at;
  }
  return std::string::npos;
}

DateShape decade(const std::vector<Item>& items) {
  for (const Item& item : items)
    if (item.kind == Item::Kind::Number && item.value % 10 == 0 &&
        (is_gregorian_year(item.value) || item.digits == 2)) {
      DateShape shape = dated(item.value, item.digits, 0, 0);
      shape.kind = ShapeKind::Decade;
      return shape;
    }
  return unread();
}

DateShape shape_of(const Items& items) {
  const std::vector<Item>& all = items.all;
  const std::size_t age = age_at(all);
  if (age != std::string::npos) {
    std::vector<Item> others;
    bool date_before = false;
    for (std::size_t at = 0; at < all.size(); ++at) {
      if (at == age || all[at].kind == Item::Kind::Age || all[at].kind == Item::Kind::On) continue;
      others.push_back(all[at]);
      date_before = date_before || (at < age && all[at].kind != Item::Kind::Between);
    }
    DateShape on = others.empty() ? DateShape{} : from_items(others);
    if (date_before && on.kind != ShapeKind::Unread) return on;  // "25 March 1990 (35 years)": the birth and the age
    on.dated = on.kind;
    on.kind = on.dated == ShapeKind::Unread ? ShapeKind::Unread : ShapeKind::Age;
    on.age = all[age].value;
    return on;
  }
  const bool has_number = std::any_of(
      all.begin(), all.end(), [](const Item& item) { return item.kind == Item::Kind::Number && item.value != 0; });
  if (!has_number) {
    const bool nothing = all.empty() && items.strange == 0;
    const bool masked = !all.empty() && items.strange == 0 && std::all_of(all.begin(), all.end(), [](const Item& item) {
      return item.kind == Item::Kind::Number || item.kind == Item::Kind::Between || item.kind == Item::Kind::On;
    });
    return items.unknown || nothing || masked ? DateShape{} : unread();
  }
  if (items.decade)
    if (const DateShape shape = decade(all); shape.kind == ShapeKind::Decade) return shape;
  return from_items(all);
}

// "1990-03-25", as most files have it: what reading it word by word gives, for a twentieth of the price.
std::optional<DateShape> plain_shape(std::string_view cell) {
  if (cell.size() != 10 || cell[4] != '-' || cell[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t digits) {
    int value = 0;
    for (; digits > 0; --digits, ++at) {
      if (!is_digit(cell[at])) return -1;
      value = value * 10 + (cell[at] - '0');
    }
    return value;
  };
  DateShape shape;
  shape.kind = ShapeKind::Dated;
  shape.year = number(0, 4);
  shape.year_digits = 4;
  shape.month = number(5, 2);
  shape.day = number(8, 2);
  shape.year_first = true;
  const bool plain = shape.year >= 1850 && shape.year <= 2100 && shape.month >= 1 && shape.month <= 12 &&
                     shape.day >= 1 && shape.day <= 31;
  return plain ? std::optional(shape) : std::nullopt;
}

}  // namespace

DateShape read_shape(std::string_view cell) {
  if (cell.empty()) return {};
  if (const auto plain = plain_shape(cell)) return *plain;
  if (cell.size() > kLongestCell) return unread();
  // "28 شعبان 1410 هـ الموافق 26 مارس 1990": the same day twice; the Gregorian one is exact.
  for (const std::string_view word : {"الموافق", "المصادف", "موافق", "مطابق"}) {
    const std::size_t at = cell.find(word);
    if (at == std::string_view::npos) continue;
    const DateShape before = read_shape(cell.substr(0, at));
    const DateShape after = read_shape(cell.substr(at + word.size()));
    const bool first =
        after.kind == ShapeKind::Unread || after.kind == ShapeKind::Blank || is_gregorian_year(before.year);
    return first ? before : after;
  }
  const Items items = Lexer(without_time(ascii_digits(clean_spaces(cell)))).run();
  DateShape shape = shape_of(items);
  if (items.strange > 3 && shape.kind != ShapeKind::Blank) return unread();  // a sentence with a number in it
  shape.named = items.named;
  shape.about = items.about;
  return shape;
}

}  // namespace midspan::names
