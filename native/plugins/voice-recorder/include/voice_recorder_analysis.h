/* voice_recorder_analysis.h: the C interface of the library that reads captures, for tools and editors. It is a library
 * of its own, voice_recorder_analysis, and no game ships it.
 *
 * A capture is an audio file with what stands beside it (doc/capture-format.md), any other WAV or ADTS AAC file, or
 * what a recorder still holds in its recovery folder. It is opened once, read in one pass per measure, and is made of
 * lanes: the mix, and each user whose levels or audio were kept apart.
 *
 *     vra_open_options options;
 *     vra_open_options_init(&options);
 *     vra_capture* capture = NULL;
 *     if (vra_open("/home/me/captures/room.aac", &options, &capture) != VRA_OK) puts(vra_last_error());
 *
 *     vra_buffer info = {0};
 *     vra_info(capture, &info);               // JSON: what it is, its lanes, its sidecar
 *     vra_buffer envelope = {0};
 *     vra_envelope(capture, 0, NULL, &envelope); // minimum, maximum and RMS of lane 0, in several resolutions
 *     vra_free(&info);
 *     vra_free(&envelope);
 *     vra_close(capture);
 *
 * Conventions
 *  1. Strings are UTF-8 and NUL-terminated. Strings that are passed in are copied or read before the call returns.
 *  2. A call returns a vra_result. After anything but VRA_OK vra_last_error() of the same thread says what was wrong,
 *     what was expected and what to do. Bad input changes nothing.
 *  3. Every function blocks until it is done and may be called from any thread that is not an audio thread. Calls on
 *     one capture must not overlap; different captures are independent.
 *  4. What takes a vra_progress calls it about ten times a second on the calling thread; when it returns other than 0
 *     the call ends with VRA_CANCELLED and nothing is left behind.
 *  5. Time 0 is the first valid frame of the capture. A frame is one sample of each channel, of the file's rate.
 *     Frames before 0 and past the end are never given.
 *  6. Memory is bounded, whatever the length of a capture: 64 MiB at most, buffers that are given out included.
 *  7. Nothing throws, aborts or prints, whatever a file contains.
 *  8. Description structs begin with struct_size, set by the matching _init function, so that they can grow.
 */
#ifndef VOICE_RECORDER_ANALYSIS_H
#define VOICE_RECORDER_ANALYSIS_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#if defined(VRA_BUILDING)
#define VRA_API __declspec(dllexport)
#else
#define VRA_API
#endif
#else
#define VRA_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Changes when a promise of this header changes; a caller compares it with vra_abi_version(). */
#define VRA_ABI_VERSION 4

typedef enum vra_result {
  VRA_OK = 0,
  VRA_CANCELLED = 1,         /* the progress callback asked for it */
  VRA_INVALID_PARAMETER = 2, /* a value that is not allowed */
  VRA_NOT_FOUND = 3,         /* no such file */
  VRA_UNREADABLE = 4,        /* no audio file that is known, or damaged from its first byte on */
  VRA_NOT_SUPPORTED = 5,     /* this build, or this machine, has no decoder or encoder for it */
  VRA_KEY_NEEDED = 6,        /* encrypted, and no key was given, or another one */
  VRA_IO = 7,                /* the disk or the system refused; also: the target exists */
  VRA_OUT_OF_MEMORY = 8
} vra_result;

/* done is 0 to 1. Returns 0 to go on. */
typedef int (*vra_progress_function)(void* user, double done);
typedef struct vra_progress {
  vra_progress_function call;
  void* user;
} vra_progress;

/* Bytes that the library has made; vra_free gives them back and makes it {0}. JSON ends in a NUL that size_bytes does
 * not count. */
typedef struct vra_buffer {
  uint8_t* data;
  size_t size_bytes;
} vra_buffer;
VRA_API void vra_free(vra_buffer* buffer); /* NULL and {0} are fine */

VRA_API uint32_t vra_abi_version(void);
VRA_API const char* vra_version(void);    /* "0.1.0" */
VRA_API const char* vra_last_error(void); /* of this thread; "" when nothing failed */
/* JSON: what this build can do, and what was tried to find a decoder of AAC:
 * { version, abiVersion, fingerprint, encryption: bool, aacEncoder: text or null,
 *   aacDecoder: { name: text or null, tried: [text] } } */
VRA_API vra_result vra_capabilities(vra_buffer* json);

typedef struct vra_capture vra_capture;

typedef struct vra_open_options {
  uint32_t struct_size;
  const uint8_t* key; /* 32 bytes, of an encrypted capture; NULL: none */
  vra_progress progress;
} vra_open_options;
VRA_API void vra_open_options_init(vra_open_options* options);

/* path: an audio file; or a task's ring in a recovery folder (doc/ring-format.md, the path of its first file) and one
 * of its pins as RING#PIN. Reads headers, the sidecar and the feature file's head; ADTS is walked frame by frame once,
 * and of a ring all audio is read. A sidecar or feature file that cannot be used is told in `problems` of vra_info and
 * left aside.
 * VRA_NOT_FOUND, VRA_UNREADABLE, VRA_NOT_SUPPORTED, VRA_KEY_NEEDED, VRA_IO, VRA_CANCELLED. */
VRA_API vra_result vra_open(const char* path, const vra_open_options* options, vra_capture** capture);
VRA_API void vra_close(vra_capture* capture); /* NULL is fine */

/* One JSON object, described key by key in doc/analysis.md. */
VRA_API vra_result vra_info(vra_capture* capture, vra_buffer* json);

