import { failure, type Result, success } from '../../shared/domain/result.ts';
import type {
  ScanFrame,
  ScriptFacts,
  ScriptFindings,
  ScriptNeeds,
  ScriptReply,
  ScriptSource,
} from '../engine/scripts/contract.ts';
import { Interpreter, ScriptFault } from './interpreter.ts';
import { BadAnswer, readFindings, readLog, readNeeds } from './read-answer.ts';
import type { ScriptCall } from './script-protocol.ts';
import type { StandingClock } from './session-clock.ts';

const EXPORTS = ['setup', 'scan', 'teardown'] as const;

type Loaded = ReturnType<typeof Interpreter.prototype.load<(typeof EXPORTS)[number]>>;

/** Runs one script, call by call. An error that it throws means that its interpreter is broken. */
export class ScriptRunner {
  readonly #program: WebAssembly.Module;
  readonly #clock: StandingClock;
  #interpreter: Interpreter | undefined;
  #exports: Loaded = {};

  constructor(program: WebAssembly.Module, clock: StandingClock) {
    this.#program = program;
    this.#clock = clock;
  }

  async run(call: ScriptCall): Promise<ScriptReply<unknown>> {
    if (call.kind === 'begin') return this.#begin(call.script, call.facts);
    const interpreter = this.#interpreter;
    if (interpreter === undefined) return { result: failure('script_failed', 'It has not begun.'), log: [] };
    return call.kind === 'scan' ? this.#scan(interpreter, call.frame) : this.#teardown(interpreter);
  }

  /** In an interpreter of its own: nothing is left of the session before. */
  async #begin(script: ScriptSource, facts: ScriptFacts): Promise<ScriptReply<ScriptNeeds>> {
    this.#clock.set(facts.now);
    this.#interpreter = undefined;
    const interpreter = await Interpreter.start(this.#program);
    interpreter.beginCall();
    interpreter.ask('begin', JSON.stringify(facts));
    const reply = attempt(interpreter, () => {
      this.#exports = interpreter.load(script.text, script.file, EXPORTS);
      const { setup, scan } = this.#exports;
      if (scan === undefined) throw new ScriptFault('has no exported function scan');
      if (setup !== undefined) interpreter.call(setup, interpreter.ask('setupContext'), 'setup');
      return readNeeds(interpreter.askText('needs'));
    });
    if (reply.result.ok) this.#interpreter = interpreter;
    return reply;
  }

  #scan(interpreter: Interpreter, frame: ScanFrame): ScriptReply<ScriptFindings> {
    const { columns, count, minutesSinceOpen, minutesToClose, now, symbols } = frame;
    const { scan } = this.#exports;
    if (scan === undefined) throw new Error('A script without scan has begun');
    this.#clock.set(now);
    interpreter.beginCall();
    return attempt(interpreter, () => {
      if (symbols !== undefined) interpreter.ask('watch', JSON.stringify(symbols));
      const head = JSON.stringify({ now, minutesSinceOpen, minutesToClose, count });
      interpreter.call(
        scan,
        interpreter.ask('scanContext', head, interpreter.memory(columns.buffer)),
        'scan',
      );
      const found = interpreter.askText('findings');
      return readFindings(found, count, (check) => interpreter.askNumbers('checkNumbers', check));
    });
  }

  #teardown(interpreter: Interpreter): ScriptReply<null> {
    const { teardown } = this.#exports;
    this.#interpreter = undefined;
    interpreter.beginCall();
    return attempt(interpreter, () => {
      if (teardown !== undefined) interpreter.call(teardown, interpreter.ask('teardownContext'), 'teardown');
      return null;
    });
  }
}

/** Does something with a script: what it did wrong is an answer, and what it said comes along. */
function attempt<Value>(interpreter: Interpreter, act: () => Value): ScriptReply<Value> {
  let result: Result<Value>;
  try {
    result = success(act());
  } catch (error) {
    if (!(error instanceof ScriptFault) && !(error instanceof BadAnswer)) throw error;
    result = failure('script_failed', error.message);
  }
  return { result, log: logOf(interpreter) };
}

/** Where the script has used up its steps, or its memory, there is nothing to be read of it. */
function logOf(interpreter: Interpreter): readonly string[] {
  try {
    const { dropped, lines } = readLog(interpreter.askText('takeLog'));
    return dropped === 0 ? lines : [...lines, `(${dropped} more lines of this call are left out)`];
  } catch (error) {
    if (error instanceof ScriptFault) return [];
    throw error;
  }
}
