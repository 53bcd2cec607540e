// What every benchmark program here prints: a table of figures, and with --json FILE the same as a JSON list of
// {name, value, unit, peer, peerValue, ratio, goal, met}.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace vr::bench {

struct Figure {
  std::string name;
  double value = 0;
  std::string unit;
  std::string peer;  // what value is compared with; empty: nothing
  std::optional<double> peer_value;
  std::optional<double> ratio;  // value / peer_value
  std::string goal;             // "<= 1.5" or ">= 4"; of the ratio where there is one, else of the value; empty: none
  std::optional<bool> met;
};

class JsonReport {
 public:
  // A figure on its own.
  void Add(const std::string& name, double value, const std::string& unit, const std::string& goal = "");
  // A figure beside a peer's, in the same unit.
  void AddBeside(const std::string& name, double value, const std::string& unit, const std::string& peer,
                 double peer_value, const std::string& goal = "");
  // A line of text for the table alone: a peer that is not installed, a right that is missing.
  void Note(const std::string& text);
  // From now on goals are stated but not judged (met is null), because the reason makes the figures meaningless.
  void StopJudging(const std::string& reason);

  const std::vector<Figure>& figures() const { return figures_; }
  bool AllGoalsMet() const;
  void PrintTable() const;
  std::string ToJson() const;
  // False, with a line on stderr, when the file cannot be written.
  bool WriteJson(const std::string& path) const;

  // What main does last and returns: prints the table, writes json_path unless it is empty. 0: every goal is met,
  // 1: one is not, 2: the file could not be written.
  int Finish(const std::string& json_path) const;

 private:
  void Append(Figure figure);

  std::vector<Figure> figures_;
  std::vector<std::string> notes_;
  bool judges_ = true;
};

// "<= X" or ">= X"; nothing for any other text.
std::optional<bool> MeetsGoal(const std::string& goal, double number);

// Takes "--json FILE" (or "--json=FILE") out of the arguments, so that the rest can go elsewhere; "" without it.
std::string TakeJsonPath(int* argc, char** argv);

}  // namespace vr::bench
