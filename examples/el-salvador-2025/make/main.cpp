// SPDX-License-Identifier: Apache-2.0
// make_el_salvador_2025 FOLDER: writes the files of the example. The same bytes each time; a test compares them with
// the committed ones.
#include <cstdio>
#include <filesystem>

#include "base/files.hpp"
#include "dirt.hpp"
#include "locale/locale.hpp"
#include "story.hpp"

namespace midspan::example {

namespace {

base::Result<void> make(const std::filesystem::path& folder) {
  Story story(20'250'420);
  MIDSPAN_CHECK(write_xlsx(folder / "holder.xlsx", make_holder(story)));
  // A form on the web exports UTF-8 with a byte order mark.
  MIDSPAN_CHECK(base::write_file(folder / "families.csv", "\xEF\xBB\xBF" + csv(make_families(story), ',')));
  MIDSPAN_CHECK(write_ods(folder / "pool.ods", make_pool(story)));
  MIDSPAN_CHECK(base::write_file(folder / "named.csv", csv(make_named(story), ',')));
  // A Spanish Excel saves CSV in windows-1252, with semicolons.
  MIDSPAN_CHECK(base::write_file(folder / "answers.csv", latin_1(csv(make_answers(story), ';'))));
  MIDSPAN_CHECK(base::write_file(folder / "orders.csv", csv(make_orders(story), ',')));
  MIDSPAN_CHECK(base::write_file(folder / "consents.csv", csv(make_consents(story), ',')));
  MIDSPAN_CHECK(base::write_file(folder / "judgements.csv", csv(make_judgements(story), ',')));
  MIDSPAN_CHECK(base::write_file(folder / "truth.csv", csv(truth_clusters(story), ',')));
  // One line: a list of line numbers is not read by people.
  return base::write_file(folder / "truth.json", base::json::canonical(truth_facts(story)) + "\n");
}

}  // namespace

}  // namespace midspan::example

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: make_el_salvador_2025 FOLDER\n", stderr);
    return static_cast<int>(midspan::base::Exit::WrongUse);
  }
  std::error_code ignored;
  std::filesystem::create_directories(argv[1], ignored);
  if (const auto made = midspan::example::make(argv[1]); !made) {
    std::fprintf(stderr, "make_el_salvador_2025: %s\n", midspan::locale::say(made.error().message, "en").c_str());
    return static_cast<int>(made.error().exit);
  }
  return 0;
}
