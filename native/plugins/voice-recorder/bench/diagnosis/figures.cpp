#include "diagnosis/figures.h"

#include <cstdio>
#include <map>
#include <string>

#include "diagnosis/scoring.h"

namespace vr::bench {
namespace {

constexpr const char* kFalseGoal = "<= 1";
constexpr const char* kDelayGoal = "<= 5";

double Percent(size_t part, size_t all) {
  return all == 0 ? 0 : 100 * static_cast<double>(part) / static_cast<double>(all);
}

const char* RecallGoal(Strength strength) {
  return strength == Strength::kClear ? ">= 95" : ">= 80";
}

void AddFault(const FaultTally& fault, JsonReport* report) {
  const std::string title = Title(*fault.kind, fault.strength);
  report->Add("recall of " + title, Percent(fault.found, fault.instances), "%", RecallGoal(fault.strength));
  if (fault.matching + fault.beside > 0) {
    report->Add("precision of " + title, Percent(fault.matching, fault.matching + fault.beside), "%");
  }
  const std::optional<double> median = Quantile(fault.start_errors_ms, 0.5);
  const std::optional<double> most = Quantile(fault.start_errors_ms, 0.95);
  if (median && most) {
    char goal[32];
    std::snprintf(goal, sizeof goal, "<= %g", fault.kind->tolerance_s * 1000);
    report->Add("time error of " + title + ", median", *median, "ms");
    report->Add("time error of " + title + ", 95 %", *most, "ms", fault.sharp ? goal : "");
  }
  const std::optional<double> delay = Quantile(fault.delay_errors_ms, 0.95);
  if (delay) report->Add("delay error of " + title + ", 95 %", *delay, "ms", kDelayGoal);
}

std::string Ms(const std::vector<double>& values, double share) {
  const std::optional<double> value = Quantile(values, share);
  if (!value) return "";
  char text[24];
  std::snprintf(text, sizeof text, "%.1f", *value);
  return text;
}

std::string Listed(const std::map<std::string, size_t>& counts) {
  std::string text;
  for (const auto& [id, count] : counts) text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + id;
  return text;
}

void PrintFault(const FaultTally& fault) {
  const size_t said = fault.matching + fault.beside;
  std::printf("%-46s %5zu  %5.1f  %9s  %8s  %8s  %8s", Title(*fault.kind, fault.strength).c_str(), fault.instances,
              Percent(fault.found, fault.instances),
              said == 0 ? "" : std::to_string(static_cast<int>(Percent(fault.matching, said) + 0.5)).c_str(),
              Ms(fault.start_errors_ms, 0.5).c_str(), Ms(fault.start_errors_ms, 0.95).c_str(),
              Ms(fault.delay_errors_ms, 0.95).c_str());
  if (fault.not_checkable > 0) std::printf("  %zu not checkable", fault.not_checkable);
  if (!fault.wrong.empty()) std::printf("  elsewhere: %s", Listed(fault.wrong).c_str());
  std::printf("\n");
}

size_t Sum(const std::map<std::string, size_t>& counts) {
  size_t sum = 0;
  for (const auto& [id, count] : counts) sum += count;
  return sum;
}

void PrintForms(const RunTally& tally) {
  std::map<Form, std::pair<size_t, size_t>> forms;
  for (const FaultTally& fault : tally.faults) {
    for (const auto& [form, counts] : fault.by_form) {
      forms[form].first += counts.first;
      forms[form].second += counts.second;
    }
  }
  for (const auto& [form, counts] : forms) {
    std::printf("%-46s %5zu  %5.1f\n", NameOf(form), counts.second, Percent(counts.first, counts.second));
  }
}

void PrintClean(const CleanTally& clean) {
  const double hours = clean.seconds / 3600;
  std::printf("\nfalse findings in %.2f h of talks without a fault: %zu, %.2f an hour\n", hours, Sum(clean.wrong),
              static_cast<double>(Sum(clean.wrong)) / hours);
  for (const auto& [id, count] : clean.wrong) {
    std::printf("  %-24s %5zu  %.2f an hour\n", id.c_str(), count, static_cast<double>(count) / hours);
  }
  std::printf("looked for: ");
  const char* separator = "";
  for (const auto& [id, count] : clean.checked) {
    std::printf("%s%s", separator, id.c_str());
    separator = ", ";
  }
  std::printf("\n");
}

}  // namespace

void AddFigures(const RunTally& tally, JsonReport* report) {
  for (const FaultTally& fault : tally.faults) AddFault(fault, report);
  if (tally.clean.seconds <= 0) return;
  const double hours = tally.clean.seconds / 3600;
  report->Add("false findings an hour of clean speech", static_cast<double>(Sum(tally.clean.wrong)) / hours, "1/h",
              kFalseGoal);
  for (const auto& [id, count] : tally.clean.wrong) {
    report->Add("false findings an hour of clean speech, " + id, static_cast<double>(count) / hours, "1/h");
  }
}

void PrintTables(const RunTally& tally) {
  if (!tally.faults.empty()) {
    std::printf("%-46s %5s  %5s  %9s  %8s  %8s  %8s\n", "fault", "count", "found", "precision", "start", "start",
                "delay");
    std::printf("%-46s %5s  %5s  %9s  %8s  %8s  %8s\n", "", "", "%", "%", "med. ms", "95% ms", "95% ms");
    for (const FaultTally& fault : tally.faults) PrintFault(fault);
    std::printf("\n");
    PrintForms(tally);
  }
  if (tally.clean.seconds > 0) PrintClean(tally.clean);
}

void PrintMissed(const JsonReport& report) {
  size_t missed = 0;
  for (const Figure& figure : report.figures()) {
    if (figure.met.value_or(true)) continue;
    if (missed++ == 0) std::printf("\nshort of their goals:\n");
    std::printf("  %s: %.4g %s, goal %s\n", figure.name.c_str(), figure.ratio.value_or(figure.value),
                figure.ratio ? ("x " + figure.peer).c_str() : figure.unit.c_str(), figure.goal.c_str());
  }
  std::printf("\n%zu figures, %zu short of their goal\n", report.figures().size(), missed);
}

}  // namespace vr::bench
