import './editor.css';
import { type Ref, useCallback, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { RuleProblem, Span } from '../../../../shared/rules/syntax.ts';
import { useRuleCatalogue } from '../../../stores/rule-catalogue.ts';
import type { ScannerItem } from '../../../stores/scanner-drafts.ts';
import { ruleInterval, ruleText, useBuilder, writeRule } from '../../../stores/scanner-item.ts';
import { RuleEditor } from './rule-editor.ts';

/** What those around the editor may ask of it. */
export interface EditorHandle {
  undo(): void;
  redo(): void;
  replace(span: Span, text: string): void;
  goTo(offset: number): void;
}

interface RuleEditorHostProps {
  readonly item: ScannerItem;
  readonly problems: readonly RuleProblem[];
  readonly warnings: readonly RuleProblem[];
  /** The form is shown in its place; the editor keeps the history of both. */
  readonly isHidden: boolean;
  readonly handle: Ref<EditorHandle>;
}

const NO_PROBLEMS: readonly RuleProblem[] = [];

/** The editor in its place: it shows the draft's text, and writes what is typed into the draft. */
export default function RuleEditorHost({ item, problems, warnings, isHidden, handle }: RuleEditorHostProps) {
  const text = ruleText(item.entry) ?? '';
  const interval = ruleInterval(item.entry);
  const catalogue = useRuleCatalogue((state) => state.catalogue);
  const reveal = useBuilder((state) => state.reveal);
  const [editor, setEditor] = useState<RuleEditor | null>(null);
  const first = useRef({ text, key: item.key, shown: reveal.wish });
  const attach = useCallback((host: HTMLDivElement) => {
    const { text: begins, key } = first.current;
    const made = new RuleEditor(host, {
      text: begins,
      label: 'Rule',
      setting: null,
      onChange: (next) => writeRule(key, next),
    });
    setEditor(made);
    return () => {
      setEditor(null);
      made.close();
    };
  }, []);
  useEffect(() => editor?.show(text), [editor, text]);
  useEffect(
    () => editor?.set(catalogue === null ? null : { interval, catalogue }),
    [editor, interval, catalogue],
  );
  useEffect(
    () => (isHidden ? editor?.mark(NO_PROBLEMS, NO_PROBLEMS) : editor?.mark(problems, warnings)),
    [editor, problems, warnings, isHidden],
  );
  useEffect(() => {
    if (editor === null || isHidden || first.current.shown === reveal.wish) return;
    first.current.shown = reveal.wish;
    editor.goTo(reveal.offset);
  }, [editor, isHidden, reveal]);
  useImperativeHandle(
    handle,
    () => ({
      undo: () => void editor?.undo(),
      redo: () => void editor?.redo(),
      replace: (span, next) => editor?.replace(span, next),
      goTo: (offset) => editor?.goTo(offset),
    }),
    [editor],
  );
  return <div className={`rule-editor ${isHidden ? 'is-hidden' : ''}`} ref={attach} />;
}
