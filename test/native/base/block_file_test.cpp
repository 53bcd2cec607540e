// Files of blocks and who may open what, in a real folder.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/file_system.h"
#include "support/byte_view.h"
#include "support/temp_folder.h"
#if defined(_WIN32)
#include "base/platform_file_system_win32.h"
#endif

namespace vr {
namespace {

using test::TempFolder;
using test::View;

std::unique_ptr<BlockFile> Open(const std::string& path, BlockMode mode) {
  Result<std::unique_ptr<BlockFile>> file = PlatformFileSystem().OpenBlocks(path, mode);
  EXPECT_TRUE(file.ok()) << file.status().message();
  return std::move(file.value());
}

TEST(BlockFile, AllocatedRoomReadsAsZeros) {
  const TempFolder folder;
  auto file = Open(folder.File("a"), BlockMode::kCreateNew);
  ASSERT_TRUE(file->Allocate(3 << 20).ok());
  EXPECT_EQ(file->SizeBytes().value(), 3u << 20);
  file.reset();
  const std::string bytes = folder.Get("a");
  EXPECT_EQ(bytes.size(), 3u << 20);
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

// Windows before 10, and wine 8, replace no file that somebody has open.
bool ReplacesOpenFiles() {
#if defined(_WIN32)
  const TempFolder folder;
  folder.Put("new", "");
  folder.Put("old", "");
  const auto reader = Open(folder.File("old"), BlockMode::kRead);
  return MoveInPlaceOf(NativePath(folder.File("new")), NativePath(folder.File("old"))) == 0;
#else
  return true;
#endif
}

TEST(FileReplacement, LeavesTheOldFileToWhoReadsIt) {
  if (!ReplacesOpenFiles()) GTEST_SKIP() << "SKIPPED: this system has no renaming with POSIX semantics";
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

TEST(FileReplacement, ThatIsRefusedChangesNothing) {
  if (ReplacesOpenFiles()) GTEST_SKIP() << "SKIPPED: this system refuses none";
  const TempFolder folder;
  folder.Put("a", "the old one");
  const auto reader = Open(folder.File("a"), BlockMode::kRead);
  const auto writer = PlatformFileSystem().Open(folder.File("a"), OpenMode::kReplace);
  EXPECT_EQ(writer.status().code(), ErrorCode::kPermissionDenied);
  EXPECT_EQ(folder.Get("a"), "the old one");
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
