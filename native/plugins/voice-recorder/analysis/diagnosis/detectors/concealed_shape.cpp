#include "analysis/diagnosis/detectors/concealed_shape.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace vr {
namespace {

constexpr float kConcealedFloor = 1e-9f;   // of power
constexpr float kConcealedLoudDbfs = -63;  // of one line of the spectrum
// Of all lines of a step, mean: a group is no louder than the mean of its lines, of which it has four at least. A tenth
// of a decibel less than -63, for what sums are rounded by.
constexpr float kMayBeLoud = 4 * 4.9e-7f;
constexpr float kFirstFallDb = 9;  // of the first packet that is filled in
constexpr float kNextFallDb = 3;   // of each further one
constexpr float kMostOffDb = 8;
// Lines of 187.5 Hz at which the bands begin: 0.1 to 8 kHz, then the codec's own.
constexpr size_t kBandBegins[] = {1, 3, 5, 11, 16, 21, 29, 40, 43, 51, 64, 83, 102};
// The bands of each group.
constexpr size_t kGroupBegins[] = {0, 2, 4, 8};
constexpr size_t kGroupEnds[] = {2, 4, 7, 12};

float ConcealedDb(float power) {
  return 10 * std::log10(power);
}

template <size_t kSize>
std::array<float, kSize> Less(std::array<float, kSize> a, const std::array<float, kSize>& b) {
  for (size_t i = 0; i < kSize; ++i) a[i] -= b[i];
  return a;
}

template <size_t kSize>
std::array<float, kSize> Apart(std::array<float, kSize> a, const std::array<float, kSize>& b) {
  for (size_t i = 0; i < kSize; ++i) a[i] = std::fabs(a[i] - b[i]);
  return a;
}

template <size_t kSize>
std::array<float, kSize> Lower(std::array<float, kSize> a, const std::array<float, kSize>& b) {
  for (size_t i = 0; i < kSize; ++i) a[i] = std::min(a[i], b[i]);
  return a;
}

// Of the groups below 8 kHz, of which one is enough.
template <size_t kSize>
bool IsLoud(const std::array<float, kSize>& groups) {
  return *std::max_element(groups.begin(), groups.end() - 1) > kConcealedLoudDbfs;
}

}  // namespace

ConcealedShape::ConcealedShape() : spectrum_(kWindowFrames) {}

void ConcealedShape::TakeHop(const float* frames) {
  constexpr size_t kOld = kWindowFrames - kHopFrames;
  const Hop& before = At(kBehind);
  ++hops_;
  ++taken_;
  Hop& hop = At(kBehind);
  std::memcpy(hop.frames.data(), before.frames.data() + kHopFrames, kOld * sizeof(float));
  std::memcpy(hop.frames.data() + kOld, frames, kHopFrames * sizeof(float));
  hop.most = spectrum_.MostOf(hop.frames.data());
  hop.is_known = false;
}

void ConcealedShape::Know(int begin, int end) {
  for (int step = begin; step < end; ++step) {
    Hop& hop = At(step);
    if (hop.is_known) continue;
    hop.is_known = true;
    spectrum_.Of(hop.frames.data(), &powers_);
    for (size_t band = 0; band < kBands; ++band) {
      float sum = 0;
      for (size_t line = kBandBegins[band]; line < kBandBegins[band + 1]; ++line) sum += powers_[line];
      hop.power[band] = sum / static_cast<float>(kBandBegins[band + 1] - kBandBegins[band]) + kConcealedFloor;
      hop.db[band] = ConcealedDb(hop.power[band]);
    }
  }
}

bool ConcealedShape::MayBeLoud(int begin, int end) const {
  float sum = 0;
  for (int step = begin; step < end; ++step) sum += At(step).most;
  return sum >= kMayBeLoud * static_cast<float>(end - begin);
}

template <typename OfStep>
ConcealedShape::Bands ConcealedShape::Mean(int begin, int end, OfStep of_step) {
  Bands mean{};
  for (int step = begin; step < end; ++step) {
    const Bands bands = of_step(step);
    for (size_t band = 0; band < kBands; ++band) mean[band] += bands[band];
  }
  for (float& band : mean) band /= static_cast<float>(end - begin);
  return mean;
}

