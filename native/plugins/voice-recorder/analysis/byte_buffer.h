// Bytes of the C heap, so that the C door can give them away without a copy. One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>

namespace vr {

class ByteBuffer {
 public:
  ByteBuffer() = default;

  // Zeros. Empty, with ok() false, when there is no memory.
  static ByteBuffer Zeros(size_t size_bytes) {
    ByteBuffer buffer;
    // One byte more: malloc of nothing may give null, and a text finds its NUL there.
    buffer.data_.reset(static_cast<uint8_t*>(std::calloc(size_bytes + 1, 1)));
    buffer.size_bytes_ = buffer.ok() ? size_bytes : 0;
    return buffer;
  }

  bool ok() const { return data_ != nullptr; }
  uint8_t* data() { return data_.get(); }
  const uint8_t* data() const { return data_.get(); }
  size_t size_bytes() const { return size_bytes_; }
  // Whoever takes it calls free().
  uint8_t* Release() {
    size_bytes_ = 0;
    return data_.release();
  }

 private:
  struct Free {
    void operator()(uint8_t* data) const { std::free(data); }
  };

  std::unique_ptr<uint8_t, Free> data_;
  size_t size_bytes_ = 0;
};

}  // namespace vr
