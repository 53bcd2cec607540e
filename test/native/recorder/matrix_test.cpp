// Walks the table of doc/states.md: every state, every operation, the answer and the events.
#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "native/recorder/harness.h"

namespace vr_test {
namespace {

using Row = std::vector<std::string>;

std::string Trimmed(const std::string& text) {
  const size_t first = text.find_first_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

Row Cells(const std::string& line) {
  Row cells;
  std::stringstream stream(line.substr(1));
  for (std::string cell; std::getline(stream, cell, '|');) cells.push_back(Trimmed(cell));
  return cells;
}

std::vector<Row> ReadTable() {
  std::vector<Row> rows;
  std::ifstream page(VR_STATES_PAGE);
  for (std::string line; std::getline(page, line);) {
    if (line.compare(0, 2, "| ") == 0) rows.push_back(Cells(line));
  }
  return rows;
}

void Reach(const std::string& state, Harness& harness) {
  vr::Recorder& recorder = harness.recorder();
  if (state == "noRoom") return;
  recorder.EnterRoom("room", "me");
  if (state == "noConsent" || state == "inRoom") return;
  const bool real_time = state == "startingRealTime" || state == "realTime";
  ASSERT_TRUE(harness.Start(harness.folder() / "first.wav", real_time ? 0 : 10).ok());
  if (state == "startingRealTime" || state == "startingCycle") return;
  harness.Run(1.0);
  if (state == "stopping") recorder.Stop();
  harness.TakeEvents();
}

const std::map<std::string, std::function<vr::CallResult(Harness&)>>& Operations() {
  using H = Harness;
  static const std::map<std::string, std::function<vr::CallResult(H&)>> operations = {
      {"startRealTime", [](H& h) { return h.Start(h.folder() / "next.wav", 0); }},
      {"startCycle", [](H& h) { return h.Start(h.folder() / "next.wav", 10); }},
      {"startBadSuffix", [](H& h) { return h.Start(h.folder() / "next.ogg", 0); }},
      {"startBadFolder", [](H& h) { return h.Start(h.folder() / "no/next.wav", 0); }},
      {"stop", [](H& h) { return h.recorder().Stop(); }},
      {"dump", [](H& h) { return h.Dump(0, ""); }},
      {"mark", [](H& h) { return h.recorder().Mark("here", ""); }},
      {"enterSame", [](H& h) { return h.recorder().EnterRoom("room", "me"); }},
      {"enterOther", [](H& h) { return h.recorder().EnterRoom("other", "me"); }},
      {"reconnecting", [](H& h) { return h.recorder().Reconnecting(); }},
      {"leave", [](H& h) { return h.recorder().LeaveRoom(); }},
      {"openSource",
       [](H& h) {
         vr::SourceId id = 0;
         return h.recorder().OpenSource(vr::SourceKind::kRemote, "you", "", &id);
       }},
  };
  return operations;
}

std::string Observe(const std::string& state, const std::function<vr::CallResult(Harness&)>& operation) {
  vr::RecorderOptions options;
  options.require_consent = state == "noConsent";
  Harness harness(options);
  harness.Open(vr::SourceKind::kLocal, "me", 16000, [](int64_t n) { return static_cast<int16_t>(n % 100); });
  Reach(state, harness);
  std::string seen = std::to_string(static_cast<int>(operation(harness).code));
  harness.Run(1.0);
  const std::vector<int> codes = harness.TakeTaskCodes();
  if (!codes.empty()) seen += " /";
  for (const int code : codes) seen += " " + std::to_string(code);
  return seen;
}

TEST(RecorderStates, AnswerAsTheTableOnThePageSays) {
  const std::vector<Row> table = ReadTable();
  ASSERT_GE(table.size(), 9u) << "doc/states.md has no table";
  const Row& head = table[0];
  ASSERT_EQ(head.size(), Operations().size() + 1);
  for (size_t r = 1; r < table.size(); ++r) {
    ASSERT_EQ(table[r].size(), head.size()) << table[r][0];
    for (size_t c = 1; c < head.size(); ++c) {
      const auto operation = Operations().find(head[c]);
      ASSERT_NE(operation, Operations().end()) << head[c];
      EXPECT_EQ(Observe(table[r][0], operation->second), table[r][c]) << table[r][0] << " x " << head[c];
    }
  }
}

}  // namespace
}  // namespace vr_test
