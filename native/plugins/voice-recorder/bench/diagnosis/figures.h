// What a run has found, as figures with their goals and as tables.
#pragma once

#include "diagnosis/run.h"
#include "json_report.h"

namespace vr::bench {

void AddFigures(const RunTally& tally, JsonReport* report);
void PrintTables(const RunTally& tally);
// What is short of its goal, one line each.
void PrintMissed(const JsonReport& report);

}  // namespace vr::bench
