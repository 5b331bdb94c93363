// SPDX-License-Identifier: Apache-2.0
// midspan names nearest|compare|explain: names alone, without dates or places, in any scripts.
#include <fmt/format.h>

#include <algorithm>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "base/listed.hpp"
#include "base/threads.hpp"
#include "base/utf8.hpp"
#include "cli/outputs.hpp"
#include "cli/verb.hpp"
#include "names/compare.hpp"
#include "names/name_words.hpp"
#include "names/nearest.hpp"
#include "names/normalise.hpp"

namespace midspan::cli {

namespace {

using base::Exit;

// A score of ten-thousandths as a decimal fraction.
std::string decimal(int score) { return fmt::format("{}.{:04}", score / 10000, score % 10000); }

// One name a line; a carriage return and a byte order mark are not part of a name. Empty lines are kept: a line's
// number is a row's number.
std::vector<std::string> lines_of(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(base::repaired_utf8(line));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\t', ' ');
  return text;
}

std::string_view text_of(people::TokenKind kind) {
  using people::TokenKind;
  switch (kind) {
    case TokenKind::Given: return "given";
    case TokenKind::Father: return "father";
    case TokenKind::Grandfather: return "grandfather";
    case TokenKind::Family: return "family";
    case TokenKind::Nisba: return "nisba";
    case TokenKind::Kunya: return "kunya";
    case TokenKind::Laqab: return "laqab";
    case TokenKind::Patronymic: return "patronymic";
    case TokenKind::FirstSurname: return "first-surname";
    case TokenKind::SecondSurname: return "second-surname";
    case TokenKind::Honorific: return "honorific";
    case TokenKind::Particle: return "particle";
    case TokenKind::Initial: return "initial";
    case TokenKind::Nickname: return "nickname";
    case TokenKind::Unknown: break;
  }
  return "name";
}

// As a keyword of a sentence: "first_surname".
std::string keyword(std::string_view kind) {
  std::string word(kind);
  std::replace(word.begin(), word.end(), '-', '_');
  return word;
}

std::string_view text_of(names::WordMatch match) {
  using names::WordMatch;
  switch (match) {
    case WordMatch::Equal: return "equal";
    case WordMatch::Form: return "form";
    case WordMatch::Ending: return "ending";
    case WordMatch::Spelling: return "spelling";
    case WordMatch::Reading: return "reading";
    case WordMatch::Initial: return "initial";
    case WordMatch::Joined: return "joined";
    case WordMatch::Different: break;
  }
  return "different";
}

class Names final : public Verb {
 public:
  std::string_view name() const override { return "names"; }
  std::string_view summary() const override { return "compare two names, or a name against many, in any scripts"; }
  std::string_view example() const override {
    return "  midspan names explain \"Serhii Bondarenko\" \"Сергей Бондаренко\"\n"
           "  midspan names nearest queries.txt candidates.txt -k 10 > nearest.tsv\n"
           "  midspan names compare --pairs pairs.csv --left name1 --right name2 > judged.csv\n";
  }

  void declare(Command& app) override {
    app.require_subcommand(1);
    nearest_ = app.add_subcommand("nearest",
                                  "for each name of a file the nearest of another file: query, rank, candidate, score");
    nearest_->add_option("queries", queries_, "file with one name a line")->required();
    nearest_->add_option("candidates", candidates_, "file with one name a line")->required();
    nearest_->add_option("-k", most_, "how many for each name")->check(between(1, 1000));
    compare_ = app.add_subcommand("compare", "adds score, same and a sentence to a CSV file of pairs");
    compare_->add_option("--pairs", pairs_, "CSV file with a header")->required();
    compare_->add_option("--left", left_, "column of the first name")->required();
    compare_->add_option("--right", right_, "column of the second name")->required();
    explain_ = app.add_subcommand("explain", "two names, their parts and what agrees");
    explain_->add_option("first", first_, "a name")->required();
    explain_->add_option("second", second_, "another name")->required();
    for (Command* const command : {nearest_, compare_, explain_})
      command->add_option("--language", language_, "of the names, where the words do not tell: es, ar, ru ...");
    for (Command* const command : {nearest_, compare_})
      command->add_option("-o,--output", output_, "file instead of standard output");
  }

  Exit run(const Common& common, Output& output) override {
    hints_.language = language_;
    if (nearest_->parsed()) return finish(nearest(common, output), output);
    if (compare_->parsed()) return finish(compare(common, output), output);
    return explain(output);
  }

 private:
  struct Done {
    std::string text;
    base::json::Value document;
  };

  static bool are_japanese(const std::vector<std::string>& lines) {
    names::JapaneseAmongHan seen;
    for (const std::string& line : lines) seen.see(names::fold(line));
    return seen.enough();
  }

