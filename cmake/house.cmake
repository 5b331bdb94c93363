# SPDX-License-Identifier: Apache-2.0
# The rules of the house in CMake: how a folder becomes a library, how a file becomes bytes of the program.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(tl-expected REQUIRED)

add_library(midspan_flags INTERFACE)
target_include_directories(midspan_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(midspan_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor
  -pthread  # some packages bring it: without it here, folders that use those could not use the precompiled headers
  -fno-math-errno -ffp-contract=off -fstack-protector-strong
  $<$<CONFIG:Release>:-D_FORTIFY_SOURCE=2>
  -ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)
target_link_libraries(midspan_flags INTERFACE fmt::fmt tl::expected Threads::Threads)

if(CMAKE_CXX_FLAGS MATCHES "-fsanitize=[a-z,-]*address")
  set(MIDSPAN_SANITIZERS ON)
  target_compile_definitions(midspan_flags INTERFACE MIDSPAN_SANITIZED)
endif()

find_program(MIDSPAN_CCACHE ccache)
if(MIDSPAN_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${MIDSPAN_CCACHE})
endif()
find_program(MIDSPAN_MOLD mold)
if(MIDSPAN_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# On a machine without ccache, a clean build is what everybody waits for: the standard headers are compiled once. With
# ccache they are not, because it keeps objects apart by precompiled header; and a build without them finds missing includes.
set(MIDSPAN_PRECOMPILED OFF)
if(NOT MIDSPAN_CCACHE AND (CMAKE_BUILD_TYPE STREQUAL "Release" OR MIDSPAN_SANITIZERS))
  set(MIDSPAN_PRECOMPILED ON)
endif()
set(MIDSPAN_COMMON_HEADERS <algorithm> <cstdint> <filesystem> <functional> <map> <memory> <optional> <set> <span> <string>
    <string_view> <unordered_map> <utility> <variant> <vector> <fmt/format.h> <tl/expected.hpp>)

# midspan_library(<folder> [DEPENDS <folder>...] [PACKAGES <pkg-config name>...])
# makes the target midspan_<folder> of every .cpp below the calling folder (sub-folders included).
# A stage lists what it may see in DEPENDS; anything else fails to link and fails the rules test.
function(midspan_library folder)
  cmake_parse_arguments(ARG "" "" "DEPENDS;PACKAGES;EXCLUDE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  foreach(pattern IN LISTS ARG_EXCLUDE)
    list(FILTER sources EXCLUDE REGEX ${pattern})
  endforeach()
  if(sources)
    add_library(midspan_${folder} STATIC ${sources})
    set(scope PUBLIC)
  else()
    add_library(midspan_${folder} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_link_libraries(midspan_${folder} ${scope} midspan_flags)
  if(MIDSPAN_PRECOMPILED AND sources)
    if(folder STREQUAL "base")
      target_precompile_headers(midspan_base PRIVATE ${MIDSPAN_COMMON_HEADERS})
    else()
      target_precompile_headers(midspan_${folder} REUSE_FROM midspan_base)
    endif()
  endif()
  foreach(dependency IN LISTS ARG_DEPENDS)
    target_link_libraries(midspan_${folder} ${scope} midspan_${dependency})
  endforeach()
  foreach(package IN LISTS ARG_PACKAGES)
    string(MAKE_C_IDENTIFIER ${package} name)
    pkg_check_modules(${name} REQUIRED IMPORTED_TARGET ${package})
    target_link_libraries(midspan_${folder} ${scope} PkgConfig::${name})
  endforeach()
endfunction()

# midspan_embed(<target> <symbol> <file>) puts a file's bytes into a library;
# code reaches them through base/embedded.hpp: MIDSPAN_EMBEDDED(symbol).
function(midspan_embed target symbol file)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/embedded_${symbol}.cpp)
  get_filename_component(path ${file} ABSOLUTE)
  file(CONFIGURE OUTPUT ${source} CONTENT [[
asm(".section .rodata\n"
    ".global midspan_embedded_@symbol@_begin\n"
    ".global midspan_embedded_@symbol@_end\n"
    ".balign 16\n"
    "midspan_embedded_@symbol@_begin:\n"
    ".incbin \"@path@\"\n"
    "midspan_embedded_@symbol@_end:\n"
    ".byte 0\n"
    ".previous\n");
]] @ONLY)
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS ${path})
  target_sources(${target} PRIVATE ${source})
endfunction()
