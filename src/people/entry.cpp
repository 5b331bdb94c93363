// SPDX-License-Identifier: Apache-2.0
// How an entry is kept in memory: its cells and its values each in one string, whole numbers as base 128, texts behind
// their lengths. Never written anywhere: the record has its own form. The fields are named once, in `each_field`, for
// both directions; most entries have few of them, so a bit says which are there.
#include <type_traits>
#include <utility>

#include "base/listed.hpp"
#include "people/list.hpp"

namespace midspan::people {

namespace {

class Packer {
 public:
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes_.push_back(static_cast<char>(value | 0x80));
    bytes_.push_back(static_cast<char>(value));
  }
  void text(std::string_view value) {
    number(value.size());
    bytes_.append(value);
  }
  std::string take() {
    bytes_.shrink_to_fit();
    return std::move(bytes_);
  }

 private:
  std::string bytes_;
};

// REQUIRES: what a Packer made.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : bytes_(bytes) {}
  bool at_end() const { return at_ == bytes_.size(); }
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(bytes_[at_++]);
      value |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return value;
    }
  }
  std::string_view text() {
    const std::size_t size = number();
    at_ += size;
    return bytes_.substr(at_ - size, size);
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

// ---- What each kind of field is made of; `absent` fields take no room ---------------------------------------------

std::uint64_t zigzag(std::int64_t value) {
  return static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63);
}
std::int64_t unzigzag(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

template <typename Enum>
std::enable_if_t<std::is_enum_v<Enum>, bool> absent(Enum value) {
  return value == Enum{};
}
bool absent(const std::string& text) { return text.empty(); }
bool absent(const NameForm& name) { return name == NameForm(); }
bool absent(const DateSpan& date) { return date == DateSpan(); }
template <typename Item>
bool absent(const std::vector<Item>& items) {
  return items.empty();
}

template <typename Enum>
std::enable_if_t<std::is_enum_v<Enum>> pack(Packer& out, Enum value) {
  out.number(static_cast<std::uint64_t>(value));
}
void pack(Packer& out, const std::string& text) { out.text(text); }
void pack(Packer& out, const Identifier& identifier) {
  const bool normal = identifier.normal == identifier.raw;
  out.number(static_cast<std::uint64_t>(identifier.kind) << 1 | (normal ? 1 : 0));
  out.text(identifier.raw);
  if (!normal) out.text(identifier.normal);
}
void pack(Packer& out, const DateSpan& date) {
  out.text(date.raw);
  out.number(zigzag(date.earliest));
  out.number(zigzag(std::int64_t{date.latest} - date.earliest));
  pack(out, date.calendar);
  pack(out, date.precision);
  out.number(date.flags);
}
// A token's text is nearly always the span of the name as written, and then is not kept twice.
void pack(Packer& out, const NameForm& name) {
  out.text(name.raw);
  pack(out, name.script);
  pack(out, name.role);
  out.number(name.tokens.size());
  for (const NameToken& token : name.tokens) {
    const bool span = token.begin <= token.end && token.end <= name.raw.size() &&
                      std::string_view(name.raw).substr(token.begin, token.end - token.begin) == token.text;
    out.number(static_cast<std::uint64_t>(token.kind) << 1 | (span ? 1 : 0));
    out.number(token.begin);
    out.number(token.end);
    if (!span) out.text(token.text);
  }
}
template <typename Item>
void pack(Packer& out, const std::vector<Item>& items) {
  out.number(items.size());
  for (const Item& item : items) pack(out, item);
}

template <typename Enum>
std::enable_if_t<std::is_enum_v<Enum>> unpack(Unpacker& in, Enum& value) {
  value = static_cast<Enum>(in.number());
}
void unpack(Unpacker& in, std::string& text) { text = in.text(); }
void unpack(Unpacker& in, Identifier& identifier) {
  const std::uint64_t kind = in.number();
  identifier.kind = static_cast<ColumnRole>(kind >> 1);
  identifier.raw = in.text();
  if ((kind & 1) != 0) identifier.normal = identifier.raw;
  else identifier.normal = in.text();
}
void unpack(Unpacker& in, DateSpan& date) {
  date.raw = in.text();
  date.earliest = static_cast<base::Day>(unzigzag(in.number()));
  date.latest = static_cast<base::Day>(date.earliest + unzigzag(in.number()));
  unpack(in, date.calendar);
  unpack(in, date.precision);
  date.flags = static_cast<std::uint8_t>(in.number());
}
void unpack(Unpacker& in, NameForm& name) {
  name.raw = in.text();
  unpack(in, name.script);
  unpack(in, name.role);
  name.tokens.resize(in.number());
  for (NameToken& token : name.tokens) {
    const std::uint64_t kind = in.number();
    token.kind = static_cast<TokenKind>(kind >> 1);
    token.begin = in.number();
    token.end = in.number();
    if ((kind & 1) != 0) token.text = name.raw.substr(token.begin, token.end - token.begin);
    else token.text = in.text();
  }
}
template <typename Item>
void unpack(Unpacker& in, std::vector<Item>& items) {
  items.resize(in.number());
  for (Item& item : items) unpack(in, item);
}

template <typename Values, typename Visit>
void each_field(Values& values, Visit visit) {
  visit(values.name);
  visit(values.other_names);
  visit(values.father);
  visit(values.mother);
  visit(values.birth);
  visit(values.birth_place);
  visit(values.sex);
  visit(values.nationalities);
  visit(values.identifiers);
  visit(values.rank);
  visit(values.unit);
  visit(values.holder);
  visit(values.on_behalf_of);
  visit(values.facility);
  visit(values.held_since);
  visit(values.captured);
  visit(values.categories);
  visit(values.sentence);
  visit(values.offence);
  visit(values.health);
  visit(values.status);
  visit(values.status_date);
  visit(values.consent);
  visit(values.destination);
  visit(values.family_unit);
  visit(values.hold);
  visit(values.remark);
}

}  // namespace

