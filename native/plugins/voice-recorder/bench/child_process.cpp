#include "child_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>

extern char** environ;

namespace vr::bench {
namespace {

double Seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

}  // namespace

std::optional<ChildUse> RunChild(const std::vector<std::string>& args) {
  std::vector<char*> words;
  for (const std::string& arg : args) words.push_back(const_cast<char*>(arg.c_str()));
  words.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  for (const int descriptor : {STDOUT_FILENO, STDERR_FILENO}) {
    posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0);
  }
  const auto begin = std::chrono::steady_clock::now();
  pid_t child = 0;
  const int spawned = posix_spawnp(&child, words[0], &actions, nullptr, words.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (spawned != 0) return std::nullopt;
  int status = 0;
  rusage usage{};
  if (wait4(child, &status, 0, &usage) != child || status != 0) return std::nullopt;
  ChildUse use;
  use.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  use.cpu_s = Seconds(usage.ru_utime) + Seconds(usage.ru_stime);
  use.peak_mb = static_cast<double>(usage.ru_maxrss) / 1024;
  return use;
}

std::optional<ChildUse> FastestRun(const std::vector<std::string>& args, int runs) {
  std::optional<ChildUse> fastest;
  for (int i = 0; i < runs; ++i) {
    const std::optional<ChildUse> run = RunChild(args);
    if (!run) return std::nullopt;
    if (!fastest || run->wall_s < fastest->wall_s) fastest = run;
  }
  return fastest;
}

}  // namespace vr::bench
