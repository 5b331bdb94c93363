// SPDX-License-Identifier: Apache-2.0
#include "lists/sheet/xml.hpp"

#include <expat.h>

#include <memory>
#include <new>

namespace midspan::lists::sheet {

namespace {

std::string_view local_name(const char* name) {
  const std::string_view whole(name);
  const std::size_t colon = whole.rfind(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

class Parser {
 public:
  Parser(XmlHandler& handler, const Limits& limits)
      : handler_(handler), limits_(limits), parser_(XML_ParserCreate(nullptr), XML_ParserFree) {
    if (!parser_) throw std::bad_alloc();
    XML_SetHashSalt(parser_.get(),
                    20250420);  // no randomness: the limits on names and the child's time bound collisions
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), &Parser::on_open, &Parser::on_close);
    XML_SetCharacterDataHandler(parser_.get(), &Parser::on_text);
    XML_SetStartDoctypeDeclHandler(parser_.get(), &Parser::on_doctype);
  }

  bool feed(std::string_view piece) { return parse(piece, XML_FALSE); }

  base::Result<void> finish() {
    if (!over_) parse({}, XML_TRUE);
    if (handler_.failed()) return tl::unexpected(handler_.error());
    if (broken_) return base::failure("LST-007", {{"reason", "xml"}});
    return {};
  }

 private:
  bool parse(std::string_view piece, int is_final) {
    if (over_) return false;
    const XML_Status status = XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()), is_final);
    if (status != XML_STATUS_OK) {
      over_ = true;
      if (XML_GetErrorCode(parser_.get()) == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
      broken_ = !handler_.stopped();
    }
    return !over_;
  }
  void after_call() {
    if (handler_.stopped()) XML_StopParser(parser_.get(), XML_FALSE);
  }

  static void on_open(void* user, const char* name, const char** attributes) {
    auto& self = *static_cast<Parser*>(user);
    if (self.handler_.stopped()) return;
    if (++self.depth_ > self.limits_.depth)
      self.handler_.fail(base::failure("LST-012", {{"limit", static_cast<std::int64_t>(self.limits_.depth)}}));
    else self.handler_.open(local_name(name), Attributes(attributes));
    self.after_call();
  }
  static void on_close(void* user, const char* name) {
    auto& self = *static_cast<Parser*>(user);
    if (self.handler_.stopped()) return;
    --self.depth_;
    self.handler_.close(local_name(name));
    self.after_call();
  }
  static void on_text(void* user, const char* text, int size) {
    auto& self = *static_cast<Parser*>(user);
    if (self.handler_.stopped()) return;
    self.handler_.text({text, static_cast<std::size_t>(size)});
    self.after_call();
  }
  static void on_doctype(void* user, const char*, const char*, const char*, int) {
    auto& self = *static_cast<Parser*>(user);
    self.handler_.fail(base::failure("LST-011"));
    self.after_call();
  }

  XmlHandler& handler_;
  const Limits& limits_;
  std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser_;
  std::size_t depth_ = 0;
  bool over_ = false;
  bool broken_ = false;
};

}  // namespace

std::string_view Attributes::get(std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2)
    if (local_name(*pair) == name) return pair[1];
  return {};
}

std::string_view Attributes::get_prefixed(std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2)
    if (local_name(*pair) == name && std::string_view(*pair).size() > name.size()) return pair[1];
  return {};
}

bool Attributes::has(std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2)
    if (local_name(*pair) == name) return true;
  return false;
}

base::Result<void> parse_xml(Archive& archive, const Member& member, const Limits& limits, XmlHandler& handler) {
  Parser parser(handler, limits);
  const base::Result<void> read = archive.read(member, [&](std::string_view piece) { return parser.feed(piece); });
  if (handler.failed()) return tl::unexpected(handler.error());
  if (!read) return read;
  return parser.finish();
}

base::Result<void> parse_xml(std::string_view text, const Limits& limits, XmlHandler& handler) {
  Parser parser(handler, limits);
  constexpr std::size_t kPiece = 65536;
  for (std::size_t at = 0; at < text.size(); at += kPiece)
    if (!parser.feed(text.substr(at, kPiece))) break;
  return parser.finish();
}

}  // namespace midspan::lists::sheet
