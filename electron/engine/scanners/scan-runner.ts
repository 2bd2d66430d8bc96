import type { Hit } from '../../../shared/domain/hit.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { type EpochMs, epochMs } from '../../../shared/domain/time.ts';
import { inTurns } from '../turns.ts';
import { RunAborted, type ScanMatches } from './contract.ts';
import { type LoadedScanner, STRIKES } from './loaded-scanner.ts';
import { decidePromotions } from './promotion-policy.ts';
import { ScanCall, type ScanOutcome } from './scan-call.ts';
import { heldMatches, hitOf } from './scan-hits.ts';
import { messageOf, scannerContext, scannerOwner } from './scanner-context.ts';
import type { ScannerEnvironment, SkipReason } from './scanner-environment.ts';

const SKIP_WORDS: Record<SkipReason, string> = {
  late: 'the next scan was due already',
  busy: 'the scan before it had not ended',
  timeout: 'it took too long and was stopped',
};

/** Matches that become hits before others have their turn: some milliseconds. */
const HITS_PER_TURN = 32;

/** Runs one scan after the other, and makes hits and promotions of what they answer. */
export class ScanRunner {
  #call: ScanCall | undefined;

  constructor(private readonly environment: ScannerEnvironment) {}

  /** Nobody waits for the scan that is under way. */
  abort(): void {
    this.#call?.stop();
  }

  /** Scans once; of several times that have become due, the newest counts. */
  async run(loaded: LoadedScanner, times: readonly number[]): Promise<void> {
    for (const missed of times.slice(0, -1)) this.#skip(loaded, epochMs(missed), 'late');
    const now = this.environment.now();
    const skipped = this.#skipReason(loaded, now);
    if (skipped === undefined) await this.#scan(loaded);
    else if (skipped === 'timeout') this.#timedOut(loaded, now);
    else this.#skip(loaded, now, skipped);
  }

  /** In the run that is repeated what was skipped there, and nothing else; in live mode what comes too late. */
  #skipReason(loaded: LoadedScanner, now: EpochMs): SkipReason | undefined {
    const { live } = this.environment;
    const before = this.environment.skippedBefore?.(loaded.name, now);
    if (before !== undefined || live === undefined) return before;
    if (loaded.isBusy) return 'busy';
    return (loaded.due[0] ?? Number.POSITIVE_INFINITY) <= live.now() ? 'late' : undefined;
  }

  async #scan(loaded: LoadedScanner): Promise<void> {
    const { monotonicNow } = this.environment;
    const requested = new Set<SymbolId>();
    const now = this.environment.now();
    const call = new ScanCall();
    this.#call = call;
    loaded.progress.runs += 1;
    loaded.progress.lastRun = now;
    const began = monotonicNow?.();
    try {
      const outcome = await this.#answer(loaded, call, requested);
      if (began !== undefined && monotonicNow !== undefined) loaded.costs.add(monotonicNow() - began);
      if (outcome.kind === 'timeout') this.#timedOut(loaded, now);
      else if (outcome.kind === 'answered') await this.#take(loaded, outcome.answer, requested);
    } catch (error) {
      if (error instanceof RunAborted) throw error;
      if (!call.isOver) this.#strike(loaded, messageOf(error));
    } finally {
      this.#call = undefined;
    }
  }

  async #answer(loaded: LoadedScanner, call: ScanCall, requested: Set<SymbolId>): Promise<ScanOutcome> {
    const { scanner } = loaded;
    if (scanner === undefined) return { kind: 'stopped' };
    const { signal } = call;
    const context = scannerContext(this.environment, loaded.name, { requested, signal });
    const answer = scanner.scanInTurns?.(context) ?? scanner.scan(context);
    if (!(answer instanceof Promise)) return { kind: 'answered', answer };
    const limit = { live: this.environment.live, milliseconds: loaded.config.timeout_seconds * 1_000 };
    const outcome = await call.answer(answer, limit, () => {
      // Another scanner may stand in its place by now, which nobody waits for.
      if (loaded.scanner === scanner) loaded.isBusy = false;
    });
    if (outcome.kind === 'timeout') loaded.isBusy = true;
    return outcome;
  }

  async #take(
    loaded: LoadedScanner,
    { matches, unknown }: ScanMatches,
    requested: ReadonlySet<SymbolId>,
  ): Promise<void> {
    const { environment } = this;
    const { promotion, promotedCount, now } = environment;
    loaded.errorsInARow = 0;
    loaded.progress.unknown = unknown;
    const held = heldMatches(loaded, matches);
    const decision = decidePromotions(
      held === matches ? requested : ofThese(requested, held),
      held,
      promotedCount(),
      promotion,
    );
    const hits: Hit[] = [];
    await inTurns(held, HITS_PER_TURN, (match) => {
      hits.push(hitOf(loaded, match, decision.heldBack.get(match.symbol), environment));
    });
    const { config, name, scanner, version } = loaded;
    const by = { version, config, evidenceNames: scanner?.explainer?.evidenceNames };
    await environment.onScan({ scanner: name, time: now(), hits, unknown, by });
    const data = environment.data.as(scannerOwner(name));
    for (const symbol of decision.promote) data.addSymbol(symbol);
  }

  #timedOut(loaded: LoadedScanner, time: EpochMs): void {
    this.#skip(loaded, time, 'timeout');
    this.#strike(loaded, `A scan took longer than ${loaded.config.timeout_seconds} s and was stopped`);
  }

  #skip(loaded: LoadedScanner, time: EpochMs, reason: SkipReason): void {
    loaded.progress.skipped += 1;
    loaded.progress.lastSkip = SKIP_WORDS[reason];
    loaded.streaks = new Map();
    this.environment.onSkip?.({ scanner: loaded.name, time, reason });
  }

  #strike(loaded: LoadedScanner, message: string): void {
    loaded.errorsInARow += 1;
    loaded.streaks = new Map();
    loaded.noteError(message);
    loaded.enabled = loaded.errorsInARow < STRIKES;
    this.environment.onError(loaded.name, message, !loaded.enabled);
  }
}

/** Those of the requested symbols that are hits. */
function ofThese(
  requested: ReadonlySet<SymbolId>,
  hits: readonly { readonly symbol: SymbolId }[],
): ReadonlySet<SymbolId> {
  return new Set(hits.flatMap(({ symbol }) => (requested.has(symbol) ? [symbol] : [])));
}
