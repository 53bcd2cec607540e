// Places in a side at which something can be injected. Pure.
#pragma once

#include <vector>

#include "diagnosis/scene.h"

namespace vr::bench {

constexpr Whose kBothSides[] = {Whose::kLocal, Whose::kRemote};

constexpr double kBetweenInstancesSeconds = 2.5;

// Up to `count` moments in the midst of speech, with sound before, during and after `length_s`, not near to each other,
// in order.
std::vector<double> LoudMoments(const Side& side, size_t count, double length_s, Dice* dice);
// The same, where nobody speaks on this side, or softly.
std::vector<double> QuietMoments(const Side& side, size_t count, double length_s, Dice* dice);

// What one side is labelled with.
Label LabelOf(const char* id, Whose whose, Place place, double start_s, double end_s);

}  // namespace vr::bench
