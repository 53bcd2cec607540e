#include "writer/name_template.h"

#include <cstdio>
#include <cstring>

#include "writer/calendar.h"
#include "writer/capture_paths.h"

namespace vr {
namespace {

constexpr const char* kFieldNames[] = {"date", "time", "room", "user", "reason", "count"};
constexpr const char* kFieldList = "{date}, {time}, {room}, {user}, {reason}, {count}";
constexpr const char* kFallbackName = "capture";
constexpr size_t kMaxExpandedBytes = 120;

bool IsField(const std::string& name) {
  for (const char* known : kFieldNames) {
    if (name == known) return true;
  }
  return false;
}

std::string FourDigits(uint64_t value) {
  std::string text = std::to_string(value);
  return text.size() < 4 ? std::string(4 - text.size(), '0') + text : text;
}

std::string ValueOf(const std::string& field, const NameFields& fields) {
  if (field == "date") return LocalDate(fields.unix_ms);
  if (field == "time") return LocalTime(fields.unix_ms);
  if (field == "room") return fields.room;
  if (field == "user") return fields.user;
  if (field == "reason") return fields.reason;
  if (field == "count") return FourDigits(fields.count);
  return "{" + field + "}";
}

std::string FillIn(const std::string& name_template, const NameFields& fields) {
  std::string name;
  for (size_t at = 0; at < name_template.size(); ++at) {
    const size_t close = name_template[at] == '{' ? name_template.find('}', at) : std::string::npos;
    if (close == std::string::npos) {
      name += name_template[at];
      continue;
    }
    name += ValueOf(name_template.substr(at + 1, close - at - 1), fields);
    at = close;
  }
  return name;
}

// Bytes of the well-formed UTF-8 character at `at`, 0 when there is none.
size_t CharacterBytes(const std::string& text, size_t at) {
  const auto byte = [&text](size_t i) { return i < text.size() ? static_cast<uint8_t>(text[i]) : uint8_t{0}; };
  const uint8_t lead = byte(at);
  if (lead < 0x80) return 1;
  const size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  for (size_t i = 1; i < size; ++i) {
    if ((byte(at + i) & 0xc0) != 0x80) return 0;
  }
  const uint8_t second = byte(at + 1);
  const bool overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
  const bool outside = (lead == 0xed && second > 0x9f) || (lead == 0xf4 && second > 0x8f);
  return overlong || outside ? 0 : size;
}

bool IsForbidden(const std::string& text, size_t at, size_t size) {
  const uint8_t first = static_cast<uint8_t>(text[at]);
  if (size == 1) return first < 0x20 || first == 0x7f || std::strchr("/\\<>:\"|?*", first) != nullptr;
  return size == 2 && first == 0xc2 && static_cast<uint8_t>(text[at + 1]) < 0xa0;  // control characters of U+0080
}

std::string Clean(const std::string& text) {
  std::string clean;
  for (size_t at = 0; at < text.size();) {
    const size_t size = CharacterBytes(text, at);
    if (size == 0 || IsForbidden(text, at, size)) {
      clean += '_';
    } else {
      clean.append(text, at, size);
    }
    at += size == 0 ? 1 : size;
  }
  return clean;
}

std::string TrimEnds(const std::string& text) {
  const size_t first = text.find_first_not_of(". ");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(". ") - first + 1);
}

// Windows keeps these for devices, with any suffix and in any letter case.
bool IsDeviceName(const std::string& name) {
  std::string base = TrimEnds(name.substr(0, name.find('.')));
  for (char& c : base) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  for (const char* device : {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}) {
    if (base == device) return true;
  }
  const std::string head = base.substr(0, 3);
  if (head != "COM" && head != "LPT") return false;
  const std::string digit = base.substr(3);
  return (digit.size() == 1 && digit[0] >= '0' && digit[0] <= '9') || digit == "\u00b9" || digit == "\u00b2" ||
         digit == "\u00b3";
}

}  // namespace

Status CheckNameTemplate(const std::string& name_template) {
  const auto refuse = [&name_template](const std::string& what) {
    return Status(ErrorCode::kInvalidArgument, "the name template \"" + name_template + "\" " + what);
  };
  if (name_template.empty()) return refuse("is empty; text or fields are expected, such as {date}_{time}");
  if (name_template.find_first_of("/\\") != std::string::npos) {
    return refuse("has a separator in it; a name within one folder is expected: take it out");
  }
  for (size_t at = name_template.find('{'); at != std::string::npos; at = name_template.find('{', at)) {
    const size_t close = name_template.find('}', at);
    if (close == std::string::npos) return refuse("has a { without a }; each field is expected in both: close it");
    const std::string field = name_template.substr(at + 1, close - at - 1);
    if (!IsField(field)) {
      return refuse("has the unknown field {" + field + "}; expected are " + std::string(kFieldList));
    }
    at = close;
  }
  return Status::Ok();
}

std::string SafeNamePart(const std::string& text, size_t max_bytes) {
  return TrimEnds(CutUtf8(TrimEnds(Clean(text)), max_bytes));
}

std::string ExpandNameTemplate(const std::string& name_template, const NameFields& fields) {
  std::string name = TrimEnds(Clean(FillIn(name_template, fields)));
  if (IsDeviceName(name)) name = "_" + name;
  name = TrimEnds(CutUtf8(name, kMaxExpandedBytes));
  return name.empty() ? kFallbackName : name;
}

}  // namespace vr
