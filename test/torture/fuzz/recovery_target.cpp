// A recovery of a folder with whatever in it. Nothing that it does not own is touched; rings are as they were or gone;
// they stay while something of them is not written; captures are whole; a second recovery ends the work, and a third
// finds nothing to do.
#include <string>
#include <vector>

#include "fuzz/image_edits.h"
#include "fuzz/recovered_checks.h"
#include "fuzz/target.h"
#include "recorder/recovery.h"

namespace vr_fuzz {
namespace {

using vr::test::MemoryFileSystem;

constexpr uint64_t kRoomBytes = uint64_t{32} << 20;
constexpr uint64_t kNoKey = 1;
constexpr uint64_t kWrongKey = 2;
constexpr uint64_t kNoFolder = 4;
constexpr uint64_t kSmallDisk = 8;

const std::vector<std::string>& Foreign() {
  static const std::vector<std::string> paths = {"/rings/notes.txt", "/rings/vr-1.ring", "/captures/notes.txt",
                                                 "/elsewhere/a.wav", "/captures/recovered.wav"};
  return paths;
}

struct Outcome {
  std::vector<vr::RecoveredCapture> captures;
  bool something_kept = false;
};

Outcome Recover(MemoryFileSystem& files, uint64_t flags) {
  Outcome outcome;
  vr::RecoveryOptions options;
  options.recovery_folder = kRings;
  options.captures_folder = (flags & kNoFolder) != 0 ? "" : kCaptures;
  options.name_template = "{reason}";
  if ((flags & kNoKey) == 0) options.key = MasterKey();
  if ((flags & kWrongKey) != 0) options.key = vr::SealKey();
  vr::RecoverySink sink;
  sink.recovered = [&](const vr::RecoveredCapture& capture) { outcome.captures.push_back(capture); };
  sink.problem = [&](const std::string&, const std::string& why) {
    outcome.something_kept = outcome.something_kept || why.find("kept") != std::string::npos ||
                             why.find("left as it is") != std::string::npos;
  };
  sink.kept = [&](const std::string&, const std::string&) { outcome.something_kept = true; };
  double done = 0;
  sink.progress = [&](double now) {
    VR_FUZZ_PROMISE(now >= done && now <= 1, "progress goes on from 0 to 1");
    done = now;
  };
  vr::Recovery recovery(files, options, sink);
  recovery.Run();
  VR_FUZZ_PROMISE(recovery.recovered() == static_cast<int>(outcome.captures.size()), "every capture is told");
  recovery.Settle();
  return outcome;
}

bool IsOfRing(const Image& image, const std::string& path) {
  uint64_t epoch = 0;
  uint32_t segment = 0;
  const std::string folder = kRings;
  return path.compare(0, folder.size(), folder) == 0 &&
         vr::ParseRingName(path.substr(folder.size()), &epoch, &segment) && epoch == image.shape.epoch;
}

void CheckOriginals(const Image& image, const MemoryFileSystem& files, const Files& before, const Outcome& outcome) {
  size_t there = 0;
  size_t all = 0;
  for (const auto& [path, bytes] : before) {
    if (!IsOfRing(image, path)) continue;
    ++all;
    if (!files.SizeOf(path) && !bytes.empty()) continue;
    ++there;
    VR_FUZZ_PROMISE(files.Get(path) == bytes, "a ring is never repaired in place");
  }
  if (outcome.something_kept) VR_FUZZ_PROMISE(there == all, "a ring stays whole while something of it is kept");
  for (const std::string& path : Foreign()) {
    VR_FUZZ_PROMISE(files.Get(path) == "foreign " + path, "the files of others stay as they were");
  }
}

void Run(const Image& image, const Files& changed, uint64_t flags, uint64_t room_bytes) {
  MemoryFileSystem files;
  files.AddFolder("/rings");
  files.AddFolder("/elsewhere");
  // In this order, so that a noted file has the identity that the log tells.
  for (const std::string& path : image.made) {
    const auto file = changed.find(path);
    if (file != changed.end()) files.Put(path, file->second);
  }
  for (const auto& [path, bytes] : changed) {
    if (!files.Exists(path)) files.Put(path, bytes);
  }
  uint64_t used = 0;
  for (const std::string& path : Foreign()) files.Put(path, "foreign " + path);
  for (const std::string& path : files.Paths()) used += files.SizeOf(path);
  const bool forged = IsForged(image, changed);
  if (forged) Reached("a folder was forged");
  if ((flags & kSmallDisk) != 0) {
    files.SetCapacity(used + room_bytes);
    const Outcome first = Recover(files, flags);
    CheckOriginals(image, files, changed, first);
    for (const vr::RecoveredCapture& capture : first.captures) CheckCapture(files, capture, !forged);
    if (first.captures.empty() && first.something_kept) Reached("nothing was recovered on a full disk");
  }
  files.SetCapacity(used + kRoomBytes);
  const Outcome second = Recover(files, flags);
  CheckOriginals(image, files, changed, second);
  for (const vr::RecoveredCapture& capture : second.captures) CheckCapture(files, capture, !forged);
  if (changed == image.files && flags == 0) {
    VR_FUZZ_PROMISE(!second.captures.empty(), "what a killed recorder left is recovered");
  }
  const std::vector<std::string> paths = files.Paths();
  const Outcome third = Recover(files, flags);
  VR_FUZZ_PROMISE(third.captures.empty() && files.Paths() == paths, "another recovery finds nothing to do");
}

}  // namespace
}  // namespace vr_fuzz

// Image 1, flags 1, bytes free on a small disk 2, edits.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size_bytes) {
  vr_fuzz::ByteSource input(data, size_bytes);
  const auto kind = static_cast<vr_fuzz::ImageKind>(input.Number(1) % vr_fuzz::kImageKinds);
  const uint64_t flags = input.Number(1) & 15;
  const uint64_t room_bytes = input.Number(2);
  const vr_fuzz::Image& image = vr_fuzz::ImageOf(kind);
  vr_fuzz::Files files = image.files;
  vr_fuzz::ApplyEdits(image, input, &files);
  vr_fuzz::Run(image, files, flags, room_bytes);
  return 0;
}
