// Decodes a ring by what doc/ring-format.md says, with no help from the code that writes it.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "base/json_text.h"
#include "native/recorder/harness.h"

namespace vr_test {
namespace {

using Bytes = std::vector<uint8_t>;

struct Field {
  size_t byte = 0;
  size_t size = 0;
};

// The rows "| byte | size | `name` |" of every section.
class Page {
 public:
  Page() {
    std::ifstream file(VR_RING_PAGE);
    EXPECT_TRUE(file.good()) << VR_RING_PAGE;
    std::string section;
    for (std::string line; std::getline(file, line);) {
      if (line.rfind("## ", 0) == 0) section = line.substr(3);
      if (line == "Each of its tracks:") section = "Track";
      if (line == "The body of type 4:") section = "Features";
      unsigned byte = 0;
      unsigned size = 0;
      char name[32];
      if (std::sscanf(line.c_str(), "| %u | %u | `%31[^`]` |", &byte, &size, name) == 3) {
        fields_[section][name] = {byte, size};
      }
    }
  }
  Field At(const std::string& section, const std::string& name) const {
    const auto found = fields_.find(section);
    if (found == fields_.end() || found->second.count(name) == 0) {
      ADD_FAILURE() << "the page has no " << name << " in " << section;
      return {};
    }
    return found->second.at(name);
  }
  uint64_t Number(const std::string& section, const std::string& name, const Bytes& bytes, size_t at) const {
    const Field field = At(section, name);
    uint64_t number = 0;
    for (size_t i = field.size; i > 0; --i) number = number << 8 | bytes.at(at + field.byte + i - 1);
    return number;
  }
  std::string Text(const std::string& section, const std::string& name, const Bytes& bytes, size_t at) const {
    const Field field = At(section, name);
    const auto begin = bytes.begin() + static_cast<std::ptrdiff_t>(at + field.byte);
    return {begin, begin + static_cast<std::ptrdiff_t>(field.size)};
  }

 private:
  std::map<std::string, std::map<std::string, Field>> fields_;
};

uint32_t Crc32cBitByBit(const Bytes& bytes, size_t from, size_t to) {
  uint32_t crc = ~0u;
  for (size_t i = from; i < to; ++i) {
    crc ^= bytes[i];
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (0x82F63B78u & (0u - (crc & 1)));
  }
  return ~crc;
}

struct Slot {
  uint64_t first_frame = 0;
  uint64_t frames = 0;
  size_t block_offset = 0;
  Bytes payload;
};

class RingFormat : public ::testing::Test {
 protected:
  void Record(const std::string& path, int cycle_time_s, double seconds) {
    vr::RecorderOptions options;
    options.recovery_folder = rings_.path();
    options.captures_folder = captures_.path();
    options.min_free_bytes = 0;
    LiveAndBeKilled(options, [&](Harness& harness) {
      harness.recorder().EnterRoom("room", "me");
      harness.Open(vr::SourceKind::kLocal, "me", kRate, Counting);
      EXPECT_TRUE(harness.Start(path, cycle_time_s, kRate).ok());
      harness.Run(seconds);
      EXPECT_TRUE(harness.recorder().Mark("boss fight", "{\"wave\": 3}").ok());
      harness.Run(1.0);
      if (cycle_time_s == 0) return;
      vr::DumpRequest request;
      request.last_s = 2;
      request.after_s = 30;
      request.path = captures_ / "d.wav";
      request.reason = "unlucky";
      uint64_t id = 0;
      EXPECT_TRUE(harness.recorder().Dump(request, &id).ok());
      harness.Run(1.0);
    });
    for (const std::string& name : rings_.names()) files_[name] = ReadBytes(rings_ / name);
  }

