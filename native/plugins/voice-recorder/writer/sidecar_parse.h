// Reads parts of a sidecar that may be anybody's: what is not asked for takes no memory, however large or deep it is.
#pragma once

#include <string>
#include <vector>

#include "base/status.h"
#include "writer/sidecar_json.h"

namespace vr {

// The object of these top-level keys that are there, each with what lies up to three levels below it; kInvalidArgument
// when the text is no JSON object.
Result<Json> ParseKeys(const std::string& text, const std::vector<std::string>& keys);

// Of a member that is a text, or "".
std::string TextAt(const Json& object, const char* key);

}  // namespace vr
