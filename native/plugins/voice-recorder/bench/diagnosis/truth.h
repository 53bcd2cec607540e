// What is known to be wrong with a capture that was made here, and what a diagnosis said of it. Plain data.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace vr::bench {

// Which lane: one of the sides, or any.
enum class Whose { kAny, kLocal, kRemote };

enum class Place {
  kWhole,  // the whole lane has it: there is nothing to find of where
  kLoose,  // it has a place, but no moment at which it begins for everybody
  kSharp,  // it begins at a moment, and a finding is to begin there
};

struct Label {
  std::string id;  // "dropout": any form of it will do; "wrong-rate/fast": this form only
  Whose whose = Whose::kAny;
  Place place = Place::kSharp;
  double start_s = 0;
  double end_s = 0;
  std::optional<double> echo_delay_ms;
};

// A finding, as the JSON of vra_diagnose has it.
struct Said {
  std::string id;
  std::string form;
  std::string kind;  // of its lane: "local", "remote", "mix"; "" for the whole capture
  double start_s = 0;
  double end_s = 0;
  std::optional<double> delay_ms;
  std::string sentence;
};

}  // namespace vr::bench
