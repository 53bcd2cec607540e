#include "recorder/log_json.h"

#include <algorithm>

#include "cycle/slot_format.h"
#include "recorder/capture_log.h"
#include "recorder/json_fields.h"

namespace vr {
namespace {

SourceId IdOf(const Json& json) {
  return static_cast<SourceId>(std::max<int64_t>(0, IntegerOf(json, "id")));
}

int64_t FrameOf(const Json& json, const char* key) {
  const int64_t frame = IntegerOf(json, key, -1);
  return frame > kMostFrame ? -1 : frame;
}

void ReplaySource(const Json& json, CaptureLog* log, const LogWindow& window) {
  SourceRecord source;
  source.id = IdOf(json);
  source.kind = static_cast<SourceKind>(std::clamp<int64_t>(IntegerOf(json, "kind"), 0, 2));
  source.user_id = TextOf(json, "user");
  source.label = TextOf(json, "label");
  const std::vector<SourceId> known = log->sources();
  if (source.id == 0) return;
  const int64_t closed = FrameOf(json, "closed");
  const bool excluded = FlagOf(json, "excluded");
  const bool is_new = std::find(known.begin(), known.end(), source.id) == known.end();
  if (is_new && FrameOf(json, "opened") >= window.end_frame) return;
  if (is_new || (closed < 0 && !excluded)) log->AddSource(source, std::max<int64_t>(0, FrameOf(json, "opened")));
  if (excluded) return log->ExcludeSource(source.id, std::max<int64_t>(0, closed), false);
  if (closed >= 0) log->CloseSource(source.id, closed);
}

void ReplayMarker(const Json& json, CaptureLog* log, const LogWindow& window) {
  CaptureMarker marker;
  marker.frame = FrameOf(json, "frame");
  marker.label = TextOf(json, "label");
  marker.source = TextOf(json, "source");
  marker.data_json = TextOf(json, "data");
  marker.from_game = FlagOf(json, "game");
  if (marker.frame <= window.end_frame) log->AddMarker(std::move(marker));
}

bool ReplayFeatures(const std::string& body, CaptureLog* log, const LogWindow& window) {
  const int64_t last_cell = (window.end_frame - 1) / log->frames_per_cell();
  return FeatureBatch::Read(
      body,
      [&](SourceId source, int64_t cell, FeatureWord word) {
        if (cell <= last_cell) log->OnFeature(source, cell, word);
      },
      [&](SourceId source, int64_t block, double lufs) {
        if (block <= last_cell / FeatureBatch::kCells) log->OnLoudness(source, block, lufs);
      });
}

}  // namespace

std::string SourceJson(const SourceRecord& source, int64_t opened_frame, int64_t closed_frame, bool excluded) {
  return DumpJson({{"id", source.id},
                   {"kind", static_cast<int>(source.kind)},
                   {"user", source.user_id},
                   {"label", source.label},
                   {"opened", opened_frame},
                   {"closed", closed_frame},
                   {"excluded", excluded}});
}

std::string SourceFrameJson(SourceId id, int64_t frame) {
  return DumpJson({{"id", id}, {"frame", frame}});
}

std::string ExcludedJson(SourceId id, int64_t frame, bool past) {
  return DumpJson({{"id", id}, {"frame", frame}, {"past", past}});
}

std::string GapJson(SourceId id, const CaptureGap& gap) {
  return DumpJson({{"id", id}, {"first", gap.first_frame}, {"frames", gap.frames}});
}

std::string FormatJson(SourceId id, int64_t frame, const StreamFormat& format) {
  return DumpJson({{"id", id}, {"frame", frame}, {"sampleRate", format.sample_rate_hz}, {"channels", format.channels}});
}

std::string CountersJson(SourceId id, const SourceCounters& counters) {
  return DumpJson({{"id", id},
                   {"taken", counters.taken},
                   {"dropped", counters.dropped},
                   {"late", counters.late},
                   {"driftPpm", counters.drift_ppm}});
}

std::string MarkerRecordJson(const CaptureMarker& marker) {
  return DumpJson({{"frame", marker.frame},
                   {"label", marker.label},
                   {"source", marker.source},
                   {"data", marker.data_json},
                   {"game", marker.from_game}});
}

std::string StatisticsRecordJson(const CaptureStatistics& statistics) {
  return DumpJson({{"frame", statistics.frame}, {"data", statistics.data_json}});
}

bool ReplayRecord(const LogRecord& record, CaptureLog* log, const LogWindow& window) {
  if (record.type == LogType::kFeatures) return ReplayFeatures(record.body, log, window);
  const Json json = ParseObject(record.body);
  if (json.is_discarded()) return false;
  switch (record.type) {
    case LogType::kSource:
      ReplaySource(json, log, window);
      return true;
    case LogType::kSourceClosed:
      log->CloseSource(IdOf(json), std::max<int64_t>(0, FrameOf(json, "frame")));
      return true;
    case LogType::kExcluded: {
      const bool past = FlagOf(json, "past") && window.sources.count(IdOf(json)) == 0;
      log->ExcludeSource(IdOf(json), std::max<int64_t>(0, FrameOf(json, "frame")), past);
      return true;
    }
    case LogType::kGap: {
      const CaptureGap gap{FrameOf(json, "first"), FrameOf(json, "frames")};
      if (gap.first_frame >= 0 && gap.first_frame < window.end_frame && gap.frames > 0) log->OnGap(IdOf(json), gap);
      return true;
    }
    case LogType::kFormat: {
      StreamFormat format;
      format.sample_rate_hz = static_cast<int>(std::clamp<int64_t>(IntegerOf(json, "sampleRate"), 0, 1'000'000));
      format.channels = static_cast<int>(std::clamp<int64_t>(IntegerOf(json, "channels"), 0, 64));
      const int64_t frame = std::max<int64_t>(0, FrameOf(json, "frame"));
      if (frame < window.end_frame) log->OnFormat(IdOf(json), frame, format);
      return true;
    }
    case LogType::kCounters: {
      SourceCounters counters;
      counters.taken = static_cast<uint64_t>(std::max<int64_t>(0, IntegerOf(json, "taken")));
      counters.dropped = static_cast<uint64_t>(std::max<int64_t>(0, IntegerOf(json, "dropped")));
      counters.late = static_cast<uint64_t>(std::max<int64_t>(0, IntegerOf(json, "late")));
      counters.drift_ppm = NumberOf(json, "driftPpm");
      log->SetCounters(IdOf(json), counters);
      return true;
    }
    case LogType::kMarker:
      ReplayMarker(json, log, window);
      return true;
    case LogType::kStatistics: {
      const int64_t frame = FrameOf(json, "frame");
      if (frame <= window.end_frame) log->AddStatistics({frame, TextOf(json, "data")});
      return true;
    }
    case LogType::kAbout:
      log->SetAbout(record.body);
      return true;
    default:
      return false;
  }
}

}  // namespace vr
