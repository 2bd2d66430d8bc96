/** Open, high, low and close of a made-up afternoon, in pixels above the bottom. */
const BARS: readonly (readonly [number, number, number, number])[] = [
  [3, 11, 2, 10],
  [14, 17, 13, 16],
  [13, 20, 11, 18],
  [14, 18, 13, 17],
  [19, 20, 10, 12],
  [12, 21, 11, 20],
  [20, 20, 14, 15],
  [19, 20, 13, 14],
  [18, 19, 11, 13],
  [12, 16, 11, 14],
  [12, 14, 11, 13],
  [14, 26, 14, 22],
  [21, 37, 20, 34],
  [33, 37, 28, 29],
  [30, 38, 29, 36],
  [36, 39, 29, 30],
  [29, 34, 27, 33],
  [33, 34, 24, 26],
  [30, 35, 29, 31],
  [30, 41, 29, 33],
  [32, 34, 26, 28],
  [29, 43, 28, 39],
  [34, 46, 33, 37],
  [37, 38, 25, 34],
  [36, 39, 19, 20],
  [14, 16, 10, 15],
  [12, 18, 11, 17],
  [18, 30, 16, 28],
  [29, 31, 15, 17],
  [14, 22, 9, 16],
];
const STEP = 6.8;
const HEIGHT = 48;

/** What rising and falling bars look like in a palette. */
export function SampleCandles() {
  return (
    <svg className="sample-candles" viewBox={`0 0 ${BARS.length * STEP} ${HEIGHT}`} aria-hidden="true">
      {BARS.map(([open, high, low, close], index) => {
        const centre = index * STEP + 2.5;
        return (
          <g key={centre} className={close >= open ? 'rises' : 'falls'}>
            <path d={`M${centre} ${HEIGHT - high}V${HEIGHT - low}`} />
            <rect
              x={centre - 2.5}
              y={HEIGHT - Math.max(open, close)}
              width={5}
              height={Math.max(1, Math.abs(close - open))}
            />
          </g>
        );
      })}
    </svg>
  );
}
