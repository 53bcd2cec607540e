// A feature file, plain or encrypted: doc/capture-format.md. One thread at a time.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "analysis/byte_source.h"
#include "analysis/feature_tracks.h"
#include "base/file_system.h"
#include "base/sealing.h"

namespace vr {

class FeatureTrackFile final : public FeatureTracks {
 public:
  // kUnreadable: damaged, or no feature file; kNotFound, kWrongKey and others as the file system and SealedBytes say.
  // capture_id: of an encrypted capture, whose feature file has the same.
  static Result<std::unique_ptr<FeatureTrackFile>> Open(FileSystem& files, const std::string& path, const SealKey* key,
                                                        const std::string& capture_id);

  int sample_rate_hz() const { return sample_rate_hz_; }
  bool Has(SourceId source) const override;
  Result<std::unique_ptr<FeatureReader>> OpenReader(SourceId source) const override;

 private:
  struct Track {
    SourceId source = 0;
    uint64_t offset = 0;
  };
  Status ReadHeader();
  const Track* Find(SourceId source) const;

  std::shared_ptr<ByteSource> bytes_;
  std::vector<Track> tracks_;
  uint64_t cells_ = 0;
  int64_t first_cell_offset_frames_ = 0;
  int sample_rate_hz_ = 0;
};

}  // namespace vr
