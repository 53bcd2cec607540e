# The files of the measures, and the libraries that they need. Included by the room.
set(VR_ANALYSIS_MEASURES audio_map.cpp envelope.cpp envelope_layout.cpp envelope_writer.cpp feature_map.cpp float_spectrum.cpp lane_measures.cpp level_scan.cpp
                         loudness.cpp map_lists.cpp power_spectrum.cpp short_term_curve.cpp spectrogram.cpp
                         stretch_list.cpp true_peak.cpp)

find_path(VR_KISSFFT_INCLUDE_DIR kissfft/kissfft.hh)
if(NOT VR_KISSFFT_INCLUDE_DIR)
  message(FATAL_ERROR "kissfft was not found; its header kissfft/kissfft.hh, 131 or later, is expected. Install it "
                      "(Debian and Ubuntu: apt-get install libkissfft-dev, vcpkg: kissfft, macOS: brew install kissfft).")
endif()

if(NOT MSVC)
  # Products of finite numbers need no check for infinity; sums are made the same way on every machine.
  set_source_files_properties(power_spectrum.cpp level_scan.cpp PROPERTIES COMPILE_OPTIONS
                              "-ffp-contract=off;$<$<CXX_COMPILER_ID:GNU>:-fcx-limited-range>"
                              SKIP_PRECOMPILE_HEADERS ON)
endif()
