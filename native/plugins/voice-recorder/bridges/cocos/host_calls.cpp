#include "cocos/calls.h"
#include "platform/FileUtils.h"

namespace vr_cocos {

double AbiVersion() {
  return vr_abi_version();
}

std::string Version() {
  return vr_version();
}

double Capabilities() {
  return vr_capabilities();
}

std::string AacEncoderName() {
  return vr_aac_encoder_name();
}

std::string LastError() {
  return TheSession().last_error;
}

double LastId() {
  return TheSession().last_id;
}

double DefaultMaxBufferBytes() {
  vr_recorder_options options;
  vr_recorder_options_init(&options);
  return static_cast<double>(options.max_buffer_bytes);
}

std::string DefaultCapturesFolder() {
  const auto writable = cc::FileUtils::getInstance()->getWritablePath();
  std::string folder(writable.data(), writable.size());
  if (folder.empty() || (folder.back() != '/' && folder.back() != '\\')) folder += '/';
  return folder + "captures";
}

void PrepareFolder(Text path) {
  if (path.utf8.empty()) return;  // the engine asserts that there is one
  cc::FileUtils::getInstance()->createDirectory(path.c_str());
}

}  // namespace vr_cocos
