// SPDX-License-Identifier: Apache-2.0
// Bytes of data/ and locales/ inside the program (see midspan_embed in cmake/house.cmake): it runs from a stick.
#pragma once

#include <string_view>

#define MIDSPAN_DECLARE_EMBEDDED(symbol)                     \
  extern "C" const char midspan_embedded_##symbol##_begin[]; \
  extern "C" const char midspan_embedded_##symbol##_end[]

#define MIDSPAN_EMBEDDED(symbol)                      \
  std::string_view(midspan_embedded_##symbol##_begin, \
                   static_cast<std::size_t>(midspan_embedded_##symbol##_end - midspan_embedded_##symbol##_begin))
