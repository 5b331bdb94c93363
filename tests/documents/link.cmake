# SPDX-License-Identifier: Apache-2.0
# Workbooks that are written here are read back by the stage that reads lists, which shares no code with the writer.
target_link_libraries(test_documents PRIVATE midspan_lists)
