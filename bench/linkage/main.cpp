// SPDX-License-Identifier: Apache-2.0
// bench_linkage generate FOLDER [key=value ...]    makes left.csv and right.csv
// bench_linkage screens                            nanoseconds a pair of each kernel
// bench_linkage [JOB ...]                          measures; see measure.cpp
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "generate.hpp"
#include "measure.hpp"

namespace {

using midspan::bench::Lists;
using midspan::bench::World;
using midspan::bench::Writer;

Writer writer_of(std::string_view word) {
  if (word == "clerk") return Writer::Clerk;
  if (word == "phone") return Writer::Phone;
  if (word == "scanner") return Writer::Scanner;
  return Writer::Exact;
}

bool set(Lists& lists, std::string_view key, const std::string& value) {
  if (key == "left-rows") lists.left_rows = std::strtoull(value.c_str(), nullptr, 10);
  else if (key == "right-rows") lists.right_rows = std::strtoull(value.c_str(), nullptr, 10);
  else if (key == "shared") lists.shared = std::strtoull(value.c_str(), nullptr, 10);
  else if (key == "years") lists.years = std::max<std::uint64_t>(1, std::strtoull(value.c_str(), nullptr, 10));
  else if (key == "seed") lists.seed = std::strtoull(value.c_str(), nullptr, 10);
  else if (key == "world")
    lists.world = value == "arabic" ? World::Arabic : value == "cyrillic" ? World::Cyrillic : World::Latin;
  else if (key == "left") lists.left = writer_of(value);
  else if (key == "right") lists.right = writer_of(value);
  else if (key == "right-script") lists.right_in_latin = value == "latin";
  else if (key == "right-calendar") lists.right_hijri = value == "hijri";
  else if (key == "relatives") lists.relatives = value == "yes";
  else return false;
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc >= 3 && std::string_view(argv[1]) == "generate") {
    Lists lists;
    for (int at = 3; at < argc; ++at) {
      const std::string_view text = argv[at];
      const std::size_t equals = text.find('=');
      if (equals == std::string_view::npos ||
          !set(lists, text.substr(0, equals), std::string(text.substr(equals + 1)))) {
        std::fprintf(stderr,
                     "not a setting: %s\nleft-rows right-rows shared years seed world=latin|arabic|cyrillic left=, "
                     "right=exact|clerk|phone|scanner\n"
                     "right-script=latin right-calendar=hijri relatives=yes\n",
                     argv[at]);
        return 2;
      }
    }
    midspan::bench::generate(lists, argv[2]);
    return 0;
  }
  if (argc == 2 && std::string_view(argv[1]) == "screens") return midspan::bench::measure_screens();
  return midspan::bench::measure(argc - 1, argv + 1);
}
