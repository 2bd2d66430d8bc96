import type { SessionDate } from '../../../shared/domain/time.ts';
import {
  RunAborted,
  type ScanExplainer,
  type ScanMatches,
  type Scanner,
  type ScannerContext,
} from '../scanners/contract.ts';
import { checkStrength } from './check-evidence.ts';
import {
  SandboxLost,
  type ScriptFacts,
  type ScriptFindings,
  type ScriptReply,
  type ScriptSandbox,
  type ScriptService,
} from './contract.ts';
import { SCRIPT_LIMITS } from './limits.ts';
import { ScanFrames } from './scan-frame.ts';
import type { ScriptConfig } from './script-config.ts';
import { ScriptExplainer } from './script-explainer.ts';
import { provide, type ScriptInput, scriptInputs } from './script-inputs.ts';

/** A script of the user's as a scanner. What it does wrong is an error of its scan; it can do nothing else. */
export class ScriptScanner implements Scanner {
  readonly #config: ScriptConfig;
  readonly #scripts: ScriptService | undefined;
  #sandbox: ScriptSandbox | undefined;
  /** Session date that the script was set up for; undefined where it must be set up anew. */
  #date: SessionDate | undefined;
  #inputs: readonly ScriptInput[] = [];
  #frames = new ScanFrames([]);
  /** One for each session date, whose checks are its own. */
  #explainer = new ScriptExplainer([]);
  /** Lines of the log that this session date may still have. */
  #linesLeft = 0;

  constructor(config: ScriptConfig, scripts: ScriptService | undefined) {
    this.#config = config;
    this.#scripts = scripts;
  }

  get explainer(): ScanExplainer | undefined {
    return this.#explainer.hasChecks ? this.#explainer : undefined;
  }

  /** The script's own setup runs once a session date, for all parts of the universe. */
  async setup(context: ScannerContext): Promise<boolean> {
    if (this.#date !== context.sessionDate) {
      this.#linesLeft = SCRIPT_LIMITS.logLinesOfDay;
      if (this.#date !== undefined) await this.#tearDown(context);
      await this.#begin(context);
    }
    for (const symbol of context.universe) provide(this.#inputs, context.data, symbol);
    return context.universe.length > 0;
  }

  async scan(context: ScannerContext): Promise<ScanMatches> {
    // Where the sandbox was lost in live mode, the script begins again with nothing that it had kept.
    if (this.#date === undefined) await this.#begin(context);
    const frame = await this.#frames.take(context);
    const found = await this.#asked(context, (sandbox) => sandbox.scan(frame));
    return this.#matches(context, found);
  }

  async teardown(context: ScannerContext): Promise<void> {
    try {
      if (this.#date !== undefined) await this.#tearDown(context);
    } finally {
      const sandbox = this.#sandbox;
      this.#sandbox = undefined;
      await sandbox?.end();
    }
  }

  async #begin(context: ScannerContext): Promise<void> {
    if (this.#scripts === undefined) throw new Error('Scripts do not run here.');
    const { file, sha256 } = this.#config;
    const script = await this.#scripts.find(file, sha256);
    if (!script.ok) throw new Error(script.error.message);
    this.#sandbox ??= this.#scripts.sandbox();
    const facts = this.#facts(context);
    const needs = await this.#asked(context, (sandbox) => sandbox.begin(script.value, facts));
    this.#inputs = scriptInputs(needs);
    this.#frames = new ScanFrames(this.#inputs);
    this.#explainer = new ScriptExplainer(this.#inputs);
    this.#date = context.sessionDate;
  }

  #facts({ name, now, sessionDate }: ScannerContext): ScriptFacts {
    const { params, sha256 } = this.#config;
    return { scanner: name, sessionDate, now, seed: seedOf(`${name} ${sessionDate} ${sha256}`), params };
  }

  async #tearDown(context: ScannerContext): Promise<void> {
    this.#date = undefined;
    await this.#asked(context, (sandbox) => sandbox.teardown());
  }

  /** Asks the sandbox, passes on what the script says, and throws what it did wrong. */
  async #asked<Value>(
    context: ScannerContext,
    ask: (sandbox: ScriptSandbox) => Promise<ScriptReply<Value>>,
  ): Promise<Value> {
    const sandbox = this.#sandbox;
    if (sandbox === undefined) throw new Error(`${this.#config.file} has not begun.`);
    const giveUp = (): void => void sandbox.end();
    context.signal.addEventListener('abort', giveUp, { once: true });
    try {
      const { log, result } = await ask(sandbox);
      for (const line of log) this.#say(context, line);
      if (!result.ok) throw new Error(`${this.#config.file}: ${result.error.message}`);
      return result.value;
    } catch (error) {
      throw error instanceof SandboxLost ? this.#lost(context, error) : error;
    } finally {
      context.signal.removeEventListener('abort', giveUp);
    }
  }

  /**
   * Played again, the same call might have come back: hits that depend on the machine's load are worse than none,
   * so where time is only played, the run ends. A live market does not wait for that.
   */
  #lost({ mode, signal }: ScannerContext, error: SandboxLost): Error {
    this.#date = undefined;
    this.#sandbox = undefined;
    const message = `${this.#config.file}: ${error.message}`;
    if (mode === 'live' || signal.aborted) return new Error(message);
    return new RunAborted(
      `${message}. The run ends here, since its hits could depend on this computer: disable the scanner, or let its script do less.`,
    );
  }

  #say(context: ScannerContext, line: string): void {
    if (this.#linesLeft > 0) context.log(line);
    if (this.#linesLeft === 1) {
      context.log(`(${SCRIPT_LIMITS.logLinesOfDay} lines on this session date; the rest is left out)`);
    }
    this.#linesLeft -= 1;
  }

  #matches(context: ScannerContext, found: ScriptFindings): ScanMatches {
    const { hits, promotions, unknown } = found;
    const { symbols } = this.#frames;
    this.#explainer.take(found, symbols, context.now);
    for (const row of promotions) {
      const symbol = symbols[row];
      if (symbol !== undefined) context.addSymbol(symbol);
    }
    return {
      matches: hits.flatMap(({ figures, reason, row }) => {
        const symbol = symbols[row];
        if (symbol === undefined) return [];
        const evidence = this.#explainer.evidenceOf(row);
        const strength = evidence && checkStrength(evidence);
        return [
          {
            ...{ symbol, metadata: figures },
            ...(reason !== '' && { reason }),
            ...(evidence !== undefined && { evidence }),
            ...(strength !== undefined && { strength }),
          },
        ];
      }),
      unknown,
    };
  }
}

/** FNV-1a, 32 bits: the same text gives the same chance everywhere. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
