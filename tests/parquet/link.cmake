# SPDX-License-Identifier: Apache-2.0
# Stands in for DuckDB's library, so that everything on our side of it is tested where the machine has none.
add_library(duckdb_stand_in MODULE ${CMAKE_CURRENT_SOURCE_DIR}/parquet/stand_in/duckdb.cpp)
add_dependencies(test_parquet duckdb_stand_in)
target_compile_definitions(test_parquet PRIVATE MIDSPAN_STAND_IN="$<TARGET_FILE:duckdb_stand_in>")
