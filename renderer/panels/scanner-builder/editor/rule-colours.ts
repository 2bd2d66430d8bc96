import { type EditorState, RangeSetBuilder, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import { type RuleToken, tokenizeRule } from '../../../../shared/rules/tokens.ts';

const CLASSES: Readonly<Record<RuleToken['kind'], string>> = {
  keyword: 'rule-keyword',
  name: 'rule-name',
  function: 'rule-call',
  number: 'rule-number',
  interval: 'rule-interval',
  text: 'rule-text',
  operator: 'rule-operator',
  bracket: 'rule-bracket',
  comment: 'rule-comment',
  wrong: 'rule-wrong',
};

const MARKS = Object.fromEntries(
  Object.entries(CLASSES).map(([kind, name]) => [kind, Decoration.mark({ class: name })]),
);

/** Colours by the language's own tokens: what the editor shows is what the checker reads. */
export const ruleColours = StateField.define<DecorationSet>({
  create: coloured,
  update: (marks, { docChanged, state }) => (docChanged ? coloured(state) : marks),
  provide: (field) => EditorView.decorations.from(field),
});

function coloured({ doc }: EditorState): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { kind, span } of tokenizeRule(doc.toString())) {
    const mark = MARKS[kind];
    if (mark !== undefined && span.to > span.from) builder.add(span.from, span.to, mark);
  }
  return builder.finish();
}
