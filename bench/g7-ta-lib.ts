import { loadTaLib, type TaLibModule } from '../electron/testing/ta-lib.ts';

/** One call of TA-Lib: inputs by place in INPUTS, options in its order, how many outputs, and which of them is compared. */
interface BatchCall {
  readonly name: string;
  readonly inputs: readonly number[];
  readonly options: readonly number[];
  readonly outputs: number;
  readonly compared?: number;
}

const [HIGH, LOW, CLOSE, VOLUME] = [0, 1, 2, 3];
const ON_CLOSE = [CLOSE];
const ON_RANGE = [HIGH, LOW, CLOSE];
const SIMPLE = 0;

/** The indicators of the goal as TA-Lib has them, in their order; a Donchian channel is two calls. */
const CALLS: readonly BatchCall[] = [
  ...[20, 50, 100, 200].map((period) => ({ name: 'SMA', inputs: ON_CLOSE, options: [period], outputs: 1 })),
  ...[9, 21, 50].map((period) => ({ name: 'EMA', inputs: ON_CLOSE, options: [period], outputs: 1 })),
  { name: 'WMA', inputs: ON_CLOSE, options: [20], outputs: 1 },
  { name: 'RSI', inputs: ON_CLOSE, options: [14], outputs: 1 },
  { name: 'MACD', inputs: ON_CLOSE, options: [12, 26, 9], outputs: 3 },
  { name: 'ATR', inputs: ON_RANGE, options: [14], outputs: 1 },
  { name: 'BBANDS', inputs: ON_CLOSE, options: [20, 2, 2, SIMPLE], outputs: 3, compared: 1 },
  { name: 'ROC', inputs: ON_CLOSE, options: [20], outputs: 1 },
  { name: 'MOM', inputs: ON_CLOSE, options: [10], outputs: 1 },
  { name: 'STOCH', inputs: ON_RANGE, options: [14, 3, SIMPLE, 3, SIMPLE], outputs: 2 },
  { name: 'ADX', inputs: ON_RANGE, options: [14], outputs: 1 },
  { name: 'MAX', inputs: [HIGH], options: [20], outputs: 1 },
  { name: 'MIN', inputs: [LOW], options: [20], outputs: 1 },
  { name: 'MAX', inputs: [HIGH], options: [252], outputs: 1 },
  { name: 'MIN', inputs: [LOW], options: [252], outputs: 1 },
  { name: 'SMA', inputs: [VOLUME], options: [50], outputs: 1 },
];

const DOUBLE_BYTES = 8;
const MOST_OUTPUTS = 3;

/** TA-Lib's C code over whole columns: high, low, close and volume. */
export interface TaLibBatch {
  /** Computes every indicator over all bars, into memory of its own. */
  run(): void;
  /** Newest value of each call, after one more run. */
  values(): number[];
}

/** Puts the columns into TA-Lib's memory once: what is timed is its arithmetic alone. */
export async function taLibBatch(columns: readonly Float64Array[]): Promise<TaLibBatch> {
  const module = await loadTaLib();
  const bars = columns[0]?.length ?? 0;
  const inputs = columns.map((column) => {
    const pointer = module._malloc(column.byteLength);
    module.HEAPF64.set(column, pointer / DOUBLE_BYTES);
    return pointer;
  });
  const outputs = Array.from({ length: MOST_OUTPUTS }, () => module._malloc(bars * DOUBLE_BYTES));
  const [begin, count] = [module._malloc(DOUBLE_BYTES), module._malloc(DOUBLE_BYTES)];
  const calls = CALLS.map((call) => ({
    call,
    invoke: functionOf(module, call, bars, { inputs, outputs, begin, count }),
  }));
  return {
    run: () => {
      for (const { invoke } of calls) invoke();
    },
    values: () =>
      calls.map(({ call, invoke }) => {
        invoke();
        const newest = (module.HEAP32[count / Int32Array.BYTES_PER_ELEMENT] ?? 0) - 1;
        return module.HEAPF64[(outputs[call.compared ?? 0] ?? 0) / DOUBLE_BYTES + newest] ?? Number.NaN;
      }),
  };
}

interface Places {
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly begin: number;
  readonly count: number;
}

function functionOf(
  module: TaLibModule,
  { name, inputs, options, outputs }: BatchCall,
  bars: number,
  places: Places,
): () => void {
  const values = [
    ...[0, bars - 1],
    ...inputs.map((input) => places.inputs[input] ?? 0),
    ...options,
    ...[places.begin, places.count],
    ...places.outputs.slice(0, outputs),
  ];
  const types = values.map(() => 'number' as const);
  return () => {
    if (module.ccall(`TA_${name}`, 'number', types, values) !== 0) throw new Error(`TA_${name} refuses`);
  };
}
