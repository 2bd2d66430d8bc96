import './guide.css';
import { Check, X } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { Keys } from '../../components/Keys.tsx';
import { formatCount } from '../../format/numbers.ts';
import { nextStep } from '../../stores/guide-steps.ts';
import { dismissGuide, skipStep, useGuide } from '../../stores/guide-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { GUIDE_STEPS, type GuideStep } from '../../stores/workspace-document.ts';
import { useWorkspace } from '../../stores/workspace-store.ts';

/**
 * Four first things to do in a simulated session. A strip of its own above the status bar: it covers nothing,
 * takes no focus, and is gone for good once it is done or closed.
 */
export function Guide() {
  const isSimulated = useSession((state) => state.snapshot?.status.mode === 'simulated');
  const isKnown = useWorkspace((state) => state.document !== null);
  const progress = useWorkspace((state) => state.document?.guide);
  const finished = useGuide((state) => state.finished);
  const step = nextStep(progress);
  if (!isSimulated || !isKnown || (step === null && !finished)) return null;
  const done = progress?.done ?? [];
  return (
    <section className="guide" aria-label="First steps">
      <ol className="guide-steps">
        {GUIDE_STEPS.map((each, index) => (
          <li
            key={each}
            data-state={done.includes(each) ? 'done' : each === step ? 'now' : 'later'}
            aria-current={each === step ? 'step' : undefined}
          >
            <span className="guide-mark" aria-hidden="true">
              {done.includes(each) ? <Check /> : index + 1}
            </span>
            {TITLES[each]}
            {done.includes(each) && <span className="visually-hidden">, done</span>}
          </li>
        ))}
      </ol>
      <p className="guide-text" role="status">
        {step === null ? LAST_WORD : <StepText step={step} />}
      </p>
      {step !== null && (
        <button type="button" className="text-button" onClick={() => skipStep(step)}>
          Skip
        </button>
      )}
      <button
        type="button"
        className="icon-button"
        aria-label="Close the guide"
        title="Close the guide for good"
        onClick={dismissGuide}
      >
        <X aria-hidden="true" />
      </button>
    </section>
  );
}

const TITLES: Record<GuideStep, string> = {
  hit: 'See a hit',
  preview: 'Preview',
  lock: 'Lock',
  export: 'Export',
};

const LAST_WORD: ReactNode = (
  <>
    That is the whole way round. <Keys parts={['Ctrl', 'K']} /> finds everything,{' '}
    <Keys parts={['Ctrl', '/']} /> lists the keys.
  </>
);

const TEXTS: Record<Exclude<GuideStep, 'hit'>, ReactNode> = {
  preview: (
    <>
      Select a hit and press <Keys parts={['Ctrl', 'Enter']} />: what its full data would cost, before it is
      loaded.
    </>
  ),
  lock: (
    <>
      Press <Keys parts={['Ctrl', 'L']} /> and say why: nothing removes or demotes a locked symbol.
    </>
  ),
  export: (
    <>
      Press <Keys parts={['Ctrl', 'E']} />: symbols, scanners and seed in one file that opens anywhere.
    </>
  ),
};

function StepText({ step }: { step: GuideStep }) {
  const symbols = useSession((state) => state.snapshot?.status.symbolCount ?? 0);
  if (step === 'hit') return `Scanners watch ${formatCount(symbols)} symbols: the first hit is seconds away.`;
  return <Fragment key={step}>{TEXTS[step]}</Fragment>;
}
