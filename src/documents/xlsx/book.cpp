// SPDX-License-Identifier: Apache-2.0
// libxlsxwriter writes to named files only: the workbook goes to a file in memory (memfd), and the parts that the
// library assembles go to /dev/shm, which is memory too.
#include "documents/xlsx/book.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <map>
#include <mutex>

#include "base/day.hpp"
#include "base/utf8.hpp"

namespace midspan::documents {

namespace {

constexpr const char* kMemoryFolder = "/dev/shm";
constexpr std::int64_t kSecondsInDay = 86400;

class MemoryFile {
 public:
  MemoryFile() : descriptor_(memfd_create("workbook", MFD_CLOEXEC)) {}
  ~MemoryFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  bool ok() const { return descriptor_ >= 0; }
  std::string path() const { return fmt::format("/proc/self/fd/{}", descriptor_); }
  bool read(std::string& out) const {
    struct stat about{};
    if (::fstat(descriptor_, &about) != 0 || about.st_size <= 0) return false;
    out.resize(static_cast<std::size_t>(about.st_size));
    std::size_t done = 0;
    while (done < out.size()) {
      const ssize_t got = ::pread(descriptor_, out.data() + done, out.size() - done, static_cast<off_t>(done));
      if (got <= 0) return false;
      done += static_cast<std::size_t>(got);
    }
    return true;
  }

 private:
  int descriptor_;
};

// The library tells the day of creation by gmtime, whose answer all threads share: of two books that closed at once one
// had the other's day.
lxw_error close_book(lxw_workbook* workbook) {
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  return workbook_close(workbook);
}

// What XML cannot hold is shown as its number, a text longer than a cell holds is cut and says so, and a text that
// looks like the format's own escape ("_x0041_") is kept from being read as one.
std::string cell_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t point = base::next_code_point(text, at);
    units += point > 0xffff ? 2 : 1;
    if (units > kCellLimit - 64) {
      out += " [...]";
      break;
    }
    const bool unfit = (point < 0x20 && point != '\t' && point != '\n') || (point & 0xfffe) == 0xfffe;
    if (point == '\r') out.push_back('\n');
    else if (unfit) units += 7, out += fmt::format("[U+{:04X}]", static_cast<std::uint32_t>(point));
    else base::append_utf8(out, point);
  }
  const auto hexadecimal = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  };
  for (std::size_t at = out.find("_x"); at != std::string::npos; at = out.find("_x", at + 1)) {
    if (at + 7 > out.size() || out[at + 6] != '_') continue;
    if (!hexadecimal(out[at + 2]) || !hexadecimal(out[at + 3]) || !hexadecimal(out[at + 4]) ||
        !hexadecimal(out[at + 5]))
      continue;
    out.replace(at, 1, "_x005F_");
    at += 6;
  }
  return out;
}

}  // namespace

struct Book::Parts {
  MemoryFile file;
  std::string path;
  lxw_workbook* workbook = nullptr;
  lxw_worksheet* sheet = nullptr;
  std::map<unsigned, lxw_format*> formats;
  bool right_to_left = false;
  lxw_error error = LXW_NO_ERROR;

  ~Parts() {
    if (workbook != nullptr) close_book(workbook);  // frees it; what it writes goes nowhere
  }
  void note(lxw_error result) {
    if (result != LXW_NO_ERROR && error == LXW_NO_ERROR) error = result;
  }
  lxw_format* format(unsigned looks);
  std::string free_name(const std::string& name) const;
};

namespace {

constexpr std::size_t kLongestSheetName = 31;  // letters

std::string beginning(std::string_view text, std::size_t letters) {
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size() && count < letters; ++count) base::next_code_point(text, at);
  return std::string(text.substr(0, at));
}

}  // namespace

// With a number behind it where another sheet has the name.
std::string Book::Parts::free_name(const std::string& name) const {
  std::string free = name;
  for (int number = 2; workbook_validate_sheet_name(workbook, free.c_str()) == LXW_ERROR_SHEETNAME_ALREADY_USED;
       ++number) {
    const std::string end = " " + std::to_string(number);
    free = beginning(name, kLongestSheetName - end.size()) + end;
  }
  return free;
}