void Entry::set_values(const EntryValues& values) {
  std::uint64_t present = 0;
  unsigned field = 0;
  each_field(values, [&](const auto& value) { present |= std::uint64_t{!absent(value)} << field++; });
  Packer out;
  out.number(present);
  each_field(values, [&](const auto& value) {
    if (!absent(value)) pack(out, value);
  });
  packed_values_ = out.take();
}

EntryValues Entry::values() const {
  EntryValues values;
  if (packed_values_.empty()) return values;
  Unpacker in(packed_values_);
  std::uint64_t present = in.number();
  each_field(values, [&](auto& value) {
    if ((present & 1) != 0) unpack(in, value);
    present >>= 1;
  });
  return values;
}

void Entry::set_cells(const std::vector<Cell>& cells) {
  Packer out;
  for (const Cell& cell : cells) {
    out.number(static_cast<std::uint64_t>(cell.type));
    out.text(cell.raw);
  }
  packed_cells_ = out.take();
}

std::vector<Cell> Entry::cells() const {
  std::vector<Cell> cells;
  for (Unpacker in(packed_cells_); !in.at_end();) {
    const auto type = static_cast<CellType>(in.number());
    cells.push_back({std::string(in.text()), type});
  }
  return cells;
}

std::string_view Entry::cell_text(std::size_t at) const {
  for (Unpacker in(packed_cells_); !in.at_end(); --at) {
    in.number();
    const std::string_view text = in.text();
    if (at == 0) return text;
  }
  return {};
}

RowPlace row_place(const std::vector<Sheet>& sheets, std::size_t row) {
  const auto after =
      std::find_if(sheets.begin(), sheets.end(), [&](const Sheet& sheet) { return sheet.before >= row; });
  if (after == sheets.begin()) return {sheets.empty() ? std::string_view() : sheets.front().name, row};
  const Sheet& sheet = *std::prev(after);
  return {sheet.name, row - sheet.before};
}

std::size_t row_at(const std::vector<Sheet>& sheets, std::string_view sheet, std::size_t row) {
  const auto found = std::find_if(sheets.begin(), sheets.end(), [&](const Sheet& one) { return one.name == sheet; });
  return row == 0 || found == sheets.end() ? row : found->before + row;
}

std::string row_shown(const std::vector<Sheet>& sheets, std::size_t row) {
  const RowPlace place = row_place(sheets, row);
  return sheets.size() < 2 ? std::to_string(row) : std::string(place.sheet) + "!" + std::to_string(place.row);
}

std::string names_of(const std::vector<Sheet>& sheets) {
  std::string names;
  for (const Sheet& sheet : sheets) base::add_listed(names, sheet.name);
  return names;
}

std::string line_shown(const ListVersion& list, const Entry& entry) {
  bool numbered = false;
  for (std::size_t at = 0; at < list.columns.size(); ++at) {
    if (list.columns[at].role != ColumnRole::LineNumber) continue;
    numbered = true;
    std::string_view text = entry.cell_text(at);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    if (!text.empty()) return std::string(text);
  }
  return numbered ? "#" + row_shown(list.sheets, entry.row) : std::to_string(entry.number);
}

}  // namespace midspan::people
