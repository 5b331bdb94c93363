// SPDX-License-Identifier: Apache-2.0
// Choosing passes. Each field offers one or more atoms (its value, its sound, its year ...). An atom agrees on rows of
// one person with a probability that is known roughly beforehand, and on strangers with a probability that the lists'
// own frequencies give. Over the 2^atoms states of agreement the recall of a set of passes is a sum; passes are sets of
// one to three atoms, added greedily by recall gained per candidate.
#include "reconcile/block/passes.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "base/threads.hpp"
#include "reconcile/encode/interner.hpp"
#include "reconcile/estimate/logarithm.hpp"

namespace midspan::reconcile {

namespace {

std::uint32_t key_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32) | 1U; }

constexpr std::size_t kMostAtoms = 14;

double agreement(const Field& field, Derivation derivation) {
  switch (field.kind) {
    case Kind::Name: return derivation == Derivation::Initial ? 0.94 : derivation == Derivation::Sound ? 0.90 : 0.85;
    case Kind::Date: return derivation == Derivation::Exact ? 0.88 : derivation == Derivation::MonthDay ? 0.91 : 0.94;
    case Kind::Code: return field.meaning == Meaning::Postcode ? 0.80 : derivation == Derivation::Half ? 0.93 : 0.88;
    case Kind::Number: return 0.80;
    case Kind::Category: return 0.85;
    case Kind::Text: return field.meaning == Meaning::Place ? 0.75 : 0.70;
  }
  return 0.8;
}

std::string text_of(const Part& part, const std::vector<Field>& fields) {
  static constexpr const char* kMarks[] = {"", "~", "[1]", "[year]", "[month-day]", "[year-month]", "[half]", "[word]"};
  return fields[part.field].name + kMarks[static_cast<std::size_t>(part.derivation)];
}

std::string text_of(const std::vector<Part>& parts, const std::vector<Field>& fields) {
  std::string text;
  for (const Part& part : parts) text += (text.empty() ? "" : " + ") + text_of(part, fields);
  return text;
}

bool is_unique(const Field& field) {
  return field.meaning == Meaning::Identity || field.meaning == Meaning::Email || field.meaning == Meaning::Phone;
}

std::vector<Part> parts_of(const Field& field, std::size_t at, bool closely) {
  switch (field.kind) {
    case Kind::Name:
      if (field.meaning == Meaning::SecondGiven || field.meaning == Meaning::Alias) return {};
      if (closely && (field.meaning == Meaning::Given || field.meaning == Meaning::Family))
        return {{at, Derivation::Sound}, {at, Derivation::Initial}};
      return {{at, Derivation::Sound}};
    case Kind::Date:
      if (field.meaning != Meaning::Birth && field.meaning != Meaning::BirthYear) return {};
      return {{at, Derivation::Exact}, {at, Derivation::Year}, {at, Derivation::MonthDay}};
    case Kind::Code:
      if (field.meaning == Meaning::Postcode) return {{at, Derivation::Exact}, {at, Derivation::Half}};
      return {{at, Derivation::Exact}};
    case Kind::Number: return {};
    case Kind::Category:
      if (field.meaning == Meaning::Other) return {};
      return {{at, Derivation::Exact}};
    case Kind::Text: return {{at, Derivation::Exact}};
  }
  return {};
}

double filled(const Side& side, std::size_t field) {
  double sum = 0;
  for (const std::uint32_t count : side.counts[field]) sum += count;
  return side.rows == 0 ? 0 : sum / side.rows;
}

