// SPDX-License-Identifier: Apache-2.0
// Ten thousand ways to be wrong. Each mutation of a certificate (its digests put right again, as a forger would), of a
// number of the agreement (the certificate naming the new digest), or of a fact of the table (committed to anew), is
// refused, unless it provably means the same:
//
//   spelling     the same claim, plan and people, written otherwise: "4" as "04", a name of a derivation, the unused
//   day other proof  the same claim, and the altered derivations still prove it no row       a number or a fact that no
//   row of the agreement asks for: clearing the altered question gives the same
//                claims, row by row
//   finer        clearing the altered question tells more people apart than it needs to; every optimum is the same
//
// MIDSPAN_MUTATIONS sets how many (1,500 unless set; 12,000 for the full run). MIDSPAN_MUTANTS names a folder for the
// VIPR files of altered proofs that were accepted, for viprchk.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <set>

#include "base/csv.hpp"
#include "base/json.hpp"
#include "check/cases.hpp"
#include "check/table.hpp"
#include "check/vipr.hpp"
#include "terms/terms.hpp"

namespace midspan::check::test {
namespace {

namespace json = base::json;

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(engine_() % limit); }
  template <typename Things>
  const auto& one_of(const Things& things) {
    return things[below(things.size())];
  }

 private:
  std::mt19937_64 engine_;
};

std::string show(const Rational& value) { return value.above.text() + "/" + value.below.text(); }

// What a certificate says, whatever its spelling and whatever its derivations; classes by their first member.
std::string meaning(const Files& files) {
  std::map<std::string, std::string> first;  // class -> smallest member
  std::string out;
  for (const Row& row : read_csv(files.at("classes.csv"))) {
    auto [entry, fresh] = first.emplace(row[1].second, row[0].second);
    if (!fresh) entry->second = std::min(entry->second, row[0].second);
  }
  std::set<std::string> lines;
  for (const Row& row : read_csv(files.at("classes.csv"))) lines.insert(row[0].second + " in " + first[row[1].second]);
  const auto renamed = [&](const std::string& name) {
    const std::size_t begin = name.starts_with("x_") ? 2 : name.find("_g") + 1;
    if (begin == 0 || name.starts_with("r_") || name.starts_with("h_")) return name;
    const std::size_t end = std::min(name.find('_', begin), name.size());
    const auto known = first.find(name.substr(begin, end - begin));
    return known == first.end() ? name : name.substr(0, begin) + known->second + name.substr(end);
  };
  for (const Row& row : read_csv(files.at("plan.csv"))) lines.insert(row[0].second + " as " + renamed(row[1].second));
  for (const std::string& line : lines) out += line + "\n";
  const auto manifest = json::parse(files.at("manifest.json"), json::Strictness::Document);
  const auto claim = [&](const json::Value& entry) {
    if (entry.find("file") == nullptr) return;
    const std::string name(entry.text("file"));
    const Proof proof = read_proof(files.at(name), name);
    std::set<std::string> rows;
    const auto sum = [&](const Terms& terms) {
      std::set<std::string> parts;
      for (const auto& [variable, factor] : terms)
        parts.insert(show(factor) + "*" + renamed(proof.variables[static_cast<std::size_t>(variable)]));
      std::string text;
      for (const std::string& part : parts) text += " " + part;
      return text;
    };
    for (const Constraint& row : proof.rows)
      rows.insert(renamed(row.name) + std::to_string(row.sense) + show(row.side) + sum(*row.terms));
    out += std::string(proof.infeasible ? "impossible" : "possible") + sum(proof.objective) + " " +
           (proof.lower ? show(*proof.lower) : "") + ".." + (proof.upper ? show(*proof.upper) : "") + "\n";
    for (const std::string& row : rows) out += row + "\n";
  };
  out += manifest->text("outcome");
  if (const json::Value* impossible = manifest->find("impossible")) claim(*impossible);
  for (const json::Value& level : *manifest->find("levels")->array()) {
    out += std::string(level.text("goal")) + " " + std::to_string(level.number("value")) + "\n";
    claim(level);
  }
  return out;
}

std::string optima(const Files& files) {
  const auto manifest = json::parse(files.at("manifest.json"), json::Strictness::Document);
  std::string out(manifest->text("outcome"));
  for (const json::Value& level : *manifest->find("levels")->array())
    out += "\n" + std::string(level.text("goal")) + " " + std::to_string(level.number("value"));
  return out;
}

