#include "encode/aac_vo_encoder.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>

extern "C" {
#include <vo-aacenc/voAAC.h>
#include <vo-aacenc/voMem.h>
}

namespace vr {
namespace {

constexpr int kMaxChannels = 2;
// One block of transform overlap and the 576 frames that the library looks ahead to choose its windows.
constexpr int kDelayFrames = kAacBlockFrames + 576;
// The standard's limit of 6144 bits per channel and block, and the header.
constexpr size_t kMaxBlockBytes = 6144 / 8 * kMaxChannels + 7;
// The library may write a little past a frame before it settles on the size.
constexpr size_t kOutputBytes = 4 * kMaxBlockBytes;

VO_U32 Allocate(VO_S32, VO_MEM_INFO* info) {
  info->VBuffer = std::malloc(static_cast<size_t>(info->Size));
  info->PBuffer = nullptr;
  return info->VBuffer != nullptr ? VO_ERR_NONE : VO_ERR_OUTOF_MEMORY;
}
VO_U32 Free(VO_S32, VO_PTR memory) {
  std::free(memory);
  return VO_ERR_NONE;
}
VO_U32 Set(VO_S32, VO_PTR memory, VO_U8 value, VO_U32 size) {
  std::memset(memory, value, size);
  return VO_ERR_NONE;
}
VO_U32 Copy(VO_S32, VO_PTR to, VO_PTR from, VO_U32 size) {
  std::memcpy(to, from, size);
  return VO_ERR_NONE;
}
VO_U32 Check(VO_S32, VO_PTR, VO_U32) {
  return VO_ERR_NONE;
}
VO_S32 Compare(VO_S32, VO_PTR left, VO_PTR right, VO_U32 size) {
  return std::memcmp(left, right, size);
}
VO_U32 Move(VO_S32, VO_PTR to, VO_PTR from, VO_U32 size) {
  std::memmove(to, from, size);
  return VO_ERR_NONE;
}

Status LibraryError(const char* call, VO_U32 code) {
  const auto short_code = static_cast<uint32_t>(code);
  if (short_code == VO_ERR_OUTOF_MEMORY) return {ErrorCode::kOutOfMemory, "AAC encoder: out of memory"};
  return {ErrorCode::kInternal, std::string("AAC encoder: vo-aacenc ") + call + " gave " + std::to_string(short_code)};
}

class AacVoEncoder final : public Encoder {
 public:
  explicit AacVoEncoder(const EncoderConfig& config) : config_(config) {}
  ~AacVoEncoder() override {
    if (handle_ != nullptr) api_.Uninit(handle_);
  }

  Status Open();
  Status Encode(const int16_t* samples, int frames, EncodedBlockSink& sink) override;
  Status Flush(EncodedBlockSink& sink) override;
  int delay_frames() const override { return kDelayFrames; }
  int block_frames() const override { return kAacBlockFrames; }

 private:
  Status EncodeHeld(EncodedBlockSink& sink);

