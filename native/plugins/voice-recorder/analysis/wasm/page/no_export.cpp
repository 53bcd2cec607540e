// Stands for the export where a page is built: it has no folder to write to.
#include "analysis/export_capture.h"

namespace vr {

Result<ExportedFile> ExportCapture(FileSystem&, Capture&, const std::string&, const ExportRequest&, const Progress&) {
  return Status(ErrorCode::kNotSupported, "a page writes no files: export with the server or the command line");
}

std::string ExportJson(const ExportedFile&) {
  return "{}";
}

}  // namespace vr
