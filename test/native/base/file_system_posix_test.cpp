// Every way of renaming without replacing keeps the same promise; which one is used depends on the file system.
#include "base/platform_file_system_posix.h"

#include <gtest/gtest.h>

#include <cerrno>

#include "support/temp_folder.h"

namespace vr {
namespace {

using test::TempFolder;

struct RenameWay {
  const char* name;
  Status (*rename)(const std::string&, const std::string&);
};

void PrintTo(const RenameWay& way, std::ostream* out) {
  *out << way.name;
}

class RenameWays : public testing::TestWithParam<RenameWay> {};

TEST_P(RenameWays, MovesToAFreeName) {
  const TempFolder folder;
  folder.Put("from", "new");
  const Status status = GetParam().rename(folder.File("from"), folder.File("to"));
  if (status.code() == ErrorCode::kNotSupported) GTEST_SKIP() << "SKIPPED: " << status.message();
  EXPECT_TRUE(status.ok()) << status.message();
  EXPECT_EQ(folder.Names(), std::vector<std::string>{"to"});
  EXPECT_EQ(folder.Get("to"), "new");
}

TEST_P(RenameWays, LeavesATakenNameAlone) {
  const TempFolder folder;
  folder.Put("from", "new");
  folder.Put("to", "old");
  const Status status = GetParam().rename(folder.File("from"), folder.File("to"));
  if (status.code() == ErrorCode::kNotSupported) GTEST_SKIP() << "SKIPPED: " << status.message();
  EXPECT_EQ(status.code(), ErrorCode::kAlreadyExists);
  EXPECT_EQ(folder.Get("to"), "old");
  EXPECT_EQ(folder.Get("from"), "new");
}

TEST_P(RenameWays, LeavesNothingWhenTheSourceIsMissing) {
  const TempFolder folder;
  const Status status = GetParam().rename(folder.File("gone"), folder.File("to"));
  EXPECT_FALSE(status.ok());
  EXPECT_TRUE(folder.Names().empty());
}

INSTANTIATE_TEST_SUITE_P(FileSystem, RenameWays,
                         testing::Values(RenameWay{"Exclusive", &RenameExclusive}, RenameWay{"ByLink", &RenameByLink},
                                         RenameWay{"ByClaim", &RenameByClaim}));

TEST(PosixFileError, TellsPathReasonAndRemedy) {
  const Status status = PosixFileError("open the file", "/captures/a.wav", EACCES);
  EXPECT_EQ(status.code(), ErrorCode::kPermissionDenied);
  for (const char* part : {"/captures/a.wav", "permission is missing", "expected", "give another path"}) {
    EXPECT_NE(status.message().find(part), std::string::npos) << status.message();
  }
}

TEST(PosixFileError, GivesEveryKindOfErrorItsCode) {
  const auto code = [](int error_number) { return PosixFileError("do", "/x", error_number).code(); };
  EXPECT_EQ(code(ENOSPC), ErrorCode::kDiskFull);
  EXPECT_EQ(code(EDQUOT), ErrorCode::kDiskFull);
  EXPECT_EQ(code(EROFS), ErrorCode::kPermissionDenied);
  EXPECT_EQ(code(ENOTDIR), ErrorCode::kNotFound);
  EXPECT_EQ(code(ENAMETOOLONG), ErrorCode::kNameTooLong);
  EXPECT_EQ(code(EEXIST), ErrorCode::kAlreadyExists);
  EXPECT_EQ(code(EIO), ErrorCode::kIoError);
}

}  // namespace
}  // namespace vr
