// Everybody who speaks: lines of espeak-ng, made once and kept in memory.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/status.h"
#include "diagnosis/seeds.h"
#include "diagnosis/signal.h"

namespace vr::bench {

struct Speaker {
  std::string voice;  // language and variant, as espeak-ng calls them: "de+f3"
  int words_per_minute = 0;
  int pitch = 0;  // 0 to 99
  std::vector<std::string> texts;
};

// Those of a set, the same each time.
std::vector<Speaker> SpeakersOf(SeedSet set);

constexpr double kLineDbfs = -20;  // active level of every line

class Voices {
 public:
  // Speaks all lines, on so many threads. kIo: espeak-ng is not there, or failed.
  static Result<Voices> Speak(const std::vector<Speaker>& speakers, int threads);

  size_t size() const { return lines_.size(); }
  // A line of one of them, with nothing before and after, at kLineDbfs.
  Signal Line(size_t speaker, size_t line) const;
  size_t lines(size_t speaker) const { return lines_[speaker].size(); }
  double seconds() const;

 private:
  std::vector<std::vector<std::vector<int16_t>>> lines_;  // of each speaker
};

}  // namespace vr::bench