void add_refinements(Pass& pass, const std::vector<Field>& fields) {
  const auto uses = [&](std::size_t field) {
    return std::any_of(pass.parts.begin(), pass.parts.end(), [&](const Part& part) { return part.field == field; });
  };
  for (const Meaning meaning : {Meaning::Birth, Meaning::Given, Meaning::Family, Meaning::FullName, Meaning::Postcode,
                                Meaning::Street, Meaning::Address, Meaning::Place, Meaning::Father, Meaning::Sex})
    for (std::size_t field = 0; field < fields.size(); ++field) {
      if (fields[field].meaning != meaning || uses(field) || pass.refine.size() >= 4) continue;
      const Kind kind = fields[field].kind;
      if (kind == Kind::Name) pass.refine.push_back({field, Derivation::Initial});
      else if (kind == Kind::Date) pass.refine.push_back({field, Derivation::Year});
      else pass.refine.push_back({field, Derivation::Exact});
    }
  // Last, the whole of the names: what is left then is as alike as rows can be.
  for (std::size_t field = 0; field < fields.size() && pass.refine.size() < 6; ++field)
    if (fields[field].kind == Kind::Name || fields[field].meaning == Meaning::Birth)
      pass.refine.push_back({field, Derivation::Exact});
}

}  // namespace

KeyColumn KeyColumn::make(const Values& values, Part part) {
  KeyColumn column;
  const std::uint32_t count = values.texts.size();
  const auto single = [&](auto&& key) {
    column.keys_.resize(count);
    column.keys_[0] = 0;
    for (std::uint32_t id = 1; id < count; ++id) column.keys_[id] = key(id);
  };
  const bool readings = part.derivation == Derivation::Sound && !values.reading_begins.empty();
  // Wu and Li are names of Chinese; in one script words of two letters are particles more often.
  const unsigned shortest = values.two_scripts ? 2 : 3;
  // Bill meets William: small lists only, where a second key a name costs nothing.
  constexpr std::uint32_t kFewValues = 50'000;
  const bool forms = part.derivation == Derivation::Sound && values.name_forms.size() > 1 && count <= kFewValues;
  const auto add_forms = [&](std::uint32_t id) {
    if (!forms || values.names[id].forms_begin == 0) return;
    for (const std::uint16_t* line = values.name_forms.data() + values.names[id].forms_begin; *line != 0; ++line)
      column.keys_.push_back(key_of(mix(*line, 0x9AE16A3B2F90404FULL)));
  };
  // A word of another script meets the words that it is likely to be spelt as.
  const auto add_partners = [&](std::uint32_t id) {
    constexpr std::uint8_t kLikely = 45;
    for (const Partner& partner : partners_of(values, id))
      if (partner.share >= kLikely && values.names[partner.word].skeleton != 0)
        column.keys_.push_back(values.names[partner.word].skeleton);
  };
  const auto by_word = [&](auto&& key) {
    bool several = readings || forms;
    for (std::uint32_t id = 1; id < count && !several; ++id) several = values.names[id].words > 1;
    if (!several) {
      single(key);
      return;
    }
    column.begins_.assign(1, 0);
    column.begins_.push_back(1);
    column.keys_.push_back(0);
    for (std::uint32_t id = 1; id < count; ++id) {
      const NameValue& value = values.names[id];
      const std::size_t begin = column.keys_.size();
      if (value.words == 1) column.keys_.push_back(key(id));
      if (value.words == 1) add_forms(id);
      if (readings && value.words == 1)
        for (const OtherReading& reading : other_readings(values, id))
          if (reading.skeleton != 0) column.keys_.push_back(reading.skeleton);
      if (readings && value.words == 1) add_partners(id);
      for (std::uint8_t word = 0; value.words > 1 && word < value.words; ++word) {
        const std::uint32_t of = values.name_words[value.words_begin + word];
        if (values.names[of].word.length >= shortest || values.names[of].word.length == 0)
          column.keys_.push_back(key(of));
        add_forms(of);
        if (readings) add_partners(of);
      }
      if (value.words > 1 && value.words <= 3) column.keys_.push_back(key(id));  // "abd al rahman" meets "abdalrahman"
      const auto first = column.keys_.begin() + static_cast<std::ptrdiff_t>(begin);
      std::sort(first, column.keys_.end());
      column.keys_.erase(std::unique(first, column.keys_.end()), column.keys_.end());
      column.begins_.push_back(static_cast<std::uint32_t>(column.keys_.size()));
    }
  };
  switch (part.derivation) {
    case Derivation::Exact:
      if (values.kind == Kind::Name) by_word([](std::uint32_t id) { return id; });
      else single([](std::uint32_t id) { return id; });
      break;
    case Derivation::Sound: by_word([&](std::uint32_t id) { return values.names[id].skeleton; }); break;
    case Derivation::Initial:
      single([&](std::uint32_t id) { return static_cast<std::uint32_t>(values.names[id].word.letters[0]); });
      break;
    case Derivation::Year:
      single([&](std::uint32_t id) { return static_cast<std::uint32_t>(values.dates[id].year) + 1; });
      break;
    case Derivation::MonthDay:
      single([&](std::uint32_t id) {
        const DateValue& date = values.dates[id];
        return date.day == 0 ? 0U : static_cast<std::uint32_t>(date.month) * 32U + date.day;
      });
      break;
    case Derivation::YearMonth:
      single([&](std::uint32_t id) {
        const DateValue& date = values.dates[id];
        return date.month == 0 ? 0U : static_cast<std::uint32_t>(date.year) * 16U + date.month;
      });
      break;
    case Derivation::Half:
      single([&](std::uint32_t id) {
        const std::string_view text = values.texts.text(id);
        return key_of(hash_of(text.substr(0, (text.size() + 1) / 2)));
      });
      break;
    case Derivation::Word:
      column.begins_.assign(1, 0);
      column.begins_.push_back(1);
      column.keys_.push_back(0);
      for (std::uint32_t id = 1; id < count; ++id) {
        const TextValue& value = values.text[id];
        for (std::uint16_t word = 0; word < value.words; ++word)
          column.keys_.push_back(values.text_words[value.words_begin + word]);
        if (value.words == 0) column.keys_.push_back(0);
        column.begins_.push_back(static_cast<std::uint32_t>(column.keys_.size()));
      }
      break;
  }
  return column;
}

