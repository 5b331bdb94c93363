// SPDX-License-Identifier: Apache-2.0
// What a reader copies out of a PDF, by poppler's pdftotext: a program that knows nothing of ours.
#pragma once

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "base/files.hpp"
#include "base/utf8.hpp"

namespace midspan::test {

inline std::string output_of(const std::string& command) {
  std::string out;
  FILE* const pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return out;
  char buffer[65536];
  for (std::size_t got = 0; (got = fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, got);
  pclose(pipe);
  return out;
}

inline bool has_pdftotext() { return std::system("command -v pdftotext >/dev/null 2>&1") == 0; }

// Without marks of direction, which poppler adds around right-to-left text; white space as one space.
inline std::string plain(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t point = base::next_code_point(text, at);
    if (point == 0x200e || point == 0x200f || (point >= 0x202a && point <= 0x202e) ||
        (point >= 0x2066 && point <= 0x2069))
      continue;
    const bool space = point == ' ' || point == '\n' || point == '\f' || point == '\r' || point == 0xa0;
    if (!space) base::append_utf8(out, point);
    else if (!out.empty() && out.back() != ' ') out.push_back(' ');
  }
  return out;
}

inline std::string run_pdftotext(const std::string& pdf, const std::string& options) {
  const auto path = std::filesystem::temp_directory_path() / ("midspan-test-" + std::to_string(getpid()) + ".pdf");
  if (!base::write_file(path, pdf)) return {};
  const std::string text = output_of("pdftotext " + options + " '" + path.string() + "' - 2>/dev/null");
  std::filesystem::remove(path);
  return text;
}

inline std::string text_of(const std::string& pdf) { return plain(run_pdftotext(pdf, "-enc UTF-8")); }

struct Word {
  int page = 0;
  double x = 0;
  double right = 0;
  double y = 0;
  std::string text;
};

inline std::vector<Word> words_of(const std::string& pdf) {
  std::vector<Word> words;
  const std::string html = run_pdftotext(pdf, "-bbox");
  int page = 0;
  for (std::size_t at = 0; at < html.size();) {
    const std::size_t end = html.find('\n', at);
    const std::string line = html.substr(at, end - at);
    at = end == std::string::npos ? html.size() : end + 1;
    if (line.find("<page ") != std::string::npos) ++page;
    const std::size_t begin = line.find("<word xMin=\"");
    if (begin == std::string::npos) continue;
    const std::size_t open = line.find('>');
    const std::size_t close = line.find("</word>");
    words.push_back({page, std::atof(line.c_str() + begin + 12), std::atof(line.c_str() + line.find("xMax=\"") + 6),
                     std::atof(line.c_str() + line.find("yMin=\"") + 6), line.substr(open + 1, close - open - 1)});
  }
  return words;
}

}  // namespace midspan::test
