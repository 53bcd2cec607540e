export type ReportLanguage = 'en' | 'zh';

/** What a report says, by language. */
export interface ReportTexts {
  title: string;
  file: string;
  started: string;
  duration: string;
  format: string;
  reason: string;
  room: string;
  user: string;
  build: string;
  origin: string;
  note: string;
  encrypted: string;
  lanes: string;
  levels: string;
  source: string;
  peak: string;
  rms: string;
  loudness: string;
  gaps: string;
  dropped: string;
  markers: string;
  time: string;
  label: string;
  data: string;
  missing: string;
  problems: string;
  seconds: string;
  mix: string;
  local: string;
  remote: string;
  remoteMix: string;
  channel: string;
  hashed: string;
  onlyOpen: string;
}

export const REPORT_TEXTS: Record<ReportLanguage, ReportTexts> = {
  en: {
    title: 'Report of a voice capture',
    file: 'File',
    started: 'Started',
    duration: 'Length',
    format: 'Format',
    reason: 'Reason',
    room: 'Room',
    user: 'User',
    build: 'Build',
    origin: 'Made by',
    note: 'Note',
    encrypted: 'Encrypted',
    lanes: 'Waveforms',
    levels: 'Levels',
    source: 'Source',
    peak: 'Peak, dBFS',
    rms: 'RMS, dBFS',
    loudness: 'Loudness, LUFS',
    gaps: 'Gaps, s',
    dropped: 'Blocks dropped',
    markers: 'Markers',
    time: 'Time, s',
    label: 'Label',
    data: 'Data',
    missing: 'Missing',
    problems: 'Problems',
    seconds: 's',
    mix: 'Mix',
    local: 'Local',
    remote: 'Remote',
    remoteMix: 'Remote mix',
    channel: 'Channel',
    hashed: 'User ids were replaced by hashes of them.',
    onlyOpen: 'This capture is encrypted. The report tells what stands in the open.',
  },
  zh: {
    title: '语音录音报告',
    file: '文件',
    started: '开始时间',
    duration: '时长',
    format: '格式',
    reason: '原因',
    room: '房间',
    user: '用户',
    build: '构建',
    origin: '来源',
    note: '备注',
    encrypted: '已加密',
    lanes: '波形',
    levels: '电平',
    source: '音源',
    peak: '峰值，dBFS',
    rms: '有效值，dBFS',
    loudness: '响度，LUFS',
    gaps: '断流，秒',
    dropped: '丢弃的音频块',
    markers: '标记',
    time: '时间，秒',
    label: '名称',
    data: '数据',
    missing: '缺失',
    problems: '问题',
    seconds: '秒',
    mix: '混音',
    local: '本地',
    remote: '远端',
    remoteMix: '远端混音',
    channel: '声道',
    hashed: '用户 ID 已替换为其哈希值。',
    onlyOpen: '此录音已加密，报告只包含未加密的信息。',
  },
};
