# What async-clang-tidy and async-clangd are linked from: LLVM's static libraries of clang-tidy and clangd over its
# shared ones of Clang and LLVM, which Debian's own clang-tidy and clangd load as well.
#
# in:  ASYNC_TIDY_LLVM, ASYNC_TIDY_LLVM_ROOT, ASYNC_TIDY_EDITOR_TOOLS
# out: ASYNC_TIDY_HAVE_CLANG_TIDY, ASYNC_TIDY_HAVE_CLANGD (ON or OFF),
#      interface targets async-tidy-clang-tidy-main and async-tidy-clangd-main

set(ASYNC_TIDY_HAVE_CLANG_TIDY OFF)
set(ASYNC_TIDY_HAVE_CLANGD OFF)
set(_lib "${ASYNC_TIDY_LLVM_ROOT}/lib")

# Why a tool can't be built: an error where it is demanded, a line where it's just offered.
function(_async_tidy_without TOOL REASON)
  if(ASYNC_TIDY_EDITOR_TOOLS STREQUAL "AUTO")
    message(STATUS "async-tidy: without ${TOOL}: ${REASON}")
  else()
    message(FATAL_ERROR
      "async-tidy: can't build ${TOOL}: ${REASON}. Configure with -DASYNC_TIDY_EDITOR_TOOLS=OFF to do without it")
  endif()
endfunction()

# OUT: the archives whose names match; MISSING: those of the further arguments that aren't there.
function(_async_tidy_archives OUT MISSING PATTERN)
  file(GLOB _found "${_lib}/lib*.a")
  list(FILTER _found INCLUDE REGEX "/lib(${PATTERN})\\.a$")
  set(_missing)
  foreach(_name IN LISTS ARGN)
    if(NOT EXISTS "${_lib}/lib${_name}.a")
      list(APPEND _missing "lib${_name}.a")
    endif()
  endforeach()
  set(${OUT} ${_found} PARENT_SCOPE)
  set(${MISSING} ${_missing} PARENT_SCOPE)
endfunction()

if(NOT ASYNC_TIDY_EDITOR_TOOLS MATCHES "^(AUTO|ON|OFF)$")
  message(FATAL_ERROR "async-tidy: ASYNC_TIDY_EDITOR_TOOLS is AUTO, ON or OFF, not '${ASYNC_TIDY_EDITOR_TOOLS}'")
endif()
if(ASYNC_TIDY_EDITOR_TOOLS STREQUAL "OFF")
  message(STATUS "async-tidy: without async-clang-tidy and async-clangd: ASYNC_TIDY_EDITOR_TOOLS is OFF")
  return()
endif()
if(ASYNC_TIDY_LLVM LESS 19)
  _async_tidy_without("async-clang-tidy and async-clangd" "they are made for LLVM 19 and 22, not ${ASYNC_TIDY_LLVM}")
  return()
endif()

# Both look for Clang's own headers (stddef.h) in ../lib/clang, seen from where they really lie.
file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/lib")
file(CREATE_LINK "${_lib}/clang" "${CMAKE_BINARY_DIR}/lib/clang" SYMBOLIC)

# By its full name: the package has no symbolic link for the linker.
file(GLOB _clang_cpp "${_lib}/libclang-cpp.so.*")
file(GLOB _llvm_so "${_lib}/libLLVM.so.${LLVM_VERSION_MAJOR}.*" "${_lib}/libLLVM-${LLVM_VERSION_MAJOR}.so")
if(NOT _clang_cpp OR NOT _llvm_so)
  _async_tidy_without("async-clang-tidy and async-clangd"
                      "no libclang-cpp.so or libLLVM.so in ${_lib} (libclang-${ASYNC_TIDY_LLVM}-dev, llvm-${ASYNC_TIDY_LLVM}-dev)")
  return()
endif()
list(GET _clang_cpp 0 _clang_cpp)
list(GET _llvm_so 0 _llvm_so)

# A check registers itself in a static initialiser, which the linker takes from an archive only if it is told to
# take all. The archives refer to each other in circles.
_async_tidy_archives(_modules _missing "clangTidy[A-Za-z]+Module")
_async_tidy_archives(_tidy _missing "clangTidy|clangTidyUtils|clangIncludeCleaner|clangQuery|clangDynamicASTMatchers"
                     clangTidyMain clangTidy clangTidyUtils clangTidyMiscModule clangIncludeCleaner
                     clangQuery clangDynamicASTMatchers)
if(_missing)
  _async_tidy_without("async-clang-tidy and async-clangd"
                      "no ${_missing} in ${_lib}: install libclang-${ASYNC_TIDY_LLVM}-dev")
  return()
endif()
find_package(Threads REQUIRED)

add_library(async-tidy-upstream-checks INTERFACE)
list(JOIN _modules "," _modules)
list(JOIN _tidy "," _tidy)
target_link_libraries(async-tidy-upstream-checks INTERFACE
  "$<LINK_LIBRARY:WHOLE_ARCHIVE,${_modules}>" "$<LINK_GROUP:RESCAN,${_tidy}>" "${_clang_cpp}" "${_llvm_so}"
  Threads::Threads)

add_library(async-tidy-clang-tidy-main INTERFACE)
target_link_libraries(async-tidy-clang-tidy-main INTERFACE "${_lib}/libclangTidyMain.a" async-tidy-upstream-checks)
set(ASYNC_TIDY_HAVE_CLANG_TIDY ON)

_async_tidy_archives(_clangd _missing "clangd[A-Z][A-Za-z]*|clangDaemon|clangDaemonTweaks|clangPseudo"
                     clangdMain clangDaemon clangDaemonTweaks clangdSupport)
if(_missing)
  _async_tidy_without("async-clangd" "no ${_missing} in ${_lib}: install libclang-${ASYNC_TIDY_LLVM}-dev")
  return()
endif()
# Debian's clangd is built with the client of remote indexes, so its archives ask for gRPC.
set(_remote)
set(_remote_missing)
foreach(_name IN ITEMS grpc++ grpc gpr protobuf absl_synchronization absl_base absl_time absl_strings)
  find_library(ASYNC_TIDY_LIB_${_name} NAMES ${_name})
  mark_as_advanced(ASYNC_TIDY_LIB_${_name})
  if(ASYNC_TIDY_LIB_${_name})
    list(APPEND _remote "${ASYNC_TIDY_LIB_${_name}}")
  else()
    list(APPEND _remote_missing "${_name}")
  endif()
endforeach()
if(_remote_missing)
  _async_tidy_without("async-clangd" "clangd's archives need ${_remote_missing}: install libgrpc++-dev")
  return()
endif()

add_library(async-tidy-clangd-main INTERFACE)
list(JOIN _clangd "," _clangd)
target_link_libraries(async-tidy-clangd-main INTERFACE
  "$<LINK_GROUP:RESCAN,${_clangd}>" async-tidy-upstream-checks ${_remote})
set(ASYNC_TIDY_HAVE_CLANGD ON)
