// SPDX-License-Identifier: Apache-2.0
// What every row needs: sums over cells, demands, who is free to go.
#include <algorithm>
#include <map>
#include <set>

#include "clear/model/builder.hpp"
#include "clear/model/words.hpp"

namespace midspan::clear::model {

using namespace people;
using solve::kNoLimit;

std::int64_t times(std::int64_t left, std::int64_t right) {
  const solve::Wide product = static_cast<solve::Wide>(left) * right;
  if (product > kNoLimit) return kNoLimit;
  if (product < -kNoLimit) return -kNoLimit;
  return static_cast<std::int64_t>(product);
}

void Builder::build() {
  read();
  columns();
  sizes();
  for (int article = 0; article < model_.article_count; ++article) {
    const auto& clauses = agreement_.articles[static_cast<std::size_t>(article)].clauses;
    for (std::size_t clause = 0; clause < clauses.size(); ++clause) rows_of(article, static_cast<int>(clause));
  }
  for (const Goal& goal : agreement_.goals)
    if ((goal.kind == Goal::Kind::FewestPhases || goal.kind == Goal::Kind::FewestRounds) && model_.phase_used.empty())
      for (int phase = 0; phase < static_cast<int>(model_.phases.size()); ++phase) {
        Where where;
        where.phase = phase;
        article_ = -1;
        model_.phase_used.push_back(
            used(sum(where), "somebody goes in " + model_.phases[static_cast<std::size_t>(phase)]));
      }
}

void Builder::rows_of(int article, int clause) {
  article_ = article;
  clause_ = clause;
  const auto& body =
      agreement_.articles[static_cast<std::size_t>(article)].clauses[static_cast<std::size_t>(clause)].body;
  std::visit([&](const auto& each) { rows(each); }, body);
}

bool Builder::build_again(int article, int clause, std::vector<int>& changed) {
  if (!read_) read();
  const auto mine = [&](const Model::Source& source) { return source.article == article && source.clause == clause; };
  const auto span_of = [&](const std::vector<Model::Source>& sources) {  // rows and helpers of a clause stand together
    const auto first = std::find_if(sources.begin(), sources.end(), mine);
    const auto end = std::find_if_not(first, sources.end(), mine);
    return std::pair(static_cast<std::size_t>(first - sources.begin()), static_cast<std::size_t>(end - first));
  };
  const auto [first_row, row_count] = span_of(model_.row_of);
  const auto [first_helper, helper_count] = span_of(model_.helper_of);
  const std::size_t first_column = std::min(model_.program.first_helper, model_.program.columns.size()) + first_helper;
  // What the clause made is made once more, beside everything else.
  solve::Program program = std::move(model_.program);
  std::vector<Demand> demands = std::move(model_.demands);
  const std::vector<Model::Source> row_of = model_.row_of, helper_of = model_.helper_of;
  const std::vector<Model::Carried> carried = model_.carried;
  const std::vector<base::Message> pending = model_.pending;
  model_.program = {};
  model_.program.columns.assign(program.columns.begin(),
                                program.columns.begin() + static_cast<std::ptrdiff_t>(first_column));
  model_.program.first_helper = program.first_helper;
  model_.demands.clear();
  rows_of(article, clause);
  solve::Program made = std::move(model_.program);
  const std::vector<Demand> made_demands = std::move(model_.demands);
  model_.row_of = row_of;
  model_.helper_of = helper_of;
  model_.carried = carried;
  model_.pending = pending;
  model_.program = std::move(program);
  model_.demands = std::move(demands);
  const auto of_clause = [&](const Demand& demand) { return demand.owner == article && demand.clause == clause; };
  const auto first_demand = std::find_if(model_.demands.begin(), model_.demands.end(), of_clause);
  if (made.rows.size() != row_count || made.columns.size() != first_column + helper_count ||
      std::count_if(model_.demands.begin(), model_.demands.end(), of_clause) !=
          static_cast<std::ptrdiff_t>(made_demands.size()))
    return false;
  for (std::size_t at = 0; at < row_count; ++at) {
    solve::Row& row = model_.program.rows[first_row + at];
    const solve::Row& now = made.rows[at];
    if (row.low == now.low && row.high == now.high && row.terms == now.terms && row.name == now.name) continue;
    row = std::move(made.rows[at]);
    changed.push_back(static_cast<int>(first_row + at));
  }
  std::copy(made.columns.begin() + static_cast<std::ptrdiff_t>(first_column), made.columns.end(),
            model_.program.columns.begin() + static_cast<std::ptrdiff_t>(first_column));
  std::transform(made_demands.begin(), made_demands.end(), first_demand, [&](Demand demand) {
    demand.row += static_cast<int>(first_row);
    return demand;
  });
  return true;
}

bool Builder::uncounted(const Group& group, int article) const {
  if (model_.goes_along(group)) return true;
  if (group.outside_key) return true;
  for (const auto& [target, set] : in_addition_)
    if (target == article && model_.group_member(group, *set)) return true;
  return false;
}

Sum Builder::sum(const Where& where) const {
  Sum out;
  // Columns ascend, and those of a class stand together: what is asked of the class is asked once.
  const std::vector<int>& columns = where.slot >= 0      ? of_slot_[static_cast<std::size_t>(where.slot)]
                                    : where.article >= 0 ? of_article_[static_cast<std::size_t>(where.article)]
                                                         : all_;
  int asked = -1, known = 0;
  std::int64_t weight = 0;
  for (const int column : columns) {
    const Cell& cell = model_.cells[static_cast<std::size_t>(column)];
    const Group& group = model_.groups[static_cast<std::size_t>(cell.group)];
    if (cell.group != asked) {
      asked = cell.group;
      known = asked_for(group, where);
      weight = known == 0 ? 0 : where.weight ? where.weight(group) : 1;
    }
    if (weight == 0) continue;
    const int article = cell.slot < 0 ? -1 : model_.slots[static_cast<std::size_t>(cell.slot)].article;
    if (where.article >= 0 && article != where.article) continue;
    if (!where.reserve_too && cell.slot >= 0 && model_.slots[static_cast<std::size_t>(cell.slot)].reserve) continue;
    if (where.phase >= 0 && cell.phase != where.phase) continue;
    if (where.until >= 0 && cell.phase > where.until) continue;
    if (where.place >= 0 && cell.place != where.place) continue;
    if (!where.party.empty() && party_of(column) != where.party) continue;
    if (where.counted_only && uncounted(group, article)) continue;
    if (where.in_key && !model_.outside_by_release.empty() && !model_.obliges(group, cell.slot)) continue;
    if (known == 2 && !model_.group_member(group, *where.set, cell.slot)) continue;
    out[column] = weight;
  }
  return out;
}

// 0 no, 1 yes, 2 depends on the release.
int Builder::asked_for(const Group& group, const Where& where) const {
  const Facts& first = model_.facts[group.people.front()];
  if (where.alive >= 0) {
    const bool dead = first.person->remains || first.person->health == Health::Dead;
    if (dead == (where.alive == 1)) return 0;
  }
  if (where.in_key && !model_.obliges(group, -1)) return 0;
  return where.set == nullptr ? 1 : membership(group, *where.set);
}

int Builder::membership(const Group& group, const Set& set) const {
  const auto known = model_.set_index.find(&set);
  if (known == model_.set_index.end()) return model_.group_member(group, set) ? 1 : 0;
  return group.sets[static_cast<std::size_t>(known->second)];
}

void Builder::add(Sum& into, const Sum& what, std::int64_t factor) {
  std::vector<Sum::Entry> both;
  auto left = into.entries().begin();
  const auto end = into.entries().end();
  for (const auto& [column, coefficient] : what) {
    for (; left != end && left->first < column; ++left) both.push_back(*left);
    std::int64_t total = times(coefficient, factor);
    if (left != end && left->first == column) total += (left++)->second;
    if (total != 0) both.emplace_back(column, total);
  }
  both.insert(both.end(), left, end);
  into.entries() = std::move(both);
}

int Builder::helper(std::int64_t low, std::int64_t high) {
  model_.program.columns.push_back({low, high});
  model_.helper_of.push_back({article_, clause_});
  return static_cast<int>(model_.program.columns.size()) - 1;
}

int Builder::row(const Sum& terms, std::int64_t low, std::int64_t high, const std::string& name, int owner) {
  solve::Row out;
  for (const auto& [column, coefficient] : terms) out.terms.push_back({column, coefficient});
  out.low = low;
  out.high = high;
  out.owner = owner;
  out.name = name;
  model_.program.rows.push_back(std::move(out));
  model_.row_of.push_back({article_, clause_});
  return static_cast<int>(model_.program.rows.size()) - 1;
}

int Builder::row(const Sum& terms, std::int64_t low, std::int64_t high, const std::string& name) {
  return row(terms, low, high, article_ < 0 ? name : "Article " + model_.article_number(article_) + ": " + name,
             article_);
}

std::int64_t Builder::most(const Sum& terms) const {
  std::int64_t total = 0;
  for (const auto& [column, coefficient] : terms) {
    const std::size_t at = static_cast<std::size_t>(column);
    const solve::Column& bounds = model_.program.columns[at];
    const std::int64_t high = at < model_.cells.size() ? std::max(model_.high_open[at], bounds.high) : bounds.high;
    total += std::max(times(coefficient, high), times(coefficient, bounds.low));
    if (total > solve::kLargest) return solve::kLargest;
  }
  return total;
}

Demand& Builder::demand(Sum terms, std::int64_t low, std::int64_t high, Demand::Kind kind, const std::string& name,
                        std::int64_t asked) {
  Demand made;
  made.kind = kind;
  made.owner = article_;
  made.clause = clause_;
  made.asked = asked;
  if (low > -kNoLimit) {
    made.missing = helper(0, 0);
    terms[made.missing] = 1;
  }
  // Of a release, more can only have gone already.
  if (high < kNoLimit && (kind != Demand::Kind::Release || fixed(terms) > high)) {
    made.over = helper(0, 0);
    terms[made.over] = -1;
  }
  made.row = row(terms, low, high, name);
  model_.demands.push_back(made);
  return model_.demands.back();
}

void Builder::read() {
  read_ = true;
  std::vector<std::string> by_slot;
  for (const Slot& slot : model_.slots) by_slot.push_back(folded(slot.party));
  for (std::size_t slot = 0; slot < model_.slots.size(); ++slot) {
    const Slot& of = model_.slots[slot];
    if (of.reserve) reserves_.push_back(slot);
    else slot_at_.try_emplace({of.article, of.clause, of.owed}, static_cast<int>(slot));
  }
  of_slot_.resize(model_.slots.size());
  of_article_.resize(static_cast<std::size_t>(model_.article_count));
  for (std::size_t column = 0; column < model_.cells.size(); ++column) {
    const int slot = model_.cells[column].slot;
    all_.push_back(static_cast<int>(column));
    if (slot < 0) continue;
    of_slot_[static_cast<std::size_t>(slot)].push_back(static_cast<int>(column));
    of_article_[static_cast<std::size_t>(model_.slots[static_cast<std::size_t>(slot)].article)].push_back(
        static_cast<int>(column));
  }
  for (const Cell& cell : model_.cells) {
    const Group& group = model_.groups[static_cast<std::size_t>(cell.group)];
    if (group.delivered) parties_.push_back(folded(group.delivered_party));
    else if (const std::string& party = by_slot[static_cast<std::size_t>(cell.slot)]; !party.empty())
      parties_.push_back(party);
    else parties_.push_back(model_.facts[group.people.front()].held_by);
  }
  for (int article = 0; article < model_.article_count; ++article)
    for (const Clause& clause : agreement_.articles[static_cast<std::size_t>(article)].clauses)
      if (const auto* rule = std::get_if<Counting>(&clause.body)) {
        if (rule->what == Counting::What::InsideTotal && !rule->counts)
          in_addition_.emplace_back(target_article(agreement_, article, rule->article), &rule->who);
      }
  lost_ = lost_places(agreement_);
}

void Builder::columns() {
  for (const Cell& cell : model_.cells) {
    const Group& group = model_.groups[static_cast<std::size_t>(cell.group)];
    const bool open = cell.stops.empty();
    const bool waivable =
        std::all_of(cell.stops.begin(), cell.stops.end(), [](const Stop& stop) { return stop.owner >= 0; });
    if (group.delivered) model_.program.columns.push_back({group.size, group.size});
    else model_.program.columns.push_back({0, open ? group.size : 0});
    model_.high_open.push_back(waivable ? group.size : 0);
  }
  model_.program.first_helper = model_.cells.size();
  // Where nobody can go at all, nobody going is the answer: a program needs a column to have one.
  if (model_.cells.empty()) helper(0, 0);
}

void Builder::sizes() {
  for (Group& group : model_.groups) {
    if (group.delivered || group.cells.size() < 2) continue;
    Sum terms;
    for (const int column : group.cells) terms[column] = 1;
    group.size_row = row(terms, -kNoLimit, group.size, "a person goes once", -1);
  }
}

std::int64_t Builder::free_people(const Where& where, Sum* cells) const {
  std::int64_t free = 0;
  std::set<int> groups;
  for (const auto& [column, weight] : sum(where)) {
    const Cell& cell = model_.cells[static_cast<std::size_t>(column)];
    if (!cell.stops.empty()) continue;
    if (groups.insert(cell.group).second) free += model_.groups[static_cast<std::size_t>(cell.group)].size;
  }
  if (cells != nullptr)
    for (const int group : groups)
      for (const int column : model_.groups[static_cast<std::size_t>(group)].cells) (*cells)[column] = 1;
  return free;
}

std::int64_t Builder::stopped_people(const Set& set, const std::function<bool(const Stop&)>& by, int slot) const {
  return model_.how_many([&](std::size_t person) {
    const auto stops = model_.stops_against(person);
    if (stops.empty() || !model_.populations.contains(set, model_.facts[person])) return false;
    if (slot >= 0 && model_.another_releases(person, static_cast<std::size_t>(slot))) return false;
    return !by || std::any_of(stops.begin(), stops.end(), by);
  });
}

std::int64_t Builder::population_size(const Set& set) const {
  return model_.how_many([&](std::size_t person) { return model_.populations.contains(set, model_.facts[person]); });
}

std::int64_t Builder::fixed(const Sum& terms) const {
  std::int64_t total = 0;
  for (const auto& [column, coefficient] : terms)
    if (static_cast<std::size_t>(column) < model_.cells.size() &&
        model_.groups[static_cast<std::size_t>(model_.cells[static_cast<std::size_t>(column)].group)].delivered)
      total += times(coefficient, model_.program.columns[static_cast<std::size_t>(column)].low);
  return total;
}

// Who refused at the hand-over, or was dead or free by then, had a place, and it is gone. Of whom that is known before
// anybody is named has one only where there are not enough others (docs/decisions/0310, 0391).
std::int64_t Builder::without_lost_places(std::int64_t number, int slot, const Set& set, bool counting) const {
  if (!lost_.any()) return number;
  const auto loses = [&](const Stop& stop) {
    const LostPlaces::Rule rule = lost_.of(stop);
    return rule.article >= 0 && (rule.counts || !counting);
  };
  const std::int64_t absent = stopped_people(set, loses);
  const std::int64_t failed = model_.failed(slot, loses);
  const std::int64_t left = number - failed;
  const std::int64_t too_few = left - (population_size(set) - absent);
  return std::max<std::int64_t>(0, left - std::clamp<std::int64_t>(too_few, 0, absent - failed));
}

std::int64_t Builder::places_that_count(int at) const {
  const Slot& slot = model_.slots[static_cast<std::size_t>(at)];
  if (!lost_.any_counts() || slot.reserve) return 0;
  const ClauseBody& body =
      agreement_.articles[static_cast<std::size_t>(slot.article)].clauses[static_cast<std::size_t>(slot.clause)].body;
  const auto* release = std::get_if<Release>(&body);
  const auto* choice = std::get_if<Choice>(&body);
  const Amount* amount = release != nullptr ? &release->amount : choice != nullptr ? &choice->amount : nullptr;
  if (amount != nullptr && amount->kind == Amount::Kind::Exactly)
    return amount->number.low - without_lost_places(amount->number.low, at, *slot.of, true);
  const auto counts = [&](const Stop& stop) { return lost_.of(stop).counts; };
  // All of them: everybody was asked for. Else whoever stood at the hand-over.
  const bool all = amount != nullptr && amount->kind == Amount::Kind::All;
  return all ? stopped_people(*slot.of, counts, at) : model_.failed(at, counts);
}

int Builder::slot_of(int owed) const {
  const auto found = slot_at_.find({article_, clause_, owed});
  return found == slot_at_.end() ? -1 : found->second;
}

Sum Builder::released_by_slot(int slot, bool counted_only) const {
  Where where;
  where.slot = slot;
  where.counted_only = counted_only;
  Sum terms = sum(where);
  for (const std::size_t other : reserves_) {
    const Slot& candidate = model_.slots[other];
    if (candidate.article != model_.slots[static_cast<std::size_t>(slot)].article) continue;
    if (candidate.party != model_.slots[static_cast<std::size_t>(slot)].party) continue;
    where.slot = static_cast<int>(other);
    add(terms, sum(where), 1);
  }
  return terms;
}

void make_rows(Model& model) { Builder(model).build(); }

}  // namespace midspan::clear::model
