#include "base/crc32c.h"

#include <algorithm>

#if defined(VR_HAS_GOOGLE_CRC32C)
#include <crc32c/crc32c.h>
#elif defined(VR_HAS_BOOST_CRC)
#include <boost/crc.hpp>
#else
#include <isa-l/crc.h>
#endif

namespace vr {

uint32_t Crc32c(const uint8_t* data, size_t size_bytes) {
#if defined(VR_HAS_GOOGLE_CRC32C)
  return crc32c::Crc32c(data, size_bytes);
#elif defined(VR_HAS_BOOST_CRC)
  // WebAssembly: there is no instruction to use, and readers of captures check little.
  boost::crc_optimal<32, 0x1edc6f41, 0xffffffff, 0xffffffff, true, true> crc;
  crc.process_bytes(data, size_bytes);
  return crc.checksum();
#else
  constexpr size_t kMaxCallBytes = size_t{1} << 30;  // the library counts in int
  uint32_t crc = ~uint32_t{0};
  for (size_t done = 0; done < size_bytes;) {
    const size_t size = std::min(size_bytes - done, kMaxCallBytes);
    crc = crc32_iscsi(const_cast<unsigned char*>(data) + done, static_cast<int>(size), crc);
    done += size;
  }
  return ~crc;
#endif
}

}  // namespace vr
