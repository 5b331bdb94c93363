// SPDX-License-Identifier: Apache-2.0
// The annex on paper: PDF, XLSX and HTML of the same data in any language of locales/. Bytes in memory; same annex and
// language, same bytes, on every run, in every time zone and locale. Thread safe.
//
// Errors: DOC-001 (a font is missing: which, what to install), DOC-002 (a character that no font here draws: which,
// which line), DOC-003 (the digest is not that of the lines), DOC-004 (a row does not fit on a page even in small
// print), DOC-005 (no such language), DOC-006 (the library that writes the format failed: why).
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "people/annex.hpp"

namespace midspan::documents {

// A4, one page a sheet: digest, page x of y and a box for each signatory's initials on every page; signature boxes at
// the end. The accessible twin is annex_html.
base::Result<std::string> annex_pdf(const people::Annex& annex, std::string_view language);

// One sheet; every cell typed text; right to left where the language is.
base::Result<std::string> annex_xlsx(const people::Annex& annex, std::string_view language);

// One self-contained page: no script, no outside origin, direction and script of each cell marked, prints on A4.
base::Result<std::string> annex_html(const people::Annex& annex, std::string_view language);

// A page of plain text for whoever signs: the act, the counts in words and digits in the language, the digest, and then
// the very bytes to be signed (sign::statement_text) between two lines of dashes.
base::Result<std::string> statement_sheet(const people::Annex& annex, std::string_view signatory,
                                          std::string_view text_to_sign, std::string_view language);

}  // namespace midspan::documents
