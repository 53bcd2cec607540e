// What writer and readers of sidecars agree on; the fields are described in doc/capture-format.md.
#pragma once

namespace vr {

constexpr int kSidecarVersion = 1;
constexpr const char* kOriginTask = "task";
constexpr const char* kOriginDump = "dump";
constexpr const char* kOriginRecovered = "recovered";

}  // namespace vr
