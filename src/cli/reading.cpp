// SPDX-License-Identifier: Apache-2.0
#include "cli/reading.hpp"

#include <filesystem>

#include "base/day.hpp"
#include "base/files.hpp"

namespace midspan::cli {

void Reading::declare(Command& app) {
  app.add_option("--sheet", sheets_, "a sheet of a workbook, by its name; more than once for a list over several");
  app.add_option("--header-row", header_row_, "the row that the headings are in");
  app.add_option("--map", maps_, "\"HEADING=ROLE\" or \"C=ROLE\"; again for each column")->allow_extra_args(false);
  app.add_option("--encoding", encoding_, "of delimited text, when it is guessed wrongly: koi8-r, windows-1256 ...");
  app.add_option(
         "--everyone", everyone_,
         "\"ROLE=WORDS\" that hold of everyone and stand in no column: \"category=prisoner of war\"; again for each")
      ->allow_extra_args(false);
  app.add_option("--mapping", mapping_file_, "a file that remembers all that for the next list");
  app.add_option("--as-of", as_of_, "the day of the list, yyyy-mm-dd: ages count from it, later dates are doubted");
}

base::Result<lists::ReadOptions> Reading::options(const Common& common, Output& output) const {
  lists::ReadOptions options;
  options.progress = &output.progress();
  if (!mapping_file_.empty() && std::filesystem::exists(mapping_file_)) {
    const std::string text = MIDSPAN_TRY(base::read_file(mapping_file_));
    const base::json::Value value = MIDSPAN_TRY(base::json::parse(text, base::json::Strictness::Document));
    options.mapping = MIDSPAN_TRY(lists::mapping_from_json(value));
  }
  for (const std::string& text : maps_) lists::add(options.mapping, MIDSPAN_TRY(lists::parse_mapped_column(text)));
  if (!sheets_.empty()) options.mapping.sheets = sheets_;
  if (header_row_ != 0) options.mapping.header_row = header_row_;
  if (!encoding_.empty()) options.mapping.encoding = encoding_;
  if (!everyone_.empty()) options.mapping.everyone.clear();
  for (const std::string& text : everyone_) options.mapping.everyone.push_back(MIDSPAN_TRY(lists::parse_said(text)));
  for (const auto& [text, day] :
       {std::pair(as_of_, &options.as_of), std::pair(common.at.value_or("").substr(0, 10), &options.received)}) {
    if (text.empty()) continue;
    *day = base::parse_day(text);
    if (!*day) return base::failure("CLI-034", {{"text", text}}, base::Exit::WrongUse);
  }
  return options;
}

base::Result<void> Reading::remember(const lists::Mapping& mapping) const {
  const bool said = !maps_.empty() || !sheets_.empty() || header_row_ != 0 || !encoding_.empty() || !everyone_.empty();
  if (mapping_file_.empty() || !said) return {};
  return base::write_file(mapping_file_, base::json::pretty(lists::to_json(mapping)) + "\n");
}

}  // namespace midspan::cli
