// The platform's files, in a real folder.
#include "base/file_system.h"

#include <gtest/gtest.h>

#include <thread>

#include "support/byte_view.h"
#include "support/temp_folder.h"

namespace vr {
namespace {

using test::TempFolder;
using test::View;

std::unique_ptr<WritableFile> Open(const std::string& path, OpenMode mode = OpenMode::kReplace) {
  Result<std::unique_ptr<WritableFile>> file = PlatformFileSystem().Open(path, mode);
  EXPECT_TRUE(file.ok()) << file.status().message();
  return std::move(file.value());
}

TEST(FileSystem, AppendsAllViewsInOrder) {
  const TempFolder folder;
  const std::string big(3'000'000, 'x');
  auto file = Open(folder.File("a"));
  EXPECT_TRUE(file->Append({View("one"), View(""), View("two")}).ok());
  EXPECT_TRUE(file->Append({View(big), View("end")}).ok());
  EXPECT_EQ(file->size_bytes(), 6 + big.size() + 3);
  EXPECT_EQ(folder.Get("a"), "onetwo" + big + "end");
}

TEST(FileSystem, AppendsMoreViewsThanOneSystemCallTakes) {
  const TempFolder folder;
  std::vector<std::string> texts;
  for (int i = 0; i < 5000; ++i) texts.push_back(std::to_string(i));
  std::vector<ByteView> views;
  std::string expected;
  for (const std::string& text : texts) {
    views.push_back(View(text));
    expected += text;
  }
  EXPECT_TRUE(Open(folder.File("a"))->Append(views).ok());
  EXPECT_EQ(folder.Get("a"), expected);
}

TEST(FileSystem, WritingInTheMiddleDoesNotMoveTheEnd) {
  const TempFolder folder;
  auto file = Open(folder.File("a"));
  EXPECT_TRUE(file->Append({View("0123456789")}).ok());
  EXPECT_TRUE(file->WriteAt(2, View("AB")).ok());
  EXPECT_TRUE(file->Append({View("!")}).ok());
  EXPECT_EQ(folder.Get("a"), "01AB456789!");
}

TEST(FileSystem, AfterCuttingTheNextAppendGoesOnAtTheNewEnd) {
  const TempFolder folder;
  auto file = Open(folder.File("a"));
  EXPECT_TRUE(file->Append({View("0123456789")}).ok());
  EXPECT_TRUE(file->Truncate(4).ok());
  EXPECT_EQ(file->size_bytes(), 4u);
  EXPECT_TRUE(file->Append({View("end")}).ok());
  EXPECT_TRUE(file->Sync().ok());
  EXPECT_EQ(folder.Get("a"), "0123end");
}

TEST(FileSystem, ReservingKeepsTheSize) {
  const TempFolder folder;
  auto file = Open(folder.File("a"));
  EXPECT_TRUE(file->Append({View("abc")}).ok());
  const Status status = file->Reserve(1 << 20);
  if (status.code() == ErrorCode::kNotSupported) GTEST_SKIP() << "SKIPPED: " << status.message();
  EXPECT_TRUE(status.ok()) << status.message();
  EXPECT_EQ(folder.Get("a"), "abc");
}

TEST(FileSystem, CreateNewRefusesWhatIsThere) {
  const TempFolder folder;
  folder.Put("a", "old");
  const auto file = PlatformFileSystem().Open(folder.File("a"), OpenMode::kCreateNew);
  EXPECT_EQ(file.status().code(), ErrorCode::kAlreadyExists);
  EXPECT_NE(file.status().message().find(folder.File("a")), std::string::npos);
  EXPECT_EQ(folder.Get("a"), "old");
}

// "replace false: kAlreadyExists when `to` is there, and nothing has changed"
TEST(FileSystem, RenameReplacesOnlyWhenItMay) {
  const TempFolder folder;
  folder.Put("from", "new");
  folder.Put("to", "old");
  FileSystem& files = PlatformFileSystem();
  EXPECT_EQ(files.Rename(folder.File("from"), folder.File("to"), false).code(), ErrorCode::kAlreadyExists);
  EXPECT_EQ(folder.Get("to"), "old");
  EXPECT_EQ(folder.Get("from"), "new");
  EXPECT_TRUE(files.Rename(folder.File("from"), folder.File("to"), true).ok());
  EXPECT_EQ(folder.Get("to"), "new");
  EXPECT_TRUE(files.Rename(folder.File("to"), folder.File("free"), false).ok());
  EXPECT_EQ(folder.Names(), std::vector<std::string>{"free"});
  EXPECT_EQ(files.Rename(folder.File("gone"), folder.File("x"), false).code(), ErrorCode::kNotFound);
}

TEST(FileSystem, OfManyRenamesToOneNameExactlyOneWins) {
  const TempFolder folder;
  constexpr int kThreads = 8;
  for (int i = 0; i < kThreads; ++i) folder.Put("from" + std::to_string(i), std::to_string(i));
  std::vector<ErrorCode> codes(kThreads, ErrorCode::kInternal);
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&folder, &codes, i] {
      codes[i] = PlatformFileSystem().Rename(folder.File("from" + std::to_string(i)), folder.File("to"), false).code();
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(std::count(codes.begin(), codes.end(), ErrorCode::kOk), 1);
  EXPECT_EQ(std::count(codes.begin(), codes.end(), ErrorCode::kAlreadyExists), kThreads - 1);
  EXPECT_EQ(codes[std::stoi(folder.Get("to"))], ErrorCode::kOk);
}

TEST(FileSystem, NamesMayHaveSpacesChineseAndEmoji) {
  const TempFolder folder;
  FileSystem& files = PlatformFileSystem();
#if defined(_WIN32)
  const char* quoted = "quote'.wav";
#else
  const char* quoted = "quote\"'.wav";
#endif
  for (const char* name : {"a b.wav", "语音 录制.wav", "🎤🔴.aac", quoted}) {
    EXPECT_TRUE(files.CheckCreatable(folder.File(name)).ok()) << name;
    EXPECT_TRUE(Open(folder.File(name))->Append({View(name)}).ok()) << name;
    EXPECT_TRUE(files.Exists(folder.File(name))) << name;
    const auto read = files.ReadAll(folder.File(name), 1000);
    ASSERT_TRUE(read.ok()) << name;
    EXPECT_EQ(read.value(), name);
  }
  const auto listed = files.List(folder.path());
  ASSERT_TRUE(listed.ok());
  EXPECT_EQ(listed.value().size(), 4u);
}

TEST(FileSystem, ReadingIsBounded) {
  const TempFolder folder;
  folder.Put("a", "12345");
  EXPECT_EQ(PlatformFileSystem().ReadAll(folder.File("a"), 5).value(), "12345");
  EXPECT_EQ(PlatformFileSystem().ReadAll(folder.File("a"), 4).status().code(), ErrorCode::kInvalidArgument);
  EXPECT_EQ(PlatformFileSystem().ReadAll(folder.File("gone"), 4).status().code(), ErrorCode::kNotFound);
}

TEST(FileSystem, ListsPlainFilesOnly) {
  const TempFolder folder;
  folder.Put("b", "12");
  folder.Put("a", "1");
  std::filesystem::create_directory(folder.File("sub"));
  std::error_code no_links;  // Windows gives them to few, and our library for it to nobody
  std::filesystem::create_symlink(folder.File("a"), folder.File("link"), no_links);
  const auto listed = PlatformFileSystem().List(folder.path());
  ASSERT_TRUE(listed.ok());
  ASSERT_EQ(listed.value().size(), 2u);
  EXPECT_EQ(listed.value()[0].name, "a");
  EXPECT_EQ(listed.value()[1].size_bytes, 2u);
  EXPECT_GT(listed.value()[0].modified_unix_ms, 1'600'000'000'000);
  EXPECT_EQ(PlatformFileSystem().List(folder.File("gone")).status().code(), ErrorCode::kNotFound);
}

TEST(FileSystem, TellsFreeSpaceOfAFolderThatIsThere) {
  const TempFolder folder;
  EXPECT_GT(PlatformFileSystem().FreeBytes(folder.path()).value(), 0u);
  EXPECT_EQ(PlatformFileSystem().FreeBytes(folder.File("gone")).status().code(), ErrorCode::kNotFound);
}

TEST(FileSystem, RemovesFilesAndSaysWhenThereIsNone) {
  const TempFolder folder;
  folder.Put("a", "1");
  EXPECT_TRUE(PlatformFileSystem().Remove(folder.File("a")).ok());
  EXPECT_EQ(PlatformFileSystem().Remove(folder.File("a")).code(), ErrorCode::kNotFound);
}

}  // namespace
}  // namespace vr
