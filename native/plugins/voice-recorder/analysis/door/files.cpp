// The door's calls that give or make files.
#include "analysis/adts_index_file.h"
#include "analysis/door/guarded.h"
#include "analysis/door/handle.h"
#include "analysis/door/translate.h"

using vr::Guarded;
using vr::Refuse;

vra_result vra_adts_index(vra_capture* capture, uint32_t file, vra_buffer* index) {
  return Guarded([=] {
    if (capture == nullptr) return Refuse(vr::kNoCapture);
    if (index == nullptr) return Refuse("index must point to a vra_buffer, got NULL");
    return vr::Give(vr::MakeAdtsIndexFile(*capture->capture, file), index);
  });
}
