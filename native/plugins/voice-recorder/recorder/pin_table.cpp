#include "recorder/pin_table.h"

#include <utility>

#include "cycle/ring_pins.h"

namespace vr {

PinTable ReadPinTable(const std::vector<uint8_t>& bytes, uint64_t epoch, const SealKey* key) {
  PinTable table;
  std::map<uint64_t, uint64_t> newest;  // writing of each capture
  for (size_t at = 0; at + kPinEntryBytes <= bytes.size(); at += kPinEntryBytes) {
    PinEntry entry;
    PinnedCapture pin;
    const PinState state = ReadPinEntry(bytes.data() + at, epoch, key, &entry);
    if (state == PinState::kFree) continue;
    if (state == PinState::kHeld && IsOver(entry.text)) {
      table.is_over = true;
    } else if (state != PinState::kHeld || !ReadPin(entry.text, &pin)) {
      ++table.damaged;
    } else if (uint64_t& number = newest[pin.target.capture_id]; entry.number >= number) {
      number = entry.number;
      table.captures[pin.target.capture_id] = std::move(pin);
    }
  }
  return table;
}

}  // namespace vr
