/* voice_recorder.h: the C interface of the voice recorder. It is all that is promised; nothing else is.
 *
 * A recorder keeps the sound of one voice room. Producers (the local microphone, each remote user, or one remote
 * mix) push blocks of samples from their own audio threads; the recorder puts them on one time line, mixes, encodes
 * and writes. A task records in real time, or keeps the last N seconds in a cycle buffer that a dump can save at any
 * moment without stopping.
 *
 *     vr_recorder_options options;
 *     vr_recorder_options_init(&options);
 *     options.captures_folder = "/home/me/captures";
 *     vr_recorder recorder = 0;
 *     vr_recorder_create(&options, &recorder);
 *     vr_enter_room(recorder, "lobby", "me");
 *
 *     vr_source mic = 0;
 *     vr_open_source(recorder, VR_SOURCE_LOCAL, "me", "microphone", &mic);
 *
 *     vr_task_config task;
 *     vr_task_config_init(&task);
 *     task.file_path = "/home/me/captures/session.aac";
 *     task.cycle_time_s = 60;
 *     vr_start_audio_recording_with_config(recorder, &task);
 *
 *     // on the audio thread, every 10 ms:
 *     vr_source_push(mic, samples, 480, VR_SAMPLE_INT16, 48000, 1, VR_NO_CAPTURE_TIME);
 *
 *     // on the game's thread, every frame:
 *     vr_event event;
 *     event.struct_size = sizeof event;
 *     while (vr_poll_event(recorder, &event)) { ... }
 *
 *     vr_dump(recorder, NULL, NULL);           // saves the whole buffer, recording goes on
 *     vr_stop_audio_recording(recorder);
 *     vr_recorder_destroy(recorder);
 *
 * Conventions
 *  1. Every string is UTF-8 and NUL-terminated; every path is absolute. Strings that are passed in are copied before
 *     the call returns. Strings that come out live until the next vr_poll_event on the same recorder.
 *  2. Handles are numbers and are never used again. A stale or foreign handle is refused with
 *     VR_ERROR_INVALID_STATE, so things may be closed and destroyed in any order and twice.
 *  3. Each function says its thread. [control]: any thread that is not an audio thread; calls of one recorder may
 *     come from several threads and are put in order. [audio]: wait-free, no lock, allocation or system call, one
 *     producer thread at a time per source.
 *  4. A call returns a vr_status; what happens later arrives as a vr_event. VR_OK means accepted. After any other
 *     status vr_last_error() says what was wrong, what was expected and what to do.
 *  5. Description structs begin with struct_size, set by the matching _init function, so that they can grow.
 *  6. Nothing throws, aborts or prints.
 */
#ifndef VOICE_RECORDER_H
#define VOICE_RECORDER_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#if defined(VR_BUILDING)
#define VR_API __declspec(dllexport)
#else
#define VR_API
#endif
#else
#define VR_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Changes when a promise of this header changes; a caller compares it with vr_abi_version(). */
#define VR_ABI_VERSION 2

typedef uint64_t vr_recorder; /* 0 is no recorder */
typedef uint64_t vr_source;   /* 0 is no source; below 2^53, so a script number holds it */

/* A caller may give any number, which is checked: in C++ every int is a value of these. */
#ifdef __cplusplus
#define VR_INT_ENUM : int
#else
#define VR_INT_ENUM
#endif

/* What a call returns. The first four are those of the NERTC SDK. */
typedef enum vr_status VR_INT_ENUM {
  VR_OK = 0,                          /* accepted */
  VR_ERROR_INVALID_PARAMETER = 30003, /* a value that is not allowed; nothing is rounded */
  VR_ERROR_INVALID_STATE = 30005,     /* stop or dump without a task, a stale handle, consent missing */
  VR_ERROR_NOT_IN_ROOM = 30101,       /* a start outside a room */
  VR_ERROR_BLOCK_DROPPED = 39001,     /* push: the source's queue is full; the block is counted as dropped */
  VR_ERROR_NOT_SUPPORTED = 39002,     /* this build cannot do it; see vr_capabilities */
  VR_ERROR_OUT_OF_MEMORY = 39003,     /* the memory asked for is not there; nothing has changed */
  VR_ERROR_LIMIT = 39004              /* more recorders or sources than one process can hold (32, 256) */
} vr_status;

