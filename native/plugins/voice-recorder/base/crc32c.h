// The checksum of slots and headers: CRC-32C (Castagnoli, reflected, as in RFC 3720), by a library that uses the
// processor's own instruction for it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace vr {

// Of "123456789" it is 0xe3069283. Any thread.
uint32_t Crc32c(const uint8_t* data, size_t size_bytes);

}  // namespace vr
