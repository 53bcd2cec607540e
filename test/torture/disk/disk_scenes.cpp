#include "disk/disk_scenes.h"

#include <cmath>
#include <filesystem>

#include "support/capture_reader.h"
#include "support/child.h"
#include "support/shared.h"

namespace vr_torture {
namespace {

constexpr int kCycleS = 10;
constexpr int kLapS = 100;  // the ring of kCycleS goes round after 90 s
constexpr int kHangS = 120;

uint64_t RingBytes(int rate_hz, const std::string& path) {
  vr_recorder_options options;
  vr_recorder_options_init(&options);
  options.recovery_folder = "/tmp";
  options.virtual_clock = 1;
  vr_recorder recorder = 0;
  vr_recorder_create(&options, &recorder);
  vr_task_config task;
  vr_task_config_init(&task);
  task.file_path = path.c_str();
  task.sample_rate_hz = static_cast<uint32_t>(rate_hz);
  task.cycle_time_s = kCycleS;
  vr_cost cost = {};
  vr_estimate(recorder, &task, &cost);
  vr_recorder_destroy(recorder);
  return cost.ring_bytes;
}

}  // namespace

DiskScene::DiskScene(uint64_t seed, const std::string& folder)
    : random_(seed), folder_(folder), aac_(seed % 2 == 1), rate_hz_(Whole(0, 1) == 0 ? 16000 : 32000) {
  std::filesystem::create_directories(folder_);
}

const std::vector<DiskScene::Named>& DiskScene::All() {
  static const std::vector<Named> all = {
      {"full before the start", &DiskScene::BeforeStart},
      {"full under a ring", &DiskScene::UnderARing},
      {"full while a ring grows", &DiskScene::WhileARingGrows},
      {"full in mid-dump", &DiskScene::InMidDump},
      {"full at the end of a task", &DiskScene::AtTheEnd},
      {"full in real time", &DiskScene::InRealTime},
      {"full in recovery", &DiskScene::InRecovery},
  };
  return all;
}

size_t DiskScene::count() {
  return All().size();
}
const char* DiskScene::NameOf(size_t scene) {
  return All()[scene].name;
}
void DiskScene::Play(size_t scene) {
  (this->*All()[scene].scene)();
}

std::string DiskScene::Roomy(const std::string& name) {
  std::filesystem::create_directories(folder_ + "/" + name);
  return folder_ + "/" + name;
}

Game::Config DiskScene::On(const std::string& rings, const std::string& captures) const {
  Game::Config config;
  config.rate_hz = rate_hz_;
  config.rings = rings;
  config.captures = captures;
  return config;
}

bool DiskScene::Mounted(const SmallDisk& disk) {
  skipped_ = disk.problem();
  return skipped_.empty();
}

void DiskScene::ExpectExact(const std::string& path, int64_t from, int64_t to, int64_t start_ns, int64_t told) {
  const std::string name = std::filesystem::path(path).filename().string();
  if (!Exists(path)) return Wrong(name + " is not there");
  ToldSound sound(false, rate_hz_);
  sound.SetTold(told);
  const Comparison found = Compare(ReadCapture(path, nullptr), &sound, start_ns);
  if (!found.problem.empty()) return Wrong(name + ": " + found.problem);
  Expect(found.missing == 0, name + " lacks " + std::to_string(found.missing) + " frames");
  Expect(found.from == from && found.from + found.frames == to,
         name + " is [" + std::to_string(found.from) + ", " + std::to_string(found.from + found.frames) + "), not [" +
             std::to_string(from) + ", " + std::to_string(to) + ")");
}

void DiskScene::ExpectExact(const std::string& path, int64_t from, int64_t to, const Game& game) {
  ExpectExact(path, from, to, game.start_ns(), game.told_frames());
}

void DiskScene::ExpectNoPart(const std::string& folder) {
  for (const std::string& name : NamesIn(folder)) {
    const bool in_the_making = name.find(".part") != std::string::npos || name.find(".tmp") != std::string::npos;
    Expect(!in_the_making, name + " is left behind");
  }
}

// ---- Scenes

// "fails cleanly at start if the space is not there"
void DiskScene::BeforeStart() {
  const std::string files = Roomy("files");
  const std::string path = files + "/a" + Suffix();
  const uint64_t needed = RingBytes(rate_hz_, path);
  SmallDisk disk(folder_ + "/disk", static_cast<int>(2 * needed / 1024));
  if (!Mounted(disk)) return;
  std::filesystem::create_directories(disk / "rings");
  Game game(On(disk / "rings", files));
  const uint64_t least = Whole(0, 1) == 0 ? 0 : needed / 2;
  disk.FillBut(static_cast<uint64_t>(Whole(static_cast<int>(least), static_cast<int>(needed - 8192))));
  const uint64_t free_before = disk.FreeBytes();
  Expect(game.Start(path, kCycleS) == VR_OK, "the start was refused");
  game.Run(1);
  const auto events = game.TakeEvents();
  Expect(FindTask(events, VR_TASK_OPEN_FILE_FAILED) != nullptr, "no event 2");
  Expect(FindTask(events, VR_TASK_START) == nullptr, "it began without its ring");
  Expect(NamesIn(disk / "rings").empty(), "a ring is left behind");
  Expect(disk.FreeBytes() == free_before, "room is left taken");
  Expect(NamesIn(files).empty(), "a file is left behind");
  disk.Empty();
  game.Start(path, kCycleS);
  game.Run(kCycleS + 2);
  Expect(FindTask(game.TakeEvents(), VR_TASK_START) != nullptr, "it does not begin though there is room");
  vr_stop_audio_recording(game.recorder());
  game.RunSilent(1);
  ExpectExact(path, game.told_frames() - kCycleS * rate_hz_, game.told_frames(), game);
}

// "a ring never SIGBUSes or ENOSPCs later"
void DiskScene::UnderARing() {
  const std::string files = Roomy("files");
  const std::string path = files + "/a" + Suffix();
  SmallDisk disk(folder_ + "/disk", static_cast<int>(RingBytes(rate_hz_, path) / 1024 + Whole(64, 4096)));
  if (!Mounted(disk)) return;
  std::filesystem::create_directories(disk / "rings");
  Game game(On(disk / "rings", files));
  game.Start(path, kCycleS);
  game.Run(Whole(1, 20) / 10.0);
  disk.FillBut(0);
  game.Run(kLapS);
  const int64_t now = game.told_frames();
  game.Dump(files + "/d" + Suffix(), {});
  game.Run(1);
  const auto events = game.TakeEvents();
  Expect(Find(events, VR_EVENT_DEGRADED) == nullptr, "a ring that has its room notices a full disk");
  Expect(game.Stats().durable_s > kLapS, "it does not write into its room");
  ExpectExact(files + "/d" + Suffix(), now - kCycleS * rate_hz_, now, game);
  vr_stop_audio_recording(game.recorder());
  game.RunSilent(1);
  ExpectExact(path, game.told_frames() - kCycleS * rate_hz_, game.told_frames(), game);
}

// Pins let a ring grow; where it cannot, it goes on in memory, and returns.
void DiskScene::WhileARingGrows() {
  const std::string files = Roomy("files");
  const std::string path = files + "/a" + Suffix();
  SmallDisk disk(folder_ + "/disk", static_cast<int>(3 * RingBytes(rate_hz_, path) / 1024));
  if (!Mounted(disk)) return;
  for (const char* name : {"rings", "dumps"}) std::filesystem::create_directories(disk / name);
  Game game(On(disk / "rings", files));
  game.Start(path, kCycleS);
  game.Run(Whole(11, 20));
  disk.FillBut(0);
  struct Pinned {
    uint64_t id = 0;
    int64_t to = 0;
    std::string path;
  };
  std::vector<Pinned> dumps;
  for (int i = 0; i < 2; ++i) {
    Pinned dump{0, game.told_frames(), disk / ("dumps/d" + std::to_string(i) + Suffix())};
    dump.id = game.Dump(dump.path, {});
    game.Run(1);
    Expect(Find(game.TakeEvents(), VR_EVENT_DUMP_FAILED, dump.id) != nullptr, "a dump onto a full disk did not fail");
    dumps.push_back(dump);
    game.Run(29);
  }
  // Two of three segments are pinned, the third is needed, and there is no room for another one.
  game.Run(kLapS - 70);
  const auto events = game.TakeEvents();
  const GameEvent* degraded = Find(events, VR_EVENT_DEGRADED);
  Expect(degraded != nullptr && degraded->code == VR_DEGRADED_DISK, "no event tells that the ring cannot grow");
  Expect(game.Stats().degraded == VR_DEGRADED_DISK, "the statistics do not say so either");
  Expect(FindTask(events, VR_TASK_ERROR) == nullptr, "the task ended for it");
  game.Run(Whole(1, 10));
  disk.Empty();
  game.Run(35);
  Expect(Find(game.TakeEvents(), VR_EVENT_RESTORED) != nullptr, "it does not return when there is room again");
  Expect(game.Stats().degraded == 0, "it is still degraded");
  for (const Pinned& dump : dumps) {
    vr_capture_retry(game.recorder(), dump.id, nullptr);
    game.Run(1);
    ExpectExact(dump.path, dump.to - kCycleS * rate_hz_, dump.to, game);
  }
  vr_stop_audio_recording(game.recorder());
  game.RunSilent(1);
  ExpectExact(path, game.told_frames() - kCycleS * rate_hz_, game.told_frames(), game);
}

// "Captured means pinned: a full disk can delay the file, not lose it"
void DiskScene::InMidDump() {
  const std::string rings = Roomy("rings");
  const std::string files = Roomy("files");
  SmallDisk disk(folder_ + "/disk", 2048);
  if (!Mounted(disk)) return;
  Game game(On(Whole(0, 2) == 0 ? "" : rings, files));
  game.Start(files + "/a" + Suffix(), kCycleS);
  game.Run(Whole(11, 30));
  const double last_s = Whole(50, 100) / 10.0;
  disk.FillBut(static_cast<uint64_t>(Whole(0, 20000)));
  const int64_t to = game.told_frames();
  const int64_t from = to - static_cast<int64_t>(last_s * rate_hz_);
  Game::DumpOptions options;
  options.last_s = last_s;
  const uint64_t dump = game.Dump(disk / ("d" + Suffix()), options);
  game.Run(1);
  const auto events = game.TakeEvents();
  Expect(Find(events, VR_EVENT_DUMP_CAPTURED, dump) != nullptr, "it was not captured");
  const GameEvent* failed = Find(events, VR_EVENT_DUMP_FAILED, dump);
  Expect(failed != nullptr && !failed->text.empty(), "it did not fail with a reason");
  Expect(!Exists(disk / ("d" + Suffix())), "a file stands at its path");
  ExpectNoPart(disk.folder());
  game.Run(2 * kLapS);
  Expect(game.Stats().captures_failed == 1, "it does not wait for a retry");
  const bool elsewhere = Whole(0, 1) == 0;
  const std::string path = elsewhere ? files + "/again" + Suffix() : disk / ("d" + Suffix());
  if (!elsewhere) disk.Empty();
  vr_capture_retry(game.recorder(), dump, elsewhere ? path.c_str() : nullptr);
  game.Run(1);
  Expect(Find(game.TakeEvents(), VR_EVENT_DUMP_DONE, dump) != nullptr, "the retry is not done");
  ExpectExact(path, from, to, game);
  Expect(game.Stats().captures_failed == 0, "it is still counted as failed");
}

void DiskScene::AtTheEnd() {
  const std::string rings = Roomy("rings");
  const std::string files = Roomy("files");
  SmallDisk disk(folder_ + "/disk", 2048);
  if (!Mounted(disk)) return;
  Game game(On(Whole(0, 2) == 0 ? "" : rings, files));
  game.Start(disk / ("a" + Suffix()), kCycleS);
  game.Run(Whole(11, 30));
  disk.FillBut(static_cast<uint64_t>(Whole(0, 20000)));
  vr_stop_audio_recording(game.recorder());
  game.RunSilent(2);
  const auto events = game.TakeEvents();
  const GameEvent* ended = FindTask(events, VR_TASK_ERROR);
  Expect(ended != nullptr && ended->capture_id != 0, "no event 4 with a capture to retry");
  Expect(FindTask(events, VR_TASK_FINISH) == nullptr, "an event 5 beside it");
  ExpectNoPart(disk.folder());
  if (ended == nullptr) return;
  disk.Empty();
  vr_capture_retry(game.recorder(), ended->capture_id, nullptr);
  game.RunSilent(1);
  ExpectExact(disk / ("a" + Suffix()), game.told_frames() - kCycleS * rate_hz_, game.told_frames(), game);
}

// "4 ... the file holds what fitted"
void DiskScene::InRealTime() {
  const std::string files = Roomy("files");
  SmallDisk disk(folder_ + "/disk", 4096);
  if (!Mounted(disk)) return;
  std::filesystem::create_directories(disk / "rings");
  Game game(On(Whole(0, 2) == 0 ? "" : disk / "rings", files));
  const std::string path = disk / ("a" + Suffix());
  game.Start(path, 0);
  game.Run(1);
  disk.FillBut(static_cast<uint64_t>(Whole(8192, 200'000)));
  game.Run(aac_ ? 120 : 30);
  const auto events = game.TakeEvents();
  Expect(FindTask(events, VR_TASK_START) != nullptr, "no event 3");
  Expect(FindTask(events, VR_TASK_ERROR) != nullptr, "no event 4");
  Expect(FindTask(events, VR_TASK_FINISH) == nullptr, "an event 5 beside it");
  const AudioFile file = ReadAudio(path, nullptr);
  ToldSound sound(false, rate_hz_);
  int64_t frames = 0;
  const std::string problem = CompareFromStart(file, "mix", &sound, &frames);
  Expect(problem.empty(), "the file: " + problem);
  Expect(file.rest_bytes == 0, "bytes behind the end of its audio");
  Expect(frames > rate_hz_ / 2, "it holds nothing of what fitted");
  disk.Empty();
  game.Start(path, 0);
  game.Run(2);
  vr_stop_audio_recording(game.recorder());
  game.RunSilent(1);
  Expect(FindTask(game.TakeEvents(), VR_TASK_FINISH) != nullptr, "the next recording does not work");
}

// What cannot be written now is kept for the next time.
void DiskScene::InRecovery() {
  const std::string rings = Roomy("rings");
  SmallDisk disk(folder_ + "/disk", 2048);
  if (!Mounted(disk)) return;
  struct Left {
    int64_t start_ns = 0;
    int64_t told = 0;
    int64_t durable = 0;
    int64_t dump_to = 0;
  };
  Shared<Left> left;
  const int seconds = Whole(11, 30);
  const std::string dump_path = disk / ("d" + Suffix());
  const std::string died = RunInChild(
      [&] {
        Game game(On(rings, disk.folder()));
        game.Start(Roomy("files") + "/a" + Suffix(), kCycleS);
        game.Run(seconds);
        left->dump_to = game.told_frames();
        Game::DumpOptions options;
        options.after_s = 0.1;
        options.last_s = 5;
        disk.FillBut(0);
        game.Dump(dump_path, options);
        game.Run(1);
        left->start_ns = game.start_ns();
        left->told = game.told_frames();
        left->durable = std::llround(game.Stats().durable_s * rate_hz_);
        game.Abandon();
      },
      kHangS);
  Expect(died.empty(), "the life: " + died);
  Expect(NamesIn(rings).size() > 1, "nothing was left to recover");
  {
    Game next(On(rings, disk.folder()));
    vr_recover(next.recorder(), nullptr);
    next.RunSilent(0.1);
    const auto events = next.TakeEvents();
    Expect(Find(events, VR_EVENT_RECOVERY_PROBLEM) != nullptr, "a recovery onto a full disk told of no problem");
    Expect(Find(events, VR_EVENT_RECOVERY_DONE) != nullptr, "it did not end");
    ExpectNoPart(disk.folder());
    disk.Empty();
    vr_recover(next.recorder(), nullptr);
    next.RunSilent(0.1);
    Expect(Find(next.TakeEvents(), VR_EVENT_RECOVERY_PROBLEM) == nullptr, "it tells of problems though there is room");
  }
  const int64_t after = rate_hz_ / 10;
  ExpectExact(dump_path, left->dump_to - 5 * rate_hz_, left->dump_to + after, left->start_ns, left->told);
  const std::string rest = disk / ("recovered" + Suffix());
  ToldSound sound(false, rate_hz_);
  const Comparison found = Compare(ReadCapture(rest, nullptr), &sound, left->start_ns);
  Expect(found.problem.empty(), "the rest: " + found.problem);
  Expect(found.from + found.frames >= left->durable, "acknowledged audio is lost");
  Expect(found.missing == 0 && found.frames == kCycleS * rate_hz_, "the rest is not whole");
  Expect(NamesIn(rings).empty(), "a ring is left behind");
}

}  // namespace vr_torture
