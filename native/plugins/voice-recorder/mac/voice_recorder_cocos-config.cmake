# Read by the engine's build: find_package(voice_recorder_cocos).
include("${CMAKE_CURRENT_LIST_DIR}/../cmake/cocos_plugin.cmake")
vr_cocos_plugin(mac)
