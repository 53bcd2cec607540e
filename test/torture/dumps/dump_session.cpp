#include "dumps/dump_session.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace vr_torture {
namespace {

constexpr int64_t kCellNs = 10'000'000;
constexpr int kRates[] = {16000, 32000, 44100, 48000};
constexpr int kCycles[] = {1, 3, 5, 10, 20};
constexpr int64_t kMostExtraFrames = 3 * kAacFrames;
constexpr double kMostAfterS = 8;

Game::Config ConfigOf(int rate_hz, bool on_disk, const std::string& folder) {
  Game::Config config;
  config.rate_hz = rate_hz;
  config.captures = folder;
  config.rings = on_disk ? folder + "/rings" : "";
  std::filesystem::create_directories(folder + "/rings");
  return config;
}

}  // namespace

DumpSession::DumpSession(uint64_t seed, const std::string& folder)
    : random_(seed),
      aac_(seed % 2 == 1),
      on_disk_(seed / 2 % 2 == 0),
      rate_hz_(kRates[random_() % 4]),
      cycle_s_(kCycles[random_() % 5]),
      folder_(folder),
      sound_(false, rate_hz_),
      game_(ConfigOf(rate_hz_, on_disk_, folder)) {}

std::string DumpSession::Text() const {
  return std::string(aac_ ? "aac" : "wav") + ", " + std::to_string(rate_hz_) + " Hz, " + std::to_string(cycle_s_) +
         " s " + (on_disk_ ? "on disk" : "in memory");
}

int64_t DumpSession::FrameAt(int64_t at_ns) const {
  constexpr int64_t kNsPerSecond = 1'000'000'000;
  const int64_t since = at_ns - game_.start_ns();
  return since / kNsPerSecond * rate_hz_ + since % kNsPerSecond * rate_hz_ / kNsPerSecond;
}

void DumpSession::Ask(int number) {
  Expected dump;
  dump.fresh_aac = !aac_ && Chance(0.15);
  dump.path = folder_ + "/d" + std::to_string(number) + (aac_ || dump.fresh_aac ? ".aac" : ".wav");
  Game::DumpOptions options;
  options.last_s = Chance(0.25) ? 0 : std::max(0.001, Between(0, 1) * Between(0, 1) * cycle_s_);
  options.after_s = Chance(0.5) ? 0 : Between(0, kMostAfterS) * Between(0, 1);
  options.clear = Chance(0.2);
  const int64_t now_ns = vr_now_ns(game_.recorder());
  const int64_t now = FrameAt(now_ns);
  const double window_s = options.last_s > 0 ? options.last_s : cycle_s_;
  dump.to = FrameAt(now_ns + std::llround(options.after_s * 1e9));
  dump.from = std::max<int64_t>({0, clear_frame_, now - std::llround(window_s * rate_hz_)});
  dump.empty = dump.from >= dump.to;
  dump.clear = options.clear;
  dump.cut = clear_frame_ > 0 && dump.from == clear_frame_;
  dump.waited = options.after_s > 0;
  for (const Expected& other : expected_) {
    dump.queued = dump.queued || other.to > now;
    dump.overlapping = dump.overlapping || (other.from < dump.to && other.to > dump.from);
  }
  dump.id = game_.Dump(dump.path, options);
  if (dump.id == 0) return Wrong("dump " + std::to_string(number) + " was refused");
  if (options.clear && !dump.empty) clear_frame_ = std::max(clear_frame_, dump.to);
  expected_.push_back(dump);
}

void DumpSession::Play(int dumps) {
  game_.Start(folder_ + "/task" + (aac_ ? ".aac" : ".wav"), cycle_s_);
  std::vector<GameEvent> events;
  const auto take = [&] {
    for (GameEvent& event : game_.TakeEvents()) events.push_back(std::move(event));
  };
  for (int number = 0; number < dumps; ++number) {
    // Bursts of presses, and long waits in which the buffer goes round.
    game_.Run(Chance(0.4) ? 0 : std::round(Between(0, 1) * Between(0, 10) * 100) / 100);
    game_.RunCell(static_cast<int64_t>(random_() % static_cast<uint64_t>(kCellNs)), [&] { Ask(number); });
    take();
  }
  game_.Run(kMostAfterS + 1);
  take();
  sound_.SetTold(game_.told_frames());
  for (const Expected& dump : expected_) Check(dump, events);
}

