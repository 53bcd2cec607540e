#include "writer/capture_writer.h"

#include <algorithm>

#include "base/clock.h"
#include "writer/capture_names.h"
#include "writer/part_files.h"

namespace vr {
namespace {

constexpr int64_t kProgressIntervalNs = 50 * kNsPerMs;

Status Cancelled(const std::string& path) {
  return {ErrorCode::kCancelled, "writing " + path + " was cancelled; nothing of it is left"};
}

// Tells how much of all files is written, by what each was expected to have at the beginning.
class ProgressTeller {
 public:
  ProgressTeller(const WriteProgress& progress, const std::vector<AudioPieces*>& pieces) : progress_(progress) {
    for (const AudioPieces* each : pieces) expected_bytes_.push_back(static_cast<double>(each->expected_bytes()));
    for (const double bytes : expected_bytes_) total_bytes_ += bytes;
    told_ns_ = clock_.NowNs();
  }

  // False, as below: the caller wants no more.
  bool Begin() { return !progress_ || progress_(0); }
  bool Written(size_t file, uint64_t file_bytes) {
    if (!progress_ || clock_.NowNs() - told_ns_ < kProgressIntervalNs) return true;
    told_ns_ = clock_.NowNs();
    double done_bytes = std::min(static_cast<double>(file_bytes), expected_bytes_[file]);
    for (size_t i = 0; i < file; ++i) done_bytes += expected_bytes_[i];
    return progress_(total_bytes_ > 0 ? std::min(done_bytes / total_bytes_, 1.0) : 0.0);
  }
  bool End() { return !progress_ || progress_(1); }

 private:
  const WriteProgress& progress_;
  const MonotonicClock clock_;
  int64_t told_ns_ = 0;
  std::vector<double> expected_bytes_;
  double total_bytes_ = 0;
};

Status CheckSuffix(const std::string& path, const CaptureInfo& info) {
  Codec codec = Codec::kPcm16;
  if (CodecOfPath(path, &codec) && codec == info.format.codec) return Status::Ok();
  const char* expected = info.format.codec == Codec::kPcm16 ? ".wav" : ".aac";
  return {ErrorCode::kInvalidArgument,
          "cannot write " + path + ": a name that ends in " + expected + " is expected for this audio: rename it"};
}

Status CheckTracks(const std::string& path, const CaptureAudio& audio, const CaptureInfo& info) {
  if (audio.tracks.size() == info.tracks.size()) return Status::Ok();
  return {ErrorCode::kInvalidArgument, "cannot write " + path + ": audio of " + std::to_string(info.tracks.size()) +
                                           " tracks is expected, and that of " + std::to_string(audio.tracks.size()) +
                                           " was given"};
}

std::vector<AudioPieces*> AllPieces(const CaptureAudio& audio) {
  std::vector<AudioPieces*> all = {&audio.mix};
  all.insert(all.end(), audio.tracks.begin(), audio.tracks.end());
  return all;
}

Status OpenParts(const std::vector<std::string>& targets, const std::vector<AudioPieces*>& pieces,
                 const CaptureInfo& info, const SealKey* key, PartFiles* parts) {
  Status status;
  for (size_t i = 0; i < targets.size() && status.ok(); ++i) {
    CaptureFormat format = info.format;
    if (i > 0) format.channels = info.tracks[i - 1].channels;
    status = parts->Open(targets[i], format, pieces[i]->expected_bytes(), key, info.id);
  }
  return status;
}

Status WriteFile(PartFiles& parts, const std::vector<AudioPieces*>& pieces, size_t index, const std::string& path,
                 ProgressTeller* teller) {
  uint64_t written_bytes = 0;
  for (;;) {
    const Result<std::vector<ByteView>> piece = pieces[index]->Next();
    if (!piece.ok()) return piece.status();
    if (piece.value().empty()) return Status::Ok();
    Status status = parts.file(index).Append(piece.value());
    if (!status.ok()) return status;
    for (const ByteView& view : piece.value()) written_bytes += view.size_bytes;
    if (!teller->Written(index, written_bytes)) return Cancelled(path);
  }
}

Status WriteAll(PartFiles& parts, const std::vector<AudioPieces*>& pieces, const std::string& path,
                const WriteProgress& progress) {
  ProgressTeller teller(progress, pieces);
  if (!teller.Begin()) return Cancelled(path);
  for (size_t i = 0; i < pieces.size(); ++i) {
    Status status = WriteFile(parts, pieces, i, path, &teller);
    if (!status.ok()) return status;
  }
  if (!teller.End()) return Cancelled(path);
  Status status;
  for (size_t i = 0; i < pieces.size() && status.ok(); ++i) status = parts.Finish(i);
  return status;
}

}  // namespace

Result<WrittenAudio> WriteCaptureAudio(FileSystem& files, const std::string& path, ExistingTarget existing,
                                       CaptureAudio audio, const CaptureInfo& info, const SealKey* key,
                                       const WriteProgress& progress) {
  Status status = CheckSuffix(path, info);
  if (status.ok()) status = CheckTracks(path, audio, info);
  if (!status.ok()) return status;
  const TrackNaming naming = key != nullptr ? TrackNaming::kNumbers : TrackNaming::kUsers;
  const CaptureNames names(files, path, existing, info.tracks, naming);
  status = names.Check();
  if (!status.ok()) return status;
  const std::vector<AudioPieces*> pieces = AllPieces(audio);
  PartFiles parts(files);
  status = OpenParts(names.first(), pieces, info, key, &parts);
  if (status.ok()) status = WriteAll(parts, pieces, path, progress);
  if (status.code() == ErrorCode::kCancelled) {
    const Status overwritten = parts.Overwrite();
    if (!overwritten.ok()) return overwritten;
  }
  const Result<std::vector<std::string>> taken =
      status.ok() ? names.Take(&parts) : Result<std::vector<std::string>>(status);
  if (!taken.ok()) return taken.status();
  WrittenAudio written;
  written.mix = {taken.value()[0], parts.bytes(0)};
  for (size_t i = 1; i < pieces.size(); ++i) written.tracks.push_back({taken.value()[i], parts.bytes(i)});
  parts.Keep();
  return written;
}

Result<WrittenCapture> WriteCapture(FileSystem& files, const std::string& path, ExistingTarget existing,
                                    CaptureAudio audio, const CaptureInfo& info, const SealKey* key,
                                    const WriteProgress& progress) {
  const Result<WrittenAudio> written = WriteCaptureAudio(files, path, existing, audio, info, key, progress);
  if (!written.ok()) return written.status();
  return WriteCompanions(files, written.value(), info, nullptr, key);
}

}  // namespace vr