/* Codes of VR_EVENT_TASK, by the names and numbers of the NERTC SDK. */
typedef enum vr_task_code VR_INT_ENUM {
  VR_TASK_ERROR_SUFFIX = 1,     /* the path ends neither in .wav nor in .aac */
  VR_TASK_OPEN_FILE_FAILED = 2, /* no permission, the folder is missing, the name is too long;
                                    or no memory for the buffer */
  VR_TASK_START = 3,            /* recording began */
  VR_TASK_ERROR = 4, /* recording ended early, usually because the disk is full; the file holds what fitted */
  VR_TASK_FINISH = 5 /* recording ended and the file is complete */
} vr_task_code;

typedef enum vr_quality VR_INT_ENUM { VR_QUALITY_LOW = 0, VR_QUALITY_MEDIUM = 1, VR_QUALITY_HIGH = 2 } vr_quality;

typedef enum vr_position VR_INT_ENUM {
  VR_POSITION_MIXED_RECORDING_AND_PLAYBACK = 0, /* local and remote */
  VR_POSITION_RECORDING = 1,                    /* what the local user publishes */
  VR_POSITION_MIXED_PLAYBACK = 2                /* all remote users */
} vr_position;

typedef enum vr_layout VR_INT_ENUM {
  VR_LAYOUT_MIX = 0,  /* every source on every channel */
  VR_LAYOUT_SPLIT = 1 /* local on the left channel, remote on the right; needs 2 channels and position 0 */
} vr_layout;

typedef enum vr_source_kind VR_INT_ENUM {
  VR_SOURCE_LOCAL = 0,
  VR_SOURCE_REMOTE = 1,
  VR_SOURCE_REMOTE_MIX = 2
} vr_source_kind;
typedef enum vr_sample_format VR_INT_ENUM { VR_SAMPLE_INT16 = 0, VR_SAMPLE_FLOAT32 = 1 } vr_sample_format;
typedef enum vr_format VR_INT_ENUM { VR_FORMAT_WAV = 0, VR_FORMAT_AAC = 1 } vr_format;
typedef enum vr_origin VR_INT_ENUM { VR_ORIGIN_TASK = 0, VR_ORIGIN_DUMP = 1, VR_ORIGIN_RECOVERED = 2 } vr_origin;
typedef enum vr_log_level VR_INT_ENUM {
  VR_LOG_NONE = 0,
  VR_LOG_ERROR = 1,
  VR_LOG_WARNING = 2,
  VR_LOG_INFO = 3
} vr_log_level;

/* ---- The build ------------------------------------------------------------------------------------------------- */

/* [control] VR_ABI_VERSION of the library that is loaded. */
VR_API int32_t vr_abi_version(void);

/* [control] "major.minor.patch". Static. */
VR_API const char* vr_version(void);

/* [control] A digest of the sources that the library was built from, in hexadecimal. Static. */
VR_API const char* vr_source_fingerprint(void);

/* [control] Bits of what this build can do. */
#define VR_CAPABILITY_WAV 1u
#define VR_CAPABILITY_AAC 2u
#define VR_CAPABILITY_DURABILITY_PROCESS 4u
#define VR_CAPABILITY_ENCRYPTION 8u
VR_API uint32_t vr_capabilities(void);

/* [control] The name of the AAC encoder, or "none". Static. */
VR_API const char* vr_aac_encoder_name(void);

/* [control] Why the last call of this thread failed, or "". Lives until the next call of this thread. */
VR_API const char* vr_last_error(void);

/* ---- The recorder ---------------------------------------------------------------------------------------------- */

