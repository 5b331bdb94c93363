// SPDX-License-Identifier: Apache-2.0
// XML in pieces, for files that may have been made to hurt: a thin wrap of expat that refuses document types (and with
// them entities, the classic bomb) and deep nesting, and drops namespace prefixes.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "lists/sheet/archive.hpp"

namespace midspan::lists::sheet {

// What stands between < and >, valid during the call. Names without their prefix: "table:number" answers to "number".
class Attributes {
 public:
  explicit Attributes(const char** pairs) : pairs_(pairs) {}
  std::string_view get(std::string_view name) const;           // "" when absent
  std::string_view get_prefixed(std::string_view name) const;  // only if it has a prefix: r:id, not id
  bool has(std::string_view name) const;

 private:
  const char** pairs_;
};

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void open(std::string_view name, const Attributes& attributes) = 0;
  virtual void close(std::string_view name) = 0;
  virtual void text(std::string_view text) = 0;

  void stop() { stopped_ = true; }  // enough read; not an error
  void fail(base::Error error) {
    if (!error_) error_ = std::move(error), failed_ = true;
    stopped_ = true;
  }
  void fail(tl::unexpected<base::Error> error) { fail(std::move(error.value())); }
  bool stopped() const { return stopped_; }
  bool failed() const { return failed_; }
  const base::Error& error() const { return *error_; }

 private:
  std::optional<base::Error> error_;
  bool failed_ = false;
  bool stopped_ = false;
};

// Errors: what the handler fails with, LST-007 (not XML), LST-011 (document type), LST-012 (too deep).
base::Result<void> parse_xml(Archive& archive, const Member& member, const Limits& limits, XmlHandler& handler);
base::Result<void> parse_xml(std::string_view text, const Limits& limits, XmlHandler& handler);

}  // namespace midspan::lists::sheet