void DumpSession::Check(const Expected& dump, const std::vector<GameEvent>& events) {
  const std::string name = std::filesystem::path(dump.path).filename().string();
  const GameEvent* failed = Find(events, VR_EVENT_DUMP_FAILED, dump.id);
  if (dump.empty) {
    if (failed == nullptr) Wrong(name + ": its window is empty, and it did not fail");
    if (Exists(dump.path)) Wrong(name + ": its window is empty, and it has a file");
    ++counts_.empty;
    return;
  }
  for (const int kind : {VR_EVENT_DUMP_ACCEPTED, VR_EVENT_DUMP_CAPTURED, VR_EVENT_DUMP_DONE}) {
    if (Find(events, kind, dump.id) == nullptr) {
      return Wrong(name + ": event " + std::to_string(kind) + " is missing" +
                   (failed == nullptr ? "" : ", it failed: " + failed->text));
    }
  }
  CheckFile(dump);
}

void DumpSession::CheckFile(const Expected& dump) {
  const std::string name = std::filesystem::path(dump.path).filename().string();
  const Capture capture = ReadCapture(dump.path, nullptr);
  if (!capture.problem.empty()) return Wrong(name + ": " + capture.problem);
  if (capture.sidecar.is_null()) return Wrong(name + " has no sidecar");
  if (dump.fresh_aac) {
    CheckFreshAac(dump, capture);
  } else {
    const Comparison found = Compare(capture, &sound_, game_.start_ns());
    if (!found.problem.empty()) return Wrong(name + ": " + found.problem);
    if (found.missing > 0) return Wrong(name + " lacks " + std::to_string(found.missing) + " frames");
  }
  const double from_ns = static_cast<double>(capture.sidecar["startMonotonicMs"]) * 1e6;
  const int64_t from = std::llround((from_ns - static_cast<double>(game_.start_ns())) * rate_hz_ / 1e9);
  const int64_t frames = capture.sidecar["validFrames"];
  const int64_t file_frames = capture.sidecar["fileFrames"];
  if (from != dump.from || frames != dump.to - dump.from) {
    return Wrong(name + " is [" + std::to_string(from) + ", " + std::to_string(from + frames) + "), not [" +
                 std::to_string(dump.from) + ", " + std::to_string(dump.to) + ")");
  }
  const bool is_aac = aac_ || dump.fresh_aac;
  if (file_frames - frames > (is_aac ? kMostExtraFrames : 0)) {
    return Wrong(name + " is " + std::to_string(file_frames - frames) + " frames longer than its window");
  }
  ++counts_.exact;
  counts_.encoded += dump.fresh_aac ? 1 : 0;
  counts_.cleared += dump.clear ? 1 : 0;
  counts_.cut += dump.cut ? 1 : 0;
  counts_.waited += dump.waited ? 1 : 0;
  counts_.queued += dump.queued ? 1 : 0;
  counts_.overlapping += dump.overlapping ? 1 : 0;
  std::filesystem::remove(dump.path);
}

// Encoded in the background, out of nothing but its window.
void DumpSession::CheckFreshAac(const Expected& dump, const Capture& capture) {
  const std::vector<Bytes> wanted = sound_.EncodeAlone("mix", dump.from, dump.to - dump.from);
  const std::string name = std::filesystem::path(dump.path).filename().string();
  if (capture.mix.frames != wanted) Wrong(name + " is not the encoding of its window");
  if (capture.sidecar["validStart"] != kAacDelay) Wrong(name + " does not begin behind the encoder's delay");
}

}  // namespace vr_torture
