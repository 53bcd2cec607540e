#include "json_report.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>

namespace vr::bench {
namespace {

std::string Text(const std::optional<double>& number) {
  if (!number) return "";
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", *number);
  // Plain digits read better than 1.2e+06 in a table.
  if (std::strchr(text, 'e') != nullptr) std::snprintf(text, sizeof text, "%.0f", *number);
  return text;
}

std::string Verdict(const std::optional<bool>& met) {
  if (!met) return "";
  return *met ? "met" : "NOT MET";
}

template <typename T>
nlohmann::ordered_json OrNull(const std::optional<T>& value) {
  return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json(nullptr);
}

nlohmann::ordered_json OrNull(const std::string& text) {
  return text.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(text);
}

}  // namespace

std::optional<bool> MeetsGoal(const std::string& goal, double number) {
  if (goal.size() < 3) return std::nullopt;
  const std::string sign = goal.substr(0, 2);
  if (sign != "<=" && sign != ">=") return std::nullopt;
  char* end = nullptr;
  const double limit = std::strtod(goal.c_str() + 2, &end);
  if (end == goal.c_str() + 2) return std::nullopt;
  return sign == "<=" ? number <= limit : number >= limit;
}

void JsonReport::Append(Figure figure) {
  if (judges_) figure.met = MeetsGoal(figure.goal, figure.ratio.value_or(figure.value));
  figures_.push_back(std::move(figure));
}

void JsonReport::Add(const std::string& name, double value, const std::string& unit, const std::string& goal) {
  Figure figure;
  figure.name = name;
  figure.value = value;
  figure.unit = unit;
  figure.goal = goal;
  Append(std::move(figure));
}

void JsonReport::AddBeside(const std::string& name, double value, const std::string& unit, const std::string& peer,
                           double peer_value, const std::string& goal) {
  Figure figure;
  figure.name = name;
  figure.value = value;
  figure.unit = unit;
  figure.peer = peer;
  figure.peer_value = peer_value;
  if (peer_value != 0) figure.ratio = value / peer_value;
  figure.goal = goal;
  Append(std::move(figure));
}

void JsonReport::Note(const std::string& text) {
  notes_.push_back(text);
}

void JsonReport::StopJudging(const std::string& reason) {
  judges_ = false;
  Note(reason);
}

bool JsonReport::AllGoalsMet() const {
  return std::all_of(figures_.begin(), figures_.end(), [](const Figure& figure) { return figure.met.value_or(true); });
}

void JsonReport::PrintTable() const {
  using Row = std::vector<std::string>;
  std::vector<Row> rows = {{"figure", "value", "unit", "peer", "peer value", "ratio", "goal", ""}};
  for (const Figure& figure : figures_) {
    rows.push_back({figure.name, Text(figure.value), figure.unit, figure.peer, Text(figure.peer_value),
                    Text(figure.ratio), figure.goal, Verdict(figure.met)});
  }
  std::vector<size_t> widths(rows.front().size(), 0);
  for (const Row& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  for (const Row& row : rows) {
    std::string line;
    for (size_t i = 0; i < row.size(); ++i) line += row[i] + std::string(widths[i] - row[i].size() + 2, ' ');
    line.erase(line.find_last_not_of(' ') + 1);
    std::printf("%s\n", line.c_str());
  }
  for (const std::string& note : notes_) std::printf("note: %s\n", note.c_str());
}

std::string JsonReport::ToJson() const {
  auto list = nlohmann::ordered_json::array();
  for (const Figure& figure : figures_) {
    list.push_back({{"name", figure.name},
                    {"value", figure.value},
                    {"unit", figure.unit},
                    {"peer", OrNull(figure.peer)},
                    {"peerValue", OrNull(figure.peer_value)},
                    {"ratio", OrNull(figure.ratio)},
                    {"goal", OrNull(figure.goal)},
                    {"met", OrNull(figure.met)}});
  }
  return list.dump(2);
}

bool JsonReport::WriteJson(const std::string& path) const {
  std::ofstream file(path);
  file << ToJson() << '\n';
  file.close();
  if (file) return true;
  std::fprintf(stderr, "cannot write %s\n", path.c_str());
  return false;
}

int JsonReport::Finish(const std::string& json_path) const {
  PrintTable();
  if (!json_path.empty() && !WriteJson(json_path)) return 2;
  return AllGoalsMet() ? 0 : 1;
}

std::string TakeJsonPath(int* argc, char** argv) {
  constexpr char kOption[] = "--json";
  constexpr size_t kOptionLength = sizeof kOption - 1;
  std::string path;
  int kept = 1;
  for (int i = 1; i < *argc; ++i) {
    if (std::strcmp(argv[i], kOption) == 0 && i + 1 < *argc) {
      path = argv[++i];
    } else if (std::strncmp(argv[i], "--json=", kOptionLength + 1) == 0) {
      path = argv[i] + kOptionLength + 1;
    } else {
      argv[kept++] = argv[i];
    }
  }
  *argc = kept;
  argv[kept] = nullptr;
  return path;
}

}  // namespace vr::bench
