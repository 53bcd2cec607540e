#include "fuzz/sealed_bytes.h"

#include "fuzz/ring_images.h"

namespace vr_fuzz {

std::string SealedBytes(vr::SealedKind kind, int sample_rate_hz, int channels, const std::vector<std::string>& chunks,
                        bool ended) {
  vr::SealedHeader header;
  header.kind = kind;
  header.sample_rate_hz = sample_rate_hz;
  header.channels = channels;
  header.capture_id = kSealedId;
  for (size_t i = 0; i < header.salt.size(); ++i) header.salt[i] = static_cast<uint8_t>(200 - i);
  header.key_check = vr::KeyCheck(vr::DeriveKey(MasterKey(), "voice-recorder capture", header.salt));
  const vr::SealedHeaderBytes bytes = vr::MakeSealedHeader(header);
  const vr::Result<vr::ChunkSeal> seal = vr::ChunkSeal::ForExisting(bytes.data(), header, MasterKey());
  std::string file(bytes.begin(), bytes.end());
  uint64_t number = 0;
  for (const std::string& chunk : chunks) {
    const auto* plain = reinterpret_cast<const uint8_t*>(chunk.data());
    const std::vector<uint8_t> sealed = seal.value().Data(number++, {plain, chunk.size()});
    file.append(sealed.begin(), sealed.end());
  }
  if (ended) {
    const std::vector<uint8_t> last = seal.value().Last(number);
    file.append(last.begin(), last.end());
  }
  return file;
}

}  // namespace vr_fuzz
