#include "recorder/path_identity.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace vr {

std::string PathIdentity(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path given = fs::u8path(path);
  fs::path canonical = fs::weakly_canonical(given, error);
  if (error) canonical = given.lexically_normal();
  std::string identity = canonical.u8string();
#if defined(_WIN32) || defined(__APPLE__)
  std::transform(identity.begin(), identity.end(), identity.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
#endif
  return identity;
}

}  // namespace vr
