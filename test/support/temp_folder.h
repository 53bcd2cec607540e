// A real folder that lives as long as its object.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

namespace vr::test {

// A new folder for the owner alone, as UTF-8 with forward slashes; "" when none can be made.
inline std::string MakeTempFolder() {
  std::random_device random;
  const std::filesystem::path parent = std::filesystem::temp_directory_path();
  for (int tries = 0; tries < 100; ++tries) {
    const std::filesystem::path made = parent / ("vr-test-" + std::to_string(random()));
    std::error_code error;
    if (!std::filesystem::create_directory(made, error)) continue;
    std::filesystem::permissions(made, std::filesystem::perms::owner_all, error);
    return made.generic_u8string();
  }
  return "";
}

class TempFolder {
 public:
  TempFolder() : path_(MakeTempFolder()) {}
  ~TempFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(std::filesystem::u8path(path_), ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::string& path() const { return path_; }
  std::string File(const std::string& name) const { return path_ + "/" + name; }

  void Put(const std::string& name, const std::string& bytes) const {
    std::ofstream(std::filesystem::u8path(File(name)), std::ios::binary)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
  // "" when it is not there.
  std::string Get(const std::string& name) const {
    std::ifstream file(std::filesystem::u8path(File(name)), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }
  // Everything in the folder, sorted.
  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::u8path(path_)))
      names.push_back(entry.path().filename().u8string());
    std::sort(names.begin(), names.end());
    return names;
  }

 private:
  std::string path_;
};

}  // namespace vr::test
