// The door: checks what C can get wrong, and forwards.
#include "voice_recorder.h"

#include <cstring>
#include <memory>
#include <new>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#if defined(__APPLE__)
#include <TargetConditionals.h>
#endif

#include "abi/handles.h"
#include "abi/last_error.h"
#include "abi/translate.h"
#include "base/json_text.h"
#include "recorder/build_info.h"

#ifndef VR_SOURCE_FINGERPRINT
#define VR_SOURCE_FINGERPRINT "unknown"
#endif
#ifndef VR_VERSION_TEXT
#define VR_VERSION_TEXT "0.0.0"
#endif

using vr::Answer;
using vr::DeadHandle;
using vr::Refuse;

namespace {

#if defined(__ANDROID__) || (defined(__APPLE__) && TARGET_OS_IPHONE)
constexpr uint64_t kDefaultBufferBytes = 64ull << 20;
#else
constexpr uint64_t kDefaultBufferBytes = 256ull << 20;
#endif

// Copies what the caller's version of a struct has over the defaults of ours; false: struct_size makes no sense.
template <typename Struct, typename Init>
bool Upgrade(const Struct* from, Init init, Struct* to) {
  init(to);
  if (from == nullptr) return true;
  if (from->struct_size < sizeof(uint32_t) || from->struct_size > 64 * 1024) return false;
  std::memcpy(to, from, std::min<size_t>(from->struct_size, sizeof(Struct)));
  return true;
}

std::string TextOrNone(const char* text) {
  return text == nullptr ? "" : text;
}

bool IsObjectOrNone(const char* json) {
  if (json == nullptr || json[0] == '\0') return true;
  const nlohmann::json parsed = vr::ParseJson(json);
  return parsed.is_object();
}

constexpr const char* kBadStruct = "struct_size is not set: call the struct's _init function first";

// Memory that runs out is the only thing that can be thrown below.
template <typename Call>
vr_status Guarded(Call call) {
  try {
    return call();
  } catch (const std::bad_alloc&) {
    return Refuse(VR_ERROR_OUT_OF_MEMORY, "out of memory");
  }
}

// Runs a call on a live recorder.
template <typename Call>
vr_status With(vr_recorder handle, Call call) {
  return Guarded([=] {
    const std::shared_ptr<vr::RecorderEntry> entry = vr::FindRecorder(handle);
    return entry == nullptr ? DeadHandle() : call(*entry);
  });
}

template <typename Call>
vr_status WithOwner(vr_source source, Call call) {
  return Guarded([=] {
    const std::shared_ptr<vr::RecorderEntry> entry = vr::OwnerOfSource(source);
    return entry == nullptr ? DeadHandle() : call(*entry);
  });
}

}  // namespace

int32_t vr_abi_version(void) {
  return VR_ABI_VERSION;
}
const char* vr_version(void) {
  return VR_VERSION_TEXT;
}
const char* vr_source_fingerprint(void) {
  return VR_SOURCE_FINGERPRINT;
}
const char* vr_aac_encoder_name(void) {
  return vr::BuildInfo::AacEncoder();
}

uint32_t vr_capabilities(void) {
  return VR_CAPABILITY_WAV | VR_CAPABILITY_DURABILITY_PROCESS | (vr::BuildInfo::RecordsAac() ? VR_CAPABILITY_AAC : 0u) |
         (vr::BuildInfo::Encrypts() ? VR_CAPABILITY_ENCRYPTION : 0u);
}

// ---- The recorder

void vr_recorder_options_init(vr_recorder_options* options) {
  if (options == nullptr) return;
  *options = vr_recorder_options{};
  options->struct_size = sizeof *options;
  options->min_free_bytes = 256ull << 20;
  options->max_buffer_bytes = kDefaultBufferBytes;
  options->max_sources = 8;
  options->max_tracks = 4;
  options->mix_delay_ms = 200;
  options->log_level = VR_LOG_WARNING;
}

