# SPDX-License-Identifier: Apache-2.0
# The tests make certificates, so they see both sides; the program itself does not.
target_link_libraries(test_check PRIVATE midspan_clear)
add_dependencies(test_check midspan-check)
