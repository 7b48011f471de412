# Reads include/async-tidy/Checks.def, the only list of checks.
#
# async_tidy_check_sources(OUT)   the sources of all checks, relative to lib/
# async_tidy_check_includes(FILE) writes FILE: an #include of each check's header, for Module.cpp

set(_ASYNC_TIDY_CHECKS_DEF "${CMAKE_SOURCE_DIR}/include/async-tidy/Checks.def")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${_ASYNC_TIDY_CHECKS_DEF}")

function(_async_tidy_stems OUT)
  file(STRINGS "${_ASYNC_TIDY_CHECKS_DEF}" _lines REGEX "^ASYNC_CHECK\\(")
  set(_stems)
  foreach(_line IN LISTS _lines)
    if(NOT _line MATCHES "^ASYNC_CHECK\\(([a-z]+), ([A-Za-z]+), ")
      message(FATAL_ERROR "async-tidy: ${_ASYNC_TIDY_CHECKS_DEF}: can't read '${_line}'")
    endif()
    list(APPEND _stems "Checks/${CMAKE_MATCH_1}/${CMAKE_MATCH_2}Check")
  endforeach()
  set(${OUT} ${_stems} PARENT_SCOPE)
endfunction()

function(async_tidy_check_sources OUT)
  _async_tidy_stems(_stems)
  list(TRANSFORM _stems APPEND ".cpp")
  set(${OUT} ${_stems} PARENT_SCOPE)
endfunction()

function(async_tidy_check_includes FILE)
  _async_tidy_stems(_stems)
  set(_text "// Made from Checks.def by tools/cmake/AsyncTidyChecks.cmake.\n")
  foreach(_stem IN LISTS _stems)
    string(APPEND _text "#include \"${_stem}.h\"\n")
  endforeach()
  file(CONFIGURE OUTPUT "${FILE}" CONTENT "${_text}" @ONLY)
endfunction()
