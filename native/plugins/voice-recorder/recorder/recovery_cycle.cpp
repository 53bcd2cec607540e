// What a dead process left in a ring: captures that were pinned, and the rest of what is buffered.
#include <optional>
#include <utility>

#include "recorder/pin_table.h"
#include "recorder/recovery.h"
#include "writer/name_template.h"

namespace vr {
namespace {

std::string Plural(uint64_t count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

}  // namespace

bool Recovery::RecoverCycle() {
  bool rest_is_wanted = true;
  const bool all = RecoverPins(&rest_is_wanted);
  return (!rest_is_wanted || RecoverRest()) && all;
}

bool Recovery::RecoverPins(bool* rest_is_wanted) {
  const Result<PinTable> table = left_->ReadPins();
  if (!table.ok()) {
    left_->MarkUnreadable();
    return true;  // the rest of the ring holds some of their audio too
  }
  const PinTable& pins = table.value();
  *rest_is_wanted = !pins.is_over;
  bool all = true;
  for (const auto& [capture_id, pin] : pins.captures) {
    all = RecoverPin(pin, rest_is_wanted) && all;
  }
  if (pins.damaged > 0) {
    // Nobody knows which frames they were to have, so all that there is counts as theirs.
    *rest_is_wanted = whole_rest_ = true;
    Problem(WithSeparator(options_.recovery_folder) + RingFileName(ring_->epoch()),
            "the pin table is damaged, so it cannot be known what " + Plural(pins.damaged, "capture") +
                " of it were to be: all that it holds is recovered");
  }
  return all;
}

bool Recovery::RecoverPin(const PinnedCapture& pin, bool* rest_is_wanted) {
  Result<std::optional<PinnedCapture>> present = left_->Present(pin);
  if (!present.ok()) {
    Problem(pin.target.path, present.status().message() + "; it is left out");
    return true;
  }
  if (pin.target.origin == CaptureOrigin::kTask) *rest_is_wanted = false;  // it is the task's last file
  if (!present.value().has_value()) return true;  // the process died before anything of it was recorded
  // A name that is taken by now belongs to somebody else, whatever the dump was allowed.
  present.value()->target.existing = ExistingTarget::kCountUp;
  return WriteOut(Hold(*present.value(), pin.to_frame));
}

bool Recovery::RecoverRest() {
  std::optional<PinnedCapture> rest = left_->Rest(whole_rest_);
  if (!rest.has_value()) return true;
  if (options_.captures_folder.empty()) {
    Problem(options_.recovery_folder,
            "there is no capturesFolder to put a recovered capture into; it is left as it is");
    return false;
  }
  rest->target.path = PathForRest(rest->from_frame);
  return WriteOut(Hold(*rest, rest->to_frame));
}

HeldCapture Recovery::Hold(const PinnedCapture& pin, int64_t wanted_to) {
  HeldCapture held = left_->Hold(pin, wanted_to, false);
  if (task().record().encrypted) held.seal = options_.key;
  return held;
}

std::string Recovery::PathForRest(int64_t from_frame) const {
  NameFields fields;
  fields.unix_ms = task().UnixMsAt(from_frame);
  fields.room = task().record().room_id;
  fields.user = task().record().user_id;
  fields.reason = "recovered";
  const bool is_aac = left_->shape().streams[0].kind == StreamKind::kAacLc;
  return WithSeparator(options_.captures_folder) + ExpandNameTemplate(options_.name_template, fields) +
         (is_aac ? ".aac" : ".wav");
}

}  // namespace vr
