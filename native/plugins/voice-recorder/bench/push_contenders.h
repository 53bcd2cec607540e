// Every queue that a block can be pushed into, behind one face. All hold about as much as a tap does.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "push_timing.h"

namespace vr::bench {

class Contender {
 public:
  virtual ~Contender() = default;
  // Copies one block in; false: full.
  virtual bool Push(const Block& block) = 0;
  // Takes everything out again, touching every byte, as a consumer would.
  virtual void Drain() = 0;
};

struct ContenderEntry {
  std::string name;
  std::unique_ptr<Contender> contender;  // null: not installed
};

constexpr char kMemcpyName[] = "memcpy into a ring";
constexpr char kTapTimedName[] = "tap, capture time given";
constexpr char kTapClockName[] = "tap, reads the clock";

// In the order of the table: the plain copy first, then the tap, then the peers.
std::vector<ContenderEntry> MakeContenders();

}  // namespace vr::bench
