// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz target without libFuzzer: on every file of its corpus, and on seeded mutations of each (of another seed
// with MIDSPAN_FUZZ_SEED).
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int argc, char** argv) {
  std::vector<std::filesystem::path> files;
  for (int at = 1; at < argc; ++at)
    if (std::filesystem::is_directory(argv[at]))
      for (const auto& file : std::filesystem::directory_iterator(argv[at])) files.push_back(file.path());
  std::sort(files.begin(), files.end());
  std::vector<std::string> inputs{""};
  for (const auto& path : files) {
    std::ifstream stream(path, std::ios::binary);
    inputs.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  }
  const char* const seed = std::getenv("MIDSPAN_FUZZ_SEED");
  std::mt19937_64 random(seed == nullptr ? 20250420 : std::strtoull(seed, nullptr, 10));
  std::size_t runs = 0;
  const auto run = [&](const std::string& input) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
    ++runs;
  };
  for (const std::string& input : inputs) run(input);
  for (const std::string& input : inputs) {
    for (int round = 0; round < 200; ++round) {
      std::string mutated = input;
      for (std::uint64_t edits = 1 + random() % 4; edits > 0; --edits) {
        const std::size_t at = mutated.empty() ? 0 : random() % (mutated.size() + 1);
        switch (random() % 4) {
          case 0:
            if (at < mutated.size()) mutated[at] = static_cast<char>(random());
            break;
          case 1: mutated.insert(at, 1, static_cast<char>(random())); break;
          case 2: mutated.erase(at, random() % 16); break;
          default: {
            const std::string& other = inputs[random() % inputs.size()];
            const std::size_t from = other.empty() ? 0 : random() % other.size();
            mutated.insert(at, other.substr(from, random() % 64));
          }
        }
      }
      run(mutated);
    }
  }
  std::printf("%zu inputs, no failure\n", runs);
}
