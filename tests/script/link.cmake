# SPDX-License-Identifier: Apache-2.0
add_dependencies(test_script midspan)
target_link_libraries(test_script PRIVATE midspan_base)
