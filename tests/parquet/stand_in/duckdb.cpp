// SPDX-License-Identifier: Apache-2.0
// Five functions with the shapes of DuckDB's. "Parquet" is here the word PAR1, a line end, and the CSV. A file that
// holds the word refuse is refused in two lines, one that holds crash ends the process.
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace {

struct Result {
  void* inside[6];
};

bool locked = false;
std::string error;

// The text between quotes that follows `word`.
std::string file_after(const std::string& sql, const std::string& word) {
  const std::size_t begin = sql.find('\'', sql.find(word)) + 1;
  return sql.substr(begin, sql.find('\'', begin) - begin);
}

std::string contents(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

std::string answer(const std::string& sql) {
  if (sql == "SET lock_configuration = true") locked = true;
  if (!sql.starts_with("COPY")) return {};
  if (!locked) return "the files of the machine lie open";
  const bool reads = sql.find("read_parquet") != std::string::npos;
  const std::string source = file_after(sql, reads ? "read_parquet" : "read_csv");
  const std::string text = contents(source);
  if (text.find("crash") != std::string::npos) std::abort();
  if (text.find("refuse") != std::string::npos) return "Input Error: '" + source + "' is not good.\nSecond line";
  std::ofstream target(file_after(sql, "TO "), std::ios::binary | std::ios::trunc);
  if (reads) target << text.substr(5);
  else target << "PAR1\n" << text << (sql.find("'row_l': 'BIGINT'") != std::string::npos ? "typed\n" : "");
  return {};
}

}  // namespace

extern "C" {
int duckdb_open(const char*, void** database) {
  *database = &locked;
  return 0;
}
int duckdb_connect(void*, void** connection) {
  *connection = &locked;
  return 0;
}
int duckdb_query(void*, const char* sql, Result*) {
  error = answer(sql);
  return error.empty() ? 0 : 1;
}
const char* duckdb_result_error(Result*) { return error.c_str(); }
void duckdb_destroy_result(Result*) {}
}
