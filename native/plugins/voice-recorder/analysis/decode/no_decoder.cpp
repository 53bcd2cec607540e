// A build that decodes no AAC: made without the headers of libavcodec, or as WebAssembly, where the browser decodes.
#include "analysis/decode/aac_decoder.h"

namespace vr {

Result<std::unique_ptr<AacDecoder>> MakeAacDecoder(int) {
  return Status(ErrorCode::kNotSupported, SearchAacDecoder().tried.front());
}

AacDecoderSearch SearchAacDecoder() {
#if defined(__EMSCRIPTEN__)
  return {"", {"the WebAssembly build decodes no AAC; the browser's decoder does"}};
#else
  return {"",
          {"this build was made without the headers of libavcodec, and decodes no AAC: install libavcodec-dev and "
           "build again"}};
#endif
}

bool CanDecodeAac() {
  return false;
}

}  // namespace vr
