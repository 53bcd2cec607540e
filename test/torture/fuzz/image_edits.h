// Changes an image as an input says. Edits are of two sorts: those that leave a checksum wrong, which a reader must
// see, and those that repair it, which bring the reader's deeper code what no recorder writes.
#pragma once

#include <map>
#include <string>

#include "fuzz/byte_source.h"
#include "fuzz/ring_images.h"

namespace vr_fuzz {

// Numbers in inputs: new ones come last. Each edit begins with one of these bytes (modulo their number).
enum class Edit : uint8_t {
  kBytes,        // file 1, offset 3, length 1, bytes
  kUnit,         // file 1, unit 1, offset 2, length 1, bytes: and the unit's checksum is repaired
  kTruncate,     // file 1, length 3
  kRemove,       // file 1
  kCopyUnit,     // from file 1, unit 1, to file 1, unit 1, repair 1
  kCopySegment,  // from file 1, number 1
  kLogRecord,    // segment 1, index 1, type 1, number 2, length 2, bytes: into slots of their own
  kPin,          // entry 1, length 2, text
  kSlot,   // segment 1, stream 1, index 1, sequence 2, first frame 8, frames 4, offset 2, flags 1, payload length 2
  kShape,  // field 1, value 8: in every superblock
};
constexpr int kEdits = 10;

using Files = std::map<std::string, std::string>;

// Applies edits until the input ends, at most 64 of them.
void ApplyEdits(const Image& image, ByteSource& input, Files* files);

// Where units (superblocks, slots, pins) of a file of the image begin, in order.
std::vector<uint64_t> UnitsOf(const Image& image, const std::string& path);

// Whether a changed file holds a unit that was not there and whose checksum is right all the same, or another shape:
// the input knows the format, and its audio may be anything.
bool IsForged(const Image& image, const Files& files);

}  // namespace vr_fuzz
