// What a recovery makes of what it holds: files, once.
#include <cstdio>
#include <utility>

#include "recorder/capture_record.h"
#include "recorder/recovery.h"
#include "recorder/same_audio.h"
#include "writer/capture_paths.h"
#include "writer/sidecar_facts.h"
#include "writer/sync_files.h"
#include "writer/track_files.h"

namespace vr {

// What cannot be read now may be another time, and is another capture then.
std::string Recovery::IdOf(const std::string& id) const {
  return left_->unreadable() ? id + "p" : id;
}

// Features whose first bytes are there; a power cut leaves an empty file, or zeros.
bool Recovery::HasFeatures(const HeldCapture& held, const std::string& path) const {
  if (held.info.features.empty()) return true;
  const Result<std::unique_ptr<BlockFile>> file = files_.OpenBlocks(FeaturesPath(path), BlockMode::kRead);
  uint8_t first = 0;
  return file.ok() && file.value()->ReadAt(0, &first, 1).ok() && first != 0;
}

// A capture is known by the id in its sidecar and by its bytes. The id alone says nothing of a file whose bytes a power
// cut took, and bytes alone nothing of what belongs beside them.
Result<Recovery::Standing> Recovery::FindWritten(const HeldCapture& held, std::string* path) {
  for (int number = 1; number <= kMaxNumber; ++number) {
    *path = CountedPath(held.target.path, number);
    if (!files_.Exists(*path)) {
      if (IsFree(files_, held, number)) return Standing::kNothing;
      continue;  // it was not free for a capture with all its tracks
    }
    const Result<std::string> text = files_.ReadAll(SidecarPath(*path), kMaxSidecarBytes);
    if (text.status().code() == ErrorCode::kIoError) return text.status();
    const Result<SidecarFacts> facts = text.ok() ? ReadSidecarFacts(text.value()) : text.status();
    const bool has_id = facts.ok() && facts.value().id == held.info.id;
    if (facts.ok() && !has_id) continue;
    const Result<Likeness> likeness = CompareAudio(files_, held, number);
    if (has_id && likeness.status().code() == ErrorCode::kUnreadable) {
      left_->MarkUnreadable();  // nobody can say whether it is whole, so the ring stays
      return Standing::kAll;
    }
    if (!likeness.ok()) return likeness.status();
    if (likeness.value() == Likeness::kOther) continue;
    if (likeness.value() == Likeness::kMore) {
      if (has_id) return Standing::kAll;
      continue;
    }
    const bool all = has_id && likeness.value() == Likeness::kSame && HasFeatures(held, *path);
    return all ? Standing::kAll : Standing::kAudio;
  }
  return Standing::kNothing;
}

Result<WrittenCapture> Recovery::TryToWrite(HeldCapture& held, bool* was_there) {
  std::string path;
  const Result<Standing> standing = FindWritten(held, &path);
  if (!standing.ok()) return standing.status();
  *was_there = standing.value() == Standing::kAll;
  if (*was_there) {
    WrittenCapture written;
    written.file_path = path;
    written.sidecar_path = SidecarPath(path);
    if (!held.info.features.empty()) written.features_path = FeaturesPath(path);
    written.track_paths = TracksOf(files_, path);
    return written;
  }
  if (standing.value() == Standing::kAudio) {
    held.target.path = path;
    held.target.existing = ExistingTarget::kReplace;  // by the same audio, so that everything beside it is made too
  }
  RemoveLeftAudio(files_, held);
  RemoveLeftCompanions(files_, held.target.path);
  return WriteHeld(files_, held, [this](double done) {
    TellProgress(done * 0.99);  // another capture of the same ring may follow
    return true;
  });
}

// Whether all that belongs beside a capture is there; if not, nothing of it stays, so that another recovery makes it.
bool Recovery::KeepCompanions(const CaptureInfo& info, const WrittenCapture& written) {
  const bool has_features = info.features.empty() || !written.features_path.empty();
  if (has_features && !written.sidecar_path.empty()) return true;
  files_.Remove(SidecarPath(written.file_path));
  Problem(written.file_path, "its sidecar or features could not be written; what is known of it is kept");
  return false;
}

bool Recovery::WriteOut(HeldCapture held) {
  bool was_there = false;
  const std::string id = held.info.id;
  held.info.id = IdOf(id);
  Result<WrittenCapture> written = TryToWrite(held, &was_there);
  if (written.status().code() == ErrorCode::kUnreadable) written = TryToWrite(held, &was_there);
  if (written.status().code() == ErrorCode::kUnreadable) {
    left_->MarkUnreadable();
    held.info.id = IdOf(id);
    held.ring.when_unreadable = WhenUnreadable::kSilence;
    written = TryToWrite(held, &was_there);
  }
  if (!written.ok()) {
    Problem(held.target.path, written.status().message() + "; what is held for it is kept");
    return false;
  }
  const std::vector<std::string> paths = FilesOf(written.value());
  to_sync_.insert(to_sync_.end(), paths.begin(), paths.end());
  if (was_there) return true;
  if (!KeepCompanions(held.info, written.value())) return false;
  Tell(held.info, written.value());
  return true;
}

void Recovery::Tell(const CaptureInfo& info, const WrittenCapture& written) {
  RecoveredCapture capture;
  capture.record = RecordOf(info, written);
  std::vector<std::string> lacks;
  for (const CaptureMissing& missing : info.missing) {
    char seconds[32];
    std::snprintf(seconds, sizeof seconds, "%.3f", static_cast<double>(missing.frames) / info.format.sample_rate_hz);
    lacks.push_back(seconds + (" s missing: " + missing.why));
  }
  lacks.insert(lacks.end(), info.problems.begin(), info.problems.end());
  for (const std::string& lack : lacks) capture.text += (capture.text.empty() ? "" : "; ") + lack;
  ++recovered_;
  sink_.recovered(capture);
}

}  // namespace vr
