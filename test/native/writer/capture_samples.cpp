#include "native/writer/capture_samples.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "writer/held_pieces.h"

namespace vr::test {

std::vector<ByteView> Views(const std::vector<std::string>& pieces) {
  std::vector<ByteView> views;
  for (const std::string& piece : pieces) views.push_back(View(piece));
  return views;
}

std::string Joined(const std::vector<std::string>& pieces) {
  std::string all;
  for (const std::string& piece : pieces) all += piece;
  return all;
}

std::string Pcm(int frames, int channels, int sample_rate_hz) {
  constexpr double kTurn = 6.283185307179586;
  std::string bytes;
  for (int frame = 0; frame < frames; ++frame) {
    const auto sample = static_cast<int16_t>(10000 * std::sin(kTurn * 440 * frame / sample_rate_hz));
    for (int channel = 0; channel < channels; ++channel) {
      bytes += static_cast<char>(sample & 0xff);
      bytes += static_cast<char>((sample >> 8) & 0xff);
    }
  }
  return bytes;
}

std::string Adts(int frames, size_t frame_bytes) {
  std::string frame(frame_bytes, '\0');
  const auto put = [&frame](size_t at, size_t value) { frame[at] = static_cast<char>(value); };
  put(0, 0xff);
  put(1, 0xf1);
  put(2, 0x54);  // LC, 32 kHz
  put(3, 0x40 | (frame_bytes >> 11));
  put(4, (frame_bytes >> 3) & 0xff);
  put(5, ((frame_bytes & 7) << 5) | 0x1f);
  put(6, 0xfc);
  std::string bytes;
  for (int i = 0; i < frames; ++i) bytes += frame;
  return bytes;
}

uint64_t Le(const std::string& bytes, size_t offset, int size) {
  uint64_t value = 0;
  for (int i = size - 1; i >= 0; --i) value = (value << 8) | static_cast<uint8_t>(bytes.at(offset + i));
  return value;
}

CaptureInfo WavInfo(int channels, int sample_rate_hz) {
  CaptureInfo info;
  info.format = {Codec::kPcm16, sample_rate_hz, channels};
  info.encoder = "pcm16";
  return info;
}

CaptureInfo AacInfo() {
  CaptureInfo info;
  info.format = {Codec::kAacLc, 32000, 1};
  info.encoder = "vo-aacenc 0.1.3";
  return info;
}

CaptureInfo FullInfo() {
  CaptureInfo info = AacInfo();
  info.id = "0123456789abcdef-7";
  info.origin = CaptureOrigin::kDump;
  info.reason = "hotkey";
  info.room_id = "room 7";
  info.user_id = "玩家";
  info.valid_start = 1600;
  info.valid_frames = 1600;
  info.file_frames = 4096;
  info.start_ns = 12'345'678'901;
  info.start_unix_ms = 1'764'000'000'123;
  info.bit_rate = 50000;
  info.position = Position::kMixedPlayback;
  info.layout = Layout::kSplit;
  info.mix_delay_ms = 60;
  info.peak_dbfs = -1.5;
  info.rms_dbfs = -20.25;
  info.loudness_lufs = -18.5;
  info.durability = "process";
  info.about_json = R"({"game":{"name":"Dungeon"},"build":"1.2","device":null})";
  info.first_cell_offset_frames = 77;
  CaptureSource local;
  local.id = 1;
  local.user_id = "me";
  local.label = "microphone";
  local.format = {48000, 2, SampleFormat::kFloat32};
  local.blocks_taken = 90;
  local.blocks_dropped = 2;
  local.blocks_late = 1;
  local.drift_ppm = 200.5;
  local.peak_dbfs = -3;
  local.rms_dbfs = -21;
  local.loudness_lufs = -19.25;
  local.formats = {{0, 16000, 1}, {800, 48000, 2}};
  local.gaps = {{320, 640}, {1200, 10}};
  CaptureSource remote;
  remote.id = 2;
  remote.kind = SourceKind::kRemoteMix;
  info.sources = {local, remote};
  info.markers = {{16, "lag", "", R"({"ping":250,"tags":["a",null]})", true}, {-1, "muted", "me", "", false}};
  info.statistics = {{0, R"({"rttMs":40})"}, {1600, R"({"rttMs":45})"}};
  info.missing = {{320, 160, "disk"}};
  info.problems = {"the ring's second file could not be read"};
  info.features = {{0, {1, 2, 3, 4, 5}}, {1, {6, 7, 8, 9, 10}}, {2, {11, 12, 13}}};
  return info;
}

CaptureInfo TrackedInfo() {
  CaptureInfo info = FullInfo();
  info.tracks = {{SourceKind::kLocal, "me", 1}, {SourceKind::kRemote, "guest", 1}, {SourceKind::kRemoteMix, "", 2}};
  return info;
}

Result<WrittenCapture> WriteHeld(FileSystem& files, const std::string& path, ExistingTarget existing,
                                 const std::vector<std::string>& audio, const CaptureInfo& info, const SealKey* key,
                                 const WriteProgress& progress) {
  std::vector<std::unique_ptr<HeldPieces>> held;
  for (const std::string& each : audio) {
    held.push_back(std::make_unique<HeldPieces>(std::vector<ByteView>{View(each)}, info.format));
  }
  CaptureAudio pieces{*held[0], {}};
  for (size_t i = 1; i < held.size(); ++i) pieces.tracks.push_back(held[i].get());
  return WriteCapture(files, path, existing, pieces, info, key, progress);
}

SealKey KeyOf(uint8_t value) {
  uint8_t bytes[kSealKeyBytes];
  std::fill(std::begin(bytes), std::end(bytes), value);
  return SealKey(bytes);
}

}  // namespace vr::test
