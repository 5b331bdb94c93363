// SPDX-License-Identifier: Apache-2.0
// Any bytes as settings of Splink, or as one condition of theirs: read or refused, and what was read is probabilities.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/json.hpp"
#include "reconcile/estimate/splink.hpp"
#include "reconcile/estimate/splink_condition.hpp"

namespace {

using namespace midspan;
using namespace midspan::reconcile;

std::vector<Field> fields() {
  std::vector<Field> made;
  const auto add = [&](const char* name, Meaning meaning, Kind kind, const char* heading) {
    Field field;
    field.name = name;
    field.meaning = meaning;
    field.kind = kind;
    field.columns = {{made.size()}};
    field.heading = {heading};
    made.push_back(field);
  };
  add("given", Meaning::Given, Kind::Name, "first_name");
  add("family", Meaning::Family, Kind::Name, "surname");
  add("birth", Meaning::Birth, Kind::Date, "dob");
  add("postcode", Meaning::Postcode, Kind::Code, "postcode");
  add("email", Meaning::Email, Kind::Code, "email");
  add("place", Meaning::Place, Kind::Text, "city");
  add("age", Meaning::Other, Kind::Number, "age");
  add("sex", Meaning::Sex, Kind::Category, "gender");
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > (1U << 16U)) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto settings = base::json::parse(text, base::json::Strictness::Document);
  if (!settings) {
    const auto condition = parse_splink_condition(text);
    if (condition && !condition->otherwise && condition->alternatives.empty()) std::abort();
    return 0;
  }
  static const std::vector<Field> kFields = fields();
  Model model;
  model.pairs = {100, 20, 5, 1e6};
  model.fields.resize(kFields.size());
  for (std::size_t field = 0; field < kFields.size(); ++field)
    for (Levels& levels : model.fields[field]) {
      levels.fill(0);
      for (unsigned level = 1; level < levels_of(kFields[field].kind); ++level)
        levels[level] = 1.0 / (levels_of(kFields[field].kind) - 1);
    }
  people::Findings notes;
  is_splink(*settings);
  if (!apply_splink(*settings, kFields, 1e6, model, notes)) return 0;
  for (std::size_t field = 0; field < kFields.size(); ++field) {
    double sum = 0;
    for (unsigned level = 1; level < levels_of(kFields[field].kind); ++level) {
      const double m = model.fields[field][kSame][level];
      if (!std::isfinite(m) || m < 0 || m > 1 + 1e-9) std::abort();
      sum += m;
    }
    if (std::fabs(sum - 1) > 1e-6) std::abort();
  }
  if (!std::isfinite(model.pairs[kSame]) || model.pairs[kSame] < 0) std::abort();
  // What is written reads back.
  const base::json::Value written = splink_settings(model, kFields, {}, false);
  Model back = model;
  if (!apply_splink(written, kFields, 1e6, back, notes)) std::abort();
  return 0;
}
