#include "support/child.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstring>
#include <map>

namespace vr_torture {
namespace {

std::string Ending(int status) {
  if (WIFSIGNALED(status)) {
    if (WTERMSIG(status) == SIGALRM) return "it hung";
    return std::string("it died: ") + strsignal(WTERMSIG(status));
  }
  return WEXITSTATUS(status) == 0 ? "" : "it ended with " + std::to_string(WEXITSTATUS(status));
}

pid_t Fork(const std::function<void()>& life, unsigned hang_s) {
  std::fflush(stdout);
  const pid_t child = ::fork();
  if (child != 0) return child;
  ::alarm(hang_s);
  life();
  std::fflush(stdout);
  ::_exit(0);
}

}  // namespace

std::string RunInChild(const std::function<void()>& life, int hang_s) {
  const pid_t child = Fork(life, static_cast<unsigned>(hang_s));
  if (child < 0) return "it could not be forked";
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
  }
  return Ending(status);
}

void RunInChildren(uint64_t count, int at_once, const std::function<void(uint64_t)>& job,
                   const std::function<void(uint64_t, const std::string&)>& done) {
  std::map<pid_t, uint64_t> running;
  for (uint64_t next = 0; next < count || !running.empty();) {
    if (next < count && running.size() < static_cast<size_t>(at_once)) {
      const pid_t child = Fork([&] { job(next); }, 0);
      if (child < 0) {
        done(next, "it could not be forked");
      } else {
        running[child] = next;
      }
      ++next;
      continue;
    }
    int status = 0;
    const pid_t child = ::waitpid(-1, &status, 0);
    const auto it = running.find(child);
    if (it == running.end()) continue;
    done(it->second, Ending(status));
    running.erase(it);
  }
}

}  // namespace vr_torture
