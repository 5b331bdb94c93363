// SPDX-License-Identifier: Apache-2.0
#include "lists/sheet/wire.hpp"

#include "base/assert.hpp"
#include "base/utf8.hpp"

namespace midspan::lists::sheet {

namespace {
constexpr std::size_t kPiece = 256 * 1024;
}

void WireWriter::number(std::uint64_t value, int bytes) {
  for (int byte = 0; byte < bytes; ++byte) buffer_.push_back(static_cast<char>(value >> (8 * byte) & 0xFF));
}

void WireWriter::text(std::string_view value, int bytes) {
  if (bytes == 2) value = value.substr(0, 65535);
  number(value.size(), bytes);
  buffer_.append(value);
}

void WireWriter::begin(char kind) {
  end_row();
  frame_ = buffer_.size();
  buffer_.push_back(kind);
  number(0, 4);
}

void WireWriter::end() {
  const std::size_t size = buffer_.size() - frame_ - 5;
  for (int byte = 0; byte < 4; ++byte)
    buffer_[frame_ + 1 + static_cast<std::size_t>(byte)] = static_cast<char>(size >> (8 * byte) & 0xFF);
  if (buffer_.size() >= kPiece) flush();
}

bool WireWriter::flush() {
  if (!buffer_.empty() && !broken_) broken_ = !write_(context_, buffer_);
  buffer_.clear();
  return !broken_;
}

void WireWriter::end_row() {
  if (!row_open_) return;
  row_open_ = false;
  buffer_[row_count_at_] = static_cast<char>(row_cells_ & 0xFF);
  buffer_[row_count_at_ + 1] = static_cast<char>(row_cells_ >> 8);
  if (row_cells_ == 0) buffer_.resize(frame_);
  else end();
}

void WireWriter::book(const Workbook& workbook) {
  begin('B');
  number(workbook.date_system() == DateSystem::From1904 ? 1 : 0, 1);
  number(workbook.sheets().size(), 2);
  for (const SheetInfo& sheet : workbook.sheets()) {
    number(sheet.hidden ? 1 : 0, 1);
    text(sheet.name, 2);
  }
  end();
}

void WireWriter::sheet(std::uint32_t index) {
  begin('S');
  number(index, 4);
  end();
}

void WireWriter::previews_over() {
  begin('P');
  end();
  flush();
}

void WireWriter::error(const base::Error& error) {
  begin('E');
  text(error.message.code, 2);
  number(error.message.arguments.size(), 1);
  for (const auto& [name, value] : error.message.arguments) {
    text(name, 2);
    const auto* whole = std::get_if<std::int64_t>(&value);
    number(whole != nullptr ? 1 : 0, 1);
    if (whole != nullptr) number(static_cast<std::uint64_t>(*whole), 8);
    else text(std::get<std::string>(value), 4);
  }
  end();
  flush();
}

void WireWriter::done() {
  begin('D');
  end();
  flush();
}

bool WireWriter::row(std::uint32_t row, bool hidden) {
  end_row();
  if (rows_left_ == 0 || broken_) return false;
  begin('R');
  number(row, 4);
  number(hidden ? 1 : 0, 1);
  row_count_at_ = buffer_.size();
  number(0, 2);
  row_open_ = true;
  row_cells_ = 0;
  return true;
}

bool WireWriter::cell(std::uint16_t column, people::CellType type, std::uint8_t flags, std::string_view value) {
  MIDSPAN_ASSERT(row_open_);  // never drop a cell silently
  if (row_cells_++ == 0) --rows_left_;
  number(column, 2);
  number(static_cast<std::uint8_t>(type), 1);
  number(flags, 1);
  text(value, 4);
  return true;
}

void WireWriter::merge(const Merge& merge) {
  begin('M');
  number(merge.first_row, 4);
  number(merge.last_row, 4);
  number(merge.first_column, 2);
  number(merge.last_column, 2);
  end();
}

void WireWriter::hide_column(std::uint16_t column) {
  begin('H');
  number(column, 2);
  end();
}

void WireWriter::comment(std::uint32_t row, std::uint16_t column, std::string_view value) {
  begin('C');
  number(row, 4);
  number(column, 2);
  text(value, 4);
  end();
}

std::uint64_t FrameReader::number(int bytes) {
  if (!good_ || body_.size() < static_cast<std::size_t>(bytes)) {
    good_ = false;
    return 0;
  }
  std::uint64_t value = 0;
  for (int byte = 0; byte < bytes; ++byte)
    value |= static_cast<std::uint64_t>(static_cast<unsigned char>(body_[static_cast<std::size_t>(byte)]))
             << (8 * byte);
  body_.remove_prefix(static_cast<std::size_t>(bytes));
  return value;
}

std::string_view FrameReader::text(int bytes) {
  const std::uint64_t size = number(bytes);
  if (!good_ || size > body_.size()) {
    good_ = false;
    return {};
  }
  const std::string_view value = body_.substr(0, size);
  body_.remove_prefix(size);
  return value;
}

bool apply_row(const Frame& frame, CountedSink& sink) {
  FrameReader reader(frame.body);
  const auto number = static_cast<std::uint32_t>(reader.number(4));
  const bool hidden = reader.number(1) != 0;
  const auto cells = static_cast<std::uint32_t>(reader.number(2));
  if (!reader.good() || !sink.row(number, hidden)) return false;
  for (std::uint32_t cell = 0; cell < cells; ++cell) {
    const auto column = static_cast<std::uint16_t>(reader.number(2));
    const std::uint64_t type = reader.number(1);
    const auto flags = static_cast<std::uint8_t>(reader.number(1));
    const std::string_view value = reader.text(4);
    if (!reader.good() || type > static_cast<std::uint64_t>(people::CellType::Formula) || !base::is_utf8(value))
      return false;
    if (!sink.cell(column, static_cast<people::CellType>(type), flags, value)) return false;
  }
  return reader.at_end();
}

bool apply_other(const Frame& frame, CountedSink& sink) {
  FrameReader reader(frame.body);
  if (frame.kind == 'M') {
    Merge merge;
    merge.first_row = static_cast<std::uint32_t>(reader.number(4));
    merge.last_row = static_cast<std::uint32_t>(reader.number(4));
    merge.first_column = static_cast<std::uint16_t>(reader.number(2));
    merge.last_column = static_cast<std::uint16_t>(reader.number(2));
    if (!reader.at_end() || merge.first_row > merge.last_row || merge.first_column > merge.last_column) return false;
    sink.merge(merge);
    return true;
  }
  if (frame.kind == 'H') {
    const auto column = static_cast<std::uint16_t>(reader.number(2));
    if (!reader.at_end()) return false;
    sink.hide_columns(column, column);
    return true;
  }
  if (frame.kind != 'C') return false;
  const auto row = static_cast<std::uint32_t>(reader.number(4));
  const auto column = static_cast<std::uint16_t>(reader.number(2));
  const std::string_view text = reader.text(4);
  if (!reader.at_end() || !base::is_utf8(text)) return false;
  sink.comment(row, column, text);
  return true;
}

std::optional<base::Error> read_error(const Frame& frame) {
  FrameReader reader(frame.body);
  base::Error error;
  error.message.code = reader.text(2);
  const std::uint64_t count = reader.number(1);
  for (std::uint64_t argument = 0; argument < count && reader.good(); ++argument) {
    std::string name(reader.text(2));
    if (reader.number(1) != 0) {
      error.message.arguments.emplace_back(std::move(name), static_cast<std::int64_t>(reader.number(8)));
    } else {
      const std::string_view value = reader.text(4);
      if (!base::is_utf8(value)) return std::nullopt;
      error.message.arguments.emplace_back(std::move(name), std::string(value));
    }
  }
  // Only the codes of this stage, so that a taken-over child cannot put words into the program's mouth.
  const std::string& code = error.message.code;
  const bool ours =
      code.size() == 7 && code.starts_with("LST-0") && code.find_first_not_of("0123456789", 4) == std::string::npos;
  if (!reader.at_end() || !ours) return std::nullopt;
  return error;
}

std::optional<std::vector<SheetInfo>> read_book(const Frame& frame, DateSystem& system, const Limits& limits) {
  FrameReader reader(frame.body);
  system = reader.number(1) == 1 ? DateSystem::From1904 : DateSystem::From1900;
  const std::uint64_t count = reader.number(2);
  std::vector<SheetInfo> sheets;
  for (std::uint64_t sheet = 0; sheet < count && reader.good(); ++sheet) {
    const bool hidden = reader.number(1) != 0;
    sheets.push_back({base::repaired_utf8(reader.text(2)), hidden});
  }
  if (!reader.at_end() || sheets.empty() || sheets.size() > limits.sheets) return std::nullopt;
  return sheets;
}

}  // namespace midspan::lists::sheet
