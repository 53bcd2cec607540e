// A full disk: a small tmpfs under the ring, the dumps and the files.
//   folder=PATH   where to work
//   seed=N cases=N   so many scenes, one after the other in turn
#include <filesystem>

#include "disk/disk_scenes.h"
#include "support/arguments.h"
#include "support/child.h"
#include "support/tell.h"

namespace vr_torture {
namespace {

void Play(uint64_t seed, const std::string& folder) {
  const size_t number = seed % DiskScene::count();
  DiskScene scene(seed, folder);
  scene.Play(number);
  const std::string name = DiskScene::NameOf(number);
  if (!scene.skipped().empty()) return TellSkipped(name + ": " + scene.skipped());
  for (const std::string& problem : scene.problems()) TellWrong(seed, name + ": " + problem);
  TellCount(name, 1);
  TellCount("scenes as promised", scene.problems().empty() ? 1 : 0);
}

int Main(const Arguments& arguments) {
  const auto seed = static_cast<uint64_t>(arguments.Number("seed"));
  const auto cases = static_cast<uint64_t>(arguments.Number("cases", static_cast<int64_t>(DiskScene::count())));
  const auto folder_of = [&](uint64_t index) { return arguments.Text("folder") + "/" + std::to_string(index); };
  uint64_t done = 0;
  RunInChildren(
      cases, static_cast<int>(arguments.Number("jobs", 2)),
      [&](uint64_t index) { Play(seed + index, folder_of(index)); },
      [&](uint64_t index, const std::string& how) {
        if (!how.empty()) {
          TellWrong(seed + index, std::string(DiskScene::NameOf((seed + index) % DiskScene::count())) + ": " + how);
        }
        std::filesystem::remove_all(folder_of(index));
        TellProgress(static_cast<double>(++done) / static_cast<double>(cases));
      });
  return 0;
}

}  // namespace
}  // namespace vr_torture

int main(int argc, char** argv) {
  return vr_torture::Main(vr_torture::Arguments(argc, argv));
}
