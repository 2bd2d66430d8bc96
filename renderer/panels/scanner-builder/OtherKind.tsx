import { changeDraft, type ScannerItem } from '../../stores/scanner-drafts.ts';
import { showRuleAs } from '../../stores/scanner-item.ts';
import { openScripts } from '../../stores/script-store.ts';

/** A scanner that is no rule: what it is, and the way to a rule where there is one. */
export function OtherKind({ item }: { item: ScannerItem }) {
  const { kind, config } = item.entry;
  const rule = ruleOfGap(item);
  if (kind === 'script') return <ScriptKind file={config.file} />;
  return (
    <div className="other-kind">
      <strong>{kind === 'gap' ? 'A built-in scanner' : `A scanner of kind ${kind}`}</strong>
      {rule !== undefined && (
        <>
          <span>
            It finds what this rule finds. As a rule it can be changed freely, and it says why each hit hit.
          </span>
          <code className="rule-sample">{rule}</code>
          <button
            type="button"
            className="button"
            onClick={() => {
              changeDraft(item.key, (entry) => ({
                ...entry,
                kind: 'rule',
                config: ruleConfig(rule, config.direction),
              }));
              showRuleAs('form');
            }}
          >
            Make it a rule
          </button>
        </>
      )}
    </div>
  );
}

/** A scanner whose script is read and trusted elsewhere. */
function ScriptKind({ file }: { readonly file: unknown }) {
  const name = typeof file === 'string' ? file : undefined;
  return (
    <div className="other-kind">
      <strong>{name === undefined ? 'A script' : `The script ${name}`}</strong>
      <span>It is written in an editor of yours, and runs once you have read it and trust it.</span>
      <button type="button" className="button" onClick={() => openScripts(name)}>
        Read it
      </button>
    </div>
  );
}

function ruleConfig(when: string, direction: unknown) {
  return {
    when,
    interval: '1d',
    side: direction === 'below' ? 'short' : 'long',
    figures: { gap_percent: '(last(1d) / sma(20, 1d) - 1) * 100' },
  };
}

/** What a scanner of the kind `gap` finds, as a rule. */
function ruleOfGap({ entry: { kind, config } }: ScannerItem): string | undefined {
  if (kind !== 'gap') return undefined;
  const percent = typeof config.percent === 'number' ? config.percent : 2;
  const factor = (sign: 1 | -1) => Number((1 + (sign * percent) / 100).toFixed(8));
  return config.direction === 'below'
    ? `last(1d) <= sma(20, 1d) * ${factor(-1)}`
    : `last(1d) >= sma(20, 1d) * ${factor(1)}`;
}
