// SPDX-License-Identifier: Apache-2.0
// What a report says, as messages for people and as JSON for programs.
#include "base/listed.hpp"
#include "base/utf8.hpp"
#include "verify/verify.hpp"

namespace midspan::verify {

namespace json = base::json;

namespace {

std::int64_t number_of(std::uint64_t value) { return static_cast<std::int64_t>(value); }

std::string listed(const std::vector<std::string>& names) { return names.empty() ? "-" : base::listed(names); }

}  // namespace

base::Message on_one_line(base::Message message) {
  for (auto& [name, value] : message.arguments)
    if (auto* text = std::get_if<std::string>(&value)) *text = base::on_one_line(*text);
  return message;
}

std::vector<base::Message> summary(const Report& report) {
  std::vector<base::Message> lines;
  if (!report.operation.empty())
    lines.push_back({"VER-102", {{"operation", report.operation}, {"title", report.title}}});
  if (report.unsealed) lines.push_back({"VER-109", {}});
  if (!report.log_key.empty()) lines.push_back({"VER-103", {{"key", report.log_key}}});
  for (const AnnexState& annex : report.annexes) {
    lines.push_back({"VER-105",
                     {{"annex", annex.annex},
                      {"phase", annex.phase.empty() ? std::string("-") : annex.phase},
                      {"lines", annex.lines},
                      {"signed", listed(annex.signed_by)}}});
    if (annex.replaced) lines.push_back({"VER-112", {}});
    else if (!annex.missing.empty()) lines.push_back({"VER-106", {{"missing", listed(annex.missing)}}});
    if (!annex.file_present) lines.push_back({"VER-107", {{"annex", annex.annex}}});
  }
  lines.push_back({"VER-108",
                   {{"documents", number_of(report.documents)},
                    {"sealed", number_of(report.sealed)},
                    {"absent", number_of(report.attachments_absent)}}});
  if (report.sealed_uncited != 0) lines.push_back({"VER-113", {{"count", number_of(report.sealed_uncited)}}});
  if (report.set_back != 0)
    lines.push_back({"VER-111", {{"count", number_of(report.set_back)}, {"act", report.first_set_back}}});
  if (report.good())
    lines.push_back({"VER-100",
                     {{"acts", number_of(report.acts)},
                      {"parties", number_of(report.parties)},
                      {"keys", number_of(report.keys)},
                      {"root", report.root}}});
  else lines.push_back({"VER-101", {{"problems", number_of(report.problems_in_all)}}});
  for (base::Message& line : lines) line = on_one_line(std::move(line));
  return lines;
}

json::Value to_json(const Report& report) {
  const auto number = [](std::uint64_t value) { return json::Value(static_cast<std::int64_t>(value)); };
  const auto names = [](const std::vector<std::string>& texts) { return json::Array(texts.begin(), texts.end()); };
  json::Array annexes;
  for (const AnnexState& annex : report.annexes)
    annexes.push_back(json::Object{{"annex", annex.annex},
                                   {"phase", annex.phase},
                                   {"digest", annex.digest},
                                   {"lines", annex.lines},
                                   {"signed_by", names(annex.signed_by)},
                                   {"missing", names(annex.missing)},
                                   {"replaced", annex.replaced},
                                   {"file_present", annex.file_present}});
  json::Array problems;
  for (const people::Finding& problem : report.problems) {
    json::Object arguments;
    for (const auto& [name, value] : problem.message.arguments) {
      if (const auto* integer = std::get_if<std::int64_t>(&value)) arguments[name] = *integer;
      else arguments[name] = std::get<std::string>(value);
    }
    problems.push_back(json::Object{{"code", problem.message.code},
                                    {"arguments", std::move(arguments)},
                                    {"file", problem.place.source},
                                    {"line", number(problem.place.line)},
                                    {"begin", number(problem.place.begin)},
                                    {"end", number(problem.place.end)}});
  }
  return json::Object{{"good", report.good()},
                      {"operation", report.operation},
                      {"title", report.title},
                      {"log_key", report.log_key},
                      {"root", report.root},
                      {"acts", number(report.acts)},
                      {"parties", number(report.parties)},
                      {"keys", number(report.keys)},
                      {"documents", number(report.documents)},
                      {"sealed", number(report.sealed)},
                      {"sealed_uncited", number(report.sealed_uncited)},
                      {"attachments_absent", number(report.attachments_absent)},
                      {"unsealed", report.unsealed},
                      {"set_back", number(report.set_back)},
                      {"first_set_back", report.first_set_back},
                      {"annexes", std::move(annexes)},
                      {"problems", std::move(problems)},
                      {"problems_in_all", number(report.problems_in_all)}};
}

}  // namespace midspan::verify
