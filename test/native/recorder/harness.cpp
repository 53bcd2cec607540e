#include "native/recorder/harness.h"

#include <gtest/gtest.h>
#if !defined(_WIN32)
#include <sys/wait.h>
#include <unistd.h>
#endif

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "support/temp_folder.h"
#include "tap/tap_table.h"

namespace vr_test {
namespace {

uint32_t Little32(const uint8_t* at) {
  return at[0] | at[1] << 8 | at[2] << 16 | static_cast<uint32_t>(at[3]) << 24;
}
uint16_t Little16(const uint8_t* at) {
  return static_cast<uint16_t>(at[0] | at[1] << 8);
}

vr::RecorderOptions Virtual(vr::RecorderOptions options) {
  options.virtual_clock = true;
  if (options.name_template.empty()) options.name_template = "{reason}";
  return options;
}

}  // namespace

TemporaryFolder::TemporaryFolder() : path_(vr::test::MakeTempFolder()) {}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(std::filesystem::u8path(path_), ignored);
}

std::vector<std::string> TemporaryFolder::names() const {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::u8path(path_)))
    names.push_back(entry.path().filename().u8string());
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<uint8_t> ReadBytes(const std::string& path) {
  std::ifstream file(std::filesystem::u8path(path), std::ios::binary);
  EXPECT_TRUE(file.good()) << path;
  std::ostringstream bytes;
  if (file.peek() != std::ifstream::traits_type::eof()) bytes << file.rdbuf();
  const std::string text = bytes.str();
  return {text.begin(), text.end()};
}

// By the C library, which no sanitizer slows down byte by byte.
bool HoldsBytes(const std::vector<uint8_t>& bytes, const void* wanted, size_t wanted_bytes) {
  const auto* first = static_cast<const uint8_t*>(wanted);
  const uint8_t* at = bytes.data();
  const uint8_t* end = at + bytes.size();
  while (static_cast<size_t>(end - at) >= wanted_bytes) {
    at = static_cast<const uint8_t*>(std::memchr(at, *first, static_cast<size_t>(end - at) - wanted_bytes + 1));
    if (at == nullptr) return false;
    if (std::memcmp(at, first, wanted_bytes) == 0) return true;
    ++at;
  }
  return false;
}
bool HoldsBytes(const TemporaryFolder& folder, const void* wanted, size_t wanted_bytes) {
  const std::vector<std::string> names = folder.names();
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return HoldsBytes(ReadBytes(folder / name), wanted, wanted_bytes);
  });
}

bool HoldsVoice(const TemporaryFolder& folder, const std::function<int16_t(int64_t)>& voice, int64_t end,
                int64_t step) {
  for (const std::string& name : folder.names()) {
    const std::vector<uint8_t> bytes = ReadBytes(folder / name);
    for (int64_t first = 0; first < end; first += step) {
      std::array<int16_t, 64> samples{};
      for (size_t i = 0; i < samples.size(); ++i) samples[i] = voice(first + static_cast<int64_t>(i));
      if (HoldsBytes(bytes, samples.data(), sizeof(samples))) return true;
    }
  }
  return false;
}

WavFile ReadWav(const std::string& path) {
  WavFile wav;
  const std::vector<uint8_t> bytes = ReadBytes(path);
  if (bytes.size() < 12 || std::memcmp(bytes.data(), "RIFF", 4) != 0) {
    ADD_FAILURE() << path << " is no WAV";
    return wav;
  }
  EXPECT_EQ(Little32(&bytes[4]) + 8, bytes.size());
  for (size_t at = 12; at + 8 <= bytes.size();) {
    const uint32_t size = Little32(&bytes[at + 4]);
    const uint8_t* body = &bytes[at] + 8;
    if (std::memcmp(&bytes[at], "fmt ", 4) == 0) {
      EXPECT_EQ(Little16(body), 1);
      EXPECT_EQ(Little16(body + 14), 16);
      wav.channels = Little16(body + 2);
      wav.sample_rate_hz = static_cast<int>(Little32(body + 4));
    } else if (std::memcmp(&bytes[at], "data", 4) == 0) {
      wav.samples.resize(size / 2);
      if (size > 0) std::memcpy(wav.samples.data(), body, size);
    }
    at += 8 + size + (size & 1u);
  }
  return wav;
}

std::string ReadText(const std::string& path) {
  const std::vector<uint8_t> bytes = ReadBytes(path);
  return {bytes.begin(), bytes.end()};
}

int64_t AdtsFrames(const std::string& path) {
  const std::vector<uint8_t> bytes = ReadBytes(path);
  int64_t frames = 0;
  for (size_t at = 0; at < bytes.size();) {
    if (at + 7 > bytes.size() || bytes[at] != 0xFF || (bytes[at + 1] & 0xF0) != 0xF0) {
      ADD_FAILURE() << "broken ADTS at " << at;
      break;
    }
    const size_t length = static_cast<size_t>((bytes[at + 3] & 3) << 11 | bytes[at + 4] << 3 | bytes[at + 5] >> 5);
    EXPECT_LE(at + length, bytes.size());
    frames += 1024;
    at += std::max<size_t>(length, 7);
  }
  return frames;
}

