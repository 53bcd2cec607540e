# The files that hold a capture against what a test expects. Included by the room.
set(VR_ANALYSIS_EXPECTATIONS expect.cpp expected_words.cpp judge_findings.cpp judge_loudness.cpp judge_sound.cpp
                             lane_choice.cpp lane_ear.cpp level_tally.cpp outcome.cpp read_expectations.cpp
                             tone_tally.cpp)
list(TRANSFORM VR_ANALYSIS_EXPECTATIONS PREPEND expectations/)
