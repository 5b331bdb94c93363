// SPDX-License-Identifier: Apache-2.0
// The model as a file (docs/formats/model.md): frequencies of levels, never a value of a list.
#include <algorithm>
#include <string>

#include "reconcile/estimate/model.hpp"

namespace midspan::reconcile {

namespace {

using base::json::Array;
using base::json::Object;

constexpr double kScale = 1e9;  // probabilities in parts per thousand million, so that files hold whole numbers
constexpr const char* kClassNames[] = {"same", "sibling", "namesake", "strangers"};

// The levels that a file gives, in its order. The first version did not know forms and contradicting parts of names.
std::vector<unsigned> levels_of_file(Kind kind, bool first_version) {
  if (first_version && kind == Kind::Name) return {1, 3, 4, 6, 7};
  std::vector<unsigned> levels;
  for (unsigned level = 1; level < levels_of(kind); ++level) levels.push_back(level);
  return levels;
}

}  // namespace

namespace {

Array levels_to_json(const Levels& levels) {
  Array values;
  for (unsigned level = 1; level < 8; ++level)
    values.push_back(static_cast<std::int64_t>(levels[level] * kScale + 0.5));
  return values;
}

}  // namespace

base::json::Value to_json(const Model& model, const std::vector<Field>& fields) {
  Array described;
  for (std::size_t field = 0; field < fields.size(); ++field) {
    Object made{{"field", fields[field].name}, {"kind", text_of(fields[field].kind)}};
    Array levels;
    for (unsigned level = 1; level < levels_of(fields[field].kind); ++level)
      levels.push_back(level_name(fields[field].kind, level));
    made["levels"] = std::move(levels);
    for (std::size_t of = 0; of < kClasses; ++of) {
      Array values;
      for (unsigned level = 1; level < levels_of(fields[field].kind); ++level)
        values.push_back(static_cast<std::int64_t>(model.fields[field][of][level] * kScale + 0.5));
      made[kClassNames[of]] = std::move(values);
    }
    described.push_back(std::move(made));
  }
  Object pairs;
  for (std::size_t of = 0; of < kClasses; ++of)
    pairs[kClassNames[of]] = static_cast<std::int64_t>(std::min(model.pairs[of], 9e15) + 0.5);
  Array own_names;
  for (std::size_t of = 0; of < kOther; ++of)
    own_names.push_back(static_cast<std::int64_t>(model.own_names[of] * kScale + 0.5));
  Array turned;
  for (const double of : model.turned) turned.push_back(static_cast<std::int64_t>(of * kScale + 0.5));
  return Object{{"format", "midspan-reconcile-model"},
                {"version", 2},
                {"relatives", model.relatives},
                {"crossed", static_cast<std::int64_t>(model.crossed * kScale + 0.5)},
                {"own_names", std::move(own_names)},
                {"turned", std::move(turned)},
                {"twins", static_cast<std::int64_t>(std::min(model.twins, 1.0) * kScale + 0.5)},
                {"twin_names", levels_to_json(model.twin_names)},
                {"pairs", std::move(pairs)},
                {"fields", std::move(described)}};
}

base::Result<void> apply_model(const base::json::Value& value, const std::vector<Field>& fields, Model& model) {
  if (value.text("format") != "midspan-reconcile-model")
    return base::failure("RCN-013", {{"reason", std::string("it is no model of this program")}});
  const bool first_version = value.number("version") == 1;
  if (!first_version && value.number("version") != 2)
    return base::failure("RCN-013", {{"reason", std::string("it is of another version")}});
  const base::json::Value* described = value.find("fields");
  if (described == nullptr || described->array() == nullptr)
    return base::failure("RCN-013", {{"reason", std::string("it has no fields")}});
  // Absent from older files.
  if (const base::json::Value* crossed = value.find("crossed"))
    if (const std::int64_t* number = crossed->integer(); number != nullptr && *number > 0 && *number < 500'000'000)
      model.crossed = static_cast<double>(*number) / kScale;
  if (const base::json::Value* turned = value.find("turned"); turned != nullptr && turned->array() != nullptr)
    for (std::size_t order = 0; order < kOrders && order < turned->array()->size(); ++order)
      if (const std::int64_t* number = (*turned->array())[order].integer();
          number != nullptr && *number > 0 && *number < 1'000'000'000)
        model.turned[order] = static_cast<double>(*number) / kScale;
  if (const base::json::Value* twins = value.find("twins"))
    if (const std::int64_t* number = twins->integer(); number != nullptr && *number > 0 && *number <= 1'000'000'000)
      model.twins = static_cast<double>(*number) / kScale;
  if (const base::json::Value* names = value.find("twin_names"); names != nullptr && names->array() != nullptr) {
    Levels levels{};
    double sum = 0;
    for (unsigned level = 1; level < 8 && level <= names->array()->size(); ++level)
      if (const std::int64_t* number = (*names->array())[level - 1].integer(); number != nullptr && *number >= 0)
        sum += levels[level] = static_cast<double>(*number) / kScale;
    if (sum > 0.9 && sum < 1.1) model.twin_names = levels;
  }
  if (const base::json::Value* names = value.find("own_names"); names != nullptr && names->array() != nullptr)
    for (std::size_t of = 0; of < kOther && of < names->array()->size(); ++of)
      if (const std::int64_t* number = (*names->array())[of].integer();
          number != nullptr && *number > 0 && *number < 1'000'000'000)
        model.own_names[of] = static_cast<double>(*number) / kScale;
  std::size_t used = 0;
  for (std::size_t field = 0; field < fields.size(); ++field)
    for (const base::json::Value& known : *described->array()) {
      if (known.text("field") != fields[field].name || known.text("kind") != text_of(fields[field].kind)) continue;
      const unsigned count = levels_of(fields[field].kind);
      // Strangers are always those of these lists: names have other frequencies elsewhere.
      const std::vector<unsigned> levels_there = levels_of_file(fields[field].kind, first_version);
      for (std::size_t of = 0; of < kOther; ++of) {
        const base::json::Value* values = known.find(kClassNames[of]);
        if (values == nullptr || values->array() == nullptr || values->array()->size() != levels_there.size())
          return base::failure("RCN-013", {{"reason", "the levels of " + fields[field].name + " do not fit"}});
        double sum = 0;
        Levels levels{};
        for (unsigned level = 1; level < count; ++level) levels[level] = 1e-3;  // what the file does not know
        for (std::size_t at = 0; at < levels_there.size(); ++at) {
          const std::int64_t* number = (*values->array())[at].integer();
          if (number == nullptr || *number < 0)
            return base::failure("RCN-013",
                                 {{"reason", "the levels of " + fields[field].name + " are no frequencies"}});
          levels[levels_there[at]] = std::max(static_cast<double>(*number) / kScale, 1e-9);
        }
        for (unsigned level = 1; level < count; ++level) sum += levels[level];
        if (sum <= 0 || sum > 2)
          return base::failure("RCN-013", {{"reason", "the levels of " + fields[field].name + " are no frequencies"}});
        for (unsigned level = 1; level < count; ++level) levels[level] /= sum;
        model.fields[field][of] = levels;
      }
      ++used;
      break;
    }
  if (used == 0) return base::failure("RCN-013", {{"reason", std::string("it knows none of these fields")}});
  return {};
}

}  // namespace midspan::reconcile
