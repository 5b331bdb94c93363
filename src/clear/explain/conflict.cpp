// SPDX-License-Identifier: Apache-2.0
// Which articles cannot all hold. Implicit hitting sets (Ignatiev and others 2015): a set of articles that cannot hold
// must contain, for every set that can hold, something outside it. The smallest set that does is tried; if it can hold,
// it is grown as far as it goes and what it lacks becomes one more such condition; if it cannot, it is a smallest
// conflict, and its supersets are set aside. Sets come out in ascending size, so whatever is smaller can hold:
// minimality is proved.
#include <algorithm>
#include <optional>
#include <set>

#include "clear/explain/explain.hpp"
#include "clear/model/words.hpp"
#include "clear/solve/exact.hpp"

namespace midspan::clear::explain {

namespace {

using namespace people;
using model::Model;
using solve::kNoLimit;

constexpr std::int64_t kGrowing = 200;  // linear programs for one more article
constexpr std::int64_t kShrinking = 4;  // a part of all that is allowed, where the search has met its limit

class Hunt {
 public:
  Hunt(const Model& model, solve::Solver& solver) : model_(model), switches_(model, solver), solver_(solver) {
    std::set<int> owners;
    rows_of_.resize(static_cast<std::size_t>(model.article_count));
    stopped_by_.resize(rows_of_.size());
    for (std::size_t row = 0; row < model.program.rows.size(); ++row)
      if (const int owner = model.program.rows[row].owner; owner >= 0) {
        owners.insert(owner);
        rows_of_[static_cast<std::size_t>(owner)].push_back(row);
      }
    for (std::size_t column = 0; column < model.cells.size(); ++column)
      for (const model::Stop& stop : model.cells[column].stops)
        if (stop.owner >= 0) {
          owners.insert(stop.owner);
          stopped_by_[static_cast<std::size_t>(stop.owner)].push_back(column);
        }
    articles_.assign(owners.begin(), owners.end());
  }

  std::vector<Conflict> run(std::size_t most) {
    std::vector<Conflict> found;
    std::vector<std::vector<int>> must_hit, set_aside;
    if (all_hold()) return found;
    work_ = solver_.work() + allowed_;
    solver_.limit_work(work_);
    // Where all but one can hold, every conflict has that one: often all that there is to be known. Only those whom the
    // proof blames can be such.
    for (const int article : blamed_.value_or(std::vector<int>()))
      if (ask(complement({article}), kGrowing) == Said::Yes) must_hit.push_back({article});
    while (!exhausted_ && found.size() < most) {
      const auto candidate = smallest_hitting(must_hit, set_aside);
      if (!candidate) break;
      if (can_hold(*candidate)) {
        must_hit.push_back(complement(grow(*candidate)));
        continue;
      }
      if (exhausted_) break;
      found.push_back(describe(*candidate));
      set_aside.push_back(*candidate);
      if (candidate->empty()) break;  // the facts alone are impossible
    }
    const bool ended = exhausted_ || (most > 1 && found.size() == most && smallest_hitting(must_hit, set_aside));
    switches_.set(std::vector<char>(static_cast<std::size_t>(model_.article_count), 1));
    // The hunt met its limit: what is known is said, and that it may not be the smallest, or not all of it.
    if (exhausted_ && found.empty() && blamed_) found.push_back(shrunk(*blamed_));
    else if (ended && !found.empty()) found.back().numbers.push_back({"CLR-175", {}});
    return found;
  }

 private:
  // Every article at once. When that cannot be, the proof says which articles it needs.
  bool all_hold() {
    switches_.set(std::vector<char>(static_cast<std::size_t>(model_.article_count), 1));
    std::vector<solve::ProofNode> proof;
    const solve::Answer answer = solver_.maximise({}, model_.options->limits.nodes, nullptr, &proof);
    if (answer.status == solve::Status::Infeasible) blamed_ = blamed_by(proof);
    exhausted_ = answer.status == solve::Status::Limit && !answer.found();
    return answer.found();
  }

