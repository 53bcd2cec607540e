#include "tools/open_capture.h"

#include <algorithm>
#include <filesystem>

#include "tools/key_file.h"
#include "tools/plain_capture.h"
#include "tools/sealed_capture.h"
#include "writer/capture_paths.h"
#include "writer/capture_writer.h"

namespace vr {
namespace {

std::string Absolute(const std::string& path) {
  std::error_code failed;
  const std::filesystem::path absolute = std::filesystem::absolute(std::filesystem::u8path(path), failed);
  return failed ? path : absolute.lexically_normal().u8string();
}

std::string FolderOf(const std::string& path) {
  const std::string folder = Absolute(path);
  return NameOf(folder).empty() ? folder : folder + "/";
}

// Who names the sidecar means its capture.
std::string AudioPathOf(FileSystem& files, const std::string& path) {
  constexpr size_t kSuffixBytes = 5;
  const std::string audio_path = path.substr(0, path.size() - std::min(kSuffixBytes, path.size()));
  return SidecarPath(audio_path) == path && files.Exists(audio_path) ? audio_path : path;
}

Status CheckSealed(FileSystem& files, const std::string& path) {
  Result<std::unique_ptr<BlockFile>> file = files.OpenBlocks(path, BlockMode::kRead);
  if (!file.ok()) return file.status();
  uint8_t head[kSealedHeaderBytes];
  const Result<size_t> got = file.value()->ReadAt(0, head, sizeof head);
  if (!got.ok()) return got.status();
  if (IsSealed({head, got.value()})) return Status::Ok();
  return {ErrorCode::kInvalidArgument, path +
                                           " is not encrypted: the .wav or .aac file of an encrypted capture is "
                                           "expected; a plain one can be used as it is"};
}

int Fail(Console& console, const Status& status, int exit_code) {
  console.Complain(status.message());
  return exit_code;
}

// Says what was not whole, and gives the exit code.
int Conclude(const std::vector<const SealedPieces*>& all, bool incomplete, const Status& status, Console& console) {
  bool unreadable = incomplete;
  for (const SealedPieces* pieces : all) {
    if (pieces == nullptr) continue;
    if (!pieces->remark().empty() && !pieces->failed()) console.Complain(pieces->path() + ": " + pieces->remark());
    unreadable = unreadable || pieces->damaged() || pieces->failed();
  }
  if (!status.ok()) return Fail(console, status, unreadable ? kExitUnreadable : kExitEnvironment);
  return unreadable ? kExitUnreadable : kExitFine;
}

int OpenAll(FileSystem& files, std::unique_ptr<SealedPieces> pieces, const SealKey& key, const std::string& folder,
            Console& console) {
  const SealedKind kind = pieces->header().kind;
  if (kind != SealedKind::kWav && kind != SealedKind::kAac) {
    std::string taken;
    const Status status = WritePlainFile(files, folder + NameOf(pieces->path()), *pieces, console, &taken);
    return Conclude({pieces.get()}, false, status, console);
  }
  const SealedCapture capture = OpenAround(files, std::move(pieces), key, console);
  const Status status = WritePlainCapture(files, folder, capture, console);
  std::vector<const SealedPieces*> all = {capture.mix.get(), capture.features.get()};
  for (const auto& track : capture.tracks) all.push_back(track.get());
  return Conclude(all, capture.incomplete, status, console);
}

}  // namespace

int OpenCapture(FileSystem& files, const OpenArguments& arguments, Console& console) {
  const std::string path = AudioPathOf(files, Absolute(arguments.file));
  Status status = CheckSealed(files, path);
  if (!status.ok()) return Fail(console, status, kExitUnreadable);
  if (arguments.key_file.empty()) {
    console.Complain(path + " is encrypted, and its key is missing: --key-file KEY is expected");
    return kExitUsage;
  }
  status = ChunkSeal::CheckSupported();
  if (!status.ok()) return Fail(console, status, kExitEnvironment);
  const Result<SealKey> key = ReadKeyFile(files, Absolute(arguments.key_file));
  if (!key.ok()) return Fail(console, key.status(), kExitUnreadable);
  const std::string folder = FolderOf(arguments.out);
  status = files.CheckCreatable(folder + NameOf(path));
  if (!status.ok()) return Fail(console, status, kExitEnvironment);
  Result<std::unique_ptr<SealedReader>> reader = OpenSealedFile(files, path, key.value());
  if (!reader.ok()) return Fail(console, reader.status(), kExitUnreadable);
  return OpenAll(files, std::make_unique<SealedPieces>(path, std::move(reader.value())), key.value(), folder, console);
}

}  // namespace vr
