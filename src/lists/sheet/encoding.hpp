// SPDX-License-Identifier: Apache-2.0
// Bytes of a text file to UTF-8. A file does not say its encoding; its letters do.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace midspan::lists::sheet {

enum class Encoding { Utf8, Utf16LittleEndian, Utf16BigEndian, Windows1252, Windows1251, Windows1256, Windows1255 };

std::string_view name_of(Encoding encoding);  // "windows-1256"

struct Decoded {
  std::string text;  // well-formed UTF-8, without the byte order mark
  Encoding encoding = Encoding::Utf8;
  bool guessed = false;    // neither a mark nor UTF-8's own pattern told
  std::size_t broken = 0;  // bytes that are nothing in the encoding; each became U+FFFD
};

// A byte order mark decides; then the zero bytes of UTF-16; then whether the bytes are UTF-8; then which code page
// gives letters that stand as letters do: frequent ones, beside letters of their own script, small after capital. Looks
// at the first 256 KB. Never fails: in doubt windows-1252, in which nearly every byte is something.
Decoded decode(std::string_view bytes);

}  // namespace midspan::lists::sheet
