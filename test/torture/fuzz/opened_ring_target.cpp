// Rings as captures: whatever their files hold, they are listed, opened and read, and not one byte of them changes.
#include <nlohmann/json.hpp>

#include "analysis/list_rings.h"
#include "base/json_text.h"
#include "fuzz/image_edits.h"
#include "fuzz/opened_checks.h"
#include "fuzz/target.h"

// Kind 1; then edits.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size_bytes) {
  using namespace vr_fuzz;
  ByteSource input(data, size_bytes);
  const Image& image = ImageOf(static_cast<ImageKind>(input.Number(1) % kImageKinds));
  Files changed = image.files;
  ApplyEdits(image, input, &changed);
  vr::test::MemoryFileSystem files;
  files.AddFolder("/rings");
  for (const auto& [path, bytes] : changed) files.Put(path, bytes);
  const vr::Result<std::string> list = vr::ListRings(files, "/rings", &image.master);
  VR_FUZZ_PROMISE(list.ok(), "a folder is listed");
  const nlohmann::json rings = vr::ParseJson(list.value());
  VR_FUZZ_PROMISE(rings.is_array(), "as JSON");
  CheckOpened(files, image.RingPath(), &image.master);
  for (const auto& ring : rings) {
    for (const auto& pin : ring["pins"]) {
      Reached("a pin was opened");
      files.Remove("/captures/out.wav");
      files.Remove("/captures/out.wav.json");
      files.Remove("/captures/out.aac");
      files.Remove("/captures/out.aac.json");
      CheckOpened(files, ring["path"].get<std::string>() + "#" + pin.get<std::string>(), &image.master);
    }
  }
  for (const auto& [path, bytes] : changed) VR_FUZZ_PROMISE(files.Get(path) == bytes, "a ring is only looked at");
  return 0;
}