vr_status vr_recorder_create(const vr_recorder_options* options, vr_recorder* recorder) {
  if (recorder == nullptr) return Refuse(VR_ERROR_INVALID_PARAMETER, "recorder must point to a handle, got NULL");
  *recorder = 0;
  vr_recorder_options full;
  if (!Upgrade(options, vr_recorder_options_init, &full)) return Refuse(VR_ERROR_INVALID_PARAMETER, kBadStruct);
  try {
    const vr::RecorderOptions checked = vr::OptionsOf(full);
    const vr::CallResult result = vr::Recorder::Check(checked);
    if (!result.ok()) return Answer(result);
    *recorder = vr::AddRecorder(std::make_shared<vr::RecorderEntry>(checked));
  } catch (const std::bad_alloc&) {
    return Refuse(VR_ERROR_OUT_OF_MEMORY, "out of memory");
  } catch (const std::exception& error) {
    return Refuse(VR_ERROR_LIMIT, error.what());  // no thread could be started
  }
  if (*recorder == 0) return Refuse(VR_ERROR_LIMIT, "32 recorders are open in this process: destroy one first");
  return Answer(vr::CallResult::Ok());
}

void vr_recorder_destroy(vr_recorder recorder) {
  vr::RemoveRecorder(recorder);
}

int64_t vr_now_ns(vr_recorder recorder) {
  const std::shared_ptr<vr::RecorderEntry> entry = vr::FindRecorder(recorder);
  return entry == nullptr ? 0 : entry->recorder.NowNs();
}

vr_status vr_advance(vr_recorder recorder, int64_t duration_ns) {
  return With(recorder, [=](vr::RecorderEntry& entry) { return Answer(entry.recorder.Advance(duration_ns)); });
}

vr_status vr_set_consent(vr_recorder recorder, int32_t given) {
  return With(recorder, [=](vr::RecorderEntry& entry) { return Answer(entry.recorder.SetConsent(given != 0)); });
}

vr_status vr_set_about(vr_recorder recorder, const char* about_json) {
  return Guarded([=] {
    if (!IsObjectOrNone(about_json)) return Refuse(VR_ERROR_INVALID_PARAMETER, "about must be one JSON object");
    return With(recorder,
                [=](vr::RecorderEntry& entry) { return Answer(entry.recorder.SetAbout(TextOrNone(about_json))); });
  });
}

vr_status vr_notify(vr_recorder recorder, vr_notice notice, const char* text) {
  if (notice < VR_NOTICE_BACKGROUND || notice > VR_NOTICE_DEVICE_CHANGED) {
    return Refuse(VR_ERROR_INVALID_PARAMETER, "notice must be 0 to 4, of vr_notice");
  }
  return With(recorder, [=](vr::RecorderEntry& entry) {
    return Answer(entry.recorder.Notify(static_cast<vr::Notice>(notice), TextOrNone(text)));
  });
}

// ---- Privacy and recovery

vr_status vr_exclude(vr_recorder recorder, const char* user_id, int32_t forget) {
  return With(recorder, [=](vr::RecorderEntry& entry) {
    return Answer(entry.recorder.Exclude(TextOrNone(user_id), forget != 0));
  });
}

vr_status vr_include(vr_recorder recorder, const char* user_id) {
  return With(recorder, [=](vr::RecorderEntry& entry) { return Answer(entry.recorder.Include(TextOrNone(user_id))); });
}

vr_status vr_wipe(vr_recorder recorder) {
  return With(recorder, [](vr::RecorderEntry& entry) { return Answer(entry.recorder.Wipe()); });
}

vr_status vr_recover(vr_recorder recorder, const uint8_t* encryption_key) {
  return With(recorder, [=](vr::RecorderEntry& entry) { return Answer(entry.recorder.Recover(encryption_key)); });
}

vr_status vr_stop_recovery(vr_recorder recorder) {
  return With(recorder, [](vr::RecorderEntry& entry) {
    entry.recorder.StopRecovery();
    return Answer(vr::CallResult::Ok());
  });
}

// ---- The room

vr_status vr_enter_room(vr_recorder recorder, const char* room_id, const char* user_id) {
  return With(recorder, [=](vr::RecorderEntry& entry) {
    return Answer(entry.recorder.EnterRoom(TextOrNone(room_id), TextOrNone(user_id)));
  });
}

vr_status vr_reconnecting(vr_recorder recorder) {
  return With(recorder, [](vr::RecorderEntry& entry) { return Answer(entry.recorder.Reconnecting()); });
}

vr_status vr_leave_room(vr_recorder recorder) {
  return With(recorder, [](vr::RecorderEntry& entry) { return Answer(entry.recorder.LeaveRoom()); });
}

// ---- Sources

