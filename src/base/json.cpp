// SPDX-License-Identifier: Apache-2.0
#include "base/json.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <unordered_set>

#include "base/utf8.hpp"

namespace midspan::base::json {

namespace {

constexpr int kDeepest = 64;
constexpr std::int64_t kLargestExact = (std::int64_t{1} << 53) - 1;

// ---- Reading -----------------------------------------------------------------------------------------------------

// Stands for itself inside a string.
bool is_plain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

class Parser {
 public:
  Parser(std::string_view text, Strictness strictness) : text_(text), strictness_(strictness) {}

  Result<Value> whole() {
    if (!is_utf8(text_)) return wrong("not valid UTF-8");
    skip_space();
    Value value = MIDSPAN_TRY(element(0));
    skip_space();
    if (at_ != text_.size()) return wrong("text after the value");
    if (strictness_ == Strictness::Act && canonical(value) != text_) return not_allowed("not in canonical form");
    return value;
  }

 private:
  tl::unexpected<Error> wrong(const char* reason) const {
    return failure("BAS-010", {{"offset", static_cast<std::int64_t>(at_)}, {"reason", std::string(reason)}});
  }
  tl::unexpected<Error> not_allowed(const char* reason) const {
    return failure("BAS-011", {{"offset", static_cast<std::int64_t>(at_)}, {"reason", std::string(reason)}});
  }

  void skip_space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
      ++at_;
  }
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool take(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  Result<Value> element(int depth) {
    if (depth > kDeepest) return wrong("nested more than 64 deep");
    if (at_ >= text_.size()) return wrong("ends too early");
    switch (text_[at_]) {
      case '{': return object(depth);
      case '[': return array(depth);
      case '"': {
        std::string text = MIDSPAN_TRY(string());
        return Value(std::move(text));
      }
      case 't':
        if (take("true")) return Value(true);
        break;
      case 'f':
        if (take("false")) return Value(false);
        break;
      case 'n':
        if (take("null")) return Value(nullptr);
        break;
      default: return number();
    }
    return wrong("not a value");
  }

  // Whether an object has no member of that name yet; from sixteen members on by a set, so that no object takes
  // quadratic time. Notes the name.
  static bool is_new(const Object& object, std::unordered_set<std::string>& names, const std::string& name) {
    constexpr std::size_t kIndexFrom = 16;
    if (object.size() < kIndexFrom) return object.find(name) == nullptr;
    if (names.empty())
      for (const Member& member : object.members()) names.insert(member.first);
    return names.insert(name).second;
  }

  Result<Value> object(int depth) {
    ++at_;
    Object object;
    std::unordered_set<std::string> names;
    skip_space();
    if (take('}')) return Value(std::move(object));
    for (;;) {
      skip_space();
      if (at_ >= text_.size() || text_[at_] != '"') return wrong("a member's name is missing");
      std::string name = MIDSPAN_TRY(string());
      skip_space();
      if (!take(':')) return wrong("':' is missing");
      skip_space();
      Value value = MIDSPAN_TRY(element(depth + 1));
      if (!is_new(object, names, name)) return wrong("the same name twice in one object");
      object.append(std::move(name), std::move(value));
      skip_space();
      if (take(',')) continue;
      if (take('}')) return Value(std::move(object));
      return wrong("',' or '}' is missing");
    }
  }

  Result<Value> array(int depth) {
    ++at_;
    Array items;
    skip_space();
    if (take(']')) return Value(std::move(items));
    for (;;) {
      skip_space();
      items.push_back(MIDSPAN_TRY(element(depth + 1)));
      skip_space();
      if (take(',')) continue;
      if (take(']')) return Value(std::move(items));
      return wrong("',' or ']' is missing");
    }
  }

  std::optional<unsigned> hex4() {
    if (at_ + 4 > text_.size()) return std::nullopt;
    unsigned code = 0;
    const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + at_ + 4, code, 16);
    if (error != std::errc{} || end != text_.data() + at_ + 4) return std::nullopt;
    at_ += 4;
    return code;
  }

