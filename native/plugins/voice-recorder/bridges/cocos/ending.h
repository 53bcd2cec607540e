// The end of recorders.
#ifndef VR_BRIDGES_COCOS_ENDING_H_
#define VR_BRIDGES_COCOS_ENDING_H_

namespace vr_cocos {

// Ends the recorders that scripts have made, or of them those that no script can find again, and their test tones.
// Waits until their files are written.
void EndRecorders(bool named_too);

}  // namespace vr_cocos

#endif  // VR_BRIDGES_COCOS_ENDING_H_
