#include "support/told_sound.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "encode/encoder.h"
#include "support/counting_signal.h"

namespace vr_torture {
namespace {

class Collector final : public vr::EncodedBlockSink {
 public:
  void OnEncodedBlock(const vr::EncodedBlock& block) override {
    frames.emplace_back(block.data, block.data + block.size_bytes);
  }
  std::vector<Bytes> frames;
};

bool IsWithin(const std::vector<Span>& holes, int64_t first, int64_t frames) {
  return std::any_of(holes.begin(), holes.end(),
                     [&](const Span& hole) { return hole.first < first + frames && hole.first + hole.frames > first; });
}

std::vector<Span> MissingOf(const nlohmann::json& sidecar) {
  std::vector<Span> spans;
  for (const auto& each : sidecar["missing"]) spans.push_back({each["firstFrame"], each["frames"]});
  return spans;
}

std::vector<Span> TrackHolesOf(const nlohmann::json& sidecar, const std::string& user) {
  const std::string begin = "of the track of " + user + ", ";
  std::vector<Span> spans;
  for (const auto& text : sidecar["problems"]) {
    const std::string problem = text;
    if (problem.compare(0, begin.size(), begin) != 0) continue;
    long long frames = 0;
    long long first = 0;
    const char* rest = problem.c_str() + begin.size();
    if (std::sscanf(rest, "%lld frames from frame %lld on are missing: ", &frames, &first) == 2) {
      spans.push_back({first, frames});
    }
  }
  return spans;
}

std::string CompareSamples(const AudioFile& file, const std::string& voice, int64_t from,
                           const std::vector<Span>& holes, const ToldSound& sound) {
  for (size_t i = 0; i < file.samples.size(); ++i) {
    const auto frame = static_cast<int64_t>(i);
    const int16_t wanted = sound.At(voice, from + frame);
    if (file.samples[i] == wanted || (file.samples[i] == 0 && IsWithin(holes, frame, 1))) continue;
    return voice + ": sample " + std::to_string(i) + " of " + std::to_string(file.samples.size()) + " is " +
           std::to_string(file.samples[i]) + ", not " + std::to_string(wanted);
  }
  return "";
}

std::string CompareFrames(const AudioFile& file, const std::string& voice, size_t skip, int64_t valid_start,
                          const std::vector<Span>& holes, ToldSound* sound) {
  for (size_t i = 0; i < file.frames.size(); ++i) {
    if (file.frames[i] == sound->Frame(voice, skip + i)) continue;
    const int64_t first = static_cast<int64_t>(i) * kAacFrames - valid_start;
    // A hole before the valid frames is not the capture's, and not told.
    if (!holes.empty() && first + kAacFrames <= 0) continue;
    if (IsWithin(holes, first, kAacFrames)) continue;
    return voice + ": ADTS frame " + std::to_string(i) + " of " + std::to_string(file.frames.size()) + " is another";
  }
  return "";
}

}  // namespace

int16_t ToldSound::At(const std::string& voice, int64_t frame) const {
  if (frame < 0 || frame >= told_) return 0;
  if (!two_) return CountingSignal(kFullTop).At(frame);
  int sum = 0;
  if (voice != "remote") sum += CountingSignal(kLocalTop).At(frame);
  if (voice != "local") sum += CountingSignal(kRemoteTop).At(frame);
  return static_cast<int16_t>(sum);
}

void ToldSound::SetTold(int64_t frames) {
  told_ = frames;
  ending_.clear();
}

std::vector<Bytes> ToldSound::EncodeAlone(const std::string& voice, int64_t first, int64_t frames) const {
  return Encode(voice, first, frames, true);
}

std::vector<Bytes> ToldSound::Encode(const std::string& voice, int64_t first, int64_t frames, bool flush) const {
  vr::EncoderConfig config;
  config.codec = vr::Codec::kAacLc;
  config.sample_rate_hz = rate_hz_;
  Collector collector;
  auto encoder = vr::MakeEncoder(config);
  if (!encoder.ok()) return {};
  std::vector<int16_t> input(static_cast<size_t>(frames));
  for (size_t i = 0; i < input.size(); ++i) input[i] = At(voice, first + static_cast<int64_t>(i));
  static_cast<void>(encoder.value()->Encode(input.data(), static_cast<int>(input.size()), collector));
  if (flush) static_cast<void>(encoder.value()->Flush(collector));
  return std::move(collector.frames);
}

// The encoder looks ahead, so the last blocks of a signal depend on where it ends.
const Bytes& ToldSound::Frame(const std::string& voice, size_t index) {
  constexpr int64_t kAhead = 3;
  static const Bytes kNone;
  const auto end = static_cast<int64_t>(index + 1) + kAhead;
  const bool near_end = told_ != INT64_MAX && end * kAacFrames > told_;
  std::vector<Bytes>& encoded = near_end ? ending_[voice] : endless_[voice];
  if (index >= encoded.size()) encoded = Encode(voice, 0, (end + 64) * kAacFrames, false);
  return index < encoded.size() ? encoded[index] : kNone;
}

Comparison Compare(const Capture& capture, ToldSound* sound, int64_t start_ns) {
  Comparison result;
  result.problem = capture.problem;
  if (!result.problem.empty()) return result;
  if (!capture.sidecar.is_object()) {
    result.problem = "it has no sidecar";
    return result;
  }
  const nlohmann::json& sidecar = capture.sidecar;
  const double from_ns = static_cast<double>(sidecar["startMonotonicMs"]) * 1e6 - static_cast<double>(start_ns);
  const int64_t valid_start = sidecar["validStart"];
  result.from = std::llround(from_ns * sound->rate_hz() / 1e9);
  result.frames = sidecar["validFrames"];
  result.holes = MissingOf(sidecar);
  for (const Span& hole : result.holes) result.missing += hole.frames;
  const auto compare = [&](const AudioFile& file, const std::string& voice, const std::vector<Span>& holes) {
    if (!result.problem.empty()) return;
    const int64_t whole = sidecar["fileFrames"];
    const bool is_wav = sidecar["format"] == "wav";
    const auto held = static_cast<int64_t>(is_wav ? file.samples.size() : file.frames.size() * kAacFrames);
    const int64_t grid = result.from + kAacDelay - valid_start;
    if (held != whole || file.rest_bytes != 0) {
      result.problem = voice + ": the file has " + std::to_string(held) + " frames, the sidecar tells " +
                       std::to_string(whole) + "; " + std::to_string(file.rest_bytes) + " bytes are left over";
    } else if (is_wav) {
      result.problem = CompareSamples(file, voice, result.from, holes, *sound);
    } else if (grid % kAacFrames != 0 && held >= kAacDelay) {
      result.problem = voice + ": it does not begin with a block of the task";
    } else {
      const auto skip = static_cast<size_t>(held >= kAacDelay ? grid / kAacFrames : 0);
      result.problem = CompareFrames(file, voice, skip, valid_start, holes, sound);
    }
  };
  compare(capture.mix, "mix", result.holes);
  for (const TrackFile& track : capture.tracks) {
    std::vector<Span> holes = TrackHolesOf(sidecar, track.user);
    result.has_track_holes = result.has_track_holes || !holes.empty();
    holes.insert(holes.end(), result.holes.begin(), result.holes.end());
    compare(track.audio, track.kind, holes);
  }
  if (result.problem.empty() && sound->two() && capture.tracks.size() != 2) {
    result.problem = "it has " + std::to_string(capture.tracks.size()) + " tracks";
  }
  return result;
}

std::string CompareFromStart(const AudioFile& file, const std::string& voice, ToldSound* sound, int64_t* valid_frames) {
  if (!file.problem.empty()) return file.problem;
  if (file.frames.empty()) {
    *valid_frames = static_cast<int64_t>(file.samples.size());
    return CompareSamples(file, voice, 0, {}, *sound);
  }
  *valid_frames = std::max<int64_t>(0, static_cast<int64_t>(file.frames.size()) * kAacFrames - kAacDelay);
  return CompareFrames(file, voice, 0, 0, {}, sound);
}

}  // namespace vr_torture
