import { type KeyboardEvent, lazy, Suspense, useMemo, useRef } from 'react';
import { formatRule } from '../../../shared/rules/format.ts';
import type { RuleProblem } from '../../../shared/rules/syntax.ts';
import { Icon } from '../../components/icons.tsx';
import { Segments } from '../../components/Segments.tsx';
import type { RuleCheck } from '../../stores/rule-check.ts';
import type { ScannerItem } from '../../stores/scanner-drafts.ts';
import { ruleText, showRuleAs, useBuilder, useRuleCheck, writeRule } from '../../stores/scanner-item.ts';
import type { EditorHandle } from './editor/RuleEditorHost.tsx';
import { RuleForm } from './form/RuleForm.tsx';
import { ProvisionLine } from './ProvisionLine.tsx';

// The editor's library is as large as the rest of the window's own code: it comes when a rule is looked at.
const RuleEditorHost = lazy(() => import('./editor/RuleEditorHost.tsx'));

const VIEWS = [
  { value: 'form', label: 'Conditions' },
  { value: 'text', label: 'Text' },
] as const;
const NO_PROBLEMS: readonly RuleProblem[] = [];

/** A rule, as conditions or as text: two views of the same words. */
export function RuleSection({ item }: { item: ScannerItem }) {
  const view = useBuilder((state) => state.view);
  const check = useRuleCheck(item.entry);
  const editor = useRef<EditorHandle>(null);
  const text = ruleText(item.entry) ?? '';
  const isForm = view === 'form';
  const onKey = (event: KeyboardEvent) => {
    const wish = isForm ? undoKey(event) : undefined;
    if (wish === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    editor.current?.[wish]();
  };
  return (
    <>
      <div className="rule-head">
        <strong>Hit when</strong>
        <Segments label="Show the rule as" options={VIEWS} value={view} onChoose={showRuleAs} small />
        {!isForm && <Tidy item={item} text={text} />}
        <Verdict text={text} check={check} />
      </div>
      {/* The keys are those of the fields inside. */}
      <div className="rule-body" role="none" onKeyDown={onKey}>
        <Suspense fallback={null}>
          <RuleEditorHost
            key={item.key}
            item={item}
            problems={check?.problems ?? NO_PROBLEMS}
            warnings={check?.warnings ?? NO_PROBLEMS}
            isHidden={isForm}
            handle={editor}
          />
        </Suspense>
        {isForm && <RuleForm key={item.key} item={item} check={check} />}
      </div>
      {check !== undefined && check.problems.length > 0 && text.trim() !== '' ? (
        <ProblemLine text={text} problems={check.problems} editor={() => editor.current} />
      ) : (
        <>
          <ProblemLine
            text={text}
            problems={check?.warnings ?? NO_PROBLEMS}
            isWarning
            editor={() => editor.current}
          />
          <ProvisionLine />
        </>
      )}
    </>
  );
}

/** One condition to a line, spaces where they belong; nothing else changes, and it can be undone. */
function Tidy({ item, text }: { item: ScannerItem; text: string }) {
  const tidy = useMemo(() => formatRule(text), [text]);
  return (
    <button
      type="button"
      className="link-button"
      disabled={tidy === undefined || tidy === text}
      title="One condition to a line"
      onClick={() => {
        if (tidy !== undefined) writeRule(item.key, tidy);
      }}
    >
      Tidy
    </button>
  );
}

function Verdict({ text, check }: { text: string; check: RuleCheck | undefined }) {
  if (check === undefined || text.trim() === '') return null;
  const { ok, problems, warnings } = check;
  const isDoubtful = ok && warnings.length > 0;
  const counted = isDoubtful ? `valid, ${count(warnings, 'warning')}` : 'valid';
  return (
    <span className={`rule-verdict ${ok ? '' : 'wrong'} ${isDoubtful ? 'doubtful' : ''}`} role="status">
      <Icon name={ok && !isDoubtful ? 'tick' : 'warning'} />
      {ok ? counted : count(problems, 'error')}
    </span>
  );
}

function count({ length }: readonly RuleProblem[], what: string): string {
  return `${length} ${what}${length === 1 ? '' : 's'}`;
}

interface ProblemLineProps {
  readonly text: string;
  readonly problems: readonly RuleProblem[];
  /** The rule runs all the same. */
  readonly isWarning?: boolean;
  readonly editor: () => EditorHandle | null;
}

/** The first thing that is wrong, where it stands, and what would mend it. */
function ProblemLine({ text, problems, isWarning = false, editor }: ProblemLineProps) {
  const [first] = problems;
  if (first === undefined) return null;
  const line = text.slice(0, first.span.from).split('\n').length;
  const { fix } = first;
  const goTo = () => {
    showRuleAs('text');
    // The editor is shown by then.
    requestAnimationFrame(() => editor()?.goTo(first.span.from));
  };
  return (
    <div className={`rule-line ${isWarning ? 'warning' : 'problem'}`} role={isWarning ? 'status' : 'alert'}>
      <Icon name="warning" />
      <button type="button" className="link-button problem-place" title="Go there" onClick={goTo}>
        Line {line}
      </button>
      <span className="line-words" title={first.message}>
        {first.message}
      </span>
      {problems.length > 1 && <span>1 of {problems.length}</span>}
      {fix !== undefined && (
        <button
          type="button"
          className="link-button"
          onClick={() => editor()?.replace(fix.span, fix.replacement)}
        >
          {fix.title}
        </button>
      )}
    </div>
  );
}

/** Ctrl+Z in the form takes back what the form did to the text: the editor keeps the history of both. */
function undoKey(event: KeyboardEvent): 'undo' | 'redo' | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined;
  const key = event.key.toLowerCase();
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
  return key === 'y' ? 'redo' : undefined;
}
