// Stands in for the engine's files: a folder that may be written to, as text that ends in a slash.
#pragma once

#include <string>
#include <vector>

namespace cc {

class FileUtils {
 public:
  static FileUtils* getInstance();

  std::string getWritablePath() const { return writable_path; }
  // With its parents. Ends the process when the path is empty.
  bool createDirectory(const std::string& path);

  std::string writable_path = "/data/game/";
};

}  // namespace cc
