# The files of the diagnosis. Included by the room.
set(VR_ANALYSIS_DIAGNOSIS capture_facts.cpp catalogue.cpp catalogue_levels.cpp catalogue_sound.cpp diagnose.cpp
                          diagnosis_json.cpp finding.cpp lane_listener.cpp level_histogram.cpp open_lane.cpp sentences.cpp
                          sidecar_facts.cpp slow_audio.cpp texts.cpp
                          texts_levels.cpp texts_sound.cpp)
# Of levels, gaps, single samples and the sidecar.
set(VR_LEVEL_DETECTORS channels.cpp clipping.cpp continuity.cpp cut_cells.cpp cuts.cpp dc_offset.cpp decoded_fade.cpp
                       dropout_findings.cpp dropouts.cpp fading_repeat.cpp jump_place.cpp level_jump.cpp lost_cells.cpp
                       low_level.cpp octaves.cpp one_way.cpp repeated_cells.cpp repeats.cpp sidecar_faults.cpp
                       silence.cpp steady_loss.cpp swapped_sides.cpp)
# Of the sound itself.
set(VR_SOUND_DETECTORS click.cpp concealed.cpp concealed_shape.cpp echo.cpp filled_band.cpp howling.cpp hum.cpp
                       mirror_images.cpp narrow_band.cpp noise.cpp repeated_packets.cpp robotic.cpp speech_shape.cpp
                       voicing.cpp wrong_rate.cpp)
set(VR_ANALYSIS_DETECTORS ${VR_LEVEL_DETECTORS} ${VR_SOUND_DETECTORS})
list(TRANSFORM VR_ANALYSIS_DETECTORS PREPEND detectors/)
list(APPEND VR_ANALYSIS_DIAGNOSIS ${VR_ANALYSIS_DETECTORS})
list(TRANSFORM VR_ANALYSIS_DIAGNOSIS PREPEND diagnosis/)
