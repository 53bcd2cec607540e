// Random dumps of the counting signal on the virtual clock: each exactly its window.
//   folder=PATH   where to work
//   seed=N cases=N   so many dumps, a session of them for each seed
#include <algorithm>
#include <filesystem>

#include "dumps/dump_session.h"
#include "support/arguments.h"
#include "support/child.h"
#include "support/tell.h"

namespace vr_torture {
namespace {

constexpr uint64_t kDumpsInASession = 25;

void Play(uint64_t seed, const std::string& folder, int dumps) {
  std::filesystem::create_directories(folder);
  DumpSession session(seed, folder);
  session.Play(dumps);
  for (const std::string& problem : session.problems()) TellWrong(seed, session.Text() + ": " + problem);
  const DumpSession::Counts& counts = session.counts();
  TellCount("dumps as asked for", counts.exact + counts.empty);
  TellCount("exactly their window, of " + session.Kind(), counts.exact);
  TellCount("exactly their window, of PCM encoded to AAC", counts.encoded);
  TellCount("exactly their window, with clear", counts.cleared);
  TellCount("exactly their window, from where a clear ended", counts.cut);
  TellCount("exactly their window, with a time after the call", counts.waited);
  TellCount("exactly their window, asked for while others waited", counts.queued);
  TellCount("exactly their window, sharing sound with earlier ones", counts.overlapping);
  TellCount("empty windows, refused", counts.empty);
}

int Main(const Arguments& arguments) {
  const auto seed = static_cast<uint64_t>(arguments.Number("seed"));
  const auto cases = static_cast<uint64_t>(arguments.Number("cases", 100));
  const uint64_t sessions = (cases + kDumpsInASession - 1) / kDumpsInASession;
  const auto folder_of = [&](uint64_t index) { return arguments.Text("folder") + "/" + std::to_string(index); };
  uint64_t done = 0;
  RunInChildren(
      sessions, static_cast<int>(arguments.Number("jobs", 2)),
      [&](uint64_t index) {
        const uint64_t dumps = std::min(kDumpsInASession, cases - index * kDumpsInASession);
        Play(seed + index, folder_of(index), static_cast<int>(dumps));
      },
      [&](uint64_t index, const std::string& how) {
        if (!how.empty()) TellWrong(seed + index, how);
        std::filesystem::remove_all(folder_of(index));
        TellProgress(static_cast<double>(++done) / static_cast<double>(sessions));
      });
  return 0;
}

}  // namespace
}  // namespace vr_torture

int main(int argc, char** argv) {
  return vr_torture::Main(vr_torture::Arguments(argc, argv));
}