typedef struct vr_recorder_options {
  uint32_t struct_size;
  const char* captures_folder; /* where dumps without a path of their own go; NULL: such a dump is refused */
  const char* name_template;   /* file name of such a dump without suffix; NULL: "{date}_{time}_{reason}".
                                  Fields: {date} {time} {room} {user} {reason} {count}, see doc/capture-format.md */
  uint32_t retention_count;    /* keep at most so many captures in captures_folder; 0: no limit */
  uint64_t retention_bytes;    /* keep at most so many bytes there; 0: no limit */
  uint64_t retention_age_s;    /* remove captures there older than this; 0: no limit */
  uint64_t min_free_bytes;     /* a ring that would not leave this much free space is refused, and below it retention
                                  makes room before a dump is written, not after; default 256 MiB */
  uint64_t max_buffer_bytes;   /* bound of a task's cycle buffer in memory, all its tracks together, with what dumps
                                  that are not written make it grow by; default 256 MiB, on phones 64 MiB */
  uint32_t max_sources;        /* sources with a feature track of their own, 1..32; default 8; more are mixed only */
  uint32_t mix_delay_ms;       /* the mix lags the clock by this, 50..500; default 200 */
  uint8_t require_consent;     /* 1: a start is refused until vr_set_consent(recorder, 1) */
  uint8_t virtual_clock;       /* 1: no thread; time stands at 0 and moves, and work is done, in vr_advance only */
  int32_t log_level;           /* vr_log_level; lines arrive as VR_EVENT_LOG; default VR_LOG_WARNING */
  const char* recovery_folder; /* where what is recorded is kept until it is in its file, so that it survives the
                                  process; the folder must exist; NULL: in memory only */
  uint64_t max_ring_bytes;     /* to which dumps that are not written yet may make a ring on disk grow; 0: twice what
                                  it has at the start */
  uint32_t max_tracks;         /* users that VR_TRACKS_SEPARATE keeps apart, 1..32; default 4 */
} vr_recorder_options;

/* [control] Fills in every default. */
VR_API void vr_recorder_options_init(vr_recorder_options* options);

/* [control] Makes a recorder; NULL options are the defaults. Starts a worker, a streaming and a writing thread, and
 * with a recovery folder one that syncs, unless the clock is virtual. The folder need not exist yet. */
VR_API vr_status vr_recorder_create(const vr_recorder_options* options, vr_recorder* recorder);

/* [control] Ends a running task, writes its file and every dump that was accepted, closes all sources, joins the
 * threads. Blocks for as long as the writing takes, and a recovery, unless vr_stop_recovery was called before. No
 * events can be read afterwards. Harmless on a dead handle. */
VR_API void vr_recorder_destroy(vr_recorder recorder);

/* [control] The recorder's clock: monotonic, in nanoseconds; it does not count time in which the machine slept.
 * 0 for a dead handle. Capture times of vr_source_push are on this clock. */
VR_API int64_t vr_now_ns(vr_recorder recorder);

/* [control] Moves a virtual clock forward by duration_ns (0 or more) and does all work that is due, on the calling
 * thread. VR_ERROR_INVALID_STATE on a real clock. */
VR_API vr_status vr_advance(vr_recorder recorder, int64_t duration_ns);

/* [control] The player agreed, or took it back; taking it back ends a running task. */
VR_API vr_status vr_set_consent(vr_recorder recorder, int32_t given);

/* [control] What the sidecars say of the game, its build and the device: one JSON object of at most 64 KiB, or NULL for
 * nothing. Holds from now on, for a running task too. */
VR_API vr_status vr_set_about(vr_recorder recorder, const char* about_json);

/* What happens to the app or the machine around a recording; doc/interruptions.md says what each platform calls it. */
typedef enum vr_notice VR_INT_ENUM {
  VR_NOTICE_BACKGROUND = 0,         /* the app goes to the background, where it may be killed: everything that is held
                                       is on the disk within a second, and from then on every second */
  VR_NOTICE_FOREGROUND = 1,         /* it comes back */
  VR_NOTICE_INTERRUPTION_BEGAN = 2, /* a phone call or another app has taken the sound */
  VR_NOTICE_INTERRUPTION_ENDED = 3,
  VR_NOTICE_DEVICE_CHANGED = 4 /* another microphone or speaker, a headset */
} vr_notice;

