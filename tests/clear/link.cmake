# SPDX-License-Identifier: Apache-2.0
# What is said of drawn agreements is held against the second writing of their meaning that the bench has; and agreements
# are read from their text there.
foreach(name bench spec zero_one cbc judge said)
  target_sources(test_clear PRIVATE ${CMAKE_SOURCE_DIR}/bench/clear/${name}.cpp)
endforeach()
target_include_directories(test_clear PRIVATE ${CMAKE_SOURCE_DIR}/bench/clear)
target_link_libraries(test_clear PRIVATE midspan_terms ${CMAKE_DL_LIBS})
