#include "writer/capture_file.h"

#include <gtest/gtest.h>

#include "native/writer/capture_samples.h"
#include "support/faulty_file_system.h"
#include "support/memory_file_system.h"
#include "writer/adts_frames.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

std::unique_ptr<CaptureFile> Make(FileSystem& files, const char* path, const CaptureFormat& format,
                                  uint64_t expected_bytes = 0) {
  auto made = CaptureFile::Make(files, path, OpenMode::kReplace, format, expected_bytes, nullptr, "");
  EXPECT_TRUE(made.ok()) << made.status().message();
  return std::move(made.value());
}

void ExpectTrueHeader(const std::string& file) {
  EXPECT_EQ(file.substr(0, 4), "RIFF");
  EXPECT_EQ(Le(file, 4, 4), file.size() - 8);
  EXPECT_EQ(file.substr(72, 4), "data");
  EXPECT_EQ(Le(file, 76, 4), file.size() - 80);
}

TEST(CaptureFile, AWavWithoutAudioIsValidFromTheStart) {
  MemoryFileSystem files;
  auto file = Make(files, kWav, kStereo);
  const std::string bytes = files.Get(kWav);
  ASSERT_EQ(bytes.size(), 80u);
  ExpectTrueHeader(bytes);
}

// The table of doc/capture-format.md.
TEST(CaptureFile, EveryFieldOfTheWavHeaderLiesAtItsByte) {
  MemoryFileSystem files;
  auto file = Make(files, kWav, kStereo);
  EXPECT_TRUE(file->Append({View(Pcm(100, 2))}).ok());
  EXPECT_TRUE(file->Finish().ok());
  const std::string bytes = files.Get(kWav);
  ExpectTrueHeader(bytes);
  EXPECT_EQ(bytes.substr(8, 8), "WAVEJUNK");
  EXPECT_EQ(Le(bytes, 16, 4), 28u);
  EXPECT_EQ(bytes.substr(20, 28), std::string(28, '\0'));
  EXPECT_EQ(bytes.substr(48, 4), "fmt ");
  EXPECT_EQ(Le(bytes, 52, 4), 16u);
  EXPECT_EQ(Le(bytes, 56, 2), 1u);
  EXPECT_EQ(Le(bytes, 58, 2), 2u);
  EXPECT_EQ(Le(bytes, 60, 4), 48000u);
  EXPECT_EQ(Le(bytes, 64, 4), 192000u);
  EXPECT_EQ(Le(bytes, 68, 2), 4u);
  EXPECT_EQ(Le(bytes, 70, 2), 16u);
  EXPECT_EQ(bytes.substr(80), Pcm(100, 2));
}

// "so that a killed process leaves a playable one"
TEST(CaptureFile, UpdatingTheHeaderMakesItTrueForWhatIsThere) {
  MemoryFileSystem files;
  auto file = Make(files, kWav, kStereo);
  for (int second = 1; second <= 3; ++second) {
    EXPECT_TRUE(file->Append({View(Pcm(480, 2)), View(Pcm(480, 2))}).ok());
    EXPECT_TRUE(file->UpdateHeader().ok());
    ExpectTrueHeader(files.Get(kWav));
    EXPECT_EQ(file->audio_bytes(), second * 3840u);
    EXPECT_EQ(file->file_bytes(), files.SizeOf(kWav));
  }
}

TEST(CaptureFile, AFullDiskCutsAWavBackToWholeFramesWithATrueHeader) {
  for (uint64_t room = 0; room < 9; ++room) {
    MemoryFileSystem files;
    auto file = Make(files, kWav, kStereo);
    EXPECT_TRUE(file->Append({View(Pcm(10, 2))}).ok());
    files.SetCapacity(80 + 40 + room);
    EXPECT_EQ(file->Append({View(Pcm(1, 2)), View(Pcm(10, 2))}).code(), ErrorCode::kDiskFull);
    const std::string bytes = files.Get(kWav);
    EXPECT_EQ(bytes.size(), 80 + 40 + room / 4 * 4) << room;
    ExpectTrueHeader(bytes);
    files.SetCapacity(UINT64_MAX);
    EXPECT_TRUE(file->Append({View(Pcm(7, 2))}).ok()) << "goes on when there is room again";
    EXPECT_TRUE(file->Finish().ok());
    EXPECT_EQ(files.SizeOf(kWav), 80 + 40 + room / 4 * 4 + 28);
    ExpectTrueHeader(files.Get(kWav));
  }
}

TEST(CaptureFile, AFullDiskCutsAdtsBackToWholeFrames) {
  const std::string frames = Adts(3, 200) + Adts(2, 50);
  for (uint64_t room = 0; room < frames.size(); room += 7) {
    MemoryFileSystem files;
    auto file = Make(files, kAac, kAdts);
    EXPECT_TRUE(file->Append({View(Adts(1, 99))}).ok());
    files.SetCapacity(99 + room);
    const ByteView all = View(frames);
    EXPECT_EQ(file->Append({{all.data, 203}, {all.data + 203, all.size_bytes - 203}}).code(), ErrorCode::kDiskFull);
    const uint64_t whole = room < 600 ? room / 200 * 200 : 600 + (room - 600) / 50 * 50;
    EXPECT_EQ(files.SizeOf(kAac), 99 + whole) << room;
    EXPECT_EQ(file->audio_bytes(), 99 + whole);
    EXPECT_TRUE(file->Finish().ok());
    EXPECT_EQ(files.SizeOf(kAac), 99 + whole);
  }
}

