import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import type { ComparisonOperator } from '../../../../shared/rules/syntax.ts';
import type { DraftCondition } from '../../../../shared/session/scanner-draft.ts';
import { ruleNumber, tickWords, valueWords } from '../../../format/measured.ts';
import { formatCount } from '../../../format/numbers.ts';
import { type Histogram, histogramOf, keyStep, onRaster, passing, passingWord } from './histogram.ts';
import { labelSide } from './label-side.ts';
import { measureWords } from './measure-words.ts';
import { useSize } from './use-size.ts';
import type { Threshold } from './use-threshold.ts';

interface HistogramPlotProps {
  /** Every known value, ascending. */
  readonly known: Float64Array;
  readonly condition: DraftCondition;
  readonly threshold: Threshold;
  /** The saved rule's threshold, where it is another. */
  readonly saved: DraftCondition | undefined;
}

/** Room in CSS px: for the words of the lines above, for the axis below, and at both sides. */
const [ABOVE, BELOW, SIDE] = [52, 28, 16];
/** Narrower bars cannot be told apart. */
const LEAST_BAR = 8;
/** More say nothing more of a few hundred symbols. */
const MOST_BARS = 96;

/** Symbols by value; the bars that pass are blue, and the line can be dragged or moved by keys. */
export function HistogramPlot({ known, condition, threshold, saved }: HistogramPlotProps) {
  const [attach, { width, height }] = useSize();
  const [held, setHeld] = useState<Histogram | null>(null);
  const bars = Math.max(8, Math.min(MOST_BARS, Math.floor((width - 2 * SIDE) / LEAST_BAR)));
  const savedAt = saved?.threshold;
  const made = useMemo(
    () => histogramOf(known, [threshold.value, ...(savedAt === undefined ? [] : [savedAt])], bars),
    [known, threshold.value, savedAt, bars],
  );
  // While the line is held, the ground under it stands still.
  const shown = held ?? made;
  const plotHeight = height - ABOVE - BELOW;
  const isDrawn = shown !== undefined && width > 0 && plotHeight > 16;
  const place: Place | undefined = isDrawn
    ? { histogram: shown, left: SIDE, width: width - 2 * SIDE, top: ABOVE, height: plotHeight }
    : undefined;
  return (
    <>
      <div className="histogram" ref={attach}>
        {place !== undefined && (
          <svg
            width={width}
            height={height}
            role="img"
            aria-label={spoken(condition, known, threshold.value)}
          >
            <Bars place={place} condition={condition} threshold={threshold.value} />
            <Axis place={place} condition={condition} />
            {saved !== undefined && (
              <SavedLine
                place={place}
                saved={saved}
                known={known}
                condition={condition}
                threshold={threshold.value}
              />
            )}
          </svg>
        )}
        {place !== undefined && (
          <ThresholdLine
            place={place}
            known={known}
            condition={condition}
            threshold={threshold}
            onHold={(isHeld) => setHeld(isHeld ? place.histogram : null)}
          />
        )}
      </div>
      <div className="values-foot">
        <span>{outsideWords(shown?.outside ?? 0)}</span>
        <span>{condition.unknown > 0 ? `${formatCount(condition.unknown)} unknown` : ''}</span>
      </div>
    </>
  );
}

interface Place {
  readonly histogram: Histogram;
  readonly left: number;
  readonly width: number;
  readonly top: number;
  readonly height: number;
}

function xOf({ histogram: { from, to }, left, width }: Place, value: number): number {
  const share = (value - from) / (to - from);
  return left + Math.max(0, Math.min(1, share)) * width;
}

interface BarsProps {
  readonly place: Place;
  readonly condition: DraftCondition;
  readonly threshold: number;
}

function Bars({ place, condition, threshold }: BarsProps) {
  const { histogram, top, height } = place;
  const most = Math.max(1, ...histogram.counts);
  return histogram.counts.map((count, bar) => {
    if (count === 0) return null;
    const from = histogram.from + bar * histogram.width;
    const to = from + histogram.width;
    const tall = Math.max(2, (count / most) * height);
    const box = { y: top + height - tall, height: tall };
    const over = passingPart(condition.operator, threshold, from, to);
    return (
      <g key={from}>
        <title>
          {valueWords(from, condition.unit)} to {valueWords(to, condition.unit)}: {formatCount(count)}
        </title>
        <rect className="bar" {...box} {...between(place, from, to)} />
        {over !== undefined && <rect className="bar over" {...box} {...between(place, ...over)} />}
      </g>
    );
  });
}

/** The part of a bar that passes: the line may stand inside it. */
function passingPart(
  operator: ComparisonOperator,
  threshold: number,
  from: number,
  to: number,
): readonly [number, number] | undefined {
  const isUpwards = operator === '>' || operator === '>=';
  const isDownwards = operator === '<' || operator === '<=';
  const [low, high] = [
    isUpwards ? Math.max(from, threshold) : from,
    isDownwards ? Math.min(to, threshold) : to,
  ];
  return (isUpwards || isDownwards) && low < high ? [low, high] : undefined;
}

/** A gap of a pixel stands between two bars. */
function between(place: Place, from: number, to: number): { x: number; width: number } {
  const [left, right] = [xOf(place, from), xOf(place, to)];
  return { x: left + 0.5, width: Math.max(0.5, right - left - 1) };
}

