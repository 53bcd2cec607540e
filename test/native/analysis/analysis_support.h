// Files of all kinds for the tests of this room, and captures opened from them.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "analysis/open_capture.h"
#include "native/writer/capture_samples.h"
#include "support/memory_file_system.h"

namespace vr::test {

using Json = nlohmann::ordered_json;

// "low byte first", as WAV has its numbers.
std::string Number(uint64_t value, int bytes);
std::string Chunk(const std::string& id, const std::string& content);

struct WavText {
  int tag = 1;
  int channels = 1;
  int rate_hz = 16000;
  int bits = 16;
  bool extensible = false;
  std::string before = {};  // chunks between the format and the samples
  std::string after = {};   // chunks behind the samples
  int64_t told_bytes = -1;  // of the samples, by the header; -1: as many as there are
};
std::string Wav(const std::string& samples, const WavText& how = {});

// 16-bit samples of which no two frames of a file are alike: sample = frame * 7 + channel * 3, wrapped.
std::string Ramp(int frames, int channels, int first_frame = 0);
int16_t RampAt(int64_t frame, int channel);

// AAC-LC in ADTS of a sweep, one ADTS frame each.
std::vector<std::string> AacFrames(int frames, int rate_hz = 32000, int channels = 1);
std::string AacText(int frames, int rate_hz = 32000, int channels = 1);
bool HasAac();  // encoder and decoder

// A capture at this path of a memory file system; null, and a failed test, when it does not open.
std::unique_ptr<Capture> Opened(FileSystem& files, const std::string& path, const SealKey* key = nullptr);
// Why it does not.
Status OpenStatus(FileSystem& files, const std::string& path, const SealKey* key = nullptr);
// Of one file that has nothing beside it, "/captures/a.EXT".
std::unique_ptr<Capture> OpenedBytes(MemoryFileSystem& files, const std::string& name, const std::string& bytes);

Json InfoOf(Capture& capture);
// The place of the first lane of this kind, and user when it is given.
size_t LaneOf(Capture& capture, const std::string& kind, const std::string& user = "");
std::vector<float> ReadLane(Capture& capture, size_t lane, int64_t first_frame, size_t frames);
std::vector<float> ReadAll(Capture& capture, size_t lane);
// One line with all problems.
std::string ProblemsOf(Capture& capture);

}  // namespace vr::test
