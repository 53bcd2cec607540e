/* voice_recorder_cocos.h: what the C++ code of a Cocos Creator game needs beside voice_recorder.h. Scripts make the
 * recorder; C++ finds it by the name that the script has given it, and opens sources for the audio of an RTC SDK, which
 * then never passes through script (doc/cocos-native.md).
 *
 *     vr_recorder recorder = vr_cocos_recorder("room");   // the component's property `recorderName`
 *     if (recorder != 0) vr_open_source(recorder, VR_SOURCE_LOCAL, "me", "microphone", &mic);
 */
#ifndef VOICE_RECORDER_COCOS_H
#define VOICE_RECORDER_COCOS_H

#include "voice_recorder.h"

#ifdef __cplusplus
extern "C" {
#endif

/* [control], any thread. The recorder that a script has given this name; 0: none that lives has it, or name is NULL.
 * It lives until the script destroys it, over a restart of the script engine too. A number that outlives its recorder
 * does no harm: calls with it answer VR_ERROR_INVALID_STATE. */
vr_recorder vr_cocos_recorder(const char* name);

/* [control], any thread. Ends every recorder that scripts have made, those with a name too, and waits until their files
 * are written. For a game that closes, and for nothing else: the engine ends those without a name by itself. */
void vr_cocos_destroy_all(void);

#ifdef __cplusplus
}
#endif
#endif /* VOICE_RECORDER_COCOS_H */
