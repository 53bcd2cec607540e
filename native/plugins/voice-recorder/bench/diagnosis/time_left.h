// Tells on stderr how far a long run is. Any thread.
#pragma once

#include <mutex>

namespace vr::bench {

class TimeLeft {
 public:
  explicit TimeLeft(double all);
  void Advance(double done);
  void End();

 private:
  void Tell();

  std::mutex mutex_;
  double all_;
  double done_ = 0;
  double began_s_;
  double told_s_;
  bool terminal_;
};

}  // namespace vr::bench
