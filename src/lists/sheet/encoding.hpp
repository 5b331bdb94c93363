// SPDX-License-Identifier: Apache-2.0
// Bytes of a text file to UTF-8. A file does not say its encoding; its letters do.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace midspan::lists::sheet {

enum class Encoding : std::uint8_t {
  Utf8,
  Utf16LittleEndian,
  Utf16BigEndian,
  Windows1252,
  Windows1251,
  Windows1256,
  Windows1255,
  Windows1250,
  Windows1254,
  Windows1253,
  Windows1257,
  Windows1258,
  Windows874,
  Koi8,
  Ibm866,
  Ibm850,
  MacRoman,
  Gb18030,
  ShiftJis,
  Big5,
  EucKr,
  Said,  // by a person
};

std::string_view name_of(Encoding encoding);  // "windows-1256"; empty for Said

// Misfit: letters do not stand as they do in any encoding that is known here, so that the text is likely to be wrong.
// Well is weaker: letters of an unknown page may happen to stand well as others, which is why a guess is always said.
enum class Fit : std::uint8_t { Well, Misfit };

struct Decoded {
  std::string text;  // well-formed UTF-8, without the byte order mark
  Encoding encoding = Encoding::Utf8;
  bool guessed = false;  // neither a mark nor UTF-8's own pattern told
  Fit fit = Fit::Well;
  std::size_t broken = 0;  // bytes that are nothing in the encoding; each became U+FFFD
};

// A byte order mark decides; then the zero bytes of UTF-16; then whether the bytes are UTF-8; then which code page
// gives letters that stand as letters do: frequent ones, beside letters of their own script, small after capital; and
// where none does, which of the encodings of East Asia gives frequent signs only. Looks at the first 256 KB. Never
// fails: in doubt windows-1252, in which nearly every byte is something.
Decoded decode(std::string_view bytes);

// As a person says: any name that ICU knows ("koi8-r", "ibm864", "iso-8859-6").
// Errors: LST-035 (no such encoding), Exit::WrongUse.
base::Result<Decoded> decode_as(std::string_view bytes, const std::string& encoding);

}  // namespace midspan::lists::sheet
