#include "analysis/diagnosis/texts.h"

#include "analysis/diagnosis/fault_texts.h"

namespace vr {
namespace {

constexpr TextEntry kWhys[] = {
    {"no-audio", "There is no audio of its own that can be decoded here.", "没有可在此解码的单独音频。"},
    {"too-short", "It is too short, or muted almost all the time.", "录音过短，或几乎全程静音。"},
    {"little-speech", "There is too little speech in it.", "其中的语音太少。"},
    {"little-sound", "There is too little sound in it.", "其中的声音太少。"},
    {"no-sides", "The two sides of the talk are not told apart.", "未区分通话的双方。"},
    {"no-two-channels", "It does not have two channels.", "不是双声道。"},
    {"no-sidecar", "There is no sidecar.", "没有附属文件。"},
    {"no-sources", "The sidecar tells of no source.", "附属文件中没有音源。"},
    {"no-drift", "The clock of this source was not measured.", "未测量该音源的时钟。"},
    {"sides-not-apart", "The local and the remote side are not kept apart here: record with separate or split tracks.",
     "此处本地与远端没有分开：请以 separate 或 split 方式录制。"},
    {"low-rate", "The sample rate promises no more than a telephone.", "采样率本身只够电话音质。"},
};

Wording Of(const TextEntry& entry) {
  return {entry.en, entry.zh};
}

const FaultTexts* const kFamilies[] = {&kLevelTexts, &kSoundTexts};

}  // namespace

Wording FaultName(const std::string& id) {
  for (const FaultTexts* texts : kFamilies) {
    for (const TextEntry& entry : texts->names) {
      if (id == entry.id) return Of(entry);
    }
  }
  return {id, id};
}

Wording SentencePattern(const std::string& id, const std::string& form) {
  const std::string wanted = form.empty() ? id : id + "/" + form;
  for (const FaultTexts* texts : kFamilies) {
    for (const TextEntry& entry : texts->sentences) {
      if (wanted == entry.id) return Of(entry);
    }
  }
  return form.empty() ? Wording{"{who}: {value} {at}.", "{who}：{at}，{value}。"} : SentencePattern(id, "");
}

std::vector<Wording> CausesOf(const std::string& id) {
  std::vector<Wording> causes;
  for (const FaultTexts* texts : kFamilies) {
    for (const TextEntry& entry : texts->causes) {
      if (id == entry.id) causes.push_back(Of(entry));
    }
  }
  return causes;
}

Wording WhyNotCheckable(const std::string& why) {
  for (const TextEntry& entry : kWhys) {
    if (why == entry.id) return Of(entry);
  }
  return {why, why};
}

}  // namespace vr
