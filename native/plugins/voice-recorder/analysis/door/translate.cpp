#include "analysis/door/translate.h"

#include "analysis/door/last_error.h"

namespace vr {

Progress ProgressOf(const vra_progress* progress) {
  if (progress == nullptr || progress->call == nullptr) return {};
  return [listener = *progress](double done) { return listener.call(listener.user, done) == 0; };
}

vra_result Give(Result<ByteBuffer> bytes, vra_buffer* to) {
  if (!bytes.ok()) return Answer(bytes.status());
  to->size_bytes = bytes.value().size_bytes();
  to->data = bytes.value().Release();
  return Answer(Status::Ok());
}

vra_result Give(const Result<std::string>& text, vra_buffer* to) {
  if (!text.ok()) return Answer(text.status());
  ByteBuffer bytes = ByteBuffer::Zeros(text.value().size());
  if (!bytes.ok()) return NoMemory();
  std::memcpy(bytes.data(), text.value().data(), text.value().size());
  return Give(std::move(bytes), to);
}

}  // namespace vr
