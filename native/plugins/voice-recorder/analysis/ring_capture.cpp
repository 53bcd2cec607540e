#include "analysis/ring_capture.h"

#include <algorithm>

#include "analysis/file_capture.h"
#include "analysis/ring_people.h"
#include "analysis/ring_stream_file.h"
#include "cycle/slot_format.h"
#include "writer/capture_paths.h"

namespace vr {
namespace {

constexpr size_t kMix = 0;
constexpr int kAacRatesHz[] = {7350, 8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200, 96000};

bool HasAacRate(const RingShape& shape) {
  return std::find(std::begin(kAacRatesHz), std::end(kAacRatesHz), shape.sample_rate_hz) != std::end(kAacRatesHz);
}

// Which frames of a stream are read, and which of these are the capture.
struct Window {
  FrameRange stretch;  // of the stream
  FrameRange valid;    // of the stretch
};

class RingOpener {
 public:
  RingOpener(std::shared_ptr<const RingContents> ring, const std::string& path)
      : ring_(std::move(ring)), shape_(ring_->shape()) {
    parts_.path = path;
    block_ = shape_.streams[kMix].kind == StreamKind::kAacLc ? kAacBlockFrames : 1;
  }

  // Of the mix's own count; to_frame: as far as there is any.
  Result<std::unique_ptr<Capture>> Open(int64_t from_frame, int64_t to_frame, bool is_pin) {
    if (block_ != 1 && !HasAacRate(shape_)) return Status(ErrorCode::kUnreadable, "AAC has no rate as it tells");
    Window window = WindowOf(from_frame, to_frame);
    if (is_pin && window.valid.frames < to_frame - from_frame) {
      parts_.problems.Add("the pin asks for " + std::to_string(to_frame - from_frame) + " frames, and " +
                          std::to_string(window.valid.frames) + " of them are there by now");
    }
    if (window.valid.frames <= 0) return Status(ErrorCode::kUnreadable, "the ring holds no audio of it yet");
    parts_.valid = window.valid;
    parts_.started_unix_ms =
        shape_.start_unix_ms + MsOf(window.stretch.first_frame + window.valid.first_frame - shape_.delay_frames);
    const RingPeople people = ReadRingPeople(*ring_);
    parts_.split = people.split && shape_.streams[kMix].channels == 2;
    AddFile(kMix, window.stretch);
    for (size_t stream = 1; stream < shape_.audio_streams(); ++stream) AddTrack(stream, window.stretch, people);
    if (parts_.split) AddSides();
    AddMix();
    TellDamage();
    return std::unique_ptr<Capture>(std::make_unique<FileCapture>(std::move(parts_)));
  }

 private:
  int64_t MsOf(int64_t frames) const {
    return static_cast<int64_t>(static_cast<double>(frames) * 1000.0 / shape_.sample_rate_hz);
  }

  Window WindowOf(int64_t from_frame, int64_t to_frame) const {
    const RingStreamImage& mix = ring_->image().streams[kMix];
    // A decoder needs the block before the first one; of a stream's first block there is none.
    const int64_t oldest = mix.first_frame == 0 || block_ == 1 ? mix.first_frame : mix.first_frame + block_;
    const int64_t begin = std::max({from_frame + shape_.delay_frames, oldest, int64_t{shape_.delay_frames}});
    const int64_t end = std::min(to_frame + shape_.delay_frames, mix.end_frame);
    Window window;
    if (begin >= end) return window;
    const int64_t pre_roll = block_ == 1 ? 0 : block_;
    window.stretch.first_frame = std::max(begin / block_ * block_ - pre_roll, mix.first_frame);
    window.stretch.frames = (end + block_ - 1) / block_ * block_ - window.stretch.first_frame;
    window.valid = {begin - window.stretch.first_frame, end - begin};
    return window;
  }

  void AddFile(size_t stream, const FrameRange& stretch) {
    AudioFacts facts;
    facts.name = RingFileName(shape_.epoch);
    const Result<std::vector<uint32_t>> segments = ring_->files().ListSegments();
    facts.file_bytes = RingFiles::DiskBytes(shape_, segments.ok() ? segments.value().size() : 0);
    facts.encrypted = shape_.sealed;
    facts.unfinished = ring_->files().IsOwned();
    parts_.files.push_back(std::make_unique<RingStreamFile>(facts, ring_, stream, stretch));
  }

