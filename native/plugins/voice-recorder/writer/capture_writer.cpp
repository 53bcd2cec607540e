#include "writer/capture_writer.h"

#include "base/clock.h"
#include "writer/capture_chunks.h"
#include "writer/capture_paths.h"

namespace vr {
namespace {

constexpr int kMaxNames = 9999;
constexpr int64_t kProgressIntervalNs = 50 * kNsPerMs;

Status Cancelled(const std::string& path) {
  return {ErrorCode::kCancelled, "writing " + path + " was cancelled; nothing of it is left"};
}

Status Check(FileSystem& files, const std::string& path, ExistingTarget existing, const CaptureInfo& info) {
  Codec codec = Codec::kPcm16;
  if (!CodecOfPath(path, &codec) || codec != info.format.codec) {
    const char* expected = info.format.codec == Codec::kPcm16 ? ".wav" : ".aac";
    return {ErrorCode::kInvalidArgument,
            "cannot write " + path + ": a name that ends in " + expected + " is expected for this audio: rename it"};
  }
  if (existing == ExistingTarget::kRefuse && files.Exists(path)) {
    return {ErrorCode::kAlreadyExists,
            "cannot write " + path + ": there is a file already; a free name is expected: remove it, or give another"};
  }
  return files.CheckCreatable(path);
}

// Opens the first part name that is free; what stands at the others may belong to somebody else.
Result<std::unique_ptr<CaptureFile>> OpenPart(FileSystem& files, const std::string& path, const CaptureInfo& info,
                                              uint64_t audio_bytes, std::string* part_path) {
  for (int number = 1;; ++number) {
    *part_path = PartPath(path, number);
    Result<std::unique_ptr<CaptureFile>> file =
        CaptureFile::Make(files, *part_path, OpenMode::kCreateNew, info.format, audio_bytes, nullptr, "");
    if (file.status().code() != ErrorCode::kAlreadyExists || number == kMaxNames) return file;
  }
}

Status WriteAudio(CaptureFile& file, CaptureChunks& chunks, const std::string& path, const WriteProgress& progress) {
  const MonotonicClock clock;
  int64_t told_ns = clock.NowNs();
  if (progress && !progress(0)) return Cancelled(path);
  std::vector<ByteView> chunk;
  while (chunks.Next(&chunk)) {
    Status status = file.Append(chunk);
    if (!status.ok()) return status;
    if (!progress || clock.NowNs() - told_ns < kProgressIntervalNs) continue;
    told_ns = clock.NowNs();
    if (!progress(static_cast<double>(chunks.taken_bytes()) / static_cast<double>(chunks.total_bytes()))) {
      return Cancelled(path);
    }
  }
  if (progress && !progress(1)) return Cancelled(path);
  return file.Finish();
}

// Gives the complete part file its name; `taken` is the one that it got.
Status TakeName(FileSystem& files, const std::string& part_path, const std::string& path, ExistingTarget existing,
                std::string* taken) {
  *taken = path;
  if (existing == ExistingTarget::kReplace) return files.Rename(part_path, path, true);
  Status status = files.Rename(part_path, path, false);
  if (existing == ExistingTarget::kRefuse) return status;
  for (int number = 2; status.code() == ErrorCode::kAlreadyExists && number <= kMaxNames; ++number) {
    *taken = CountedPath(path, number);
    status = files.Rename(part_path, *taken, false);
  }
  return status;
}

}  // namespace

Result<WrittenCapture> WriteCapture(FileSystem& files, const std::string& path, ExistingTarget existing,
                                    const std::vector<ByteView>& audio, const CaptureInfo& info,
                                    const WriteProgress& progress) {
  Status status = Check(files, path, existing, info);
  if (!status.ok()) return status;
  CaptureChunks chunks(audio, info.format);
  std::string part_path;
  Result<std::unique_ptr<CaptureFile>> part = OpenPart(files, path, info, chunks.total_bytes(), &part_path);
  if (!part.ok()) return part.status();
  std::string taken_path;
  status = WriteAudio(*part.value(), chunks, path, progress);
  const uint64_t file_bytes = part.value()->file_bytes();
  part.value().reset();
  if (status.ok()) status = TakeName(files, part_path, path, existing, &taken_path);
  if (!status.ok()) {
    files.Remove(part_path);
    return status;
  }
  return WriteCompanions(files, taken_path, file_bytes, info);
}

}  // namespace vr
