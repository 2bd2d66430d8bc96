import { create } from 'zustand';
import type { DraftTrial } from '../../shared/session/scanner-draft.ts';
import { listen, request } from '../ipc/client.ts';
import { basisOf, sameBasis, type TrialBasis } from './preview-basis.ts';
import { useRuleCatalogue } from './rule-catalogue.ts';
import { checkedText } from './rule-check.ts';
import { useScannerConfigs } from './scanner-configs.ts';
import { type ScannerItem, selectedItem, useScannerDrafts, wireEntry } from './scanner-drafts.ts';
import { ruleInterval, ruleText } from './scanner-item.ts';
import { useSession } from './session-store.ts';

export type Tried = Extract<DraftTrial, { kind: 'tried' }>;

/** How far a try is. */
interface TryProgress {
  readonly done: number;
  readonly of: number;
  readonly words: string;
}

interface PreviewState {
  /** Which scanner the result is of. */
  readonly key: string | null;
  /** Of the newest try, which may be on its way. */
  readonly basis: TrialBasis | null;
  readonly result: Tried | null;
  /** Of the result. */
  readonly resultBasis: TrialBasis | null;
  /** The draft has changed since, or the next try is on its way: the result is dimmed. */
  readonly isOld: boolean;
  /** A try is on its way; null where none is. */
  readonly progress: TryProgress | null;
  /** Why there is no newer result; null where there is. */
  readonly problem: string | null;
}

const NOTHING: PreviewState = {
  key: null,
  basis: null,
  result: null,
  resultBasis: null,
  isOld: false,
  progress: null,
  problem: null,
};

/** Quiet time in ms after which what is typed is tried. */
const QUIET_MS = 300;
/** While the session plays, a result is taken anew this long after the last one. */
const AGAIN_MS = 4_000;

/** What the draft finds now, and what it would have found today: tried by the engine in a run of its own. */
export const useScannerPreview = create<PreviewState>()(() => NOTHING);

let lastId = 0;
let watchers = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Tries the selected scanner for as long as somebody looks at the result; returns what ends it. */
export function watchPreview(): () => void {
  watchers += 1;
  if (watchers === 1) start();
  return () => {
    watchers -= 1;
    if (watchers === 0) stop();
  };
}

/** Gives up the try that is on its way; the last result stays. */
export function stopTry(): void {
  if (useScannerPreview.getState().progress === null) return;
  void request('scanner.stopDraft', undefined);
}

/** Tries again what failed. */
export function tryAgain(): void {
  schedule(0);
}

/** A number for one more try or test: the newest replaces the one before. */
export function nextDraftId(): number {
  lastId += 1;
  return lastId;
}

let endings: (() => void)[] = [];

function start(): void {
  endings = [
    useScannerDrafts.subscribe(onChange),
    useScannerConfigs.subscribe(onChange),
    useRuleCatalogue.subscribe(onChange),
    useSession.subscribe(onSession),
    listen('scanner.draftProgress', ({ id, done, of, words }) => {
      if (id === lastId && useScannerPreview.getState().progress !== null) {
        useScannerPreview.setState({ progress: { done, of, words } });
      }
    }),
  ];
  onChange();
}

function stop(): void {
  clearTimeout(timer);
  for (const end of endings) end();
  endings = [];
  lastId += 1;
  useScannerPreview.setState({ progress: null, isOld: true });
  void request('scanner.closeDrafts', undefined);
}

type SessionState = ReturnType<typeof useSession.getState>;

function onSession({ snapshot }: SessionState, before: SessionState): void {
  const { result } = useScannerPreview.getState();
  if (snapshot === null) {
    clearTimeout(timer);
    timer = undefined;
    if (useScannerPreview.getState() !== NOTHING) useScannerPreview.setState(NOTHING);
  } else if (before.snapshot === null) onChange();
  else if (result !== null && timer === undefined && isBehind(result)) schedule(AGAIN_MS);
}

/** The session has gone on since the result. */
function isBehind({ at }: Tried): boolean {
  const { progress, problem } = useScannerPreview.getState();
  const now = useSession.getState().snapshot?.status.now ?? at;
  return now > at && progress === null && problem === null;
}

function onChange(): void {
  const item = selectedItem();
  const state = useScannerPreview.getState();
  if (item === undefined || useSession.getState().snapshot === null) {
    if (state !== NOTHING) useScannerPreview.setState(NOTHING);
    return;
  }
  // Another scanner's figures are not this one's.
  if (state.key !== item.key) useScannerPreview.setState({ ...NOTHING, key: item.key });
  else if (state.basis !== null && sameBasis(state.basis, basisOf(item))) {
    if (state.isOld && state.progress === null && state.problem === null) {
      useScannerPreview.setState({ isOld: false });
    }
    if (state.result !== null || state.progress !== null) return;
  }
  useScannerPreview.setState({ isOld: true, problem: null });
  schedule(state.key === item.key ? QUIET_MS : 0);
}

function schedule(after: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    timer = undefined;
    void run();
  }, after);
}

async function run(): Promise<void> {
  const item = selectedItem();
  if (item === undefined || watchers === 0 || useSession.getState().snapshot === null) return;
  if (document.hidden) return schedule(AGAIN_MS);
  if (!isReady(item)) return;
  const id = nextDraftId();
  const { key } = item;
  const basis = basisOf(item);
  useScannerPreview.setState({
    key,
    basis,
    progress: { done: 0, of: 0, words: 'Trying the draft' },
    isOld: true,
  });
  const reply = await request('scanner.tryDraft', {
    id,
    draft: wireEntry(basis.entry),
    saved: basis.against === null ? null : wireEntry(basis.against),
  });
  if (id !== lastId || useScannerPreview.getState().key !== key) return;
  if (!reply.ok) {
    const isReplaced = reply.error.code === 'superseded';
    useScannerPreview.setState({ progress: null, ...(isReplaced ? {} : { problem: reply.error.message }) });
  } else if (reply.value.kind === 'refused') {
    useScannerPreview.setState({ progress: null, problem: reply.value.message });
  } else {
    const current = selectedItem();
    const isOld = current?.key !== key || !sameBasis(basisOf(current), basis);
    useScannerPreview.setState({
      result: reply.value,
      resultBasis: basis,
      progress: null,
      problem: null,
      isOld,
    });
    values.clear();
  }
}

/** Text that is wrong, or none, is not worth a try: the editor says what is wrong. */
function isReady({ entry }: ScannerItem): boolean {
  const text = ruleText(entry);
  if (text === undefined) return true;
  const { catalogue } = useRuleCatalogue.getState();
  return catalogue !== null && text.trim() !== '' && checkedText(text, ruleInterval(entry), catalogue).ok;
}

const values = new Map<string, Promise<Float64Array>>();

/** Every known value of a condition at the result's instant, ascending; empty where there is a newer result. */
export function valuesOf(id: number, side: 'draft' | 'saved', condition: number): Promise<Float64Array> {
  const name = `${id} ${side} ${condition}`;
  const known = values.get(name);
  if (known !== undefined) return known;
  const asked = request('scanner.draftValues', { id, side, condition }).then((reply) =>
    reply.ok ? reply.value.values : new Float64Array(),
  );
  values.set(name, asked);
  return asked;
}
