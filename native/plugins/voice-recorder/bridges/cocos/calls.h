// What a script can call: FlatNative of assets/scripts/bridge, and what only this host has. Arguments have been checked
// before (cocos/bound.h). Thread: the engine's script thread. Unless it says otherwise a function answers a vr_status,
// and LastError() says why it is not 0. None throws, none calls back.
#ifndef VR_BRIDGES_COCOS_CALLS_H_
#define VR_BRIDGES_COCOS_CALLS_H_

#include <cstdint>
#include <string>

#include "cocos/session.h"
#include "cocos/values.h"
#include "flat/numbers.h"

namespace vr_cocos {

using vr_flat::kCostNumbers;
using vr_flat::kStatsNumbers;

// ---- The build and the last call. Each answers its value.
double AbiVersion();
std::string Version();
double Capabilities();
std::string AacEncoderName();
std::string LastError();
double LastId();

// ---- The host.
// The default of vr_recorder_options: 64 MiB on phones, 256 MiB elsewhere.
double DefaultMaxBufferBytes();
// "captures" in the folder that the engine may write to, without a slash at the end.
std::string DefaultCapturesFolder();
// Makes it, with its parents. What goes wrong is told by whoever writes there.
void PrepareFolder(Text path);

// ---- The recorder. Create leaves the handle in LastId(). Empty text is none.
double Create(Text captures_folder, Text name_template, uint32_t retention_count, uint64_t retention_bytes,
              uint64_t retention_age_s, uint64_t min_free_bytes, uint64_t max_buffer_bytes, uint32_t max_sources,
              uint32_t mix_delay_ms, bool require_consent, bool virtual_clock, int32_t log_level, Text recovery_folder,
              uint64_t max_ring_bytes, uint32_t max_tracks);
// Gives a recorder that a script has made a name of 1 to 256 bytes. It then lives over a restart of the script engine.
double SetName(uint64_t recorder, Text name);
// Finds a recorder by its name and leaves it in LastId(). Sources that the last script has opened on it are the answer
// of an OpenSource or OpenTestTone that asks for the same.
double Adopt(Text name);
// Ends one that a script has made; waits until its files are written.
void Destroy(uint64_t recorder);
double NowMs(uint64_t recorder);  // milliseconds
double Advance(uint64_t recorder, Duration duration);
double SetConsent(uint64_t recorder, bool given);
double SetAbout(uint64_t recorder, Text about_json);
double Notify(uint64_t recorder, int32_t notice, Text text);

// ---- Privacy and recovery.
double Exclude(uint64_t recorder, Text user_id, bool forget);
double Include(uint64_t recorder, Text user_id);
double Wipe(uint64_t recorder);
double Recover(uint64_t recorder, Key encryption_key);

// ---- The room.
double EnterRoom(uint64_t recorder, Text room_id, Text user_id);
double Reconnecting(uint64_t recorder);
double LeaveRoom(uint64_t recorder);

// ---- Sources. Both kinds of opening leave the source in LastId().
double OpenSource(uint64_t recorder, int32_t kind, Text user_id, Text label);
// A source that a native thread feeds with a sine of 48 kHz, mono, 10 ms a block: above 0 and below 24000 Hz, -120 to 0
// dB of full scale. Until CloseSource or the recorder's end.
double OpenTestTone(uint64_t recorder, int32_t kind, Text user_id, Text label, double frequency_hz, double level_dbfs);
// The samples must be exactly frames * channels of the format. LastError() is not set.
double Push(uint64_t source, Samples samples, uint32_t frames, int32_t format, uint32_t sample_rate_hz,
            uint32_t channels, CaptureTime capture_time);
double SetMuted(uint64_t source, bool muted);
double SetAllMuted(uint64_t recorder, bool muted);
double CloseSource(uint64_t source);

// ---- Tasks.
double Start(uint64_t recorder, Text file_path, uint32_t sample_rate_hz, int32_t quality, int32_t position,
             uint32_t cycle_time_s, uint32_t channels, int32_t layout, bool overwrite, int32_t durability,
             int32_t tracks, Key encryption_key);
double Stop(uint64_t recorder);
double Pause(uint64_t recorder);
double Resume(uint64_t recorder);
// Fills buffer bytes, file bytes, bytes a second, ring bytes.
double Estimate(uint64_t recorder, Text file_path, uint32_t sample_rate_hz, int32_t quality, int32_t position,
                uint32_t cycle_time_s, uint32_t channels, int32_t layout, int32_t durability, int32_t tracks,
                Key encryption_key, Doubles<kCostNumbers> cost);

// ---- Dumps and markers. Dump leaves the capture in LastId(). Empty text is none.
double Dump(uint64_t recorder, double last_seconds, double after_seconds, Text file_path, Text reason, bool clear,
            bool overwrite, Text hotkey);
double Retry(uint64_t recorder, uint64_t capture_id, Text file_path);
double Discard(uint64_t recorder, uint64_t capture_id);
double Mark(uint64_t recorder, Text label, Text data_json);
double AddStatistics(uint64_t recorder, Text data_json);

// ---- Events. Poll takes the oldest one, answers whether there was one, and keeps it.
bool Poll(uint64_t recorder);
// The event last polled: kind, code, task, capture, progress, time in ms, 1 when it has a capture, and the capture's
// format, rate, channels, seconds, start in UTC ms, origin, bytes, peak, tracks.
void ReadEvent(Doubles<kEventNumbers> numbers);
// 0 path, 1 text, 2 file path, 3 sidecar path and 4 reason of the capture, from 5 on its tracks; "" for what it has
// not.
std::string EventText(uint32_t index);

// ---- Statistics: the fields of vr_stats in its order without struct_size and sources, then VR_STATS_MAX_SOURCES times
// those of vr_source_stats.
double ReadStats(uint64_t recorder, Doubles<kStatsNumbers> into);

}  // namespace vr_cocos

#endif  // VR_BRIDGES_COCOS_CALLS_H_