  // Whoever owns a row that a leaf adds up, or has closed a column that would undo the sum.
  std::vector<int> blamed_by(const std::vector<solve::ProofNode>& proof) const {
    std::set<int> owners;
    for (const solve::ProofNode& node : proof) {
      if (node.branched) continue;
      for (const auto& [row, y] : node.multipliers.rows)
        if (solver_.program().rows[static_cast<std::size_t>(row)].owner >= 0)
          owners.insert(solver_.program().rows[static_cast<std::size_t>(row)].owner);
      const solve::Combination sum = solve::combine(solver_.program(), nullptr, node.multipliers);
      for (const auto& [column, rest] : sum.reduced)
        if (rest > 0 && static_cast<std::size_t>(column) < model_.cells.size())
          for (const model::Stop& stop : model_.cells[static_cast<std::size_t>(column)].stops)
            if (stop.owner >= 0) owners.insert(stop.owner);
    }
    return {owners.begin(), owners.end()};
  }

  // Of articles that cannot all hold, one after the other is left out as long as the rest cannot: none is left that is
  // not needed, unless a limit is met here too. There may be others, and fewer.
  Conflict shrunk(std::vector<int> articles) {
    exhausted_ = false;
    tests_ = allowed_tests_ / kShrinking;
    nodes_ = tests_ * kGrowing;
    work_ = solver_.work() + aside_ + allowed_ / kShrinking;
    solver_.limit_work(work_);
    bool smallest = true;
    for (std::size_t at = 0; at < articles.size();) {
      std::vector<int> rest = articles;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(at));
      const Said said = ask(rest, kGrowing);
      smallest = smallest && said != Said::Unknown;
      if (said == Said::No) articles = std::move(rest);
      else ++at;
    }
    Conflict conflict = smallest ? describe(articles) : blame(articles);
    if (smallest) conflict.numbers.push_back({"CLR-175", {}});
    return conflict;
  }

  Conflict blame(const std::vector<int>& articles) const;

  enum class Said { Yes, No, Unknown };

  Said ask(const std::vector<int>& articles, std::int64_t nodes) {
    if (--tests_ < 0 || solver_.work() + aside_ >= work_) exhausted_ = true;
    if (exhausted_) return Said::Unknown;
    std::vector<char> active(static_cast<std::size_t>(model_.article_count), 0);
    for (const int article : articles) active[static_cast<std::size_t>(article)] = 1;
    switches_.set(active);
    const solve::Answer answer = solver_.find(std::min({nodes, nodes_, model_.options->limits.nodes}));
    nodes_ -= answer.nodes;
    if (answer.found()) witness_ = answer.values;
    return answer.found() ? Said::Yes : answer.status == solve::Status::Infeasible ? Said::No : Said::Unknown;
  }

  bool can_hold(const std::vector<int>& articles) {
    const Said said = ask(articles, nodes_);
    exhausted_ = exhausted_ || said == Said::Unknown;
    return said == Said::Yes;
  }

  // As many more articles as can hold with these; what the witness keeps anyway is taken without asking. One that is
  // not quickly known to hold with them is left out: the set is then smaller than it could be, and holds.
  std::vector<int> grow(std::vector<int> articles) {
    std::size_t at_once = 1;  // asked about together: what holds together is what would be taken one by one
    for (std::size_t next = 0; next < articles_.size() && !exhausted_;) {
      std::vector<int> more = articles;
      std::size_t end = next, asked = 0;
      for (; end < articles_.size() && asked < at_once; ++end) {
        if (std::find(articles.begin(), articles.end(), articles_[end]) != articles.end()) continue;
        more.push_back(articles_[end]);
        if (!kept_by_witness(articles_[end])) ++asked;
      }
      if (asked == 0 || ask(more, kGrowing) == Said::Yes) {
        articles = std::move(more);
        at_once *= 2;
      } else if (at_once > 1) {
        at_once = std::max<std::size_t>(1, std::min(asked, at_once) / 4);
        continue;
      } else {  // the last of them
        more.pop_back();
        articles = std::move(more);
      }
      next = end;
    }
    return articles;
  }

