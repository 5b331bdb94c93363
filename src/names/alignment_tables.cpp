// SPDX-License-Identifier: Apache-2.0
// The tables that are inside the program.
#include <array>
#include <memory>
#include <mutex>
#include <optional>

#include "base/assert.hpp"
#include "base/embedded.hpp"
#include "names/alignment.hpp"

MIDSPAN_DECLARE_EMBEDDED(names_arabic);
MIDSPAN_DECLARE_EMBEDDED(names_cyrillic);
MIDSPAN_DECLARE_EMBEDDED(names_han);
MIDSPAN_DECLARE_EMBEDDED(names_hangul);
MIDSPAN_DECLARE_EMBEDDED(names_hebrew);
MIDSPAN_DECLARE_EMBEDDED(names_kana);
MIDSPAN_DECLARE_EMBEDDED(names_latin);

namespace midspan::names {

namespace {

struct Slot {
  std::once_flag once;
  std::unique_ptr<const AlignmentTable> table;
};

const AlignmentTable* load(Slot& slot, std::string_view bytes) {
  std::call_once(slot.once, [&] {
    auto table = std::make_unique<AlignmentTable>();
    MIDSPAN_ASSERT(table->parse(bytes));
    slot.table = std::move(table);
  });
  return slot.table.get();
}

}  // namespace

bool is_japanese(std::string_view language) { return language == "ja" || language.starts_with("ja-"); }

const AlignmentTable* AlignmentTable::of(people::Script script, std::string_view language) {
  static std::array<Slot, 7> slots;
  if (script == people::Script::Han && is_japanese(language)) script = people::Script::Kana;
  switch (script) {
    case people::Script::Arabic: return load(slots[0], MIDSPAN_EMBEDDED(names_arabic));
    case people::Script::Cyrillic: return load(slots[1], MIDSPAN_EMBEDDED(names_cyrillic));
    case people::Script::Han: return load(slots[2], MIDSPAN_EMBEDDED(names_han));
    case people::Script::Hangul: return load(slots[3], MIDSPAN_EMBEDDED(names_hangul));
    case people::Script::Hebrew: return load(slots[4], MIDSPAN_EMBEDDED(names_hebrew));
    case people::Script::Kana: return load(slots[5], MIDSPAN_EMBEDDED(names_kana));
    case people::Script::Latin: return load(slots[6], MIDSPAN_EMBEDDED(names_latin));
    default: return nullptr;
  }
}

}  // namespace midspan::names
