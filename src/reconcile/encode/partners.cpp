// SPDX-License-Identifier: Apache-2.0
#include "reconcile/encode/partners.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/threads.hpp"
#include "names/normalise.hpp"
#include "names/similarity.hpp"
#include "names/spelt_as.hpp"
#include "reconcile/encode/interner.hpp"

namespace midspan::reconcile {

namespace {

constexpr std::size_t kMost = 24;
constexpr int kLeastShare = 20;
constexpr std::size_t kMostReadings = 4;
constexpr int kReading = 60;  // spelt so it is as good as a reading: what is a slip away from it is a slip away
constexpr std::uint8_t kSlip = 40;
constexpr std::size_t kAtOnce = 64;

struct Found {
  std::vector<Partner> partners;
  std::vector<OtherReading> readings;
  std::vector<std::uint32_t> partner_ends, reading_ends;  // by value of the piece
};

// Written in Latin letters the Arabic article is often left out, or apart.
std::vector<names::SpeltAs> spelt_as(const names::LatinSpellings& spellings, std::string_view word) {
  constexpr std::string_view kArticle = "ال";
  constexpr std::size_t kShortest = 2 * 5;  // bytes, the article included
  std::vector<names::SpeltAs> found = spellings.find(word, kMost, kLeastShare);
  if (!word.starts_with(kArticle) || word.size() < kShortest) return found;
  for (const names::SpeltAs& bare : spellings.find(word.substr(kArticle.size()), kMost, kLeastShare)) {
    const auto there =
        std::find_if(found.begin(), found.end(), [&](const names::SpeltAs& one) { return one.word == bare.word; });
    if (there == found.end()) found.push_back(bare);
    else there->share = std::max(there->share, bare.share);
  }
  std::sort(found.begin(), found.end(), [](const names::SpeltAs& one, const names::SpeltAs& other) {
    return one.share != other.share ? one.share > other.share : one.word < other.word;
  });
  return found;
}

// Words of other scripts that nobody on the other list spells so, and the words that they are a letter away from: a
// slip of the pen is found by what was meant. By hashes of what is left when one letter goes.
class Slips {
 public:
  explicit Slips(const Values& values) : values_(values) {}

