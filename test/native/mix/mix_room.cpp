#include "mix_room.h"

#include <algorithm>
#include <memory>

namespace vr::test {

void Recording::OnMixedFrames(int64_t first_frame, const int16_t* samples, int count) {
  EXPECT_EQ(first_frame, frames()) << "the mix is contiguous";
  for (const int of_track : track_frames_) EXPECT_EQ(of_track, count) << "a track's cell is as long as that of the mix";
  track_frames_.clear();
  mix.insert(mix.end(), samples, samples + static_cast<int64_t>(count) * channels);
}

void Recording::OnFeature(SourceId source, int64_t cell, FeatureWord word) {
  auto& track = cells[source];
  const bool in_order = track.empty() || cell > track.rbegin()->first;
  EXPECT_TRUE(in_order) << "cell " << cell << " of source " << source;
  EXPECT_TRUE(source == 0 || cells[0].count(cell) == 0) << "a source's cell comes before that of the mix";
  track[cell] = UnpackFeature(word);
}

void Recording::OnTrackFrames(SourceId source, int64_t first_frame, const int16_t* samples, int count) {
  EXPECT_EQ(first_frame, frames()) << "a track's cell comes before that of the mix";
  track_frames_.push_back(count);
  auto& parts = tracks[source];
  const auto end_of = [this](const TrackPart& part) {
    return part.first_frame + static_cast<int64_t>(part.samples.size()) / track_channels;
  };
  if (parts.empty() || end_of(parts.back()) != first_frame) parts.push_back({first_frame, {}});
  auto& to = parts.back().samples;
  to.insert(to.end(), samples, samples + static_cast<int64_t>(count) * track_channels);
}

void Recording::OnLoudness(SourceId source, int64_t block, double lufs) {
  EXPECT_EQ(loudness[source].count(block), 0u) << "block " << block << " of source " << source;
  EXPECT_EQ(cells.at(0).rbegin()->first, block * kCellsPerLoudnessBlock + 9) << "told with its last cell";
  EXPECT_TRUE(source == 0 || loudness[0].count(block) == 0) << "a source's block comes before that of the mix";
  loudness[source][block] = lufs;
}

std::vector<int16_t> Recording::TrackOf(SourceId source) const {
  std::vector<int16_t> whole(mix.size() / static_cast<size_t>(channels) * static_cast<size_t>(track_channels));
  for (const TrackPart& part : tracks.at(source)) {
    std::copy(part.samples.begin(), part.samples.end(), whole.begin() + part.first_frame * track_channels);
  }
  return whole;
}

std::vector<int16_t> Recording::Channel(int channel) const {
  std::vector<int16_t> one;
  for (size_t i = static_cast<size_t>(channel); i < mix.size(); i += static_cast<size_t>(channels)) {
    one.push_back(mix[i]);
  }
  return one;
}

std::vector<MixMarker> Recording::MarkersOf(MixMarkerKind kind) const {
  std::vector<MixMarker> found;
  std::copy_if(markers.begin(), markers.end(), std::back_inserter(found),
               [kind](const MixMarker& marker) { return marker.kind == kind; });
  return found;
}

void Room::Add(const Voice& voice) {
  mixer_.AddSource(voice.id, voice.kind);
  Delivery delivery;
  delivery.voice = voice;
  deliveries_.push_back(std::move(delivery));
}

void Room::AddWithTrack(const Voice& voice) {
  Add(voice);
  mixer_.SetOwnTrack(voice.id, true);
}

void Room::Send(const Voice& voice, int64_t frame, double begin_s, double arrived_s) {
  const double frame_s = 1 / (voice.format.sample_rate_hz * (1 + voice.ppm * 1e-6));
  std::vector<int16_t> pcm;
  std::vector<float> floats;
  for (int i = 0; i < voice.block_frames; ++i) {
    const double at_s = voice.begin_s + static_cast<double>(frame + i) * frame_s;
    for (int channel = 0; channel < voice.format.channels; ++channel) {
      const double value = voice.sound(at_s, channel);
      if (voice.format.sample_format == SampleFormat::kInt16) {
        pcm.push_back(static_cast<int16_t>(std::lround(value)));
      } else {
        floats.push_back(static_cast<float>(value / 32768));
      }
    }
  }
  SourceBlock block;
  block.samples = pcm.empty() ? static_cast<const void*>(floats.data()) : pcm.data();
  block.frames = voice.block_frames;
  block.format = voice.format;
  block.has_capture_time = voice.captured;
  block.time_ns = AtNs(voice.captured ? begin_s + voice.capture_error_s(begin_s) : arrived_s);
  block.taken_ns = AtNs(static_cast<double>(steps_) * 0.01);
  mixer_.Deliver(voice.id, block);
}

void Room::Deliver(Delivery* from) {
  const Voice& voice = from->voice;
  const double rate = voice.format.sample_rate_hz * (1 + voice.ppm * 1e-6);
  for (;;) {
    const double begin_s = voice.begin_s + static_cast<double>(from->next_frame) / rate;
    if (begin_s >= voice.end_s - 1e-9) return;
    if (!from->arrives_s) {
      const double end_s = begin_s + voice.block_frames / rate;
      from->arrives_s = std::max(from->arrived_s, end_s + voice.delay_s(begin_s));
    }
    if (*from->arrives_s > static_cast<double>(steps_) * 0.01) return;
    if (!voice.lost(begin_s)) Send(voice, from->next_frame, begin_s, *from->arrives_s);
    from->arrived_s = *from->arrives_s;
    from->arrives_s.reset();
    from->next_frame += voice.block_frames;
  }
}

void Room::Run(double until_s) {
  for (; static_cast<double>(steps_) * 0.01 < until_s - 1e-9; ++steps_) {
    for (Delivery& delivery : deliveries_) Deliver(&delivery);
    mixer_.MixUntil(AtNs(static_cast<double>(steps_) * 0.01 - kMixDelayS), heard_);
  }
}

void Room::Finish(double end_s) {
  Run(end_s);
  for (; static_cast<double>(steps_) * 0.01 < end_s + kMixDelayS; ++steps_) {
    for (Delivery& delivery : deliveries_) Deliver(&delivery);
    mixer_.MixUntil(AtNs(std::min(end_s, static_cast<double>(steps_) * 0.01 - kMixDelayS)), heard_);
  }
  mixer_.Finish(AtNs(end_s), heard_);
}

MixSourceStats Room::StatsOf(SourceId id) const {
  MixSourceStats stats;
  EXPECT_TRUE(mixer_.GetSourceStats(id, &stats));
  return stats;
}

MixerConfig Output(int sample_rate_hz, int channels, Layout layout) {
  MixerConfig config;
  config.sample_rate_hz = sample_rate_hz;
  config.channels = channels;
  config.layout = layout;
  config.start_ns = kStartNs;
  return config;
}

}  // namespace vr::test
