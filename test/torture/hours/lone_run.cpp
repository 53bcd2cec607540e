#include "hours/lone_run.h"

#include <cmath>

#include "tap/tap_table.h"

namespace vr_torture {
namespace {

constexpr int kFrames = kTaskRateHz / 100;

}  // namespace

LoneRun::LoneRun(const Config& config) : LongRun(config) {
  recorder().OpenSource(vr::SourceKind::kLocal, "me", "", &source_);
}

void LoneRun::Deliver(double now_s) {
  int16_t block[kFrames];
  const int64_t first = (std::llround(now_s * 100) - 1) * kFrames;
  for (int i = 0; i < kFrames; ++i) block[i] = signal_.At(first + i);
  const vr::StreamFormat format{kTaskRateHz, 1, vr::SampleFormat::kInt16};
  vr::PushToTap(source_, block, kFrames, format, std::llround((now_s - 0.01) * 100) * 10 * vr::kNsPerMs);
}

void LoneRun::CheckAudio(const Capture& capture, double from_s) {
  const int64_t first = std::llround(from_s * kTaskRateHz);
  uint64_t wrong = 0;
  for (size_t i = 0; i < capture.mix.samples.size(); ++i) {
    if (capture.mix.samples[i] != signal_.At(first + static_cast<int64_t>(i))) ++wrong;
  }
  samples_ += capture.mix.samples.size();
  wrong_samples_ += wrong;
  if (wrong > 0)
    Wrong(std::to_string(wrong) + " samples from " + std::to_string(from_s) + " s on are not in their place");
  if (!capture.sidecar["sources"][0]["gaps"].empty()) Wrong("a gap is told though every block came");
}

}  // namespace vr_torture
