# SPDX-License-Identifier: Apache-2.0
add_dependencies(test_script midspan midspan-check)
target_link_libraries(test_script PRIVATE midspan_base)
