// What a caller reads who gives a file that is no capture: what was found, what was expected, what to do.
#include <gtest/gtest.h>

#if !defined(_WIN32)
#include <sys/stat.h>
#include <unistd.h>
#endif

#include <random>

#include "native/analysis/analysis_support.h"
#include "support/faulty_file_system.h"
#include "support/temp_folder.h"
#include "writer/capture_file.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

std::string Text(const char* bytes, size_t size) {
  return std::string(bytes, size);
}

constexpr size_t kRest = 4000;

std::string ZeroBytes(size_t count = kRest) {
  return std::string(count, '\0');
}

std::string Id3(const std::string& behind) {
  return "ID3" + Text("\x03\0\0\0\0\0\x10", 7) + ZeroBytes(16) + behind;
}

std::string OfFormat(int tag, int channels, int rate_hz, int bits, bool extensible = false) {
  return Wav(std::string(64, 'a'), {tag, channels, rate_hz, bits, extensible});
}

// An extensible header whose GUID is nobody's.
std::string OfForeignGuid() {
  std::string wav = OfFormat(1, 1, 16000, 16, true);
  const size_t guid = wav.find(Text("\0\0\0\0\x10\0\x80", 7));
  wav.replace(guid, 8, "whatever");
  return wav;
}

std::string OfAdts(size_t byte, int value) {
  std::string bytes = Adts(10, 100);
  for (size_t i = 0; i < 10; ++i) bytes[i * 100 + byte] = static_cast<char>(value);
  return bytes;
}

struct Case {
  const char* name;
  std::string file;
  std::string bytes;
  ErrorCode code;
  std::vector<const char*> words;  // that the message has
};

constexpr const char* kWhatIsRead = "a WAV or ADTS AAC file is expected";

