// SPDX-License-Identifier: Apache-2.0
// The format: cert_spec_v1_0.md of Cheung, Gleixner and Steffy. Each derived constraint carries the assumptions that it
// rests on; the last may rest on none.
#include "check/vipr.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace midspan::check {

namespace {

constexpr std::size_t kMostBits = 4096;               // of a denominator; none of ours comes near
constexpr std::size_t kMostAssumptions = 50'000'000;  // kept of all derivations together

class Reader {
 public:
  Reader(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  Proof read() {
    while (next() == "%") at_ = std::min(text_.find('\n', at_), text_.size());
    need("VER");
    want("1.0");
    want("VAR");
    variables_ = count();
    for (std::size_t at = 0; at < variables_; ++at) proof_.variables.emplace_back(next());
    if (std::set<std::string>(proof_.variables.begin(), proof_.variables.end()).size() != variables_) bad();
    want("INT");
    if (count() != variables_) bad();
    for (std::size_t at = 0; at < variables_; ++at)
      if (index(variables_) != static_cast<int>(at)) bad();
    want("OBJ");
    want("max");
    objective_ = std::make_shared<const Terms>(terms());
    proof_.objective = *objective_;
    want("CON");
    const std::size_t rows = count();
    if (count() > rows) bad();
    known_.reserve(std::min(rows, text_.size() / 8));
    for (std::size_t at = 0; at < rows; ++at) known_.push_back({constraint(), none_});
    proof_.rows.reserve(known_.size());
    for (const Known& row : known_) proof_.rows.push_back(row.constraint);
    want("RTP");
    proof_.infeasible = next() == "infeas";
    if (!proof_.infeasible) {
      need("range");
      if (next() != "-inf") proof_.lower = number();
      if (next() != "inf") proof_.upper = number();
    }
    solution();
    want("DER");
    total_.resize(variables_);
    for (std::size_t left = count(); left > 0; --left) derive();
    if (!next().empty()) bad();
    claim();
    return std::move(proof_);
  }

 private:
  using Assumptions = std::shared_ptr<const std::vector<int>>;  // ascending
  struct Known {
    Constraint constraint;
    Assumptions assumptions;
  };

  [[noreturn]] void wrong(const char* code, const std::string& name) const {
    throw Wrong{{code, {{"name", name}}}, file_, line_};
  }
  [[noreturn]] void bad() const { wrong("CHK-010", std::string(token_)); }

  std::string_view next() {
    constexpr std::string_view kSpace = " \t\r\n";
    for (; at_ < text_.size() && kSpace.find(text_[at_]) != std::string_view::npos; ++at_) line_ += text_[at_] == '\n';
    const std::size_t end = std::min(text_.find_first_of(kSpace, at_), text_.size());
    token_ = text_.substr(at_, end - at_);
    at_ = end;
    return token_;
  }
  void need(std::string_view word) const {
    if (token_ != word) bad();
  }
  void want(std::string_view word) {
    next();
    need(word);
  }
  Rational number() const {
    const auto value = Rational::parse(token_);
    if (!value) bad();
    return *value;
  }
  int index(std::size_t below) {
    const auto value = Integer::parse(next());
    if (!value || value->sign() < 0 || *value >= static_cast<std::int64_t>(below)) bad();
    return std::stoi(std::string(token_));
  }
  std::size_t count() { return static_cast<std::size_t>(index(text_.size() + 1)); }

  Terms terms() {
    next();
    return terms_here();
  }
  Terms terms_here() {
    const auto size = Integer::parse(token_);
    if (!size || size->sign() < 0 || *size > static_cast<std::int64_t>(variables_)) bad();
    Terms out;
    for (int left = std::stoi(std::string(token_)); left > 0; --left) {
      const int variable = index(variables_);
      next();
      if (const Rational factor = number(); factor.sign() != 0) out.emplace_back(variable, factor);
    }
    const auto less = [](const auto& left, const auto& right) { return left.first < right.first; };
    std::sort(out.begin(), out.end(), less);
    for (std::size_t at = 1; at < out.size(); ++at)
      if (out[at].first == out[at - 1].first) bad();
    return out;
  }

  Constraint constraint() {
    Constraint out;
    out.name = next();
    out.line = line_;
    next();
    if (token_ != "G" && token_ != "E" && token_ != "L") bad();
    out.sense = token_ == "G" ? 1 : token_ == "E" ? 0 : -1;
    next();
    out.side = number();
    out.terms = next() == "OBJ" ? objective_ : std::make_shared<const Terms>(terms_here());
    return out;
  }

  static bool absurd(const Constraint& c) {
    return c.terms->empty() && (c.sense == 0 ? c.side.sign() != 0 : c.side.sign() * c.sense > 0);
  }
  static bool dominates(const Constraint& by, const Constraint& claimed) {
    if (absurd(by)) return true;
    if (*by.terms != *claimed.terms || (by.sense != 0 && by.sense != claimed.sense)) return false;
    return claimed.sense == 0  ? by.side == claimed.side
           : claimed.sense > 0 ? by.side >= claimed.side
                               : by.side <= claimed.side;
  }

  // Known constraints times factors. Factors are brought to one denominator first, so that sums are of whole numbers.
  Known combination() {
    Known out;
    std::vector<std::pair<int, Rational>> factors;
    Integer below = 1, rest;
    for (std::size_t left = count(); left > 0; --left) {
      const int which = index(known_.size());
      next();
      factors.emplace_back(which, number());
      const Integer& denominator = factors.back().second.below;
      Integer share;
      Integer::divide(denominator, Integer::common_divisor(below, denominator), &share, &rest);
      below = small(Rational(1, below * share)).below;
    }
    int sense = 0;
    std::vector<std::pair<Assumptions, int>> rests_on;
    for (auto& [which, factor] : factors) {
      const Known& known = known_[static_cast<std::size_t>(which)];
      const int side = factor.sign() * known.constraint.sense;
      if (side != 0 && sense != 0 && side != sense) wrong("CHK-011", known.constraint.name);
      if (side != 0) sense = side;
      if (factor.sign() == 0) continue;
      factor = factor * below;
      if (!known.assumptions->empty()) rests_on.emplace_back(known.assumptions, -1);
      out.constraint.side = small(out.constraint.side + factor * known.constraint.side);
      for (const auto& [variable, coefficient] : *known.constraint.terms) {
        touched_.push_back(variable);
        Rational& sum = total_[static_cast<std::size_t>(variable)];
        sum = small(sum + factor * coefficient);
      }
    }
    std::sort(touched_.begin(), touched_.end());
    const Rational scale(1, below);
    Terms terms;
    for (const int variable : touched_) {
      Rational& sum = total_[static_cast<std::size_t>(variable)];
      if (sum.sign() != 0) terms.emplace_back(variable, below == 1 ? sum : sum * scale);
      sum = 0;
    }
    touched_.clear();
    out.constraint.terms = std::make_shared<const Terms>(std::move(terms));
    out.constraint.side = out.constraint.side * scale;
    out.constraint.sense = sense;
    out.assumptions = resting_on(std::move(rests_on));
    return out;
  }

  // A file of a page can ask for numbers that take days to add up.
  Rational small(Rational value) const {
    if (value.below.bits() > kMostBits) wrong("CHK-010", std::string(token_));
    return value;
  }

  // What derivations rest on together, each without the assumption that is discharged there (-1: none).
  Assumptions resting_on(std::vector<std::pair<Assumptions, int>> parts) {
    std::sort(parts.begin(), parts.end());
    parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
    std::vector<int> all;
    for (const auto& [assumptions, discharged] : parts)
      std::copy_if(assumptions->begin(), assumptions->end(), std::back_inserter(all),
                   [out = discharged](int one) { return one != out; });
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    if (all.empty()) return none_;
    for (const auto& [assumptions, discharged] : parts)
      if (*assumptions == all) return assumptions;
    assumptions_ += all.size();
    if (assumptions_ > kMostAssumptions) bad();
    return std::make_shared<const std::vector<int>>(std::move(all));
  }

  void round(Constraint& c) const {
    for (const auto& [variable, factor] : *c.terms)
      if (!factor.whole()) wrong("CHK-011", c.name);
    if (c.sense != 0) c.side = c.sense < 0 ? c.side.floor() : c.side.ceiling();
  }

  Known reason(const Constraint& claimed) {
    const std::string kind(next());
    Known out;
    if (kind == "asm") {
      out = {claimed, std::make_shared<const std::vector<int>>(1, static_cast<int>(known_.size()))};
    } else if (kind == "lin" || kind == "rnd") {
      out = combination();
      if (kind == "rnd") round(out.constraint);
      if (!dominates(out.constraint, claimed)) wrong("CHK-011", claimed.name);
    } else if (kind == "uns") {
      const int sides[] = {index(known_.size()), index(known_.size()), index(known_.size()), index(known_.size())};
      std::vector<std::pair<Assumptions, int>> rests_on;
      for (const int at : {0, 2}) {
        const Known& proved = known_[static_cast<std::size_t>(sides[at])];
        if (!dominates(proved.constraint, claimed)) wrong("CHK-011", claimed.name);
        rests_on.emplace_back(proved.assumptions, sides[at + 1]);
      }
      out.assumptions = resting_on(std::move(rests_on));
      const Constraint* below = &known_[static_cast<std::size_t>(sides[1])].constraint;
      const Constraint* above = &known_[static_cast<std::size_t>(sides[3])].constraint;
      if (below->sense > 0) std::swap(below, above);
      const bool split = below->sense < 0 && above->sense > 0 && *below->terms == *above->terms &&
                         below->side.whole() && above->side == below->side + Rational(1);
      if (!split) wrong("CHK-011", claimed.name);
      Constraint whole = *below;  // its factors must be whole for the two sides to leave nothing between them
      round(whole);
    } else {
      bad();
    }
    out.constraint = claimed;
    return out;
  }

  void derive() {
    const Constraint claimed = constraint();
    want("{");
    Known known = reason(claimed);
    want("}");
    next();
    number();
    known_.push_back(std::move(known));
  }

  // The plan: one for a claim of so much, none for the claim that there is none.
  void solution() {
    want("SOL");
    const std::size_t solutions = count();
    if (solutions > 1) bad();
    if (proof_.infeasible != (solutions == 0)) wrong("CHK-013", "SOL");
    if (solutions == 0) return;
    next();
    std::vector<Rational>& values = proof_.solution;
    values.resize(variables_);
    for (const auto& [variable, value] : terms()) values[static_cast<std::size_t>(variable)] = value;
    const auto sum = [&](const Terms& terms) {
      Rational total;
      for (const auto& [variable, factor] : terms)
        total = small(total + factor * values[static_cast<std::size_t>(variable)]);
      return total;
    };
    if (!std::all_of(values.begin(), values.end(), [](const Rational& value) { return value.whole(); })) bad();
    for (const Constraint& row : proof_.rows) {
      const auto order = sum(*row.terms) <=> row.side;
      if (row.sense > 0 ? order < 0 : row.sense < 0 ? order > 0 : order != 0) wrong("CHK-012", row.name);
    }
    if (proof_.lower && sum(proof_.objective) < *proof_.lower) wrong("CHK-013", "SOL");
  }

  void claim() const {
    if (!proof_.infeasible && !proof_.upper) return;
    Constraint wanted;
    wanted.sense = -1;
    if (!proof_.infeasible) wanted.terms = objective_;
    wanted.side = proof_.infeasible ? Rational(-1) : *proof_.upper;
    const bool derived =
        known_.size() > proof_.rows.size() && known_.back().assumptions->empty() &&
        (proof_.infeasible ? absurd(known_.back().constraint) : dominates(known_.back().constraint, wanted));
    if (!derived) wrong("CHK-013", "RTP");
  }

  std::string_view text_, token_;
  const std::string& file_;
  std::size_t at_ = 0, line_ = 1, variables_ = 0;
  Proof proof_;
  std::vector<Known> known_;
  std::vector<Rational> total_;  // by variable; zero between uses
  std::vector<int> touched_;
  std::shared_ptr<const Terms> objective_;
  const Assumptions none_ = std::make_shared<const std::vector<int>>();
  std::size_t assumptions_ = 0;  // kept
};

}  // namespace

Proof read_proof(std::string_view text, const std::string& file) { return Reader(text, file).read(); }

}  // namespace midspan::check
