// Stands for the diagnosis where a page is built, which is to stay small.
#include "analysis/diagnosis/diagnose.h"

namespace vr {

Result<std::string> DiagnoseToJson(Capture&, const Progress&) {
  return Status(ErrorCode::kNotSupported, "a page diagnoses nothing: the server and the command line do");
}

}  // namespace vr
