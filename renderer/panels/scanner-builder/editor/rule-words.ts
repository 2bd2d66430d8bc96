import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { Facet } from '@codemirror/state';
import type { EditorView, Tooltip } from '@codemirror/view';
import type { Interval } from '../../../../shared/domain/interval.ts';
import type { RuleCatalogue } from '../../../../shared/rules/catalogue.ts';
import { completeRule, type RuleOption } from '../../../../shared/rules/completion.ts';
import { hoverRule } from '../../../../shared/rules/hover.ts';

/** What the words of a rule mean where it is written. */
export interface RuleSetting {
  readonly interval: Interval;
  readonly catalogue: RuleCatalogue;
}

/** The setting of an editor: null until the catalogue was read. */
export const ruleSetting = Facet.define<RuleSetting | null, RuleSetting | null>({
  combine: ([setting]) => setting ?? null,
});

/** What may stand at the cursor, with a card for the marked one. */
export function completionSource(context: CompletionContext): CompletionResult | null {
  const setting = context.state.facet(ruleSetting);
  if (setting === null) return null;
  const { from, to, options } = completeRule(context.state.doc.toString(), context.pos, setting);
  if (options.length === 0 || (from === context.pos && !context.explicit)) return null;
  return { from, to, options: options.map(completion), validFor: /^\w*$/ };
}

function completion(option: RuleOption, place: number): Completion {
  const { label, kind, gives, signature, doc, needs } = option;
  return {
    label,
    type: kind,
    detail: gives,
    // The language knows best what comes first; among equals its order stands.
    boost: Math.max(-99, 50 - place),
    apply: (view, _, from, to) => put(view, option, from, to),
    info: () => card(signature, [doc, needs]),
  };
}

function put(view: EditorView, { insert, cursor }: RuleOption, from: number, to: number): void {
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + cursor },
    userEvent: 'input.complete',
  });
}

/** What the word under the pointer means. */
export function wordCard(view: EditorView, position: number): Tooltip | null {
  const setting = view.state.facet(ruleSetting);
  const found = setting === null ? undefined : hoverRule(view.state.doc.toString(), position, setting);
  if (found === undefined) return null;
  const { span, signature, doc, needs, example } = found;
  return {
    pos: span.from,
    end: span.to,
    above: true,
    create: () => ({ dom: card(signature, [doc, needs, example && `Example: ${example}`]) }),
  };
}

/** A signature and sentences under it. */
function card(signature: string, lines: readonly (string | undefined)[]): HTMLElement {
  const element = document.createElement('div');
  element.className = 'rule-card';
  const code = document.createElement('code');
  code.textContent = signature;
  const paragraphs = lines.flatMap((line) => {
    if (line === undefined || line === '') return [];
    const paragraph = document.createElement('p');
    paragraph.textContent = line;
    return [paragraph];
  });
  element.append(code, ...paragraphs);
  return element;
}
