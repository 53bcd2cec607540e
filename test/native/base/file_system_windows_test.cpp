// What of files is of Windows alone: long paths, names of devices, files that others have open.
#include <gtest/gtest.h>

#include "base/platform_file_system_win32.h"
#include "support/byte_view.h"
#include "support/temp_folder.h"

namespace vr {
namespace {

using test::TempFolder;
using test::View;

// How a program that knows nothing of us opens a file.
class Foreign {
 public:
  Foreign(const std::string& path, DWORD access, DWORD share)
      : handle_(CreateFileW(NativePath(path).c_str(), access, share, nullptr, OPEN_EXISTING, 0, nullptr)) {}
  ~Foreign() { CloseHandle(handle_); }
  bool has_it() const { return handle_ != INVALID_HANDLE_VALUE; }

 private:
  HANDLE handle_;
};

// In folders of 100 characters, deeper than the 260 that Windows takes without a prefix.
std::string DeepFolder(const TempFolder& folder) {
  std::string path = folder.path();
  for (int i = 0; i < 4; ++i) {
    path += "/" + std::string(100, static_cast<char>('a' + i));
    EXPECT_TRUE(CreateDirectoryW(NativePath(path).c_str(), nullptr)) << path;
  }
  return path;
}

TEST(WindowsPaths, AreUtf8AndMayBeLongerThan260Characters) {
  const TempFolder folder;
  FileSystem& files = PlatformFileSystem();
  const std::string deep = DeepFolder(folder);
  const std::string path = deep + "/录音 🎤.wav";
  EXPECT_TRUE(files.CheckCreatable(path).ok()) << files.CheckCreatable(path).message();
  {
    auto file = files.Open(path, OpenMode::kCreateNew);
    ASSERT_TRUE(file.ok()) << file.status().message();
    ASSERT_TRUE(file.value()->Append({View("deep")}).ok());
  }
  EXPECT_EQ(files.ReadAll(path, 100).value(), "deep");
  const auto listed = files.List(deep);
  ASSERT_TRUE(listed.ok()) << listed.status().message();
  ASSERT_EQ(listed.value().size(), 1u);
  EXPECT_EQ(listed.value()[0].name, "录音 🎤.wav");
  EXPECT_TRUE(files.Rename(path, deep + "/b.wav", false).ok());
  EXPECT_TRUE(files.Remove(deep + "/b.wav").ok());
  EXPECT_FALSE(files.Exists(deep + "/b.wav"));
}

// "Behind the prefix Windows takes a path as it is"
TEST(WindowsPaths, LongOnesMayHaveDotsAndDoubledSeparators) {
  const TempFolder folder;
  FileSystem& files = PlatformFileSystem();
  const std::string path = DeepFolder(folder) + "//./sub/../a.wav";
  {
    ASSERT_TRUE(files.Open(path, OpenMode::kReplace).ok());
  }
  EXPECT_TRUE(files.Exists(path));
  EXPECT_TRUE(files.Remove(path).ok());
}

TEST(WindowsPaths, NamesThatAreTooLongAreSaidToBe) {
  const TempFolder folder;
  FileSystem& files = PlatformFileSystem();
  EXPECT_TRUE(files.CheckCreatable(folder.File(std::string(251, 'a') + ".wav")).ok());
  EXPECT_EQ(files.CheckCreatable(folder.File(std::string(252, 'a') + ".wav")).code(), ErrorCode::kNameTooLong);
  EXPECT_EQ(files.CheckCreatable(folder.File(std::string(33000, 'a') + ".wav")).code(), ErrorCode::kNameTooLong);
}

TEST(WindowsPaths, AFolderIsAskedForWhatIsMissing) {
  const TempFolder folder;
  FileSystem& files = PlatformFileSystem();
  folder.Put("file", "x");
  EXPECT_EQ(files.CheckCreatable(folder.File("gone/a.wav")).code(), ErrorCode::kNotFound);
  EXPECT_EQ(files.CheckCreatable(folder.File("file/a.wav")).code(), ErrorCode::kPermissionDenied);
  EXPECT_EQ(files.CheckCreatable(folder.path()).code(), ErrorCode::kPermissionDenied);
  EXPECT_TRUE(files.CheckCreatable(folder.File("new.wav")).ok());
  EXPECT_EQ(folder.Names(), std::vector<std::string>{"file"}) << "nothing is left behind";
}

TEST(WindowsPaths, ADeviceIsNoFile) {
  FileSystem& files = PlatformFileSystem();
  EXPECT_EQ(files.OpenBlocks("NUL", BlockMode::kReadWrite).status().code(), ErrorCode::kPermissionDenied);
  EXPECT_FALSE(files.Open("NUL", OpenMode::kCreateNew).ok());
}

TEST(WindowsFiles, BackslashesAreSeparatorsToo) {
  const TempFolder folder;
  std::string path = folder.File("a.wav");
  std::replace(path.begin(), path.end(), '/', '\\');
  {
    ASSERT_TRUE(PlatformFileSystem().Open(path, OpenMode::kReplace).ok());
  }
  EXPECT_EQ(folder.Names(), std::vector<std::string>{"a.wav"});
}

TEST(WindowsFiles, OthersMayReadRenameAndRemoveWhatIsBeingWritten) {
  const TempFolder folder;
  FileSystem& files = PlatformFileSystem();
  auto writer = files.Open(folder.File("a"), OpenMode::kCreateNew);
  ASSERT_TRUE(writer.ok());
  ASSERT_TRUE(writer.value()->Append({View("some")}).ok());
  EXPECT_EQ(files.ReadAll(folder.File("a"), 10).value(), "some") << "the lock stands in no reader's way";
  ASSERT_TRUE(files.Rename(folder.File("a"), folder.File("b"), false).ok());
  ASSERT_TRUE(writer.value()->Append({View(" more")}).ok());
  EXPECT_EQ(files.ReadAll(folder.File("b"), 10).value(), "some more");
  EXPECT_TRUE(files.Remove(folder.File("b")).ok());
}

TEST(WindowsFiles, WhatAnotherProgramKeepsToItselfIsSaidToBeOpenThere) {
  const TempFolder folder;
  folder.Put("a.wav", "theirs");
  const Foreign player(folder.File("a.wav"), GENERIC_READ, 0);
  ASSERT_TRUE(player.has_it());
  FileSystem& files = PlatformFileSystem();
  const Status checked = files.CheckCreatable(folder.File("a.wav"));
  EXPECT_EQ(checked.code(), ErrorCode::kPermissionDenied);
  EXPECT_NE(checked.message().find("another program has it open"), std::string::npos) << checked.message();
  EXPECT_EQ(files.Open(folder.File("a.wav"), OpenMode::kReplace).status().code(), ErrorCode::kPermissionDenied);
  EXPECT_EQ(files.Remove(folder.File("a.wav")).code(), ErrorCode::kPermissionDenied);
  EXPECT_EQ(folder.Names(), std::vector<std::string>{"a.wav"}) << "nothing is left behind";
}

// "the file's size stays", and so does what is in it
TEST(WindowsFiles, ReservingLessThanIsThereCutsNothing) {
  const TempFolder folder;
  auto file = PlatformFileSystem().Open(folder.File("a"), OpenMode::kCreateNew);
  ASSERT_TRUE(file.ok());
  ASSERT_TRUE(file.value()->Append({View(std::string(100'000, 'x'))}).ok());
  EXPECT_TRUE(file.value()->Reserve(4096).ok());
  file.value().reset();
  EXPECT_EQ(folder.Get("a"), std::string(100'000, 'x'));
}

}  // namespace
}  // namespace vr
