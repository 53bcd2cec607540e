#include "writer/sync_files.h"

#include <gtest/gtest.h>

#include "support/faulty_file_system.h"
#include "support/memory_file_system.h"

namespace vr {
namespace {

TEST(SyncFiles, SyncsAFileThatHasBeenMadeReadOnly) {
  test::MemoryFileSystem memory;
  memory.Put("/captures/a.wav", "sound");
  test::FaultyFileSystem files(memory);
  files.FailAt(1, ErrorCode::kPermissionDenied, false);  // to open it for writing
  EXPECT_TRUE(SyncFiles(files, {"/captures/a.wav"}).ok());
  EXPECT_EQ(files.failed_operation(), "open-blocks");
}

TEST(SyncFiles, TellsOfAFileThatCannotBeOpenedAtAll) {
  test::MemoryFileSystem memory;
  memory.Put("/captures/a.wav", "sound");
  test::FaultyFileSystem files(memory);
  files.FailAt(1, ErrorCode::kIoError, false);
  EXPECT_EQ(SyncFiles(files, {"/captures/a.wav", ""}).code(), ErrorCode::kIoError);
}

TEST(SyncFiles, LeavesOutWhatIsNotThereAnyMore) {
  test::MemoryFileSystem files;
  EXPECT_TRUE(SyncFiles(files, {"/captures/a.wav"}).ok());
}

}  // namespace
}  // namespace vr
