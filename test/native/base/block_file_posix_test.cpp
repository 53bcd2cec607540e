// What of files of blocks and of permissions is of POSIX systems.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>

#include "base/file_system.h"
#include "support/temp_folder.h"

namespace vr {
namespace {

using test::TempFolder;

std::unique_ptr<BlockFile> Open(const std::string& path, BlockMode mode) {
  Result<std::unique_ptr<BlockFile>> file = PlatformFileSystem().OpenBlocks(path, mode);
  EXPECT_TRUE(file.ok()) << file.status().message();
  return std::move(file.value());
}

unsigned PermissionsOf(const std::string& path) {
  struct stat info = {};
  EXPECT_EQ(stat(path.c_str(), &info), 0) << path;
  return info.st_mode & 0777;
}

// "in real blocks that read as zeros"
TEST(BlockFile, AllocatesRealBlocksOfZeros) {
  const TempFolder folder;
  auto file = Open(folder.File("a"), BlockMode::kCreateNew);
  ASSERT_TRUE(file->Allocate(3 << 20).ok());
  EXPECT_EQ(file->SizeBytes().value(), 3u << 20);
  struct stat info = {};
  ASSERT_EQ(stat(folder.File("a").c_str(), &info), 0);
  EXPECT_GE(static_cast<uint64_t>(info.st_blocks) * 512, 3u << 20);
  const std::string bytes = folder.Get("a");
  EXPECT_EQ(static_cast<size_t>(std::count(bytes.begin(), bytes.end(), '\0')), bytes.size());
}

TEST(BlockFile, OpensNoPipe) {
  const TempFolder folder;
  ASSERT_EQ(mkfifo(folder.File("pipe").c_str(), 0600), 0);
  EXPECT_FALSE(PlatformFileSystem().OpenBlocks(folder.File("pipe"), BlockMode::kReadWrite).ok());
}

// "It is let go when ... its process dies."
TEST(BlockFile, ALockEndsWithItsProcess) {
  const TempFolder folder;
  folder.Put("a", "x");
  int ready[2];
  ASSERT_EQ(pipe(ready), 0);
  const pid_t child = fork();
  if (child == 0) {
    auto file = PlatformFileSystem().OpenBlocks(folder.File("a"), BlockMode::kReadWrite);
    const char locked = file.ok() && file.value()->TryLock() ? 'y' : 'n';
    if (write(ready[1], &locked, 1) == 1) pause();
    _exit(1);
  }
  char answer = 0;
  ASSERT_EQ(read(ready[0], &answer, 1), 1);
  EXPECT_EQ(answer, 'y');
  auto file = Open(folder.File("a"), BlockMode::kReadWrite);
  EXPECT_FALSE(file->TryLock());
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  EXPECT_TRUE(file->TryLock());
  close(ready[0]);
  close(ready[1]);
}

// "Only its owner may read it", whatever stood there before and whatever the process grants by default.
TEST(FilePermissions, AreTheOwnersAlone) {
  const TempFolder folder;
  const mode_t before = umask(0);
  folder.Put("old", "open to all");
  ASSERT_EQ(chmod(folder.File("old").c_str(), 0666), 0);
  EXPECT_TRUE(PlatformFileSystem().Open(folder.File("old"), OpenMode::kReplace).ok());
  EXPECT_TRUE(PlatformFileSystem().Open(folder.File("new"), OpenMode::kCreateNew).ok());
  Open(folder.File("blocks"), BlockMode::kCreateNew);
  umask(before);
  for (const char* name : {"old", "new", "blocks"}) EXPECT_EQ(PermissionsOf(folder.File(name)), 0600u) << name;
}

}  // namespace
}  // namespace vr