  bool kept_by_witness(int article) const {
    for (const std::size_t at : rows_of_[static_cast<std::size_t>(article)]) {
      const solve::Row& row = model_.program.rows[at];
      std::int64_t sum = 0;
      for (const solve::Term& term : row.terms)
        sum += term.coefficient * witness_[static_cast<std::size_t>(term.column)];
      if ((row.low > -kNoLimit && sum < row.low) || (row.high < kNoLimit && sum > row.high)) return false;
    }
    return std::none_of(stopped_by_[static_cast<std::size_t>(article)].begin(),
                        stopped_by_[static_cast<std::size_t>(article)].end(),
                        [&](std::size_t column) { return witness_[column] > 0; });
  }

  std::vector<int> complement(const std::vector<int>& articles) const {
    std::vector<int> rest;
    for (const int article : articles_)
      if (std::find(articles.begin(), articles.end(), article) == articles.end()) rest.push_back(article);
    return rest;
  }

  std::optional<std::vector<int>> smallest_hitting(const std::vector<std::vector<int>>& must_hit,
                                                   const std::vector<std::vector<int>>& set_aside) {
    solve::Program program;
    program.columns.assign(articles_.size(), {0, 1});
    const auto column_of = [&](int article) {
      return static_cast<int>(std::lower_bound(articles_.begin(), articles_.end(), article) - articles_.begin());
    };
    const auto add = [&](const std::vector<int>& articles, std::int64_t low, std::int64_t high) {
      solve::Row row;
      std::set<int> columns;
      for (const int article : articles) columns.insert(column_of(article));
      for (const int column : columns) row.terms.push_back({column, 1});
      row.low = low;
      row.high = high;
      program.rows.push_back(std::move(row));
    };
    for (const auto& articles : must_hit) add(articles, 1, kNoLimit);
    for (const auto& articles : set_aside) add(articles, -kNoLimit, static_cast<std::int64_t>(articles.size()) - 1);
    solve::Objective fewest;
    for (std::size_t column = 0; column < articles_.size(); ++column) fewest.push_back({static_cast<int>(column), -1});
    solve::Solver solver(program);
    solver.limit_work(work_ - aside_ - solver_.work());
    const solve::Answer answer = solver.maximise(fewest, model_.options->limits.nodes);
    aside_ += solver.work();
    exhausted_ = exhausted_ || answer.status == solve::Status::Limit;
    if (answer.status != solve::Status::Optimal) return std::nullopt;
    std::vector<int> out;
    for (std::size_t column = 0; column < articles_.size(); ++column)
      if (answer.values[column] != 0) out.push_back(articles_[column]);
    return out;
  }

  // Of whom a demand counts, how many have gone, when that alone is more than it allows; else 0.
  std::int64_t gone_already(const model::Demand& demand) const {
    const solve::Row& row = model_.program.rows[static_cast<std::size_t>(demand.row)];
    std::int64_t gone = 0;
    for (const solve::Term& term : row.terms) {
      const auto column = static_cast<std::size_t>(term.column);
      if (column >= model_.cells.size()) continue;
      if (term.coefficient != 1) return 0;
      if (model_.groups[static_cast<std::size_t>(model_.cells[column].group)].delivered)
        gone += model_.program.columns[column].low;
    }
    return gone > row.high ? gone : 0;
  }

  Conflict describe(const std::vector<int>& articles);

  const Model& model_;
  model::Switches switches_;
  solve::Solver& solver_;
  std::vector<int> articles_;
  std::vector<std::vector<std::size_t>> rows_of_, stopped_by_;  // by article: rows, and cells that it shuts
  std::vector<std::int64_t> witness_;
  std::int64_t tests_ = 2'000, allowed_tests_ = tests_;
  std::int64_t allowed_ = INT64_MAX, work_ = INT64_MAX,
               aside_ = 0;       // of linear programming, as the solver counts it; and in other solvers
  std::int64_t nodes_ = 20'000;  // linear programs, for all questions together: a hunt has an end
  bool exhausted_ = false;
  std::optional<std::vector<int>> blamed_;  // articles that cannot all hold, not the fewest perhaps