ConcealedShape::Bands ConcealedShape::Level(int begin, int end) const {
  return Mean(begin, end, [this](int step) { return At(step).db; });
}

ConcealedShape::Bands ConcealedShape::Step(int begin, int end) const {
  return Mean(begin, end, [this](int step) { return Apart(At(step + 1).db, At(step).db); });
}

ConcealedShape::Groups ConcealedShape::OfGroups(const Bands& bands) {
  Groups groups{};
  for (size_t group = 0; group < kGroups; ++group) {
    for (size_t band = kGroupBegins[group]; band < kGroupEnds[group]; ++band) groups[group] += bands[band];
    groups[group] /= static_cast<float>(kGroupEnds[group] - kGroupBegins[group]);
  }
  return groups;
}

bool ConcealedShape::IsLoudIn(int begin, int end) {
  if (!MayBeLoud(begin, end)) return false;
  Know(begin, end);
  return IsLoud(OfGroups(Level(begin, end)));
}

bool ConcealedShape::Take(const float* frames, Numbers* numbers) {
  TakeHop(frames);
  if (hops_ <= kBefore + kBehind) return false;
  if (!IsLoudIn(kRightBefore, -1) && !IsLoudIn(0, kInside)) return false;
  Know(kFirstKnown, kBehind);
  *numbers = NumbersOf(Level(kRightBefore, -1), Level(0, kInside));
  return true;
}

void ConcealedShape::TakeTreble(const Bands& inside, const Bands& before, float* numbers) const {
  constexpr auto kCount = static_cast<float>(kBands - kTreble);
  std::array<float, kBands - kTreble> falls{};
  float fall = 0;
  for (size_t band = kTreble; band < kBands; ++band) {
    float packet_before = 0;
    float packet = 0;
    for (int step = -9; step < -1; ++step) packet_before += At(step).power[band] / 8;
    for (int step = 0; step < 7; ++step) packet += At(step).power[band] / 7;
    falls[band - kTreble] = ConcealedDb(packet_before / packet);
    fall += falls[band - kTreble] / kCount;
    for (int step = 0; step < 7; ++step) numbers[4] += std::fabs(At(step).db[band] - inside[band]) / (7 * kCount);
    for (int step = -9; step < -1; ++step) numbers[5] += std::fabs(At(step).db[band] - before[band]) / (8 * kCount);
  }
  numbers[0] = std::clamp(fall, -6.0f, 15.0f);
  numbers[1] = std::min(std::fabs(fall - kFirstFallDb), kMostOffDb);
  numbers[2] = std::min(std::fabs(fall - kNextFallDb), kMostOffDb);
  for (const float one : falls) {
    numbers[3] += std::fabs(one - fall) / kCount;
    numbers[6] += std::min(std::fabs(one - kFirstFallDb), kMostOffDb) / kCount;
  }
  numbers[3] = std::min(numbers[3], kMostOffDb);
}

ConcealedShape::Numbers ConcealedShape::NumbersOf(const Bands& right_before, const Bands& inside) const {
  Numbers numbers{};
  TakeTreble(inside, Level(-9, -1), numbers.data());
  const Bands right_behind = Level(8, 11);
  const Groups before = OfGroups(right_before);
  const Groups first = OfGroups(Level(0, 3));
  const Groups last = OfGroups(Level(4, 7));
  const Groups behind = OfGroups(right_behind);
  const Groups packet = OfGroups(inside);
  const Groups groups[] = {Less(before, first),
                           Less(before, packet),
                           Less(behind, last),
                           Less(first, last),
                           OfGroups(Less(Lower(right_before, right_behind), inside)),
                           OfGroups(Apart(right_before, Level(-9, -5))),
                           OfGroups(Apart(right_behind, Level(11, 15))),
                           OfGroups(Apart(right_before, right_behind)),
                           OfGroups(Step(1, 6)),
                           OfGroups(Step(-2, 0)),
                           OfGroups(Step(6, 8)),
                           OfGroups(Step(-8, -3)),
                           OfGroups(Step(9, 14)),
                           before,
                           packet};
  size_t at = kOfTreble;
  for (const Groups& group : groups) {
    for (const float value : group) numbers[at++] = value;
  }
  return numbers;
}

}  // namespace vr