/* [control] The game or its host says so; it becomes a marker, never a new file. text: more about it, or NULL. */
VR_API vr_status vr_notify(vr_recorder recorder, vr_notice notice, const char* text);

/* ---- Privacy --------------------------------------------------------------------------------------------------- */

/* [control] Leaves this user out, by the user_id of their sources, those that come later too: from this moment on they
 * are not in the mix. Where tracks are kept apart, they are not in what is buffered either: their track is overwritten,
 * and the mix before this moment is made anew out of the others' when it is needed (PCM), or is silent (AAC). With a
 * mix alone, forget 1 forgets everything that is buffered. Captures whose audio is complete by then are not touched;
 * a dump that is still listening is, where tracks are kept apart. The user may have left already. */
VR_API vr_status vr_exclude(vr_recorder recorder, const char* user_id, int32_t forget);
/* [control] The user may be heard again from this moment on. */
VR_API vr_status vr_include(vr_recorder recorder, const char* user_id);

/* [control] Destroys everything that is held: the buffer of a running cycle task, which goes on with an empty one;
 * dumps and last files of cycle tasks that are not written, which fail (a task's with code 4); captures that wait for a
 * retry; and rings that dead processes left in the recovery folder. Audio in memory, rings, and files in the making are
 * overwritten before they are given back; captures that are complete, and recordings in real time, are not touched. A
 * ring on disk goes before the one with which its task goes on is made. Each call ends with one VR_EVENT_WIPED, when
 * all of that has been done, which may take as long as writing it did; code 1 also when the recovery folder could not
 * be read. What flash memory keeps of an overwritten file nobody can say; where that matters, encrypt, and drop the
 * key. */
VR_API vr_status vr_wipe(vr_recorder recorder);

/* ---- Recovery -------------------------------------------------------------------------------------------------- */

/* [control] Makes captures of what a dead process left in recovery_folder: dumps that were not written, at their own
 * paths, or where a retry was to put them; the rest of its rings, in captures_folder; recordings in real time that were
 * not finished, where they are.
 * Events: VR_EVENT_RECOVERED for each, VR_EVENT_RECOVERY_PROBLEM for what could not be had,
 * VR_EVENT_RECOVERY_PROGRESS, then VR_EVENT_RECOVERY_DONE; all of one call before those of the next. What cannot be
 * written now is kept for the next time. May be called twice, in several processes at once, and while others record in
 * the same folder.
 *   encryption_key   32 bytes, for what was encrypted with it; NULL: there is none
 * VR_ERROR_INVALID_STATE without a recovery folder. */
VR_API vr_status vr_recover(vr_recorder recorder, const uint8_t* encryption_key);

/* [control] Recoveries that were asked for before end behind the ring they are at, each with its
 * VR_EVENT_RECOVERY_DONE; what is left is kept for the next. Harmless where there is none. */
VR_API vr_status vr_stop_recovery(vr_recorder recorder);

/* ---- The room -------------------------------------------------------------------------------------------------- */

/* [control] The game is in a room. Entering another room leaves the old one first. room_id and user_id: at most 256
 * bytes each. */
VR_API vr_status vr_enter_room(vr_recorder recorder, const char* room_id, const char* user_id);
/* [control] The connection is being rebuilt: still in the room, a marker is kept. VR_ERROR_NOT_IN_ROOM outside. */
VR_API vr_status vr_reconnecting(vr_recorder recorder);
/* [control] The room is left: a running task ends and its file is finished. VR_ERROR_NOT_IN_ROOM outside. */
VR_API vr_status vr_leave_room(vr_recorder recorder);

/* ---- Sources --------------------------------------------------------------------------------------------------- */

#define VR_NO_CAPTURE_TIME INT64_MIN

/* [control] Opens a source, in a room or before. user_id and label may be NULL and have at most 256 bytes each. A
 * remote mix beside a remote user would count the same voice twice and is refused with VR_ERROR_INVALID_STATE. */