  Exit finish(base::Result<Done> done, Output& output) {
    if (done && !output_.empty()) {
      if (const auto written = base::write_file(output_, done->text); !written) done = tl::unexpected(written.error());
    }
    if (!done) {
      output.error(done.error());
      return done.error().exit;
    }
    if (output.json()) output.document(done->document);
    else if (output_.empty()) std::fwrite(done->text.data(), 1, done->text.size(), stdout);
    return Exit::Done;
  }

  base::Result<Done> nearest(const Common& common, Output& output) {
    MIDSPAN_CHECK(outputs_stand_apart({queries_, candidates_}, {output_}));
    const std::vector<std::string> queries = lines_of(MIDSPAN_TRY(base::read_file(queries_)));
    const std::vector<std::string> candidates = lines_of(MIDSPAN_TRY(base::read_file(candidates_)));
    if (hints_.language.empty() && (are_japanese(queries) || are_japanese(candidates))) hints_.language = "ja";
    const names::NameIndex index(candidates, hints_, common.threads);
    const auto found = index.nearest_of_all(queries, most_, common.threads, [&](std::size_t done) {
      output.progress().report("progress.names", done, queries.size());
    });
    const auto empty = std::count_if(found.begin(), found.end(), [](const auto& near) { return near.empty(); });
    if (empty > 0)
      output.note(base::Message{
          "NAM-306", {{"count", std::int64_t{empty}}, {"total", static_cast<std::int64_t>(queries.size())}}});
    Done result;
    base::json::Array rows;
    for (std::size_t at = 0; at < queries.size(); ++at)
      for (std::size_t rank = 0; rank < found[at].size(); ++rank) {
        const std::string& candidate = candidates[found[at][rank].candidate];
        const std::string score = decimal(found[at][rank].score);
        if (output.json())
          rows.push_back(base::json::Object{
              {"query", queries[at]}, {"rank", rank + 1}, {"candidate", candidate}, {"score", score}});
        if (!output.json() || !output_.empty())
          result.text += fmt::format("{}\t{}\t{}\t{}\n", one_line(queries[at]), rank + 1, one_line(candidate), score);
      }
    if (output.json()) result.document = base::json::Object{{"nearest", std::move(rows)}};
    return result;
  }

  base::Result<Done> compare(const Common& common, Output& output) {
    MIDSPAN_CHECK(outputs_stand_apart({pairs_}, {output_}));
    const std::string raw = MIDSPAN_TRY(base::read_file(pairs_));
    std::string_view text = raw;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    base::CsvReader reader(text);
    std::vector<std::string_view> fields;
    if (!reader.next(fields)) return base::failure("NAM-301", {{"path", pairs_}}, Exit::Cannot);
    const std::vector<std::string> header(fields.begin(), fields.end());
    const std::size_t left = MIDSPAN_TRY(column(header, left_));
    const std::size_t right = MIDSPAN_TRY(column(header, right_));
    std::vector<std::vector<std::string>> rows;  // bytes as they came: what is not UTF-8 goes out as it came in
    std::int64_t damaged = 0;
    std::int64_t short_rows = 0;
    while (reader.next(fields)) {
      rows.emplace_back(fields.begin(), fields.end());
      if (rows.back().size() < header.size()) {
        ++short_rows;
        rows.back().resize(header.size());
      }
      damaged += base::is_utf8(rows.back()[left]) && base::is_utf8(rows.back()[right]) ? 0 : 1;
    }
    if (damaged > 0) output.note(base::Message{"NAM-303", {{"count", damaged}}});
    if (short_rows > 0) output.note(base::Message{"NAM-304", {{"count", short_rows}}});
    if (reader.broken_quotes()) output.note(base::Message{"NAM-305", {}});
    struct Judged {
      int score = 0;
      bool same = false;
      base::Message why;
    };
    std::vector<Judged> judged(rows.size());
    constexpr std::size_t kPiece = 64;
    const std::size_t pieces = (rows.size() + kPiece - 1) / kPiece;
    base::for_each_piece(pieces, common.threads, [&](std::size_t piece) {
      for (std::size_t at = piece * kPiece; at < std::min(rows.size(), (piece + 1) * kPiece); ++at) {
        const auto one = names::prepare_name(base::repaired_utf8(rows[at][left]), hints_);
        const auto other = names::prepare_name(base::repaired_utf8(rows[at][right]), hints_);
        const auto comparison = names::compare_names(one, other);
        judged[at] = {comparison.score, comparison.same(), names::explain(one, other, comparison)};
      }
    });
    Done result;
    base::json::Array documents;
    const auto append = [&](const std::vector<std::string>& cells) {
      for (std::size_t at = 0; at < cells.size(); ++at) {
        if (at > 0) result.text += ',';
        base::append_csv_field(result.text, cells[at]);
      }
      result.text += '\n';
    };
    std::vector<std::string> out = header;
    out.insert(out.end(), {"score", "same", "sentence"});
    append(out);
    for (std::size_t at = 0; at < rows.size(); ++at) {
      out = rows[at];
      const std::string sentence = output.sentence(judged[at].why);
      out.insert(out.begin() + static_cast<std::ptrdiff_t>(header.size()),
                 {decimal(judged[at].score), judged[at].same ? "true" : "false", sentence});
      append(out);
      if (output.json())
        documents.push_back(base::json::Object{{"row", at + 1},
                                               {"left", base::repaired_utf8(rows[at][left])},
                                               {"right", base::repaired_utf8(rows[at][right])},
                                               {"score", decimal(judged[at].score)},
                                               {"same", judged[at].same},
                                               {"sentence", sentence}});
    }
    if (output.json()) result.document = base::json::Object{{"pairs", std::move(documents)}};
    return result;
  }

