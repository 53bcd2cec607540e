// Names of captures. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/status.h"

namespace vr {

constexpr const char* kDefaultNameTemplate = "{date}_{time}_{reason}";

struct NameFields {
  int64_t unix_ms = 0;  // local time of {date} (2026-11-23) and {time} (14-05-09-123)
  std::string room;
  std::string user;
  std::string reason;
  uint64_t count = 0;  // {count}: captures of this recorder so far, from 1, four digits
};

// An unknown field, an unclosed brace, or a separator in the template is kInvalidArgument.
Status CheckNameTemplate(const std::string& name_template);

// A file name without suffix that every platform takes: separators, control characters and <>:"|?* become '_', dots
// and spaces at either end go, reserved device names get a '_', at most 120 bytes cut at a character's border, never
// empty.
std::string ExpandNameTemplate(const std::string& name_template, const NameFields& fields);

// The same of any text that becomes a part of a file name, but for device names, cut to max_bytes; it may be empty.
std::string SafeNamePart(const std::string& text, size_t max_bytes);

}  // namespace vr
