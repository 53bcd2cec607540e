#include "analysis/ring_capture.h"

#include <algorithm>
#include <utility>

#include "analysis/file_capture.h"
#include "analysis/lane_plan.h"
#include "analysis/ring_features.h"
#include "analysis/ring_stream_file.h"
#include "analysis/sidecar_view.h"
#include "cycle/slot_format.h"
#include "encode/encoder.h"
#include "recorder/held_readers.h"
#include "recorder/left_ring.h"
#include "writer/capture_paths.h"
#include "writer/feature_file.h"
#include "writer/sidecar.h"

namespace vr {
namespace {

constexpr int kMaxSources = 8;  // with a feature track, as of a recorder that is not told otherwise

// Which capture of the ring is meant.
struct Choice {
  PinnedCapture present;
  int64_t wanted_to = 0;
};

std::string PinsOf(const PinTable& pins, const std::string& path) {
  std::string list;
  for (const auto& [number, pin] : pins.captures)
    list += (list.empty() ? "" : ", ") + path + "#" + std::to_string(number);
  return list;
}

// Of a ring without audio.
std::string WhatToDo(bool is_live) {
  return is_live ? " yet; open it again a moment later"
                 : ", and the process that made it has ended: recover it (voice-recorder recover)";
}

Result<Choice> ChooseRest(const LeftRing& ring, const PinTable& pins, const std::string& path, bool is_live) {
  const bool has_last_file = std::any_of(pins.captures.begin(), pins.captures.end(), [](const auto& each) {
    return each.second.target.origin == CaptureOrigin::kTask;
  });
  if ((pins.is_over || has_last_file) && pins.damaged == 0) {
    const std::string list = PinsOf(pins, path);
    return Status(ErrorCode::kNotFound,
                  list.empty() ? "its task has ended and its captures are written, so nothing of it is kept: open these"
                               : "its task has ended, so only what it pinned is kept: open " + list);
  }
  const std::optional<PinnedCapture> rest = ring.Rest(pins.damaged > 0);
  if (!rest.has_value()) return Status(ErrorCode::kUnreadable, "it holds no audio" + WhatToDo(is_live));
  return Choice{*rest, rest->to_frame};
}

Result<Choice> ChoosePin(const LeftRing& ring, const PinTable& pins, const std::string& name, bool is_live) {
  const auto pin = std::find_if(pins.captures.begin(), pins.captures.end(),
                                [&](const auto& each) { return std::to_string(each.first) == name; });
  if (pin == pins.captures.end()) {
    return Status(ErrorCode::kNotFound, "it has no pin " + name + " (any more); list the recovery folder anew");
  }
  const Result<std::optional<PinnedCapture>> present = ring.Present(pin->second);
  if (!present.ok())
    return Status(ErrorCode::kUnreadable, present.status().message() + "; open the ring itself or another pin");
  if (!present.value().has_value()) {
    return Status(ErrorCode::kUnreadable, "it holds no audio of pin " + name + WhatToDo(is_live));
  }
  return Choice{*present.value(), pin->second.to_frame};
}

std::vector<uint8_t> SilentBlockOf(const HeldCapture& held, const HeldStream& stream) {
  if (held.encoder.codec == Codec::kPcm16) return {};
  Result<std::vector<uint8_t>> block = SilentBlock(EncoderOf(held, stream, Codec::kAacLc));
  return block.ok() ? std::move(block.value()) : EmptyAacBlock(held.encoder.sample_rate_hz, stream.channels);
}

// Reads everything once: where there is no sound, and what of a mix that is made anew, tells nothing else.
Status FindHoles(RingContent* content, const Progress& progress) {
  HeldReaders readers(content->held, content->held.encoder.codec);
  Status status = readers.Open();
  uint64_t expected_bytes = 1;
  for (size_t stream = 0; status.ok() && stream < readers.count(); ++stream) {
    expected_bytes += readers.reader(stream).expected_bytes();
  }
  uint64_t read_bytes = 0;
  for (size_t stream = 0; status.ok() && stream < readers.count(); ++stream) {
    bool more = true;
    while (more) {
      // About as many are expected: AAC may be more.
      const double done = static_cast<double>(read_bytes) / static_cast<double>(expected_bytes);
      if (progress && !progress(std::min(done, 1.0))) {
        return {ErrorCode::kCancelled, "opening was cancelled"};
      }
      const Result<std::vector<ByteView>> views = readers.reader(stream).Next();
      if (!views.ok()) return views.status();
      more = !views.value().empty();
      for (const ByteView& view : views.value()) read_bytes += view.size_bytes;
    }
    content->holes.push_back(readers.holes(stream));
  }
  if (status.ok()) readers.Complete();
  return status;
}

class Opener {
 public:
  Opener(std::shared_ptr<LeftRing> ring, const std::string& path, bool is_live)
      : ring_(std::move(ring)), shape_(ring_->shape()), is_live_(is_live) {
    parts_.path = path;
  }