 public:
  void limit(const Limits& limits) {
    tests_ = allowed_tests_ = limits.conflict_tests;
    allowed_ = limits.conflict_work;
  }
  bool exhausted() const { return exhausted_; }
};

// As the agreement's own text calls it: "the Prisoners".
std::string words_of(const Model& model, const Set& set) {
  if (set.kind == Set::Kind::Defined && set.filters.empty())
    for (const Definition& definition : model.agreement->definitions)
      if (same_word(definition.name, set.name) && !definition.written.empty()) return definition.written;
  const std::string name = model::Populations::written_of(set);
  return name.empty() ? "-" : name;
}

// How a number is asked for, in the arguments of a sentence.
void put_amount(base::Message& message, const Amount& amount) {
  const Number& number = amount.number;
  const std::int64_t high = std::max(number.low, number.high);
  std::string how;
  std::int64_t count = number.low, upper = high;
  switch (amount.kind) {
    case Amount::Kind::All: how = "all"; break;
    case Amount::Kind::AtLeast: how = "least"; break;
    case Amount::Kind::AtMost: how = "most", count = high; break;
    case Amount::Kind::Between: how = "between", upper = std::max(amount.upper.low, amount.upper.high); break;
    case Amount::Kind::PerDay: how = "day", count = high; break;
    case Amount::Kind::Percent: how = "share"; break;
    case Amount::Kind::AtLeastPercent: how = "least_share"; break;
    case Amount::Kind::AtMostPercent: how = "most_share", count = high; break;
    default: how = high > number.low ? "between" : "exactly"; break;
  }
  if (how.find("share") != std::string::npos && amount.every() != 100) {  // "two in every three"
    how.replace(how.find("share"), 5, "part");
    upper = amount.every();
  }
  message.arguments.emplace_back("how", how);
  message.arguments.emplace_back("count", count);
  message.arguments.emplace_back("upper", upper);
}

std::int64_t size_of(const Model& model, const Set& set) {
  return model.how_many([&](std::size_t person) { return model.member(person, set); });
}

// How many of a population there are, and how many of them may go.
void put_size(const Model& model, base::Message& message, const Set& set, std::int64_t all) {
  const std::int64_t may = model.how_many([&](std::size_t person) {
    return model.member(person, set) && model.group_of[person] >= 0 && model.stops_against(person).empty();
  });
  message.arguments.emplace_back("of", words_of(model, set));
  message.arguments.emplace_back("all", all);
  message.arguments.emplace_back("may", std::string(may == all ? "same" : "fewer"));
  message.arguments.emplace_back("eligible", may);
}

base::Message asks_for(const Model& model, const std::string& article, const std::string& party, const Amount& amount,
                       const Set& set) {
  base::Message message{"CLR-152", {{"article", article}, {"party", party.empty() ? "none" : party}}};
  const std::int64_t all = size_of(model, set);
  if (amount.share()) {  // as people: a reader compares it with those who may go
    Amount people;
    people.kind = amount.kind == Amount::Kind::AtLeastPercent  ? Amount::Kind::AtLeast
                  : amount.kind == Amount::Kind::AtMostPercent ? Amount::Kind::AtMost
                                                               : Amount::Kind::Exactly;
    people.number.low = people.number.high = amount.asks_of(all);
    put_amount(message, people);
  } else {
    put_amount(message, amount);
  }
  put_size(model, message, set, all);
  return message;
}

// "Among them, 7 are women": of whom; "14 are released on day 35": when.
base::Message composed(const Model& model, const std::string& article, const Composition& part) {
  const bool staged = part.who.kind == Set::Kind::ReleasedUnder && part.who.filters.empty();
  base::Message message{staged ? "CLR-176" : "CLR-156", {{"article", article}}};
  put_amount(message, part.amount);
  if (!staged) {
    put_size(model, message, part.who, size_of(model, part.who));
    return message;
  }
  const When& when = part.when;
  const char* kind = when.kind == When::Kind::OnDay         ? "day"
                     : when.kind == When::Kind::InPhase     ? "phase"
                     : when.kind == When::Kind::InEachPhase ? "each"
                                                            : "none";
  message.arguments.emplace_back("when", std::string(kind));
  message.arguments.emplace_back("phase", when.kind == When::Kind::OnDay ? std::to_string(when.days.low) : when.name);
  return message;
}

// Of whom a demand asks; "none": of nobody alone.
std::string party_asked(const Model& model, const model::Demand& demand) {
  const auto& clauses = model.agreement->articles[static_cast<std::size_t>(demand.owner)].clauses;
  if (demand.clause < 0 || static_cast<std::size_t>(demand.clause) >= clauses.size()) return "none";
  const auto& body = clauses[static_cast<std::size_t>(demand.clause)].body;
  const auto* release = std::get_if<Release>(&body);
  const auto* key = std::get_if<Key>(&body);
  const std::string party = release != nullptr ? release->party : key != nullptr ? key->party : "";
  return party.empty() ? "none" : party;
}

// Does such a sentence keep somebody back for this reason?
bool stops_by(const ClauseBody& body, model::StopKind kind) {
  using model::StopKind;
  if (std::holds_alternative<Gate>(body)) return kind == StopKind::Hold;
  if (std::holds_alternative<Exclusion>(body)) return kind == StopKind::Excluded;
  return kind == StopKind::ConsentRefused || kind == StopKind::ConsentMissing || kind == StopKind::DestinationRefused;
}

// What an article puts into the conflict, with its figures.
void describe_article(const Model& model, int article, std::vector<base::Message>& out) {
  const std::string number = model.article_number(article);
  const auto size = [&](const Set& set) { return size_of(model, set); };
  for (const Clause& clause : model.agreement->articles[static_cast<std::size_t>(article)].clauses) {
    if (const auto* release = std::get_if<Release>(&clause.body)) {
      const std::int64_t in_all = size(release->of);
      const std::string of = words_of(model, release->of);
      switch (release->amount.kind) {
        case Amount::Kind::All: {
          const std::int64_t barred = model.how_many([&](std::size_t person) {
            return model.member(person, release->of) && !model.stops_against(person).empty();
          });
          out.push_back({"CLR-150",
                         {{"article", number},
                          {"count", in_all - barred},
                          {"of", of},
                          {"party", release->party},
                          {"all", in_all}}});
          break;
        }
        case Amount::Kind::AsManyAs:
          out.push_back(
              {"CLR-151",
               {{"article", number}, {"of", of}, {"party", release->party}, {"other", release->amount.party}}});
          break;
        case Amount::Kind::AtMost:
        case Amount::Kind::AtMostPercent:
          out.push_back(
              {"CLR-153",
               {{"article", number},
                {"count", release->amount.share() ? in_all * release->amount.number.high / release->amount.every()
                                                  : std::max(release->amount.number.low, release->amount.number.high)},
                {"of", of},
                {"party", release->party}}});
          break;
        default: out.push_back(asks_for(model, number, release->party, release->amount, release->of)); break;
      }
      if (said(release->rate) && (std::max(release->rate.low, release->rate.high) == 0 || model::counts_days(model)))
        out.push_back({"CLR-179", {{"article", number}, {"count", release->rate.low}, {"of", of}}});
    } else if (const auto* key = std::get_if<Key>(&clause.body)) {
      for (const Owed& owed : key->owed)
        out.push_back({"CLR-154",
                       {{"article", number},
                        {"how", std::string(owed.all ? "all" : "exactly")},
                        {"count", owed.number.low},
                        {"of", words_of(model, owed.of)},
                        {"party", key->party},
                        {"delivered", words_of(model, key->delivered)},
                        {"all", size(owed.of)}}});
    } else if (const auto* named = std::get_if<Named>(&clause.body)) {
      const std::int64_t barred = model.how_many([&](std::size_t person) {
        return model.member(person, named->who) && (model.group_of[person] < 0 || !model.stops_against(person).empty());
      });
      out.push_back({"CLR-155", {{"article", number}, {"count", size(named->who)}, {"barred", barred}}});
    } else if (const auto* part = std::get_if<Composition>(&clause.body)) {
      out.push_back(composed(model, number, *part));
    } else if (const auto* choice = std::get_if<Choice>(&clause.body)) {
      out.push_back(asks_for(model, number, choice->party, choice->amount, choice->pool));
    } else if (const auto* weight = std::get_if<Weight>(&clause.body)) {
      out.push_back({"CLR-157", {{"article", number}, {"left", weight->left}, {"right", weight->right}}});
    } else if (std::holds_alternative<Gate>(clause.body) || std::holds_alternative<ConsentRule>(clause.body) ||
               std::holds_alternative<Exclusion>(clause.body)) {
      const std::int64_t kept = model.how_many([&](std::size_t person) {
        const auto stops = model.stops_against(person);
        return model.in_population[person] != 0 &&
               std::any_of(stops.begin(), stops.end(), [&](const model::Stop& stop) {
                 return stop.owner == article && stops_by(clause.body, stop.kind);
               });
      });
      if (kept == 0) continue;  // another sentence of the article does
      const char* code = std::holds_alternative<Gate>(clause.body)          ? "CLR-158"
                         : std::holds_alternative<ConsentRule>(clause.body) ? "CLR-159"
                                                                            : "CLR-160";
      out.push_back({code, {{"article", number}, {"count", kept}}});
    } else if (const auto* phase = std::get_if<PhaseRule>(&clause.body)) {
      if (said(phase->at_most))
        out.push_back({"CLR-161",
                       {{"article", number},
                        {"count", std::max(phase->at_most.low, phase->at_most.high)},
                        {"phase", phase->phase.empty() ? "none" : phase->phase}}});
    } else if (const auto* sequence = std::get_if<Sequencing>(&clause.body)) {
      using Kind = Sequencing::Kind;  // where and on which day orders nobody
      if (sequence->kind == Kind::Sites || sequence->kind == Kind::Through || sequence->kind == Kind::AllWhen) continue;
      out.push_back({"CLR-162", {{"article", number}, {"count", sequence->number.low}}});
    } else if (const auto* destination = std::get_if<Destination>(&clause.body)) {
      for (const auto& [amount, place] : destination->shares) {
        base::Message message{"CLR-163", {{"article", number}, {"place", place}}};
        put_amount(message, amount);
        out.push_back(std::move(message));
      }
    } else if (std::holds_alternative<FamilyRule>(clause.body)) {
      out.push_back({"CLR-164", {{"article", number}}});
    }
  }
}

Conflict Hunt::blame(const std::vector<int>& articles) const {
  Conflict conflict;
  for (const int article : articles) {
    conflict.articles.push_back(model_.article_number(article));
    describe_article(model_, article, conflict.numbers);
  }
  return conflict;
}

Conflict Hunt::describe(const std::vector<int>& articles) {
  Conflict conflict = blame(articles);
  conflict.proved_minimal = true;
  // How near the other articles of the conflict let each demand come.
  for (const model::Demand& demand : model_.demands) {
    if (std::find(articles.begin(), articles.end(), demand.owner) == articles.end()) continue;
    if (const std::int64_t gone = gone_already(demand); demand.over >= 0 && gone > 0)
      conflict.numbers.push_back({"CLR-178",
                                  {{"article", model_.article_number(demand.owner)},
                                   {"asked", model_.program.rows[static_cast<std::size_t>(demand.row)].high},
                                   {"gone", gone}}});
    if (demand.asked <= 0 || demand.missing < 0) continue;
    std::vector<int> others;
    for (const int article : articles)
      if (article != demand.owner) others.push_back(article);
    if (!can_hold(others)) continue;
    const solve::Row& row = model_.program.rows[static_cast<std::size_t>(demand.row)];
    solve::Objective objective;
    for (const solve::Term& term : row.terms)
      if (term.column != demand.missing && term.column != demand.over) objective.push_back(term);
    const solve::Answer answer = solver_.maximise(objective, model_.options->limits.nodes, &witness_);
    if (answer.status == solve::Status::Optimal && answer.value < row.low)
      conflict.numbers.push_back({others.empty() ? "CLR-177" : "CLR-165",
                                  {{"article", model_.article_number(demand.owner)},
                                   {"party", party_asked(model_, demand)},
                                   {"asked", row.low},
                                   {"remain", answer.value}}});
  }
  return conflict;
}

}  // namespace

std::optional<std::vector<Conflict>> conflicts(const Model& model, solve::Solver& solver, std::size_t most) {
  Hunt hunt(model, solver);
  hunt.limit(model.options->limits);
  std::vector<Conflict> found = hunt.run(most);
  if (found.empty() && hunt.exhausted()) return std::nullopt;
  return found;
}

}  // namespace midspan::clear::explain