vr_status vr_open_source(vr_recorder recorder, vr_source_kind kind, const char* user_id, const char* label,
                         vr_source* source) {
  if (source == nullptr) return Refuse(VR_ERROR_INVALID_PARAMETER, "source must point to a handle, got NULL");
  *source = 0;
  if (kind < VR_SOURCE_LOCAL || kind > VR_SOURCE_REMOTE_MIX) {
    return Refuse(VR_ERROR_INVALID_PARAMETER, "kind must be 0 (local), 1 (remote) or 2 (remote mix)");
  }
  return With(recorder, [=](vr::RecorderEntry& entry) {
    vr::SourceId id = 0;
    const vr::CallResult result =
        entry.recorder.OpenSource(static_cast<vr::SourceKind>(kind), TextOrNone(user_id), TextOrNone(label), &id);
    if (result.ok()) vr::RememberSource(id, recorder);
    *source = result.ok() ? id : 0;
    return Answer(result);
  });
}

vr_status vr_source_push(vr_source source, const void* samples, uint32_t frames, vr_sample_format format,
                         uint32_t sample_rate_hz, uint32_t channels, int64_t capture_time_ns) {
  if (format != VR_SAMPLE_INT16 && format != VR_SAMPLE_FLOAT32) return VR_ERROR_INVALID_PARAMETER;
  if (sample_rate_hz > 1000000 || channels > 1000) return VR_ERROR_INVALID_PARAMETER;
  const vr::StreamFormat stream{static_cast<int>(sample_rate_hz), static_cast<int>(channels),
                                static_cast<vr::SampleFormat>(format)};
  switch (vr::PushToSource(source, samples, frames, stream, capture_time_ns)) {
    case vr::PushResult::kTaken:
      return VR_OK;
    case vr::PushResult::kDropped:
      return VR_ERROR_BLOCK_DROPPED;
    case vr::PushResult::kClosed:
      return VR_ERROR_INVALID_STATE;
    case vr::PushResult::kInvalid:
      break;
  }
  return VR_ERROR_INVALID_PARAMETER;
}

vr_status vr_source_set_muted(vr_source source, int32_t muted) {
  return WithOwner(source,
                   [=](vr::RecorderEntry& entry) { return Answer(entry.recorder.SetMuted(source, muted != 0)); });
}

vr_status vr_set_all_muted(vr_recorder recorder, int32_t muted) {
  return With(recorder, [=](vr::RecorderEntry& entry) { return Answer(entry.recorder.SetAllMuted(muted != 0)); });
}

vr_status vr_source_close(vr_source source) {
  return WithOwner(source, [=](vr::RecorderEntry& entry) {
    vr::ForgetSource(source);
    return Answer(entry.recorder.CloseSource(source));
  });
}

// ---- Tasks

void vr_task_config_init(vr_task_config* config) {
  if (config == nullptr) return;
  const vr::TaskRequest defaults;
  *config = vr_task_config{};
  config->struct_size = sizeof *config;
  config->sample_rate_hz = defaults.sample_rate_hz;
  config->quality = defaults.quality;
  config->channels = defaults.channels;
  config->overwrite = 1;
  config->durability = VR_DURABILITY_DEFAULT;
}

vr_status vr_start_audio_recording_with_config(vr_recorder recorder, const vr_task_config* config) {
  vr_task_config full;
  if (config == nullptr)
    return Refuse(VR_ERROR_INVALID_PARAMETER, "config must not be NULL: fill one in with vr_task_config_init");
  if (!Upgrade(config, vr_task_config_init, &full)) return Refuse(VR_ERROR_INVALID_PARAMETER, kBadStruct);
  return With(recorder, [&](vr::RecorderEntry& entry) { return Answer(entry.recorder.Start(vr::RequestOf(full))); });
}

vr_status vr_start_audio_recording(vr_recorder recorder, const char* file_path, uint32_t sample_rate_hz,
                                   vr_quality quality) {
  vr_task_config config;
  vr_task_config_init(&config);
  config.file_path = file_path;
  config.sample_rate_hz = sample_rate_hz;
  config.quality = quality;
  return vr_start_audio_recording_with_config(recorder, &config);
}

vr_status vr_stop_audio_recording(vr_recorder recorder) {
  return With(recorder, [](vr::RecorderEntry& entry) { return Answer(entry.recorder.Stop()); });
}

vr_status vr_pause(vr_recorder recorder) {
  return With(recorder, [](vr::RecorderEntry& entry) { return Answer(entry.recorder.Pause()); });
}

vr_status vr_resume(vr_recorder recorder) {
  return With(recorder, [](vr::RecorderEntry& entry) { return Answer(entry.recorder.Resume()); });
}

