// Where a file cannot be made: what CheckCreatable says beforehand, and full and read-only disks.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>
#if defined(__linux__)
#include <sys/inotify.h>
#include <sys/mount.h>
#endif

#include <cstring>

#include "base/file_system.h"
#include "support/temp_folder.h"

namespace vr {
namespace {

using test::TempFolder;

ErrorCode Check(const std::string& path) {
  const Status status = PlatformFileSystem().CheckCreatable(path);
  if (!status.ok()) {
    EXPECT_NE(status.message().find(path.substr(0, 10)), std::string::npos) << status.message();
  }
  return status.code();
}

TEST(CheckCreatable, AcceptsAFreeNameAndAPlainFileAndLeavesNothingBehind) {
  const TempFolder folder;
  folder.Put("old.wav", "content");
  EXPECT_EQ(Check(folder.File("new.wav")), ErrorCode::kOk);
  EXPECT_EQ(Check(folder.File("old.wav")), ErrorCode::kOk);
  EXPECT_EQ(folder.Names(), std::vector<std::string>{"old.wav"});
  EXPECT_EQ(folder.Get("old.wav"), "content");
}

#if defined(__linux__)
// A process may be killed at any moment; what it was only trying must not stand at the path then.
TEST(CheckCreatable, NeverMakesTheFileItself) {
  const TempFolder folder;
  const int watch = inotify_init1(IN_NONBLOCK);
  ASSERT_GE(inotify_add_watch(watch, folder.path().c_str(), IN_CREATE | IN_MOVED_TO), 0);
  EXPECT_EQ(Check(folder.File("new.wav")), ErrorCode::kOk);
  EXPECT_EQ(Check(folder.File(std::string(251, 'a') + ".wav")), ErrorCode::kOk);
  alignas(inotify_event) char bytes[4096];
  const ssize_t size = read(watch, bytes, sizeof bytes);
  size_t made = 0;
  for (ssize_t at = 0; at < size; ++made) {
    inotify_event event;
    std::memcpy(&event, bytes + at, sizeof event);
    const std::string name = bytes + at + sizeof event;
    EXPECT_EQ(name.substr(name.size() - 4), ".tmp") << name;
    at += static_cast<ssize_t>(sizeof event + event.len);
  }
  EXPECT_LE(made, 2u);  // none where a file can be without a name
  close(watch);
}
#endif

TEST(CheckCreatable, TellsWhyNoFileCanBeMade) {
  const TempFolder folder;
  folder.Put("file", "");
  std::filesystem::create_directory(folder.File("sub"));
  ASSERT_EQ(mkfifo(folder.File("pipe").c_str(), 0600), 0);
  EXPECT_EQ(Check(folder.File("gone/a.wav")), ErrorCode::kNotFound);
  EXPECT_EQ(Check(folder.File("file/a.wav")), ErrorCode::kPermissionDenied);
  EXPECT_EQ(Check(folder.File("file/sub/a.wav")), ErrorCode::kNotFound);
  EXPECT_EQ(Check(folder.File("sub")), ErrorCode::kPermissionDenied);
  EXPECT_EQ(Check(folder.File("sub/")), ErrorCode::kPermissionDenied);
  EXPECT_EQ(Check(folder.File("pipe")), ErrorCode::kPermissionDenied);
  EXPECT_EQ(Check("/dev/null"), ErrorCode::kPermissionDenied);
}

TEST(CheckCreatable, AnswersForLongNamesByTheirBytes) {
  const TempFolder folder;
  const std::string fits = std::string(251, 'a') + ".wav";
  EXPECT_EQ(Check(folder.File(fits)), ErrorCode::kOk);
  EXPECT_EQ(Check(folder.File("a" + fits)), ErrorCode::kNameTooLong);
  EXPECT_EQ(Check(folder.File(std::string(1000, 'b') + ".wav")), ErrorCode::kNameTooLong);
  std::string chinese;
  for (int i = 0; i < 90; ++i) chinese += "录";
  EXPECT_EQ(Check(folder.File(chinese + ".wav")), ErrorCode::kNameTooLong);
  std::string deep = folder.path();
  for (int i = 0; i < 30; ++i) deep += "/" + std::string(200, 'c');
  EXPECT_EQ(Check(deep + "/a.wav"), ErrorCode::kNameTooLong);
  EXPECT_EQ(PlatformFileSystem().Open(folder.File(std::string(1000, 'b')), OpenMode::kReplace).status().code(),
            ErrorCode::kNameTooLong);
}

// Permission bits do not stop root, so root asks as nobody, in a child process.
[[noreturn]] void ExitWithCheck(const std::string& path) {
  constexpr uid_t kNobody = 65534;
  if (geteuid() == 0 && setuid(kNobody) != 0) _exit(99);
  _exit(static_cast<int>(PlatformFileSystem().CheckCreatable(path).code()));
}

TEST(CheckCreatable, SeesMissingPermissions) {
  const TempFolder folder;
  folder.Put("a.wav", "");
  chmod(folder.File("a.wav").c_str(), 0444);
  chmod(folder.path().c_str(), 0555);
  const auto denied = testing::ExitedWithCode(static_cast<int>(ErrorCode::kPermissionDenied));
  EXPECT_EXIT(ExitWithCheck(folder.File("new.wav")), denied, "");
  chmod(folder.path().c_str(), 0777);
  EXPECT_EXIT(ExitWithCheck(folder.File("new.wav")), testing::ExitedWithCode(0), "");
  EXPECT_EXIT(ExitWithCheck(folder.File("a.wav")), denied, "");
}

#if defined(__linux__)

// A small disk of its own; only root may mount one.
class SmallDisk {
 public:
  explicit SmallDisk(const char* options) {
    mounted_ = mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, options) == 0;
  }
  ~SmallDisk() {
    if (mounted_) umount2(folder_.path().c_str(), MNT_DETACH);
  }
  bool mounted() const { return mounted_; }
  const TempFolder& folder() const { return folder_; }
  bool MakeReadOnly() const {
    return mount(nullptr, folder_.path().c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr) == 0;
  }