int16_t Counting(int64_t frame) {
  return static_cast<int16_t>(frame % kCountingPeriod + 1);
}
std::string BreakInCounting(const std::vector<int16_t>& samples, int64_t first) {
  for (size_t i = 0; i < samples.size(); ++i) {
    const int16_t expected = Counting(first + static_cast<int64_t>(i));
    if (samples[i] == expected) continue;
    return "sample " + std::to_string(i) + " is " + std::to_string(samples[i]) + ", not " + std::to_string(expected);
  }
  return {};
}
void ExpectCounting(const std::string& path, int64_t first, int64_t frames) {
  const WavFile wav = ReadWav(path);
  EXPECT_EQ(static_cast<int64_t>(wav.samples.size()), frames) << path;
  EXPECT_EQ(BreakInCounting(wav.samples, first), "") << path;
}
int16_t Mine(int64_t frame) {
  return static_cast<int16_t>(frame % 9001 + 1);
}
int16_t Theirs(int64_t frame) {
  return static_cast<int16_t>(-(frame % 7919) - 1);
}

Harness::Harness(vr::RecorderOptions options, vr::FileSystem& files) {
  if (options.captures_folder.empty()) options.captures_folder = folder_.path();
  recorder_ = std::make_unique<vr::Recorder>(Virtual(std::move(options)), files);
}

vr::SourceId Harness::Open(vr::SourceKind kind, const std::string& user, int sample_rate_hz, Signal signal) {
  vr::SourceId id = 0;
  const vr::CallResult opened = recorder_->OpenSource(kind, user, "", &id);
  EXPECT_TRUE(opened.ok()) << opened.message;
  sources_.push_back({id, sample_rate_hz, std::move(signal)});
  return id;
}

void Harness::Close(vr::SourceId id) {
  EXPECT_TRUE(recorder_->CloseSource(id).ok());
  sources_.erase(std::remove_if(sources_.begin(), sources_.end(), [id](const Source& s) { return s.id == id; }),
                 sources_.end());
}

void Harness::Pause(vr::SourceId id, bool paused) {
  for (Source& source : sources_) {
    if (source.id == id) source.paused = paused;
  }
}

void Harness::Run(double seconds) {
  const int64_t cells = std::llround(seconds * 100);
  for (int64_t cell = 0; cell < cells; ++cell) {
    const int64_t begin_ns = recorder_->NowNs();
    EXPECT_TRUE(recorder_->Advance(10 * vr::kNsPerMs).ok());
    for (Source& source : sources_) {
      const int frames = source.sample_rate_hz / 100;
      std::vector<int16_t> block(static_cast<size_t>(frames));
      for (int i = 0; i < frames; ++i) block[static_cast<size_t>(i)] = source.signal(source.frame + i);
      source.frame += frames;
      if (source.paused) continue;
      const vr::StreamFormat format{source.sample_rate_hz, 1, vr::SampleFormat::kInt16};
      EXPECT_EQ(vr::PushToTap(source.id, block.data(), static_cast<uint32_t>(frames), format, begin_ns),
                vr::PushResult::kTaken);
    }
  }
}

void Harness::RunSilent(double seconds) {
  EXPECT_TRUE(recorder_->Advance(static_cast<int64_t>(seconds * 1e9)).ok());
}

vr::CallResult Harness::Start(const std::string& path, int cycle_time_s, int sample_rate_hz, int channels) {
  vr::TaskRequest request;
  request.file_path = path.c_str();
  request.cycle_time_s = static_cast<uint32_t>(cycle_time_s);
  request.sample_rate_hz = static_cast<uint32_t>(sample_rate_hz);
  request.channels = static_cast<uint32_t>(channels);
  return recorder_->Start(request);
}

vr::CallResult Harness::Dump(double last_s, const std::string& path, uint64_t* id) {
  vr::DumpRequest request;
  request.last_s = last_s;
  request.path = path;
  uint64_t ignored = 0;
  return recorder_->Dump(request, id == nullptr ? &ignored : id);
}

std::vector<vr::Event> Harness::TakeEvents() {
  std::vector<vr::Event> events;
  vr::Event event;
  while (recorder_->Poll(&event)) events.push_back(std::move(event));
  return events;
}

std::vector<int> Harness::TakeTaskCodes() {
  std::vector<int> codes;
  for (const vr::Event& event : TakeEvents()) {
    if (event.kind == vr::EventKind::kTask) codes.push_back(event.code);
  }
  return codes;
}

#if !defined(_WIN32)  // a life in a process of its own is forked
void Die(const Harness& harness) {
  std::error_code ignored;
  std::filesystem::remove_all(harness.folder().path(), ignored);
  ::_exit(::testing::Test::HasFailure() ? 1 : 0);
}

void LiveAndBeKilled(const vr::RecorderOptions& options, const std::function<void(Harness& harness)>& life,
                     vr::FileSystem& files) {
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    auto* harness = new Harness(options, files);
    life(*harness);
    Die(*harness);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << "an expectation failed before the kill";
}
#endif

std::vector<vr::Event> RecoverLeft(const vr::RecorderOptions& options, const uint8_t* key) {
  Harness next(options);
  EXPECT_TRUE(next.recorder().Recover(key).ok());
  next.RunSilent(0.1);
  return next.TakeEvents();
}

const vr::Event* FindEvent(const std::vector<vr::Event>& events, vr::EventKind kind, uint64_t capture_id) {
  for (const vr::Event& event : events) {
    if (event.kind == kind && (capture_id == 0 || event.capture_id == capture_id)) return &event;
  }
  return nullptr;
}

}  // namespace vr_test
