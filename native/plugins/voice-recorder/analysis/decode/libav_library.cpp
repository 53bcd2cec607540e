#include "analysis/decode/libav_library.h"

#include <vector>

#include "analysis/decode/dynamic_library.h"

namespace vr {
namespace {

// Of these the fields that libav_decoder.cpp touches lie at the same places: data and size of AVPacket, data,
// nb_samples and format of AVFrame, and the first two of AVCodecContext.
constexpr unsigned kOldestMajor = 58;
constexpr unsigned kNewestMajor = 62;

std::string NameOfMajor(unsigned major) {
  const std::string number = std::to_string(major);
#if defined(_WIN32)
  return "avcodec-" + number + ".dll";
#elif defined(__APPLE__)
  return "libavcodec." + number + ".dylib";
#else
  return "libavcodec.so." + number;
#endif
}

template <typename Function>
bool Take(void* library, const char* name, Function* function) {
  *function = reinterpret_cast<Function>(FindSymbol(library, name));
  return *function != nullptr;
}

// On Windows the functions of libavutil are not found through the library that needs them.
void* UtilityLibrary(void* library, unsigned major) {
#if defined(_WIN32)
  constexpr unsigned kDifference = 2;  // 58 goes with avutil 56, and so on
  std::string why;
  return LoadDynamicLibrary("avutil-" + std::to_string(major - kDifference) + ".dll", &why);
#else
  static_cast<void>(major);
  return library;
#endif
}

bool TakeAll(void* library, unsigned major, LibavLibrary* into) {
  void* utility = UtilityLibrary(library, major);
  return Take(library, "avcodec_find_decoder_by_name", &into->avcodec_find_decoder_by_name) &&
         Take(library, "avcodec_alloc_context3", &into->avcodec_alloc_context3) &&
         Take(library, "avcodec_open2", &into->avcodec_open2) &&
         Take(library, "avcodec_free_context", &into->avcodec_free_context) &&
         Take(library, "avcodec_send_packet", &into->avcodec_send_packet) &&
         Take(library, "avcodec_receive_frame", &into->avcodec_receive_frame) &&
         Take(library, "av_packet_alloc", &into->av_packet_alloc) &&
         Take(library, "av_packet_free", &into->av_packet_free) && utility != nullptr &&
         Take(utility, "av_frame_alloc", &into->av_frame_alloc) && Take(utility, "av_frame_free", &into->av_frame_free);
}

// "" when it can be used, otherwise why not.
std::string Load(const std::string& name, LibavLibrary* into) {
  std::string why;
  void* library = LoadDynamicLibrary(name, &why);
  if (library == nullptr) return why;
  if (!Take(library, "avcodec_version", &into->avcodec_version)) return "it is no libavcodec";
  const unsigned version = into->avcodec_version();
  const unsigned major = version >> 16;
  const std::string number =
      std::to_string(major) + "." + std::to_string(version >> 8 & 255) + "." + std::to_string(version & 255);
  if (major < kOldestMajor || major > kNewestMajor) {
    return "it is libavcodec " + number + "; " + std::to_string(kOldestMajor) + " to " + std::to_string(kNewestMajor) +
           " are expected";
  }
  if (!TakeAll(library, major, into)) return "it lacks functions that libavcodec " + number + " should have";
  into->aac = into->avcodec_find_decoder_by_name("aac");
  if (into->aac == nullptr) return "it is libavcodec " + number + " without its decoder of AAC";
  into->name = "libavcodec " + number + " (" + name + ")";
  return "";
}

}  // namespace

LibavSearch FindLibav(const std::string& only) {
  std::vector<std::string> names;
  if (!only.empty()) names.push_back(only);
  for (unsigned major = kNewestMajor; only.empty() && major >= kOldestMajor; --major) {
    names.push_back(NameOfMajor(major));
  }
  LibavSearch search;
  for (const std::string& name : names) {
    LibavLibrary library;
    const std::string why = Load(name, &library);
    search.tried.push_back(name + ": " + (why.empty() ? "taken" : why));
    if (!why.empty()) continue;
    search.library = library;
    search.found = true;
    break;
  }
  return search;
}

}  // namespace vr
