#include "diagnosis/job.h"

#include <algorithm>
#include <filesystem>

#include "diagnosis/listening.h"
#include "diagnosis/recording.h"
#include "diagnosis/scoring.h"

namespace vr::bench {
namespace {

constexpr uint64_t kCleanRow = 1;

// FNV-1a: which row of random numbers a title has.
uint64_t RowOf(const std::string& title) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (const char letter : title) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3u;
  return hash;
}

struct Played {
  Heard heard;
  std::string path;
};

Result<Played> Play(const Scene& scene, const Workshop& shop) {
  const Result<std::string> recorded = Record(scene, shop.folder, "talk");
  if (!recorded.ok()) return recorded.status();
  Result<Heard> heard = Listen(recorded.value());
  if (!heard.ok()) return heard.status();
  return Played{std::move(heard.value()), recorded.value()};
}

void Clear(const std::string& folder) {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    std::filesystem::remove_all(entry.path(), ignored);
  }
}

std::string WithForm(const Said& said) {
  return said.form.empty() ? said.id : said.id + "/" + said.form;
}

void Count(const Scene& scene, const Heard& heard, const CaptureScore& score, FaultTally* tally) {
  tally->seconds += scene.seconds;
  tally->matching += score.matching;
  tally->beside += score.beside;
  for (const size_t wrong : score.wrong) ++tally->wrong[WithForm(heard.said[wrong])];
  for (size_t i = 0; i < scene.labels.size(); ++i) {
    const LabelScore& label = score.labels[i];
    ++tally->instances;
    ++tally->by_form[scene.form].second;
    tally->sharp = tally->sharp || scene.labels[i].place == Place::kSharp;
    if (label.found) {
      ++tally->found;
      ++tally->by_form[scene.form].first;
    } else {
      const std::string& id = scene.labels[i].id;
      const std::string plain = id.substr(0, id.find('/'));
      if (heard.checked.count(plain) == 0 && heard.not_checkable.count(plain) != 0) ++tally->not_checkable;
    }
    if (label.start_error_s) tally->start_errors_ms.push_back(*label.start_error_s * 1000);
    if (label.delay_error_ms) tally->delay_errors_ms.push_back(*label.delay_error_ms);
  }
}

}  // namespace

Status RunFault(const Workshop& shop, size_t index, FaultTally* tally) {
  const std::string title = Title(*tally->kind, tally->strength);
  Dice dice = Dice::Of(Dice::Of(SeedOf(shop.seeds), RowOf(title)).Next(), index);
  Scene scene = MakeScene(*shop.voices, tally->kind->seconds, &dice);
  ChooseFaultForm(&scene, &dice);
  tally->kind->inject(&scene, ValueOf(*tally->kind, tally->strength), &dice);
  if (scene.labels.empty()) return Status::Ok();
  const Result<Played> played = Play(scene, shop);
  if (!played.ok()) return played.status();
  const Heard& heard = played.value().heard;
  const CaptureScore score = Score(scene.labels, heard.said, tally->kind->tolerance_s);
  Count(scene, heard, score, tally);
  const bool missed =
      std::any_of(score.labels.begin(), score.labels.end(), [](const LabelScore& label) { return !label.found; });
  Status kept;
  if (missed || !score.wrong.empty()) {
    kept = shop.keeper->Keep(title + " " + std::to_string(index), shop.folder, scene, heard.said, score);
  }
  Clear(shop.folder);
  return kept;
}

Status RunClean(const Workshop& shop, size_t index, CleanTally* tally) {
  Dice dice = Dice::Of(Dice::Of(SeedOf(shop.seeds), kCleanRow).Next(), index);
  Scene scene = MakeScene(*shop.voices, kCleanSeconds, &dice);
  ChooseCleanForm(&scene, &dice);
  const Result<Played> played = Play(scene, shop);
  if (!played.ok()) return played.status();
  const Heard& heard = played.value().heard;
  const CaptureScore score = Score({}, heard.said, 0);
  tally->seconds += scene.seconds;
  for (const size_t wrong : score.wrong) ++tally->wrong[WithForm(heard.said[wrong])];
  for (const std::string& id : heard.checked) ++tally->checked[id];
  Status kept;
  if (!score.wrong.empty())
    kept = shop.keeper->Keep("clean " + std::to_string(index), shop.folder, scene, heard.said, score);
  Clear(shop.folder);
  return kept;
}

}  // namespace vr::bench
