// SPDX-License-Identifier: Apache-2.0
#include "cli/reconcile_labels.hpp"

#include <charconv>
#include <initializer_list>
#include <optional>

#include "base/csv.hpp"
#include "base/files.hpp"

namespace midspan::cli {

namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// "1", "0", "0.25", "yes", "no" in parts per million.
std::optional<std::int32_t> ppm_of(std::string_view text) {
  if (text == "yes" || text == "true" || text == "same") return 1'000'000;
  if (text == "no" || text == "false" || text == "different") return 0;
  std::int64_t ppm = 0;
  std::int64_t step = 1'000'000;
  bool fraction = false;
  bool digits = false;
  for (const char byte : text) {
    if (byte == '.' && !fraction) {
      fraction = true;
      continue;
    }
    if (byte < '0' || byte > '9') return std::nullopt;
    digits = true;
    if (fraction) {
      step /= 10;
      ppm += (byte - '0') * step;
    } else {
      ppm = ppm * 10 + (byte - '0') * 1'000'000;
    }
    if (ppm > 1'000'000) return std::nullopt;
  }
  if (!digits) return std::nullopt;
  return static_cast<std::int32_t>(ppm);
}

// By the name of its file, with or without the ending; nothing where that is no list, or several.
std::optional<std::uint32_t> list_called(const std::vector<const reconcile::Source*>& lists, std::string_view called) {
  std::optional<std::uint32_t> found;
  for (std::uint32_t list = 0; list < lists.size(); ++list) {
    const std::string_view name = lists[list]->name();
    if (name != called && name.substr(0, name.rfind('.')) != called) continue;
    if (found) return std::nullopt;
    found = list;
  }
  return found;
}

std::optional<std::uint32_t> number_of(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number == 0) return std::nullopt;
  return number;
}

}  // namespace

base::Result<std::vector<reconcile::Labelled>> read_labels(const std::string& path,
                                                           const std::vector<const reconcile::Source*>& lists) {
  const auto refused = [&](std::string reason) {
    return base::failure("RCN-024", {{"path", path}, {"reason", std::move(reason)}}, base::Exit::WrongUse);
  };
  const std::string text = MIDSPAN_TRY(base::read_file(path));
  base::CsvReader reader(text);
  std::vector<std::string_view> cells;
  if (!reader.next(cells)) return refused("the file is empty");
  std::vector<std::string> header(cells.begin(), cells.end());
  if (header.front().starts_with("\xEF\xBB\xBF")) header.front().erase(0, 3);
  const auto column = [&](std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names)
      for (std::size_t at = 0; at < header.size(); ++at)
        if (header[at] == name) return at;
    return kNone;
  };
  struct Side {
    std::size_t row, id, list, name;
  };
  const Side sides[2] = {
      {column({"row_l"}), column({"id_l", "unique_id_l"}), column({"list_l"}), column({"source_dataset_l"})},
      {column({"row_r"}), column({"id_r", "unique_id_r"}), column({"list_r"}), column({"source_dataset_r"})}};
  const std::size_t same = column({"same", "clerical_match_score", "match"});
  if (same == kNone) return refused("it has no column \"same\"");
  for (const Side& side : sides)
    if (side.row == kNone && side.id == kNone) return refused("it says neither rows nor ids");

  std::vector<reconcile::Labelled> labels;
  while (reader.next(cells)) {
    const std::size_t line = reader.line();
    const auto cell = [&](std::size_t at) { return at < cells.size() ? cells[at] : std::string_view(); };
    const auto ppm = ppm_of(cell(same));
    if (!ppm) return refused("line " + std::to_string(line) + " does not say 1, 0 or a probability");
    reconcile::Labelled label;
    label.same_ppm = *ppm;
    label.line = line;
    for (std::size_t at = 0; at < 2; ++at) {
      const Side& side = sides[at];
      reconcile::LabelledRow& row = at == 0 ? label.left : label.right;
      row.list = static_cast<std::uint32_t>(lists.size() > 1 ? at : 0);
      if (side.list != kNone) {
        const auto number = number_of(cell(side.list));
        if (!number || *number > lists.size())
          return refused("line " + std::to_string(line) + " names a list that is not there");
        row.list = *number - 1;
      } else if (side.name != kNone) {
        const auto list = list_called(lists, cell(side.name));
        if (!list)
          return refused("line " + std::to_string(line) + " names the list \"" + std::string(cell(side.name)) +
                         "\", which is none of these, or more than one");
        row.list = *list;
      } else if (lists.size() > 2) {
        return refused("with more than two lists it must have list_l and list_r");
      }
      // Rows are sure where both stand; ids may be repeated.
      if (side.row != kNone) {
        const auto number = number_of(cell(side.row));
        if (!number) return refused("line " + std::to_string(line) + " has no number of a row");
        row.row = *number - 1;
      } else {
        row.id = cell(side.id);
        if (row.id.empty()) return refused("line " + std::to_string(line) + " has no id");
      }
    }
    labels.push_back(std::move(label));
  }
  return labels;
}

}  // namespace midspan::cli
