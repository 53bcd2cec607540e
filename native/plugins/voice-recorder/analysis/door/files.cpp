// The door's calls that give or make files.
#include <limits>
#include <vector>

#include "analysis/adts_index_file.h"
#include "analysis/door/guarded.h"
#include "analysis/door/handle.h"
#include "analysis/door/translate.h"
#include "analysis/export_capture.h"
#include "base/file_system.h"

using vr::Answer;
using vr::Guarded;
using vr::Refuse;

namespace {

constexpr uint32_t kMostLanes = 4096;

// "" and the request, or what does not fit.
std::string Translate(const vra_export_options& from, vr::ExportRequest* to) {
  if (from.quality > 2) return "quality must be 0, 1 or 2, got " + std::to_string(from.quality);
  if (from.lanes != nullptr && (from.lane_count < 1 || from.lane_count > kMostLanes)) {
    return "lane_count must be 1 to 4096 where lanes is not NULL, got " + std::to_string(from.lane_count);
  }
  to->start_s = from.start_seconds;
  to->end_s = from.end_seconds;
  if (from.lanes != nullptr) to->lanes.assign(from.lanes, from.lanes + from.lane_count);
  to->quality = static_cast<vr::Quality>(from.quality);
  to->overwrite = from.overwrite != 0;
  to->with_sidecar = from.with_sidecar != 0;
  return "";
}

}  // namespace

vra_result vra_adts_index(vra_capture* capture, uint32_t file, vra_buffer* index) {
  return Guarded([=] {
    if (capture == nullptr) return Refuse(vr::kNoCapture);
    if (index == nullptr) return Refuse("index must point to a vra_buffer, got NULL");
    return vr::Give(vr::MakeAdtsIndexFile(*capture->capture, file), index);
  });
}

void vra_export_options_init(vra_export_options* options) {
  if (options == nullptr) return;
  *options = vra_export_options{};
  options->struct_size = sizeof *options;
  options->end_seconds = std::numeric_limits<double>::infinity();
  options->quality = 1;
  options->with_sidecar = 1;
}

vra_result vra_export(vra_capture* capture, const char* path, const vra_export_options* options,
                      const vra_progress* progress, vra_buffer* json) {
  return Guarded([=] {
    if (capture == nullptr) return Refuse(vr::kNoCapture);
    if (path == nullptr || path[0] == '\0') return Refuse("path must name the file to write, got nothing");
    if (json == nullptr) return Refuse("json must point to a vra_buffer, got NULL");
    vra_export_options full;
    if (!vr::Upgrade(options, vra_export_options_init, &full)) return Refuse(vr::kBadStruct);
    vr::ExportRequest request;
    if (const std::string wrong = Translate(full, &request); !wrong.empty()) return Refuse(wrong);
    const vr::Result<vr::ExportedFile> exported =
        vr::ExportCapture(vr::PlatformFileSystem(), *capture->capture, path, request, vr::ProgressOf(progress));
    return exported.ok() ? vr::Give(vr::ExportJson(exported.value()), json) : Answer(exported.status());
  });
}
