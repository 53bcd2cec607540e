// Bytes as text: hexadecimal, and base64 with padding (RFC 4648, part 4). Pure: any bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/file_system.h"

namespace vr {

std::string ToHex(ByteView bytes);  // in lower case
// False unless the text is exactly 2 digits for each of the size_bytes.
bool FromHex(const std::string& text, uint8_t* to, size_t size_bytes);

std::string ToBase64(ByteView bytes);
// False unless it is what ToBase64 would give for the bytes.
bool FromBase64(const std::string& text, std::vector<uint8_t>* bytes);

}  // namespace vr
