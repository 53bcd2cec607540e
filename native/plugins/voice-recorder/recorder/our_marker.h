// A marker of ours; the labels are listed in doc/capture-format.md. Pure.
#pragma once

#include <string>

#include "writer/capture_info.h"

namespace vr {

// source: whom it is about, or "".
inline CaptureMarker OurMarker(const char* label, const std::string& source = "") {
  CaptureMarker marker;
  marker.label = label;
  marker.source = source;
  return marker;
}

}  // namespace vr
