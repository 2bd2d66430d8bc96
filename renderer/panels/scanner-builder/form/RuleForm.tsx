import './form.css';
import { Plus } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { RuleProblem } from '../../../../shared/rules/syntax.ts';
import { tokenizeRule } from '../../../../shared/rules/tokens.ts';
import { useRuleCatalogue } from '../../../stores/rule-catalogue.ts';
import type { RuleCheck } from '../../../stores/rule-check.ts';
import type { ScannerItem } from '../../../stores/scanner-drafts.ts';
import { revealInText, ruleInterval, ruleText, writeRule } from '../../../stores/scanner-item.ts';
import { Beginning } from './Beginning.tsx';
import { FormPart } from './FormPart.tsx';
import type { FormContext } from './form-context.ts';
import { withCondition } from './form-edits.ts';
import { formTree, type Word } from './form-tree.ts';
import { measureChoices } from './measures.ts';
import { PresetMenu } from './PresetMenu.tsx';
import type { Preset } from './presets.ts';

interface RuleFormProps {
  readonly item: ScannerItem;
  readonly check: RuleCheck | undefined;
}

/** The rule as conditions to choose and numbers to type: every change of it is a change of the text. */
export function RuleForm({ item, check }: RuleFormProps) {
  const text = ruleText(item.entry) ?? '';
  const catalogue = useRuleCatalogue((state) => state.catalogue);
  const problem = useRuleCatalogue((state) => state.problem);
  const form = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState<number | 'more' | null>(null);
  const choices = useMemo(() => (catalogue === null ? [] : measureChoices(catalogue)), [catalogue]);
  const tree = useMemo(
    () => (check?.expression === undefined ? undefined : formTree(check.expression, wordsOf(text))),
    [check, text],
  );
  useEffect(() => {
    if (wanted === null || tree === undefined) return;
    setWanted(null);
    if (wanted === 'more') return form.current?.querySelector<HTMLElement>('.add-condition')?.focus();
    const input = form.current?.querySelector<HTMLInputElement>(`[data-from="${wanted}"]`);
    input?.focus();
    input?.select();
  }, [wanted, tree]);
  const write = (next: string) => writeRule(item.key, next);
  const insert = (make: (condition: string) => string, preset: Preset) => {
    const next = make(preset.text);
    write(next);
    // The new one is the last that reads so.
    const at = next.lastIndexOf(preset.text);
    if (at < 0 || preset.number === undefined) setWanted('more');
    else setWanted(at + preset.text.indexOf(preset.number));
  };
  if (problem !== null && catalogue === null)
    return <FormWords title="Rules cannot be checked" text={problem} />;
  if (text.trim() === '') return <Beginning onPick={(preset) => insert((condition) => condition, preset)} />;
  if (check === undefined) return <FormWords title="Reading what rules may name…" text="" />;
  if (tree === undefined) return <Unreadable problems={check.problems} />;
  const context: FormContext = {
    text,
    choices,
    catalogue,
    interval: ruleInterval(item.entry),
    problems: check.problems,
    write,
    insert,
  };
  return (
    <div className="rule-form" ref={form}>
      <FormPart node={tree} context={context} parent={undefined} index={0} />
      <PresetMenu
        label="Add a condition that must hold too"
        className="button add-condition"
        onPick={(preset) => insert((condition) => withCondition(text, tree, condition), preset)}
      >
        <Plus size={14} aria-hidden="true" />
        Add a condition
      </PresetMenu>
    </div>
  );
}

function Unreadable({ problems }: { problems: readonly RuleProblem[] }) {
  const offset = problems[0]?.span.from ?? 0;
  return (
    <div className="form-words">
      <strong>The text cannot be read as conditions yet</strong>
      <span>{problems[0]?.message ?? 'The form has no words for it; the text stands as it is.'}</span>
      <button type="button" className="button" onClick={() => revealInText(offset)}>
        Go to the text
      </button>
    </div>
  );
}

function FormWords({ title, text }: { title: string; text: string }) {
  return (
    <div className="form-words">
      <strong>{title}</strong>
      <span>{text}</span>
    </div>
  );
}

function wordsOf(text: string): readonly Word[] {
  return tokenizeRule(text)
    .filter(({ kind }) => kind !== 'comment')
    .map(({ span }) => ({ ...span, text: text.slice(span.from, span.to).toLowerCase() }));
}
