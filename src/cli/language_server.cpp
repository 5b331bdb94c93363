// SPDX-License-Identifier: Apache-2.0
#include "cli/language_server.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/json.hpp"
#include "base/utf8.hpp"
#include "locale/locale.hpp"
#include "terms/editor.hpp"
#include "terms/terms.hpp"

namespace midspan::cli {

namespace {

using base::json::Array;
using base::json::Object;
using base::json::Value;

constexpr std::size_t kLargestMessage = 32U << 20U;

// LSP counts lines from 0 and characters in UTF-16 units.
class Document {
 public:
  explicit Document(std::string text) : text_(std::move(text)) {
    starts_.push_back(0);
    for (std::size_t at = 0; at < text_.size(); ++at)
      if (text_[at] == '\n') starts_.push_back(at + 1);
  }
  const std::string& text() const { return text_; }

  Value position(std::size_t offset) const {
    offset = std::min(offset, text_.size());
    const auto line = std::upper_bound(starts_.begin(), starts_.end(), offset) - 1;
    std::size_t at = *line;
    std::int64_t character = 0;
    while (at < offset) character += base::next_code_point(text_, at) > 0xFFFF ? 2 : 1;
    return Object{{"line", static_cast<std::int64_t>(line - starts_.begin())}, {"character", character}};
  }
  Value range(std::size_t begin, std::size_t end) const {
    return Object{{"start", position(begin)}, {"end", position(std::max(begin, end))}};
  }

  std::size_t offset(const Value* position) const {
    if (position == nullptr) return 0;
    const std::int64_t line = position->number("line");
    if (line < 0 || static_cast<std::size_t>(line) >= starts_.size()) return text_.size();
    std::size_t at = starts_[static_cast<std::size_t>(line)];
    std::int64_t left = position->number("character");
    while (left > 0 && at < text_.size() && text_[at] != '\n')
      left -= base::next_code_point(text_, at) > 0xFFFF ? 2 : 1;
    return at;
  }

 private:
  std::string text_;
  std::vector<std::size_t> starts_;
};

class Server {
 public:
  Server(std::istream& in, std::ostream& out, std::string_view language) : in_(in), out_(out), language_(language) {}

  base::Exit run() {
    while (const auto body = receive()) {
      const auto message = base::json::parse(*body, base::json::Strictness::Document);
      if (!message || message->object() == nullptr) {
        reply_error(nullptr, -32700, "not JSON");
        continue;
      }
      const std::string method(message->text("method"));
      if (method == "exit") return shut_ ? base::Exit::Done : base::Exit::Cannot;
      handle(method, *message);
    }
    return base::Exit::Done;
  }

 private:
  std::optional<std::string> receive() {
    std::size_t length = 0;
    std::string line;
    while (true) {
      if (!std::getline(in_, line)) return std::nullopt;
      if (!line.empty() && line.back() == '\r') line.pop_back();
      if (line.empty()) {
        if (length != 0) break;
        continue;
      }
      constexpr std::string_view kHeader = "Content-Length:";
      if (line.compare(0, kHeader.size(), kHeader) != 0) continue;
      length = 0;
      for (const char each : line.substr(kHeader.size())) {
        if (each < '0' || each > '9') continue;
        length = length * 10 + static_cast<std::size_t>(each - '0');
        if (length > kLargestMessage) return std::nullopt;
      }
    }
    std::string body(length, '\0');
    in_.read(body.data(), static_cast<std::streamsize>(length));
    if (in_.gcount() != static_cast<std::streamsize>(length)) return std::nullopt;
    return body;
  }

  void send(Object message) {
    message["jsonrpc"] = "2.0";
    const std::string body = base::json::canonical(message);
    out_ << "Content-Length: " << body.size() << "\r\n\r\n" << body;
    out_.flush();
  }
  void reply(const Value* id, Value result) {
    send({{"id", id != nullptr ? *id : Value()}, {"result", std::move(result)}});
  }
  void reply_error(const Value* id, int code, const char* text) {
    send({{"id", id != nullptr ? *id : Value()}, {"error", Object{{"code", code}, {"message", text}}}});
  }

