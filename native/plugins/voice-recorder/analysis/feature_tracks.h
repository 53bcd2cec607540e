// The feature tracks of a capture, wherever they stand. One thread at a time.
#pragma once

#include <memory>

#include "analysis/feature_reader.h"
#include "base/audio_types.h"

namespace vr {

class FeatureTracks {
 public:
  virtual ~FeatureTracks() = default;
  virtual bool Has(SourceId source) const = 0;
  // kNotFound: there is no track of this source. Readers may live longer than this.
  virtual Result<std::unique_ptr<FeatureReader>> OpenReader(SourceId source) const = 0;
};

}  // namespace vr