 private:
  TempFolder folder_;
  bool mounted_ = false;
};

constexpr const char* kNoMount = "SKIPPED: a small tmpfs can be mounted by root only";

TEST(FileSystem, AFullDiskTellsAndKeepsWhatDidFit) {
  const SmallDisk disk("size=256k");
  if (!disk.mounted()) GTEST_SKIP() << kNoMount;
  auto opened = PlatformFileSystem().Open(disk.folder().File("a"), OpenMode::kCreateNew);
  ASSERT_TRUE(opened.ok());
  const std::vector<uint8_t> bytes(100'000, 'x');
  Status status;
  for (int i = 0; i < 10 && status.ok(); ++i) status = opened.value()->Append({{bytes.data(), bytes.size()}});
  EXPECT_EQ(status.code(), ErrorCode::kDiskFull);
  EXPECT_NE(status.message().find(disk.folder().File("a")), std::string::npos);
  EXPECT_EQ(opened.value()->size_bytes(), 256u * 1024);
  EXPECT_EQ(disk.folder().Get("a").size(), 256u * 1024);
}

TEST(FileSystem, ReservingMoreThanTheDiskHoldsIsDiskFull) {
  const SmallDisk disk("size=256k");
  if (!disk.mounted()) GTEST_SKIP() << kNoMount;
  auto opened = PlatformFileSystem().Open(disk.folder().File("a"), OpenMode::kCreateNew);
  ASSERT_TRUE(opened.ok());
  EXPECT_EQ(opened.value()->Reserve(1 << 20).code(), ErrorCode::kDiskFull);
  EXPECT_TRUE(opened.value()->Reserve(200 * 1024).ok());
  const uint64_t free_bytes = PlatformFileSystem().FreeBytes(disk.folder().path()).value();
  EXPECT_LE(free_bytes, 56u * 1024) << "reserved blocks are real";
  EXPECT_TRUE(opened.value()->Truncate(0).ok());
  EXPECT_GE(PlatformFileSystem().FreeBytes(disk.folder().path()).value(), 240u * 1024) << "and are given back";
}

TEST(CheckCreatable, SeesAReadOnlyDisk) {
  const SmallDisk disk("size=256k");
  if (!disk.mounted()) GTEST_SKIP() << kNoMount;
  disk.folder().Put("old.wav", "x");
  if (!disk.MakeReadOnly()) GTEST_SKIP() << kNoMount;
  EXPECT_EQ(Check(disk.folder().File("new.wav")), ErrorCode::kPermissionDenied);
  EXPECT_EQ(Check(disk.folder().File("old.wav")), ErrorCode::kPermissionDenied);
}

#endif

}  // namespace
}  // namespace vr