double KeyColumn::collision(std::span<const std::uint32_t> left, std::span<const std::uint32_t> right) const {
  struct Sum {
    std::uint32_t key = 0;
    std::uint32_t left = 0, right = 0;  // rows, fewer than 2^32
  };
  double left_rows = 0;
  double right_rows = 0;
  const auto count = static_cast<std::uint32_t>(std::min(left.size(), right.size()));
  const auto is_there = [&](std::uint32_t id) { return (left[id] | right[id]) != 0; };
  std::size_t keys = 1;
  for (std::uint32_t id = 1; id < count; ++id)
    if (is_there(id)) keys += static_cast<std::size_t>(end(id) - begin(id));
  PageVector<Sum> sums = zeroed<Sum>(std::bit_ceil(keys + keys / 4));
  for (std::uint32_t id = 1; id < count; ++id) {
    if (!is_there(id)) continue;
    left_rows += left[id];
    right_rows += right[id];
    for (const std::uint32_t* key = begin(id); key != end(id); ++key) {
      if (*key == 0) continue;
      std::size_t slot = mix(*key, 0x1F83D9ABFB41BD6BULL) & (sums.size() - 1);
      while (sums[slot].key != 0 && sums[slot].key != *key) slot = (slot + 1) & (sums.size() - 1);
      sums[slot].key = *key;
      sums[slot].left += left[id];
      sums[slot].right += right[id];
    }
  }
  double met = 0;
  for (const Sum& sum : sums)  // whole numbers below 2^53: any order gives the same
    met += static_cast<double>(sum.left) * static_cast<double>(sum.right);
  return left_rows == 0 || right_rows == 0 ? 0 : met / (left_rows * right_rows);
}