  Result<std::string> string() {
    ++at_;
    std::string out;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"') {
        ++at_;
        return out;
      }
      if (static_cast<unsigned char>(c) < 0x20) return wrong("a control character in a string");
      if (c != '\\') {
        const std::size_t begin = at_;
        while (at_ < text_.size() && is_plain(text_[at_])) ++at_;
        out.append(text_, begin, at_ - begin);
        continue;
      }
      ++at_;
      if (at_ >= text_.size()) break;
      switch (text_[at_++]) {
        case '"': out.push_back('"'); break;
        case '\\': out.push_back('\\'); break;
        case '/': out.push_back('/'); break;
        case 'b': out.push_back('\b'); break;
        case 'f': out.push_back('\f'); break;
        case 'n': out.push_back('\n'); break;
        case 'r': out.push_back('\r'); break;
        case 't': out.push_back('\t'); break;
        case 'u': {
          auto code = hex4();
          if (!code) return wrong("\\u needs four hexadecimal digits");
          char32_t point = *code;
          if (point >= 0xD800 && point < 0xDC00) {
            if (!take("\\u")) return wrong("a lone surrogate");
            code = hex4();
            if (!code || *code < 0xDC00 || *code > 0xDFFF) return wrong("a lone surrogate");
            point = 0x10000 + ((point - 0xD800) << 10) + (*code - 0xDC00);
          } else if (point >= 0xDC00 && point <= 0xDFFF) {
            return wrong("a lone surrogate");
          }
          append_utf8(out, point);
          break;
        }
        default: return wrong("an unknown escape");
      }
    }
    return wrong("a string that does not end");
  }

  Result<Value> number() {
    const std::size_t begin = at_;
    const auto digits = [&] {
      const std::size_t from = at_;
      while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
      return at_ - from;
    };
    take('-');
    if (take('0')) {
      if (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') return wrong("a number with a leading zero");
    } else if (digits() == 0) {
      at_ = begin;
      return wrong("not a value");
    }
    bool whole = true;
    if (take('.')) {
      whole = false;
      if (digits() == 0) return wrong("a number that ends in '.'");
    }
    if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
      whole = false;
      ++at_;
      if (!take('+')) take('-');
      if (digits() == 0) return wrong("an exponent without digits");
    }
    const std::string_view spelling = text_.substr(begin, at_ - begin);
    if (whole && spelling != "-0") {
      std::int64_t integer = 0;
      const auto [end, error] = std::from_chars(spelling.data(), spelling.data() + spelling.size(), integer);
      if (error == std::errc{} && end == spelling.data() + spelling.size() && integer <= kLargestExact &&
          integer >= -kLargestExact)
        return Value(integer);
    }
    if (strictness_ == Strictness::Act) return not_allowed("only whole numbers within 2^53 - 1");
    double real = 0;
    const auto [end, error] = std::from_chars(spelling.data(), spelling.data() + spelling.size(), real);
    if (error != std::errc{} || end != spelling.data() + spelling.size()) return wrong("a number out of range");
    return Value(real);
  }

  std::string_view text_;
  Strictness strictness_;
  std::size_t at_ = 0;
};

// ---- Writing -----------------------------------------------------------------------------------------------------

void write_string(std::string& out, std::string_view text) {
  static constexpr char kDigits[] = "0123456789abcdef";
  out.push_back('"');
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t begin = at;
    while (at < text.size() && is_plain(text[at])) ++at;
    out.append(text, begin, at - begin);
    if (at == text.size()) break;
    const char c = text[at];
    switch (c) {
      case '"': out.append("\\\""); break;
      case '\\': out.append("\\\\"); break;
      case '\b': out.append("\\b"); break;
      case '\f': out.append("\\f"); break;
      case '\n': out.append("\\n"); break;
      case '\r': out.append("\\r"); break;
      case '\t': out.append("\\t"); break;
      default:
        out.append("\\u00");
        out.push_back(kDigits[static_cast<unsigned char>(c) >> 4]);
        out.push_back(kDigits[c & 15]);
    }
  }
  out.push_back('"');
}

// ECMAScript's Number::toString, which RFC 8785 prescribes: the shortest digits, laid out by magnitude.
void write_fraction(std::string& out, double value) {
  if (!std::isfinite(value)) {
    out.append("null");
    return;
  }
  if (value == 0) {
    out.push_back('0');
    return;
  }
  if (value < 0) {
    out.push_back('-');
    value = -value;
  }
  char buffer[40];
  const auto written = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific);
  const std::string_view spelling(buffer, static_cast<std::size_t>(written.ptr - buffer));
  const std::size_t mark = spelling.find('e');
  std::string digits;
  for (const char c : spelling.substr(0, mark))
    if (c != '.') digits.push_back(c);
  int exponent = 0;
  const std::size_t sign = spelling[mark + 1] == '+' ? 2 : 1;
  std::from_chars(spelling.data() + mark + sign, spelling.data() + spelling.size(), exponent);
  const int count = static_cast<int>(digits.size());
  const int point = exponent + 1;  // the decimal point stands after this many digits
  if (count <= point && point <= 21) {
    out.append(digits).append(static_cast<std::size_t>(point - count), '0');
  } else if (0 < point && point <= 21) {
    out.append(digits, 0, static_cast<std::size_t>(point)).append(".").append(digits, static_cast<std::size_t>(point));
  } else if (-6 < point && point <= 0) {
    out.append("0.").append(static_cast<std::size_t>(-point), '0').append(digits);
  } else {
    out.append(digits, 0, 1);
    if (count > 1) out.append(".").append(digits, 1);
    out.append(point > 0 ? "e+" : "e-").append(std::to_string(std::abs(point - 1)));
  }
}

template <typename Nested>
void write_scalar(std::string& out, const Value& value, Nested&& nested) {
  if (value.is_null()) {
    out.append("null");
  } else if (const bool* truth = value.boolean()) {
    out.append(*truth ? "true" : "false");
  } else if (const std::int64_t* integer = value.integer()) {
    out.append(std::to_string(*integer));
  } else if (const std::string* text = value.string()) {
    write_string(out, *text);
  } else if (const double* real = std::get_if<double>(&value.storage())) {
    write_fraction(out, *real);
  } else {
    nested();
  }
}