  void ExpectSuperblock(const std::string& name, const Bytes& file, size_t at) {
    SCOPED_TRACE(name + " at " + std::to_string(at));
    EXPECT_EQ(page_.Text("Superblock", "magic", file, at), "VRSB");
    EXPECT_EQ(page_.Number("Superblock", "checksum", file, at), Crc32cBitByBit(file, at + 8, at + 4096));
    EXPECT_EQ(page_.Number("Superblock", "version", file, at), 1u);
    const bool ring = name.size() == 24;
    EXPECT_EQ(page_.Number("Superblock", "segment", file, at),
              ring ? 0xffffffffu : std::stoul(name.substr(20, 8), nullptr, 16));
    EXPECT_EQ(page_.Number("Superblock", "epoch", file, at), std::stoull(name.substr(3, 16), nullptr, 16));
    EXPECT_EQ(page_.Number("Superblock", "sampleRate", file, at), static_cast<uint64_t>(kRate));
    if (ring) return;
    EXPECT_EQ(page_.Number("Superblock", "segmentBytes", file, at), file.size());
  }

  // Of all segments, the slots of a stream by their sequence.
  std::map<uint64_t, Slot> SlotsOf(size_t stream) {
    std::map<uint64_t, Slot> slots;
    for (const auto& [name, file] : files_) {
      if (name.size() == 24) continue;
      const Field first = page_.At("Superblock", "stream");
      const size_t described = first.byte + stream * first.size;
      const uint64_t slot_bytes = page_.Number("Stream", "slotBytes", file, described);
      const uint64_t offset = page_.Number("Stream", "offset", file, described);
      const uint64_t count = page_.Number("Stream", "slots", file, described);
      for (uint64_t i = 0; i < count; ++i) {
        const size_t at = offset + i * slot_bytes;
        const std::string magic = page_.Text("Slot", "magic", file, at);
        if (magic == std::string(4, '\0')) continue;
        SCOPED_TRACE(name + " slot " + std::to_string(i));
        const uint64_t header_bytes = page_.Number("Slot", "headerBytes", file, at);
        const uint64_t payload_bytes = page_.Number("Slot", "payloadBytes", file, at);
        const size_t end = at + header_bytes + payload_bytes;
        EXPECT_EQ(magic, "VRSL");
        EXPECT_EQ(header_bytes, 64u);
        EXPECT_LE(header_bytes + payload_bytes, slot_bytes);
        EXPECT_EQ(page_.Number("Slot", "version", file, at), 1u);
        EXPECT_EQ(page_.Number("Slot", "checksum", file, at), Crc32cBitByBit(file, at + 8, end));
        EXPECT_EQ(page_.Number("Slot", "stream", file, at), stream);
        EXPECT_EQ(page_.Number("Slot", "epoch", file, at), page_.Number("Superblock", "epoch", file, 0));
        EXPECT_EQ(page_.Number("Slot", "segment", file, at), page_.Number("Superblock", "segment", file, 0));
        EXPECT_EQ(page_.Number("Slot", "index", file, at), i);
        Slot& slot = slots[page_.Number("Slot", "sequence", file, at)];
        EXPECT_TRUE(slot.payload.empty()) << "a sequence is used once";
        slot.first_frame = page_.Number("Slot", "firstFrame", file, at);
        slot.frames = page_.Number("Slot", "frames", file, at);
        slot.block_offset = page_.Number("Slot", "blockOffset", file, at);
        const auto begin = file.begin() + static_cast<std::ptrdiff_t>(at + header_bytes);
        slot.payload.assign(begin, begin + static_cast<std::ptrdiff_t>(payload_bytes));
      }
    }
    return slots;
  }

  // The records of the log: type and body.
  std::vector<std::pair<uint64_t, Bytes>> Records(size_t log_stream) {
    Bytes bytes;
    uint64_t last = 0;
    for (const auto& [sequence, slot] : SlotsOf(log_stream)) {
      size_t from = 0;
      if (last == 0) from = slot.block_offset;
      EXPECT_TRUE(last == 0 || sequence == last + 1);
      last = sequence;
      bytes.insert(bytes.end(), slot.payload.begin() + static_cast<std::ptrdiff_t>(from), slot.payload.end());
    }
    std::vector<std::pair<uint64_t, Bytes>> records;
    const size_t body = page_.At("Log", "body").byte;
    for (size_t at = 0; at + body <= bytes.size();) {
      const uint64_t size = page_.Number("Log", "bytes", bytes, at);
      if (size < body || at + size > bytes.size()) break;
      records.push_back(
          {page_.Number("Log", "type", bytes, at), Bytes(bytes.begin() + static_cast<std::ptrdiff_t>(at + body),
                                                         bytes.begin() + static_cast<std::ptrdiff_t>(at + size))});
      at += size;
    }
    return records;
  }

