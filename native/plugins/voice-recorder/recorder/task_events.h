// Puts the events of tasks in the promised order: every accepted start has its 1, 2 or 3 in the order of the calls,
// and the 3 of a task comes after the last event of the one before it. Worker thread only.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "recorder/event_queue.h"

namespace vr {

class TaskEvents {
 public:
  explicit TaskEvents(EventQueue& queue) : queue_(queue) {}

  // An accepted start begins its row; events of other ids may still be on their way.
  void Begin(uint64_t task_id);
  // Events 1, 2, 4 and 5 end the row.
  void Add(Event event);

 private:
  struct Row {
    uint64_t task_id = 0;
    bool answered = false;  // its 1, 2 or 3 is out
    bool ended = false;     // its last event is out
    std::deque<Event> waiting;
  };

  void Pump();
  bool TryEmitOne(size_t index);

  EventQueue& queue_;
  std::deque<Row> rows_;
};

}  // namespace vr
