// How a held capture is described and written.
#include <utility>

#include "recorder/held_capture.h"
#include "recorder/held_readers.h"

namespace vr {
uint64_t HeldCapture::memory_bytes() const {
  uint64_t bytes = 0;
  for (const HeldStream& stream : streams) {
    for (const HeldPiece& piece : stream.pieces) bytes += piece.memory.size_bytes();
  }
  return bytes;
}

void HeldCapture::Overwrite() {
  for (HeldStream& stream : streams) {
    for (HeldPiece& piece : stream.pieces) piece.memory.Overwrite();
  }
}

void PrepareFormat(HeldCapture* held) {
  Codec codec = held->encoder.codec;
  CodecOfPath(held->target.path, &codec);
  CaptureInfo& info = held->info;
  const HeldStream& mix = held->streams[0];
  info.format = {codec, held->encoder.sample_rate_hz, mix.channels};
  info.encoder = codec == Codec::kPcm16 ? "pcm16" : AacEncoderName();
  info.bit_rate = BitRate(EncoderOf(*held, mix, codec));
  info.valid_start = held->valid_start;
  info.file_frames = mix.end_frame - mix.first_frame;
  if (codec == held->encoder.codec) return;
  const int delay_frames = EncoderDelayFrames(codec);
  const int64_t frames = info.valid_frames;
  const int64_t blocks = frames == 0 ? 0 : (frames + delay_frames + kAacBlockFrames - 1) / kAacBlockFrames;
  info.file_frames = blocks * kAacBlockFrames;
  info.valid_start = frames == 0 ? 0 : delay_frames;
}

Result<WrittenCapture> WriteHeld(FileSystem& files, HeldCapture& held, const WriteProgress& progress) {
  Codec codec = held.encoder.codec;
  CodecOfPath(held.target.path, &codec);
  if (codec != held.encoder.codec && held.encoder.codec != Codec::kPcm16) {
    return Status(ErrorCode::kNotSupported, "cannot write " + held.target.path + ": its audio is held as AAC");
  }
  HeldReaders readers(held, codec);
  Status status = readers.Open();
  if (!status.ok()) return status;
  const SealKey* seal = held.seal.has_value() ? &*held.seal : nullptr;
  const Result<WrittenAudio> audio =
      WriteCaptureAudio(files, held.target.path, held.target.existing, readers.audio(), held.info, seal, progress);
  if (!audio.ok()) return audio.status();
  readers.Complete();
  return WriteCompanions(files, audio.value(), held.info, nullptr, seal);
}

}  // namespace vr