std::vector<Atom> atoms_of(const Encoded& encoded, const std::vector<Field>& fields, const std::vector<Values>& values,
                           const Side& left, const Side& right, bool closely, unsigned threads) {
  std::vector<Atom> all;
  for (std::size_t field = 0; field < fields.size(); ++field) {
    const double both = std::min(filled(left, field), filled(right, field));
    for (const Part part : parts_of(fields[field], field, closely)) {
      if (both < 0.02) continue;
      Atom atom;
      atom.part = part;
      atom.agrees = both * agreement(fields[field], part.derivation);
      atom.meets = both * both;
      all.push_back(atom);
    }
  }
  base::for_each_piece(all.size(), threads, [&](std::size_t at) {
    const std::size_t field = all[at].part.field;
    all[at].meets *=
        KeyColumn::make(values[encoded.group[field]], all[at].part).collision(left.counts[field], right.counts[field]);
  });
  std::vector<Atom> atoms;
  for (const Atom& atom : all)
    if (atom.meets > 0 && atom.meets < 0.6) atoms.push_back(atom);
  // The most telling ones, if there are too many to weigh all.
  if (atoms.size() > kMostAtoms) {
    const auto telling = [](const Atom& atom) { return atom.agrees * -static_cast<double>(fixed_log2(atom.meets)); };
    std::stable_sort(atoms.begin(), atoms.end(),
                     [&](const Atom& one, const Atom& other) { return telling(one) > telling(other); });
    atoms.resize(kMostAtoms);
    std::stable_sort(atoms.begin(), atoms.end(),
                     [](const Atom& one, const Atom& other) { return one.part.field < other.part.field; });
  }
  return atoms;
}