  void handle(const std::string& method, const Value& message) {
    const Value* id = message.find("id");
    const Value* params = message.find("params");
    const Value* document = params != nullptr ? params->find("textDocument") : nullptr;
    const std::string uri(document != nullptr ? document->text("uri") : "");
    if (method == "initialize") return reply(id, capabilities());
    if (method == "shutdown") {
      shut_ = true;
      return reply(id, Value());
    }
    if (document == nullptr) {  // whatever else there is concerns a document
      if (id != nullptr) reply_error(id, -32601, "unknown method");
      return;
    }
    if (method == "textDocument/didOpen") return open(uri, std::string(document->text("text")));
    if (method == "textDocument/didChange") {
      const Value* changes = params->find("contentChanges");
      if (changes != nullptr && changes->array() != nullptr && !changes->array()->empty())
        open(uri, std::string(changes->array()->back().text("text")));
      return;
    }
    if (method == "textDocument/didClose") {
      documents_.erase(uri);
      return send(
          {{"method", "textDocument/publishDiagnostics"}, {"params", Object{{"uri", uri}, {"diagnostics", Array{}}}}});
    }
    const auto found = documents_.find(uri);
    if (method == "textDocument/completion" || method == "textDocument/hover" || method == "textDocument/formatting") {
      if (found == documents_.end()) return reply(id, Value());
      const Document& text = found->second;
      if (method == "textDocument/completion")
        return reply(id, completions(text, text.offset(params->find("position"))));
      if (method == "textDocument/hover") return reply(id, hover(text, text.offset(params->find("position"))));
      return reply(id, formatted(text));
    }
    if (id != nullptr) reply_error(id, -32601, "unknown method");
  }

  static Value capabilities() {
    return Object{{"capabilities", Object{{"textDocumentSync", 1},  // whole texts: they are small
                                          {"completionProvider", Object{{"triggerCharacters", Array{" ", "\"", "."}}}},
                                          {"hoverProvider", true},
                                          {"documentFormattingProvider", true}}},
                  {"serverInfo", Object{{"name", "midspan terms"}}}};
  }

  void open(const std::string& uri, std::string text) {
    if (uri.empty()) return;
    const auto [place, added] = documents_.insert_or_assign(uri, Document(std::move(text)));
    const Document& document = place->second;
    terms::Reading reading = terms::read(document.text(), uri);
    people::Findings findings = std::move(reading.findings);
    // Of a sentence that is being written nobody needs to hear that its article says nothing yet.
    static const std::set<std::string_view> kNotYet = {"TRM-131", "TRM-136", "TRM-139"};
    for (people::Finding& each : terms::check(reading.agreement, nullptr, uri, document.text()))
      if (reading.ok || !kNotYet.contains(each.message.code)) findings.push_back(std::move(each));
    Array diagnostics;
    for (const people::Finding& finding : findings) {
      std::string sentence = locale::say(finding.message, language_);
      if (const auto advice = locale::what_to_do(finding.message, language_)) sentence += "\n" + *advice;
      const int severity = finding.severity == people::Severity::Wrong   ? 1
                           : finding.severity == people::Severity::Doubt ? 2
                                                                         : 3;
      diagnostics.push_back(Object{{"range", document.range(finding.place.begin, finding.place.end)},
                                   {"severity", severity},
                                   {"code", finding.message.code},
                                   {"source", "midspan"},
                                   {"message", sentence}});
    }
    send({{"method", "textDocument/publishDiagnostics"},
          {"params", Object{{"uri", uri}, {"diagnostics", std::move(diagnostics)}}}});
  }

  static Value completions(const Document& document, std::size_t offset) {
    Array items;
    for (const terms::Completion& each : terms::complete(document.text(), offset))
      items.push_back(Object{{"label", each.label}, {"insertText", each.insert}, {"detail", each.detail}});
    return Object{{"isIncomplete", false}, {"items", std::move(items)}};
  }

  static Value hover(const Document& document, std::size_t offset) {
    const terms::Hover found = terms::hover(document.text(), offset);
    if (found.text.empty()) return Value();
    return Object{{"contents", Object{{"kind", "plaintext"}, {"value", found.text}}},
                  {"range", document.range(found.span.begin, found.span.end)}};
  }

  static Value formatted(const Document& document) {
    const terms::Reading reading = terms::read(document.text(), "");
    if (!reading.ok) return Array{};
    return Array{Object{{"range", document.range(0, document.text().size())},
                        {"newText", terms::format(reading.agreement, reading.agreement.language)}}};
  }

  std::istream& in_;
  std::ostream& out_;
  std::string language_;
  std::map<std::string, Document> documents_;
  bool shut_ = false;
};

}  // namespace

base::Exit serve_terms(std::istream& in, std::ostream& out, std::string_view language) {
  return Server(in, out, language).run();
}

}  // namespace midspan::cli
