// SPDX-License-Identifier: Apache-2.0
// JSON as the record needs it: RFC 8785 (canonical) out, strict in.
//
// Two ways of reading and writing. *Acts* (whatever is hashed or signed) allow only what cannot be read in two ways:
// UTF-8, whole numbers within +-(2^53-1), no fractions, no duplicate keys, no lone surrogates, and bytes that are already
// canonical. *Documents* (what --json prints, settings files) also allow fractions.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.hpp"

namespace midspan::base::json {

class Value;
using Array = std::vector<Value>;
using Member = std::pair<std::string, Value>;

// Members in the order they were added; canonical output sorts them by UTF-16 code unit as RFC 8785 demands.
class Object {
 public:
  Object() = default;
  Object(std::initializer_list<Member> members);
  Value& operator[](std::string_view key);          // adds null if absent
  const Value* find(std::string_view key) const;    // nullptr if absent
  bool add(std::string name, Value value);          // false, and nothing added, if the name is there
  const std::vector<Member>& members() const { return members_; }
  std::size_t size() const;
  bool operator==(const Object& other) const;       // order of members does not matter

 private:
  static constexpr std::size_t kIndexFrom = 16;  // add() looks names up in a set from here on: no quadratic time
  std::vector<Member> members_;
  std::unordered_set<std::string> names_;
};

class Value {
 public:
  using Storage = std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object>;

  Value() : storage_(nullptr) {}
  Value(std::nullptr_t) : storage_(nullptr) {}
  Value(bool value) : storage_(value) {}
  Value(int value) : storage_(static_cast<std::int64_t>(value)) {}
  Value(unsigned value) : storage_(static_cast<std::int64_t>(value)) {}
  Value(std::int64_t value) : storage_(value) {}
  Value(std::uint64_t value) : storage_(static_cast<std::int64_t>(value)) {}
  Value(double value) : storage_(value) {}
  Value(const char* value) : storage_(std::string(value)) {}
  Value(std::string_view value) : storage_(std::string(value)) {}
  Value(std::string value) : storage_(std::move(value)) {}
  Value(Array value) : storage_(std::move(value)) {}
  Value(Object value) : storage_(std::move(value)) {}

  const Storage& storage() const { return storage_; }
  bool is_null() const { return std::holds_alternative<std::nullptr_t>(storage_); }

  // nullptr when the value is of another kind.
  const bool* boolean() const { return std::get_if<bool>(&storage_); }
  const std::int64_t* integer() const { return std::get_if<std::int64_t>(&storage_); }
  const std::string* string() const { return std::get_if<std::string>(&storage_); }
  const Array* array() const { return std::get_if<Array>(&storage_); }
  const Object* object() const { return std::get_if<Object>(&storage_); }
  Array* array() { return std::get_if<Array>(&storage_); }
  Object* object() { return std::get_if<Object>(&storage_); }

  // Shorthands for reading a known shape: "" / 0 / nullptr when absent or of another kind.
  std::string_view text(std::string_view key) const;
  std::int64_t number(std::string_view key, std::int64_t otherwise = 0) const;
  const Value* find(std::string_view key) const;

  bool operator==(const Value&) const = default;

 private:
  Storage storage_;
};

enum class Strictness {
  Act,       // what may be hashed: see above
  Document,  // any JSON without duplicate keys or broken UTF-8
};

// Depth at most 64. Errors: BAS-010 (not JSON: offset, reason), BAS-011 (JSON, but not allowed in an act: offset, reason).
Result<Value> parse(std::string_view text, Strictness strictness);

// RFC 8785. Fractions are written as ECMAScript does; a caller that hashes must have none (Strictness::Act).
std::string canonical(const Value& value);

// For people: two spaces of indentation, members in the order they were added.
std::string pretty(const Value& value);

}  // namespace midspan::base::json
