#include "analysis/audio_file_opener.h"

#include <algorithm>

#include "analysis/adts_beginning.h"
#include "analysis/adts_file.h"
#include "analysis/file_kind.h"
#include "analysis/pcm_file.h"
#include "analysis/plain_bytes.h"
#include "analysis/sealed_bytes.h"
#include "writer/capture_paths.h"
#include "writer/capture_writer.h"

namespace vr {
namespace {

constexpr const char* kExpected = "a WAV or ADTS AAC file is expected: ";
constexpr const char* kConvert = "convert it, e.g. with ffmpeg, or give another file";
constexpr const char* kGiveAudio = "give the audio file beside it, or another file";
constexpr const char* kOpenArchive =
    "unpack it and give an audio file in it; a bundle also opens on the page (voice-recorder serve): drop it there";

Status NoAudio(const std::string& path, const std::string& why) {
  return {ErrorCode::kUnreadable, path + " cannot be read: " + why};
}

Status At(const std::string& path, const Status& status) {
  const bool about_content = status.code() == ErrorCode::kUnreadable || status.code() == ErrorCode::kNotSupported;
  return about_content ? Status(status.code(), path + " cannot be read: " + status.message()) : status;
}

Result<OpenedAudio> OpenAdts(const std::string& path, AudioFacts facts, std::shared_ptr<ByteSource> bytes,
                             uint64_t begin, const Progress& progress, Problems* problems) {
  const Result<AdtsBeginning> found = FindAdts(*bytes, begin);
  if (!found.ok()) return found.status();
  const AdtsBeginning& first = found.value();
  if (first.offset > begin) {
    problems->Add(std::to_string(first.offset - begin) + " bytes before the first AAC frame of " + NameOf(path) +
                  " were skipped");
  }
  Result<AdtsIndex> index = AdtsIndex::Make(*bytes, first.offset, first.format, progress, problems);
  if (!index.ok()) return index.status();
  return OpenedAudio{std::make_unique<AdtsFile>(std::move(facts), std::move(bytes), std::move(index.value())), ""};
}

Result<OpenedAudio> OpenWav(AudioFacts facts, std::shared_ptr<ByteSource> bytes) {
  const Result<PcmLayout> layout = ReadPcmLayout(*bytes);
  if (!layout.ok()) return layout.status();
  return OpenedAudio{std::make_unique<PcmFile>(std::move(facts), std::move(bytes), layout.value()), ""};
}

Result<OpenedAudio> OpenSealed(FileSystem& files, const std::string& path, const SealKey* key, const Progress& progress,
                               Problems* problems) {
  Result<std::unique_ptr<SealedBytes>> opened = SealedBytes::Open(files, path, key, progress);
  if (!opened.ok()) return opened.status();
  const SealedHeader header = opened.value()->header();
  const std::string damage = opened.value()->damage();
  AudioFacts facts;
  facts.name = NameOf(path);
  facts.file_bytes = opened.value()->file_bytes();
  facts.encrypted = true;
  facts.plain = false;
  facts.unfinished = opened.value()->unfinished();
  std::shared_ptr<ByteSource> bytes = std::move(opened.value());
  if (!damage.empty()) problems->Add(facts.name + ": " + damage);
  if (header.kind == SealedKind::kAac) {
    Result<OpenedAudio> audio = OpenAdts(path, std::move(facts), std::move(bytes), 0, progress, problems);
    if (audio.ok()) audio.value().capture_id = header.capture_id;
    return audio;
  }
  const Result<CaptureFormat> format = FormatOf(header);
  if (header.kind != SealedKind::kWav || !format.ok()) {
    return NoAudio(path, "it is an encrypted file of a capture and holds no audio; name its .wav or .aac file");
  }
  PcmLayout layout;
  layout.sample_rate_hz = header.sample_rate_hz;
  layout.channels = header.channels;
  layout.data_bytes = bytes->size_bytes() - bytes->size_bytes() % layout.frame_bytes();
  return OpenedAudio{std::make_unique<PcmFile>(std::move(facts), std::move(bytes), layout), header.capture_id};
}

Status NoAudioOfKind(const std::string& path, const std::string& found, FileKind kind) {
  const char* advice = kConvert;
  if (kind == FileKind::kOther) advice = kGiveAudio;
  if (kind == FileKind::kArchive) advice = kOpenArchive;
  return NoAudio(path, found + "; " + kExpected + advice);
}

// By what the bytes say, and where they say nothing by the name.
Status NoAudioOfUnknown(const std::string& path, ByteView head) {
  const std::string found = DescribeUnknown(head);
  const bool is_empty = head.size_bytes > 0 &&
                        std::all_of(head.data, head.data + head.size_bytes, [](uint8_t byte) { return byte == 0; });
  if (is_empty) {
    return NoAudio(path, found + "; " + kExpected +
                             "give another copy, or recover what its recorder kept (voice-recorder recover)");
  }
  Codec codec = Codec::kPcm16;
  if (!CodecOfPath(path, &codec)) return NoAudio(path, found + "; " + kExpected + kGiveAudio);
  if (codec == Codec::kPcm16) {
    return NoAudio(path, "it is not a WAV file: " + found +
                             ", and RIFF, RF64 or BW64 is expected there; nor are there " +
                             "frames of ADTS AAC in it; " + kExpected + kConvert);
  }
  return NoAudio(path, found + ", and no frames of ADTS AAC were found in it; " + kExpected + kConvert);
}

// Behind an ID3 tag there is AAC, or something else that has a name.
Result<OpenedAudio> OpenTagged(const std::string& path, AudioFacts facts, std::shared_ptr<ByteSource> bytes,
                               uint64_t begin, const Progress& progress, Problems* problems) {
  uint8_t head[kGuessBytes];
  const Result<size_t> got = bytes->ReadAt(begin, head, sizeof head);
  if (!got.ok()) return got.status();
  const FileGuess guess = GuessFileKind({head, got.value()});
  Result<OpenedAudio> audio = OpenAdts(path, std::move(facts), std::move(bytes), begin, progress, problems);
  if (audio.status().code() != ErrorCode::kUnreadable) return audio;
  const std::string tag = "it begins with an ID3 tag";
  if (!guess.name.empty()) return NoAudioOfKind(path, tag + " and seems to be " + guess.name, guess.kind);
  if (got.value() == 0) return NoAudioOfKind(path, tag + " and has no audio behind it", FileKind::kOther);
  return NoAudioOfKind(path, tag + " and seems to be an MP3 file", FileKind::kAudio);
}

}  // namespace

Result<OpenedAudio> OpenAudioFile(FileSystem& files, const std::string& path, const SealKey* key,
                                  const Progress& progress, Problems* problems) {
  Result<std::unique_ptr<PlainBytes>> opened = OpenPlainBytes(files, path);
  if (opened.status().code() == ErrorCode::kUnreadable) {
    return Status(ErrorCode::kUnreadable, opened.status().message() + "; " + kExpected + "give its path");
  }
  if (!opened.ok()) return opened.status();
  std::shared_ptr<ByteSource> bytes = std::move(opened.value());
  if (bytes->size_bytes() == 0) return NoAudioOfKind(path, "it is empty", FileKind::kOther);
  uint8_t head[kGuessBytes];
  const Result<size_t> got = bytes->ReadAt(0, head, sizeof head);
  if (!got.ok()) return got.status();
  const FileGuess guess = GuessFileKind({head, got.value()});
  AudioFacts facts;
  facts.name = NameOf(path);
  facts.file_bytes = bytes->size_bytes();
  Result<OpenedAudio> audio = Status(ErrorCode::kInternal, "");
  switch (guess.kind) {
    case FileKind::kWav:
      audio = OpenWav(std::move(facts), std::move(bytes));
      break;
    case FileKind::kSealed:
      audio = OpenSealed(files, path, key, progress, problems);
      break;
    case FileKind::kRing:
      return NoAudio(path, "it is a part of a ring; name the ring's own file, which ends in .ring");
    case FileKind::kAudio:
    case FileKind::kArchive:
    case FileKind::kOther:
      return NoAudioOfKind(path, "it seems to be " + guess.name, guess.kind);
    case FileKind::kTagged:
      audio = OpenTagged(path, std::move(facts), std::move(bytes), Id3Bytes({head, got.value()}), progress, problems);
      break;
    case FileKind::kUncertain:
      audio = OpenAdts(path, std::move(facts), std::move(bytes), 0, progress, problems);
      if (audio.status().code() == ErrorCode::kUnreadable) {
        return NoAudioOfKind(path, "it seems to be " + guess.name, guess.kind);
      }
      break;
    case FileKind::kUnknown:
      audio = OpenAdts(path, std::move(facts), std::move(bytes), 0, progress, problems);
      if (audio.status().code() == ErrorCode::kUnreadable) return NoAudioOfUnknown(path, {head, got.value()});
      break;
  }
  if (audio.ok() || audio.status().message().find(path) != std::string::npos) return audio;
  return At(path, audio.status());
}

}  // namespace vr
