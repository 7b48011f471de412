# What `cmake --install` lays out under a prefix, and a Debian package of it (`cpack`). LLVM versions don't share a file,
# so that their packages can be installed side by side; the commands without a version are those of the default LLVM.
#
#   bin/async-clangd-22, async-clang-tidy-22, async-tidy-22    and without the version
#   lib/async-tidy/async-tidy-22.so                            the plugin
#   lib/async-tidy/22/bin, 22/lib/clang                        the programs, which find Clang's headers from there
#   lib/cmake/async-tidy-22                                    find_package(async-tidy)
#   share/doc/async-tidy-22, share/man
#   share/async-tidy-22/models, include                        the built-in models to read; Annotations.h

set(_v "${ASYNC_TIDY_LLVM}")
set(_lib "lib/async-tidy")
if(_v EQUAL 22)
  set(_names_default ON)
else()
  set(_names_default OFF)
endif()
option(ASYNC_TIDY_INSTALL_UNVERSIONED "Install the commands without a version in their names, too" ${_names_default})

install(TARGETS async-tidy-plugin LIBRARY DESTINATION "${_lib}")

# bin/NAME-22 -> ../lib/async-tidy/22/bin/NAME
function(_async_tidy_install_program TARGET)
  install(TARGETS ${TARGET} RUNTIME DESTINATION "${_lib}/${_v}/bin")
  set(_links "${TARGET}-${_v}")
  if(ASYNC_TIDY_INSTALL_UNVERSIONED)
    list(APPEND _links "${TARGET}")
  endif()
  foreach(_link IN LISTS _links)
    install(CODE "
      file(MAKE_DIRECTORY \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/bin\")
      file(CREATE_LINK \"../${_lib}/${_v}/bin/${TARGET}\" \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/bin/${_link}\" SYMBOLIC)")
  endforeach()
endfunction()

set(_programs)
foreach(_target IN ITEMS async-clang-tidy async-clangd async-tidy)
  if(TARGET ${_target})
    _async_tidy_install_program(${_target})
    list(APPEND _programs ${_target})
  endif()
endforeach()
if(_programs)
  install(CODE "
    file(MAKE_DIRECTORY \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${_lib}/${_v}/lib\")
    file(CREATE_LINK \"${ASYNC_TIDY_LLVM_ROOT}/lib/clang\"
         \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${_lib}/${_v}/lib/clang\" SYMBOLIC)")
endif()
file(GLOB _man "${CMAKE_SOURCE_DIR}/docs/man/*.1")
foreach(_page IN LISTS _man)
  get_filename_component(_name "${_page}" NAME_WE)
  install(FILES "${_page}" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" RENAME "${_name}-${_v}.1")
  if(ASYNC_TIDY_INSTALL_UNVERSIONED)
    install(FILES "${_page}" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
  endif()
endforeach()

install(DIRECTORY "${CMAKE_SOURCE_DIR}/docs/" DESTINATION "${CMAKE_INSTALL_DOCDIR}"
        PATTERN man EXCLUDE PATTERN __pycache__ EXCLUDE)
install(FILES "${CMAKE_SOURCE_DIR}/README.md" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
# Debian looks for this name.
install(FILES "${CMAKE_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}" RENAME copyright)
install(DIRECTORY "${CMAKE_SOURCE_DIR}/lib/Models/" DESTINATION "share/async-tidy-${_v}/models" FILES_MATCHING PATTERN "*.yaml")
install(FILES "${CMAKE_SOURCE_DIR}/include/async-tidy/Annotations.h" DESTINATION "share/async-tidy-${_v}/include/async-tidy")

#- find_package(async-tidy) ---------------------------------------------------------------------------------------------

include(CMakePackageConfigHelpers)
set(_config "lib/cmake/async-tidy-${_v}")
set(ASYNC_TIDY_CONFIG_PLUGIN "${_lib}/async-tidy-${_v}.so")
set(ASYNC_TIDY_CONFIG_INCLUDE "share/async-tidy-${_v}/include")
configure_package_config_file(
  "${CMAKE_SOURCE_DIR}/tools/cmake/async-tidyConfig.cmake.in" "${CMAKE_BINARY_DIR}/package/async-tidyConfig.cmake"
  INSTALL_DESTINATION "${_config}" PATH_VARS ASYNC_TIDY_CONFIG_PLUGIN ASYNC_TIDY_CONFIG_INCLUDE
  NO_CHECK_REQUIRED_COMPONENTS_MACRO)
configure_file("${CMAKE_SOURCE_DIR}/tools/cmake/async-tidyConfigVersion.cmake.in"
               "${CMAKE_BINARY_DIR}/package/async-tidyConfigVersion.cmake" @ONLY)
install(FILES "${CMAKE_BINARY_DIR}/package/async-tidyConfig.cmake" "${CMAKE_BINARY_DIR}/package/async-tidyConfigVersion.cmake"
        DESTINATION "${_config}")

#- cpack ----------------------------------------------------------------------------------------------------------------

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME "async-tidy-${_v}")
set(CPACK_PACKAGE_VENDOR "async-tidy")
set(CPACK_PACKAGE_CONTACT "async-tidy developers <async-tidy@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "checks of asynchronous C++ for clang-tidy ${_v}")
set(CPACK_PACKAGE_DESCRIPTION "A plugin for clang-tidy-${_v} that finds what goes wrong in asynchronous and concurrent C++,
and async-tidy-${_v}, which runs it over a whole code base.")
if(TARGET async-clangd)
  string(APPEND CPACK_PACKAGE_DESCRIPTION "\nWith clang-tidy and clangd that have the same checks built in.")
endif()
set(CPACK_PACKAGING_INSTALL_PREFIX "${CMAKE_INSTALL_PREFIX}")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# clang-tidy loads the plugin; Clang's own headers are what the programs' lib/clang leads to.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "clang-tidy-${_v}, libclang-common-${_v}-dev")
include(CPack)
