type Channels = readonly [red: number, green: number, blue: number];

/** The colour with an opacity of 0 to 1; a text that is no `#rgb` or `#rrggbb` is given back as it is. */
export function withAlpha(colour: string, alpha: number): string {
  const channels = hexChannels(colour);
  return channels === undefined ? colour : `rgba(${channels.join(', ')}, ${alpha})`;
}

/** `share` of the colour laid on the ground, opaque: what a tint of it looks like there. */
export function tint(colour: string, ground: string, share: number): string {
  const top = hexChannels(colour);
  const below = hexChannels(ground);
  if (top === undefined || below === undefined) return ground;
  const mixed = top.map((value, i) => Math.round(value * share + (below[i] ?? 0) * (1 - share)));
  return `rgb(${mixed.join(', ')})`;
}

function hexChannels(colour: string): Channels | undefined {
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(colour);
  const digits =
    short === null
      ? /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(colour)?.slice(1)
      : short.slice(1).map((digit) => digit + digit);
  const [red, green, blue] = (digits ?? []).map((pair) => Number.parseInt(pair, 16));
  return red === undefined || green === undefined || blue === undefined ? undefined : [red, green, blue];
}
