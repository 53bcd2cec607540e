// Stands in for the engine's bus: a listener has one callback and hears what is sent while it lives.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <functional>

namespace cc::plugin {

enum class BusType { SCRIPT_ENGINE, OTHER };
enum class ScriptEngineEvent { POST_INIT, OTHER };

class Listener {
 public:
  explicit Listener(BusType type);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  template <typename Callback>
  void receive(Callback callback) {
    if (callback_) {
      std::fputs("a listener was given a second callback\n", stderr);
      std::abort();
    }
    callback_ = callback;
  }
  void Hear(BusType type, ScriptEngineEvent event) const {
    if (type == type_ && callback_) callback_(event);
  }

 private:
  BusType type_;
  std::function<void(ScriptEngineEvent)> callback_;
};

void send(BusType type, ScriptEngineEvent event);

}  // namespace cc::plugin
