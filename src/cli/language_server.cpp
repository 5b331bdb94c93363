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
#include "names/normalise.hpp"
#include "terms/editor.hpp"
#include "terms/terms.hpp"

namespace midspan::cli {

namespace {

using base::json::Array;
using base::json::Object;
using base::json::Value;

constexpr std::size_t kLargestMessage = 32U << 20U;

// LSP counts lines from 0 and characters in UTF-16 units; what lies behind the end of a line is its end.
class Document {
 public:
  explicit Document(std::string text) : text_(std::move(text)) {
    starts_.push_back(0);
    for (std::size_t at = 0; at < text_.size(); ++at)  // a line ends with \n, \r or both
      if (text_[at] == '\n' || (text_[at] == '\r' && text_.compare(at + 1, 1, "\n") != 0)) starts_.push_back(at + 1);
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
    while (left > 0 && at < text_.size() && text_[at] != '\n' && text_[at] != '\r')
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
      if (message->text("method") == "exit") return shut_ ? base::Exit::Done : base::Exit::Cannot;
      handle(std::string(message->text("method")), *message);
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
    if (method.empty()) return;  // an answer; nothing was asked
    if (method == "initialize") {
      initialized_ = true;
      return reply(id, capabilities());
    }
    if (method == "textDocument/didOpen" && document != nullptr) return open(uri, std::string(document->text("text")));
    if (method == "textDocument/didChange" && params != nullptr) return change(uri, params->find("contentChanges"));
    if (method == "textDocument/didClose") {
      documents_.erase(uri);
      return publish(uri, Array{});
    }
    if (id == nullptr) return;  // what needs no answer and concerns no document, $/cancelRequest too
    if (!initialized_) return reply_error(id, -32002, "not initialized");
    if (shut_) return reply_error(id, -32600, "shut down");
    if (method == "shutdown") {
      shut_ = true;
      return reply(id, Value());
    }
    const auto found = documents_.find(uri);
    const Document* text = found != documents_.end() ? &found->second.document : nullptr;
    const auto at = [&] { return text->offset(params->find("position")); };
    if (method == "textDocument/completion") return reply(id, text != nullptr ? completions(*text, at()) : Value());
    if (method == "textDocument/hover") return reply(id, text != nullptr ? hover(*text, at()) : Value());
    if (method == "textDocument/formatting") return reply(id, text != nullptr ? formatted(*text) : Value());
    if (method == "textDocument/codeAction")
      return reply(id, text != nullptr ? actions(uri, found->second, params->find("range")) : Value());
    reply_error(id, -32601, "unknown method");
  }

  static Value capabilities() {
    return Object{{"capabilities", Object{{"textDocumentSync", 2},  // what changed, as ranges
                                          {"completionProvider", Object{{"triggerCharacters", Array{" ", "\"", "."}}}},
                                          {"hoverProvider", true},
                                          {"codeActionProvider", Object{{"codeActionKinds", Array{"quickfix"}}}},
                                          {"documentFormattingProvider", true}}},
                  {"serverInfo", Object{{"name", "midspan terms"}}}};
  }

  struct Opened {
    Document document;
    people::Findings findings;
  };

  void change(const std::string& uri, const Value* changes) {
    const auto found = documents_.find(uri);
    if (found == documents_.end() || changes == nullptr || changes->array() == nullptr) return;
    Document document = found->second.document;
    for (const Value& each : *changes->array()) {
      const std::string_view words = each.text("text");
      if (const Value* range = each.find("range"); range != nullptr && range->object() != nullptr) {
        const std::size_t begin = document.offset(range->find("start"));
        const std::size_t end = std::max(begin, document.offset(range->find("end")));
        document = Document(document.text().substr(0, begin).append(words).append(document.text(), end));
      } else {
        document = Document(std::string(words));
      }
    }
    open(uri, document.text());
  }

  void open(const std::string& uri, std::string text) {
    if (uri.empty()) return;
    const auto [place, added] = documents_.insert_or_assign(uri, Opened{Document(std::move(text)), {}});
    const Document& document = place->second.document;
    terms::Reading reading = terms::read(document.text(), uri);
    people::Findings& findings = place->second.findings = std::move(reading.findings);
    // Of a sentence that is being written nobody needs to hear that its article says nothing yet.
    static const std::set<std::string_view> kNotYet = {"TRM-131", "TRM-136", "TRM-139"};
    for (people::Finding& each : terms::check(reading.agreement, nullptr, uri, document.text()))
      if (reading.ok || !kNotYet.contains(each.message.code)) findings.push_back(std::move(each));
    Array diagnostics;
    for (const people::Finding& finding : findings) diagnostics.push_back(diagnostic(document, finding));
    publish(uri, std::move(diagnostics));
  }

  void publish(const std::string& uri, Array diagnostics) {
    send({{"method", "textDocument/publishDiagnostics"},
          {"params", Object{{"uri", uri}, {"diagnostics", std::move(diagnostics)}}}});
  }

  Value diagnostic(const Document& document, const people::Finding& finding) const {
    std::string sentence = locale::say(finding.message, language_);
    if (const auto advice = locale::what_to_do(finding.message, language_)) sentence += "\n" + *advice;
    const int severity = finding.severity == people::Severity::Wrong   ? 1
                         : finding.severity == people::Severity::Doubt ? 2
                                                                       : 3;
    return Object{{"range", document.range(finding.place.begin, finding.place.end)},
                  {"severity", severity},
                  {"code", finding.message.code},
                  {"source", "midspan"},
                  {"message", sentence}};
  }

  // Of each finding in the range, what it proposes to write.
  Value actions(const std::string& uri, const Opened& opened, const Value* range) const {
    const std::size_t begin = opened.document.offset(range != nullptr ? range->find("start") : nullptr);
    const std::size_t end = opened.document.offset(range != nullptr ? range->find("end") : nullptr);
    Array made;
    for (const people::Finding& finding : opened.findings) {
      if (finding.place.begin > end || finding.place.end < begin) continue;
      for (const terms::Mend& mend : terms::mends(finding, opened.document.text())) {
        const Value edit =
            Object{{"range", opened.document.range(mend.span.begin, mend.span.end)}, {"newText", mend.text}};
        const bool added = mend.span.begin == mend.span.end;
        made.push_back(Object{
            {"title",
             locale::say({added ? "TRM-206" : "TRM-207", {{"mend", names::clean_spaces(mend.text)}}}, language_)},
            {"kind", "quickfix"},
            {"diagnostics", Array{diagnostic(opened.document, finding)}},
            {"edit", Object{{"changes", Object{{uri, Array{edit}}}}}}});
      }
    }
    return made;
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
  std::map<std::string, Opened> documents_;
  bool initialized_ = false;
  bool shut_ = false;
};

}  // namespace

base::Exit serve_terms(std::istream& in, std::ostream& out, std::string_view language) {
  return Server(in, out, language).run();
}

}  // namespace midspan::cli