TEST(CaptureFile, WhatCouldNotBeCutIsCutBeforeTheNextAppend) {
  MemoryFileSystem memory;
  FaultyFileSystem files(memory);
  auto file = Make(files, kWav, kStereo);
  const std::string frames = Pcm(3, 2);  // half of it is one frame and a half
  files.FailAt(files.operations() + 1, ErrorCode::kIoError, false);
  files.SetHook([&files](const std::string& operation) {
    if (operation == "truncate") files.FailAt(files.operations() + 1, ErrorCode::kIoError, false);
  });
  EXPECT_EQ(file->Append({View(frames)}).code(), ErrorCode::kIoError);
  EXPECT_EQ(memory.SizeOf(kWav), 86u) << "cutting was made to fail";
  EXPECT_EQ(Le(memory.Get(kWav), 76, 4), 4u) << "the header is true all the same";
  files.SetHook(nullptr);
  EXPECT_TRUE(file->Append({View(frames)}).ok());
  EXPECT_TRUE(file->Finish().ok());
  EXPECT_EQ(memory.Get(kWav).substr(80), frames.substr(0, 4) + frames);
}

TEST(CaptureFile, ReservesWhatIsExpectedAndGivesTheRestBack) {
  MemoryFileSystem files;
  auto file = Make(files, kWav, kStereo, 100'000);
  EXPECT_EQ(files.ReservedOf(kWav), 100'080u);
  EXPECT_EQ(files.SizeOf(kWav), 80u);
  EXPECT_TRUE(file->Append({View(Pcm(10, 2))}).ok());
  EXPECT_TRUE(file->Finish().ok());
  EXPECT_EQ(files.ReservedOf(kWav), 0u);
  EXPECT_EQ(files.SizeOf(kWav), 120u);
}

// "kDiskFull if they do not fit, and nothing is left behind"
TEST(CaptureFile, NothingIsLeftWhenTheExpectedBytesDoNotFit) {
  MemoryFileSystem files;
  files.SetCapacity(50'000);
  const auto made = CaptureFile::Make(files, kWav, OpenMode::kReplace, kStereo, 100'000, nullptr, "");
  EXPECT_EQ(made.status().code(), ErrorCode::kDiskFull);
  EXPECT_TRUE(files.Paths().empty());
}

TEST(CaptureFile, WorksWhereNothingCanBeReserved) {
  MemoryFileSystem files;
  files.SetCanReserve(false);
  auto file = Make(files, kAac, kAdts, 100'000);
  EXPECT_TRUE(file->Append({View(Adts(2, 100))}).ok());
  EXPECT_TRUE(file->Finish().ok());
  EXPECT_EQ(files.SizeOf(kAac), 200u);
}

TEST(CaptureFile, RefusesFormatsThatNoFileHas) {
  MemoryFileSystem files;
  for (const CaptureFormat& format :
       {CaptureFormat{Codec::kPcm16, 48000, 0}, {Codec::kPcm16, 48000, 3}, {Codec::kPcm16, 0, 1}}) {
    EXPECT_EQ(CaptureFile::Make(files, kWav, OpenMode::kReplace, format, 0, nullptr, "").status().code(),
              ErrorCode::kInvalidArgument);
  }
  EXPECT_TRUE(files.Paths().empty());
}

TEST(AdtsFrames, EndsAreFoundAcrossViews) {
  const std::string frames = Adts(5, 100);
  for (size_t cut = 1; cut < frames.size(); cut += 3) {
    const std::vector<ByteView> views = {{View(frames).data, cut}, {}, {View(frames).data + cut, frames.size() - cut}};
    EXPECT_EQ(LastAdtsFrameEnd(views, 0, 499), 400u);
    EXPECT_EQ(LastAdtsFrameEnd(views, 100, 500), 500u);
  }
}

TEST(AdtsFrames, BytesThatAreNoFramesEndTheWalk) {
  const std::string junk(1000, 'j');
  EXPECT_EQ(LastAdtsFrameEnd({View(junk)}, 0, 1000), 0u);
  const std::string mixed = Adts(2, 64) + junk;
  EXPECT_EQ(LastAdtsFrameEnd({View(mixed)}, 0, mixed.size()), 128u);
  const std::string too_short = Adts(1, 6);  // a length below the header's own
  EXPECT_EQ(LastAdtsFrameEnd({View(too_short)}, 0, 6), 0u);
  EXPECT_EQ(LastAdtsFrameEnd({}, 0, 100), 0u);
}

}  // namespace
}  // namespace vr
