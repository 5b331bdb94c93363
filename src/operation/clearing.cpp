// SPDX-License-Identifier: Apache-2.0
#include "operation/clearing.hpp"

#include "operation/agreements.hpp"
#include "operation/doubts.hpp"
#include "operation/facts.hpp"
#include "operation/run_json.hpp"
#include "record/act_types.hpp"

namespace midspan::operation {

namespace json = base::json;

base::Result<ClearingInput> clearing_input(const Operation& operation, unsigned threads) {
  ClearingInput input;
  input.agreement = MIDSPAN_TRY(agreement(operation.state()));
  const Persons known = persons(operation.state());
  input.doubts = doubts(operation.state(), known);
  input.people = facts_for(input.agreement, operation.state(), known);
  input.ledger = deliveries_for(input.agreement, operation.state(), known);
  input.options.agreement_digest = operation.state().terms_digest;
  input.options.day = operation.today();
  input.options.threads = threads;
  return input;
}

base::Result<Cleared> clear_operation(Operation& operation, unsigned threads, base::Progress& progress) {
  ClearingInput input = MIDSPAN_TRY(clearing_input(operation, threads));
  input.options.progress = &progress;
  clear::BothWorlds worlds = MIDSPAN_TRY(clear::clear_both(input.agreement, input.people, input.ledger, input.options));
  for (const people::Allocation* result : {&worlds.acknowledged, &worlds.contested}) {
    const std::string text = json::canonical(to_json(*result));
    const record::ItemRef item = MIDSPAN_TRY(operation.put("clear.result", text));
    json::Array counts;
    for (const people::ArticleCount& count : result->counts)
      counts.push_back(json::Object{{"article", count.article}, {"asked", count.asked}, {"given", count.given}});
    MIDSPAN_CHECK(operation.append(record::type::kClearRun,
                                   {{"terms", operation.state().terms_digest},
                                    {"inputs", result->input_digest},
                                    {"program", "midspan " MIDSPAN_VERSION},
                                    {"world", result->world},
                                    {"counts", std::move(counts)},
                                    {"item", item.json()}},
                                   {item.attachment()}));
  }
  return Cleared{std::move(worlds.acknowledged), std::move(worlds.contested), worlds.gained};
}

base::Result<people::Allocation> allocation(const Operation& operation, std::string_view world) {
  const auto item = operation.state().allocation_items.find(std::string(world));
  if (item == operation.state().allocation_items.end()) return base::failure("OPR-064", {}, base::Exit::WrongUse);
  const base::Bytes bytes = MIDSPAN_TRY(operation.file().get_item(item->second));
  const json::Value value = MIDSPAN_TRY(json::parse(base::as_text(bytes), json::Strictness::Act));
  return allocation_from_json(value);
}

}  // namespace midspan::operation
