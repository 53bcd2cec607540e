// What a script can call: the functions of voice_recorder.h, one by one, over numbers, text and bytes.
//
// Every function is static and takes the recorder or source as a number, so that there is no native object behind a
// script object: no `this` that could be the wrong one, nothing for the garbage collector to end at a bad moment, and
// nothing that belongs to one script engine. Thread: any thread with a script engine. Unless it says otherwise a
// function answers a vr_status; LastError() says why it is not 0. None throws, none calls back.
#ifndef VR_BRIDGES_PUERTS_CALLS_H_
#define VR_BRIDGES_PUERTS_CALLS_H_

#include <string>

#include "puerts/script_values.h"

namespace vr_puerts {

// ---- The build. Each answers its value.
double AbiVersion();
std::string Version();
std::string SourceFingerprint();
double Capabilities();
std::string AacEncoderName();

// ---- The recorder. Create leaves the handle in LastId().
double Create(Text captures_folder, Text name_template, double retention_count, double retention_bytes,
              double retention_age_s, double min_free_bytes, double max_buffer_bytes, double max_sources,
              double mix_delay_ms, bool require_consent, bool virtual_clock, double log_level, Text recovery_folder,
              double max_ring_bytes, double max_tracks);
void Destroy(double recorder);
// Ends every recorder that this library made, those of script engines that are gone too.
void DestroyAll();
// How many recorders live.
double LiveCount();
// Answers milliseconds.
double NowMs(double recorder);
double Advance(double recorder, double duration_ms);
double SetConsent(double recorder, bool given);
// Empty text is nothing.
double SetAbout(double recorder, Text about_json);
double Notify(double recorder, double notice, Text text);

// ---- Privacy and recovery.
double Exclude(double recorder, Text user_id, bool forget);
double Include(double recorder, Text user_id);
double Wipe(double recorder);
// encryption_key: 32 bytes, or none at all.
double Recover(double recorder, Bytes encryption_key);

// ---- The room.
double EnterRoom(double recorder, Text room_id, Text user_id);
double Reconnecting(double recorder);
double LeaveRoom(double recorder);

// ---- Sources. OpenSource leaves the source in LastId().
double OpenSource(double recorder, double kind, Text user_id, Text label);
// format is a vr_sample_format; the bytes must be exactly frames * channels samples of it. capture_time_ms NaN: none.
double Push(double source, Bytes samples, double frames, double format, double sample_rate_hz, double channels,
            double capture_time_ms);
double SetMuted(double source, bool muted);
double SetAllMuted(double recorder, bool muted);
double CloseSource(double source);

// ---- Tasks. encryption_key: 32 bytes, or none at all.
double Start(double recorder, Text file_path, double sample_rate_hz, double quality, double position,
             double cycle_time_s, double channels, double layout, bool overwrite, double durability, double tracks,
             Bytes encryption_key);
double Stop(double recorder);
double Pause(double recorder);
double Resume(double recorder);
// Fills four doubles: buffer bytes, file bytes, bytes a second, ring bytes.
double Estimate(double recorder, Text file_path, double sample_rate_hz, double quality, double position,
                double cycle_time_s, double channels, double layout, double durability, double tracks,
                Bytes encryption_key, Bytes into);

// ---- Dumps and markers. Dump leaves the capture in LastId(). Empty text is no text.
double Dump(double recorder, double last_seconds, double after_seconds, Text file_path, Text reason, bool clear,
            bool overwrite, Text hotkey);
double Retry(double recorder, double capture_id, Text file_path);
double Discard(double recorder, double capture_id);
double Mark(double recorder, Text label, Text data_json);
double AddStatistics(double recorder, Text data_json);

// ---- Events. Poll takes the oldest one, answers whether there was one, and keeps it for this thread.
bool Poll(double recorder);
// Fills 16 doubles of the event last polled: kind, code, task, capture, progress, time in ms, 1 when it has a capture,
// and the capture's format, rate, channels, seconds, start in UTC ms, origin, bytes, peak, tracks.
double ReadEvent(Bytes into);
// 0 path, 1 text, 2 file path, 3 sidecar path and 4 reason of the capture, from 5 on its tracks; "" for what it has
// not.
std::string EventText(double index);

// ---- Statistics. Fills doubles in the order of vr_stats without struct_size and sources, then 32 times
// vr_source_stats.
double ReadStats(double recorder, Bytes into);

}  // namespace vr_puerts

#endif  // VR_BRIDGES_PUERTS_CALLS_H_
