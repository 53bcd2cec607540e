#include "recorder/task_events.h"

#include <algorithm>
#include <utility>

namespace vr {

void TaskEvents::Begin(uint64_t task_id) {
  Row row;
  row.task_id = task_id;
  rows_.push_back(std::move(row));
}

void TaskEvents::Add(Event event) {
  for (Row& row : rows_) {
    if (row.task_id != event.task_id) continue;
    row.waiting.push_back(std::move(event));
    break;
  }
  Pump();
}

bool TaskEvents::TryEmitOne(size_t index) {
  Row& row = rows_[index];
  if (row.waiting.empty()) return false;
  const bool is_start = row.waiting.front().code == static_cast<int>(TaskCode::kStart);
  const auto earlier_end = rows_.begin() + static_cast<std::ptrdiff_t>(index);
  const bool may_go = std::all_of(rows_.begin(), earlier_end, [is_start](const Row& earlier) {
    return is_start ? earlier.ended : earlier.answered;
  });
  if (!may_go) return false;
  row.answered = true;
  row.ended = !is_start;
  queue_.Add(std::move(row.waiting.front()));
  row.waiting.pop_front();
  return true;
}

void TaskEvents::Pump() {
  bool moved = true;
  while (moved) {
    moved = false;
    for (size_t i = 0; i < rows_.size(); ++i) moved = TryEmitOne(i) || moved;
  }
  while (!rows_.empty() && rows_.front().ended) rows_.pop_front();
}

}  // namespace vr
