// The n-th call to the disk fails, in every phase of a recording and of its recovery.
//   folder=PATH   where to work; it is there, and what is made in it goes again
//   seed=N cases=N   so many cases from this one on, each drawn from its seed; without cases: every one there is
//   [jobs=N]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>

#include "faults/checks.h"
#include "faults/life.h"
#include "support/arguments.h"
#include "support/child.h"
#include "support/shared.h"
#include "support/tell.h"

namespace vr_torture {
namespace {

constexpr int kCaseHangS = 60;
// So that neighbouring seeds are far apart among the cases; a prime, so that as many seeds as cases meet each of them.
constexpr uint64_t kStride = 2654435761;

Folders MakeFolders(const std::string& root) {
  std::filesystem::remove_all(root);
  const Folders folders{root + "/rings", root + "/captures", root + "/files"};
  for (const std::string& folder : {folders.rings, folders.captures, folders.files}) {
    std::filesystem::create_directories(folder);
  }
  return folders;
}

void KeepCalls(Facts* facts) {
  facts->forbidden_calls = FaultyDisk::ForbiddenCalls();
  std::snprintf(facts->forbidden_call, sizeof facts->forbidden_call, "%s", FaultyDisk::ForbiddenCall());
}

// One case with all its lives; what is wrong in words.
class Run {
 public:
  Run(const Case& the_case, const std::string& root, ToldSound* sound)
      : case_(the_case), root_(root), folders_(MakeFolders(root)), check_(the_case, folders_, *life_, sound) {}
  ~Run() {
    if (std::getenv("VR_TORTURE_KEEP") == nullptr) std::filesystem::remove_all(root_);
  }

  std::vector<std::string> Do() {
    Die("the life", [this] {
      Life life(case_, folders_, &*life_);
      life.Live();
      KeepCalls(&*life_);
    });
    const bool recovers = !Setups()[case_.setup].in_memory;
    if (recovers && case_.phase == Phase::kRecover) {
      Recover(case_);
      std::memcpy(life_->fired, recovery_->fired, sizeof life_->fired);
      std::memcpy(life_->calls, recovery_->calls, sizeof life_->calls);
      life_->said = recovery_->said;
    }
    Case clean = case_;
    clean.fault.at = 0;
    if (recovers) Recover(clean);
    if (problems_.empty() && recovers) check_.CheckRecovery(*recovery_, false);
    if (problems_.empty()) check_.Check();
    if (recovers) Recover(clean);
    if (problems_.empty() && recovers) check_.CheckRecovery(*recovery_, true);
    problems_.insert(problems_.end(), check_.problems().begin(), check_.problems().end());
    return problems_;
  }

  Facts& facts() { return *life_; }

 private:
  void Die(const std::string& name, const std::function<void()>& life) {
    const std::string how = RunInChild(life, kCaseHangS);
    if (!how.empty()) problems_.push_back(name + ": " + how);
  }
  void Recover(const Case& the_case) {
    recovery_.Renew();
    Die("the recovery", [&] {
      Life life(the_case, folders_, &*recovery_);
      life.Recover();
      KeepCalls(&*recovery_);
    });
  }

  const Case case_;
  const std::string root_;
  const Folders folders_;
  Shared<Facts> life_;
  Shared<Facts> recovery_;
  CaseCheck check_;
  std::vector<std::string> problems_;
};

// Every case there is: for each phase as many as it has calls.
class AllCases {
 public:
  AllCases(const std::string& root, ToldSound* lone, ToldSound* two) {
    for (size_t setup = 0; setup < Setups().size(); ++setup) {
      for (int phase = 0; phase < kPhases; ++phase) {
        if (!Happens(static_cast<Phase>(phase), Setups()[setup])) continue;
        Case dry;
        dry.setup = setup;
        dry.phase = static_cast<Phase>(phase);
        dry.ending = dry.phase == Phase::kRecover ? Ending::kDie : Ending::kFinish;
        Run run(dry, root, Setups()[setup].two ? two : lone);
        for (const std::string& problem : run.Do()) TellWrong(0, "without a fault, " + dry.Text() + ": " + problem);
        Add(dry, run.facts().calls);
      }
    }
  }

  uint64_t count() const { return groups_.empty() ? 0 : groups_.back().end; }
  Case At(uint64_t index) const {
    const auto group =
        std::find_if(groups_.begin(), groups_.end(), [index](const Group& each) { return index < each.end; });
    Case found = group->first;
    found.fault.at = group->calls - (group->end - index) + 1;
    return found;
  }

 private:
  struct Group {
    Case first;
    uint64_t calls = 0;
    uint64_t end = 0;  // on the count of all cases
  };

  void Add(Case dry, const uint64_t (&calls)[kFaultKinds]) {
    for (int kind = 0; kind < kFaultKinds; ++kind) {
      for (const bool for_good : {false, true}) {
        dry.fault.kind = static_cast<FaultKind>(kind);
        dry.fault.for_good = for_good;
        AddGroup(dry, calls[kind]);
        if (dry.phase == Phase::kRecover) continue;
        Case dies = dry;
        dies.ending = for_good ? Ending::kDieAtOnce : Ending::kDie;
        AddGroup(dies, calls[kind]);
      }
    }
  }
  void AddGroup(const Case& first, uint64_t calls) {
    if (calls > 0) groups_.push_back({first, calls, count() + calls});
  }

  std::vector<Group> groups_;
};

int Main(const Arguments& arguments) {
  const std::string folder = arguments.Text("folder");
  ToldSound lone(false, kRateHz);
  ToldSound two(true, kRateHz);
  lone.Prepare("mix", 16 * kRateHz);
  two.Prepare("mix", 140 * kRateHz);
  two.Prepare("local", 140 * kRateHz);
  two.Prepare("remote", 140 * kRateHz);
  lone.Prepare("mix", 140 * kRateHz);
  const AllCases all(folder + "/dry", &lone, &two);
  const bool every = !arguments.Has("cases");
  const auto seed = static_cast<uint64_t>(arguments.Number("seed"));
  const uint64_t count = every ? all.count() : static_cast<uint64_t>(arguments.Number("cases"));
  const auto seed_of = [&](uint64_t index) { return seed + index; };
  const auto case_of = [&](uint64_t a_seed) { return all.At(a_seed * kStride % all.count()); };
  TellCount("cases there are", all.count());
  uint64_t done = 0;
  RunInChildren(
      count, static_cast<int>(arguments.Number("jobs", 2)),
      [&](uint64_t index) {
        const Case the_case = case_of(seed_of(index));
        Run run(the_case, folder + "/" + std::to_string(index), Setups()[the_case.setup].two ? &two : &lone);
        const std::vector<std::string> problems = run.Do();
        for (const std::string& problem : problems) TellWrong(seed_of(index), the_case.Text() + ": " + problem);
        TellCount("cases as promised", problems.empty() ? 1 : 0);
        TellCount(std::string("faults in ") + NameOf(the_case.phase), 1);
        TellCount(std::string("failed calls: ") + (run.facts().fired[0] == '\0' ? "none" : run.facts().fired), 1);
        TellCount("faults that an event told of", run.facts().said ? 1 : 0);
      },
      [&](uint64_t index, const std::string& how) {
        if (!how.empty()) TellWrong(seed_of(index), case_of(seed_of(index)).Text() + ": the check: " + how);
        if (++done % 20 == 0) TellProgress(static_cast<double>(done) / static_cast<double>(count));
      });
  return 0;
}

}  // namespace
}  // namespace vr_torture

int main(int argc, char** argv) {
  return vr_torture::Main(vr_torture::Arguments(argc, argv));
}
