# SPDX-License-Identifier: GPL-3.0-or-later
option(FREEPENCIL_TESTS "Build the tests" ON)
option(FREEPENCIL_BENCH "Build the benchmarks" OFF)
option(FREEPENCIL_WERROR "Treat warnings as errors" OFF)
set(FREEPENCIL_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

# Designated initializers leave the rest at its default on purpose; g++ 12 takes the unused alternatives of a
# std::variant for uninitialized, and `"a" + string` for a copy onto itself (its bug 105651).
add_library(freepencil_flags INTERFACE)
target_compile_options(freepencil_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
  -Wno-missing-field-initializers "$<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized;-Wno-restrict>")
if(FREEPENCIL_WERROR)
  target_compile_options(freepencil_flags INTERFACE -Werror)
endif()
if(FREEPENCIL_SANITIZE)
  # One that reports and goes on would let a test pass.
  add_compile_options(-fsanitize=${FREEPENCIL_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${FREEPENCIL_SANITIZE})
endif()
