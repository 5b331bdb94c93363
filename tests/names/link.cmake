# SPDX-License-Identifier: Apache-2.0
# The trainer is not part of midspan_names; the tables that it made are tested by making them again.
target_sources(test_names PRIVATE ${CMAKE_SOURCE_DIR}/src/names/train/trainer.cpp
                                  ${CMAKE_SOURCE_DIR}/src/names/train/romanise.cpp)
