#include "analysis/ring_contents.h"

#include <nlohmann/json.hpp>

#include "cycle/ring_pins.h"
#include "cycle/slot_format.h"

namespace vr {
namespace {

using Json = nlohmann::ordered_json;

constexpr int64_t kMostSeconds = 2 * 3600;  // more than any ring holds

Status FindKey(const RingShape& shape, const SealKey* master, std::optional<SealKey>* key) {
  if (!shape.sealed) return Status::Ok();
  if (!CanSeal()) return {ErrorCode::kNotSupported, "the ring is encrypted, and this build cannot decrypt"};
  if (master == nullptr)
    return {ErrorCode::kWrongKey, "the ring is encrypted: its key is expected, and none was given"};
  key->emplace(RingKey(*master, shape.salt));
  if (KeyCheck(**key) == shape.key_check) return Status::Ok();
  return {ErrorCode::kWrongKey, "the ring is encrypted with another key than the one that was given"};
}

bool FrameAt(const Json& object, const char* key, int64_t* frame) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number_integer()) return false;
  const double value = found->get<double>();
  if (value < 0 || value > static_cast<double>(kMostFrame)) return false;
  *frame = static_cast<int64_t>(value);
  return true;
}

bool ReadPin(const std::string& text, RingPin* pin) {
  const auto keep_flat = [](int depth, Json::parse_event_t, Json&) { return depth <= 1; };
  const Json object = Json::parse(text, keep_flat, false);
  if (!object.is_object()) return false;
  int64_t capture = 0;
  if (!FrameAt(object, "capture", &capture) || !FrameAt(object, "from", &pin->from_frame) ||
      !FrameAt(object, "to", &pin->to_frame)) {
    return false;
  }
  pin->capture = static_cast<uint64_t>(capture);
  const auto reason = object.find("reason");
  if (reason != object.end() && reason->is_string()) pin->reason = reason->get<std::string>();
  return true;
}

bool IsOver(const std::string& text) {
  return text.compare(0, 8, "{\"over\":") == 0;
}

}  // namespace

RingPins ReadRingPins(const std::vector<uint8_t>& table, uint64_t epoch, const SealKey* key) {
  RingPins pins;
  std::map<uint64_t, uint64_t> numbers;  // of the writing that counts, by capture
  for (size_t at = 0; at + kPinEntryBytes <= table.size(); at += kPinEntryBytes) {
    PinEntry entry;
    const PinState state = ReadPinEntry(table.data() + at, epoch, key, &entry);
    RingPin pin;
    const bool held = state == PinState::kHeld;
    if (state == PinState::kInvalid || (held && !IsOver(entry.text) && !ReadPin(entry.text, &pin))) ++pins.damaged;
    if (!held || pin.capture == 0) continue;
    uint64_t& number = numbers[pin.capture];
    if (number > entry.number) continue;
    number = entry.number;
    pins.captures[pin.capture] = pin;
  }
  return pins;
}

Result<std::shared_ptr<RingContents>> RingContents::Open(FileSystem& files, const std::string& folder, uint64_t epoch,
                                                         const SealKey* key) {
  Result<std::unique_ptr<RingFiles>> opened = RingFiles::ForReading(files, folder, epoch);
  if (!opened.ok()) return opened.status();
  const auto unreadable = [](const Status& status) {
    return status.code() == ErrorCode::kInvalidArgument ? Status(ErrorCode::kUnreadable, status.message()) : status;
  };
  std::shared_ptr<RingContents> ring(new RingContents);
  ring->files_ = std::move(opened.value());
  const Result<RingShape> shape = FindShape(*ring->files_);
  if (!shape.ok()) return unreadable(shape.status());
  Status status = FindKey(shape.value(), key, &ring->key_);
  if (!status.ok()) return status;
  Result<RingImage> image = ScanRing(*ring->files_, ring->key());
  if (!image.ok()) return unreadable(image.status());
  ring->image_ = std::move(image.value());
  // What slots tell may be forged: no ring holds more than that.
  const int64_t most_frames = kMostSeconds * ring->shape().sample_rate_hz;
  for (RingStreamImage& stream : ring->image_.streams) {
    const bool plausible =
        stream.end_frame >= stream.first_frame && stream.end_frame - stream.first_frame <= most_frames;
    if (!plausible) stream.first_frame = std::max<int64_t>(0, stream.end_frame - most_frames);
  }
  const Result<std::vector<uint8_t>> table = ring->files_->ReadPins();
  if (table.ok()) ring->pins_ = ReadRingPins(table.value(), epoch, ring->key());
  return ring;
}

}  // namespace vr
