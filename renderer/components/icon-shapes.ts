/** One SVG element of an icon: its tag and its attributes, in SVG's own spelling. */
export interface IconPart {
  readonly tag: 'circle' | 'path' | 'rect';
  readonly attributes: Readonly<Record<string, string>>;
}

const line = (d: string, width = '1.4'): IconPart => ({
  tag: 'path',
  attributes: { d, fill: 'none', stroke: 'currentColor', 'stroke-width': width },
});
const solid = (d: string): IconPart => ({ tag: 'path', attributes: { d, fill: 'currentColor' } });
const ring = (cx: number, cy: number, r: number, width = '1.5'): IconPart => ({
  tag: 'circle',
  attributes: {
    cx: `${cx}`,
    cy: `${cy}`,
    r: `${r}`,
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': width,
  },
});
const body = (attributes: Readonly<Record<string, string>>): IconPart => ({
  tag: 'rect',
  attributes: { x: '2.4', y: '5.2', width: '7.2', height: '5.2', rx: '1', ...attributes },
});

/** Icons drawn on a 12 × 12 grid, in the colour of the text around them: as data, for React and for grid cells alike. */
export const ICON_SHAPES = {
  registered: [ring(6, 6, 4)],
  screening: [ring(6, 6, 4), solid('M6 2a4 4 0 0 1 4 4H6z')],
  loading: [line('M6 2a4 4 0 1 1-4 4', '1.5')],
  promoted: [solid('M6 2.2 10.4 10H1.6z')],
  error: [line('m3 3 6 6m0-6-6 6', '1.8')],
  stale: [ring(6, 6, 4.2, '1.4'), line('M6 3.6V6l1.6 1.2', '1.2')],
  halted: [solid('M3 2h2.2v8H3zm3.8 0H9v8H6.8z')],
  lock: [line('M3.8 5.4V4a2.2 2.2 0 0 1 4.4 0v1.4'), body({ fill: 'currentColor' })],
  unlock: [
    line('M3.8 5.4V4a2.2 2.2 0 0 1 4.2-.9'),
    body({ fill: 'none', stroke: 'currentColor', 'stroke-width': '1' }),
  ],
  remove: [line('M2.5 3.5h7m-5.2 0V2.2h3.4v1.3m-4.2 0 .4 6.3h4.2l.4-6.3', '1')],
  demote: [line('M6 9.8 1.6 2h8.8z', '1.2')],
  pause: [solid('M3 2h2v8H3zm4 0h2v8H7z')],
  play: [solid('M3 1.8 10 6l-7 4.2z')],
  search: [ring(5, 5, 3.2, '1.3'), line('m7.4 7.4 3 3', '1.3')],
  warning: [line('M6 1.4 11 10.4H1zM6 4.6v3m0 1v1', '1.1')],
  dot: [{ tag: 'circle', attributes: { cx: '6', cy: '6', r: '3', fill: 'currentColor' } }],
  close: [line('m3 3 6 6m0-6-6 6', '1.3')],
  chart: [line('M3.5 1.5v9m0-7.2h-1v4h2v-4zm5-1.8v9m0-6.4h-1v4h2v-4z', '1')],
  copy: [line('M4.2 4.2h6v6h-6zM2 7.8v-6h6', '1.1')],
  columns: [line('M1.6 2h8.8v8H1.6zM4.6 2v8m2.8-8v8', '1.1')],
  freeze: [line('M6 1v10M1.7 3.5l8.6 5m0-5-8.6 5M4.6 1.6 6 2.8l1.4-1.2m-2.8 8.8L6 9.2l1.4 1.2', '1')],
  mute: [line('M1.5 6S3.3 3 6 3s4.5 3 4.5 3S8.7 9 6 9 1.5 6 1.5 6zm.7-4.3 7.6 8.6', '1.1')],
  scanner: [ring(6, 6, 4.3, '1.1'), ring(6, 6, 1.6, '1.1'), line('M6 6 9 3', '1.1')],
  only: [line('M1.5 3h9M3.4 6h5.2M5 9h2', '1.2')],
  buy: [line('M6 10V2.4M2.8 5.4 6 2.2l3.2 3.2', '1.3')],
  sell: [line('M6 2v7.6M2.8 6.6 6 9.8l3.2-3.2', '1.3')],
  tick: [line('m2.4 6.4 2.4 2.4 4.8-5.4', '1.4')],
  reset: [line('M2.6 3.4A4.3 4.3 0 1 1 1.7 6.6M2.4 1.2v2.6H5', '1.2')],
} as const satisfies Record<string, readonly IconPart[]>;

export type IconName = keyof typeof ICON_SHAPES;
