// SPDX-License-Identifier: Apache-2.0
#include "names/keyboard.hpp"

#include <algorithm>
#include <map>

#include "base/embedded.hpp"
#include "base/utf8.hpp"
#include "names/table_text.hpp"

MIDSPAN_DECLARE_EMBEDDED(names_keyboards);

namespace midspan::names {

namespace {

using people::Script;

struct Keyboard {
  Script script = Script::Unknown;
  std::map<char, std::string> letter_of;
  std::map<std::string, char, std::less<>> key_of;
};

Script script_called(std::string_view name) {
  if (name == "cyrillic") return Script::Cyrillic;
  if (name == "arabic") return Script::Arabic;
  return name == "hebrew" ? Script::Hebrew : Script::Unknown;
}

const std::vector<Keyboard>& keyboards() {
  static const std::vector<Keyboard> kKeyboards = [] {
    std::vector<Keyboard> made;
    for_each_row(MIDSPAN_EMBEDDED(names_keyboards), [&](std::span<const std::string_view> cells) {
      if (cells.size() < 3) return;
      Keyboard keyboard;
      keyboard.script = script_called(cells[0]);
      std::vector<std::string_view> letters;
      for_each_part(cells[2], ' ', [&](std::string_view letter) { letters.push_back(letter); });
      std::size_t at = 0;
      for_each_part(cells[1], ' ', [&](std::string_view key) {
        if (at >= letters.size()) return;
        keyboard.letter_of[key.front()] = letters[at];
        keyboard.key_of.emplace(letters[at], key.front());
        ++at;
      });
      made.push_back(std::move(keyboard));
    });
    return made;
  }();
  return kKeyboards;
}

void append_key(std::string& text, const Keyboard& keyboard, std::string_view letter) {
  const auto found = keyboard.key_of.find(letter);
  if (found == keyboard.key_of.end()) text.append(letter);
  else text.push_back(found->second);
}

}  // namespace

std::vector<std::string> typed_in(Script script, std::string_view latin) {
  std::vector<std::string> texts;
  for (const Keyboard& keyboard : keyboards()) {
    if (keyboard.script != script) continue;
    std::string text;
    for (const char byte : latin) {
      const char key = byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
      const auto found = keyboard.letter_of.find(key);
      if (found == keyboard.letter_of.end()) text.push_back(byte);
      else text += found->second;
    }
    texts.push_back(std::move(text));
  }
  return texts;
}

std::vector<std::string> typed_in_latin(Script script, std::string_view native) {
  constexpr std::string_view kLamAlef = "لا";  // one key, or two
  std::vector<std::string> texts;
  for (const Keyboard& keyboard : keyboards()) {
    if (keyboard.script != script) continue;
    for (const bool one_key : {false, true}) {
      if (one_key && native.find(kLamAlef) == std::string_view::npos) break;
      std::string text;
      for (std::size_t at = 0; at < native.size();) {
        if (one_key && native.substr(at).starts_with(kLamAlef)) {
          append_key(text, keyboard, kLamAlef);
          at += kLamAlef.size();
          continue;
        }
        char32_t point = base::next_code_point(native, at);
        if (point >= 0x0410 && point <= 0x042F) point += 0x20;  // capitals
        else if (point >= 0x0400 && point <= 0x040F) point += 0x50;
        std::string letter;
        base::append_utf8(letter, point);
        append_key(text, keyboard, letter);
      }
      texts.push_back(std::move(text));
    }
  }
  return texts;
}

}  // namespace midspan::names