VR_API vr_status vr_open_source(vr_recorder recorder, vr_source_kind kind, const char* user_id, const char* label,
                                vr_source* source);

/* [audio] Hands over one block. The samples are interleaved and are copied before the call returns.
 *   samples          frames * channels values; no alignment is needed
 *   frames           1 .. sample_rate_hz / 10 (100 ms)
 *   format           of vr_sample_format; float is nominally -1..1
 *   sample_rate_hz   8000 .. 48000; it may differ from block to block, and so may channels
 *   channels         1 or 2
 *   capture_time_ns  when the first frame was captured, on the clock of vr_now_ns; times that are more than 2 s away
 *                    from it are taken to be on a clock of their own, and only their differences count.
 *                    VR_NO_CAPTURE_TIME: the block is placed by the moment of this call less its length
 * VR_ERROR_BLOCK_DROPPED: the queue is full (768 KiB: 2 s of stereo float at 48 kHz, 8 s of mono int16), the block is
 * counted. VR_ERROR_INVALID_STATE: closed.
 * VR_ERROR_INVALID_PARAMETER: out of range. vr_last_error() is not set by this call. */
VR_API vr_status vr_source_push(vr_source source, const void* samples, uint32_t frames, vr_sample_format format,
                                uint32_t sample_rate_hz, uint32_t channels, int64_t capture_time_ns);

/* [control] While muted, what is pushed is recorded as silence, and silence is not counted as a gap. */
VR_API vr_status vr_source_set_muted(vr_source source, int32_t muted);
/* [control] The same for every source, those that come later too; beside what each of them is set to. */
VR_API vr_status vr_set_all_muted(vr_recorder recorder, int32_t muted);

/* [control] Ends the source; what it has pushed is still recorded. May come while another thread pushes. */
VR_API vr_status vr_source_close(vr_source source);

/* ---- Tasks ----------------------------------------------------------------------------------------------------- */

/* Where a task keeps what it records until it is in its file. */
typedef enum vr_durability VR_INT_ENUM {
  VR_DURABILITY_DEFAULT = -1, /* on disk where the recorder has a recovery folder, otherwise in memory */
  VR_DURABILITY_MEMORY = 0,
  VR_DURABILITY_PROCESS = 1 /* on disk: it survives the process */
} vr_durability;

typedef enum vr_tracks VR_INT_ENUM {
  VR_TRACKS_MIX = 0,
  VR_TRACKS_SEPARATE = 1 /* beside the mix a file for each user, on the same time line: NAME.local.wav,
                            NAME.remote-<user>.wav */
} vr_tracks;

#define VR_ENCRYPTION_KEY_BYTES 32

typedef struct vr_task_config {
  uint32_t struct_size;
  const char* file_path;         /* absolute, ends in .wav or .aac in any letter case; an existing file is replaced */
  uint32_t sample_rate_hz;       /* 16000, 32000, 44100, 48000; default 32000 */
  int32_t quality;               /* vr_quality, AAC only; default VR_QUALITY_MEDIUM */
  int32_t position;              /* vr_position; default 0 */
  uint32_t cycle_time_s;         /* 0: write as it happens; 1..3600: keep the last so many seconds; default 0 */
  uint32_t channels;             /* 1 or 2; default 1. VR_LAYOUT_SPLIT needs 2, or 0 for "as the layout needs" */
  int32_t layout;                /* vr_layout; default VR_LAYOUT_MIX */
  uint8_t overwrite;             /* 0: an existing file is an error (event 2); default 1 */
  int32_t durability;            /* vr_durability; default VR_DURABILITY_DEFAULT */
  int32_t tracks;                /* vr_tracks; default VR_TRACKS_MIX */
  const uint8_t* encryption_key; /* VR_ENCRYPTION_KEY_BYTES, with which ring and captures are encrypted; copied; NULL:
                                    they are plain; default NULL */
} vr_task_config;

/* [control] Fills in every default; file_path is left NULL and must be set. */
VR_API void vr_task_config_init(vr_task_config* config);

