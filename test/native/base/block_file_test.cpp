// Files of blocks and who may open what, in a real folder.
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

ByteView View(const std::string& text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

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

TEST(BlockFile, WritesAndReadsAtAnyPlace) {
  const TempFolder folder;
  auto file = Open(folder.File("a"), BlockMode::kCreateNew);
  ASSERT_TRUE(file->Allocate(8192).ok());
  ASSERT_TRUE(file->WriteAt(4096, View("middle")).ok());
  ASSERT_TRUE(file->Sync().ok());
  auto reader = Open(folder.File("a"), BlockMode::kRead);
  uint8_t bytes[8] = {};
  EXPECT_EQ(reader->ReadAt(4096, bytes, 6).value(), 6u);
  EXPECT_EQ(std::string(bytes, bytes + 6), "middle");
  EXPECT_EQ(reader->ReadAt(8190, bytes, 8).value(), 2u) << "the file ends";
  EXPECT_EQ(reader->ReadAt(9000, bytes, 8).value(), 0u);
  EXPECT_FALSE(reader->WriteAt(0, View("x")).ok());
}

TEST(BlockFile, OpensPlainFilesThatAreThereOnly) {
  const TempFolder folder;
  FileSystem& files = PlatformFileSystem();
  EXPECT_EQ(files.OpenBlocks(folder.File("no"), BlockMode::kRead).status().code(), ErrorCode::kNotFound);
  EXPECT_EQ(files.OpenBlocks(folder.File("no"), BlockMode::kReadWrite).status().code(), ErrorCode::kNotFound);
  folder.Put("there", "x");
  EXPECT_EQ(files.OpenBlocks(folder.File("there"), BlockMode::kCreateNew).status().code(), ErrorCode::kAlreadyExists);
  ASSERT_EQ(mkfifo(folder.File("pipe").c_str(), 0600), 0);
  EXPECT_FALSE(files.OpenBlocks(folder.File("pipe"), BlockMode::kReadWrite).ok());
  EXPECT_FALSE(files.OpenBlocks(folder.path(), BlockMode::kRead).ok());
}

TEST(BlockFile, IsLockedByOneObjectAtATime) {
  const TempFolder folder;
  auto first = Open(folder.File("a"), BlockMode::kCreateNew);
  auto second = Open(folder.File("a"), BlockMode::kReadWrite);
  EXPECT_TRUE(first->TryLock());
  EXPECT_FALSE(second->TryLock());
  first.reset();
  EXPECT_TRUE(second->TryLock());
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

TEST(WritableFileLock, IsHeldWhileTheFileIsBeingWritten) {
  const TempFolder folder;
  for (const OpenMode mode : {OpenMode::kReplace, OpenMode::kCreateNew}) {
    const std::string path = folder.File(mode == OpenMode::kReplace ? "a" : "b");
    auto writer = PlatformFileSystem().Open(path, mode);
    ASSERT_TRUE(writer.ok());
    auto other = Open(path, BlockMode::kReadWrite);
    EXPECT_FALSE(other->TryLock());
    writer.value().reset();
    EXPECT_TRUE(other->TryLock());
  }
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

TEST(FileReplacement, LeavesTheOldFileToWhoReadsIt) {
  const TempFolder folder;
  folder.Put("a", "the old one");
  auto reader = Open(folder.File("a"), BlockMode::kRead);
  const std::string identity = PlatformFileSystem().IdentityOf(folder.File("a"));
  auto writer = PlatformFileSystem().Open(folder.File("a"), OpenMode::kReplace);
  ASSERT_TRUE(writer.ok());
  ASSERT_TRUE(writer.value()->Append({View("new")}).ok());
  EXPECT_EQ(folder.Get("a"), "new");
  EXPECT_NE(PlatformFileSystem().IdentityOf(folder.File("a")), identity);
  uint8_t bytes[11] = {};
  EXPECT_EQ(reader->ReadAt(0, bytes, 11).value(), 11u);
  EXPECT_EQ(std::string(bytes, bytes + 11), "the old one");
  EXPECT_EQ(folder.Names(), std::vector<std::string>{"a"});
}

TEST(FileIdentity, IsThatOfTheFileAndNotOfItsName) {
  const TempFolder folder;
  FileSystem& files = PlatformFileSystem();
  folder.Put("a", "1");
  const std::string identity = files.IdentityOf(folder.File("a"));
  EXPECT_NE(identity, "");
  ASSERT_TRUE(files.Rename(folder.File("a"), folder.File("b"), false).ok());
  EXPECT_EQ(files.IdentityOf(folder.File("b")), identity);
  EXPECT_EQ(files.IdentityOf(folder.File("a")), "");
}

}  // namespace
}  // namespace vr