void write_canonical(std::string& out, const Value& value) {
  write_scalar(out, value, [&] {
    if (const Array* array = value.array()) {
      out.push_back('[');
      for (std::size_t at = 0; at < array->size(); ++at) {
        if (at != 0) out.push_back(',');
        write_canonical(out, (*array)[at]);
      }
      out.push_back(']');
      return;
    }
    std::vector<const Member*> sorted;
    for (const Member& member : value.object()->members()) sorted.push_back(&member);
    std::sort(sorted.begin(), sorted.end(),
              [](const Member* left, const Member* right) { return utf16_less(left->first, right->first); });
    out.push_back('{');
    for (std::size_t at = 0; at < sorted.size(); ++at) {
      if (at != 0) out.push_back(',');
      write_string(out, sorted[at]->first);
      out.push_back(':');
      write_canonical(out, sorted[at]->second);
    }
    out.push_back('}');
  });
}

void write_pretty(std::string& out, const Value& value, std::size_t indent) {
  const auto new_line = [&](std::size_t depth) { out.append("\n").append(depth * 2, ' '); };
  write_scalar(out, value, [&] {
    if (const Array* array = value.array()) {
      out.push_back('[');
      for (std::size_t at = 0; at < array->size(); ++at) {
        if (at != 0) out.push_back(',');
        new_line(indent + 1);
        write_pretty(out, (*array)[at], indent + 1);
      }
      if (!array->empty()) new_line(indent);
      out.push_back(']');
      return;
    }
    const auto& members = value.object()->members();
    out.push_back('{');
    for (std::size_t at = 0; at < members.size(); ++at) {
      if (at != 0) out.push_back(',');
      new_line(indent + 1);
      write_string(out, members[at].first);
      out.append(": ");
      write_pretty(out, members[at].second, indent + 1);
    }
    if (!members.empty()) new_line(indent);
    out.push_back('}');
  });
}

}  // namespace

Object::Object() = default;
Object::Object(std::initializer_list<Member> members) : members_(members) {}
Object::Object(const Object&) = default;
Object::Object(Object&&) noexcept = default;
Object& Object::operator=(const Object&) = default;
Object& Object::operator=(Object&&) noexcept = default;
Object::~Object() = default;

Value::Value() : storage_(nullptr) {}
Value::Value(std::nullptr_t) : storage_(nullptr) {}
Value::Value(bool value) : storage_(value) {}
Value::Value(int value) : storage_(static_cast<std::int64_t>(value)) {}
Value::Value(unsigned value) : storage_(static_cast<std::int64_t>(value)) {}
Value::Value(std::int64_t value) : storage_(value) {}
Value::Value(std::uint64_t value) : storage_(static_cast<std::int64_t>(value)) {}
Value::Value(double value) : storage_(value) {}
Value::Value(const char* value) : storage_(std::string(value)) {}
Value::Value(std::string_view value) : storage_(std::string(value)) {}
Value::Value(std::string value) : storage_(std::move(value)) {}
Value::Value(Array value) : storage_(std::move(value)) {}
Value::Value(Object value) : storage_(std::move(value)) {}
Value::Value(const Value&) = default;
Value::Value(Value&&) noexcept = default;
Value& Value::operator=(const Value&) = default;
Value& Value::operator=(Value&&) noexcept = default;
Value::~Value() = default;
bool Value::operator==(const Value& other) const { return storage_ == other.storage_; }

Value& Object::operator[](std::string_view key) {
  for (Member& member : members_)
    if (member.first == key) return member.second;
  return members_.emplace_back(std::string(key), Value()).second;
}

const Value* Object::find(std::string_view key) const {
  for (const Member& member : members_)
    if (member.first == key) return &member.second;
  return nullptr;
}

void Object::append(std::string name, Value value) { members_.emplace_back(std::move(name), std::move(value)); }

std::size_t Object::size() const { return members_.size(); }

bool Object::operator==(const Object& other) const {
  if (size() != other.size()) return false;
  for (const Member& member : members_) {
    const Value* match = other.find(member.first);
    if (match == nullptr || !(*match == member.second)) return false;
  }
  return true;
}

const Value* Value::find(std::string_view key) const { return object() == nullptr ? nullptr : object()->find(key); }

std::string_view Value::text(std::string_view key) const {
  const Value* member = find(key);
  return member == nullptr || member->string() == nullptr ? std::string_view() : std::string_view(*member->string());
}

std::int64_t Value::number(std::string_view key, std::int64_t otherwise) const {
  const Value* member = find(key);
  return member == nullptr || member->integer() == nullptr ? otherwise : *member->integer();
}

Result<Value> parse(std::string_view text, Strictness strictness) { return Parser(text, strictness).whole(); }

std::string canonical(const Value& value) {
  std::string out;
  write_canonical(out, value);
  return out;
}

std::string pretty(const Value& value) {
  std::string out;
  write_pretty(out, value, 0);
  return out;
}

}  // namespace midspan::base::json