  Result<std::unique_ptr<Capture>> Open(Choice choice, const Progress& progress) {
    choice.present.target.path.clear();  // as it is held, whatever it is to be written as
    auto content = std::make_shared<RingContent>();
    content->ring = ring_;
    content->held = ring_->Hold(choice.present, choice.wanted_to, is_live_);
    HeldCapture& held = content->held;
    held.ring.when_unreadable = WhenUnreadable::kSilence;
    held.stand_in_block = EmptyAacBlock(held.encoder.sample_rate_hz, held.encoder.channels);
    for (const HeldStream& stream : held.streams) content->silent_blocks.push_back(SilentBlockOf(held, stream));
    Status status = FindHoles(content.get(), progress);
    if (!status.ok()) return status;
    const CaptureInfo& info = held.info;
    parts_.valid = {info.valid_start, info.valid_frames};
    AddFiles(content);
    status = AddSidecar(held);
    if (!status.ok()) return status;
    parts_.features = std::make_unique<RingFeatures>(std::shared_ptr<const HeldCapture>(content, &held));
    PlanLanesOf(info);
    TellDamage();
    return std::unique_ptr<Capture>(std::make_unique<FileCapture>(std::move(parts_)));
  }

 private:
  void AddFiles(const std::shared_ptr<const RingContent>& content) {
    AudioFacts facts;
    facts.name = RingFileName(shape_.epoch);
    const Result<std::vector<uint32_t>> segments = ring_->files().ListSegments();
    facts.file_bytes = RingFiles::DiskBytes(shape_, segments.ok() ? segments.value().size() : 0);
    facts.encrypted = shape_.sealed;
    facts.unfinished = is_live_;
    for (size_t stream = 0; stream < content->held.streams.size(); ++stream) {
      parts_.files.push_back(std::make_unique<RingStreamFile>(facts, content, stream));
    }
  }

  // Files of its own it has none: where a sidecar names one, the ring's is named.
  Status AddSidecar(const HeldCapture& held) {
    const AudioFacts& mix = parts_.files[0]->facts();
    const WrittenFile file = {mix.name, mix.file_bytes};
    const WrittenAudio audio = {file, std::vector<WrittenFile>(held.info.tracks.size(), file)};
    const HeldFeatures features(held.info.features);
    parts_.sidecar_text = SidecarText(held.info, {audio, held.info.features.empty() ? "" : mix.name, &features});
    Result<SidecarView> view = ReadSidecarView(parts_.sidecar_text);
    if (!view.ok()) return view.status();
    sidecar_ = std::move(view.value());
    parts_.split = sidecar_.split;
    return Status::Ok();
  }

