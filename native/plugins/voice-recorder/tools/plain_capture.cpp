#include "tools/plain_capture.h"

#include <cmath>

#include "writer/capture_paths.h"
#include "writer/capture_writer.h"
#include "writer/sidecar.h"
#include "writer/whole_file.h"

namespace vr {
namespace {

// The first number of which neither the audio's name nor those of its companions are taken.
std::string FreePath(FileSystem& files, const std::string& path) {
  for (int number = 1; number <= kMaxNumber; ++number) {
    const std::string counted = CountedPath(path, number);
    if (files.Exists(counted) || files.Exists(SidecarPath(counted)) || files.Exists(FeaturesPath(counted))) continue;
    return counted;
  }
  return path;
}

WriteProgress ShownOn(Console& console, const std::string& name) {
  if (!console.terminal) return nullptr;
  return [&console, name](double done) {
    console.err << "\r\x1b[K";
    if (done < 1) console.err << name << "  " << std::floor(done * 100) << " %";
    console.err << std::flush;
    return true;
  };
}

Result<WrittenAudio> WriteAudio(FileSystem& files, const std::string& folder, const SealedCapture& capture,
                                const CaptureFormat& format, Console& console) {
  CaptureInfo info;
  info.format = format;
  CaptureAudio audio{*capture.mix, {}};
  for (size_t i = 0; i < capture.tracks.size(); ++i) {
    if (capture.tracks[i] == nullptr) continue;
    const SidecarTrack& track = capture.sidecar.tracks[i];
    info.tracks.push_back({track.kind, track.user_id, capture.tracks[i]->header().channels});
    audio.tracks.push_back(capture.tracks[i].get());
  }
  const std::string name = NameOf(capture.mix->path());
  const std::string path = folder + Split(name).stem + (format.codec == Codec::kPcm16 ? ".wav" : ".aac");
  return WriteCaptureAudio(files, FreePath(files, path), ExistingTarget::kCountUp, audio, info, nullptr,
                           ShownOn(console, name));
}

// `written` as the sidecar lists its tracks: those that did not open have no file.
WrittenAudio AsListed(const WrittenAudio& written, const SealedCapture& capture) {
  WrittenAudio listed = {written.mix, {}};
  size_t next = 0;
  for (const auto& track : capture.tracks) {
    listed.tracks.push_back(track == nullptr ? WrittenFile() : written.tracks[next++]);
  }
  return listed;
}

Status WriteSidecar(FileSystem& files, const WrittenAudio& written, const SealedCapture& capture,
                    const std::string& features_path, Console& console) {
  const std::string features_name = features_path.empty() ? "" : NameOf(features_path);
  const Result<std::string> text = SidecarOfFiles(capture.sidecar_text, AsListed(written, capture), features_name);
  if (!text.ok()) return text.status();
  const auto fill = [&text](std::unique_ptr<WritableFile> file) {
    return file->Append({{reinterpret_cast<const uint8_t*>(text.value().data()), text.value().size()}});
  };
  std::string taken;
  Status status = WriteWhole(files, SidecarPath(written.mix.path), false, fill, &taken);
  if (status.ok()) console.Tell(taken);
  return status;
}

}  // namespace

Status WritePlainFile(FileSystem& files, const std::string& path, SealedPieces& pieces, Console& console,
                      std::string* taken) {
  const auto fill = [&pieces](std::unique_ptr<WritableFile> file) {
    for (;;) {
      const Result<std::vector<ByteView>> piece = pieces.Next();
      if (!piece.ok() || piece.value().empty()) return piece.status();
      Status status = file->Append(piece.value());
      if (!status.ok()) return status;
    }
  };
  Status status = WriteWhole(files, path, false, fill, taken);
  if (status.ok()) console.Tell(*taken);
  return status;
}

Status WritePlainCapture(FileSystem& files, const std::string& folder, const SealedCapture& capture, Console& console) {
  const Result<CaptureFormat> format = FormatOf(capture.mix->header());
  if (!format.ok()) return format.status();
  const Result<WrittenAudio> written = WriteAudio(files, folder, capture, format.value(), console);
  if (!written.ok()) return written.status();
  console.Tell(written.value().mix.path);
  for (const WrittenFile& track : written.value().tracks) console.Tell(track.path);
  std::string features_path;
  Status status;
  if (capture.features != nullptr) {
    status = WritePlainFile(files, FeaturesPath(written.value().mix.path), *capture.features, console, &features_path);
  }
  if (!status.ok() || capture.sidecar_text.empty()) return status;
  return WriteSidecar(files, written.value(), capture, features_path, console);
}

}  // namespace vr