const std::vector<Case>& Cases() {
  static const std::vector<Case> cases = {
      // By the bytes.
      {"Empty", "a.wav", "", ErrorCode::kUnreadable, {"it is empty", kWhatIsRead, "another file"}},
      {"Mp4",
       "a.aac",
       ZeroBytes(4) + "ftypM4A " + ZeroBytes(),
       ErrorCode::kUnreadable,
       {"MP4 or M4A", kWhatIsRead, "convert"}},
      {"Ogg", "a.wav", "OggS" + ZeroBytes(), ErrorCode::kUnreadable, {"an Ogg file", kWhatIsRead, "convert"}},
      {"Flac", "a.aac", "fLaC" + ZeroBytes(), ErrorCode::kUnreadable, {"a FLAC file", kWhatIsRead, "convert"}},
      {"TaggedFlac",
       "a.aac",
       Id3("fLaC" + ZeroBytes()),
       ErrorCode::kUnreadable,
       {"a FLAC file", kWhatIsRead, "convert"}},
      {"Mp3",
       "a.wav",
       "\xff\xfb\x90\x64" + ZeroBytes(),
       ErrorCode::kUnreadable,
       {"an MP3 file", kWhatIsRead, "convert"}},
      {"TaggedMp3", "a.aac", Id3("\xff\xfb\x90\x64" + ZeroBytes()), ErrorCode::kUnreadable, {"an MP3 file", "convert"}},
      {"TagAndNothing", "a.aac", Id3(""), ErrorCode::kUnreadable, {"an ID3 tag", "no audio behind it", kWhatIsRead}},
      {"Latm",
       "a.aac",
       Text("\x56\xe0\x40\x20", 4) + ZeroBytes(),
       ErrorCode::kUnreadable,
       {"LATM", kWhatIsRead, "convert"}},
      {"Png", "a.wav", "\x89PNG\r\n\x1a\n" + ZeroBytes(), ErrorCode::kUnreadable, {"a PNG picture", kWhatIsRead}},
      {"Zip",
       "a.zip",
       "PK\x03\x04" + ZeroBytes(),
       ErrorCode::kUnreadable,
       {"a ZIP archive", kWhatIsRead, "unpack it", "drop it there"}},
      {"Json", "a.wav", "{\"version\": 2}", ErrorCode::kUnreadable, {"a JSON text", kWhatIsRead, "audio file beside"}},
      {"Features",
       "a.wav",
       "VRFT" + ZeroBytes(),
       ErrorCode::kUnreadable,
       {"the feature file of a capture", "audio file beside"}},
      {"Avi",
       "a.wav",
       "RIFF" + ZeroBytes(4) + "AVI " + ZeroBytes(),
       ErrorCode::kUnreadable,
       {"RIFF file without WAVE"}},
      {"BigEndian", "a.wav", "RIFX" + ZeroBytes(4) + "WAVE" + ZeroBytes(), ErrorCode::kUnreadable, {"RIFX", "convert"}},
      {"Segment", "a.seg", "VRSB" + ZeroBytes(), ErrorCode::kUnreadable, {"a part of a ring", ".ring"}},
      {"Part", "a.wav", "text of some kind\r\nthat goes on\n", ErrorCode::kUnreadable, {"a text", kWhatIsRead}},
      // By the bytes there is nothing to say, so by the name.
      {"ZerosNamedWav", "a.wav", ZeroBytes(), ErrorCode::kUnreadable, {"nothing but zeros", "power cut", "recover"}},
      {"ZerosNamedAac", "a.AAC", ZeroBytes(), ErrorCode::kUnreadable, {"nothing but zeros", "power cut", "recover"}},
      {"NoiseNamedWav",
       "a.Wav",
       "xq\x01" + std::string(kRest, '\x07'),
       ErrorCode::kUnreadable,
       {"RIFF", "78 71 01 07", "not a WAV file"}},
      {"NoiseNamedAac",
       "a.aac",
       "xq\x01" + std::string(kRest, '\x07'),
       ErrorCode::kUnreadable,
       {"no frames of ADTS AAC", "78 71 01 07"}},
      {"NoiseNamedElse",
       "a.bin",
       "xq\x01" + std::string(kRest, '\x07'),
       ErrorCode::kUnreadable,
       {"78 71 01 07", kWhatIsRead}},
      {"CutInRiff", "a.wav", "RIFF\x10", ErrorCode::kUnreadable, {"ends within its header", "5 bytes"}},
      {"CutInFormat",
       "a.wav",
       Wav(ZeroBytes(64)).substr(0, 30),
       ErrorCode::kUnreadable,
       {"ends within its header", "30 bytes"}},
      // WAV.
      {"NoFormat",
       "a.wav",
       "RIFF" + Number(100, 4) + "WAVE" + Chunk("data", ZeroBytes(64)),
       ErrorCode::kUnreadable,
       {"no format chunk", "expected before"}},
      {"NoData",
       "a.wav",
       "RIFF" + Number(100, 4) + "WAVE" + Chunk("LIST", ZeroBytes(64)) + ZeroBytes(64),
       ErrorCode::kUnreadable,
       {"no data chunk"}},
      {"NoChannels", "a.wav", OfFormat(1, 0, 16000, 16), ErrorCode::kUnreadable, {"0 channels", "expected", "damaged"}},
      {"ManyChannels",
       "a.wav",
       OfFormat(1, 64, 16000, 16),
       ErrorCode::kNotSupported,
       {"64 channels", "1 to 8", "convert"}},
      {"NoRate", "a.wav", OfFormat(1, 1, 0, 16), ErrorCode::kUnreadable, {"0 Hz", "expected"}},
      {"HighRate", "a.wav", OfFormat(1, 1, 1000000, 16), ErrorCode::kUnreadable, {"1000000 Hz", "expected"}},
      {"ForeignGuid",
       "a.wav",
       OfForeignGuid(),
       ErrorCode::kNotSupported,
       {"an extensible header", "unknown", "convert"}},
      {"MuLaw", "a.wav", OfFormat(7, 1, 8000, 8), ErrorCode::kNotSupported, {"mu-law", "PCM", "convert"}},
      {"ALaw", "a.wav", OfFormat(6, 1, 8000, 8), ErrorCode::kNotSupported, {"A-law", "PCM", "convert"}},
      {"Adpcm", "a.wav", OfFormat(2, 1, 8000, 4), ErrorCode::kNotSupported, {"ADPCM", "PCM", "convert"}},
      {"ImaAdpcm", "a.wav", OfFormat(17, 1, 8000, 4), ErrorCode::kNotSupported, {"IMA ADPCM", "PCM", "convert"}},
      {"Gsm", "a.wav", OfFormat(49, 1, 8000, 0), ErrorCode::kNotSupported, {"GSM", "PCM", "convert"}},
      {"OddBits", "a.wav", OfFormat(1, 1, 8000, 12), ErrorCode::kNotSupported, {"12 bits", "convert"}},
      {"BadFrames",
       "a.wav",
       [] {
         std::string wav = OfFormat(1, 2, 8000, 16);
         wav[32] = 3;
         return wav;
       }(),
       ErrorCode::kUnreadable,
       {"frames of 3 bytes", "2 samples of 16 bits", "damaged"}},
      // AAC.
      {"SeveralBlocks",
       "a.aac",
       OfAdts(6, 0xfd),
       ErrorCode::kNotSupported,
       {"several blocks", "one", "encode it again"}},
      {"MainProfile", "a.aac", OfAdts(2, 0x14), ErrorCode::kNotSupported, {"profile", "LC", "encode it again"}},
      {"NoChannelCount", "a.aac", OfAdts(3, 0x00), ErrorCode::kNotSupported, {"channels", "1 to 8", "encode it again"}},
  };
  return cases;
}

