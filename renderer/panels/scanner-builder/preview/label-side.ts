/** Where a label beside a line stands, in px of the plot. */
interface LabelSpace {
  /** The line that the label is of. */
  readonly x: number;
  /** Another line, which the label must not cross. */
  readonly other: number;
  readonly left: number;
  readonly right: number;
  readonly room: number;
}

/** The side of its line on which a label has room: the right one where both have, or neither. */
export function labelSide({ x, other, left, right, room }: LabelSpace): 'left' | 'right' {
  const isFree = (from: number, to: number) => from >= left && to <= right && !(other > from && other < to);
  return !isFree(x, x + room) && isFree(x - room, x) ? 'left' : 'right';
}
