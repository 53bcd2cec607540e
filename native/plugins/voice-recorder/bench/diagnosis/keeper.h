// Keeps captures for people to listen to, each in a folder of its own with what is known and what was said of it.
#pragma once

#include <string>
#include <vector>

#include "base/status.h"
#include "diagnosis/scene.h"
#include "diagnosis/scoring.h"

namespace vr::bench {

class Keeper {
 public:
  // "" keeps nothing.
  explicit Keeper(std::string folder) : folder_(std::move(folder)) {}

  // All files of `from`. kIoError: they cannot be copied.
  Status Keep(const std::string& title, const std::string& from, const Scene& scene, const std::vector<Said>& said,
              const CaptureScore& score) const;

 private:
  std::string folder_;
};

}  // namespace vr::bench
