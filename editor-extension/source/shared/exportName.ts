import type { ExportOrder } from './captures';

/** How the file of an export is called: 'room_1.5-3s_lanes-0.wav'. */
export function exportName(file: string, order: ExportOrder): string {
  const { startSeconds, endSeconds, format } = order;
  const time = (seconds: number): string => seconds.toFixed(3).replace(/\.?0+$/, '');
  const range = endSeconds === undefined ? 'end' : `${time(endSeconds)}s`;
  const cut = startSeconds === undefined && endSeconds === undefined ? '' : `_${time(startSeconds ?? 0)}-${range}`;
  const lanes =
    order.lanes === undefined || format === 'zip' || format === 'html' ? '' : `_lanes-${order.lanes.join('-')}`;
  return `${stemOf(file)}${cut}${lanes}.${format}`;
}

/** What is made of an unfinished capture, 'room.part-2.wav', is finished: its name must not say otherwise. */
export function stemOf(file: string): string {
  return file.replace(/(.)(\.part(-\d+)?)?\.[^.]*$/, '$1');
}