  base::Result<std::size_t> column(const std::vector<std::string>& header, const std::string& wanted) const {
    const auto found = std::find(header.begin(), header.end(), wanted);
    if (found != header.end()) return static_cast<std::size_t>(found - header.begin());
    std::string known;
    for (const std::string& one : header) base::add_listed(known, base::repaired_utf8(one));
    return base::failure("NAM-302", {{"column", wanted}, {"columns", known}}, Exit::WrongUse);
  }

  Exit explain(Output& output) {
    const auto one = names::prepare_name(base::repaired_utf8(first_), hints_);
    const auto other = names::prepare_name(base::repaired_utf8(second_), hints_);
    const auto comparison = names::compare_names(one, other);
    const base::Message why = names::explain(one, other, comparison);
    const auto parts = [](const names::PreparedName& name) {
      base::json::Array array;
      for (const people::NameToken& token : name.form.tokens)
        array.push_back(base::json::Object{{"text", token.text}, {"kind", std::string(text_of(token.kind))}});
      return array;
    };
    base::json::Array pairs;
    for (const names::WordPair& pair : comparison.pairs) {
      const auto words = [](const names::PreparedName& name, std::size_t from, std::size_t count) {
        std::string text;
        for (std::size_t at = from; at < from + count; ++at)
          base::add_listed(text, name.form.tokens[name.token_of[at]].text, " ");
        return text;
      };
      pairs.push_back(base::json::Object{{"first", words(one, pair.left, pair.left_count)},
                                         {"second", words(other, pair.right, pair.right_count)},
                                         {"how", std::string(text_of(pair.match))},
                                         {"score", decimal(pair.score)}});
      output.say(base::Message{"NAM-210",
                               {{"left", words(one, pair.left, pair.left_count)},
                                {"right", words(other, pair.right, pair.right_count)},
                                {"how", std::string(text_of(pair.match))},
                                {"score", decimal(pair.score)}}});
    }
    const auto alone = [&](const names::PreparedName& name, const std::vector<std::size_t>& words,
                           std::string_view side) {
      for (const std::size_t word : words)
        output.say(base::Message{"NAM-211",
                                 {{"word", name.form.tokens[name.token_of[word]].text}, {"side", std::string(side)}}});
    };
    alone(one, comparison.only_left, "first");
    alone(other, comparison.only_right, "second");
    for (const auto* name : {&one, &other})
      for (const people::NameToken& token : name->form.tokens)
        output.say(base::Message{"NAM-212",
                                 {{"word", token.text},
                                  {"kind", keyword(text_of(token.kind))},
                                  {"side", std::string(name == &one ? "first" : "second")}}});
    output.say(why);
    output.line(fmt::format("{} {}", decimal(comparison.score), comparison.same() ? "same" : "different"));
    output.document(base::json::Object{{"score", decimal(comparison.score)},
                                       {"same", comparison.same()},
                                       {"sentence", output.sentence(why)},
                                       {"first", parts(one)},
                                       {"second", parts(other)},
                                       {"pairs", std::move(pairs)}});
    return Exit::Done;
  }

  Command* nearest_ = nullptr;
  Command* compare_ = nullptr;
  Command* explain_ = nullptr;
  std::string queries_;
  std::string candidates_;
  std::size_t most_ = 10;
  std::string pairs_;
  std::string left_;
  std::string right_;
  std::string first_;
  std::string second_;
  std::string language_;
  std::string output_;
  names::NameHints hints_;
};

MIDSPAN_VERB(25, Names);

}  // namespace

}  // namespace midspan::cli
