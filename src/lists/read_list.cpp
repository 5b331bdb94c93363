// SPDX-License-Identifier: Apache-2.0
// A list on one page: bytes -> grid -> layout -> columns -> entries -> findings.
#include "lists/read_list.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include "base/bytes.hpp"
#include "base/files.hpp"
#include "base/listed.hpp"
#include "lists/checks.hpp"
#include "lists/column_roles.hpp"
#include "lists/columns.hpp"
#include "lists/day_of_list.hpp"
#include "lists/everyone.hpp"
#include "lists/layout.hpp"
#include "lists/notes.hpp"
#include "lists/rows.hpp"
#include "lists/shape.hpp"
#include "lists/sheet/child.hpp"
#include "lists/sheet/delimited.hpp"
#include "lists/sheet/identify.hpp"
#include "lists/values.hpp"
#include "lists/vocabulary.hpp"
#include "names/countries.hpp"
#include "names/normalise.hpp"

namespace midspan::lists {

namespace {

using people::Severity;

struct Source {
  sheet::Grid grid;                     // of all the sheets that are read, their rows counted through
  std::vector<people::Sheet> sheets;    // empty: delimited text
  std::vector<people::OtherRow> above;  // titles and headings of the sheets after the first
  bool from_1904 = false;
};

std::vector<people::Cell> cells_of(const sheet::Grid& grid, const sheet::GridRow& row, std::size_t columns) {
  std::vector<people::Cell> cells(columns);
  for (std::uint32_t at = row.first; at < row.first + row.count; ++at) {
    const sheet::GridCell& cell = grid.cells[at];
    cells[cell.column].raw = grid.value(cell);
    cells[cell.column].type = cell.type;
  }
  return cells;
}

// ---- From bytes to one grid ---------------------------------------------------------------------------------------

struct SheetLook {
  std::int64_t score = 0;  // how much it looks like a list; 0 for an empty one
  bool like_a_list = false;
  std::vector<std::string> headings;  // folded; empty where there are none
  std::set<std::string> people;       // what each row says of who it is
};

// Names and births where a heading says which they are; else all of the row but its numbers.
std::string who_is_in(const sheet::Grid& grid, const sheet::GridRow& row, const std::vector<bool>& tells) {
  std::string words;
  const bool any = std::find(tells.begin(), tells.end(), true) != tells.end();
  for (std::uint32_t at = row.first; at < row.first + row.count; ++at) {
    const std::string_view text = grid.value(grid.cells[at]);
    const std::size_t column = grid.cells[at].column;
    const bool number = names::ascii_digits(text).find_first_not_of("0123456789. ") == std::string::npos;
    if (any ? column < tells.size() && tells[column] : !number) words.append(names::fold(text)).push_back('\n');
  }
  return words;
}

std::vector<bool> columns_that_tell_who(const Layout& layout) {
  std::vector<bool> tell;
  for (std::size_t column = 0; column < layout.header_columns; ++column) {
    const HeadingGuess guess = guess_heading(layout.headings[column], Effort::WholePhrases);
    tell.push_back(guess.unsettled == Unsettled::Name || is_name(guess.role) ||
                   guess.role == people::ColumnRole::BirthDate);
  }
  return tell;
}

// An older version, or a copy, rather than more of the list: half of its people are on the other sheet too.
bool repeats(const SheetLook& sheet, const SheetLook& other) {
  const auto known =
      static_cast<std::size_t>(std::count_if(sheet.people.begin(), sheet.people.end(), [&](const auto& one) {
        return other.people.find(one) != other.people.end();
      }));
  return known > 0 && known * 2 >= sheet.people.size();
}

std::vector<SheetLook> look_at_sheets(const sheet::SheetFile& file, std::size_t header_row) {
  std::vector<SheetLook> looks(file.sheets.size());
  for (std::size_t at = 0; at < file.previews.size(); ++at) {
    const sheet::Grid& preview = file.previews[at];
    if (preview.rows.empty()) continue;
    looks[at].score = 1 + static_cast<std::int64_t>(std::min<std::size_t>(preview.rows.size(), 50));
    const auto layout = find_layout(preview, header_row);
    if (!layout) continue;
    looks[at].score += layout->score + (layout->has_header ? 100 : 0);
    looks[at].like_a_list = layout->score >= 150 && preview.rows.size() > layout->first_row;
    for (std::size_t column = 0; column < layout->header_columns; ++column)
      looks[at].headings.push_back(names::fold(layout->headings[column]));
    const std::vector<bool> tells = columns_that_tell_who(*layout);
    for (std::size_t row = layout->first_row; row < preview.rows.size(); ++row)
      if (std::string who = who_is_in(preview, preview.rows[row], tells); !who.empty())
        looks[at].people.insert(std::move(who));
  }
  return looks;
}

// The sheets that a person named, or the one that looks most like a list, visible ones before hidden ones, and with it
// every visible sheet of the same headings and other people: a list is often kept on a sheet a camp.
base::Result<std::vector<std::size_t>> choose_sheets(const sheet::SheetFile& file, const std::vector<SheetLook>& looks,
                                                     const Mapping& mapping) {
  std::vector<std::size_t> chosen;
  for (const std::string& wanted : mapping.sheets) {
    std::string names;
    const std::size_t before = chosen.size();
    for (std::size_t at = 0; at < file.sheets.size() && chosen.size() == before; ++at) {
      if (names::fold(file.sheets[at].name) == names::fold(wanted)) chosen.push_back(at);
      if (names.size() < 500) base::add_listed(names, file.sheets[at].name);
    }
    if (chosen.size() == before)
      return base::failure("LST-034", {{"sheet", wanted}, {"sheets", names}}, base::Exit::WrongUse);
    if (looks[chosen.back()].headings != looks[chosen.front()].headings)
      return base::failure("LST-038",
                           {{"sheet", file.sheets[chosen.back()].name}, {"other", file.sheets[chosen.front()].name}},
                           base::Exit::WrongUse);
  }
  std::sort(chosen.begin(), chosen.end());
  chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
  if (!chosen.empty()) return chosen;
  std::size_t best = 0;
  std::int64_t best_score = -1;
  for (std::size_t at = 0; at < looks.size(); ++at) {
    const std::int64_t score = file.sheets[at].hidden ? looks[at].score / 4 : looks[at].score;
    if (score > best_score) best_score = score, best = at;
  }
  chosen.push_back(best);
  for (std::size_t at = 0; at < looks.size(); ++at) {
    const bool of_the_list =
        looks[best].like_a_list && looks[at].like_a_list && !file.sheets[at].hidden &&
        looks[at].headings == looks[best].headings &&
        std::none_of(chosen.begin(), chosen.end(), [&](std::size_t other) { return repeats(looks[at], looks[other]); });
    if (of_the_list) chosen.push_back(at);
  }
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

void note_sheets(const sheet::SheetFile& file, const std::vector<SheetLook>& looks, const Source& source,
                 bool named_by_a_person, Notes& notes) {
  if (file.chosen.size() > 1 && !named_by_a_person)
    notes.about_file(Severity::Doubt, "LST-158",
                     {{"count", static_cast<std::int64_t>(file.chosen.size())}, {"sheets", names_of(source.sheets)}});
  for (std::size_t at = 0; at < looks.size(); ++at) {
    if (std::find(file.chosen.begin(), file.chosen.end(), at) != file.chosen.end()) {
      if (file.sheets[at].hidden) notes.about_file(Severity::Doubt, "LST-114", {{"sheet", file.sheets[at].name}});
    } else if (looks[at].score != 0) {
      const auto same = std::find_if(file.chosen.begin(), file.chosen.end(), [&](std::size_t chosen) {
        return looks[chosen].headings == looks[at].headings && repeats(looks[at], looks[chosen]);
      });
      const bool same_headings = looks[at].headings == looks[file.chosen.front()].headings;
      if (!looks[at].like_a_list) notes.about_file(Severity::Note, "LST-109", {{"sheet", file.sheets[at].name}});
      else if (same != file.chosen.end())
        notes.about_file(Severity::Doubt, "LST-198",
                         {{"sheet", file.sheets[at].name}, {"other", file.sheets[*same].name}});
      else if (same_headings && file.sheets[at].hidden)
        notes.about_file(Severity::Doubt, "LST-199", {{"sheet", file.sheets[at].name}});
      else notes.about_file(Severity::Doubt, "LST-108", {{"sheet", file.sheets[at].name}});
    }
  }
}

// Puts a sheet below those that are read already, without the rows above its entries.
base::Result<void> put_below(Source& source, const sheet::Grid& more, std::string name, std::size_t header_row) {
  sheet::Grid& grid = source.grid;
  const std::uint32_t before = grid.rows.empty() ? 0 : grid.rows.back().number;
  source.sheets.push_back({std::move(name), before});
  const Layout layout = MIDSPAN_TRY(find_layout(more, header_row));
  for (std::size_t at = 0; at < layout.first_row; ++at)
    source.above.push_back({before + more.rows[at].number, cells_of(more, more.rows[at], layout.columns)});
  const auto text = static_cast<std::uint32_t>(grid.text.size());
  grid.text += more.text;
  for (std::size_t at = layout.first_row; at < more.rows.size(); ++at) {
    sheet::GridRow row = more.rows[at];
    const auto cells = more.cells.begin() + row.first;
    row.first = static_cast<std::uint32_t>(grid.cells.size());
    row.number += before;
    grid.rows.push_back(row);
    for (auto cell = cells; cell != cells + row.count; ++cell) {
      grid.cells.push_back(*cell);
      grid.cells.back().offset += text;
    }
  }
  for (sheet::Merge merge : more.merges) {
    merge.first_row += before;
    merge.last_row += before;
    grid.merges.push_back(merge);
  }
  for (const sheet::Comment& comment : more.comments)
    grid.comments.push_back({comment.row + before, comment.column, comment.text});
  return {};
}

base::Result<Source> read_source(std::string_view bytes, const ReadOptions& options, Notes& notes) {
  const sheet::Limits limits;
  Source source;
  const sheet::FileKind kind = MIDSPAN_TRY(sheet::identify(bytes));
  const std::size_t most = kind == sheet::FileKind::Text ? limits.text_file_bytes : limits.file_bytes;
  if (bytes.size() > most)
    return base::failure("LST-003", {{"size", static_cast<std::int64_t>(bytes.size() >> 20)},
                                     {"limit", static_cast<std::int64_t>(most >> 20)}});
  if (kind == sheet::FileKind::Text) {
    sheet::DelimitedFile file = MIDSPAN_TRY(sheet::read_delimited(bytes, limits, options.mapping.encoding));
    if (file.fit == sheet::Fit::Misfit)
      notes.about_file(Severity::Doubt, "LST-111", {{"encoding", std::string(name_of(file.encoding))}});
    else if (file.encoding_guessed)
      notes.about_file(Severity::Note, "LST-110", {{"encoding", std::string(name_of(file.encoding))}});
    if (file.broken_bytes != 0)
      notes.about_file(Severity::Doubt, "LST-112", {{"count", static_cast<std::int64_t>(file.broken_bytes)}});
    source.grid = std::move(file.grid);
    source.grid.shrink();
    return source;
  }
  std::vector<SheetLook> looks;
  const auto choose = [&](const sheet::SheetFile& seen) {
    looks = look_at_sheets(seen, options.mapping.header_row);
    return choose_sheets(seen, looks, options.mapping);
  };
  sheet::SheetFile file = MIDSPAN_TRY(sheet::read_in_child(bytes, limits, choose, options.progress));
  source.grid = std::move(file.grids.front());
  source.sheets.push_back({file.sheets[file.chosen.front()].name, 0});
  for (std::size_t at = 1; at < file.grids.size(); ++at) {
    MIDSPAN_CHECK(put_below(source, file.grids[at], file.sheets[file.chosen[at]].name, options.mapping.header_row));
    file.grids[at] = {};
  }
  notes.set_sheets(source.sheets);
  note_sheets(file, looks, source, !options.mapping.sheets.empty(), notes);
  source.from_1904 = file.date_system == sheet::DateSystem::From1904;
  if (source.grid.cells.empty()) return base::failure("LST-018");
  source.grid.shrink();
  return source;
}

// ---- From the grid to a version -----------------------------------------------------------------------------------

void note_columns(const std::vector<ColumnPlan>& plans, const Layout& layout, const Mapping& mapping,
                  const sheet::Grid& grid, Notes& notes) {
  if (!layout.has_header) notes.about_file(Severity::Doubt, "LST-107");
  bool has_name = false;
  const bool apart = births_apart(plans);
  for (std::size_t column = 0; column < plans.size(); ++column) {
    const ColumnPlan& plan = plans[column];
    has_name |= is_name(plan.role) || plan.role == people::ColumnRole::NationalId;
    const std::string heading = plan.heading.empty() ? sheet::column_letters(column) : plan.heading;
    const std::string role(word_of(plan.role));
    if (plan.overruled) {
      notes.about_column(Severity::Doubt, "LST-103", column,
                         {{"heading", heading}, {"says", std::string(word_of(plan.heading_says))}, {"role", role}});
    } else if (plan.doubled) {
      notes.about_column(Severity::Doubt, "LST-105", column,
                         {{"heading", heading}, {"role", std::string(word_of(plan.heading_says))}});
    } else if (plan.by == DecidedBy::Cells) {
      notes.about_column(Severity::Doubt, "LST-102", column, {{"heading", heading}, {"role", role}});
    } else if (plan.by == DecidedBy::Heading && plan.confidence < 70) {
      notes.about_column(Severity::Doubt, "LST-104", column, {{"heading", heading}, {"role", role}});
    } else if (plan.role == people::ColumnRole::FullName && !apart && plan.profile.named_births != 0) {
      notes.about_column(Severity::Note, "LST-157", column, {{"heading", heading}});
    } else if (plan.by == DecidedBy::Nothing && plan.profile.filled > 0) {
      notes.about_column(Severity::Note, "LST-101", column, {{"heading", heading}});
    }
  }
  if (!has_name) notes.about_file(Severity::Wrong, "LST-106");
  for (const std::uint16_t column : grid.hidden_columns)
    if (column < plans.size() && plans[column].profile.filled > 0)
      notes.about_column(Severity::Note, "LST-115", column);
  for (const MappedColumn& mapped : mapping.columns) {
    const bool found = std::any_of(plans.begin(), plans.end(), [&](const ColumnPlan& plan) {
      return plan.by == DecidedBy::Person &&
             (names::fold(plan.heading) == names::fold(mapped.heading) || mapped.heading.size() <= 2);
    });
    if (!found && !mapped.remembered)
      notes.about_file(Severity::Doubt, "LST-113",
                       {{"heading", mapped.heading}, {"role", std::string(word_of(mapped.role))}});
  }
}

// From which day ages count; said where nobody has said the day and there are ages.
ReadOptions with_day(ReadOptions options, const sheet::Grid& grid, const Layout& layout,
                     const std::vector<ColumnPlan>& plans, Notes& notes) {
  if (options.as_of) {
    options.received = options.as_of;
    return options;
  }
  auto title = day_of_list(grid, layout);
  if (title && options.received && title->day > *options.received) title.reset();
  if (title) options.as_of = title->day;
  for (std::size_t column = 0; column < plans.size(); ++column) {
    if (plans[column].role != people::ColumnRole::Age) continue;
    if (title)
      notes.about_column(Severity::Doubt, "LST-187", column,
                         {{"day", base::format_day(title->day)}, {"row", notes.row(title->row)}});
    else if (options.received)
      notes.about_column(Severity::Doubt, "LST-188", column, {{"day", base::format_day(*options.received)}});
  }
  return options;
}

// Rows above the entries with their empty lines, so that above[0] is row 1; not when the list starts absurdly far down.
void keep_above(const sheet::Grid& grid, const Layout& layout, people::ListVersion& version) {
  for (std::size_t at = 0; at < layout.first_row; ++at) {
    const sheet::GridRow& row = grid.rows[at];
    while (row.number <= 1000 && version.above.size() + 1 < row.number) version.above.emplace_back();
    version.above.push_back(cells_of(grid, row, layout.columns));
  }
}

people::ListVersion build(Source source, const ReadOptions& options, const Layout& layout,
                          const std::vector<ColumnPlan>& plans, Notes& notes) {
  const sheet::Grid& grid = source.grid;
  people::ListVersion version;
  version.sheets = source.sheets;
  version.header_row = layout.has_header ? grid.rows[layout.header_end - 1].number : 0;
  keep_above(grid, layout, version);
  for (const ColumnPlan& plan : plans) version.columns.push_back({plan.heading, plan.role, plan.confidence});

  const SortedRows sorted = sort_rows(grid, layout, plans, notes);
  version.others = std::move(source.above);
  for (const std::size_t at : sorted.others)
    version.others.push_back({grid.rows[at].number, cells_of(grid, grid.rows[at], layout.columns)});
  std::sort(version.others.begin(), version.others.end(),
            [](const people::OtherRow& left, const people::OtherRow& right) { return left.row < right.row; });

  ValueReader reader(grid, plans, sorted.entries, options, source.from_1904, notes);
  const CellChecks checks(grid, plans, sorted.entries, notes);
  RowView view(grid, plans, sorted.places);
  std::string place;  // of the section, or of the sheet
  std::string_view sheet;
  auto next_place = sorted.places.begin();
  const people::EntryValues of_everyone = values_of(options.mapping.everyone);
  for (const Said& said : options.mapping.everyone)
    notes.about_file(Severity::Note, "LST-156", {{"said", to_text(said)}});
  for (const std::string& nationality : of_everyone.nationalities)
    if (!names::is_country(nationality)) notes.about_file(Severity::Doubt, "LST-180", {{"text", nationality}});
  version.entries.reserve(sorted.entries.size());
  for (const std::size_t at : sorted.entries) {
    const sheet::GridRow& row = grid.rows[at];
    people::Entry entry;
    if (options.ids != nullptr) entry.id = people::EntryId(options.ids->id());
    entry.row = row.number;
    entry.number = version.entries.size() + 1;
    entry.set_cells(cells_of(grid, row, layout.columns));
    if (const people::RowPlace here = row_place(version.sheets, row.number); here.sheet != sheet) {
      sheet = here.sheet;
      place = is_place_of_detention(sheet) ? sheet : std::string_view();
    }
    for (; next_place != sorted.places.end() && *next_place < at; ++next_place)
      place = trimmed(grid.value(grid.cells[grid.rows[*next_place].first]));
    const std::vector<RowCell>& cells = view.of(at, notes);
    for (std::size_t column = 0; column < cells.size(); ++column)
      if (!cells[column].text.empty() || cells[column].flags != 0) checks.check(cells[column], row.number, column);
    people::EntryValues values = reader.read(cells, row.number);
    if (values.facility.empty()) values.facility = place;
    fill(values, of_everyone, [&](people::ColumnRole role) {
      for (std::size_t column = 0; column < cells.size(); ++column)
        if (plans[column].role == role && !is_absent(cells[column].text)) return true;
      return false;
    });
    entry.set_values(values);
    version.entries.push_back(std::move(entry));
    if (options.progress != nullptr && version.entries.size() % 1000 == 0)
      options.progress->report("progress.lists.entries", version.entries.size(), sorted.entries.size());
  }
  view.note_repeated(notes);
  reader.note_taken();
  check_signs(grid, sorted.entries, notes);
  check_totals(sorted.stated, version, notes);
  return version;
}

base::Result<people::ListVersion> read_bytes(std::string_view bytes, std::string_view name,
                                             const ReadOptions& options) {
  Notes notes{std::string(name)};
  Source source = MIDSPAN_TRY(read_source(bytes, options, notes));
  const Layout layout = MIDSPAN_TRY(find_layout(source.grid, options.mapping.header_row));
  const std::vector<ColumnPlan> plans = plan_columns(source.grid, layout, options.mapping);
  const Shape shape = note_shape(source.grid, layout, plans, notes);
  // What columns say means nothing while no column is a particular.
  if (shape != Shape::PeopleInColumns && shape != Shape::PeopleInBlocks)
    note_columns(plans, layout, options.mapping, source.grid, notes);
  const std::vector<sheet::Comment> comments = source.grid.comments;
  const ReadOptions dated = with_day(options, source.grid, layout, plans, notes);
  people::ListVersion version = build(std::move(source), dated, layout, plans, notes);
  version.day = dated.as_of;
  for (const sheet::Comment& comment : comments)
    notes.about_cell(Severity::Note, "LST-135", comment.row, comment.column, {{"text", comment.text}});
  check_entries(version, plans, notes);
  if (options.ids != nullptr) version.id = people::VersionId(options.ids->id());
  version.list = options.list;
  version.party = options.party;
  version.kind = options.kind;
  version.number = options.number;
  version.file_name = name;
  version.file_digest = base::to_hex(base::sha256(bytes));
  for (std::size_t column = 0; column < plans.size() && options.kind == people::ListKind::Held; ++column)
    if (plans[column].role == people::ColumnRole::Consent) notes.about_column(Severity::Doubt, "LST-190", column);
  version.findings = notes.take();
  return version;
}

}  // namespace

base::Result<people::ListVersion> read_list(std::string_view bytes, std::string_view name, const ReadOptions& options) {
  return read_bytes(bytes, name, options).map_error([&](const base::Error& error) { return base::about(error, name); });
}

base::Result<people::ListVersion> read_list(const std::filesystem::path& path, const ReadOptions& options) {
  std::error_code problem;
  if (std::filesystem::is_directory(path, problem)) return base::failure("LST-019", {{"path", path.string()}});
  const std::uintmax_t size = std::filesystem::file_size(path, problem);
  const std::size_t most = sheet::Limits().text_file_bytes;
  if (!problem && size > most) {
    const base::Message too_large{
        "LST-003", {{"size", static_cast<std::int64_t>(size >> 20)}, {"limit", static_cast<std::int64_t>(most >> 20)}}};
    return tl::unexpected(base::Error{too_large, base::Exit::Cannot, path.filename().string()});
  }
  const std::string bytes = MIDSPAN_TRY(base::read_file(path));
  return read_list(bytes, path.filename().string(), options);
}

bool needs_a_person(const people::Findings& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const people::Finding& finding) { return finding.severity != Severity::Note; });
}

}  // namespace midspan::lists
