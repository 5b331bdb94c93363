// SPDX-License-Identifier: Apache-2.0
// The bar of the language of agreements: a text of 60 articles is read and checked within 5 ms, for every keystroke.
// bench_terms [articles]: also 10,000 articles, and how reading grows.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <vector>

#include "terms/editor.hpp"
#include "terms/terms.hpp"

using namespace midspan;

// Milliseconds of processor: the machine may be shared.
double now() {
  struct timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

namespace {

// Articles of many kinds, over and over, with a header and definitions.
std::string text_of(int articles) {
  static const char* const kSentences[] = {
      "Israel releases 477 of the Pool to Hamas in Phase 1. Among them, 27 are the Women.",
      "For each of the Women released, Hamas releases 30 of the Life Sentences and 20 of the Pool to Israel.",
      "Hamas chooses 450 of the Pool; Israel may strike at most 30.",
      "Phase 2 begins only when Phase 1 is complete and within 60 days of it.",
      "No person convicted of murder is released, on the ground of \"blood on their hands\".",
      "Within the Pool, the ill or wounded first, then the longest held.",
      "Of the persons released under Article 1, 13 go to Germany and 3 go to the United States.",
      "A person who refuses is not replaced and does not count. Minors who accompany a released person do not count.",
      "The names are published 48 hours before release by Israel; an objection suspends the person.",
      "Hamas releases at least [20..40] of the Pool aged between 18 and 25, not of nationality Venezuelan to Israel by "
      "2025-06-01.",
  };
  std::string text =
      "Agreement \"Bench\". Version of 2025-01-17, English.\nParties: Israel, Hamas.\nWitnesses: ICRC.\n\n"
      "\"the Pool\" means persons held by Israel in list POOL as of 2025-01-17.\n"
      "\"the Women\" means women held by Israel in category political, with standing at least [acknowledged].\n"
      "\"the Life Sentences\" means persons held by Israel serving life except persons convicted of murder.\n\n";
  for (int at = 0; at < articles; ++at)
    text += fmt::format("Article {} (Title of it). {}\n", at + 1,
                        kSentences[static_cast<std::size_t>(at) % std::size(kSentences)]);
  return text + "\nGoals, in this order: 1. release as many as possible. 2. the ill or wounded first.\n";
}

struct Times {
  double median = 0;
  double worst = 0;
};

template <class Work>
Times measured(int rounds, Work work) {
  std::vector<double> times;
  for (int at = 0; at < rounds; ++at) {
    const double begin = now();
    work();
    times.push_back(now() - begin);
  }
  std::sort(times.begin(), times.end());
  return {times[times.size() / 2], times.back()};
}

}  // namespace

int main(int argc, char** argv) {
  const int articles = argc > 1 ? std::atoi(argv[1]) : 60;
  const double begin = now();
  terms::read("Agreement \"warm\".", "warm");  // compiles the tables
  fmt::print("the first text, with the tables of all languages: {:.2f} ms\n", now() - begin);
  // What a fuzzer reads: a short text, and one in which no sentence is understood.
  const std::string one = text_of(1);
  std::string noise;
  for (const char each : one) noise += each == 'e' ? 'x' : each == 's' ? 'q' : each;
  for (const auto& [name, text] : {std::pair{"one article", one}, std::pair{"noise", noise}}) {
    const Times read = measured(200, [&] { terms::read(text, "bench"); });
    const Times complete = measured(50, [&] { terms::complete(text, text.size() / 2); });
    const Times hover = measured(50, [&] { terms::hover(text, text.size() / 2); });
    fmt::print("{}: read {:.3f} ms, complete {:.3f}, hover {:.3f}\n", name, read.median, complete.median, hover.median);
  }
  for (const auto& [count, rounds] : {std::pair{articles, 200}, std::pair{1000, 10}, std::pair{10'000, 1}}) {
    const std::string text = text_of(count);
    people::Agreement agreement = terms::read(text, "bench").agreement;
    const Times read = measured(rounds, [&] { terms::read(text, "bench"); });
    const Times check = measured(rounds, [&] { terms::check(agreement, nullptr, "bench", text); });
    const Times format = measured(rounds, [&] { terms::format(agreement, "es"); });
    const Times digest = measured(rounds, [&] { terms::digest(agreement); });
    fmt::print("{:6} articles, {:8} bytes: read {:.3f} ms (worst {:.3f}), check {:.3f}, format {:.3f}, digest {:.3f}\n",
               count, text.size(), read.median, read.worst, check.median, format.median, digest.median);
  }
}
