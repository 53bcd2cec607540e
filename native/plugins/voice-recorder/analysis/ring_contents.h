// A ring in a recovery folder, looked at and not touched, also while its process lives: its slots, its pins and what
// its log tells of who is on which stream.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/sealing.h"
#include "cycle/ring_files.h"
#include "cycle/ring_scan.h"

namespace vr {

struct RingPin {
  uint64_t capture = 0;  // its number
  std::string reason;
  int64_t from_frame = 0;  // of the mix
  int64_t to_frame = 0;
};

struct RingPins {
  std::map<uint64_t, RingPin> captures;  // by their numbers
  uint64_t damaged = 0;                  // entries that say nothing
};

class RingContents {
 public:
  // kNotFound; kUnreadable: nothing of it can be read; kWrongKey: it is encrypted, and key is null or another one;
  // kNotSupported: encrypted, and this build cannot decrypt.
  static Result<std::shared_ptr<RingContents>> Open(FileSystem& files, const std::string& folder, uint64_t epoch,
                                                    const SealKey* key);

  const RingShape& shape() const { return image_.shape; }
  const RingImage& image() const { return image_; }
  const RingFiles& files() const { return *files_; }
  const SealKey* key() const { return key_.has_value() ? &*key_ : nullptr; }
  const RingPins& pins() const { return pins_; }

 private:
  RingContents() = default;

  std::unique_ptr<RingFiles> files_;
  std::optional<SealKey> key_;
  RingImage image_;
  RingPins pins_;
};

// Of a pin table; key: null for a plain ring. Pins that need a key are left out without it.
RingPins ReadRingPins(const std::vector<uint8_t>& table, uint64_t epoch, const SealKey* key);

}  // namespace vr