class OpenErrors : public testing::TestWithParam<Case> {};

TEST_P(OpenErrors, SayWhatWasFoundWhatWasExpectedAndWhatToDo) {
  const Case& each = GetParam();
  MemoryFileSystem files;
  const std::string path = "/captures/" + each.file;
  files.Put(path, each.bytes);
  const Status status = OpenStatus(files, path);
  EXPECT_EQ(each.code, status.code()) << status.message();
  EXPECT_EQ(0u, status.message().find(path)) << status.message();
  for (const char* word : each.words)
    EXPECT_NE(std::string::npos, status.message().find(word)) << word << ": " << status.message();
}

INSTANTIATE_TEST_SUITE_P(Files, OpenErrors, testing::ValuesIn(Cases()),
                         [](const auto& info) { return info.param.name; });

void ExpectWords(const Status& status, ErrorCode code, const std::vector<std::string>& words) {
  EXPECT_EQ(code, status.code()) << status.message();
  for (const std::string& word : words)
    EXPECT_NE(std::string::npos, status.message().find(word)) << word << ": " << status.message();
}

TEST(OpenErrors, OfNoiseAreErrors) {
  std::mt19937 random(7);
  std::string noise(300000, '\0');
  for (char& byte : noise) byte = static_cast<char>(random());
  noise[0] = 'x';
  MemoryFileSystem files;
  files.Put("/captures/x", noise);
  ExpectWords(OpenStatus(files, "/captures/x"), ErrorCode::kUnreadable, {"/captures/x", kWhatIsRead});
}

TEST(OpenErrors, OfPathsNameThem) {
  const TempFolder folder;
  const std::string missing = folder.File("no.wav");
  ExpectWords(OpenStatus(PlatformFileSystem(), missing), ErrorCode::kNotFound, {missing, "no such file"});
  ExpectWords(OpenStatus(PlatformFileSystem(), folder.path()), ErrorCode::kUnreadable,
              {folder.path(), "folder", "a WAV or ADTS AAC file"});
  ExpectWords(OpenStatus(PlatformFileSystem(), "/dev/null"), ErrorCode::kUnreadable,
              {"/dev/null", "a device", "a plain file"});
  ExpectWords(OpenStatus(PlatformFileSystem(), ""), ErrorCode::kInvalidArgument, {"path is empty", "expected"});
}

