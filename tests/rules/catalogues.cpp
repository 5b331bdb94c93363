// SPDX-License-Identifier: Apache-2.0
#include "rules/catalogues.hpp"

#include <gtest/gtest.h>

#include "base/json.hpp"

namespace midspan::rules {

namespace {

base::json::Object read(const SourceFile& file) {
  const auto value = base::json::parse(file.text, base::json::Strictness::Document);
  if (!value || value->object() == nullptr) {
    ADD_FAILURE() << file.path << " is not a JSON object of sentences";
    return {};
  }
  return *value->object();
}

}  // namespace

const std::map<std::string, Sentences>& catalogues() {
  static const std::map<std::string, Sentences> all = [] {
    std::map<std::string, Sentences> read_all{{"en", {}}, {"es", {}}, {"ar", {}}};
    for (const SourceFile& file : tree()) {
      if (!file.is_below("locales") || !file.ends_with(".json")) continue;
      Sentences& sentences = read_all[fs::path(file.path).parent_path().filename().string()];
      const base::json::Object object = read(file);
      for (const auto& [key, value] : object.members()) {
        if (value.string() == nullptr) ADD_FAILURE() << file.path << ": " << key << " is not a sentence";
        else sentences[key] = *value.string();
      }
    }
    return read_all;
  }();
  return all;
}

std::vector<std::string> keys_of_area(const std::string& language, const std::string& area) {
  std::vector<std::string> keys;
  if (const SourceFile* file = find("locales/" + language + "/" + area + ".json")) {
    const base::json::Object object = read(*file);
    for (const auto& [key, value] : object.members()) keys.push_back(key);
  }
  return keys;
}

}  // namespace midspan::rules
