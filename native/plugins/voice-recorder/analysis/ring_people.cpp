#include "analysis/ring_people.h"

#include <nlohmann/json.hpp>

#include "cycle/block_assembler.h"
#include "cycle/log_walk.h"
#include "cycle/slot_stream.h"

namespace vr {
namespace {

using Json = nlohmann::ordered_json;

constexpr uint64_t kTaskRecord = 1;
constexpr uint64_t kStreamRecord = 10;
constexpr size_t kTypeByte = 4;

int64_t IntegerAt(const Json& object, const char* key, int64_t otherwise) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number_integer() ? found->get<int64_t>() : otherwise;
}

class Reader final : public EncodedBlockSink {
 public:
  void OnEncodedBlock(const EncodedBlock& block) override {
    if (block.size_bytes < kLogRecordHeaderBytes) return;
    const uint64_t type = GetLe(block.data + kTypeByte, 2);
    if (type != kTaskRecord && type != kStreamRecord) return;
    const uint8_t* body = block.data + kLogRecordHeaderBytes;
    const auto keep_flat = [](int depth, Json::parse_event_t, Json&) { return depth <= 1; };
    const Json json = Json::parse(body, block.data + block.size_bytes, keep_flat, false);
    if (!json.is_object()) return;
    if (type == kTaskRecord) people.split = IntegerAt(json, "layout", 0) == 1;
    if (type == kStreamRecord) TakeStream(json);
  }
  RingPeople people;

 private:
  void TakeStream(const Json& json) {
    constexpr const char* kKinds[] = {"local", "remote", "remoteMix"};
    const int64_t stream = IntegerAt(json, "stream", -1);
    const int64_t kind = IntegerAt(json, "kind", 0);
    const auto gone = json.find("gone");
    if (stream < 0 || stream >= kMaxRingStreams || kind < 0 || kind > 2) return;
    if (gone != json.end() && *gone == true) return;
    const auto user = json.find("user");
    people.by_stream[static_cast<size_t>(stream)] = {
        kKinds[kind], user != json.end() && user->is_string() ? user->get<std::string>() : ""};
  }
};

}  // namespace

RingPeople ReadRingPeople(const RingContents& ring) {
  const size_t log = ring.shape().log_stream();
  SlotStream slots(ring.files(), ring.shape(), log, ring.image().streams[log].runs, ring.key());
  BlockAssembler assembler(LogStepAt);
  Reader reader;
  std::vector<Slot> batch;
  while (slots.Next(&batch)) {
    for (const Slot& slot : batch) assembler.Feed(slot, reader);
  }
  return std::move(reader.people);
}

}  // namespace vr
