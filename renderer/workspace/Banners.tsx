import { useState } from 'react';
import { Banner } from '../components/Banner.tsx';
import { useSession } from '../stores/session-store.ts';

/** What the engine says where changes do not reach the disk; it stands until they do. */
const NOT_SAVED = 'NOT SAVED';

/** What is wrong right now, the worst first. */
export function Banners() {
  const connection = useSession((state) => state.connection);
  const status = useSession((state) => state.snapshot?.status);
  const failure = connection.kind === 'failed' ? connection.failure.message : status?.failure;
  const title = connection.kind === 'failed' ? 'The session did not start' : 'The session stopped';
  const warnings = status?.warnings ?? [];
  const isCritical = (warning: string) => warning.startsWith(NOT_SAVED);
  return (
    <>
      {failure && <Banner critical text={`${title}: ${failure}`} />}
      {[...warnings.filter(isCritical), ...warnings.filter((each) => !isCritical(each))].map((warning) => (
        <Banner key={warning} critical={isCritical(warning)} text={warning} />
      ))}
      {status?.feed === 'lost' && <FeedLost wallTime={status.wallTime} />}
    </>
  );
}

/** With the time at which it was first seen. */
function FeedLost({ wallTime }: { wallTime: string }) {
  const [since] = useState(wallTime);
  return (
    <Banner
      critical={false}
      text={`Feed lost ${since} ET. Nothing comes in: every value stands as it last came.`}
    />
  );
}