// Who may not read a file, and whose disk fails, is told that and not that the file is damaged.
TEST(OpenErrors, OfTheSystemAreItsOwn) {
  MemoryFileSystem memory;
  memory.Put("/captures/a.wav", Wav(Ramp(100, 1)));
  for (const ErrorCode code : {ErrorCode::kPermissionDenied, ErrorCode::kIoError}) {
    for (uint64_t operation = 1; operation < 5; ++operation) {
      FaultyFileSystem files(memory);
      files.FailAt(operation, code, false);
      const Status status = OpenStatus(files, "/captures/a.wav");
      if (files.failed_operation().empty()) continue;
      EXPECT_EQ(code, status.code()) << operation << status.message();
    }
  }
}

#if !defined(_WIN32)
TEST(OpenErrors, OfWhatMayNotBeReadSaySo) {
  const TempFolder folder;
  const std::string path = folder.File("a.wav");
  ASSERT_TRUE(PlatformFileSystem().Open(path, OpenMode::kCreateNew).ok());
  ASSERT_EQ(0, chmod(path.c_str(), 0));
  const uid_t user = geteuid();
  // Who may do anything is refused nothing.
  ASSERT_EQ(0, user == 0 ? seteuid(65534) : 0);
  const Status status = OpenStatus(PlatformFileSystem(), path);
  ASSERT_EQ(0, user == 0 ? seteuid(user) : 0);
  ExpectWords(status, ErrorCode::kPermissionDenied, {path, "may be read", "permissions"});
}
#endif

// A file that is cut between two looks at it is shorter, or an error, and never something else.
TEST(OpenErrors, OfAFileThatShrinksNameIt) {
  const std::string whole = Wav(Ramp(1000, 1));
  for (uint64_t operation = 1; operation < 8; ++operation) {
    MemoryFileSystem memory;
    memory.Put("/captures/a.wav", whole);
    FaultyFileSystem files(memory);
    uint64_t count = 0;
    files.SetHook([&](const std::string&) {
      if (++count == operation) memory.Put("/captures/a.wav", whole.substr(0, 20));
    });
    const auto capture = OpenCapture(files, "/captures/a.wav", nullptr, nullptr);
    if (capture.ok()) {
      EXPECT_LE(ReadAll(*capture.value(), 0).size(), 1000u);
    } else {
      ExpectWords(capture.status(), ErrorCode::kUnreadable, {"/captures/a.wav"});
    }
  }
}

TEST(OpenErrors, OfKeysSayWhichIsExpected) {
  if (!CanSeal()) GTEST_SKIP() << "SKIPPED: this build has no libsodium";
  MemoryFileSystem files;
  const SealKey right = KeyOf(1);
  const SealKey wrong = KeyOf(2);
  auto file =
      CaptureFile::Make(files, "/captures/a.wav", OpenMode::kReplace, {Codec::kPcm16, 16000, 1}, 0, &right, "x-1");
  ASSERT_TRUE(file.ok());
  const std::string samples = Ramp(100, 1);
  ASSERT_TRUE(file.value()->Append({View(samples)}).ok());
  ASSERT_TRUE(file.value()->Finish().ok());
  ExpectWords(OpenStatus(files, "/captures/a.wav"), ErrorCode::kWrongKey,
              {"/captures/a.wav", "is encrypted", "none was given"});
  ExpectWords(OpenStatus(files, "/captures/a.wav", &wrong), ErrorCode::kWrongKey, {"/captures/a.wav", "another key"});
  files.Put("/captures/plain.wav", Wav(samples));
  EXPECT_NE(nullptr, Opened(files, "/captures/plain.wav", &wrong)) << "a plain file needs none";
}

