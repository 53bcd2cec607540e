const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** "20 B", "164.8 MiB": a size in powers of 1024, the same in the terminal and the page. `tenths` writes one decimal. */
export function sizeText(bytes: number, tenths = (value: number): string => value.toFixed(1)): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : tenths(value)} ${UNITS[unit] ?? ''}`;
}
