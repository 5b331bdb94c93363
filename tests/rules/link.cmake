# SPDX-License-Identifier: Apache-2.0
# What the rules need beside the sources: the program for its help, and a target in which each header is compiled alone.
find_package(ICU REQUIRED COMPONENTS uc i18n)
target_link_libraries(test_rules PRIVATE midspan_base ICU::i18n ICU::uc)
add_dependencies(test_rules midspan)

# Not part of "all": the test below builds it, so that a change costs the header's second compilation only when the rules
# are tested, and then only for what changed.
add_library(headers_alone OBJECT EXCLUDE_FROM_ALL)
file(GLOB_RECURSE headers RELATIVE ${CMAKE_SOURCE_DIR}/src CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/*.hpp)
foreach(header IN LISTS headers)
  string(MAKE_C_IDENTIFIER ${header} name)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/headers/${name}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "#include \"@header@\"\n#include \"@header@\"\n" @ONLY)
  target_sources(headers_alone PRIVATE ${source})
endforeach()
target_link_libraries(headers_alone PRIVATE midspan_operation)
target_compile_options(headers_alone PRIVATE -O0 -g0)
add_test(NAME rules.HeadersCompileAlone COMMAND ${CMAKE_COMMAND} --build ${CMAKE_BINARY_DIR} --target headers_alone)
set_tests_properties(rules.HeadersCompileAlone PROPERTIES TIMEOUT 900 LABELS rules)