std::vector<Pass> choose_passes(const std::vector<Atom>& atoms, const std::vector<Field>& fields,
                                const Budget& budget) {
  // States of agreement. Atoms of one field hang together: the year agrees whenever the date does.
  const std::size_t states = std::size_t{1} << atoms.size();
  std::vector<double> chance(states, 1);
  for (std::size_t state = 0; state < states; ++state)
    for (std::size_t at = 0; at < atoms.size(); ++at) {
      const bool agrees = (state >> at & 1U) != 0;
      double probability = atoms[at].agrees;
      for (std::size_t whole = 0; whole < at; ++whole)
        if (atoms[whole].part.field == atoms[at].part.field &&
            (atoms[whole].part.derivation == Derivation::Exact || atoms[at].part.derivation == Derivation::Initial)) {
          if ((state >> whole & 1U) != 0) probability = 1;
          else
            probability =
                std::max(0.0, (atoms[at].agrees - atoms[whole].agrees) / std::max(1e-9, 1 - atoms[whole].agrees));
        }
      chance[state] *= agrees ? probability : 1 - probability;
    }

  constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();
  struct Choice {
    std::vector<std::size_t> atoms;
    std::size_t mask;
    double cost;
    double value = std::numeric_limits<double>::infinity();
    std::size_t valued_after = kNever;  // so many passes
  };
  std::vector<Choice> choices;
  const auto consider = [&](std::vector<std::size_t> of) {
    std::size_t mask = 0;
    double cost = budget.pairs;
    for (const std::size_t at : of) {
      mask |= std::size_t{1} << at;
      cost *= atoms[at].meets;
      for (const std::size_t other : of)
        if (other != at && atoms[other].part.field == atoms[at].part.field) return;
    }
    if (cost <= budget.candidates / 2) choices.push_back({std::move(of), mask, cost});
  };
  for (std::size_t one = 0; one < atoms.size(); ++one) {
    if (budget.alone || is_unique(fields[atoms[one].part.field]) || atoms[one].meets * budget.rows < 0.5)
      consider({one});
    for (std::size_t two = one + 1; two < atoms.size(); ++two) {
      consider({one, two});
      for (std::size_t three = two + 1; three < atoms.size(); ++three) consider({one, two, three});
    }
  }
  // What a pass costs by itself. Where few passes must spend a large budget, those that gain little are dear however
  // few candidates they have.
  const double pass_cost = std::max(
      budget.rows * 0.3, budget.candidates / (2 * static_cast<double>(std::max<std::size_t>(1, budget.passes))));
  std::vector<double> missed = chance;  // 0 of states that a pass catches
  const auto for_each_caught = [&](const Choice& choice, auto&& work) {
    for (std::size_t state = choice.mask; state < states; state = (state + 1) | choice.mask) work(missed[state]);
  };
  std::vector<Pass> passes;
  double spent = 0;
  const auto value_of = [&](const Choice& choice) {
    if (spent + choice.cost > budget.candidates && !passes.empty()) return 0.0;
    double gain = 0;
    for_each_caught(choice, [&](double chance_of) { gain += chance_of; });
    return gain > 0.00002 ? gain / (choice.cost + pass_cost) : 0.0;
  };
  // The most recall for its candidates first. A choice is never worth more than it was some passes ago, so few have to
  // be valued anew: those that were worth more than the best is now.
  const auto best_choice = [&]() -> const Choice* {
    while (!choices.empty()) {
      const auto best = std::max_element(choices.begin(), choices.end(), [](const Choice& one, const Choice& other) {
        return one.value < other.value;
      });
      if (best->value <= 0) break;
      if (best->valued_after == passes.size()) return &*best;
      best->value = value_of(*best);
      best->valued_after = passes.size();
    }
    return nullptr;
  };
  double recall = 0;
  while (passes.size() < budget.passes && recall < 0.99995) {
    const Choice* const best = best_choice();
    if (best == nullptr) break;
    Pass pass;
    for (const std::size_t at : best->atoms) pass.parts.push_back(atoms[at].part);
    if (pass.parts.size() == 2 && fields[pass.parts[0].field].meaning == Meaning::Given &&
        fields[pass.parts[1].field].meaning == Meaning::Family)
      pass.unordered = true;
    pass.name = text_of(pass.parts, fields) + (pass.unordered ? " (either order)" : "");
    pass.expected = best->cost;
    add_refinements(pass, fields);
    for_each_caught(*best, [](double& chance_of) { chance_of = 0; });
    spent += best->cost;
    recall = 0;
    for (std::size_t state = 0; state < states; ++state) recall += chance[state] - missed[state];
    passes.push_back(std::move(pass));
  }

  // A chain of names in one field meets by any two of its words.
  for (std::size_t field = 0; field < fields.size(); ++field)
    if (fields[field].meaning == Meaning::FullName) {
      Pass pass;
      pass.parts = {{field, Derivation::Sound}, {field, Derivation::Sound}};
      pass.unordered = true;
      pass.name = text_of(pass.parts, fields);
      add_refinements(pass, fields);
      passes.insert(passes.begin(), std::move(pass));
    }
  if (passes.empty() && !fields.empty()) {  // nothing selective: whatever agrees on all of it
    Pass pass;
    for (std::size_t field = 0; field < fields.size(); ++field) pass.parts.push_back({field, Derivation::Exact});
    pass.name = text_of(pass.parts, fields);
    passes.push_back(std::move(pass));
  }
  return passes;
}

std::vector<Pass> passes_of(const std::vector<std::vector<std::string>>& wanted, const std::vector<Field>& fields) {
  std::vector<Pass> passes;
  for (const auto& names : wanted) {
    Pass pass;
    for (const std::string& name : names)
      for (std::size_t field = 0; field < fields.size(); ++field)
        if (fields[field].name == name || std::find(fields[field].heading.begin(), fields[field].heading.end(), name) !=
                                              fields[field].heading.end()) {
          pass.parts.push_back({field, Derivation::Exact});
          break;
        }
    if (pass.parts.size() != names.size() || pass.parts.empty()) return {};
    pass.name = text_of(pass.parts, fields);
    passes.push_back(std::move(pass));
  }
  return passes;
}

}  // namespace midspan::reconcile
