// A ring with its plan and its files, driven in steps of 10 ms over streams whose bytes follow from their place.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "cycle/ring_audio.h"
#include "cycle/ring_files.h"
#include "cycle/ring_plan.h"
#include "cycle/ring_scan.h"
#include "native/cycle/cycle_support.h"
#include "support/memory_file_system.h"

namespace vr::test {

constexpr int kRate = 16000;
constexpr const char* kRecovery = "/recovery";

struct RingRoomConfig {
  int sample_rate_hz = kRate;
  int keep_s = 10;
  std::vector<StreamKind> audio = {StreamKind::kPcm16};
  int channels = 1;
  size_t adts_bytes = 200;  // on average
  bool sealed = false;
  uint64_t max_segments = 0;  // 0: twice those that are kept
};

inline SealKey TestKey() {
  const std::vector<uint8_t> bytes(kSealKeyBytes, 7);
  return SealKey(bytes.data());
}

class RingRoom final : public SegmentListener {
 public:
  explicit RingRoom(const RingRoomConfig& config, FileSystem* files = nullptr);

  // Makes the files; the plan may be used before.
  Status Create();
  // So much of every stream, in steps of 10 ms (or of whole ADTS frames); false: the plan took nothing more.
  bool Run(double seconds, bool write = true);
  // Hands over what is planned; false: it could not be written.
  bool WriteOut();
  // The frames [first, end) of a stream as a reader gets them; the holes go to `holes`.
  Bytes Read(size_t stream, int64_t first, int64_t end, std::vector<RingHole>* holes = nullptr);
  // What these frames must be.
  Bytes Expected(size_t stream, int64_t first, int64_t end) const;

  RingPlan& plan() { return *plan_; }
  RingFiles& ring() { return *ring_; }
  const RingShape& shape() const { return shape_; }
  const SealKey* key() const { return config_.sealed ? &key_ : nullptr; }
  int64_t end_frame(size_t stream) const { return ends_[stream]; }
  int64_t now_ns() const { return now_ns_; }
  int segments_begun() const { return segments_begun_; }
  void OnSegmentBegins() override { ++segments_begun_; }
  FileSystem& files() { return *files_; }
  MemoryFileSystem& memory() { return memory_; }
  // Goes on where the plan does, as after a failure.
  void GoBack();

 private:
  bool AppendCell(size_t stream);

  RingRoomConfig config_;
  MemoryFileSystem memory_;
  FileSystem* files_;
  SealKey key_ = TestKey();
  RingShape shape_;
  std::unique_ptr<RingPlan> plan_;
  std::unique_ptr<RingFiles> ring_;
  std::vector<int64_t> ends_;
  int64_t now_ns_ = 0;
  int segments_begun_ = 0;
};

RingShape ShapeOf(const RingRoomConfig& config);
std::vector<uint8_t> SilentAdts();
Bytes ReadAll(AudioPieces& pieces);

}  // namespace vr::test