  const Page page_;
  TemporaryFolder rings_;
  TemporaryFolder captures_;
  std::map<std::string, Bytes> files_;
};

TEST_F(RingFormat, IsReadByWhatItsPageSays) {
  Record(captures_ / "a.wav", 30, 44.0);
  ASSERT_GE(files_.size(), 5u);
  for (const auto& [name, file] : files_) {
    ExpectSuperblock(name, file, 0);
    ExpectSuperblock(name, file, name.size() == 24 ? 4096 : file.size() - 4096);
  }
  const Bytes& any = files_.begin()->second;
  ASSERT_EQ(page_.Number("Superblock", "streams", any, 0), 2u);

  int64_t next = 0;
  for (const auto& [sequence, slot] : SlotsOf(0)) {
    ASSERT_EQ(slot.block_offset, 0u);
    ASSERT_EQ(static_cast<int64_t>(slot.first_frame), next) << sequence;
    ASSERT_EQ(slot.frames * 2, slot.payload.size());
    for (size_t i = 0; i + 1 < slot.payload.size(); i += 2) {
      const auto sample = static_cast<int16_t>(slot.payload[i] | slot.payload[i + 1] << 8);
      ASSERT_EQ(sample, Counting(next++)) << sequence;
    }
  }
  EXPECT_GE(next, 45 * kRate);

  const Bytes& ring = files_.rbegin()->second;
  ASSERT_EQ(files_.rbegin()->first.size(), 24u);
  const size_t entry = 8192;
  EXPECT_EQ(page_.Text("Pin table", "magic", ring, entry), "VRPN");
  const uint64_t text_bytes = page_.Number("Pin table", "textBytes", ring, entry);
  const size_t text_at = entry + page_.At("Pin table", "text").byte;
  EXPECT_EQ(page_.Number("Pin table", "checksum", ring, entry), Crc32cBitByBit(ring, entry + 8, text_at + text_bytes));
  const nlohmann::json pin = vr::ParseJson(std::string(&ring[text_at], &ring[text_at] + text_bytes));
  EXPECT_EQ(pin.at("path"), captures_ / "d.wav");
  EXPECT_EQ(pin.at("reason"), "unlucky");
  EXPECT_EQ(pin.at("origin"), 1);
  EXPECT_EQ(pin.at("from"), 43 * kRate);
  EXPECT_EQ(pin.at("to"), 75 * kRate);
}

TEST_F(RingFormat, OfTheLogIsReadByWhatItsPageSays) {
  Record(captures_ / "a.wav", 0, 2.0);
  std::map<uint64_t, int> count;
  for (const auto& [type, body] : Records(0)) {
    ++count[type];
    if (type == 4) {
      EXPECT_EQ(page_.Number("Features", "firstCell", body, 0) % 10, 0u);
      const Field first = page_.At("Features", "track");
      const uint64_t tracks = page_.Number("Features", "tracks", body, 0);
      EXPECT_EQ(body.size(), first.byte + tracks * first.size);
      EXPECT_EQ(page_.Number("Track", "source", body, first.byte), 0u) << "the mix";
      EXPECT_EQ(page_.Number("Track", "cells", body, first.byte), 0x3ffu);
      continue;
    }
    const nlohmann::json json = vr::ParseJson(std::string(body.begin(), body.end()));
    if (type == 1) {
      EXPECT_EQ(json.at("path"), captures_ / "a.wav");
      EXPECT_EQ(json.at("cycleTime"), 0);
    } else if (type == 2) {
      EXPECT_EQ(json.at("user"), "me");
    } else if (type == 6 && json.at("game") == true) {
      EXPECT_EQ(json.at("label"), "boss fight");
      EXPECT_EQ(json.at("frame"), 2 * kRate);
      ++count[100];
    }
  }
  EXPECT_GE(count[1], 2) << "at the beginning, and with the file's name";
  EXPECT_GE(count[2], 1);
  EXPECT_GE(count[4], 25);
  EXPECT_GE(count[9], 2);
  EXPECT_GE(count[13], 1);
  EXPECT_EQ(count[100], 1);
}

}  // namespace
}  // namespace vr_test
