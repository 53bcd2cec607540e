#include "abi/handles.h"

#include <map>
#include <utility>

namespace vr {
namespace {

constexpr size_t kMaxRecorders = 32;

struct Table {
  std::mutex mutex;
  vr_recorder last = 0;
  std::map<vr_recorder, std::shared_ptr<RecorderEntry>> recorders;
  std::map<SourceId, vr_recorder> owners;
};

// Never destroyed: a script engine may still call while the process ends.
Table& TheTable() {
  static Table* table = new Table();
  return *table;
}

}  // namespace

vr_recorder AddRecorder(std::shared_ptr<RecorderEntry> entry) {
  Table& table = TheTable();
  std::lock_guard<std::mutex> lock(table.mutex);
  if (table.recorders.size() >= kMaxRecorders) return 0;
  table.recorders[++table.last] = std::move(entry);
  return table.last;
}

std::shared_ptr<RecorderEntry> FindRecorder(vr_recorder handle) {
  Table& table = TheTable();
  std::lock_guard<std::mutex> lock(table.mutex);
  const auto it = table.recorders.find(handle);
  return it == table.recorders.end() ? nullptr : it->second;
}

std::shared_ptr<RecorderEntry> RemoveRecorder(vr_recorder handle) {
  Table& table = TheTable();
  std::lock_guard<std::mutex> lock(table.mutex);
  const auto it = table.recorders.find(handle);
  if (it == table.recorders.end()) return nullptr;
  std::shared_ptr<RecorderEntry> entry = std::move(it->second);
  table.recorders.erase(it);
  for (auto owner = table.owners.begin(); owner != table.owners.end();) {
    owner = owner->second == handle ? table.owners.erase(owner) : std::next(owner);
  }
  return entry;
}

void RememberSource(SourceId source, vr_recorder owner) {
  Table& table = TheTable();
  std::lock_guard<std::mutex> lock(table.mutex);
  table.owners[source] = owner;
}

std::shared_ptr<RecorderEntry> OwnerOfSource(SourceId source) {
  Table& table = TheTable();
  std::lock_guard<std::mutex> lock(table.mutex);
  const auto owner = table.owners.find(source);
  if (owner == table.owners.end()) return nullptr;
  const auto it = table.recorders.find(owner->second);
  return it == table.recorders.end() ? nullptr : it->second;
}

void ForgetSource(SourceId source) {
  Table& table = TheTable();
  std::lock_guard<std::mutex> lock(table.mutex);
  table.owners.erase(source);
}

}  // namespace vr
