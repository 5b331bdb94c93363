# SPDX-License-Identifier: Apache-2.0
add_dependencies(test_examples make_el_salvador_2025)
target_link_libraries(test_examples PRIVATE midspan_base)