/* Minimum, maximum and RMS of a lane in several resolutions: an envelope file, doc/analysis.md. Taken from the audio
 * where the lane has some that can be decoded, otherwise from the feature track.
 * VRA_NOT_SUPPORTED: AAC without a decoder and without features. */
VRA_API vra_result vra_envelope(vra_capture* capture, uint32_t lane, const vra_progress* progress,
                                vra_buffer* envelope);

/* JSON: where a lane is silent, has no data, is clipped, doc/analysis.md. From the feature track where there is one. */
VRA_API vra_result vra_map(vra_capture* capture, uint32_t lane, const vra_progress* progress, vra_buffer* json);

/* JSON: EBU R128 of a lane that has audio: integrated, range, true peak and the short-term curve, doc/analysis.md. */
VRA_API vra_result vra_loudness(vra_capture* capture, uint32_t lane, const vra_progress* progress, vra_buffer* json);

/* JSON: what is wrong with the capture, on which lane and when, and what could not be checked, doc/diagnosis.md. Reads
 * all lanes at the same time, once. VRA_NOT_SUPPORTED: a rate below 4 or above 384 kHz; the WebAssembly of a page. */
VRA_API vra_result vra_diagnose(vra_capture* capture, const vra_progress* progress, vra_buffer* json);

/* JSON: whether the capture is what a test expects, each expectation with a sentence of what is the case,
 * doc/expectations.md. request_json: {"expectations":[{"expect":"hearSpeech","side":"remote","startSeconds":1},...]}.
 * Reads the capture once for what detectors find, and once each lane whose sound is measured.
 * VRA_INVALID_PARAMETER: the request, with the place in it; otherwise as vra_diagnose. An expectation that fails is
 * VRA_OK. */
VRA_API vra_result vra_expect(vra_capture* capture, const char* request_json, const vra_progress* progress,
                              vra_buffer* json);

typedef struct vra_spectrogram_request {
  uint32_t struct_size;
  uint32_t lane;
  int64_t first_frame; /* the middle of the first column's window; may lie outside, silence is taken there */
  double hop_frames;   /* from one column to the next, above 0 */
  uint32_t columns;    /* 1 to 16384 */
  uint32_t fft_frames; /* 64 to 16384, a power of two; Hann window */
} vra_spectrogram_request;
VRA_API void vra_spectrogram_request_init(vra_spectrogram_request* request);

/* columns x (fft_frames / 2 + 1) bytes, one column after the other, low frequencies first. A byte b is a power of
 * (b - 255) / 2 dB, where 0 dB is a full-scale sine in the middle of a bin, or a constant of 1 in bin 0; 0 is that or
 * less, 255 that or more. Channels are averaged in power.
 * size_bytes must be exactly that many. */
VRA_API vra_result vra_spectrogram(vra_capture* capture, const vra_spectrogram_request* request,
                                   const vra_progress* progress, uint8_t* into, size_t size_bytes);

/* The same of samples that the caller has: `frames` interleaved frames of 1 to 64 channels, of which frame 0 is
 * frame 0 of the request; its lane is not used. What is no finite number is silence. */
VRA_API vra_result vra_spectrogram_of_samples(const float* samples, uint64_t frames, uint32_t channels,
                                              const vra_spectrogram_request* request, uint8_t* into, size_t size_bytes);

/* Decoded frames [first_frame, first_frame + frames) of a lane, interleaved, -1 to 1; first_frame is 0 or more,
 * `frames` at most 2^22. *frames_read: fewer where the capture ends. */
VRA_API vra_result vra_read(vra_capture* capture, uint32_t lane, int64_t first_frame, uint64_t frames, float* into,
                            uint64_t* frames_read);

/* Where the ADTS frames of an audio file of the capture begin, so that a reader finds a moment without reading what
 * comes before it: an index file, doc/analysis.md. `file`: as in vra_info's `files`. VRA_NOT_SUPPORTED: no ADTS. */
VRA_API vra_result vra_adts_index(vra_capture* capture, uint32_t file, vra_buffer* index);

typedef struct vra_export_options {
  uint32_t struct_size;
  double start_seconds;  /* default 0 */
  double end_seconds;    /* default: to the end, as for anything behind it */
  const uint32_t* lanes; /* which are mixed into the file; NULL: the capture's audio as it is, all its channels */
  uint32_t lane_count;
  uint32_t quality;     /* of AAC: 0, 1 (default), 2 */
  uint8_t overwrite;    /* default 0: VRA_IO when the target is there */
  uint8_t with_sidecar; /* default 1: a sidecar of the cut beside it: markers and statistics within it, moved */
} vra_export_options;
VRA_API void vra_export_options_init(vra_export_options* options);

/* Writes a range to `path`, which ends in .wav or .aac, by a rename when it is complete. WAV: the exact frames. A range
 * of an AAC capture as it is, to .aac, copies whole ADTS frames and encodes nothing.
 * VRA_NOT_SUPPORTED: no decoder or encoder, more than 2 channels as they are. *json: { file, sampleRate, channels,
 * durationSeconds, copied: bool, gainDb, clippedSamples }: a sum of lanes that goes beyond full scale is made quieter
 * by gainDb, and floats of one file that do are cut there. */
VRA_API vra_result vra_export(vra_capture* capture, const char* path, const vra_export_options* options,
                              const vra_progress* progress, vra_buffer* json);

/* JSON: what stands in a recovery folder: [{ path, pins: [..], live: bool, startedAt, seconds, bytes, encrypted }].
 * key: 32 bytes, or NULL; pins of an encrypted ring are listed with its key only. Reads only. */
VRA_API vra_result vra_list_rings(const char* recovery_folder, const uint8_t* key, vra_buffer* json);

#ifdef __cplusplus
}
#endif
#endif