struct Token {
  std::size_t begin, size;
};
std::vector<Token> tokens_of(const std::string& text, bool digits_only) {
  std::vector<Token> tokens;
  const auto inside = [&](char byte) {
    return digits_only ? byte >= '0' && byte <= '9' : byte != ' ' && byte != '\n' && byte != ',' && byte != '"';
  };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && inside(text[end])) ++end;
    if (end > at) tokens.push_back({at, end - at});
    at = end + 1;
  }
  return tokens;
}

std::string other_number(Dice& dice, const std::string& digits) {
  const std::int64_t value = digits.size() > 15 ? 7 : std::stoll(digits);
  switch (dice.below(5)) {
    case 0: return std::to_string(value + 1);
    case 1: return std::to_string(value > 0 ? value - 1 : 2);
    case 2: return std::to_string(value * 10 + 1);
    case 3: return "0" + digits;
    default: return std::to_string(dice.below(30));
  }
}

std::string mutated(Dice& dice, std::string text) {
  const std::size_t kind = dice.below(8);
  if (kind < 3) {  // a number
    const auto numbers = tokens_of(text, true);
    if (numbers.empty()) return text;
    const Token at = dice.one_of(numbers);
    return text.replace(at.begin, at.size, other_number(dice, text.substr(at.begin, at.size)));
  }
  const auto tokens = tokens_of(text, false);
  if (tokens.empty()) return text;
  const Token at = dice.one_of(tokens), other = dice.one_of(tokens);
  if (kind == 3) return text.replace(at.begin, at.size, text.substr(other.begin, other.size));
  if (kind == 4) return text.erase(at.begin, at.size);
  if (kind == 5) return text.insert(at.begin, text[at.begin] == '-' ? "0 " : "-");
  const std::size_t line = text.rfind('\n', at.begin) + 1, end = std::min(text.find('\n', line), text.size() - 1) + 1;
  if (kind == 6) return text.erase(line, end - line);
  return text.insert(line, text.substr(line, end - line));
}

struct Tally {
  int tried = 0, rejected = 0, unread = 0, spelling = 0, other_proof = 0, no_row = 0, finer = 0, unchanged = 0;
  std::map<std::string, int> codes;
};

class Mutations {
 public:
  explicit Mutations(Dice& dice) : dice_(dice) {
    for (const Case& one : small_cases()) {
      originals_.push_back(certify(one));
      meanings_.push_back(meaning(originals_.back()));
    }
  }

  void certificate(Tally& tally) {
    const std::size_t which = dice_.below(originals_.size());
    const Case& one = small_cases()[which];
    Files files = originals_[which];
    auto file = files.begin();
    std::advance(file, static_cast<std::ptrdiff_t>(dice_.below(files.size())));
    const std::string name = file->first, before = file->second;
    file->second = mutated(dice_, before);
    if (file->second == before) return;
    if (name != "manifest.json") rehash(files);
    if (!accepted(inputs_of(one, files), tally)) return;
    ASSERT_EQ(meaning(files), meanings_[which]) << one.name << " " << name << "\n" << before << "\n" << file->second;
    const bool proof = name.ends_with(".vipr") &&
                       before.substr(0, before.find("\nDER ")) == file->second.substr(0, file->second.find("\nDER "));
    ++(proof ? tally.other_proof : tally.spelling);
    if (const char* folder = std::getenv("MIDSPAN_MUTANTS"); folder != nullptr && name.ends_with(".vipr"))
      std::ofstream(std::filesystem::path(folder) / (std::to_string(tally.tried) + ".vipr")) << file->second;
  }

  void agreement(Tally& tally) {
    const std::size_t which = dice_.below(originals_.size());
    Case one = small_cases()[which];
    const Token at = dice_.one_of(tokens_of(one.terms, true));
    const std::size_t line = one.terms.rfind('\n', at.begin) + 1;
    const std::string before = one.terms.substr(line, at.begin - line);
    if (before == "Article " || before.starts_with("Goals")) return;  // a heading, not a number of the agreement
    one.terms.replace(at.begin, at.size, other_number(dice_, one.terms.substr(at.begin, at.size)));
    const terms::Reading reading = terms::read(one.terms, one.name);
    if (!reading.ok) {
      ++tally.tried, ++tally.unread;
      return;
    }
    Files files = originals_[which];
    rename(files, terms::digest(reading.agreement));
    if (accepted(inputs_of(one, files), tally)) compare(one, which, tally);
  }

