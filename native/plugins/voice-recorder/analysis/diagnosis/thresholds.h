// Every threshold of the detectors, in one table: doc/diagnosis.md, "Thresholds", says the same, by test. Who changes
// one measures with `npm run bench:diagnosis`.
#pragma once

namespace vr::thresholds {

// Below this a cell of 10 ms is silence.
constexpr double kSilentDbfs = -60;

// ---- Levels, gaps, single samples and the sidecar ----

// DC offset: the mean of 10 s of samples, in percent of full scale, and the share from which it is an error.
constexpr double kDcPercent = 0.5;
constexpr double kDcErrorPercent = 5;
constexpr double kDcWindowSeconds = 10;
constexpr double kDcShortestSeconds = 1;  // of what is left at the end

// Speech stands out of its floor by so much, is at most so far below the loudest second, and is never below this.
constexpr double kSpeechAboveFloorDb = 10;
constexpr double kSpeechRangeDb = 20;
constexpr double kSpeechLeastDbfs = -70;

// Silence: of a lane that was open for at least so long; and exact zeros of so long in a lane that has a floor of noise
// above this level elsewhere.
constexpr double kSilenceShortestSeconds = 2;
constexpr double kLostFloorSeconds = 5;
constexpr double kLostFloorDbfs = -85;

// One-way: the speech of the side that is heard.
constexpr double kOneWaySpeechSeconds = 5;

// Low level: the active speech level (ITU-T P.56).
constexpr double kLowLevelDbfs = -38;
constexpr double kLowLevelErrorDbfs = -48;
constexpr double kLowLevelSpeechSeconds = 2;

// Level jump: the least change of what is loud and of what is quiet, less half of what these differ by, the seconds on
// each side, and how far what is loud stands over what is quiet.
constexpr double kJumpDb = 7;
constexpr double kJumpErrorDb = 18;
constexpr double kJumpSideSeconds = 4.4;
constexpr double kJumpRangeDb = 8;
// How far the octaves of what is quiet change apart: from here on it is another sound; up to here the same noise, where
// a smaller change is enough.
constexpr double kJumpOtherNoiseDb = 4.8;
constexpr double kJumpSameNoiseDb = 1.2;
constexpr double kJumpSameNoiseLeastDb = 6.5;
constexpr double kJumpSameNoiseApartDb = 8;
constexpr double kJumpUnlikeNoiseDb = 3;
constexpr double kJumpUnlikeNoiseTimes = 1.5;
// The least change where there are levels alone, and the least median of the changes of what is loud and of what is
// quiet.
constexpr double kJumpLevelsAloneDb = 9;
constexpr double kJumpMedianDb = 6;

// Clipping: cells that are clipped, unless one is flat and bends sharply at both ends; how near to each other, from
// which height on flat tops are looked for; what counts as speech for the share, and the share from which it is an
// error.
constexpr int kClippedCells = 3;
constexpr double kClippedGapSeconds = 10;
constexpr float kClippedLeastHeight = 0.03f;
constexpr double kClippedSpeechDbfs = -50;
constexpr double kClippedErrorPercent = 2;

// Dropouts. Zeros: the shortest run, the level on both sides, the longest run, and how far from zero the samples at its
// edges are, in units of the level there (geometric mean of both). The side of a run that is known by cells alone.
constexpr double kDropoutZerosMs = 4;
constexpr double kDropoutSideDbfs = -50;
constexpr double kDropoutLongestSeconds = 5;
constexpr double kDropoutEdge = 0.13;
constexpr double kDropoutPauseDbfs = -75;     // of one side, of a shorter run
constexpr double kDropoutPauseSeconds = 0.3;  // as long as pauses between words: the edges have to be clearer
constexpr double kDropoutPauseEdge = 0.3;
constexpr double kDropoutErrorSeconds = 0.06;
constexpr double kLostCellsSideDbfs = -40;
// Cuts: the level on both sides, each and their mean, the fall and the rise within milliseconds, the length, and what
// is inside: how even it is in time, how coloured, and by how much it is quieter or louder than the quietest of the
// lane; how long edges last that are at once, and how well the sound goes on behind: how unlike its spectrum is, and
// how like its waveform. Of both edges at once, or one where the level is so far off that of the line; less is enough
// where both edges are and the level is.
constexpr float kCutSideDbfs = -45;
constexpr float kCutMeanDbfs = -34;
constexpr float kCutDb = 20;
constexpr int kCutShortestMs = 14;
constexpr int kCutLongestMs = 600;
constexpr double kCutSpreadDb = 1.5;
constexpr double kCutColour = 0.3;
constexpr double kCutBelowFloorDb = 1.2;
constexpr double kCutOneEdgeUnlikeness = 1.8;
constexpr double kCutOneEdgeLikeness = 0.4;
constexpr double kCutAboveFloorDb = 1.2;
constexpr double kCutAboveFloorOneEdgeDb = 2;
constexpr double kCutEdgeMs = 1.25;
constexpr double kCutUnlikeness = 0.3;
constexpr double kCutLikeness = 0.7;
constexpr double kCutOffFloorDb = 0.9;
constexpr double kCutUnlikenessOfOther = 1.5;
constexpr double kCutLikenessOfOther = 0.6;
// Cuts by cells: the mean level of both sides, how far the levels of the cells inside are apart, and their samples in
// units of these; by how much they are quieter than the lane; how high each edge is, and both, where they are at once,
// and by how much the sound is quieter beside one than around it; from how many cells on a cut is long, and how well
// the sound goes on behind.
constexpr double kCutCellsMeanDbfs = -37;
constexpr double kCutCellsSpreadDb = 1.3;
constexpr double kCutCellsLeastCrest = 4.7;
constexpr double kCutCellsMostCrest = 8;
constexpr double kCutCellsBelowFloorDb = 1.5;
constexpr double kCutCellsQuietestShare = 0.005;
constexpr double kCutCellsQuietestDb = 0.4;
constexpr double kCutCellsEdgeDb = 8;
constexpr double kCutCellsEdgesDb = 40;
constexpr double kCutCellsBesideDb = 14;
constexpr size_t kCutCellsLong = 4;
constexpr double kCutCellsUnlikeness = 2.5;
constexpr double kCutCellsUnlikenessOfUnsure = 0.5;
constexpr double kCutCellsLikenessOfLong = 0.4;

// Fading repeats: the shortest, how far a sample may be from that of a period before, as a share of its level, by how
// much the sound is quieter at the end than before, and by how much it returns; how far a sample may be where the gain
// falls to nothing right where the sound returns, whatever it does else.
constexpr double kFadeShortestMs = 16;
constexpr double kFadeError = 0.03;
constexpr float kFadeDb = 4;
constexpr float kFadeReturnDb = 10;
constexpr double kFadeExactError = 0.01;
constexpr double kFadeReturnTimes = 3.2;  // of the power before that behind it, in 8 ms
// Of what went through AAC: the shortest, how loud the repeat is, in units of the period that it is of, the share of
// its power that is something else, also where levels are not known, and how far off these are, in dB, times the root
// of that share.
constexpr double kFadeShortestDecodedMs = 16.5;
constexpr double kFadeDecodedLeastGain = 0.8;
constexpr double kFadeDecodedMostGain = 1.05;
constexpr double kFadeDecodedRest = 0.01;
constexpr double kFadeDecodedRestAlone = 0.002;
constexpr double kFadeDecodedOff = 0.015;
constexpr double kFadeDecodedRiseTimes = 2;  // of the power of the 10 ms behind it, in the 10 ms after those

// Repeated blocks: how long what is equal must be, how loud it is, and from which length on the buffer is stuck.
constexpr double kRepeatShortestSeconds = 0.005;
constexpr double kRepeatLeastDbfs = -50;
constexpr double kStuckSeconds = 0.2;

// Channels: the correlation of the same sound, and of the same turned around; the sound that it takes; the likeness of
// levels that tells swapped sides, and over how many seconds.
constexpr double kChannelsAlike = 0.9995;
constexpr double kChannelsOpposite = 0.95;
constexpr double kChannelsSeconds = 1;
constexpr double kSwappedLikeness = 0.6;
constexpr double kSwappedSeconds = 5;

// The sidecar: blocks dropped, in percent, that are an error; clock drift; the deviation, in percent, from which on the
// declared rate is wrong.
constexpr double kDroppedErrorPercent = 1;
constexpr double kDriftPpm = 300;
constexpr double kDriftErrorPpm = 1000;
constexpr double kWrongRatePercent = 2;
// Gaps in a rhythm, of samples that are called faster than they are: how many it takes, the share of their distances
// that has to be near the usual one, and how near. Gaps of one source from this length on are missing audio.
constexpr int kSteadyGaps = 30;
constexpr double kSteadyShare = 0.8;
constexpr double kSteadyOff = 0.3;
constexpr double kMissingGapSeconds = 0.15;

// ---- The sound itself ----

// Clicks: how far the third difference of a sample stands over the largest ones within 46 ms, also of what went through
// AAC; its share of the energy of 3 ms; the least of them.
constexpr double kClickOverNearbyDb = 18;
constexpr double kClickOverNearbyLossyDb = 23;
constexpr double kClickCrest = 0.08;
constexpr double kClickJumpCrest = 0.6;
constexpr double kClickJumpOverNearbyDb = 9;
constexpr double kClickErrorDb = 26;
constexpr double kClickLowest = 0.002;

// Echo: delays that are searched; how far the likeness at one delay stands over that at all others; its return loss.
constexpr double kEchoLeastMs = 20;
constexpr double kEchoMostMs = 1000;
constexpr double kEchoScore = 9;
constexpr double kEchoScoreOfOneBlock = 12;  // more, divided by how many blocks were added up
constexpr double kEchoBestScore = 13.5;      // that one of its moments has at least
constexpr double kEchoErrorDb = 28;

// Howling: a tone's level, its height over neighbours and harmonics, how long it grows and by how much, or stays.
constexpr double kHowlDbfs = -45;
constexpr double kHowlErrorDbfs = -25;
constexpr double kHowlNeighboursDb = 10;
constexpr double kHowlHarmonicsDb = 15;
constexpr double kHowlGrowthDb = 6;
constexpr double kHowlGrowthSeconds = 0.3;
constexpr double kHowlSustainedSeconds = 1.2;

// Noise: its level in pauses; how long it lasts; how even it is in time, and how smooth in frequency.
constexpr double kNoiseDbfs = -46;
constexpr double kNoiseErrorDbfs = -35;
constexpr double kNoiseShortestSeconds = 2;
constexpr double kNoiseSpreadDb = 1.5;
constexpr double kNoiseRoughnessDb = 1.8;
constexpr double kNoiseAboveShare = 0.1;  // of its power that lies above 200 Hz

// Hum: the level of its lines together, their height over their surroundings, how steady they are.
constexpr double kHumDbfs = -56;
constexpr double kHumErrorDbfs = -40;
constexpr double kHumOverSurroundingsDb = 10;
constexpr double kHumSpreadDb = 5;
constexpr double kHumOffHz = 0.35;  // from a multiple of 50 or 60 Hz; for each harmonic a fifth more

// Narrow band: the level of speech that is judged; how much lower the band above the edge is.
constexpr double kNarrowSpeechDbfs = -50;
constexpr double kNarrowDropDb = 30;
constexpr double kNarrowWideDropDb = 22;

// Wrong rate: how far the speed that speech seems to have is off, in octaves, also where it is slow and less than this
// share of the band has anything in it, or more; how alike the two sides of half a lower rate are; the level of speech
// that is judged.
constexpr double kRateOctaves = 0.36;
constexpr double kRateOctavesEmptyTop = 0.27;
constexpr double kRateOctavesFullTop = 0.75;
constexpr double kRateFilledShare = 0.78;
constexpr double kRateFilledLeastShare = 0.35;
constexpr double kRateLeastTrebleDb = -32;        // of the third of an octave below 5.6 kHz, over the mean of all
constexpr double kRateMostFarShare = 0.2;         // of what tells the speed, further away than a voice has it
constexpr double kRateMostOctaves = 2;            // what is further away is no voice at any speed
constexpr double kRateVoicedLikeness = 0.4;       // of 40 ms to the most similar ones before: a pitch
constexpr double kRateVoicedShare = 0.2;          // of the sound that has one in any voice
constexpr double kRateOctavesOfOneWindow = 0.07;  // more, divided by how many windows of 4 s were averaged
constexpr double kImageLikeness = 0.55;
constexpr double kRateSpeechDbfs = -45;

// Robotic speech: the level of speech that is judged; the mean height of the lines of one packet rate in the spectrum
// of its envelope, times the root of how many there are.
constexpr double kRoboticSpeechDbfs = -50;
constexpr double kRoboticHeightDb = 6.5;
constexpr double kRoboticHeightOfOneDb = 6;  // more, divided by how many windows were averaged
constexpr double kRoboticBestDb = 9.2;       // that one of its moments has at least
constexpr double kRoboticErrorDb = 12;
// Blocks that are played again: how many of them, how far apart at most, and from which rate on it is an error.
constexpr int kRepeatedPackets = 5;
constexpr double kRepeatedPacketsApartSeconds = 0.15;
constexpr double kRepeatedPacketsErrorHz = 20;
// Packets that a decoder filled in: the logarithm of how much likelier it is that some of a row were, and their share,
// in percent, from which on it is an error.
constexpr double kConcealedScore = 6;
constexpr double kConcealedErrorPercent = 20;

}  // namespace vr::thresholds
