// Makes plain files of an encrypted capture.
#pragma once

#include "base/file_system.h"
#include "tools/console.h"
#include "tools/open_arguments.h"

namespace vr {

// Does what the arguments ask for, tells of it on the console, and gives the exit code. What is damaged is opened up to
// there, and told.
int OpenCapture(FileSystem& files, const OpenArguments& arguments, Console& console);

}  // namespace vr