  void add(std::uint32_t id) {
    const std::u32string letters = names::code_points(values_.texts.text(id));
    if (letters.size() < 3 || letters.size() > 24) return;
    for (const std::uint64_t key : keys_of(letters)) keyed_.push_back({key, id});
  }
  void sort() {
    std::sort(keyed_.begin(), keyed_.end(), [](const Keyed& one, const Keyed& other) {
      return one.key != other.key ? one.key < other.key : one.id < other.id;
    });
  }
  // Ascending.
  std::vector<std::uint32_t> meant_by(std::uint32_t id) const {
    constexpr std::ptrdiff_t kMostAlike = 64;  // words that share one key: so many are no slips
    std::vector<std::uint32_t> found;
    const std::string_view text = values_.texts.text(id);
    for (const std::uint64_t key : keys_of(names::code_points(text))) {
      const auto [first, last] = std::equal_range(keyed_.begin(), keyed_.end(), Keyed{key, 0}, ByKey());
      if (last - first > kMostAlike) continue;
      for (auto one = first; one != last; ++one)
        if (one->id != id && names::damerau(text, values_.texts.text(one->id), 1) == 1) found.push_back(one->id);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

 private:
  struct Keyed {
    std::uint64_t key;
    std::uint32_t id;
  };
  struct ByKey {
    bool operator()(const Keyed& one, const Keyed& other) const { return one.key < other.key; }
  };
  static std::vector<std::uint64_t> keys_of(const std::u32string& letters) {
    std::vector<std::uint64_t> keys;
    for (std::size_t without = 0; without <= letters.size(); ++without) {
      std::uint64_t key = 0;
      for (std::size_t at = 0; at < letters.size(); ++at)
        if (at != without) key = mix(key + letters[at], 0x9E3779B97F4A7C15ULL);
      keys.push_back(key);
    }
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
  }

  const Values& values_;
  std::vector<Keyed> keyed_;
};

// The partners of what was meant, as alike as a slip leaves them.
void add_meant(Values& values, unsigned threads) {
  const auto count = static_cast<std::uint32_t>(values.names.size());
  const auto has_partner = [&](std::uint32_t id) {
    const std::span<const Partner> partners = partners_of(values, id);
    return std::any_of(partners.begin(), partners.end(), [](const Partner& one) { return one.share >= kReading; });
  };
  Slips slips(values);
  std::vector<std::uint32_t> alone;  // ascending
  for (std::uint32_t id = 1; id < count; ++id) {
    if ((values.names[id].flags & kForeign) == 0 || values.names[id].words > 1) continue;
    if (has_partner(id)) slips.add(id);
    else alone.push_back(id);
  }
  slips.sort();
  std::vector<std::vector<Partner>> meant(alone.size());
  base::for_each_piece((alone.size() + kAtOnce - 1) / kAtOnce, threads, [&](std::size_t piece) {
    for (std::size_t at = piece * kAtOnce; at < std::min(alone.size(), (piece + 1) * kAtOnce); ++at) {
      std::vector<Partner>& here = meant[at];
      const std::span<const Partner> own = partners_of(values, alone[at]);
      here.assign(own.begin(), own.end());
      for (const std::uint32_t id : slips.meant_by(alone[at]))
        for (const Partner& one : partners_of(values, id))
          if (one.share >= kReading) here.push_back({one.word, kSlip});
      std::sort(here.begin(), here.end(), [](const Partner& one, const Partner& other) {
        return one.word != other.word ? one.word < other.word : one.share > other.share;
      });
      here.erase(std::unique(here.begin(), here.end(),
                             [](const Partner& one, const Partner& other) { return one.word == other.word; }),
                 here.end());
    }
  });
  std::vector<Partner> all;
  std::vector<std::uint32_t> begins = {0};
  std::size_t next = 0;
  for (std::uint32_t id = 0; id < count; ++id) {
    const bool slip = next < alone.size() && alone[next] == id;
    const std::span<const Partner> own = slip ? std::span<const Partner>(meant[next++]) : partners_of(values, id);
    all.insert(all.end(), own.begin(), own.end());
    begins.push_back(static_cast<std::uint32_t>(all.size()));
  }
  values.partners = std::move(all);
  values.partner_begins = std::move(begins);
}

// How the lists mostly spell a word is as good as a reading of it.
void add_readings(const Values& values, const std::vector<std::uint32_t>& uses, std::span<const Partner> partners,
                  std::vector<OtherReading>& readings) {
  std::vector<std::uint32_t> usual;
  for (const Partner& one : partners)
    if (one.share >= kReading) usual.push_back(one.word);
  std::stable_sort(usual.begin(), usual.end(),
                   [&](std::uint32_t one, std::uint32_t other) { return uses[one] > uses[other]; });
  if (usual.size() > kMostReadings) usual.resize(kMostReadings);
  for (const std::uint32_t word : usual) readings.push_back({values.names[word].word, values.names[word].skeleton});
}

// Rows that have each value, and names that have each word.
std::vector<std::uint32_t> uses_of(const Values& values, const Encoded& encoded) {
  std::vector<std::uint32_t> uses(values.names.size(), 0);
  for (std::size_t field = 0; field < encoded.fields; ++field)
    if (encoded.group[field] == 0)
      for (const std::vector<std::uint32_t>& counts : encoded.counts[field])
        for (std::size_t id = 0; id < std::min(counts.size(), uses.size()); ++id) uses[id] += counts[id];
  for (const std::uint32_t word : values.name_words) ++uses[word];
  return uses;
}

// What the values of one piece have, behind those of the pieces before.
template <typename One>
void append(std::vector<std::uint32_t>& begins, std::vector<One>& all, const std::vector<std::uint32_t>& ends,
            const std::vector<One>& more) {
  const auto before = static_cast<std::uint32_t>(all.size());
  for (const std::uint32_t end : ends) begins.push_back(before + end);
  all.insert(all.end(), more.begin(), more.end());
}

}  // namespace

void learn_partners(Values& values, const Encoded& encoded, const Spellings& written, unsigned threads) {
  const std::vector<std::uint32_t> uses = uses_of(values, encoded);
  std::vector<std::uint32_t> latin;
  std::vector<std::string_view> texts;
  const auto count = static_cast<std::uint32_t>(values.names.size());
  for (std::uint32_t id = 1; id < count; ++id) {
    const NameValue& value = values.names[id];
    if ((value.flags & kForeign) != 0 || value.words > 1 || value.word.length < 2) continue;
    latin.push_back(id);
    texts.push_back(values.texts.text(id));
  }
  const names::LatinSpellings spellings(texts);
  const std::size_t pieces = (count + kAtOnce - 1) / kAtOnce;
  std::vector<Found> found(pieces);
  base::for_each_piece(pieces, threads, [&](std::size_t piece) {
    Found& here = found[piece];
    for (std::size_t at = piece * kAtOnce; at < std::min<std::size_t>(count, (piece + 1) * kAtOnce); ++at) {
      const auto id = static_cast<std::uint32_t>(at);
      const NameValue& value = values.names[id];
      const std::span<const OtherReading> read = other_readings(values, id);
      here.readings.insert(here.readings.end(), read.begin(), read.end());
      if (id != 0 && (value.flags & kForeign) != 0 && value.words <= 1) {
        const std::size_t begin = here.partners.size();
        for (const names::SpeltAs& one : spelt_as(spellings, written.of(id, values.texts.text(id))))
          here.partners.push_back({latin[one.word], static_cast<std::uint8_t>(one.share)});
        add_readings(values, uses, std::span(here.partners).subspan(begin), here.readings);
        std::sort(here.partners.begin() + static_cast<std::ptrdiff_t>(begin), here.partners.end(),
                  [](const Partner& one, const Partner& other) { return one.word < other.word; });
      }
      here.partner_ends.push_back(static_cast<std::uint32_t>(here.partners.size()));
      here.reading_ends.push_back(static_cast<std::uint32_t>(here.readings.size()));
    }
  });
  values.partner_begins.assign(1, 0);
  std::vector<OtherReading> readings;
  values.reading_begins.assign(1, 0);
  for (const Found& piece : found) {
    append(values.partner_begins, values.partners, piece.partner_ends, piece.partners);
    append(values.reading_begins, readings, piece.reading_ends, piece.readings);
  }
  values.readings = std::move(readings);
  add_meant(values, threads);
  values.memo = std::make_shared<PairMemo>();
}

}  // namespace midspan::reconcile
