#include "recorder/task_events.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace {

vr::Event TaskEvent(uint64_t task, int code) {
  vr::Event event;
  event.kind = vr::EventKind::kTask;
  event.task_id = task;
  event.code = code;
  return event;
}

std::vector<std::pair<uint64_t, int>> Drain(vr::EventQueue& queue) {
  std::vector<std::pair<uint64_t, int>> all;
  vr::Event event;
  while (queue.Take(&event)) all.emplace_back(event.task_id, event.code);
  return all;
}

using Pairs = std::vector<std::pair<uint64_t, int>>;

TEST(TaskEvents, HoldsTheStartOfATaskUntilTheOneBeforeHasEnded) {
  vr::EventQueue queue;
  vr::TaskEvents events(queue);
  events.Begin(1);
  events.Add(TaskEvent(1, 3));
  events.Begin(2);
  events.Add(TaskEvent(2, 3));
  events.Add(TaskEvent(2, 5));
  EXPECT_EQ(Drain(queue), (Pairs{{1, 3}}));
  events.Add(TaskEvent(1, 4));
  EXPECT_EQ(Drain(queue), (Pairs{{1, 4}, {2, 3}, {2, 5}}));
}

TEST(TaskEvents, LetsARefusalPassARunningTaskButNotAnUnansweredOne) {
  vr::EventQueue queue;
  vr::TaskEvents events(queue);
  events.Begin(1);
  events.Begin(2);
  events.Add(TaskEvent(2, 1));
  EXPECT_EQ(Drain(queue), (Pairs{}));
  events.Add(TaskEvent(1, 3));
  EXPECT_EQ(Drain(queue), (Pairs{{1, 3}, {2, 1}}));
  events.Add(TaskEvent(1, 5));
  EXPECT_EQ(Drain(queue), (Pairs{{1, 5}}));
}

TEST(EventQueue, GivesUpLogLinesFirstAndTaskEventsNever) {
  vr::EventQueue queue;
  vr::Event log;
  log.kind = vr::EventKind::kLog;
  for (size_t i = 0; i < vr::EventQueue::kMaxWaiting + 10; ++i) queue.Add(log);
  for (int i = 0; i < 100; ++i) queue.Add(TaskEvent(7, 3));
  EXPECT_EQ(queue.lost(), 10u);
  int tasks = 0;
  vr::Event event;
  while (queue.Take(&event)) tasks += event.kind == vr::EventKind::kTask ? 1 : 0;
  EXPECT_EQ(tasks, 100);
}

}  // namespace
