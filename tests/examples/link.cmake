# SPDX-License-Identifier: Apache-2.0
add_dependencies(test_examples make_el_salvador_2025)
