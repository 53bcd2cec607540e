// The recorders that scripts have made. Those with a name outlive the script engine, which the engine makes anew on a
// restart of the game; the others end with it. Any thread.
#ifndef VR_BRIDGES_COCOS_LIVE_RECORDERS_H_
#define VR_BRIDGES_COCOS_LIVE_RECORDERS_H_

#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "voice_recorder.h"

namespace vr_cocos {

constexpr size_t kMostNameBytes = 256;

// What a script asked for when it opened a source.
struct SourceWish {
  int kind = VR_SOURCE_LOCAL;
  std::string user_id;
  std::string label;
  bool is_tone = false;
  double frequency_hz = 0;
  double level_dbfs = 0;

  bool operator==(const SourceWish& other) const;
};

class LiveRecorders {
 public:
  void Add(vr_recorder recorder);
  // NULL, or why it cannot have this name; *status is then what to answer.
  const char* SetName(vr_recorder recorder, const std::string& name, vr_status* status);
  // 0: none that lives has this name.
  vr_recorder Named(const std::string& name);
  // The same, and from here on its open sources belong to nobody until they are claimed.
  vr_recorder Adopt(const std::string& name);

  // A source that belongs to nobody and was opened like this; 0: there is none.
  vr_source Claim(vr_recorder recorder, const SourceWish& wish);
  void AddSource(vr_recorder recorder, vr_source source, const SourceWish& wish);
  void ForgetSource(vr_source source);

  // Whether it was one of them; from here on it is none.
  bool Remove(vr_recorder recorder);
  std::vector<vr_recorder> RemoveAll(bool named_too);

 private:
  struct Source {
    vr_source source;
    SourceWish wish;
    bool is_claimed;
  };
  struct Recorder {
    std::string name;
    std::vector<Source> sources;
  };

  vr_recorder FindNamed(const std::string& name);

  std::mutex mutex_;
  std::map<vr_recorder, Recorder> recorders_;
};

LiveRecorders& TheRecorders();

}  // namespace vr_cocos

#endif  // VR_BRIDGES_COCOS_LIVE_RECORDERS_H_