/* [control] Starts a task. A running one ends first and its file is completed; if the new one cannot start (events 1
 * and 2), the old one goes on. Every accepted start yields exactly one of the events 1, 2, 3, and every 3 exactly one
 * of 4, 5. The recording begins at the moment of the call. */
VR_API vr_status vr_start_audio_recording_with_config(vr_recorder recorder, const vr_task_config* config);

/* [control] The older call: real time, mixed, mono. */
VR_API vr_status vr_start_audio_recording(vr_recorder recorder, const char* file_path, uint32_t sample_rate_hz,
                                          vr_quality quality);

/* [control] Ends the task at this moment; event 5 (or 4) follows when the file is complete.
 * VR_ERROR_INVALID_STATE without a task. */
VR_API vr_status vr_stop_audio_recording(vr_recorder recorder);

/* [control] From this moment on the running task records silence, of that length, and no gap; until vr_resume, or its
 * end. VR_ERROR_INVALID_STATE without a task; pausing twice is once. */
VR_API vr_status vr_pause(vr_recorder recorder);
VR_API vr_status vr_resume(vr_recorder recorder);

/* What a configuration costs, before it is started. */
typedef struct vr_cost {
  uint64_t buffer_bytes;     /* memory of the cycle buffer with max_sources feature tracks; in real time without a
                                recovery folder, what those tracks take in an hour, because they are written when the
                                task ends */
  uint64_t file_bytes;       /* the capture of a full cycle buffer; in real time, of one hour; all tracks together */
  uint64_t bytes_per_second; /* of the files */
  uint64_t ring_bytes;       /* on disk, taken when the task starts; in real time, to begin with */
} vr_cost;

/* [control] Checks a configuration as a start would and computes its cost; recorder 0 stands for default options. */
VR_API vr_status vr_estimate(vr_recorder recorder, const vr_task_config* config, vr_cost* cost);

/* ---- Dumps and markers ----------------------------------------------------------------------------------------- */

typedef struct vr_dump_request {
  uint32_t struct_size;
  double last_seconds;   /* 0: all that is buffered; otherwise 0.001 up to the cycle time */
  double after_seconds;  /* 0..600: goes on listening for so long after the call */
  const char* file_path; /* NULL: a name from the template in captures_folder. The suffix is that of the task; a task
                            that keeps .wav can be dumped to .aac too, encoded in the background */
  const char* reason;    /* free text for the sidecar and the template; NULL: "dump" */
  uint8_t clear;         /* 1: a later dump does not reach back before the end of this one */
  uint8_t overwrite;     /* 1: an existing file at file_path is replaced, otherwise it is an error */
  const char* hotkey;    /* the key whose press asks for it: the marker at this moment then is "hotkey"; NULL: none */
} vr_dump_request;

VR_API void vr_dump_request_init(vr_dump_request* request);

/* [control] Saves what the cycle buffer holds while recording goes on; NULL request: the defaults. The window is
 * [now - last_seconds, now + after_seconds); with after_seconds, one that max_buffer_bytes cannot hold is refused.
 * Events: VR_EVENT_DUMP_ACCEPTED; _CAPTURED, when its audio cannot be lost any more, by a full disk, by time, or (on
 * disk) by the end of the process; _PROGRESS; then _DONE or _FAILED; with capture_id set to *capture_id (may be NULL).
 * VR_ERROR_INVALID_STATE without a cycle task. */
VR_API vr_status vr_dump(vr_recorder recorder, const vr_dump_request* request, uint64_t* capture_id);

/* [control] A capture that failed (a dump, or the last file of a cycle task) keeps its audio until it is retried or
 * discarded; in memory until the recorder ends, on disk until vr_recover too. Retry writes it to file_path, or where it
 * was meant to go if that is NULL. */
VR_API vr_status vr_capture_retry(vr_recorder recorder, uint64_t capture_id, const char* file_path);
VR_API vr_status vr_capture_discard(vr_recorder recorder, uint64_t capture_id);

