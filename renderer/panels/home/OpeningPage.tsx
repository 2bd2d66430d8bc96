import { CassetteTape } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { OpeningSession } from '../../../shared/ipc/requests/home.ts';
import { cancelOpening, progressWords, useHome } from '../../stores/home-store.ts';

/** A session that is on its way, how far it is, and the way back. */
export function OpeningPage({ opening }: { opening: OpeningSession }) {
  const words = useHome(progressWords);
  const cancelling = useHome((state) => state.cancelling);
  const page = useRef<HTMLElement>(null);
  // Not its button: a second Enter of who has just chosen would cancel.
  useEffect(() => page.current?.focus(), []);
  const { continued, done } = opening;
  return (
    <section
      ref={page}
      className="home-opening"
      aria-label={continued ? 'Continuing a session' : 'Opening a session'}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !cancelling) void cancelOpening();
      }}
    >
      <CassetteTape aria-hidden="true" />
      <h1>{words}</h1>
      <progress
        className="home-opening-bar"
        max={1}
        {...(done === null ? {} : { value: done })}
        aria-label="Progress"
      />
      <p>
        {continued
          ? 'It is played again from its beginning, with all that you did, up to where it stood.'
          : 'The universe and the first bars are being read.'}
      </p>
      <button
        type="button"
        className="dialog-button"
        disabled={cancelling}
        title={continued ? 'The session stays as it was kept' : 'Nothing is opened'}
        onClick={() => void cancelOpening()}
      >
        Cancel
      </button>
    </section>
  );
}
