// A value in memory that forked processes share.
#pragma once

#include <sys/mman.h>

#include <new>

namespace vr_torture {

template <typename Value>
class Shared {
 public:
  Shared() {
    void* memory = ::mmap(nullptr, sizeof(Value), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    value_ = new (memory) Value;
  }
  ~Shared() { ::munmap(value_, sizeof(Value)); }
  Shared(const Shared&) = delete;
  Shared& operator=(const Shared&) = delete;

  Value* operator->() { return value_; }
  Value& operator*() { return *value_; }
  void Renew() { *value_ = Value(); }

 private:
  Value* value_;
};

}  // namespace vr_torture
