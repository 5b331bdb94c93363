# SPDX-License-Identifier: Apache-2.0
target_link_libraries(test_store PRIVATE midspan_verify)
