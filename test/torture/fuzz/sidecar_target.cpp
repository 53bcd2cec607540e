// Sidecars: any text. What is read of one can be used without looking at it again; retention removes nothing but whole
// captures of its own folder.
#include <cmath>

#include "fuzz/byte_source.h"
#include "fuzz/ring_images.h"
#include "fuzz/target.h"
#include "support/memory_file_system.h"
#include "writer/retention.h"
#include "writer/sidecar.h"
#include "writer/sidecar_facts.h"

namespace vr_fuzz {
namespace {

void CheckFacts(const std::string& text) {
  const vr::Result<vr::SidecarFacts> facts = vr::ReadSidecarFacts(text);
  if (!facts.ok()) return;
  Reached("a sidecar was read");
  VR_FUZZ_PROMISE(facts.value().version == 1 || facts.value().version == 2, "a version that this build knows");
  VR_FUZZ_PROMISE(std::isfinite(facts.value().duration_s), "a length that is a number");
  for (const vr::SidecarTrack& track : facts.value().tracks) {
    VR_FUZZ_PROMISE(!track.file.empty() && track.file != "." && track.file != "..", "a track's file has a name");
    VR_FUZZ_PROMISE(track.file.find_first_of(std::string("/\\\0", 3)) == std::string::npos, "which is no path");
    VR_FUZZ_PROMISE(track.channels == 1 || track.channels == 2, "one channel or two");
  }
}

void CheckRenamed(const std::string& text) {
  const vr::WrittenAudio audio{{"/captures/b.wav", 80}, {{"/captures/b.local.wav", 80}}};
  const vr::Result<std::string> renamed = vr::SidecarOfFiles(text, audio, "");
  if (!renamed.ok()) return;
  Reached("a sidecar was told other names");
}

void CheckRetention(const std::string& text) {
  vr::test::MemoryFileSystem files;
  files.AddFolder("/other");
  files.Put("/captures/a.wav", "audio", 1000);
  files.Put("/captures/a.wav.json", text, 1000);
  files.Put("/captures/a.local.wav", "track", 1000);
  files.Put("/captures/notes.txt", "mine", 1000);
  files.Put("/captures/b.wav", "no sidecar", 1000);
  files.Put("/other/a.wav", "elsewhere", 1000);
  vr::RetentionLimits limits;
  limits.max_age_s = 1;
  vr::ApplyRetention(files, "/captures", limits, {}, 1'800'000'000'000);
  VR_FUZZ_PROMISE(
      files.Exists("/captures/notes.txt") && files.Exists("/captures/b.wav") && files.Exists("/other/a.wav"),
      "what is no capture of ours stays");
  const bool kept = files.Exists("/captures/a.wav");
  VR_FUZZ_PROMISE(kept == files.Exists("/captures/a.wav.json"), "a capture goes with its sidecar or stays with it");
  VR_FUZZ_PROMISE(!kept || files.Exists("/captures/a.local.wav"), "nothing of a capture that stays is removed");
  if (!kept) Reached("retention removed a capture");
}

}  // namespace
}  // namespace vr_fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size_bytes) {
  using namespace vr_fuzz;
  const std::string text(data, data + size_bytes);
  CheckFacts(text);
  CheckRenamed(text);
  CheckRetention(text);
  static const vr::SealKey key = MasterKey();
  const vr::Result<std::string> opened = vr::OpenSealedSidecar(text, key);
  if (opened.ok()) {
    Reached("a sealed sidecar was opened");
    CheckFacts(opened.value());
  }
  return 0;
}
