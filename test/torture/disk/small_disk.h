// A file system of so many KiB, for tests of a full disk.
#pragma once

#include <cstdint>
#include <string>

namespace vr_torture {

class SmallDisk {
 public:
  // Mounted at the folder, which is made.
  SmallDisk(const std::string& folder, int size_kib);
  ~SmallDisk();
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  // "" when it is there; otherwise why it cannot be.
  const std::string& problem() const { return problem_; }
  std::string operator/(const std::string& name) const { return folder_ + "/" + name; }
  const std::string& folder() const { return folder_; }

  uint64_t FreeBytes() const;
  // Leaves so many bytes, to the page.
  void FillBut(uint64_t bytes);
  // Takes the filling away.
  void Empty();

 private:
  std::string folder_;
  std::string problem_;
};

}  // namespace vr_torture