// Lengths that are not those of the file are no errors: what is there is read.
TEST(OpenErrors, AreNotMadeOfWrongLengths) {
  const std::string samples = Ramp(100, 1) + "\x01";
  for (const int64_t told : {int64_t{0}, int64_t{1}, int64_t{199}, int64_t{201}, int64_t{0x7fffffff},
                             int64_t{0xfffffffe}, int64_t{0xffffffff}}) {
    MemoryFileSystem files;
    WavText how;
    how.told_bytes = told;
    const auto capture = OpenedBytes(files, "a.wav", Wav(samples, how));
    ASSERT_NE(nullptr, capture) << told;
    EXPECT_EQ(told == 199 ? 99 : 100, capture->valid_frames()) << told;
  }
  MemoryFileSystem files;
  std::string wav = Wav(samples, {1, 1, 16000, 16, false, Chunk("LIST", ZeroBytes(10)), "", -1});
  wav.replace(wav.find("LIST") + 4, 4, Number(0xfffffff0, 4));
  files.Put("/captures/b.wav", wav);
  ExpectWords(OpenStatus(files, "/captures/b.wav"), ErrorCode::kUnreadable, {"no data chunk", "LIST"});
}

std::string LongWav(const char* id, const std::string& ds64, uint64_t told, const std::string& samples) {
  const std::string wav = Wav(samples, {1, 1, 16000, 16, false, "", "", static_cast<int64_t>(told)});
  return id + Number(0xffffffff, 4) + "WAVE" + ds64 + wav.substr(12);
}

TEST(OpenErrors, AreNotMadeOfLongWavsWithoutTheirLengths) {
  const std::string samples = Ramp(100, 1);
  const auto ds64 = [](uint64_t bytes) {
    return Chunk("ds64", Number(0, 8) + Number(bytes, 8) + Number(0, 8) + Number(0, 4));
  };
  const struct {
    const char* id;
    std::string ds64;
    bool unfinished;
  } kCases[] = {{"RF64", ds64(200), false}, {"BW64", ds64(200), false},         {"RF64", "", true},
                {"RF64", ds64(0), true},    {"RF64", ds64(~uint64_t{0}), true}, {"RF64", Chunk("ds64", "short"), true}};
  for (const auto& each : kCases) {
    MemoryFileSystem files;
    const auto capture = OpenedBytes(files, "a.wav", LongWav(each.id, each.ds64, 0xffffffff, samples));
    ASSERT_NE(nullptr, capture) << each.id;
    EXPECT_EQ(100, capture->valid_frames()) << each.id;
    EXPECT_EQ(each.unfinished, InfoOf(*capture)["unfinished"]) << each.id;
    EXPECT_EQ("rf64", InfoOf(*capture)["container"]);
  }
}

TEST(OpenErrors, AreNotMadeOf384KilohertzAnd8Channels) {
  MemoryFileSystem files;
  EXPECT_EQ(384000, OpenedBytes(files, "a.wav", OfFormat(1, 8, 384000, 16))->sample_rate_hz());
}

// Frames of another rate are no frames of the stream.
TEST(OpenErrors, AreNotMadeOfARateThatChanges) {
  std::string changed = Adts(10, 100);
  for (size_t i = 0; i < 10; ++i) changed[i * 100 + 2] = static_cast<char>((changed[i * 100 + 2] & 0xc3) | 3 << 2);
  MemoryFileSystem files;
  const auto capture = OpenedBytes(files, "a.aac", Adts(10, 100) + changed);
  ASSERT_NE(nullptr, capture);
  EXPECT_EQ(10 * 1024, capture->valid_frames());
  EXPECT_NE(std::string::npos, ProblemsOf(*capture).find("1000 bytes at byte 1000"));
  EXPECT_NE(std::string::npos, ProblemsOf(*capture).find("48000 Hz")) << ProblemsOf(*capture);
}

}  // namespace
}  // namespace vr