/* [control] Keeps a marker at this moment for the sidecars of every capture that covers it. data_json is NULL or one
 * JSON value (30003 otherwise). VR_ERROR_INVALID_STATE without a task. */
VR_API vr_status vr_mark(vr_recorder recorder, const char* label, const char* data_json);

/* [control] Figures of the RTC SDK at this moment (loss, jitter, round trip, ...), one JSON object of at most 64 KiB,
 * for the sidecars of every capture that covers it. VR_ERROR_INVALID_STATE without a task. */
VR_API vr_status vr_add_statistics(vr_recorder recorder, const char* data_json);

/* ---- Events ---------------------------------------------------------------------------------------------------- */

typedef enum vr_event_kind VR_INT_ENUM {
  VR_EVENT_NONE = 0,
  VR_EVENT_TASK = 1,              /* code is a vr_task_code; with 5, and with 4 where there is a file, capture is set;
                                     with 4, capture_id is set where vr_capture_retry can still write it */
  VR_EVENT_DUMP_ACCEPTED = 2,     /* the window is fixed; task_id is 0, the steps that follow have it */
  VR_EVENT_DUMP_CAPTURED = 3,     /* its audio is held; what is still to come is reserved */
  VR_EVENT_DUMP_PROGRESS = 4,     /* progress is 0..1 */
  VR_EVENT_DUMP_DONE = 5,         /* the file is complete; capture is set */
  VR_EVENT_DUMP_FAILED = 6,       /* text says why; code 0: the audio is kept, see vr_capture_retry; otherwise there is
                                     none to keep, and code is the vr_status that says what was wrong */
  VR_EVENT_DEGRADED = 7,          /* recording goes on with less than promised; code is a vr_degraded, text says what */
  VR_EVENT_CAPTURE_REMOVED = 8,   /* retention removed the capture at path */
  VR_EVENT_LOG = 9,               /* code is a vr_log_level */
  VR_EVENT_STATE = 10,            /* code is a vr_recording_state: show it to the players */
  VR_EVENT_RESTORED = 11,         /* what was degraded is whole again; code is the vr_degraded that is over */
  VR_EVENT_RECOVERED = 12,        /* capture is set; text says what of it could not be had, or "" */
  VR_EVENT_RECOVERY_PROBLEM = 13, /* text says what could not be recovered and why, path which file it is about */
  VR_EVENT_RECOVERY_DONE = 14,    /* code is how many captures were recovered */
  VR_EVENT_WIPED = 15,            /* code 0: all is destroyed; 1: not all, text says why */
  VR_EVENT_RECOVERY_PROGRESS = 16 /* progress is 0..1 */
} vr_event_kind;

/* Why recording goes on with less than promised. */
typedef enum vr_degraded VR_INT_ENUM {
  VR_DEGRADED_PINNED = 1, /* dumps that are not written hold all that the buffer may have */
  VR_DEGRADED_DISK = 2,   /* the disk of the ring fails or is too slow: newer audio is in memory only, the last minute
                             of it; it is tried again */
  VR_DEGRADED_MEMORY = 3, /* memory ran out: something could not be kept */
  VR_DEGRADED_TRACKS = 4  /* a user is in the mix only */
} vr_degraded;

typedef enum vr_recording_state VR_INT_ENUM {
  VR_RECORDING_STATE_IDLE = 0,
  VR_RECORDING_STATE_RECORDING = 1, /* what is said is kept, or written */
  VR_RECORDING_STATE_PAUSED = 2
} vr_recording_state;

/* A finished file. */
typedef struct vr_capture {
  const char* file_path;
  const char* sidecar_path; /* "" when it could not be written */
  int32_t format;           /* vr_format */
  uint32_t sample_rate_hz;
  uint32_t channels;
  double duration_s;          /* of the valid audio */
  int64_t started_at_unix_ms; /* UTC of the first valid frame */
  const char* reason;
  int32_t origin; /* vr_origin */
  uint64_t size_bytes;
  double peak_dbfs;               /* of the valid audio; -120 is silence */
  const char* const* track_paths; /* the files of single users, NULL without */
  uint32_t track_count;
} vr_capture;