function Axis({ place, condition: { unit } }: { place: Place; condition: DraftCondition }) {
  const { histogram, left, width, top, height } = place;
  const base = top + height;
  const step = (histogram.ticks[1] ?? 0) - (histogram.ticks[0] ?? 0);
  return (
    <g className="axis">
      <line x1={left} x2={left + width} y1={base + 0.5} y2={base + 0.5} />
      {histogram.ticks.map((tick) => (
        <text key={tick} x={xOf(place, tick)} y={base + 18} textAnchor={anchorAt(place, tick)}>
          {tickWords(tick, step, unit)}
        </text>
      ))}
    </g>
  );
}

/** Words at the ends stay inside. */
function anchorAt(place: Place, value: number): 'start' | 'middle' | 'end' {
  const x = xOf(place, value) - place.left;
  if (x < 16) return 'start';
  return x > place.width - 16 ? 'end' : 'middle';
}

interface SavedLineProps {
  readonly place: Place;
  readonly saved: DraftCondition;
  readonly known: Float64Array;
  readonly condition: DraftCondition;
  /** Of the draft, as it stands. */
  readonly threshold: number;
}

/** About as wide as a character of a label, in px. */
const LETTER = 6;

function SavedLine({ place, saved, known, condition, threshold }: SavedLineProps) {
  const x = Math.round(xOf(place, saved.threshold)) + 0.5;
  const over = passing(known, saved.operator, saved.threshold);
  const words = `saved ${exact(saved.threshold, condition.unit)}, ${formatCount(over)} ${passingWord(saved.operator)}`;
  const { left, width } = place;
  const room = words.length * LETTER + LETTER;
  const isLeft = labelSide({ x, other: xOf(place, threshold), left, right: left + width, room }) === 'left';
  return (
    <g className="saved-line">
      <line x1={x} x2={x} y1={place.top - 8} y2={place.top + place.height} />
      <text x={isLeft ? x - LETTER : x + LETTER} y={place.top - 4} textAnchor={isLeft ? 'end' : 'start'}>
        {words}
      </text>
    </g>
  );
}

interface ThresholdLineProps {
  readonly place: Place;
  readonly known: Float64Array;
  readonly condition: DraftCondition;
  readonly threshold: Threshold;
  readonly onHold: (isHeld: boolean) => void;
}

function ThresholdLine({ place, known, condition, threshold, onHold }: ThresholdLineProps) {
  const isHeld = useRef(false);
  const { histogram } = place;
  const step = keyStep(histogram);
  const { value, write } = threshold;
  const x = xOf(place, value);
  const isRight = x > place.left + place.width * 0.6;
  const words = `${exact(value, condition.unit)}, ${formatCount(passing(known, condition.operator, value))} ${passingWord(condition.operator)}`;
  const put = (next: number) => {
    const inside = Math.max(histogram.from, Math.min(histogram.to, next));
    const rounded = onRaster(inside, step);
    if (rounded !== value) write?.(ruleNumber(rounded, step));
  };
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (!isHeld.current) return;
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    if (box === undefined) return;
    const share = (event.clientX - box.left - place.left) / place.width;
    put(histogram.from + share * (histogram.to - histogram.from));
  };
  const hold = (event: PointerEvent<HTMLElement>, on: boolean) => {
    if (write === undefined) return;
    isHeld.current = on;
    if (on) event.currentTarget.setPointerCapture(event.pointerId);
    onHold(on);
  };
  const onKey = (event: KeyboardEvent) => {
    const by = KEYS[event.key];
    if (by === undefined || write === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    put(value + by * step * (event.shiftKey ? 10 : 1));
  };
  return (
    <div
      className={`threshold ${isRight ? 'to-left' : ''} ${write === undefined ? 'is-fixed' : ''}`}
      style={{ left: x, top: 8, height: place.top + place.height - 8 }}
      role="slider"
      tabIndex={write === undefined ? -1 : 0}
      aria-label={`Threshold of ${measureWords(condition.text, condition.operator)}`}
      aria-valuemin={histogram.from}
      aria-valuemax={histogram.to}
      aria-valuenow={value}
      aria-valuetext={words}
      aria-disabled={write === undefined}
      onPointerDown={(event) => hold(event, true)}
      onPointerMove={drag}
      onPointerUp={(event) => hold(event, false)}
      onPointerCancel={(event) => hold(event, false)}
      onKeyDown={onKey}
    >
      <span className="threshold-knob" />
      <span className="threshold-words">{threshold.isDraft ? `draft ${words}` : words}</span>
    </div>
  );
}

const KEYS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
};

/** A threshold as it stands in the rule: with all its places. */
function exact(value: number, unit: DraftCondition['unit']): string {
  if (unit === 'volume') return valueWords(value, unit);
  const digits = value.toLocaleString('en-US', { maximumFractionDigits: 6 }).replace('-', '−');
  return unit === 'percent' ? `${digits} %` : digits;
}

function outsideWords(outside: number): string {
  if (outside === 0) return 'All symbols inside the range shown';
  return outside === 1
    ? '1 symbol outside the range shown'
    : `${formatCount(outside)} symbols outside the range shown`;
}

function spoken({ text, operator, unit }: DraftCondition, known: Float64Array, threshold: number): string {
  const [least, most] = [known[0] ?? null, known.at(-1) ?? null];
  const over = passing(known, operator, threshold);
  return `${text}: ${known.length} symbols from ${valueWords(least, unit)} to ${valueWords(most, unit)}; ${over} pass`;
}
