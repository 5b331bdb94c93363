// SPDX-License-Identifier: Apache-2.0
// Sheets whose rows are not people: they lie on their side, give each person a block of lines, or hold two tables side
// by side. None is turned or taken apart, because places in findings have to be the sender's own; each is said, once.
#pragma once

#include "lists/columns.hpp"
#include "lists/layout.hpp"
#include "lists/notes.hpp"
#include "lists/sheet/grid.hpp"

namespace midspan::lists {

enum class Shape { RowsArePeople, PeopleInColumns, PeopleInBlocks, TablesSideBySide };

// With a finding (LST-116, LST-117, LST-118) unless rows are people. Looks at the first 200 rows.
Shape note_shape(const sheet::Grid& grid, const Layout& layout, const std::vector<ColumnPlan>& plans, Notes& notes);

}  // namespace midspan::lists
