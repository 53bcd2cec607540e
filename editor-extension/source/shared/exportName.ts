import type { ExportOrder } from './captures';

/** How the file of an export is called: 'room_1.5-3s_lanes-0.wav'. */
export function exportName(file: string, order: ExportOrder): string {
  const { startSeconds, endSeconds, format } = order;
  const time = (seconds: number): string => seconds.toFixed(3).replace(/\.?0+$/, '');
  const range = endSeconds === undefined ? 'end' : `${time(endSeconds)}s`;
  const cut = startSeconds === undefined && endSeconds === undefined ? '' : `_${time(startSeconds ?? 0)}-${range}`;
  const lanes = order.lanes === undefined || format === 'zip' ? '' : `_lanes-${order.lanes.join('-')}`;
  return `${file.replace(/(.)\.[^.]*$/, '$1')}${cut}${lanes}.${format}`;
}
