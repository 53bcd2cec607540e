#include "analysis/door/translate.h"

#include "analysis/door/last_error.h"

namespace vr {
namespace {

vra_result GiveCopy(const void* data, size_t size_bytes, vra_buffer* to) {
  ByteBuffer copy = ByteBuffer::Zeros(size_bytes);
  if (!copy.ok()) return NoMemory();
  if (size_bytes > 0) std::memcpy(copy.data(), data, size_bytes);
  return Give(std::move(copy), to);
}

}  // namespace

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
  return text.ok() ? GiveCopy(text.value().data(), text.value().size(), to) : Answer(text.status());
}

vra_result Give(const Result<std::vector<uint8_t>>& bytes, vra_buffer* to) {
  return bytes.ok() ? GiveCopy(bytes.value().data(), bytes.value().size(), to) : Answer(bytes.status());
}

}  // namespace vr
