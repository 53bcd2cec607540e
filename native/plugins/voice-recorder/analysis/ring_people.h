// What a ring's log tells of its audio: the layout of the mix, and whose the other streams are. doc/ring-format.md,
// "Log"; all else that stands there is left to a recovery.
#pragma once

#include <map>
#include <string>

#include "analysis/ring_contents.h"

namespace vr {

struct RingPerson {
  std::string kind;  // "local", "remote" or "remoteMix"
  std::string user;
};

struct RingPeople {
  bool split = false;
  std::map<size_t, RingPerson> by_stream;  // the last one on each
};

RingPeople ReadRingPeople(const RingContents& ring);

}  // namespace vr