lxw_format* Book::Parts::format(unsigned looks) {
  lxw_format*& format = formats[looks];
  if (format != nullptr) return format;
  format = workbook_add_format(workbook);
  format_set_font_name(format, "Noto Sans");
  format_set_font_size(format, (looks & kTitle) != 0 ? 14 : 10);
  format_set_num_format(format, "@");  // text stays text when someone edits the cell
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  if ((looks & (kTitle | kNoWrap)) == 0) format_set_text_wrap(format);
  if ((looks & (kStrong | kHead | kTitle)) != 0) format_set_bold(format);
  if ((looks & kHead) != 0) format_set_bg_color(format, 0xE6E6E6);
  if ((looks & kMarked) != 0) format_set_bg_color(format, 0xFFE699);
  if ((looks & kOpen) != 0) {
    format_set_unlocked(format);
    format_set_bg_color(format, 0xFFF9E5);
  }
  if ((looks & (kHead | kGrid | kOpen)) != 0) format_set_border(format, LXW_BORDER_THIN);
  if ((looks & kAtRight) != 0) {
    format_set_align(format, LXW_ALIGN_RIGHT);
    format_set_reading_order(format, 2);
  }
  if ((looks & kAtLeft) != 0) {
    format_set_align(format, LXW_ALIGN_LEFT);
    format_set_reading_order(format, 1);
  }
  return format;
}

Book::Book() : parts_(std::make_unique<Parts>()) {}
Book::~Book() = default;

base::Result<std::unique_ptr<Book>> Book::create(const Setting& setting) {
  std::unique_ptr<Book> book(new Book);
  Parts& parts = *book->parts_;
  if (!parts.file.ok())
    return base::failure("DOC-006", {{"format", std::string("XLSX")}, {"reason", std::string("memfd")}});
  parts.path = parts.file.path();
  parts.right_to_left = setting.right_to_left;
  std::string folder = kMemoryFolder;  // the library wants a char*
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.tmpdir = folder.data();
  options.use_zip64 = LXW_FALSE;
  parts.workbook = workbook_new_opt(parts.path.c_str(), &options);
  if (parts.workbook == nullptr)
    return base::failure("DOC-006", {{"format", std::string("XLSX")}, {"reason", std::string("memory")}});
  std::string title = cell_text(setting.title).substr(0, 200);
  title = base::repaired_utf8(title);
  lxw_doc_properties properties{};
  properties.title = title.data();
  // The library takes 0 for "now".
  const auto day = base::parse_day(setting.day);
  properties.created = day && *day > 0 ? static_cast<time_t>(*day * kSecondsInDay) : static_cast<time_t>(kSecondsInDay);
  parts.note(workbook_set_properties(parts.workbook, &properties));
  return book;
}

void Book::add_sheet(std::string_view name) {
  // A name that the format does not take ([ ] : * ? / \, more than 31 characters) would be no sheet at all.
  std::string clean;
  std::size_t length = 0;
  for (std::size_t at = 0; at < name.size() && length < kLongestSheetName; ++length) {
    const char32_t point = base::next_code_point(name, at);
    const bool forbidden =
        point < 0x20 || std::string_view("[]:*?/\\'").find(static_cast<char>(point & 0x7f)) != std::string_view::npos;
    base::append_utf8(clean, point < 0x80 && forbidden ? U' ' : point);
  }
  parts_->sheet = workbook_add_worksheet(parts_->workbook, clean.empty() ? nullptr : parts_->free_name(clean).c_str());
  if (parts_->right_to_left) worksheet_right_to_left(parts_->sheet);
}

void Book::column_width(std::size_t column, double characters) {
  const auto index = static_cast<lxw_col_t>(column);
  parts_->note(worksheet_set_column(parts_->sheet, index, index, characters, nullptr));
}

