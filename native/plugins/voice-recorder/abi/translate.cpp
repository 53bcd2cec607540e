#include "abi/translate.h"

#include <algorithm>
#include <cstring>

#include "base/clock.h"
#include "recorder/build_info.h"

namespace vr {
namespace {

// The header's numbers are the promise; the rooms' enums must be the same.
static_assert(static_cast<int>(CallCode::kInvalidParameter) == VR_ERROR_INVALID_PARAMETER, "");
static_assert(static_cast<int>(CallCode::kInvalidState) == VR_ERROR_INVALID_STATE, "");
static_assert(static_cast<int>(CallCode::kNotInRoom) == VR_ERROR_NOT_IN_ROOM, "");
static_assert(static_cast<int>(CallCode::kNotSupported) == VR_ERROR_NOT_SUPPORTED, "");
static_assert(static_cast<int>(CallCode::kOutOfMemory) == VR_ERROR_OUT_OF_MEMORY, "");
static_assert(static_cast<int>(CallCode::kLimit) == VR_ERROR_LIMIT, "");
static_assert(static_cast<int>(TaskCode::kErrorSuffix) == VR_TASK_ERROR_SUFFIX, "");
static_assert(static_cast<int>(TaskCode::kFinish) == VR_TASK_FINISH, "");
static_assert(static_cast<int>(EventKind::kLog) == VR_EVENT_LOG, "");
static_assert(static_cast<int>(EventKind::kRecoveryProgress) == VR_EVENT_RECOVERY_PROGRESS, "");
static_assert(static_cast<int>(EventKind::kRecovered) == VR_EVENT_RECOVERED, "");
static_assert(static_cast<int>(Degraded::kTracks) == VR_DEGRADED_TRACKS, "");
static_assert(static_cast<int>(RecordingState::kPaused) == VR_RECORDING_STATE_PAUSED, "");
static_assert(static_cast<int>(Notice::kDeviceChanged) == VR_NOTICE_DEVICE_CHANGED, "");
static_assert(kSealKeyBytes == VR_ENCRYPTION_KEY_BYTES, "");
static_assert(static_cast<int>(EventKind::kDumpFailed) == VR_EVENT_DUMP_FAILED, "");
static_assert(static_cast<int>(Codec::kAacLc) == VR_FORMAT_AAC, "");
static_assert(static_cast<int>(SourceKind::kRemoteMix) == VR_SOURCE_REMOTE_MIX, "");
static_assert(static_cast<int>(TaskKind::kCycle) == VR_TASK_STATE_CYCLE, "");
static_assert(static_cast<int>(CaptureOrigin::kRecovered) == VR_ORIGIN_RECOVERED, "");

std::string TextOf(const char* text) {
  return text == nullptr ? "" : text;
}

vr_source_stats SourceStatsOf(const SourceStats& from) {
  vr_source_stats to{};
  to.source = from.source.id;
  to.kind = static_cast<int32_t>(from.source.kind);
  to.muted = from.source.muted ? 1 : 0;
  to.sample_rate_hz = static_cast<uint32_t>(from.format.sample_rate_hz);
  to.channels = static_cast<uint32_t>(from.format.channels);
  to.blocks_taken = from.blocks_taken;
  to.blocks_dropped = from.blocks_dropped;
  to.blocks_late = from.blocks_late;
  to.gaps = from.gaps;
  to.gap_ms = from.gap_ms;
  to.drift_ppm = from.drift_ppm;
  to.offset_ms = from.offset_ms;
  to.peak_dbfs = from.peak_dbfs;
  to.rms_dbfs = from.rms_dbfs;
  return to;
}

}  // namespace

RecorderOptions OptionsOf(const vr_recorder_options& options) {
  RecorderOptions out;
  out.captures_folder = TextOf(options.captures_folder);
  out.name_template = options.name_template == nullptr ? BuildInfo::NameTemplate() : options.name_template;
  out.retention.max_count = options.retention_count;
  out.retention.max_bytes = options.retention_bytes;
  out.retention.max_age_s = options.retention_age_s;
  out.min_free_bytes = options.min_free_bytes;
  out.max_buffer_bytes = options.max_buffer_bytes;
  out.max_sources = static_cast<int>(std::min<uint32_t>(options.max_sources, 1000));
  out.recovery_folder = TextOf(options.recovery_folder);
  out.max_ring_bytes = options.max_ring_bytes;
  out.max_tracks = static_cast<int>(std::min<uint32_t>(options.max_tracks, 1000));
  out.mix_delay_ms = static_cast<int>(std::min<uint32_t>(options.mix_delay_ms, 100000));
  out.require_consent = options.require_consent != 0;
  out.virtual_clock = options.virtual_clock != 0;
  out.log_level = static_cast<LogLevel>(std::clamp<int32_t>(options.log_level, VR_LOG_NONE, VR_LOG_INFO));
  return out;
}

TaskRequest RequestOf(const vr_task_config& config) {
  TaskRequest request;
  request.file_path = config.file_path;
  request.sample_rate_hz = config.sample_rate_hz;
  request.quality = config.quality;
  request.position = config.position;
  request.cycle_time_s = config.cycle_time_s;
  request.channels = config.channels;
  request.layout = config.layout;
  request.overwrite = config.overwrite != 0;
  request.durability = config.durability;
  request.tracks = config.tracks;
  request.encryption_key = config.encryption_key;
  return request;
}

DumpRequest RequestOf(const vr_dump_request& request) {
  DumpRequest out;
  out.last_s = request.last_seconds;
  out.after_s = request.after_seconds;
  out.path = TextOf(request.file_path);
  out.reason = TextOf(request.reason);
  out.hotkey = TextOf(request.hotkey);
  out.clear = request.clear != 0;
  out.overwrite = request.overwrite != 0;
  return out;
}

void FillEvent(const Event& event, ShownCapture* shown, vr_event* out) {
  vr_event filled{};
  filled.kind = static_cast<int32_t>(event.kind);
  filled.code = event.code;
  filled.task_id = event.task_id;
  filled.capture_id = event.capture_id;
  filled.progress = event.progress;
  filled.time_ms = static_cast<double>(event.time_ns) / static_cast<double>(kNsPerMs);
  filled.path = event.path.c_str();
  filled.text = event.text.c_str();
  if (event.capture.has_value()) {
    const CaptureRecord& from = *event.capture;
    vr_capture* capture = &shown->capture;
    shown->track_paths.clear();
    for (const std::string& path : from.track_paths) shown->track_paths.push_back(path.c_str());
    capture->track_paths = shown->track_paths.empty() ? nullptr : shown->track_paths.data();
    capture->track_count = static_cast<uint32_t>(shown->track_paths.size());
    capture->file_path = from.file_path.c_str();
    capture->sidecar_path = from.sidecar_path.c_str();
    capture->format = static_cast<int32_t>(from.format.codec);
    capture->sample_rate_hz = static_cast<uint32_t>(from.format.sample_rate_hz);
    capture->channels = static_cast<uint32_t>(from.format.channels);
    capture->duration_s = from.duration_s;
    capture->started_at_unix_ms = from.started_at_unix_ms;
    capture->reason = from.reason.c_str();
    capture->origin = static_cast<int32_t>(from.origin);
    capture->size_bytes = from.size_bytes;
    capture->peak_dbfs = from.peak_dbfs;
    filled.capture = capture;
  }
  filled.struct_size = std::min<uint32_t>(out->struct_size, sizeof filled);
  std::memcpy(out, &filled, filled.struct_size);
}

void FillStats(const Recorder& recorder, const RecorderStats& stats, vr_stats* out) {
  vr_stats filled{};
  filled.in_room = recorder.in_room() ? 1 : 0;
  filled.task_state = static_cast<int32_t>(stats.task);
  filled.task_id = stats.task_id;
  filled.clock_ms = static_cast<double>(recorder.NowNs()) / static_cast<double>(kNsPerMs);
  filled.mix_delay_ms = recorder.options().mix_delay_ms;
  filled.recorded_s = stats.recorded_s;
  filled.buffered_s = stats.buffered_s;
  filled.buffer_bytes = stats.buffer_bytes;
  filled.buffer_capacity_bytes = stats.buffer_capacity_bytes;
  filled.file_bytes = stats.file_bytes;
  filled.blocks_taken = stats.blocks_taken;
  filled.blocks_dropped = stats.blocks_dropped;
  filled.events_lost = recorder.events_lost();
  filled.dumps_pending = stats.dumps_pending;
  filled.captures_failed = stats.captures_failed;
  filled.peak_dbfs = stats.peak_dbfs;
  filled.rms_dbfs = stats.rms_dbfs;
  filled.limiter_gain_db = stats.limiter_gain_db;
  filled.paused = stats.paused ? 1 : 0;
  filled.degraded = static_cast<int32_t>(stats.degraded);
  filled.durable_s = stats.durable_s;
  filled.ring_bytes = stats.ring_bytes;
  filled.source_count = static_cast<uint32_t>(stats.sources.size());
  const size_t listed = std::min<size_t>(stats.sources.size(), VR_STATS_MAX_SOURCES);
  for (size_t i = 0; i < listed; ++i) filled.sources[i] = SourceStatsOf(stats.sources[i]);
  filled.struct_size = std::min<uint32_t>(out->struct_size, sizeof filled);
  std::memcpy(out, &filled, filled.struct_size);
}

}  // namespace vr
