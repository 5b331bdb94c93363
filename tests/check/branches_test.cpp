// SPDX-License-Identifier: Apache-2.0
// Proofs with branches, which agreements of record never needed: random programs, solved with their proof, written as
// VIPR and added up again; with limits that stop the search halfway too. MIDSPAN_PROOFS names a folder for the files.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

#include "base/every.hpp"
#include "check/vipr.hpp"
#include "clear/certificate/vipr.hpp"
#include "clear/solve/solver.hpp"
#include "locale/locale.hpp"

namespace midspan::check::test {
namespace {

using namespace clear::solve;

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : engine_(seed) {}
  std::int64_t in(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(high - low + 1));
  }

 private:
  std::mt19937_64 engine_;
};

// Many columns with the same few factors, so that sums of columns are branched on.
Program program_with_sums(Draw& draw) {
  Program program;
  const int columns = static_cast<int>(draw.in(4, 9)), rows = static_cast<int>(draw.in(2, 4));
  for (int at = 0; at < columns; ++at) program.columns.push_back({0, draw.in(2, 9)});
  for (int at = 0; at < rows; ++at) {
    const std::int64_t factors[] = {draw.in(2, 7), -draw.in(2, 7), 1};
    Row row;
    for (int column = 0; column < columns; ++column)
      if (draw.in(0, 4) != 0) row.terms.push_back({column, factors[draw.in(0, 2)]});
    row.low = draw.in(-5, 25);
    row.high = row.low + draw.in(0, 1);
    program.rows.push_back(std::move(row));
  }
  return program;
}

Program program_of(Draw& draw) {
  Program program;
  const int columns = static_cast<int>(draw.in(2, 6)), rows = static_cast<int>(draw.in(1, 5));
  for (int at = 0; at < columns; ++at) {
    const std::int64_t low = draw.in(-3, 1);
    program.columns.push_back({low, low + draw.in(0, 12)});
  }
  for (int at = 0; at < rows; ++at) {
    Row row;
    for (int column = 0; column < columns; ++column)
      if (const std::int64_t factor = draw.in(-9, 9); factor != 0 && draw.in(0, 3) != 0)
        row.terms.push_back({column, factor * (draw.in(0, 3) == 0 ? 5 : 1)});
    const std::int64_t shape = draw.in(0, 3), middle = draw.in(-10, 25);
    if (shape != 1) row.low = middle;
    if (shape != 2) row.high = shape == 0 ? middle : middle + draw.in(0, 4);
    program.rows.push_back(std::move(row));
  }
  return program;
}

TEST(Branches, EveryProofOfARandomProgramAddsUp) {
  Draw draw(5);
  int branched = 0, impossible = 0, limited = 0, sums = 0;
  for (int round = 0; round < 4000; round += midspan::test::kEvery) {
    Solver solver(round < 3000 ? program_of(draw) : program_with_sums(draw));
    std::vector<std::string> columns, rows;
    clear::certificate::Claim claim;
    for (std::size_t at = 0; at < solver.program().columns.size(); ++at) {
      columns.push_back("x" + std::to_string(at));
      if (const std::int64_t factor = draw.in(-4, 4); factor != 0)
        claim.objective.push_back({static_cast<int>(at), factor});
    }
    for (std::size_t at = 0; at < solver.program().rows.size(); ++at) rows.push_back("r" + std::to_string(at));
    std::vector<ProofNode> proof;
    const std::int64_t limit = round % 4 == 0 ? draw.in(1, 4) : 10'000;
    const Answer answer = solver.maximise(claim.objective, limit, nullptr, &proof);
    claim.infeasible = answer.status == Status::Infeasible;
    if (!claim.infeasible && !answer.found()) continue;  // stopped before anything was found
    claim.value = answer.value;
    claim.bound = answer.bound;
    claim.values = answer.values;
    const std::string text = clear::certificate::vipr(solver.program(), columns, rows, claim, proof);
    sums += std::any_of(proof.begin(), proof.end(), [](const ProofNode& node) { return node.row >= 0; }) ? 1 : 0;
    const bool branches = text.find(" uns ") != std::string::npos;
    branched += branches ? 1 : 0;
    impossible += claim.infeasible && branches ? 1 : 0;
    limited += !claim.infeasible && claim.bound > claim.value ? 1 : 0;
    if (const char* folder = std::getenv("MIDSPAN_PROOFS"); folder != nullptr)
      std::ofstream(std::filesystem::path(folder) / (std::to_string(round) + ".vipr")) << text;
    try {
      const Proof read = read_proof(text, "round");
      ASSERT_EQ(read.infeasible, claim.infeasible);
    } catch (const Wrong& wrong) {
      FAIL() << round << ": line " << wrong.line << " " << locale::say(wrong.message, "en") << "\n" << text;
    }
  }
  EXPECT_GT(branched, 300 / midspan::test::kEvery);
  EXPECT_GT(impossible, 30 / midspan::test::kEvery);
  EXPECT_GT(limited, 10 / midspan::test::kEvery);
  EXPECT_GT(sums, 200 / midspan::test::kEvery);
}

}  // namespace
}  // namespace midspan::check::test
