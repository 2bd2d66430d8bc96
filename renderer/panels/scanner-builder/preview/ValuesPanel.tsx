import { useEffect, useState } from 'react';
import type { DraftCondition } from '../../../../shared/session/scanner-draft.ts';
import { formatCount } from '../../../format/numbers.ts';
import { formatWallTime } from '../../../format/times.ts';
import { ruleText, useScannerItem } from '../../../stores/scanner-item.ts';
import { type Tried, valuesOf } from '../../../stores/scanner-preview.ts';
import { HistogramPlot } from './HistogramPlot.tsx';
import { measureWords } from './measure-words.ts';
import { PreviewEmpty, PreviewLine } from './PreviewState.tsx';
import { usePreview } from './use-preview.ts';
import { useThreshold } from './use-threshold.ts';

/** What each condition measured of every symbol, with its threshold on it: a line that can be moved. */
export function ValuesPanel() {
  const { result, isOld } = usePreview();
  const item = useScannerItem();
  const isRule = item !== undefined && ruleText(item.entry) !== undefined;
  const [wanted, setWanted] = useState(0);
  const conditions = result?.draft.conditions ?? [];
  const shown = Math.min(wanted, conditions.length - 1);
  const condition = conditions[shown];
  return (
    <section className="panel preview-panel values-panel" aria-label="Values">
      {result !== null && condition !== undefined && (
        <div className="values-head">
          <div className="values-tabs" role="tablist" aria-label="Measured values">
            {conditions.map(({ text, operator, span }, index) => (
              <button
                key={span.from}
                type="button"
                role="tab"
                aria-selected={index === shown}
                tabIndex={index === shown ? 0 : -1}
                onClick={() => setWanted(index)}
                onKeyDown={(event) => {
                  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
                  if (step === 0) return;
                  event.preventDefault();
                  const next = (shown + step + conditions.length) % conditions.length;
                  setWanted(next);
                  const tabs = event.currentTarget.parentElement?.children;
                  const tab = tabs?.[next];
                  if (tab instanceof HTMLElement) tab.focus();
                }}
              >
                {measureWords(text, operator)}
              </button>
            ))}
          </div>
          <span className="values-note">
            {formatCount(condition.passing + condition.failing)} symbols at{' '}
            {formatWallTime(result.at).slice(0, 5)}
            {isRule &&
              condition.thresholdSpan !== null &&
              condition.least !== null &&
              ' · drag the line to change the rule'}
          </span>
        </div>
      )}
      <PreviewLine />
      <div className={`panel-body values-body ${isOld && result !== null ? 'is-old' : ''}`}>
        {result === null || condition === undefined ? (
          <PreviewEmpty
            what={
              result === null
                ? 'What a condition measures of every symbol is drawn here, with its threshold.'
                : 'Its conditions compare no numbers: there is nothing to draw.'
            }
          />
        ) : (
          <ValuesOf
            key={measureWords(condition.text, condition.operator)}
            result={result}
            index={shown}
            condition={condition}
          />
        )}
      </div>
    </section>
  );
}

interface ValuesOfProps {
  readonly result: Tried;
  readonly index: number;
  readonly condition: DraftCondition;
}

function ValuesOf({ result, index, condition }: ValuesOfProps) {
  const [known, setKnown] = useState<Float64Array | null>(null);
  const { id } = result;
  useEffect(() => {
    let isGone = false;
    void valuesOf(id, 'draft', index).then((values) => {
      // A newer result has taken these away: what is drawn stays until its values are here.
      if (!isGone && values.length > 0) setKnown(values);
    });
    return () => {
      isGone = true;
    };
  }, [id, index]);
  const threshold = useThreshold(result, index);
  const saved = savedThreshold(result, condition);
  if (known === null) {
    const isNone = condition.passing + condition.failing === 0;
    return (
      <div className="empty">
        <span>
          {isNone
            ? `Not known of any of the ${formatCount(condition.unknown)} symbols at this instant.`
            : 'Reading the values…'}
        </span>
      </div>
    );
  }
  return <HistogramPlot known={known} condition={condition} threshold={threshold} saved={saved} />;
}

/** The saved rule's threshold on the same measure; undefined where it has none, or the same one. */
function savedThreshold(
  { saved }: Tried,
  { text, operator, threshold }: DraftCondition,
): DraftCondition | undefined {
  const measured = measureWords(text, operator);
  const same = saved?.conditions.find((each) => measureWords(each.text, each.operator) === measured);
  return same === undefined || same.threshold === threshold ? undefined : same;
}
