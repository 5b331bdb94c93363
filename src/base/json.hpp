// SPDX-License-Identifier: Apache-2.0
// JSON as the record needs it: RFC 8785 (canonical) out, strict in.
//
// Two ways of reading and writing. *Acts* (whatever is hashed or signed) allow only what cannot be read in two ways:
// UTF-8, whole numbers within +-(2^53-1), no fractions, no duplicate keys, no lone surrogates, and bytes that are
// already canonical. *Documents* (what --json prints, settings files) also allow fractions.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
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
  Object();
  Object(std::initializer_list<Member> members);
  Object(const Object&);
  Object(Object&&) noexcept;
  Object& operator=(const Object&);
  Object& operator=(Object&&) noexcept;
  ~Object();
  Value& operator[](std::string_view key);        // adds null if absent
  const Value* find(std::string_view key) const;  // nullptr if absent
  void append(std::string name, Value value);     // REQUIRES: no member of that name
  const std::vector<Member>& members() const { return members_; }
  std::size_t size() const;
  bool operator==(const Object& other) const;  // order of members does not matter

 private:
  std::vector<Member> members_;
};

// What it takes to make, copy and destroy a value is in json.cpp: in every file that builds a document it would be most
// of the object code, and most of the time to compile it.
class Value {
 public:
  using Storage = std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object>;

  Value();
  Value(std::nullptr_t);
  Value(bool value);
  Value(int value);
  Value(unsigned value);
  Value(std::int64_t value);
  Value(std::uint64_t value);
  Value(double value);
  Value(const char* value);
  Value(std::string_view value);
  Value(std::string value);
  Value(Array value);
  Value(Object value);
  Value(const Value&);
  Value(Value&&) noexcept;
  Value& operator=(const Value&);
  Value& operator=(Value&&) noexcept;
  ~Value();

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

  bool operator==(const Value& other) const;

 private:
  Storage storage_;
};

enum class Strictness {
  Act,       // what may be hashed: see above
  Document,  // any JSON without duplicate keys or broken UTF-8
};

// Depth at most 64. Errors: BAS-010 (not JSON: offset, reason), BAS-011 (JSON, but not allowed in an act: offset,
// reason).
Result<Value> parse(std::string_view text, Strictness strictness);

// RFC 8785. Fractions are written as ECMAScript does; a caller that hashes must have none (Strictness::Act).
std::string canonical(const Value& value);

// For people: two spaces of indentation, members in the order they were added.
std::string pretty(const Value& value);

}  // namespace midspan::base::json
