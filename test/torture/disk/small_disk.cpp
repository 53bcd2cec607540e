#include "disk/small_disk.h"

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace vr_torture {

SmallDisk::SmallDisk(const std::string& folder, int size_kib) : folder_(folder) {
  std::filesystem::create_directories(folder);
#if defined(__linux__)
  const std::string size = "size=" + std::to_string(size_kib) + "k";
  if (::mount("tmpfs", folder.c_str(), "tmpfs", 0, size.c_str()) == 0) return;
  problem_ = std::string("a small tmpfs cannot be mounted here (") + std::strerror(errno) +
             "); run it as root, or in a container that has CAP_SYS_ADMIN";
#else
  static_cast<void>(size_kib);
  problem_ = "small disks are mounted on Linux only";
#endif
}

SmallDisk::~SmallDisk() {
#if defined(__linux__)
  if (problem_.empty()) ::umount2(folder_.c_str(), MNT_DETACH);
#endif
}

uint64_t SmallDisk::FreeBytes() const {
  struct statvfs info = {};
  if (::statvfs(folder_.c_str(), &info) != 0) return 0;
  return static_cast<uint64_t>(info.f_bavail) * info.f_frsize;
}

void SmallDisk::FillBut(uint64_t bytes) {
  const int file = ::open((folder_ + "/filling").c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
  const std::string page(4096, 'x');
  while (FreeBytes() > bytes && ::write(file, page.data(), page.size()) > 0) {
  }
  ::close(file);
}

void SmallDisk::Empty() {
  ::unlink((folder_ + "/filling").c_str());
}

}  // namespace vr_torture
