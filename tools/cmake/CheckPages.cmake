# Writes the checks' pages as C++ constants: cmake -DCHECKS_DEF=... -DPAGES=docs/checks -DOUT=... -P CheckPages.cmake
#
# A line a check of Checks.def: ASYNC_PAGE_<Class>, the text of docs/checks/<name>.md. A missing page is an error.

file(STRINGS "${CHECKS_DEF}" _lines REGEX "^ASYNC_CHECK\\(")
file(WRITE "${OUT}.new" "// Made from docs/checks by tools/cmake/CheckPages.cmake.\n")
foreach(_line IN LISTS _lines)
  if(NOT _line MATCHES "^ASYNC_CHECK\\([a-z]+, ([A-Za-z]+), \"async-([a-z-]+)\"")
    message(FATAL_ERROR "async-tidy: ${CHECKS_DEF}: can't read '${_line}'")
  endif()
  set(_class "${CMAKE_MATCH_1}")
  file(READ "${PAGES}/${CMAKE_MATCH_2}.md" _page)
  file(APPEND "${OUT}.new" "constexpr StringLiteral ASYNC_PAGE_${_class} = R\"~page(" "${_page}" ")~page\";\n")
endforeach()
file(RENAME "${OUT}.new" "${OUT}")