  void table(Tally& tally, bool committed_too) {
    const std::size_t which = dice_.below(originals_.size());
    Case one = small_cases()[which];
    std::vector<std::vector<std::string>> rows;
    base::CsvReader reader(one.people);
    for (std::vector<std::string_view> fields; reader.next(fields);) rows.emplace_back(fields.begin(), fields.end());
    const std::size_t row = 1 + dice_.below(rows.size() - 1), column = 1 + dice_.below(rows[0].size() - 1);
    const std::string before = rows[row][column];
    rows[row][column] = dice_.below(6) == 0 ? "" : rows[1 + dice_.below(rows.size() - 1)][column];
    if (rows[row][column] == before) return;
    one.people.clear();
    for (const auto& cells : rows)
      for (std::size_t at = 0; at < cells.size(); ++at)
        base::append_csv_field(one.people += at == 0 ? (one.people.empty() ? "" : "\n") : ",", cells[at]);
    Files files = originals_[which];
    if (committed_too) {
      files["people.csv"] = certify(one).at("people.csv");
      rehash(files);
    }
    if (!accepted(inputs_of(one, files), tally)) return;
    ASSERT_TRUE(committed_too) << "another table was taken for the one committed to\n" << one.people;
    compare(one, which, tally);
  }

 private:
  static void rename(Files& files, const std::string& digest) {
    json::Value manifest = *json::parse(files["manifest.json"], json::Strictness::Document);
    (*manifest.object())["agreement"] = digest;
    files["manifest.json"] = json::pretty(manifest) + "\n";
  }

  static bool accepted(const Inputs& inputs, Tally& tally) {
    ++tally.tried;
    const Report report = check(inputs);
    if (report.verdict == Verdict::Proved) return true;
    if (report.verdict == Verdict::OnTrust) ++tally.codes["CHK-107"];  // the certificate says itself that it is not all
    ++tally.rejected;
    ++tally.codes[report.problem.code];
    return false;
  }

  // Accepted: so clearing the altered question must claim the same.
  void compare(const Case& one, std::size_t which, Tally& tally) {
    const Files again = certify(one);
    const auto partition = [](const Files& files) {  // who is with whom, whatever the numbers of the classes
      std::map<std::string, std::set<std::string>> classes;
      for (const Row& row : read_csv(files.at("classes.csv"))) classes[row[1].second].insert(row[0].second);
      std::set<std::set<std::string>> together;
      for (const auto& [name, people] : classes) together.insert(people);
      return together;
    };
    // Who of equals goes is no part of the claims: it may differ.
    const auto claims = [](const std::string& text) { return text.substr(text.find("possible")); };
    if (claims(meaning(again)) == claims(meanings_[which])) ++tally.no_row;
    else {
      ASSERT_NE(partition(again), partition(originals_[which])) << one.terms << one.people;
      ASSERT_EQ(optima(again), optima(originals_[which])) << one.terms << one.people;
      ++tally.finer;
    }
  }

  Dice& dice_;
  std::vector<Files> originals_;
  std::vector<std::string> meanings_;
};

int wanted(int share) {
  const char* all = std::getenv("MIDSPAN_MUTATIONS");
  return (all == nullptr ? 1'500 : std::atoi(all)) * share / 100;
}

void report(const char* what, const Tally& tally) {
  std::cout << what << ": " << tally.tried << " tried, " << tally.rejected << " rejected, " << tally.unread
            << " not an agreement any more; accepted: " << tally.spelling << " spelling, " << tally.other_proof
            << " other proof, " << tally.no_row << " no row, " << tally.finer << " finer.";
  for (const auto& [code, count] : tally.codes) std::cout << " " << code << " " << count;
  std::cout << "\n";
}

TEST(Mutations, OfCertificates) {
  Dice dice(20250420);
  Mutations mutations(dice);
  Tally tally;
  while (tally.tried < wanted(60) && !testing::Test::HasFatalFailure()) mutations.certificate(tally);
  report("certificates", tally);
  EXPECT_GT(tally.rejected, tally.tried * 9 / 10);
}

TEST(Mutations, OfTheAgreementsNumbers) {
  Dice dice(20250718);
  Mutations mutations(dice);
  Tally tally;
  while (tally.tried < wanted(20) && !testing::Test::HasFatalFailure()) mutations.agreement(tally);
  report("agreement", tally);
  EXPECT_GT(tally.rejected, tally.tried / 3);
}

TEST(Mutations, OfTheTableOfPeople) {
  Dice dice(19530727);
  Mutations mutations(dice);
  Tally committed, alone;
  while (committed.tried < wanted(10) && !testing::Test::HasFatalFailure()) mutations.table(committed, true);
  while (alone.tried < wanted(10) && !testing::Test::HasFatalFailure()) mutations.table(alone, false);
  report("table, committed to anew", committed);
  report("table alone", alone);
  EXPECT_EQ(alone.rejected, alone.tried);
}

}  // namespace
}  // namespace midspan::check::test
