// The door's calls that open captures and tell what they are.
#include <optional>
#include <string>

#include "analysis/door/guarded.h"
#include "analysis/door/handle.h"
#include "analysis/door/translate.h"
#include "analysis/list_rings.h"
#include "analysis/open_capture.h"
#include "base/file_system.h"
#include "base/sealing.h"

using vr::Answer;
using vr::Guarded;
using vr::Refuse;

void vra_open_options_init(vra_open_options* options) {
  if (options == nullptr) return;
  *options = vra_open_options{};
  options->struct_size = sizeof *options;
}

vra_result vra_open(const char* path, const vra_open_options* options, vra_capture** capture) {
  return Guarded([=] {
    if (path == nullptr || path[0] == '\0') return Refuse("path must name an audio file or a ring, got nothing");
    if (capture == nullptr) return Refuse("capture must point to a handle, got NULL");
    vra_open_options full;
    if (!vr::Upgrade(options, vra_open_options_init, &full)) return Refuse(vr::kBadStruct);
    std::optional<vr::SealKey> key;
    if (full.key != nullptr) key.emplace(full.key);
    vr::Result<std::unique_ptr<vr::Capture>> opened = vr::OpenCapture(
        vr::PlatformFileSystem(), path, key.has_value() ? &*key : nullptr, vr::ProgressOf(&full.progress));
    if (!opened.ok()) return Answer(opened.status());
    auto handle = std::make_unique<vra_capture>();
    handle->capture = std::move(opened.value());
    *capture = handle.release();
    return Answer(vr::Status::Ok());
  });
}

void vra_close(vra_capture* capture) {
  delete capture;
}

vra_result vra_info(vra_capture* capture, vra_buffer* json) {
  return Guarded([=] {
    if (capture == nullptr) return Refuse(vr::kNoCapture);
    if (json == nullptr) return Refuse("json must point to a vra_buffer, got NULL");
    return vr::Give(capture->capture->InfoJson(), json);
  });
}

vra_result vra_list_rings(const char* recovery_folder, const uint8_t* key, vra_buffer* json) {
  return Guarded([=] {
    if (recovery_folder == nullptr || recovery_folder[0] == '\0') {
      return Refuse("recovery_folder must name a folder, got nothing");
    }
    if (json == nullptr) return Refuse("json must point to a vra_buffer, got NULL");
    std::optional<vr::SealKey> sealing;
    if (key != nullptr) sealing.emplace(key);
    const vr::SealKey* given = sealing.has_value() ? &*sealing : nullptr;
    return vr::Give(vr::ListRings(vr::PlatformFileSystem(), recovery_folder, given), json);
  });
}
