// Stands for the expectations of tests where a page is built, which is to stay small.
#include "analysis/expectations/expect.h"

namespace vr {

Result<std::string> ExpectToJson(Capture&, const std::string&, const Progress&) {
  return Status(ErrorCode::kNotSupported, "a page tests nothing: the addon of Node and the library do");
}

}  // namespace vr
