// SPDX-License-Identifier: Apache-2.0
#include "record/act.hpp"

#include <algorithm>

#include "base/day.hpp"
#include "record/act_types.hpp"

namespace midspan::record {

namespace json = base::json;

namespace {

constexpr std::int64_t kLargestNumber = (std::int64_t{1} << 53) - 1;
constexpr std::size_t kLongestWord = 64;  // of a type or a role

bool is_lower_hex(std::string_view text, std::size_t length) {
  return text.size() == length &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool is_word_character(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }

bool is_role(std::string_view text) {
  return !text.empty() && text.size() <= kLongestWord && std::all_of(text.begin(), text.end(), is_word_character);
}

// What an envelope may hold; nullptr when it is in order. The one list of rules, for writing and for reading.
const char* envelope_problem(const Act& act) {
  if (!is_operation_id(act.operation)) return "operation is 32 hexadecimal digits";
  if (act.seq < 0 || act.seq > kLargestNumber) return "seq is a whole number from 0";
  if (!is_act_type(act.type)) return "type is lower-case words joined by dots";
  if (!is_key_name(act.author)) return "author is the name of a key";
  if (!is_role(act.role)) return "role is one lower-case word";
  if (!is_timestamp(act.at)) return "at is a time like 2025-04-20T12:00:00Z";
  if (!act.prev.empty() && !is_lower_hex(act.prev, 64)) return "prev is a leaf hash in hexadecimal, or empty";
  if (act.body.object() == nullptr) return "body is an object";
  for (const Attachment& attachment : act.attachments)
    if (attachment.size > static_cast<std::uint64_t>(kLargestNumber)) return "size of an attachment";
  return nullptr;
}

json::Value envelope(const Act& act) {
  json::Array attachments;
  for (const Attachment& attachment : act.attachments)
    attachments.push_back(json::Object{{"digest", base::to_hex(attachment.digest)},
                                       {"size", static_cast<std::int64_t>(attachment.size)}});
  return json::Object{{"at", act.at},
                      {"attachments", std::move(attachments)},
                      {"author", act.author},
                      {"body", act.body},
                      {"operation", act.operation},
                      {"prev", act.prev},
                      {"role", act.role},
                      {"seq", act.seq},
                      {"type", act.type},
                      {"v", kActVersion}};
}

// Members of an object in exactly this order: canonical text has them sorted, so nothing may be missing or added.
template <std::size_t N>
bool has_exactly(const json::Object& object, const char* const (&names)[N]) {
  if (object.size() != N) return false;
  for (std::size_t at = 0; at < N; ++at)
    if (object.members()[at].first != names[at]) return false;
  return true;
}

bool read_attachment(const json::Value& value, Attachment& attachment) {
  const json::Object* object = value.object();
  if (object == nullptr || !has_exactly(*object, {"digest", "size"})) return false;
  const std::string* digest = object->members()[0].second.string();
  const std::int64_t* size = object->members()[1].second.integer();
  if (digest == nullptr || size == nullptr || *size < 0 || !is_lower_hex(*digest, 64)) return false;
  attachment = {*base::digest_from_hex(*digest), static_cast<std::uint64_t>(*size)};
  return true;
}

// Into the act; nullptr when it is in order.
const char* read_envelope(const json::Value& value, Act& act) {
  const json::Object* object = value.object();
  if (object == nullptr ||
      !has_exactly(*object, {"at", "attachments", "author", "body", "operation", "prev", "role", "seq", "type", "v"}))
    return "an act has the members at, attachments, author, body, operation, prev, role, seq, type, v and no other";
  const auto& members = object->members();
  for (const std::size_t at : {0, 2, 4, 5, 6, 8})
    if (members[at].second.string() == nullptr) return "a member that is a text is not one";
  if (members[7].second.integer() == nullptr) return "seq is a whole number from 0";
  if (members[9].second.integer() == nullptr || *members[9].second.integer() != kActVersion) return "v is 1";
  const json::Array* attachments = members[1].second.array();
  if (attachments == nullptr) return "attachments is a list";
  act.at = *members[0].second.string();
  act.attachments.resize(attachments->size());
  for (std::size_t at = 0; at < attachments->size(); ++at)
    if (!read_attachment((*attachments)[at], act.attachments[at])) return "an attachment is a digest and a size";
  act.author = *members[2].second.string();
  act.body = members[3].second;
  act.operation = *members[4].second.string();
  act.prev = *members[5].second.string();
  act.role = *members[6].second.string();
  act.seq = *members[7].second.integer();
  act.type = *members[8].second.string();
  return envelope_problem(act);
}

tl::unexpected<base::Error> unreadable(std::int64_t offset, std::string reason) {
  return base::failure("RCD-032", {{"offset", offset}, {"reason", std::move(reason)}});
}

}  // namespace

bool is_operation_id(std::string_view text) { return is_lower_hex(text, 32); }

bool is_act_type(std::string_view text) {
  if (text.empty() || text.size() > kLongestWord || text.find('.') == std::string_view::npos) return false;
  char before = '.';
  for (const char c : text) {
    if (c == '.' ? before == '.' : !is_word_character(c)) return false;
    before = c;
  }
  return before != '.';
}

bool is_timestamp(std::string_view text) {
  if (text.size() != 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z') return false;
  if (!base::parse_day(text.substr(0, 10))) return false;
  const auto below = [&](std::size_t at, int limit) {
    if (text[at] < '0' || text[at] > '9' || text[at + 1] < '0' || text[at + 1] > '9') return false;
    return (text[at] - '0') * 10 + (text[at + 1] - '0') < limit;
  };
  return below(11, 24) && below(14, 60) && below(17, 60);
}

base::Result<std::string> sign_act(const Act& act, const Signer& author) {
  if (const char* problem = envelope_problem(act)) return base::failure("RCD-030", {{"reason", std::string(problem)}});
  if (act.author != author.name()) return base::failure("RCD-030", {{"reason", std::string("author is who signs")}});
  const std::string text = json::canonical(envelope(act)) + "\n";
  // What we write must be what a reader takes: a fraction, a broken character or too deep a body stops here.
  if (const auto read = json::parse(std::string_view(text).substr(0, text.size() - 1), json::Strictness::Act); !read)
    return base::failure("RCD-030", {{"reason", std::get<std::string>(read.error().message.arguments.back().second)}});
  std::string note = sign_note(text, author);
  if (note.size() > kLargestAct)
    return base::failure("RCD-031", {{"size", static_cast<std::int64_t>(note.size())},
                                     {"limit", static_cast<std::int64_t>(kLargestAct)}});
  return note;
}

base::Result<ParsedAct> parse_act(std::string_view bytes) {
  if (bytes.size() > kLargestAct)
    return unreadable(static_cast<std::int64_t>(kLargestAct), "longer than an act may be");
  ParsedAct parsed;
  parsed.note = MIDSPAN_TRY(parse_note(bytes));
  const std::string_view line = parsed.note.text.substr(0, parsed.note.text.size() - 1);
  if (const std::size_t end = line.find('\n'); end != std::string_view::npos)
    return unreadable(static_cast<std::int64_t>(end), "an act is one line");
  const auto value = json::parse(line, json::Strictness::Act);
  if (!value) {
    const auto& arguments = value.error().message.arguments;  // offset, reason
    return unreadable(std::get<std::int64_t>(arguments[0].second), std::get<std::string>(arguments[1].second));
  }
  if (const char* problem = read_envelope(*value, parsed.act)) return unreadable(0, problem);
  if (parsed.note.signatures.front().name != parsed.act.author)
    return unreadable(static_cast<std::int64_t>(parsed.note.text.size() + 1),
                      "the first signature is not the author’s");
  return parsed;
}

base::Result<SignedAct> read_act(std::string bytes) {
  ParsedAct parsed = MIDSPAN_TRY(parse_act(bytes));
  const Digest leaf = leaf_hash(bytes);
  return SignedAct{std::move(parsed.act), std::move(bytes), leaf};
}

std::vector<std::string> keys_enrolled_by(const Act& act) {
  std::vector<std::string> keys;
  const json::Value* several = act.type == type::kPartyAdd ? act.body.find("keys") : nullptr;
  if (several != nullptr && several->array() != nullptr)
    for (const json::Value& key : *several->array())
      if (key.string() != nullptr) keys.push_back(*key.string());
  if (act.type == type::kOperationOpen || act.type == type::kKeyGrant || act.type == type::kKeyRotate)
    keys.emplace_back(act.body.text("key"));
  return keys;
}

}  // namespace midspan::record
