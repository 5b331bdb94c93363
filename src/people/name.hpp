// SPDX-License-Identifier: Apache-2.0
// A name as someone wrote it, and its parts. Order and kind of the parts are claims, not facts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace midspan::people {

enum class Script : std::uint8_t {
  Unknown,
  Latin,
  Arabic,
  Cyrillic,
  Hebrew,
  Greek,
  Armenian,
  Georgian,
  Ethiopic,
  Han,
  Kana,
  Hangul,
  Devanagari,
  Bengali,
  Thai,
  Myanmar,
  Other,
  Mixed,
};

enum class TokenKind : std::uint8_t {
  Unknown,
  Given,
  Father,
  Grandfather,
  Family,
  Nisba,
  Kunya,
  Laqab,
  Patronymic,
  FirstSurname,
  SecondSurname,
  Honorific,
  Particle,
  Initial,
  Nickname,
};

struct NameToken {
  std::string text;  // as written, NFC
  TokenKind kind = TokenKind::Unknown;
  std::size_t begin = 0;  // byte span in NameForm::raw
  std::size_t end = 0;

  bool operator==(const NameToken&) const = default;
};

enum class NameRole : std::uint8_t { Official, Alias, NomDeGuerre, Romanised, Maiden };

struct NameForm {
  std::string raw;  // to the last byte
  Script script = Script::Unknown;
  NameRole role = NameRole::Official;
  std::vector<NameToken> tokens;

  bool empty() const { return raw.empty(); }
  bool operator==(const NameForm&) const = default;
};

}  // namespace midspan::people
