// SPDX-License-Identifier: Apache-2.0
#include "base/message.hpp"

namespace midspan::base {

std::string fill(std::string_view sentence, const Message& message) {
  std::string out;
  for (std::size_t at = 0; at < sentence.size();) {
    const std::size_t open = sentence.find('{', at);
    const std::size_t close = open == std::string_view::npos ? open : sentence.find('}', open);
    if (close == std::string_view::npos) return out.append(sentence.substr(at));
    out.append(sentence.substr(at, open - at));
    const std::string_view name = sentence.substr(open + 1, close - open - 1);
    const Argument* found = nullptr;
    for (const auto& [key, value] : message.arguments)
      if (key == name) found = &value;
    if (found == nullptr) {
      out.append(sentence.substr(open, close - open + 1));
    } else if (const auto* number = std::get_if<std::int64_t>(found)) {
      out.append(std::to_string(*number));
    } else {
      out.append(std::get<std::string>(*found));
    }
    at = close + 1;
  }
  return out;
}

}  // namespace midspan::base