typedef struct vr_event {
  uint32_t struct_size; /* set by the caller */
  int32_t kind;         /* vr_event_kind */
  int32_t code;
  uint64_t task_id;    /* of the task it belongs to, 0: none */
  uint64_t capture_id; /* of the dump or file it belongs to, 0: none */
  double progress;
  double time_ms;            /* on the recorder's clock */
  const char* path;          /* "" where there is none */
  const char* text;          /* "" where there is none */
  const vr_capture* capture; /* NULL where there is none */
} vr_event;

/* [control] Takes the oldest event: 1 and it is filled in, 0 and it is untouched. Costs nothing to speak of when
 * there is none. Up to 4096 events wait; log lines and progress are given up first, events of tasks and dumps never. */
VR_API int32_t vr_poll_event(vr_recorder recorder, vr_event* event);

/* ---- Statistics ------------------------------------------------------------------------------------------------ */

#define VR_STATS_MAX_SOURCES 32

typedef struct vr_source_stats {
  vr_source source;
  int32_t kind;            /* vr_source_kind */
  int32_t muted;           /* 1: muted */
  uint32_t sample_rate_hz; /* of the last block; 0: none yet */
  uint32_t channels;
  uint64_t blocks_taken;   /* accepted by push */
  uint64_t blocks_dropped; /* refused because the queue was full */
  uint64_t blocks_late;    /* came after their time had been mixed */
  uint64_t gaps;           /* stretches without data since the source opened, while a task ran */
  double gap_ms;           /* their total length */
  double drift_ppm;        /* of the source's clock against the recorder's; positive: the source is fast */
  double offset_ms;        /* its present distance from the recorder's clock */
  double peak_dbfs;        /* over the last 100 ms; -120: silence */
  double rms_dbfs;
} vr_source_stats;

typedef enum vr_task_state VR_INT_ENUM {
  VR_TASK_STATE_IDLE = 0,      /* no task */
  VR_TASK_STATE_REAL_TIME = 1, /* writing as it happens */
  VR_TASK_STATE_CYCLE = 2      /* keeping the last seconds */
} vr_task_state;

typedef struct vr_stats {
  uint32_t struct_size; /* set by the caller */
  int32_t in_room;
  int32_t task_state; /* vr_task_state */
  uint64_t task_id;
  double clock_ms;                /* the recorder's clock */
  double mix_delay_ms;            /* how far the mix lags it */
  double recorded_s;              /* mixed by the task so far */
  double buffered_s;              /* in the cycle buffer now */
  uint64_t buffer_bytes;          /* in use: the cycle buffer's audio, and feature tracks (2.9 MB an hour each) */
  uint64_t buffer_capacity_bytes; /* allocated for it */
  uint64_t file_bytes;            /* written by a real-time task */
  uint64_t blocks_taken;          /* over all sources since the recorder was made */
  uint64_t blocks_dropped;
  uint64_t events_lost; /* log lines and progress given up */
  uint32_t dumps_pending;
  uint32_t captures_failed; /* waiting for vr_capture_retry or vr_capture_discard */
  double peak_dbfs;         /* of the mix over the last 100 ms */
  double rms_dbfs;
  double limiter_gain_db; /* the limiter's lowest gain over the last 100 ms; 0: it did nothing */
  uint32_t source_count;  /* open sources; the first VR_STATS_MAX_SOURCES are in sources */
  vr_source_stats sources[VR_STATS_MAX_SOURCES];
  int32_t paused;
  int32_t degraded;    /* vr_degraded, 0: nothing; of several the gravest: memory, disk, pinned, tracks */
  double durable_s;    /* of recorded_s, in the ring on disk */
  uint64_t ring_bytes; /* that the ring takes there */
} vr_stats;

/* [control] A snapshot, taken by the worker at least every 20 ms; cheap enough for every frame. */
VR_API vr_status vr_get_stats(vr_recorder recorder, vr_stats* stats);

#ifdef __cplusplus
}
#endif

#endif /* VOICE_RECORDER_H */