  const EncoderConfig config_;
  VO_AUDIO_CODECAPI api_{};
  VO_MEM_OPERATOR memory_{Allocate, Free, Set, Copy, Check, Compare, Move};
  VO_CODEC_INIT_USERDATA user_data_{};
  VO_HANDLE handle_ = nullptr;
  bool flushed_ = false;
  int64_t input_frames_ = 0;
  int64_t next_frame_ = 0;
  int held_frames_ = 0;
  std::array<int16_t, kAacBlockFrames * kMaxChannels> held_;
  std::array<uint8_t, kOutputBytes> output_;
};

Status AacVoEncoder::Open() {
  if (const VO_U32 code = voGetAACEncAPI(&api_); code != VO_ERR_NONE) return LibraryError("voGetAACEncAPI", code);
  user_data_.memflag = VO_IMF_USERMEMOPERATOR;
  user_data_.memData = &memory_;
  if (const VO_U32 code = api_.Init(&handle_, VO_AUDIO_CodingAAC, &user_data_); code != VO_ERR_NONE) {
    handle_ = nullptr;
    return LibraryError("Init", code);
  }
  AACENC_PARAM param{};
  param.sampleRate = config_.sample_rate_hz;
  param.bitRate = BitRate(config_);
  param.nChannels = static_cast<short>(config_.channels);
  param.adtsUsed = 1;
  if (const VO_U32 code = api_.SetParam(handle_, VO_PID_AAC_ENCPARAM, &param); code != VO_ERR_NONE) {
    return LibraryError("SetParam", code);
  }
  return Status::Ok();
}

Status AacVoEncoder::Encode(const int16_t* samples, int frames, EncodedBlockSink& sink) {
  if (flushed_) return {ErrorCode::kInvalidArgument, "AAC encoder: the stream has been flushed"};
  if (frames < 0 || (frames > 0 && samples == nullptr)) {
    return {ErrorCode::kInvalidArgument, "AAC encoder: a block needs samples and a length of 0 or more frames"};
  }
  for (int done = 0; done < frames;) {
    const int take = std::min(kAacBlockFrames - held_frames_, frames - done);
    std::memcpy(held_.data() + held_frames_ * config_.channels, samples + static_cast<size_t>(done) * config_.channels,
                static_cast<size_t>(take) * config_.channels * sizeof(int16_t));
    held_frames_ += take;
    done += take;
    input_frames_ += take;
    if (held_frames_ < kAacBlockFrames) break;
    if (Status status = EncodeHeld(sink); !status.ok()) return status;
  }
  return Status::Ok();
}

Status AacVoEncoder::Flush(EncodedBlockSink& sink) {
  if (flushed_ || input_frames_ == 0) return Status::Ok();
  flushed_ = true;
  while (next_frame_ < input_frames_ + kDelayFrames) {
    std::fill(held_.begin() + held_frames_ * config_.channels, held_.end(), int16_t{0});
    if (Status status = EncodeHeld(sink); !status.ok()) return status;
  }
  return Status::Ok();
}

// Exactly one block in, exactly one block out.
Status AacVoEncoder::EncodeHeld(EncodedBlockSink& sink) {
  held_frames_ = 0;
  VO_CODECBUFFER input{};
  input.Buffer = reinterpret_cast<VO_PBYTE>(held_.data());
  input.Length = static_cast<VO_U32>(kAacBlockFrames * config_.channels * sizeof(int16_t));
  if (const VO_U32 code = api_.SetInputData(handle_, &input); code != VO_ERR_NONE) {
    return LibraryError("SetInputData", code);
  }
  VO_CODECBUFFER output{};
  output.Buffer = output_.data();
  output.Length = static_cast<VO_U32>(output_.size());
  VO_AUDIO_OUTPUTINFO info{};
  if (const VO_U32 code = api_.GetOutputData(handle_, &output, &info); code != VO_ERR_NONE) {
    return LibraryError("GetOutputData", code);
  }
  EncodedBlock block;
  block.first_frame = next_frame_;
  block.frames = kAacBlockFrames;
  block.data = output_.data();
  block.size_bytes = static_cast<size_t>(output.Length);
  next_frame_ += kAacBlockFrames;
  sink.OnEncodedBlock(block);
  return Status::Ok();
}

}  // namespace

Result<std::unique_ptr<Encoder>> MakeAacVoEncoder(const EncoderConfig& config) {
  std::unique_ptr<AacVoEncoder> encoder(new (std::nothrow) AacVoEncoder(config));
  if (encoder == nullptr) return Status(ErrorCode::kOutOfMemory, "AAC encoder: out of memory");
  if (Status status = encoder->Open(); !status.ok()) return status;
  return std::unique_ptr<Encoder>(std::move(encoder));
}

int AacVoDelayFrames() {
  return kDelayFrames;
}

const char* AacVoEncoderName() {
  return *VR_VO_AACENC_VERSION == '\0' ? "vo-aacenc" : "vo-aacenc " VR_VO_AACENC_VERSION;
}

}  // namespace vr
