# Writes the built-in models into one C++ include file, as raw strings.
# in: MODELS (list of YAML files), OUT
set(_text "// Made from lib/Models/*.yaml by tools/cmake/EmbedModels.cmake.\n")
list(SORT MODELS)
foreach(_model IN LISTS MODELS)
  get_filename_component(_name "${_model}" NAME)
  file(READ "${_model}" _content)
  # A compiler needs to accept string literals of only 64 KiB (C++ [implimits]), clang takes far more.
  string(APPEND _text "BUILTIN_MODEL(\"${_name}\", R\"async-tidy(${_content})async-tidy\")\n")
endforeach()
file(WRITE "${OUT}" "${_text}")
