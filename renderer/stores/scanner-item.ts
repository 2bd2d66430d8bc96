import { useMemo } from 'react';
import { create } from 'zustand';
import type { Interval } from '../../shared/domain/interval.ts';
import type { JsonValue } from '../../shared/domain/json.ts';
import type { ScannerConfig } from '../../shared/domain/session-config.ts';
import { useRuleCatalogue } from './rule-catalogue.ts';
import { checkedText, intervalOf, type RuleCheck } from './rule-check.ts';
import { useScannerConfigs } from './scanner-configs.ts';
import { changeDraft, chosen, itemsOf, type ScannerItem, useScannerDrafts } from './scanner-drafts.ts';

/** How the rule of the scanner is shown. */
export type RuleView = 'form' | 'text';

interface BuilderState {
  readonly view: RuleView;
  /** The keyboard is in the builder: keys such as Ctrl+S mean the scanner. */
  readonly focused: boolean;
  /** The name is to be typed now: a new scanner, or one that is renamed. */
  readonly naming: boolean;
  /** A new rule is to be begun now: the keyboard goes to its first condition. */
  readonly beginning: boolean;
  /** A place of the text that the editor should show, and a number that goes up with every wish. */
  readonly reveal: { readonly offset: number; readonly wish: number };
}

export const useBuilder = create<BuilderState>()(() => ({
  view: 'form',
  focused: false,
  naming: false,
  beginning: false,
  reveal: { offset: 0, wish: 0 },
}));

export function showRuleAs(view: RuleView): void {
  useBuilder.setState({ view });
}

/** Shows the text with the cursor at a place of it. */
export function revealInText(offset: number): void {
  const { reveal } = useBuilder.getState();
  useBuilder.setState({ view: 'text', reveal: { offset, wish: reveal.wish + 1 } });
}

const NO_SCANNERS: readonly ScannerConfig[] = [];

/** Every scanner of the session, saved and new. */
export function useScannerItems(): readonly ScannerItem[] {
  const scanners = useScannerConfigs((state) => state.scanners) ?? NO_SCANNERS;
  const drafts = useScannerDrafts((state) => state.drafts);
  return useMemo(() => itemsOf(scanners, drafts), [scanners, drafts]);
}

/** The scanner that is being edited; undefined where there is none at all. */
export function useScannerItem(): ScannerItem | undefined {
  const selected = useScannerDrafts((state) => state.selected);
  return chosen(useScannerItems(), selected);
}

/** What a rule says; undefined for scanners of other kinds. */
export function ruleText({ kind, config }: ScannerConfig): string | undefined {
  if (kind !== 'rule') return undefined;
  return typeof config.when === 'string' ? config.when : '';
}

/** Interval of the names that are given without one. */
export function ruleInterval({ config }: ScannerConfig): Interval {
  return intervalOf(config.interval);
}

/** Changes settings of the kind; undefined takes one out. */
export function changeConfig(key: string, change: Readonly<Record<string, string | undefined>>): void {
  changeDraft(key, (entry) => {
    const config: Record<string, JsonValue> = { ...entry.config };
    for (const [name, value] of Object.entries(change)) {
      if (value === undefined) delete config[name];
      else config[name] = value;
    }
    return { ...entry, config };
  });
}

export function writeRule(key: string, when: string): void {
  changeConfig(key, { when });
}

/** What the rule of a scanner means, or what is wrong with it; undefined for other kinds, and until the catalogue is there. */
export function useRuleCheck(entry: ScannerConfig | undefined): RuleCheck | undefined {
  const catalogue = useRuleCatalogue((state) => state.catalogue);
  const text = entry === undefined ? undefined : ruleText(entry);
  const interval = intervalOf(entry?.config.interval);
  return useMemo(
    () => (text === undefined || catalogue === null ? undefined : checkedText(text, interval, catalogue)),
    [text, interval, catalogue],
  );
}
