# SPDX-License-Identifier: Apache-2.0
add_dependencies(test_verify midspan-verify)
