import { Icon } from './icons.tsx';

/** Stands until its cause is gone. `critical` for what stops the work. */
export function Banner({ critical, text }: { critical: boolean; text: string }) {
  return (
    <div className={`banner ${critical ? 'critical' : ''}`} role={critical ? 'alert' : 'status'}>
      <Icon name="warning" />
      <span>{text}</span>
    </div>
  );
}