  void AddTrack(size_t stream, const FrameRange& stretch, const RingPeople& people) {
    const auto person = people.by_stream.find(stream);
    const RingStreamImage& image = ring_->image().streams[stream];
    const bool has_audio = image.first_frame < stretch.first_frame + stretch.frames &&
                           image.end_frame > stretch.first_frame && !image.runs.empty();
    if (!has_audio || shape_.streams[stream].kind != shape_.streams[kMix].kind) return;
    Lane lane;
    lane.kind = person == people.by_stream.end() ? "remote" : person->second.kind;
    lane.user = person == people.by_stream.end() ? "" : person->second.user;
    lane.file = static_cast<int>(parts_.files.size());
    lane.channels = shape_.streams[stream].channels;
    parts_.lanes.push_back(std::move(lane));
    AddFile(stream, stretch);
  }

  void AddSides() {
    if (!parts_.lanes.empty()) return;
    for (int channel = 0; channel < 2; ++channel) {
      Lane lane;
      lane.kind = channel == 0 ? "local" : "remoteMix";
      lane.file = 0;
      lane.channel = channel;
      parts_.lanes.push_back(std::move(lane));
    }
  }

  void AddMix() {
    const auto rank = [](const Lane& lane) { return lane.kind == "local" ? 0 : lane.kind == "remote" ? 1 : 2; };
    std::stable_sort(parts_.lanes.begin(), parts_.lanes.end(),
                     [&](const Lane& a, const Lane& b) { return rank(a) < rank(b); });
    Lane mix;
    mix.kind = "mix";
    mix.source_id = 0;
    mix.file = 0;
    mix.channels = shape_.streams[kMix].channels;
    parts_.lanes.push_back(std::move(mix));
  }

  void TellDamage() {
    uint64_t bad = 0;
    for (const RingStreamImage& stream : ring_->image().streams) bad += stream.bad_slots;
    const uint64_t unreadable = ring_->image().unreadable_slots();
    if (bad > 0) parts_.problems.Add(std::to_string(bad) + " slots of the ring are damaged; they are silence");
    if (unreadable > 0)
      parts_.problems.Add("the disk does not give " + std::to_string(unreadable) + " slots of the ring");
  }

  std::shared_ptr<const RingContents> ring_;
  const RingShape& shape_;
  int64_t block_ = 1;
  CaptureParts parts_;
};

}  // namespace

bool ParseRingPath(const std::string& path, RingPath* parsed) {
  const size_t hash = path.rfind('#');
  const bool has_pin = hash != std::string::npos && path.find_first_of("/\\", hash) == std::string::npos;
  const std::string file = has_pin ? path.substr(0, hash) : path;
  uint32_t segment = 0;
  if (!ParseRingName(NameOf(file), &parsed->epoch, &segment) || segment != kNoSegment) return false;
  parsed->folder = Split(file).folder;
  parsed->pin = has_pin ? path.substr(hash + 1) : "";
  return true;
}

Result<std::unique_ptr<Capture>> OpenRingCapture(FileSystem& files, const std::string& path, const RingPath& ring,
                                                 const SealKey* key) {
  const auto at = [&path](const Status& status) {
    return Status(status.code(), path + " cannot be read: " + status.message());
  };
  Result<std::shared_ptr<RingContents>> contents =
      RingContents::Open(files, ring.folder.empty() ? "." : ring.folder, ring.epoch, key);
  if (!contents.ok()) return at(contents.status());
  if (contents.value()->shape().audio_streams() == 0) {
    return at({ErrorCode::kUnreadable, "it is the log of a recording in real time, whose audio is in its own file"});
  }
  RingOpener opener(contents.value(), path);
  Result<std::unique_ptr<Capture>> capture = Status(ErrorCode::kInternal, "");
  if (ring.pin.empty()) {
    capture = opener.Open(0, kMostFrame, false);
  } else {
    const auto& pins = contents.value()->pins().captures;
    const auto pin = std::find_if(pins.begin(), pins.end(),
                                  [&](const auto& each) { return std::to_string(each.first) == ring.pin; });
    if (pin == pins.end()) return at({ErrorCode::kNotFound, "the ring has no pin " + ring.pin + " (any more)"});
    capture = opener.Open(pin->second.from_frame, pin->second.to_frame, true);
  }
  return capture.ok() ? std::move(capture) : at(capture.status());
}

}  // namespace vr
