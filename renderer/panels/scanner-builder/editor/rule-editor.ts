import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, redo, undo } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { type Diagnostic, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  hoverTooltip,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import { formatRule } from '../../../../shared/rules/format.ts';
import type { RuleProblem, Span } from '../../../../shared/rules/syntax.ts';
import { styleNonce } from '../../../theme/grid-theme.ts';
import { ruleColours } from './rule-colours.ts';
import { completionSource, type RuleSetting, ruleSetting, wordCard } from './rule-words.ts';

interface RuleEditorOptions {
  readonly text: string;
  readonly label: string;
  /** Null until the catalogue was read. */
  readonly setting: RuleSetting | null;
  /** The user, or a command of the editor, changed the text. */
  readonly onChange: (text: string) => void;
}

/** The editor of a rule's text: CodeMirror behind one class. It knows no store; its panel feeds it. */
export class RuleEditor {
  readonly #view: EditorView;
  readonly #setting = new Compartment();
  readonly #options: RuleEditorOptions;

  constructor(host: HTMLElement, options: RuleEditorOptions) {
    this.#options = options;
    this.#view = new EditorView({ parent: host, state: this.#state(options.text) });
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  /** The same rule, changed elsewhere (the form, a dragged threshold): one step of the undo history. */
  show(text: string): void {
    const before = this.text;
    if (text === before) return;
    this.#view.dispatch({ changes: difference(before, text) });
  }

  mark(problems: readonly RuleProblem[], warnings: readonly RuleProblem[]): void {
    const marks = [...this.#marks(problems, 'error'), ...this.#marks(warnings, 'warning')];
    this.#view.dispatch(setDiagnostics(this.#view.state, marks));
  }

  #marks(problems: readonly RuleProblem[], severity: 'error' | 'warning'): Diagnostic[] {
    const end = this.#view.state.doc.length;
    return problems.map(({ span, message, fix }) => ({
      ...visible(span, end),
      severity,
      message,
      ...(fix !== undefined && {
        actions: [{ name: fix.title, apply: () => this.replace(fix.span, fix.replacement) }],
      }),
    }));
  }

  replace({ from, to }: Span, text: string): void {
    const end = this.#view.state.doc.length;
    if (to > end) return;
    this.#view.dispatch({
      changes: { from, to, insert: text },
      selection: { anchor: from + text.length },
      userEvent: 'input.complete',
    });
    this.focus();
  }

  /** Puts the cursor to a place and the keyboard into the text. */
  goTo(offset: number): void {
    const anchor = Math.min(offset, this.#view.state.doc.length);
    this.#view.dispatch({ selection: { anchor }, scrollIntoView: true });
    this.focus();
  }

  undo(): boolean {
    return undo(this.#view);
  }

  redo(): boolean {
    return redo(this.#view);
  }

  /** Other bars, or another catalogue: words may mean something else. */
  set(setting: RuleSetting | null): void {
    this.#view.dispatch({ effects: this.#setting.reconfigure(ruleSetting.of(setting)) });
  }

  focus(): void {
    this.#view.focus();
  }

  close(): void {
    this.#view.destroy();
  }

  #state(text: string): EditorState {
    const { label, onChange, setting } = this.#options;
    return EditorState.create({
      doc: text,
      extensions: [
        EditorView.cspNonce.of(styleNonce()),
        EditorView.contentAttributes.of({ 'aria-label': label }),
        this.#setting.of(ruleSetting.of(setting)),
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (docChanged) onChange(state.doc.toString());
        }),
        EXTENSIONS,
      ],
    });
  }
}

const EXTENSIONS: Extension = [
  lineNumbers(),
  history(),
  drawSelection(),
  highlightActiveLine(),
  bracketMatching(),
  closeBrackets(),
  EditorView.lineWrapping,
  placeholder('gap > 3 %\n  and rvol >= 2\n  and last(1d) > vwap(5m)'),
  ruleColours,
  autocompletion({
    override: [completionSource],
    icons: false,
    maxRenderedOptions: 60,
    optionClass: ({ type }) => `rule-option rule-option-${type ?? 'name'}`,
  }),
  hoverTooltip(wordCard, { hoverTime: 350 }),
  keymap.of([
    // Escape, then Tab, leaves the editor: the library's own way out for those without a mouse.
    { key: 'Tab', run: acceptCompletion },
    { key: 'Tab', run: indent },
    { key: 'Shift-Alt-f', run: format },
    ...closeBracketsKeymap,
    ...completionKeymap,
    ...lintKeymap,
    ...historyKeymap,
    ...defaultKeymap,
  ]),
];

function indent(view: EditorView): boolean {
  if (view.state.readOnly) return false;
  view.dispatch(view.state.replaceSelection('  '), { userEvent: 'input' });
  return true;
}

/** The rule as the language writes it, one condition a line; a text with problems stays as it is. */
function format(view: EditorView): boolean {
  const text = view.state.doc.toString();
  const formatted = view.state.readOnly ? undefined : formatRule(text);
  if (formatted === undefined) return false;
  view.dispatch({ changes: difference(text, formatted), userEvent: 'input.format' });
  return true;
}

/** A problem at the very end of the text has no letter to stand under: the one before it carries the line. */
function visible({ from, to }: Span, end: number): { from: number; to: number } {
  const last = Math.min(to, end);
  const first = Math.min(from, last);
  return { from: first === last ? Math.max(0, first - 1) : first, to: last };
}

/** The smallest change that makes one text of the other: the cursor and the history stay where they were. */
function difference(before: string, after: string): { from: number; to: number; insert: string } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < most - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { from: start, to: before.length - tail, insert: after.slice(start, after.length - tail) };
}
