// AAC by the system's libavcodec. Compiled against its headers, and not linked.
extern "C" {
#include <libavcodec/avcodec.h>
}

#include <cmath>
#include <cstdlib>
#include <map>
#include <mutex>

#include "analysis/decode/aac_decoder.h"
#include "analysis/decode/libav_library.h"
#include "base/audio_types.h"

namespace vr {
namespace {

constexpr const char* kVariable = "VR_AAC_DECODER";
constexpr const char* kNone = "none";
constexpr int kSilentLog = 100;  // above any level that is told: a library prints nothing

class LibavDecoder final : public AacDecoder {
 public:
  LibavDecoder(const LibavLibrary& library, int channels) : library_(library), channels_(channels) {}
  ~LibavDecoder() override {
    Restart();
    if (packet_ != nullptr) library_.av_packet_free(&packet_);
    if (frame_ != nullptr) library_.av_frame_free(&frame_);
  }

  bool Prepare() {
    packet_ = library_.av_packet_alloc();
    frame_ = library_.av_frame_alloc();
    return packet_ != nullptr && frame_ != nullptr;
  }

  Result<AacDecoded> Decode(ByteView adts_frame, float* into) override {
    Status status = Begin();
    if (!status.ok()) return status;
    packet_->data = const_cast<uint8_t*>(adts_frame.data);  // it is copied, because no buffer owns it
    packet_->size = static_cast<int>(adts_frame.size_bytes);
    const bool sent = library_.avcodec_send_packet(context_, packet_) >= 0;
    packet_->data = nullptr;
    packet_->size = 0;
    const bool received = sent && library_.avcodec_receive_frame(context_, frame_) >= 0;
    if (received && Take(into)) return AacDecoded::kFrames;
    // What a broken frame leaves in the decoder is anybody's guess, so nothing of it is kept.
    Restart();
    const bool doubled = received && frame_->nb_samples == 2 * kAacBlockFrames;
    return doubled ? AacDecoded::kHighEfficiency : AacDecoded::kDamaged;
  }

  void Restart() override {
    if (context_ != nullptr) library_.avcodec_free_context(&context_);
    context_ = nullptr;
  }

 private:
  Status Begin() {
    if (context_ != nullptr) return Status::Ok();
    context_ = library_.avcodec_alloc_context3(library_.aac);
    if (context_ == nullptr) return {ErrorCode::kOutOfMemory, "the AAC decoder: out of memory"};
    context_->log_level_offset = kSilentLog;
    if (library_.avcodec_open2(context_, library_.aac, nullptr) >= 0) return Status::Ok();
    Restart();
    return {ErrorCode::kInternal, library_.name + " does not open its decoder of AAC"};
  }

  bool Take(float* into) const {
    if (frame_->format != AV_SAMPLE_FMT_FLTP || frame_->nb_samples != kAacBlockFrames) return false;
    for (int channel = 0; channel < channels_; ++channel) {
      if (frame_->data[channel] == nullptr) return false;
    }
    for (int channel = 0; channel < channels_; ++channel) {
      const auto* from = reinterpret_cast<const float*>(frame_->data[channel]);
      for (int i = 0; i < kAacBlockFrames; ++i) {
        into[i * channels_ + channel] = std::isfinite(from[i]) ? from[i] : 0.0f;
      }
    }
    return true;
  }

  const LibavLibrary library_;
  const int channels_;
  AVCodecContext* context_ = nullptr;
  AVPacket* packet_ = nullptr;
  AVFrame* frame_ = nullptr;
};

const LibavSearch& SearchOnce() {
  static std::mutex* mutex = new std::mutex;
  static auto* searches = new std::map<std::string, LibavSearch>;
  const char* value = std::getenv(kVariable);
  const std::string only = value == nullptr ? "" : value;
  const std::lock_guard<std::mutex> lock(*mutex);
  const auto known = searches->find(only);
  if (known != searches->end()) return known->second;
  LibavSearch search;
  if (only == kNone) {
    search.tried.push_back(std::string(kVariable) + " is none");
  } else {
    search = FindLibav(only);
  }
  return searches->emplace(only, std::move(search)).first->second;
}

}  // namespace

Result<std::unique_ptr<AacDecoder>> MakeAacDecoder(int channels) {
  const LibavSearch& search = SearchOnce();
  if (!search.found) {
    std::string tried;
    for (const std::string& each : search.tried) tried += (tried.empty() ? "" : "; ") + each;
    return Status(ErrorCode::kNotSupported,
                  "there is no decoder of AAC on this system: install libavcodec (part of FFmpeg), or set "
                  "VR_AAC_DECODER to its path. Tried: " +
                      tried);
  }
  auto decoder = std::make_unique<LibavDecoder>(search.library, channels);
  if (!decoder->Prepare()) return Status(ErrorCode::kOutOfMemory, "the AAC decoder: out of memory");
  return std::unique_ptr<AacDecoder>(std::move(decoder));
}

AacDecoderSearch SearchAacDecoder() {
  const LibavSearch& search = SearchOnce();
  return {search.found ? search.library.name : "", search.tried};
}

bool CanDecodeAac() {
  return SearchOnce().found;
}

}  // namespace vr
