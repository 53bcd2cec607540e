#include "diagnosis/options.h"

#include <cstdlib>
#include <optional>
#include <sstream>
#include <thread>

namespace vr::bench {
namespace {

Status Wrong(const std::string& text) {
  return Status(ErrorCode::kInvalidArgument, text);
}

std::optional<double> Number(const std::string& text, double low, double high) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (text.empty() || *end != '\0' || !(value >= low && value <= high)) return std::nullopt;
  return value;
}

// Those of this name, or of this family: "dropout" is "dropout/zeros" and the others.
std::vector<const FaultKind*> KindsOf(const std::string& name) {
  std::vector<const FaultKind*> kinds;
  for (const FaultKind& kind : FaultKinds()) {
    const std::string full = kind.name;
    if (full == name || full.rfind(name + "/", 0) == 0) kinds.push_back(&kind);
  }
  return kinds;
}

Status TakeFaults(const std::string& list, DiagnosisOptions* options) {
  options->kinds.clear();
  std::istringstream words(list);
  for (std::string name; std::getline(words, name, ',');) {
    const std::vector<const FaultKind*> kinds = KindsOf(name);
    if (kinds.empty()) return Wrong("--faults: there is no fault " + name + "; --list shows them");
    options->kinds.insert(options->kinds.end(), kinds.begin(), kinds.end());
  }
  if (options->kinds.empty()) return Wrong("--faults needs names; --list shows them");
  return Status::Ok();
}

Status TakeValue(const std::string& name, const std::string& value, DiagnosisOptions* options) {
  if (name == "--faults") return TakeFaults(value, options);
  if (name == "--keep" || name == "--json") {
    if (value.empty()) return Wrong(name + " needs a path");
    (name == "--keep" ? options->keep : options->json) = value;
    return Status::Ok();
  }
  if (name == "--seeds") {
    if (value != "tune" && value != "held-out") return Wrong("--seeds: expected tune or held-out, got " + value);
    options->seeds = value == "tune" ? SeedSet::kTune : SeedSet::kHeldOut;
    return Status::Ok();
  }
  const double most = name == "--instances" ? 10000 : name == "--clean-hours" ? 1000 : 64;
  const std::optional<double> number = Number(value, name == "--threads" ? 1 : 0, most);
  if (!number)
    return Wrong(name + ": expected a number up to " + std::to_string(static_cast<int>(most)) + ", got " + value);
  if (name == "--instances") options->instances = static_cast<size_t>(*number);
  if (name == "--clean-hours") options->clean_hours = *number;
  if (name == "--threads") options->threads = static_cast<int>(*number);
  return Status::Ok();
}

}  // namespace

const char* DiagnosisHelp() {
  return "bench_diagnosis [options]\n"
         "\n"
         "Injects faults into talks that are made here, records them, has them diagnosed, and tells what was found.\n"
         "  --faults NAME[,NAME...]  these alone, by name or family, and clean talks only where --clean-hours is "
         "given\n"
         "  --instances N            of each fault and strength; default 100\n"
         "  --clean-hours H          of talks without a fault; default 10\n"
         "  --seeds SET              tune or held-out; default held-out\n"
         "  --threads N              default: as many as the machine has processors\n"
         "  --no-speed               leaves out the figures of time and memory\n"
         "  --keep DIR               keeps there the captures of what was missed, and of false findings\n"
         "  --json FILE              writes the figures as a list of {name, value, unit, peer, peerValue, ratio, goal, "
         "met}\n"
         "  --list                   the faults and their strengths\n"
         "  --help                   this text\n"
         "Exit codes: 0 every goal met, 1 a goal missed, 2 usage, 4 something is missing or failed.\n";
}

Result<DiagnosisOptions> ReadOptions(const std::vector<std::string>& words) {
  DiagnosisOptions options;
  options.threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  for (const FaultKind& kind : FaultKinds()) options.kinds.push_back(&kind);
  bool only_faults = false;
  bool hours_given = false;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word == "--help" || word == "-h") {
      options.help = true;
    } else if (word == "--list") {
      options.list = true;
    } else if (word == "--no-speed") {
      options.speed = false;
    } else if (word == "--faults" || word == "--instances" || word == "--clean-hours" || word == "--seeds" ||
               word == "--threads" || word == "--keep" || word == "--json") {
      if (i + 1 == words.size()) return Wrong(word + " needs a value");
      const Status taken = TakeValue(word, words[++i], &options);
      if (!taken.ok()) return taken;
      only_faults = only_faults || word == "--faults";
      hours_given = hours_given || word == "--clean-hours";
    } else {
      return Wrong("unknown option " + word);
    }
  }
  if (only_faults) options.speed = false;
  if (only_faults && !hours_given) options.clean_hours = 0;
  return options;
}

}  // namespace vr::bench
