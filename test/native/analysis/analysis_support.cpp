#include "native/analysis/analysis_support.h"

#include <gtest/gtest.h>

#include <cmath>

#include "analysis/decode/aac_decoder.h"
#include "base/json_text.h"
#include "encode/encoder.h"

namespace vr::test {
namespace {

class FrameCollector final : public EncodedBlockSink {
 public:
  void OnEncodedBlock(const EncodedBlock& block) override {
    frames.emplace_back(block.data, block.data + block.size_bytes);
  }
  std::vector<std::string> frames;
};

}  // namespace

std::string Number(uint64_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i));
  return text;
}

std::string Chunk(const std::string& id, const std::string& content) {
  return id + Number(content.size(), 4) + content + std::string(content.size() % 2, '\0');
}

std::string Wav(const std::string& samples, const WavText& how) {
  const auto frame = static_cast<uint64_t>(how.channels * how.bits / 8);
  std::string format = Number(how.extensible ? 0xfffe : how.tag, 2) + Number(how.channels, 2) + Number(how.rate_hz, 4) +
                       Number(how.rate_hz * frame, 4) + Number(frame, 2) + Number(how.bits, 2);
  if (how.extensible) {
    format += Number(22, 2) + Number(how.bits, 2) + Number(0, 4) + Number(how.tag, 2) +
              std::string("\0\0\0\0\x10\0\x80\0\0\xaa\0\x38\x9b\x71", 14);
  }
  const uint64_t told = how.told_bytes < 0 ? samples.size() : static_cast<uint64_t>(how.told_bytes);
  const std::string body = "WAVE" + Chunk("fmt ", format) + how.before + "data" + Number(told, 4) + samples +
                           (how.after.empty() ? "" : std::string(samples.size() % 2, '\0') + how.after);
  return "RIFF" + Number(body.size(), 4) + body;
}

int16_t RampAt(int64_t frame, int channel) {
  return static_cast<int16_t>(frame * 7 + channel * 3);
}

std::string Ramp(int frames, int channels, int first_frame) {
  std::string bytes;
  for (int frame = first_frame; frame < first_frame + frames; ++frame) {
    for (int channel = 0; channel < channels; ++channel) {
      bytes += Number(static_cast<uint16_t>(RampAt(frame, channel)), 2);
    }
  }
  return bytes;
}

std::vector<std::string> AacFrames(int frames, int rate_hz, int channels) {
  EncoderConfig config;
  config.codec = Codec::kAacLc;
  config.sample_rate_hz = rate_hz;
  config.channels = channels;
  config.quality = Quality::kHigh;
  auto encoder = MakeEncoder(config);
  if (!encoder.ok()) return {};
  FrameCollector collector;
  double phase = 0;
  std::vector<int16_t> samples;
  for (int i = 0; i < frames * 1024; ++i) {
    phase += 6.283185307179586 * (200 + i % 9000) / rate_hz;
    for (int channel = 0; channel < channels; ++channel) {
      samples.push_back(static_cast<int16_t>(9000 * std::sin(phase * (1 + channel)) + (i * 7919) % 301));
    }
  }
  EXPECT_TRUE(encoder.value()->Encode(samples.data(), frames * 1024, collector).ok());
  collector.frames.resize(std::min<size_t>(collector.frames.size(), static_cast<size_t>(frames)));
  return collector.frames;
}

std::string AacText(int frames, int rate_hz, int channels) {
  return Joined(AacFrames(frames, rate_hz, channels));
}

bool HasAac() {
  return HasEncoder(Codec::kAacLc) && CanDecodeAac();
}

std::unique_ptr<Capture> Opened(FileSystem& files, const std::string& path, const SealKey* key) {
  Result<std::unique_ptr<Capture>> capture = OpenCapture(files, path, key, nullptr);
  EXPECT_TRUE(capture.ok()) << capture.status().message();
  return std::move(capture.value());
}

Status OpenStatus(FileSystem& files, const std::string& path, const SealKey* key) {
  return OpenCapture(files, path, key, nullptr).status();
}

std::unique_ptr<Capture> OpenedBytes(MemoryFileSystem& files, const std::string& name, const std::string& bytes) {
  files.Put("/captures/" + name, bytes);
  return Opened(files, "/captures/" + name);
}

Json InfoOf(Capture& capture) {
  Json info = ParseOrderedJson(capture.InfoJson());
  EXPECT_TRUE(info.is_object()) << capture.InfoJson();
  return info;
}

size_t LaneOf(Capture& capture, const std::string& kind, const std::string& user) {
  for (size_t i = 0; i < capture.lanes().size(); ++i) {
    const Lane& lane = capture.lanes()[i];
    if (lane.kind == kind && (user.empty() || lane.user == user)) return i;
  }
  ADD_FAILURE() << "there is no lane of " << kind << " " << user;
  return 0;
}

std::vector<float> ReadLane(Capture& capture, size_t lane, int64_t first_frame, size_t frames) {
  auto reader = capture.OpenAudio(lane);
  EXPECT_TRUE(reader.ok()) << reader.status().message();
  if (!reader.ok()) return {};
  const auto channels = static_cast<size_t>(reader.value()->channels());
  std::vector<float> samples(frames * channels);
  const auto got = reader.value()->Read(first_frame, frames, samples.data());
  EXPECT_TRUE(got.ok()) << got.status().message();
  samples.resize(got.value() * channels);
  return samples;
}

std::vector<float> ReadAll(Capture& capture, size_t lane) {
  return ReadLane(capture, lane, 0, static_cast<size_t>(capture.valid_frames()) + 10);
}

std::string ProblemsOf(Capture& capture) {
  return InfoOf(capture)["problems"].dump();
}

}  // namespace vr::test
