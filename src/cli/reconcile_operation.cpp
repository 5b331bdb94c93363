// SPDX-License-Identifier: Apache-2.0
#include "cli/reconcile_operation.hpp"

#include "cli/access.hpp"
#include "operation/matching.hpp"

namespace midspan::cli {

base::Exit reconcile_operation(const std::string& operation, const Common& common, Output& output) {
  auto opened = open_operation(operation, common, output);
  if (!opened) return fail(output, opened.error());
  const auto matched = operation::reconcile_lists(*opened, common.threads, output.progress());
  if (!matched) return fail(output, matched.error());
  std::int64_t waiting = 0;
  for (const operation::QueuedPair& pair : operation::queue(opened->state()))
    waiting += pair.judgement == nullptr ? 1 : 0;
  const auto questions = static_cast<std::int64_t>(operation::discrepancies(opened->state()).size());
  output.say({"cli.reconcile.done",
              {{"entries", static_cast<std::int64_t>(matched->entries)},
               {"pairs", static_cast<std::int64_t>(matched->candidates)},
               {"waiting", waiting},
               {"left_out", static_cast<std::int64_t>(matched->left_out)}}});
  output.say({"run.discrepancies", {{"count", questions}}});
  output.document(base::json::Object{{"entries", matched->entries},
                                     {"pairs", matched->candidates},
                                     {"waiting", waiting},
                                     {"left_out", matched->left_out},
                                     {"discrepancies", questions},
                                     {"blocking_recall_ppm", static_cast<std::int64_t>(matched->blocking_recall_ppm)}});
  return waiting == 0 ? base::Exit::Done : base::Exit::Findings;
}

}  // namespace midspan::cli
