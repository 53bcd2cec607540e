#include "mix/own_sound.h"

#include <algorithm>
#include <utility>

#include "mix/pcm_sample.h"

namespace vr {

void OwnSound::Keep(const std::vector<float>& samples, bool to_measure) {
  summed_.is_track = is_track_;
  summed_.samples.resize(is_track_ || to_measure ? samples.size() : 0);
  std::transform(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(summed_.samples.size()),
                 summed_.samples.begin(), ToPcm);
}

void OwnSound::Advance() {
  std::swap(waiting_, summed_);
}

}  // namespace vr
