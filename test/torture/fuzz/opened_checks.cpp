#include "fuzz/opened_checks.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <vector>

#include "analysis/adts_index_file.h"
#include "analysis/decode/aac_decoder.h"
#include "analysis/export_capture.h"
#include "base/json_text.h"
#include "base/little_endian.h"
#include "fuzz/target.h"

namespace vr_fuzz {
namespace {

using Json = nlohmann::json;

constexpr size_t kPieceFrames = 700;

bool IsExpected(vr::ErrorCode code) {
  switch (code) {
    case vr::ErrorCode::kNotFound:
    case vr::ErrorCode::kUnreadable:
    case vr::ErrorCode::kNotSupported:
    case vr::ErrorCode::kWrongKey:
      return true;
    default:
      return false;
  }
}

void CheckAudio(vr::Capture& capture, size_t lane) {
  vr::Result<std::unique_ptr<vr::AudioReader>> opened = capture.OpenAudio(lane);
  if (!opened.ok()) {
    VR_FUZZ_PROMISE(opened.status().code() == vr::ErrorCode::kNotSupported, "audio that is there opens");
    return;
  }
  Reached("samples were read");
  vr::AudioReader& reader = *opened.value();
  VR_FUZZ_PROMISE(reader.frames() >= 0 && reader.frames() <= capture.valid_frames(), "a lane lies in its capture");
  const auto channels = static_cast<size_t>(reader.channels());
  std::vector<float> whole;
  std::vector<float> piece(kPieceFrames * channels);
  const int64_t most = std::min<int64_t>(reader.frames(), 20000);
  for (int64_t at = 0; at < most;) {
    const vr::Result<size_t> got = reader.Read(at, kPieceFrames, piece.data());
    VR_FUZZ_PROMISE(got.ok() && got.value() <= kPieceFrames, "what was opened is read");
    VR_FUZZ_PROMISE(got.value() > 0, "all frames are there");
    whole.insert(whole.end(), piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(got.value() * channels));
    at += static_cast<int64_t>(got.value());
  }
  for (const float sample : whole) VR_FUZZ_PROMISE(std::isfinite(sample), "samples are numbers");
  if (most == 0) return;
  const vr::Result<size_t> again = reader.Read(most / 2, 5, piece.data());
  VR_FUZZ_PROMISE(again.ok(), "what was read is read again");
  const size_t count = std::min(again.value() * channels, whole.size() - static_cast<size_t>(most / 2) * channels);
  VR_FUZZ_PROMISE(std::equal(piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(count),
                             whole.begin() + static_cast<std::ptrdiff_t>(static_cast<size_t>(most / 2) * channels)),
                  "the same at the same place");
}

void CheckFeatures(vr::Capture& capture, size_t lane) {
  vr::Result<std::unique_ptr<vr::FeatureReader>> opened = capture.OpenFeatures(lane);
  VR_FUZZ_PROMISE(opened.ok() == capture.lanes()[lane].has_features, "a lane has the features that it tells of");
  if (!opened.ok()) return;
  Reached("features were read");
  const uint64_t cells = opened.value()->cells();
  vr::FeatureWord words[16];
  const vr::Result<size_t> got = opened.value()->Read(cells / 2, 16, words);
  VR_FUZZ_PROMISE(got.ok() && got.value() == std::min<uint64_t>(16, cells - cells / 2), "all cells are there");
}

void CheckIndex(vr::Capture& capture, const vr::test::MemoryFileSystem& files, const std::string& path) {
  const vr::Result<std::vector<uint8_t>> index = vr::MakeAdtsIndexFile(capture, 0);
  if (!index.ok()) return;
  Reached("an index was made");
  const std::string file = files.Get(path);
  for (size_t at = 32; at < index.value().size(); at += 8) {
    const uint64_t offset = vr::GetLe(index.value().data() + at, 8);
    VR_FUZZ_PROMISE(offset + 7 <= file.size() && static_cast<uint8_t>(file[offset]) == 0xff, "a frame stands there");
  }
}

void CheckExport(vr::test::MemoryFileSystem& files, vr::Capture& capture, const char* path) {
  vr::ExportRequest request;
  request.start_s = static_cast<double>(capture.valid_frames()) / capture.sample_rate_hz() / 3;
  request.end_s = request.start_s + 0.5;
  const vr::Result<vr::ExportedFile> exported = vr::ExportCapture(files, capture, path, request, nullptr);
  if (!exported.ok()) {
    const vr::ErrorCode code = exported.status().code();
    VR_FUZZ_PROMISE(code == vr::ErrorCode::kNotSupported || code == vr::ErrorCode::kInvalidArgument,
                    "what was opened is exported, or cannot be");
    VR_FUZZ_PROMISE(!files.Exists(path), "nothing is left of an export that failed");
    return;
  }
  Reached("an export was opened");
  vr::Result<std::unique_ptr<vr::Capture>> opened = vr::OpenCapture(files, path, nullptr, nullptr);
  VR_FUZZ_PROMISE(opened.ok(), "an export can be opened");
  const Json info = vr::ParseJson(opened.value()->InfoJson());
  VR_FUZZ_PROMISE(info.is_object() && info["problems"].empty() && info["sidecar"].is_object(), "and nothing is wrong");
  const double seconds = static_cast<double>(opened.value()->valid_frames()) / opened.value()->sample_rate_hz();
  VR_FUZZ_PROMISE(std::fabs(seconds - exported.value().duration_s) < 1e-9, "and it is as long as was told");
}

}  // namespace

void CheckOpened(vr::test::MemoryFileSystem& files, const std::string& path, const vr::SealKey* key) {
  static const bool no_decoder = setenv("VR_AAC_DECODER", "none", 0) == 0;
  vr::Result<std::unique_ptr<vr::Capture>> opened = vr::OpenCapture(files, path, key, nullptr);
  if (!opened.ok()) {
    VR_FUZZ_PROMISE(no_decoder && IsExpected(opened.status().code()), "a file is refused for a reason of its own");
    VR_FUZZ_PROMISE(opened.status().message().find(path) != std::string::npos, "which names it");
    return;
  }
  Reached("a capture was opened");
  vr::Capture& capture = *opened.value();
  VR_FUZZ_PROMISE(!capture.lanes().empty() && capture.lanes().back().kind == "mix", "the mix is the last lane");
  VR_FUZZ_PROMISE(capture.sample_rate_hz() > 0 && capture.valid_frames() >= 0, "it has a rate and a length");
  for (size_t lane = 0; lane < capture.lanes().size(); ++lane) {
    CheckAudio(capture, lane);
    CheckFeatures(capture, lane);
  }
  const Json info = vr::ParseJson(capture.InfoJson());
  VR_FUZZ_PROMISE(info.is_object(), "its information is JSON");
  VR_FUZZ_PROMISE(info["lanes"].size() == capture.lanes().size(), "and tells of its lanes");
  CheckIndex(capture, files, path);
  CheckExport(files, capture, "/captures/out.wav");
  CheckExport(files, capture, "/captures/out.aac");
}

}  // namespace vr_fuzz