  void PlanLanesOf(const CaptureInfo& info) {
    LaneMaterial material;
    material.sidecar = &sidecar_;
    material.mix_channels = parts_.files[0]->facts().channels;
    for (size_t i = 1; i < parts_.files.size(); ++i) {
      material.tracks.push_back({static_cast<int>(i), parts_.files[i]->facts().channels});
    }
    material.has_features = [&info](SourceId source) {
      return std::any_of(info.features.begin(), info.features.end(),
                         [source](const FeatureTrack& track) { return track.source == source; });
    };
    parts_.lanes = PlanLanes(material);
  }

  void TellDamage() {
    uint64_t bad = 0;
    for (const RingStreamImage& stream : ring_->image().streams) bad += stream.bad_slots;
    const uint64_t unreadable = ring_->image().unreadable_slots();
    if (bad > 0) parts_.problems.Add(std::to_string(bad) + " slots of the ring are damaged; they are silence");
    if (unreadable > 0)
      parts_.problems.Add("the disk does not give " + std::to_string(unreadable) + " slots of the ring");
  }

  const std::shared_ptr<LeftRing> ring_;
  const RingShape& shape_;
  const bool is_live_;
  CaptureParts parts_;
  SidecarView sidecar_;
};

Status AsReader(const Status& status) {
  if (status.code() == ErrorCode::kInvalidArgument) return {ErrorCode::kUnreadable, status.message()};
  if (status.code() != ErrorCode::kWrongKey) return status;
  if (!CanSeal()) return {ErrorCode::kNotSupported, "it is encrypted, and this build cannot decrypt"};
  return {ErrorCode::kWrongKey, status.message() + "; give the key of the task that made it"};
}

Status WhyNoAudio(const LeftRing& ring, bool is_live) {
  if (ring.shape().audio_streams() == 0) {
    return {ErrorCode::kUnreadable,
            "it is the log of a recording in real time, whose audio is in its own file: " +
                std::string(is_live ? "open that" : "recover it (voice-recorder recover), and open that")};
  }
  if (ring.task() == nullptr) {
    if (ring.is_empty()) return {ErrorCode::kUnreadable, "nothing was recorded in it" + WhatToDo(is_live)};
    return {ErrorCode::kUnreadable,
            "its log cannot be read, so nobody knows what was recorded: " +
                std::string(is_live ? "open it again a moment later" : "recover it (voice-recorder recover)")};
  }
  if (ring.shape().streams[0].kind == StreamKind::kAacLc && !IsAacRate(ring.shape().sample_rate_hz)) {
    return {ErrorCode::kUnreadable, "it tells of AAC at " + std::to_string(ring.shape().sample_rate_hz) +
                                        " Hz, a rate that AAC does not have: its header is damaged; open another ring"};
  }
  return Status::Ok();
}

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
                                                 const SealKey* key, const Progress& progress) {
  const auto at = [&path](const Status& status) {
    return Status(status.code(), path + " cannot be read: " + status.message());
  };
  Result<std::unique_ptr<RingFiles>> opened =
      RingFiles::ForReading(files, ring.folder.empty() ? "." : ring.folder, ring.epoch);
  if (!opened.ok()) return at(opened.status());
  const bool is_live = opened.value()->IsOwned();
  Result<std::unique_ptr<LeftRing>> left = LeftRing::Open(std::move(opened.value()), key, kMaxSources);
  if (!left.ok()) return at(AsReader(left.status()));
  const Status status = WhyNoAudio(*left.value(), is_live);
  if (!status.ok()) return at(status);
  const Result<PinTable> pins = left.value()->ReadPins();
  if (!pins.ok()) return at(pins.status());
  const std::string own_path = ring.folder + RingFileName(ring.epoch);
  const Result<Choice> choice = ring.pin.empty() ? ChooseRest(*left.value(), pins.value(), own_path, is_live)
                                                 : ChoosePin(*left.value(), pins.value(), ring.pin, is_live);
  if (!choice.ok()) return at(choice.status());
  Result<std::unique_ptr<Capture>> capture =
      Opener(std::move(left.value()), path, is_live).Open(choice.value(), progress);
  return capture.ok() ? std::move(capture) : at(capture.status());
}

}  // namespace vr
