// SPDX-License-Identifier: Apache-2.0
// Names in Chinese signs. Each sign is a word of its own: of 王建国 and 王建军 two agree, as brothers' do, and how
// alike their sounds are says nothing.
#pragma once

#include <string_view>

namespace midspan::reconcile {

// OneDiffers, OneMore: of three signs or more. NotChinese: something else than such signs stands in one of them.
enum class Signs { NotChinese, OneDiffers, OneMore, Differ };

// Two names that are not the same and do not sound the same. Spaces do not count.
Signs compare_signs(std::string_view left, std::string_view right);

}  // namespace midspan::reconcile
