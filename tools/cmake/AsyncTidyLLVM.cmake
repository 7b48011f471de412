# Finds the LLVM that the plugin is for, and refuses compilers that build plugins which die in it.
#
# in:  ASYNC_TIDY_LLVM (major version)
# out: ASYNC_TIDY_LLVM_ROOT, ASYNC_TIDY_CLANG_TIDY, interface target async-tidy-llvm (headers and flags)

# A plugin built by g++ loads, lists its checks and dies at the first boolean option: g++ and clang++ mangle
# OptionsView::get<bool> differently. A clang of another major may differ as well.
if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  message(FATAL_ERROR
    "async-tidy: the compiler is ${CMAKE_CXX_COMPILER_ID} (${CMAKE_CXX_COMPILER}), but a clang-tidy plugin must be "
    "built with clang++ of the same major version as its host: use -DCMAKE_CXX_COMPILER=clang++-${ASYNC_TIDY_LLVM}, "
    "or a preset: cmake --preset llvm-${ASYNC_TIDY_LLVM}")
endif()
string(REGEX MATCH "^[0-9]+" _compiler_major "${CMAKE_CXX_COMPILER_VERSION}")
if(NOT _compiler_major EQUAL ASYNC_TIDY_LLVM)
  message(FATAL_ERROR
    "async-tidy: the compiler is clang++ ${CMAKE_CXX_COMPILER_VERSION}, but the plugin is for LLVM ${ASYNC_TIDY_LLVM}: "
    "use -DCMAKE_CXX_COMPILER=clang++-${ASYNC_TIDY_LLVM}")
endif()

set(ASYNC_TIDY_LLVM_ROOT "/usr/lib/llvm-${ASYNC_TIDY_LLVM}" CACHE PATH "Where LLVM is installed")
# Only headers and versions are wanted of LLVM's package: its optional dependencies are not.
foreach(_package IN ITEMS FFI LibEdit LibXml2 Terminfo ZLIB zstd CURL httplib LibPFM Z3)
  set(CMAKE_DISABLE_FIND_PACKAGE_${_package} ON)
endforeach()
find_package(LLVM REQUIRED CONFIG PATHS "${ASYNC_TIDY_LLVM_ROOT}/lib/cmake/llvm" NO_DEFAULT_PATH)
if(NOT LLVM_VERSION_MAJOR EQUAL ASYNC_TIDY_LLVM)
  message(FATAL_ERROR "async-tidy: found LLVM ${LLVM_VERSION} in ${ASYNC_TIDY_LLVM_ROOT}, wanted ${ASYNC_TIDY_LLVM}")
endif()
if(NOT EXISTS "${ASYNC_TIDY_LLVM_ROOT}/include/clang-tidy/ClangTidyCheck.h")
  message(FATAL_ERROR
    "async-tidy: no clang-tidy headers in ${ASYNC_TIDY_LLVM_ROOT}/include: install libclang-${ASYNC_TIDY_LLVM}-dev")
endif()
find_program(ASYNC_TIDY_CLANG_TIDY NAMES clang-tidy PATHS "${ASYNC_TIDY_LLVM_ROOT}/bin" NO_DEFAULT_PATH
             DOC "The clang-tidy that the plugin is for")
if(NOT ASYNC_TIDY_CLANG_TIDY)
  message(FATAL_ERROR "async-tidy: no clang-tidy in ${ASYNC_TIDY_LLVM_ROOT}/bin: install clang-tidy-${ASYNC_TIDY_LLVM}")
endif()
message(STATUS "async-tidy: plugin for LLVM ${LLVM_VERSION} in ${ASYNC_TIDY_LLVM_ROOT}")

add_library(async-tidy-llvm INTERFACE)
# After the system's: where libc++ is installed, LLVM's directory has its <cxxabi.h>, which isn't libstdc++'s.
foreach(_directory IN LISTS LLVM_INCLUDE_DIRS)
  target_compile_options(async-tidy-llvm INTERFACE "SHELL:-idirafter ${_directory}")
endforeach()
target_compile_definitions(async-tidy-llvm INTERFACE __STDC_CONSTANT_MACROS __STDC_FORMAT_MACROS __STDC_LIMIT_MACROS)
target_compile_options(async-tidy-llvm INTERFACE -fno-rtti -fno-exceptions -fvisibility=hidden -fvisibility-inlines-hidden)