vr_status vr_estimate(vr_recorder recorder, const vr_task_config* config, vr_cost* cost) {
  vr_task_config full;
  if (config == nullptr || cost == nullptr) {
    return Refuse(VR_ERROR_INVALID_PARAMETER, "config and cost must not be NULL");
  }
  if (!Upgrade(config, vr_task_config_init, &full)) return Refuse(VR_ERROR_INVALID_PARAMETER, kBadStruct);
  vr_recorder_options defaults;
  vr_recorder_options_init(&defaults);
  const auto estimate = [&](const vr::RecorderOptions& options) {
    vr::TaskCost computed;
    const vr::CallResult result = vr::Recorder::Estimate(vr::RequestOf(full), options, &computed);
    *cost = {computed.buffer_bytes, computed.file_bytes, computed.bytes_per_second, computed.ring_bytes};
    return Answer(result);
  };
  if (recorder == 0) return estimate(vr::OptionsOf(defaults));
  return With(recorder, [&](vr::RecorderEntry& entry) { return estimate(entry.recorder.options()); });
}

// ---- Dumps and markers

void vr_dump_request_init(vr_dump_request* request) {
  if (request == nullptr) return;
  *request = vr_dump_request{};
  request->struct_size = sizeof *request;
}

vr_status vr_dump(vr_recorder recorder, const vr_dump_request* request, uint64_t* capture_id) {
  vr_dump_request full;
  if (capture_id != nullptr) *capture_id = 0;
  if (!Upgrade(request, vr_dump_request_init, &full)) return Refuse(VR_ERROR_INVALID_PARAMETER, kBadStruct);
  return With(recorder, [&](vr::RecorderEntry& entry) {
    uint64_t id = 0;
    const vr::CallResult result = entry.recorder.Dump(vr::RequestOf(full), &id);
    if (result.ok() && capture_id != nullptr) *capture_id = id;
    return Answer(result);
  });
}

vr_status vr_capture_retry(vr_recorder recorder, uint64_t capture_id, const char* file_path) {
  return With(recorder, [=](vr::RecorderEntry& entry) {
    return Answer(entry.recorder.Retry(capture_id, TextOrNone(file_path)));
  });
}

vr_status vr_capture_discard(vr_recorder recorder, uint64_t capture_id) {
  return With(recorder, [=](vr::RecorderEntry& entry) { return Answer(entry.recorder.Discard(capture_id)); });
}

vr_status vr_mark(vr_recorder recorder, const char* label, const char* data_json) {
  return Guarded([=] {
    if (data_json != nullptr && data_json[0] != '\0' && !nlohmann::json::accept(data_json)) {
      return Refuse(VR_ERROR_INVALID_PARAMETER, "data must be one JSON value");
    }
    return With(recorder, [=](vr::RecorderEntry& entry) {
      return Answer(entry.recorder.Mark(TextOrNone(label), TextOrNone(data_json)));
    });
  });
}

vr_status vr_add_statistics(vr_recorder recorder, const char* data_json) {
  return Guarded([=] {
    if (data_json == nullptr || !IsObjectOrNone(data_json)) {
      return Refuse(VR_ERROR_INVALID_PARAMETER, "statistics must be one JSON object");
    }
    return With(recorder, [=](vr::RecorderEntry& entry) { return Answer(entry.recorder.AddStatistics(data_json)); });
  });
}

// ---- Events and statistics

int32_t vr_poll_event(vr_recorder recorder, vr_event* event) {
  if (event == nullptr || event->struct_size < sizeof(uint32_t)) return 0;
  const std::shared_ptr<vr::RecorderEntry> entry = vr::FindRecorder(recorder);
  if (entry == nullptr) return 0;
  std::lock_guard<std::mutex> lock(entry->poll_mutex);
  if (!entry->recorder.Poll(&entry->event)) return 0;
  vr::FillEvent(entry->event, &entry->shown, event);
  return 1;
}

vr_status vr_get_stats(vr_recorder recorder, vr_stats* stats) {
  if (stats == nullptr || stats->struct_size < sizeof(uint32_t)) {
    return Refuse(VR_ERROR_INVALID_PARAMETER, "stats must not be NULL and must have struct_size set");
  }
  return With(recorder, [=](vr::RecorderEntry& entry) {
    vr::FillStats(entry.recorder, entry.recorder.stats(), stats);
    return VR_OK;
  });
}
