// Walks the tables of doc/states.md: every state, every operation, the answer and what is told.
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

using Table = std::vector<Row>;

std::vector<Table> ReadTables() {
  std::vector<Table> tables;
  std::ifstream page(VR_STATES_PAGE);
  bool within = false;
  for (std::string line; std::getline(page, line);) {
    const bool is_row = line.compare(0, 1, "|") == 0;
    if (is_row && !within) tables.emplace_back();
    within = is_row;
    if (line.compare(0, 2, "| ") == 0) tables.back().push_back(Cells(line));
  }
  return tables;
}

void Reach(const std::string& state, Harness& harness) {
  vr::Recorder& recorder = harness.recorder();
  if (state == "noRoom") return;
  recorder.EnterRoom("room", "me");
  if (state == "noConsent" || state == "inRoom") return;
  const bool real_time = state.find("ealTime") != std::string::npos;
  ASSERT_TRUE(harness.Start(harness.folder() / "first.wav", real_time ? 0 : 10).ok());
  if (state == "startingRealTime" || state == "startingCycle") return;
  harness.Run(1.0);
  if (state.compare(0, 6, "paused") == 0) {
    recorder.Pause();
    harness.Run(1.0);
  }
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
      {"pause", [](H& h) { return h.recorder().Pause(); }},
      {"resume", [](H& h) { return h.recorder().Resume(); }},
      {"statistics", [](H& h) { return h.recorder().AddStatistics("{}"); }},
      {"wipe", [](H& h) { return h.recorder().Wipe(); }},
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

std::string Codes(const std::vector<vr::Event>& events, vr::EventKind kind) {
  std::string codes;
  for (const vr::Event& event : events) {
    if (event.kind == kind) codes += " " + std::to_string(event.code);
  }
  return codes;
}

struct Seen {
  std::string answer_and_task;  // a cell of the first table
  std::string states;           // of the second
};

Seen Observe(const std::string& state, const std::function<vr::CallResult(Harness&)>& operation, bool durable) {
  TemporaryFolder rings;
  vr::RecorderOptions options;
  options.require_consent = state == "noConsent";
  options.min_free_bytes = 0;
  if (durable) options.recovery_folder = rings.path();
  Harness harness(options);
  harness.Open(vr::SourceKind::kLocal, "me", 16000, [](int64_t n) { return static_cast<int16_t>(n % 100); });
  Reach(state, harness);
  Seen seen{std::to_string(static_cast<int>(operation(harness).code)), ""};
  harness.Run(1.0);
  const std::vector<vr::Event> events = harness.TakeEvents();
  const std::string task = Codes(events, vr::EventKind::kTask);
  if (!task.empty()) seen.answer_and_task += " /" + task;
  seen.states = Trimmed(Codes(events, vr::EventKind::kState));
  return seen;
}

void Walk(const Table& table, std::string Seen::* cell, bool durable) {
  const Row& head = table[0];
  for (size_t r = 1; r < table.size(); ++r) {
    ASSERT_EQ(table[r].size(), head.size()) << table[r][0];
    for (size_t c = 1; c < head.size(); ++c) {
      const auto operation = Operations().find(head[c]);
      ASSERT_NE(operation, Operations().end()) << head[c];
      EXPECT_EQ(Observe(table[r][0], operation->second, durable).*cell, table[r][c])
          << table[r][0] << " x " << head[c] << (durable ? " on disk" : " in memory");
    }
  }
}

class RecorderStates : public ::testing::TestWithParam<bool> {};

TEST_P(RecorderStates, AnswerAndTellTaskEventsAsThePageSays) {
  const std::vector<Table> tables = ReadTables();
  ASSERT_EQ(tables.size(), 2u);
  EXPECT_EQ(tables[0].size(), 11u);
  EXPECT_EQ(tables[0][0].size(), Operations().size() + 1);
  Walk(tables[0], &Seen::answer_and_task, GetParam());
}

TEST_P(RecorderStates, TellWhatPlayersAreShownAsThePageSays) {
  const std::vector<Table> tables = ReadTables();
  ASSERT_EQ(tables.size(), 2u);
  EXPECT_EQ(tables[1].size(), 6u);
  Walk(tables[1], &Seen::states, GetParam());
}

INSTANTIATE_TEST_SUITE_P(InMemoryAndOnDisk, RecorderStates, ::testing::Bool());

}  // namespace
}  // namespace vr_test
