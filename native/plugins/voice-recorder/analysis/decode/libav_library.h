// The functions of the system's libavcodec that are used, loaded when the program runs.
#pragma once

#include <string>
#include <vector>

extern "C" {
struct AVCodec;
struct AVCodecContext;
struct AVDictionary;
struct AVFrame;
struct AVPacket;
}

namespace vr {

struct LibavLibrary {
  unsigned (*avcodec_version)() = nullptr;
  const AVCodec* (*avcodec_find_decoder_by_name)(const char*) = nullptr;
  AVCodecContext* (*avcodec_alloc_context3)(const AVCodec*) = nullptr;
  int (*avcodec_open2)(AVCodecContext*, const AVCodec*, AVDictionary**) = nullptr;
  void (*avcodec_free_context)(AVCodecContext**) = nullptr;
  int (*avcodec_send_packet)(AVCodecContext*, const AVPacket*) = nullptr;
  int (*avcodec_receive_frame)(AVCodecContext*, AVFrame*) = nullptr;
  AVPacket* (*av_packet_alloc)() = nullptr;
  void (*av_packet_free)(AVPacket**) = nullptr;
  AVFrame* (*av_frame_alloc)() = nullptr;
  void (*av_frame_free)(AVFrame**) = nullptr;

  const AVCodec* aac = nullptr;
  std::string name;  // "libavcodec 59.37.100 (libavcodec.so.59)"
};

struct LibavSearch {
  LibavLibrary library;
  bool found = false;
  std::vector<std::string> tried;
};

// Tries `only` when it is not empty, otherwise the names that the platform gives libavcodec, the newest first.
LibavSearch FindLibav(const std::string& only);

}  // namespace vr