void Book::row_height(std::size_t row, double points) {
  parts_->note(worksheet_set_row(parts_->sheet, static_cast<lxw_row_t>(row), points, nullptr));
}

void Book::hide_column(std::size_t column) {
  lxw_row_col_options options{};
  options.hidden = LXW_TRUE;
  const auto index = static_cast<lxw_col_t>(column);
  parts_->note(worksheet_set_column_opt(parts_->sheet, index, index, LXW_DEF_COL_WIDTH, nullptr, &options));
}

void Book::text(std::size_t row, std::size_t column, std::string_view text, unsigned looks) {
  lxw_format* const format = parts_->format(looks);
  const auto at_row = static_cast<lxw_row_t>(row);
  const auto at_column = static_cast<lxw_col_t>(column);
  if (text.empty()) parts_->note(worksheet_write_blank(parts_->sheet, at_row, at_column, format));
  else parts_->note(worksheet_write_string(parts_->sheet, at_row, at_column, cell_text(text).c_str(), format));
}

void Book::freeze(std::size_t rows) { worksheet_freeze_panes(parts_->sheet, static_cast<lxw_row_t>(rows), 0); }

void Book::repeat_rows(std::size_t first, std::size_t last) {
  parts_->note(worksheet_repeat_rows(parts_->sheet, static_cast<lxw_row_t>(first), static_cast<lxw_row_t>(last)));
}

void Book::print(bool landscape, std::string_view footer) {
  worksheet_set_paper(parts_->sheet, 9);  // A4
  if (landscape) worksheet_set_landscape(parts_->sheet);
  worksheet_fit_to_pages(parts_->sheet, 1, 0);
  parts_->note(worksheet_set_footer(parts_->sheet,
                                    fmt::format("&C{}", footer).c_str()));  // some readers take none without a place
}

void Book::protect() {
  lxw_protection options{};
  options.format_columns = LXW_TRUE;
  options.format_rows = LXW_TRUE;
  options.sort = LXW_TRUE;
  options.autofilter = LXW_TRUE;
  worksheet_protect(parts_->sheet, nullptr, &options);
}

void Book::filter(std::size_t first_row, std::size_t first_column, std::size_t last_row, std::size_t last_column) {
  parts_->note(worksheet_autofilter(parts_->sheet, static_cast<lxw_row_t>(first_row),
                                    static_cast<lxw_col_t>(first_column), static_cast<lxw_row_t>(last_row),
                                    static_cast<lxw_col_t>(last_column)));
}

void Book::choose_from(std::size_t first_row, std::size_t last_row, std::size_t column, std::string_view title,
                       std::string_view help, const std::string& range) {
  std::string formula = range;
  std::string head(title);
  std::string body(help);
  lxw_data_validation validation{};
  validation.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
  validation.value_formula = formula.data();
  validation.input_title = head.data();
  validation.input_message = body.data();
  validation.show_input = LXW_VALIDATION_ON;
  validation.show_error = LXW_VALIDATION_ON;
  validation.error_type = LXW_VALIDATION_ERROR_TYPE_STOP;
  validation.dropdown = LXW_VALIDATION_ON;
  validation.ignore_blank = LXW_VALIDATION_ON;
  parts_->note(worksheet_data_validation_range(parts_->sheet, static_cast<lxw_row_t>(first_row),
                                               static_cast<lxw_col_t>(column), static_cast<lxw_row_t>(last_row),
                                               static_cast<lxw_col_t>(column), &validation));
}

void Book::hide_sheet() { worksheet_hide(parts_->sheet); }

base::Result<std::string> Book::finish() {
  lxw_workbook* const workbook = std::exchange(parts_->workbook, nullptr);
  parts_->note(close_book(workbook));
  std::string bytes;
  if (parts_->error == LXW_NO_ERROR && parts_->file.read(bytes)) return bytes;
  const char* reason = parts_->error == LXW_NO_ERROR ? "memory" : lxw_strerror(parts_->error);
  return base::failure("DOC-006", {{"format", std::string("XLSX")}, {"reason", std::string(reason)}});
}

}  // namespace midspan::documents
